/**
 * Notices that a connection is dead although nobody told us: a half-open network, a firewall that forgot it. TCP alone needs a
 * quarter of an hour for bytes that are never acknowledged, and learns nothing at all of bytes that a proxy swallowed.
 *
 *   SilentSocket   a question without any answer for so long: for pools of short questions
 *   SilentSession  no answer for so long: the server is asked, through another session, whether it still works on it; a
 *                  statement may take hours, but a server that waits for us while we wait for it has lost the connection
 */
import type { Socket } from 'node:net';

const TICK_MS = 1_000;

/** Counts how long a socket has been silent while something was expected of it. */
class Silence {
  readonly #socket: Socket;
  #read = 0;
  #since: number | null = null;

  constructor(socket: Socket) {
    this.#socket = socket;
  }

  /** Milliseconds without a byte while `expected`; each byte, and each moment without expectation, begins anew. */
  measure(expected: boolean): number {
    const read = this.#socket.bytesRead;
    const now = performance.now();
    if (!expected || read !== this.#read) {
      this.#read = read;
      this.#since = null;
      return 0;
    }
    this.#since ??= now;
    return now - this.#since;
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
    const silent = silence.measure(options.expects());
    if (silent === 0) proofs = 0;
    if (asking || silent < limitMs || performance.now() < nextAt) return;
    asking = true;
    void look().finally(() => (asking = false));
  }, TICK_MS);
  timer.unref();
  socket.once('close', () => clearInterval(timer));
}
