/**
 * Sends one signed message, once. The signature is HMAC-SHA256 with the webhook's secret over the time of the try, a dot,
 * and the body: `Godwit-Signature: t=SECONDS,v1=HEX`. No redirect is followed, the answer must begin within LIMIT_MS, and
 * of its body at most MOST_ANSWER_BYTES are read, and thrown away.
 */
import { createHmac } from 'node:crypto';
import http from 'node:http';
import https from 'node:https';
import { GodwitError, reasonOf, type ErrorReason } from '../core/errors.ts';
import { checkedLookup, checkUrl, hostOf } from './webhook-address.ts';

export const LIMIT_MS = 10_000;
const MOST_ANSWER_BYTES = 64 * 1024;

export interface WebhookMessage {
  readonly url: string;
  readonly secret: string;
  /** The same at every try. */
  readonly deliveryId: string;
  readonly change: string;
  readonly body: string;
  /** Of the control database. */
  readonly at: Date;
}

export interface SendResult {
  readonly httpStatus: number | null;
  readonly durationMs: number;
  /** Null: it was taken (2xx). */
  readonly error: ErrorReason | null;
}

export function sign(secret: string, at: Date, body: string): string {
  const seconds = Math.floor(at.getTime() / 1_000);
  return `t=${seconds},v1=${createHmac('sha256', secret).update(`${seconds}.${body}`).digest('hex')}`;
}

export interface SendOptions {
  readonly signal?: AbortSignal;
  /** Default LIMIT_MS. */
  readonly limitMs?: number;
}

export async function sendMessage(message: WebhookMessage, options: SendOptions = {}): Promise<SendResult> {
  const started = performance.now();
  const limitMs = options.limitMs ?? LIMIT_MS;
  const limit = AbortSignal.timeout(limitMs);
  let host = '';
  let httpStatus: number | null = null;
  let error: ErrorReason | null = null;
  try {
    const url = checkUrl(message.url);
    host = url.host;
    httpStatus = await post(url, message, AbortSignal.any([limit, ...(options.signal ? [options.signal] : [])]));
    if (httpStatus < 200 || httpStatus > 299)
      error = reasonOf(new GodwitError('WEBHOOK_REFUSED', { host, status: httpStatus }));
  } catch (thrown) {
    if (thrown instanceof GodwitError) error = reasonOf(thrown);
    else if (limit.aborted) error = reasonOf(new GodwitError('WEBHOOK_TIMEOUT', { host, seconds: limitMs / 1_000 }));
    else error = reasonOf(new GodwitError('WEBHOOK_UNREACHABLE', { host, detail: kindOf(thrown) }));
  }
  return { httpStatus, durationMs: Math.round(performance.now() - started), error };
}

/** The status of the answer. */
function post(url: URL, message: WebhookMessage, signal: AbortSignal): Promise<number> {
  const body = Buffer.from(message.body);
  const { request } = url.protocol === 'https:' ? https : http;
  return new Promise((resolve, reject) => {
    const asking = request(
      {
        method: 'POST',
        protocol: url.protocol,
        host: hostOf(url),
        port: url.port,
        path: `${url.pathname}${url.search}`,
        agent: false,
        lookup: checkedLookup,
        signal,
        headers: {
          'content-type': 'application/json',
          'content-length': body.length,
          'user-agent': 'Godwit',
          'godwit-delivery': message.deliveryId,
          'godwit-change': message.change,
          'godwit-signature': sign(message.secret, message.at, message.body),
        },
      },
      (answer) => {
        let read = 0;
        answer.on('data', (chunk: Buffer) => {
          read += chunk.length;
          if (read > MOST_ANSWER_BYTES) answer.destroy();
        });
        answer.on('error', () => {}); // the status is what counts; it has come
        resolve(answer.statusCode ?? 0);
      },
    );
    asking.on('error', reject);
    asking.end(body);
  });
}

/** A driver's code, or the kind of error: its words can name what stands in the URL. */
function kindOf(error: unknown): string {
  if (!(error instanceof Error)) return typeof error;
  if ('code' in error && typeof error.code === 'string') return error.code;
  return error instanceof AggregateError && error.errors[0] !== undefined ? kindOf(error.errors[0]) : error.name;
}
