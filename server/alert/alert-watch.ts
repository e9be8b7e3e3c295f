/**
 * The evaluator: reads all tasks at once, asks the rules (alert-rules.ts), writes what they say. One look is one
 * transaction under a lock of it, so that however many processes call it, at any moment one of them looks; a process
 * that dies or stands still in the middle leaves nothing half done. Its statements do not grow with the tasks.
 */
import type { ErrorReason } from '../core/errors.ts';
import type { NewId } from '../core/ids.ts';
import { judge, type Condition, type TaskReading } from './alert-rules.ts';
import type { Alert, AlertChange, AlertKind, RaisedLevel } from './alert.ts';
import { tell, type AlertNotice, type MessageDeps, type TellingUnit } from './messages.ts';
import type { Thresholds } from './thresholds.ts';

/**
 * Changes that one look writes, at most: with every webhook wanting each of them they still fit one statement. When all
 * tasks fail at once the rest is found again by the next look.
 */
const MOST_CHANGES = 200;

export interface RaisedAlert {
  readonly id: string;
  readonly taskId: string;
  readonly kind: AlertKind;
  readonly level: RaisedLevel;
  readonly reason: ErrorReason;
}

export interface ToldAgain {
  readonly id: string;
  readonly change: 'REPEATED' | 'LEVEL_CHANGED';
  readonly level: RaisedLevel;
  readonly reason: ErrorReason;
}

/** A change as it was written. */
export interface WrittenChange {
  readonly change: AlertChange;
  readonly alert: Alert;
  readonly taskName: string;
}

export interface WatchUnit extends TellingUnit {
  /** All that could have an alert, or has one; null while another process looks. */
  read(): Promise<{
    readonly now: Date;
    readonly thresholds: Thresholds;
    readonly tasks: readonly TaskReading[];
  } | null>;
  /** Answers what really changed: an alert that somebody acknowledges meanwhile is not repeated. */
  write(changes: {
    readonly at: Date;
    readonly raised: readonly RaisedAlert[];
    readonly again: readonly ToldAgain[];
    readonly cleared: readonly string[];
  }): Promise<readonly WrittenChange[]>;
  keepConditions(changed: {
    readonly kept: readonly (Condition & { readonly taskId: string })[];
    readonly ended: readonly { readonly taskId: string; readonly kind: AlertKind }[];
  }): Promise<void>;
}

export interface WatchRecords {
  watchUnit<T>(work: (unit: WatchUnit) => Promise<T>): Promise<T>;
}

export class AlertWatch {
  readonly #records: WatchRecords;
  readonly #messages: MessageDeps;
  readonly #newId: NewId;

  constructor(deps: { readonly records: WatchRecords } & MessageDeps) {
    this.#records = deps.records;
    this.#messages = deps;
    this.#newId = deps.newId;
  }

  /** False: another process is at it. */
  look(): Promise<boolean> {
    return this.#records.watchUnit(async (unit) => {
      const reading = await unit.read();
      if (reading === null) return false;
      const { now, thresholds, tasks } = reading;
      const raised: RaisedAlert[] = [];
      const again: ToldAgain[] = [];
      const cleared: string[] = [];
      const kept: (Condition & { taskId: string })[] = [];
      const ended: { taskId: string; kind: AlertKind }[] = [];
      for (const task of tasks) {
        const { verdicts, conditions } = judge(task, thresholds, now);
        const { taskId } = task;
        const changed = conditions.filter((condition) => !task.conditions.includes(condition));
        kept.push(...changed.map((condition) => ({ ...condition, taskId })));
        for (const { kind } of task.conditions)
          if (!conditions.some((condition) => condition.kind === kind)) ended.push({ taskId, kind });
        for (const verdict of verdicts) {
          if (raised.length + again.length + cleared.length >= MOST_CHANGES) break;
          if (verdict.change === 'CLEARED') cleared.push(verdict.alert.id);
          else if (verdict.change === 'RAISED') {
            const { kind, level, reason } = verdict;
            raised.push({ id: this.#newId('a'), taskId, kind, level, reason });
          } else {
            const { change, level, reason } = verdict;
            again.push({ id: verdict.alert.id, change, level, reason });
          }
        }
      }
      await unit.keepConditions({ kept, ended });
      const written = await unit.write({ at: now, raised, again, cleared });
      const notices: AlertNotice[] = written.map((change) => ({ ...change, at: now }));
      await tell(unit, notices, this.#messages);
      return true;
    });
  }
}
