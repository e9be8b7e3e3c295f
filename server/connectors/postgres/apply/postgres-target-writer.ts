/**
 * The PostgreSQL target of a stream: claims the fence, ends what a predecessor left, opens lanes, and says which
 * checkpoint survives a crash of the server.
 *
 * Lanes run with session_replication_role = replica (triggers and foreign keys silent, A3), a replication origin each
 * where the right exists (C25), and without sequential scans or merge joins: a batch finds its rows through the key.
 */
import type { EndpointAddress } from '../../../core/endpoint-address.ts';
import type { StageLog } from '../../../core/stage.ts';
import type { TableName } from '../../../core/object-map.ts';
import type { TableShape } from '../../../core/catalog.ts';
import { GodwitError } from '../../../core/errors.ts';
import { asPosition } from '../../../core/position.ts';
import type { Checkpoint, TargetLane, TargetTable, TargetWriter } from '../../target-writer.ts';
import { claimFence, type FencedWriter } from '../bookkeeping.ts';
import { withPool } from '../connection.ts';
import { sqlStateOf, toGodwitError } from '../errors.ts';
import { quoteText } from '../sql-text.ts';
import { readTableShapes } from '../table-shape.ts';
import { WireSession } from '../wire-session.ts';
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

/** Whose checkpoints a writer keeps. */
const STREAMS = { INCR_SYNC: 'FORWARD', REVERSE_INCR_SYNC: 'REVERSE' } as const;

export interface TargetWriterOptions {
  readonly taskId: string;
  readonly epoch: number;
  readonly writer: Extract<FencedWriter, 'INCR_SYNC' | 'REVERSE_INCR_SYNC'>;
  readonly log: StageLog;
}

export class PostgresTargetWriter implements TargetWriter {
  readonly #address: EndpointAddress;
  readonly #options: TargetWriterOptions;
  readonly #lanes: WireSession[] = [];
  readonly #rowHashes = new Map<string, RowHash | null>();
  #control: WireSession | null = null;
  #durable: Checkpoint | null = null;

  constructor(address: EndpointAddress, options: TargetWriterOptions) {
    this.#address = address;
    this.#options = options;
  }

  async claim(): Promise<Checkpoint | null> {
    const control = await this.#session();
    try {
      await claimFence(control, this.#options);
      await control.query(`SELECT pg_terminate_backend(pid) FROM pg_stat_activity
        WHERE application_name = ${quoteText(this.#applicationName())} AND datname = current_database() AND pid <> pg_backend_pid()`);
    } catch (error) {
      throw this.#toError(error);
    }
    return this.#greatest(control);
  }

  async openLane(lane: number): Promise<TargetLane> {
    const session = await this.#open(LANE_SETTINGS);
    this.#lanes.push(session);
    await this.#setUpOrigin(session, lane);
    return new PostgresTargetLane(session, {
      ...this.#options,
      stream: STREAMS[this.#options.writer],
      lane,
      rowHash: (table) => this.#rowHashes.get(table.id) ?? null,
    });
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
    // An open transaction of a lane is rolled back by the server as soon as its session ends.
    for (const session of this.#lanes.splice(0)) session.destroy();
    await this.#control?.close();
    this.#control = null;
  }

  async #greatest(control: WireSession): Promise<Checkpoint | null> {
    const { rows } = await control.query(`SELECT ordinal, position, committed_at_micros FROM godwit.checkpoint
      WHERE task_id = ${quoteText(this.#options.taskId)} AND stream = ${quoteText(STREAMS[this.#options.writer])} ORDER BY ordinal DESC LIMIT 1`);
    const [ordinal, position, committedAtMicros] = rows[0] ?? [];
    if (ordinal === undefined) return null;
    return {
      ordinal: Number(ordinal),
      position: asPosition(position ?? ''),
      committedAtMicros: Number(committedAtMicros),
    };
  }

  async #setUpOrigin(session: WireSession, lane: number): Promise<void> {
    const name = quoteText(`godwit_${this.#options.taskId}_${lane}`);
    try {
      await session.query(
        `SELECT pg_replication_origin_create(${name}) WHERE pg_replication_origin_oid(${name}) IS NULL`,
      );
      await session.query(`SELECT pg_replication_origin_session_setup(${name})`);
    } catch (error) {
      if (sqlStateOf(error) === null) throw this.#toError(error);
      this.#options.log.warn('no replication origin on the target: changes of ours cannot be told apart in its log', {
        lane,
        reason: String(error),
      });
    }
  }

  async #session(): Promise<WireSession> {
    if (this.#control === null || this.#control.closed) this.#control = await this.#open({ synchronous_commit: 'on' });
    return this.#control;
  }

  async #open(settings: Readonly<Record<string, string>>): Promise<WireSession> {
    try {
      return await WireSession.open(this.#address, { applicationName: this.#applicationName(), settings });
    } catch (error) {
      const cause = error instanceof GodwitError ? error.cause : error;
      if (sqlStateOf(cause) !== '42501') throw error;
      const facts = {
        user: this.#address.user,
        privilege: 'SET',
        object: 'session_replication_role',
        statement: `GRANT SET ON PARAMETER session_replication_role TO ${this.#address.user}`,
      };
      throw new GodwitError('PRIVILEGE_MISSING', facts, { cause: error });
    }
  }

  #applicationName(): string {
    return `godwit ${this.#options.writer} ${this.#options.taskId}`.slice(0, 63);
  }

  #toError(error: unknown): GodwitError {
    return toGodwitError(error, this.#address, 'TARGET_REFUSED_STATEMENT', {
      where: `${this.#address.host}:${this.#address.port}`,
    });
  }
}
