/** The statements of README.md give a user all that a task needs, on either side: run as they stand, a task ends in sync. */
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { testPostgres } from '../setup/postgres.ts';
import { Desk } from '../support/desk.ts';
import { compareDatabases } from '../support/oracle.ts';

const README = readFileSync(new URL('../../README.md', import.meta.url), 'utf8');

/** The blocks of statements, without those that need a restart: the test's servers have these settings. */
const [FOR_SOURCE = '', FOR_TARGET = ''] = [...README.matchAll(/```sql\n(.*?)```/gs)].map(([, text]) =>
  (text ?? '').replace(/^ALTER SYSTEM.*$/gm, ''),
);

test('a task of the user that the statements make ends in sync', async () => {
  await using desk = await Desk.open();
  await using source = await (await testPostgres()).createDatabase();
  await using target = await (await testPostgres(18, 'second')).createDatabase();
  await source.sql.unsafe(`CREATE ROLE owner_of_the_tables; CREATE SCHEMA shop AUTHORIZATION owner_of_the_tables;
    SET ROLE owner_of_the_tables; CREATE TABLE shop.item (id int PRIMARY KEY, name text);
    CREATE TABLE shop.note (text text); RESET ROLE; INSERT INTO shop.item SELECT n, 'item ' || n FROM generate_series(1, 100) n`);
  const give = (text: string, database: string): string =>
    text.replaceAll("'...'", "'secret'").replaceAll('ON DATABASE shop', `ON DATABASE ${database}`);
  expect(FOR_SOURCE).toContain('CREATE ROLE godwit');
  expect(FOR_TARGET).toContain('CREATE ROLE godwit');
  await source.sql.unsafe(give(FOR_SOURCE, source.name));
  await target.sql.unsafe(give(FOR_TARGET, target.name));
  const godwit = { user: 'godwit', password: 'secret' };
  const taskId = await desk.startTask({
    source: { ...source.address, ...godwit },
    target: { ...target.address, ...godwit },
    tables: ['item', 'note'].map((name) => ({ schema: 'shop', name })),
  });
  await desk.untilInSync(taskId);
  await source.sql`UPDATE shop.item SET name = 'changed' WHERE id = 7`;
  await source.sql`INSERT INTO shop.note VALUES ('without a key')`;
  await expect.poll(() => compareDatabases(source.sql, target.sql), { timeout: 30_000 }).toEqual([]);
});
