/**
 * Subscriptions that ask the same are answered by one execution: of each value of a stream (a sample, an event, a line) the
 * result is made and serialised once per document, variables and role, for both transports, however many subscribe.
 *
 * S1 the key is all that an answer depends on: the role stands for the rights, and no field of a subscription asks who it is.
 *    A variable that only says where a stream resumes (the argument `after` of the root field) is no part of it.
 * S2 a result is remembered for MEMORY_MS to twice as long: streams of one value are read within that, and later ones make it anew.
 * S3 a stream that fails gives the failure as its last result, in words for strangers.
 */
import { Buffer } from 'node:buffer';
import { randomUUID } from 'node:crypto';
import {
  createSourceEventStream,
  execute,
  Kind,
  visit,
  type DocumentNode,
  type ExecutionArgs,
  type ExecutionResult,
  GraphQLError,
} from 'graphql';
import type { Plugin } from 'graphql-yoga';
import type { RequestContext } from '../../../schema/context.ts';
import { canBeListenedTo, type Listener, type NewestValues } from '../../../schema/newest-values.ts';
import type { StageLog } from '../../core/stage.ts';
import { failureAsLastResult } from '../last-result.ts';
import { publicError } from './error-codes.ts';

const MEMORY_MS = 5_000;

/** A result with its text; Yoga sends what `stringify` gives. */
export interface SharedResult extends ExecutionResult {
  /** UTF-8. */
  readonly bytes: Buffer;
  readonly stringify: () => string;
}

export const isShared = (result: ExecutionResult): result is SharedResult => 'bytes' in result;

export function sharedResults(log: StageLog): Plugin<RequestContext> {
  const memory = new ResultMemory(log);
  return {
    // Envelop types the function as returning anything that a subscription may; this is one of those
    onSubscribe: ({ setSubscribeFn }) => setSubscribeFn((args: ExecutionArgs) => subscribeShared(args, memory, log)),
  };
}

async function subscribeShared(
  args: ExecutionArgs,
  memory: ResultMemory,
  log: StageLog,
): Promise<ExecutionResult | AsyncIterableIterator<ExecutionResult>> {
  const stream = await createSourceEventStream(args);
  if (!(Symbol.asyncIterator in stream)) return stream;
  const key = keyOf(args);
  const asked: Asked = { key, args };
  const told = (error: unknown): GraphQLError => publicError(error, log, randomUUID());
  const values = stream as AsyncIterable<object>; // every stream of the schema gives objects
  if (canBeListenedTo(values)) return new ListenedResults(values, asked, { memory, told });
  const inner = values[Symbol.asyncIterator]();
  const results: AsyncIterableIterator<ExecutionResult> = {
    next: async () => {
      const value = await inner.next();
      if (value.done === true) return { done: true, value: undefined };
      return { done: false, value: await memory.result(value.value, asked) };
    },
    return: async () => {
      await inner.return?.();
      return { done: true, value: undefined };
    },
    [Symbol.asyncIterator]: () => results,
  };
  return failureAsLastResult(results, told);
}

/** What is asked of each value, by whom it matters (S1). */
interface Asked {
  readonly key: string;
  readonly args: ExecutionArgs;
}

interface ListeningDeps {
  readonly memory: ResultMemory;
  readonly told: (error: unknown) => GraphQLError;
}

/** The results of newest values, which can be listened to as well. */
class ListenedResults implements NewestValues<ExecutionResult> {
  readonly #values: NewestValues<object>;
  readonly #asked: Asked;
  readonly #deps: ListeningDeps;
  readonly #read: AsyncIterableIterator<ExecutionResult>;

  constructor(values: NewestValues<object>, asked: Asked, deps: ListeningDeps) {
    this.#values = values;
    this.#asked = asked;
    this.#deps = deps;
    this.#read = failureAsLastResult(this.#results(), deps.told);
  }

  listen(listener: Listener<ExecutionResult>): void {
    const { memory, told } = this.#deps;
    this.#values.listen({
      next: (value) => memory.give(value, this.#asked, (result) => listener.next(result)),
      end: () => listener.end(),
      fail: (error) => {
        listener.next({ errors: [told(error)] });
        listener.end();
      },
    });
  }

  next(): Promise<IteratorResult<ExecutionResult>> {
    return this.#read.next();
  }

  async return(): Promise<IteratorResult<ExecutionResult>> {
    await this.#values.return?.();
    return { done: true, value: undefined };
  }

  [Symbol.asyncIterator](): this {
    return this;
  }

  async *#results(): AsyncGenerator<ExecutionResult> {
    for await (const value of this.#values) yield await this.#deps.memory.result(value, this.#asked);
  }
}

/** What is made of a value for all that ask the same. */
interface Making {
  readonly made: Promise<SharedResult>;
  /** Once it is made. */
  result: SharedResult | null;
  /** Who listens meanwhile. */
  readonly waiting: ((result: SharedResult) => void)[];
}

type Results = Map<object, Map<string, Making>>;

/** What was made of the values of late, in two generations (S2). */
class ResultMemory {
  readonly #log: StageLog;
  #young: Results = new Map();
  #old: Results = new Map();
  #turning = false;

  constructor(log: StageLog) {
    this.#log = log;
  }

  result(value: object, asked: Asked): Promise<SharedResult> {
    return this.#making(value, asked).made;
  }

  /** At once, where it is made already. */
  give(value: object, asked: Asked, to: (result: SharedResult) => void): void {
    const making = this.#making(value, asked);
    if (making.result !== null) to(making.result);
    else making.waiting.push(to);
  }

  #making(value: object, { key, args }: Asked): Making {
    const others = this.#young.get(value) ?? this.#old.get(value);
    const known = others?.get(key);
    if (known !== undefined) return known;
    const making: Making = { made: this.#make(value, args), result: null, waiting: [] };
    void making.made.then((result) => {
      making.result = result;
      for (const to of making.waiting.splice(0)) to(result);
    });
    if (others !== undefined) others.set(key, making);
    else this.#young.set(value, new Map([[key, making]]));
    this.#turnLater();
    return making;
  }

  /** Resolves always: what fails is a result with errors. */
  async #make(value: object, args: ExecutionArgs): Promise<SharedResult> {
    const { data, errors } = await executed(args, value);
    const shown = errors?.map((error) => publicError(error, this.#log, randomUUID()));
    const text = JSON.stringify({ data, ...(shown ? { errors: shown.map((error) => error.toJSON()) } : {}) });
    return {
      ...(data === undefined ? {} : { data }),
      ...(shown ? { errors: shown } : {}),
      bytes: Buffer.from(text),
      stringify: () => text,
    };
  }

  #forget(): void {
    this.#old = this.#young;
    this.#young = new Map();
    this.#turning = false;
    if (this.#old.size > 0) this.#turnLater();
  }

  #turnLater(): void {
    if (this.#turning) return;
    this.#turning = true;
    setTimeout(() => this.#forget(), MEMORY_MS).unref();
  }
}

async function executed(args: ExecutionArgs, value: object): Promise<ExecutionResult> {
  try {
    return await execute({ ...args, rootValue: value });
  } catch (error) {
    return { data: null, errors: [new GraphQLError('The execution failed.', { originalError: error as Error })] };
  }
}

/** Documents by number: the parser gives the same document for the same text while it is in use. */
const numbers = new WeakMap<DocumentNode, { readonly number: number; readonly cursors: ReadonlySet<string> }>();
let documents = 0;

function keyOf({ document, operationName, variableValues, contextValue }: ExecutionArgs): string {
  let known = numbers.get(document);
  if (known === undefined) numbers.set(document, (known = { number: (documents += 1), cursors: cursorVariables(document) })); // prettier-ignore
  const { number, cursors } = known;
  const variables = Object.entries(variableValues ?? {}).filter(([name]) => !cursors.has(name));
  const { role } = (contextValue as RequestContext).actor; // made by the engine
  return JSON.stringify([number, role, operationName ?? null, variables.toSorted(([a], [b]) => (a < b ? -1 : 1))]);
}

/** Variables of a document that appear as the argument `after` of a root field, and nowhere else. */
function cursorVariables(document: DocumentNode): ReadonlySet<string> {
  const uses = new Map<string, number>();
  const cursors: string[] = [];
  visit(document, {
    VariableDefinition: () => false,
    Variable: ({ name }) => void uses.set(name.value, (uses.get(name.value) ?? 0) + 1),
  });
  for (const definition of document.definitions) {
    if (definition.kind !== Kind.OPERATION_DEFINITION) continue;
    for (const field of definition.selectionSet.selections)
      for (const given of field.kind === Kind.FIELD ? (field.arguments ?? []) : [])
        if (given.name.value === 'after' && given.value.kind === Kind.VARIABLE) cursors.push(given.value.name.value);
  }
  return new Set(cursors.filter((name) => uses.get(name) === 1));
}
