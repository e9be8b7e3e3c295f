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

const EPOCH_MICROS = 946_684_800_000_000n;

export class Acknowledgement {
  /** Transactions given out and not confirmed yet, in order. */
  readonly #waiting: { readonly commit: bigint; readonly end: bigint }[] = [];
  #head = 0;
  #idle = 0n;
  #received = 0n;
  #told = 0n;
  #anchored: boolean;

  /** `anchored`: the log holds a transaction. Before it does, nothing is told: a lost log could not be noticed else. */
  constructor(options: { readonly anchored: boolean }) {
    this.#anchored = options.anchored;
  }

  get told(): Position {
    return formatLsn(this.#told);
  }

  /** A transaction was given out: the position of its commit and where it ends. */
  given(commit: bigint, end: bigint): void {
    this.#waiting.push({ commit, end });
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

  /** The status update that tells it. */
  message(): Buffer {
    const bytes = Buffer.alloc(34);
    bytes.writeUInt8(0x72, 0);
    bytes.writeBigUInt64BE(this.#received > this.#told ? this.#received : this.#told, 1);
    bytes.writeBigUInt64BE(this.#told, 9);
    bytes.writeBigUInt64BE(this.#told, 17);
    bytes.writeBigInt64BE(BigInt(Date.now()) * 1000n - EPOCH_MICROS, 25);
    return bytes;
  }

  #advance(): void {
    if (this.#anchored && this.#head === this.#waiting.length) this.#tell(this.#idle);
  }

  #tell(position: bigint): void {
    if (position > this.#told) this.#told = position;
  }
}
