/** A physical standby as the source sees one: it takes the log, and says that it has applied only as much as the test wants. */
import type { EndpointAddress } from '../../server/core/endpoint-address.ts';
import { WireSession, type CopyBoth } from '../../server/connectors/postgres/wire-session.ts';

const DATA = 0x77;
const KEEPALIVE = 0x6b;
const STATUS = 0x72;
const ANSWER_EVERY_MS = 200;

export class FakeStandby implements AsyncDisposable {
  readonly #session: WireSession;
  readonly #stream: CopyBoth;
  readonly #timer: NodeJS.Timeout;
  #received: bigint;
  #applied: bigint;
  /** It applies nothing more of what it gets. */
  stands = false;

  private constructor(session: WireSession, stream: CopyBoth, from: bigint) {
    this.#session = session;
    this.#stream = stream;
    this.#received = this.#applied = from;
    this.#timer = setInterval(() => void this.#answer().catch(() => {}), ANSWER_EVERY_MS); // closed: nobody listens
  }

  static async open(address: EndpointAddress, from: string): Promise<FakeStandby> {
    const session = await WireSession.open(address, { applicationName: 'a standby', replication: true });
    const stream = await session.copyBoth(`START_REPLICATION PHYSICAL ${from}`);
    const [high = '0', low = '0'] = from.split('/');
    const standby = new FakeStandby(session, stream, (BigInt(`0x${high}`) << 32n) + BigInt(`0x${low}`));
    void standby.#take();
    return standby;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    clearInterval(this.#timer);
    this.#session.destroy();
    return Promise.resolve();
  }

  async #take(): Promise<void> {
    for (;;) {
      const piece = await this.#stream.take().catch(() => null);
      if (piece === null) return;
      const { bytes } = piece;
      for (let at = 0; at < bytes.length; at += 1 + bytes.readUInt32BE(at + 1)) {
        const kind = bytes[at + 5];
        const size = bytes.readUInt32BE(at + 1) - 4;
        if (kind === DATA) this.#received = bytes.readBigUInt64BE(at + 6) + BigInt(size - 25);
        else if (kind === KEEPALIVE) this.#received = bytes.readBigUInt64BE(at + 6);
      }
    }
  }

  async #answer(): Promise<void> {
    if (!this.stands) this.#applied = this.#received;
    const message = Buffer.alloc(34);
    message.writeUInt8(STATUS, 0);
    message.writeBigUInt64BE(this.#received, 1);
    message.writeBigUInt64BE(this.#received, 9);
    message.writeBigUInt64BE(this.#applied, 17);
    message.writeBigInt64BE(BigInt(Date.now() - Date.UTC(2000, 0, 1)) * 1_000n, 25);
    await this.#stream.send(message);
  }
}
