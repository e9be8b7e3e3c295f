/** One segment file -> its items, in runs of whole blocks. What counts of the file is said by the caller (`end`). */
import { open, type FileHandle } from 'node:fs/promises';
import path from 'node:path';
import { GodwitError } from '../../core/errors.ts';
import type { LogItem } from '../change-log.ts';
import { BLOCK_HEADER_BYTES, blockIsSound, blockLength, readBlock } from './segment-format.ts';

const CHUNK_BYTES = 1024 * 1024;

export interface BlockRun {
  readonly items: LogItem[];
  /** Offset behind the last block of the run. */
  readonly next: number;
}

export class SegmentReader implements AsyncDisposable {
  readonly file: string;
  readonly #path: string;
  readonly #handle: FileHandle;

  private constructor(file: string, filePath: string, handle: FileHandle) {
    this.file = file;
    this.#path = filePath;
    this.#handle = handle;
  }

  static async open(directory: string, file: string): Promise<SegmentReader> {
    const filePath = path.join(directory, file);
    return new SegmentReader(file, filePath, await open(filePath, 'r'));
  }

  /** Bytes in the file, whether they count or not. */
  async size(): Promise<number> {
    return (await this.#handle.stat()).size;
  }

  /** The blocks from `start` on, about 1 MiB of them, none reaching beyond `end`. Throws LOG_CORRUPT. */
  async run(start: number, end: number, fromOrdinal: number): Promise<BlockRun> {
    const { run, damaged } = await this.tryRun(start, end, fromOrdinal);
    if (damaged) throw new GodwitError('LOG_CORRUPT', { file: this.#path, offset: run.next });
    return run;
  }

  /** The same, but stops before the first damaged block and says so (the torn tail of a predecessor). */
  async tryRun(start: number, end: number, fromOrdinal: number): Promise<{ run: BlockRun; damaged: boolean }> {
    let bytes = await this.#bytes(start, Math.min(CHUNK_BYTES, end - start));
    const needed = blockLength(bytes, 0) ?? BLOCK_HEADER_BYTES;
    if (needed > bytes.length && start + needed <= end) bytes = await this.#bytes(start, needed);
    const items: LogItem[] = [];
    let at = 0;
    for (;;) {
      const length = blockLength(bytes, at);
      if (length === null || at + length > bytes.length) break;
      if (!blockIsSound(bytes, at, at + length)) return { run: { items, next: start + at }, damaged: true };
      readBlock(bytes, at, at + length, items, fromOrdinal);
      at += length;
    }
    return { run: { items, next: start + at }, damaged: at === 0 };
  }

  async #bytes(start: number, length: number): Promise<Buffer> {
    const bytes = Buffer.allocUnsafeSlow(length);
    let got = 0;
    while (got < length) {
      const { bytesRead } = await this.#handle.read(bytes, got, length - got, start + got);
      if (bytesRead === 0) break;
      got += bytesRead;
    }
    return bytes.subarray(0, got);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#handle.close();
  }
}
