/**
 * The change source of PostgreSQL (port change-source.ts): one replication connection at a time, decoded message by
 * message, given out as parts of about 1 MiB or whatever has come when nothing more waits.
 */
import path from 'node:path';
import type { EndpointAddress } from '../../../core/endpoint-address.ts';
import { GodwitError } from '../../../core/errors.ts';
import type { Position } from '../../../core/position.ts';
import type { ChangeSource, SourcePart, SourceStanding, StreamOptions } from '../../change-source.ts';
import { openPool, SHORT_QUESTIONS, type Sql } from '../connection.ts';
import { sqlStateOf, toGodwitError } from '../errors.ts';
import { lsnOrder } from '../position.ts';
import { Acknowledgement } from './acknowledgement.ts';
import { ChangeMaker } from './change-maker.ts';
import { beat, MESSAGES_SINCE } from './heartbeat.ts';
import { sourceNames, type SourceNames } from './names.ts';
import { TransactionIds } from './pgoutput.ts';
import { RelationMap } from './relation-map.ts';
import { ReplicationSession } from './replication-session.ts';
import { endSlotSession, readSlot } from './slot.ts';
import { TransactionSpool } from './transaction-spool.ts';

const BATCH_BYTES = 256 * 1024;

export interface PostgresChangeSourceOptions {
  readonly taskId: string;
  /** Where preparePostgresSource() said that the stream begins. */
  readonly startPosition: Position;
  /** Somebody else's that is streamed in place of the task's own; default null. */
  readonly publication?: string | null;
  /** Transactions of replication origins whose names begin like this are dropped (C25); default: none. */
  readonly ignoredOrigins?: string;
  /** Folder for transactions that are streamed before they commit; emptied at each connection. */
  readonly spoolDirectory: string;
}

export class PostgresChangeSource implements ChangeSource {
  readonly order = lsnOrder;
  readonly #address: EndpointAddress;
  readonly #options: PostgresChangeSourceOptions;
  readonly #names: SourceNames;
  #acknowledgement = new Acknowledgement({ anchored: false });
  #session: ReplicationSession | null = null;

  constructor(address: EndpointAddress, options: PostgresChangeSourceOptions) {
    this.#address = address;
    this.#options = options;
    const names = sourceNames(options.taskId);
    this.#names = { ...names, publication: options.publication ?? names.publication };
  }

  async *stream(options: StreamOptions): AsyncGenerator<readonly SourcePart[]> {
    const sql = openPool(this.#address, { applicationName: 'godwit store', maxSessions: 2, ...SHORT_QUESTIONS });
    try {
      yield* this.#streamWith(sql, options);
    } catch (error) {
      if (!options.signal.aborted) throw this.#asSourceError(error, options.from);
    } finally {
      await sql.end({ timeout: 1 });
    }
  }

  confirm(position: Position): void {
    if (this.#acknowledgement.confirm(position)) this.#session?.tell();
  }

  async standing(): Promise<SourceStanding> {
    const sql = openPool(this.#address, { applicationName: 'godwit store', maxSessions: 1, ...SHORT_QUESTIONS });
    try {
      const [row] = await sql<{ retained: string | null; limit: string | null; clock: string }[]>`
        SELECT pg_catalog.pg_wal_lsn_diff(pg_catalog.pg_current_wal_lsn(), restart_lsn)::int8::text AS retained,
          (SELECT nullif(setting::int8, -1) * 1048576 FROM pg_catalog.pg_settings WHERE name = 'max_slot_wal_keep_size')::text AS limit,
          (extract(epoch FROM pg_catalog.clock_timestamp()) * 1000000)::int8::text AS clock
        FROM (SELECT) AS one LEFT JOIN pg_catalog.pg_replication_slots ON slot_name = ${this.#names.slot}`;
      const retainedBytes = Number(row?.retained ?? 0);
      const limit = row?.limit ?? null;
      return { retainedBytes, limitBytes: limit === null ? null : Number(limit), clockMicros: Number(row?.clock) };
    } catch (error) {
      throw this.#asSourceError(error, null);
    } finally {
      await sql.end({ timeout: 1 });
    }
  }

  async *#streamWith(sql: Sql, options: StreamOptions): AsyncGenerator<readonly SourcePart[]> {
    const { signal } = options;
    const now = await this.#requireSlot(sql, options);
    options.waiting({ what: `the session that still uses slot ${this.#names.slot}` });
    await endSlotSession(sql, this.#names.slot);
    options.waiting(null);
    const recorded = await this.#requireRemembered(sql, options);
    using spool = new TransactionSpool(path.join(this.#options.spoolDirectory, this.#names.slot));
    const relations = new RelationMap({ sql, define: options.define });
    const ignoredOrigins = this.#options.ignoredOrigins ?? null;
    const maker = new ChangeMaker(
      { relations, spool, ids: new TransactionIds(now.newestId) },
      { taskId: this.#options.taskId, ignoredOrigins },
    );
    const failed: { error: unknown } = { error: null };
    const acknowledgement = (this.#acknowledgement = new Acknowledgement({ anchored: options.from !== null }));
    const from = options.from ?? this.#options.startPosition;
    if (options.from !== null && !options.confirmed) acknowledgement.known(options.from);
    await using session = await ReplicationSession.open(this.#address, acknowledgement, {
      names: this.#names,
      publications: now.publications,
      from,
      major: now.major,
      recorded,
      record: (position) => options.acknowledged.record(position),
      failed: (error) => (failed.error ??= error),
    });
    this.#session = session;
    const stop = new AbortController();
    const end = (): void => session.destroy();
    signal.addEventListener('abort', end, { once: true });
    const beating = beat(sql, {
      taskId: this.#options.taskId,
      byMessage: now.major >= MESSAGES_SINCE,
      ownPublication: (this.#options.publication ?? null) === null,
      signal: stop.signal,
    }).catch((error: unknown) => {
      failed.error = error;
      session.destroy();
    });
    try {
      while (!signal.aborted) {
        if (!(await session.wait()))
          throw new GodwitError('CONNECTION_LOST', { host: this.#address.host, port: this.#address.port });
        while (session.step(maker.between)) {
          const catalogAsked = maker.push(session.bytes, session.start, session.end);
          if (catalogAsked !== null) await catalogAsked;
          while (maker.drain()) yield maker.takeParts();
          if (maker.newest !== null) {
            acknowledgement.given(maker.newest.commit, maker.newest.end);
            maker.newest = null;
          }
          if (maker.waitingBytes >= BATCH_BYTES) yield maker.takeParts();
        }
        const parts = maker.takeParts();
        if (parts.length > 0) yield parts;
      }
    } catch (error) {
      throw failed.error ?? error;
    } finally {
      signal.removeEventListener('abort', end);
      stop.abort();
      this.#session = null;
      await beating;
    }
  }

  /** What is needed to start; throws SLOT_LOST, or LOG_POSITION_MISSING when the source has forgotten what we lack. */
  async #requireSlot(
    sql: Sql,
    { from, forgotten }: StreamOptions,
  ): Promise<{ newestId: bigint; major: number; publications: string[] }> {
    const slot = await readSlot(sql, this.#names.slot);
    if (slot === null || !slot.usable)
      throw new GodwitError('SLOT_LOST', { slot: this.#names.slot, position: from ?? this.#options.startPosition });
    const empty = from === null ? this.#options.startPosition : forgotten;
    if (empty !== null && lsnOrder.compare(slot.confirmed, empty) > 0)
      throw new GodwitError('LOG_POSITION_MISSING', { position: from ?? empty });
    const [row] = await sql<{ newest: string; major: number; publications: string | null }[]>`
      SELECT pg_catalog.txid_snapshot_xmax(pg_catalog.txid_current_snapshot())::text AS newest,
        pg_catalog.current_setting('server_version_num')::int4 / 10000 AS major,
        (SELECT pg_catalog.json_agg(pubname)::text FROM pg_catalog.pg_publication
          WHERE pubname IN (${this.#names.publication}, ${this.#names.insertPublication})) AS publications`;
    const publications = JSON.parse(row?.publications ?? '[]') as string[]; // a JSON array of names, made above
    if (publications.length === 0)
      throw new GodwitError('NOT_FOUND', { what: 'publication', id: this.#names.publication });
    return { newestId: BigInt(row?.newest ?? 0), major: row?.major ?? 0, publications };
  }

  /**
   * The source has forgotten no more than our log remembers to have allowed, or has: else the log is an older copy, and what lies
   * between is lost. Nobody uses the slot any more. Returns how far the source may be told.
   */
  async #requireRemembered(sql: Sql, { from, acknowledged }: StreamOptions): Promise<Position> {
    const slot = await readSlot(sql, this.#names.slot);
    if (slot === null)
      throw new GodwitError('SLOT_LOST', { slot: this.#names.slot, position: from ?? this.#options.startPosition });
    const remembered = await acknowledged.read();
    const beyond = (position: Position | null): boolean =>
      position !== null && lsnOrder.compare(slot.confirmed, position) > 0;
    if (remembered !== null && beyond(remembered) && (from === null || beyond(from)))
      throw new GodwitError('LOG_POSITION_MISSING', { position: from ?? remembered });
    if (remembered !== null && !beyond(remembered)) return remembered;
    await acknowledged.record(slot.confirmed);
    return slot.confirmed;
  }

  #asSourceError(error: unknown, from: Position | null): GodwitError {
    const state = sqlStateOf(error);
    // undefined slot, or one that was invalidated
    if (state === '42704' || state === '55000')
      return new GodwitError(
        'SLOT_LOST',
        { slot: this.#names.slot, position: from ?? this.#options.startPosition },
        { cause: error },
      );
    if (state === '55006')
      return new GodwitError('SLOT_IN_USE', { slot: this.#names.slot, pid: '?' }, { cause: error });
    return toGodwitError(error, this.#address, 'INTERNAL_ERROR');
  }
}
