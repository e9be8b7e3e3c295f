/** A ChangeLogReader over an array, for tests of what reads a log. */
import type { TableDefinition, TransactionPart } from '../../server/core/change.ts';
import type { ChangeLogReader, LogItem, LogPoint } from '../../server/store/change-log.ts';

export class MemoryLog implements ChangeLogReader {
  readonly definitions: TableDefinition[] = [];
  readonly parts: TransactionPart[] = [];
  #wake: (() => void)[] = [];

  define(definition: TableDefinition): number {
    const text = JSON.stringify(definition);
    const found = this.definitions.findIndex((one) => JSON.stringify(one) === text);
    return found >= 0 ? found : this.definitions.push(definition) - 1;
  }

  get nextOrdinal(): number {
    const last = this.parts.at(-1);
    return last ? last.ordinal + 1 : 1;
  }

  append(parts: readonly TransactionPart[]): void {
    for (const part of parts) this.parts.push(part);
    for (const wake of this.#wake.splice(0)) wake();
  }

  async *read(fromOrdinal: number, signal: AbortSignal): AsyncGenerator<readonly LogItem[]> {
    let defined = 0;
    let at = this.parts.findIndex((part) => part.ordinal >= fromOrdinal);
    if (at < 0) at = this.parts.length;
    signal.addEventListener('abort', () => this.#wake.splice(0).forEach((wake) => wake()));
    while (!signal.aborted) {
      const items: LogItem[] = [];
      for (; defined < this.definitions.length; defined += 1) {
        const definition = this.definitions[defined];
        if (definition) items.push({ kind: 'definition', table: defined, definition });
      }
      for (let bytes = 0; at < this.parts.length && bytes < 1024 * 1024; at += 1) {
        const part = this.parts[at];
        if (!part) break;
        bytes += part.records.length;
        items.push({ kind: 'part', part });
      }
      if (items.length > 0) yield items;
      else await new Promise<void>((resolve) => this.#wake.push(resolve));
    }
  }

  bounds(): Promise<{ first: LogPoint; last: LogPoint; bytes: number } | null> {
    const first = this.parts[0];
    const last = this.parts.at(-1);
    if (!first || !last) return Promise.resolve(null);
    const point = (part: TransactionPart): LogPoint => ({
      ordinal: part.ordinal,
      position: part.commitPosition,
      committedAtMicros: part.committedAtMicros,
    });
    return Promise.resolve({ first: point(first), last: point(last), bytes: 0 });
  }

  neededBytes(): Promise<number> {
    return Promise.resolve(0);
  }

  close(): Promise<void> {
    return Promise.resolve();
  }
}
