/**
 * Question: how long does the API take for what the console and dashboards ask, at 10 000 tasks, 50 000 objects in one of them
 * and ten million metric samples, and how many statements does each request take? The control database has the settings of the
 * service's own; the API is a process of its own, asked over HTTP, one request after the other, all of them in turns. A request
 * whose first answer takes longer than SLOW_MS is asked fewer times. The bar: p95 below 50 ms for each.
 *
 *   npm run bench -- api [calls of each] [address of a control database that seed-control.ts filled; -: seeds one] [part of a name]
 *
 * With a part of a name (a regular expression) only such requests are asked.
 */
import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import postgres from 'postgres';
import { runMigrations } from '../server/persistence/control-start.ts';
import { testPostgres } from '../test/setup/postgres.ts';
import { apiRequests, type ApiRequest } from './support/api-requests.ts';
import { ForeignLoad } from './support/machine.ts';
import { finish, percentile, round } from './support/outcome.ts';
import { seedControl } from './support/seed-control.ts';

const BAR_MS = 50;
const SLOW_MS = 500;
const SLOW_SPAN_MS = 10_000;
const SETTINGS = { shared_buffers: '64MB', max_connections: '100', wal_level: 'replica', max_wal_senders: '10' };

interface Measured extends ApiRequest {
  readonly body: string;
  readonly calls: number;
  readonly firstMs: number;
  readonly kilobytes: number;
  readonly rows: number;
  readonly statements: number;
  readonly times: number[];
  /** It was answered with an error. */
  readonly fails: boolean;
}

const [calls = '100', given = '-', part = ''] = process.argv.slice(2);
const load = new ForeignLoad();
const seeded = given === '-' ? await seed() : { url: given, samples: null };
const child = fork(`${import.meta.dirname}/support/counted-api.ts`, [seeded.url], {
  env: { ...process.env, NODE_ENV: 'production' }, // as server/start.mjs has it
});
const url = `${await told<string>(child)}/graphql`;

const measured: Measured[] = [];
const wantedNames = new RegExp(part);
for (const request of apiRequests().filter(({ name }) => wantedNames.test(name)))
  measured.push(await firstCall(request));
for (let call = 0; call < Number(calls); call += 1)
  for (const { body, times, calls: wanted } of measured)
    if (call < wanted) {
      const began = performance.now();
      await ask(body);
      times.push(performance.now() - began);
    }
child.disconnect();

const p95 = ({ times }: Measured): number => percentile(times, 0.95);
const met = (one: Measured): boolean => !one.fails && p95(one) < BAR_MS;
console.table(
  Object.fromEntries(
    measured.map((one) => [
      one.name,
      {
        'p50 ms': round1(percentile(one.times, 0.5)),
        'p95 ms': round1(p95(one)),
        'first ms': round1(one.firstMs),
        calls: one.calls,
        rows: one.rows,
        KB: one.kilobytes,
        statements: one.statements,
        met: met(one) ? 'yes' : one.fails ? 'FAILS' : 'NO',
      },
    ]),
  ),
);
const missed = measured.filter((one) => !met(one));
const ours = Math.max(...measured.map(p95));
finish(
  {
    bench: 'api',
    ours,
    peer: BAR_MS,
    bar: 1,
    unit: 'ms',
    pass: missed.length === 0,
    details: {
      requests: measured.length,
      missed: missed.map(({ name }) => name),
      samples: seeded.samples,
      mostStatements: Math.max(...measured.map(({ statements }) => statements)),
      p95: Object.fromEntries(measured.map((one) => [one.name, round(p95(one))])),
    },
  },
  load,
);

async function seed(): Promise<{ url: string; samples: number }> {
  const { server } = await testPostgres(18, 'control', SETTINGS);
  const began = performance.now();
  await runMigrations(server.url());
  const sql = postgres(server.url(), { max: 1, onnotice: () => {} });
  const samples = await seedControl(sql);
  await sql.end();
  console.log(`seeded ${samples} samples and the rest in ${Math.round((performance.now() - began) / 1_000)} s`);
  return { url: server.url(), samples };
}

async function firstCall(request: ApiRequest): Promise<Measured> {
  const body = JSON.stringify({ query: request.document, variables: await placed(request) });
  await statementsSince();
  const began = performance.now();
  const text = await ask(body);
  const firstMs = performance.now() - began;
  const statements = await statementsSince();
  const fails = text.includes('"errors":[');
  if (fails) console.error(`${request.name}: ${text.slice(0, 500)}`);
  const most = firstMs > SLOW_MS ? Math.max(3, Math.ceil(SLOW_SPAN_MS / firstMs)) : Number(calls);
  const wanted = fails ? 0 : Math.min(most, Number(calls));
  const rows = rowsIn(JSON.parse(text));
  const kilobytes = Math.round(text.length / 1_000);
  return {
    ...request,
    body,
    calls: wanted,
    firstMs,
    kilobytes,
    rows,
    statements,
    times: fails ? [firstMs] : [],
    fails,
  };
}

/** The variables, with the cursor behind the pages to be walked. */
async function placed({ document, variables, behindPages = 0 }: ApiRequest): Promise<ApiRequest['variables']> {
  let after: string | null = null;
  for (let page = 0; page < behindPages; page += 1) {
    const text = await ask(JSON.stringify({ query: document, variables: { ...variables, first: 100, after } }));
    after = [...text.matchAll(/"endCursor":"([^"]+)"/g)].at(-1)?.[1] ?? null;
    if (after === null) return variables; // it fails: so will what is measured
  }
  return { ...variables, ...(after === null ? {} : { after }) };
}

async function ask(body: string): Promise<string> {
  const response = await fetch(url, { method: 'POST', headers: { 'content-type': 'application/json' }, body });
  const text = await response.text();
  if (!response.ok) throw new Error(`the API answered ${response.status}: ${text}`);
  return text;
}

/** Of the longest list in the answer. */
function rowsIn(value: unknown): number {
  if (value === null || typeof value !== 'object') return 0;
  const inner = Math.max(0, ...Object.values(value).map(rowsIn));
  return Array.isArray(value) ? Math.max(value.length, inner) : inner;
}

async function statementsSince(): Promise<number> {
  child.send('count');
  return told<number>(child);
}

async function told<T>(from: ChildProcess): Promise<T> {
  const [message] = (await once(from, 'message')) as [T]; // what counted-api.ts sends
  return message;
}

function round1(value: number): number {
  return Math.round(value * 10) / 10;
}
