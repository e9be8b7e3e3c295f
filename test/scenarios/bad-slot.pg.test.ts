/**
 * The source's slot goes away: dropped under our feet, or given up by the server. The changes since are gone for good, so
 * the task says so each time it is resumed, is released cleanly, and a clone of it starts over and ends in sync.
 */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { testPostgres, type TestDatabase, type TestServer } from '../setup/postgres.ts';
import { Desk } from '../support/desk.ts';
import { compareDatabases } from '../support/oracle.ts';

let desk: Desk;

beforeAll(async () => {
  desk = await Desk.open();
});
afterAll(() => desk[Symbol.asyncDispose]());

async function items(server: TestServer): Promise<TestDatabase> {
  const database = await server.createDatabase();
  await database.sql`CREATE TABLE item (id int PRIMARY KEY, name text)`;
  await database.sql`INSERT INTO item SELECT n, 'item ' || n FROM generate_series(1, 100) n`;
  return database;
}

const start = (
  source: TestDatabase,
  target: TestDatabase,
  parameters: Readonly<Record<string, unknown>> = {},
): Promise<string> => {
  const tables = [{ schema: 'public', name: 'item' }];
  return desk.startTask({ source: source.address, target: target.address, tables, parameters });
};

const slotLost = {
  code: 'SLOT_LOST',
  message: expect.stringMatching(
    /^The replication slot godwit_\w+ of the task no longer exists or was invalidated\.$/,
  ) as unknown,
  remedy: expect.stringMatching(
    /^The changes since [0-9A-F]+\/[0-9A-F]+ are gone at the source: start the task over, or raise max_slot_wal_keep_size first\.$/,
  ) as unknown,
};

/** Resuming says the same again; then the task is released and its clone ends in sync. */
async function startsOver(taskId: string, source: TestDatabase, target: TestDatabase): Promise<void> {
  await desk.command('taskResume', taskId);
  expect(await desk.untilFailed(taskId)).toEqual(slotLost);
  await desk.command('taskRelease', taskId);
  await desk.until(taskId, ({ status }) => status === 'RELEASED', 'the task is released');
  const left = await source.sql`SELECT slot_name FROM pg_replication_slots WHERE database = current_database()
    UNION ALL SELECT pubname FROM pg_publication`;
  expect(left).toEqual([]);
  const { task } = await desk.mutate<{ task: { id: string } }>('taskClone', { taskId }, 'task { id }');
  await target.sql`TRUNCATE item`;
  await desk.command('taskStart', task.id);
  await desk.untilInSync(task.id);
  await source.sql`UPDATE item SET name = 'after all' WHERE id = 3`;
  await expect.poll(() => compareDatabases(source.sql, target.sql), { timeout: 30_000 }).toEqual([]);
}

test('a slot that is dropped under our feet', async () => {
  const server = await testPostgres();
  await using source = await items(server);
  await using target = await server.createDatabase();
  const taskId = await start(source, target);
  await desk.untilInSync(taskId);
  const drop = async (): Promise<number> => {
    const slots =
      await source.sql`SELECT slot_name, active_pid FROM pg_replication_slots WHERE database = current_database()`;
    for (const { slot_name: name, active_pid: pid } of slots) {
      await source.sql`SELECT pg_terminate_backend(${pid as number | null}::int)`;
      await source.sql`SELECT pg_drop_replication_slot(${name as string})`.catch(() => undefined); // taken again: once more
    }
    return slots.length;
  };
  await expect.poll(drop, { timeout: 20_000, interval: 5 }).toBe(0);
  await source.sql`INSERT INTO item VALUES (101, 'never seen')`;
  expect(await desk.untilFailed(taskId)).toEqual(slotLost);
  await startsOver(taskId, source, target);
});

test('a slot that the server has given up because of max_slot_wal_keep_size', async () => {
  const keeping = await testPostgres(18, 'keeping', {
    max_slot_wal_keep_size: '1MB',
    max_wal_size: '32MB',
    min_wal_size: '32MB',
  });
  await using source = await items(keeping);
  await using target = await (await testPostgres()).createDatabase();
  const taskId = await start(source, target, { incrementalAcknowledge: 'TARGET_APPLIED' });
  await desk.untilInSync(taskId);
  const warnings = (await desk.precheck(taskId)).filter(({ result }) => result === 'WARNING');
  expect(warnings.map(({ name, object, found }) => [name, object, found])).toEqual([
    ['LOG_RETENTION', 'max_slot_wal_keep_size', '1MB'],
    ['LOG_KEPT_FOR_COPY', 'max_slot_wal_keep_size', '1MB'],
  ]);
  await desk.command('taskStop', taskId);
  await desk.until(taskId, ({ status }) => status === 'STOPPED', 'the task is stopped');
  const status = async (): Promise<unknown> => {
    await source.sql`SELECT pg_logical_emit_message(false, 'filler', repeat('x', 8 * 1024 * 1024)) FROM generate_series(1, 8)`;
    await source.sql`CHECKPOINT`;
    const [slot] = await source.sql`SELECT wal_status FROM pg_replication_slots WHERE database = current_database()`;
    return slot?.['wal_status'];
  };
  await expect.poll(status, { timeout: 30_000 }).toBe('lost');
  await desk.command('taskResume', taskId);
  expect(await desk.untilFailed(taskId)).toEqual(slotLost);
  await source.sql`ALTER SYSTEM SET max_slot_wal_keep_size = '-1'`;
  await startsOver(taskId, source, target);
});
