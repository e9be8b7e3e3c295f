/** Which stage runs for which component: composed from connectors, the log of this machine and the control plane's sinks. */
import { monitoringThresholdMs } from '../alert/thresholds.ts';
import { GodwitError } from '../core/errors.ts';
import { asPosition, type Position } from '../core/position.ts';
import { legOf } from '../core/ids.ts';
import { originPrefix } from '../connectors/postgres/origins.ts';
import { openPool, SHORT_QUESTIONS } from '../connectors/postgres/connection.ts';
import { lsnOrder } from '../connectors/postgres/position.ts';
import { PostgresSourceReads } from '../connectors/postgres/apply/source-reads.ts';
import { PostgresTargetWriter } from '../connectors/postgres/apply/postgres-target-writer.ts';
import { PostgresChangeSource } from '../connectors/postgres/replication/postgres-change-source.ts';
import { PostgresDdlConverter } from '../connectors/postgres/ddl/stream-ddl.ts';
import { readImportedRanges } from '../connectors/postgres/snapshot/imported-ranges.ts';
import { PostgresCopyTarget } from '../connectors/postgres/snapshot/postgres-copy-target.ts';
import { PostgresSnapshotReader } from '../connectors/postgres/snapshot/postgres-snapshot-reader.ts';
import type { Checkpoint } from '../connectors/target-writer.ts';
import { FullImportStage } from '../full-import/full-import.ts';
import { IncrSyncStage } from '../incr-sync/incr-sync-stage.ts';
import { readFacts } from '../persistence/facts.ts';
import { DatabaseImportJournal } from '../persistence/import-journal.ts';
import { DatabaseSyncJournal } from '../persistence/sync-journal.ts';
import { systemClock } from '../runtime/clock.ts';
import { Retention } from '../store/retention.ts';
import type { AcknowledgePolicy } from '../store/store-options.ts';
import { StoreStage } from '../store/store.ts';
import { isCovered, LOG_FACT, logIdOf, placeOf, policyOf } from '../task/change-log-place.ts';
import type { SteerableStage } from '../task/steerable-stage.ts';
import type { Lease } from '../task/component-leases.ts';
import type { TaskSituation } from '../task/task-progress.ts';
import type { ParameterValues } from '../task/task-types.ts';
import { LogKeeper } from '../task/log-keeper.ts';
import { FACT } from '../task/facts.ts';
import { ObjectChanger } from '../task/object-changer.ts';
import { SwitchoverRunner } from '../task/switchover-runner.ts';
import { WorkflowStage } from '../task/workflow.ts';
import { LiveSwitcher } from './switchover/live-switcher.ts';
import { reachesBoth, requireOwnLog, takeOverLog } from './log-move.ts';
import { TaskObjectWork } from './object-work.ts';
import { TaskPhaseWork } from './phase-work.ts';
import { calmLimits, SourceCalm } from './source-calm.ts';
import { PostgresSourceLoad } from '../connectors/postgres/source-load.ts';
import {
  applyLanes,
  collectsStatistics,
  ddlKinds,
  fullImportSteering,
  leftOutChanges,
  retentionOptions,
  syncTuning,
} from './steering.ts';
import { openRowFilters } from './row-filters.ts';
import { knownTables } from './known-tables.ts';
import { withMissingPartitions } from './target-partitions.ts';
import { verificationStage } from './verification-stage.ts';
import { loadSituation, spoolDirectory, STAGE_FACT, type WorkerDeps } from './worker-deps.ts';

export async function buildStage(lease: Lease, deps: WorkerDeps): Promise<SteerableStage> {
  if (lease.kind === 'WORKFLOW') return workflow(lease, deps);
  const situation = await loadSituation(deps, lease.taskId);
  switch (lease.kind) {
    case 'STORE':
      return store(situation, lease, deps);
    case 'FULL_IMPORT':
      return fullImport(situation, lease, deps);
    case 'INCR_SYNC':
      return incrSync(situation, lease, deps);
    case 'FULL_VERIFICATION':
      return verificationStage(situation, lease, deps);
  }
}

function workflow(lease: Lease, deps: WorkerDeps): SteerableStage {
  const work = new TaskPhaseWork(deps);
  const { progress, leases, wakeCalls } = deps.control;
  return new WorkflowStage(
    {
      progress,
      leases,
      work,
      logKeeper: new LogKeeper(
        {
          progress,
          leases,
          takeOver: (situation, epoch, { log }) => takeOverLog(situation, { epoch, log }),
          reaches: reachesBoth,
        },
        { location: deps.location, patienceMs: deps.logPatienceMs },
      ),
      untilWoken: (limitMs, signal) => wakeCalls.untilWoken(limitMs, signal),
      switchovers: new SwitchoverRunner({ progress, switcher: (situation) => new LiveSwitcher(situation, deps) }),
      objectChanger: new ObjectChanger({
        progress,
        leases,
        work: new TaskObjectWork(),
        latencyMs: (of) => work.latencyMs(of),
        order: lsnOrder,
      }),
      monitoringThresholdMs: async ({ task }) =>
        monitoringThresholdMs((await deps.control.alerts.thresholds()).thresholds, task.alertLevel),
    },
    {
      taskId: lease.taskId,
      componentId: lease.componentId,
      location: deps.location,
      patienceMs: deps.logPatienceMs,
    },
  );
}

function store(situation: TaskSituation, lease: Lease, deps: WorkerDeps): SteerableStage {
  const { task } = situation;
  const start = situation.facts[STAGE_FACT.sourceStart] as
    { readonly position: string; readonly publication?: string | null } | undefined; // recorded by job-work.ts
  if (start === undefined) throw new GodwitError('INTERNAL_ERROR', { detail: 'the source is not prepared yet' });
  const source = new PostgresChangeSource(situation.source, {
    taskId: task.id,
    startPosition: asPosition(start.position),
    publication: start.publication ?? null,
    // what streams of the same task wrote here must not travel back (C25)
    ...(!hasWayBack(situation) ? {} : { ignoredOrigins: originPrefix(task.id) }),
    spoolDirectory: spoolDirectory(deps.dataDir, task.id),
  });
  const place = placeOf(situation.facts);
  const logId = logIdOf(task.id, place);
  const maxUnappliedBytes = retentionOptions(lease.configuration).keepBytes;
  const retention = new Retention(
    { logs: deps.logs, clock: systemClock, appliedOrdinal: async () => (await durable(task.id, deps))?.ordinal ?? 0 },
    logId,
    retentionOptions(lease.configuration),
  );
  const resume = place?.resume ?? null;
  const stage = new StoreStage(
    { source, logs: deps.logs, retention, clock: systemClock },
    {
      logId,
      maxUnappliedBytes,
      acknowledge: () => acknowledgePolicy(task.id, deps),
      ...(resume === null ? {} : { resume: { ...resume, firstOrdinal: resume.ordinal + 1 } }),
    },
  );
  return {
    run: async (context) => {
      await requireOwnLog(situation, { logs: deps.logs, logId, place });
      return stage.run(context);
    },
    steer: (parameters) => retention.change(retentionOptions(parameters)),
  };
}

/** Changes can come back: what is written is marked, so that they do not go round. */
const hasWayBack = ({ task }: TaskSituation): boolean =>
  legOf(task.id) !== null || task.phases.includes('REVERSE_INCREMENTAL');

/** Checkpoint that a crash of the target cannot take back. */
async function durable(taskId: string, deps: WorkerDeps): Promise<Checkpoint | null> {
  const facts = await readFacts(deps.control.database, taskId, [STAGE_FACT.durableCheckpoint]);
  return (facts[STAGE_FACT.durableCheckpoint] as Checkpoint | undefined) ?? null; // recorded by incrSync()
}

/** C19, as it is recorded now. */
async function acknowledgePolicy(taskId: string, deps: WorkerDeps): Promise<AcknowledgePolicy> {
  const { database, progress } = deps.control;
  const facts = await readFacts(database, taskId, [LOG_FACT.policy, LOG_FACT.covered, STAGE_FACT.durableCheckpoint]);
  const { kind, revision } = policyOf(facts);
  if (kind === 'LOG_DURABLE') return { kind };
  const checkpoint = facts[STAGE_FACT.durableCheckpoint] as Checkpoint | undefined; // recorded by incrSync()
  return {
    kind,
    appliedPosition: checkpoint?.position ?? null,
    covered: async () => {
      if (!isCovered(facts)) await progress.recordFact(taskId, LOG_FACT.covered, { revision });
    },
  };
}

async function fullImport(situation: TaskSituation, lease: Lease, deps: WorkerDeps): Promise<SteerableStage> {
  const { task } = situation;
  const { mappings } = await openRowFilters(situation.source, situation.tables);
  const reader = new PostgresSnapshotReader(situation.source, { taskId: task.id });
  const target = new PostgresCopyTarget(situation.target, { taskId: task.id, epoch: lease.epoch });
  const journal = new DatabaseImportJournal(deps.control.database, task.id);
  const begunAgain = async (): Promise<void> => {
    await journal.restart();
    await deps.control.progress.deleteFact(task.id, FACT.copyAgain);
  };
  const calm = new SourceCalm(() => new PostgresSourceLoad(situation.source), calmLimits(lease.configuration));
  const stage = new FullImportStage(
    {
      calm: (context) => calm.untilCalm(context),
      reader,
      target,
      journal,
      again: situation.facts[FACT.copyAgain] === undefined ? null : begunAgain,
    },
    {
      mappings,
      incremental: task.phases.includes('INCREMENTAL_SYNCHRONIZATION'),
      targetNotEmpty: task.parameters['fullTargetNotEmpty'] === 'IGNORE' ? 'IGNORE' : 'STOP',
    },
  );
  stage.steer(fullImportSteering(lease.configuration));
  return {
    run: (context) => withMissingPartitions(situation, context, () => stage.run(context)),
    steer: (parameters) => {
      stage.steer(fullImportSteering(parameters));
      calm.change(calmLimits(parameters));
      return false;
    },
    close: async () => {
      await Promise.all([reader[Symbol.asyncDispose](), target[Symbol.asyncDispose](), calm[Symbol.asyncDispose]()]);
    },
  };
}

async function incrSync(situation: TaskSituation, lease: Lease, deps: WorkerDeps): Promise<SteerableStage> {
  const { task, tables } = situation;
  let parameters: ParameterValues = lease.configuration;
  const lanes = applyLanes(parameters);
  const log = await deps.logs.openReader(logIdOf(task.id, placeOf(situation.facts)));
  const reads = new PostgresSourceReads(situation.source, {
    mappings: tables,
    known: await knownTables(situation, deps),
  });
  const close: (() => Promise<void>)[] = [() => log.close(), () => reads[Symbol.asyncDispose]()];
  const journal = new DatabaseSyncJournal(deps.control.database, task.id);
  return {
    run: async (context) => {
      const { predicates } = await openRowFilters(situation.source, tables);
      await using target = new PostgresTargetWriter(situation.target, {
        taskId: task.id,
        epoch: context.epoch,
        writer: 'INCR_SYNC',
        log: context.log,
        marked: hasWayBack(situation),
      });
      const stage = new IncrSyncStage(
        {
          log,
          target,
          routes: reads,
          refresher: reads,
          sourceClock: reads,
          imported: () => importedRanges(situation),
          order: lsnOrder,
          ddl: new PostgresDdlConverter({ mappings: tables, kinds: ddlKinds(parameters) }),
          journal: {
            collectStatistics: (on) => journal.collectStatistics(on),
            addStatistics: (counts) => journal.addStatistics(counts),
            addConflict: (conflict) => journal.addConflict(conflict),
            addDdlSeen: (ddl) => journal.addDdlSeen(ddl),
            beginDdl: (ddl) => journal.beginDdl(ddl),
            setDdlConverted: (ddl, statement) => journal.setDdlConverted(ddl, statement),
            failDdl: (ddl, reason) => journal.failDdl(ddl, reason),
            settleDdl: (ordinal) => journal.settleDdl(ordinal),
            setDurableCheckpoint: (checkpoint) =>
              deps.control.progress.recordFact(task.id, STAGE_FACT.durableCheckpoint, checkpoint),
          },
        },
        {
          mappings: tables,
          filters: predicates,
          lanes,
          tuning: () => syncTuning(parameters),
          leftOut: leftOutChanges(parameters),
          statistics: collectsStatistics(lease.configuration),
        },
      );
      return await withMissingPartitions(situation, context, () => stage.run(context)); // without the await the target would be closed at once, and opened again behind our back
    },
    steer: (changed) => {
      parameters = changed;
      return applyLanes(changed) !== lanes;
    },
    close: async () => {
      await Promise.all(close.map((end) => end()));
    },
  };
}

async function importedRanges(situation: TaskSituation) {
  const sql = openPool(situation.target, { applicationName: 'godwit incr-sync', maxSessions: 1, ...SHORT_QUESTIONS });
  try {
    const handedOver = (situation.facts[FACT.handedOver] ?? {}) as Readonly<Record<string, Position>>; // recorded-object-changes.ts
    return { ...(await readImportedRanges(sql, situation.task.id)), upTo: new Map(Object.entries(handedOver)) };
  } finally {
    await sql.end({ timeout: 5 });
  }
}
