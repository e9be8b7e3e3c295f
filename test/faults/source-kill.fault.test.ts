/** The source is killed (-9) while it is written to; the Store goes on by itself and has what was acknowledged, once. */
import { expect, it } from 'vitest';
import { testPostgres } from '../setup/postgres.ts';
import { FollowedSource } from '../support/followed-source.ts';

it('goes on after the source was killed, without losing, repeating or reordering', async () => {
  const server = await testPostgres(18, 'killed');
  const db = await server.createDatabase();
  await db.sql`CREATE TABLE a (id int PRIMARY KEY)`;
  const followed = await FollowedSource.start(db, { tables: ['a'] });
  let next = 0;
  let stopped = false;
  const working = (async () => {
    while (!stopped) {
      next += 1;
      await db.sql`INSERT INTO a VALUES (${next})`.catch(() => {}); // unknown outcomes are resolved from the source below
    }
  })();
  for (let kill = 0; kill < 3; kill += 1) {
    const reached = next + 300;
    await expect.poll(() => next, { timeout: 60_000, interval: 20 }).toBeGreaterThan(reached);
    await server.server.kill();
    await server.server.startAgain();
  }
  stopped = true;
  await working;
  const rows = await db.sql<{ id: number }[]>`SELECT id FROM a ORDER BY id`;
  const log = await followed.read();
  expect(log.changes.map((change) => Number(change.new?.['id']))).toEqual(rows.map(({ id }) => id));
  expect(log.transactions.map(({ ordinal }) => ordinal)).toEqual(log.transactions.map((_, index) => index + 1));
  await followed[Symbol.asyncDispose]();
  await db[Symbol.asyncDispose]();
}, 180_000);
