/**
 * Runs of the verification of a task: a new one closes the one before it, so at most one is open (V1); a run that stopped or
 * failed is open still and goes on with its own plan.
 */
import { and, desc, eq, isNull, sql } from 'drizzle-orm';
import { task, verificationRun, verificationTable } from '../../drizzle/tables.ts';
import type { ErrorReason } from '../core/errors.ts';
import type { NewId } from '../core/ids.ts';
import type { VerificationRunStatus } from '../task/observation.ts';
import type { VerificationRequest } from '../task/task-service.ts';
import type { ControlDatabase, Queryable } from './control-database.ts';
import { settleEqualRows } from './difference-keys.ts';

export interface RecordedRun {
  readonly id: string;
  readonly request: VerificationRequest;
  readonly status: VerificationRunStatus;
  readonly startedAt: Date;
  readonly completedAt: Date | null;
}

export interface NewRun {
  readonly taskId: string;
  readonly request: VerificationRequest;
  readonly newId: NewId;
}

/** The newest run, or null; it is open unless COMPLETED or SKIPPED. */
export async function currentRun(control: ControlDatabase, taskId: string): Promise<RecordedRun | null> {
  const [row] = await control.db
    .select()
    .from(verificationRun)
    .where(eq(verificationRun.taskId, taskId))
    .orderBy(desc(verificationRun.startedAt), desc(verificationRun.id))
    .limit(1);
  if (row === undefined) return null;
  return {
    id: row.id,
    request: row.request as VerificationRequest, // written by openVerificationRun
    status: row.status as VerificationRunStatus,
    startedAt: row.startedAt,
    completedAt: row.completedAt,
  };
}

/** Whether a run over all tables was ever begun. */
export async function hasRunOverAll(control: ControlDatabase, taskId: string): Promise<boolean> {
  const all = and(eq(verificationRun.taskId, taskId), eq(verificationRun.scope, 'ALL'));
  return (await control.db.$count(verificationRun, all)) > 0;
}

/** What a run found: rows that differ, tables that are not consistent, and rows that were compared. */
export async function runDifferences(
  control: ControlDatabase,
  runId: string,
): Promise<{ readonly rows: number; readonly tables: readonly string[]; readonly compared: number }> {
  const rows = await control.db.execute(sql`
    SELECT v.table_id AS id, v.result, t.source_schema || '.' || t.source_name AS name,
      (v.source_only + v.target_only + v.mismatched)::int8 AS differing, v.verified_rows AS compared
    FROM verification_table v JOIN verification_run r ON r.id = v.run_id
    LEFT JOIN task_table t ON t.task_id = r.task_id AND t.id = v.table_id WHERE v.run_id = ${runId}`);
  const unequal = rows.filter(({ result }) => result !== 'CONSISTENT');
  const sum = (column: string): number => rows.reduce((total, row) => total + Number(row[column] ?? 0), 0);
  return {
    rows: sum('differing'),
    tables: unequal.map(({ id, name }) => String(name ?? id)),
    compared: sum('compared'),
  };
}

/** Begins a run and closes what is open; answers its id. */
export function openVerificationRun(control: ControlDatabase, run: NewRun): Promise<string> {
  const { taskId, request } = run;
  const id = run.newId('v');
  return control.unit(async (tx, recording) => {
    // the task's row orders those who begin a run (V1)
    await tx.select({ id: task.id }).from(task).where(eq(task.id, taskId)).for('no key update');
    const startedAt = new Date();
    await tx
      .update(verificationRun)
      .set({
        status: sql`CASE ${verificationRun.status} WHEN 'RUNNING' THEN 'STOPPED' ELSE ${verificationRun.status} END`,
        completedAt: startedAt,
      })
      .where(and(eq(verificationRun.taskId, taskId), isNull(verificationRun.completedAt)));
    await tx
      .insert(verificationRun)
      .values({ id, taskId, scope: request.scope, request, status: 'RUNNING', startedAt });
    recording.event({
      type: 'VERIFICATION_CHANGED',
      taskId,
      subjectId: id,
      facts: { status: 'RUNNING', scope: request.scope },
    });
    return id;
  });
}

/** How an open run stands now; says so only when that is new. A closed run stays as it is. */
export async function setRunStatus(
  control: ControlDatabase,
  runId: string,
  now: { readonly status: VerificationRunStatus; readonly reason: ErrorReason | null },
): Promise<void> {
  const ended = now.status === 'COMPLETED' || now.status === 'SKIPPED';
  await control.unit(async (tx, recording) => {
    const [before] = await tx.select().from(verificationRun).where(eq(verificationRun.id, runId)).for('update');
    if (before === undefined || before.completedAt !== null || before.status === now.status) return;
    await tx
      .update(verificationRun)
      .set({ ...now, completedAt: ended ? new Date() : null })
      .where(eq(verificationRun.id, runId));
    if (now.status === 'SKIPPED')
      await tx
        .update(verificationTable)
        .set({ result: 'SKIPPED' })
        .where(and(eq(verificationTable.runId, runId), isNull(verificationTable.result)));
    if (now.status === 'COMPLETED') await settleEqualRows(tx, before);
    recording.event({
      type: 'VERIFICATION_CHANGED',
      taskId: before.taskId,
      subjectId: runId,
      facts: { status: now.status },
    });
  });
}

/** Tables whose newest result is not CONSISTENT: the scope ABNORMAL_TABLES. A run that was skipped does not count, and that chosen rows are equal says nothing of the others. */
export async function abnormalTables(db: Queryable, taskId: string): Promise<readonly string[]> {
  const rows = await db.execute(sql`
    SELECT table_id FROM (
      SELECT DISTINCT ON (t.table_id) t.table_id, t.result FROM verification_table t JOIN verification_run r ON r.id = t.run_id
      WHERE r.task_id = ${taskId} AND t.result <> 'SKIPPED' AND NOT (t.result = 'CONSISTENT' AND (t.row_filter IS NOT NULL OR r.scope = 'CHANGED_ROWS')) ORDER BY t.table_id, r.started_at DESC, r.id DESC) newest
    WHERE result <> 'CONSISTENT' ORDER BY table_id`);
  return rows.map((row) => String(row['table_id']));
}
