/**
 * The one error type that crosses folders. It carries a stable code and facts; words are made at the edge
 * from the catalogue in error-codes.ts, so a message can never leak a secret that was not named as a fact.
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
}

export class GodwitError extends Error {
  readonly code: ErrorCode;
  readonly facts: ErrorFacts;

  constructor(code: ErrorCode, facts: ErrorFacts = {}, options: { cause?: unknown } = {}) {
    super(fill(ERROR_CATALOGUE[code].message, facts), options);
    this.name = 'GodwitError';
    this.code = code;
    this.facts = facts;
  }

  get action(): ErrorAction {
    return ERROR_CATALOGUE[this.code].action;
  }
}

/** The reason to store and show for any thrown value; what is not a GodwitError becomes INTERNAL_ERROR. */
export function reasonOf(error: unknown): ErrorReason {
  const known =
    error instanceof GodwitError
      ? error
      : new GodwitError('INTERNAL_ERROR', { detail: error instanceof Error ? error.message : String(error) });
  const entry = ERROR_CATALOGUE[known.code];
  return {
    code: known.code,
    action: entry.action,
    message: fill(entry.message, known.facts),
    remedy: fill(entry.remedy, known.facts),
    facts: known.facts,
  };
}

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
