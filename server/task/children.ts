/** The hidden tasks of a task, its sub-migrations and legs, stop and go with it. */
import { endLeg } from './leg-follower.ts';
import { endSubMigration } from './object-changer.ts';
import type { TaskProgress, TaskSituation } from './task-progress.ts';

/** True when none of the sub-migrations and legs runs any more. */
export async function stopChildren(
  { childIds, legs }: TaskSituation,
  progress: Pick<TaskProgress, 'load' | 'steerSubMigration'>,
): Promise<boolean> {
  let still = true;
  for (const id of [...childIds, ...legs.map((leg) => leg.id)]) {
    const child = await progress.load(id);
    if (child === null || child.task.status !== 'RUNNING') continue;
    still = false;
    await progress.steerSubMigration(id, 'STOP');
  }
  return still;
}

/** True when the sub-migrations and legs are released, and the changes that they were for have ended. */
export async function releaseChildren(
  { task, childIds, legs, objectChanges }: TaskSituation,
  progress: Pick<TaskProgress, 'load' | 'steerSubMigration' | 'steerLeg' | 'advanceChange'>,
): Promise<boolean> {
  for (const { id } of legs) {
    const leg = await progress.load(id);
    if (leg !== null && !(await endLeg(leg, progress))) return false;
  }
  for (const id of childIds) {
    const child = await progress.load(id);
    if (child !== null && !(await endSubMigration(child, progress))) return false;
  }
  for (const { id, status } of objectChanges)
    await progress.advanceChange(task.id, id, {
      status: status === 'PENDING' ? 'CANCELED' : 'ABORTED',
      event: 'MODIFIED',
    });
  return true;
}
