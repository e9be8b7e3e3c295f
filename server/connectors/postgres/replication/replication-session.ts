/**
 * One replication connection: payloads of CopyData -> messages of pgoutput and the positions around them. It answers
 * keepalives, tells the confirmed position, and takes a server that says nothing for 15 s as lost (half-open network).
 */
import type { EndpointAddress } from '../../../core/endpoint-address.ts';
import { GodwitError } from '../../../core/errors.ts';
import type { Position } from '../../../core/position.ts';
import { WireSession, type CopyBoth } from '../wire-session.ts';
import { quoteName, quoteText } from '../sql-text.ts';
import type { Acknowledgement } from './acknowledgement.ts';
import type { SourceNames } from './names.ts';

const STATUS_INTERVAL_MS = 1_000;
const SILENCE_MS = 15_000;
const KEEPALIVE = 0x6b;
const DATA = 0x77;

export interface ReplicationOptions {
  readonly names: SourceNames;
  readonly publications: readonly string[];
  readonly from: Position;
  /** server_version_num / 10000 */
  readonly major: number;
}

export class ReplicationSession implements AsyncDisposable {
  readonly #wire: WireSession;
  readonly #stream: CopyBoth;
  readonly #acknowledgement: Acknowledgement;
  readonly #timer: NodeJS.Timeout;
  #heardAt = performance.now();
  #waiting = false;

  private constructor(wire: WireSession, stream: CopyBoth, acknowledgement: Acknowledgement) {
    this.#wire = wire;
    this.#stream = stream;
    this.#acknowledgement = acknowledgement;
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
      settings: { wal_sender_timeout: '10s' },
    });
    try {
      const stream = await wire.copyBoth(startCommand(options));
      return new ReplicationSession(wire, stream, acknowledgement);
    } catch (error) {
      wire.destroy();
      throw error;
    }
  }

  /** The next message, null when none has come yet (keepalives are dealt with), undefined at the end of the stream. */
  async next(standsBetween: boolean): Promise<Buffer | null | undefined> {
    this.#waiting = true;
    const piece = await this.#stream.take();
    this.#waiting = false;
    return piece === null ? undefined : this.#read(piece.bytes, standsBetween);
  }

  /** The same without waiting; null when nothing has come. */
  tryNext(standsBetween: boolean): Buffer | null {
    const piece = this.#stream.tryTake();
    return piece === undefined ? null : this.#read(piece.bytes, standsBetween);
  }

  tell(): void {
    if (!this.#wire.closed) this.#stream.send(this.#acknowledgement.message()).catch(() => {}); // the reader of the stream learns of it
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

  #read(bytes: Buffer, standsBetween: boolean): Buffer | null {
    this.#heardAt = performance.now();
    if (bytes[0] === DATA) {
      this.#acknowledgement.received(bytes.readBigUInt64BE(1));
      return bytes.subarray(25);
    }
    if (bytes[0] !== KEEPALIVE)
      throw new GodwitError('STREAM_UNREADABLE', { detail: `replication message of kind ${bytes[0]}` });
    const position = bytes.readBigUInt64BE(1);
    this.#acknowledgement.received(position);
    if (standsBetween) this.#acknowledgement.stoodIdle(position);
    if (bytes[17] === 1) this.tell();
    return null;
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
