/** Stopping and allowing writes: the fences of both sides, and who still writes. */
import type { EndpointAddress } from '../../core/endpoint-address.ts';
import { beatStream, writePosition } from '../../connectors/postgres/switchover-catalog.ts';
import type { PostgresWriteFence } from '../../connectors/postgres/write-fence.ts';
import type { StepAction } from '../../switchover/steps.ts';
import type { StepContext, StepResult } from '../../switchover/switcher.ts';
import { FACT } from '../../task/facts.ts';
import { done, putWithin, waiting, type Sides, type SwitchGround } from './ground.ts';

export class SwitchWrites {
  readonly #ground: SwitchGround;

  constructor(ground: SwitchGround) {
    this.#ground = ground;
  }

  async protect(sides: Sides, context: StepContext): Promise<StepResult> {
    await using fence = this.#ground.fence(sides.to);
    const held = await putWithin(fence, sides.toTables, context.signal);
    if (held !== null) return waiting(held);
    await fence.prove(sides.toTables);
    return done({ sentences: [`${sides.toTables.length} tables refuse writes of others.`] });
  }

  /** `found`: what else is to be said meanwhile. */
  async watchWrites(sides: Sides, { step }: StepContext, found: string | null): Promise<StepResult> {
    await using fence = this.#ground.fence(sides.from);
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
        sentences: [counted, ...(found === null ? [] : [found])],
        lastWriteAt,
        writers: writers.slice(0, 20).map(({ kind, id, user, application, openSeconds }) => ({
          kind,
          id,
          user,
          application,
          openSeconds: Math.round(openSeconds),
        })),
      },
    );
  }

  async stopWrites(sides: Sides, answer: StepAction | null, context: StepContext): Promise<StepResult> {
    const fenced = answer === 'FENCE' || context.step.findings.fenced === true;
    if (fenced && context.step.findings.fenced !== true) await context.note({ fenced: true });
    await context.pause();
    await using fence = this.#ground.fence(sides.from);
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
    return this.#ground.asked(sides.from, async (sql) => {
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
    if (this.#ground.situation.facts[FACT.endWriters] === undefined) return;
    await fence.endWriters(sides.fromTables);
    await this.#ground.worker.control.progress.deleteFact(this.#ground.situation.task.id, FACT.endWriters);
  }

  /** The point of no return is recorded already. What was disabled here at an earlier switch fires again from now on. */
  async allowWrites(sides: Sides): Promise<StepResult> {
    const earlier = (await this.#ground.control.switchovers.switchovers(this.#ground.situation.task.id)).filter(
      ({ status }) => status === 'COMPLETED',
    );
    const disabled = earlier.flatMap(({ steps, direction }) =>
      (direction === 'FORWARD') === (sides.live.side === 'TARGET')
        ? steps.flatMap(({ kind, findings }) => (kind === 'DISABLE_TRIGGERS' ? (findings.statements ?? []) : []))
        : [],
    );
    if (disabled.length > 0)
      await this.#ground.asked(sides.to, async (sql) => {
        for (const statement of new Set(disabled)) await sql.unsafe(statement);
      });
    await using fence = this.#ground.fence(sides.to);
    const lifted = await fence.lift();
    return done({ sentences: [`Writes are allowed; ${lifted.length} statements lifted the fence.`] });
  }

  async lift(address: EndpointAddress): Promise<StepResult> {
    await using fence = this.#ground.fence(address);
    await fence.lift();
    return done();
  }
}
