/** What is asked before the switch, and the proof inside it: the precheck, and the rows that changed. */
import { GodwitError } from '../../core/errors.ts';
import { asPosition } from '../../core/position.ts';
import { lsnOrder } from '../../connectors/postgres/position.ts';
import { runPostgresPrechecks } from '../../connectors/postgres/prechecks/run-prechecks.ts';
import { writePosition } from '../../connectors/postgres/switchover-catalog.ts';
import type { PrecheckItem } from '../../connectors/prechecks.ts';
import { readFacts } from '../../persistence/facts.ts';
import { currentRun, runDifferences, setRunStatus, type RecordedRun } from '../../persistence/verification-runs.ts';
import { pause } from '../../runtime/clock.ts';
import { compareTable } from '../../schema-migration/compare-table.ts';
import type { StepContext, StepResult } from '../../switchover/switcher.ts';
import { FACT, type LastChange } from '../../task/facts.ts';
import { CAUGHT_UP_MS } from '../../task/next-step.ts';
import type { TaskSituation } from '../../task/task-progress.ts';
import { startVerification } from '../verification-stage.ts';
import { done, POLL_MS, TURN_MS, waiting, type Sides, type SwitchGround } from './ground.ts';
import type { SwitchStreams } from './streams.ts';

/** What the way back needs, asked with the two sides exchanged. */
const REVERSE_CHECKS = [
  'CONNECTIVITY',
  'WAL_LEVEL',
  'REPLICATION_SLOTS',
  'WAL_SENDERS',
  'LOG_RETENTION',
  'REPLICA_IDENTITY',
  'READ_RIGHTS',
  'REPLICATION_RIGHT',
  'PUBLICATION_RIGHTS',
  'CREATE_RIGHTS',
  'WRITE_RIGHTS',
  'REPLICATION_ROLE',
  'REPLICATION_ORIGINS',
  'OPEN_TRANSACTIONS',
];

/** What is compared ahead of the pause is compared again when it is as old as this. */
const AHEAD_EVERY_MS = 60_000;

/** A run that ended so lately leaves little to the pause. */
const FRESH_MS = 5_000;
/** The fence does not wait longer for one. */
const FRESHEN_MOST_MS = 30_000;
const FRESHENING = 'What changed meanwhile is compared once more; then the tables are fenced.';

/** A stream that has just begun has no figure yet. */
const FIRST_LATENCY_MS = 30_000;

export class SwitchProof {
  readonly #ground: SwitchGround;
  readonly #streams: SwitchStreams;

  constructor(ground: SwitchGround, streams: SwitchStreams) {
    this.#ground = ground;
    this.#streams = streams;
  }

  async precheck(sides: Sides, { step }: StepContext): Promise<StepResult> {
    const latencyMs = await this.#ground.latencyMs(sides);
    const sinceMs = step.startedAt === null ? 0 : Date.now() - step.startedAt.getTime();
    if (latencyMs === null && sinceMs < FIRST_LATENCY_MS)
      return waiting('Waiting for the first figure of the latency.');
    const items = await this.#reverseItems(sides);
    const outage = items.find(({ error }) => error?.action === 'RETRYABLE');
    if (outage?.error)
      throw new GodwitError(outage.error.code, { ...outage.error.facts, detail: outage.error.message });
    const told = [
      ...lateness(latencyMs),
      ...items.filter(({ result }) => result === 'FAILED').map((item) => toldOf(item)),
    ];
    if (told.length > 0)
      throw new GodwitError('SWITCHOVER_PRECHECK_FAILED', { count: told.length, items: told.slice(0, 10).join('; ') });
    const warnings = items.filter(({ result }) => result === 'WARNING').map((item) => `warning: ${toldOf(item)}`);
    return done({ sentences: [`The latency is ${((latencyMs ?? 0) / 1_000).toFixed(1)} s.`, ...warnings] });
  }

  /** Before anything is stopped: what differs is found while the application still runs. */
  async verifyAhead({ giving }: Sides, context: StepContext): Promise<StepResult> {
    const unverified = notVerified(giving);
    if (unverified !== null) return done({ sentences: [unverified] });
    const begun = context.step.findings.runId ?? null;
    if (begun === null) return this.#begin(giving);
    return (await this.#untilCompared(giving, begun, context)) ?? this.#judge(begun, context);
  }

  /**
   * While a person is waited for the run is repeated, so that what is left for the pause is no more than the last minute's. Says what
   * the last one found; null: nothing, or it is not over.
   */
  async keepVerified({ giving }: Sides, context: StepContext): Promise<string | null> {
    const run = await this.#lastAhead(giving, context);
    const endedAt = run?.completedAt ?? null; // an open one is let be
    if (run === null || endedAt === null) return null;
    if (Date.now() - endedAt.getTime() > AHEAD_EVERY_MS)
      await startVerification(giving, { scope: 'CHANGED_ROWS' }, this.#ground.worker);
    const { rows, tables } = await runDifferences(this.#ground.worker.control.database, run.id);
    return tables.length === 0 ? null : `${rows} rows that changed differ, in ${tables.slice(0, 10).join(', ')}.`;
  }

  /** The newest run, where 3b was not skipped; null: nothing is compared ahead of the pause. */
  async #lastAhead(giving: TaskSituation, { switchover }: StepContext): Promise<RecordedRun | null> {
    const ahead = switchover.steps.find(({ kind }) => kind === 'VERIFY_AHEAD');
    if (ahead?.status !== 'COMPLETED' || notVerified(giving) !== null) return null;
    return currentRun(this.#ground.worker.control.database, giving.task.id);
  }

  /**
   * Before a fence is put: what changed since the last run is compared once more if that is a while ago, so that no more than seconds
   * of it are left for the pause. What differs is told by 5b, which asks for it again. Null: go on.
   */
  async freshen({ giving }: Sides, context: StepContext): Promise<StepResult | null> {
    const run = await this.#lastAhead(giving, context);
    if (run === null || run.status === 'FAILED') return null;
    const endedAt = run.completedAt;
    if (endedAt === null) return Date.now() - run.startedAt.getTime() > FRESHEN_MOST_MS ? null : waiting(FRESHENING);
    const begun = context.step.findings.runId ?? null;
    if (begun !== null || Date.now() - endedAt.getTime() < FRESH_MS) return null;
    const runId = await startVerification(giving, { scope: 'CHANGED_ROWS' }, this.#ground.worker);
    return waiting(FRESHENING, { runId });
  }

  async verifyChanges(sides: Sides, context: StepContext): Promise<StepResult> {
    const { giving } = sides;
    const unverified = notVerified(giving);
    if (unverified !== null) return done({ sentences: [unverified] });
    const begun = context.step.findings.runId ?? null;
    if (begun === null) {
      // without a fence the position is read anew each time: what was written meanwhile is taken in, if it has stopped now
      const fenced = this.#ground.findingsOf('STOP_WRITES', context).fenced === true;
      if (!fenced && !context.step.findings.position)
        await context.note({ position: await this.#ground.asked(sides.from, (sql) => writePosition(sql)) });
      if (!fenced && !context.step.findings.position)
        return waiting('The other side catches up with what was written.', {});
      if (!fenced) {
        const level = await this.#streams.level(sides, context);
        if (level.kind === 'WAITING') return level;
      }
      return this.#begin(giving);
    }
    const held = await this.#untilCompared(giving, begun, context);
    if (held !== null) return held;
    await this.#requireStopped(giving.task.id, begun, context);
    return this.#judge(begun, context);
  }

  async #begin(giving: TaskSituation): Promise<StepResult> {
    const runId = await startVerification(giving, { scope: 'CHANGED_ROWS' }, this.#ground.worker);
    return waiting('The rows that changed are being compared.', { runId });
  }

  /** Null: the run has come to its end. */
  async #untilCompared(giving: TaskSituation, begun: string, context: StepContext): Promise<StepResult | null> {
    const { database, progress } = this.#ground.worker.control;
    const deadline = performance.now() + TURN_MS;
    for (;;) {
      const run = await currentRun(database, giving.task.id);
      if (run?.id !== begun) return waiting('The rows that changed are compared anew.', { runId: null }); // somebody else's run has taken its place
      if (run.status === 'COMPLETED') {
        // the phase ends with its run: what follows may end the switchover in this turn
        await progress.setSubtask(giving.task.id, 'FULL_VERIFICATION', { status: 'COMPLETED', progress: 1 });
        return null;
      }
      if (run.status === 'FAILED') {
        const component = (await this.#ground.again(giving)).components.find(
          ({ kind }) => kind === 'FULL_VERIFICATION',
        );
        await context.note({ runId: null });
        throw new GodwitError('SWITCHOVER_CHANGES_UNKNOWN', { detail: component?.reason?.message ?? 'the run failed' });
      }
      if (performance.now() > deadline) return waiting('The rows that changed are being compared.');
      await pause(POLL_MS, context.signal);
      context.signal.throwIfAborted();
    }
  }

  async #judge(runId: string, context: StepContext): Promise<StepResult> {
    const { rows, tables, compared } = await runDifferences(this.#ground.worker.control.database, runId);
    if (tables.length > 0 && context.switchover.options.acceptReason === null) {
      await context.note({ runId: null });
      throw new GodwitError('SWITCHOVER_DIFFERENCES', { count: rows, tables: tables.slice(0, 10).join(', ') });
    }
    return done({ runId, sentences: [`${compared} rows compared, ${rows} differ.`] });
  }

  /** Without a fence only the log can tell: a row that was committed behind the position says that writes had not stopped. */
  async #requireStopped(taskId: string, runId: string, context: StepContext): Promise<void> {
    const facts = await readFacts(this.#ground.worker.control.database, taskId, [FACT.lastChange]);
    const last = facts[FACT.lastChange] as LastChange | undefined; // recorded by the run
    if (last?.runId !== runId || last.position === null) return;
    if (lsnOrder.compare(asPosition(last.position), this.#ground.stopPosition(context)) < 0) return;
    await context.note({ runId: null, position: null });
    throw new GodwitError('SOURCE_WRITTEN_AFTER_STOP', {
      where: `behind ${this.#ground.stopPosition(context)}`,
      at: last.at,
    });
  }

  async endVerification({ giving }: Sides): Promise<StepResult> {
    const { database, progress, leases } = this.#ground.worker.control;
    const run = await currentRun(database, giving.task.id);
    if (run?.request.scope !== 'CHANGED_ROWS' || run.status === 'COMPLETED' || run.status === 'SKIPPED') return done();
    const component = giving.components.find(({ kind }) => kind === 'FULL_VERIFICATION');
    if (component !== undefined) await leases.setDesired(component.id, 'STOPPED', false);
    await setRunStatus(database, run.id, { status: 'SKIPPED', reason: null });
    await progress.setSubtask(giving.task.id, 'FULL_VERIFICATION', { status: 'COMPLETED', progress: 1 });
    return done();
  }

  async #reverseItems(sides: Sides): Promise<readonly PrecheckItem[]> {
    const { task } = this.#ground.situation;
    if (!task.phases.includes('REVERSE_INCREMENTAL')) return [];
    const back = sides.giving.tables.map((table) => ({
      ...table,
      source: table.target,
      target: table.source,
      columns: null,
      rowFilter: null,
    }));
    return runPostgresPrechecks(
      {
        source: sides.to,
        target: sides.from,
        mappings: back,
        compare: compareTable,
        options: {
          taskId: task.id,
          phases: { schema: false, full: false, incremental: true, verification: false, reverse: false },
          targetNotEmpty: 'IGNORE',
          start: null,
          appliesDdl: false,
          consentReplicaIdentityFull: task.parameters['reverseReplicaIdentityFull'] !== false,
          protectsSource: false,
          sourceKeepsLog: false,
        },
      },
      REVERSE_CHECKS,
    );
  }

  async concerns(sides: Sides): Promise<readonly string[]> {
    const latencyMs = await this.#ground.latencyMs(sides);
    const items = await this.#reverseItems(sides);
    return [...lateness(latencyMs), ...items.filter(({ result }) => result !== 'PASSED').map(toldOf)];
  }
}

/** Why no rows can be compared; null: they can. */
const notVerified = ({ facts, subtasks }: TaskSituation): string | null => {
  if (facts[FACT.covered] !== undefined) return null;
  return subtasks.some(({ kind }) => kind === 'FULL_VERIFICATION')
    ? 'Not verified: no run over all tables was completed.'
    : 'Not verified: the task has no full verification.';
};

const toldOf = (item: PrecheckItem): string =>
  `${item.name} at ${item.side === 'SOURCE' ? 'the side that takes over' : 'the side that is left'}${item.object === null ? '' : ` (${item.object})`}: ${item.found ?? ''}${item.remedy === null ? '' : `; ${item.remedy}`}`;

/** What is wrong with the latency; the bound is the seed's. */
function lateness(latencyMs: number | null): string[] {
  if (latencyMs === null) return ['no latency is known'];
  return latencyMs > CAUGHT_UP_MS ? [`the latency is ${Math.round(latencyMs / 1_000)} s, more than 15 s`] : [];
}
