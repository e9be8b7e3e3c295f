/** Tables are added to and taken from a task while it runs and its source is written to, over the public API (product.md section 2). */
import { expect, test } from 'vitest';
import {
  act,
  changeObjects,
  changeOf,
  differencesWhenQuiet,
  EXTRA_DDL,
  EXTRA_TABLES,
  settled,
  shopTables,
  steerChange,
  until,
  writeOn,
} from '../support/extra-tables.ts';
import { LiveService } from '../support/live-service.ts';
import { compareDatabases } from '../support/oracle.ts';

test('tables are added under load without a gap, followed, and removed again', async () => {
  await using live = await LiveService.start({ scale: 0.02, transactionsPerSecond: 50, ddl: EXTRA_DDL });
  const id = await live.createTask('Changed');
  await live.client.start(id);
  await live.until(id, (task) => live.subtaskIs(task, 'FULL_VERIFICATION', 'COMPLETED'), 'verified');
  const source = live.source.sql;
  const identity = async (): Promise<string> =>
    String((await source`SELECT relreplident AS i FROM pg_class WHERE relname = 'Keyless'`)[0]?.['i']);
  const published = async (): Promise<string[]> =>
    (await source`SELECT DISTINCT tablename AS t FROM pg_publication_tables WHERE schemaname = 'extra' ORDER BY 1`).map(({ t }) => String(t)); // prettier-ignore
  const slots = async (): Promise<number> =>
    (await source`SELECT FROM pg_replication_slots WHERE database = current_database()`).length;

  const writer = writeOn(live.source);
  const added = await changeObjects(live, 'objectsAdd', id, ['account', 'Keyless', 'part']);
  expect(added.status).toBe('PENDING');
  expect(await settled(live, id, added.id)).toMatchObject({ status: 'SUCCEEDED', reason: null });
  await writer.goOnFor(100); // these come through the task's own stream
  expect(await writer.stop()).toBeGreaterThan(150);
  expect(await differencesWhenQuiet(live, EXTRA_TABLES)).toEqual([]);
  await live.until(id, (task) => task.status === 'RUNNING', 'the task runs on');
  expect(await identity()).toBe('f');

  // what was verified before did not have them: a run of their own follows by itself
  const proof = await until(async () => {
    const run = await live.client.verification(id);
    return run?.status === 'COMPLETED' && run.tablesTotal === 3 ? run : null;
  });
  expect(proof).toMatchObject({ differences: '0', tablesCompleted: 3 });
  await until(async () => ((await slots()) === 1 ? true : null)); // the sub-migration's is gone
  expect((await live.ask<{ tasks: { totalCount: number } }>('{ tasks(first: 5) { totalCount } }', {})).tasks.totalCount).toBe(1); // prettier-ignore

  const removed = await changeObjects(live, 'objectsRemove', id, ['part', 'Keyless']);
  expect(await settled(live, id, removed.id)).toMatchObject({ status: 'SUCCEEDED' });
  expect([await identity(), await published()]).toEqual(['d', ['account']]);
  await source`INSERT INTO extra.part VALUES (1, '2025-12-31')`;
  await source`UPDATE extra."Keyless" SET word = 'not carried'`;
  await source`UPDATE extra.account SET note = 'carried' WHERE id = 1`;
  expect(await differencesWhenQuiet(live, ['extra.account'])).toEqual([]);
  expect((await compareDatabases(source, live.target.sql, EXTRA_TABLES)).map(({ table }) => table)).toEqual(['extra."Keyless"', 'extra.part']); // prettier-ignore

  await live.stopWorkload();
  expect(await differencesWhenQuiet(live, await shopTables(live))).toEqual([]);
});

test('a change can be aborted, fails with its reason and is retried, and stands still with its task', async () => {
  await using live = await LiveService.start({ scale: 0.02, transactionsPerSecond: 20, ddl: EXTRA_DDL });
  const id = await live.createTask('Steered');
  await live.client.start(id);
  await live.until(id, (task) => live.subtaskIs(task, 'INCREMENTAL_SYNCHRONIZATION', 'MONITORING'), 'it follows');
  const source = live.source.sql;
  await expect(changeObjects(live, 'objectsAdd', id, ['nothing'])).rejects.toThrow('OBJECT_NOT_FOUND');
  await expect(changeObjects(live, 'objectsRemove', id, ['late'])).rejects.toThrow('OBJECT_NOT_FOUND');

  // an open transaction keeps the sub-migration at its barrier
  const open = await source.reserve();
  await open.unsafe('BEGIN; SELECT txid_current()');
  const aborted = await changeObjects(live, 'objectsAdd', id, ['late']);
  await until(async () => ((await changeOf(live, id, aborted.id)).status === 'RUNNING' ? true : null));
  expect((await live.client.task(id))?.status).toBe('MODIFYING');
  const published = (): Promise<{ length: number }> =>
    source`SELECT FROM pg_publication_tables WHERE schemaname = 'extra' AND tablename = 'late'`;
  await until(async () => ((await published()).length > 0 ? true : null));
  const target = live.target.sql;
  const atTarget = async (name: string): Promise<boolean> =>
    (await target`SELECT to_regclass(${name}) IS NOT NULL AS there`)[0]?.['there'] === true;
  expect(await atTarget('extra.late')).toBe(true);
  await target`CREATE TABLE extra.of_others (id int)`;
  await steerChange(live, 'objectChangeAbort', aborted.id);
  expect(await settled(live, id, aborted.id)).toMatchObject({
    status: 'ABORTED',
    dropped: expect.arrayContaining(['target: table extra.late', 'target: not schema extra, which others use', 'change log']) as unknown, // prettier-ignore
  });
  expect([await atTarget('extra.late'), await atTarget('extra.of_others')]).toEqual([false, true]);
  await live.until(id, (task) => task.status === 'RUNNING', 'the task runs on');
  expect(await published()).toHaveLength(0);

  await live.target.sql.unsafe('CREATE SCHEMA IF NOT EXISTS extra; DROP TABLE IF EXISTS extra.late; CREATE TABLE extra.late (id int PRIMARY KEY); INSERT INTO extra.late VALUES (0)'); // prettier-ignore
  const refused = await changeObjects(live, 'objectsAdd', id, ['late']);
  expect(await settled(live, id, refused.id)).toMatchObject({ status: 'FAILED', reason: { why: 'TARGET_NOT_EMPTY' } });
  await live.until(id, (task) => task.status === 'RUNNING', 'the task runs on beside it');
  await live.target.sql`TRUNCATE extra.late`;
  await source`INSERT INTO extra.late SELECT generate_series(1, 100)`;
  await steerChange(live, 'objectChangeRetry', refused.id);
  await until(async () => ((await changeOf(live, id, refused.id)).status === 'RUNNING' ? true : null));

  await act(live, 'taskStop', id);
  await live.until(id, (task) => task.status === 'STOPPED', 'the task is stopped with its sub-migration');
  await act(live, 'taskResume', id);
  await live.until(id, (task) => task.status === 'MODIFYING', 'both go on');
  await open.unsafe('COMMIT');
  open.release();
  expect(await settled(live, id, refused.id)).toMatchObject({ status: 'SUCCEEDED', reason: null });
  await source`INSERT INTO extra.late VALUES (101)`;
  expect(await differencesWhenQuiet(live, ['extra.late'])).toEqual([]);

  await act(live, 'taskStop', id);
  await live.until(id, (task) => task.status === 'STOPPED', 'stopped');
  const waiting = await changeObjects(live, 'objectsAdd', id, ['account']);
  await steerChange(live, 'objectChangeCancel', waiting.id);
  expect((await changeOf(live, id, waiting.id)).status).toBe('CANCELED');
  const leaving = await changeObjects(live, 'objectsRemove', id, ['late']);
  expect((await changeOf(live, id, leaving.id)).status).toBe('PENDING'); // it is carried out when the task goes on
  await act(live, 'taskResume', id);
  expect((await settled(live, id, leaving.id)).status).toBe('SUCCEEDED');
  await live.until(id, (task) => task.status === 'RUNNING', 'it goes on without the table');
  expect(await published()).toHaveLength(0);
  const holding = await source.reserve(); // as above
  await holding.unsafe('BEGIN; SELECT txid_current()');
  const unfinished = await changeObjects(live, 'objectsAdd', id, ['account']);
  await until(async () => ((await atTarget('extra.account')) ? true : null));
  await act(live, 'taskStop', id);
  await live.until(id, (task) => task.status === 'STOPPED', 'stopped');
  await act(live, 'taskRelease', id);
  await live.until(id, (task) => task.status === 'RELEASED', 'released');
  await holding.unsafe('COMMIT');
  holding.release();
  expect(await changeOf(live, id, unfinished.id)).toMatchObject({
    status: 'ABORTED',
    dropped: expect.arrayContaining(['target: table extra.account']) as unknown,
  });
  // what was once taken over stays, also when it has left the task since
  expect([await atTarget('extra.account'), await atTarget('extra.late')]).toEqual([false, true]);
  expect(await source`SELECT FROM pg_publication WHERE pubname LIKE 'godwit%'`).toHaveLength(0);
  expect(await source`SELECT FROM pg_replication_slots WHERE database = current_database()`).toHaveLength(0);
});
