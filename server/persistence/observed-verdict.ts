/**
 * What all runs of the full verification prove of a task. The rules are those of core/verification-verdict.ts; most tables of a
 * large task are plainly proven though, and those are counted by the database: only the others come here with their judgements.
 */
import { sql, type SQL } from 'drizzle-orm';
import { taskTable, verificationTable } from '../../drizzle/tables.ts';
import { must } from '../core/assert.ts';
import { verdictOf, type Judgement, type VerificationVerdict } from '../core/verification-verdict.ts';
import { anyOf } from './any-of.ts';
import type { ControlDatabase } from './control-database.ts';

export async function verificationVerdict(control: ControlDatabase, taskId: string): Promise<VerificationVerdict> {
  const glance = await glanceAt(control, taskId);
  // every table is plainly proven or told by its name: none is left that shares its target, or that another run has judged
  const { tables, proven, others } = glance.unknown === 0 ? glance : await lookAtEach(control, taskId);
  const judged = await judgements(control, taskId, others);
  return verdictOf(
    others.map((id) => ({
      whole: judged('WHOLE', id)[0] ?? null,
      rowsOnly: judged('ROWS_ONLY', id)[0] ?? null,
      chosen: judged('CHOSEN', id),
    })),
    { tables, proven },
  );
}

interface Proof {
  /** Without those that are judged under another one. */
  readonly tables: number;
  /** Plainly proven ones. */
  readonly proven: number;
  /** Ids of the tables that something was judged of and that are not plainly proven. */
  readonly others: readonly string[];
}

/**
 * Plainly proven is a table that one run, the latest over all tables that is complete if there is any, found equal over all its
 * rows (CONSISTENT: nothing differs, verification-tally.ts), unless a run since then says that it differs or cannot be judged.
 * What was found before does not count then.
 */
const plainlyProven = (taskId: string): SQL => sql`
  base AS MATERIALIZED (
    SELECT id, started_at FROM verification_run WHERE task_id = ${taskId} AND scope NOT IN ('INCONSISTENT_ROWS', 'CHANGED_ROWS')
    ORDER BY scope = 'ALL' DESC, status = 'COMPLETED' DESC, started_at DESC, id DESC LIMIT 1),
  doubted AS MATERIALIZED (
    SELECT said.table_id FROM base JOIN verification_run r ON r.task_id = ${taskId} AND r.started_at >= base.started_at AND r.id <> base.id
    CROSS JOIN LATERAL (
      SELECT t.table_id FROM verification_table t
      WHERE t.run_id = r.id AND t.result IN ('INCONSISTENT', 'NOT_COMPARABLE', 'FAILED') AND (t.result = 'INCONSISTENT' OR t.row_filter IS NULL)
      OFFSET 0) said)`;

/**
 * By counts, each of an index of few values: of the tables, and of those that the run found equal. What stands out of either is
 * few and looked at by itself: tables that the run found something else of, that were removed, or doubted since. Of tables that go
 * into one target a run has one, and none of them changes its target once there are runs (map-objects.ts): so those that the run
 * found equal are no two of one target.
 */
async function glanceAt(control: ControlDatabase, taskId: string): Promise<Proof & { readonly unknown: number }> {
  const equal = sql`run_id = (SELECT id FROM base) AND result = 'CONSISTENT'`;
  const [row] = await control.db.execute<{ tables: number; proven: number; others: string[]; sharing: number }>(sql`
    WITH ${plainlyProven(taskId)},
    others AS MATERIALIZED (
      SELECT t.* FROM (
        SELECT table_id FROM verification_table WHERE run_id = (SELECT id FROM base) AND result IN ('INCONSISTENT', 'NOT_COMPARABLE', 'FAILED')
        UNION SELECT table_id FROM doubted) said
      CROSS JOIN LATERAL (
        SELECT t.id,
          EXISTS (SELECT FROM verification_table WHERE ${equal} AND row_filter IS NULL AND table_id = t.id) AS equal,
          EXISTS (SELECT FROM task_table o WHERE o.task_id = ${taskId} AND o.removed_at IS NULL
            AND o.target_schema = t.target_schema AND o.target_name = t.target_name AND o.ordinal < t.ordinal) AS sharing
        FROM task_table t WHERE t.task_id = ${taskId} AND t.id = said.table_id AND t.removed_at IS NULL OFFSET 0) t)
    SELECT (SELECT count(*)::int FROM task_table WHERE task_id = ${taskId} AND removed_at IS NULL) AS tables,
      (SELECT count(*)::int FROM verification_table WHERE ${equal})
        - (SELECT count(*)::int FROM verification_table WHERE ${equal} AND row_filter IS NOT NULL)
        - (SELECT count(*)::int FROM task_table t WHERE t.task_id = ${taskId} AND t.removed_at IS NOT NULL AND EXISTS (
            SELECT FROM verification_table WHERE ${equal} AND row_filter IS NULL AND table_id = t.id))
        - said.equal AS proven,
      said.others, said.sharing
    FROM (
      SELECT coalesce(json_agg(id) FILTER (WHERE NOT sharing), '[]') AS others, count(*) FILTER (WHERE sharing)::int AS sharing,
        count(*) FILTER (WHERE equal)::int AS equal
      FROM others) said`);
  const { tables, proven, others, sharing } = must(row, 'the one row');
  return { tables: tables - sharing, proven, others, unknown: tables - sharing - proven - others.length };
}

async function lookAtEach(control: ControlDatabase, taskId: string): Promise<Proof> {
  // two sessions at once, since few tasks have tables that go into one target
  const [sharing, alone] = await Promise.all([sharersOf(control, taskId), proofOf(control, taskId, [])]);
  return sharing.length === 0 ? alone : proofOf(control, taskId, sharing);
}

/** Of tables that go into one target, all but the first: they are judged together, under that one (structureTakers). */
async function sharersOf(control: ControlDatabase, taskId: string): Promise<readonly string[]> {
  const listed = sql`task_table WHERE task_id = ${taskId} AND removed_at IS NULL`;
  // in the order of an index, without a sort: half of what it costs to number them
  const [row] = await control.db.execute<{ share: boolean }>(sql`
    SELECT (SELECT count(*) FROM ${listed}) > (SELECT count(*) FROM (
      SELECT DISTINCT ON (target_schema, target_name) ordinal FROM ${listed} ORDER BY target_schema, target_name, ordinal) t) AS share`);
  if (row?.share !== true) return [];
  const rows = await control.db.execute<{ id: string }>(sql`
    SELECT id FROM (
      SELECT id, row_number() OVER (PARTITION BY target_schema, target_name ORDER BY ordinal) AS place FROM ${listed}) t
    WHERE place > 1`);
  return rows.map(({ id }) => id);
}

async function proofOf(control: ControlDatabase, taskId: string, sharing: readonly string[]): Promise<Proof> {
  const alone = sharing.length === 0 ? sql`true` : sql`NOT (${anyOf(taskTable.id, sharing)})`;
  const listed = sql`task_table WHERE task_id = ${taskId} AND removed_at IS NULL AND ${alone}`;
  // OFFSET 0: both lists come in the order of an index, so that they are merged, which takes half as long as a hash of one
  const [row] = await control.db.execute<{ tables: number; proven: number; others: string[] }>(sql`
    WITH ${plainlyProven(taskId)},
    unproven AS MATERIALIZED (
      SELECT id FROM (SELECT id FROM ${listed} ORDER BY id OFFSET 0) each WHERE NOT EXISTS (
        SELECT FROM (
          SELECT table_id FROM verification_table WHERE run_id = (SELECT id FROM base) AND result = 'CONSISTENT' AND row_filter IS NULL
            AND table_id NOT IN (SELECT table_id FROM doubted) ORDER BY table_id OFFSET 0) proven
        WHERE proven.table_id = each.id)),
    counted AS (SELECT count(*)::int AS tables FROM ${listed})
    SELECT tables, tables - (SELECT count(*)::int FROM unproven) AS proven,
      coalesce((SELECT json_agg(id) FROM unproven WHERE id IN (
        SELECT t.table_id FROM verification_run r JOIN verification_table t ON t.run_id = r.id
        WHERE r.task_id = ${taskId} AND t.result <> 'SKIPPED')), '[]') AS others
    FROM counted`);
  return must(row, 'the one row');
}

/** By kind and table: of a whole table and of its rows that had differed the newest, of chosen rows all that differ. */
async function judgements(
  control: ControlDatabase,
  taskId: string,
  tableIds: readonly string[],
): Promise<(kind: 'WHOLE' | 'ROWS_ONLY' | 'CHOSEN', tableId: string) => readonly Judgement[]> {
  if (tableIds.length === 0) return () => [];
  const rows = await control.db.execute<{
    table_id: string;
    kind: string;
    at: string;
    result: Judgement['result'];
    found: number;
    kept: number;
    settled: number;
  }>(sql`
    SELECT newest.*, of_rows.* FROM (
      SELECT t.run_id, t.table_id, t.kind, t.begun_at AS at, t.result, (t.source_only + t.target_only + t.mismatched)::float8 AS found
      FROM (
        SELECT ${verificationTable}.*, r.started_at AS begun_at, k.kind,
          row_number() OVER (PARTITION BY ${verificationTable.tableId}, k.kind ORDER BY r.started_at DESC, r.id DESC) AS place
        FROM ${verificationTable} JOIN verification_run r ON r.id = ${verificationTable.runId} CROSS JOIN LATERAL (
          SELECT CASE WHEN ${verificationTable.rowFilter} IS NOT NULL OR r.scope = 'CHANGED_ROWS' THEN 'CHOSEN' WHEN r.scope = 'INCONSISTENT_ROWS' THEN 'ROWS_ONLY' ELSE 'WHOLE' END AS kind) k
        WHERE r.task_id = ${taskId} AND ${verificationTable.result} <> 'SKIPPED' AND ${anyOf(verificationTable.tableId, tableIds)}) t
      WHERE CASE WHEN t.kind = 'CHOSEN' THEN t.result = 'INCONSISTENT' ELSE t.place = 1 END) newest
    CROSS JOIN LATERAL (
      SELECT count(*)::int AS kept, count(*) FILTER (WHERE status <> 'OPEN')::int AS settled FROM verification_difference d
      WHERE newest.found > 0 AND d.run_id = newest.run_id AND d.table_id = newest.table_id) of_rows`);
  const byPlace = Map.groupBy(rows, ({ kind, table_id }) => `${kind} ${table_id}`);
  return (kind, tableId) => (byPlace.get(`${kind} ${tableId}`) ?? []).map((row) => ({ ...row, at: new Date(row.at) }));
}
