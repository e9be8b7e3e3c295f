/**
 * The Store: source -> append -> flush -> acknowledge. Pulls whole transactions from before the copy starts, keeps them
 * durably in the log, and only then lets the source forget them.
 *
 *   pull loop      source.stream() -> writer.append()          repeats after a reconnect dropped by commit position
 *   flush loop     writer.flush() -> source.confirm()          one sync for all that came during the one before
 *   upkeep loop    each second: figures, retention, C19's acknowledgement by what the target has
 *
 * S1  Nothing is confirmed to the source that is not durable in the log (and applied, under TARGET_APPLIED).
 * S2  Ordinals go on from the last durable transaction; a transaction is appended once.
 * S3  A lost connection is retried here, for as long as it takes; the stage stays running and says what it waits for.
 */
import type { SourcePart } from '../connectors/change-source.ts';
import type { TransactionPart } from '../core/change.ts';
import { GodwitError, reasonOf, rowFacts } from '../core/errors.ts';
import type { Position } from '../core/position.ts';
import type { Stage, StageContext, StageOutcome, Waiting } from '../core/stage.ts';
import { pause } from '../runtime/clock.ts';
import { Repeated } from '../runtime/repeated.ts';
import { Acknowledging } from './acknowledging.ts';
import type { ChangeLogWriter } from './change-log.ts';
import type { StoreDeps, StoreOptions } from './store-options.ts';
import { Upkeep } from './upkeep.ts';

const RETRY_MS = [200, 500, 1_000, 2_000, 5_000];

export class StoreStage implements Stage {
  readonly #deps: StoreDeps;
  readonly #options: StoreOptions;

  constructor(deps: StoreDeps, options: StoreOptions) {
    this.#deps = deps;
    this.#options = options;
  }

  async run(context: StageContext): Promise<StageOutcome> {
    const { logId, maxUnappliedBytes } = this.#options;
    await using writer = await this.#deps.logs.openWriter(logId, { epoch: context.epoch, maxUnappliedBytes });
    const repeated = new Repeated();
    let since = new Date();
    for (let attempt = 0; !context.signal.aborted;) {
      const before = writer.durable?.ordinal ?? 0;
      try {
        await this.#pullUntilStopped(writer, context);
      } catch (error) {
        if (!(error instanceof GodwitError) || error.action !== 'RETRYABLE' || error.code === 'FENCED') throw error;
        if ((writer.durable?.ordinal ?? 0) > before) {
          attempt = 0;
          repeated.over();
        }
        if (attempt === 0) since = new Date();
        if (repeated.isNews(error.message))
          context.log.warn('the stream of the source was interrupted', {
            code: error.code,
            ...error.facts,
            ...rowFacts(error),
          });
        context.report({
          waiting: {
            what: `${error.message} Tried again since ${since.toISOString().slice(0, 19)}Z.`,
            reason: reasonOf(error),
          },
        });
        await pause(RETRY_MS[Math.min(attempt++, RETRY_MS.length - 1)] ?? 0, context.signal);
      }
    }
    return 'STOPPED';
  }

  async #pullUntilStopped(writer: ChangeLogWriter, context: StageContext): Promise<void> {
    await writer.flush(); // what came before an interruption is whole, or given up by the next first slice
    const asking = { source: this.#deps.source, ask: this.#options.acknowledge };
    const acknowledging = await Acknowledging.begin(asking, writer.durable);
    const failed = new AbortController();
    const signal = AbortSignal.any([context.signal, failed.signal]);
    const flushing = new FlushLoop(writer, (position) => acknowledging.durable(position));
    const upkeep = new Upkeep(this.#deps, this.#options, { context, writer, acknowledging });
    const abort = (error: unknown): void => failed.abort(error);
    const loops = [flushing.run(signal).catch(abort), upkeep.run(signal).catch(abort)];
    try {
      await this.#pull(writer, { context, signal, flushing, acknowledging });
    } finally {
      failed.abort(failed.signal.reason ?? null);
      await Promise.all(loops);
    }
    if (failed.signal.reason !== null) throw failed.signal.reason;
    await writer.flush();
  }

  async #pull(
    writer: ChangeLogWriter,
    run: { context: StageContext; signal: AbortSignal; flushing: FlushLoop; acknowledging: Acknowledging },
  ): Promise<void> {
    const { source } = this.#deps;
    const { context, signal, flushing, acknowledging } = run;
    const rows = context.meter.counter('store_pulled_rows');
    const bytes = context.meter.counter('store_pulled_bytes');
    const known = writer.durable?.position ?? this.#options.resume?.position ?? null;
    let ordinal = writer.durable?.ordinal ?? (this.#options.resume?.firstOrdinal ?? 1) - 1;
    let repeats = known !== null;
    const tell = (what: Waiting | null): void => context.report({ waiting: what });
    for await (const parts of source.stream({
      from: known,
      confirmed: acknowledging.byLog,
      forgotten: writer.durable === null ? (this.#options.resume?.forgotten ?? null) : null,
      acknowledged: {
        read: () => writer.acknowledged(),
        record: (position) => writer.recordAcknowledged(position),
      },
      define: (definition) => writer.define(definition),
      signal,
      waiting: tell,
    })) {
      for (const part of parts) {
        if (repeats && known !== null && source.order.compare(part.commitPosition, known) <= 0) continue;
        repeats = false;
        if (part.first) ordinal += 1;
        const waiting = this.#append(writer, part, ordinal);
        if (waiting !== null) await waiting;
        rows.add(part.rowCount);
        bytes.add(part.records.length);
      }
      flushing.wake();
    }
  }

  #append(writer: ChangeLogWriter, part: SourcePart, ordinal: number): Promise<void> | null {
    const numbered = { ...part, ordinal };
    const taking = writer.append(numbered);
    return taking === null ? null : this.#untilTaken(taking, writer, numbered);
  }

  /** At the log's limit retention is asked once to make room. */
  async #untilTaken(taking: Promise<void>, writer: ChangeLogWriter, numbered: TransactionPart): Promise<void> {
    try {
      await taking;
    } catch (error) {
      if (!(error instanceof GodwitError) || error.code !== 'LOG_LIMIT_REACHED') throw error;
      await this.#deps.retention.apply();
      await writer.append(numbered);
    }
  }
}

/** Flushes whenever something was appended since the last flush began. */
class FlushLoop {
  readonly #writer: ChangeLogWriter;
  readonly #durable: (position: Position) => void;
  #wanted = false;
  #wake: (() => void) | null = null;

  constructor(writer: ChangeLogWriter, durable: (position: Position) => void) {
    this.#writer = writer;
    this.#durable = durable;
  }

  wake(): void {
    this.#wanted = true;
    this.#wake?.();
  }

  async run(signal: AbortSignal): Promise<void> {
    const stop = (): void => this.#wake?.();
    signal.addEventListener('abort', stop);
    try {
      while (!signal.aborted) {
        if (!this.#wanted) await new Promise<void>((resolve) => (this.#wake = resolve));
        if (!this.#wanted) continue;
        this.#wanted = false;
        const point = await this.#writer.flush();
        if (point !== null) this.#durable(point.position);
      }
    } finally {
      signal.removeEventListener('abort', stop);
    }
  }
}
