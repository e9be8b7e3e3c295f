/** The change source and the Store on real servers: what is committed there is in the log, whole, once, in order. */
import { describe, expect, it } from 'vitest';
import { must } from '../../../server/core/assert.ts';
import { asPosition, type Position } from '../../../server/core/position.ts';
import { lsnOrder } from '../../../server/connectors/postgres/position.ts';
import type { AcknowledgePolicy } from '../../../server/store/store-options.ts';
import { MAJORS } from '../../setup/majors.ts';
import { PostgresSourceDigester } from '../../../server/connectors/postgres/digest/postgres-digester.ts';
import { testPostgres, type TestDatabase } from '../../setup/postgres.ts';
import { FollowedSource } from '../../support/followed-source.ts';

/** How far the source may forget. */
async function slot({ sql }: TestDatabase, { taskId }: FollowedSource): Promise<Position> {
  const [row] = await sql`SELECT confirmed_flush_lsn::text AS lsn FROM pg_replication_slots WHERE slot_name = ${`godwit_${taskId}`}`; // prettier-ignore
  return asPosition(String(row?.['lsn']));
}

for (const major of MAJORS) {
  describe(`PostgreSQL ${major}`, () => {
    it('carries inserts, updates, key changes, deletes and truncates in the order of commits', async () => {
      await using db = await (await testPostgres(major)).createDatabase();
      await db.sql`CREATE TABLE a (id int PRIMARY KEY, t text)`;
      await using followed = await FollowedSource.start(db, { tables: ['a'] });
      await db.sql`INSERT INTO a VALUES (1, 'ä\t\n\\'), (2, NULL)`;
      await db.sql`UPDATE a SET t = 'x' WHERE id = 1`;
      await db.sql`UPDATE a SET id = 3 WHERE id = 1`;
      await db.sql`DELETE FROM a WHERE id = 2`;
      await db.sql`TRUNCATE a`;
      const log = await followed.read();
      expect(log.changes).toEqual([
        { kind: 'insert', table: 'a', new: { id: '1', t: 'ä\t\n\\' } },
        { kind: 'insert', table: 'a', new: { id: '2', t: null } },
        { kind: 'update', table: 'a', new: { id: '1', t: 'x' } },
        { kind: 'update', table: 'a', old: { id: '1', t: null }, new: { id: '3', t: 'x' } },
        { kind: 'delete', table: 'a', old: { id: '2', t: null } },
        { kind: 'truncate', table: 'a' },
      ]);
      expect(log.transactions.map(({ ordinal }) => ordinal)).toEqual(log.transactions.map((_, index) => index + 1));
      expect([...log.definitions.values()].find(({ name }) => name === 'a')?.columns).toEqual([
        { name: 'id', key: true, type: 'integer' },
        { name: 't', key: false, type: 'text' },
      ]);
    });

    it('widens transaction ids to what txid_current() says', async () => {
      await using db = await (await testPostgres(major)).createDatabase();
      await db.sql`CREATE TABLE a (id int PRIMARY KEY)`;
      await using followed = await FollowedSource.start(db, { tables: ['a'] });
      const [row] = await db.sql`WITH i AS (INSERT INTO a VALUES (1)) SELECT txid_current()::text AS id`;
      const log = await followed.read();
      expect(log.transactions.find(({ changes }) => changes.some(({ table }) => table === 'a'))?.transactionId).toBe(
        BigInt(row?.['id'] as string),
      );
    });

    it('leaves out an unchanged toasted value and keeps large ones whole', async () => {
      await using db = await (await testPostgres(major)).createDatabase();
      await db.sql`CREATE TABLE a (id int PRIMARY KEY, n int, big text)`;
      await db.sql`ALTER TABLE a ALTER big SET STORAGE EXTERNAL`;
      await using followed = await FollowedSource.start(db, { tables: ['a'] });
      const big = 'x'.repeat(3_000_000);
      await db.sql`INSERT INTO a VALUES (1, 1, ${big})`;
      await db.sql`UPDATE a SET n = 2`;
      expect((await followed.read()).changes).toEqual([
        { kind: 'insert', table: 'a', new: { id: '1', n: '1', big } },
        { kind: 'update', table: 'a', new: { id: '1', n: '2' } },
      ]);
    });

    it('never makes an update of the application fail, whatever the replica identity', async () => {
      await using db = await (await testPostgres(major)).createDatabase();
      await db.sql`CREATE TABLE bare (n int)`;
      await db.sql`CREATE TABLE full_row (n int, m int)`;
      await db.sql`ALTER TABLE full_row REPLICA IDENTITY FULL`;
      await db.sql`CREATE TABLE indexed (n int NOT NULL, m int NOT NULL)`;
      await db.sql`CREATE UNIQUE INDEX indexed_m ON indexed (m)`;
      await db.sql`ALTER TABLE indexed REPLICA IDENTITY USING INDEX indexed_m`;
      await using followed = await FollowedSource.start(db, { tables: ['bare', 'full_row', 'indexed'] });
      expect(followed.prepared?.insertOnly).toEqual([{ schema: 'public', name: 'bare' }]);
      for (const table of ['bare', 'full_row', 'indexed']) {
        await db.sql.unsafe(table === 'bare' ? 'INSERT INTO bare VALUES (1)' : `INSERT INTO ${table} VALUES (1, 1)`);
        await db.sql.unsafe(`UPDATE ${table} SET n = 2`);
        await db.sql.unsafe(`DELETE FROM ${table}`);
      }
      expect((await followed.read()).changes).toEqual([
        { kind: 'insert', table: 'bare', new: { n: '1' } },
        { kind: 'insert', table: 'full_row', new: { n: '1', m: '1' } },
        { kind: 'update', table: 'full_row', old: { n: '1', m: '1' }, new: { n: '2', m: '1' } },
        { kind: 'delete', table: 'full_row', old: { n: '2', m: '1' } },
        { kind: 'insert', table: 'indexed', new: { n: '1', m: '1' } },
        { kind: 'update', table: 'indexed', new: { n: '2', m: '1' } },
        { kind: 'delete', table: 'indexed', old: { n: null, m: '1' } },
      ]);
    });

    it('never makes an update fail where the replica identity holds generated columns, and leaves those out', async () => {
      await using db = await (await testPostgres(major)).createDatabase();
      await db.sql`CREATE TABLE stored (a int, g int GENERATED ALWAYS AS (a * 2) STORED, b int)`;
      await db.sql`CREATE TABLE keyed (a int PRIMARY KEY, g int GENERATED ALWAYS AS (a * 2) STORED, b int)`;
      const tables = ['stored', 'keyed'];
      if (major >= 18) {
        await db.sql`CREATE TABLE computed (a int, g int GENERATED ALWAYS AS (a * 2) VIRTUAL, b int)`;
        tables.push('computed');
      }
      await using followed = await FollowedSource.start(db, { tables, consent: true });
      for (const table of tables) {
        await db.sql.unsafe(`INSERT INTO ${table} (a, b) VALUES (1, 1)`);
        await db.sql.unsafe(`UPDATE ${table} SET b = 2`);
      }
      expect(followed.prepared?.insertOnly.map(({ name }) => name)).toEqual(major >= 18 ? ['computed'] : []);
      expect((await followed.read()).changes).toEqual([
        { kind: 'insert', table: 'stored', new: { a: '1', b: '1' } },
        { kind: 'update', table: 'stored', old: { a: '1', b: '1' }, new: { a: '1', b: '2' } },
        { kind: 'insert', table: 'keyed', new: { a: '1', b: '1' } },
        { kind: 'update', table: 'keyed', new: { a: '1', b: '2' } },
        ...(major >= 18 ? [{ kind: 'insert', table: 'computed', new: { a: '1', b: '1' } }] : []),
      ]);
    });

    it('lets go of a table whose key is dropped, so that the application can write again', async () => {
      await using db = await (await testPostgres(major)).createDatabase();
      await db.sql`CREATE TABLE a (id int PRIMARY KEY, n int)`;
      await using followed = await FollowedSource.start(db, { tables: ['a'] });
      await db.sql`INSERT INTO a VALUES (1, 1)`;
      await db.sql`ALTER TABLE a DROP CONSTRAINT a_pkey`;
      const dropped = performance.now();
      await expect(followed.outcome).rejects.toMatchObject({ code: 'TABLE_CHANGED', facts: { table: 'public.a' } });
      await db.sql`UPDATE a SET n = 2`;
      expect(performance.now() - dropped).toBeLessThan(2_000);
    });

    it('sets REPLICA IDENTITY FULL with consent, and puts everything back at release', async () => {
      await using db = await (await testPostgres(major)).createDatabase();
      await db.sql`CREATE TABLE bare (n int)`;
      const catalog = async (): Promise<unknown> => [
        await db.sql`SELECT relname, relreplident FROM pg_class WHERE relnamespace = 'public'::regnamespace ORDER BY 1`,
        await db.sql`SELECT nspname FROM pg_namespace ORDER BY 1`,
        await db.sql`SELECT pubname FROM pg_publication`,
        await db.sql`SELECT slot_name FROM pg_replication_slots WHERE database = current_database()`,
      ];
      const before = await catalog();
      {
        await using followed = await FollowedSource.start(db, { tables: ['bare'], consent: true });
        await db.sql`INSERT INTO bare VALUES (1)`;
        await db.sql`UPDATE bare SET n = 2`;
        expect((await followed.read()).changes.at(-1)).toEqual({
          kind: 'update',
          table: 'bare',
          old: { n: '1' },
          new: { n: '2' },
        });
      }
      expect(await catalog()).toEqual(before);
    });

    it('shows partitions as their root, moves between them as delete and insert, and never empties more than was truncated', async () => {
      await using db = await (await testPostgres(major)).createDatabase();
      await db.sql`CREATE TABLE p (id int, k int, v text, PRIMARY KEY (id, k)) PARTITION BY RANGE (k)`;
      await db.sql`CREATE TABLE p1 PARTITION OF p FOR VALUES FROM (0) TO (10)`;
      await db.sql`CREATE TABLE p2 (v text, k int NOT NULL, id int NOT NULL, PRIMARY KEY (id, k))`;
      await db.sql`ALTER TABLE p ATTACH PARTITION p2 FOR VALUES FROM (10) TO (20)`;
      await using followed = await FollowedSource.start(db, { tables: ['p'] });
      await db.sql`INSERT INTO p VALUES (1, 1, 'a'), (2, 11, 'b')`;
      await db.sql`UPDATE p SET k = 12 WHERE id = 1`;
      await db.sql`TRUNCATE p1`;
      await db.sql`TRUNCATE p`;
      const log = await followed.read();
      expect(log.changes).toEqual([
        { kind: 'insert', table: 'p', new: { id: '1', k: '1', v: 'a' } },
        { kind: 'insert', table: 'p', new: { id: '2', k: '11', v: 'b' } },
        { kind: 'delete', table: 'p', old: { id: '1', k: '1', v: null } },
        { kind: 'insert', table: 'p', new: { id: '1', k: '12', v: 'a' } },
        { kind: 'truncate', table: 'p1' },
        { kind: 'truncate', table: 'p' },
      ]);
      for (const definition of log.definitions.values())
        if (definition.name === 'p') expect(definition.columns.map(({ name }) => name)).toEqual(['id', 'k', 'v']);
    });

    it('carries a prepared transaction when it is committed, and none that is rolled back', async () => {
      await using db = await (await testPostgres(major)).createDatabase();
      await db.sql`CREATE TABLE a (id int PRIMARY KEY)`;
      await using followed = await FollowedSource.start(db, { tables: ['a'] });
      const session = await db.sql.reserve();
      for (const [name, id] of [
        ['kept', 1],
        ['dropped', 2],
      ] as const) {
        await session`BEGIN`;
        await session`INSERT INTO a VALUES (${id})`;
        await session.unsafe(`PREPARE TRANSACTION '${name}_${followed.taskId}'`);
      }
      await session`INSERT INTO a VALUES (3)`;
      await session.unsafe(`COMMIT PREPARED 'kept_${followed.taskId}'`);
      await session.unsafe(`ROLLBACK PREPARED 'dropped_${followed.taskId}'`);
      session.release();
      expect((await followed.read()).changes.map((change) => change.new?.['id'])).toEqual(['3', '1']);
    });

    it('carries DDL statements at their place, where the server can, and leaves nothing behind', async () => {
      await using db = await (await testPostgres(major)).createDatabase();
      await db.sql`CREATE TABLE a (id int PRIMARY KEY)`;
      const made = async (): Promise<unknown> => [
        await db.sql`SELECT evtname FROM pg_event_trigger`,
        await db.sql`SELECT nspname FROM pg_namespace ORDER BY 1`,
      ];
      const before = await made();
      {
        await using followed = await FollowedSource.start(db, { tables: ['a'], captureDdl: true });
        expect(followed.prepared?.ddlCaptured).toBe(major >= 14);
        await db.sql`INSERT INTO a VALUES (1)`;
        await db.sql`ALTER TABLE a ADD t text`;
        await db.sql`ALTER TABLE a DROP t`;
        await db.sql`INSERT INTO a VALUES (2)`;
        const told = (await followed.read()).transactions
          .flatMap(({ changes }) => changes)
          .filter(({ text }) => text === undefined || text.startsWith('d'));
        const statements = told.map(({ text, new: row }) =>
          text === undefined ? row?.['id'] : (JSON.parse(text.slice(1)) as { statement: string }).statement,
        );
        if (major >= 14) expect(statements).toEqual(['1', 'ALTER TABLE a ADD t text', 'ALTER TABLE a DROP t', '2']);
        else expect(statements).toEqual(['1', '2']);
      }
      expect(await made()).toEqual(before);
    });

    it('keeps large transactions whole and leaves rolled-back subtransactions out', async () => {
      await using db = await (await testPostgres(major)).createDatabase();
      await db.sql`CREATE TABLE a (id int PRIMARY KEY, t text)`;
      const streamed = major >= 14;
      if (streamed)
        await db.sql.unsafe(`ALTER ROLE postgres IN DATABASE ${db.name} SET logical_decoding_work_mem = '64kB'`);
      await using followed = await FollowedSource.start(db, { tables: ['a'] });
      await db.sql.begin(async (transaction) => {
        await transaction`INSERT INTO a SELECT n, repeat('x', 1000) FROM generate_series(1, 2000) n`;
        await transaction
          .savepoint(async (inner) => {
            await inner`INSERT INTO a SELECT n, repeat('y', 1000) FROM generate_series(10001, 12000) n`;
            await inner`ALTER TABLE a ADD added int`;
            await inner`INSERT INTO a SELECT n, 'z', 1 FROM generate_series(20001, 20100) n`;
            throw new Error('roll back');
          })
          .catch(() => {});
        await transaction`INSERT INTO a SELECT n, repeat('x', 1000) FROM generate_series(2001, 4000) n`;
      });
      await db.sql`INSERT INTO a VALUES (5000, 'after')`;
      const log = await followed.read();
      expect(log.changes.map((change) => Number(change.new?.['id']))).toEqual([
        ...Array.from({ length: 4000 }, (_, index) => index + 1),
        5000,
      ]);
      expect(new Set(log.changes.map((change) => Object.keys(change.new ?? {}).join()))).toEqual(new Set(['id,t']));
      if (!streamed) return;
      const [slot] =
        await db.sql`SELECT stream_txns::int AS streamed FROM pg_stat_replication_slots WHERE slot_name = ${`godwit_${followed.taskId}`}`;
      expect(slot?.['streamed']).toBeGreaterThan(0);
    });

    it('describes a table anew when a column is added', async () => {
      await using db = await (await testPostgres(major)).createDatabase();
      await db.sql`CREATE TABLE a (id int PRIMARY KEY)`;
      await using followed = await FollowedSource.start(db, { tables: ['a'] });
      await db.sql`INSERT INTO a VALUES (1)`;
      await db.sql`ALTER TABLE a ADD n numeric(10, 2)`;
      await db.sql`INSERT INTO a VALUES (2, 1.5)`;
      const log = await followed.read();
      expect(log.changes.map((change) => change.new)).toEqual([{ id: '1' }, { id: '2', n: '1.50' }]);
      expect(
        [...log.definitions.values()].filter(({ name }) => name === 'a').map(({ columns }) => columns.at(-1)?.type),
      ).toEqual(['integer', 'numeric(10,2)']);
    });

    it('drops transactions of the listed origins only', async () => {
      await using db = await (await testPostgres(major)).createDatabase();
      await db.sql`CREATE TABLE a (id int PRIMARY KEY)`;
      await using followed = await FollowedSource.start(db, { tables: ['a'], ignoredOrigins: 'ours' });
      const session = await db.sql.reserve();
      for (const [origin, id] of [
        ['ours', 1],
        ['theirs', 2],
      ] as const) {
        await session`SELECT pg_replication_origin_create(${origin})`;
        await session`SELECT pg_replication_origin_session_setup(${origin})`;
        await session`INSERT INTO a VALUES (${id})`;
        await session`SELECT pg_replication_origin_session_reset()`;
        await session`SELECT pg_replication_origin_drop(${origin})`;
      }
      session.release();
      expect((await followed.read()).changes).toEqual([{ kind: 'insert', table: 'a', new: { id: '2' } }]);
    });

    it('moves the confirmed position while the source is idle', async () => {
      await using db = await (await testPostgres(major)).createDatabase();
      await db.sql`CREATE TABLE a (id int PRIMARY KEY)`;
      await db.sql`CREATE TABLE other (t text)`;
      await using followed = await FollowedSource.start(db, { tables: ['a'] });
      await db.sql`INSERT INTO other SELECT repeat('x', 1000) FROM generate_series(1, 2000)`;
      await followed.read();
      const [{ lsn } = { lsn: '' }] = await db.sql<{ lsn: string }[]>`SELECT pg_current_wal_insert_lsn()::text AS lsn`;
      await expect
        .poll(
          async () =>
            (
              await db.sql`SELECT confirmed_flush_lsn >= ${lsn}::text::pg_lsn AS moved FROM pg_replication_slots WHERE slot_name = ${`godwit_${followed.taskId}`}`
            )[0]?.['moved'],
          { timeout: 10_000, interval: 100 },
        )
        .toBe(true);
    });

    it('carries a nudge of the verification at once', async () => {
      await using db = await (await testPostgres(major)).createDatabase();
      await db.sql`CREATE TABLE a (id int PRIMARY KEY)`;
      await using followed = await FollowedSource.start(db, { tables: ['a'] });
      const before = (await followed.read()).heartbeats;
      await using digester = new PostgresSourceDigester(db.address, { taskId: followed.taskId });
      for (let nudge = 0; nudge < 5; nudge += 1) await digester.nudge();
      expect((await followed.read()).heartbeats).toBeGreaterThanOrEqual(before + 5);
    });

    it('goes on after a stop, and after its session was ended, without losing or repeating', async () => {
      await using db = await (await testPostgres(major)).createDatabase();
      await db.sql`CREATE TABLE a (id int PRIMARY KEY)`;
      await using followed = await FollowedSource.start(db, { tables: ['a'] });
      await db.sql`INSERT INTO a VALUES (1)`;
      await followed.read();
      await followed.stop();
      await db.sql`INSERT INTO a VALUES (2)`;
      followed.run();
      await followed.read();
      await db.sql`SELECT pg_terminate_backend(active_pid) FROM pg_replication_slots WHERE slot_name = ${`godwit_${followed.taskId}`}`;
      await db.sql`INSERT INTO a VALUES (3)`;
      const log = await followed.read();
      expect(log.changes.map((change) => change.new?.['id'])).toEqual(['1', '2', '3']);
      expect(log.transactions.map(({ ordinal }) => ordinal)).toEqual(log.transactions.map((_, index) => index + 1));
    });

    it('under TARGET_APPLIED lets the source keep what the target lacks, and drops what then comes again', async () => {
      await using db = await (await testPostgres(major)).createDatabase();
      await db.sql`CREATE TABLE a (id int PRIMARY KEY)`;
      let applied: Position | null = null;
      let asked = 0;
      const acknowledge = () => {
        asked += 1;
        return { kind: 'TARGET_APPLIED' as const, appliedPosition: applied };
      };
      await using followed = await FollowedSource.start(db, { tables: ['a'], acknowledge });
      const confirmed = (): Promise<Position> => slot(db, followed);
      const before = await confirmed();
      const reports = (): number => asked;
      await db.sql`INSERT INTO a VALUES (1)`;
      await followed.read();
      await followed.stop();
      expect(await confirmed()).toBe(before);
      followed.run();
      await db.sql`INSERT INTO a VALUES (2)`;
      const log = await followed.read();
      expect(log.changes.map((change) => change.new?.['id'])).toEqual(['1', '2']);
      expect(log.transactions.map(({ ordinal }) => ordinal)).toEqual(log.transactions.map((_, index) => index + 1));
      const ids = log.transactions.map(({ transactionId }) => transactionId);
      expect(new Set(ids).size).toBe(ids.length);
      await expect.poll(reports, { timeout: 10_000 }).toBeGreaterThan(3); // idle, and told where the stream stands
      expect(await confirmed()).toBe(before);
      applied = (await (await followed.logs.openReader('log')).bounds())?.last.position ?? null;
      await expect.poll(confirmed, { timeout: 10_000, interval: 100 }).not.toBe(before);
    });

    it('when the policy changes while it runs, confirms nothing more that the target lacks, and says when it is covered', async () => {
      await using db = await (await testPostgres(major)).createDatabase();
      await db.sql`CREATE TABLE a (id int PRIMARY KEY)`;
      let policy: AcknowledgePolicy = { kind: 'LOG_DURABLE' };
      let asked = 0;
      let covered = 0;
      const acknowledge = (): AcknowledgePolicy => {
        asked += 1;
        return policy;
      };
      const targetHas = (appliedPosition: Position | null): AcknowledgePolicy => ({
        kind: 'TARGET_APPLIED',
        appliedPosition,
        covered: () => Promise.resolve(void (covered += 1)),
      });
      await using followed = await FollowedSource.start(db, { tables: ['a'], acknowledge });
      const reader = await followed.logs.openReader('log');
      const last = async (): Promise<Position> => must((await reader.bounds())?.last, 'a transaction').position;
      const askedAgain = (): Promise<void> => {
        const before = asked;
        return expect.poll(() => asked - before, { timeout: 10_000 }).toBeGreaterThan(1);
      };
      await db.sql`INSERT INTO a VALUES (1)`;
      await followed.read();
      const first = await last();
      await expect.poll(async () => lsnOrder.compare(await slot(db, followed), first), { timeout: 10_000 }).toBe(1);

      policy = targetHas(null);
      await askedAgain();
      const switched = await slot(db, followed);
      await db.sql`INSERT INTO a VALUES (2)`;
      await followed.read();
      const second = await last();
      await askedAgain();
      expect(lsnOrder.compare(await slot(db, followed), second)).toBeLessThan(1);
      expect(covered).toBe(0);
      policy = targetHas(second); // all that was confirmed before the change, and this one
      await expect.poll(() => covered, { timeout: 10_000 }).toBeGreaterThan(0);
      await expect.poll(async () => lsnOrder.compare(await slot(db, followed), switched), { timeout: 10_000 }).toBe(1);

      policy = { kind: 'LOG_DURABLE' };
      await db.sql`INSERT INTO a VALUES (3)`;
      await followed.read();
      await expect.poll(async () => lsnOrder.compare(await slot(db, followed), await last()), { timeout: 10_000 }).toBe(1); // prettier-ignore
      await reader.close();
    });

    it('says SLOT_LOST when the slot was dropped under its feet', async () => {
      await using db = await (await testPostgres(major)).createDatabase();
      await db.sql`CREATE TABLE a (id int PRIMARY KEY)`;
      await using followed = await FollowedSource.start(db, { tables: ['a'] });
      await followed.read();
      await followed.stop();
      const active = async (): Promise<unknown> =>
        (await db.sql`SELECT active FROM pg_replication_slots WHERE slot_name = ${`godwit_${followed.taskId}`}`)[0]?.[
          'active'
        ];
      await expect.poll(active, { timeout: 10_000 }).toBe(false);
      await db.sql`SELECT pg_drop_replication_slot(${`godwit_${followed.taskId}`})`;
      followed.run();
      await expect(followed.outcome).rejects.toMatchObject({ code: 'SLOT_LOST' });
    });

    it('carries a table that is added while it runs', async () => {
      await using db = await (await testPostgres(major)).createDatabase();
      await db.sql`CREATE TABLE a (id int PRIMARY KEY)`;
      await db.sql`CREATE TABLE b (id int PRIMARY KEY)`;
      await using followed = await FollowedSource.start(db, { tables: ['a'] });
      await db.sql`INSERT INTO b VALUES (1)`;
      await followed.prepare(['a', 'b']);
      await db.sql`INSERT INTO b VALUES (2)`;
      expect((await followed.read()).changes).toEqual([{ kind: 'insert', table: 'b', new: { id: '2' } }]);
    });

    it('holds the barrier until transactions from before have ended, and says which', async () => {
      await using db = await (await testPostgres(major)).createDatabase();
      await db.sql`CREATE TABLE a (id int PRIMARY KEY)`;
      await db.sql`CREATE TABLE b (id int PRIMARY KEY)`;
      await using followed = new FollowedSource(db, { tables: ['a'] });
      await followed.prepare(['a']);
      const session = await db.sql.reserve();
      await session`BEGIN`;
      await session`INSERT INTO b VALUES (1)`;
      let ended = false;
      const preparing = followed.prepare(['a', 'b']).finally(() => (ended = true));
      await expect
        .poll(() => followed.waits.some(({ rowDetail }) => rowDetail?.includes('INSERT INTO b')), { timeout: 10_000 })
        .toBe(true);
      expect(ended).toBe(false);
      expect(followed.waits.filter(({ what }) => what.includes('INSERT'))).toEqual([]); // that is for who may read rows
      await session`COMMIT`;
      session.release();
      await preparing;
    });
  });
}
