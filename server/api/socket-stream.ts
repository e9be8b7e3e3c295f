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

/** As large as what is put together in one piece, mostly. */
const SCRATCH_BYTES = 64 * 1024;
const { OPEN } = WebSocket;
const FINAL_TEXT = 0x81;
const END = Buffer.from('}');

export interface SocketStreamOptions {
  readonly id: string;
  readonly unsentBytes: number;
}

/** The way out to one reader: a websocket and the connection that it was made of, for all its subscriptions. */
export class Outlet {
  readonly #socket: WebSocket;
  readonly #wire: Duplex;
  /** Who has something newer as soon as there is room. */
  readonly #late = new Set<() => void>();

  constructor(socket: WebSocket, wire: Duplex) {
    this.#socket = socket;
    this.#wire = wire;
    wire.on('drain', () => this.#serve());
  }

  get open(): boolean {
    return this.#socket.readyState === OPEN;
  }

  get hasRoom(): boolean {
    return !this.#wire.writableNeedDrain;
  }

  get unsentBytes(): number {
    return this.#wire.writableLength;
  }

  /** At once; there has to be room. */
  write(head: Buffer, payload: Buffer): void {
    this.#wire.write(textFrame(head, payload));
    if (this.#wire.writableLength > 0) scratch = Buffer.allocUnsafeSlow(SCRATCH_BYTES); // the kernel has not taken all of it
  }

  /** Resolves once it is written; a connection that breaks meanwhile ends its subscriptions by its close. */
  written(head: Buffer, payload: Buffer): Promise<void> {
    const frame = Buffer.from(textFrame(head, payload));
    return new Promise((resolve) => this.#wire.write(frame, () => resolve()));
  }

  /** Calls back when there is room, once. */
  whenRoom(call: () => void): void {
    this.#late.add(call);
  }

  tooSlow(): void {
    this.#socket.close(1013, 'Too slow: reconnect and resume');
  }

  #serve(): void {
    for (const call of this.#late) {
      if (!this.hasRoom) return; // those that are left come with the next drain
      this.#late.delete(call);
      call();
    }
  }
}

export function toSocket(
  results: AsyncIterable<ExecutionResult>,
  outlet: Outlet,
  options: SocketStreamOptions,
): AsyncIterableIterator<ExecutionResult> {
  const frames = new Frames(outlet, options);
  return canBeListenedTo(results) ? listening(results, frames) : reading(results[Symbol.asyncIterator](), frames);
}

/** What has to come to the subscriber, each in its turn. */
function reading(inner: AsyncIterator<ExecutionResult>, frames: Frames): AsyncIterableIterator<ExecutionResult> {
  let over = false;
  const stream: AsyncIterableIterator<ExecutionResult> = {
    next: async () => {
      for (;;) {
        const result = await inner.next();
        if (over || !frames.open) return { done: true, value: undefined };
        if (result.done === true || !isShared(result.value)) return result;
        const wait = frames.send(result.value);
        if (wait !== null) await wait;
      }
    },
    return: async () => {
      over = true;
      await inner.return?.();
      return { done: true, value: undefined };
    },
    [Symbol.asyncIterator]: () => stream,
  };
  return stream;
}

/**
 * Newest values: what a slow socket has no room for is left out, and the newest follows when it has. Nothing is sent before the
 * transport asks for the first: an operation that its client has ended meanwhile is never asked.
 */
function listening(results: NewestValues<ExecutionResult>, frames: Frames): AsyncIterableIterator<ExecutionResult> {
  let last: ExecutionResult | null = null;
  let begun = false;
  let ended = false;
  let wake = (): void => {};
  const end = (): void => {
    ended = true;
    wake();
  };
  const listener = {
    next: (result: ExecutionResult) => {
      if (isShared(result)) frames.sendNewest(result);
      else last = result; // why it ends
    },
    end,
    fail: end,
  };
  const stream: AsyncIterableIterator<ExecutionResult> = {
    next: async () => {
      if (!begun) results.listen(listener);
      begun = true;
      while (!ended) await new Promise<void>((resolve) => (wake = resolve));
      const value = last;
      last = null;
      return value === null ? { done: true, value: undefined } : { done: false, value };
    },
    return: async () => {
      await results.return?.();
      frames.close();
      end();
      return { done: true, value: undefined };
    },
    [Symbol.asyncIterator]: () => stream,
  };
  return stream;
}

/** Writes the results of one subscription as frames. */
class Frames {
  readonly #outlet: Outlet;
  readonly #unsentBytes: number;
  readonly #head: Buffer;
  #closed = false;
  #late: SharedResult | null = null;
  readonly #sendLate = (): void => {
    const late = this.#late;
    this.#late = null;
    if (late !== null && this.open) this.#outlet.write(this.#head, late.bytes);
  };

  constructor(outlet: Outlet, { id, unsentBytes }: SocketStreamOptions) {
    this.#outlet = outlet;
    this.#unsentBytes = unsentBytes;
    this.#head = Buffer.from(`{"id":${JSON.stringify(id)},"type":"next","payload":`);
  }

  get open(): boolean {
    return !this.#closed && this.#outlet.open;
  }

  /** Nothing is sent any more. */
  close(): void {
    this.#closed = true;
  }

  /** What to wait for before more is sent; null: there is room. */
  send({ bytes }: SharedResult): Promise<void> | null {
    if (this.#outlet.unsentBytes > this.#unsentBytes) this.#outlet.tooSlow();
    else if (!this.#outlet.hasRoom) return this.#outlet.written(this.#head, bytes);
    else this.#outlet.write(this.#head, bytes);
    return null;
  }

  sendNewest(result: SharedResult): void {
    if (!this.open) return;
    if (this.#outlet.hasRoom) {
      this.#late = null;
      this.#outlet.write(this.#head, result.bytes);
      return;
    }
    this.#late = result;
    this.#outlet.whenRoom(this.#sendLate);
  }
}

/** Where frames are put together: a connection with room has handed its frame to the kernel when write() returns. */
let scratch = Buffer.allocUnsafeSlow(SCRATCH_BYTES);

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
