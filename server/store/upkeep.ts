/**
 * What the Store does each second beside pulling: figures and standing, retention, and the acknowledgement by the policy of
 * the moment.
 */
import type { StageContext } from '../core/stage.ts';
import { GodwitError } from '../core/errors.ts';
import { pause } from '../runtime/clock.ts';
import type { Acknowledging } from './acknowledging.ts';
import type { ChangeLogReader, ChangeLogWriter } from './change-log.ts';
import type { StoreDeps, StoreOptions } from './store-options.ts';

const INTERVAL_MS = 1_000;
/** Every how many intervals the source is asked and the log is trimmed. */
const SELDOM = 10;

/** While the source sets no limit, or the log that it keeps does not grow. */
const NO_END_SECONDS = 365 * 86_400;

type Measured = Pick<ChangeLogReader, 'bounds' | 'neededBytes'>;

export class Upkeep {
  readonly #deps: StoreDeps;
  readonly #options: StoreOptions;
  readonly #context: StageContext;
  readonly #writer: ChangeLogWriter;
  readonly #acknowledging: Acknowledging;
  /** Source's clock minus ours, microseconds (C26). */
  #clockOffsetMicros = 0;
  #retained: { readonly bytes: number; readonly at: number } | null = null;

  constructor(
    deps: StoreDeps,
    options: StoreOptions,
    run: {
      readonly context: StageContext;
      readonly writer: ChangeLogWriter;
      readonly acknowledging: Acknowledging;
    },
  ) {
    this.#deps = deps;
    this.#options = options;
    this.#context = run.context;
    this.#writer = run.writer;
    this.#acknowledging = run.acknowledging;
  }

  async run(signal: AbortSignal): Promise<void> {
    await using reader = await this.#openReader();
    for (let round = 0; !signal.aborted; round += 1) {
      if (round % SELDOM === 0) {
        await this.#askSource();
        await this.#deps.retention.apply();
        await this.#measureLog(reader);
      }
      await this.#acknowledging.renew(() => this.#writer.durable);
      this.#report();
      await pause(INTERVAL_MS, signal);
    }
  }

  async #openReader(): Promise<Measured & AsyncDisposable> {
    const reader = await this.#deps.logs.openReader(this.#options.logId);
    return {
      bounds: () => reader.bounds(),
      neededBytes: (belowOrdinal) => reader.neededBytes(belowOrdinal),
      [Symbol.asyncDispose]: () => reader.close(),
    };
  }

  async #measureLog(reader: Measured): Promise<void> {
    const { meter } = this.#context;
    const bounds = await reader.bounds();
    if (bounds === null) return;
    meter.gauge('store_log_bytes').set(bounds.bytes);
    meter.gauge('store_unapplied_bytes').set(await this.#deps.retention.unappliedBytes(reader));
    const freeBytes = await this.#deps.logs.freeBytes();
    if (freeBytes !== null) meter.gauge('store_disk_free').set(freeBytes);
  }

  async #askSource(): Promise<void> {
    const { meter, log } = this.#context;
    try {
      const { retainedBytes, limitBytes, clockMicros } = await this.#deps.source.standing();
      const at = this.#deps.clock.monotonic();
      this.#clockOffsetMicros = clockMicros - this.#deps.clock.now() * 1_000;
      meter.gauge('source_retained_bytes').set(retainedBytes);
      const before = this.#retained;
      this.#retained = { bytes: retainedBytes, at };
      if (limitBytes !== null && before === null) return;
      const bytesPerSecond = before === null ? 0 : (retainedBytes - before.bytes) / ((at - before.at) / 1_000);
      const endless = limitBytes === null || bytesPerSecond <= 0;
      const seconds = endless ? NO_END_SECONDS : (limitBytes - retainedBytes) / bytesPerSecond;
      meter.gauge('source_retention_left').set(Math.max(0, Math.min(NO_END_SECONDS, seconds)));
    } catch (error) {
      if (!(error instanceof GodwitError) || error.action !== 'RETRYABLE') throw error;
      log.debug('the source could not be asked for its log', { code: error.code }); // the stream itself notices a lost source
    }
  }

  #report(): void {
    const { durable } = this.#writer;
    if (durable === null) return;
    const sourceNow = this.#deps.clock.now() * 1_000 + this.#clockOffsetMicros;
    this.#context.meter.gauge('store_pull_latency').set(Math.max(0, (sourceNow - durable.committedAtMicros) / 1e6));
    this.#context.report({ position: durable.position });
  }
}
