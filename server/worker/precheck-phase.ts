/** The precheck of one task: runs the connector's checks, records the items, fails when one stands in the way. */
import { causesOf, GodwitError, reasonOf } from '../core/errors.ts';
import { targetGroups } from '../core/object-map.ts';
import { runPostgresPrechecks } from '../connectors/postgres/prechecks/run-prechecks.ts';
import { recordPrecheckItems } from '../persistence/precheck-items.ts';
import { compareTable } from '../schema-migration/compare-table.ts';
import { wantedPolicy } from '../task/change-log-place.ts';
import type { StepContext, StepOutcome } from '../task/phase-work.ts';
import type { TaskSituation } from '../task/task-progress.ts';
import { calmLimits } from './source-calm.ts';
import { ddlKinds, startOf } from './steering.ts';
import type { WorkerDeps } from './worker-deps.ts';

/** It only reads: an abort does not wait for what it is reading. */
function unlessAborted<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  signal.throwIfAborted();
  const { promise, reject } = Promise.withResolvers<never>();
  signal.addEventListener('abort', () => reject(signal.reason as Error), { once: true });
  return Promise.race([work, promise]);
}

/** All items, or the named ones again. */
export async function runPrecheck(
  situation: TaskSituation,
  only: readonly string[] | null,
  deps: WorkerDeps,
  context: StepContext,
): Promise<StepOutcome> {
  const { task, source, target, tables: mappings } = situation;
  const has = (phase: (typeof task.phases)[number]): boolean => task.phases.includes(phase);
  const shared = targetGroups(mappings).flatMap(([first, second]) => (first && second ? [first.target] : []));
  if (shared.length > 0 && has('REVERSE_INCREMENTAL')) {
    const named = shared.slice(0, 10).map(({ schema, name }) => `${schema}.${name}`);
    return reasonOf(new GodwitError('REVERSE_SHARED_TARGET', { tables: named.join(', ') }));
  }
  const workers = await deps.control.leases.workersSeen();
  const checking = runPostgresPrechecks(
    {
      source,
      target,
      mappings,
      compare: compareTable,
      options: {
        taskId: task.id,
        phases: {
          schema: has('SCHEMA_MIGRATION'),
          full: has('FULL_MIGRATION'),
          incremental: has('INCREMENTAL_SYNCHRONIZATION'),
          verification: has('FULL_VERIFICATION'),
          reverse: has('REVERSE_INCREMENTAL'),
        },
        targetNotEmpty: task.parameters['fullTargetNotEmpty'] === 'IGNORE' ? 'IGNORE' : 'STOP',
        start: startOf(task.parameters),
        appliesDdl: ddlKinds(task.parameters).length > 0,
        consentReplicaIdentityFull: task.parameters['incrementalReplicaIdentityFull'] === true,
        protectsSource: Object.values(calmLimits(task.parameters)).some((seconds) => seconds !== null),
        sourceKeepsLog: wantedPolicy(situation, workers) === 'TARGET_APPLIED',
      },
    },
    only ?? [],
  );
  const items = await unlessAborted(checking, context.signal);
  const recorded = await recordPrecheckItems(deps.control.database, task.id, items, {
    whole: only === null,
    only,
    claim: context.claim,
  });
  for (const item of recorded)
    if (item.result === 'WARNING')
      context.log.warn(`precheck ${item.name}`, { object: item.object, found: item.found, wanted: item.wanted });
  const failed = recorded.filter((item) => item.result === 'FAILED');
  const [first] = failed;
  if (first === undefined) return null;
  const outage = failed.find(({ error }) => error?.action === 'RETRYABLE');
  if (outage !== undefined) return outage.error; // it is waited for, and the items say what for
  if (failed.length === 1 && first.error !== null) return first.error;
  return reasonOf(
    new GodwitError('PRECHECK_FAILED', {
      count: failed.length,
      causes: causesOf(failed.map(({ error }) => error)),
      items: failed
        .map((item) => (item.object === null ? item.name : `${item.name} (${item.object})`))
        .slice(0, 10)
        .join(', '),
    }),
  );
}
