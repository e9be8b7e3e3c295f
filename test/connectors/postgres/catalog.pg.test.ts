/** A rich schema moved between the newest and the oldest server, judged by the servers' own descriptions of both sides. */
import { expect, test } from 'vitest';
import type { CatalogObject } from '../../../server/connectors/catalog-reader.ts';
import { PostgresCatalogReader } from '../../../server/connectors/postgres/catalog/postgres-catalog-reader.ts';
import { dropMadeObjects } from '../../../server/connectors/postgres/drop-made.ts';
import { openPool } from '../../../server/connectors/postgres/connection.ts';
import { PostgresSequenceMover } from '../../../server/connectors/postgres/sequence-mover.ts';
import { ObjectActions, wasMade } from '../../../server/schema-migration/object-actions.ts';
import { memoryJournal } from '../../support/memory-journal.ts';
import { catalogFacts, migrateSchema } from '../../support/schema-run.ts';
import { testPostgres, type TestDatabase } from '../../setup/postgres.ts';

const RICH = `
  CREATE SCHEMA "Sales ✓";
  CREATE TYPE "Sales ✓".mood AS ENUM ('sad', 'it''s ok', 'happy');
  CREATE DOMAIN positive AS numeric(12,2) DEFAULT 1 NOT NULL CONSTRAINT above CHECK (VALUE > 0);
  CREATE TYPE place AS (street text, "No" int);
  CREATE TYPE float_range AS RANGE (subtype = float8, subtype_diff = float8mi);
  CREATE SEQUENCE shared_numbers AS int START 7 INCREMENT 3 MAXVALUE 9999 CACHE 5 CYCLE;
  CREATE TABLE "Sales ✓"."Kunden" (
    "Id" bigint GENERATED ALWAYS AS IDENTITY (START WITH 100 INCREMENT BY 2) PRIMARY KEY, name varchar(40) COLLATE "C" NOT NULL DEFAULT 'Ü''\\',
    mood "Sales ✓".mood DEFAULT 'happy', credit positive, home place, span float_range, tags text[] DEFAULT '{}', doc jsonb,
    shared int DEFAULT nextval('shared_numbers'), half numeric GENERATED ALWAYS AS (credit / 2) STORED, at timestamptz DEFAULT now(),
    CONSTRAINT name_unique UNIQUE (name) DEFERRABLE INITIALLY DEFERRED, CHECK (length(name) > 1)) WITH (fillfactor = 80);
  CREATE TABLE orders (id serial PRIMARY KEY, customer bigint NOT NULL REFERENCES "Sales ✓"."Kunden" ON DELETE CASCADE ON UPDATE SET NULL, room int, during tsrange, parent int REFERENCES orders,
    EXCLUDE USING gist (during WITH &&) WHERE (room > 0));
  ALTER TABLE orders ADD CONSTRAINT late CHECK (room < 1000) NOT VALID;
  ALTER TABLE orders ADD CONSTRAINT late_key FOREIGN KEY (room) REFERENCES orders NOT VALID;
  CREATE INDEX by_tags ON "Sales ✓"."Kunden" USING gin (tags) WITH (fastupdate = off);
  CREATE INDEX by_doc ON "Sales ✓"."Kunden" USING gin (doc jsonb_path_ops);
  CREATE UNIQUE INDEX by_lower ON "Sales ✓"."Kunden" (lower(name) text_pattern_ops DESC NULLS LAST) INCLUDE (mood) WHERE credit > 5;
  CREATE INDEX by_at ON "Sales ✓"."Kunden" USING brin (at) WITH (pages_per_range = 16);
  CREATE INDEX by_hash ON orders USING hash (customer);
  CREATE TABLE events (id int, at date NOT NULL, note text, PRIMARY KEY (id, at)) PARTITION BY RANGE (at);
  CREATE TABLE events_20 PARTITION OF events FOR VALUES FROM ('2020-01-01') TO ('2021-01-01');
  CREATE TABLE events_rest PARTITION OF events DEFAULT PARTITION BY HASH (id);
  CREATE TABLE events_rest_0 PARTITION OF events_rest FOR VALUES WITH (MODULUS 2, REMAINDER 0);
  CREATE TABLE events_rest_1 PARTITION OF events_rest FOR VALUES WITH (MODULUS 2, REMAINDER 1);
  CREATE INDEX by_note ON events (note);
  CREATE UNLOGGED TABLE keyless (a int, b text);
  ALTER TABLE keyless REPLICA IDENTITY FULL;
  CREATE VIEW z_base WITH (security_barrier = true) AS SELECT "Id", name AS "Name" FROM "Sales ✓"."Kunden" WHERE credit > 1;
  CREATE VIEW a_dependent AS SELECT b."Name", count(*) AS n FROM z_base b JOIN orders o ON o.customer = b."Id" GROUP BY b."Name";
  CREATE RECURSIVE VIEW counting (n) AS SELECT 1 UNION ALL SELECT n + 1 FROM counting WHERE n < 5;
  CREATE MATERIALIZED VIEW totals AS SELECT customer, count(*) AS n FROM orders GROUP BY customer;
  CREATE UNIQUE INDEX totals_key ON totals (customer);
  COMMENT ON TABLE orders IS 'it''s orders';
  COMMENT ON COLUMN "Sales ✓"."Kunden".name IS 'the name';
  COMMENT ON CONSTRAINT name_unique ON "Sales ✓"."Kunden" IS 'once';
  COMMENT ON INDEX by_hash IS 'hashed';
  COMMENT ON TYPE "Sales ✓".mood IS 'moods';
  COMMENT ON DOMAIN positive IS 'over zero';
  COMMENT ON VIEW z_base IS 'a view';
  COMMENT ON SCHEMA "Sales ✓" IS 'sales';`;

/** Does it while a session holds temporary objects of every kind. */
async function besideTemporaryObjects<T>(source: TestDatabase, work: () => Promise<T>): Promise<T> {
  const session = await source.sql.reserve();
  await session.unsafe(`
    CREATE TEMP TABLE passing (id serial PRIMARY KEY, n int UNIQUE CHECK (n > 0)); CREATE INDEX passing_by_n ON passing (n DESC);
    CREATE TEMP SEQUENCE passing_numbers; CREATE TEMP VIEW passing_view AS SELECT id FROM orders;
    CREATE TEMP TABLE passing_part (id int) PARTITION BY RANGE (id); COMMENT ON TABLE passing IS 'passing'`);
  try {
    return await work();
  } finally {
    await session.unsafe('DISCARD TEMP');
    session.release();
  }
}

test.each([
  [18, 18],
  [12, 18],
  [18, 12],
])('a schema of %i arrives whole on %i, and again nothing is changed', async (from, to) => {
  await using source = await (await testPostgres(from)).createDatabase();
  await using target = await (await testPostgres(to, from === to ? 'other' : 'main')).createDatabase();
  await source.sql.unsafe(RICH);
  const objects = await besideTemporaryObjects(source, () => migrateSchema(source, target));
  expect(objects.filter(({ key, target: to }) => key.includes('passing') || to.schema.startsWith('pg_'))).toEqual([]);
  expect(
    objects
      .filter(
        (object) =>
          object.status !== 'COMPLETED' &&
          !(to < 14 && object.key === 'TYPE public.float_range') &&
          object.kind !== 'SCHEMA',
      )
      .map((object) => [object.key, object.status, object.reason?.message]),
  ).toEqual([]);
  // View text and catalog wording are the server's own: only equal majors word everything alike.
  const facts = async (db: typeof source): Promise<string[]> =>
    (await catalogFacts(db)).filter((fact) => from === to || !fact.startsWith('view|'));
  expect(await facts(target)).toEqual(await facts(source));
  const again = await migrateSchema(source, target, memoryJournal());
  expect(again.filter((object) => object.kind === 'TABLE').every((object) => object.status === 'SKIPPED')).toBe(true);
});

test('what was made in vain goes again, whole, and what others use of it stays', async () => {
  const server = await testPostgres(18);
  await using source = await server.createDatabase();
  await using target = await server.createDatabase();
  await source.sql.unsafe(RICH);
  const before = await catalogFacts(target);
  const made = (await migrateSchema(source, target)).filter(wasMade);
  await target.sql.unsafe('CREATE VIEW of_others AS SELECT id FROM orders');
  const whole = await catalogFacts(target);
  await expect(dropMadeObjects(target.address, made)).rejects.toMatchObject({ code: 'TARGET_REFUSED_STATEMENT' });
  expect(await catalogFacts(target)).toEqual(whole);

  await target.sql.unsafe('DROP VIEW of_others; CREATE TABLE "Sales ✓".of_others (mood "Sales ✓".mood)');
  const dropped = await dropMadeObjects(target.address, made);
  expect(dropped).toEqual(
    expect.arrayContaining(['view public.a_dependent', 'materialized view public.totals', 'table public.events_rest_0', 'type public.place']), // prettier-ignore
  );
  expect(dropped.filter((what) => what.startsWith('not '))).toEqual([
    'not type Sales ✓.mood, which others use',
    'not schema Sales ✓, which others use',
  ]);
  await target.sql.unsafe('DROP TABLE "Sales ✓".of_others');
  expect(await dropMadeObjects(target.address, made)).toEqual(['type Sales ✓.mood', 'schema Sales ✓']);
  expect(await catalogFacts(target)).toEqual(before);
});

test('what an older server cannot hold is said, and what needs a function waits for it', async () => {
  await using source = await (await testPostgres(18)).createDatabase();
  await using target = await (await testPostgres(12)).createDatabase();
  await source.sql.unsafe(`
    CREATE FUNCTION twice(int) RETURNS int LANGUAGE sql IMMUTABLE AS 'SELECT $1 * 2';
    CREATE TABLE t (id int PRIMARY KEY, a int, doubled int GENERATED ALWAYS AS (a * 2) VIRTUAL, b text COMPRESSION pglz);
    CREATE UNIQUE INDEX one_null ON t (a) NULLS NOT DISTINCT;
    CREATE INDEX by_twice ON t (twice(a));
    CREATE TABLE base (x int); CREATE TABLE derived (y int) INHERITS (base);`);
  const objects = await migrateSchema(source, target);
  const status = Object.fromEntries(objects.map((object) => [object.key, object.status]));
  expect(status).toMatchObject({
    'TABLE public.t': 'COMPLETED_WITH_CONVERSION',
    'INDEX public.one_null': 'NOT_SUPPORTED',
    'INDEX public.by_twice': 'FAILED',
    'TABLE public.base': 'NOT_SUPPORTED',
    'TABLE public.derived': 'NOT_SUPPORTED',
    'CONSTRAINT public.t.t_pkey': 'COMPLETED',
  });
  expect(objects.find((object) => object.key === 'INDEX public.by_twice')?.reason).toMatchObject({
    code: 'SCHEMA_DEPENDENCY_MISSING',
    facts: { needs: 'FUNCTION public.twice(integer)' },
  });
});

test.each([
  ['AFTER_COPY', [], ['by_n', 'item_pkey', 'one_u']],
  ['WITH_TABLES', ['by_n', 'item_pkey'], ['by_n', 'item_pkey', 'one_u']],
  ['NONE', [], ['item_pkey', 'one_u']],
] as const)('indexes %s: which there are when the copy begins, and in the end', async (indexes, during, after) => {
  await using source = await (await testPostgres()).createDatabase();
  await using target = await (await testPostgres()).createDatabase();
  await source.sql.unsafe(
    'CREATE TABLE item (id int PRIMARY KEY, n int, u int); CREATE INDEX by_n ON item (n); CREATE UNIQUE INDEX one_u ON item (u)',
  );
  const there = async (): Promise<string[]> =>
    (await target.sql`SELECT indexname FROM pg_indexes WHERE tablename = 'item' ORDER BY 1`).map((row) => String(row['indexname'])); // prettier-ignore
  let seen: string[] | null = null;
  const beforeCopy = async (): Promise<void> => void (seen = await there());
  const objects = await migrateSchema(source, target, memoryJournal(), (mapping) => mapping, { indexes, beforeCopy });
  expect([seen, await there()]).toEqual([during, after]);
  const left = objects.filter(({ kind, status }) => kind === 'INDEX' && status === 'SKIPPED').map(({ key }) => key);
  expect(left).toEqual(indexes === 'NONE' ? ['INDEX public.by_n'] : []);
});

test('sequences are set beyond the source and never back', async () => {
  const server = await testPostgres(18);
  await using source = await server.createDatabase();
  await using target = await server.createDatabase();
  await source.sql.unsafe(
    `CREATE SEQUENCE up; SELECT setval('up', 50); CREATE SEQUENCE down INCREMENT -1; SELECT nextval('down'); CREATE SEQUENCE unused;`,
  );
  await target.sql.unsafe(`CREATE SEQUENCE up; CREATE SEQUENCE down INCREMENT -1; CREATE SEQUENCE unused;`);
  const [from, to] = [
    openPool(source.address, { applicationName: 'test' }),
    openPool(target.address, { applicationName: 'test' }),
  ];
  const names = ['up', 'down', 'unused'].map((name) => ({
    source: { schema: 'public', name },
    target: { schema: 'public', name },
  }));
  expect(await new PostgresSequenceMover(from, to).move(names, 10)).toBe(2);
  expect(await new PostgresSequenceMover(from, to).move(names, 5)).toBe(0);
  expect(
    await target.sql`SELECT nextval('up')::int AS up, nextval('down')::int AS down, nextval('unused')::int AS unused`,
  ).toMatchObject([{ up: 61, down: -12, unused: 1 }]);
  await from.end();
  await to.end();
});

test('renamed schemas, tables and columns: plain keys follow, expressions and views are refused by name', async () => {
  const server = await testPostgres(18);
  await using source = await server.createDatabase();
  await using target = await server.createDatabase();
  await source.sql.unsafe(`
    CREATE TABLE a (id serial PRIMARY KEY, "REFERENCES x (" int UNIQUE, b int);
    CREATE TABLE c (id int PRIMARY KEY, a_id int REFERENCES a, other int REFERENCES a ("REFERENCES x ("), CHECK (other > 0));
    CREATE INDEX by_b ON a (b); CREATE INDEX by_expression ON c ((a_id + 1));
    CREATE VIEW v AS SELECT b FROM a;`);
  const objects = await migrateSchema(source, target, memoryJournal(), (mapping) => ({
    ...mapping,
    target: { schema: 'new', name: `${mapping.source.name} 2` },
    columns:
      mapping.source.name === 'a'
        ? null
        : [
            { source: 'id', target: 'id' },
            { source: 'a_id', target: 'A' },
            { source: 'other', target: 'other' },
          ],
  }));
  const status = Object.fromEntries(objects.map((object) => [object.key, object.status]));
  expect(status).toMatchObject({
    'TABLE public.a': 'COMPLETED',
    'INDEX public.by_b': 'COMPLETED',
    'INDEX public.by_expression': 'NOT_SUPPORTED',
    'VIEW public.v': 'NOT_SUPPORTED',
    'SEQUENCE public.a_id_seq': 'COMPLETED',
  });
  const rows = await target.sql<
    { line: string }[]
  >`SELECT conname || ' ' || pg_get_constraintdef(oid) AS line FROM pg_constraint WHERE contype = 'f' ORDER BY 1`;
  expect(rows.map((row) => row.line)).toEqual([
    'c_a_id_fkey FOREIGN KEY ("A") REFERENCES new."a 2"(id)',
    'c_other_fkey FOREIGN KEY (other) REFERENCES new."a 2"("REFERENCES x (")',
  ]);
  expect(await target.sql`SELECT pg_get_serial_sequence('new."a 2"', 'id') AS name`).toMatchObject([
    { name: 'new.a_id_seq' },
  ]);
});

test('after a kill between two records nothing is made twice and nothing is left out', async () => {
  const server = await testPostgres(18);
  await using source = await server.createDatabase();
  await using target = await server.createDatabase();
  await source.sql.unsafe(
    'CREATE TABLE a (id int PRIMARY KEY, b int UNIQUE); CREATE TABLE c (a_id int REFERENCES a); CREATE MATERIALIZED VIEW m AS SELECT * FROM a;',
  );
  const journal = memoryJournal();
  await migrateSchema(source, target, journal);
  // What a kill leaves behind: the object stands, the record still says CREATING; or it does not stand.
  await target.sql.unsafe('DROP TABLE c');
  await journal.upsert(
    (await journal.load()).map((object) =>
      object.kind === 'COMMENT' || object.kind === 'SCHEMA' ? object : { ...object, status: 'CREATING' as const },
    ),
  );
  const objects = await migrateSchema(source, target, journal);
  expect(
    objects
      .filter((object) => object.status !== 'COMPLETED' && object.kind !== 'SCHEMA')
      .map((object) => [object.key, object.status, object.reason?.message]),
  ).toEqual([]);
  expect(await catalogFacts(target)).toEqual(await catalogFacts(source));
});

test('a foreign key whose validation failed is validated by the retry', async () => {
  const server = await testPostgres(18);
  await using source = await server.createDatabase();
  await using target = await server.createDatabase();
  const tables = 'CREATE TABLE a (id int PRIMARY KEY); CREATE TABLE c (a_id int);';
  await source.sql.unsafe(`${tables} ALTER TABLE c ADD CONSTRAINT to_a FOREIGN KEY (a_id) REFERENCES a;`);
  await target.sql.unsafe(`${tables} INSERT INTO c VALUES (7)`);
  const journal = memoryJournal();
  const status = async (): Promise<string | undefined> =>
    (await migrateSchema(source, target, journal)).find((object) => object.key === 'CONSTRAINT public.c.to_a')?.status;
  expect(await status()).toBe('FAILED');
  await target.sql`INSERT INTO a VALUES (7)`;
  await new ObjectActions(journal).retryAllFailed();
  expect(await status()).toBe('SKIPPED');
  expect(await target.sql`SELECT convalidated FROM pg_constraint WHERE conname = 'to_a'`).toMatchObject([
    { convalidated: true },
  ]);
});

/** Of every kind one that is whole and one that the server will not be able to describe. */
const BREAKABLE = `
  CREATE FUNCTION gone(int) RETURNS int LANGUAGE sql IMMUTABLE AS 'SELECT $1'; CREATE FUNCTION dumb() RETURNS int LANGUAGE sql AS 'SELECT 1';
  CREATE FUNCTION fires() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END'; CREATE FUNCTION sound() RETURNS int LANGUAGE sql AS 'SELECT 1';
  CREATE TABLE whole (id int PRIMARY KEY, a int DEFAULT 3 CHECK (a > 0)); CREATE INDEX by_a ON whole (a); CREATE VIEW seen AS SELECT id FROM whole;
  CREATE TABLE indexed (id int PRIMARY KEY, a int); CREATE INDEX broken_index ON indexed (gone(a)); CREATE DOMAIN positive AS int CHECK (VALUE > 0);
  ALTER TABLE indexed ADD CONSTRAINT broken_check CHECK (gone(a) > 0) NOT VALID; CREATE DOMAIN broken_domain AS int DEFAULT gone(1);
  CREATE TABLE broken_table (a int DEFAULT gone(1)); CREATE INDEX on_broken ON broken_table (a); CREATE VIEW broken_view AS SELECT gone(id) AS one FROM whole;
  CREATE MATERIALIZED VIEW broken_filled AS SELECT gone(1) AS one; CREATE TRIGGER broken_trigger BEFORE INSERT ON whole FOR EACH ROW EXECUTE FUNCTION fires();`;
const BROKEN = [
  'CONSTRAINT public.indexed.broken_check',
  'FUNCTION public.dumb()',
  'INDEX public.broken_index',
  'MATERIALIZED_VIEW public.broken_filled',
  'TABLE public.broken_table',
  'TRIGGER public.whole.broken_trigger',
  'TYPE public.broken_domain',
  'VIEW public.broken_view',
];

test.each([12, 18])(
  'on %i an object that the server cannot describe keeps no other from being read and made',
  async (major) => {
    const server = await testPostgres(major);
    await using source = await server.createDatabase();
    await using target = await server.createDatabase();
    await source.sql.unsafe(BREAKABLE);
    const pool = openPool(source.address, { applicationName: 'test' });
    const read = async (): Promise<CatalogObject[]> =>
      (await new PostgresCatalogReader(pool).read()).toSorted((a, b) => (a.key < b.key ? -1 : 1));
    const before = await read();
    await source.sql.unsafe(
      `DELETE FROM pg_proc WHERE proname IN ('gone', 'fires'); UPDATE pg_proc SET prolang = 1 WHERE proname = 'dumb'`,
    );
    const after = await read();
    await pool.end();
    const broken = after.filter(({ definition }) => definition.form === 'UNREADABLE');
    expect(broken.map(({ key }) => key)).toEqual(BROKEN);
    const lost = [...BROKEN, 'FUNCTION public.gone(integer)', 'FUNCTION public.fires()'];
    expect(after.filter(({ key }) => !BROKEN.includes(key))).toEqual(before.filter(({ key }) => !lost.includes(key)));

    const objects = await migrateSchema(source, target);
    const told = Object.fromEntries(
      objects.map(({ key, status, reason }) => [key, `${status} ${reason?.code ?? ''}`.trim()]),
    );
    const unreadable = 'FAILED_TO_OBTAIN_DDL OBJECT_UNREADABLE';
    expect(told).toEqual({
      'SCHEMA public': 'SKIPPED',
      'TABLE public.whole': 'COMPLETED',
      'TABLE public.indexed': 'COMPLETED',
      'TABLE public.broken_table': unreadable,
      'TYPE public.positive': 'COMPLETED',
      'TYPE public.broken_domain': unreadable,
      'CONSTRAINT public.whole.whole_pkey': 'COMPLETED',
      'CONSTRAINT public.indexed.indexed_pkey': 'COMPLETED',
      'CONSTRAINT public.indexed.broken_check': unreadable,
      'INDEX public.by_a': 'COMPLETED',
      'INDEX public.broken_index': unreadable,
      'INDEX public.on_broken': 'FAILED TARGET_REFUSED_STATEMENT', // its table is not there
      'VIEW public.seen': 'COMPLETED',
      'VIEW public.broken_view': unreadable,
      'MATERIALIZED_VIEW public.broken_filled': unreadable,
    });
    expect(objects.find(({ key }) => key === 'VIEW public.broken_view')?.reason).toMatchObject({
      message: 'The source cannot describe VIEW public.broken_view: an error (SQLSTATE XX000)',
      rowDetail: expect.stringContaining('cache lookup failed for function') as unknown,
    });
  },
);

test('a right that the reader lacks for views alone stops the views alone', async () => {
  await using source = await (await testPostgres()).createDatabase();
  const user = `reader_${source.name}`;
  await source.sql.unsafe(
    `${BREAKABLE} REVOKE EXECUTE ON FUNCTION pg_get_viewdef(oid) FROM PUBLIC; CREATE ROLE ${user} LOGIN PASSWORD 'weak'`,
  );
  const pool = openPool({ ...source.address, user, password: 'weak' }, { applicationName: 'test' });
  const objects = await new PostgresCatalogReader(pool).read();
  await pool.end();
  await source.sql.unsafe(`DROP ROLE ${user}`);
  expect(
    objects
      .flatMap(({ key, definition }) => (definition.form === 'UNREADABLE' ? [[key, definition.detail]] : []))
      .sort(),
  ).toEqual(
    ['MATERIALIZED_VIEW public.broken_filled', 'VIEW public.broken_view', 'VIEW public.seen'].map((key) => [
      key,
      'permission denied for function pg_get_viewdef',
    ]),
  );
});
