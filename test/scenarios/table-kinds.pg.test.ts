/**
 * What a real source has, end to end: each kind of table is copied, streamed and verified, with rows written before the
 * copy, between copy and replay, and after. The judge is a plain comparison of both sides.
 */
import { describe, expect, test } from 'vitest';
import { compareDatabases } from '../support/oracle.ts';
import { WholeRun } from '../support/whole-run.ts';
import { MAJORS } from '../setup/majors.ts';
import { testPostgres, type TestDatabase } from '../setup/postgres.ts';

interface Kind {
  readonly tables: readonly string[];
  readonly ddl: string;
  /** Other DDL of the target. */
  readonly targetDdl?: string;
  readonly before: string;
  /** While and after it is copied. */
  readonly during: string;
  readonly after: string;
  /** The oldest server that has it. */
  readonly since?: number;
  /** Extension that must be available, else the kind is left out by name. */
  readonly extension?: string;
}

const NAMES = ['we "quote".dots', 'Ünï ✓ table', 'n'.repeat(63), 'select', `it's`];
const quoted = (name: string): string => `"${name.replaceAll('"', '""')}"`;
const WIDE = Array.from({ length: 700 }, (_, index) => `c${index}`);

const KINDS: Readonly<Record<string, Kind>> = {
  'domains, composites and arrays of enums': {
    tables: ['typed'],
    ddl: `CREATE TYPE hue AS ENUM ('r', 'g "x"', 'b,c'); CREATE TYPE place AS (x numeric(6,2), at hue[], "odd name" text);
      CREATE DOMAIN positive AS numeric(8,2) CHECK (VALUE > 0); CREATE DOMAIN named AS text NOT NULL DEFAULT 'none'; CREATE DOMAIN hues AS hue[];
      CREATE TABLE typed (id positive PRIMARY KEY, h hue, hs hue[], p place, ps place[], n named, ds positive[], dh hues)`,
    before: `INSERT INTO typed VALUES (1.50, 'r', '{r,"g \\"x\\"",NULL}', ROW(1.5, '{r}', 'a,"b"'), ARRAY[ROW(1, NULL, '')::place, NULL], 'a', '{1.00,2.5}', '{r}'), (2, NULL, NULL, NULL, NULL, '', NULL, NULL)`,
    during: `UPDATE typed SET p = ROW(2, ARRAY['b,c']::hue[], E'\\\\n')::place WHERE id = 1.5; INSERT INTO typed SELECT i, 'b,c', '{}', ROW(NULL, NULL, NULL)::place, '{}', i::text FROM generate_series(3, 30) i`,
    after: `UPDATE typed SET ps = ps || ROW(3, '{}', '()')::place, hs = hs || 'r'::hue WHERE id < 5; UPDATE typed SET id = id + 100 WHERE id > 20; DELETE FROM typed WHERE id = 2`,
  },
  'ranges and times at their ends': {
    tables: ['spans'],
    ddl: `CREATE TYPE tspan AS RANGE (subtype = time); CREATE TABLE spans (id int PRIMARY KEY, n numrange, d daterange, t tstzrange, i int4range[], s tspan, ts timestamp, tz timestamptz, day date, iv interval, tt timetz)`,
    before: `INSERT INTO spans VALUES (1, '[1.10,2)', '[2024-01-01,infinity)', '(,2024-01-01 00:00:00+05]', '{"[1,3)",empty}', '[10:00,11:00)', 'infinity', '-infinity', '-infinity', '178000000 years', '23:59:60+15:59'), (2, 'empty', '(,)', 'empty', '{}', NULL, '4713-01-01 BC', '294276-12-31 23:59:59.999999+00', '5874897-12-31', '-1 mon 3 days -00:00:00.000001', '00:00-15:59')`,
    during: `UPDATE spans SET n = '(,)' WHERE id = 1`,
    after: `INSERT INTO spans SELECT i, numrange(i, NULL), NULL, tstzrange(now(), 'infinity'), NULL, NULL, now(), now(), now(), age(now()), now()::timetz FROM generate_series(3, 20) i; DELETE FROM spans WHERE id = 2`,
  },
  multiranges: {
    since: 14,
    tables: ['multi'],
    ddl: 'CREATE TABLE multi (id int PRIMARY KEY, m int8multirange, ms datemultirange[])',
    before: `INSERT INTO multi VALUES (1, '{[1,3),[5,)}', '{"{[2024-01-01,2024-01-02)}","{}"}')`,
    during: `INSERT INTO multi VALUES (2, '{}', NULL)`,
    after: `UPDATE multi SET m = m + '{[100,200)}'`,
  },
  'numbers, bytes, documents and text search': {
    tables: ['mixed'],
    ddl: `CREATE TABLE mixed (id int PRIMARY KEY, n numeric, r real, d float8, m money, b bytea, x xml, j json, jb jsonb, v tsvector, q tsquery, u uuid, ip inet, c cidr, mac macaddr8, bi bit(9), p point, pg polygon, l pg_lsn, o oid, ch "char", nm name)`,
    before:
      `INSERT INTO mixed VALUES (1, 'NaN', '-0', '5e-324', -1.05, '\\x00ff0a095c27', '<a b="1">é&amp;</a>', '{"a":  1, "a": 2}', '{"b": "\\u00e9\\t\\\\"}', 'a:1A b:2 ''c d'':3', 'a & !b | ''c d''', gen_random_uuid(), '::1/64', '10.0.0.0/8', '08:00:2b:01:02:03:04:05', B'101010101', '(1e300,-0)', '((0,0),(1,1),(1,0))', 'FF/10', 4000000000, 'x', 'n'),
      (2, 1e100, 'Infinity', '-Infinity', 0, '', '', '""', 'null', '', '', NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL)`.replace(
        'gen_random_uuid()',
        `'a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11'`,
      ),
    during: `UPDATE mixed SET n = 1.500, b = b || b WHERE id = 1`,
    after: `INSERT INTO mixed (id, n, d, v, jb) SELECT i, i / 3.0, i / 3.0, to_tsvector('simple', 'w' || i), jsonb_build_array(i, NULL, '"') FROM generate_series(3, 40) i; UPDATE mixed SET id = -id WHERE id % 4 = 0`,
  },
  'hstore and citext': {
    extension: 'hstore',
    tables: ['extended'],
    ddl: `CREATE EXTENSION IF NOT EXISTS hstore WITH SCHEMA public; CREATE EXTENSION IF NOT EXISTS citext WITH SCHEMA public; CREATE TABLE extended (id citext PRIMARY KEY, h hstore, cs citext[])`,
    before: `INSERT INTO extended VALUES ('Key', 'a=>1, "b c"=>NULL', '{A,b}')`,
    during: `INSERT INTO extended SELECT 'K' || i, hstore('n', i::text), NULL FROM generate_series(1, 50) i`,
    after: `UPDATE extended SET h = h || 'x=>"\\"y"' WHERE id = 'KEY'; UPDATE extended SET id = 'kEY' WHERE id = 'key'; DELETE FROM extended WHERE id = 'k7'`,
  },
  'very wide rows': {
    tables: ['wide'],
    ddl: `CREATE TABLE wide (id int PRIMARY KEY, ${WIDE.map((name) => `${name} int`).join(', ')})`,
    before: `INSERT INTO wide (id, c0, c699) SELECT i, i, -i FROM generate_series(1, 200) i`,
    during: `UPDATE wide SET c350 = id WHERE id % 2 = 0`,
    after: `INSERT INTO wide SELECT i, ${WIDE.map((_, index) => `i + ${index}`).join(', ')} FROM generate_series(201, 260) i; DELETE FROM wide WHERE id < 20`,
  },
  'as many columns as there can be': {
    tables: ['widest'],
    ddl: `CREATE TABLE widest (${Array.from({ length: 1600 }, (_, index) => `c${index} boolean`).join(', ')}, PRIMARY KEY (c0, c1))`,
    before: `INSERT INTO widest (c0, c1, c1599) VALUES (true, true, true), (true, false, NULL)`,
    during: `UPDATE widest SET c800 = false`,
    after: `INSERT INTO widest (c0, c1, c1598) VALUES (false, false, true); DELETE FROM widest WHERE c0 AND NOT c1`,
  },
  'no columns at all': {
    tables: ['nothing'],
    ddl: 'CREATE TABLE nothing ()',
    before: 'INSERT INTO nothing DEFAULT VALUES; INSERT INTO nothing DEFAULT VALUES',
    during: 'INSERT INTO nothing DEFAULT VALUES',
    after: 'INSERT INTO nothing DEFAULT VALUES; DELETE FROM nothing WHERE ctid = (SELECT min(ctid) FROM nothing)',
  },
  'odd names': {
    tables: NAMES,
    ddl: NAMES.map(
      (name) =>
        `CREATE TABLE ${quoted(name)} (${quoted(`${name.slice(0, 40)} k`)} int PRIMARY KEY, "value ""x""" text, ${quoted('é'.repeat(31))} int)`,
    ).join('; '),
    before: NAMES.map((name) => `INSERT INTO ${quoted(name)} SELECT i, 'v' || i, i FROM generate_series(1, 50) i`).join(
      '; ',
    ),
    during: NAMES.map((name) => `UPDATE ${quoted(name)} SET "value ""x""" = 'u'`).join('; '),
    after: NAMES.map(
      (name) =>
        `DELETE FROM ${quoted(name)} WHERE ${quoted('é'.repeat(31))} < 10; INSERT INTO ${quoted(name)} VALUES (0, NULL, NULL)`,
    ).join('; '),
  },
  'inheritance that is at the target as well': {
    tables: ['above', 'below', 'unkeyed_above', 'unkeyed_below'],
    ddl: `CREATE TABLE above (id int PRIMARY KEY, v text); CREATE TABLE below (more int, PRIMARY KEY (id)) INHERITS (above);
      CREATE TABLE unkeyed_above (id int, v text); CREATE TABLE unkeyed_below () INHERITS (unkeyed_above)`,
    before: `INSERT INTO above SELECT i, 'p' FROM generate_series(1, 20) i; INSERT INTO below SELECT i, 'c', i FROM generate_series(10, 40) i;
      INSERT INTO unkeyed_above SELECT i % 5, 'same' FROM generate_series(1, 20) i; INSERT INTO unkeyed_below SELECT i % 5, 'same' FROM generate_series(1, 20) i`,
    during: `UPDATE ONLY above SET v = v || '+' WHERE id > 15; DELETE FROM ONLY unkeyed_above WHERE id = 1`,
    after: `DELETE FROM ONLY above WHERE id = 12; UPDATE ONLY above SET v = 'of above' WHERE id = 13; UPDATE ONLY above SET id = 40 WHERE id = 14; INSERT INTO below VALUES (1, 'same key', 1);
      UPDATE ONLY unkeyed_above SET v = 'of above' WHERE id = 2; TRUNCATE ONLY above; INSERT INTO above VALUES (20, 'after')`,
  },
  'inheritance: each table has its own rows': {
    tables: ['parent', 'child'],
    ddl: 'CREATE TABLE parent (id int PRIMARY KEY, v text); CREATE TABLE child (more int, PRIMARY KEY (id)) INHERITS (parent)',
    targetDdl:
      'CREATE TABLE parent (id int PRIMARY KEY, v text); CREATE TABLE child (id int PRIMARY KEY, v text, more int)',
    before: `INSERT INTO parent SELECT i, 'p' FROM generate_series(1, 20) i; INSERT INTO child SELECT i, 'c', i FROM generate_series(10, 40) i`,
    during: `UPDATE parent SET v = v || '+' WHERE id > 15`,
    after: `DELETE FROM parent WHERE id IN (12, 33); INSERT INTO child VALUES (1, 'same key', 1)`,
  },
  'generated, identity and default columns': {
    tables: ['made'],
    ddl: `CREATE TABLE made (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, n int DEFAULT 7, g int GENERATED ALWAYS AS (n * 2) STORED, other int GENERATED BY DEFAULT AS IDENTITY, s serial)`,
    before: `INSERT INTO made (n) SELECT i FROM generate_series(1, 30) i`,
    during: `UPDATE made SET n = n + 1 WHERE id < 10`,
    after: `INSERT INTO made DEFAULT VALUES; INSERT INTO made (id, n) OVERRIDING SYSTEM VALUE VALUES (-5, 1); DELETE FROM made WHERE id = 3`,
  },
  'deferrable keys and exclusion constraints': {
    tables: ['deferred', 'booked'],
    ddl: `CREATE TABLE deferred (id int PRIMARY KEY, place int UNIQUE DEFERRABLE INITIALLY DEFERRED, up int REFERENCES deferred DEFERRABLE INITIALLY DEFERRED);
      CREATE TABLE booked (id int PRIMARY KEY, during int4range, EXCLUDE USING gist (during WITH &&))`,
    before: `INSERT INTO deferred SELECT i, i FROM generate_series(1, 20) i; INSERT INTO booked SELECT i, int4range(i * 10, i * 10 + 10) FROM generate_series(1, 20) i`,
    during: `UPDATE deferred SET place = 21 - place; UPDATE booked SET during = int4range(1000, 1010) WHERE id = 5`,
    after: `UPDATE deferred SET place = place % 20 + 1; UPDATE deferred SET up = 21 - id; DELETE FROM booked WHERE id = 6; UPDATE booked SET during = int4range(60, 65) WHERE id = 7; INSERT INTO booked VALUES (6, int4range(70, 80))`,
  },
  'a deferrable primary key is no identity': {
    tables: ['later'],
    ddl: 'CREATE TABLE later (id int PRIMARY KEY DEFERRABLE INITIALLY DEFERRED, v int)',
    before: 'INSERT INTO later SELECT i, i FROM generate_series(1, 20) i',
    during: 'UPDATE later SET v = -v WHERE id < 5',
    after: 'UPDATE later SET id = 21 - id; DELETE FROM later WHERE id = 2',
  },
  'identity by index, and rows that are equal': {
    tables: ['by_index', 'equal_rows'],
    ddl: `CREATE TABLE by_index (a int NOT NULL, b text NOT NULL, v int); CREATE UNIQUE INDEX by_index_key ON by_index (b, a) INCLUDE (v); ALTER TABLE by_index REPLICA IDENTITY USING INDEX by_index_key; CREATE TABLE equal_rows (a int, f float8, j json, p point)`,
    before: `INSERT INTO by_index SELECT i, 'b' || i % 3, i FROM generate_series(1, 30) i; INSERT INTO equal_rows SELECT 1, 'NaN', '{"a": 1}', '(1,2)' FROM generate_series(1, 5); INSERT INTO equal_rows VALUES (NULL, NULL, NULL, NULL)`,
    during: `UPDATE by_index SET b = 'x' WHERE a = 3; UPDATE equal_rows SET a = 2 WHERE ctid = (SELECT min(ctid) FROM equal_rows)`,
    after: `UPDATE by_index SET v = -v; DELETE FROM by_index WHERE b = 'b1'; DELETE FROM equal_rows WHERE ctid = (SELECT max(ctid) FROM equal_rows WHERE a = 1); INSERT INTO equal_rows SELECT a, f, j, p FROM equal_rows`,
  },
  'partitions of partitions, and their moves': {
    tables: ['region'],
    ddl: `CREATE TABLE region (id int, r text, d date, v text, PRIMARY KEY (id, r, d)) PARTITION BY LIST (r);
      CREATE TABLE region_n PARTITION OF region FOR VALUES IN ('n') PARTITION BY RANGE (d);
      CREATE TABLE region_n1 PARTITION OF region_n FOR VALUES FROM (MINVALUE) TO ('2024-01-01');
      CREATE TABLE region_n2 (v text, d date NOT NULL, gone int, r text NOT NULL, id int NOT NULL); ALTER TABLE region_n2 DROP COLUMN gone;
      ALTER TABLE region_n ATTACH PARTITION region_n2 FOR VALUES FROM ('2024-01-01') TO (MAXVALUE);
      CREATE TABLE region_rest PARTITION OF region DEFAULT`,
    before: `INSERT INTO region SELECT i, CASE WHEN i % 2 = 0 THEN 'n' ELSE 's' END, '2023-12-01'::date + i, 'v' FROM generate_series(1, 60) i`,
    during: `UPDATE region SET r = 'n' WHERE id < 10; UPDATE region SET d = d + 300 WHERE id % 5 = 0`,
    after: `TRUNCATE region_n1; UPDATE region SET r = 'w', v = 'moved' WHERE id BETWEEN 30 AND 40; DELETE FROM region WHERE d > '2024-10-01'`,
  },
};

/** A feature of one server that another lacks is left out by name, never silently. */
async function kindsOf(source: TestDatabase, major: number): Promise<[string, Kind][]> {
  const available = new Set(
    (await source.sql`SELECT name FROM pg_available_extensions`).map(({ name }) => String(name)),
  );
  return Object.entries(KINDS).filter(([name, { since, extension }]) => {
    const there = (since ?? 0) <= major && (extension === undefined || available.has(extension));
    if (!there) console.log(`PostgreSQL ${major} is without: ${name}`);
    return there;
  });
}

describe.each(MAJORS)('from PostgreSQL %i', (major) => {
  test('every kind of table is copied, streamed and verified', { timeout: 180_000 }, async () => {
    await using source = await (await testPostgres(major)).createDatabase();
    await using target = await (await testPostgres(18)).createDatabase();
    const kinds = await kindsOf(source, major);
    const run = async (sql: typeof source.sql, statements: (kind: Kind) => string): Promise<void> => {
      for (const [name, kind] of kinds)
        await sql.unsafe(statements(kind)).catch((error: unknown) => {
          throw new Error(name, { cause: error });
        });
    };
    await run(source.sql, ({ ddl }) => ddl);
    await run(target.sql, ({ ddl, targetDdl }) => targetDdl ?? ddl);
    await run(source.sql, ({ before }) => before);
    const tables = kinds.flatMap(([, kind]) => kind.tables);
    await using whole = await WholeRun.start({ source, target }, { tables, consent: true });
    await Promise.all([whole.copy(), run(source.sql, ({ during }) => during)]);
    const first = await whole.sync();
    await run(source.sql, ({ after }) => after);
    const second = await whole.sync();
    const inherited = new Set(['parent', 'above', 'unkeyed_above']);
    const only = tables.map((table) => (inherited.has(table) ? `ONLY ${table}` : quoted(table)));
    expect(await compareDatabases(source.sql, target.sql, only)).toEqual([]);
    expect([...first.conflicts, ...second.conflicts]).toEqual([]);
    const { tables: verified, differences } = await whole.verify();
    expect(differences).toEqual([]);
    expect([...verified.values()].filter(({ result }) => result !== 'CONSISTENT')).toEqual([]);
    expect(verified.size).toBe(tables.length);
  });
});
