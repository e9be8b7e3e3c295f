/** Counts of a verification per table, and which tables changed since last asked. */
import { must } from '../core/assert.ts';
import { reasonOf, type GodwitError } from '../core/errors.ts';
import type { TableMapping } from '../core/object-map.ts';
import type { VerificationResult } from '../core/verification-verdict.ts';
import type { ChunkCounts, VerifiedTable } from './verification-journal.ts';

export interface TalliedTable {
  readonly mapping: TableMapping;
  /** Of the run: only these rows are compared; null: all. */
  readonly rowFilter: string | null;
}

interface Entry extends TalliedTable {
  readonly estimatedRows: number;
  readonly uncomparedColumns: readonly string[];
  chunks: number;
  done: number;
  counts: { verifiedRows: number; sourceOnly: number; targetOnly: number; mismatched: number };
  kept: number;
  startedAt: Date | null;
  completedAt: Date | null;
  failure: { readonly result: 'FAILED' | 'NOT_COMPARABLE'; readonly error: GodwitError } | null;
  changed: boolean;
}

export class VerificationTally {
  readonly #entries = new Map<string, Entry>();

  add(table: TalliedTable, known: Pick<Entry, 'estimatedRows' | 'uncomparedColumns'>): void {
    this.#entries.set(table.mapping.id, {
      ...table,
      ...known,
      chunks: 0,
      done: 0,
      counts: { verifiedRows: 0, sourceOnly: 0, targetOnly: 0, mismatched: 0 },
      kept: 0,
      startedAt: null,
      completedAt: null,
      failure: null,
      changed: true,
    });
  }

  plan(tableId: string, chunks: number): void {
    this.#entry(tableId).chunks = chunks;
  }

  start(tableId: string): void {
    const entry = this.#entry(tableId);
    entry.startedAt ??= new Date();
    entry.changed = true;
  }

  complete(tableId: string, counts: ChunkCounts): void {
    const entry = this.#entry(tableId);
    entry.startedAt ??= new Date();
    entry.counts.verifiedRows += counts.verifiedRows;
    entry.counts.sourceOnly += counts.sourceOnly;
    entry.counts.targetOnly += counts.targetOnly;
    entry.counts.mismatched += counts.mismatched;
    entry.done += 1;
    if (entry.done === entry.chunks) entry.completedAt = new Date();
    entry.changed = true;
  }

  /** How many of `wanted` more differences may be kept; they count as kept from here on. */
  keep(tableId: string, wanted: number, most: number): number {
    const entry = this.#entry(tableId);
    const granted = Math.max(0, Math.min(wanted, most - entry.kept));
    entry.kept += granted;
    return granted;
  }

  fail(tableId: string, result: 'FAILED' | 'NOT_COMPARABLE', error: GodwitError): void {
    const entry = this.#entry(tableId);
    entry.failure ??= { result, error };
    entry.completedAt = new Date();
    entry.changed = true;
  }

  isFailed(tableId: string): boolean {
    return this.#entry(tableId).failure !== null;
  }

  /** 0..1 by rows. */
  progress(): number {
    let total = 0;
    let done = 0;
    for (const entry of this.#entries.values()) {
      const weight = Math.max(1, entry.estimatedRows);
      total += weight;
      done += weight * share(entry);
    }
    return total === 0 ? 1 : done / total;
  }

  takeChanged(): VerifiedTable[] {
    return [...this.#entries.values()].filter((entry) => entry.changed).map((entry) => take(entry));
  }

  #entry(tableId: string): Entry {
    return must(this.#entries.get(tableId), `the tally of table ${tableId}`);
  }
}

const share = (entry: Entry): number =>
  entry.failure !== null ? 1 : entry.chunks === 0 ? 0 : entry.done / entry.chunks;

function resultOf({ failure, counts, completedAt }: Entry): VerificationResult | null {
  if (failure !== null) return failure.result;
  if (completedAt === null) return null;
  return counts.sourceOnly + counts.targetOnly + counts.mismatched > 0 ? 'INCONSISTENT' : 'CONSISTENT';
}

function take(entry: Entry): VerifiedTable {
  entry.changed = false;
  const { mapping, counts } = entry;
  return {
    tableId: mapping.id,
    source: mapping.source,
    target: mapping.target,
    rowFilter: entry.rowFilter,
    progress: share(entry),
    result: resultOf(entry),
    estimatedRows: entry.estimatedRows,
    ...counts,
    consistent: Math.max(0, counts.verifiedRows - counts.sourceOnly - counts.mismatched),
    uncomparedColumns: entry.uncomparedColumns,
    startedAt: entry.startedAt,
    completedAt: entry.completedAt,
    error: entry.failure && reasonOf(entry.failure.error),
  };
}
