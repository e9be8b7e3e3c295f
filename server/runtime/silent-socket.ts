/**
 * Notices that a connection is dead although nobody told us: a half-open network, a firewall that forgot it. TCP alone needs a
 * quarter of an hour for bytes that are never acknowledged, and learns nothing at all of bytes that a proxy swallowed.
 */
import { connect, type Socket } from 'node:net';
import { must } from '../core/assert.ts';

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

/** A socket of the PostgreSQL driver's (driver-repair.ts, D6). */
export interface DriverSocket extends Socket {
  /** Whether a statement is open that the server has not answered to its end. */
  awaitsAnswer?: () => boolean;
  /** Whether nothing runs on it, and no transaction is open. */
  rests?: () => boolean;
  /** Null before the server has told it. */
  backendPid?: () => number | null;
}

/** Throws when the driver was loaded without its repair: no dead connection would ever be noticed. */
export function awaitsAnswer(socket: DriverSocket): boolean {
  return must(socket.awaitsAnswer, "the driver's repair (--import server/runtime/driver-repair.ts)")();
}

export type SocketAddress = { readonly host: string; readonly port: number } | { readonly path: string };

/** A socket for the driver, which sees to the rest as with its own; handed over while it connects. */
export function driverSocket(address: SocketAddress): DriverSocket {
  return Object.assign(connect(address), address); // where the driver looks for them, for TLS
}

/**
 * The sockets of one pool. One on which a statement stays without any answer for `limitMs` is given up, and with it those that
 * rest: they came through the same network, and the next statement would wait for each of them in turn (seen).
 */
export class WatchedSockets {
  readonly #limitMs: number;
  readonly #sockets = new Set<DriverSocket>();

  constructor(limitMs: number) {
    this.#limitMs = limitMs;
  }

  open(address: SocketAddress): DriverSocket {
    const socket = driverSocket(address);
    this.#sockets.add(socket);
    const silence = new Silence(socket);
    const timer = setInterval(() => {
      if (socket.destroyed) {
        clearInterval(timer); // no listener: the driver takes all away for TLS
        this.#sockets.delete(socket);
      } else if (silence.measure(awaitsAnswer(socket)) >= this.#limitMs) this.#giveUp(socket);
    }, TICK_MS);
    timer.unref();
    return socket;
  }

  #giveUp(dead: DriverSocket): void {
    dead.destroy();
    for (const socket of this.#sockets) if (socket.rests?.() === true) socket.destroy();
  }
}
