/**
 * Streamed transactions until they commit (C14): one file per transaction, so that memory stays flat. Each record is
 * kept with the id of the subtransaction that wrote it; those that were rolled back are left out when it is read.
 *
 *   file = ( u32 subtransaction | u32 length | record )*
 */
import { closeSync, mkdirSync, openSync, readSync, rmSync, writeSync } from 'node:fs';
import path from 'node:path';
import { must } from '../../../core/assert.ts';
import { inFolder } from '../../../runtime/data-folder.ts';

const PENDING_BYTES = 256 * 1024;
const READ_BYTES = 1024 * 1024;

interface Spooled {
  readonly fd: number;
  readonly file: string;
  readonly aborted: Set<number>;
  pending: Buffer[];
  pendingBytes: number;
}

export class TransactionSpool implements Disposable {
  readonly #directory: string;
  readonly #transactions = new Map<number, Spooled>();

  /**
   * Empties `directory`: what was streamed on an earlier connection comes again. It and all that writes throws DISK_FULL and
   * DATA_FOLDER_UNUSABLE.
   */
  constructor(directory: string) {
    this.#directory = directory;
    inFolder(directory, () => {
      rmSync(directory, { recursive: true, force: true });
      mkdirSync(directory, { recursive: true, mode: 0o700 });
    });
  }

  get size(): number {
    return this.#transactions.size;
  }

  begin(transaction: number): void {
    if (this.#transactions.has(transaction)) return;
    const file = path.join(this.#directory, String(transaction));
    this.#transactions.set(transaction, {
      fd: inFolder(this.#directory, () => openSync(file, 'w+', 0o600)),
      file,
      aborted: new Set(),
      pending: [],
      pendingBytes: 0,
    });
  }

  /** Keeps a record of `subtransaction` (equal to `transaction` outside any). Copies the bytes. */
  add(transaction: number, subtransaction: number, record: Buffer): void {
    const spooled = this.#get(transaction);
    const entry = Buffer.allocUnsafe(8 + record.length);
    entry.writeUInt32BE(subtransaction, 0);
    entry.writeUInt32BE(record.length, 4);
    record.copy(entry, 8);
    spooled.pending.push(entry);
    spooled.pendingBytes += entry.length;
    if (spooled.pendingBytes >= PENDING_BYTES) inFolder(this.#directory, () => writeOut(spooled));
  }

  /** A rolled-back subtransaction; the transaction itself is forgotten when it is the one rolled back. */
  abort(transaction: number, subtransaction: number): void {
    if (transaction === subtransaction) this.forget(transaction);
    else this.#get(transaction).aborted.add(subtransaction);
  }

  /** The records of a transaction in their order, without those rolled back. */
  *records(transaction: number): Generator<Buffer, void> {
    const spooled = this.#get(transaction);
    inFolder(this.#directory, () => writeOut(spooled));
    let bytes: Buffer = Buffer.alloc(0);
    for (let offset = 0; ;) {
      const needed = bytes.length >= 8 ? 8 + bytes.readUInt32BE(4) : 8;
      const more = Buffer.allocUnsafeSlow(Math.max(READ_BYTES, needed));
      bytes.copy(more);
      const got = readSync(spooled.fd, more, bytes.length, more.length - bytes.length, offset);
      if (got === 0) return;
      offset += got;
      bytes = more.subarray(0, bytes.length + got);
      let at = 0;
      while (bytes.length - at >= 8 && bytes.length - at - 8 >= bytes.readUInt32BE(at + 4)) {
        const end = at + 8 + bytes.readUInt32BE(at + 4);
        if (!spooled.aborted.has(bytes.readUInt32BE(at))) yield bytes.subarray(at + 8, end);
        at = end;
      }
      bytes = bytes.subarray(at);
    }
  }

  forget(transaction: number): void {
    const spooled = this.#get(transaction);
    closeSync(spooled.fd);
    inFolder(this.#directory, () => rmSync(spooled.file, { force: true }));
    this.#transactions.delete(transaction);
  }

  [Symbol.dispose](): void {
    for (const { fd } of this.#transactions.values()) closeSync(fd);
    this.#transactions.clear();
    try {
      rmSync(this.#directory, { recursive: true, force: true });
    } catch {
      // it is emptied at the next connection; why this one ended must not be hidden
    }
  }

  #get(transaction: number): Spooled {
    return must(this.#transactions.get(transaction), `streamed transaction ${transaction}`);
  }
}

function writeOut(spooled: Spooled): void {
  if (spooled.pendingBytes === 0) return;
  const bytes = Buffer.concat(spooled.pending, spooled.pendingBytes);
  for (let done = 0; done < bytes.length;) done += writeSync(spooled.fd, bytes, done);
  spooled.pending = [];
  spooled.pendingBytes = 0;
}
