/**
 * The one error type that crosses folders. It carries a stable code and facts; words are made at the edge
 * from the catalogue in error-codes.ts, so a message can never leak a secret that was not named as a fact.
 *
 * Code, facts, message and remedy are for everyone who may see the task. Words that can hold values of migrated rows ("Key
 * (email)=(...) already exists") stand apart as `rowDetail`, which the API gives to OPERATOR and ADMIN alone.
 */
import { ERROR_CATALOGUE, type ErrorAction, type ErrorCode } from './error-codes.ts';

export type ErrorFacts = Readonly<Record<string, string | number | boolean | null | undefined>>;

/** What is known of an error once it is stored or shown: code, sentence, remedy, who must act. */
export interface ErrorReason {
  readonly code: ErrorCode;
  readonly action: ErrorAction;
  readonly message: string;
  readonly remedy: string;
  readonly facts: ErrorFacts;
  /** What the database or the runtime said, where it can hold values of rows; not for the role VIEWER. */
  readonly rowDetail: string | null;
}

export interface ErrorOptions {
  readonly cause?: unknown;
  /** See ErrorReason. */
  readonly rowDetail?: string | null;
}

export class GodwitError extends Error {
  readonly code: ErrorCode;
  readonly facts: ErrorFacts;
  readonly rowDetail: string | null;

  constructor(code: ErrorCode, facts: ErrorFacts = {}, options: ErrorOptions = {}) {
    super(messageOf(code, facts), options);
    this.name = 'GodwitError';
    this.code = code;
    this.facts = facts;
    this.rowDetail = options.rowDetail ?? null;
  }

  get action(): ErrorAction {
    return ERROR_CATALOGUE[this.code].action;
  }
}

/** The sentence of an error that nobody throws: an Error costs more, for its stack. */
export const messageOf = (code: ErrorCode, facts: ErrorFacts): string => fill(ERROR_CATALOGUE[code].message, facts);

/** The reason to store and show for any thrown value; what is not a GodwitError becomes INTERNAL_ERROR. */
export function reasonOf(error: unknown): ErrorReason {
  const known = error instanceof GodwitError ? error : unexpected(error);
  const entry = ERROR_CATALOGUE[known.code];
  return {
    code: known.code,
    action: entry.action,
    message: fill(entry.message, known.facts),
    remedy: fill(entry.remedy, known.facts),
    facts: known.facts,
    rowDetail: known.rowDetail,
  };
}

/** For an error that stands for several: the code of each, once, as its fact `causes`. */
export const causesOf = (errors: readonly ({ readonly code: ErrorCode } | null)[]): string =>
  [...new Set(errors.flatMap((error) => (error === null ? [] : [error.code])))].join(',');

/** What something failed for: its code, and those of what it stands for. */
export function codesOf(reason: Pick<ErrorReason, 'code' | 'facts'> | null): readonly string[] {
  if (reason === null) return [];
  const { causes } = reason.facts;
  return [reason.code, ...(typeof causes === 'string' && causes !== '' ? causes.split(',') : [])];
}

/** Nobody knows what the message of a stranger's error holds: its kind is told to everyone, its words are not. */
function unexpected(error: unknown): GodwitError {
  const options = { cause: error, rowDetail: wordsOf(error) };
  if (!(error instanceof Error)) return new GodwitError('INTERNAL_ERROR', { detail: typeof error }, options);
  const code = 'code' in error && typeof error.code === 'string' ? ` ${error.code}` : '';
  return new GodwitError('INTERNAL_ERROR', { detail: `${error.name}${code}` }, options);
}

const wordsOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

/** An error as facts of a log line: `rowDetail` is kept apart from the others by whoever keeps the line (StageLog). */
export function errorFacts(error: unknown): Record<string, unknown> {
  const reason = reasonOf(error);
  return { code: reason.code, error: reason.message, ...rowFacts(reason) };
}

/** The part of a log line's facts that can hold values of rows, if there is one. */
export const rowFacts = ({ rowDetail }: { readonly rowDetail: string | null }): { rowDetail?: string } =>
  rowDetail === null ? {} : { rowDetail };

const OUTAGE =
  /^(ECONN|EPIPE|ETIMEDOUT|EHOSTUNREACH|ENETUNREACH|EAI_AGAIN|ENOTFOUND|CONNECTION_|CONNECT_TIMEOUT|08|57P|25P03|53300)/;

/**
 * What was thrown, or CONNECTION_LOST for a bare connection error anywhere in its chain of causes. Connectors throw
 * GodwitErrors, so a bare one comes from the control database: an outage to wait for, never the end of a task.
 */
export function namingOutage(error: unknown): unknown {
  for (let cause = error; cause instanceof Error && !(cause instanceof GodwitError); cause = cause.cause) {
    const code = 'code' in cause ? String(cause.code) : '';
    if (!OUTAGE.test(code)) continue;
    const { address, port } = cause as { address?: unknown; port?: unknown };
    const facts = { host: String(address ?? 'the control database'), port: String(port ?? 'its port'), detail: code };
    return new GodwitError('CONNECTION_LOST', facts, { cause: error });
  }
  return error;
}

function fill(template: string, facts: ErrorFacts): string {
  return template.replace(/\{(\w+)\}/g, (_, name: string) => String(facts[name] ?? '?'));
}
