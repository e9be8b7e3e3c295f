/** AlertService over the alert records: acknowledging and the thresholds, each one unit with its events and its audit entry. */
import type { Command } from '../core/actor.ts';
import { GodwitError } from '../core/errors.ts';
import type { Page, PageRequest } from '../core/page.ts';
import type { AlertCount, AlertFilter, AlertService } from './alert-service.ts';
import type { Alert } from './alert.ts';
import { estimate, type CatchingUp, type MeasuredLatency } from './catching-up.ts';
import { tell, type MessageDeps, type TellingUnit } from './messages.ts';
import { checkThresholds, type Thresholds, type ThresholdSettings } from './thresholds.ts';

export const LONGEST_NOTE = 1_000;

export interface AlertUnit extends TellingUnit {
  /** Of the control database. */
  now(): Promise<Date>;
  /** Locks the row to the end of the unit. */
  lock(id: string): Promise<{ readonly alert: Alert; readonly taskName: string } | null>;
  acknowledge(
    id: string,
    by: { readonly at: Date; readonly name: string; readonly note: string | null },
  ): Promise<Alert>;
  lockThresholds(): Promise<ThresholdSettings>;
  setThresholds(settings: ThresholdSettings & { readonly updatedBy: string; readonly updatedAt: Date }): Promise<void>;
}

/** Port, implemented by persistence. */
export interface AlertRecords {
  alert(id: string): Promise<Alert | null>;
  alerts(filter: AlertFilter, page: PageRequest): Promise<Page<Alert>>;
  openAlerts(taskIds: readonly string[]): Promise<readonly Alert[]>;
  counts(): Promise<readonly AlertCount[]>;
  measuredLatency(taskIds: readonly string[]): Promise<readonly MeasuredLatency[]>;
  thresholds(): Promise<ThresholdSettings>;
  alertUnit<T>(work: (unit: AlertUnit) => Promise<T>): Promise<T>;
}

export class RecordedAlerts implements AlertService {
  readonly #records: AlertRecords;
  readonly #messages: MessageDeps;

  constructor(deps: { readonly records: AlertRecords } & MessageDeps) {
    this.#records = deps.records;
    this.#messages = deps;
  }

  alert(id: string): Promise<Alert | null> {
    return this.#records.alert(id);
  }

  alerts(filter: AlertFilter, page: PageRequest): Promise<Page<Alert>> {
    return this.#records.alerts(filter, page);
  }

  openAlerts(taskIds: readonly string[]): Promise<readonly Alert[]> {
    return this.#records.openAlerts(taskIds);
  }

  counts(): Promise<readonly AlertCount[]> {
    return this.#records.counts();
  }

  async catchingUp(taskIds: readonly string[]): Promise<readonly CatchingUp[]> {
    return (await this.#records.measuredLatency(taskIds)).map(estimate);
  }

  thresholds(): Promise<ThresholdSettings> {
    return this.#records.thresholds();
  }

  acknowledge(id: string, note: string | null, command: Command): Promise<Alert> {
    const said = note?.trim() ?? '';
    if (said.length > LONGEST_NOTE)
      throw new GodwitError('BAD_INPUT', { detail: `A note has at most ${LONGEST_NOTE} characters.`, path: 'note' });
    return this.#records.alertUnit(async (unit) => {
      const found = await unit.lock(id);
      if (found === null) throw new GodwitError('NOT_FOUND', { what: 'alert', id });
      const { alert: before, taskName } = found;
      if (before.state !== 'RAISED') throw new GodwitError('ALERT_NOT_OPEN', { state: before.state });
      const at = await unit.now();
      const after = await unit.acknowledge(id, { at, name: command.actor.name, note: said === '' ? null : said });
      unit.audit({
        command,
        action: 'alertAcknowledge',
        subject: 'alert',
        subjectId: id,
        before: { state: before.state },
        after: { state: after.state, note: after.acknowledgedNote, taskId: after.taskId, kind: after.kind },
      });
      await tell(unit, [{ change: 'ACKNOWLEDGED', alert: after, taskName, at }], this.#messages);
      return after;
    });
  }

  updateThresholds(
    change: { readonly thresholds: Thresholds; readonly expectedRevision: number },
    command: Command,
  ): Promise<ThresholdSettings> {
    const thresholds = checkThresholds(change.thresholds);
    return this.#records.alertUnit(async (unit) => {
      const before = await unit.lockThresholds();
      if (before.revision !== change.expectedRevision)
        throw new GodwitError('CONFLICT', { expected: change.expectedRevision, actual: before.revision });
      const updatedAt = await unit.now();
      const after = { thresholds, revision: before.revision + 1, updatedBy: command.actor.name, updatedAt };
      await unit.setThresholds(after);
      unit.audit({
        command,
        action: 'alertThresholdsUpdate',
        subject: 'alert',
        subjectId: 'thresholds',
        before: before.thresholds,
        after: thresholds,
      });
      return after;
    });
  }
}
