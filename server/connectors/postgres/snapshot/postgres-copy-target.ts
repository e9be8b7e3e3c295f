/**
 * Writes ranges into PostgreSQL: one transaction per range with the fence held, triggers and foreign keys silent, COPY, and
 * the range's record in godwit.copy_range. Where existing rows win, the copy goes into a temporary table first.
 */
import type { EndpointAddress } from '../../../core/endpoint-address.ts';
import type { TableShape } from '../../../core/catalog.ts';
import { must } from '../../../core/assert.ts';
import type { TableName } from '../../../core/object-map.ts';
import { formatSnapshot } from '../../../core/range-visibility.ts';
import type {
  CopyTarget,
  PlannedRange,
  RangeRecord,
  RangeWriter,
  TargetTableColumns,
  WrittenRange,
} from '../../copy-target.ts';
import type { RangeBounds } from '../../snapshot-reader.ts';
import { claimFence, fenced, fencedSessionName, holdFenceStatement } from '../bookkeeping.ts';
import { openPool, SHORT_QUESTIONS, type Sql } from '../connection.ts';
import { toGodwitError } from '../errors.ts';
import { DURABLE, SESSION_SETTINGS } from '../session-settings.ts';
import { quoteNames, quoteTable, quoteText, rowsOf } from '../sql-text.ts';
import { readTableShapes } from '../table-shape.ts';
import { NamingRangeWriter } from './naming-range-writer.ts';
import { targetError } from './range-errors.ts';
import { WireSession, type CopyIn } from '../wire-session.ts';
import { listLosers } from './copy-losers.ts';
import { formatBounds, parseBounds } from './range-bounds.ts';

const WRITER = 'FULL_IMPORT';
const CONFLICTS_KEPT_PER_RANGE = 1_000;

export interface CopyTargetOptions {
  readonly taskId: string;
  readonly epoch: number;
}

export class PostgresCopyTarget implements CopyTarget {
  readonly #address: EndpointAddress;
  readonly #options: CopyTargetOptions;
  readonly #applicationName: string;
  readonly #sql: Sql;

  constructor(address: EndpointAddress, options: CopyTargetOptions) {
    this.#address = address;
    this.#options = options;
    this.#applicationName = fencedSessionName({ ...options, writer: WRITER });
    this.#sql = openPool(address, {
      applicationName: this.#applicationName,
      maxSessions: 2,
      ...SHORT_QUESTIONS,
      settings: { ...SESSION_SETTINGS, ...DURABLE },
    });
  }

  async claim(): Promise<void> {
    await using session = await WireSession.open(this.#address, {
      applicationName: this.#applicationName,
      settings: DURABLE,
    });
    await this.#refused(claimFence(session, { ...this.#options, writer: WRITER }));
  }

  shapes(tables: readonly TableName[]): Promise<readonly TableShape[]> {
    return this.#refused(readTableShapes(this.#sql, tables));
  }

  async isEmpty(table: TargetTableColumns): Promise<boolean> {
    const rows = await this.#refused(this.#sql.unsafe(`SELECT 1 FROM ${rowsOf(table)} LIMIT 1`), table.name);
    return rows.length === 0;
  }

  async readPlan(): Promise<readonly PlannedRange[]> {
    const rows = await this.#refused(this.#sql`
      SELECT table_id, range_id, bounds, completed_at IS NOT NULL AS completed, coalesce(rows, 0)::text AS rows, coalesce(bytes, 0)::text AS bytes
      FROM godwit.copy_range WHERE task_id = ${this.#options.taskId} ORDER BY table_id, range_id`);
    return rows.map((row) => ({
      tableId: String(row['table_id']),
      rangeId: Number(row['range_id']),
      ...parseBounds(String(row['bounds'])),
      completed: row['completed'] === true,
      rows: Number(row['rows']),
      bytes: Number(row['bytes']),
    }));
  }

  async recordPlan(tableId: string, ranges: readonly RangeBounds[], shared: boolean): Promise<void> {
    const texts = ranges.map((bounds) => formatBounds(bounds, shared));
    await this.#fenced(async (sql) => {
      for (const [index, text] of texts.entries()) {
        await sql`INSERT INTO godwit.copy_range (task_id, table_id, range_id, bounds) VALUES (${this.#options.taskId}, ${tableId}, ${index}, ${text})`;
      }
    });
  }

  async restartTable(tableIds: readonly string[], table: TargetTableColumns): Promise<void> {
    await this.#fenced(async (sql) => {
      await sql`SET LOCAL session_replication_role = replica`;
      await sql.unsafe(`TRUNCATE ${rowsOf(table)}`);
      await sql`UPDATE godwit.copy_range SET completed_at = NULL, snapshot = NULL, end_position = NULL, rows = NULL, bytes = NULL WHERE task_id = ${this.#options.taskId} AND table_id IN (SELECT json_array_elements_text(${JSON.stringify(tableIds)}::text::json))`;
    });
  }

  async restart(filled: readonly TargetTableColumns[]): Promise<void> {
    await this.#fenced(async (sql) => {
      await sql`SET LOCAL session_replication_role = replica`;
      if (filled.length > 0) await sql.unsafe(`TRUNCATE ${filled.map((table) => rowsOf(table)).join(', ')}`);
      await sql`DELETE FROM godwit.copy_range WHERE task_id = ${this.#options.taskId}`;
    });
  }

  async openWriter(options: { readonly existingRowsWin: boolean }): Promise<RangeWriter> {
    const session = await WireSession.open(this.#address, {
      applicationName: this.#applicationName,
      settings: DURABLE,
    });
    const writer = options.existingRowsWin
      ? new MergingRangeWriter(session, this.#options)
      : new PlainRangeWriter(session, this.#options);
    return new NamingRangeWriter(writer, this.#address);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#sql.end({ timeout: 5 });
  }

  async #fenced(work: (sql: Sql) => Promise<void>): Promise<void> {
    await this.#refused(
      this.#sql.begin(async (tx) => {
        const held = await tx.unsafe(holdFenceStatement({ ...this.#options, writer: WRITER }));
        if (held.length === 0) throw fenced({ writer: WRITER, epoch: this.#options.epoch });
        await work(tx as unknown as Sql); // a transaction offers what is used of a pool here
      }),
    );
  }

  /** The work, with what the server refuses of it named. */
  async #refused<T>(work: PromiseLike<T>, table: TableName | null = null): Promise<T> {
    try {
      return await work;
    } catch (error) {
      throw table === null
        ? toGodwitError(error, this.#address, 'TARGET_REFUSED_STATEMENT')
        : targetError(error, { address: this.#address, table });
    }
  }
}

/** A table without columns has rows all the same; an empty list of columns is no SQL. */
const withColumns = (table: string, columns: readonly string[]): string =>
  columns.length === 0 ? table : `${table} (${quoteNames(columns)})`;

class PlainRangeWriter implements RangeWriter {
  protected readonly session: WireSession;
  protected readonly options: CopyTargetOptions;
  protected table: TargetTableColumns | null = null;
  #copy: CopyIn | null = null;

  constructor(session: WireSession, options: CopyTargetOptions) {
    this.session = session;
    this.options = options;
  }

  async begin(table: TargetTableColumns): Promise<void> {
    this.table = table;
    const claim = { ...this.options, writer: WRITER } as const;
    const { rows } = await this.session.query(
      `BEGIN; SET LOCAL session_replication_role = replica; ${holdFenceStatement(claim)}`,
    );
    if (rows.length === 0) {
      await this.session.query('ROLLBACK');
      throw fenced(claim);
    }
    this.#copy = await this.session.copyIn(`COPY ${await this.copyInto(table)} FROM STDIN`);
  }

  /** Table and columns that the rows go into. */
  protected copyInto(table: TargetTableColumns): Promise<string> {
    return Promise.resolve(withColumns(quoteTable(table.name), table.columns));
  }

  /** What is left to do after the copy; the rows that count as written. */
  protected afterCopy(copied: number, _tableId: string): Promise<WrittenRange> {
    return Promise.resolve({ written: copied, conflicts: [], unlisted: 0 });
  }

  write(bytes: Buffer): Promise<void> {
    return must(this.#copy, 'the copy').write(bytes);
  }

  async commit(record: RangeRecord): Promise<WrittenRange> {
    const copied = await must(this.#copy, 'the copy').end();
    this.#copy = null;
    const outcome = await this.afterCopy(copied.rowCount, record.tableId);
    await this.session.query(`
      UPDATE godwit.copy_range SET snapshot = ${quoteText(formatSnapshot(record.snapshot))}, end_position = ${quoteText(record.endPosition)},
        rows = ${record.rows}, bytes = ${record.bytes}, epoch = ${this.options.epoch}, completed_at = now()
      WHERE task_id = ${quoteText(this.options.taskId)} AND table_id = ${quoteText(record.tableId)} AND range_id = ${record.rangeId};
      COMMIT`);
    return outcome;
  }

  async rollback(): Promise<void> {
    if (this.session.closed) return;
    if (this.#copy !== null) await this.#copy.fail('the range is given up');
    this.#copy = null;
    await this.session.query('ROLLBACK');
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.session.close();
  }
}

/** Existing rows win: what is new is inserted from a temporary table, what is not is reported. */
class MergingRangeWriter extends PlainRangeWriter {
  protected override async copyInto(table: TargetTableColumns): Promise<string> {
    await this.session.query(
      `CREATE TEMP TABLE godwit_range ON COMMIT DROP AS SELECT ${quoteNames(table.columns)} FROM ${quoteTable(table.name)} WITH NO DATA`,
    );
    return withColumns('pg_temp.godwit_range', table.columns);
  }

  protected override async afterCopy(copied: number, tableId: string): Promise<WrittenRange> {
    const table = must(this.table, 'the table');
    const { rowCount: written } = await this.session.query(
      `INSERT INTO ${withColumns(quoteTable(table.name), table.columns)} OVERRIDING SYSTEM VALUE SELECT ${quoteNames(table.columns)} FROM pg_temp.godwit_range ON CONFLICT DO NOTHING`,
    );
    if (written === copied) return { written, conflicts: [], unlisted: 0 };
    const conflicts = await listLosers(this.session, table, { tableId, most: CONFLICTS_KEPT_PER_RANGE });
    return { written, conflicts, unlisted: copied - written - conflicts.length };
  }
}
