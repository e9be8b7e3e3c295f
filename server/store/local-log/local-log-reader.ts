/**
 * A reader of a log on local disk: follows the greatest chain's watermark from segment to segment. Several may read at
 * once, in this process or another one; none of them ever makes the writer wait.
 *
 * When a successor takes the log over it may write some transactions again; they are left out here by their ordinal.
 */
import { watch } from 'node:fs';
import { GodwitError } from '../../core/errors.ts';
import { folderError } from '../../runtime/data-folder.ts';
import type { ChangeLogReader, LogBounds, LogItem } from '../change-log.ts';
import {
  hasErrno,
  openWatermark,
  readChain,
  readTrimmed,
  type LogView,
  type SegmentInfo,
  type Watermark,
} from './log-directory.ts';
import { SegmentReader } from './segment-reader.ts';

const POLL_MS = 10;
const CHAIN_CHECK_MS = 1_000;

export class LocalLogReader implements ChangeLogReader {
  readonly #directory: string;
  readonly #closing = new AbortController();

  constructor(directory: string) {
    this.#directory = directory;
  }

  async *read(fromOrdinal: number, signal: AbortSignal): AsyncGenerator<readonly LogItem[]> {
    const ending = AbortSignal.any([signal, this.#closing.signal]);
    using follower = new LogFollower(this.#directory);
    const delivered = new Set<number>();
    let next = fromOrdinal;
    let reader: SegmentReader | null = null;
    let offset = 0;
    try {
      while (!ending.aborted) {
        const view = follower.look();
        const place = await this.#place(view, { next, file: reader?.file ?? null, offset });
        if (place === null) {
          await follower.changed(ending);
          continue;
        }
        if (reader?.file !== place.segment.file) {
          await reader?.[Symbol.asyncDispose]();
          reader = null;
          reader = await this.#openSegment(place.segment);
          offset = 0;
          if (reader === null) continue; // removed by a successor or a trim: look again
        }
        const run = await reader.run(offset, place.segment.bytes, next);
        offset = run.next;
        const items = run.items.filter((item) => item.kind === 'part' || isNew(delivered, item.table));
        const last = items.findLast((item) => item.kind === 'part');
        if (last?.kind === 'part') next = last.part.last ? last.part.ordinal + 1 : last.part.ordinal;
        if (items.length > 0) yield items;
      }
    } catch (error) {
      throw folderError(error, this.#directory);
    } finally {
      await reader?.[Symbol.asyncDispose]();
    }
  }

  async bounds(): Promise<LogBounds | null> {
    return this.#bounds().catch((error: unknown) => {
      throw folderError(error, this.#directory);
    });
  }

  close(): Promise<void> {
    this.#closing.abort();
    return Promise.resolve();
  }

  async #bounds(): Promise<LogBounds | null> {
    using follower = new LogFollower(this.#directory);
    const trimmed = await readTrimmed(this.#directory);
    const kept =
      follower
        .look()
        ?.segments.filter(
          (segment, index, all) => index === all.length - 1 || (segment.last?.ordinal ?? trimmed) >= trimmed,
        ) ?? [];
    const first = kept.find((segment) => segment.first !== null)?.first ?? null;
    const last = kept.findLast((segment) => segment.last !== null)?.last ?? null;
    if (first === null || last === null) return null;
    return { first, last, bytes: kept.reduce((sum, segment) => sum + segment.bytes, 0) };
  }

  neededBytes(belowOrdinal: number): Promise<number> {
    using follower = new LogFollower(this.#directory);
    const segments = follower.look()?.segments ?? [];
    const needed = segments.filter(
      ({ last }, index) => index === segments.length - 1 || last === null || last.ordinal >= belowOrdinal,
    );
    return Promise.resolve(needed.reduce((sum, { bytes }) => sum + bytes, 0));
  }

  /** The segment to read on in, or null when everything durable was read. Throws LOG_POSITION_MISSING. */
  async #place(
    view: LogView | null,
    at: { next: number; file: string | null; offset: number },
  ): Promise<{ segment: SegmentInfo } | null> {
    const segments = view?.segments ?? [];
    const index = segments.findIndex((segment) => segment.file === at.file);
    const current = segments[index];
    if (current !== undefined && at.offset < current.bytes) return { segment: current };
    if (current !== undefined) {
      const following = segments[index + 1];
      return following === undefined ? null : { segment: following };
    }
    const holding = segments.findLast((segment) => segment.first !== null && segment.first.ordinal <= at.next);
    if (holding !== undefined) return { segment: holding };
    const first =
      segments.find((segment) => segment.first !== null)?.first?.ordinal ??
      Math.max(1, await readTrimmed(this.#directory));
    if (at.next < first) throw new GodwitError('LOG_POSITION_MISSING', { position: String(at.next) });
    return null;
  }

  async #openSegment(segment: SegmentInfo): Promise<SegmentReader | null> {
    try {
      return await SegmentReader.open(this.#directory, segment.file);
    } catch (error) {
      if (!hasErrno(error, 'ENOENT')) throw error;
      if (segment.last !== null && segment.last.ordinal < (await readTrimmed(this.#directory))) {
        throw new GodwitError('LOG_POSITION_MISSING', { position: String(segment.first?.ordinal ?? 0) });
      }
      if (readChain(this.#directory)?.sealed.some(({ file }) => file === segment.file))
        throw new GodwitError('LOG_CORRUPT', { file: segment.file, offset: 0 });
      return null;
    }
  }
}

/** Keeps the newest view of a log's files and tells when it may have changed. */
class LogFollower implements Disposable {
  readonly #directory: string;
  #chain: { chain: string; sealed: readonly SegmentInfo[] } | null = null;
  #watermark: Watermark | null = null;
  #openFile: string | null = null;
  #chainCheckedAt = 0;
  #chainTouched = true;
  #wake: (() => void) | null = null;
  #watcher: ReturnType<typeof watch> | null = null;

  constructor(directory: string) {
    this.#directory = directory;
  }

  look(): LogView | null {
    if (this.#chainTouched || performance.now() - this.#chainCheckedAt > CHAIN_CHECK_MS) this.#readChain();
    if (this.#chain === null) return null;
    this.#watermark ??= openWatermark(this.#directory, this.#chain.chain);
    let open = this.#watermark?.read() ?? null;
    if (open !== null && open.file !== this.#openFile) {
      this.#openFile = open.file; // a new segment: its predecessor was sealed before
      this.#readChain();
      open = this.#watermark?.read() ?? null;
    }
    const sealed = this.#chain.sealed;
    const growing = open !== null && !sealed.some((segment) => segment.file === open.file) ? [open] : [];
    return { chain: this.#chain.chain, segments: [...sealed, ...growing] };
  }

  /** Resolves when a file of the log changed, after 10 ms at the latest, or when the signal aborts. */
  changed(signal: AbortSignal): Promise<void> {
    this.#watcher ??= this.#watch();
    return new Promise((resolve) => {
      const done = (): void => {
        clearTimeout(timer);
        signal.removeEventListener('abort', done);
        this.#wake = null;
        resolve();
      };
      const timer = setTimeout(done, POLL_MS);
      signal.addEventListener('abort', done, { once: true });
      this.#wake = done;
    });
  }

  [Symbol.dispose](): void {
    this.#watcher?.close();
    this.#watermark?.close();
  }

  #watch(): ReturnType<typeof watch> | null {
    try {
      const watcher = watch(this.#directory, (_, name) => {
        if (name?.startsWith('chain-')) this.#chainTouched = true;
        this.#wake?.();
      });
      watcher.on('error', () => watcher.close()); // the poll still follows
      return watcher;
    } catch (error) {
      if (hasErrno(error, 'ENOENT') || hasErrno(error, 'ENOSPC') || hasErrno(error, 'EMFILE')) return null; // no log yet, or no watches left: the poll follows
      throw error;
    }
  }

  #readChain(): void {
    this.#chainTouched = false;
    this.#chainCheckedAt = performance.now();
    const found = readGreatest(this.#directory);
    if (found === null) {
      this.#chainTouched = true;
      return;
    }
    if (found.chain !== this.#chain?.chain) {
      this.#watermark?.close();
      this.#watermark = null;
    }
    this.#chain = found;
  }
}

function isNew(delivered: Set<number>, table: number): boolean {
  const before = delivered.size;
  return delivered.add(table).size > before;
}

function readGreatest(directory: string): { chain: string; sealed: readonly SegmentInfo[] } | null {
  try {
    return readChain(directory);
  } catch (error) {
    if (hasErrno(error, 'ENOENT')) return null; // not made yet, or replaced this moment
    throw error;
  }
}
