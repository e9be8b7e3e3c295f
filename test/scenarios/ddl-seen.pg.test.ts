/**
 * DDL of the source over the service: seen and listed, or applied where its kind is chosen; what sees it leaves with the task,
 * and the application is not held up.
 */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { testPostgres } from '../setup/postgres.ts';
import { catalogSnapshot } from '../support/catalog-snapshot.ts';
import { Desk } from '../support/desk.ts';

interface Statement {
  readonly ddlId: string;
  readonly statement: string;
  readonly convertedStatement: string | null;
  readonly status: string;
  readonly error: { readonly code: string } | null;
}
interface Seen {
  readonly task: { readonly subtask: { readonly ddl: { readonly nodes: Statement[] } } };
}

let desk: Desk;
beforeAll(async () => {
  desk = await Desk.open();
});
afterAll(() => desk[Symbol.asyncDispose]());

async function ddlOf(taskId: string): Promise<Statement[]> {
  const { task } = await desk.ask<Seen>(
    `query($id: ID!) { task(id: $id) { subtask(kind: INCREMENTAL_SYNCHRONIZATION) { ... on IncrementalSubtask {
      ddl(first: 10) { nodes { ddlId statement convertedStatement status error { code } } } } } } }`,
    { id: taskId },
  );
  return task.subtask.ddl.nodes;
}

test('a statement on a migrated table is listed, and after the release nothing of ours is left', async () => {
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
  const statements = async (): Promise<string[]> => (await ddlOf(taskId)).map(({ statement }) => statement);
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

test('chosen kinds are applied in their place; one that fails stops the task, is shown, skipped, and the stream goes on', async () => {
  const server = await testPostgres();
  await using source = await server.createDatabase();
  await using target = await server.createDatabase();
  await source.sql`CREATE TABLE item (id int PRIMARY KEY)`;
  const made = await desk.createTask({
    source: source.address,
    target: target.address,
    tables: [{ schema: 'public', name: 'item', targetName: 'article' }],
    phases: ['SCHEMA_MIGRATION', 'FULL_MIGRATION', 'INCREMENTAL_SYNCHRONIZATION'],
    parameters: { incrementalDdlKinds: ['ALTER_TABLE', 'CREATE_INDEX'] },
  });
  const taskId = 'id' in made ? made.id : '';
  await desk.command('taskStart', taskId);
  await desk.untilInSync(taskId);
  await source.sql`ALTER TABLE item ADD COLUMN note text`;
  await source.sql`INSERT INTO item VALUES (1, 'carried')`;
  await expect.poll(() => target.sql`SELECT * FROM article`, { timeout: 30_000 }).toEqual([{ id: 1, note: 'carried' }]);
  await expect
    .poll(() => ddlOf(taskId), { timeout: 30_000 })
    .toMatchObject([
      {
        status: 'APPLIED',
        convertedStatement: expect.stringMatching(/^ALTER TABLE public\.article\s+ADD COLUMN note text$/) as unknown,
      },
    ]);
  await source.sql`ALTER TABLE item ADD COLUMN made float DEFAULT random()`;
  await desk.until(taskId, ({ status }) => status === 'FAILED', 'the task failed');
  expect((await desk.task(taskId)).reason?.code).toBe('DDL_NOT_CONVERTIBLE');
  const [failed, applied] = await ddlOf(taskId);
  expect(failed).toMatchObject({ status: 'FAILED', error: { code: 'DDL_NOT_CONVERTIBLE' } });
  expect(await desk.mutate('ddlSkip', { taskId, ddlId: applied?.ddlId }, 'subtask { id }')).toMatchObject({
    code: 'ACTION_NOT_ALLOWED',
    message: expect.stringContaining('it is APPLIED') as unknown,
  });
  expect(await desk.mutate('ddlSkip', { taskId, ddlId: failed?.ddlId }, 'subtask { id }')).not.toHaveProperty('code');
  await desk.command('taskResume', taskId);
  await source.sql`INSERT INTO item VALUES (2, 'behind it', 1)`;
  await expect
    .poll(() => target.sql`SELECT id FROM article ORDER BY 1`, { timeout: 30_000 })
    .toEqual([{ id: 1 }, { id: 2 }]);
  expect((await ddlOf(taskId)).map(({ status }) => status)).toEqual(['SKIPPED', 'APPLIED']);
});
