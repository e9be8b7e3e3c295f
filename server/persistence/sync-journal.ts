/** Statistics, conflicts and DDL of the replay (port SyncJournal without the checkpoint, which is a fact of the task). */
import { and, eq, gt, lte, sql } from 'drizzle-orm';
import { conflict, ddlSeen, fact, tableStatistics } from '../../drizzle/tables.ts';
import { readDdlMessage, type StreamDdl } from '../core/ddl-message.ts';
import { goesBack, shownTaskId } from '../core/ids.ts';
import type { ErrorReason } from '../core/errors.ts';
import type { Recording } from '../events/recording.ts';
import type { ConflictReport, SyncJournal, TableCounts } from '../incr-sync/sync-journal.ts';
import { FACT } from '../task/facts.ts';
import type { ControlDatabase, Transaction } from './control-database.ts';
import { textValues } from './row-values.ts';

export class DatabaseSyncJournal implements Omit<SyncJournal, 'setDurableCheckpoint'> {
  readonly #control: ControlDatabase;
  readonly #taskId: string;

  constructor(control: ControlDatabase, taskId: string) {
    this.#control = control;
    this.#taskId = taskId;
  }

  /** What was counted before stays to be seen until counting begins again. */
  async collectStatistics(on: boolean): Promise<void> {
    await this.#control.unit(async (tx) => {
      const since = and(eq(fact.taskId, this.#taskId), eq(fact.name, FACT.statistics));
      if (!on) {
        await tx.delete(fact).where(since);
        return;
      }
      if ((await tx.$count(fact, since)) > 0) return;
      await tx.delete(tableStatistics).where(eq(tableStatistics.taskId, this.#taskId));
      await tx.insert(fact).values({ taskId: this.#taskId, name: FACT.statistics, value: {}, at: new Date() });
    });
  }

  async addStatistics(counts: readonly TableCounts[]): Promise<void> {
    const rows = counts.flatMap((table) => [
      {
        table: table.tableId,
        side: 'SOURCE',
        inserts: table.sourceInserts,
        updates: table.sourceUpdates,
        deletes: table.sourceDeletes,
      },
      {
        table: table.tableId,
        side: 'TARGET',
        inserts: table.targetInserts,
        updates: table.targetUpdates,
        deletes: table.targetDeletes,
      },
    ]);
    await this.#control.db.execute(sql`
      INSERT INTO table_statistics (task_id, table_id, side, inserts, updates, deletes, updated_at)
      SELECT ${this.#taskId}, r."table", r.side, r.inserts, r.updates, r.deletes, now()
      FROM jsonb_to_recordset(${JSON.stringify(rows)}::text::jsonb) AS r("table" text, side text, inserts bigint, updates bigint, deletes bigint)
      ON CONFLICT (task_id, table_id, side) DO UPDATE SET inserts = table_statistics.inserts + excluded.inserts, updates = table_statistics.updates + excluded.updates,
        deletes = table_statistics.deletes + excluded.deletes, updated_at = now()`);
  }

  async addConflict(report: ConflictReport): Promise<void> {
    await this.#control.db.insert(conflict).values({
      taskId: shownTaskId(this.#taskId), // of a leg they are listed with its task
      phase: goesBack(this.#taskId) ? 'REVERSE_INCREMENTAL' : 'INCREMENTAL_SYNCHRONIZATION',
      tableId: report.tableId,
      at: new Date(report.at),
      operation: report.kind,
      key: report.key,
      sourceRow: report.sourceRow,
      targetRow: textValues(sql`${report.targetRow}::text`),
      done: report.done,
    });
  }

  /** Each statement once, however often the stream is read again. */
  async addDdlSeen(ddl: StreamDdl): Promise<void> {
    await this.#control.unit((tx, recording) => this.#addDdl(tx, recording, ddl, 'SEEN'));
  }

  async beginDdl(ddl: StreamDdl): Promise<'RUN' | 'SKIPPED'> {
    return this.#control.unit(async (tx, recording) => {
      await this.#addDdl(tx, recording, ddl, 'APPLYING');
      const [row] = await tx.select({ status: ddlSeen.status }).from(ddlSeen).where(this.#is(ddl));
      if (row?.status === 'SKIPPED') return 'SKIPPED';
      await tx.update(ddlSeen).set({ status: 'APPLYING', error: null }).where(this.#is(ddl));
      return 'RUN';
    });
  }

  setDdlConverted(ddl: StreamDdl, statement: string | null): Promise<void> {
    return this.#setDdl(ddl, statement === null ? { status: 'SEEN' } : { convertedStatement: statement });
  }

  failDdl(ddl: StreamDdl, reason: ErrorReason): Promise<void> {
    return this.#setDdl(ddl, { status: 'FAILED', error: reason });
  }

  async settleDdl(ordinal: number): Promise<void> {
    await this.#control.unit(async (tx, recording) => {
      const applied = await tx
        .update(ddlSeen)
        .set({ status: 'APPLIED' })
        .where(and(eq(ddlSeen.taskId, this.#taskId), eq(ddlSeen.status, 'APPLYING'), lte(ddlSeen.ordinal, ordinal)))
        .returning({ ordinal: ddlSeen.ordinal });
      for (const facts of applied) this.#record(recording, facts);
    });
  }

  async #setDdl(ddl: StreamDdl, values: Partial<typeof ddlSeen.$inferInsert>): Promise<void> {
    await this.#control.unit(async (tx, recording) => {
      await tx.update(ddlSeen).set(values).where(this.#is(ddl));
      this.#record(recording, ddl);
    });
  }

  async #addDdl(
    tx: Transaction,
    recording: Recording,
    { ordinal, place, position, content }: StreamDdl,
    status: 'SEEN' | 'APPLYING',
  ): Promise<void> {
    const message = readDdlMessage(content);
    const table = message.objects.find((object) => object.table !== null)?.table ?? null;
    const { statement } = message;
    const [added] = await tx
      .insert(ddlSeen)
      .values({
        taskId: this.#taskId,
        ordinal,
        place,
        position,
        at: new Date(),
        statement,
        status,
        tableSchema: table?.schema ?? null,
        tableName: table?.name ?? null,
      })
      .onConflictDoNothing()
      .returning({ ordinal: ddlSeen.ordinal });
    if (added) this.#record(recording, added);
  }

  #record(recording: Recording, { ordinal }: { readonly ordinal: number }): void {
    recording.event({ type: 'DDL_SEEN', taskId: this.#taskId, subjectId: this.#taskId, facts: { ordinal } });
  }

  #is({ ordinal, place }: StreamDdl) {
    return and(eq(ddlSeen.taskId, this.#taskId), eq(ddlSeen.ordinal, ordinal), eq(ddlSeen.place, place));
  }
}

/** A statement at which the stream stands is left out when it goes on. */
export async function skipDdl(control: ControlDatabase, taskId: string, ddlId: string): Promise<void> {
  await control.unit(async (tx, recording) => {
    const [skipped] = await tx
      .update(ddlSeen)
      .set({ status: 'SKIPPED' })
      .where(and(eq(ddlSeen.taskId, taskId), eq(ddlSeen.id, BigInt(ddlId)), eq(ddlSeen.status, 'FAILED')))
      .returning({ ordinal: ddlSeen.ordinal });
    if (skipped) recording.event({ type: 'DDL_SEEN', taskId, subjectId: taskId, facts: skipped });
  });
}

/** How many statements were applied in transactions behind that one. */
export function ddlAppliedBehind(control: ControlDatabase, taskId: string, ordinal: number): Promise<number> {
  return control.db.$count(
    ddlSeen,
    and(eq(ddlSeen.taskId, taskId), eq(ddlSeen.status, 'APPLIED'), gt(ddlSeen.ordinal, ordinal)),
  );
}
