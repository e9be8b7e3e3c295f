/**
 * Gathers the records of one transaction behind each other, in slabs that many transactions share, so that a small
 * transaction costs no allocation of its own. What take() gave out is never written to again.
 */
const SLAB_BYTES = 256 * 1024;

export class RecordBuffer {
  #slab = Buffer.allocUnsafeSlow(SLAB_BYTES);
  #start = 0;
  #end = 0;
  /** Row changes gathered (truncates and messages not counted). */
  rows = 0;

  get bytes(): number {
    return this.#end - this.#start;
  }

  /** Adds a row change with the tuples in bytes[from, to). */
  addRow(kind: number, table: number, bytes: Buffer, from: number, to: number): void {
    const length = 5 + to - from;
    let at = this.#reserve(4 + length);
    at = this.#slab.writeUInt32BE(length, at);
    this.#slab[at++] = kind;
    at = this.#slab.writeUInt32BE(table, at);
    bytes.copy(this.#slab, at, from, to);
    this.rows += 1;
  }

  /** Adds a record as it is, without its length. */
  add(record: Buffer): void {
    const at = this.#reserve(4 + record.length);
    record.copy(this.#slab, this.#slab.writeUInt32BE(record.length, at));
  }

  take(): { readonly records: Buffer; readonly rowCount: number } {
    const taken = { records: this.#slab.subarray(this.#start, this.#end), rowCount: this.rows };
    this.#start = this.#end;
    this.rows = 0;
    return taken;
  }

  clear(): void {
    this.#end = this.#start;
    this.rows = 0;
  }

  #reserve(bytes: number): number {
    if (this.#end + bytes > this.#slab.length) {
      const held = this.#slab.subarray(this.#start, this.#end);
      const slab = Buffer.allocUnsafeSlow(Math.max(SLAB_BYTES, 2 * (held.length + bytes)));
      held.copy(slab);
      this.#slab = slab;
      this.#start = 0;
      this.#end = held.length;
    }
    const at = this.#end;
    this.#end += bytes;
    return at;
  }
}
