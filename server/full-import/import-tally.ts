/** Counts of the copy per table: what is planned, what has passed, what is committed; tells which tables changed since last asked. */
import { must } from '../core/assert.ts';
import { reasonOf, type GodwitError } from '../core/errors.ts';
import type { TableMapping } from '../core/object-map.ts';
import type { PlannedRange } from '../connectors/copy-target.ts';
import type { TableImport } from './import-progress.ts';

interface Entry {
  readonly mapping: TableMapping;
  readonly estimatedRows: number;
  readonly estimatedBytes: number;
  readonly rangesTotal: number;
  rangesCompleted: number;
  rows: number;
  bytes: number;
  startedAt: Date | null;
  completedAt: Date | null;
  error: GodwitError | null;
  changed: boolean;
}

/** Adds rows and bytes of one attempt at a range; undo() takes them back. */
export type Pass = ((rows: number, bytes: number) => void) & { readonly sum: { rows: number; bytes: number } };

export class ImportTally {
  readonly #entries = new Map<string, Entry>();

  add(mapping: TableMapping, estimate: { rows: number; bytes: number }, ranges: readonly PlannedRange[]): void {
    const completed = ranges.filter((range) => range.completed);
    const done = ranges.length > 0 && completed.length === ranges.length;
    this.#entries.set(mapping.id, {
      mapping,
      estimatedRows: estimate.rows,
      estimatedBytes: estimate.bytes,
      rangesTotal: ranges.length,
      rangesCompleted: completed.length,
      rows: completed.reduce((sum, range) => sum + range.rows, 0),
      bytes: completed.reduce((sum, range) => sum + range.bytes, 0),
      startedAt: null,
      completedAt: done ? new Date() : null,
      error: null,
      changed: true,
    });
  }

  begin(tableId: string): Pass {
    const entry = this.#entry(tableId);
    entry.startedAt ??= new Date();
    entry.changed = true;
    const sum = { rows: 0, bytes: 0 };
    const pass = (rows: number, bytes: number): void => {
      sum.rows += rows;
      sum.bytes += bytes;
      entry.rows += rows;
      entry.bytes += bytes;
      entry.changed = true;
    };
    return Object.assign(pass, { sum });
  }

  undo(tableId: string, pass: Pass): void {
    const entry = this.#entry(tableId);
    entry.rows -= pass.sum.rows;
    entry.bytes -= pass.sum.bytes;
    entry.changed = true;
  }

  complete(tableId: string): void {
    const entry = this.#entry(tableId);
    entry.rangesCompleted += 1;
    if (entry.rangesCompleted === entry.rangesTotal) entry.completedAt = new Date();
    entry.changed = true;
  }

  fail(tableId: string, error: GodwitError): void {
    const entry = this.#entry(tableId);
    entry.error = error;
    entry.changed = true;
  }

  isFailed(tableId: string): boolean {
    return (this.#entries.get(tableId)?.error ?? null) !== null;
  }

  failed(): { name: string; error: GodwitError }[] {
    return [...this.#entries.values()].flatMap(({ mapping, error }) =>
      error === null ? [] : [{ name: `${mapping.source.schema}.${mapping.source.name}`, error }],
    );
  }

  /** 0..1 by bytes; a completed table counts whole, however wrong its estimate was. */
  progress(): number {
    let total = 0;
    let done = 0;
    for (const entry of this.#entries.values()) {
      const weight = Math.max(1, entry.estimatedBytes);
      total += weight;
      done += entry.completedAt === null ? Math.min(weight * 0.99, entry.bytes) : weight;
    }
    return total === 0 ? 1 : done / total;
  }

  takeChanged(): TableImport[] {
    return [...this.#entries.values()].filter((entry) => entry.changed).map((entry) => this.#take(entry));
  }

  takeAll(): TableImport[] {
    return [...this.#entries.values()].map((entry) => this.#take(entry));
  }

  #take(entry: Entry): TableImport {
    entry.changed = false;
    const status = entry.error ? 'FAILED' : entry.completedAt ? 'COPIED' : entry.startedAt ? 'COPYING' : 'WAITING';
    return {
      tableId: entry.mapping.id,
      status,
      estimatedRows: entry.estimatedRows,
      estimatedBytes: entry.estimatedBytes,
      migratedRows: entry.rows,
      migratedBytes: entry.bytes,
      rangesTotal: entry.rangesTotal,
      rangesCompleted: entry.rangesCompleted,
      startedAt: entry.startedAt,
      completedAt: entry.completedAt,
      error: entry.error ? reasonOf(entry.error) : null,
    };
  }

  #entry(tableId: string): Entry {
    return must(this.#entries.get(tableId), `the tally of table ${tableId}`);
  }
}
