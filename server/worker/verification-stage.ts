/** Full-Verification of one task: which run is open, over which tables, with which stage; and how runs begin and end. */
import { GodwitError, reasonOf } from '../core/errors.ts';
import { targetGroups, withSharers, type TableMapping } from '../core/object-map.ts';
import { randomId } from '../core/ids.ts';
import { PostgresSourceDigester, PostgresTargetDigester } from '../connectors/postgres/digest/postgres-digester.ts';
import { lsnOrder } from '../connectors/postgres/position.ts';
import type { RowCells } from '../connectors/row-digester.ts';
import { FullVerificationStage } from '../full-verification/full-verification.ts';
import { pairTables } from '../full-verification/verification-plan.ts';
import { standingDifferences } from '../persistence/difference-keys.ts';
import { DatabaseVerificationJournal } from '../persistence/verification-journal.ts';
import {
  abnormalTables,
  currentRun,
  openVerificationRun,
  runDifferences,
  setRunStatus,
  type RecordedRun,
} from '../persistence/verification-runs.ts';
import { logIdOf, placeOf } from '../task/change-log-place.ts';
import { rowFiltersOf } from '../task/recorded-phases.ts';
import type { SteerableStage } from '../task/steerable-stage.ts';
import type { Lease } from '../task/component-leases.ts';
import { FACT, type CoveredUpTo, type LastChange } from '../task/facts.ts';
import { readFacts } from '../persistence/facts.ts';
import { readChangedRows } from '../full-verification/changed-rows.ts';
import type { ChangeLogReader } from '../store/change-log.ts';
import type { StepOutcome } from '../task/phase-work.ts';
import type { TaskSituation } from '../task/task-progress.ts';
import type { VerificationRequest } from '../task/task-service.ts';
import { keyCells } from './correction.ts';
import { openChosenRows, openRowFilters } from './row-filters.ts';
import { calmLimits, SourceCalm } from './source-calm.ts';
import { PostgresSourceLoad } from '../connectors/postgres/source-load.ts';
import { verificationChunkRows, verificationLimits, verificationReaders } from './steering.ts';
import type { WorkerDeps } from './worker-deps.ts';

export async function verificationStage(
  situation: TaskSituation,
  lease: Lease,
  deps: WorkerDeps,
): Promise<SteerableStage> {
  const { task } = situation;
  const { database } = deps.control;
  const run = await currentRun(database, task.id);
  if (run === null) throw new GodwitError('INTERNAL_ERROR', { detail: 'no verification run is open' });
  const incremental = task.phases.includes('INCREMENTAL_SYNCHRONIZATION');
  const { mappings, predicates } = await openRowFilters(situation.source, await tablesOf(situation, run, deps));
  const source = new PostgresSourceDigester(situation.source, { taskId: task.id });
  const target = new PostgresTargetDigester(situation.target, { taskId: incremental ? task.id : null });
  const log = incremental ? await deps.logs.openReader(logIdOf(task.id, placeOf(situation.facts))) : null;
  const calm = new SourceCalm(() => new PostgresSourceLoad(situation.source), calmLimits(lease.configuration));
  const stage = new FullVerificationStage(
    {
      source,
      target,
      journal: new DatabaseVerificationJournal(database, run.id),
      replay: log === null ? null : { log, order: lsnOrder },
      calm: (context) => calm.untilCalm(context),
    },
    {
      mappings,
      filters: predicates,
      chosen: await openChosenRows(situation.source, mappings, filtersOfTargets(mappings, run.request)),
      onlyRows: await onlyRows(situation, run, { mappings, source, target, log }, deps),
      chunkRows: verificationChunkRows(lease.configuration),
      ...verificationLimits(lease.configuration),
    },
  );
  stage.steer({ readers: verificationReaders(lease.configuration) });
  return {
    run: async (context) => {
      await setRunStatus(database, run.id, { status: 'RUNNING', reason: null });
      const { scope } = run.request;
      try {
        await source.claim();
        await target.claim(task.id);
        if (log !== null && scope === 'ALL') await beginCover(situation, run.id, log, deps);
        const outcome = await stage.run(context);
        if (outcome === 'COMPLETED' && (await provesCover(scope, run.id, deps))) await cover(situation, run.id, deps);
        await setRunStatus(database, run.id, { status: outcome, reason: null });
        return outcome;
      } catch (error) {
        const reason = reasonOf(error);
        if (reason.action !== 'RETRYABLE') await setRunStatus(database, run.id, { status: 'FAILED', reason });
        throw error;
      }
    },
    steer: (parameters) => {
      stage.steer({ readers: verificationReaders(parameters) });
      calm.change(calmLimits(parameters));
      return false;
    },
    close: async () => {
      await Promise.all([
        source[Symbol.asyncDispose](),
        target[Symbol.asyncDispose](),
        calm[Symbol.asyncDispose](),
        log?.close(),
      ]);
    },
  };
}

/** Of tables that go into one target, the filter of the first: chosen is what one of theirs chooses, if none is asked for as a whole. */
function filtersOfTargets(
  mappings: readonly TableMapping[],
  request: VerificationRequest,
): ReadonlyMap<string, string> {
  const given = rowFiltersOf(request);
  const asked = new Set(request.tables?.map(({ tableId }) => tableId));
  return new Map(
    targetGroups(mappings).flatMap((group) => {
      const wanted = group.filter(({ id }) => asked.has(id));
      const filters = wanted.flatMap(({ id }) => given.get(id) ?? []);
      const [first] = group;
      if (first === undefined || filters.length === 0 || filters.length < wanted.length) return [];
      return [
        [first.id, filters.length === 1 ? filters.join('') : filters.map((filter) => `(${filter})`).join(' OR ')],
      ];
    }),
  );
}

async function tablesOf(
  situation: TaskSituation,
  run: RecordedRun,
  deps: WorkerDeps,
): Promise<TaskSituation['tables']> {
  const { request } = run;
  switch (request.scope) {
    case 'ALL':
    case 'CHANGED_ROWS':
      return situation.tables;
    case 'CUSTOM': {
      const wanted = new Set(request.tables?.map((table) => table.tableId));
      return withSharers(situation.tables, ({ id }) => wanted.has(id));
    }
    case 'INCONSISTENT_ROWS': {
      const differences = await standingDifferences(deps.control.database.db, situation.task.id, run.id);
      const wanted = new Set(differences.map((difference) => difference.tableId));
      return withSharers(situation.tables, ({ id }) => wanted.has(id));
    }
    case 'ABNORMAL_TABLES': {
      const wanted = new Set(await abnormalTables(deps.control.database.db, situation.task.id));
      return withSharers(situation.tables, ({ id }) => wanted.has(id));
    }
  }
}

interface ComparedSides {
  readonly mappings: TaskSituation['tables'];
  readonly source: PostgresSourceDigester;
  readonly target: PostgresTargetDigester;
  readonly log: ChangeLogReader | null;
}

/** What of the tables is compared; null: all of them. */
async function onlyRows(situation: TaskSituation, run: RecordedRun, sides: ComparedSides, deps: WorkerDeps) {
  switch (run.request.scope) {
    case 'INCONSISTENT_ROWS':
      return differingRows(situation.task.id, run.id, sides, deps);
    case 'CHANGED_ROWS':
      return changedRows(situation, run.id, sides, deps);
    default:
      return null;
  }
}

/** What was written since the rows were last found equal. The log must hold all of it, or nothing can be said. */
async function changedRows(
  situation: TaskSituation,
  runId: string,
  { log, ...sides }: ComparedSides,
  deps: WorkerDeps,
) {
  const covered = situation.facts[FACT.covered] as CoveredUpTo | undefined; // recorded by cover()
  const unknown = (detail: string): GodwitError => new GodwitError('SWITCHOVER_CHANGES_UNKNOWN', { detail });
  if (covered === undefined || log === null) throw unknown('no run over all tables was completed');
  const logId = logIdOf(situation.task.id, placeOf(situation.facts));
  if (covered.logId !== logId) throw unknown('the change log has begun anew since');
  const upToOrdinal = (await log.bounds())?.last.ordinal ?? 0;
  await beginCover(situation, runId, log, deps);
  const pairs = await pairTables(sides.mappings, sides);
  const tables = pairs.flatMap((pair) => {
    if ('error' in pair) throw pair.error;
    return [pair];
  });
  try {
    const changed = await readChangedRows(log, { fromOrdinal: covered.ordinal + 1, upToOrdinal, tables });
    const last: LastChange = { runId, position: changed.last?.position ?? null, at: changed.last === null ? null : new Date(changed.last.committedAtMicros / 1_000).toISOString() }; // prettier-ignore
    await deps.control.progress.recordFact(situation.task.id, FACT.lastChange, last);
    return changed.rows;
  } catch (error) {
    if (error instanceof GodwitError && error.code === 'LOG_POSITION_MISSING')
      throw unknown('the change log does not reach back to it any more');
    throw error;
  }
}

/** From where on a run will have proven nothing: noted when it begins, and kept when it begins again. */
async function beginCover(
  situation: TaskSituation,
  runId: string,
  log: ChangeLogReader,
  deps: WorkerDeps,
): Promise<void> {
  const begun = situation.facts[FACT.covering] as CoveredUpTo | undefined; // recorded below
  if (begun?.runId === runId) return;
  const logId = logIdOf(situation.task.id, placeOf(situation.facts));
  const covering: CoveredUpTo = { runId, ordinal: (await log.bounds())?.last.ordinal ?? 0, logId };
  await deps.control.progress.recordFact(situation.task.id, FACT.covering, covering);
}

/** Rows that changed and differ are asked for again by the next run over changed rows, until they are equal. */
async function provesCover(scope: VerificationRequest['scope'], runId: string, deps: WorkerDeps): Promise<boolean> {
  if (scope === 'ALL') return true;
  return scope === 'CHANGED_ROWS' && (await runDifferences(deps.control.database, runId)).tables.length === 0;
}

async function cover({ task }: TaskSituation, runId: string, deps: WorkerDeps): Promise<void> {
  const facts = await readFacts(deps.control.database, task.id, [FACT.covering]);
  const covering = facts[FACT.covering] as CoveredUpTo | undefined; // recorded by beginCover()
  if (covering?.runId === runId) await deps.control.progress.recordFact(task.id, FACT.covered, covering);
}

/** Exactly the rows that differed in the run before, by table. */
async function differingRows(
  taskId: string,
  runId: string,
  sides: Omit<ComparedSides, 'log'>,
  deps: WorkerDeps,
): Promise<ReadonlyMap<string, readonly RowCells[]>> {
  const differences = await standingDifferences(deps.control.database.db, taskId, runId);
  const rows = new Map<string, readonly RowCells[]>();
  for (const pair of await pairTables(sides.mappings, sides)) {
    if ('error' in pair) throw pair.error;
    const own = differences.filter((difference) => difference.tableId === pair.mapping.id);
    const keys = own.map((difference) => keyCells(pair, difference.key));
    rows.set(pair.mapping.id, [...new Map(keys.map((cells) => [JSON.stringify(cells), cells])).values()]);
  }
  return rows;
}

/** Begins the run of the phase unless one is open that can go on. */
export async function openVerification(situation: TaskSituation, deps: WorkerDeps): Promise<StepOutcome> {
  const run = await currentRun(deps.control.database, situation.task.id);
  const open = run !== null && run.status !== 'COMPLETED' && run.status !== 'SKIPPED';
  if (!open)
    await openVerificationRun(deps.control.database, {
      taskId: situation.task.id,
      request: { scope: 'ALL' },
      newId: randomId,
    });
  return null;
}

/** A person asked for a run: the phase runs again with it. */
export async function startVerification(
  situation: TaskSituation,
  request: VerificationRequest,
  deps: WorkerDeps,
): Promise<string> {
  const { task } = situation;
  const { leases, progress, database } = deps.control;
  if (situation.facts[FACT.verificationSkipped] !== undefined)
    await progress.deleteFact(task.id, FACT.verificationSkipped);
  const component = await leases.ensureComponent(task.id, 'FULL_VERIFICATION');
  await leases.setDesired(component.id, 'STOPPED', false);
  await progress.setSubtask(task.id, 'FULL_VERIFICATION', { status: 'RUNNING', progress: 0 }); // before the run is seen
  const runId = await openVerificationRun(database, { taskId: task.id, request, newId: randomId });
  await leases.setDesired(component.id, 'RUNNING', false);
  return runId;
}

/** A person does without a proof: who and why is kept until verification is started again. */
export async function skipVerification(
  { task }: TaskSituation,
  skipped: { readonly by: string; readonly reason: string | null },
  deps: WorkerDeps,
): Promise<void> {
  const { progress, database } = deps.control;
  const run = await currentRun(database, task.id);
  if (run !== null) await setRunStatus(database, run.id, { status: 'SKIPPED', reason: null });
  await progress.recordFact(task.id, FACT.verificationSkipped, { ...skipped, at: new Date().toISOString() });
  await progress.setSubtask(task.id, 'FULL_VERIFICATION', { status: 'SKIPPED' });
}
