/** DDL of the source is seen and reported, not applied; what sees it leaves with the task, and the application is not held up. */
import { expect, test } from 'vitest';
import { testPostgres } from '../setup/postgres.ts';
import { catalogSnapshot } from '../support/catalog-snapshot.ts';
import { Desk } from '../support/desk.ts';

interface Seen {
  readonly task: { readonly subtask: { readonly ddl: { readonly nodes: { readonly statement: string }[] } } };
}

test('a statement on a migrated table is listed, and after the release nothing of ours is left', async () => {
  await using desk = await Desk.open();
  const server = await testPostgres();
  await using source = await server.createDatabase();
  await using target = await server.createDatabase();
  await source.sql`CREATE TABLE item (id int PRIMARY KEY)`;
  const before = await catalogSnapshot(source.sql, 'public');
  const taskId = await desk.startTask({
    source: source.address,
    target: target.address,
    tables: [{ schema: 'public', name: 'item' }],
  });
  await desk.untilInSync(taskId);
  await source.sql.begin(async (transaction) => {
    await transaction`ALTER TABLE item ADD COLUMN note text`;
    await transaction`CREATE INDEX item_note ON item (note)`;
  });
  const statements = async (): Promise<string[]> => {
    const { task } = await desk.ask<Seen>(
      `query($id: ID!) { task(id: $id) { subtask(kind: INCREMENTAL_SYNCHRONIZATION) { ... on IncrementalSubtask { ddl(first: 10) { nodes { statement } } } } } }`,
      { id: taskId },
    );
    return task.subtask.ddl.nodes.map(({ statement }) => statement);
  };
  await expect
    .poll(statements, { timeout: 30_000 })
    .toEqual(['CREATE INDEX item_note ON item (note)', 'ALTER TABLE item ADD COLUMN note text']);
  await source.sql`INSERT INTO item VALUES (1, 'not carried: the target has no such column')`;
  await expect.poll(() => target.sql`SELECT * FROM item`, { timeout: 30_000 }).toEqual([{ id: 1 }]);
  await desk.command('taskStop', taskId);
  await desk.until(taskId, ({ status }) => status === 'STOPPED', 'the task is stopped');
  await desk.command('taskRelease', taskId);
  await desk.until(taskId, ({ status }) => status === 'RELEASED', 'the task is released');
  await source.sql`DROP INDEX item_note`;
  await expect.poll(() => catalogSnapshot(source.sql, 'public'), { timeout: 15_000 }).toEqual(before);
});
