/**
 * A PostgreSQL session whose socket we read and write ourselves: row data passes through as bytes (performance.md).
 * The `pg` driver connects (TLS, authentication); then its parser is taken off the socket and this file goes on with
 * simple queries, prepared statements in a pipeline, COPY in both directions and replication streams.
 *
 * W1  One operation owns the session at a time, except execute(), which may be called many times without waiting.
 * W2  COPY OUT hands on socket bytes as they came, cut only where the run of CopyData messages ends; a piece may
 *     begin and end in the middle of a message, and the pieces together are valid input for COPY IN.
 * W3  Reading stops (socket paused) while the consumer is busy; writing waits for the socket to drain.
 * W4  A session whose connection is dead without a word is noticed (runtime/answer-watch.ts) and fails as CONNECTION_LOST.
 */
import pg from 'pg';
import { Socket } from 'node:net';
import type { EndpointAddress } from '../../core/endpoint-address.ts';
import type { GodwitError } from '../../core/errors.ts';
import { watchSession, type Whereabouts } from '../../runtime/answer-watch.ts';
import { isConnectionProblem, ServerError, toGodwitError } from './errors.ts';
import { MessageReader, type MessageSink } from './wire-messages.ts';
import { SESSION_SETTINGS, startupOptions } from './session-settings.ts';
import { quoteText } from './sql-text.ts';
import { tlsOptions } from './tls.ts';
import {
  bindExecute,
  copyDone,
  copyFail,
  parseStatement,
  simpleQuery,
  SYNC,
  TERMINATE,
  copyData,
} from './wire-encode.ts';

export interface WireOptions {
  readonly applicationName: string;
  /** Opens a walsender session (`START_REPLICATION`, `CREATE_REPLICATION_SLOT`). */
  readonly replication?: boolean;
  /** Added to, or overriding, SESSION_SETTINGS. */
  readonly settings?: Readonly<Record<string, string>>;
}

export type WireRow = readonly (string | null)[];

export interface WireResult {
  readonly columns: readonly string[];
  readonly rows: readonly WireRow[];
  /** Command tag, e.g. `UPDATE 5`. */
  readonly tag: string;
  /** The count in the tag, or 0. */
  readonly rowCount: number;
}

/** A piece of a COPY OUT: raw CopyData bytes (W2) and the number of messages (rows) that begin in it. */
export interface CopyPiece {
  readonly bytes: Buffer;
  readonly rows: number;
}

interface Pending {
  readonly columns: string[];
  rows: WireRow[];
  tag: string;
  error: ServerError | GodwitError | null;
  readonly settle: (error: unknown, result: WireResult | null) => void;
  readonly onMode?: (mode: 'copyIn' | 'copyOut' | 'copyBoth') => void;
}

const ASK_LIMIT_MS = 10_000;

export class WireSession implements AsyncDisposable {
  readonly address: EndpointAddress;
  readonly backendPid: number;
  readonly #socket: Socket;
  readonly #reader: MessageReader;
  readonly #pending: Pending[] = [];
  #copySink: CopySink | null = null;
  /** Whether the caller still owes the server rows of a COPY. */
  #copyingIn = false;
  #streaming = false;
  #failure: unknown = null;
  #closed = false;

  private constructor(address: EndpointAddress, socket: Socket, server: ServerSide) {
    const { backendPid, applicationName } = server;
    this.address = address;
    this.backendPid = backendPid;
    this.#socket = socket;
    const sink: MessageSink = {
      message: (type, body) => this.#onMessage(type, body),
      copyRun: (bytes, messages) => this.#copySink?.push(bytes, messages),
    };
    this.#reader = new MessageReader(sink);
    socket.on('data', (chunk: Buffer) => this.#reader.feed(chunk));
    socket.on('error', (error) => this.#fail(error));
    socket.on('close', () => this.#fail(Object.assign(new Error('connection closed'), { code: 'CONNECTION_CLOSED' })));
    socket.resume();
    watchSession(socket, {
      // a replication stream is silent while nothing happens; its reader knows when that is too long
      expects: () => this.#pending.length > 0 && !this.#streaming && !socket.isPaused(),
      mayWait: () => this.#copyingIn && socket.writableLength === 0,
      ask: () => whereaboutsOf(address, backendPid),
      lost: () => {
        this.#fail(Object.assign(new Error('no answer'), { code: 'CONNECTION_CLOSED' }));
        void endSession(address, { backendPid, applicationName });
      },
    });
  }

  static async open(address: EndpointAddress, options: WireOptions): Promise<WireSession> {
    const client = new pg.Client({
      host: address.host,
      port: address.port,
      database: address.database,
      user: address.user,
      password: address.password,
      ssl: tlsOptions(address),
      connectionTimeoutMillis: 10_000,
      application_name: options.applicationName,
      options: startupOptions({ ...SESSION_SETTINGS, ...options.settings }),
      keepAlive: true,
      keepAliveInitialDelayMillis: 10_000,
      ...(options.replication ? { replication: 'database' } : {}),
      stream: () => new Socket(),
    } as pg.ClientConfig); // `replication` is understood by the driver but missing in its types
    client.on('error', () => {}); // after the take-over the session itself watches the socket
    try {
      await client.connect();
    } catch (error) {
      await client.end().catch(() => {});
      throw toGodwitError(error, address, 'CONNECTION_LOST');
    }
    // The driver keeps these two out of its public types; they are stable since 8.0.
    const inner = client as unknown as { connection: { stream: Socket }; processID: number };
    const socket = inner.connection.stream;
    socket.removeAllListeners();
    socket.setNoDelay(true);
    return new WireSession(address, socket, {
      backendPid: inner.processID,
      applicationName: options.applicationName,
    });
  }

  get closed(): boolean {
    return this.#closed || this.#failure !== null;
  }

  /** Runs one or several statements by the simple protocol; the result is that of the last one with rows or a tag. */
  query(text: string): Promise<WireResult> {
    return this.#enqueue((pending) => {
      this.#pending.push(pending);
      this.#write(simpleQuery(text));
    });
  }

  /** Names a prepared statement; `types` are OIDs (0 lets the server infer). */
  prepare(name: string, text: string, types: readonly number[] = []): Promise<WireResult> {
    return this.#enqueue((pending) => {
      this.#pending.push(pending);
      this.#write(parseStatement(name, text, types));
      this.#write(SYNC);
    });
  }

  /**
   * Executes a prepared statement with text parameters (null or bytes of the text form). May be called again before it
   * resolves: each call ends with its own Sync, so an error fails only itself — inside a transaction the server then
   * refuses what follows.
   */
  execute(name: string, parameters: readonly (Buffer | string | null)[]): Promise<WireResult> {
    return this.#enqueue((pending) => {
      this.#pending.push(pending);
      this.#write(bindExecute(name, parameters));
    });
  }

  /** Starts `COPY ... TO STDOUT` and yields its pieces; leaving the loop early ends the session. */
  async *copyOut(text: string): AsyncGenerator<CopyPiece, WireResult, void> {
    const sink = new CopySink(this.#socket, { gathers: false });
    this.#copySink = sink;
    const result = this.query(text).finally(() => sink.end());
    result.catch(() => {});
    let finished = false;
    try {
      for (;;) {
        const piece = await sink.take();
        if (piece === null) break;
        yield piece;
      }
      finished = true;
      return await result;
    } finally {
      this.#copySink = null;
      if (!finished) this.destroy();
    }
  }

  /** Starts `COPY ... FROM STDIN`; resolves when the server takes data. */
  async copyIn(text: string): Promise<CopyIn> {
    const { mode, result } = this.#queryForMode(text);
    await Promise.race([mode, result]);
    this.#copyingIn = true;
    return {
      write: (pieces) => this.#writeAndDrain(pieces),
      writeRow: (payload) => this.#writeAndDrain(copyData(payload)),
      end: () => {
        this.#copyingIn = false;
        this.#write(copyDone());
        return result;
      },
      fail: async (reason) => {
        this.#copyingIn = false;
        this.#write(copyFail(reason));
        await result.catch(() => {});
      },
    };
  }

  /** Starts a replication stream (CopyBoth). Each piece holds whole CopyData messages, headers included. */
  async copyBoth(text: string): Promise<CopyBoth> {
    const sink = new CopySink(this.#socket, { gathers: true });
    this.#copySink = sink;
    this.#streaming = true;
    this.#reader.wholeCopyData = true;
    const { mode, result } = this.#queryForMode(text);
    result.catch(() => {});
    void result.then(
      () => sink.end(),
      (error: unknown) => sink.fail(error),
    );
    await Promise.race([mode, result]);
    return {
      take: () => sink.take(),
      tryTake: () => sink.tryTake(),
      send: (payload) => this.#writeAndDrain(copyData(payload)),
      end: async () => {
        this.#write(copyDone());
        await result.catch(() => {});
      },
    };
  }

  async close(): Promise<void> {
    if (this.closed) return;
    this.#closed = true;
    await new Promise<void>((resolve) => {
      this.#socket.once('close', () => resolve());
      this.#socket.end(TERMINATE);
      setTimeout(() => this.#socket.destroy(), 2_000).unref();
    });
  }

  /** Ends the session at once; the server rolls back what was open. */
  destroy(): void {
    this.#closed = true;
    this.#socket.destroy();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.close();
  }

  #queryForMode(text: string): { mode: Promise<void>; result: Promise<WireResult> } {
    let enter = (): void => {};
    const mode = new Promise<void>((resolve) => (enter = resolve));
    const result = this.#enqueue(
      (pending) => {
        this.#pending.push(pending);
        this.#write(simpleQuery(text));
      },
      () => enter(),
    );
    return { mode, result };
  }

  #enqueue(start: (pending: Pending) => void, onMode?: Pending['onMode']): Promise<WireResult> {
    return new Promise((resolve, reject) => {
      if (this.#failure !== null || this.#closed) return reject(this.#lost());
      start({
        columns: [],
        rows: [],
        tag: '',
        error: null,
        onMode,
        settle: (error, result) => (result === null ? reject(error) : resolve(result)),
      });
    });
  }

  #write(bytes: Buffer): boolean {
    return this.#socket.write(bytes);
  }

  async #writeAndDrain(bytes: Buffer): Promise<void> {
    if (this.#failure !== null || this.#closed) throw this.#lost();
    const pending = this.#pending[0];
    if (pending?.error) throw pending.error; // the server already refused the copy
    if (this.#socket.write(bytes)) return;
    await new Promise<void>((resolve) => {
      const done = (): void => {
        this.#socket.off('drain', done);
        this.#socket.off('close', done);
        resolve();
      };
      this.#socket.on('drain', done);
      this.#socket.on('close', done);
    });
    if (this.#failure !== null) throw this.#lost();
  }

  #onMessage(type: number, body: Buffer): void {
    const pending = this.#pending[0];
    switch (type) {
      case 0x5a: // ReadyForQuery
        this.#pending.shift();
        if (pending === undefined) return;
        if (pending.error) pending.settle(pending.error, null);
        else
          pending.settle(null, {
            columns: pending.columns,
            rows: pending.rows,
            tag: pending.tag,
            rowCount: countIn(pending.tag),
          });
        return;
      case 0x45: // ErrorResponse
        if (pending) pending.error ??= this.#refusal(readFields(body));
        return;
      case 0x54: // RowDescription
        if (pending) {
          pending.columns.splice(0, pending.columns.length, ...readColumns(body));
          pending.rows = [];
        }
        return;
      case 0x44: // DataRow
        pending?.rows.push(readRow(body));
        return;
      case 0x43: // CommandComplete
        if (pending) pending.tag = body.toString('latin1', 0, body.length - 1);
        return;
      case 0x47:
        pending?.onMode?.('copyIn');
        return;
      case 0x48:
        pending?.onMode?.('copyOut');
        return;
      case 0x57:
        pending?.onMode?.('copyBoth');
        return;
      default: // notices, parameter changes, ParseComplete, BindComplete, NoData, CopyDone
    }
  }

  #fail(error: unknown): void {
    if (this.#failure !== null) return;
    this.#failure = error;
    const lost = this.#lost();
    this.#copySink?.fail(lost);
    for (const pending of this.#pending.splice(0)) pending.settle(pending.error ?? lost, null);
    this.#socket.destroy();
  }

  /** FATAL and PANIC end the session: that is no answer to the statement, and leaves as what happened to the connection. */
  #refusal(fields: Readonly<Record<string, string>>): ServerError | GodwitError {
    const error = new ServerError(fields);
    const over = fields['V'] === 'FATAL' || fields['V'] === 'PANIC';
    return over ? toGodwitError(error, this.address, 'CONNECTION_LOST') : error;
  }

  #lost(): GodwitError {
    return toGodwitError(this.#failure ?? { code: 'CONNECTION_CLOSED' }, this.address, 'CONNECTION_LOST');
  }
}

/** A session as the server knows it. */
interface ServerSide {
  readonly backendPid: number;
  readonly applicationName: string;
}

/**
 * Ends the server's side of a session whose connection is lost: it may hold locks and a snapshot until the server notices by
 * itself. Nobody waits for it, and where it does not succeed the server's own limits hold.
 */
async function endSession(address: EndpointAddress, { backendPid, applicationName }: ServerSide): Promise<void> {
  try {
    await using session = await WireSession.open(address, { applicationName: 'godwit watch' });
    await session.query(`SELECT pg_catalog.pg_terminate_backend(pid) FROM pg_catalog.pg_stat_activity
      WHERE pid = ${backendPid} AND application_name = ${quoteText(applicationName)} AND wait_event IN ('ClientRead', 'ClientWrite')`);
  } catch {
    // unreachable, or no right to: see above
  }
}

/** What the server does with one of our sessions, asked through another one. */
export async function whereaboutsOf(address: EndpointAddress, backendPid: number): Promise<Whereabouts> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<Whereabouts>((resolve) => (timer = setTimeout(() => resolve('UNREACHABLE'), ASK_LIMIT_MS)));
  try {
    return await Promise.race([askServer(address, backendPid), late]);
  } catch (error) {
    return isConnectionProblem(error) ? 'UNREACHABLE' : 'WORKS'; // refused for another reason: nothing is known
  } finally {
    clearTimeout(timer);
  }
}

async function askServer(address: EndpointAddress, backendPid: number): Promise<Whereabouts> {
  const session = await WireSession.open(address, { applicationName: 'godwit watch' });
  try {
    const { rows } = await session.query(
      `SELECT wait_event FROM pg_catalog.pg_stat_activity WHERE pid = ${backendPid}`,
    );
    const [row] = rows;
    return row === undefined || row[0] === 'ClientRead' || row[0] === 'ClientWrite' ? 'WAITS_FOR_US' : 'WORKS';
  } finally {
    session.destroy();
  }
}

export interface CopyIn {
  /** Writes raw CopyData bytes as copyOut() yields them; waits while the socket is full. */
  write(pieces: Buffer): Promise<void>;
  /** Writes one payload as its own CopyData message. */
  writeRow(payload: Buffer): Promise<void>;
  /** Ends the copy; resolves with its result (rowCount = rows). */
  end(): Promise<WireResult>;
  /** Gives the copy up; the statement fails on the server. */
  fail(reason: string): Promise<void>;
}

export interface CopyBoth {
  /** The next piece, or null when the stream has ended. */
  take(): Promise<CopyPiece | null>;
  /** The next piece if one has already come, else undefined. */
  tryTake(): CopyPiece | undefined;
  send(payload: Buffer): Promise<void>;
  end(): Promise<void>;
}

/** Within this after a piece the next ones are gathered, so that a busy stream wakes its consumer once for many messages. */
const GATHER_MS = 1;
const GATHER_BELOW_BYTES = 8 * 1024;

/** What arrives in a COPY, waiting for its consumer; pauses the socket above 1 MiB. */
class CopySink {
  readonly #socket: Socket;
  readonly #gathers: boolean;
  readonly #pieces: CopyPiece[] = [];
  #head = 0;
  #bytes = 0;
  #ended = false;
  #error: unknown = null;
  #wake: (() => void) | null = null;
  #wokenAt = 0;
  #gathering: NodeJS.Timeout | undefined;

  constructor(socket: Socket, options: { readonly gathers: boolean }) {
    this.#socket = socket;
    this.#gathers = options.gathers;
  }

  push(bytes: Buffer, rows: number): void {
    this.#pieces.push({ bytes, rows });
    this.#bytes += bytes.length;
    if (this.#bytes > 1024 * 1024) this.#socket.pause();
    // not by pausing the socket: it is resumed by one small read at a time, and falls behind (performance.md: 200 ms)
    if (this.#gathers && this.#bytes < GATHER_BELOW_BYTES && performance.now() - this.#wokenAt < GATHER_MS)
      this.#gathering ??= setTimeout(() => this.#wakeNow(), GATHER_MS);
    else this.#wakeNow();
  }

  #wakeNow(): void {
    clearTimeout(this.#gathering);
    this.#gathering = undefined;
    this.#wokenAt = performance.now();
    this.#wake?.();
  }

  end(): void {
    this.#ended = true;
    this.#wake?.();
  }

  fail(error: unknown): void {
    this.#error ??= error;
    this.#wake?.();
  }

  tryTake(): CopyPiece | undefined {
    const piece = this.#pieces[this.#head];
    if (piece === undefined) return undefined;
    this.#head += 1;
    if (this.#head > 1024 || this.#head === this.#pieces.length) {
      this.#pieces.splice(0, this.#head);
      this.#head = 0;
    }
    this.#bytes -= piece.bytes.length;
    if (this.#bytes < 512 * 1024 && this.#socket.isPaused()) this.#socket.resume();
    return piece;
  }

  async take(): Promise<CopyPiece | null> {
    for (;;) {
      const piece = this.tryTake();
      if (piece !== undefined) return piece;
      if (this.#error !== null) throw this.#error;
      if (this.#ended) return null;
      await new Promise<void>((resolve) => (this.#wake = resolve));
      this.#wake = null;
    }
  }
}

function countIn(tag: string): number {
  const count = Number(tag.slice(tag.lastIndexOf(' ') + 1));
  return Number.isInteger(count) ? count : 0;
}

function readFields(body: Buffer): Record<string, string> {
  const fields: Record<string, string> = {};
  let at = 0;
  while (body[at]) {
    const name = String.fromCharCode(body[at] ?? 0);
    const end = body.indexOf(0, at + 1);
    fields[name] = body.toString('utf8', at + 1, end);
    at = end + 1;
  }
  return fields;
}

function readColumns(body: Buffer): string[] {
  const columns: string[] = [];
  let at = 2;
  for (let left = body.readUInt16BE(0); left > 0; left -= 1) {
    const end = body.indexOf(0, at);
    columns.push(body.toString('utf8', at, end));
    at = end + 19;
  }
  return columns;
}

function readRow(body: Buffer): WireRow {
  const row: (string | null)[] = [];
  let at = 2;
  for (let left = body.readUInt16BE(0); left > 0; left -= 1) {
    const length = body.readInt32BE(at);
    at += 4;
    row.push(length < 0 ? null : body.toString('utf8', at, at + length));
    if (length > 0) at += length;
  }
  return row;
}
