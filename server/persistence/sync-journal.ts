/** Statistics, conflicts and DDL of the replay (port SyncJournal without the checkpoint, which is a fact of the task). */
import { and, eq, sql } from 'drizzle-orm';
import { conflict, ddlSeen, fact, tableStatistics } from '../../drizzle/tables.ts';
import type { TableName } from '../core/object-map.ts';
import type { ConflictReport, SyncJournal, TableCounts } from '../incr-sync/sync-journal.ts';
import { FACT } from '../task/facts.ts';
import type { ControlDatabase } from './control-database.ts';
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
      taskId: this.#taskId,
      phase: 'INCREMENTAL_SYNCHRONIZATION',
      tableId: report.tableId,
      at: new Date(report.at),
      operation: report.kind,
      key: report.key,
      sourceRow: report.sourceRow,
      targetRow: textValues(sql`${report.targetRow}::text`),
      done: report.done,
    });
  }

  /** Each statement of a transaction once, however often the stream is read again. */
  async addDdlSeen(ddl: { readonly ordinal: number; readonly content: string }): Promise<void> {
    const position = String(ddl.ordinal);
    const { statement, table } = statementOf(ddl.content);
    await this.#control.unit(async (tx, recording) => {
      const known = and(
        eq(ddlSeen.taskId, this.#taskId),
        eq(ddlSeen.position, position),
        eq(ddlSeen.statement, statement),
      );
      if ((await tx.$count(ddlSeen, known)) > 0) return;
      await tx.insert(ddlSeen).values({
        taskId: this.#taskId,
        position,
        at: new Date(),
        tableSchema: table?.schema ?? null,
        tableName: table?.name ?? null,
        statement,
        status: 'SEEN',
      });
      const facts = { ordinal: ddl.ordinal };
      recording.event({ type: 'DDL_SEEN', taskId: this.#taskId, subjectId: this.#taskId, facts });
    });
  }
}

/** The statement and the table it is about, of the message that the source's event trigger wrote (replication/ddl-capture). */
function statementOf(content: string): { readonly statement: string; readonly table: TableName | null } {
  const message = JSON.parse(content) as {
    readonly statement: string;
    readonly objects: readonly { readonly type: string; readonly identity: string; readonly schema: string | null }[];
  };
  const table = message.objects.find(({ type, schema }) => type === 'table' && schema !== null);
  if (table === undefined) return { statement: message.statement, table: null };
  // schema.name, either of them in quotes where it has to be: the schema is told by itself
  const [, name = ''] = /^(?:"(?:[^"]|"")*"|[^".]+)\.(.*)$/s.exec(table.identity) ?? [];
  const plain = name.startsWith('"') ? name.slice(1, -1).replaceAll('""', '"') : name;
  return { statement: message.statement, table: { schema: table.schema ?? '', name: plain } };
}
