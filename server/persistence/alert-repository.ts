/** Alerts and thresholds as rows (port AlertRecords). */
import { and, count, desc, eq, gte, inArray, isNotNull, isNull, lt, or, sql, type SQL } from 'drizzle-orm';
import { alert, alertSettings } from '../../drizzle/alert-tables.ts';
import { task } from '../../drizzle/tables.ts';
import type { AlertCount, AlertFilter } from '../alert/alert-service.ts';
import type { Alert, AlertState } from '../alert/alert.ts';
import type { MeasuredLatency } from '../alert/catching-up.ts';
import type { AlertRecords, AlertUnit } from '../alert/recorded-alerts.ts';
import type { ThresholdSettings } from '../alert/thresholds.ts';
import { must } from '../core/assert.ts';
import type { Page, PageRequest } from '../core/page.ts';
import { toAlert, toSettings } from './alert-rows.ts';
import { tellingUnit } from './alert-telling.ts';
import type { ControlDatabase, Queryable } from './control-database.ts';
import { anyOf } from './any-of.ts';
import type { DeliveryQueue } from './delivery-queue.ts';
import { keysetPage } from './keyset-page.ts';
import { nowOf } from './webhook-repository.ts';
import { measuredLatency } from './observed-latency.ts';

const SETTINGS_ID = 1;

export class DatabaseAlerts implements AlertRecords {
  readonly #control: ControlDatabase;
  readonly #queue: DeliveryQueue;

  constructor(control: ControlDatabase, queue: DeliveryQueue) {
    this.#control = control;
    this.#queue = queue;
  }

  async alert(id: string): Promise<Alert | null> {
    const [row] = await this.#control.byId.select().from(alert).where(eq(alert.id, id));
    return row ? toAlert(row) : null;
  }

  alerts(filter: AlertFilter, page: PageRequest): Promise<Page<Alert>> {
    return keysetPage(this.#control.db, {
      table: alert,
      where: condition(filter),
      keys: [alert.raisedAt, alert.id],
      descending: true,
      page,
      items: (rows) => rows.map(toAlert),
    });
  }

  async openAlerts(taskIds: readonly string[]): Promise<readonly Alert[]> {
    if (taskIds.length === 0) return [];
    const rows = await this.#control.byId
      .select()
      .from(alert)
      .where(and(anyOf(alert.taskId, taskIds), isNull(alert.clearedAt)))
      .orderBy(desc(alert.raisedAt), desc(alert.id));
    return rows.map(toAlert);
  }

  async counts(): Promise<readonly AlertCount[]> {
    const acknowledged = sql<boolean>`${alert.acknowledgedAt} IS NOT NULL`;
    const rows = await this.#control.db
      .select({ kind: alert.kind, level: alert.level, acknowledged, count: count() })
      .from(alert)
      .where(isNull(alert.clearedAt))
      .groupBy(alert.kind, alert.level, acknowledged);
    return rows.map((row) => ({
      kind: row.kind as AlertCount['kind'],
      level: row.level as AlertCount['level'],
      state: row.acknowledged ? 'ACKNOWLEDGED' : 'RAISED',
      count: row.count,
    }));
  }

  async measuredLatency(taskIds: readonly string[]): Promise<readonly MeasuredLatency[]> {
    if (taskIds.length === 0) return [];
    return measuredLatency(this.#control, taskIds, (await this.thresholds()).thresholds);
  }

  thresholds(): Promise<ThresholdSettings> {
    return readSettings(this.#control.byId);
  }

  alertUnit<T>(work: (unit: AlertUnit) => Promise<T>): Promise<T> {
    return this.#control.unit((tx, recording) =>
      work({
        ...tellingUnit(tx, recording, this.#queue),
        now: () => nowOf(tx),
        async lock(id) {
          const [row] = await tx
            .select({ alert, taskName: task.name })
            .from(alert)
            .innerJoin(task, eq(task.id, alert.taskId))
            .where(eq(alert.id, id))
            .for('update', { of: alert });
          return row ? { alert: toAlert(row.alert), taskName: row.taskName } : null;
        },
        async acknowledge(id, { at, name, note }) {
          const [row] = await tx
            .update(alert)
            .set({ acknowledgedAt: at, acknowledgedBy: name, acknowledgedNote: note })
            .where(eq(alert.id, id))
            .returning();
          return toAlert(must(row, `alert ${id}`));
        },
        async lockThresholds() {
          await tx.execute(sql`SELECT pg_advisory_xact_lock(727651, 0)`); // there is no row before the first change
          return readSettings(tx);
        },
        async setThresholds(settings) {
          await tx
            .insert(alertSettings)
            .values({ id: SETTINGS_ID, ...settings })
            .onConflictDoUpdate({ target: alertSettings.id, set: settings });
        },
      }),
    );
  }
}

export async function readSettings(db: Queryable): Promise<ThresholdSettings> {
  const { thresholds, revision, updatedBy, updatedAt } = alertSettings;
  const [row] = await db
    .select({ thresholds, revision, updatedBy, updatedAt })
    .from(alertSettings)
    .where(eq(alertSettings.id, SETTINGS_ID));
  return toSettings(row);
}

const OF_STATE: Readonly<Record<AlertState, SQL | undefined>> = {
  RAISED: and(isNull(alert.clearedAt), isNull(alert.acknowledgedAt)),
  ACKNOWLEDGED: and(isNull(alert.clearedAt), isNotNull(alert.acknowledgedAt)),
  CLEARED: isNotNull(alert.clearedAt),
};

function condition(filter: AlertFilter): SQL | undefined {
  return and(
    filter.taskIds ? inArray(alert.taskId, [...filter.taskIds]) : undefined,
    filter.levels ? inArray(alert.level, [...filter.levels]) : undefined,
    filter.kinds ? inArray(alert.kind, [...filter.kinds]) : undefined,
    filter.states ? (or(...filter.states.map((state) => OF_STATE[state])) ?? sql`false`) : undefined,
    filter.from ? gte(alert.raisedAt, filter.from) : undefined,
    filter.to ? lt(alert.raisedAt, filter.to) : undefined,
  );
}
