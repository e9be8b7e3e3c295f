/**
 * Question: what does a delivered message cost? 5 000 subscribers, each with a socket and an id of its own, watch one task of the whole
 * service at one update a second. CPU of the API's process for each message, less what it takes without subscribers; the
 * bar is 20 µs. Memory has to be flat, and the p99 of delivery (from the reading of what is sent to the subscriber) under
 * 250 ms.
 *
 * Service, control database and subscribers (a process of their own) share the machine.
 *
 *   npm run bench -- fan-out [subscribers] [seconds]
 */
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';
import { Desk } from '../test/support/desk.ts';
import { ForeignLoad } from './support/machine.ts';
import { finish, median, percentile, round } from './support/outcome.ts';

const BAR_MICROS = 20;
const DELIVERY_MS = 250;
const CLIENT = `${import.meta.dirname}/support/subscribing-client.ts`;
const [subscribers = 5_000, seconds = 60] = process.argv.slice(2).map(Number);
const ROUND_SECONDS = 10;
const DOCUMENT = `subscription Standing($id: ID!) { taskProgress(taskId: $id) { at task { id name status waitingFor { who what } }
  subtasks { kind status progress } latency { latencyMs } } }`;

interface Told {
  readonly count: number;
  readonly latenciesMs: readonly number[];
}

await using desk = await Desk.open();
const nowhere = { kind: 'POSTGRESQL', host: '127.0.0.1', database: 'none', user: 'none', password: 'none', tlsMode: 'DISABLE', tlsCa: null, tlsCertificate: null, tlsKey: null } as const; // prettier-ignore
const made = await desk.createTask({ source: { ...nowhere, port: 1 }, target: { ...nowhere, port: 2 }, tables: [{ schema: 's', name: 't' }] }); // prettier-ignore
if (!('id' in made)) throw new Error(made.message);
const pid = desk.servicePid;
const idle = await cpuOver(ROUND_SECONDS);
const client = fork(CLIENT, [desk.url, DOCUMENT, JSON.stringify({ id: made.id }), String(subscribers)], {
  detached: true,
});
await once(client, 'message');
const load = new ForeignLoad();
const told = async (): Promise<Told> => {
  const answer = once(client, 'message');
  client.send('tell');
  return (await answer)[0] as Told; // what the client sends
};
await delay(5_000); // the heap has grown to what so many sockets need
await told();
const micros: number[] = [];
const memory: number[] = [];
const late: number[] = [];
for (let round = 1; round <= Math.ceil(seconds / ROUND_SECONDS); round += 1) {
  const used = await cpuOver(ROUND_SECONDS);
  const { count, latenciesMs } = await told();
  micros.push(((used - idle) * 1e6) / count);
  memory.push(residentMiB());
  for (const one of latenciesMs) late.push(one);
  console.log(
    `${round * ROUND_SECONDS} s: ${count} messages, ${micros.at(-1)?.toFixed(1)} µs each, p99 of delivery ${percentile(latenciesMs, 0.99).toFixed(0)} ms, ${memory.at(-1)?.toFixed(0)} MiB`,
  );
}
client.disconnect();
const ours = median(micros);
const p99 = percentile(late, 0.99);
const half = Math.ceil(memory.length / 2);
const grown = median(memory.slice(-half)) - median(memory.slice(0, half));
finish(
  {
    bench: 'fan-out',
    ours,
    peer: BAR_MICROS,
    bar: 1,
    unit: 'µs of CPU a message',
    pass: ours <= BAR_MICROS && p99 < DELIVERY_MS,
    details: { subscribers, seconds, p99DeliveryMs: round(p99), idleMicrosASecond: round(idle * 1e5), memoryMiB: memory.map(round), grownMiB: round(grown) }, // prettier-ignore
  },
  load,
);

/** Seconds of CPU that the API's process takes in so many seconds. */
async function cpuOver(span: number): Promise<number> {
  const before = cpuSeconds();
  await delay(span * 1_000);
  return cpuSeconds() - before;
}

function cpuSeconds(): number {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? [];
  return (Number(fields[11]) + Number(fields[12])) / 100; // USER_HZ is 100 on every Linux that Node runs on
}

function residentMiB(): number {
  return Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]) / 1024;
}
