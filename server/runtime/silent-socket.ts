/**
 * Notices that a connection is dead although nobody told us: a half-open network, a firewall that forgot it. TCP alone needs a
 * quarter of an hour for bytes that are never acknowledged, and learns nothing at all of bytes that a proxy swallowed.
 */
import { connect, type Socket } from 'node:net';

export const TICK_MS = 1_000;

/**
 * Counts how long a socket has been silent while something was expected of it, and while this process ran: after it stood
 * still (SIGSTOP, a suspended machine) what came meanwhile lies unread, and the other side is not to blame.
 */
export class Silence {
  readonly #socket: Socket;
  #read = 0;
  #lookedAt: number | null = null;
  #silentMs = 0;

  constructor(socket: Socket) {
    this.#socket = socket;
  }

  /** Milliseconds without a byte while `expected`; each byte, and each moment without expectation, begins anew. Call each TICK_MS. */
  measure(expected: boolean): number {
    const read = this.#socket.bytesRead;
    const now = performance.now();
    if (!expected || read !== this.#read) {
      this.#read = read;
      this.#lookedAt = null;
      return (this.#silentMs = 0);
    }
    this.#silentMs += Math.min(now - (this.#lookedAt ?? now), 2 * TICK_MS);
    this.#lookedAt = now;
    return this.#silentMs;
  }
}

/** Destroys the socket once what was written has had no answer at all for `limitMs`. */
export function watchQuestions(socket: Socket, limitMs: number): void {
  const silence = new Silence(socket);
  let [read, written, asked] = [socket.bytesRead, socket.bytesWritten, false];
  const timer = setInterval(() => {
    if (socket.destroyed) return clearInterval(timer); // no listener: the driver takes all away for TLS
    if (socket.bytesRead !== read) asked = false;
    else if (socket.bytesWritten !== written) asked = true;
    [read, written] = [socket.bytesRead, socket.bytesWritten];
    if (silence.measure(asked) >= limitMs) socket.destroy();
  }, TICK_MS);
  timer.unref();
}

export type SocketAddress = { readonly host: string; readonly port: number } | { readonly path: string };

/**
 * A socket that is given up when a question stays without an answer for `limitMs`. It is handed over while it connects: the
 * driver sees to the rest as with its own.
 */
export function watchedSocket(address: SocketAddress, limitMs: number): Socket {
  const socket = connect(address);
  watchQuestions(socket, limitMs);
  return Object.assign(socket, address); // where the driver looks for them, for TLS
}
