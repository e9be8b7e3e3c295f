/**
 * Reads ranges of PostgreSQL tables: REPEATABLE READ, ACCESS SHARE, snapshot, COPY, then E (C3); waits for the flush of E
 * and for an unchanged start of the server before a range counts (C4). Gives way to whoever waits for its lock (C2).
 */
import { GodwitError } from '../../../core/errors.ts';
import type { EndpointAddress } from '../../../core/endpoint-address.ts';
import type { TableShape } from '../../../core/catalog.ts';
import { must } from '../../../core/assert.ts';
import { asPosition } from '../../../core/position.ts';
import { parseSnapshot } from '../../../core/range-visibility.ts';
import { pause } from '../../../runtime/clock.ts';
import type {
  RangeBounds,
  RangeReader,
  RangeReading,
  SharedSnapshot,
  SnapshotReader,
  SourceTable,
  TableRanges,
} from '../../snapshot-reader.ts';
import { openPool, type Sql } from '../connection.ts';
import { sqlStateOf, toGodwitError } from '../errors.ts';
import { GiveWay } from '../give-way.ts';
import { sourceNames } from '../replication/names.ts';
import { inKnownLeaf } from '../replication/publication-note.ts';
import { endReaders, readerSessionName } from '../reader-sessions.ts';
import { READER_MAY_REST } from '../session-settings.ts';
import { ownRows, quoteNames, quoteTable, quoteText } from '../sql-text.ts';
import { readTableShapes } from '../table-shape.ts';
import { WireSession } from '../wire-session.ts';
import { boundsCondition } from './range-bounds.ts';
import { sourceError } from './range-errors.ts';
import { cutTable } from './range-cutter.ts';

const APPLICATION = 'godwit full-import';
const LOCK_TIMEOUT = '5s';
const FLUSH_LIMIT_MS = 30_000;

export interface SnapshotReaderOptions {
  /** Whose sessions they are, and whose publication, if there is one, says which partitions are read (replication/new-partitions.ts). */
  readonly taskId: string;
}

export class PostgresSnapshotReader implements SnapshotReader {
  readonly #address: EndpointAddress;
  readonly #sql: Sql;
  readonly #giveWay: GiveWay;
  readonly #taskId: string;
  /** Name of the sessions that read rows. */
  readonly #readers: string;

  constructor(address: EndpointAddress, options: SnapshotReaderOptions) {
    this.#taskId = options.taskId;
    this.#readers = readerSessionName('full-import', options.taskId);
    this.#address = address;
    this.#sql = openPool(address, { applicationName: APPLICATION, maxSessions: 3 });
    this.#giveWay = new GiveWay(address, this.#sql);
  }

  async claim(): Promise<void> {
    try {
      await endReaders(this.#sql, this.#readers);
    } catch (error) {
      throw toGodwitError(error, this.#address, 'INTERNAL_ERROR');
    }
  }

  async shapes(tables: readonly TableShape['table'][]): Promise<readonly TableShape[]> {
    try {
      return await readTableShapes(this.#sql, tables);
    } catch (error) {
      throw toGodwitError(error, this.#address, 'SOURCE_REFUSED_STATEMENT', { object: 'its catalog' });
    }
  }

  async cut(
    table: SourceTable,
    options: { readonly rangeBytes: number; readonly bounded: boolean },
  ): Promise<TableRanges> {
    try {
      return await cutTable(this.#sql, table, options);
    } catch (error) {
      throw sourceError(error, { address: this.#address, table: table.shape.table });
    }
  }

  async share(tables: readonly SourceTable[]): Promise<SharedSnapshot> {
    const table = must(tables[0], 'a table');
    const session = await WireSession.open(this.#address, { applicationName: this.#readers });
    try {
      this.#giveWay.hold(session, tables.map(({ shape }) => quoteTable(shape.table)).join(', '));
      return await this.#shareOn(session, tables);
    } catch (error) {
      const reason = await this.#giveWay.reasonOf(session, error);
      await this.#closeShared(session);
      throw sourceError(reason, { address: this.#address, table: table.shape.table });
    }
  }

  #closeShared(session: WireSession): Promise<void> {
    this.#giveWay.done(session);
    return session.close();
  }

  async #shareOn(session: WireSession, tables: readonly SourceTable[]): Promise<SharedSnapshot> {
    await lockedTransaction(session, tables);
    const { rows } = await session.query('SELECT pg_export_snapshot()');
    return { id: must(rows[0]?.[0], 'the exported snapshot'), [Symbol.asyncDispose]: () => this.#closeShared(session) };
  }

  async openReader(): Promise<RangeReader> {
    const session = await WireSession.open(this.#address, {
      applicationName: this.#readers,
      settings: READER_MAY_REST,
    });
    return new PostgresRangeReader(session, this.#giveWay, inKnownLeaf(sourceNames(this.#taskId)));
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#sql.end({ timeout: 5 });
  }
}

class PostgresRangeReader implements RangeReader {
  readonly #session: WireSession;
  readonly #giveWay: GiveWay;

  readonly #knownLeaf: string;

  constructor(session: WireSession, giveWay: GiveWay, knownLeaf: string) {
    this.#session = session;
    this.#giveWay = giveWay;
    this.#knownLeaf = knownLeaf;
  }

  async open(table: SourceTable, bounds: RangeBounds, shared: SharedSnapshot | null): Promise<RangeReading> {
    const place = { address: this.#session.address, table: table.shape.table };
    const named = async (error: unknown): Promise<never> => {
      throw sourceError(await this.#giveWay.reasonOf(this.#session, error), place);
    };
    this.#giveWay.hold(this.#session, quoteTable(table.shape.table));
    const reading = await this.#begin(table, bounds, shared).catch(named);
    return { ...reading, pieces: read(reading.pieces, named), finish: () => reading.finish().catch(named) };
  }

  async #begin(table: SourceTable, bounds: RangeBounds, shared: SharedSnapshot | null): Promise<RangeReading> {
    const session = this.#session;
    await lockedTransaction(session, [table], shared);
    const { rows } = await session
      .query(`SELECT ${snapshotFunction(session)}::text, pg_postmaster_start_time()::text, pg_is_in_recovery()`)
      .catch(async (error: unknown) => {
        // 42883: PostgreSQL 12 has the older name only.
        if (sqlStateOf(error) !== '42883') throw error;
        older.add(session);
        await session.query('ROLLBACK');
        await lockedTransaction(session, [table], shared);
        return session.query(
          'SELECT txid_current_snapshot()::text, pg_postmaster_start_time()::text, pg_is_in_recovery()',
        );
      });
    const [snapshot, startedAt, standby] = must(rows[0], 'the snapshot');
    if (standby === 't') throw new GodwitError('STANDBY_AS_SOURCE');
    return {
      snapshot: parseSnapshot(must(snapshot, 'the snapshot')),
      pieces: session.copyOut(`COPY (${selectText(table, bounds, this.#knownLeaf)}) TO STDOUT`),
      finish: () => this.#finish(table, must(startedAt, 'the start time')),
    };
  }

  /** E, the end of the transaction, and the wait until E is flushed by the same run of the server. */
  async #finish(table: SourceTable, startedAt: string): Promise<{ endPosition: ReturnType<typeof asPosition> }> {
    const session = this.#session;
    const { rows } = await session.query('SELECT pg_current_wal_insert_lsn()::text');
    const end = must(rows[0]?.[0], 'the insert position');
    await session.query('COMMIT');
    this.#giveWay.done(session);
    const deadline = performance.now() + FLUSH_LIMIT_MS;
    for (let pushed = false; ;) {
      const { rows: now } = await session.query(
        `SELECT pg_current_wal_flush_lsn() >= ${quoteText(end)}::pg_lsn, pg_postmaster_start_time()::text`,
      );
      const [flushed, started] = must(now[0], 'the flush position');
      if (started !== startedAt) throw new GodwitError('SOURCE_RESTARTED', { object: quoteTable(table.shape.table) });
      if (flushed === 't') return { endPosition: asPosition(end) };
      if (performance.now() > deadline)
        throw new GodwitError('SOURCE_RESTARTED', { object: quoteTable(table.shape.table) });
      if (!pushed) {
        // An idle server may not flush by itself: one synchronous commit does it.
        await session.query(
          `BEGIN; SET LOCAL synchronous_commit = on; SELECT pg_logical_emit_message(true, 'godwit', 'flush'); COMMIT`,
        );
        pushed = true;
      } else await pause(5);
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#giveWay.done(this.#session);
    await this.#session.close();
  }
}

/** The pieces, with what ends them early named. */
async function* read(
  pieces: RangeReading['pieces'],
  named: (error: unknown) => Promise<never>,
): RangeReading['pieces'] {
  try {
    yield* pieces;
  } catch (error) {
    await named(error);
  }
}

/** Sessions of servers that know txid_current_snapshot() only. */
const older = new WeakSet<WireSession>();
const snapshotFunction = (session: WireSession): string =>
  older.has(session) ? 'txid_current_snapshot()' : 'pg_current_snapshot()';

/** Opens the transaction of a range: isolation, imported snapshot if any, then the lock. */
async function lockedTransaction(
  session: WireSession,
  tables: readonly SourceTable[],
  shared: SharedSnapshot | null = null,
): Promise<void> {
  const snapshot = shared === null ? '' : `SET TRANSACTION SNAPSHOT ${quoteText(shared.id)};`;
  const locked = tables.map(({ shape }) => quoteTable(shape.table)).join(', ');
  try {
    await session.query(
      `BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY; ${snapshot} SET LOCAL lock_timeout = '${LOCK_TIMEOUT}'; LOCK TABLE ${locked} IN ACCESS SHARE MODE`,
    );
  } catch (error) {
    if (!session.closed) await session.query('ROLLBACK');
    throw error;
  }
}

function selectText(table: SourceTable, bounds: RangeBounds, knownLeaf: string): string {
  const type =
    bounds.kind === 'KEY' ? (table.shape.columns.find((column) => column.name === bounds.column)?.type ?? null) : null;
  const conditions = [
    boundsCondition(bounds, type),
    table.rowFilter === null ? null : `(${table.rowFilter})`,
    table.shape.partitioned ? knownLeaf : null,
  ].filter((condition) => condition !== null);
  const where = conditions.length > 0 ? ` WHERE ${conditions.join(' AND ')}` : '';
  return `SELECT ${quoteNames(table.columns)} FROM ${ownRows(table.shape)}${where}`;
}
