/**
 * Carries the results of one subscription to its socket. Each result is text already (shared-results.ts): only the subscriber's id
 * is written around it, as one frame on the connection itself (RFC 6455, section 5.2: a server's frames are not masked),
 * because the transport's own way costs twice as much a message. What the transport is given is a stream that gives nothing
 * and ends with the subscription, so that all the rest of the protocol stays its own.
 *
 * R1 the next value is asked for once the socket has taken what was sent: a slow reader gets the newest sample, and of
 *    events and lines what it has room for.
 * R2 a socket with more unsent bytes than the limit is closed with 1013.
 * R3 a frame is written whole between those of the transport, which writes its own whole and at once (no compression).
 */
import type { Duplex } from 'node:stream';
import type { ExecutionResult } from 'graphql';
import { WebSocket } from 'ws';
import { canBeListenedTo, type NewestValues } from '../../schema/newest-values.ts';
import { isShared, type SharedResult } from './plugins/shared-results.ts';

/** Unsent bytes from which on the next value waits. */
const ROOM_BYTES = 16 * 1024;
const { OPEN } = WebSocket;
const FINAL_TEXT = 0x81;
const END = Buffer.from('}');

export interface SocketStreamOptions {
  readonly id: string;
  readonly unsentBytes: number;
}

/** A websocket and the connection that it was made of. */
export interface Connection {
  readonly socket: WebSocket;
  readonly wire: Duplex;
}

export function toSocket(
  results: AsyncIterable<ExecutionResult>,
  connection: Connection,
  options: SocketStreamOptions,
): AsyncIterableIterator<ExecutionResult> {
  const frames = new Frames(connection, options);
  return canBeListenedTo(results) ? listening(results, frames) : reading(results[Symbol.asyncIterator](), frames);
}

/** What has to come to the subscriber, each in its turn. */
function reading(inner: AsyncIterator<ExecutionResult>, frames: Frames): AsyncIterableIterator<ExecutionResult> {
  const stream: AsyncIterableIterator<ExecutionResult> = {
    next: async () => {
      for (;;) {
        const result = await inner.next();
        if (result.done === true || !isShared(result.value)) return result;
        if (!frames.open) return { done: true, value: undefined };
        const wait = frames.send(result.value);
        if (wait !== null) await wait;
      }
    },
    return: async () => {
      await inner.return?.();
      return { done: true, value: undefined };
    },
    [Symbol.asyncIterator]: () => stream,
  };
  return stream;
}

/** Newest values: what a slow socket has no room for is left out, and the newest follows when it has. */
function listening(results: NewestValues<ExecutionResult>, frames: Frames): AsyncIterableIterator<ExecutionResult> {
  let last: ExecutionResult | null = null;
  let ended = false;
  let wake = (): void => {};
  const end = (): void => {
    ended = true;
    wake();
  };
  results.listen({
    next: (result) => {
      if (isShared(result)) frames.sendNewest(result);
      else last = result; // why it ends
    },
    end,
    fail: end,
  });
  const stream: AsyncIterableIterator<ExecutionResult> = {
    next: async () => {
      while (!ended) await new Promise<void>((resolve) => (wake = resolve));
      const value = last;
      last = null;
      return value === null ? { done: true, value: undefined } : { done: false, value };
    },
    return: async () => {
      await results.return?.();
      end();
      return { done: true, value: undefined };
    },
    [Symbol.asyncIterator]: () => stream,
  };
  return stream;
}

/** Writes the results of one subscription as frames. */
class Frames {
  readonly #connection: Connection;
  readonly #unsentBytes: number;
  readonly #head: Buffer;
  #late: SharedResult | null = null;
  #waits = false;

  constructor(connection: Connection, { id, unsentBytes }: SocketStreamOptions) {
    this.#connection = connection;
    this.#unsentBytes = unsentBytes;
    this.#head = Buffer.from(`{"id":${JSON.stringify(id)},"type":"next","payload":`);
  }

  get open(): boolean {
    return this.#connection.socket.readyState === OPEN;
  }

  /** What to wait for before more is sent; null: there is room. */
  send({ bytes }: SharedResult): Promise<void> | null {
    const { socket, wire } = this.#connection;
    const unsent = wire.writableLength;
    if (unsent > this.#unsentBytes) socket.close(1013, 'Too slow: reconnect and resume');
    else if (unsent > ROOM_BYTES) return written(wire, Buffer.concat([textFrame(this.#head, bytes)]));
    else this.#write(bytes);
    return null;
  }

  sendNewest(result: SharedResult): void {
    if (!this.open) return;
    const { wire } = this.#connection;
    if (wire.writableLength <= ROOM_BYTES) {
      this.#late = null;
      this.#write(result.bytes);
      return;
    }
    this.#late = result;
    if (this.#waits || !wire.writableNeedDrain) return; // the next one finds room, or is late as well
    this.#waits = true;
    wire.once('drain', () => this.#sendLate());
  }

  #sendLate(): void {
    this.#waits = false;
    const late = this.#late;
    this.#late = null;
    if (late !== null && this.open) this.#write(late.bytes);
  }

  #write(bytes: Buffer): void {
    const { wire } = this.#connection;
    wire.write(textFrame(this.#head, bytes));
    if (wire.writableLength > 0) scratch = Buffer.allocUnsafeSlow(scratch.length); // the kernel has not taken all of it
  }
}

/** A connection that breaks meanwhile ends the subscription by its close. */
const written = (wire: Duplex, frame: Buffer): Promise<void> =>
  new Promise((resolve) => wire.write(frame, () => resolve()));

/** Where frames are put together: a connection with room has handed its frame to the kernel when write() returns. */
let scratch = Buffer.allocUnsafeSlow(64 * 1024);

function textFrame(head: Buffer, payload: Buffer): Buffer {
  const length = head.length + payload.length + END.length;
  const start = length < 126 ? 2 : length < 65_536 ? 4 : 10;
  const size = start + length;
  if (size > scratch.length) scratch = Buffer.allocUnsafeSlow(size);
  const frame = scratch.subarray(0, size);
  frame[0] = FINAL_TEXT;
  frame[1] = start === 2 ? length : start === 4 ? 126 : 127;
  if (start === 4) frame.writeUInt16BE(length, 2);
  if (start === 10) frame.writeBigUInt64BE(BigInt(length), 2);
  head.copy(frame, start);
  payload.copy(frame, start + head.length);
  END.copy(frame, size - 1);
  return frame;
}
