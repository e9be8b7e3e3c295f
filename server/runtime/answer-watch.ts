/**
 * Notices that the connection of one session is dead (silent-socket.ts) although its statement may take hours: after a
 * silence the server is asked, through another session, whether it still works on it; a server that waits for us while we
 * wait for it has lost the connection.
 */
import type { Socket } from 'node:net';
import { Silence, TICK_MS } from './silent-socket.ts';

/** What the server says of the session, asked through another one. */
export type Whereabouts = 'WORKS' | 'WAITS_FOR_US' | 'UNREACHABLE';

export interface SessionWatchOptions {
  /** Whether the server owes us bytes: an operation is open, and we read. */
  readonly expects: () => boolean;
  /** Whether a server that waits for us has a reason to: a COPY of ours goes on, and all of it so far is sent. */
  readonly mayWait: () => boolean;
  readonly ask: () => Promise<Whereabouts>;
  readonly lost: () => void;
  /** Silence before the server is asked; default 10 s. */
  readonly silenceMs?: number;
}

const SILENCE_MS = 10_000;
/** Twice in a row, because an answer may be under way. */
const PROOFS = 2;
const PROOFS_APART_MS = 3_000;

/** Watches one session until its socket closes. */
export function watchSession(socket: Socket, options: SessionWatchOptions): void {
  const silence = new Silence(socket);
  const limitMs = options.silenceMs ?? SILENCE_MS;
  let proofs = 0;
  let nextAt = 0;
  let asking = false;
  const look = async (): Promise<void> => {
    const read = socket.bytesRead;
    const found = await options.ask();
    const dead = found === 'UNREACHABLE' || (found === 'WAITS_FOR_US' && !options.mayWait());
    proofs = dead && socket.bytesRead === read && options.expects() ? proofs + 1 : 0;
    nextAt = performance.now() + (proofs > 0 ? PROOFS_APART_MS : limitMs);
    if (proofs >= PROOFS) options.lost();
  };
  const timer = setInterval(() => {
    if (socket.destroyed) return clearInterval(timer); // no listener: a driver takes all away for TLS
    const silent = silence.measure(options.expects());
    if (silent === 0) proofs = 0;
    if (asking || silent < limitMs || performance.now() < nextAt) return;
    asking = true;
    void look().finally(() => (asking = false));
  }, TICK_MS);
  timer.unref();
}
