/**
 * Incr-Sync goes on from another position of its change log: behind the last transaction that committed there or before. Forward
 * leaves out what lies between; back applies it again, which a table with a key takes (conflicts are listed), and one without a
 * key does not. The target's checkpoint is what counts, so that is what is set.
 */
import { GodwitError } from '../core/errors.ts';
import type { Position } from '../core/position.ts';
import { formatLsn, isLsn, lsnOrder, parseLsn } from '../connectors/postgres/position.ts';
import { PostgresTargetWriter } from '../connectors/postgres/apply/postgres-target-writer.ts';
import { ddlAppliedBehind } from '../persistence/sync-journal.ts';
import { logPointAt } from '../store/log-point.ts';
import { logIdOf, placeOf } from '../task/change-log-place.ts';
import type { TaskSituation } from '../task/task-progress.ts';
import { STAGE_FACT, type WorkerDeps } from './worker-deps.ts';

const SILENT = { debug() {}, info() {}, warn() {}, error() {} };

/** Throws POSITION_NOT_IN_LOG, and ACTION_NOT_ALLOWED with why it cannot go back. */
export async function resetPosition(
  situation: TaskSituation,
  asked: { readonly componentId: string; readonly position: string },
  deps: WorkerDeps,
): Promise<void> {
  const { task, tables, components } = situation;
  const component = components.find(({ id }) => id === asked.componentId);
  if (component === undefined) throw new GodwitError('NOT_FOUND', { what: 'component', id: asked.componentId });
  if (component.status !== 'STOPPED') throw refused(situation, 'Incr-Sync is not stopped.');
  if (!isLsn(asked.position))
    throw new GodwitError('BAD_INPUT', { detail: `${asked.position} is no position of PostgreSQL (X/Y).` });
  const position = formatLsn(parseLsn(asked.position));
  const point = await pointAt(situation, position, deps);
  await using writer = new PostgresTargetWriter(situation.target, {
    taskId: task.id,
    epoch: component.run,
    writer: 'INCR_SYNC',
    log: SILENT,
  });
  const now = await writer.claim();
  const back = now !== null && point.ordinal < now.ordinal;
  if (back) {
    for (const { target } of tables)
      if ((await writer.readShape(target))?.key === null)
        throw refused(situation, `rows of ${target.schema}.${target.name}, which has no key, would be there twice.`);
    if ((await ddlAppliedBehind(deps.control.database, task.id, point.ordinal)) > 0)
      throw refused(situation, 'DDL that was applied behind that position would be run again.');
  }
  const record = (): Promise<void> => deps.control.progress.recordFact(task.id, STAGE_FACT.durableCheckpoint, point);
  if (back) await record(); // at no moment does the fact let go of a part of the log that is needed again
  await writer.setCheckpoint(point);
  if (!back) await record();
}

async function pointAt(situation: TaskSituation, position: Position, deps: WorkerDeps) {
  const log = await deps.logs.openReader(logIdOf(situation.task.id, placeOf(situation.facts)));
  try {
    const bounds = await log.bounds();
    const point = bounds === null ? null : await logPointAt(log, position, lsnOrder);
    if (point !== null) return point;
    throw new GodwitError('POSITION_NOT_IN_LOG', {
      position,
      first: bounds?.first.position ?? 'nothing',
      last: bounds?.last.position ?? 'nothing',
    });
  } finally {
    await log.close();
  }
}

const refused = ({ task }: TaskSituation, detail: string): GodwitError =>
  new GodwitError('ACTION_NOT_ALLOWED', { action: 'componentResetPosition', state: task.status, detail });
