/** Progress and conflicts of the full copy (port ImportJournal). */
import { sql } from 'drizzle-orm';
import type { CopyConflict } from '../connectors/copy-target.ts';
import type { ImportJournal, TableImport } from '../full-import/import-progress.ts';
import type { ControlDatabase } from './control-database.ts';
import { textValues } from './row-values.ts';

export class DatabaseImportJournal implements ImportJournal {
  readonly #control: ControlDatabase;
  readonly #taskId: string;

  constructor(control: ControlDatabase, taskId: string) {
    this.#control = control;
    this.#taskId = taskId;
  }

  /** Forgets what was recorded of a copy that begins again. */
  async restart(): Promise<void> {
    await this.#control.db.transaction(async (tx) => {
      await tx.execute(sql`DELETE FROM table_progress WHERE task_id = ${this.#taskId}`);
      await tx.execute(sql`DELETE FROM conflict WHERE task_id = ${this.#taskId} AND phase = 'FULL_MIGRATION'`);
    });
  }

  /** One statement for all tables that changed. */
  async recordTables(tables: readonly TableImport[]): Promise<void> {
    if (tables.length === 0) return;
    await this.#control.db.execute(sql`
      INSERT INTO table_progress (task_id, table_id, status, estimated_rows, estimated_bytes, migrated_rows, migrated_bytes, ranges_total, ranges_completed, started_at, completed_at, error)
      SELECT ${this.#taskId}, r."tableId", r.status, r."estimatedRows", r."estimatedBytes", r."migratedRows", r."migratedBytes", r."rangesTotal", r."rangesCompleted", r."startedAt", r."completedAt", r.error
      FROM jsonb_to_recordset(${JSON.stringify(tables)}::text::jsonb) AS r("tableId" text, status text, "estimatedRows" bigint, "estimatedBytes" bigint, "migratedRows" bigint, "migratedBytes" bigint,
        "rangesTotal" int, "rangesCompleted" int, "startedAt" timestamptz, "completedAt" timestamptz, error jsonb)
      ON CONFLICT (task_id, table_id) DO UPDATE SET status = excluded.status, estimated_rows = excluded.estimated_rows, estimated_bytes = excluded.estimated_bytes,
        migrated_rows = excluded.migrated_rows, migrated_bytes = excluded.migrated_bytes, ranges_total = excluded.ranges_total, ranges_completed = excluded.ranges_completed,
        started_at = coalesce(table_progress.started_at, excluded.started_at), completed_at = CASE WHEN excluded.completed_at IS NULL THEN NULL ELSE coalesce(table_progress.completed_at, excluded.completed_at) END, error = excluded.error`);
  }

  /** One parameter for all: a range of a target that was full already brings thousands. */
  async recordConflicts(conflicts: readonly CopyConflict[]): Promise<void> {
    if (conflicts.length === 0) return;
    await this.#control.db.execute(sql`
      INSERT INTO conflict (task_id, phase, table_id, at, operation, source_row, target_row, done)
      SELECT ${this.#taskId}, 'FULL_MIGRATION', r."tableId", now(), 'INSERT', ${textValues(sql`r."sourceRow"`)}, ${textValues(sql`r."targetRow"`)},
        'EXISTING_ROW_KEPT' || coalesce(' (' || r."constraint" || ')', '')
      FROM jsonb_to_recordset(${JSON.stringify(conflicts)}::text::jsonb) AS r("tableId" text, "constraint" text, "sourceRow" text, "targetRow" text)`);
  }

  /** One entry without rows, behind those that are listed. */
  async recordUnlisted(tableId: string, rows: number): Promise<void> {
    await this.#control.db.execute(sql`
      INSERT INTO conflict (task_id, phase, table_id, at, operation, done)
      VALUES (${this.#taskId}, 'FULL_MIGRATION', ${tableId}, now(), 'INSERT', ${`EXISTING_ROW_KEPT: ${rows} more rows of one range, not listed`})`);
  }
}
