/**
 * Carries out jobs in a worker process: claims what is free, does the work, keeps the claim alive, records how it ended.
 *
 * R1  Work runs only under a living claim: when a renewal is not confirmed within JOB_LOST_MS of the last one, its signal
 *     is aborted before another worker can claim it; what it still sends is fenced by the epoch (J2).
 * R2  A job that was cancelled, or whose worker drains, is given back only when its work has ended.
 * R3  A RETRYABLE outcome is tried again here with pauses that grow to LONGEST_RETRY_MS, for as long as the job may last: an
 *     outage needs no person (S3 of the component supervisor).
 */
import { namingOutage, reasonOf } from '../core/errors.ts';
import type { StageLog, Waiting } from '../core/stage.ts';
import { pause } from '../runtime/clock.ts';
import type { Logger } from '../runtime/logger.ts';
import { Repeated } from '../runtime/repeated.ts';
import { JOB_LOST_MS, JOB_RENEW_EVERY_MS, type JobClaim, type JobClaims } from './jobs.ts';
import type { JobWork, StepContext, StepOutcome } from './phase-work.ts';
import type { TaskProgress } from './task-progress.ts';

export interface JobRunnerDeps {
  readonly jobs: JobClaims;
  readonly work: JobWork;
  readonly progress: Pick<TaskProgress, 'load' | 'setWaitingFor'>;
  readonly log: Logger;
  /** Of this worker: jobs that need a log are bound to the location where it lies. */
  readonly location: string;
  /** Resolves when something may be claimable, or after `limitMs`. */
  readonly untilWoken: (limitMs: number, signal: AbortSignal) => Promise<void>;
}

const MAX_JOBS = 16;
/** What a worker waits before a claim for each job that it has: idle workers come first. */
const YIELD_MS = 40;
const FIRST_RETRY_MS = 500;
const LONGEST_RETRY_MS = 5_000;
/** A try that lasted so long has worked: the next error is a new one. */
const WORKED_MS = 30_000;

interface Running {
  readonly claim: JobClaim;
  readonly stopping: AbortController;
  readonly log: StageLog;
  renewedAt: number;
}

export class JobRunner {
  readonly #deps: JobRunnerDeps;
  readonly #running = new Map<Running, Promise<void>>();

  constructor(deps: JobRunnerDeps) {
    this.#deps = deps;
  }

  /** Works until the signal aborts, then drains: every job is given back for another worker. */
  async run(signal: AbortSignal): Promise<void> {
    const renewals = new AbortController();
    const renewing = this.#renewAll(renewals.signal);
    while (!signal.aborted) {
      try {
        await this.#claim(signal);
        await this.#deps.untilWoken(1_000, signal);
      } catch (error) {
        this.#deps.log.warn('the control database did not answer; trying again', { error: String(error) });
        await pause(1_000, signal);
      }
    }
    for (const running of this.#running.keys()) running.stopping.abort();
    await Promise.all(this.#running.values());
    renewals.abort();
    await renewing;
  }

  async #claim(signal: AbortSignal): Promise<void> {
    while (this.#running.size < MAX_JOBS) {
      await pause(this.#running.size * YIELD_MS, signal);
      if (signal.aborted) return;
      const asked = performance.now();
      const claim = await this.#deps.jobs.claim(this.#deps.location);
      if (claim === null) return;
      const running = {
        claim,
        stopping: new AbortController(),
        log: this.#deps.log.child(factsOf(claim)),
        renewedAt: asked,
      };
      this.#running.set(running, this.#operate(running));
    }
  }

  async #operate(running: Running): Promise<void> {
    const { claim, stopping, log } = running;
    const { jobs } = this.#deps;
    try {
      const outcome = await this.#carryOut(running);
      if (stopping.signal.aborted || outcome?.code === 'FENCED') await jobs.giveBack(claim);
      else await jobs.finish(claim, outcome);
    } catch (error) {
      log.warn('the end of a job could not be recorded; its claim runs out', { error: String(error) });
    } finally {
      this.#running.delete(running);
    }
  }

  /** R3. */
  async #carryOut(running: Running): Promise<StepOutcome> {
    const { signal } = running.stopping;
    const repeated = new Repeated();
    for (let retries = 0; ; retries += 1) {
      const began = performance.now();
      const outcome = await this.#once(running);
      if (signal.aborted || outcome?.action !== 'RETRYABLE' || outcome.code === 'FENCED') return outcome;
      if (performance.now() - began > WORKED_MS) {
        retries = 0;
        repeated.over();
      }
      if (repeated.isNews(outcome.message)) running.log.warn(outcome.message, { code: outcome.code });
      this.#waiting(running, { what: outcome.message, reason: outcome });
      await pause(Math.min(FIRST_RETRY_MS * 2 ** retries, LONGEST_RETRY_MS), signal);
    }
  }

  async #once(running: Running): Promise<StepOutcome> {
    const { claim, log, stopping } = running;
    const { progress, work } = this.#deps;
    const context: StepContext = {
      signal: stopping.signal,
      log,
      claim,
      waiting: (waiting) => this.#waiting(running, waiting),
    };
    try {
      const situation = await progress.load(claim.taskId);
      if (situation === null) return null;
      if (claim.work.kind === 'STEP') return await work.step(situation, claim.work.step, context);
      const { commandId } = claim.work;
      const command = situation.commands.find((candidate) => candidate.id === commandId);
      return command === undefined ? null : await work.command(situation, command, context);
    } catch (error) {
      const reason = reasonOf(namingOutage(error));
      if (reason.code === 'INTERNAL_ERROR' && error instanceof Error && !stopping.signal.aborted)
        log.error('a job failed', { stack: error.stack });
      return reason;
    }
  }

  #waiting(running: Running, waiting: Waiting | null): void {
    const { progress } = this.#deps;
    progress
      .setWaitingFor(running.claim.taskId, waiting === null ? null : { ...waiting, who: 'DATABASE', action: null })
      .catch((error: unknown) => running.log.warn('a note could not be recorded', { error: String(error) }));
  }

  /** R1; an answer that does not come is no confirmation. */
  async #renewAll(signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      await pause(JOB_RENEW_EVERY_MS, signal);
      for (const running of this.#running.keys()) {
        if (performance.now() - running.renewedAt > JOB_LOST_MS - 3 * JOB_RENEW_EVERY_MS) running.stopping.abort();
        else void this.#renew(running);
      }
    }
  }

  async #renew(running: Running): Promise<void> {
    const { claim, stopping, log } = running;
    if (stopping.signal.aborted) return;
    const asked = performance.now();
    try {
      if (await this.#deps.jobs.renew(claim)) running.renewedAt = asked;
      else stopping.abort();
    } catch (error) {
      log.warn('a claim could not be renewed', { error: String(error) });
    }
  }
}

const factsOf = ({ taskId, work }: JobClaim): Record<string, unknown> => ({
  task: taskId,
  job: work.kind === 'STEP' ? work.step : `command ${work.commandId}`,
});
