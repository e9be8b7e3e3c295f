/** Connections that are dead without a word: each kind of session of ours notices within a bounded time, and none that only works long is given up. */
import postgres from 'postgres';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openPool, SHORT_QUESTIONS, type Sql } from '../../server/connectors/postgres/connection.ts';
import { READER_MAY_REST } from '../../server/connectors/postgres/session-settings.ts';
import { WireSession } from '../../server/connectors/postgres/wire-session.ts';
import { limitedSessions } from '../../server/persistence/session-limits.ts';
import { pause } from '../../server/runtime/clock.ts';
import { testPostgres, type TestDatabase } from '../setup/postgres.ts';
import { start, startBehind } from '../support/control-starts.ts';
import { TcpProxy } from '../support/tcp-proxy.ts';

let database: TestDatabase;

beforeAll(async () => {
  database = await (await testPostgres()).createDatabase();
});
afterAll(() => database[Symbol.asyncDispose]());

/** Milliseconds until the work fails; work that ends is no failure. */
async function failsAfter(work: Promise<unknown>): Promise<number> {
  const began = performance.now();
  await expect(work).rejects.toThrow();
  return Math.round(performance.now() - began);
}

const through = (proxy: TcpProxy) => ({ ...database.address, host: '127.0.0.1', port: proxy.port });

/** Answers and a question without one, all within one look of the watch: counts of bytes do not tell them apart. */
async function lostAmongAnswers(sql: postgres.Sql | Sql, proxy: TcpProxy): Promise<number> {
  for (let answers = 0; answers < 20; answers += 1) await sql`SELECT 1`;
  proxy.halfOpen();
  const lost = failsAfter(sql`SELECT 2`.execute());
  await pause(500);
  proxy.mend();
  const tookMs = await lost;
  expect(await sql`SELECT 3 AS n`).toEqual([{ n: 3 }]); // over a new connection
  return tookMs;
}

test.concurrent('a pool of short questions gives up a question that nobody answers within 25 s', async () => {
  await using proxy = await TcpProxy.to(database.address.port);
  const sql = openPool(through(proxy), { applicationName: 'godwit test', maxSessions: 1, ...SHORT_QUESTIONS });
  const tookMs = await lostAmongAnswers(sql, proxy);
  console.log(`short questions: noticed after ${tookMs} ms`);
  expect(tookMs).toBeLessThan(25_000);
  await sql.end({ timeout: 1 });
});

test.concurrent('any other pool asks the server, and notices within 25 s', async () => {
  await using proxy = await TcpProxy.to(database.address.port);
  const sql = openPool(through(proxy), { applicationName: 'godwit test', maxSessions: 1 });
  const tookMs = await lostAmongAnswers(sql, proxy);
  console.log(`long statements: noticed after ${tookMs} ms`);
  expect(tookMs).toBeLessThan(25_000);
  await sql.end({ timeout: 1 });
});

test.concurrent('a session on the control database notices within 25 s', async () => {
  await using proxy = await TcpProxy.to(database.address.port);
  const { user, password, database: name } = through(proxy);
  const sql = postgres(`postgres://${user}:${encodeURIComponent(password)}@127.0.0.1:${proxy.port}/${name}`, {
    ...limitedSessions('control', { owner: null }),
    max: 4,
  });
  const all = () => Promise.all(Array.from({ length: 4 }, () => sql`SELECT pg_sleep(0.2)`.execute()));
  await all(); // four connections that rest
  const tookMs = await lostAmongAnswers(sql, proxy);
  console.log(`control database: noticed after ${tookMs} ms`);
  expect(tookMs).toBeLessThan(25_000);
  const began = performance.now();
  await all(); // those that rested are lost too: nobody waits for each in turn
  expect(performance.now() - began).toBeLessThan(8_000);
  await sql.end({ timeout: 1 });
});

test.concurrent('a wire session notices within 25 s, and ends what it has left on the server', async () => {
  await using proxy = await TcpProxy.to(database.address.port);
  const session = await WireSession.open(through(proxy), { applicationName: 'godwit test lost' });
  await session.query('BEGIN');
  proxy.halfOpen();
  const lost = failsAfter(session.query('SELECT 1'));
  await pause(500);
  proxy.mend();
  const tookMs = await lost;
  console.log(`wire session: noticed after ${tookMs} ms`);
  expect(tookMs).toBeLessThan(25_000);
  await expect
    .poll(() => database.sql`SELECT FROM pg_stat_activity WHERE pid = ${session.backendPid}`, { timeout: 10_000 })
    .toHaveLength(0);
});

test.concurrent(
  'a statement that works for long, and a session that rests in a transaction, are left alone',
  async () => {
    await using proxy = await TcpProxy.to(database.address.port);
    const working = openPool(through(proxy), { applicationName: 'godwit test', maxSessions: 1 });
    const resting = openPool(through(proxy), { applicationName: 'godwit test', maxSessions: 1, ...SHORT_QUESTIONS });
    const transaction = resting.begin(async (tx) => {
      await tx`SELECT 1`;
      await pause(28_000); // longer than a question may stay without an answer: none is open
      return tx`SELECT 2 AS n`;
    });
    expect(await working`SELECT pg_sleep(28)::text AS n`).toEqual([{ n: '' }]);
    expect(await transaction).toEqual([{ n: 2 }]);
    for (const sql of [working, resting]) await sql.end({ timeout: 1 });
  },
);

test.concurrent('a copy whose reader rests for longer than tcp_user_timeout goes on', async () => {
  const session = await WireSession.open(database.address, {
    applicationName: 'godwit test',
    settings: READER_MAY_REST,
  });
  let [rows, rested] = [0, false];
  for await (const piece of session.copyOut(
    "COPY (SELECT repeat('x', 1000) FROM generate_series(1, 40000)) TO STDOUT",
  )) {
    rows += piece.rows;
    if (rested) continue;
    rested = true;
    await pause(28_000);
  }
  expect(rows).toBe(40_000);
  await session.close();
});

test('a start whose connection is forgotten by the network ends by itself, and holds up no later start', async () => {
  await using control = await (await testPostgres()).createDatabase();
  await using proxy = await TcpProxy.to(control.address.port);
  const forgotten = await startBehind(proxy, control, 60);
  proxy.halfOpen();
  proxy.mend();
  await forgotten.unlock(); // its session has the lock now, and does not know
  const began = performance.now();
  const next = await start(control, control.address.port, 60);
  console.log(`the next start is through after ${Math.round(performance.now() - began)} ms`);
  expect(performance.now() - began).toBeLessThan(20_000);
  expect(await forgotten.ended).toContain('The control database was lost during the start');
  console.log(`the forgotten one ended after ${Math.round(performance.now() - began)} ms`);
  expect(performance.now() - began).toBeLessThan(30_000);
  await next.close();
});

test('a statement that is given to a connection while it is being lost is answered or refused, never kept', async () => {
  await using proxy = await TcpProxy.to(database.address.port);
  const sql = openPool(through(proxy), { applicationName: 'godwit test', maxSessions: 1, ...SHORT_QUESTIONS });
  for (let times = 0; times < 20; times += 1) {
    await sql`SELECT 1`.catch(() => undefined);
    const lost = sql`SELECT pg_sleep(20)`.then(
      () => 'answered',
      () =>
        sql`SELECT 2`.then(
          () => 'answered',
          () => 'refused',
        ), // at once: the connection has failed, but is not yet closed
    );
    await pause(5);
    proxy.cut();
    expect(await Promise.race([lost, pause(10_000).then(() => 'kept')])).not.toBe('kept');
  }
  await sql.end({ timeout: 1 });
});

test('the server notices too: its own limits are set on every session', async () => {
  const shown = (rows: readonly (readonly unknown[])[]): unknown => rows[0]?.[0];
  await using session = await WireSession.open(database.address, { applicationName: 'godwit test' });
  expect(shown((await session.query('SHOW tcp_user_timeout')).rows)).toBe('20000');
  const pool = openPool(database.address, { applicationName: 'godwit test', maxSessions: 1 });
  expect((await pool`SHOW tcp_user_timeout`)[0]).toEqual({ tcp_user_timeout: '20000' });
  expect((await pool`SHOW tcp_keepalives_idle`)[0]).toEqual({ tcp_keepalives_idle: '10' });
  await pool.end({ timeout: 1 });
});
