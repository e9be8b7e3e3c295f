/**
 * The stream over the service. DDL of the source is seen and listed, or applied where its kind is chosen; what sees it leaves with
 * the task, and the application is not held up. Without a full copy the stream begins now, or at a slot that is there.
 */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type postgres from 'postgres';
import { must } from '../../server/core/assert.ts';
import { asPosition } from '../../server/core/position.ts';
import { lsnOrder } from '../../server/connectors/postgres/position.ts';
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

interface Component {
  readonly id: string;
  readonly kind: string;
  readonly status: string;
  readonly position: string | null;
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
  // under another name it is the same table: its changes are not taken for those of a foreign one
  await source.sql`ALTER TABLE item RENAME TO article`;
  await source.sql`INSERT INTO article VALUES (2, 'not lost')`;
  expect(await desk.untilFailed(taskId)).toMatchObject({ code: 'TABLE_CHANGED' });
  await source.sql`ALTER TABLE article RENAME TO item`;
  await desk.command('taskResume', taskId);
  await expect
    .poll(() => target.sql`SELECT id FROM item ORDER BY 1`, { timeout: 30_000 })
    .toEqual([{ id: 1 }, { id: 2 }]);
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

const positionOf = async (source: postgres.Sql): Promise<string> =>
  String((await source`SELECT pg_current_wal_lsn()::text AS lsn`)[0]?.['lsn']);

/** Incr-Sync of a task in a person's hands. */
async function steered(taskId: string) {
  const component = async (kind: string): Promise<Component> =>
    must(
      (
        await desk.ask<{ task: { components: Component[] } }>(
          'query($id: ID!) { task(id: $id) { components { id kind status position } } }',
          { id: taskId },
        )
      ).task.components.find((one) => one.kind === kind),
      kind,
    );
  const { id: componentId } = await component('INCR_SYNC');
  return {
    start: () => desk.mutate('componentStart', { componentId }, 'component { id }'),
    async stop(): Promise<void> {
      await desk.mutate('componentStop', { componentId }, 'component { id }');
      await expect.poll(async () => (await component('INCR_SYNC')).status, { timeout: 30_000 }).toBe('STOPPED');
    },
    reset: (position: string): Promise<unknown> =>
      desk.mutate('componentResetPosition', { componentId, position }, 'component { id }'),
    /** The log has what was committed before the position. */
    async untilStored(position: string): Promise<void> {
      const stored = async (): Promise<boolean> =>
        lsnOrder.compare(asPosition((await component('STORE')).position ?? '0/0'), asPosition(position)) > 0;
      await expect.poll(stored, { timeout: 30_000 }).toBe(true);
    },
  };
}

/** Incr-Sync is stopped, and goes on behind what it would have done next, then before it. */
async function expectReset(taskId: string, source: postgres.Sql, target: postgres.Sql): Promise<void> {
  const incrSync = await steered(taskId);
  const ids = async (): Promise<unknown> => (await target`SELECT id FROM item ORDER BY id`).map((row) => row['id']);
  expect(await incrSync.reset('0/1')).toMatchObject({ code: 'ACTION_NOT_ALLOWED' });
  await incrSync.stop();
  const before = await positionOf(source);
  await source`INSERT INTO item VALUES (10, 'left out at first')`;
  const between = await positionOf(source);
  await source`INSERT INTO item VALUES (11, 'applied')`;
  await incrSync.untilStored(await positionOf(source));
  expect(await incrSync.reset(between)).not.toHaveProperty('code');
  expect(await desk.untilCommandsAreDone(taskId)).toEqual([]);
  await incrSync.start();
  await expect.poll(ids, { timeout: 30_000 }).toEqual([1, 11]);
  await incrSync.stop();
  await incrSync.reset('0/1');
  await incrSync.reset('nonsense');
  await incrSync.reset(before);
  expect(await desk.untilCommandsAreDone(taskId)).toEqual(['POSITION_NOT_IN_LOG', 'BAD_INPUT']);
  await incrSync.start();
  await expect.poll(ids, { timeout: 30_000 }).toEqual([1, 10, 11]);
}

test('what is in the log is applied also while the source is gone', async () => {
  const doomed = await testPostgres(18, 'doomed');
  const source = await doomed.createDatabase();
  await using target = await (await testPostgres()).createDatabase();
  for (const { sql } of [source, target]) await sql`CREATE TABLE item (id int PRIMARY KEY)`;
  const taskId = await desk.startTask({
    source: source.address,
    target: target.address,
    tables: [{ schema: 'public', name: 'item' }],
    phases: ['INCREMENTAL_SYNCHRONIZATION'],
    parameters: { incrementalStartPosition: 'now' },
  });
  await desk.untilInSync(taskId);
  const incrSync = await steered(taskId);
  await incrSync.stop();
  await source.sql`INSERT INTO item VALUES (1)`;
  await incrSync.untilStored(await positionOf(source.sql));
  await doomed.server.kill();
  await incrSync.start();
  await expect.poll(() => target.sql`SELECT id FROM item`, { timeout: 30_000 }).toEqual([{ id: 1 }]);
  await doomed.server.startAgain();
  await source.sql`INSERT INTO item VALUES (2)`;
  await expect
    .poll(() => target.sql`SELECT id FROM item ORDER BY id`, { timeout: 30_000 })
    .toEqual([{ id: 1 }, { id: 2 }]);
});

describe('a stream without a full copy', () => {
  const STREAM = ['INCREMENTAL_SYNCHRONIZATION'];
  const SAME = `CREATE TABLE item (id int PRIMARY KEY, note text); CREATE TABLE parts (id int, at date, PRIMARY KEY (id, at)) PARTITION BY RANGE (at);
    CREATE TABLE parts_1 PARTITION OF parts DEFAULT`;
  const tables = ['item', 'parts'].map((name) => ({ schema: 'public', name }));

  test('begins now', async () => {
    const server = await testPostgres();
    await using source = await server.createDatabase();
    await using target = await server.createDatabase();
    for (const { sql } of [source, target]) await sql.unsafe(`${SAME}; INSERT INTO item VALUES (1, 'on both sides')`);
    const wanted = { source: source.address, target: target.address, tables, phases: STREAM };
    expect(await desk.createTask(wanted)).toMatchObject({ code: 'PHASES_INVALID' });
    const taskId = await desk.startTask({ ...wanted, parameters: { incrementalStartPosition: 'now' } });
    await desk.untilInSync(taskId);
    await source.sql`UPDATE item SET note = 'changed' WHERE id = 1`;
    await expect.poll(() => target.sql`SELECT * FROM item`, { timeout: 30_000 }).toEqual([{ id: 1, note: 'changed' }]);
    await expectReset(taskId, source.sql, target.sql);
  });

  test('begins at a slot of a person, or behind it, streams a copy of it, and leaves theirs as it was', async () => {
    const server = await testPostgres();
    await using source = await server.createDatabase();
    await using target = await server.createDatabase();
    for (const { sql } of [source, target]) await sql.unsafe(SAME);
    const { sql } = source;
    const slot = `theirs_${source.name}`;
    await sql.unsafe(`CREATE PUBLICATION theirs FOR TABLE item, parts`);
    await sql`SELECT pg_create_logical_replication_slot(${slot}, 'pgoutput')`;
    await sql`INSERT INTO item VALUES (1, 'before the position')`;
    const [{ lsn } = { lsn: '' }] = await sql<{ lsn: string }[]>`SELECT pg_current_wal_lsn()::text AS lsn`;
    await sql`INSERT INTO item VALUES (2, 'behind it')`;
    await sql`INSERT INTO parts VALUES (1, '2026-01-01')`;
    const confirmed = async (): Promise<string> =>
      String(
        (await sql`SELECT confirmed_flush_lsn::text AS lsn FROM pg_replication_slots WHERE slot_name = ${slot}`)[0]?.[
          'lsn'
        ],
      );
    const before = await confirmed();
    const start = (text: string): Promise<string> =>
      desk.startTask({
        source: source.address,
        target: target.address,
        tables,
        phases: STREAM,
        parameters: { incrementalStartPosition: text },
      });
    const refused = async (text: string, detail: string): Promise<void> => {
      const taskId = await start(text);
      expect(await desk.untilFailed(taskId)).toMatchObject({
        code: 'START_POSITION_INVALID',
        message: expect.stringContaining(detail) as unknown,
      });
    };
    await refused(`slot=${slot} publication=nobodys`, 'there is no publication nobodys');
    await refused(`slot=${slot} publication=theirs position=0/1`, `0/1 lies before ${before}`);
    await sql`CREATE PUBLICATION half FOR TABLE item`;
    await refused(`slot=${slot} publication=half`, 'does not publish all of public.parts');
    const taskId = await start(`slot=${slot} publication=theirs position=${lsn}`);
    await expect
      .poll(() => target.sql`SELECT * FROM item`, { timeout: 30_000 })
      .toEqual([{ id: 2, note: 'behind it' }]);
    await expect.poll(() => target.sql`SELECT id FROM parts`, { timeout: 30_000 }).toEqual([{ id: 1 }]);
    expect(await confirmed()).toBe(before);
    await desk.command('taskStop', taskId);
    await desk.until(taskId, ({ status }) => status === 'STOPPED', 'the task is stopped');
    await sql`INSERT INTO item VALUES (3, 'while it was stopped')`;
    await desk.command('taskResume', taskId);
    await expect
      .poll(() => target.sql`SELECT id FROM item ORDER BY 1`, { timeout: 30_000 })
      .toEqual([{ id: 2 }, { id: 3 }]);
    await desk.command('taskStop', taskId);
    await desk.until(taskId, ({ status }) => status === 'STOPPED', 'the task is stopped again');
    await desk.command('taskRelease', taskId);
    await desk.until(taskId, ({ status }) => status === 'RELEASED', 'the task is released');
    expect(await sql`SELECT slot_name FROM pg_replication_slots WHERE database = current_database()`).toEqual([
      { slot_name: slot },
    ]);
    await sql`SELECT pg_drop_replication_slot(${slot})`;
  });
});
