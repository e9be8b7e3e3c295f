/**
 * Messages of pgoutput -> parts of whole transactions (core/change.ts). Rows are copied as bytes; only the relation id is
 * replaced by the log's table number. Nothing is parsed into values.
 *
 *  - A transaction becomes slices of about 1 MiB, given out as they fill. One without any record is left out.
 *  - A streamed transaction waits in the spool until it commits; rolled-back subtransactions are left out.
 *  - TRUNCATE that covers all partitions of a root (or names the root) is a truncate of the root. One that covers only
 *    some of them names these partitions themselves, under their own definitions: it must never empty the whole table.
 *  - A transaction of an origin that begins with `ignoredOrigins` is dropped whole (C25).
 */
import { CELL, CHANGE, MESSAGE } from '../../../core/change.ts';
import { GodwitError } from '../../../core/errors.ts';
import type { Position } from '../../../core/position.ts';
import type { SourcePart } from '../../change-source.ts';
import { readLsn } from '../position.ts';
import { KIND, readMessage, readMicros, readRelation, readText, type TransactionIds } from './pgoutput.ts';
import { readCarriedRows } from './carried-rows.ts';
import { RecordBuffer } from './record-buffer.ts';
import type { KnownRelation, RelationMap } from './relation-map.ts';
import type { TransactionSpool } from './transaction-spool.ts';
import { reorderTuples } from './tuple-order.ts';

const SLICE_BYTES = 1024 * 1024;

export interface ChangeMakerDeps {
  readonly relations: RelationMap;
  readonly spool: TransactionSpool;
  readonly ids: TransactionIds;
}

export interface ChangeMakerOptions {
  readonly taskId: string;
  readonly ignoredOrigins: string | null;
}

interface OpenTransaction {
  readonly transactionId: bigint;
  readonly commitPosition: Position;
  readonly commitLsn: bigint;
  readonly committedAtMicros: number;
  origin: string | null;
  ignored: boolean;
  sliced: boolean;
}

/** The stream of a transaction that is being sent before its commit. */
interface OpenStream {
  readonly transaction: number;
  subtransaction: number;
}

export class ChangeMaker {
  readonly #deps: ChangeMakerDeps;
  readonly #options: ChangeMakerOptions;
  readonly #buffer = new RecordBuffer();
  readonly #streamedOrigins = new Map<number, string>();
  #parts: SourcePart[] = [];
  #partsBytes = 0;
  #open: OpenTransaction | null = null;
  #stream: OpenStream | null = null;
  #draining: {
    readonly transaction: number;
    readonly end: bigint;
    readonly records: Generator<Buffer, void>;
  } | null = null;
  /** Commit and end of the newest transaction that was given out. */
  newest: { readonly commit: bigint; readonly end: bigint } | null = null;

  constructor(deps: ChangeMakerDeps, options: ChangeMakerOptions) {
    this.#deps = deps;
    this.#options = options;
  }

  /** Bytes of the parts that wait to be taken. */
  get waitingBytes(): number {
    return this.#partsBytes;
  }

  /** Whether the stream stands between two transactions. */
  get between(): boolean {
    return this.#open === null && this.#stream === null;
  }

  takeParts(): readonly SourcePart[] {
    const parts = this.#parts;
    this.#parts = [];
    this.#partsBytes = 0;
    return parts;
  }

  /** Takes the message in bytes[start, end) in; a promise only when the catalog of the source must be asked first. */
  push(bytes: Buffer, start: number, end: number): Promise<void> | null {
    switch (bytes[start]) {
      case KIND.insert:
      case KIND.update:
      case KIND.delete:
        return this.#row(bytes, start, end);
      case KIND.begin:
        this.#begin(bytes, start);
        return null;
      case KIND.commit:
        this.#end(bytes.readBigUInt64BE(start + 10));
        return null;
      default:
        return this.#pushRare(bytes.subarray(start, end));
    }
  }

  #pushRare(message: Buffer): Promise<void> | null {
    switch (message[0]) {
      case KIND.relation:
        return this.#deps.relations.describe(
          readRelation(message, this.#headLength(message, 0)),
          this.#stream?.transaction ?? null,
        );
      case KIND.truncate:
        this.#truncate(message);
        return null;
      case KIND.message:
        return this.#message(message);
      case KIND.origin:
        this.#origin(readText(message, 9).text);
        return null;
      case KIND.type:
        return null;
      case KIND.streamStart:
        this.#deps.spool.begin(message.readUInt32BE(1));
        this.#stream = { transaction: message.readUInt32BE(1), subtransaction: message.readUInt32BE(1) };
        return null;
      case KIND.streamStop:
        this.#stream = null;
        return null;
      case KIND.streamAbort:
        this.#abort(message.readUInt32BE(1), message.readUInt32BE(5));
        return null;
      case KIND.streamCommit:
        this.#commitStreamed(message);
        return null;
      default:
        throw new GodwitError('STREAM_UNREADABLE', { detail: `message of kind ${message[0]}` });
    }
  }

  /** Length of the kind byte and, inside a stream, the transaction id behind it, which it remembers. */
  #headLength(bytes: Buffer, start: number): number {
    if (this.#stream === null) return 1;
    this.#stream.subtransaction = bytes.readUInt32BE(start + 1);
    return 5;
  }

  #begin(bytes: Buffer, start: number): void {
    this.#open = {
      transactionId: this.#deps.ids.widen(bytes.readUInt32BE(start + 17)),
      commitPosition: readLsn(bytes, start + 1),
      commitLsn: bytes.readBigUInt64BE(start + 1),
      committedAtMicros: readMicros(bytes, start + 9),
      origin: null,
      ignored: false,
      sliced: false,
    };
  }

  #row(bytes: Buffer, start: number, end: number): Promise<void> | null {
    const kind = bytes[start] ?? 0;
    const at = start + this.#headLength(bytes, start);
    const relation = this.#deps.relations.get(bytes.readUInt32BE(at), this.#stream?.transaction ?? null);
    if (relation.columnOrder === null && this.#stream === null && !relation.heartbeat) {
      if (this.#open?.ignored === true) return null;
      this.#buffer.addRow(kind, relation.table, bytes, at + 4, end);
      if (this.#buffer.bytes >= SLICE_BYTES) this.#slice(false);
      return null;
    }
    const tuples = bytes.subarray(at + 4, end);
    if (relation.heartbeat) return this.#heartbeatRow(tuples);
    const { columnOrder } = relation;
    this.#add(rowRecord(kind, relation.table, columnOrder ? reorderTuples(tuples, 0, columnOrder) : tuples), 1);
    return null;
  }

  #truncate(message: Buffer): void {
    const head = this.#headLength(message, 0);
    const oids: number[] = [];
    for (let left = message.readUInt32BE(head), at = head + 5; left > 0; left -= 1, at += 4)
      oids.push(message.readUInt32BE(at));
    const relations = oids.map((oid) => this.#deps.relations.get(oid, this.#stream?.transaction ?? null));
    const tables = truncatedTables(relations);
    const record = Buffer.alloc(6 + 4 * tables.length);
    record.writeUInt8(CHANGE.truncate, 0);
    record.writeUInt32BE(tables.length, 1);
    record.writeUInt8(message[head + 4] ?? 0, 5);
    tables.forEach((table, index) => record.writeUInt32BE(table, 6 + 4 * index));
    this.#add(record, 0);
  }

  #message(message: Buffer): Promise<void> | null {
    const { transactional, prefix, content } = readMessage(message, this.#headLength(message, 0));
    if (!transactional) return null;
    if (prefix === `godwit.rows.${this.#options.taskId}`) return this.#carried(content);
    if (prefix === `godwit.heartbeat.${this.#options.taskId}`) this.#add(messageRecord(MESSAGE.heartbeat, content), 0);
    else if (prefix === `godwit.ddl.${this.#options.taskId}`) this.#add(messageRecord(MESSAGE.ddl, content), 0);
    else if (prefix === `godwit.refresh.${this.#options.taskId}`) this.#add(messageRecord(MESSAGE.refresh, content), 0);
    return null;
  }

  /** Rows that are carried beside the log (new-partitions.ts) become inserts of their table. */
  async #carried(content: Buffer): Promise<void> {
    const { relation, rows } = readCarriedRows(content);
    const transaction = this.#stream?.transaction ?? null;
    await this.#deps.relations.describe(relation, transaction);
    const { table, columnOrder } = this.#deps.relations.get(relation.oid, transaction);
    for (const row of rows) {
      const tuple = columnOrder === null ? row : reorderTuples(row, 0, columnOrder);
      this.#add(rowRecord(CHANGE.insert, table, tuple), 1);
    }
  }

  /** A row of godwit.heartbeat (task id, time, carried rows): ours becomes what it says, those of other tasks are nothing. */
  #heartbeatRow(tuple: Buffer): Promise<void> | null {
    const cells: Buffer[] = [];
    let columns = tuple.readUInt16BE(1);
    for (let at = 3; columns-- > 0 && tuple[at] === CELL.text;) {
      const end = at + 5 + tuple.readUInt32BE(at + 1);
      cells.push(tuple.subarray(at + 5, end));
      at = end;
    }
    const [owner, time, carried] = cells;
    const { taskId } = this.#options;
    if (carried !== undefined && owner?.toString().startsWith(`${taskId}#`)) return this.#carried(carried);
    if (owner?.toString() === taskId && time !== undefined) this.#add(messageRecord(MESSAGE.heartbeat, time), 0);
    return null;
  }

  #origin(name: string): void {
    if (this.#stream !== null) {
      this.#streamedOrigins.set(this.#stream.transaction, name);
    } else if (this.#open !== null) {
      this.#open.origin = name;
      this.#open.ignored = this.#ignores(name);
    }
  }

  #ignores(origin: string): boolean {
    const { ignoredOrigins } = this.#options;
    return ignoredOrigins !== null && origin.startsWith(ignoredOrigins);
  }

  #add(record: Buffer, rows: number): void {
    if (this.#stream !== null)
      return this.#deps.spool.add(this.#stream.transaction, this.#stream.subtransaction, record);
    if (this.#open?.ignored === true) return;
    this.#buffer.add(record);
    this.#buffer.rows += rows;
    if (this.#buffer.bytes >= SLICE_BYTES) this.#slice(false);
  }

  #end(end: bigint): void {
    const open = this.#open;
    if (open !== null && !open.ignored && (open.sliced || this.#buffer.bytes > 0)) {
      this.#slice(true);
      this.newest = { commit: open.commitLsn, end };
    }
    this.#buffer.clear();
    this.#open = null;
  }

  #slice(last: boolean): void {
    const open = this.#open;
    if (open === null) throw new GodwitError('STREAM_UNREADABLE', { detail: 'a change outside a transaction' });
    const { records, rowCount } = this.#buffer.take();
    const { transactionId, commitPosition, committedAtMicros, origin } = open;
    this.#parts.push({
      first: !open.sliced,
      last,
      transactionId,
      commitPosition,
      committedAtMicros,
      origin,
      rowCount,
      records,
    });
    this.#partsBytes += records.length;
    open.sliced = true;
  }

  #abort(transaction: number, subtransaction: number): void {
    this.#deps.spool.abort(transaction, subtransaction);
    if (transaction !== subtransaction) return;
    this.#deps.relations.endStreamed(transaction, 'ABORTED');
    this.#streamedOrigins.delete(transaction);
  }

  #commitStreamed(message: Buffer): void {
    const transaction = message.readUInt32BE(1);
    const origin = this.#streamedOrigins.get(transaction) ?? null;
    this.#open = {
      transactionId: this.#deps.ids.widen(transaction),
      commitPosition: readLsn(message, 6),
      commitLsn: message.readBigUInt64BE(6),
      committedAtMicros: readMicros(message, 22),
      origin,
      ignored: origin !== null && this.#ignores(origin),
      sliced: false,
    };
    this.#draining = { transaction, end: message.readBigUInt64BE(14), records: this.#deps.spool.records(transaction) };
  }

  /**
   * Puts some more of a streamed transaction that has committed into the parts; to be called, and the parts to be
   * taken, until it says false.
   */
  drain(): boolean {
    const draining = this.#draining;
    if (draining === null) return false;
    for (;;) {
      const { value: record, done } = draining.records.next(); // by hand: leaving a for loop would end the generator
      if (done === true) break;
      this.#add(record, isRow(record[0]) ? 1 : 0);
      if (this.#partsBytes >= SLICE_BYTES) return true;
    }
    this.#end(draining.end);
    this.#deps.spool.forget(draining.transaction);
    this.#deps.relations.endStreamed(draining.transaction, 'COMMITTED');
    this.#streamedOrigins.delete(draining.transaction);
    this.#draining = null;
    return false;
  }
}

const isRow = (kind: number | undefined): boolean =>
  kind === CHANGE.insert || kind === CHANGE.update || kind === CHANGE.delete;

function rowRecord(kind: number, table: number, tuples: Buffer): Buffer {
  const record = Buffer.allocUnsafe(5 + tuples.length);
  record.writeUInt32BE(table, record.writeUInt8(kind, 0));
  tuples.copy(record, 5);
  return record;
}

function messageRecord(kind: number, content: Buffer): Buffer {
  return Buffer.concat([Buffer.from([CHANGE.message, kind]), content]);
}

function truncatedTables(relations: readonly KnownRelation[]): number[] {
  const oids = new Set(relations.map((relation) => relation.oid));
  const tables = new Set<number>();
  for (const relation of relations) {
    if (relation.heartbeat) continue;
    const { partition } = relation;
    if (partition === null) tables.add(relation.table);
    else if (oids.has(partition.rootOid) || partition.leafOids.every((oid) => oids.has(oid)))
      tables.add(relation.table);
    else if (!relation.partitioned) tables.add(partition.ownTable);
  }
  return [...tables];
}
