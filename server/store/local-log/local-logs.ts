/** All logs of one machine: a directory each below one root. */
import { rm, statfs } from 'node:fs/promises';
import path from 'node:path';
import { invariant } from '../../core/assert.ts';
import { folderError } from '../../runtime/data-folder.ts';
import type { ChangeLogReader, ChangeLogs, ChangeLogWriter, TrimOptions } from '../change-log.ts';
import { readChain, readTrimmed, writeTrimmed, type SegmentInfo } from './log-directory.ts';
import { LocalLogReader } from './local-log-reader.ts';
import { LocalLogWriter, SEGMENT_BYTES } from './local-log-writer.ts';

export interface LocalLogsOptions {
  /** Size beyond which a segment is closed; default 64 MiB. */
  readonly segmentBytes?: number;
}

/** Logs below `directory`, which is made when it is missing. */
export function createLocalLogs(directory: string, options: LocalLogsOptions = {}): ChangeLogs {
  return new LocalLogs(directory, options);
}

class LocalLogs implements ChangeLogs {
  readonly #directory: string;
  readonly #segmentBytes: number;

  constructor(directory: string, options: LocalLogsOptions) {
    this.#directory = directory;
    this.#segmentBytes = options.segmentBytes ?? SEGMENT_BYTES;
  }

  openWriter(
    logId: string,
    options: { readonly epoch: number; readonly maxUnappliedBytes: number },
  ): Promise<ChangeLogWriter> {
    return LocalLogWriter.open(this.#of(logId), { ...options, segmentBytes: this.#segmentBytes });
  }

  /** Makes nothing: a folder that was there and is gone must not look like that of a new log. */
  openReader(logId: string): Promise<ChangeLogReader> {
    return Promise.resolve(new LocalLogReader(this.#of(logId)));
  }

  async trim(logId: string, options: TrimOptions): Promise<void> {
    const directory = this.#of(logId);
    await trim(directory, options).catch((error: unknown) => {
      throw folderError(error, directory);
    });
  }

  async remove(logId: string): Promise<void> {
    const directory = this.#of(logId);
    await rm(directory, { recursive: true, force: true }).catch((error: unknown) => {
      throw folderError(error, directory);
    });
  }

  async freeBytes(): Promise<number | null> {
    const disk = await statfs(this.#directory).catch(() => null); // no log yet
    return disk === null ? null : disk.bavail * disk.bsize;
  }

  #of(logId: string): string {
    invariant(/^[A-Za-z0-9_.-]+$/.test(logId) && !logId.startsWith('.'), `a log id is a plain name, not ${logId}`);
    return path.join(this.#directory, logId);
  }
}

/** The newest segment always stays: it holds the definitions and the last ordinal. */
async function trim(directory: string, options: TrimOptions): Promise<void> {
  const sealed = readChain(directory)?.sealed ?? [];
  const already = await readTrimmed(directory);
  const gone = segmentsToTrim(sealed, already, options);
  const belowOrdinal = options.keep === undefined ? options.belowOrdinal : (gone.at(-1)?.last?.ordinal ?? 0) + 1;
  if (belowOrdinal > already) await writeTrimmed(directory, belowOrdinal);
  for (const segment of gone) await rm(path.join(directory, segment.file), { force: true });
}

function segmentsToTrim(
  sealed: readonly SegmentInfo[],
  already: number,
  { belowOrdinal, keep }: TrimOptions,
): SegmentInfo[] {
  const kept = sealed.filter((segment) => segment.last !== null && segment.last.ordinal >= already);
  let bytes = kept.reduce((sum, segment) => sum + segment.bytes, 0);
  const gone: SegmentInfo[] = [];
  for (const segment of kept.slice(0, -1)) {
    if (segment.last === null || segment.last.ordinal >= belowOrdinal) break;
    if (keep !== undefined && bytes <= keep.bytes && segment.last.committedAtMicros >= keep.sinceMicros) break;
    gone.push(segment);
    bytes -= segment.bytes;
  }
  return gone;
}
