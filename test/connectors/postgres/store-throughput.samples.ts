/** Figures, not judgements: a backlog of 100 k pgbench-like transactions, and one transaction of many rows, pulled into the log. */
import { describe, expect, it } from 'vitest';
import { testPostgres } from '../../setup/postgres.ts';
import { FollowedSource } from '../../support/followed-source.ts';

/** Runs the Store until the log holds what the source has; prints wall, CPU of this process and its memory. */
async function pull(followed: FollowedSource, what: string): Promise<number> {
  const [started, cpu] = [performance.now(), process.cpuUsage()];
  followed.run();
  const count = await followed.waitUntilLevel();
  const used = process.cpuUsage(cpu);
  const wall = performance.now() - started;
  const megabytes = Math.round(process.memoryUsage.rss() / 1e6);
  console.log(
    `${what}: wall ${(wall / 1e3).toFixed(2)} s, CPU ${((used.user + used.system) / 1e6).toFixed(2)} s, rss ${megabytes} MB`,
  );
  return count;
}

describe('throughput of the Store', () => {
  it('100 k transactions of two changes', async () => {
    await using db = await (await testPostgres()).createDatabase();
    await db.sql`CREATE TABLE accounts (aid int PRIMARY KEY, bid int, abalance int, filler char(84))`;
    await db.sql`CREATE TABLE history (hid bigserial PRIMARY KEY, aid int, delta int, mtime timestamptz, filler char(22))`;
    await db.sql`INSERT INTO accounts SELECT n, 1, 0, '' FROM generate_series(1, 100000) n`;
    await using followed = new FollowedSource(db, { tables: ['accounts', 'history'] });
    await followed.prepare(['accounts', 'history']);
    await db.sql.unsafe(`DO $$ BEGIN FOR n IN 1..100000 LOOP
      UPDATE accounts SET abalance = abalance + n WHERE aid = 1 + (n * 7919) % 100000;
      INSERT INTO history (aid, delta, mtime) VALUES (n, n, clock_timestamp()); COMMIT; END LOOP; END $$`);
    expect(await pull(followed, '100 k transactions')).toBeGreaterThanOrEqual(100_000);
  });

  it('one transaction of 1 M rows', async () => {
    await using db = await (await testPostgres()).createDatabase();
    await db.sql`CREATE TABLE big (id int PRIMARY KEY, t text)`;
    await using followed = new FollowedSource(db, { tables: ['big'] });
    await followed.prepare(['big']);
    await db.sql`INSERT INTO big SELECT n, repeat('x', 100) FROM generate_series(1, 1000000) n`;
    expect(await pull(followed, 'one transaction of 1 M rows')).toBeGreaterThanOrEqual(1);
  });
});
