/** Prechecks on real servers: a clean pair passes, and each item is seen to speak up under the condition it is there for. */
import { describe, expect, test } from 'vitest';
import type { PrecheckItem } from '../../../server/connectors/prechecks.ts';
import { pause, systemClock } from '../../../server/runtime/clock.ts';
import {
  releasePostgresSource,
  preparePostgresSource,
} from '../../../server/connectors/postgres/replication/prepare.ts';
import { runPostgresPrechecks } from '../../../server/connectors/postgres/prechecks/run-prechecks.ts';
import { BOOKKEEPING_DDL } from '../../../server/connectors/postgres/bookkeeping.ts';
import { compareTable } from '../../../server/schema-migration/compare-table.ts';
import type { PrecheckItem as ShownItem } from '../../../server/task/observation.ts';
import { testPostgres } from '../../setup/postgres.ts';
import {
  CLEAN,
  CLEAN_TABLES,
  diskWarning,
  mapping,
  NOTHING_SPECIAL,
  Pair,
  weakUser,
} from '../../support/precheck-pair.ts';

describe.each([
  [18, 18],
  [12, 18],
  [15, 15],
])('a clean pair of PostgreSQL %i and %i', (major, targetMajor) => {
  test('passes every item, each once, in the form that is shown', async () => {
    await using pair = await Pair.open({ major }, targetMajor);
    await pair.source.sql.unsafe(CLEAN);
    const items = await pair.run(CLEAN_TABLES);
    const spoken = items.filter(({ result }) => result !== 'PASSED');
    // The two packages are built with different locales.
    expect(
      spoken
        .filter(({ name }) => major === targetMajor || name !== 'COLLATION')
        .map(({ id, result, skippable }) => [id, result, skippable]),
    ).toEqual(major < 14 ? [['DDL_CAPTURE.SOURCE', 'WARNING', true]] : []);
    expect(new Set(items.map(({ id }) => id)).size).toBe(items.length);
    const shown: Omit<ShownItem, 'taskId' | 'skippedBy' | 'skipReason' | 'at'>[] = items;
    expect(shown.length).toBeGreaterThan(40);
  });
});

describe('reaching the servers', () => {
  test('a side that does not answer fails alone; what needs it is left out', async () => {
    await using pair = await Pair.open();
    await pair.source.sql.unsafe(CLEAN);
    const items = await pair.run(CLEAN_TABLES, { target: { ...pair.target.address, port: 1 } });
    expect(items.filter(({ result }) => result === 'FAILED').map(({ id, error }) => [id, error?.code])).toEqual([
      ['CONNECTIVITY.TARGET', 'CONNECTION_REFUSED'],
    ]);
    expect(items.some(({ id }) => id === 'WAL_LEVEL.SOURCE')).toBe(true);
    expect(items.every(({ name, side }) => side === 'SOURCE' || name === 'CONNECTIVITY')).toBe(true);
  });

  test('without the source the target is asked only what it can tell alone', async () => {
    await using pair = await Pair.open();
    await pair.source.sql.unsafe(CLEAN);
    const items = await pair.run(CLEAN_TABLES, { source: { ...pair.source.address, host: 'nowhere.invalid' } });
    expect(items.filter(({ result }) => result !== 'PASSED').map(({ id, error }) => [id, error?.code])).toEqual([
      ['CONNECTIVITY.SOURCE', 'HOST_NOT_FOUND'],
    ]);
    expect(items.map(({ name }) => name)).toContain('TARGET_EMPTY');
  });

  test('a side that goes away meanwhile fails once, and is not asked again', async () => {
    await using source = await (await testPostgres()).createDatabase();
    const doomed = await testPostgres(18, 'doomed');
    await source.sql.unsafe(CLEAN);
    const clean = NOTHING_SPECIAL;
    let asked = 0;
    const leaving = { ...systemClock, now: () => ((asked += 1), systemClock.now()) };
    const mappings = CLEAN_TABLES.map((name) => mapping(name));
    const deps = {
      source: source.address,
      target: doomed.address('postgres'),
      mappings,
      options: clean,
      compare: compareTable,
    };
    const running = runPostgresPrechecks(deps, [], leaving);
    while (asked === 0) await pause(1);
    await doomed.server.kill();
    const items = await running;
    const failures = items.filter(({ result }) => result === 'FAILED');
    expect(failures).toHaveLength(1);
    expect(failures[0]?.error?.code).toMatch(/^CONNECTION_/);
    expect(items.at(-1)?.side).toBe('SOURCE');
  });

  test('a wrong password is told with its code', async () => {
    await using pair = await Pair.open();
    const weak = await weakUser(pair.source);
    const [item] = await pair.run([], { source: { ...weak, password: 'no' }, only: ['CONNECTIVITY.SOURCE'] });
    expect(item?.result).toBe('FAILED');
    expect(item?.error?.code).toBe('AUTHENTICATION_FAILED');
  });

  test('the same database twice is refused, and nothing else is asked', async () => {
    await using pair = await Pair.open();
    const items = await pair.run([], { target: pair.source.address });
    expect(items.at(-1)).toMatchObject({
      id: 'SAME_DATABASE.BOTH',
      result: 'FAILED',
      skippable: false,
      error: { code: 'SAME_ENDPOINT' },
    });
    expect(items).toHaveLength(5);
  });
});

describe('a check that cannot be carried out', () => {
  test('is its own failed item, and the others go on', async () => {
    await using pair = await Pair.open();
    await pair.source.sql.unsafe(CLEAN);
    await pair.source.sql`REVOKE SELECT ON pg_catalog.pg_largeobject_metadata FROM PUBLIC`;
    const items = await pair.run(CLEAN_TABLES, { source: await weakUser(pair.source) });
    const at = items.findIndex(({ name }) => name === 'LARGE_OBJECTS');
    expect(items[at]).toMatchObject({ result: 'FAILED', skippable: true, error: { code: 'PRIVILEGE_MISSING' } });
    expect(items.slice(at + 1).map(({ name }) => name)).toContain('TARGET_TABLE');
  });
});

describe('surroundings', () => {
  test('a clock that is wrong, another time zone, encoding and collation are warned of', async () => {
    await using pair = await Pair.open();
    const name = `latin_${pair.source.name}`;
    await pair.target.sql.unsafe(
      `CREATE DATABASE ${name} ENCODING 'LATIN1' LC_COLLATE 'C' LC_CTYPE 'C' TEMPLATE template0`,
    );
    await pair.target.sql.unsafe(`ALTER DATABASE ${name} SET timezone = 'Asia/Tokyo'`);
    await pair.target.sql.unsafe(`ALTER DATABASE ${name} SET default_transaction_read_only = on`);
    const target = { ...pair.target.address, database: name };
    const skewed = { ...systemClock, now: () => systemClock.now() + 300_000 };
    const deps = {
      source: pair.source.address,
      target,
      mappings: [],
      compare: compareTable,
      options: NOTHING_SPECIAL,
    } as const;
    const clocks = await runPostgresPrechecks(deps, ['CLOCK'], skewed);
    expect(clocks.map(({ id, result }) => [id, result])).toEqual([
      ['CLOCK.SOURCE', 'WARNING'],
      ['CLOCK.TARGET', 'WARNING'],
    ]);
    const [source] = await pair.source.sql`SHOW timezone`;
    expect(await pair.told([], 'TIME_ZONE', { target })).toEqual([
      `WARNING null - skippable: ALTER DATABASE "${name}" SET timezone = '${source?.['TimeZone']}'`,
    ]);
    expect(await pair.told([], 'CHARACTER_SET', { target })).toHaveLength(1);
    expect(await pair.told([], 'TARGET_WRITABLE', { target })).toEqual([
      expect.stringMatching(/^FAILED null READ_ONLY firm: ALTER ROLE/),
    ]);
    await pair.target.sql.unsafe(`DROP DATABASE ${name} WITH (FORCE)`);
    const sorted = `sorted_${pair.source.name}`;
    await pair.target.sql.unsafe(`CREATE DATABASE ${sorted} TEMPLATE template0 LOCALE_PROVIDER icu ICU_LOCALE 'de'`);
    expect(await pair.told([], 'COLLATION', { target: { ...target, database: sorted } })).toHaveLength(1);
    await pair.target.sql.unsafe(`DROP DATABASE ${sorted} WITH (FORCE)`);
  });
});

describe('rights', () => {
  test('a weak user at the source lacks each right once, and each statement mends it', async () => {
    await using pair = await Pair.open();
    await pair.source.sql.unsafe(`${CLEAN} CREATE SCHEMA closed; CREATE TABLE closed.inside (id int PRIMARY KEY)`);
    const source = await weakUser(pair.source);
    const inside = { ...mapping('inside'), source: { schema: 'closed', name: 'inside' } };
    const given = { source, mappings: [mapping('customer'), inside], phases: { reverse: false } };
    const lacking: string[] = [];
    for (const name of ['READ_RIGHTS', 'REPLICATION_RIGHT', 'PUBLICATION_RIGHTS']) {
      const items = await pair.run([], { ...given, only: [name] });
      for (const { result, error, remedy, skippable, side } of items) {
        if (result === 'PASSED') expect(side).toBe('TARGET');
        else expect([result, error?.code, skippable]).toEqual(['FAILED', 'PRIVILEGE_MISSING', false]);
        if (remedy !== null) lacking.push(remedy);
      }
    }
    expect(lacking.toSorted()).toEqual(
      [
        `GRANT SELECT ON "public"."customer" TO "${source.user}"`,
        `GRANT USAGE ON SCHEMA "closed" TO "${source.user}"`,
        `GRANT SELECT ON "closed"."inside" TO "${source.user}"`,
        `ALTER ROLE "${source.user}" REPLICATION`,
        `GRANT "postgres" TO "${source.user}"`,
        `GRANT "postgres" TO "${source.user}"`,
        `GRANT CREATE ON DATABASE "${source.database}" TO "${source.user}"`,
      ].toSorted(),
    );
    for (const statement of new Set(lacking)) await pair.source.sql.unsafe(statement);
    for (const name of ['READ_RIGHTS', 'REPLICATION_RIGHT', 'PUBLICATION_RIGHTS'])
      expect(await pair.told([], name, given)).toEqual([]);
  });

  test('a weak user at the target lacks each right once, and each statement mends it', async () => {
    await using pair = await Pair.open();
    await pair.source.sql.unsafe(CLEAN);
    await pair.target.sql.unsafe('CREATE TABLE customer (id bigint PRIMARY KEY, name text)');
    const target = await weakUser(pair.target);
    const given = { target, phases: { reverse: false, verification: false } };
    const names = ['CREATE_RIGHTS', 'WRITE_RIGHTS', 'REPLICATION_ROLE', 'REPLICATION_ORIGINS'];
    const lacking: PrecheckItem[] = [];
    for (const name of names) lacking.push(...(await pair.run(CLEAN_TABLES, { ...given, only: [name] })));
    expect(lacking.map(({ result, remedy }) => [result, remedy])).toEqual([
      ['FAILED', `GRANT CREATE, USAGE ON SCHEMA "public" TO "${target.user}"`],
      ['FAILED', `GRANT CREATE ON DATABASE "${target.database}" TO "${target.user}"`],
      ['FAILED', `GRANT SELECT, INSERT, UPDATE, DELETE, TRUNCATE ON "public"."customer" TO "${target.user}"`],
      ['FAILED', `GRANT SET ON PARAMETER session_replication_role TO "${target.user}"`],
      ['WARNING', expect.stringMatching(/^GRANT EXECUTE ON FUNCTION pg_catalog.pg_replication_origin_create/)],
    ]);
    for (const { remedy } of lacking) await pair.target.sql.unsafe(remedy ?? '');
    for (const name of names) expect(await pair.told(CLEAN_TABLES, name, given)).toEqual([]);
  });

  test('with a way back the target must give what a source gives, and origins are a must', async () => {
    await using pair = await Pair.open();
    const target = await weakUser(pair.target);
    expect(await pair.told([], 'REPLICATION_ORIGINS', { target })).toEqual([
      expect.stringMatching(/^FAILED .* PRIVILEGE_MISSING firm/),
    ]);
    expect(await pair.told([], 'REPLICATION_RIGHT', { target })).toEqual([
      `FAILED the server PRIVILEGE_MISSING firm: ALTER ROLE "${target.user}" REPLICATION`,
    ]);
    expect(await pair.told([], 'REPLICATION_RIGHT', { target, phases: { reverse: false } })).toEqual([]);
  });
});

describe('remedies', () => {
  test('the statement of an item, run as it stands, makes it pass', async () => {
    await using pair = await Pair.open();
    await pair.source.sql.unsafe(`
      CREATE UNLOGGED TABLE cache (id int PRIMARY KEY); CREATE TABLE keyless (a int); CREATE TABLE filled (id int PRIMARY KEY, name text);
      CREATE INDEX by_name ON filled (name);
      CREATE TABLE secret (id int PRIMARY KEY); ALTER TABLE secret ENABLE ROW LEVEL SECURITY; GRANT SELECT ON secret TO PUBLIC`);
    await pair.target.sql.unsafe(`
      CREATE TABLE filled (id int PRIMARY KEY); INSERT INTO filled VALUES (1); CREATE TABLE other (id int); CREATE INDEX by_name ON other (id);
      CREATE TRIGGER t BEFORE UPDATE ON filled FOR EACH ROW EXECUTE FUNCTION suppress_redundant_updates_trigger();
      ALTER DATABASE ${pair.target.name} SET timezone = 'Asia/Tokyo'`);
    const source = await weakUser(pair.source);
    const given = { source, phases: { reverse: false } };
    const tables = ['cache', 'keyless', 'filled', 'secret'];
    const cases = [
      { id: 'TABLE_LOGGED.SOURCE.public.cache', given },
      { id: 'REPLICA_IDENTITY.SOURCE.public.keyless', given },
      { id: 'ROW_SECURITY.SOURCE.public.secret', given },
      { id: 'TIME_ZONE.BOTH', given },
      { id: 'INDEX_NAME_CLASH.TARGET.public.by_name', given },
      { id: 'TARGET_TRIGGERS.TARGET.public.filled.t', given },
      { id: 'TARGET_EMPTY.TARGET.public.filled', given },
      {
        id: 'COLUMNS_MOVED.BOTH.public.filled.name',
        given: { ...given, phases: { reverse: false, schema: false } },
        at: pair.target,
      },
    ];
    for (const { id, given: how, at } of cases) {
      const [item] = await pair.run(tables, { ...how, only: [id] });
      expect([id, item?.id]).toEqual([id, id]);
      const { sql } = at ?? (item?.side === 'SOURCE' ? pair.source : pair.target);
      await sql.unsafe(item?.remedy ?? '');
      const after = await pair.run(tables, { ...how, only: [id] });
      expect(after.map((one) => [one.id, one.object, one.result])).toEqual([[id, item?.object, 'PASSED']]);
    }
  });
});

describe('change log', () => {
  test('level, slots and senders are asked of a server that has none to give', async () => {
    const settings = {
      wal_level: 'replica',
      max_replication_slots: '1',
      max_wal_senders: '0',
      max_slot_wal_keep_size: '64MB',
      idle_replication_slot_timeout: '1h',
    };
    await using pair = await Pair.open({ name: 'closed log', settings });
    await pair.source.sql.unsafe(CLEAN);
    await pair.source.sql`SELECT pg_create_physical_replication_slot('taken')`;
    const told = async (name: string): Promise<string[]> =>
      await pair.told(CLEAN_TABLES, name, { phases: { reverse: false } });
    expect(await told('WAL_LEVEL')).toEqual([expect.stringMatching(/^FAILED null WAL_LEVEL_NOT_LOGICAL firm/)]);
    expect(await told('REPLICATION_SLOTS')).toEqual([expect.stringMatching(/^FAILED null SLOT_LIMIT_REACHED firm/)]);
    expect(await told('WAL_SENDERS')).toEqual([expect.stringMatching(/^FAILED null SENDER_LIMIT_REACHED firm/)]);
    expect(await told('LOG_RETENTION')).toEqual([
      expect.stringMatching(/^WARNING max_slot_wal_keep_size - skippable/),
      expect.stringMatching(/^WARNING idle_replication_slot_timeout - skippable/),
    ]);
    await pair.source.sql`SELECT pg_drop_replication_slot('taken')`;
  });

  test('a limit under which the slot would be lost during the copy, when the source keeps its log until then', async () => {
    await using pair = await Pair.open();
    await pair.source.sql.unsafe(CLEAN);
    const only = 'LOG_KEPT_FOR_COPY';
    const remedy = "ALTER SYSTEM SET max_slot_wal_keep_size = '1GB'; SELECT pg_reload_conf();";
    /** Settled once the server has read it again. */
    const run = async (statements: string, outcome: readonly string[]): Promise<void> => {
      for (const statement of statements.split('; ')) await pair.source.sql.unsafe(statement);
      await expect.poll(() => pair.told(CLEAN_TABLES, only), { timeout: 10_000 }).toEqual(outcome);
    };
    try {
      const small = "ALTER SYSTEM SET max_slot_wal_keep_size = '64MB'; SELECT pg_reload_conf()";
      await run(small, [`WARNING max_slot_wal_keep_size - skippable: ${remedy}`]);
      const [item] = await pair.run(CLEAN_TABLES, { only: [only] });
      expect(item?.found).toBe('64MB');
      expect(item?.wanted).toMatch(/^at least 1GB \(the tables have [1-9]\d* bytes\), or -1: the source keeps its log/);
      expect(await pair.run(CLEAN_TABLES, { only: [only], options: { sourceKeepsLog: false } })).toEqual([]);
      expect(await pair.run(CLEAN_TABLES, { only: [only], phases: { full: false } })).toEqual([]);
      await run(remedy, []);
    } finally {
      await run('ALTER SYSTEM RESET max_slot_wal_keep_size; SELECT pg_reload_conf()', []);
    }
  });

  test('a table without replica identity is warned of, and named with its partition', async () => {
    await using pair = await Pair.open();
    await pair.source.sql.unsafe(`
      CREATE TABLE keyless (a int); CREATE TABLE silent (id int PRIMARY KEY); ALTER TABLE silent REPLICA IDENTITY NOTHING;
      CREATE TABLE tree (a int) PARTITION BY LIST (a); CREATE TABLE leaf PARTITION OF tree DEFAULT;
      CREATE TABLE whole (a int); ALTER TABLE whole REPLICA IDENTITY FULL`);
    const tables = ['keyless', 'silent', 'tree', 'whole'];
    const remedies = ['keyless', 'leaf', 'silent'].map(
      (name) => `WARNING public.${name} - skippable: ALTER TABLE "public"."${name}" REPLICA IDENTITY FULL`,
    );
    expect(await pair.told(tables, 'REPLICA_IDENTITY')).toEqual(remedies);
    const consent = await pair.run(tables, {
      only: ['REPLICA_IDENTITY.SOURCE.public.keyless'],
      options: { consentReplicaIdentityFull: true },
    });
    expect(consent.map(({ result, wanted }) => [result, wanted])).toEqual([
      ['WARNING', expect.stringContaining('set to FULL until release')],
    ]);
    expect(await pair.told(tables, 'TABLE_KEY')).toEqual(
      ['keyless', 'tree', 'whole'].map((name) => expect.stringContaining(`WARNING public.${name} - skippable`)),
    );
  });

  test('a user that may not create event triggers sees no DDL: told with what mends it, and trying leaves nothing', async () => {
    await using pair = await Pair.open();
    const weak = await weakUser(pair.source);
    const objects = () =>
      pair.source.sql`
        SELECT (SELECT count(*)::int FROM pg_event_trigger) AS triggers, (SELECT count(*)::int FROM pg_proc WHERE proname LIKE 'godwit%') AS functions`;
    const ask = () => pair.run([], { source: weak, only: ['DDL_CAPTURE'] });
    const [told] = await ask();
    expect(told).toMatchObject({
      result: 'WARNING',
      skippable: true,
      found: `user ${weak.user} may not create event triggers`,
      wanted: expect.stringContaining('statements are not listed'),
      remedy: `ALTER ROLE "${weak.user}" SUPERUSER`,
    });
    expect(await pair.run([], { source: weak, only: ['DDL_CAPTURE'], phases: { incremental: false } })).toEqual([]);
    await pair.source.sql.unsafe(told?.remedy ?? '');
    expect((await ask()).map(({ result }) => result)).toEqual(['PASSED']);
    expect(await objects()).toEqual([{ triggers: 0, functions: 0 }]);
    await pair.source.sql.unsafe(
      `ALTER ROLE ${weak.user} NOSUPERUSER; ALTER DATABASE ${pair.source.name} SET event_triggers = off`,
    );
    expect((await ask()).map(({ found }) => found)).toEqual(['event_triggers = off']);
  });

  test('a user whose provider has a role of its own is told to be given that', async () => {
    await using pair = await Pair.open({ name: 'provider' });
    const weak = await weakUser(pair.source);
    await pair.source.sql`CREATE ROLE rds_superuser`;
    expect(await pair.told([], 'DDL_CAPTURE', { source: weak })).toEqual([
      `WARNING null - skippable: GRANT "rds_superuser" TO "${weak.user}"`,
    ]);
  });

  test('open and prepared transactions are named with how to end them', async () => {
    await using pair = await Pair.open();
    await pair.source.sql.unsafe(CLEAN);
    const holder = await pair.source.sql.reserve();
    await holder`BEGIN`;
    await holder`INSERT INTO customer VALUES (1, 'x')`;
    await holder.unsafe(`PREPARE TRANSACTION 'waits_${pair.source.name}'`);
    let told: string[] = [];
    let pid = 0;
    try {
      await holder`BEGIN`;
      const [row] = await holder`INSERT INTO customer VALUES (2, 'y') RETURNING pg_backend_pid() AS pid`;
      pid = Number(row?.['pid']);
      while (told.length < 2) {
        const all = await pair.told(CLEAN_TABLES, 'OPEN_TRANSACTIONS');
        told = all.filter((line) => line.includes(String(pid)) || line.includes(pair.source.name));
        await pause(50);
      }
    } finally {
      await holder`ROLLBACK`;
      await holder.unsafe(`ROLLBACK PREPARED 'waits_${pair.source.name}'`);
      holder.release();
    }
    expect(told).toEqual([
      expect.stringMatching(/^WARNING prepared transaction .* skippable: ROLLBACK PREPARED 'waits_/),
      `WARNING process ${pid} - skippable: SELECT pg_terminate_backend(${pid})`,
    ]);
  });
});

describe('source tables', () => {
  test('missing, unlogged, inherited, hidden and odd ones are told', async () => {
    await using pair = await Pair.open();
    await pair.source.sql.unsafe(`
      CREATE UNLOGGED TABLE cache (id int PRIMARY KEY); CREATE VIEW seen AS SELECT 1 AS one;
      CREATE TABLE parent (id int PRIMARY KEY); CREATE TABLE child () INHERITS (parent);
      CREATE TABLE secret (id int PRIMARY KEY); ALTER TABLE secret ENABLE ROW LEVEL SECURITY; GRANT SELECT ON secret TO PUBLIC;
      CREATE TABLE odd (id int PRIMARY KEY, at_class regclass);
      SELECT lo_create(0);`);
    const source = await weakUser(pair.source);
    expect(await pair.told(['cache', 'seen', 'gone'], 'TABLE_FOUND')).toEqual(
      ['seen', 'gone'].map((name) => expect.stringMatching(`^FAILED public.${name} OBJECT_NOT_FOUND firm`)),
    );
    expect(await pair.told(['cache'], 'TABLE_LOGGED')).toEqual([
      'FAILED public.cache TABLE_NOT_LOGGED firm: ALTER TABLE "public"."cache" SET LOGGED',
    ]);
    expect(await pair.told(['cache'], 'TABLE_LOGGED', { phases: { incremental: false } })).toEqual([
      expect.stringMatching(/^WARNING/),
    ]);
    expect(await pair.told(['parent'], 'TABLE_INHERITED')).toEqual([
      expect.stringMatching(/^WARNING public.parent - skippable/),
    ]);
    expect(await pair.told(['secret'], 'ROW_SECURITY', { source })).toEqual([
      `FAILED public.secret ROW_SECURITY_ACTIVE firm: ALTER ROLE "${source.user}" BYPASSRLS`,
    ]);
    expect(await pair.told(['secret'], 'ROW_SECURITY')).toEqual([]);
    expect(await pair.told(['odd'], 'COLUMN_TYPES')).toEqual([
      expect.stringMatching(/^WARNING public.odd.at_class - skippable/),
    ]);
    expect(await pair.told(['odd'], 'LARGE_OBJECTS')).toEqual([expect.stringMatching(/^WARNING null - skippable/)]);
  });

  test('a type that an older target lacks fails, below arrays and domains too', async () => {
    await using pair = await Pair.open({}, 12);
    await pair.source.sql.unsafe(`
      CREATE DOMAIN spans AS int4multirange[]; CREATE TYPE mood AS ENUM ('sad'); CREATE TABLE newer (id int PRIMARY KEY, spans spans, mood mood, n numeric[])`);
    expect(await pair.told(['newer'], 'COLUMN_TYPES')).toEqual([
      expect.stringMatching(/^FAILED public.newer.spans TYPE_NOT_SUPPORTED firm/),
    ]);
  });

  test('foreign keys that leave the set or go in circles are told, each circle once', async () => {
    await using pair = await Pair.open();
    await pair.source.sql.unsafe(`${CLEAN}
      CREATE TABLE a (id int PRIMARY KEY, b int, self int REFERENCES a); CREATE TABLE b (id int PRIMARY KEY, a int REFERENCES a);
      ALTER TABLE a ADD CONSTRAINT to_b FOREIGN KEY (b) REFERENCES b`);
    expect(await pair.told(['purchase'], 'FOREIGN_KEYS_INSIDE')).toEqual([
      'WARNING public.purchase.purchase_customer_id_fkey - skippable: Add public.customer to the objects, or ALTER TABLE "public"."purchase" DROP CONSTRAINT "purchase_customer_id_fkey".',
    ]);
    expect(await pair.told(['a', 'b', 'customer', 'purchase'], 'FOREIGN_KEYS_ACYCLIC')).toEqual([
      expect.stringMatching(/^WARNING public.a - public.b - skippable/),
    ]);
  });
});

describe('target', () => {
  test('names that are taken, too long, alike or shared are told', async () => {
    await using pair = await Pair.open();
    await pair.source.sql.unsafe(`${CLEAN} CREATE INDEX by_name ON customer (name)`);
    await pair.target.sql.unsafe(
      'CREATE VIEW customer AS SELECT 1 AS one; CREATE TABLE "Purchase" (id int); CREATE TABLE other (id int); CREATE INDEX by_name ON other (id)',
    );
    const long = 'x'.repeat(64);
    const mappings = [mapping('customer'), mapping('purchase'), mapping('parts', long)];
    expect(await pair.told([], 'NAME_CLASH', { mappings })).toEqual([
      'FAILED public.customer NAME_CLASH firm: DROP VIEW "public"."customer", or map the table to another name.',
      `FAILED ${long} NAME_CLASH firm: Map it to a shorter name.`,
    ]);
    const shared = [mapping('customer', 'both'), mapping('purchase', 'both')];
    expect(await pair.told([], 'NAME_CLASH', { mappings: shared })).toEqual([
      expect.stringMatching(/^WARNING public.both - skippable/),
    ]);
    expect(await pair.told([], 'NAME_CASE', { mappings })).toEqual([
      expect.stringMatching(/^WARNING public.purchase - skippable/),
    ]);
    expect(await pair.told([], 'INDEX_NAME_CLASH', { mappings })).toEqual([
      'WARNING public.by_name - skippable: ALTER INDEX "public"."by_name" RENAME TO "by_name_old"',
    ]);
    expect(await pair.told([], 'NAME_RESERVED', { mappings: [mapping('customer', 'user')] })).toEqual([
      expect.stringMatching(/^WARNING user - skippable/),
    ]);
  });

  test('tables that exist: one that fits, one that differs, one with rows', async () => {
    await using pair = await Pair.open();
    await pair.source.sql.unsafe(CLEAN);
    await pair.target.sql.unsafe(
      `CREATE TABLE customer (id bigint PRIMARY KEY, name text); INSERT INTO customer VALUES (1, 'mine'); CREATE TABLE purchase (id int PRIMARY KEY)`,
    );
    expect(await pair.told(CLEAN_TABLES, 'TARGET_TABLE')).toEqual([
      'WARNING public.customer - skippable: DROP TABLE "public"."customer"',
      expect.stringMatching(/^FAILED public.purchase TARGET_TABLE_DIFFERS skippable/),
    ]);
    expect(await pair.told(CLEAN_TABLES, 'TARGET_EMPTY')).toEqual([
      'FAILED public.customer TARGET_NOT_EMPTY firm: TRUNCATE ONLY "public"."customer"',
    ]);
    expect(await pair.told(CLEAN_TABLES, 'TARGET_EMPTY', { options: { targetNotEmpty: 'IGNORE' } })).toEqual([
      expect.stringMatching(/^WARNING public.customer - skippable/),
    ]);
    await pair.target.sql.unsafe(
      `${BOOKKEEPING_DDL} INSERT INTO godwit.copy_range (task_id, table_id, range_id, bounds) VALUES ('mine', 'customer', 0, '{}')`,
    );
    expect(await pair.told(CLEAN_TABLES, 'TARGET_EMPTY', { options: { taskId: 'mine' } })).toEqual([]);
    expect(await pair.told(CLEAN_TABLES, 'TARGET_EMPTY', { options: { taskId: 'other' } })).toHaveLength(1);
  });

  test('two tables that go into one are told of it once, by the worse', async () => {
    await using pair = await Pair.open();
    await pair.source.sql.unsafe(CLEAN);
    await pair.target.sql.unsafe('CREATE TABLE "both" (id bigint PRIMARY KEY, name text)');
    const mappings = [mapping('customer', 'both'), mapping('purchase', 'both')];
    expect(await pair.told([], 'TARGET_TABLE', { mappings })).toEqual([
      expect.stringMatching(/^FAILED public.both TARGET_TABLE_DIFFERS/),
    ]);
    const items = await pair.run([], { mappings });
    expect(new Set(items.map(({ id }) => id)).size).toBe(items.length);
  });

  test('without schema migration a missing table fails and a missing column is told', async () => {
    await using pair = await Pair.open();
    await pair.source.sql.unsafe(CLEAN);
    await pair.target.sql.unsafe('CREATE TABLE customer (id bigint PRIMARY KEY)');
    const given = { phases: { schema: false } };
    expect(await pair.told(['customer', 'purchase'], 'TARGET_TABLE', given)).toEqual([
      expect.stringMatching(/^FAILED public.purchase TARGET_TABLE_MISSING firm/),
    ]);
    expect(await pair.told(['customer'], 'COLUMNS_MOVED', given)).toEqual([
      'WARNING public.customer.name - skippable: ALTER TABLE "public"."customer" ADD COLUMN "name" text',
    ]);
  });

  test('triggers, policies and the need for space are told', async () => {
    await using pair = await Pair.open();
    await pair.source.sql.unsafe(CLEAN);
    await pair.target.sql.unsafe(`CREATE TABLE customer (id bigint PRIMARY KEY, name text);
      CREATE TRIGGER t BEFORE UPDATE ON customer FOR EACH ROW EXECUTE FUNCTION suppress_redundant_updates_trigger();
      ALTER TABLE customer ENABLE ROW LEVEL SECURITY; GRANT ALL ON customer TO PUBLIC`);
    const target = await weakUser(pair.target);
    expect(await pair.told(['customer'], 'TARGET_TRIGGERS')).toEqual([
      'WARNING public.customer.t - skippable: ALTER TABLE "public"."customer" DISABLE TRIGGER "t"',
    ]);
    expect(await pair.told(['customer'], 'TARGET_ROW_SECURITY', { target })).toEqual([
      expect.stringMatching(/^FAILED public.customer ROW_SECURITY_ACTIVE firm/),
    ]);
    const [item] = await pair.run(['customer'], { only: ['DISK_SPACE'] });
    expect(item).toMatchObject({
      result: 'PASSED',
      found: expect.stringContaining('free space cannot be read over SQL'),
    });
    expect(await diskWarning(pair)).toMatchObject([{ result: 'WARNING', skippable: true }]);
  });
});

describe('loops', () => {
  test('a task in the other direction is found, our own is not', async () => {
    await using pair = await Pair.open();
    await pair.source.sql.unsafe(CLEAN);
    await pair.target.sql.unsafe(CLEAN);
    const { signal } = new AbortController();
    const taskId = `back_${pair.source.name}`;
    await preparePostgresSource(
      pair.target.address,
      { taskId, tables: [{ schema: 'public', name: 'customer' }], consentReplicaIdentityFull: false },
      signal,
    );
    expect(await pair.told(CLEAN_TABLES, 'LOOP')).toEqual([]); // a chain is no loop
    await pair.source.sql.unsafe(
      `${BOOKKEEPING_DDL} INSERT INTO godwit.fence (task_id, writer, epoch) VALUES ('${taskId}', 'INCR_SYNC', 1)`,
    );
    expect(await pair.told(CLEAN_TABLES, 'LOOP')).toEqual([
      expect.stringMatching(`^FAILED ${taskId} TOPOLOGY_LOOP firm`),
    ]);
    expect(await pair.told(CLEAN_TABLES, 'LOOP', { options: { taskId } })).toEqual([]);
    await releasePostgresSource(pair.target.address, { taskId });
    expect(await pair.told(CLEAN_TABLES, 'LOOP')).toEqual([]);
  });

  test('a subscription between the two is found', async () => {
    await using pair = await Pair.open();
    await pair.source.sql.unsafe(CLEAN);
    const slot = `sub_${pair.source.name}`;
    await pair.target.sql`SELECT pg_create_logical_replication_slot(${slot}, 'pgoutput')`;
    await pair.source.sql.unsafe(
      `CREATE SUBSCRIPTION ${slot} CONNECTION 'host=127.0.0.1 port=1' PUBLICATION p WITH (connect = false, slot_name = '${slot}')`,
    );
    expect(await pair.told(CLEAN_TABLES, 'LOOP')).toEqual([
      `FAILED ${slot} TOPOLOGY_LOOP firm: DROP SUBSCRIPTION "${slot}"`,
    ]);
    await pair.source.sql.unsafe(`ALTER SUBSCRIPTION ${slot} SET (slot_name = NONE)`);
    await pair.source.sql.unsafe(`DROP SUBSCRIPTION ${slot}`);
  });
});
