/** What the steps of a switchover do over PostgreSQL connectors (port Switcher): which verb is whose. */
import { legId, legNumber } from '../../core/ids.ts';
import { fenceStatement } from '../../connectors/postgres/write-fence.ts';
import type { StepAction, StepKind } from '../../switchover/steps.ts';
import type { StepContext, StepResult, Switcher } from '../../switchover/switcher.ts';
import type { PlannedStep } from '../../switchover/switchover.ts';
import type { TaskSituation } from '../../task/task-progress.ts';
import type { WorkerDeps } from '../worker-deps.ts';
import { SwitchGround, waiting, done, type SwitcherDeps } from './ground.ts';
import { SEQUENCE_MARGIN, SwitchObjects } from './objects.ts';
import { SwitchProof } from './proof.ts';
import { SwitchStreams } from './streams.ts';
import { SwitchWrites } from './writes.ts';

export class LiveSwitcher implements Switcher {
  readonly #ground: SwitchGround;
  readonly #writes: SwitchWrites;
  readonly #streams: SwitchStreams;
  readonly #proof: SwitchProof;
  readonly #objects: SwitchObjects;

  constructor(situation: TaskSituation, deps: WorkerDeps | { readonly control: SwitcherDeps }) {
    this.#ground = new SwitchGround(situation, deps);
    this.#writes = new SwitchWrites(this.#ground);
    this.#streams = new SwitchStreams(this.#ground);
    this.#proof = new SwitchProof(this.#ground, this.#streams);
    this.#objects = new SwitchObjects(this.#ground);
  }

  async look(kind: StepKind, context: StepContext): Promise<StepResult> {
    const sides = await this.#ground.sides();
    switch (kind) {
      case 'STOP_WRITES':
        return this.#writes.watchWrites(sides, context, await this.#proof.keepVerified(sides, context));
      case 'MIGRATE_OBJECTS':
        return this.#objects.unmovedObjects(sides);
      case 'DISABLE_TRIGGERS':
        return this.#objects.firingTriggers(sides);
      case 'START_REVERSE':
        return waiting('The way back is prepared; start it.');
      case 'ALLOW_WRITES':
        return waiting('Everything is proven; allow writes at the other side.');
      default:
        return done();
    }
  }

  async carryOut(kind: StepKind, answer: StepAction | null, context: StepContext): Promise<StepResult> {
    const sides = await this.#ground.sides();
    switch (kind) {
      case 'START':
        return done();
      case 'PRECHECK':
        return this.#proof.precheck(sides, context);
      case 'PROTECT_TARGET':
        return this.#writes.protect(sides, context);
      case 'START_REVERSE_STORE':
        return this.#streams.startReverseStore(context);
      case 'VERIFY_AHEAD':
        return this.#proof.verifyAhead(sides, context);
      case 'STOP_WRITES': {
        const fencing = answer === 'FENCE' && context.step.findings.fenced !== true;
        const comparing = fencing ? await this.#proof.freshen(sides, context) : null;
        return comparing ?? this.#writes.stopWrites(sides, answer, context);
      }
      case 'LEVEL_CHECKPOINT':
        return this.#streams.level(sides, context);
      case 'VERIFY_CHANGES':
        return this.#proof.verifyChanges(sides, context);
      case 'STOP_FORWARD':
        return this.#streams.stopForward(sides, context);
      case 'MIGRATE_OBJECTS':
        return done();
      case 'DISABLE_TRIGGERS':
        return answer === 'LET_GODWIT' || context.step.findings.statements !== undefined
          ? this.#objects.disableTriggers(sides, context)
          : done();
      case 'SET_SEQUENCES':
        return this.#objects.setSequences(sides);
      case 'CLEAN_UP':
        return this.#objects.cleanUp(sides);
      case 'START_REVERSE':
        return this.#streams.startReverse(sides, context);
      case 'ALLOW_WRITES':
        return this.#writes.allowWrites(sides);
    }
  }

  async undo(kind: StepKind, context: StepContext): Promise<StepResult> {
    const sides = await this.#ground.sides();
    switch (kind) {
      case 'PROTECT_TARGET':
        // a side that was live before is kept from being written to by the switchover before
        return sides.live.since === null ? this.#writes.lift(sides.to) : done();
      case 'START_REVERSE_STORE':
        return this.#streams.endLeg(context);
      case 'STOP_WRITES':
        return this.#writes.lift(sides.from);
      case 'VERIFY_AHEAD':
      case 'VERIFY_CHANGES':
        return this.#proof.endVerification(sides);
      case 'STOP_FORWARD':
        if (sides.live.leg !== null)
          await this.#ground.worker.control.progress.steerLeg(sides.giving.task.id, 'RESUME');
        return done();
      case 'DISABLE_TRIGGERS':
        return this.#objects.enableTriggers(sides, context);
      case 'START_REVERSE':
        return this.#streams.stopLeg(context);
      default:
        return done();
    }
  }

  async plan(kind: StepKind): Promise<PlannedStep> {
    const sides = await this.#ground.sides();
    const planned = (given: Partial<PlannedStep>): PlannedStep => ({
      kind,
      sentences: [],
      statements: [],
      concerns: [],
      ...given,
    });
    const [fromSide, toSide] =
      sides.live.side === 'SOURCE' ? (['SOURCE', 'TARGET'] as const) : (['TARGET', 'SOURCE'] as const);
    const { id, phases } = this.#ground.situation.task;
    switch (kind) {
      case 'PRECHECK': {
        const found = await this.#proof.concerns(sides);
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
      case 'START_REVERSE_STORE': {
        const place = (await this.#ground.control.switchovers.switchovers(id)).length + 1;
        const slot = `godwit_${legId({ taskId: id, number: legNumber(place, fromSide === 'SOURCE') })}`;
        return planned({
          sentences: ['Publication and replication slot of the way back are made; its Store starts.'],
          statements: [{ side: toSide, statement: `SELECT pg_create_logical_replication_slot('${slot}', 'pgoutput')` }],
        });
      }
      case 'STOP_WRITES': {
        await using fence = this.#ground.fence(sides.from);
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
      case 'VERIFY_AHEAD':
      case 'VERIFY_CHANGES':
        return planned({
          sentences: [
            phases.includes('FULL_VERIFICATION')
              ? 'Rows that changed since the last verification are compared on both sides.'
              : 'Nothing: the task has no full verification.',
          ],
        });
      case 'MIGRATE_OBJECTS': {
        const { findings } = await this.#objects.unmovedObjects(sides);
        return planned({
          sentences: [
            `${findings?.objects?.length ?? 0} triggers, functions and procedures are not at the ${toSide.toLowerCase()}.`,
          ],
          statements: (findings?.objects ?? []).map(({ ddl }) => ({ side: toSide, statement: ddl })),
        });
      }
      case 'DISABLE_TRIGGERS': {
        const { findings } = await this.#objects.firingTriggers(sides);
        return planned({
          sentences: [`${findings?.objects?.length ?? 0} triggers fire for rows that come back too.`],
          statements: (findings?.objects ?? []).flatMap(({ disable }) =>
            disable === null ? [] : [{ side: fromSide, statement: disable }],
          ),
        });
      }
      case 'SET_SEQUENCES': {
        const pairs = await this.#objects.sequences(sides);
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
}
