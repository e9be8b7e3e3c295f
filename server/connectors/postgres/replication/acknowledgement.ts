/**
 * How far the source may forget. The position told to it is that of the newest confirmed transaction; when everything
 * that was given out is confirmed, it is the newest position at which the stream stood between two transactions, so that
 * it moves while idle. Never past something that is not confirmed (C19).
 *
 * A1  told <= end of the newest confirmed transaction, or everything given out is confirmed.
 * A2  told only grows.
 */
import type { Position } from '../../../core/position.ts';
import { formatLsn, parseLsn } from '../position.ts';

interface Given {
  readonly commit: bigint;
  readonly end: bigint;
}

/** Transactions that are remembered one by one; of more, every second one is (C19 holds them for as long as a copy takes). */
const MOST_WAITING = 65_536;
const EPOCH_MICROS = 946_684_800_000_000n;

export class Acknowledgement {
  /** Transactions given out and not confirmed yet, in order. */
  #waiting: Given[] = [];
  #head = 0;
  #idle = 0n;
  #received = 0n;
  #told = 0n;
  #anchored: boolean;
  readonly #most: number;

  /**
   * `anchored`: the log holds a transaction. Before it does, nothing is told: a lost log could not be noticed else.
   * `mostWaiting`: default 65 536.
   */
  constructor(options: { readonly anchored: boolean; readonly mostWaiting?: number }) {
    this.#anchored = options.anchored;
    this.#most = options.mostWaiting ?? MOST_WAITING;
  }

  get told(): Position {
    return formatLsn(this.#told);
  }

  /** A transaction was given out: the position of its commit and where it ends. */
  given(commit: bigint, end: bigint): void {
    this.#waiting.push({ commit, end });
    if (this.#waiting.length - this.#head > this.#most) this.#thin();
  }

  /** The stream goes on behind this transaction, which waits to be confirmed like one that is given out. */
  known(position: Position): void {
    this.given(parseLsn(position), parseLsn(position));
  }

  /** The stream stood at `position` with nothing open; `given` was called for all before. */
  stoodIdle(position: bigint): void {
    this.#idle = position;
    this.#advance();
  }

  received(position: bigint): void {
    if (position > this.#received) this.#received = position;
  }

  /** Returns whether the position to tell has moved. */
  confirm(position: Position): boolean {
    const before = this.#told;
    const confirmed = parseLsn(position);
    this.#anchored = true;
    for (
      let next = this.#waiting[this.#head];
      next !== undefined && next.commit <= confirmed;
      next = this.#waiting[this.#head]
    ) {
      this.#tell(next.end);
      this.#head += 1;
    }
    if (this.#head > 1024) {
      this.#waiting.splice(0, this.#head);
      this.#head = 0;
    }
    this.#advance();
    return this.#told > before;
  }

  /** The status update that tells it, as far as it is recorded. */
  message(recorded: Position): Buffer {
    const upTo = parseLsn(recorded);
    const told = this.#told < upTo ? this.#told : upTo;
    const bytes = Buffer.alloc(34);
    bytes.writeUInt8(0x72, 0);
    bytes.writeBigUInt64BE(this.#received > told ? this.#received : told, 1);
    bytes.writeBigUInt64BE(told, 9);
    bytes.writeBigUInt64BE(told, 17);
    bytes.writeBigInt64BE(BigInt(Date.now()) * 1000n - EPOCH_MICROS, 25);
    return bytes;
  }

  /** The newest one stays: only with it is everything confirmed. */
  #thin(): void {
    const waiting = this.#waiting.slice(this.#head);
    this.#waiting = waiting.filter((_, index) => (waiting.length - 1 - index) % 2 === 0);
    this.#head = 0;
  }

  #advance(): void {
    if (this.#anchored && this.#head === this.#waiting.length) this.#tell(this.#idle);
  }

  #tell(position: bigint): void {
    if (position > this.#told) this.#told = position;
  }
}
