/**
 * Refuses documents that ask for too much, over both transports: tokens while parsing, then depth, aliases, directives,
 * repeated fields and cost, before any other rule spends time on them, and variables that are nested too deep. Codes: TOKEN_LIMIT,
 * DEPTH_LIMIT, ALIAS_LIMIT, DIRECTIVE_LIMIT, REPEAT_LIMIT, COST_LIMIT. Fragments in a circle are refused here too, as by GraphQL.
 */
import { type DocumentNode, GraphQLError, type GraphQLSchema, NoFragmentCyclesRule, validate } from 'graphql';
import type { Plugin } from 'graphql-yoga';
import type { ApiLimits } from '../limits.ts';
import { requestRefused } from '../request-refused.ts';
import { repeatsIn } from './document-repeats.ts';
import { weigh } from './document-weight.ts';

export function documentLimits(limits: ApiLimits): Plugin {
  const refusals = (document: DocumentNode, schema: GraphQLSchema): GraphQLError[] => {
    const weight = weigh(document, schema);
    const found = [
      { code: 'DEPTH_LIMIT', value: weight.depth, limit: limits.depth },
      { code: 'ALIAS_LIMIT', value: weight.aliases, limit: limits.aliases },
      { code: 'DIRECTIVE_LIMIT', value: weight.directives, limit: limits.directives },
      { code: 'COST_LIMIT', value: weight.cost, limit: limits.cost },
      { code: 'REPEAT_LIMIT', value: repeatsIn(document), limit: limits.repeats },
    ] as const;
    const refused = found.flatMap(({ code, value, limit }) =>
      value > limit ? [requestRefused(code, { status: 400, limit })] : [],
    );
    // fragments in a circle are found in one walk; with all rules they cost each fragment with each other one
    return refused.length > 0 ? refused : [...validate(schema, document, [NoFragmentCyclesRule])];
  };
  const shallow = (variables: unknown): void => {
    if (isDeeper(variables, limits.variableDepth)) throw requestRefused('DEPTH_LIMIT', { status: 400, limit: limits.variableDepth }); // prettier-ignore
  };
  /** Parsed documents are kept by the engine, so one that comes again is not weighed again. */
  const judged = new WeakMap<DocumentNode, GraphQLError[]>();
  return {
    onParse: ({ parseFn, setParseFn }) => {
      setParseFn((source, options) => {
        try {
          return parseFn(source, { ...options, maxTokens: limits.tokens });
        } catch (error) {
          if (error instanceof RangeError) throw requestRefused('DEPTH_LIMIT', { status: 400, limit: limits.depth }); // no stack is left for brackets
          // graphql-js gives this error no code of its own
          if (error instanceof GraphQLError && error.message.includes('Parsing aborted'))
            throw requestRefused('TOKEN_LIMIT', { status: 400, limit: limits.tokens });
          throw error;
        }
      });
    },
    onValidate: ({ params: { documentAST, schema }, setResult }) => {
      const found = judged.get(documentAST) ?? refusals(documentAST, schema);
      judged.set(documentAST, found);
      if (found.length > 0) setResult(found);
    },
    onExecute: ({ args }) => shallow(args.variableValues),
    onSubscribe: ({ args }) => shallow(args.variableValues),
  };
}

/** Goes no deeper than `levels`, so that no nesting exhausts the stack. */
const isDeeper = (value: unknown, levels: number): boolean =>
  typeof value === 'object' &&
  value !== null &&
  (levels < 0 || Object.values(value).some((inner) => isDeeper(inner, levels - 1)));
