/** Partitions that are made, attached, detached and dropped while their table is copied and replayed: no row is lost. */
import { describe, expect, test } from 'vitest';
import type postgres from 'postgres';
import { pause } from '../../server/runtime/clock.ts';
import { withMissingPartitions } from '../../server/worker/target-partitions.ts';
import { compareDatabases } from '../support/oracle.ts';
import { stageContext } from '../support/stage-context.ts';
import { WholeRun } from '../support/whole-run.ts';
import { MAJORS } from '../setup/majors.ts';
import { testPostgres } from '../setup/postgres.ts';

interface Mode {
  readonly name: string;
  readonly key: string;
  readonly consent: boolean;
  /** Updates and deletes are carried. */
  readonly changes: boolean;
}

const MODES: readonly Mode[] = [
  { name: 'with a key', key: ', PRIMARY KEY (id, k)', consent: false, changes: true },
  { name: 'without a key, with consent', key: '', consent: true, changes: true },
  { name: 'without a key and consent', key: '', consent: false, changes: false },
];

const columns = (key: string): string =>
  `id int, k int, v text, g int GENERATED ALWAYS AS (id * 2) STORED, f char(4), j json, b boolean${key}`;
const rows = (from: number, to: number, k: number): string =>
  `SELECT i, ${k}, CASE WHEN i % 3 = 0 THEN NULL ELSE 'é"' || i END, 'a', '{"a":  1}', i % 2 = 0 FROM generate_series(${from}, ${to}) i`;
const INTO = '(id, k, v, f, j, b)';

/** Resolves once every partition of the source is followed. */
async function untilFollowed(sql: postgres.Sql, run: WholeRun): Promise<void> {
  for (;;) {
    const [row] = await sql`
      SELECT count(*) FILTER (WHERE NOT (obj_description(p.oid, 'pg_publication')::jsonb -> 'leaves') ? leaf.relid::oid::text)::int AS missing
      FROM pg_publication p, pg_partition_tree('p') leaf WHERE leaf.isleaf AND p.pubname = ${`godwit_${run.followed.taskId}`}`;
    if (row?.['missing'] === 0) return;
    await Promise.race([pause(20), run.followed.outcome]);
  }
}

test('the target gets the partitions that its source has got, below the same parents', async () => {
  const server = await testPostgres();
  await using source = await server.createDatabase();
  await using target = await server.createDatabase();
  const ddl =
    'CREATE TABLE p (id int, k int, d date, PRIMARY KEY (id, k, d)) PARTITION BY LIST (k); CREATE TABLE p1 PARTITION OF p FOR VALUES IN (1)';
  await source.sql.unsafe(ddl);
  await target.sql.unsafe(ddl);
  await using run = await WholeRun.start({ source, target }, { tables: ['p'] });
  const ends = { source: source.address, target: target.address, tables: run.mappings };
  const context = stageContext();
  const { sql } = source;
  await sql`CREATE TABLE p2 PARTITION OF p FOR VALUES IN (2)`;
  await sql`INSERT INTO p SELECT i, 2, '2024-01-01' FROM generate_series(1, 10) i`;
  await untilFollowed(sql, run);
  await withMissingPartitions(ends, context, () => run.copy());
  // While the replay runs already: it is refused once, and goes on.
  await withMissingPartitions(ends, context, async () => {
    await sql.unsafe(`CREATE TABLE IF NOT EXISTS "p 3" PARTITION OF p FOR VALUES IN (3) PARTITION BY RANGE (d);
      CREATE TABLE IF NOT EXISTS p3_old PARTITION OF "p 3" FOR VALUES FROM (MINVALUE) TO ('2024-01-01');
      INSERT INTO p SELECT i, 3, '2023-01-01' FROM generate_series(1, 10) i ON CONFLICT DO NOTHING`);
    await untilFollowed(sql, run);
    return run.sync();
  });
  expect(await compareDatabases(sql, target.sql)).toEqual([]);
  const leaves = 'SELECT relid::text AS leaf, level FROM pg_partition_tree($$p$$) ORDER BY 1';
  expect(await target.sql.unsafe(leaves)).toEqual(await sql.unsafe(leaves));
  expect(context.lines.filter((line) => line.includes('made on the target'))).toHaveLength(3);
});

describe.each(MAJORS)('on PostgreSQL %i', (major) => {
  describe.each(MODES)('a partitioned table $name', ({ key, consent, changes }) => {
    async function open() {
      const source = await (await testPostgres(major)).createDatabase();
      const target = await (await testPostgres(18)).createDatabase();
      const ddl = `CREATE TABLE p (${columns(key)}) PARTITION BY LIST (k); CREATE TABLE p1 PARTITION OF p FOR VALUES IN (1)`;
      await source.sql.unsafe(`${ddl}; INSERT INTO p ${INTO} ${rows(1, 50, 1)}`);
      await target.sql.unsafe(`${ddl}; CREATE TABLE p_rest PARTITION OF p DEFAULT`);
      const run = await WholeRun.start({ source, target }, { tables: ['p'], consent });
      return {
        source,
        target,
        run,
        async [Symbol.asyncDispose]() {
          await run[Symbol.asyncDispose]();
          await source[Symbol.asyncDispose]();
          await target[Symbol.asyncDispose]();
        },
      };
    }

    test('gets new ones, empty and with rows, before, during and after the copy', async () => {
      await using sides = await open();
      const { sql } = sides.source;
      const grow = async (k: number): Promise<void> => {
        await sql.unsafe(
          `CREATE TABLE p${k} PARTITION OF p FOR VALUES IN (${k}); INSERT INTO p ${INTO} ${rows(100 * k, 100 * k + 20, k)}`,
        );
        const more = k + 1;
        await sql.unsafe(`CREATE TABLE p${more} (f char(4), id int${key === '' ? '' : ' NOT NULL'}, gone int, b boolean, j json, v text, k int${key === '' ? '' : ' NOT NULL'}, g int GENERATED ALWAYS AS (id * 2) STORED${key});
          ALTER TABLE p${more} DROP COLUMN gone; INSERT INTO p${more} ${INTO} ${rows(100 * more, 100 * more + 450, more)}`);
        await sides.run.followed.waitUntilLevel(); // the server has decoded what it does not publish yet
        await sql.unsafe(`ALTER TABLE p ATTACH PARTITION p${more} FOR VALUES IN (${more})`);
        if (!changes) return;
        await sql.unsafe(`UPDATE p SET v = 'changed' WHERE k = ${more} AND id % 10 = 1`);
        await sql.unsafe(
          `UPDATE p SET k = 1 WHERE k = ${k} AND id % 10 = 2; UPDATE p SET k = ${more} WHERE k = 1 AND id % 10 = 3`,
        );
        await sql.unsafe(`DELETE FROM p WHERE k IN (${k}, ${more}) AND id % 10 = 4`);
      };
      await grow(2);
      await Promise.all([sides.run.copy(), grow(4)]);
      await grow(6);
      await untilFollowed(sql, sides.run);
      await sql.unsafe(`INSERT INTO p ${INTO} ${rows(5000, 5020, 7)}`);
      if (changes)
        await sql.unsafe(
          `UPDATE p SET v = 'last' WHERE id > 5010; DELETE FROM p WHERE id < 5010 AND k = 7 AND id % 2 = 0`,
        );
      await sides.run.sync();
      expect(await compareDatabases(sql, sides.target.sql)).toEqual([]);
      const verified = await sides.run.verify();
      expect(verified.tables.get('p')).toMatchObject({ result: 'CONSISTENT' });
    });

    test('loses one: that is told by its name, once', async () => {
      await using sides = await open();
      const { sql } = sides.source;
      await sql`CREATE TABLE p2 PARTITION OF p FOR VALUES IN (2)`;
      await untilFollowed(sql, sides.run);
      await sql`ALTER TABLE p DETACH PARTITION p2`;
      await expect(sides.run.followed.outcome).rejects.toMatchObject({
        code: 'TABLE_CHANGED',
        facts: { table: 'public.p2' },
      });
      sides.run.followed.run();
      await sql`INSERT INTO p (id, k) VALUES (77, 1)`;
      await sides.run.followed.waitUntilLevel();
    });
  });
});
