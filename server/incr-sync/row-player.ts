/**
 * The replay of one transaction row by row (C13): only here a change that meets another target than the log supposes is
 * a conflict. An insert of an existing key overwrites, an update of a missing row inserts it (read again at the source
 * where a cell was not sent), a delete of a missing row is noted; each is reported. What the target refuses is thrown.
 */
import { CHANGE, MESSAGE } from '../core/change.ts';
import type { StreamDdl } from '../core/ddl-message.ts';
import { GodwitError } from '../core/errors.ts';
import type { Clock } from '../runtime/clock.ts';
import type { TransactionPart } from '../core/change.ts';
import type { RowRefresher } from '../connectors/row-refresher.ts';
import type { TargetLane, TupleAt } from '../connectors/target-writer.ts';
import { countEffect, countSource, ddlAt, truncatedRows, type Batch, type Plans } from './batch.ts';
import type { DdlPlayer } from './ddl-player.ts';
import { filteredCell, newEffect, readEffect, type Effect, type Judgement } from './effect.ts';
import type { ConflictReport } from './sync-journal.ts';
import { sentColumns } from './table-merge.ts';
import type { TablePlan } from './table-plan.ts';
import { cellText, cellsKey, encodeTuple, hasUnsent } from './tuple.ts';

export interface RowPlayerDeps {
  readonly lane: TargetLane;
  readonly refresher: RowRefresher;
  readonly clock: Clock;
  readonly ddl: DdlPlayer;
}

export class RowPlayer {
  readonly #deps: RowPlayerDeps;
  /** To be reported once the transaction is committed. */
  readonly conflicts: ConflictReport[] = [];

  constructor(deps: RowPlayerDeps) {
    this.#deps = deps;
  }

  /** Applies the part's changes one by one; `batch` takes the counts. */
  async play(part: TransactionPart, plans: Plans, judgement: Judgement, batch: Batch): Promise<void> {
    const { records } = part;
    const effect = newEffect();
    judgement.ddlPlaces.enter(part);
    for (let at = 0; at < records.length;) {
      const start = at + 4;
      at = start + records.readUInt32BE(at);
      const kind = records[start];
      if (kind === CHANGE.message) {
        if (records[start + 1] !== MESSAGE.ddl) continue;
        const ddl = ddlAt(part, start, at, judgement);
        if (!(await this.#deps.ddl.play(ddl, this.#deps.lane, judgement))) batch.ddl.push(ddl);
        continue;
      }
      const leftOut = judgement.leftOut?.has(kind ?? 0) === true;
      if (kind === CHANGE.truncate) {
        if (leftOut) continue;
        await this.#truncate(part, start, plans, judgement);
        continue;
      }
      const plan = plans(records.readUInt32BE(start + 1));
      if (plan === null) continue;
      if (leftOut) {
        countSource(batch.countsOf(plan.target.id), kind ?? 0);
        continue;
      }
      readEffect(plan, records, start, judgement, effect);
      countEffect(batch.countsOf(plan.target.id), effect);
      await this.#playOne(plan, effect, judgement, part.ordinal);
    }
  }

  async #truncate(part: TransactionPart, start: number, plans: Plans, judgement: Judgement): Promise<void> {
    const told = new Set<TablePlan>();
    for (const { plan, rows } of truncatedRows(part.records, start, plans, judgement)) {
      if (!plan.sharesTarget) await this.#deps.lane.clear(plan.target, rows);
      else if (!told.has(plan)) await this.#deps.ddl.requireSkipped(plan.mapping, truncateAt(part, judgement));
      told.add(plan);
    }
  }

  async #playOne(plan: TablePlan, effect: Effect, judgement: Judgement, ordinal: number): Promise<void> {
    const { lane } = this.#deps;
    const table = plan.target;
    switch (effect.kind) {
      case 'NONE':
        return;
      case 'DELETE':
        if ((await lane.applyOne({ kind: 'DELETE', table, key: effect.old })) === 0 && !effect.loose)
          this.#report(plan, effect, ordinal, { kind: 'DELETE_MISSING', targetRow: null, done: 'NOTED' });
        return;
      case 'INSERT':
        return this.#insert(plan, effect, ordinal);
      case 'REPLACE':
        await lane.applyOne({ kind: 'DELETE', table, key: effect.old });
        return this.#insert(plan, effect, ordinal);
      case 'UPDATE':
        return this.#update(plan, effect, judgement, ordinal);
      case 'REFRESH':
        if (effect.old.offset >= 0) await lane.applyOne({ kind: 'DELETE', table, key: effect.old });
        return this.#refresh(plan, effect.row, judgement, ordinal);
    }
  }

  async #insert(plan: TablePlan, effect: Effect, ordinal: number): Promise<void> {
    const { lane } = this.#deps;
    const table = plan.target;
    if ((await lane.applyOne({ kind: 'INSERT', table, row: effect.row })) > 0 || plan.keyCells === null) return;
    const targetRow = await lane.readRow(table, effect.row);
    await lane.applyOne({
      kind: 'UPDATE',
      table,
      columns: sentColumns(table, effect.row, plan.keyCells),
      key: effect.row,
      row: effect.row,
    });
    this.#report(plan, effect, ordinal, { kind: 'INSERT_EXISTS', targetRow, done: 'OVERWRITTEN' });
  }

  async #update(plan: TablePlan, effect: Effect, judgement: Judgement, ordinal: number): Promise<void> {
    const { lane } = this.#deps;
    const table = plan.target;
    const whole = !hasUnsent(effect.row.buffer, effect.row.offset);
    const moved =
      plan.keyCells !== null &&
      cellsKey(effect.old.buffer, effect.old.offset, plan.keyCells) !==
        cellsKey(effect.row.buffer, effect.row.offset, plan.keyCells);
    const keyIsFixed = table.key?.some((index) => table.columns[index]?.updatable === false) === true;
    const fixed = plan.fixedCells.length > 0 && plan.replaceable && whole;
    if (plan.keyCells === null || fixed || (moved && keyIsFixed)) {
      const met = await lane.applyOne({ kind: 'DELETE', table, key: effect.old });
      if (whole) await this.#insert(plan, effect, ordinal);
      else await this.#refresh(plan, effect.row, judgement, ordinal);
      if (met === 0) this.#report(plan, effect, ordinal, { kind: 'UPDATE_MISSING', targetRow: null, done: 'INSERTED' });
      return;
    }
    const columns = sentColumns(table, effect.row, moved ? [] : plan.keyCells);
    if ((await lane.applyOne({ kind: 'UPDATE', table, columns, key: effect.old, row: effect.row })) > 0) return;
    // the row is there, but a value that no update can write has changed: it is written anew
    const there = plan.fixedCells.length > 0 && (await lane.readRow(table, effect.old)) !== null;
    if (there) await lane.applyOne({ kind: 'DELETE', table, key: effect.old });
    if (whole) await this.#insert(plan, effect, ordinal);
    else await this.#refresh(plan, effect.row, judgement, ordinal);
    if (there && plan.replaceable) return; // else columns that only the target has were lost with it, and that is told
    this.#report(plan, effect, ordinal, {
      kind: 'UPDATE_MISSING',
      targetRow: null,
      done: whole ? 'INSERTED' : 'REFRESHED',
    });
  }

  /** Puts the source's present row of that key in the place of the change (C9). */
  async #refresh(plan: TablePlan, row: TupleAt, judgement: Judgement, ordinal: number): Promise<void> {
    const { lane, refresher } = this.#deps;
    const { definition, keyCells, target } = plan;
    if (keyCells === null)
      throw new GodwitError('STREAM_UNREADABLE', {
        detail: `a value of ${definition.schema}.${definition.name} was not sent`,
      });
    const key = keyCells.map((cell) => ({
      column: definition.columns[cell]?.name ?? '',
      value: cellText(row.buffer, row.offset, cell) ?? null,
    }));
    const { cells, visibility } = await refresher.refresh({
      table: plan.mapping.source,
      key,
      columns: definition.columns.map((column) => column.name),
    });
    await lane.applyOne({ kind: 'DELETE', table: target, key: row });
    judgement.refreshed.add(target.id, cellsKey(row.buffer, row.offset, keyCells), { visibility, ordinal });
    if (cells === null) return;
    const fresh = encodeTuple(cells);
    const passes =
      plan.filter === null ||
      plan.filter((column) => cellText(fresh.buffer, fresh.offset, filteredCell(plan, column)) ?? null) === true;
    if (passes) await lane.applyOne({ kind: 'INSERT', table: target, row: fresh });
  }

  #report(
    plan: TablePlan,
    effect: Effect,
    ordinal: number,
    what: Pick<ConflictReport, 'kind' | 'targetRow' | 'done'>,
  ): void {
    const texts = (tuple: TupleAt, cells: readonly number[]): Record<string, string | null> =>
      Object.fromEntries(
        cells.map((cell) => [
          plan.definition.columns[cell]?.name ?? '',
          cellText(tuple.buffer, tuple.offset, cell) ?? null,
        ]),
      );
    const sourceRow = effect.row.offset >= 0 ? texts(effect.row, plan.carriedCells) : null;
    const addressed = effect.old.offset >= 0 ? effect.old : effect.row;
    this.conflicts.push({
      at: this.#deps.clock.now(),
      tableId: plan.target.id,
      ordinal,
      key: texts(addressed, plan.keyCells ?? plan.carriedCells),
      sourceRow,
      ...what,
    });
  }
}

const truncateAt = ({ ordinal, commitPosition }: TransactionPart, { ddlPlaces }: Judgement): Omit<StreamDdl, 'content'> => ({ ordinal, place: ddlPlaces.take(), position: commitPosition }); // prettier-ignore
