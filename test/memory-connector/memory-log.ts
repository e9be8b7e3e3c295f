/**
 * The readable reference of the ChangeLogs port: arrays in memory. What flush() has not covered is lost when the next
 * writer opens the log, which is the worst that L3 allows.
 */
import type { TableDefinition, TransactionPart } from '../../server/core/change.ts';
import type { Position } from '../../server/core/position.ts';
import { GodwitError } from '../../server/core/errors.ts';
import type { ChangeLogReader, ChangeLogs, ChangeLogWriter, LogItem, LogPoint } from '../../server/store/change-log.ts';

interface MemoryLog {
  epoch: number;
  acknowledged: Position | null;
  owner: MemoryWriter | null;
  trimmedBelow: number;
  items: LogItem[];
  readonly definitions: Map<number, TableDefinition>;
  waiting: (() => void)[];
}

export class MemoryLogs implements ChangeLogs {
  readonly #logs = new Map<string, MemoryLog>();

  openWriter(
    logId: string,
    options: { readonly epoch: number; readonly maxUnappliedBytes: number },
  ): Promise<ChangeLogWriter> {
    const log = this.#of(logId);
    if (options.epoch < log.epoch)
      return Promise.reject(new GodwitError('FENCED', { component: 'STORE', epoch: log.epoch }));
    log.epoch = options.epoch;
    log.owner = new MemoryWriter(log, options.maxUnappliedBytes);
    return Promise.resolve(log.owner);
  }

  openReader(logId: string): Promise<ChangeLogReader> {
    return Promise.resolve(new MemoryReader(this.#of(logId)));
  }

  trim(logId: string, { belowOrdinal }: { readonly belowOrdinal: number }): Promise<void> {
    const log = this.#of(logId);
    log.trimmedBelow = Math.max(log.trimmedBelow, belowOrdinal);
    log.items = log.items.filter((item) => item.kind === 'definition' || item.part.ordinal >= belowOrdinal);
    return Promise.resolve();
  }

  remove(logId: string): Promise<void> {
    this.#logs.delete(logId);
    return Promise.resolve();
  }

  freeBytes(): Promise<number | null> {
    return Promise.resolve(null);
  }

  #of(logId: string): MemoryLog {
    let log = this.#logs.get(logId);
    if (!log)
      this.#logs.set(
        logId,
        (log = {
          epoch: 0,
          acknowledged: null,
          owner: null,
          trimmedBelow: 0,
          items: [],
          definitions: new Map(),
          waiting: [],
        }),
      );
    return log;
  }
}

class MemoryWriter implements ChangeLogWriter {
  readonly #log: MemoryLog;
  readonly #maxUnappliedBytes: number;
  #appended: LogItem[] = [];

  constructor(log: MemoryLog, maxUnappliedBytes: number) {
    this.#log = log;
    this.#maxUnappliedBytes = maxUnappliedBytes;
  }

  get durable(): LogPoint | null {
    return pointOf(partsOf(this.#log.items).at(-1));
  }

  acknowledged(): Promise<Position | null> {
    return Promise.resolve(this.#log.acknowledged);
  }

  recordAcknowledged(position: Position): Promise<void> {
    this.#log.acknowledged = position;
    return Promise.resolve();
  }

  define(definition: TableDefinition): number {
    const text = JSON.stringify(definition);
    for (const [table, known] of this.#log.definitions) if (JSON.stringify(known) === text) return table;
    const table = this.#log.definitions.size + 1;
    this.#log.definitions.set(table, definition);
    this.#appended.push({ kind: 'definition', table, definition });
    return table;
  }

  append(part: TransactionPart): Promise<void> {
    this.#requireOwner();
    const bytes = partsOf([...this.#log.items, ...this.#appended]).reduce(
      (sum, { records }) => sum + records.length,
      0,
    );
    if (bytes > this.#maxUnappliedBytes)
      return Promise.reject(new GodwitError('LOG_LIMIT_REACHED', { bytes, limit: this.#maxUnappliedBytes }));
    if (part.first)
      this.#appended = this.#appended.filter(
        (item) => item.kind === 'definition' || item.part.ordinal !== part.ordinal,
      );
    this.#appended.push({ kind: 'part', part: { ...part, records: Buffer.from(part.records) } });
    return Promise.resolve();
  }

  flush(): Promise<LogPoint | null> {
    this.#requireOwner();
    const end = this.#appended.findLastIndex((item) => item.kind === 'part' && item.part.last) + 1;
    this.#log.items.push(...this.#appended.splice(0, end));
    for (const wake of this.#log.waiting.splice(0)) wake();
    return Promise.resolve(this.durable);
  }

  [Symbol.asyncDispose](): Promise<void> {
    return Promise.resolve();
  }

  #requireOwner(): void {
    if (this.#log.owner !== this) throw new GodwitError('FENCED', { component: 'STORE', epoch: this.#log.epoch });
  }
}

class MemoryReader implements ChangeLogReader {
  readonly #log: MemoryLog;

  constructor(log: MemoryLog) {
    this.#log = log;
  }

  async *read(fromOrdinal: number, signal: AbortSignal): AsyncGenerator<readonly LogItem[]> {
    if (fromOrdinal < this.#log.trimmedBelow)
      throw new GodwitError('LOG_POSITION_MISSING', { position: String(fromOrdinal) });
    for (let at = 0; !signal.aborted;) {
      const items = this.#log.items
        .slice(at)
        .filter((item) => item.kind === 'definition' || item.part.ordinal >= fromOrdinal);
      at = this.#log.items.length;
      if (items.length > 0) yield items;
      else await this.#changed(signal);
    }
  }

  bounds(): Promise<{ readonly first: LogPoint; readonly last: LogPoint; readonly bytes: number } | null> {
    const parts = partsOf(this.#log.items);
    const [first, last] = [pointOf(parts[0]), pointOf(parts.at(-1))];
    return Promise.resolve(
      first && last ? { first, last, bytes: parts.reduce((sum, { records }) => sum + records.length, 0) } : null,
    );
  }

  neededBytes(belowOrdinal: number): Promise<number> {
    const needed = partsOf(this.#log.items).filter(({ ordinal }) => ordinal >= belowOrdinal);
    return Promise.resolve(needed.reduce((sum, { records }) => sum + records.length, 0));
  }

  close(): Promise<void> {
    return Promise.resolve();
  }

  #changed(signal: AbortSignal): Promise<void> {
    return new Promise((resolve) => {
      this.#log.waiting.push(resolve);
      signal.addEventListener('abort', () => resolve(), { once: true });
    });
  }
}

function partsOf(items: readonly LogItem[]): TransactionPart[] {
  return items.flatMap((item) => (item.kind === 'part' ? [item.part] : []));
}

function pointOf(part: TransactionPart | undefined): LogPoint | null {
  return part === undefined
    ? null
    : { ordinal: part.ordinal, position: part.commitPosition, committedAtMicros: part.committedAtMicros };
}
