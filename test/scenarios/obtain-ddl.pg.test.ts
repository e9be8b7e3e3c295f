/**
 * Objects whose DDL the source does not give: shown as such with the reason, tried again, and left while others go on. What a
 * person removed or skipped before that stays removed and skipped.
 */
import { expect, test } from 'vitest';
import { must } from '../../server/core/assert.ts';
import { testPostgres } from '../setup/postgres.ts';
import { Desk } from '../support/desk.ts';
import { workersOf } from '../support/live-service.ts';
import { compareDatabases } from '../support/oracle.ts';

interface ObjectSeen {
  readonly id: string;
  readonly source: { readonly name: string };
  readonly status: string;
  readonly ran: string | null;
  readonly answered: string | null;
  readonly error: { readonly code: string; readonly remedy: string } | null;
}

test('what the source cannot describe, and a table that is gone, until all are mended; what was left out stays out', async () => {
  await using desk = await Desk.open();
  const server = await testPostgres();
  await using source = await server.createDatabase();
  await using target = await server.createDatabase();
  await source.sql.unsafe(`
    CREATE TABLE item (id int PRIMARY KEY); INSERT INTO item VALUES (1);
    CREATE FUNCTION gone() RETURNS int LANGUAGE sql AS 'SELECT 1';
    CREATE TABLE lame (id int PRIMARY KEY, n int DEFAULT gone()); CREATE VIEW broken AS SELECT id, gone() AS one FROM item;
    CREATE INDEX not_wanted ON item (id, id); CREATE INDEX not_now ON item (id DESC);
    CREATE TABLE spare (id int PRIMARY KEY, n int); INSERT INTO spare VALUES (1, 2); CREATE INDEX spare_by_n ON spare (n);
    DELETE FROM pg_proc WHERE proname = 'gone'`); // what a damaged catalog looks like
  await target.sql`CREATE TABLE spare (id int PRIMARY KEY, n int)`;
  const tables = ['item', 'lame', 'spare'].map((name) => ({ schema: 'public', name }));
  const objects = async (id: string): Promise<ObjectSeen[]> => {
    const { task } = await desk.ask<{ task: { subtask: { objects: { nodes: ObjectSeen[] } } } }>(
      `query($id: ID!) { task(id: $id) { subtask(kind: SCHEMA_MIGRATION) { ... on SchemaMigrationSubtask {
        objects(first: 50, filter: { kinds: [TABLE, VIEW, INDEX] }) { nodes { id source { name } status ran answered error { code remedy } } } } } } }`,
      { id },
    );
    return task.subtask.objects.nodes;
  };
  const told = async (id: string): Promise<Record<string, string>> =>
    Object.fromEntries(
      (await objects(id)).map(({ source: { name }, status, error }) => [name, `${status} ${error?.code ?? ''}`.trim()]),
    );
  /** Asks for one of them and waits until it has no error any more. */
  const retry = async (id: string, name: string): Promise<void> => {
    const seen = async (): Promise<ObjectSeen> =>
      must(
        (await objects(id)).find((object) => object.source.name === name),
        name,
      );
    const objectIds = [(await seen()).id];
    const asked = await desk.mutate<object>('schemaObjectsRetry', { taskId: id, objectIds }, 'subtask { id }');
    expect(asked.code).toBeUndefined();
    await expect.poll(async () => (await seen()).error, { timeout: 30_000 }).toBeNull();
  };
  interface PhaseSeen {
    readonly status: string;
    readonly progress: number;
    readonly startedAt: string;
    readonly completedAt: string | null;
    readonly durationMs: number;
  }
  const phase = async (id: string): Promise<PhaseSeen> => {
    const { task } = await desk.ask<{ task: { subtask: PhaseSeen } }>(
      'query($id: ID!) { task(id: $id) { subtask(kind: SCHEMA_MIGRATION) { status progress startedAt completedAt durationMs } } }',
      { id },
    );
    return task.subtask;
  };
  const phases = ['SCHEMA_MIGRATION', 'FULL_MIGRATION'];
  const held = Promise.withResolvers<void>();
  const holding = target.sql
    .begin(async (tx) => {
      await tx`CREATE TABLE item ()`; // whoever creates it too waits for what becomes of this one
      await held.promise;
      throw new Error('taken back');
    })
    .catch((error: unknown) => String(error));
  const taskId = await desk.startTask({ source: source.address, target: target.address, tables, phases });
  await expect
    .poll(() => phase(taskId), { timeout: 60_000 })
    .toMatchObject({ status: 'RUNNING', progress: 1 / 4, startedAt: expect.any(String) as unknown }); // the schema of four: it, item, lame, spare
  held.resolve();
  expect(await holding).toBe('Error: taken back');
  expect(await desk.untilFailed(taskId)).toMatchObject({
    code: 'SCHEMA_OBJECTS_FAILED',
    message: expect.stringMatching(/^1 objects .*TABLE public\.lame/) as unknown, // the view's turn comes after the rows
  });
  expect(await told(taskId)).toEqual({
    item: 'COMPLETED',
    spare: 'SKIPPED',
    not_wanted: 'DDL_OBTAINED',
    not_now: 'DDL_OBTAINED',
    spare_by_n: 'DDL_OBTAINED',
    lame: 'FAILED_TO_OBTAIN_DDL OBJECT_UNREADABLE',
    broken: 'FAILED_TO_OBTAIN_DDL OBJECT_UNREADABLE',
  });
  const failed = await phase(taskId);
  expect(failed).toMatchObject({ status: 'FAILED', progress: 3 / 4, completedAt: null }); // all but lame
  expect((await objects(taskId)).find((object) => object.source.name === 'item')).toMatchObject({
    ran: expect.stringMatching(/^CREATE TABLE "public"\."item" /) as unknown,
    answered: 'CREATE TABLE',
  });
  expect((await objects(taskId)).find(({ error }) => error !== null)?.error?.remedy).toMatch(/^Mend it at the source/);

  const idOf = async (name: string): Promise<string> =>
    must(
      (await objects(taskId)).find((object) => object.source.name === name),
      name,
    ).id;
  const leave = async (action: 'schemaObjectsRemove' | 'schemaObjectsSkip', ...names: string[]): Promise<void> => {
    const objectIds = await Promise.all(names.map(idOf));
    expect((await desk.mutate<object>(action, { taskId, objectIds }, 'subtask { id }')).code).toBeUndefined();
  };
  await leave('schemaObjectsRemove', 'spare', 'not_wanted');
  await leave('schemaObjectsSkip', 'not_now');
  const left = {
    item: 'COMPLETED',
    lame: 'FAILED_TO_OBTAIN_DDL OBJECT_UNREADABLE',
    broken: 'FAILED_TO_OBTAIN_DDL OBJECT_UNREADABLE',
    not_now: 'SKIPPED',
  };
  await expect.poll(() => told(taskId), { timeout: 30_000 }).toEqual(left);
  for (const pid of workersOf(desk.servicePid)) process.kill(pid, 'SIGKILL'); // another worker knows what is recorded alone

  await source.sql`DROP TABLE lame`;
  await retry(taskId, 'lame');
  expect(await told(taskId)).toEqual({ ...left, lame: 'INITIALIZING' });
  await desk.command('taskResume', taskId);
  await expect
    .poll(() => told(taskId), { timeout: 30_000 })
    .toEqual({ ...left, lame: 'FAILED_TO_OBTAIN_DDL OBJECT_NOT_FOUND' });
  expect((await desk.untilFailed(taskId)).message).toContain('public.lame');

  await source.sql`CREATE TABLE lame (id int PRIMARY KEY)`;
  await retry(taskId, 'lame');
  await desk.command('taskResume', taskId);
  const last = await desk.until(taskId, ({ status, reason }) => status === 'FAILED' && reason?.message.includes('VIEW public.broken') === true, 'all but the view is made'); // prettier-ignore
  expect(last.reason?.message).toMatch(/^1 objects /);
  const made = await phase(taskId);
  expect(made).toMatchObject({ status: 'COMPLETED', progress: 1, startedAt: failed.startedAt });
  const took = new Date(made.completedAt ?? '').getTime() - new Date(made.startedAt).getTime();
  expect(made.durationMs).toBe(took);
  expect(took).toBeGreaterThan(failed.durationMs);
  expect(await told(taskId)).toEqual({ ...left, lame: 'COMPLETED' });
  expect(await compareDatabases(source.sql, target.sql, ['item', 'lame'])).toEqual([]);
  expect(await target.sql`SELECT FROM spare`).toHaveLength(0); // it has left the task with its rows

  await source.sql.unsafe('DROP VIEW broken; CREATE VIEW broken AS SELECT id, 1 AS one FROM item');
  await desk.untilFailed(taskId);
  await retry(taskId, 'broken');
  await desk.command('taskResume', taskId);
  await desk.untilInSync(taskId);
  expect(await told(taskId)).toEqual({ ...left, lame: 'COMPLETED', broken: 'COMPLETED' });
  expect(await target.sql`SELECT * FROM broken`).toMatchObject([{ id: 1, one: 1 }]);
  const indexes = await target.sql`SELECT indexname AS name FROM pg_indexes WHERE schemaname = 'public' ORDER BY 1`;
  expect(indexes.map(({ name }) => name as unknown)).toEqual(['item_pkey', 'lame_pkey', 'spare_pkey']);
});
