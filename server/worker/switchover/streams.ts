/** The streams: the one that carried changes so far is brought level and stopped, the way back is made, started and proven. */
import { GodwitError } from '../../core/errors.ts';
import { asPosition } from '../../core/position.ts';
import { lsnOrder } from '../../connectors/postgres/position.ts';
import { appliedPosition, beatStream, writePosition } from '../../connectors/postgres/switchover-catalog.ts';
import { pause } from '../../runtime/clock.ts';
import type { StepContext, StepResult } from '../../switchover/switcher.ts';
import { FACT } from '../../task/facts.ts';
import type { TaskSituation } from '../../task/task-progress.ts';
import { TaskObjectWork } from '../object-work.ts';
import {
  BEAT_EVERY_MS,
  done,
  legNumber,
  POLL_MS,
  requireWorking,
  TURN_MS,
  waiting,
  type Sides,
  type SwitchGround,
} from './ground.ts';

export class SwitchStreams {
  readonly #ground: SwitchGround;

  constructor(ground: SwitchGround) {
    this.#ground = ground;
  }

  async startReverseStore({ switchover }: StepContext): Promise<StepResult> {
    const { progress } = this.#ground.worker.control;
    const { id } = this.#ground.situation.task;
    await progress.openLeg(id, legNumber(switchover.leg));
    const leg = await this.#ground.leg(switchover.leg);
    requireWorking(leg);
    const store = leg.components.find(({ kind }) => kind === 'STORE');
    if (store?.status === 'RUNNING' && store.position !== null) {
      await this.#replay(leg);
      return done({ sentences: [`The slot godwit_${leg.task.id} is read from ${store.position} on.`] });
    }
    return waiting(leg.task.waitingFor?.what ?? 'The Store of the way back is starting.');
  }

  async level(sides: Sides, context: StepContext): Promise<StepResult> {
    const position = this.#ground.stopPosition(context);
    const { id } = sides.giving.task;
    const deadline = performance.now() + TURN_MS;
    let beatenAt = -Infinity;
    return this.#ground.asked(sides.to, (to) =>
      this.#ground.asked(sides.from, async (from) => {
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

  /**
   * Nobody applies with an older epoch any more, and what was applied survives a crash of that side (standAt). Incr-Sync is taken from
   * its worker, which need not be waited for inside the pause: the fence of the stream refuses what it might still send.
   */
  async stopForward(sides: Sides, context: StepContext): Promise<StepResult> {
    const { leases, progress } = this.#ground.worker.control;
    const position = this.#ground.stopPosition(context);
    const { giving } = sides;
    const { id, status } = giving.task;
    requireWorking(giving);
    if (sides.live.leg !== null && status === 'RUNNING') await progress.steerLeg(id, 'STOP');
    const epoch = await leases.revoke(id, 'INCR_SYNC');
    if (epoch === null) throw new GodwitError('INTERNAL_ERROR', { detail: 'the stream has no Incr-Sync' });
    for (const component of giving.components)
      if (component.kind === 'STORE') await leases.setDesired(component.id, 'STOPPED', false);
    const stood = await new TaskObjectWork().standAt(giving, { epoch, log: context.log });
    const skipped = context.switchover.steps.some(
      ({ kind, status: of }) => kind === 'LEVEL_CHECKPOINT' && of === 'SKIPPED',
    );
    if (!skipped && (stood === null || lsnOrder.compare(stood, position) < 0)) {
      await context.note({ stopped: true });
      throw new GodwitError('INTERNAL_ERROR', {
        detail: `the other side stands at ${stood ?? 'nothing'}, before ${position}`,
      });
    }
    return done({ appliedPosition: stood, sentences: [`The stream stands at ${stood ?? 'its beginning'}.`] });
  }

  /**
   * Has its Incr-Sync started, once: long before step 8, because a process takes all of a second to start, which would lie inside the
   * pause. Nothing comes back yet but heartbeats: the side that takes over refuses writes, and what was replayed there stays (C25).
   */
  async #replay(leg: TaskSituation): Promise<void> {
    const { progress } = this.#ground.worker.control;
    if (leg.facts[FACT.replays] !== undefined) return;
    await progress.recordFact(leg.task.id, FACT.replays, { at: new Date().toISOString() });
    await progress.steerLeg(leg.task.id, 'RESUME'); // wakes its workflow; it runs already
  }

  /** Proven when a heartbeat that is given out there now is applied here. */
  async startReverse(sides: Sides, context: StepContext): Promise<StepResult> {
    const { wakeCalls } = this.#ground.worker.control;
    const leg = await this.#ground.leg(context.switchover.leg);
    requireWorking(leg);
    await this.#replay(leg);
    const deadline = performance.now() + TURN_MS;
    return this.#ground.asked(sides.to, (to) =>
      this.#ground.asked(sides.from, async (from) => {
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
            requireWorking(await this.#ground.leg(context.switchover.leg));
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

  async stopLeg({ switchover }: StepContext): Promise<StepResult> {
    const leg = await this.#ground.legIfThere(switchover.leg);
    if (leg === null || leg.task.status === 'STOPPED' || leg.task.status === 'RELEASED') return done();
    if (leg.task.status === 'RUNNING' && leg.task.pendingAction === null)
      await this.#ground.worker.control.progress.steerLeg(leg.task.id, 'STOP');
    return leg.task.status === 'FAILED' ? done() : waiting('The way back is stopping.');
  }

  async endLeg({ switchover }: StepContext): Promise<StepResult> {
    const leg = await this.#ground.legIfThere(switchover.leg);
    if (leg === null || leg.task.status === 'RELEASED') return done();
    const { progress } = this.#ground.worker.control;
    if (leg.task.pendingAction === null)
      await progress.steerLeg(leg.task.id, leg.task.status === 'RUNNING' ? 'STOP' : 'RELEASE');
    return waiting('What was made for the way back is being removed.');
  }
}
