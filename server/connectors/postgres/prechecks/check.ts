/** The shape of one check, and the three results an item of it can have. */
import type { Clock } from '../../../runtime/clock.ts';
import type { ErrorCode } from '../../../core/error-codes.ts';
import { GodwitError, reasonOf, type ErrorFacts } from '../../../core/errors.ts';
import type { PrecheckDeps, PrecheckItem, PrecheckOptions, PrecheckSide } from '../../prechecks.ts';
import type { ServerFacts } from './server-facts.ts';

/** What a check works from: both servers as they answer, and the task. */
export interface CheckInput extends PrecheckDeps {
  readonly from: ServerFacts;
  readonly to: ServerFacts;
  readonly clock: Clock;
}

export interface Check {
  readonly name: string;
  readonly side: PrecheckSide;
  /** Sides it asks, where that is more than its side; it is left out when one of them cannot be reached. */
  readonly asks?: 'BOTH';
  /** Whether the item may be skipped when the check itself fails. */
  readonly skippable: boolean;
  /** Left out: always. */
  readonly when?: (options: PrecheckOptions) => boolean;
  readonly run: (input: CheckInput) => Promise<readonly Finding[]>;
}

/** What a check has to say; name and id are added from the check. */
export interface Finding {
  readonly object: string | null;
  /** Where it differs from the check's. */
  readonly side?: PrecheckSide;
  readonly result: PrecheckItem['result'];
  readonly found: string | null;
  readonly wanted: string | null;
  readonly remedy: string | null;
  readonly error: PrecheckItem['error'];
  readonly skippable: boolean;
}

interface Words {
  readonly object?: string;
  readonly side?: PrecheckSide;
  readonly found: string;
  readonly wanted: string;
  readonly remedy: string | null;
}

export function passed(found: string, side?: PrecheckSide): Finding {
  const rest = { object: null, wanted: null, remedy: null, error: null, skippable: false };
  return { result: 'PASSED', found, ...rest, ...(side && { side }) };
}

/** May always be skipped. */
export function warning(words: Words): Finding {
  return { object: null, result: 'WARNING', error: null, skippable: true, ...words };
}

/** Never to be skipped, unless the caller says so. */
export function failed(code: ErrorCode, facts: ErrorFacts, words: Words): Finding {
  const error = reasonOf(new GodwitError(code, facts));
  return { object: null, result: 'FAILED', error, skippable: false, ...words };
}

/** The findings, or that there are none. */
export const orPassed = (findings: readonly Finding[], found: string): readonly Finding[] =>
  findings.length > 0 ? findings : [passed(found)];

export function toItem(check: Pick<Check, 'name' | 'side'>, finding: Finding): PrecheckItem {
  const side = finding.side ?? check.side;
  const id = [check.name, side, ...(finding.object === null ? [] : [finding.object])].join('.');
  return { id, name: check.name, ...finding, side };
}
