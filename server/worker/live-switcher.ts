/**
 * What the steps of a switchover do over PostgreSQL connectors (port Switcher). `from` is the side that is live when it begins,
 * `to` the one that takes over; the giving stream carries from -> to, the new one (a leg, with a way back) to -> from.
 */
import { must } from '../core/assert.ts';
import { GodwitError } from '../core/errors.ts';
import { legId } from '../core/ids.ts';
import type { EndpointAddress } from '../core/endpoint-address.ts';
import type { TableName } from '../core/object-map.ts';
import { asPosition } from '../core/position.ts';
import type { Waiting } from '../core/stage.ts';
import { openPool, SHORT_QUESTIONS, type Sql } from '../connectors/postgres/connection.ts';
import { toGodwitError } from '../connectors/postgres/errors.ts';
import { markWithOrigin, originName } from '../connectors/postgres/origins.ts';
import { lsnOrder } from '../connectors/postgres/position.ts';
import { runPostgresPrechecks } from '../connectors/postgres/prechecks/run-prechecks.ts';
import { DURABLE, SESSION_SETTINGS } from '../connectors/postgres/session-settings.ts';
import { PostgresSequenceMover } from '../connectors/postgres/sequence-mover.ts';
import {
  appliedPosition,
  beatStream,
  columnSequences,
  programObjects,
  replicaTriggers,
  writePosition,
} from '../connectors/postgres/switchover-catalog.ts';
import { dropKeylessIndexes } from '../connectors/postgres/target-release.ts';
import { fenceStatement, PostgresWriteFence } from '../connectors/postgres/write-fence.ts';
import type { PrecheckItem } from '../connectors/prechecks.ts';
import { currentRun, runDifferences, setRunStatus } from '../persistence/verification-runs.ts';
import { pause } from '../runtime/clock.ts';
import { compareTable } from '../schema-migration/compare-table.ts';
import type { StepAction, StepKind } from '../switchover/steps.ts';
import type { StepContext, StepResult, Switcher } from '../switchover/switcher.ts';
import type { ListedObject, PlannedStep, StepFindings, SwitchoverService } from '../switchover/switchover.ts';
import { FACT, type LastChange, type LiveSide } from '../task/facts.ts';
import { CAUGHT_UP_MS, isBusy } from '../task/next-step.ts';
import type { Observation } from '../task/observation.ts';
import type { TaskProgress, TaskSituation } from '../task/task-progress.ts';
import { TaskObjectWork } from './object-work.ts';
import { startVerification } from './verification-stage.ts';
import type { WorkerDeps } from './worker-deps.ts';

/** A turn of the workflow lasts no longer, so that a cancel is seen. */
const TURN_MS = 1_500;
const POLL_MS = 40;
const BEAT_EVERY_MS = 250;
/** Steps that a sequence is set beyond the other side's. */
const SEQUENCE_MARGIN = 1_000;

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

/** What asking needs; carrying out needs a worker's. */
export interface SwitcherDeps {
  readonly progress: Pick<TaskProgress, 'load'>;
  readonly observation: Pick<Observation, 'latency'>;
  readonly switchovers: Pick<SwitchoverService, 'switchovers'>;
}

interface Sides {
  readonly from: EndpointAddress;
  readonly to: EndpointAddress;
  readonly fromTables: readonly TableName[];
  readonly toTables: readonly TableName[];
  readonly live: LiveSide;
  /** Whose stream carries from -> to. */
  readonly giving: TaskSituation;
}

const done = (findings?: StepFindings): StepResult => ({ kind: 'DONE', ...(findings ? { findings } : {}) });
const waiting = (what: string, findings?: StepFindings): StepResult => ({
  kind: 'WAITING',
  what,
  ...(findings ? { findings } : {}),
});

export const liveSideOf = ({ facts }: Pick<TaskSituation, 'facts'>): LiveSide =>
  (facts[FACT.live] as LiveSide | undefined) ?? { side: 'SOURCE', leg: null, since: null }; // recorded by recorded-switchovers.ts

export class LiveSwitcher implements Switcher {
  readonly #situation: TaskSituation;
  readonly #control: SwitcherDeps;
  readonly #worker: WorkerDeps | null;

  constructor(situation: TaskSituation, deps: WorkerDeps | { readonly control: SwitcherDeps }) {
    this.#situation = situation;
    this.#control = deps.control;
    this.#worker = 'dataDir' in deps ? deps : null;
  }

  get #deps(): WorkerDeps {
    return must(this.#worker, 'the worker that carries it out');
  }

  async look(kind: StepKind, context: StepContext): Promise<StepResult> {
    const sides = await this.#sides();
    switch (kind) {
      case 'STOP_WRITES':
        return this.#watchWrites(sides, context);
      case 'MIGRATE_OBJECTS':
        return this.#unmovedObjects(sides);
      case 'DISABLE_TRIGGERS':
        return this.#firingTriggers(sides);
      case 'START_REVERSE':
        return waiting('The way back is prepared; start it.');
      case 'ALLOW_WRITES':
        return waiting('Everything is proven; allow writes at the other side.');
      default:
        return done();
    }
  }

  async carryOut(kind: StepKind, answer: StepAction | null, context: StepContext): Promise<StepResult> {
    const sides = await this.#sides();
    switch (kind) {
      case 'START':
        return done();
      case 'PRECHECK':
        return this.#precheck(sides, context);
      case 'PROTECT_TARGET':
        return this.#protect(sides, context);
      case 'START_REVERSE_STORE':
        return this.#startReverseStore(context);
      case 'STOP_WRITES':
        return this.#stopWrites(sides, answer, context);
      case 'LEVEL_CHECKPOINT':
        return this.#level(sides, context);
      case 'VERIFY_CHANGES':
        return this.#verifyChanges(sides, context);
      case 'STOP_FORWARD':
        return this.#stopForward(sides, context);
      case 'MIGRATE_OBJECTS':
        return done();
      case 'DISABLE_TRIGGERS':
        return answer === 'LET_GODWIT' || context.step.findings.statements !== undefined
          ? this.#disableTriggers(sides, context)
          : done();
      case 'SET_SEQUENCES':
        return this.#setSequences(sides);
      case 'CLEAN_UP':
        return this.#cleanUp(sides);
      case 'START_REVERSE':
        return this.#startReverse(sides, context);
      case 'ALLOW_WRITES':
        return this.#allowWrites(sides);
    }
  }

  async undo(kind: StepKind, context: StepContext): Promise<StepResult> {
    const sides = await this.#sides();
    switch (kind) {
      case 'PROTECT_TARGET':
        // a side that was live before is kept from being written to by the switchover before
        return sides.live.since === null ? this.#lift(sides.to) : done();
      case 'START_REVERSE_STORE':
        return this.#endLeg(context);
      case 'STOP_WRITES':
        return this.#lift(sides.from);
      case 'VERIFY_CHANGES':
        return this.#endVerification(sides);
      case 'STOP_FORWARD':
        if (sides.live.leg !== null) await this.#deps.control.progress.steerLeg(sides.giving.task.id, 'RESUME');
        return done();
      case 'DISABLE_TRIGGERS':
        return this.#enableTriggers(sides, context);
      case 'START_REVERSE':
        return this.#stopLeg(context);
      default:
        return done();
    }
  }

  async plan(kind: StepKind): Promise<PlannedStep> {
    const sides = await this.#sides();
    const planned = (given: Partial<PlannedStep>): PlannedStep => ({
      kind,
      sentences: [],
      statements: [],
      concerns: [],
      ...given,
    });
    const [fromSide, toSide] =
      sides.live.side === 'SOURCE' ? (['SOURCE', 'TARGET'] as const) : (['TARGET', 'SOURCE'] as const);
    const { id, phases } = this.#situation.task;
    switch (kind) {
      case 'PRECHECK': {
        const found = await this.#concerns(sides);
        return planned({ sentences: ['Latency of the stream, and what the way back needs.'], concerns: found });
      }
      case 'PROTECT_TARGET':
        return planned({
          sentences: [
            `A fence is put on ${sides.toTables.length} tables of the ${toSide.toLowerCase()}, unless it stands.`,
          ],
          statements: sides.toTables
            .slice(0, 20)
            .map((table) => ({ side: toSide, statement: fenceStatement(id, table) })),
        });
      case 'START_REVERSE_STORE':
        return planned({
          sentences: ['Publication and replication slot of the way back are made; its Store starts.'],
          statements: [
            {
              side: toSide,
              statement: `SELECT pg_create_logical_replication_slot('godwit_${legId({ taskId: id, number: 1 })}', 'pgoutput')`,
            },
          ],
        });
      case 'STOP_WRITES': {
        await using fence = this.#fence(sides.from);
        const writers = await fence.openWriters(sides.fromTables);
        return planned({
          sentences: ['Either you stop the application and confirm it, or Godwit fences the tables.'],
          statements: sides.fromTables
            .slice(0, 20)
            .map((table) => ({ side: fromSide, statement: fenceStatement(id, table) })),
          concerns: writers.map(({ kind: of, id: which, user, openSeconds }) =>
            of === 'SESSION'
              ? `process ${which} (${user}) has a transaction open for ${Math.round(openSeconds)} s that wrote to these tables`
              : `the prepared transaction ${which} of ${user} holds locks on these tables`,
          ),
        });
      }
      case 'VERIFY_CHANGES':
        return planned({
          sentences: [
            phases.includes('FULL_VERIFICATION')
              ? 'Rows that changed since the last verification are compared on both sides.'
              : 'Nothing: the task has no full verification.',
          ],
        });
      case 'MIGRATE_OBJECTS': {
        const { findings } = await this.#unmovedObjects(sides);
        return planned({
          sentences: [
            `${findings?.objects?.length ?? 0} triggers, functions and procedures are not at the ${toSide.toLowerCase()}.`,
          ],
          statements: (findings?.objects ?? []).map(({ ddl }) => ({ side: toSide, statement: ddl })),
        });
      }
      case 'DISABLE_TRIGGERS': {
        const { findings } = await this.#firingTriggers(sides);
        return planned({
          sentences: [`${findings?.objects?.length ?? 0} triggers fire for rows that come back too.`],
          statements: (findings?.objects ?? []).flatMap(({ disable }) =>
            disable === null ? [] : [{ side: fromSide, statement: disable }],
          ),
        });
      }
      case 'SET_SEQUENCES': {
        const pairs = await this.#sequences(sides);
        return planned({
          sentences: [
            `${pairs.length} sequences go ${SEQUENCE_MARGIN} steps beyond those of the ${fromSide.toLowerCase()}.`,
          ],
        });
      }
      default:
        return planned({});
    }
  }

  // the verbs

  async #precheck(sides: Sides, { step }: StepContext): Promise<StepResult> {
    const items = await this.#reverseItems(sides);
    const outage = items.find(({ error }) => error?.action === 'RETRYABLE');
    if (outage?.error)
      throw new GodwitError(outage.error.code, { ...outage.error.facts, detail: outage.error.message });
    const failed = items.filter(({ result }) => result === 'FAILED');
    const latencyMs = await this.#latencyMs(sides);
    const late = latencyMs === null || latencyMs > CAUGHT_UP_MS;
    if (failed.length > 0 || late) {
      const told = [
        ...(late
          ? [latencyMs === null ? 'no latency is known' : `the latency is ${Math.round(latencyMs / 1_000)} s`]
          : []),
        ...failed.map(told1),
      ];
      if (
        late &&
        failed.length === 0 &&
        latencyMs === null &&
        step.startedAt !== null &&
        Date.now() - step.startedAt.getTime() < 5_000
      )
        return waiting('The first figure of the latency.');
      throw new GodwitError('SWITCHOVER_PRECHECK_FAILED', { count: told.length, items: told.slice(0, 10).join('; ') });
    }
    const warnings = items.filter(({ result }) => result === 'WARNING').map((item) => `warning: ${told1(item)}`);
    return done({ sentences: [`The latency is ${((latencyMs ?? 0) / 1_000).toFixed(1)} s.`, ...warnings] });
  }

  async #protect(sides: Sides, context: StepContext): Promise<StepResult> {
    await using fence = this.#fence(sides.to);
    const held = await putWithin(fence, sides.toTables, context.signal);
    if (held !== null) return waiting(held);
    await fence.prove(sides.toTables);
    return done({ sentences: [`${sides.toTables.length} tables refuse writes of others.`] });
  }

  async #startReverseStore({ switchover }: StepContext): Promise<StepResult> {
    const { progress } = this.#deps.control;
    const { id } = this.#situation.task;
    await progress.openLeg(id, legNumber(switchover.leg));
    const leg = await this.#leg(switchover.leg);
    requireWorking(leg);
    const store = leg.components.find(({ kind }) => kind === 'STORE');
    if (store?.status === 'RUNNING' && store.position !== null)
      return done({ sentences: [`The slot godwit_${leg.task.id} is read from ${store.position} on.`] });
    return waiting(leg.task.waitingFor?.what ?? 'The Store of the way back is starting.');
  }

  async #watchWrites(sides: Sides, { step }: StepContext): Promise<StepResult> {
    await using fence = this.#fence(sides.from);
    const [writers, seen] = await Promise.all([
      fence.openWriters(sides.fromTables),
      fence.writesSeen(sides.fromTables),
    ]);
    const before = step.findings.sentences?.[0] ?? null;
    const counted = `${seen.changes} changes counted`;
    const at = new Date(seen.clockMicros / 1_000).toISOString();
    const lastWriteAt = before === null || before === counted ? (step.findings.lastWriteAt ?? null) : at;
    return waiting(
      lastWriteAt === null
        ? 'No write has been seen since it is watched.'
        : `The last write was seen at ${lastWriteAt}.`,
      {
        sentences: [counted],
        lastWriteAt,
        writers: writers
          .slice(0, 20)
          .map(({ statement: _, ...rest }) => ({ ...rest, openSeconds: Math.round(rest.openSeconds) })),
      },
    );
  }

  async #stopWrites(sides: Sides, answer: StepAction | null, context: StepContext): Promise<StepResult> {
    const fenced = answer === 'FENCE' || context.step.findings.fenced === true;
    if (fenced && context.step.findings.fenced !== true) await context.note({ fenced: true });
    await context.pause();
    await using fence = this.#fence(sides.from);
    await this.#endWriters(fence, sides);
    if (fenced) {
      const held = await putWithin(fence, sides.fromTables, context.signal);
      if (held !== null) return waiting(held);
      await fence.prove(sides.fromTables);
    } else {
      const writers = await fence.openWriters(sides.fromTables);
      const [first] = writers;
      if (first !== undefined)
        return waiting(
          `${writers.length} transactions that have written are still open, the oldest of ${first.kind === 'SESSION' ? `process ${first.id}` : `the prepared transaction ${first.id}`} (${first.user}).`,
        );
    }
    return this.#asked(sides.from, async (sql) => {
      const position = await writePosition(sql);
      await beatStream(sql, sides.giving.task.id);
      return done({
        position,
        fenced,
        writers: [],
        sentences: [
          `Writes had stopped at ${position}${fenced ? '; every table refuses them' : ', as was confirmed'}.`,
        ],
      });
    });
  }

  async #endWriters(fence: PostgresWriteFence, sides: Sides): Promise<void> {
    if (this.#situation.facts[FACT.endWriters] === undefined) return;
    await fence.endWriters(sides.fromTables);
    await this.#deps.control.progress.deleteFact(this.#situation.task.id, FACT.endWriters);
  }

  async #level(sides: Sides, context: StepContext): Promise<StepResult> {
    const position = this.#stopPosition(context);
    const { id } = sides.giving.task;
    const deadline = performance.now() + TURN_MS;
    let beatenAt = -Infinity;
    return this.#asked(sides.to, (to) =>
      this.#asked(sides.from, async (from) => {
        for (;;) {
          const applied = await appliedPosition(to, id);
          if (applied !== null && lsnOrder.compare(applied, position) >= 0)
            return done({ position, appliedPosition: applied });
          if (performance.now() > deadline)
            return waiting(
              `The other side has applied ${applied ?? 'nothing yet'}; writes had stopped at ${position}.`,
              { appliedPosition: applied },
            );
          if (performance.now() - beatenAt > BEAT_EVERY_MS) {
            await beatStream(from, id);
            beatenAt = performance.now();
          }
          await pause(POLL_MS, context.signal);
          context.signal.throwIfAborted();
        }
      }),
    );
  }

  async #verifyChanges(sides: Sides, context: StepContext): Promise<StepResult> {
    const { giving } = sides;
    const { database } = this.#deps.control;
    const verified = giving.facts[FACT.covered] !== undefined;
    if (!verified) {
      const asked = giving.subtasks.find(({ kind }) => kind === 'FULL_VERIFICATION');
      return done({
        sentences: [
          asked === undefined
            ? 'Not verified: the task has no full verification.'
            : 'Not verified: no run over all tables was completed.',
        ],
      });
    }
    const begun = context.step.findings.runId ?? null;
    if (begun === null) {
      // without a fence the position is read anew each time: what was written meanwhile is taken in, if it has stopped now
      const fenced = this.#findingsOf('STOP_WRITES', context).fenced === true;
      if (!fenced && !context.step.findings.position)
        await context.note({ position: await this.#asked(sides.from, (sql) => writePosition(sql)) });
      if (!fenced && !context.step.findings.position)
        return waiting('The other side catches up with what was written.', {});
      if (!fenced) {
        const level = await this.#level(sides, context);
        if (level.kind === 'WAITING') return level;
      }
      const runId = await startVerification(giving, { scope: 'CHANGED_ROWS' }, this.#deps);
      return waiting('The rows that changed are being compared.', { runId });
    }
    const deadline = performance.now() + TURN_MS;
    for (;;) {
      const run = await currentRun(database, giving.task.id);
      if (run?.id !== begun) return waiting('The rows that changed are compared anew.', { runId: null }); // somebody else's run has taken its place
      if (run.status === 'FAILED') {
        const component = (await this.#again(giving)).components.find(({ kind }) => kind === 'FULL_VERIFICATION');
        await context.note({ runId: null });
        throw new GodwitError('SWITCHOVER_CHANGES_UNKNOWN', { detail: component?.reason?.message ?? 'the run failed' });
      }
      if (run.status === 'COMPLETED') break;
      if (performance.now() > deadline) return waiting('The rows that changed are being compared.');
      await pause(POLL_MS, context.signal);
      context.signal.throwIfAborted();
    }
    await this.#requireStopped(giving, begun, context);
    const { rows, tables, compared } = await runDifferences(database, begun);
    if (tables.length > 0 && context.switchover.options.acceptReason === null) {
      await context.note({ runId: null });
      throw new GodwitError('SWITCHOVER_DIFFERENCES', { count: rows, tables: tables.slice(0, 10).join(', ') });
    }
    return done({ runId: begun, sentences: [`${compared} rows compared, ${rows} differ.`] });
  }

  /** Without a fence only the log can tell: a row that was committed behind the position says that writes had not stopped. */
  async #requireStopped(giving: TaskSituation, runId: string, context: StepContext): Promise<void> {
    const last = (await this.#again(giving)).facts[FACT.lastChange] as LastChange | undefined; // recorded by the run
    if (last?.runId !== runId || last.position === null) return;
    if (lsnOrder.compare(asPosition(last.position), this.#stopPosition(context)) < 0) return;
    await context.note({ runId: null, position: null });
    throw new GodwitError('SOURCE_WRITTEN_AFTER_STOP', { where: `behind ${this.#stopPosition(context)}`, at: last.at });
  }

  async #endVerification({ giving }: Sides): Promise<StepResult> {
    const { database, progress, leases } = this.#deps.control;
    const run = await currentRun(database, giving.task.id);
    if (run?.request.scope !== 'CHANGED_ROWS' || run.status === 'COMPLETED' || run.status === 'SKIPPED') return done();
    const component = giving.components.find(({ kind }) => kind === 'FULL_VERIFICATION');
    if (component !== undefined) await leases.setDesired(component.id, 'STOPPED', false);
    await setRunStatus(database, run.id, { status: 'SKIPPED', reason: null });
    await progress.setSubtask(giving.task.id, 'FULL_VERIFICATION', { status: 'COMPLETED', progress: 1 });
    return done();
  }

  /** Nobody applies with an older epoch any more, and what was applied survives a crash of that side (standAt). */
  async #stopForward(sides: Sides, context: StepContext): Promise<StepResult> {
    const { leases, progress } = this.#deps.control;
    const position = this.#stopPosition(context);
    const deadline = performance.now() + TURN_MS;
    let { giving } = sides;
    if (sides.live.leg !== null && giving.task.status === 'RUNNING') await progress.steerLeg(giving.task.id, 'STOP');
    if (sides.live.leg === null)
      for (const { id, kind, desired } of giving.components)
        if (kind !== 'WORKFLOW' && desired === 'RUNNING') await leases.setDesired(id, 'STOPPED', false);
    for (;;) {
      const still =
        sides.live.leg === null
          ? giving.components.some((component) => isBusy(component))
          : giving.task.status !== 'STOPPED';
      if (!still) break;
      if (giving.task.status === 'FAILED') requireWorking(giving);
      if (performance.now() > deadline) return waiting('The components of the stream are stopping.');
      await pause(POLL_MS, context.signal);
      context.signal.throwIfAborted();
      giving = await this.#again(giving);
    }
    const epoch = await leases.retire(giving.task.id, 'INCR_SYNC');
    if (epoch === null) return waiting('Incr-Sync is stopping.');
    const stood = await new TaskObjectWork().standAt(giving, { epoch, log: context.log });
    const skipped = context.switchover.steps.some(
      ({ kind, status }) => kind === 'LEVEL_CHECKPOINT' && status === 'SKIPPED',
    );
    if (!skipped && (stood === null || lsnOrder.compare(stood, position) < 0))
      throw new GodwitError('INTERNAL_ERROR', {
        detail: `the other side stands at ${stood ?? 'nothing'}, before ${position}`,
      });
    return done({ appliedPosition: stood, sentences: [`The stream stands at ${stood ?? 'its beginning'}.`] });
  }

  async #unmovedObjects(sides: Sides) {
    const [here, there] = await Promise.all([
      this.#asked(sides.from, (sql) => programObjects(sql, sides.fromTables)),
      this.#asked(sides.to, (sql) => programObjects(sql, sides.toTables)),
    ]);
    const known = new Set(there.map(({ kind, identity }) => `${kind} ${identity}`));
    const objects = here
      .filter(({ kind, identity }) => !known.has(`${kind} ${identity}`))
      .map(({ kind, schema, name, ddl }): ListedObject => ({ kind, schema, name, ddl, disable: null }));
    if (objects.length === 0)
      return { ...done({ objects, sentences: ['There are none that the other side lacks.'] }), findings: { objects } };
    return { kind: 'WAITING' as const, what: `${objects.length} are not at the other side.`, findings: { objects } };
  }

  async #firingTriggers(sides: Sides) {
    const found = await this.#asked(sides.from, (sql) => replicaTriggers(sql, sides.fromTables));
    const objects = found.map(({ table, name, ddl, disable }): ListedObject => ({
      kind: 'TRIGGER',
      schema: table.schema,
      name: `${table.name}.${name}`,
      ddl,
      disable,
    }));
    if (objects.length === 0) return { kind: 'DONE' as const, findings: { objects, sentences: ['There are none.'] } };
    return { kind: 'WAITING' as const, what: `${objects.length} fire for rows that come back.`, findings: { objects } };
  }

  /** What enables them again is recorded before they are disabled. */
  async #disableTriggers(sides: Sides, context: StepContext): Promise<StepResult> {
    return this.#asked(sides.from, async (sql) => {
      const found = await replicaTriggers(sql, sides.fromTables);
      const statements = [
        ...new Set([...(context.step.findings.statements ?? []), ...found.map(({ enable }) => enable)]),
      ];
      await context.note({ statements });
      for (const { disable } of found) await sql.unsafe(disable);
      return done({ statements, sentences: found.map(({ disable }) => disable) });
    });
  }

  async #enableTriggers(sides: Sides, { step }: StepContext): Promise<StepResult> {
    const statements = step.findings.statements ?? [];
    if (statements.length > 0)
      await this.#asked(sides.from, async (sql) => {
        for (const statement of statements) await sql.unsafe(statement);
      });
    return done();
  }

  async #setSequences(sides: Sides): Promise<StepResult> {
    const pairs = await this.#sequences(sides);
    const moved = await this.#asked(sides.from, (from) =>
      this.#asked(sides.to, (to) => new PostgresSequenceMover(from, to).move(pairs, SEQUENCE_MARGIN), DURABLE),
    );
    return done({ sentences: [`${moved} of ${pairs.length} sequences were set; the others are further already.`] });
  }

  async #sequences(sides: Sides) {
    const { tables } = sides.giving;
    return this.#asked(sides.from, (from) => this.#asked(sides.to, (to) => columnSequences(from, to, tables)));
  }

  async #cleanUp(sides: Sides): Promise<StepResult> {
    const marked = this.#situation.task.phases.includes('REVERSE_INCREMENTAL');
    const dropped = await this.#asked(sides.to, async (sql) => {
      if (marked)
        await markWithOrigin(
          async (statement) => (await sql.unsafe(statement)).length,
          originName(sides.giving.task.id, 'structure'),
        );
      return dropKeylessIndexes(sql, sides.toTables);
    });
    return done({ sentences: dropped.length === 0 ? ['Nothing was added.'] : dropped });
  }

  /** Proven when a heartbeat that is given out there now is applied here. */
  async #startReverse(sides: Sides, context: StepContext): Promise<StepResult> {
    const { progress, wakeCalls } = this.#deps.control;
    const leg = await this.#leg(context.switchover.leg);
    requireWorking(leg);
    if (leg.facts[FACT.replays] === undefined) {
      await progress.recordFact(leg.task.id, FACT.replays, { at: new Date().toISOString() });
      await progress.steerLeg(leg.task.id, 'RESUME'); // wakes its workflow; it runs already
    }
    const deadline = performance.now() + TURN_MS;
    return this.#asked(sides.to, (to) =>
      this.#asked(sides.from, async (from) => {
        const given = context.step.findings.position ?? null;
        const position = given === null ? await writePosition(to) : asPosition(given);
        if (given === null) await context.note({ position });
        let beatenAt = -Infinity;
        for (;;) {
          const applied = await appliedPosition(from, leg.task.id);
          if (applied !== null && lsnOrder.compare(applied, position) >= 0)
            return done({
              position,
              appliedPosition: applied,
              sentences: [`A heartbeat behind ${position} has come back.`],
            });
          if (performance.now() > deadline) {
            requireWorking(await this.#leg(context.switchover.leg));
            return waiting('A heartbeat is on its way back.', { appliedPosition: applied });
          }
          if (performance.now() - beatenAt > BEAT_EVERY_MS) {
            await beatStream(to, leg.task.id);
            beatenAt = performance.now();
          }
          await wakeCalls.untilWoken(POLL_MS, context.signal);
          context.signal.throwIfAborted();
        }
      }),
    );
  }

  /** The point of no return is recorded already. What was disabled here at an earlier switch fires again from now on. */
  async #allowWrites(sides: Sides): Promise<StepResult> {
    const earlier = (await this.#control.switchovers.switchovers(this.#situation.task.id)).filter(
      ({ status }) => status === 'COMPLETED',
    );
    const disabled = earlier.flatMap(({ steps, direction }) =>
      (direction === 'FORWARD') === (sides.live.side === 'TARGET')
        ? steps.flatMap(({ kind, findings }) => (kind === 'DISABLE_TRIGGERS' ? (findings.statements ?? []) : []))
        : [],
    );
    if (disabled.length > 0)
      await this.#asked(sides.to, async (sql) => {
        for (const statement of new Set(disabled)) await sql.unsafe(statement);
      });
    await using fence = this.#fence(sides.to);
    const lifted = await fence.lift();
    return done({ sentences: [`Writes are allowed; ${lifted.length} statements lifted the fence.`] });
  }

  async #lift(address: EndpointAddress): Promise<StepResult> {
    await using fence = this.#fence(address);
    await fence.lift();
    return done();
  }

  async #stopLeg({ switchover }: StepContext): Promise<StepResult> {
    const leg = await this.#legIfThere(switchover.leg);
    if (leg === null || leg.task.status === 'STOPPED' || leg.task.status === 'RELEASED') return done();
    if (leg.task.status === 'RUNNING' && leg.task.pendingAction === null)
      await this.#deps.control.progress.steerLeg(leg.task.id, 'STOP');
    return leg.task.status === 'FAILED' ? done() : waiting('The way back is stopping.');
  }

  async #endLeg({ switchover }: StepContext): Promise<StepResult> {
    const leg = await this.#legIfThere(switchover.leg);
    if (leg === null || leg.task.status === 'RELEASED') return done();
    const { progress } = this.#deps.control;
    if (leg.task.pendingAction === null)
      await progress.steerLeg(leg.task.id, leg.task.status === 'RUNNING' ? 'STOP' : 'RELEASE');
    return waiting('What was made for the way back is being removed.');
  }

  // what they ask

  async #sides(): Promise<Sides> {
    const live = liveSideOf(this.#situation);
    const { task, source, target, tables } = this.#situation;
    const [sources, targets] = [tables.map((table) => table.source), distinct(tables.map((table) => table.target))];
    const giving = live.leg === null ? this.#situation : await this.#load(legId({ taskId: task.id, number: live.leg }));
    return live.side === 'SOURCE'
      ? { from: source, to: target, fromTables: sources, toTables: targets, live, giving }
      : { from: target, to: source, fromTables: targets, toTables: sources, live, giving };
  }

  async #load(taskId: string): Promise<TaskSituation> {
    return must(await this.#control.progress.load(taskId), `task ${taskId}`);
  }

  #again(situation: TaskSituation): Promise<TaskSituation> {
    return this.#load(situation.task.id);
  }

  async #leg(number: number | null): Promise<TaskSituation> {
    return this.#load(legId({ taskId: this.#situation.task.id, number: legNumber(number) }));
  }

  async #legIfThere(number: number | null): Promise<TaskSituation | null> {
    return number === null ? null : this.#control.progress.load(legId({ taskId: this.#situation.task.id, number }));
  }

  #findingsOf(kind: StepKind, { switchover }: StepContext): StepFindings {
    return switchover.steps.find((step) => step.kind === kind)?.findings ?? {};
  }

  #stopPosition(context: StepContext) {
    const found =
      this.#findingsOf('VERIFY_CHANGES', context).position ?? this.#findingsOf('STOP_WRITES', context).position;
    if (!found) throw new GodwitError('INTERNAL_ERROR', { detail: 'where writes had stopped is not recorded' });
    return asPosition(found);
  }

  async #latencyMs({ giving }: Sides): Promise<number | null> {
    const [latency] = await this.#control.observation.latency([giving.task.id]);
    return latency?.latencyMs ?? null;
  }

  async #reverseItems(sides: Sides): Promise<readonly PrecheckItem[]> {
    const { task } = this.#situation;
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
          consentReplicaIdentityFull: task.parameters['incrementalReplicaIdentityFull'] === true,
          protectsSource: false,
          sourceKeepsLog: false,
        },
      },
      REVERSE_CHECKS,
    );
  }

  async #concerns(sides: Sides): Promise<readonly string[]> {
    const latencyMs = await this.#latencyMs(sides);
    const late =
      latencyMs === null
        ? ['no latency is known yet']
        : latencyMs > CAUGHT_UP_MS
          ? [`the latency is ${Math.round(latencyMs / 1_000)} s, more than 15 s`]
          : [];
    const items = await this.#reverseItems(sides);
    return [...late, ...items.filter(({ result }) => result !== 'PASSED').map(told1)];
  }

  #fence(address: EndpointAddress): PostgresWriteFence {
    return new PostgresWriteFence(address, { taskId: this.#situation.task.id });
  }

  async #asked<T>(address: EndpointAddress, work: (sql: Sql) => Promise<T>, settings = {}): Promise<T> {
    const sql = openPool(address, {
      applicationName: `godwit switchover ${this.#situation.task.id}`.slice(0, 63),
      maxSessions: 1,
      settings: { ...SESSION_SETTINGS, ...settings },
      ...SHORT_QUESTIONS,
    });
    try {
      return await work(sql);
    } catch (error) {
      throw toGodwitError(error, address, 'INTERNAL_ERROR', { where: `${address.host}:${address.port}` });
    } finally {
      await sql.end({ timeout: 5 });
    }
  }
}

/** Null when it stands; else what it waits for: the turn of the workflow ends, and the next one goes on. */
async function putWithin(
  fence: PostgresWriteFence,
  tables: readonly TableName[],
  signal: AbortSignal,
): Promise<string | null> {
  const turn = AbortSignal.timeout(TURN_MS);
  let held: Waiting | null = null;
  try {
    await fence.put(tables, { signal: AbortSignal.any([signal, turn]), waiting: (now) => void (held = now ?? held) });
    return null;
  } catch (error) {
    if (!turn.aborted || signal.aborted || held === null) throw error;
    return `Waiting for ${(held as Waiting).what}`;
  }
}

/** A leg that failed says why; anything else is on its way. */
function requireWorking({ task }: TaskSituation): void {
  if (task.status !== 'FAILED' || task.reason === null) return;
  throw new GodwitError(task.reason.code, { ...task.reason.facts, detail: task.reason.message });
}

const legNumber = (number: number | null): number => {
  if (number === null)
    throw new GodwitError('INTERNAL_ERROR', { detail: 'a switchover without a way back has no leg' });
  return number;
};

const told1 = (item: PrecheckItem): string =>
  `${item.name} at ${item.side === 'SOURCE' ? 'the side that takes over' : 'the side that is left'}${item.object === null ? '' : ` (${item.object})`}: ${item.found ?? ''}${item.remedy === null ? '' : `; ${item.remedy}`}`;

const distinct = (names: readonly TableName[]): TableName[] => [
  ...new Map(names.map((name) => [JSON.stringify([name.schema, name.name]), name])).values(),
];
