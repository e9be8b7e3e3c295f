/**
 * Question: how long does a task query take while its copy runs at full speed? The whole product (service, two workers)
 * moves the shop, and a client asks for the task 20 times a second, whatever the answers take: the time counts from the
 * moment at which the question was due, so a slow answer makes the ones behind it late as well. Only what was due while
 * the copy ran is counted. Median of the runs' p99; the bar is 50 ms.
 *
 * Databases, service, workers, the application that writes (here) and the client that asks (a process of its own) share the
 * machine; what other processes took of it stands in the details.
 *
 *   npm run bench -- api-under-load [runs] [scale]
 */
import { fork } from 'node:child_process';
import { LiveService } from '../test/support/live-service.ts';
import { ForeignLoad } from './support/machine.ts';
import { finish, median, percentile, round } from './support/outcome.ts';

const BAR_MS = 50;
const EVERY_MS = 50;
const CLIENT = `${import.meta.dirname}/support/asking-client.ts`;
const [runs = 5, scale = 3] = process.argv.slice(2).map(Number);

const load = new ForeignLoad();
const p99s: number[] = [];
for (let run = 1; run <= runs; run += 1) {
  await using live = await LiveService.start({ scale, transactionsPerSecond: 50 });
  const id = await live.createTask('Under load');
  const times = await askWhileCopying(live, id);
  p99s.push(percentile(times, 0.99));
  const at = (share: number): string => `${percentile(times, share).toFixed(1)} ms`;
  console.log(
    `run ${run}: ${times.length} queries, p50 ${at(0.5)}, p95 ${at(0.95)}, p99 ${at(0.99)}, longest ${at(1)}, others used ${load.cores} cores so far`,
  );
}
const ours = median(p99s);
finish(
  {
    bench: 'api-under-load',
    ours,
    peer: BAR_MS,
    bar: 1,
    unit: 'ms',
    pass: ours < BAR_MS,
    details: { runs, scale, everyMs: EVERY_MS, p99s: p99s.map(round) },
  },
  load,
);

/** Milliseconds from when each question was due to its answer, as a client in a process of its own saw it. */
async function askWhileCopying(live: LiveService, id: string): Promise<number[]> {
  const client = fork(CLIENT, [live.url, id, String(EVERY_MS)], { detached: true });
  const times = new Promise<number[]>((resolve, reject) => {
    client.once('message', (message) => resolve(message as number[])); // what the client sends
    client.once('error', reject);
    client.once('exit', (code) => reject(new Error(`the client ended with ${code}`)));
  });
  await live.client.start(id);
  return times;
}
