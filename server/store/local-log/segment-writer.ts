/**
 * Blocks -> segment files of one chain, in order. It knows where the durable, complete part of the open segment ends;
 * what a crash or an abandoned transaction leaves behind that end does not count.
 *
 * It is driven by one operation at a time (local-log-writer.ts queues them).
 */
import { open, type FileHandle } from 'node:fs/promises';
import path from 'node:path';
import type { LogPoint } from '../change-log.ts';
import {
  readTrimmed,
  requireGreatest,
  segmentName,
  syncDirectory,
  Watermark,
  writeChain,
  type SegmentInfo,
} from './log-directory.ts';

/** What one block holds: `complete` unless a transaction is still open at its end. */
export interface BlockContent {
  readonly bytes: Buffer;
  readonly complete: boolean;
  readonly first: LogPoint | null;
  readonly last: LogPoint | null;
  /** Names the segment, should the block start one. */
  readonly nextOrdinal: number;
}

interface OpenSegment {
  readonly handle: FileHandle;
  readonly file: string;
  /** End of what was written. */
  offset: number;
  /** End of the last complete transaction. */
  completeEnd: number;
  first: LogPoint | null;
  last: LogPoint | null;
}

export interface SegmentWriterDeps {
  readonly directory: string;
  readonly chain: string;
  /** The block that a new segment starts with (L4), or null when nothing is defined. */
  readonly definitionsBlock: () => Buffer | null;
}

export class SegmentWriter {
  readonly #deps: SegmentWriterDeps;
  readonly #segmentBytes: number;
  readonly #watermark: Watermark;
  #sealed: SegmentInfo[];
  #open: OpenSegment | null = null;
  #sealedBytes = 0;
  #trimmedBelow = 0;
  #published = false;
  #dirty = false;
  #durable: LogPoint | null;

  constructor(
    deps: SegmentWriterDeps,
    options: { readonly sealed: readonly SegmentInfo[]; readonly segmentBytes: number },
  ) {
    this.#deps = deps;
    this.#sealed = [...options.sealed];
    this.#segmentBytes = options.segmentBytes;
    this.#watermark = new Watermark(deps.directory, deps.chain, 'write');
    this.#durable = lastOf(options.sealed);
    this.#countSealed();
  }

  /** The last complete transaction that is known to be on disk. */
  get durable(): LogPoint | null {
    return this.#durable;
  }

  /** Bytes of all segments that still hold something at or above the trimmed ordinal. */
  get keptBytes(): number {
    return this.#sealedBytes + (this.#open?.offset ?? 0);
  }

  async write(block: BlockContent): Promise<void> {
    const segment = (this.#open ??= await this.#begin(block.nextOrdinal));
    await writeAll(segment.handle, block.bytes, segment.offset);
    segment.offset += block.bytes.length;
    this.#dirty = true;
    if (!block.complete) return;
    segment.completeEnd = segment.offset;
    segment.first ??= block.first;
    segment.last = block.last ?? segment.last;
    if (this.#published && segment.offset >= this.#segmentBytes && segment.first !== null) await this.#seal(segment);
  }

  /** Drops what was written of a transaction that did not end. */
  async dropIncomplete(): Promise<void> {
    const segment = this.#open;
    if (segment === null || segment.offset === segment.completeEnd) return;
    await segment.handle.truncate(segment.completeEnd);
    segment.offset = segment.completeEnd;
  }

  /** Makes what was written durable and shows its complete part to readers. Throws FENCED (D2). */
  async sync(): Promise<LogPoint | null> {
    if (this.#open !== null && this.#dirty) {
      await this.#open.handle.datasync();
      requireGreatest(this.#deps.directory, this.#deps.chain);
      this.#dirty = false;
      this.#watermark.write(infoOf(this.#open));
      this.#durable = this.#open.last ?? this.#durable;
    } else {
      requireGreatest(this.#deps.directory, this.#deps.chain);
    }
    return this.#durable;
  }

  /** From here on readers follow this chain, and segments are sealed as they fill. */
  async publish(): Promise<void> {
    await writeChain(this.#deps.directory, this.#deps.chain, this.#sealed);
    this.#published = true;
  }

  async refreshTrimmed(): Promise<void> {
    this.#trimmedBelow = await readTrimmed(this.#deps.directory);
    this.#countSealed();
  }

  async close(): Promise<void> {
    this.#watermark.close();
    await this.#open?.handle.close();
    this.#open = null;
  }

  async #begin(ordinal: number): Promise<OpenSegment> {
    const { directory, chain, definitionsBlock } = this.#deps;
    const file = segmentName(chain, ordinal);
    const handle = await open(path.join(directory, file), 'w', 0o600);
    await syncDirectory(directory);
    const definitions = definitionsBlock();
    if (definitions !== null) await writeAll(handle, definitions, 0);
    const offset = definitions?.length ?? 0;
    return { handle, file, offset, completeEnd: offset, first: null, last: null };
  }

  async #seal(segment: OpenSegment): Promise<void> {
    await segment.handle.datasync();
    requireGreatest(this.#deps.directory, this.#deps.chain);
    await this.refreshTrimmed();
    this.#sealed = [...this.#sealed.filter((old) => this.#isNeeded(old)), infoOf(segment)];
    this.#countSealed();
    await this.publish();
    await segment.handle.close();
    this.#open = null;
    this.#dirty = false;
    this.#durable = segment.last ?? this.#durable;
  }

  #countSealed(): void {
    this.#sealedBytes = this.#sealed.reduce((sum, segment) => sum + (this.#isNeeded(segment) ? segment.bytes : 0), 0);
  }

  #isNeeded(segment: SegmentInfo): boolean {
    return segment.last === null || segment.last.ordinal >= this.#trimmedBelow;
  }
}

export function lastOf(segments: readonly SegmentInfo[]): LogPoint | null {
  return segments.findLast((segment) => segment.last !== null)?.last ?? null;
}

function infoOf(segment: OpenSegment): SegmentInfo {
  return { file: segment.file, bytes: segment.completeEnd, first: segment.first, last: segment.last };
}

async function writeAll(handle: FileHandle, bytes: Buffer, offset: number): Promise<void> {
  let done = 0;
  while (done < bytes.length)
    done += (await handle.write(bytes, done, bytes.length - done, offset + done)).bytesWritten;
}
