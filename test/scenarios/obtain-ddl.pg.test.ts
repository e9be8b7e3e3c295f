/** Tables whose DDL the source does not give: shown as such with the reason, tried again, and left while others go on. */
import { expect, test } from 'vitest';
import { must } from '../../server/core/assert.ts';
import { testPostgres } from '../setup/postgres.ts';
import { Desk } from '../support/desk.ts';
import { compareDatabases } from '../support/oracle.ts';

interface ObjectSeen {
  readonly id: string;
  readonly source: { readonly name: string };
  readonly status: string;
  readonly error: { readonly code: string } | null;
}

test('a catalog that cannot be read, and a table that is gone, until both are mended', async () => {
  await using desk = await Desk.open();
  const server = await testPostgres();
  await using source = await server.createDatabase();
  await using target = await server.createDatabase();
  await source.sql.unsafe(`
    CREATE TABLE item (id int PRIMARY KEY); INSERT INTO item VALUES (1); CREATE TABLE passing (id int PRIMARY KEY);
    CREATE FUNCTION gone() RETURNS int LANGUAGE sql AS 'SELECT 1'; CREATE VIEW broken AS SELECT gone() AS one;
    DELETE FROM pg_proc WHERE proname = 'gone'`); // what a damaged catalog looks like
  const tables = ['item', 'passing'].map((name) => ({ schema: 'public', name }));
  const objects = async (id: string): Promise<ObjectSeen[]> => {
    const { task } = await desk.ask<{ task: { subtask: { objects: { nodes: ObjectSeen[] } } } }>(
      `query($id: ID!) { task(id: $id) { subtask(kind: SCHEMA_MIGRATION) { ... on SchemaMigrationSubtask {
        objects(first: 50, filter: { kinds: [TABLE] }) { nodes { id source { name } status error { code } } } } } } }`,
      { id },
    );
    return task.subtask.objects.nodes;
  };
  const told = async (id: string): Promise<unknown> =>
    (await objects(id)).map(({ source: { name }, status, error }) => [name, status, error?.code ?? null]);
  /** Asks for it and waits until nothing has an error any more that is asked for again. */
  const retry = async (id: string, objectIds?: readonly string[]): Promise<void> => {
    const asked = await desk.mutate<object>('schemaObjectsRetry', { taskId: id, objectIds }, 'subtask { id }');
    expect(asked.code).toBeUndefined();
    await expect
      .poll(async () => (await objects(id)).some(({ status }) => status === 'FAILED_TO_OBTAIN_DDL'), {
        timeout: 30_000,
      })
      .toBe(false);
  };
  const phases = ['SCHEMA_MIGRATION', 'FULL_MIGRATION'];
  const taskId = await desk.startTask({ source: source.address, target: target.address, tables, phases });
  expect(await desk.untilFailed(taskId)).toMatchObject({ code: 'SCHEMA_OBJECTS_FAILED' });
  expect(await told(taskId)).toEqual([
    ['item', 'FAILED_TO_OBTAIN_DDL', 'SOURCE_REFUSED_STATEMENT'],
    ['passing', 'FAILED_TO_OBTAIN_DDL', 'SOURCE_REFUSED_STATEMENT'],
  ]);
  await source.sql.unsafe('DROP VIEW broken; DROP TABLE passing');
  await retry(taskId);
  expect(await told(taskId)).toEqual([
    ['item', 'INITIALIZING', null],
    ['passing', 'INITIALIZING', null],
  ]);
  await desk.command('taskResume', taskId);
  await expect
    .poll(() => told(taskId), { timeout: 30_000 })
    .toEqual([
      ['item', 'COMPLETED', null],
      ['passing', 'FAILED_TO_OBTAIN_DDL', 'OBJECT_NOT_FOUND'],
    ]);
  expect((await desk.untilFailed(taskId)).message).toContain('public.passing');

  await source.sql`CREATE TABLE passing (id int PRIMARY KEY)`;
  await retry(taskId, [must((await objects(taskId)).at(-1), 'the table').id]);
  await desk.command('taskResume', taskId);
  await desk.untilInSync(taskId);
  expect(await compareDatabases(source.sql, target.sql)).toEqual([]);
});
