/** C2: the source's application never notices us; its statements and DDL wait at most 2 s for anything of ours. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type postgres from 'postgres';
import { PostgresSourceDigester } from '../../server/connectors/postgres/digest/postgres-digester.ts';
import { GiveWay } from '../../server/connectors/postgres/give-way.ts';
import { WireSession } from '../../server/connectors/postgres/wire-session.ts';
import { pause } from '../../server/runtime/clock.ts';
import { testPostgres, type TestDatabase } from '../setup/postgres.ts';
import { compareDatabases } from '../support/oracle.ts';
import { stageContext } from '../support/stage-context.ts';
import { WholeRun } from '../support/whole-run.ts';

const LONGEST_MS = 2_000;
const TABLES = ['keyed', 'worded', 'bare', 'parts'];
const DDL = `
  CREATE TABLE keyed (id bigint PRIMARY KEY, n int, note text);
  CREATE TABLE worded (id text PRIMARY KEY, n int, note text);
  CREATE TABLE bare (id int, n int, note text);
  CREATE TABLE parts (id int PRIMARY KEY, n int, note text) PARTITION BY RANGE (id);
  CREATE TABLE parts_a PARTITION OF parts FOR VALUES FROM (MINVALUE) TO (1000);
  CREATE TABLE parts_b PARTITION OF parts FOR VALUES FROM (1000) TO (MAXVALUE);`;

let source: TestDatabase;
let target: TestDatabase;

beforeEach(async () => {
  const server = await testPostgres();
  source = await server.createDatabase();
  target = await server.createDatabase();
  await source.sql.unsafe(DDL);
  await target.sql.unsafe(DDL);
  for (const table of TABLES)
    await source.sql.unsafe(`INSERT INTO ${table} SELECT i, 0, repeat('x', 400) FROM generate_series(1, 8000) i`);
});
afterEach(async () => {
  await source[Symbol.asyncDispose]();
  await target[Symbol.asyncDispose]();
});

/** What an application's migration does: locks that wait for every reader, each statement with its own 2 s. */
async function alterEach(sql: postgres.Sql, tables: readonly string[]): Promise<number> {
  let slowest = 0;
  for (const table of tables)
    for (const statements of [
      [
        `ALTER TABLE ${table} ADD CONSTRAINT checked CHECK (n >= 0) NOT VALID`,
        `ALTER TABLE ${table} DROP CONSTRAINT checked`,
      ],
      [`ALTER TABLE ${table} ADD COLUMN more int, DROP COLUMN IF EXISTS none`, `ALTER TABLE ${table} DROP COLUMN more`],
    ])
      await sql.begin(async (tx) => {
        await tx.unsafe(`SET LOCAL lock_timeout = '${LONGEST_MS}ms'`);
        for (const statement of statements) {
          const began = performance.now();
          await tx.unsafe(statement);
          slowest = Math.max(slowest, performance.now() - began);
        }
      });
  return slowest;
}

/** Writes to every table all the time; the longest that a statement took. */
function application(sql: postgres.Sql, from: number): { stop(): Promise<number> } {
  const stopping = new AbortController();
  const session = async (table: string): Promise<number> => {
    let slowest = 0;
    for (let step = 0; !stopping.signal.aborted; step += 1) {
      const began = performance.now();
      await sql.unsafe(`UPDATE ${table} SET n = n + 1 WHERE id::text = '${(step % 50) + 1}'`);
      await sql.unsafe(`INSERT INTO ${table} VALUES (${from + step}, 0, 'new')`);
      slowest = Math.max(slowest, (performance.now() - began) / 2);
      await pause(10);
    }
    return slowest;
  };
  const sessions = TABLES.map((table) => session(table));
  return {
    async stop() {
      stopping.abort();
      return Math.max(...(await Promise.all(sessions)));
    },
  };
}

const OURS = `application_name LIKE 'godwit %' AND datname = current_database()`;

/** Resolves once a session of ours holds a lock on the table. */
async function untilHeld(sql: postgres.Sql, table: string): Promise<void> {
  for (;;) {
    const held = await sql.unsafe(
      `SELECT FROM pg_locks l JOIN pg_stat_activity a USING (pid) WHERE ${OURS} AND l.granted AND l.relation = '${table}'::regclass AND a.query LIKE '%COPY%'`,
    );
    if (held.length > 0) return;
    await pause(10);
  }
}

describe('the application of the source', () => {
  test('alters and writes while a task is prepared, copied, replayed, verified behind a lagging target and released', async () => {
    const app = application(source.sql, 100_000);
    let writing = app;
    const slowest: number[] = [];
    {
      const [run, prepared] = await Promise.all([
        WholeRun.start({ source, target }, { tables: TABLES, consent: true }),
        alterEach(source.sql, TABLES),
      ]);
      await using _ = run;
      slowest.push(prepared);
      await run.copy();
      slowest.push(await alterEach(source.sql, TABLES));
      await run.sync();
      const behind = source.sql`INSERT INTO keyed VALUES (-1, 0, 'behind')`;
      await behind;
      const context = stageContext();
      const verified = run.verify({ replay: run.replay, context });
      while (!context.standing.waiting?.what.includes('apply')) await pause(10);
      await noSnapshotOfOurs(source.sql);
      slowest.push(await alterEach(source.sql, TABLES));
      const writes = await app.stop();
      slowest.push(writes);
      await run.sync();
      const syncing = new AbortController();
      const syncs = run.sync({ until: null, signal: syncing.signal });
      const { tables } = await verified;
      syncing.abort();
      await syncs;
      expect([...tables.values()].map(({ result }) => result)).toEqual(TABLES.map(() => 'CONSISTENT'));
      expect(await compareDatabases(source.sql, target.sql)).toEqual([]);
      writing = application(source.sql, 200_000); // while it is released
    }
    slowest.push(await writing.stop());
    slowest.push(await alterEach(source.sql, TABLES));
    expect(Math.max(...slowest)).toBeLessThan(LONGEST_MS);
  });

  test.each(['keyed', 'bare', 'parts'])(
    'alters %s while a long range of it is copied, which is read again',
    async (table) => {
      await using run = await WholeRun.start({ source, target }, { tables: [table], consent: true });
      const copied = run.copy({ bytesPerSecond: 700_000 });
      await untilHeld(source.sql, table);
      const took = await alterEach(source.sql, [table]);
      const context = await copied;
      expect(took).toBeLessThan(LONGEST_MS);
      expect(context.lines.join('\n')).toContain('SOURCE_LOCK_WANTED');
      await run.sync();
      expect(await compareDatabases(source.sql, target.sql, [table])).toEqual([]);
    },
  );

  test('truncates a table whose shared snapshot is held', async () => {
    const context = stageContext();
    await using run = await WholeRun.start({ source, target }, { tables: ['bare'], consent: true });
    const { PostgresSnapshotReader } =
      await import('../../server/connectors/postgres/snapshot/postgres-snapshot-reader.ts');
    await using reader = new PostgresSnapshotReader(source.address, { taskId: run.followed.taskId });
    const [shape] = await reader.shapes([{ schema: 'public', name: 'bare' }]);
    if (shape === undefined) throw new Error('no shape');
    const shared = await reader.share([{ shape, columns: ['id'], rowFilter: null }]);
    await source.sql.begin(async (tx) => {
      await tx`SET LOCAL lock_timeout = '2s'`;
      await tx`TRUNCATE bare`;
    });
    await using one = await reader.openReader();
    await expect(one.open({ shape, columns: ['id'], rowFilter: null }, { kind: 'WHOLE' }, shared)).rejects.toThrow();
    await shared[Symbol.asyncDispose]();
    await run.copy({}, context);
    await run.sync();
    expect(await compareDatabases(source.sql, target.sql, ['bare'])).toEqual([]);
  });

  test('sessions of the application that wait for each other are left alone', async () => {
    await using digester = new PostgresSourceDigester(source.address, { taskId: 'digest' });
    await using reader = await digester.openReader();
    const side = {
      table: { schema: 'public', name: 'worded' },
      columns: [],
      kept: [],
      key: [],
      partitioned: false,
      rowFilter: null,
      also: [],
      chosen: null,
    };
    await reader.begin(side, null);
    let waited = 0;
    await source.sql.begin(async (holder) => {
      await holder`LOCK TABLE keyed IN ACCESS EXCLUSIVE MODE`;
      const waiter = source.sql`SELECT count(*) FROM keyed`.then(() => (waited += 1));
      await pause(1_500); // nothing is to happen in the time of three looks
      expect(await holder`SELECT 1 AS alive`).toEqual([{ alive: 1 }]);
      void waiter;
    });
    while (waited === 0) await pause(10);
    await reader.end();
  });

  test('alters a table while a chunk of it is being digested, which is read again', async () => {
    await using digester = new PostgresSourceDigester(source.address, { taskId: 'digest' });
    await using reader = await digester.openReader();
    const side = {
      table: { schema: 'public', name: 'worded' },
      partitioned: false,
      columns: [{ name: 'id', type: 'text', updatable: true }],
      kept: [],
      key: [0],
      rowFilter: null,
      also: [],
      chosen: null,
    };
    await reader.begin(side, null);
    expect(await alterEach(source.sql, ['worded'])).toBeLessThan(LONGEST_MS);
    await expect(reader.digest({ bounds: { kind: 'WHOLE' }, groups: 1 })).rejects.toMatchObject({
      code: 'SOURCE_LOCK_WANTED',
      action: 'RETRYABLE',
    });
  });

  test('ends a reader that hears of its end before the look that ended it has its answer, and is told why', async () => {
    const late = ((text: TemplateStringsArray, ...values: string[]) =>
      source.sql(text, ...values).then(async (rows) => (await pause(300), rows))) as unknown as typeof source.sql; // all that a look uses
    const giveWay = new GiveWay(source.address, late);
    await using session = await WireSession.open(source.address, { applicationName: 'godwit late look' });
    giveWay.hold(session, 'worded');
    await session.query('BEGIN; LOCK TABLE public.worded IN ACCESS SHARE MODE');
    await alterEach(source.sql, ['worded']);
    const error = await session.query('SELECT 1').then(
      () => null,
      async (thrown: unknown) => giveWay.reasonOf(session, thrown),
    );
    giveWay.done(session);
    expect(error).toMatchObject({ code: 'SOURCE_LOCK_WANTED', facts: { object: 'worded' } });
  });
});

/** While we wait for anything, no session of ours keeps a snapshot that vacuum has to respect. */
async function noSnapshotOfOurs(sql: postgres.Sql): Promise<void> {
  const held = await sql.unsafe(
    `SELECT application_name, state, query FROM pg_stat_activity WHERE ${OURS} AND application_name = 'godwit full-verification' AND backend_xmin IS NOT NULL AND state <> 'active'`,
  );
  expect(held).toEqual([]);
}
