/**
 * A network between two processes that can fail: cut (both ends see a reset), refused (cut, and nothing answers any more), stalled
 * (bytes wait, nothing is lost) or half-open (both ends believe in the connection, and what they send goes nowhere; new
 * connections are never answered).
 */
import { createServer, connect, type Server, type Socket } from 'node:net';

export class TcpProxy implements AsyncDisposable {
  readonly port: number;
  readonly #server: Server;
  readonly #targetPort: number;
  readonly #pairs = new Set<readonly [Socket, Socket]>();
  #state: 'OPEN' | 'STALLED' | 'HALF_OPEN' | 'REFUSED' = 'OPEN';

  private constructor(server: Server, port: number, targetPort: number) {
    this.#server = server;
    this.port = port;
    this.#targetPort = targetPort;
    server.on('connection', (socket) => this.#accept(socket));
  }

  static async to(targetPort: number): Promise<TcpProxy> {
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const address = server.address();
    if (address === null || typeof address === 'string') throw new Error('the proxy does not listen on a port');
    return new TcpProxy(server, address.port, targetPort);
  }

  /** Resets every connection; new ones work. */
  cut(): void {
    for (const pair of this.#pairs) for (const socket of pair) socket.resetAndDestroy();
  }

  /** Resets every connection, and refuses new ones until mend(). */
  refuse(): void {
    this.#state = 'REFUSED';
    this.#server.close();
    this.cut();
  }

  /** Nothing passes until mend(); what is sent meanwhile arrives then. */
  stall(): void {
    this.#state = 'STALLED';
    for (const pair of this.#pairs) for (const socket of pair) socket.pause();
  }

  /** What is sent is lost, now and for these connections forever; neither end is told. */
  halfOpen(): void {
    this.#state = 'HALF_OPEN';
    for (const [near, far] of this.#pairs) {
      near.removeAllListeners('data').on('data', () => {});
      far.removeAllListeners('data').on('data', () => {});
      near.removeAllListeners('close');
      far.removeAllListeners('close');
    }
  }

  /** The network works again: for new connections, and for stalled ones. */
  mend(): void {
    if (this.#state === 'REFUSED') this.#server.listen(this.port, '127.0.0.1');
    if (this.#state === 'STALLED') for (const pair of this.#pairs) for (const socket of pair) socket.resume();
    this.#state = 'OPEN';
  }

  async [Symbol.asyncDispose](): Promise<void> {
    const closed = new Promise<void>((resolve) => this.#server.close(() => resolve())); // or was closed already
    for (const pair of this.#pairs) for (const socket of pair) socket.destroy();
    await closed;
  }

  #accept(near: Socket): void {
    const far = connect({ host: '127.0.0.1', port: this.#targetPort });
    const pair = [near, far] as const;
    this.#pairs.add(pair);
    for (const [from, to] of [pair, [far, near]] as const) {
      from.setNoDelay(true);
      from.on('error', () => {}); // its end is told by close
      from.on('data', (bytes: Buffer) => {
        if (!to.write(bytes)) {
          from.pause();
          to.once('drain', () => this.#state === 'STALLED' || from.resume());
        }
      });
      from.on('close', () => {
        this.#pairs.delete(pair);
        to.destroy();
      });
    }
    if (this.#state === 'STALLED') for (const socket of pair) socket.pause();
    if (this.#state === 'HALF_OPEN') for (const socket of pair) socket.removeAllListeners('data').on('data', () => {});
  }
}
