/** Rows of switchovers and of their steps. JSON columns hold exactly the port's types: only we write them. */
import { and, asc, desc, eq, inArray, ne } from 'drizzle-orm';
import { switchover, switchoverStep } from '../../drizzle/switchover-tables.ts';
import { task, taskTable } from '../../drizzle/tables.ts';
import type { ErrorReason } from '../core/errors.ts';
import { legId, legOf } from '../core/ids.ts';
import type { ColumnMapping } from '../core/object-map.ts';
import type { StepAction, StepKind, StepStatus } from '../switchover/steps.ts';
import type {
  StepFindings,
  Switchover,
  SwitchoverOptions,
  SwitchoverStep,
  TaskStreams,
} from '../switchover/switchover.ts';
import type { Queryable, Transaction } from './control-database.ts';

const OPEN = ['RUNNING', 'CANCELING'];

/** Newest first. */
export async function readSwitchovers(db: Queryable, taskId: string): Promise<readonly Switchover[]> {
  const rows = await db.select().from(switchover).where(eq(switchover.taskId, taskId)).orderBy(desc(switchover.number));
  return withSteps(db, rows);
}

export async function readSwitchover(db: Queryable, id: string): Promise<Switchover | null> {
  const rows = await db.select().from(switchover).where(eq(switchover.id, id));
  return (await withSteps(db, rows))[0] ?? null;
}

export async function readOpenSwitchover(db: Queryable, taskId: string): Promise<Switchover | null> {
  const open = and(eq(switchover.taskId, taskId), inArray(switchover.status, OPEN));
  return (await withSteps(db, await db.select().from(switchover).where(open)))[0] ?? null;
}

/** Whether the last one that was completed left the side that had been live with a fence. */
export async function lastSwitchFenced(db: Queryable, taskId: string): Promise<boolean> {
  const completed = and(eq(switchover.taskId, taskId), eq(switchover.status, 'COMPLETED'));
  const [last] = await db.select().from(switchover).where(completed).orderBy(desc(switchover.number)).limit(1);
  const [found] = last === undefined ? [] : await withSteps(db, [last]);
  return found?.steps.some(({ kind, findings }) => kind === 'STOP_WRITES' && findings.fenced === true) ?? false;
}

/** By the switchovers that were completed; one statement for all tasks. */
export async function readStreams(db: Queryable, taskIds: readonly string[]): Promise<readonly TaskStreams[]> {
  if (taskIds.length === 0) return [];
  const completed = and(inArray(switchover.taskId, [...taskIds]), eq(switchover.status, 'COMPLETED'));
  const rows = await db.select().from(switchover).where(completed).orderBy(desc(switchover.number));
  return taskIds.map((taskId) => {
    const own = rows.filter((row) => row.taskId === taskId);
    const legTo = (direction: string): string | null => {
      const leg = own.find((row) => row.direction === direction)?.leg ?? null;
      return leg === null ? null : legId({ taskId, number: leg });
    };
    const liveSide = own[0]?.direction === 'FORWARD' ? 'TARGET' : 'SOURCE';
    const live = (own[0]?.leg ?? null) === null ? taskId : legId({ taskId, number: own[0]?.leg ?? 0 });
    return { taskId, liveSide, live, forward: legTo('REVERSE') ?? taskId, reverse: legTo('FORWARD') };
  });
}

export async function insertSwitchover(
  tx: Transaction,
  row: Omit<Switchover, 'steps'>,
  steps: readonly SwitchoverStep[],
): Promise<void> {
  await tx.insert(switchover).values(row);
  await tx.insert(switchoverStep).values(steps.map((step, ordinal) => ({ ...step, switchoverId: row.id, ordinal })));
}

export async function updateSwitchover(
  tx: Transaction,
  id: string,
  change: Partial<Pick<Switchover, 'status' | 'completedAt' | 'pausedAt' | 'pauseEndedAt' | 'pointOfNoReturnAt'>>,
): Promise<void> {
  await tx.update(switchover).set(change).where(eq(switchover.id, id));
}

export async function updateStep(
  tx: Transaction,
  id: string,
  kind: StepKind,
  change: Partial<Omit<SwitchoverStep, 'kind'>>,
): Promise<void> {
  if (Object.keys(change).length === 0) return;
  await tx
    .update(switchoverStep)
    .set(change)
    .where(and(eq(switchoverStep.switchoverId, id), eq(switchoverStep.kind, kind)));
}

/** The tables of a task for one of its legs; turned round where the leg goes to the source. Ids stay. */
export async function insertLegTables(
  tx: Transaction,
  taskId: string,
  legId: string,
  { toSource }: { readonly toSource: boolean },
): Promise<void> {
  const rows = await tx.select().from(taskTable).where(eq(taskTable.taskId, taskId)).orderBy(asc(taskTable.ordinal));
  const own = rows.filter(({ removedAt }) => removedAt === null);
  if (own.length === 0) return;
  await tx.insert(taskTable).values(own.map((row) => ({ ...(toSource ? turned(row) : row), taskId: legId })));
}

export async function legIds(tx: Transaction, taskId: string): Promise<readonly string[]> {
  const rows = await tx
    .select({ id: task.id })
    .from(task)
    .where(and(eq(task.parentId, taskId), ne(task.status, 'RELEASED')))
    .orderBy(asc(task.id));
  return rows.map(({ id }) => id).filter((id) => legOf(id) !== null);
}

function turned(row: typeof taskTable.$inferSelect): typeof taskTable.$inferSelect {
  const columns = row.columns as readonly ColumnMapping[] | null;
  return {
    ...row,
    sourceSchema: row.targetSchema,
    sourceName: row.targetName,
    targetSchema: row.sourceSchema,
    targetName: row.sourceName,
    columns: columns?.map((column) => ({ ...column, source: column.target, target: column.source })) ?? null,
    rowFilter: null, // what was written there is all of it that row filter's side has
  };
}

async function withSteps(
  db: Queryable,
  rows: readonly (typeof switchover.$inferSelect)[],
): Promise<readonly Switchover[]> {
  if (rows.length === 0) return [];
  const steps = await db
    .select()
    .from(switchoverStep)
    .where(
      inArray(
        switchoverStep.switchoverId,
        rows.map(({ id }) => id),
      ),
    ) // prettier-ignore
    .orderBy(asc(switchoverStep.switchoverId), asc(switchoverStep.ordinal));
  return rows.map((row) => ({
    ...row,
    direction: row.direction as Switchover['direction'],
    status: row.status as Switchover['status'],
    options: row.options as SwitchoverOptions,
    steps: steps.filter(({ switchoverId }) => switchoverId === row.id).map(toStep),
  }));
}

function toStep(row: typeof switchoverStep.$inferSelect): SwitchoverStep {
  const { switchoverId: _, ordinal: __, ...rest } = row;
  return {
    ...rest,
    kind: row.kind as StepKind,
    status: row.status as StepStatus,
    answer: row.answer as StepAction | null,
    reason: row.reason as ErrorReason | null,
    findings: row.findings as StepFindings,
  };
}
