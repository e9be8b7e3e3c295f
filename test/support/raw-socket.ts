/**
 * A websocket without a client library: what is sent is sent as it stands, every message that comes is kept in order, and the
 * close code is a fact that can be waited for.
 */
import { once } from 'node:events';
import WebSocket, { type ClientOptions } from 'ws';

export interface Message {
  readonly type: string;
  readonly id?: string;
  readonly payload?: unknown;
}

export interface Closed {
  readonly code: number;
  readonly reason: string;
}

export class RawSocket {
  readonly socket: WebSocket;
  /** All that came, in order. */
  readonly messages: Message[] = [];
  readonly closed: Promise<Closed>;
  #taken = 0;
  #wake: () => void = () => undefined;

  constructor(url: string, options: ClientOptions & { protocols?: string[] } = {}) {
    const { protocols = ['graphql-transport-ws'], ...rest } = options;
    this.socket = new WebSocket(`${url.replace('http', 'ws')}/graphql`, protocols, rest);
    this.socket.on('error', () => undefined); // told by `closed`
    this.socket.on('message', (data) => {
      // oxlint-disable-next-line typescript/no-base-to-string -- a Buffer
      this.messages.push(JSON.parse(String(data)) as Message);
      this.#wake();
    });
    this.closed = new Promise((resolve) => {
      this.socket.once('close', (code, reason) => {
        resolve({ code, reason: reason.toString() });
        this.#wake();
      });
    });
  }

  /** Open, and acknowledged with this token. */
  static async connected(url: string, token: string, options: ClientOptions = {}): Promise<RawSocket> {
    const raw = new RawSocket(url, options);
    await once(raw.socket, 'open');
    raw.send({ type: 'connection_init', payload: { authorization: `Bearer ${token}` } });
    const ack = await raw.next();
    if (ack.type !== 'connection_ack') throw new Error(`not acknowledged: ${JSON.stringify(ack)}`);
    return raw;
  }

  send(message: unknown): void {
    this.socket.send(typeof message === 'string' || Buffer.isBuffer(message) ? message : JSON.stringify(message));
  }

  subscribe(id: string, query: string, variables?: Readonly<Record<string, unknown>>): void {
    this.send({ id, type: 'subscribe', payload: { query, variables } });
  }

  complete(id: string): void {
    this.send({ id, type: 'complete' });
  }

  /** The next message that was not taken yet; rejects when the socket closes first. */
  async next(): Promise<Message> {
    for (;;) {
      const message = this.messages[this.#taken];
      if (message !== undefined) {
        this.#taken += 1;
        return message;
      }
      if (this.socket.readyState === WebSocket.CLOSED) throw new Error('the socket is closed');
      await new Promise<void>((resolve) => (this.#wake = resolve));
    }
  }

  async take(count: number): Promise<Message[]> {
    const taken: Message[] = [];
    while (taken.length < count) taken.push(await this.next());
    return taken;
  }

  /** What came before the answer to a ping that is sent now: all that the server had to say to what was sent before. */
  async untilPong(): Promise<Message[]> {
    const mark = `${Math.random()}`;
    this.send({ type: 'ping', payload: { mark } });
    const before: Message[] = [];
    for (;;) {
      const message = await this.next();
      if (message.type === 'pong' && JSON.stringify(message.payload) === JSON.stringify({ mark })) return before;
      before.push(message);
    }
  }

  async close(): Promise<void> {
    this.socket.terminate();
    await this.closed;
  }
}
