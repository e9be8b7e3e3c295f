/**
 * Runs a mutation at most once per actor and key, and answers a repetition as the first time. Everything that the mutation
 * writes and its answer are one transaction of the control database: its units become savepoints in it.
 *
 * D1 an answer is kept if and only if its effect is: a crash anywhere leaves neither, and the repetition does the work.
 * D2 two of the same key never run at once: the second finds the lock of the key taken, in whatever process, and is told
 *    IN_PROGRESS. The lock ends with the transaction, thus with the session of a process that died or stands still.
 * D3 a refusal that only a person can change is an answer too; what may pass by itself, and bugs, are not kept.
 * D4 what is kept is sealed: answers can hold a secret (a new token), inputs a password, of which only a keyed digest is kept.
 */
import { AsyncLocalStorage } from 'node:async_hooks';
import { createCipheriv, createDecipheriv, createHmac, randomBytes } from 'node:crypto';
import { deserialize, serialize } from 'node:v8';
import { and, eq, sql } from 'drizzle-orm';
import { drizzle } from 'drizzle-orm/postgres-js';
import postgres from 'postgres';
import { idempotency } from '../../drizzle/access-tables.ts';
import * as tables from '../../drizzle/tables.ts';
import type { Actor } from '../core/actor.ts';
import { GodwitError } from '../core/errors.ts';
import type { ErrorCode } from '../core/error-codes.ts';
import type { ErrorFacts } from '../core/errors.ts';
import type { Database, Transaction } from './control-database.ts';
import { limitedSessions } from './session-limits.ts';

export interface RepeatableRequest {
  readonly actor: Actor;
  /** As the client chose it, 1..255 characters. */
  readonly key: string;
  /** Which mutation, e.g. `tasks.start`. */
  readonly operation: string;
  /** What the mutation was given, without the envelope. */
  readonly input: unknown;
}

type Answer = { readonly value: unknown } | { readonly code: ErrorCode; readonly facts: ErrorFacts };

/** The transaction that the units of the present call belong to; they take turns in it. */
interface Enclosing {
  readonly tx: Transaction;
  turn: Promise<unknown>;
}

const enclosing = new AsyncLocalStorage<Enclosing>();

/** Runs `work` as a savepoint of the enclosing mutation; null when there is none. */
export function withinMutation<T>(work: (tx: Transaction) => Promise<T>): Promise<T> | null {
  const outer = enclosing.getStore();
  if (outer === undefined) return null;
  const result = outer.turn.then(() => outer.tx.transaction(work));
  outer.turn = result.catch(() => undefined);
  return result;
}

/** Mutations with a key that run at once in one process; further ones wait. */
const SESSIONS = 4;
/** It may ask an endpoint meanwhile, while its transaction waits; that of a process which stands still ends sooner (standstill.ts). */
const LONGEST_MUTATION_MS = 120_000;
const KEPT_HOURS = 24;
const MAX_KEY_LENGTH = 255;

export class Idempotency implements AsyncDisposable {
  readonly #client: postgres.Sql;
  readonly #db: Database;
  readonly #key: Buffer;

  /**
   * `key` has 32 bytes; `owner`: the process, under the name of its StandstillWatch. The sessions are its own: a mutation that
   * holds one may need others of the common pool.
   */
  constructor(url: string, options: { readonly key: Buffer; readonly owner: string }) {
    this.#client = postgres(url, {
      ...limitedSessions('mutations', { owner: options.owner, idleInTransactionMs: LONGEST_MUTATION_MS }),
      max: SESSIONS,
    });
    this.#db = drizzle(this.#client, { schema: tables });
    this.#key = options.key;
  }

  /** The answer of `work`, or the one it gave the first time. IDEMPOTENCY_KEY_REUSED, IN_PROGRESS, BAD_INPUT. */
  async run<T>(request: RepeatableRequest, work: () => Promise<T>): Promise<T> {
    if (request.key.length === 0 || request.key.length > MAX_KEY_LENGTH || request.key.includes('\0'))
      throw new GodwitError('BAD_INPUT', {
        detail: `An idempotency key has 1 to ${MAX_KEY_LENGTH} characters.`,
        path: 'idempotencyKey',
      });
    const answer = await this.#db.transaction(async (tx) => {
      const owner = request.actor.tokenId === null ? `name ${request.actor.name}` : `token ${request.actor.tokenId}`;
      const inputHash = this.#digest(request);
      const lock = createHmac('sha256', this.#key)
        .update(JSON.stringify([owner, request.key]))
        .digest();
      const [held] = await tx.execute(sql`SELECT pg_try_advisory_xact_lock(${String(lock.readBigInt64BE())}) AS held`);
      if (held?.['held'] !== true) throw new GodwitError('IN_PROGRESS');
      const [kept] = await tx
        .select({ inputHash: idempotency.inputHash, answer: idempotency.answer })
        .from(idempotency)
        .where(
          and(
            eq(idempotency.actor, owner),
            eq(idempotency.key, request.key),
            sql`${idempotency.startedAt} >= now() - make_interval(hours => ${KEPT_HOURS})`,
          ),
        );
      if (kept !== undefined) {
        if (kept.inputHash !== inputHash) throw new GodwitError('IDEMPOTENCY_KEY_REUSED');
        return this.#open(String(kept.answer), inputHash);
      }
      const given = await answerOf(tx, work);
      const row = {
        operation: request.operation,
        inputHash,
        answer: this.#seal(given, inputHash),
        startedAt: sql`now()`,
        completedAt: sql`clock_timestamp()`,
      };
      await tx
        .insert(idempotency)
        .values({ actor: owner, key: request.key, ...row })
        .onConflictDoUpdate({ target: [idempotency.actor, idempotency.key], set: row });
      return given;
    });
    if ('code' in answer) throw new GodwitError(answer.code, answer.facts);
    return answer.value as T; // what `work` answered, now or then
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#client.end({ timeout: 5 });
  }

  #digest({ operation, input }: RepeatableRequest): string {
    return createHmac('sha256', this.#key).update(operation).update('\0').update(canonicalJson(input)).digest('hex');
  }

  /** Version 1, nonce 12, tag 16, ciphertext; bound to the input that it answers. */
  #seal(answer: Answer, inputHash: string): string {
    const nonce = randomBytes(12);
    const cipher = createCipheriv('aes-256-gcm', this.#key, nonce).setAAD(Buffer.from(inputHash));
    const sealed = Buffer.concat([cipher.update(serialize(answer)), cipher.final()]);
    return Buffer.concat([Buffer.of(1), nonce, cipher.getAuthTag(), sealed]).toString('base64');
  }

  #open(text: string, inputHash: string): Answer {
    const sealed = Buffer.from(text, 'base64');
    const decipher = createDecipheriv('aes-256-gcm', this.#key, sealed.subarray(1, 13))
      .setAAD(Buffer.from(inputHash))
      .setAuthTag(sealed.subarray(13, 29));
    return deserialize(Buffer.concat([decipher.update(sealed.subarray(29)), decipher.final()])) as Answer; // sealed by us
  }
}

/** Runs `work` in a savepoint: a refusal that is an answer takes back what was written, and nothing else. */
async function answerOf(tx: Transaction, work: () => Promise<unknown>): Promise<Answer> {
  try {
    return await tx.transaction(async (inner) => ({
      value: await enclosing.run({ tx: inner, turn: Promise.resolve() }, work),
    }));
  } catch (error) {
    if (!(error instanceof GodwitError) || error.action === 'RETRYABLE' || error.action === 'BUG') throw error;
    return { code: error.code, facts: error.facts };
  }
}

/** The same text for the same value, whatever the order of its fields; undefined fields are absent. */
function canonicalJson(value: unknown): string {
  return JSON.stringify(value, (_, item: unknown) => {
    if (typeof item === 'bigint') return `bigint ${item}`;
    if (typeof item !== 'object' || item === null || Array.isArray(item)) return item;
    return Object.fromEntries(Object.entries(item).sort(([a], [b]) => (a < b ? -1 : 1)));
  });
}
