/** Protection of the source: nothing more is read while a standby is too far behind, or a transaction of others is open too long. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { PostgresSourceLoad } from '../../server/connectors/postgres/source-load.ts';
import { testPostgres, type TestDatabase } from '../setup/postgres.ts';
import { Desk } from '../support/desk.ts';
import { Pair, weakUser } from '../support/precheck-pair.ts';
import { FakeStandby } from '../support/fake-standby.ts';

let desk: Desk;
beforeAll(async () => {
  desk = await Desk.open();
});
afterAll(() => desk[Symbol.asyncDispose]());

const CREATE = `CREATE TABLE item (id int PRIMARY KEY, v text); INSERT INTO item SELECT i, 'v' || i FROM generate_series(1, 1000) i; ANALYZE`;

async function started(
  source: TestDatabase,
  target: TestDatabase,
  wanted: { readonly phases: readonly string[]; readonly parameters: Readonly<Record<string, number>> },
): Promise<string> {
  const tables = [{ schema: 'public', name: 'item' }];
  return desk.startTask({ source: source.address, target: target.address, tables, ...wanted });
}

const waitsFor = (taskId: string, words: string): Promise<unknown> =>
  desk.until(taskId, ({ waitingFor }) => waitingFor?.what.includes(words) === true, `it waits for ${words}`);

const limits = (taskId: string, parameters: Readonly<Record<string, number | null>>) =>
  desk.mutate(
    'taskUpdateParameters',
    {
      taskId,
      expectedRevision: 1,
      parameters: Object.entries(parameters).map(([name, value]) => ({ name, value })),
    },
    'task { parametersRevision }',
  );

test('the copy waits for a standby that is behind, says so, and goes on when it has caught up', async () => {
  const server = await testPostgres();
  await using source = await server.createDatabase();
  await using target = await server.createDatabase();
  await source.sql.unsafe(CREATE);
  const [{ lsn } = { lsn: '' }] = await source.sql<{ lsn: string }[]>`SELECT pg_current_wal_lsn()::text AS lsn`;
  await using standby = await FakeStandby.open(source.address, lsn);
  await using load = new PostgresSourceLoad(source.address);
  const lag = async (): Promise<number> => {
    await source.sql`INSERT INTO item VALUES ((SELECT max(id) + 1 FROM item))`;
    return (await load.read()).replicaLagMs ?? 0;
  };
  await expect.poll(lag, { timeout: 15_000 }).toBeGreaterThan(0);
  expect((await load.read()).replicaLagMs).toBeLessThan(2_000);
  standby.stands = true;
  await expect.poll(lag, { timeout: 15_000, interval: 100 }).toBeGreaterThan(2_000);
  const taskId = await started(source, target, {
    phases: ['SCHEMA_MIGRATION', 'FULL_MIGRATION'],
    parameters: { sourceReplicaLagSeconds: 2 },
  });
  await waitsFor(taskId, 'a standby of the source to be at most 2 s behind');
  expect(await target.sql`SELECT FROM item`).toHaveLength(0);
  standby.stands = false;
  await desk.until(taskId, ({ status }) => status === 'COMPLETED', 'the copy is completed');
  const [copied] = await target.sql`SELECT count(*)::int AS n FROM item`;
  expect(copied).toEqual((await source.sql`SELECT count(*)::int AS n FROM item`)[0]);
});

test('the verification waits for the end of an old transaction, until the limit is taken away', async () => {
  const server = await testPostgres();
  await using source = await server.createDatabase();
  await using target = await server.createDatabase();
  for (const { sql } of [source, target]) await sql.unsafe(CREATE);
  await using load = new PostgresSourceLoad(source.address);
  await source.sql.begin(async (open) => {
    await open`SELECT 1`;
    const age = async (): Promise<number> => (await load.read()).oldestTransactionMs ?? 0;
    await expect.poll(age, { timeout: 15_000 }).toBeGreaterThan(1_000);
    const taskId = await started(source, target, {
      phases: ['FULL_VERIFICATION'],
      parameters: { sourceOldestTransactionSeconds: 1 },
    });
    await waitsFor(taskId, 'open transactions of the source to be at most 1 s old');
    expect(await limits(taskId, { sourceOldestTransactionSeconds: null })).toEqual({ task: { parametersRevision: 2 } });
    await desk.until(taskId, ({ status }) => status === 'COMPLETED', 'it is verified');
  });
});

test('limits that protect the source need a user that sees the sessions of others, and the precheck says so', async () => {
  await using pair = await Pair.open();
  const weak = await weakUser(pair.source);
  await using load = new PostgresSourceLoad(weak);
  const ask = (protectsSource: boolean) =>
    pair.run([], { source: weak, only: ['SESSIONS_SEEN'], options: { protectsSource } });
  expect(await ask(false)).toEqual([]);
  const [told] = await ask(true);
  expect(told).toMatchObject({ result: 'WARNING', skippable: true, remedy: `GRANT pg_monitor TO "${weak.user}"` });
  expect((await load.read()).visible).toBe(false);
  await pair.source.sql.unsafe(told?.remedy ?? '');
  expect((await ask(true)).map(({ result }) => result)).toEqual(['PASSED']);
  expect((await load.read()).visible).toBe(true);
});
