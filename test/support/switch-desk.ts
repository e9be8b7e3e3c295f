/** A person who switches a task over: what the switchover shows, and the mutations that move it on. */
import { must } from '../../server/core/assert.ts';
import { pause } from '../../server/runtime/clock.ts';
import type { Desk, Told } from './desk.ts';

/** Of a task that can be switched over, and back. */
export const SWITCH_PHASES = [
  'SCHEMA_MIGRATION',
  'FULL_MIGRATION',
  'INCREMENTAL_SYNCHRONIZATION',
  'FULL_VERIFICATION',
  'REVERSE_INCREMENTAL',
];

export interface StepSeen {
  readonly kind: string;
  readonly status: string;
  readonly allowed: readonly string[];
  readonly waiting: string | null;
  readonly reason: Told | null;
  readonly findings: readonly string[];
  readonly durationMs: number | null;
  readonly completedAt: string | null;
  readonly position: string | null;
  readonly writers: readonly { readonly id: string; readonly prepared: boolean }[];
  readonly objects: readonly { readonly kind: string; readonly name: string; readonly ddl: string }[];
}

export interface SwitchoverSeen {
  readonly id: string;
  readonly status: string;
  readonly direction: string;
  readonly pausedAt: string | null;
  readonly pauseMs: number | null;
  readonly pointOfNoReturnAt: string | null;
  readonly cancelable: boolean;
  readonly steps: readonly StepSeen[];
}

interface PlanSeen {
  readonly steps: readonly {
    readonly kind: string;
    readonly sentences: readonly string[];
    readonly statements: readonly { readonly side: string; readonly statement: string }[];
    readonly concerns: readonly string[];
  }[];
}

const SWITCHOVER = `id status direction pausedAt pauseMs pointOfNoReturnAt cancelable steps { kind status allowed waiting
  reason { code message remedy } findings durationMs completedAt position writers { id prepared } objects { kind name ddl } }`;
/** Of a person who lets Godwit fence; in the order of the steps. */
const ANSWERS: ReadonlyMap<string, string> = new Map([
  ['STOP_WRITES', 'switchoverFence'],
  ['START_REVERSE', 'switchoverStartReverse'],
  ['ALLOW_WRITES', 'switchoverAllowWrites'],
]);
const WAIT_MS = 90_000;
const POLL_MS = 50;

export class SwitchDesk {
  readonly #desk: Desk;
  readonly #taskId: string;

  constructor(desk: Desk, taskId: string) {
    this.#desk = desk;
    this.#taskId = taskId;
  }

  async untilVerified(): Promise<void> {
    await this.#desk.until(
      this.#taskId,
      ({ subtasks }) => subtasks.some(({ kind, status }) => kind === 'FULL_VERIFICATION' && status === 'COMPLETED'),
      'full verification is completed',
    );
  }

  /** Null, or why it was refused. */
  start(input: Readonly<Record<string, unknown>> = {}): Promise<Told | null> {
    return this.#mutate('switchoverStart', input);
  }

  /** Throws what it is refused with. */
  async act(mutation: string, input: Readonly<Record<string, unknown>> = {}): Promise<void> {
    const refused = await this.#mutate(mutation, input);
    if (refused !== null) throw new Error(`${mutation}: ${refused.code}: ${refused.message}`);
  }

  /** Where a component fails for a moment the task is not RUNNING, and says so: it is asked again. */
  async startPatiently(): Promise<Told | null> {
    const deadline = performance.now() + WAIT_MS;
    for (;;) {
      const refused = await this.start();
      if (refused === null || performance.now() > deadline) return refused;
      await pause(200);
    }
  }

  /** What was recorded and not answered, because the service was killed, is refused the second time. */
  async actPatiently(mutation: string): Promise<void> {
    const refused = await this.refused(mutation);
    if (refused !== null && refused.code !== 'SWITCHOVER_STEP_REFUSED') throw new Error(`${mutation}: ${refused.code}: ${refused.message}`); // prettier-ignore
  }

  /** Like through(); a step that failed under fire is retried. */
  async throughPatiently(): Promise<SwitchoverSeen> {
    for (const [kind, mutation] of ANSWERS) {
      await this.untilAt(kind, true);
      await this.actPatiently(mutation);
    }
    return this.untilOver(true);
  }

  /** Null, or why it was refused. */
  refused(mutation: string, input: Readonly<Record<string, unknown>> = {}): Promise<Told | null> {
    return this.#mutate(mutation, input);
  }

  async plan() {
    const { switchoverPlan } = await this.#desk.ask<{ switchoverPlan: PlanSeen }>(
      `query($id: ID!) { switchoverPlan(taskId: $id) { steps { kind sentences statements { side statement } concerns } } }`,
      { id: this.#taskId },
    );
    return switchoverPlan;
  }

  async seen(): Promise<SwitchoverSeen> {
    const { task } = await this.#desk.ask<{ task: { subtask: { switchover: SwitchoverSeen | null } } }>(
      `query($id: ID!) { task(id: $id) { subtask(kind: FORWARD_SWITCHOVER) { ... on ForwardSwitchoverSubtask { switchover { ${SWITCHOVER} } } } } }`,
      { id: this.#taskId },
    );
    return must(task.subtask.switchover, 'a switchover');
  }

  async until(fact: (seen: SwitchoverSeen) => boolean, what: string, retries = false): Promise<SwitchoverSeen> {
    const deadline = performance.now() + WAIT_MS;
    for (;;) {
      const seen = await this.seen();
      if (fact(seen)) return seen;
      const failed = seen.status === 'CANCELING' ? undefined : seen.steps.find(({ status }) => status === 'FAILED');
      if (failed !== undefined && retries) {
        await this.refused('switchoverStepRetry', { step: failed.kind });
        await pause(200);
        continue;
      }
      if (failed !== undefined) throw new Error(`step ${failed.kind} failed: ${JSON.stringify(failed.reason)}`);
      if (performance.now() > deadline)
        throw new Error(
          `${what}: ${JSON.stringify(seen, null, 1)} ${JSON.stringify(await this.#desk.task(this.#taskId))}`,
        );
      await pause(POLL_MS);
    }
  }

  /** It waits for a person at this step. */
  untilAt(kind: string, retries = false): Promise<SwitchoverSeen> {
    return this.until(
      ({ steps }) =>
        steps.some((step) => step.kind === kind && step.status === 'WAITING_FOR_PERSON' && !earlierOpen(steps, kind)),
      `it comes to ${kind}`,
      retries,
    );
  }

  untilOver(retries = false): Promise<SwitchoverSeen> {
    return this.until(({ status }) => status === 'COMPLETED' || status === 'CANCELED', 'it is over', retries);
  }

  /** Everything that a person does, at once, with a fence of Godwit. */
  async through(): Promise<SwitchoverSeen> {
    for (const [kind, mutation] of ANSWERS) {
      await this.untilAt(kind);
      await this.act(mutation);
    }
    const over = await this.untilOver();
    if (process.env['GODWIT_SHOW'])
      console.log(over.pauseMs, JSON.stringify(Object.fromEntries(over.steps.map((s) => [s.kind, s.durationMs]))));
    return over;
  }

  /** Start to end by a client that is told by the subscription and asks nothing meanwhile: each step is answered when it is told, step 4 after so long. */
  async throughAtOnce({ step4WaitsMs = 0 } = {}): Promise<SwitchoverSeen> {
    const after = await this.#desk.eventCursor();
    const refused = await this.startPatiently();
    if (refused !== null) throw new Error(refused.message);
    const type = 'SWITCHOVER_CHANGED';
    for await (const { step, to } of this.#desk.events<{ step?: string; to?: string }>(this.#taskId, { type, after })) {
      if (to === 'COMPLETED' && step === undefined) break;
      if (to === 'FAILED') throw new Error(`step ${step} failed`);
      const mutation = to === 'WAITING_FOR_PERSON' && step !== undefined ? ANSWERS.get(step) : undefined;
      if (step === 'STOP_WRITES' && mutation !== undefined) await pause(step4WaitsMs);
      if (mutation !== undefined) await this.act(mutation);
    }
    return this.seen();
  }

  async #mutate(mutation: string, input: Readonly<Record<string, unknown>>): Promise<Told | null> {
    const answer = await this.#desk.mutate<object>(mutation, { taskId: this.#taskId, ...input }, 'switchover { id }');
    return 'code' in answer ? (answer as Told) : null;
  }
}

const earlierOpen = (steps: readonly StepSeen[], kind: string): boolean =>
  steps
    .slice(
      0,
      steps.findIndex((step) => step.kind === kind),
    )
    .some(({ status }) => status !== 'COMPLETED' && status !== 'SKIPPED');
