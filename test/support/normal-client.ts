/**
 * Run as a worker thread: a client that does nothing wrong. It asks every 20 ms on a connection of its own and tells, whenever it
 * is asked, how long each answer took since the last time. A request waits in line behind a late one, and its waiting counts.
 */
import { Agent, request } from 'node:http';
import { parentPort, workerData } from 'node:worker_threads';
import { must } from '../../server/core/assert.ts';

const EVERY_MS = 20;

export interface Measured {
  readonly latenciesMs: readonly number[];
  /** What was not answered as it should be. */
  readonly wrong: readonly string[];
}

const port = must(parentPort, 'the thread that started this one');
const url = `${String(workerData)}/graphql`;
const agent = new Agent({ keepAlive: true, maxSockets: 1 });
const body = JSON.stringify({ query: '{ viewer { name } tasks(first: 5) { totalCount nodes { id name status } } }' });
const headers = { 'content-type': 'application/json', authorization: 'Bearer operator' };
let latenciesMs: number[] = [];
let wrong: string[] = [];

function ask(): void {
  const askedAt = performance.now();
  const sent = request(url, { agent, method: 'POST', headers }, (response) => {
    let text = '';
    response.on('data', (chunk: Buffer) => (text += chunk.toString()));
    response.on('end', () => {
      latenciesMs.push(performance.now() - askedAt);
      if (response.statusCode !== 200 || !text.includes('"totalCount":3')) wrong.push(`${response.statusCode} ${text}`);
    });
  });
  sent.once('error', (error) => wrong.push(String(error)));
  sent.end(body);
}

setInterval(ask, EVERY_MS);
port.on('message', () => {
  port.postMessage({ latenciesMs, wrong } satisfies Measured);
  latenciesMs = [];
  wrong = [];
});
