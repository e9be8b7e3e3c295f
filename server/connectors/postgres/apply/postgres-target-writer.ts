/**
 * The PostgreSQL target of a stream: claims the fence, ends what a predecessor left, opens lanes, and says which
 * checkpoint survives a crash of the server.
 *
 * Lanes run with session_replication_role = replica (triggers and foreign keys silent, A3) and without sequential scans or
 * merge joins: a batch finds its rows through the key. They carry a replication origin where there is a way back (C25).
 */
import type { EndpointAddress } from '../../../core/endpoint-address.ts';
import type { StageLog } from '../../../core/stage.ts';
import type { TableName } from '../../../core/object-map.ts';
import type { TableShape } from '../../../core/catalog.ts';
import { must } from '../../../core/assert.ts';
import { GodwitError } from '../../../core/errors.ts';
import { asPosition } from '../../../core/position.ts';
import type { Checkpoint, TargetLane, TargetTable, TargetWriter } from '../../target-writer.ts';
import { claimFence, fenced, fencedSessionName, holdFenceStatement, type FencedWriter } from '../bookkeeping.ts';
import { withPool } from '../connection.ts';
import { sqlStateOf, toGodwitError } from '../errors.ts';
import { markWithOrigin, originName } from '../origins.ts';
import { replicationRoleMissing } from '../replication-role.ts';
import { quoteText } from '../sql-text.ts';
import { readTableShapes } from '../table-shape.ts';
import { WireSession, type WireResult } from '../wire-session.ts';
import { makeKeylessIndex, readRowHash, type RowHash } from './keyless-index.ts';
import { PostgresTargetLane } from './target-lane.ts';

const LANE_SETTINGS = {
  session_replication_role: 'replica',
  synchronous_commit: 'off',
  enable_seqscan: 'off',
  enable_mergejoin: 'off',
  jit: 'off',
  plan_cache_mode: 'force_generic_plan',
  idle_in_transaction_session_timeout: '600000',
};

/** Each stream has a task of its own (hidden where it is not the first one), so there is one for each. */
const STREAM = 'FORWARD';

export interface TargetWriterOptions {
  readonly taskId: string;
  readonly epoch: number;
  readonly writer: Extract<FencedWriter, 'INCR_SYNC'>;
  readonly log: StageLog;
  /** Whether what it writes is marked with origins (origins.ts); default false. */
  readonly marked?: boolean;
}

export class PostgresTargetWriter implements TargetWriter {
  readonly #address: EndpointAddress;
  readonly #options: TargetWriterOptions;
  readonly #lanes = new Map<number, WireSession>();
  readonly #rowHashes = new Map<string, RowHash | null>();
  #control: WireSession | null = null;
  #durable: Checkpoint | null = null;
  #disposed = false;

  constructor(address: EndpointAddress, options: TargetWriterOptions) {
    this.#address = address;
    this.#options = options;
  }

  async claim(): Promise<Checkpoint | null> {
    const control = await this.#session();
    try {
      await claimFence(control, this.#options);
    } catch (error) {
      throw this.#toError(error);
    }
    return this.#greatest(control);
  }

  async openLane(lane: number): Promise<TargetLane> {
    const session = await this.#open(LANE_SETTINGS);
    this.#lanes.set(lane, session);
    if (this.#options.marked === true) await this.#mark(session, lane);
    return new PostgresTargetLane(session, {
      ...this.#options,
      stream: STREAM,
      lane,
      cancel: async (pid) => {
        await this.#ask(`SELECT pg_cancel_backend(${pid})`);
      },
      rowHash: (table) => this.#rowHashes.get(table.id) ?? null,
      forgetRowHash: (id) => void this.#rowHashes.delete(id),
    });
  }

  async blockers(lane: number): Promise<readonly number[]> {
    const pid = must(this.#lanes.get(lane), 'lane').backendPid;
    const { rows } = await this.#ask(`WITH RECURSIVE blocking(pid) AS (
      SELECT unnest(pg_blocking_pids(${pid})) UNION SELECT unnest(pg_blocking_pids(b.pid)) FROM blocking b
    ) SELECT pid FROM blocking`);
    const pids = new Set(rows.map(([blocking]) => Number(blocking)));
    return [...this.#lanes].flatMap(([number, session]) => (pids.has(session.backendPid) ? [number] : []));
  }

  async readShape(table: TableName): Promise<TableShape | null> {
    const [shape] = await withPool(this.#address, { applicationName: 'godwit incr-sync', maxSessions: 1 }, (sql) =>
      readTableShapes(sql, [table]),
    );
    return shape ?? null;
  }

  async prepareKeyless(table: TargetTable): Promise<void> {
    if (this.#rowHashes.has(table.id)) return;
    const control = await this.#session();
    try {
      const hash = await readRowHash(
        control,
        table.name,
        table.columns.map((column) => column.name),
      );
      if (hash) await makeKeylessIndex(control, table.name, hash);
      this.#rowHashes.set(table.id, hash);
    } catch (error) {
      throw this.#toError(error);
    }
  }

  async setCheckpoint({ ordinal, position, committedAtMicros }: Checkpoint): Promise<void> {
    const { taskId, writer, epoch } = this.#options;
    const [task, stream] = [quoteText(taskId), quoteText(STREAM)];
    // one statement: without its epoch nothing is deleted and nothing inserted
    const { rows } = await this.#ask(`
      WITH held AS MATERIALIZED (${holdFenceStatement(this.#options)}),
      gone AS (DELETE FROM godwit.checkpoint WHERE task_id = ${task} AND stream = ${stream} AND lane <> 0 AND EXISTS (SELECT FROM held))
      INSERT INTO godwit.checkpoint (task_id, stream, lane, ordinal, position, committed_at_micros, epoch)
      SELECT ${task}, ${stream}, 0, ${ordinal}, ${quoteText(position)}, ${Math.round(committedAtMicros)}, ${epoch} FROM held
      ON CONFLICT (task_id, stream, lane) DO UPDATE SET ordinal = excluded.ordinal, position = excluded.position,
        committed_at_micros = excluded.committed_at_micros, row_offset = 0, epoch = excluded.epoch, updated_at = now()
      RETURNING ordinal`);
    if (rows.length !== 1) throw fenced({ writer, epoch });
    this.#durable = null;
  }

  async durableCheckpoint(): Promise<Checkpoint | null> {
    const control = await this.#session();
    try {
      const checkpoint = await this.#greatest(control);
      if (checkpoint === null || checkpoint.ordinal === this.#durable?.ordinal) return this.#durable;
      // a commit that waits for its own flush flushes all that was committed before it
      await control.query("SELECT pg_logical_emit_message(true, 'godwit-flush', '')");
      this.#durable = checkpoint;
      return this.#durable;
    } catch (error) {
      throw this.#toError(error);
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#disposed = true;
    // An open transaction of a lane is rolled back by the server as soon as its session ends.
    for (const session of this.#lanes.values()) session.destroy();
    this.#lanes.clear();
    await this.#control?.close();
    this.#control = null;
  }

  async #ask(statement: string): Promise<WireResult> {
    const control = await this.#session();
    try {
      return await control.query(statement);
    } catch (error) {
      throw this.#toError(error);
    }
  }

  async #greatest(control: WireSession): Promise<Checkpoint | null> {
    const { rows } = await control.query(`SELECT ordinal, position, committed_at_micros FROM godwit.checkpoint
      WHERE task_id = ${quoteText(this.#options.taskId)} AND stream = ${quoteText(STREAM)} ORDER BY ordinal DESC LIMIT 1`);
    const [ordinal, position, committedAtMicros] = rows[0] ?? [];
    if (ordinal === undefined) return null;
    return {
      ordinal: Number(ordinal),
      position: asPosition(position ?? ''),
      committedAtMicros: Number(committedAtMicros),
    };
  }

  async #session(): Promise<WireSession> {
    if (this.#control !== null && !this.#control.closed) return this.#control;
    const control = await this.#open({ synchronous_commit: 'on' });
    if (this.#disposed) {
      control.destroy(); // asked for before, answered late
      throw this.#toError({ code: 'CONNECTION_CLOSED' });
    }
    return (this.#control = control);
  }

  async #open(settings: Readonly<Record<string, string>>): Promise<WireSession> {
    try {
      return await WireSession.open(this.#address, { applicationName: this.#applicationName(), settings });
    } catch (error) {
      const cause = error instanceof GodwitError ? error.cause : error;
      if (sqlStateOf(cause) !== '42501') throw error;
      throw await replicationRoleMissing(this.#address, error);
    }
  }

  async #mark(session: WireSession, lane: number): Promise<void> {
    try {
      await markWithOrigin(
        async (statement) => (await session.query(statement)).rows.length,
        originName(this.#options.taskId, lane),
      );
    } catch (error) {
      throw this.#toError(error);
    }
  }

  #applicationName(): string {
    return fencedSessionName(this.#options);
  }

  #toError(error: unknown): GodwitError {
    return toGodwitError(error, this.#address, 'TARGET_REFUSED_STATEMENT', {
      where: `${this.#address.host}:${this.#address.port}`,
    });
  }
}
