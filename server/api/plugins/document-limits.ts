/**
 * Refuses documents that ask for too much, before they are executed, over both transports: tokens while parsing, then
 * depth, aliases, directives and cost. Codes: TOKEN_LIMIT, DEPTH_LIMIT, ALIAS_LIMIT, DIRECTIVE_LIMIT, COST_LIMIT.
 */
import { GraphQLError, type ASTVisitor, type ValidationContext } from 'graphql';
import type { Plugin } from 'graphql-yoga';
import type { ApiLimits } from '../limits.ts';
import { weigh } from './document-weight.ts';

const refusal = (code: string, what: string, limit: number): GraphQLError =>
  new GraphQLError(`${what} of a document is limited to ${limit}.`, {
    extensions: { code, limit, http: { status: 400 } },
  });

export function documentLimits(limits: ApiLimits): Plugin {
  const rule = (context: ValidationContext): ASTVisitor => {
    const weight = weigh(context.getDocument());
    const check = (code: string, what: string, value: number, limit: number): void => {
      if (value > limit) context.reportError(refusal(code, what, limit));
    };
    check('DEPTH_LIMIT', 'The depth', weight.depth, limits.depth);
    check('ALIAS_LIMIT', 'The number of aliases', weight.aliases, limits.aliases);
    check('DIRECTIVE_LIMIT', 'The number of directives', weight.directives, limits.directives);
    check('COST_LIMIT', 'The cost', weight.cost, limits.cost);
    return {};
  };
  return {
    onParse: ({ parseFn, setParseFn }) => {
      setParseFn((source, options) => {
        try {
          return parseFn(source, { ...options, maxTokens: limits.tokens });
        } catch (error) {
          // graphql-js gives this error no code of its own
          if (error instanceof GraphQLError && error.message.includes('Parsing aborted'))
            throw refusal('TOKEN_LIMIT', 'The number of tokens', limits.tokens);
          throw error;
        }
      });
    },
    onValidate: ({ addValidationRule }) => addValidationRule(rule),
  };
}
