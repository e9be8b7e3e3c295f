/**
 * Runs components in a worker process: claims leases, runs each stage until it ends, renews, reports once a second, gives
 * back when the process drains. One loop per worker; stages share its event loop.
 *
 * S1  A stage runs only under a living lease: when a renewal is not confirmed within LEASE_MS of the last one, its signal
 *     is aborted before another worker can claim it; what it still sends is fenced by the epoch. An answer that does not come
 *     (a half-open network) is no confirmation.
 * S2  desired STOPPED ends as STOPPED, a lost lease ends silently, a thrown error ends as FAILED with its reason.
 * S3  A RETRYABLE error is retried here for as long as it takes, with pauses that grow to LONGEST_RETRY_MS: an outage, however
 *     long, needs no person. Meanwhile the component says what it waits for and since when, also while it tries again, until it
 *     reports or has run for SETTLED_MS; its latency goes on growing.
 */
import { GodwitError, namingOutage, reasonOf, rowFacts } from '../core/errors.ts';
import type { StageContext, StageOutcome, StageStanding, Waiting } from '../core/stage.ts';
import { Instruments } from '../metrics/instruments.ts';
import { pause } from '../runtime/clock.ts';
import type { Logger } from '../runtime/logger.ts';
import { ProcessUsage } from '../runtime/process-usage.ts';
import { Repeated } from '../runtime/repeated.ts';
import {
  LEASE_MS,
  RENEW_EVERY_MS,
  type ComponentLeases,
  type Lease,
  type RenewedLease,
  type WorkerRegistration,
} from './component-leases.ts';
import { ComponentLog } from './component-log.ts';
import type { ComponentSample, ComponentSinks } from './component-sinks.ts';
import type { SteerableStage } from './steerable-stage.ts';

export interface SupervisorDeps {
  readonly leases: ComponentLeases;
  readonly sinks: ComponentSinks;
  readonly log: Logger;
  /** Resolves when something may be claimable, or after `limitMs`. */
  readonly untilWoken: (limitMs: number, signal: AbortSignal) => Promise<void>;
  /** Builds the stage of a component; throws a GodwitError when that is not possible. */
  readonly buildStage: (lease: Lease) => Promise<SteerableStage>;
}

type ComponentEnd = Parameters<ComponentLeases['finish']>[2];

export interface SupervisorOptions {
  readonly worker: WorkerRegistration;
  /** Components this process runs at most; default 64. */
  readonly maxComponents?: number;
}

/** A lease that was not confirmed for so long is given up: what is left of it is for the stage to end in. */
const UNCONFIRMED_MS = LEASE_MS - 1_000;
const LOOK_AT_LEASES_MS = 250;
/** What a worker waits before a claim, for each component it runs. */
const YIELD_MS = 40;
const LONGEST_YIELD_MS = 400;
const REPORT_EVERY_MS = 1_000;
/** What was counted in less says nothing of a rate. */
const LEAST_SAMPLE_MS = 250;
const FIRST_RETRY_MS = 500;
const LONGEST_RETRY_MS = 5_000;
/** A run that lasted so long has worked: the next error is a new one. Longer than two connection attempts that time out. */
const WORKED_MS = 30_000;
/** Longer than a connection attempt that times out: what runs so long has what it waited for. */
const SETTLED_MS = 12_000;

interface Running {
  readonly component: Lease;
  readonly stopping: AbortController;
  readonly meter: Instruments;
  readonly log: ComponentLog;
  standing: StageStanding;
  stage: SteerableStage | null;
  /** Shown as RUNNING; a further try of the same lease still is. */
  confirmed: boolean;
  /** What it waits for is the end of an outage, as told here. */
  retrying: boolean;
  renewedAt: number;
  parameters: string;
  /** When its instruments were read last, monotonic. */
  sampledAt: number;
  /** Another worker has it, or may have. */
  lost: boolean;
  finished: Promise<void>;
}

export class ComponentSupervisor {
  readonly #deps: SupervisorDeps;
  readonly #options: SupervisorOptions;
  readonly #running = new Map<string, Running>();
  readonly #usage = new ProcessUsage();
  #used = this.#usage.look();
  /** An outage of the control database. */
  readonly #away = new Repeated();

  constructor(deps: SupervisorDeps, options: SupervisorOptions) {
    this.#deps = deps;
    this.#options = options;
  }

  /** Works until the signal aborts, then drains: every component is given back for another worker. */
  async run(signal: AbortSignal): Promise<void> {
    const { leases } = this.#deps;
    await leases.registerWorker(this.#options.worker);
    const loops = new AbortController();
    const renewing = this.#every(RENEW_EVERY_MS, loops.signal, () => this.#renew());
    const reporting = this.#every(REPORT_EVERY_MS, loops.signal, () => this.#report());
    const watching = this.#every(LOOK_AT_LEASES_MS, loops.signal, () => this.#giveUpUnconfirmed());
    while (!signal.aborted) {
      try {
        await this.#claim(signal);
        await this.#deps.untilWoken(1_000, signal);
        this.#away.over();
      } catch (error) {
        this.#sayAway(error);
        await pause(1_000, signal);
      }
    }
    for (const running of this.#running.values()) running.stopping.abort();
    await Promise.all([...this.#running.values()].map((running) => running.finished));
    loops.abort();
    await Promise.all([renewing, reporting, watching]);
    await leases.removeWorker(this.#options.worker.id);
  }

  /** One at a time, and the later the more it has: idle workers come first, so that work spreads over processes. */
  async #claim(signal: AbortSignal): Promise<void> {
    const { worker, maxComponents = 64 } = this.#options;
    while (this.#running.size < maxComponents) {
      await pause(Math.min(LONGEST_YIELD_MS, this.#running.size * YIELD_MS), signal);
      if (signal.aborted) return;
      const asked = performance.now();
      const claimed = await this.#deps.leases.claim(worker.id, worker.location, 1);
      for (const component of claimed) this.#begin(component, asked);
      if (claimed.length === 0) return;
    }
  }

  #begin(component: Lease, asked: number): void {
    const running: Running = {
      component,
      stopping: new AbortController(),
      meter: new Instruments(),
      log: new ComponentLog(this.#deps, component),
      standing: {},
      stage: null,
      confirmed: false,
      retrying: false,
      renewedAt: asked,
      parameters: '',
      sampledAt: performance.now(),
      lost: false,
      finished: Promise.resolve(),
    };
    this.#running.set(component.componentId, running);
    running.finished = this.#operate(running);
  }

  async #operate(running: Running): Promise<void> {
    const { component, log } = running;
    let end: ComponentEnd;
    log.info('started', { worker: this.#options.worker.id, host: this.#options.worker.host });
    try {
      const outcome = await this.#runWithRetries(running);
      end = { status: outcome, reason: null };
      log.info(`ended: ${end.status}`);
    } catch (error) {
      const reason = reasonOf(error);
      const bug = reason.code === 'INTERNAL_ERROR' && error instanceof Error ? error.stack : undefined;
      const rowDetail = bug ?? reason.rowDetail; // a stack begins with the words of its error
      log.error(reason.message, { code: reason.code, remedy: reason.remedy, ...rowFacts({ rowDetail }) });
      end = { status: 'FAILED', reason };
    }
    this.#running.delete(component.componentId);
    try {
      if (!running.lost) await this.#tell([this.#sampleOf(running)]); // what it did since the last report was seen by none
    } catch (error) {
      this.#sayAway(error);
    }
    try {
      await log.flush();
      await this.#deps.leases.finish(component.componentId, component.epoch, end);
    } catch (error) {
      this.#deps.log.warn('the end of a component could not be recorded; its lease runs out', {
        component: component.componentId,
        error: String(error),
      });
    }
  }

  async #runWithRetries(running: Running): Promise<StageOutcome> {
    const { log } = running;
    const repeated = new Repeated();
    let since = new Date();
    for (let attempt = 0; ; attempt += 1) {
      const began = performance.now();
      try {
        return await this.#runOnce(running);
      } catch (thrown) {
        const error = namingOutage(thrown);
        const fenced = error instanceof GodwitError && error.code === 'FENCED';
        if (running.stopping.signal.aborted || fenced) return 'STOPPED';
        if (!(error instanceof GodwitError) || error.action !== 'RETRYABLE') throw error;
        if (performance.now() - began > WORKED_MS) {
          attempt = 0;
          repeated.over();
        }
        if (attempt === 0) since = new Date();
        running.standing = { ...running.standing, waiting: waitingFor(error, since) };
        running.retrying = true;
        if (repeated.isNews(error.message)) log.warn(error.message, { code: error.code, ...rowFacts(error) });
        await pause(Math.min(FIRST_RETRY_MS * 2 ** attempt, LONGEST_RETRY_MS), running.stopping.signal);
      }
    }
  }

  async #runOnce(running: Running): Promise<StageOutcome> {
    const stage = await this.#deps.buildStage(running.component);
    let works: NodeJS.Timeout | undefined;
    running.stage = stage;
    running.parameters = '';
    try {
      const context: StageContext = {
        signal: running.stopping.signal,
        epoch: running.component.epoch,
        log: running.log,
        meter: running.meter,
        report: (standing) => {
          running.standing = { ...running.standing, ...(running.retrying && { waiting: null }), ...standing };
          running.retrying = false;
        },
      };
      running.confirmed ||= await this.#deps.leases.running(running.component.componentId, running.component.epoch);
      if (!running.confirmed) return 'STOPPED';
      works = setTimeout(() => context.report({}), SETTLED_MS);
      return await stage.run(context);
    } finally {
      clearTimeout(works);
      running.stage = null;
      await stage.close?.();
    }
  }

  async #renew(): Promise<void> {
    const held = [...this.#running.values()];
    if (held.length === 0) return;
    const asked = performance.now();
    const answer = await this.#deps.leases.renew(
      this.#options.worker.id,
      held.map(({ component, standing }) => ({ componentId: component.componentId, epoch: component.epoch, standing })),
    );
    const kept = new Map<string, RenewedLease>(answer.map((lease) => [lease.componentId, lease]));
    for (const running of held) {
      const lease = kept.get(running.component.componentId);
      if (lease === undefined) this.#lose(running, 'another worker has it');
      else {
        running.renewedAt = asked;
        this.#follow(running, lease);
      }
    }
  }

  /** Acts on what the control database wants of a component that is ours. */
  #follow(running: Running, lease: RenewedLease): void {
    running.log.follow(lease.configuration);
    if (lease.desired === 'STOPPED') return running.stopping.abort();
    const parameters = JSON.stringify(lease.configuration);
    if (running.stage === null || parameters === running.parameters) return;
    running.parameters = parameters;
    if (running.stage.steer?.(lease.configuration) === true) running.stopping.abort(); // claimed again at once, by anyone
  }

  /** S1: without the control database we may go on only as long as nobody else can have claimed. */
  #giveUpUnconfirmed(): Promise<void> {
    for (const running of this.#running.values())
      if (performance.now() - running.renewedAt > UNCONFIRMED_MS && !running.stopping.signal.aborted)
        this.#lose(running, 'the control database did not confirm it in time');
    return Promise.resolve();
  }

  #lose(running: Running, why: string): void {
    this.#deps.log.warn('a lease was lost', { component: running.component.componentId, why });
    running.lost = true;
    running.stopping.abort();
  }

  async #report(): Promise<void> {
    this.#used = this.#usage.look();
    await this.#tell([...this.#running.values()].map((running) => this.#sampleOf(running)));
    await Promise.all([...this.#running.values()].map(({ log }) => log.flush()));
  }

  /** Its figures since it was looked at last. */
  #sampleOf(running: Running): ComponentSample {
    const now = performance.now();
    const elapsedMs = Math.max(LEAST_SAMPLE_MS, now - running.sampledAt);
    running.sampledAt = now;
    const values: ComponentSample['values'] = {
      ...running.meter.sample(elapsedMs),
      component_cpu: this.#used.cpu,
      component_memory: this.#used.memoryBytes,
      ...(running.standing.queueBytes === undefined ? {} : { component_queue_bytes: running.standing.queueBytes }),
    };
    const { componentId, taskId, epoch } = running.component;
    return { componentId, taskId, epoch, values };
  }

  async #tell(samples: readonly ComponentSample[]): Promise<void> {
    const { cpu, memoryBytes } = this.#used;
    const at = await this.#deps.leases.workerHeartbeat(this.#options.worker.id, { cpu, memoryBytes });
    if (samples.length > 0) await this.#deps.sinks.samples(at, samples);
  }

  async #every(periodMs: number, signal: AbortSignal, work: () => Promise<void>): Promise<void> {
    while (!signal.aborted) {
      await pause(periodMs, signal);
      await work().catch((error: unknown) => this.#sayAway(error));
    }
  }

  #sayAway(error: unknown): void {
    if (!this.#away.isNews(String(error))) return;
    this.#deps.log.warn('the control database did not answer; trying again', { error: String(error) });
  }
}

/** Stays the same while the error does, so that it is a change only once. */
const waitingFor = (error: GodwitError, since: Date): Waiting => ({
  what: `${error.message} Tried again since ${since.toISOString().slice(0, 19)}Z, every ${LONGEST_RETRY_MS / 1_000} s at the latest.`,
  reason: reasonOf(error),
});
