/**
 * Socket bytes -> messages. Runs of CopyData are handed on as they lie in the socket's chunk, header and all, without
 * being put together again (W2 of wire-session.ts); everything else is given whole.
 */
export interface MessageSink {
  message(type: number, body: Buffer): void;
  /** Raw bytes of CopyData messages, headers included; `messages` begin in them. */
  copyRun(bytes: Buffer, messages: number): void;
}

const COPY_DATA = 0x64;

export class MessageReader {
  readonly #sink: MessageSink;
  /** Hand on CopyData only in whole messages (replication streams). */
  wholeCopyData = false;
  /** Body bytes of a raw CopyData message still to come. */
  #rawLeft = 0;
  /** Start of a message that was not yet whole. */
  #pieces: Buffer[] = [];
  #piecesLength = 0;
  /** Bytes needed before #pieces can be looked at again. */
  #needed = 0;

  constructor(sink: MessageSink) {
    this.#sink = sink;
  }

  feed(chunk: Buffer): void {
    if (this.#piecesLength > 0) {
      this.#pieces.push(chunk);
      this.#piecesLength += chunk.length;
      if (this.#piecesLength < this.#needed) return;
      chunk = Buffer.concat(this.#pieces, this.#piecesLength);
      this.#pieces = [];
      this.#piecesLength = 0;
    }
    let at = 0;
    while (at < chunk.length) {
      if (this.#rawLeft > 0 || (chunk[at] === COPY_DATA && chunk.length - at >= 5)) {
        const end = this.wholeCopyData ? this.#forwardWhole(chunk, at) : this.#forwardRun(chunk, at);
        if (end > at) {
          at = end;
          continue;
        }
      }
      const left = chunk.length - at;
      const length = left >= 5 ? chunk.readUInt32BE(at + 1) + 1 : 5;
      if (left < length) {
        this.#pieces = [chunk.subarray(at)];
        this.#piecesLength = left;
        this.#needed = length;
        return;
      }
      this.#sink.message(chunk[at] ?? 0, chunk.subarray(at + 5, at + length));
      at += length;
    }
  }

  /** Hands on the longest run of whole CopyData messages from `start`; returns where it ends, `start` when there is none. */
  #forwardWhole(chunk: Buffer, start: number): number {
    let end = start;
    let messages = 0;
    while (end + 5 <= chunk.length && chunk[end] === COPY_DATA) {
      const next = end + 1 + chunk.readUInt32BE(end + 1);
      if (next > chunk.length) break;
      end = next;
      messages += 1;
    }
    if (messages > 0) this.#sink.copyRun(chunk.subarray(start, end), messages);
    return end;
  }

  /** Hands on the longest run of CopyData bytes from `start`; returns where it ends. */
  #forwardRun(chunk: Buffer, start: number): number {
    let at = start + this.#rawLeft;
    let messages = 0;
    while (at + 5 <= chunk.length && chunk[at] === COPY_DATA) {
      at += 1 + chunk.readUInt32BE(at + 1);
      messages += 1;
    }
    const end = Math.min(at, chunk.length);
    this.#rawLeft = at - end;
    this.#sink.copyRun(start === 0 && end === chunk.length ? chunk : chunk.subarray(start, end), messages);
    return end;
  }
}
