/** Table shapes as read from the oldest and the newest server, against what the test itself created. */
import { describe, expect, test } from 'vitest';
import { must } from '../../../server/core/assert.ts';
import { openPool } from '../../../server/connectors/postgres/connection.ts';
import { readTableShapes } from '../../../server/connectors/postgres/table-shape.ts';
import { MAJORS } from '../../setup/majors.ts';
import { testPostgres } from '../../setup/postgres.ts';

describe.each(MAJORS)('table shapes of PostgreSQL %i', (major) => {
  test('keys, columns, leaves and sizes are read as they were created', async () => {
    await using db = await (await testPostgres(major)).createDatabase();
    await db.sql.unsafe(
      `
      CREATE DOMAIN money_domain AS numeric(10,2) CHECK (VALUE >= 0);
      CREATE TYPE mood AS ENUM ('sad', 'happy');
      CREATE TABLE "Mixed Case" (
        "Id" bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, code text COLLATE "C" NOT NULL, label text COLLATE "en_US" , price money_domain,
        feeling mood, doubled numeric GENERATED ALWAYS AS (price * 2) STORED, day date, cube cidr,
        CONSTRAINT code_unique UNIQUE (code));
      CREATE UNIQUE INDEX partial_unique ON "Mixed Case" (day) WHERE price > 0;
      CREATE UNIQUE INDEX expression_unique ON "Mixed Case" (lower(label)) INCLUDE (day);
      CREATE TABLE keyless (a int, b text);
      ALTER TABLE keyless REPLICA IDENTITY FULL;
      CREATE TABLE second_key (a int NOT NULL, b int NOT NULL, UNIQUE (a, b));
      CREATE UNIQUE INDEX identity_index ON second_key (b, a);
      ALTER TABLE second_key REPLICA IDENTITY USING INDEX identity_index;
      CREATE TABLE parts (id int, at date, PRIMARY KEY (id, at)) PARTITION BY RANGE (at);
      CREATE TABLE parts_1 PARTITION OF parts FOR VALUES FROM ('2020-01-01') TO ('2021-01-01');
      CREATE TABLE parts_2 PARTITION OF parts DEFAULT PARTITION BY LIST (id);
      CREATE TABLE parts_2a PARTITION OF parts_2 DEFAULT;
      INSERT INTO parts SELECT i, '2020-05-05' FROM generate_series(1, 1000) i;
      INSERT INTO parts SELECT i, '2022-05-05' FROM generate_series(1, 500) i;
      ANALYZE;`.replace('COLLATE "en_US" ', ''),
    );
    const sql = openPool(db.address, { applicationName: 'test', maxSessions: 1 });
    try {
      const shapes = await readTableShapes(sql, null);
      expect(shapes.map((shape) => shape.table.name)).toEqual(['Mixed Case', 'keyless', 'parts', 'second_key']);
      const mixed = must(shapes[0], 'Mixed Case');
      expect(mixed.key).toEqual({ name: 'Mixed Case_pkey', columns: ['Id'], primary: true });
      expect(mixed.uniqueKeys).toEqual([
        { name: 'code_unique', columns: ['code'], primary: false },
        { name: 'expression_unique', columns: ['label'], primary: false },
        { name: 'partial_unique', columns: ['day', 'price'], primary: false },
      ]);
      expect(mixed.columns.map((column) => [column.name, column.type, column.generated, column.identity])).toEqual([
        ['Id', 'bigint', false, 'ALWAYS'],
        ['code', 'text', false, null],
        ['label', 'text', false, null],
        ['price', 'public.money_domain', false, null],
        ['feeling', 'public.mood', false, null],
        ['doubled', 'numeric', true, null],
        ['day', 'date', false, null],
        ['cube', 'cidr', false, null],
      ]);
      expect(mixed.columns.filter((column) => column.rangeable).map((column) => column.name)).toEqual(
        expect.arrayContaining(['Id', 'code', 'price', 'day']),
      );
      expect(
        mixed.columns
          .filter((column) => column.name === 'feeling' || column.name === 'cube')
          .some((column) => column.rangeable),
      ).toBe(false);
      const [keyless, parts, second] = shapes.slice(1);
      expect([keyless?.key, keyless?.replicaIdentity]).toEqual([null, 'full']);
      expect(parts).toMatchObject({
        partitioned: true,
        estimatedRows: 1500,
        leaves: [{ name: 'parts_1' }, { name: 'parts_2a' }],
        key: { columns: ['id', 'at'] },
      });
      expect(second).toMatchObject({
        replicaIdentity: 'index',
        key: { name: 'identity_index', columns: ['b', 'a'] },
        uniqueKeys: [{ columns: ['a', 'b'] }],
      });
      const asked = await readTableShapes(
        sql,
        [second, mixed].map((shape) => must(shape, 'shape').table).concat({ schema: 'no', name: 'such' }),
      );
      expect(asked.map((shape) => shape.table.name)).toEqual(['second_key', 'Mixed Case']);
    } finally {
      await sql.end();
    }
  });
});
