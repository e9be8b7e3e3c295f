/**
 * A user of either database who lacks a right: the precheck says which, on what, and gives the statement; that statement,
 * run as it stands by a superuser, mends it. The task waits in FAILED and goes on to the end when all is mended. Their
 * passwords, wrong ones too, stand in no log and nowhere in the control database.
 */
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { EndpointAddress } from '../../server/core/endpoint-address.ts';
import { testPostgres, type TestDatabase } from '../setup/postgres.ts';
import { Desk, type ItemSeen } from '../support/desk.ts';
import { compareDatabases } from '../support/oracle.ts';

const SECRET = 'secret-of-a-stranger-4711';
const NOT_IT = 'guess-of-a-stranger-0815';
let desk: Desk;
let users = 0;
const heard: string[] = [];

beforeAll(async () => {
  desk = await Desk.open({ env: { GODWIT_LOG_LEVEL: 'debug' }, hear: (text) => heard.push(text) });
});
afterAll(() => desk[Symbol.asyncDispose]());

const database = async (): Promise<TestDatabase> => (await testPostgres()).createDatabase();

const failedItems = async (taskId: string): Promise<ItemSeen[]> =>
  (await desk.precheck(taskId)).filter(({ result }) => result === 'FAILED');

/** A user who may log in, with an unhandy name; rights of PUBLIC are taken from it where they would hide what is tested. */
async function stranger(database: TestDatabase): Promise<EndpointAddress> {
  const user = `Mr "${(users += 1)}"`;
  await database.sql.unsafe(`CREATE ROLE ${quoted(user)} LOGIN PASSWORD '${SECRET}'`);
  return { ...database.address, user, password: SECRET };
}

const quoted = (name: string): string => `"${name.replaceAll('"', '""')}"`;

test('every right that lacks at the source and at the target, mended by the statements as they stand', async () => {
  await using source = await database();
  await using target = await database();
  await source.sql.unsafe(`
    CREATE SCHEMA "Shop"; CREATE TABLE "Shop"."Größe" (id int PRIMARY KEY, name text);
    INSERT INTO "Shop"."Größe" SELECT n, 'size ' || n FROM generate_series(1, 100) n`);
  const [from, to] = [await stranger(source), await stranger(target)];
  const taskId = await desk.startTask({ source: from, target: to, tables: [{ schema: 'Shop', name: 'Größe' }] });
  const reason = await desk.untilFailed(taskId);
  expect(reason.code).toBe('PRECHECK_FAILED');
  expect(JSON.stringify(await desk.task(taskId))).not.toContain(SECRET);

  const first = await failedItems(taskId);
  expect(first.map(({ name, side, error }) => `${name} ${side} ${error?.message}`).sort()).toEqual(
    [
      `READ_RIGHTS SOURCE User ${from.user} lacks the right USAGE on schema Shop.`,
      `READ_RIGHTS SOURCE User ${from.user} lacks the right SELECT on Shop.Größe.`,
      `REPLICATION_RIGHT SOURCE User ${from.user} lacks the right REPLICATION on the server.`,
      `PUBLICATION_RIGHTS SOURCE User ${from.user} lacks the right the role of the owner postgres on Shop.Größe.`,
      `PUBLICATION_RIGHTS SOURCE User ${from.user} lacks the right CREATE on database ${source.name}.`,
      `CREATE_RIGHTS TARGET User ${to.user} lacks the right CREATE on database ${target.name}.`,
      `REPLICATION_ROLE TARGET User ${to.user} lacks the right SET on session_replication_role.`,
    ].sort(),
  );
  expect(first.every(({ error }) => error?.code === 'PRIVILEGE_MISSING')).toBe(true);
  for (const { side, remedy } of first) await (side === 'SOURCE' ? source : target).sql.unsafe(remedy ?? '');

  await desk.command('taskResume', taskId);
  await desk.untilInSync(taskId);
  await source.sql`UPDATE "Shop"."Größe" SET name = 'changed' WHERE id = 7`;
  await expect.poll(() => compareDatabases(source.sql, target.sql), { timeout: 30_000 }).toEqual([]);
  await desk.command('taskStop', taskId);
  await desk.until(taskId, ({ status }) => status === 'STOPPED', 'the task is stopped');
  await desk.command('taskRelease', taskId);
  await desk.until(taskId, ({ status }) => status === 'RELEASED', 'the task is released');
});

test('one right: the reason of the task is that right itself, with the statement as the remedy', async () => {
  await using source = await database();
  await using target = await database();
  await source.sql.unsafe(`CREATE TABLE public.one (id int PRIMARY KEY); INSERT INTO public.one VALUES (1)`);
  const from = await stranger(source);
  const taskId = await desk.startTask({
    source: from,
    target: target.address,
    tables: [{ schema: 'public', name: 'one' }],
    phases: ['SCHEMA_MIGRATION', 'FULL_MIGRATION'],
  });
  const reason = await desk.untilFailed(taskId);
  const statement = `GRANT SELECT ON "public"."one" TO ${quoted(from.user)}`;
  expect(reason).toEqual({
    code: 'PRIVILEGE_MISSING',
    message: `User ${from.user} lacks the right SELECT on public.one.`,
    remedy: `Run: ${statement}`,
  });
  await source.sql.unsafe(reason.remedy.replace(/^Run: /, ''));
  await desk.command('taskResume', taskId);
  await desk.untilInSync(taskId);
  expect(await compareDatabases(source.sql, target.sql, ['public.one'])).toEqual([]);
});

test('what another user keeps on the target for a task of its own', async () => {
  await using source = await database();
  await using target = await database();
  await source.sql.unsafe(`CREATE TABLE public.a (id int PRIMARY KEY); CREATE TABLE public.b (id int PRIMARY KEY)`);
  const wanted = { source: source.address, phases: ['SCHEMA_MIGRATION', 'FULL_MIGRATION'] };
  const a = [{ schema: 'public', name: 'a' }];
  await desk.untilInSync(await desk.startTask({ ...wanted, target: target.address, tables: a }));
  const to = await stranger(target);
  await target.sql.unsafe(`GRANT CREATE ON SCHEMA public TO ${quoted(to.user)};
    GRANT SET ON PARAMETER session_replication_role TO ${quoted(to.user)}`);
  const taskId = await desk.startTask({ ...wanted, target: to, tables: [{ schema: 'public', name: 'b' }] });
  const reason = await desk.untilFailed(taskId);
  expect(reason).toMatchObject({
    code: 'PRIVILEGE_MISSING',
    message: `User ${to.user} lacks the right SELECT, INSERT, UPDATE, DELETE on the tables of schema godwit.`,
  });
  await target.sql.unsafe(reason.remedy.replace(/^Run: /, ''));
  await desk.command('taskResume', taskId);
  await desk.untilInSync(taskId);
  await desk.command('taskRelease', taskId);
  await desk.until(taskId, ({ status }) => status === 'RELEASED', 'the task is released');
});

test('a right that is taken away in the middle of the stream', async () => {
  await using source = await database();
  await using target = await database();
  await source.sql.unsafe(
    `CREATE TABLE public.two (id int PRIMARY KEY, t text); INSERT INTO public.two VALUES (1, 'a')`,
  );
  await target.sql.unsafe(`CREATE TABLE public.two (id int PRIMARY KEY, t text)`);
  const to = await stranger(target);
  const rights = `GRANT SELECT, INSERT, UPDATE, DELETE, TRUNCATE ON public.two TO ${quoted(to.user)}`;
  await target.sql.unsafe(`${rights}; GRANT CREATE ON DATABASE ${target.name} TO ${quoted(to.user)};
    GRANT SET ON PARAMETER session_replication_role TO ${quoted(to.user)}`);
  const taskId = await desk.startTask({
    source: source.address,
    target: to,
    tables: [{ schema: 'public', name: 'two' }],
    phases: ['FULL_MIGRATION', 'INCREMENTAL_SYNCHRONIZATION'],
  });
  await desk.untilInSync(taskId);
  await target.sql.unsafe(`REVOKE ALL ON public.two FROM ${quoted(to.user)}`);
  await source.sql`INSERT INTO public.two VALUES (2, 'b')`;
  expect(await desk.untilFailed(taskId)).toEqual({
    code: 'PRIVILEGE_MISSING',
    message: `User ${to.user} lacks the right to do this on ${target.name} (permission denied for table two).`,
    remedy: 'Run: the precheck again; it names the right, with the statement that gives it',
  });
  await source.sql`INSERT INTO public.two VALUES (3, 'c')`;
  await desk.runPrecheck(taskId);
  const [lacks, ...more] = await failedItems(taskId);
  expect([lacks?.error?.code, more]).toEqual(['PRIVILEGE_MISSING', []]);
  await target.sql.unsafe(lacks?.remedy ?? '');
  await desk.command('taskResume', taskId);
  await desk.untilInSync(taskId);
  await expect.poll(() => compareDatabases(source.sql, target.sql, ['public.two']), { timeout: 30_000 }).toEqual([]);
});

test('a password, wrong or right, stands in no log and nowhere in the control database', async () => {
  await using source = await database();
  await using target = await database();
  await source.sql.unsafe(`CREATE TABLE public.three (id int PRIMARY KEY); INSERT INTO public.three VALUES (1)`);
  const from = await stranger(source);
  await source.sql.unsafe(`GRANT SELECT ON public.three TO ${quoted(from.user)}`);
  expect(await desk.testAddress({ ...from, password: NOT_IT })).toMatchObject({ code: 'AUTHENTICATION_FAILED' });
  const taskId = await desk.startTask({
    source: { ...from, password: NOT_IT },
    target: target.address,
    tables: [{ schema: 'public', name: 'three' }],
    phases: ['SCHEMA_MIGRATION', 'FULL_MIGRATION'],
  });
  expect(await desk.untilFailed(taskId)).toMatchObject({ code: 'AUTHENTICATION_FAILED' });
  const { task } = await desk.ask<{ task: { source: { id: string } } }>(
    'query($id: ID!) { task(id: $id) { source { id } } }',
    { id: taskId },
  );
  const changed = { endpointId: task.source.id, password: SECRET, expectedRevision: 1 };
  expect(await desk.mutate('endpointUpdate', changed, 'endpoint { user }')).toEqual({ endpoint: { user: from.user } });
  await desk.command('taskResume', taskId);
  await desk.untilInSync(taskId);
  expect(await compareDatabases(source.sql, target.sql, ['public.three'])).toEqual([]);

  const log = heard.join('');
  expect(log.includes(`refused user ${JSON.stringify(from.user).slice(1, -1)}`)).toBe(true); // the failure is told
  expect([SECRET, NOT_IT].filter((secret) => log.includes(secret))).toEqual([]);
  expect(await desk.secretsKept([SECRET, NOT_IT])).toEqual([]);
});
