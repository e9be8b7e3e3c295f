/** The dry run of a switchover: the same list of steps, and of each what it would do now; both databases are asked, nothing is changed. */
import { GodwitError } from '../../core/errors.ts';
import { stepsOf } from '../../switchover/steps.ts';
import type { SwitchoverPlan } from '../../switchover/switchover.ts';
import { liveSideOf, type SwitcherDeps } from './ground.ts';
import { LiveSwitcher } from './live-switcher.ts';

export async function planSwitchover(taskId: string, deps: SwitcherDeps): Promise<SwitchoverPlan> {
  const situation = await deps.progress.load(taskId);
  if (situation === null) throw new GodwitError('NOT_FOUND', { what: 'task', id: taskId });
  const { phases } = situation.task;
  if (!phases.includes('INCREMENTAL_SYNCHRONIZATION'))
    throw new GodwitError('SWITCHOVER_NOT_READY', {
      detail: 'the task has no incremental synchronization, so it ends by itself.',
    });
  const reverse = phases.includes('REVERSE_INCREMENTAL');
  const switcher = new LiveSwitcher(situation, { control: deps });
  const steps = [];
  for (const { kind } of stepsOf({ reverse })) steps.push(await switcher.plan(kind)); // one question after another: a server has few sessions
  return { direction: liveSideOf(situation).side === 'SOURCE' ? 'FORWARD' : 'REVERSE', reverse, steps };
}
