/** Both sides of a comparison on PostgreSQL: structures, chunks and barriers of the source, checkpoint and corrections of the target. */
import { must } from '../../../core/assert.ts';
import type { TableShape } from '../../../core/catalog.ts';
import type { EndpointAddress } from '../../../core/endpoint-address.ts';
import type { TableName } from '../../../core/object-map.ts';
import { asPosition } from '../../../core/position.ts';
import { parseSnapshot, type SourceSnapshot } from '../../../core/range-visibility.ts';
import type {
  AppliedPoint,
  ChunkBounds,
  CorrectionSession,
  DigestSide,
  RowCells,
  SourceDigester,
  SourceDigestReader,
  TargetDigester,
  TargetDigestReader,
} from '../../row-digester.ts';
import { claimFence, fencedSessionName } from '../bookkeeping.ts';
import { openPool, SHORT_QUESTIONS, withPool, type Sql } from '../connection.ts';
import { toGodwitError } from '../errors.ts';
import { GiveWay } from '../give-way.ts';
import { beatOnce, MESSAGES_SINCE } from '../replication/heartbeat.ts';
import { endReaders, readerSessionName } from '../reader-sessions.ts';
import { DURABLE } from '../session-settings.ts';
import { cutTable, readMajor } from '../snapshot/range-cutter.ts';
import { readTableShapes } from '../table-shape.ts';
import { WireSession } from '../wire-session.ts';
import { correctionStatement } from './digest-sql.ts';
import { PostgresCorrectionSession } from './postgres-correction-session.ts';
import {
  checkpointStatement,
  PostgresSourceDigestReader,
  PostgresTargetDigestReader,
} from './postgres-digest-reader.ts';

const APPLICATION = 'godwit full-verification';
const BYTES_PER_ROW = 100;

class Questions {
  readonly address: EndpointAddress;
  readonly sql: Sql;
  #readers = APPLICATION;

  constructor(address: EndpointAddress) {
    this.address = address;
    this.sql = openPool(address, { applicationName: APPLICATION, maxSessions: 3, ...SHORT_QUESTIONS });
  }

  async guard<T>(work: Promise<T>): Promise<T> {
    try {
      return await work;
    } catch (error) {
      throw toGodwitError(error, this.address, 'INTERNAL_ERROR');
    }
  }

  /** From here on sessions bear the task's name; those that a predecessor has left are ended. */
  async claim(taskId: string): Promise<void> {
    this.#readers = readerSessionName('full-verification', taskId);
    await this.guard(endReaders(this.sql, this.#readers));
  }

  async openSession(applicationName = this.#readers, settings = {}): Promise<WireSession> {
    return WireSession.open(this.address, { applicationName, settings });
  }
}

export interface SourceDigesterOptions {
  /** Whose Store carries the nudge: only heartbeats of its own task reach a log. */
  readonly taskId: string;
}

export class PostgresSourceDigester implements SourceDigester {
  readonly #questions: Questions;
  readonly #giveWay: GiveWay;
  readonly #taskId: string;
  #major: Promise<number> | null = null;

  constructor(address: EndpointAddress, options: SourceDigesterOptions) {
    this.#questions = new Questions(address);
    this.#giveWay = new GiveWay(address, this.#questions.sql);
    this.#taskId = options.taskId;
  }

  shapes(tables: readonly TableName[]): Promise<readonly TableShape[]> {
    return this.#questions.guard(readTableShapes(this.#questions.sql, tables));
  }

  async cut(shape: TableShape, chunkRows: number): Promise<readonly ChunkBounds[]> {
    const rowBytes = shape.estimatedRows > 0 ? shape.estimatedBytes / shape.estimatedRows : BYTES_PER_ROW;
    // the sample that a table is cut by may take long, so it has a pool of its own
    const cut = await withPool(this.#questions.address, { applicationName: APPLICATION, maxSessions: 1 }, (sql) =>
      cutTable(
        sql,
        { shape, columns: [], rowFilter: null },
        { rangeBytes: Math.max(1, chunkRows * rowBytes), bounded: false },
      ),
    );
    return cut.ranges.map((range) =>
      range.kind === 'KEY' ? { kind: 'KEY', from: range.from, to: range.to } : { kind: 'WHOLE' },
    );
  }

  /** For the one verification of the task: a correction may run beside it. */
  claim(): Promise<void> {
    return this.#questions.claim(this.#taskId);
  }

  async assignBarrier(): Promise<bigint> {
    const { sql } = this.#questions;
    const [row] = await this.#questions.guard(sql`SELECT pg_catalog.txid_current()::text AS id`);
    return BigInt(must(row?.['id'], 'the transaction id') as string);
  }

  async snapshotNow(): Promise<SourceSnapshot> {
    const { sql } = this.#questions;
    const [row] = await this.#questions.guard(sql`SELECT pg_catalog.txid_current_snapshot()::text AS now`);
    return parseSnapshot(must(row?.['now'], 'the snapshot') as string);
  }

  async nudge(): Promise<void> {
    const { sql } = this.#questions;
    this.#major ??= this.#questions.guard(readMajor(sql));
    const byMessage = (await this.#major) >= MESSAGES_SINCE;
    await this.#questions.guard(beatOnce(sql, { taskId: this.#taskId, byMessage }));
  }

  async openReader(): Promise<SourceDigestReader> {
    return new PostgresSourceDigestReader(await this.#questions.openSession(), this.#giveWay);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#questions.sql.end({ timeout: 5 });
  }
}

export interface TargetDigesterOptions {
  /** The task whose checkpoints are read; null without incremental synchronization. */
  readonly taskId: string | null;
}

export class PostgresTargetDigester implements TargetDigester {
  readonly #questions: Questions;
  readonly #taskId: string | null;

  constructor(address: EndpointAddress, options: TargetDigesterOptions) {
    this.#questions = new Questions(address);
    this.#taskId = options.taskId;
  }

  shapes(tables: readonly TableName[]): Promise<readonly TableShape[]> {
    return this.#questions.guard(readTableShapes(this.#questions.sql, tables));
  }

  /** As that of the source. */
  claim(taskId: string): Promise<void> {
    return this.#questions.claim(taskId);
  }

  async appliedPoint(): Promise<AppliedPoint | null> {
    if (this.#taskId === null) return null;
    const [row] = await this.#questions.guard(this.#questions.sql.unsafe(checkpointStatement(this.#taskId)));
    return row ? { ordinal: Number(row['ordinal']), position: asPosition(String(row['position'])) } : null;
  }

  async openReader(): Promise<TargetDigestReader> {
    return new PostgresTargetDigestReader(await this.#questions.openSession(), this.#taskId);
  }

  async openCorrection(claim: { readonly taskId: string; readonly epoch: number }): Promise<CorrectionSession> {
    const fence = { ...claim, writer: 'CORRECTION' } as const;
    const session = await this.#questions.openSession(fencedSessionName(fence), DURABLE);
    try {
      await claimFence(session, fence);
    } catch (error) {
      await session.close();
      throw toGodwitError(error, this.#questions.address, 'INTERNAL_ERROR');
    }
    return new PostgresCorrectionSession(session, { ...claim, replayed: this.#taskId !== null });
  }

  correction(side: DigestSide, rows: { readonly source: RowCells | null; readonly target: RowCells | null }): string {
    return correctionStatement(side, rows);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#questions.sql.end({ timeout: 5 });
  }
}
