/** Items of a log in a form that tests can compare: written anew here, on purpose not with the product's readers. */
import type { TableDefinition } from '../../server/core/change.ts';
import type { LogItem } from '../../server/store/change-log.ts';

/** Absent: unchanged and not sent (TOAST). */
export type ReadableRow = Readonly<Record<string, string | null>>;

export interface ReadableChange {
  readonly kind: 'insert' | 'update' | 'delete' | 'truncate' | 'message';
  readonly table: string;
  readonly old?: ReadableRow;
  readonly new?: ReadableRow;
  readonly text?: string;
}

export interface ReadableTransaction {
  readonly ordinal: number;
  readonly transactionId: bigint;
  readonly changes: ReadableChange[];
}

export class ChangeDecoder {
  readonly definitions = new Map<number, TableDefinition>();
  readonly transactions: ReadableTransaction[] = [];

  add(items: readonly LogItem[]): void {
    for (const item of items) {
      if (item.kind === 'definition') {
        this.definitions.set(item.table, item.definition);
        continue;
      }
      const { part } = item;
      if (part.first) this.transactions.push({ ordinal: part.ordinal, transactionId: part.transactionId, changes: [] });
      const changes = this.transactions.at(-1)?.changes ?? [];
      for (let at = 0; at < part.records.length;) {
        const length = part.records.readUInt32BE(at);
        changes.push(...this.#record(part.records.subarray(at + 4, at + 4 + length)));
        at += 4 + length;
      }
    }
  }

  /** All changes of rows and tables (no messages), in order. */
  get changes(): ReadableChange[] {
    return this.transactions.flatMap(({ changes }) => changes.filter((change) => change.kind !== 'message'));
  }

  /** Signs of life. */
  get heartbeats(): number {
    return this.transactions.flatMap(({ changes }) => changes.filter(({ text }) => text?.startsWith('h'))).length;
  }

  #record(record: Buffer): ReadableChange[] {
    const kind = String.fromCharCode(record[0] ?? 0);
    if (kind === 'M') return [{ kind: 'message', table: '', text: record.toString('utf8', 1) }];
    if (kind === 'T') {
      const tables: string[] = [];
      for (let at = 6; at < record.length; at += 4)
        tables.push(this.definitions.get(record.readUInt32BE(at))?.name ?? '?');
      return tables.map((table) => ({ kind: 'truncate' as const, table }));
    }
    const definition = this.definitions.get(record.readUInt32BE(1));
    const rows: Record<string, ReadableRow> = {};
    for (let at = 5; at < record.length;) {
      const tuple = String.fromCharCode(record[at] ?? 0) === 'N' ? 'new' : 'old';
      const row: Record<string, string | null> = {};
      let left = record.readUInt16BE(at + 1);
      at += 3;
      for (let index = 0; left > 0; left -= 1, index += 1) {
        const cell = String.fromCharCode(record[at] ?? 0);
        const name = definition?.columns[index]?.name ?? `#${index}`;
        at += 1;
        if (cell === 'n') row[name] = null;
        if (cell !== 't') continue;
        const end = at + 4 + record.readUInt32BE(at);
        row[name] = record.toString('utf8', at + 4, end);
        at = end;
      }
      rows[tuple] = row;
    }
    const name = kind === 'I' ? 'insert' : kind === 'U' ? 'update' : 'delete';
    return [{ kind: name, table: definition?.name ?? '?', ...rows }];
  }
}
