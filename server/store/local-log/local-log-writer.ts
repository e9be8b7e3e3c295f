/**
 * The one writer of a log on local disk: gathers parts into blocks, writes them behind the caller's back in order, and
 * makes groups of them durable with one fdatasync. append() and flush() may overlap; operations keep their order.
 *
 * Opening takes the log over (L5): the predecessor's segments are sealed at its watermark; whole transactions that lie
 * behind it are written again into a segment of our own, so that nothing rests on bytes whose sync is unknown.
 */
import { mkdirSync, readdirSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import path from 'node:path';
import { invariant, must } from '../../core/assert.ts';
import type { TableDefinition, TransactionPart } from '../../core/change.ts';
import { GodwitError } from '../../core/errors.ts';
import { folderError } from '../../runtime/data-folder.ts';
import type { ChangeLogWriter, LogItem, LogPoint } from '../change-log.ts';
import { asPosition, type Position } from '../../core/position.ts';
import {
  chainsOf,
  claimChain,
  openWatermark,
  readAcknowledged,
  readChain,
  writeAcknowledged,
  type SegmentInfo,
} from './log-directory.ts';
import { BlockBuilder } from './segment-format.ts';
import { SegmentReader } from './segment-reader.ts';
import { SegmentWriter, type BlockContent } from './segment-writer.ts';

const BLOCK_BYTES = 256 * 1024;
const QUEUED_BYTES = 8 * 1024 * 1024;
export const SEGMENT_BYTES = 64 * 1024 * 1024;

export interface WriterOptions {
  readonly epoch: number;
  readonly maxUnappliedBytes: number;
  /** A segment is sealed at the first end of a transaction beyond this; default 64 MiB. */
  readonly segmentBytes?: number;
}

export class LocalLogWriter implements ChangeLogWriter {
  readonly #directory: string;
  readonly #chain: string;
  readonly #maxUnappliedBytes: number;
  readonly #segments: SegmentWriter;
  readonly #numbers = new Map<string, number>();
  readonly #definitions = new Map<number, TableDefinition>();
  #greatestNumber = 0;
  readonly #block = new BlockBuilder();
  #blockFirst: LogPoint | null = null;
  #appended: LogPoint | null;
  /** Ordinal of a transaction whose last part has not come, and the numbers defined since it began. */
  #openOrdinal: number | null = null;
  #definedInOpen: number[] = [];
  #operations: Promise<unknown> = Promise.resolve();
  #queuedBytes = 0;
  #failure: unknown = null;
  #closed = false;

  private constructor(directory: string, chain: string, sealed: readonly SegmentInfo[], options: WriterOptions) {
    this.#directory = directory;
    this.#chain = chain;
    this.#maxUnappliedBytes = options.maxUnappliedBytes;
    this.#segments = new SegmentWriter(
      { directory, chain, definitionsBlock: () => this.#definitionsBlock() },
      { sealed, segmentBytes: options.segmentBytes ?? SEGMENT_BYTES },
    );
    this.#appended = this.#segments.durable;
  }

  static async open(directory: string, options: WriterOptions): Promise<LocalLogWriter> {
    try {
      mkdirSync(directory, { recursive: true, mode: 0o700 });
      const chain = claimChain(directory, options.epoch);
      const left = readPredecessor(directory, chain);
      const writer = new LocalLogWriter(directory, chain, left.sealed, options);
      await writer.#takeOver(left);
      await removeForgotten(directory, chain, left.sealed);
      return writer;
    } catch (error) {
      throw folderError(error, directory);
    }
  }

  get durable(): LogPoint | null {
    return this.#segments.durable;
  }

  define(definition: TableDefinition): number {
    const key = JSON.stringify(definition);
    const known = this.#numbers.get(key);
    if (known !== undefined) return known;
    this.#adopt(this.#greatestNumber + 1, definition);
    return this.#greatestNumber;
  }

  append(part: TransactionPart): Promise<void> | null {
    if (this.#failure === null && this.#segments.keptBytes + this.#queuedBytes <= this.#maxUnappliedBytes) {
      this.#put(part);
      return this.#queuedBytes > QUEUED_BYTES ? this.#untilWritten() : null;
    }
    return this.#appendIfRoom(part);
  }

  async #appendIfRoom(part: TransactionPart): Promise<void> {
    this.#requireUsable();
    await this.#requireRoom();
    this.#put(part);
    await this.#untilWritten();
  }

  #put(part: TransactionPart): void {
    if (part.first) this.#begin(part.ordinal, part.last);
    invariant(part.first || part.ordinal === this.#openOrdinal, 'a slice follows the first slice of its transaction');
    this.#block.addPart(part);
    const point = { ordinal: part.ordinal, position: part.commitPosition, committedAtMicros: part.committedAtMicros };
    this.#blockFirst ??= point;
    if (part.last) {
      this.#appended = point;
      this.#openOrdinal = null;
      this.#definedInOpen = [];
    }
    if (this.#block.bodyBytes >= BLOCK_BYTES || (part.last && !part.first)) this.#cutBlock();
  }

  async #untilWritten(): Promise<void> {
    while (this.#queuedBytes > QUEUED_BYTES) await this.#operations;
    this.#requireUsable();
  }

  async flush(): Promise<LogPoint | null> {
    this.#requireUsable();
    if (this.#openOrdinal === null) this.#cutBlock();
    return await this.#operate(() => this.#segments.sync());
  }

  async acknowledged(): Promise<Position | null> {
    const text = await readAcknowledged(this.#directory);
    return text === null ? null : asPosition(text);
  }

  async recordAcknowledged(position: Position): Promise<void> {
    this.#requireUsable();
    try {
      await writeAcknowledged(this.#directory, this.#chain, position);
    } catch (error) {
      throw folderError(error, this.#directory);
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#operations.catch(() => {}); // a failure was already given to the one who appended
    if (this.#closed) return;
    this.#closed = true;
    this.#failure ??= new Error('the log writer is closed');
    await this.#segments.close();
  }

  #begin(ordinal: number, alone: boolean): void {
    if (this.#openOrdinal !== null) this.#giveUp();
    invariant(
      this.#appended === null || ordinal === this.#appended.ordinal + 1,
      `L2: ordinal ${ordinal} follows ${this.#appended?.ordinal}`,
    );
    if (alone) return;
    this.#cutBlock();
    this.#openOrdinal = ordinal;
  }

  /** The open transaction will come again from its beginning: drop its parts, keep what was defined in it. */
  #giveUp(): void {
    this.#block.take();
    this.#blockFirst = null;
    this.#openOrdinal = null;
    void this.#operate(() => this.#segments.dropIncomplete()).catch(() => {}); // kept in #failure
    for (const table of this.#definedInOpen.splice(0))
      this.#block.addDefinition(table, must(this.#definitions.get(table), 'definition'));
  }

  #adopt(table: number, definition: TableDefinition): void {
    this.#learn(table, definition);
    this.#block.addDefinition(table, definition);
    if (this.#openOrdinal !== null) this.#definedInOpen.push(table);
  }

  #cutBlock(): void {
    if (this.#block.bodyBytes === 0) return;
    const complete = this.#openOrdinal === null;
    const nextOrdinal = this.#blockFirst?.ordinal ?? (this.#appended?.ordinal ?? 0) + 1;
    const last = complete ? this.#appended : null;
    const content: BlockContent = { bytes: this.#block.take(), complete, first: this.#blockFirst, last, nextOrdinal };
    this.#blockFirst = null;
    this.#queuedBytes += content.bytes.length;
    void this.#operate(async () => {
      await this.#segments.write(content);
      this.#queuedBytes -= content.bytes.length;
    }).catch(() => {}); // kept in #failure and thrown to the next caller
  }

  #operate<T>(operation: () => Promise<T>): Promise<T> {
    const result = this.#operations.then(async () => {
      this.#requireUsable();
      try {
        return await operation();
      } catch (error) {
        this.#queuedBytes = 0;
        throw (this.#failure = folderError(error, this.#directory));
      }
    });
    this.#operations = result.catch(() => {}); // the failure is kept
    return result;
  }

  #requireUsable(): void {
    if (this.#failure !== null) throw this.#failure;
  }

  async #requireRoom(): Promise<void> {
    await this.#operate(() => this.#segments.refreshTrimmed());
    const bytes = this.#segments.keptBytes;
    if (bytes > this.#maxUnappliedBytes)
      throw new GodwitError('LOG_LIMIT_REACHED', { bytes, limit: this.#maxUnappliedBytes });
  }

  #definitionsBlock(): Buffer | null {
    const block = new BlockBuilder();
    for (const [table, definition] of this.#definitions) block.addDefinition(table, definition);
    return block.bodyBytes === 0 ? null : block.take();
  }

  /** Learns the definitions, writes the predecessor's whole transactions behind its watermark again, then shows itself. */
  async #takeOver(left: Predecessor): Promise<void> {
    const known = left.sealed.at(-1);
    if (known !== undefined) {
      await using reader = await SegmentReader.open(this.#directory, known.file);
      for (let at = 0; at < known.bytes;) {
        const run = await reader.run(at, known.bytes, Number.MAX_SAFE_INTEGER);
        for (const item of run.items) if (item.kind === 'definition') this.#learn(item.table, item.definition);
        at = run.next;
      }
    }
    if (left.openFile !== null) {
      await using reader = await SegmentReader.open(this.#directory, left.openFile);
      const end = await reader.size();
      for (let at = left.openFrom; at < end;) {
        const { run, damaged } = await reader.tryRun(at, end, 0);
        for (const item of run.items) await this.#rewrite(item);
        if (damaged) break; // the torn tail: never reported as durable
        at = run.next;
      }
    }
    if (this.#openOrdinal !== null) this.#giveUp();
    if (this.#appended !== this.#segments.durable) await this.flush();
    await this.#segments.publish();
  }

  #learn(table: number, definition: TableDefinition): void {
    this.#numbers.set(JSON.stringify(definition), table);
    this.#definitions.set(table, definition);
    this.#greatestNumber = Math.max(this.#greatestNumber, table);
  }

  async #rewrite(item: LogItem): Promise<void> {
    if (item.kind === 'part') {
      this.#put(item.part);
      await this.#untilWritten();
    } else if (!this.#definitions.has(item.table)) this.#adopt(item.table, item.definition);
  }
}

interface Predecessor {
  readonly sealed: readonly SegmentInfo[];
  /** The segment it had open, and where its watermark stood in it. */
  readonly openFile: string | null;
  readonly openFrom: number;
}

function readPredecessor(directory: string, chain: string): Predecessor {
  const before = readChain(directory, chain);
  if (before === null) return { sealed: [], openFile: null, openFrom: 0 };
  const sealed = new Set(before.sealed.map((segment) => segment.file));
  const prefix = `${before.chain.slice('chain-'.length)}-`;
  const openFile = readdirSync(directory).find((name) => name.startsWith(prefix) && !sealed.has(name)) ?? null;
  if (openFile === null) return { sealed: before.sealed, openFile, openFrom: 0 };
  const watermark = openWatermark(directory, before.chain);
  const mark = watermark?.read() ?? null;
  watermark?.close();
  if (mark === null || mark.file !== openFile || mark.first === null)
    return { sealed: before.sealed, openFile, openFrom: 0 };
  return { sealed: [...before.sealed, mark], openFile, openFrom: mark.bytes };
}

/** Removes chains that ours replaces and segments that it does not list. */
async function removeForgotten(directory: string, chain: string, sealed: readonly SegmentInfo[]): Promise<void> {
  const mine = chain.slice('chain-'.length);
  const listed = new Set(sealed.map((segment) => segment.file));
  for (const name of readdirSync(directory)) {
    const forgotten = name.endsWith('.log') && name < mine && !listed.has(name);
    const replaced = /^durable-\d+-\d+$/.test(name) && name < `durable-${mine}`;
    if (forgotten || replaced) await rm(path.join(directory, name), { force: true });
  }
  for (const old of chainsOf(directory)) if (old < chain) await rm(path.join(directory, old), { force: true });
}
