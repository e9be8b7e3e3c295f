/** An older copy of a change log lacks what the source has been allowed to forget since: it is refused, whatever the target has. */
import { cpSync, renameSync, rmSync } from 'node:fs';
import { expect, test } from 'vitest';
import { parseLsn } from '../../../server/connectors/postgres/position.ts';
import { testPostgres } from '../../setup/postgres.ts';
import { FollowedSource } from '../../support/followed-source.ts';

test('a log that knows less than the source has forgotten is refused, and goes on once it is back as it was', async () => {
  await using db = await (await testPostgres()).createDatabase();
  await db.sql`CREATE TABLE a (id int PRIMARY KEY)`;
  await using followed = await FollowedSource.start(db, { tables: ['a'] });
  const confirmed = async (): Promise<bigint> => {
    const [row] = await db.sql`SELECT confirmed_flush_lsn::text AS lsn FROM pg_replication_slots WHERE database = current_database()`; // prettier-ignore
    return parseLsn(String(row?.['lsn']));
  };
  const insertAndForget = async (id: number): Promise<void> => {
    await db.sql`INSERT INTO a VALUES (${id})`;
    const [row] = await db.sql`SELECT pg_current_wal_insert_lsn()::text AS lsn`;
    const end = parseLsn(String(row?.['lsn']));
    await expect.poll(async () => (await confirmed()) >= end, { timeout: 15_000 }).toBe(true);
  };
  const [log, older, newest] = ['log', 'older', 'newest'].map((name) => `${followed.directory}/${name}`) as [string, string, string]; // prettier-ignore
  await insertAndForget(1);
  await followed.stop();
  cpSync(log, older, { recursive: true });
  // nothing has happened since: the copy is as good as the log
  rmSync(log, { recursive: true });
  cpSync(older, log, { recursive: true });
  followed.run();
  await insertAndForget(2);
  await followed.stop();
  renameSync(log, newest);
  cpSync(older, log, { recursive: true });
  followed.run();
  await expect(followed.outcome).rejects.toMatchObject({ code: 'LOG_POSITION_MISSING' });
  rmSync(log, { recursive: true });
  renameSync(newest, log);
  followed.run();
  await insertAndForget(3);
  expect((await followed.read()).changes.map((change) => change.new?.['id'])).toEqual(['1', '2', '3']);
});
