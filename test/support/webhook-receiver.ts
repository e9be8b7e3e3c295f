/** A receiver of webhooks on a free port: keeps what came, answers as it is told to. */
import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface Received {
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
  /** What it was answered with. */
  readonly status: number;
}

export class WebhookReceiver implements AsyncDisposable {
  readonly received: Received[] = [];
  readonly #server: Server;
  /** Statuses of the next answers; then 200. */
  #next: number[] = [];

  private constructor() {
    this.#server = createServer((request, response) => {
      let body = '';
      request.setEncoding('utf8');
      request.on('data', (chunk: string) => (body += chunk));
      request.on('end', () => {
        const status = this.#next.shift() ?? 200;
        this.received.push({ headers: request.headers, body, status });
        response.writeHead(status).end();
      });
    });
  }

  static async start(): Promise<WebhookReceiver> {
    const receiver = new WebhookReceiver();
    await new Promise<void>((resolve) => receiver.#server.listen(0, '127.0.0.1', resolve));
    return receiver;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}/hook`; // it listens on TCP
  }

  answerNext(...statuses: number[]): void {
    this.#next = statuses;
  }

  /** Those that tell the change, oldest first. */
  of(change: string): readonly Received[] {
    return this.received.filter(({ headers }) => headers['godwit-change'] === change);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }
}
