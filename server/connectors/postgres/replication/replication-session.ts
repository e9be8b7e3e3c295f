/**
 * One replication connection: payloads of CopyData -> messages of pgoutput and the positions around them. It answers
 * keepalives, tells the confirmed position, and takes a server that says nothing for 15 s as lost (half-open network).
 */
import type { EndpointAddress } from '../../../core/endpoint-address.ts';
import { GodwitError } from '../../../core/errors.ts';
import type { Position } from '../../../core/position.ts';
import { pause } from '../../../runtime/clock.ts';
import { lsnOrder } from '../position.ts';
import { WireSession, type CopyBoth } from '../wire-session.ts';
import { READER_MAY_REST } from '../session-settings.ts';
import { quoteName, quoteText } from '../sql-text.ts';
import type { Acknowledgement } from './acknowledgement.ts';
import type { SourceNames } from './names.ts';

const STATUS_INTERVAL_MS = 1_000;
const RECORD_EVERY_MS = 200;
const SILENCE_MS = 15_000;
const KEEPALIVE = 0x6b;
const DATA = 0x77;
/** Kind byte and length of a CopyData message; then kind, two positions and a time of a piece of the stream. */
const FRAME_HEAD = 5;
const DATA_HEAD = 25;
const NONE = Buffer.alloc(0);

export interface ReplicationOptions {
  readonly names: SourceNames;
  readonly publications: readonly string[];
  readonly from: Position;
  /** server_version_num / 10000 */
  readonly major: number;
  /** How far the source may be told already: it is recorded. */
  readonly recorded: Position;
  /** Makes durable how far it is about to be told (AcknowledgedMemory). */
  readonly record: (position: Position) => Promise<void>;
  /** Told why the session ends when that cannot be recorded. */
  readonly failed: (error: unknown) => void;
}

export class ReplicationSession implements AsyncDisposable {
  readonly #wire: WireSession;
  readonly #stream: CopyBoth;
  readonly #acknowledgement: Acknowledgement;
  readonly #timer: NodeJS.Timeout;
  #heardAt = performance.now();
  #waiting = false;
  readonly #options: Pick<ReplicationOptions, 'record' | 'failed'>;
  /** What the source may be told: it is recorded. */
  #recorded: Position;
  #recording = false;
  /** What has come, and how far it is read. */
  #piece: Buffer = NONE;
  #at = 0;
  #start = 0;

  private constructor(
    { wire, stream }: { readonly wire: WireSession; readonly stream: CopyBoth },
    acknowledgement: Acknowledgement,
    options: ReplicationOptions,
  ) {
    this.#wire = wire;
    this.#stream = stream;
    this.#acknowledgement = acknowledgement;
    this.#options = options;
    this.#recorded = options.recorded;
    this.#timer = setInterval(() => this.#tick(), STATUS_INTERVAL_MS);
  }

  static async open(
    address: EndpointAddress,
    acknowledgement: Acknowledgement,
    options: ReplicationOptions,
  ): Promise<ReplicationSession> {
    const wire = await WireSession.open(address, {
      applicationName: 'godwit store',
      replication: true,
      settings: { ...READER_MAY_REST, wal_sender_timeout: '10s' },
    });
    try {
      const stream = await wire.copyBoth(startCommand(options));
      return new ReplicationSession({ wire, stream }, acknowledgement, options);
    } catch (error) {
      wire.destroy();
      throw error;
    }
  }

  /** Waits until something has come (keepalives are dealt with); false at the end of the stream. */
  async wait(): Promise<boolean> {
    if (this.#at < this.#piece.length) return true;
    this.#waiting = true;
    const piece = await this.#stream.take();
    this.#waiting = false;
    this.#heardAt = performance.now();
    if (piece === null) return false;
    this.#begin(piece.bytes);
    return true;
  }

  /**
   * Steps to the next message, which then lies in bytes[start, end): a view for each would cost more than reading it.
   * False when no more has come, or when it was a keepalive.
   */
  step(standsBetween: boolean): boolean {
    if (this.#at >= this.#piece.length) {
      const piece = this.#stream.tryTake();
      if (piece === undefined) return false;
      this.#begin(piece.bytes);
    }
    return this.#read(standsBetween);
  }

  get bytes(): Buffer {
    return this.#piece;
  }

  get start(): number {
    return this.#start;
  }

  get end(): number {
    return this.#at;
  }

  /** Says that we live, and how far the source may forget; once more when more is recorded. */
  tell(): void {
    if (this.#wire.closed) return;
    this.#stream.send(this.#acknowledgement.message(this.#recorded)).catch(() => {}); // the reader of the stream learns of it
    void this.#record();
  }

  /** One at a time, and a few a second at most: a busy log is flushed far more often. */
  async #record(): Promise<void> {
    if (this.#recording) return;
    this.#recording = true;
    try {
      while (!this.#wire.closed) {
        const { told } = this.#acknowledgement;
        if (lsnOrder.compare(told, this.#recorded) <= 0) return;
        await this.#options.record(told);
        this.#recorded = told;
        if (!this.#wire.closed) this.#stream.send(this.#acknowledgement.message(told)).catch(() => {});
        await pause(RECORD_EVERY_MS);
      }
    } catch (error) {
      this.#options.failed(error);
      this.#wire.destroy();
    } finally {
      this.#recording = false;
    }
  }

  /** Ends the connection at once; a waiting next() fails. */
  destroy(): void {
    this.#wire.destroy();
  }

  [Symbol.asyncDispose](): Promise<void> {
    clearInterval(this.#timer);
    this.#wire.destroy();
    return Promise.resolve();
  }

  #begin(bytes: Buffer): void {
    this.#piece = bytes;
    this.#at = 0;
  }

  #read(standsBetween: boolean): boolean {
    const bytes = this.#piece;
    const start = this.#at + FRAME_HEAD;
    this.#at += 1 + bytes.readUInt32BE(this.#at + 1);
    if (bytes[start] === DATA) {
      this.#start = start + DATA_HEAD;
      // one of them speaks for all of its piece
      if (this.#at === bytes.length) this.#acknowledgement.received(bytes.readBigUInt64BE(start + 1));
      return true;
    }
    if (bytes[start] !== KEEPALIVE)
      throw new GodwitError('STREAM_UNREADABLE', { detail: `replication message of kind ${bytes[start]}` });
    const position = bytes.readBigUInt64BE(start + 1);
    this.#acknowledgement.received(position);
    if (standsBetween) this.#acknowledgement.stoodIdle(position);
    if (bytes[start + 17] === 1) this.tell();
    return false;
  }

  #tick(): void {
    this.tell();
    // only while nothing waits unread: a consumer that is busy hears nothing either
    if (this.#waiting && performance.now() - this.#heardAt > SILENCE_MS) this.#wire.destroy();
    if (!this.#waiting) this.#heardAt = performance.now();
  }
}

function startCommand(options: ReplicationOptions): string {
  const { names, publications, from, major } = options;
  const list = publications.map(quoteName).join(',');
  const settings = [`proto_version '${major >= 14 ? 2 : 1}'`, `publication_names ${quoteText(list)}`];
  if (major >= 14) settings.push(`streaming 'on'`, `messages 'true'`);
  return `START_REPLICATION SLOT ${quoteName(names.slot)} LOGICAL ${from} (${settings.join(', ')})`;
}
