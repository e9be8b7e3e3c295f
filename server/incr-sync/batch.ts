/**
 * Parts of whole transactions -> steps that one target transaction carries out: merged rows, and between them what may
 * not be reordered (TRUNCATE). Decoding and merging happen while parts arrive, so a batch is ready when a lane is.
 *
 * B1  A batch ends with a transaction, or it is `open`: then the next batch continues in the same target transaction.
 * B2  What cannot be merged is refused with the ordinal that needs the replay row by row.
 */
import { CHANGE, MESSAGE, type TransactionPart } from '../core/change.ts';
import type { StreamDdl } from '../core/ddl-message.ts';
import type { Checkpoint, RowsToClear, TableChange, TargetTable } from '../connectors/target-writer.ts';
import { newEffect, readEffect, type Effect, type Judgement } from './effect.ts';
import { noCounts, type TableCounts } from './sync-journal.ts';
import { KeyedMerge, KeylessMerge, type TableMerge } from './table-merge.ts';
import type { TablePlan } from './table-plan.ts';

export type Step =
  | { readonly kind: 'ROWS'; readonly merges: Map<TargetTable, TableMerge> }
  | { readonly kind: 'CLEAR'; readonly table: TargetTable; readonly rows: RowsToClear };

/** Transactions `first`..`last` cannot be applied together; `alone` must be replayed row by row. */
export class NotMergeable extends Error {
  readonly ordinal: number;

  constructor(ordinal: number) {
    super(`transaction ${ordinal} cannot be merged`);
    this.name = 'NotMergeable';
    this.ordinal = ordinal;
  }
}

/** Plan by table number; null when the table is not carried. */
export type Plans = (table: number) => TablePlan | null;

export class Batch {
  readonly steps: Step[] = [];
  readonly counts = new Map<string, TableCounts>();
  /** Statements that are listed, not applied. */
  readonly ddl: StreamDdl[] = [];
  rows = 0;
  bytes = 0;
  transactions = 0;
  /** Set when the last part added ended its transaction. */
  checkpoint: Checkpoint | null = null;
  open = false;
  firstOrdinal = 0;
  lastOrdinal = 0;
  readonly #effect: Effect = newEffect();

  get empty(): boolean {
    return this.firstOrdinal === 0;
  }

  add(part: TransactionPart, plans: Plans, judgement: Judgement): void {
    if (this.firstOrdinal === 0) this.firstOrdinal = part.ordinal;
    this.lastOrdinal = part.ordinal;
    this.open = true; // also when its records cannot all be taken: half a transaction must never be handed on (seen)
    this.#addRecords(part, plans, judgement);
    this.rows += part.rowCount;
    this.bytes += part.records.length;
    this.open = !part.last;
    if (!part.last) return;
    this.transactions += 1;
    this.checkpoint = {
      ordinal: part.ordinal,
      position: part.commitPosition,
      committedAtMicros: part.committedAtMicros,
    };
  }

  /** Its changes by table when it can run beside other batches: whole transactions and nothing but rows; else null. */
  get merges(): readonly TableMerge[] | null {
    const [step, more] = this.steps;
    if (this.open || more !== undefined) return null;
    return step === undefined ? [] : step.kind === 'ROWS' ? [...step.merges.values()] : null;
  }

  /** The merged changes of a step, deletes of all its tables first in line. */
  static changes(merges: Map<TargetTable, TableMerge>): TableChange[] {
    return [...merges.values()].map((merge) => merge.result());
  }

  #addRecords(part: TransactionPart, plans: Plans, judgement: Judgement): void {
    const { records } = part;
    judgement.ddlPlaces.enter(part);
    let number = -1;
    let plan: TablePlan | null = null;
    let merge: TableMerge | null = null;
    let counts = noCounts('');
    for (let at = 0; at < records.length;) {
      const start = at + 4;
      at = start + records.readUInt32BE(at);
      const kind = records[start];
      if (kind === CHANGE.message) {
        if (records[start + 1] === MESSAGE.ddl) {
          const ddl = ddlAt(part, start, at, judgement);
          if (judgement.appliesDdl(ddl.content)) throw new NotMergeable(part.ordinal);
          this.ddl.push(ddl);
        }
        continue;
      }
      const leftOut = judgement.leftOut?.has(kind ?? 0) === true;
      if (kind === CHANGE.truncate) {
        if (!leftOut) this.#truncate(part, start, plans, judgement);
        number = -1;
        continue;
      }
      const table = records.readUInt32BE(start + 1);
      if (table !== number) {
        number = table;
        plan = plans(table);
        merge = plan && this.#mergeOf(plan);
        counts = plan ? this.countsOf(plan.target.id) : counts;
      }
      if (plan === null || merge === null) continue;
      if (leftOut) {
        countSource(counts, kind ?? 0);
        continue;
      }
      readEffect(plan, records, start, judgement, this.#effect);
      countEffect(counts, this.#effect);
      if (this.#effect.kind === 'NONE') continue;
      if (this.#effect.kind === 'REFRESH' || !merge.take(plan, this.#effect)) throw new NotMergeable(part.ordinal);
    }
  }

  countsOf(tableId: string): TableCounts {
    let found = this.counts.get(tableId);
    if (!found) this.counts.set(tableId, (found = noCounts(tableId)));
    return found;
  }

  #mergeOf(plan: TablePlan): TableMerge {
    let step = this.steps.at(-1);
    if (step?.kind !== 'ROWS') this.steps.push((step = { kind: 'ROWS', merges: new Map() }));
    let merge = step.merges.get(plan.target);
    if (!merge)
      step.merges.set(
        plan.target,
        (merge = plan.keyCells === null ? new KeylessMerge(plan) : new KeyedMerge(plan, plan.keyCells)),
      );
    return merge;
  }

  #truncate({ records, ordinal }: TransactionPart, start: number, plans: Plans, judgement: Judgement): void {
    for (const { plan, rows } of truncatedRows(records, start, plans, judgement)) {
      if (plan.sharesTarget) throw new NotMergeable(ordinal); // whether a person has skipped it is asked alone
      this.steps.push({ kind: 'CLEAR', table: plan.target, rows });
    }
  }
}

/** What the TRUNCATE at `start` removes on the target (C8). */
export function truncatedRows(
  records: Buffer,
  start: number,
  plans: Plans,
  judgement: Judgement,
): { readonly plan: TablePlan; readonly rows: RowsToClear }[] {
  const cleared: { readonly plan: TablePlan; readonly rows: RowsToClear }[] = [];
  for (let left = records.readUInt32BE(start + 1), at = start + 6; left > 0; left -= 1, at += 4) {
    const plan = plans(records.readUInt32BE(at));
    if (plan === null) continue;
    const overlap = judgement.overlapping ? plan.overlap : null;
    const removed: readonly RowsToClear[] = overlap?.truncated(judgement.transaction, plan.rangeOrder) ?? [
      { kind: 'ALL' },
    ];
    const { schema, name } = plan.definition;
    for (const rows of removed) {
      const partition =
        plan.route.partition && rows.kind === 'ALL'
          ? { kind: 'PARTITION' as const, partition: { schema, name }, condition: plan.route.partition.condition }
          : null;
      cleared.push({ plan, rows: partition ?? rows });
    }
  }
  return cleared;
}

/** The DDL statement in the message from `start` to `end`. */
export const ddlAt = (part: TransactionPart, start: number, end: number, judgement: Judgement): StreamDdl => ({
  ordinal: part.ordinal,
  place: judgement.ddlPlaces.take(),
  position: part.commitPosition,
  content: part.records.toString('utf8', start + 2, end),
});

/** A change of the source, `kind` as in CHANGE. */
export function countSource(counts: TableCounts, kind: number): void {
  if (kind === CHANGE.insert) counts.sourceInserts += 1;
  else if (kind === CHANGE.update) counts.sourceUpdates += 1;
  else counts.sourceDeletes += 1;
}

export function countEffect(counts: TableCounts, effect: Effect): void {
  countSource(counts, effect.change);
  if (effect.kind === 'INSERT') counts.targetInserts += 1;
  else if (effect.kind === 'UPDATE' || effect.kind === 'REPLACE' || effect.kind === 'REFRESH')
    counts.targetUpdates += 1;
  else if (effect.kind === 'DELETE') counts.targetDeletes += 1;
}
