/** The write fence (C22): whom it binds, whom it lets through, what it waits for, what it survives, and that nothing is left. */
import postgres from 'postgres';
import { expect, test } from 'vitest';
import type { Waiting } from '../../../server/core/stage.ts';
import { PostgresWriteFence } from '../../../server/connectors/postgres/write-fence.ts';
import { catalogSnapshot } from '../../support/catalog-snapshot.ts';
import { testPostgres } from '../../setup/postgres.ts';

const STRUCTURE = `
  CREATE SCHEMA app;
  CREATE TABLE app.plain (id int PRIMARY KEY, v text);
  CREATE TABLE app.heir () INHERITS (app.plain);
  CREATE TABLE app.parted (id int, v text) PARTITION BY RANGE (id);
  CREATE TABLE app.parted_a PARTITION OF app.parted FOR VALUES FROM (0) TO (10) PARTITION BY RANGE (id);
  CREATE TABLE app.parted_a1 PARTITION OF app.parted_a FOR VALUES FROM (0) TO (5);
  CREATE TABLE app.child (id int PRIMARY KEY, plain int REFERENCES app.plain ON DELETE CASCADE);
  CREATE TABLE app.outside (id int PRIMARY KEY REFERENCES app.plain ON DELETE CASCADE);
  INSERT INTO app.plain VALUES (1, 'a'), (2, 'b');
  INSERT INTO app.parted VALUES (1, 'a');
  INSERT INTO app.child VALUES (1, 1)`;

const TABLES = ['plain', 'parted', 'child'].map((name) => ({ schema: 'app', name }));

const WRITES = [
  "INSERT INTO app.plain VALUES (3, 'c')",
  "UPDATE app.plain SET v = 'x'",
  'DELETE FROM app.plain WHERE id = 2',
  'TRUNCATE app.child',
  "INSERT INTO app.heir VALUES (9, 'h')",
  "INSERT INTO app.parted VALUES (2, 'b')",
  "INSERT INTO app.parted_a1 VALUES (3, 'b')",
  'TRUNCATE app.parted_a1',
  "MERGE INTO app.plain p USING (SELECT 1 AS id) s ON p.id = s.id WHEN MATCHED THEN UPDATE SET v = 'm'",
  "COPY app.plain FROM PROGRAM 'true'",
];

/** Its own sessions are still there. */
const catalog = async (sql: postgres.Sql): Promise<string[]> =>
  (await catalogSnapshot(sql)).filter((line) => !line.startsWith('session '));

const quiet = { signal: new AbortController().signal, waiting: (): void => {} };

for (const major of [12, 15, 18])
  test(`PostgreSQL ${major}: every kind of write is refused, to owner and superuser too, and replica sessions pass`, async () => {
    const server = await testPostgres(major);
    await using db = await server.createDatabase();
    await db.sql.unsafe(STRUCTURE);
    const role = `writer_${db.name}`;
    await db.sql.unsafe(`CREATE ROLE ${role} LOGIN PASSWORD 'w'; GRANT USAGE ON SCHEMA app TO ${role}; GRANT ALL ON ALL TABLES IN SCHEMA app TO ${role}`); // prettier-ignore
    const before = await catalog(db.sql);
    await using fence = new PostgresWriteFence(db.address, { taskId: 't1' });
    await fence.put(TABLES, quiet);
    await fence.prove(TABLES);
    expect((await fence.standing()).map(({ name }) => name)).toEqual([
      'child',
      'heir',
      'parted',
      'parted_a',
      'parted_a1',
      'plain',
    ]);
    const possible = WRITES.filter((statement) => major >= 15 || !statement.startsWith('MERGE'));
    for (const statement of possible)
      await expect(db.sql.unsafe(statement), statement).rejects.toMatchObject({ code: '25006' });
    const { host, port, database } = db.address;
    const other = postgres({ host, port, database, username: role, password: 'w', max: 1 });
    try {
      await expect(other.unsafe("UPDATE app.plain SET v = 'other'")).rejects.toMatchObject({ code: '25006' });
    } finally {
      await other.end();
    }
    await db.sql.begin(async (replica) => {
      await replica`SET LOCAL session_replication_role = replica`;
      await replica`UPDATE app.plain SET v = 'ours' WHERE id = 1`;
    });
    expect((await db.sql`SELECT v FROM app.plain ORDER BY id`).map(({ v }) => String(v))).toEqual(['ours', 'b']);
    await fence.put(TABLES, quiet); // again after a crash
    await fence.lift();
    await fence.lift();
    await db.sql`UPDATE app.plain SET v = 'free'`;
    await db.sql.unsafe('DROP SCHEMA godwit');
    expect(await catalog(db.sql)).toEqual(before);
    await db.sql.unsafe(`DROP OWNED BY ${role}; DROP ROLE ${role}`);
  });

test('it waits for open writers, prepared ones too, says who they are, and ends sessions on request', async () => {
  const server = await testPostgres();
  await using db = await server.createDatabase();
  await db.sql.unsafe(STRUCTURE);
  await using fence = new PostgresWriteFence(db.address, { taskId: 't2' });
  const { host, port, database, user, password } = db.address;
  const writer = postgres({ host, port, database, username: user, password, max: 1, connection: { application_name: 'shop' } }); // prettier-ignore
  const preparer = postgres({ host, port, database, username: user, password, max: 1 });
  try {
    await writer.unsafe("BEGIN; UPDATE app.plain SET v = 'open' WHERE id = 1");
    await preparer.unsafe(`BEGIN; INSERT INTO app.child VALUES (7, 1); PREPARE TRANSACTION 'p_${db.name}'`);
    const heard: Waiting[] = [];
    let done = false;
    const put = fence
      .put(TABLES, { signal: quiet.signal, waiting: (waiting) => void (waiting && heard.push(waiting)) })
      .then(() => (done = true));
    await expect
      .poll(() => heard.at(-1)?.what ?? '', { timeout: 20_000 })
      .toMatch(new RegExp(`process \\d+ .*p_${db.name}|p_${db.name}.*process \\d+`, 'v'));
    const writers = await fence.openWriters(TABLES);
    expect(writers.map(({ kind, application }) => [kind, application]).toSorted()).toEqual([
      ['PREPARED', null],
      ['SESSION', 'shop'],
    ]);
    expect(await fence.endWriters(TABLES)).toBe(1);
    await preparer.unsafe(`COMMIT PREPARED 'p_${db.name}'`);
    await put;
    expect(done).toBe(true);
    expect((await db.sql`SELECT id FROM app.child ORDER BY id`).map(({ id }) => Number(id))).toEqual([1, 7]);
    await expect(db.sql.unsafe('DELETE FROM app.child')).rejects.toMatchObject({ code: '25006' });
    await fence.lift();
  } finally {
    await Promise.all([writer.end({ timeout: 1 }), preparer.end({ timeout: 1 })]);
  }
});

test('a transaction that began before the fence and writes after it is refused, also in repeatable read', async () => {
  const server = await testPostgres();
  await using db = await server.createDatabase();
  await db.sql.unsafe(STRUCTURE);
  await using fence = new PostgresWriteFence(db.address, { taskId: 't3' });
  const refused = db.sql.begin('isolation level repeatable read', async (open) => {
    await open`SELECT * FROM app.plain`;
    await fence.put([{ schema: 'app', name: 'child' }], quiet);
    await open`DELETE FROM app.child`;
  });
  await expect(refused).rejects.toMatchObject({ code: '25006' });
  await fence.lift();
});

test('a cascade from a table outside is refused; what was written shows as a write', async () => {
  const server = await testPostgres();
  await using db = await server.createDatabase();
  await db.sql.unsafe(STRUCTURE);
  await using fence = new PostgresWriteFence(db.address, { taskId: 't4' });
  const seen = await fence.writesSeen(TABLES);
  await db.sql`INSERT INTO app.plain VALUES (50, 'new')`;
  await expect
    .poll(async () => (await fence.writesSeen(TABLES)).changes > seen.changes, { timeout: 20_000 })
    .toBe(true);
  await fence.put([{ schema: 'app', name: 'child' }], quiet);
  await expect(db.sql.unsafe('DELETE FROM app.plain WHERE id = 1')).rejects.toMatchObject({ code: '25006' });
  await expect(fence.prove(TABLES)).rejects.toMatchObject({ code: 'FENCE_NOT_PROVEN' });
  expect(await fence.liftingStatements()).toEqual(['DROP TRIGGER IF EXISTS "godwit_fence_t4" ON "app"."child"']);
  await fence.lift();
});

test('it stands after a crash and restart of the server', async () => {
  const server = await testPostgres(18, 'restarted');
  await using db = await server.createDatabase();
  await db.sql.unsafe(STRUCTURE);
  {
    await using fence = new PostgresWriteFence(db.address, { taskId: 't5' });
    await fence.put(TABLES, quiet);
  }
  await db.sql.unsafe('CHECKPOINT');
  await server.server.kill();
  await server.server.startAgain();
  await using after = new PostgresWriteFence(db.address, { taskId: 't5' });
  await after.prove(TABLES);
  await expect(db.sql.unsafe('DELETE FROM app.child')).rejects.toMatchObject({ code: '25006' });
  await after.lift();
});
