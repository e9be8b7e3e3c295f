/**
 * One verification run (port VerificationJournal): its chunks, results per table, differences. Lists travel as one JSON
 * parameter, since a chunk may bring thousands of differences.
 */
import { asc, eq, sql } from 'drizzle-orm';
import { verificationChunk } from '../../drizzle/tables.ts';
import { must } from '../core/assert.ts';
import type {
  ChunkCounts,
  DoneChunk,
  RowDifference,
  VerificationJournal,
  VerifiedTable,
} from '../full-verification/verification-journal.ts';
import type { ControlDatabase } from './control-database.ts';

type ChunkBounds = Parameters<VerificationJournal['recordPlan']>[1][number];

export class DatabaseVerificationJournal implements VerificationJournal {
  readonly #control: ControlDatabase;
  readonly #runId: string;

  constructor(control: ControlDatabase, runId: string) {
    this.#control = control;
    this.#runId = runId;
  }

  async load(): Promise<{ plans: Map<string, ChunkBounds[]>; done: DoneChunk[] }> {
    const rows = await this.#control.db
      .select()
      .from(verificationChunk)
      .where(eq(verificationChunk.runId, this.#runId))
      .orderBy(asc(verificationChunk.tableId), asc(verificationChunk.chunkId));
    const plans = new Map<string, ChunkBounds[]>();
    const done: DoneChunk[] = [];
    for (const { tableId, chunkId: chunk, bounds, counts } of rows) {
      const plan = plans.get(tableId) ?? [];
      plans.set(tableId, plan);
      plan.push(bounds as ChunkBounds); // written by recordPlan
      if (counts !== null) done.push({ tableId, chunk, counts: counts as ChunkCounts }); // written by recordChunk
    }
    return { plans, done };
  }

  /** Replaces what was planned of the table, with what was done of it. */
  async recordPlan(tableId: string, chunks: readonly ChunkBounds[]): Promise<void> {
    await this.#control.db.transaction(async (tx) => {
      await tx.execute(sql`DELETE FROM verification_chunk WHERE run_id = ${this.#runId} AND table_id = ${tableId}`);
      await tx.execute(sql`
        INSERT INTO verification_chunk (run_id, table_id, chunk_id, bounds)
        SELECT ${this.#runId}, ${tableId}, c.place - 1, c.bounds
        FROM jsonb_array_elements(${JSON.stringify(chunks)}::text::jsonb) WITH ORDINALITY AS c(bounds, place)`);
    });
  }

  async recordChunk(done: DoneChunk, differences: readonly RowDifference[]): Promise<void> {
    const { tableId, chunk, counts } = done;
    const result = counts.sourceOnly + counts.targetOnly + counts.mismatched > 0 ? 'INCONSISTENT' : 'CONSISTENT';
    // one statement is J1; a chunk that is recorded already is left as it is, and so are its differences
    await this.#control.db.execute(sql`
      WITH judged AS (
        UPDATE verification_chunk SET result = ${result}, counts = ${JSON.stringify(counts)}::text::jsonb, completed_at = now()
        WHERE run_id = ${this.#runId} AND table_id = ${tableId} AND chunk_id = ${chunk} AND completed_at IS NULL RETURNING run_id)
      INSERT INTO verification_difference (run_id, table_id, kind, key, source_values, target_values, correction, status, at)
      SELECT j.run_id, d."tableId", d.kind, d.key, d."sourceValues", d."targetValues", d.correction, 'OPEN', now()
      FROM judged j, jsonb_to_recordset(${JSON.stringify(differences)}::text::jsonb)
        AS d("tableId" text, kind text, key jsonb, "sourceValues" jsonb, "targetValues" jsonb, correction text)`);
  }

  /** Says VERIFICATION_CHANGED once for all tables that got a result. */
  async recordTables(tables: readonly VerifiedTable[]): Promise<void> {
    if (tables.length === 0) return;
    await this.#control.unit(async (tx, recording) => {
      const rows = await tx.execute(sql`
        WITH known AS (SELECT table_id FROM verification_table WHERE run_id = ${this.#runId} AND result IS NOT NULL),
        written AS (
          INSERT INTO verification_table (run_id, table_id, row_filter, progress, result, estimated_rows, verified_rows, source_only, target_only, mismatched,
            consistent, uncompared_columns, started_at, completed_at, error)
          SELECT ${this.#runId}, t."tableId", t."rowFilter", t.progress,
            coalesce(t.result, (SELECT 'SKIPPED' FROM verification_run WHERE id = ${this.#runId} AND status = 'SKIPPED')), t."estimatedRows", t."verifiedRows", t."sourceOnly", t."targetOnly", t.mismatched,
            t.consistent, ARRAY(SELECT jsonb_array_elements_text(t."uncomparedColumns")), t."startedAt", t."completedAt", t.error
          FROM jsonb_to_recordset(${JSON.stringify(tables)}::text::jsonb) AS t("tableId" text, "rowFilter" text, progress float8, result text, "estimatedRows" bigint,
            "verifiedRows" bigint, "sourceOnly" bigint, "targetOnly" bigint, mismatched bigint, consistent bigint, "uncomparedColumns" jsonb,
            "startedAt" timestamptz, "completedAt" timestamptz, error jsonb)
          ON CONFLICT (run_id, table_id) DO UPDATE SET progress = excluded.progress, result = excluded.result, estimated_rows = excluded.estimated_rows,
            verified_rows = excluded.verified_rows, source_only = excluded.source_only, target_only = excluded.target_only,
            mismatched = excluded.mismatched, consistent = excluded.consistent, uncompared_columns = excluded.uncompared_columns,
            started_at = excluded.started_at, completed_at = excluded.completed_at, error = excluded.error
          RETURNING table_id, result)
        SELECT r.task_id, count(*)::int AS tables, count(*) FILTER (WHERE w.result NOT IN ('CONSISTENT', 'SKIPPED'))::int AS abnormal
        FROM written w, verification_run r
        WHERE r.id = ${this.#runId} AND w.result IS NOT NULL AND w.table_id NOT IN (SELECT table_id FROM known) GROUP BY 1`);
      const [ended] = rows;
      if (ended === undefined) return;
      recording.event({
        type: 'VERIFICATION_CHANGED',
        taskId: String(must(ended['task_id'], 'task of the run')),
        subjectId: this.#runId,
        facts: { tables: Number(ended['tables']), abnormal: Number(ended['abnormal']) },
      });
    });
  }
}
