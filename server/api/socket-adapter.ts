/**
 * One websocket under the protocol graphql-transport-ws: graphql-ws speaks it, this carries its messages. In the place of graphql-ws's
 * own adapter for ws, because of what that leaves open (6.4.2):
 *
 * P1 each operation has an id of its own inside: one that ends while it begins never takes the place of the next one that the
 *    client gives the same id.
 * P2 what only a server may send closes the socket with 4400, as anything else that is no message.
 * P3 what a client does wrong is told to the log of the service at the level debug, and nowhere else.
 */
import type { IncomingMessage } from 'node:http';
import { CloseCode, type Server } from 'graphql-ws';
import type { WebSocket } from 'ws';
import { errorFacts } from '../core/errors.ts';
import type { StageLog } from '../core/stage.ts';

export interface SocketExtra {
  readonly socket: WebSocket;
  readonly request: IncomingMessage;
  readonly ids: OperationIds;
}

export interface AdapterDeps<Extra extends SocketExtra> {
  readonly server: Server<Extra>;
  readonly keepAliveMs: number;
  readonly log: StageLog;
}

const OF_CLIENTS = new Set(['connection_init', 'ping', 'pong', 'subscribe', 'complete']);

/** Resolves when graphql-ws has ended everything of the socket, after its close. */
export function carry<Extra extends SocketExtra>(extra: Extra, deps: AdapterDeps<Extra>): Promise<void> {
  const { socket, ids } = extra;
  const { server, log } = deps;
  const closed = server.opened(
    {
      protocol: socket.protocol,
      send: (text) => sent(socket, ids.toClient(text)),
      close: (code, reason) => socket.close(code, reason),
      onMessage: (take) => {
        socket.on('message', (data: Buffer) => {
          const read = ids.fromClient(data.toString());
          if (typeof read !== 'string') return socket.close(read.code, read.reason);
          take(read).catch((error: unknown) => {
            log.error('a message of a websocket failed unexpectedly', errorFacts(error));
            socket.close(CloseCode.InternalServerError, 'Internal server error');
          });
        });
      },
    },
    extra,
  );
  const stopPings = pingWhileAlive(socket, deps.keepAliveMs);
  socket.on('error', (error) => log.debug('a websocket broke', errorFacts(error)));
  return new Promise((resolve) => {
    socket.once('close', (code, reason) => {
      stopPings();
      closed(code, reason.toString())
        .catch((error: unknown) => log.error('a websocket did not end as it should', errorFacts(error)))
        .finally(resolve);
    });
  });
}

function sent(socket: WebSocket, text: string | null): Promise<void> {
  if (text === null || socket.readyState !== socket.OPEN) return Promise.resolve();
  return new Promise((resolve) => socket.send(text, () => resolve())); // a broken socket ends by its close
}

/** A peer that leaves a ping unanswered is gone. */
function pingWhileAlive(socket: WebSocket, everyMs: number): () => void {
  let answered = true;
  socket.on('pong', () => (answered = true));
  const pings = setInterval(() => {
    if (!answered) return socket.terminate();
    answered = false;
    if (socket.readyState === socket.OPEN) socket.ping();
  }, everyMs);
  return () => clearInterval(pings);
}

interface Refusal {
  readonly code: number;
  readonly reason: string;
}

const NO_MESSAGE: Refusal = { code: CloseCode.BadRequest, reason: 'Invalid message received' };

/** A close frame has room for 123 bytes. */
const closeReason = (text: string): string => (Buffer.byteLength(text) <= 123 ? text : 'Subscriber already exists');

const OPERATION = /^\{"id":"(\d+)","type":"(next|error|complete)"/;

/** Names of the operations of one socket: the client's, and ours, which never comes again (P1). */
export class OperationIds {
  readonly #ours = new Map<string, string>();
  readonly #theirs = new Map<string, string>();
  #last = 0;

  /** The client's name of a living operation. */
  clientId(id: string): string {
    return this.#theirs.get(id) ?? id;
  }

  /** The message for graphql-ws, which judges the rest of its shape; or with what the socket is to be closed. */
  fromClient(text: string): string | Refusal {
    let message: unknown;
    try {
      message = JSON.parse(text);
    } catch {
      return NO_MESSAGE;
    }
    if (typeof message !== 'object' || message === null || !('type' in message)) return NO_MESSAGE;
    const { type } = message;
    if (typeof type !== 'string' || !OF_CLIENTS.has(type)) return NO_MESSAGE;
    if (type !== 'subscribe' && type !== 'complete') return text;
    if (!('id' in message) || typeof message.id !== 'string' || message.id === '') return NO_MESSAGE;
    const { id } = message;
    if (type === 'complete') return JSON.stringify({ ...message, id: this.#end(id) });
    if (this.#ours.has(id))
      return { code: CloseCode.SubscriberAlreadyExists, reason: closeReason(`Subscriber for ${id} already exists`) };
    return JSON.stringify({ ...message, id: this.#begin(id) });
  }

  /** Null for what concerns an operation that the client has ended. */
  toClient(text: string): string | null {
    const [head, ours, type] = OPERATION.exec(text) ?? [];
    if (head === undefined || ours === undefined) return text;
    const theirs = this.#theirs.get(ours);
    if (theirs === undefined) return null;
    if (type !== 'next') this.#forget(ours, theirs);
    return `{"id":${JSON.stringify(theirs)},"type":"${type}"${text.slice(head.length)}`;
  }

  #begin(theirs: string): string {
    const ours = String((this.#last += 1));
    this.#ours.set(theirs, ours);
    this.#theirs.set(ours, theirs);
    return ours;
  }

  #end(theirs: string): string {
    const ours = this.#ours.get(theirs);
    if (ours === undefined) return '0'; // no operation has it: what is not there ends without a word
    this.#forget(ours, theirs);
    return ours;
  }

  #forget(ours: string, theirs: string): void {
    this.#theirs.delete(ours);
    if (this.#ours.get(theirs) === ours) this.#ours.delete(theirs);
  }
}
