/**
 * The files of one log: which segments count, how far they are durable, what was trimmed.
 *
 *   chain-EPOCH-RUN          one per writer that ever opened the log; lists the sealed segments of all its predecessors
 *   durable-EPOCH-RUN        the writer's watermark: its open segment and how far that is durable (readers follow it)
 *   EPOCH-RUN-ORDINAL.log    a segment; first ordinal in its name
 *   acknowledged-EPOCH-RUN   how far the writer let the source forget (L7)
 *   trimmed                  ordinals below its number may be gone
 *
 * D1  The greatest chain with content is the truth. Each writer changes only files that carry its own number, so a
 *     stale one can never undo its successor (C18).
 * D2  A writer claims (creates its empty chain) before it looks at what its predecessor left, and looks for a greater
 *     chain after each sync and before it reports anything durable. So whatever was reported is seen by the successor.
 */
import { closeSync, constants, openSync, readdirSync, readFileSync, readSync, writeSync } from 'node:fs';
import { open, readFile, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import { crc32 } from 'node:zlib';
import { GodwitError } from '../../core/errors.ts';
import type { LogPoint } from '../change-log.ts';

/** A segment as far as it counts. `first` is null when it holds no transaction. */
export interface SegmentInfo {
  readonly file: string;
  readonly bytes: number;
  readonly first: LogPoint | null;
  readonly last: LogPoint | null;
}

/** What a reader may read: segments in order, the last one still growing unless `open` is false. */
export interface LogView {
  readonly chain: string;
  readonly segments: readonly SegmentInfo[];
}

export const chainName = (epoch: number, run: number): string =>
  `chain-${String(epoch).padStart(12, '0')}-${String(run).padStart(6, '0')}`;
export const segmentName = (chain: string, ordinal: number): string =>
  `${chain.slice('chain-'.length)}-${String(ordinal).padStart(16, '0')}.log`;
const durableName = (chain: string): string => `durable-${chain.slice('chain-'.length)}`;

/** Names of all chains, smallest first (their names sort as their numbers do). */
export function chainsOf(directory: string): string[] {
  return readdirSync(directory)
    .filter((name) => /^chain-\d+-\d+$/.test(name))
    .sort();
}

/** Creates the next chain of `epoch`, empty (D2). Throws FENCED when a greater epoch was here. */
export function claimChain(directory: string, epoch: number): string {
  for (;;) {
    const greatest = chainsOf(directory).at(-1);
    const [, theirs = '0', run = '0'] = greatest?.split('-') ?? [];
    if (Number(theirs) > epoch) throw new GodwitError('FENCED', { component: 'STORE', epoch: Number(theirs) });
    const mine = chainName(epoch, Number(theirs) === epoch ? Number(run) + 1 : 1);
    try {
      closeSync(openSync(path.join(directory, mine), 'wx'));
      return mine;
    } catch (error) {
      if (!hasErrno(error, 'EEXIST')) throw error;
    }
  }
}

/** Throws FENCED when a greater chain than `chain` exists, and DATA_FOLDER_UNUSABLE when `chain` itself is gone. */
export function requireGreatest(directory: string, chain: string): void {
  const greatest = chainsOf(directory).at(-1);
  if (greatest === undefined || greatest < chain)
    throw new GodwitError('DATA_FOLDER_UNUSABLE', { where: directory, detail: 'files in it are gone' });
  if (greatest !== chain)
    throw new GodwitError('FENCED', { component: 'STORE', epoch: Number(greatest.split('-')[1] ?? 0) });
}

/** Replaces the list of sealed segments of a chain; durable when it resolves. */
export async function writeChain(directory: string, chain: string, sealed: readonly SegmentInfo[]): Promise<void> {
  await replaceFile(directory, chain, JSON.stringify({ sealed }));
}

/** The greatest chain with content that is below `below`, with its sealed segments. */
export function readChain(directory: string, below?: string): { chain: string; sealed: readonly SegmentInfo[] } | null {
  const names = chainsOf(directory).filter((name) => below === undefined || name < below);
  for (const chain of names.reverse()) {
    const text = readFileSync(path.join(directory, chain), 'utf8');
    if (text !== '') return { chain, sealed: (JSON.parse(text) as { sealed: SegmentInfo[] }).sealed }; // written by writeChain
  }
  return null;
}

/** The watermark of a chain: written in place in one write, checked by its checksum, never synced (the data is). */
export class Watermark {
  readonly #fd: number;

  constructor(directory: string, chain: string, access: 'read' | 'write') {
    const flags = access === 'write' ? constants.O_RDWR | constants.O_CREAT : constants.O_RDONLY;
    this.#fd = openSync(path.join(directory, durableName(chain)), flags, 0o600);
  }

  write(segment: SegmentInfo): void {
    const json = Buffer.from(JSON.stringify(segment));
    const bytes = Buffer.allocUnsafe(8 + json.length);
    bytes.writeUInt32BE(json.length, 0);
    bytes.writeUInt32BE(crc32(json), 4);
    json.copy(bytes, 8);
    writeSync(this.#fd, bytes, 0, bytes.length, 0);
  }

  /** The open segment as far as it is durable; null while there is none, or while a write is half done. */
  read(): SegmentInfo | null {
    const head = Buffer.alloc(4096);
    const got = readSync(this.#fd, head, 0, head.length, 0);
    if (got < 8) return null;
    const length = head.readUInt32BE(0);
    const json = length + 8 <= got ? head.subarray(8, 8 + length) : this.#readRest(length);
    return crc32(json) === head.readUInt32BE(4) ? (JSON.parse(json.toString()) as SegmentInfo) : null; // written by write()
  }

  #readRest(length: number): Buffer {
    const json = Buffer.alloc(length);
    return json.subarray(0, readSync(this.#fd, json, 0, length, 8));
  }

  close(): void {
    closeSync(this.#fd);
  }
}

/** The watermark of `chain` to read from, or null when its writer has not made it yet. */
export function openWatermark(directory: string, chain: string): Watermark | null {
  try {
    return new Watermark(directory, chain, 'read');
  } catch (error) {
    if (hasErrno(error, 'ENOENT')) return null;
    throw error;
  }
}

/** Ordinals below this may be gone; 0 when nothing was trimmed. */
export async function readTrimmed(directory: string): Promise<number> {
  try {
    return Number(await readFile(path.join(directory, 'trimmed'), 'utf8'));
  } catch (error) {
    if (hasErrno(error, 'ENOENT')) return 0;
    throw error;
  }
}

export async function writeTrimmed(directory: string, belowOrdinal: number): Promise<void> {
  await replaceFile(directory, 'trimmed', String(belowOrdinal));
}

/** What the greatest writer that recorded anything has let the source forget; null: nobody has. */
export async function readAcknowledged(directory: string): Promise<string | null> {
  const newest = readdirSync(directory)
    .filter((name) => /^acknowledged-\d+-\d+$/.test(name))
    .sort()
    .at(-1);
  return newest === undefined ? null : readFile(path.join(directory, newest), 'utf8');
}

export async function writeAcknowledged(directory: string, chain: string, position: string): Promise<void> {
  const mine = `acknowledged-${chain.slice('chain-'.length)}`;
  await replaceFile(directory, mine, position);
  for (const name of readdirSync(directory))
    if (/^acknowledged-\d+-\d+$/.test(name) && name < mine) await rm(path.join(directory, name), { force: true });
}

/** Makes names that were created, renamed or removed in `directory` durable. */
export async function syncDirectory(directory: string): Promise<void> {
  await using handle = await open(directory, 'r');
  await handle.sync();
}

export function hasErrno(error: unknown, code: string): boolean {
  return error instanceof Error && 'code' in error && error.code === code;
}

async function replaceFile(directory: string, name: string, text: string): Promise<void> {
  const temporary = path.join(directory, `${name}.new`);
  {
    await using handle = await open(temporary, 'w', 0o600);
    await handle.writeFile(text);
    await handle.sync();
  }
  await rename(temporary, path.join(directory, name));
  await syncDirectory(directory);
}
