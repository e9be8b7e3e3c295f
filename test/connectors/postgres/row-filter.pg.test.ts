/** Random row filters over random rows: what PostgreSQL answers with our SQL, the compiled predicate answers on the cells. */
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { canonicalLiterals, filterToSql } from '../../../server/connectors/postgres/row-filter-sql.ts';
import { openPool, type Sql } from '../../../server/connectors/postgres/connection.ts';
import { quoteText } from '../../../server/connectors/postgres/sql-text.ts';
import { readTableShapes } from '../../../server/connectors/postgres/table-shape.ts';
import type { TableColumn } from '../../../server/core/catalog.ts';
import { must } from '../../../server/core/assert.ts';
import { checkFilter } from '../../../server/selection/row-filter/check-filter.ts';
import { compileFilter } from '../../../server/selection/row-filter/compile-filter.ts';
import { parseFilter } from '../../../server/selection/row-filter/parse-filter.ts';
import { testPostgres, type TestDatabase } from '../../setup/postgres.ts';

const seed = Number(process.env['SEED'] ?? Date.now() % 1_000_000_000);

/** Values of each column as texts, small in number so that filters and rows meet; `literal` says how a filter spells one. */
interface Values {
  readonly values: readonly string[];
  /** Further literals that no cell has. */
  readonly others?: readonly string[];
  readonly literal: (value: string) => string;
  readonly ordered: boolean;
  readonly like?: boolean;
}

const plain = (value: string): string => value;
const quoted = (value: string): string => `'${value.replaceAll("'", "''")}'`;
const number = (value: string): string => (/^[-+]?[\d.]/.test(value) ? value : quoted(value));

const TEXTS = [
  '',
  ' ',
  'a',
  'A',
  'ab',
  'ä',
  'a_b',
  'a%b',
  '\\',
  'é\u0301',
  '\uffff',
  '\u{1f600}',
  "it's",
  'a\nb',
  'Z',
  'z ',
];
const MOMENTS = [
  '2026-01-31 23:59:59.999999',
  '2026-02-01 00:00:00',
  '1969-12-31 23:59:59.5',
  '0044-03-15 12:00:00 BC',
  '0001-12-31 00:00:00 BC',
  '0001-01-01 00:00:00',
  '12026-01-01 00:00:00.1',
  '4713-01-01 00:00:00 BC',
  'infinity',
  '-infinity',
];
const COLUMNS: Readonly<Record<string, Values>> = {
  i2: { values: ['-32768', '-1', '0', '1', '32767'], others: ['1.5', '1e3', '-99999'], literal: plain, ordered: true },
  i4: {
    values: ['-2147483648', '-1', '0', '7', '2147483647'],
    others: ['7.0', '70e-1', '.5', '+7', '99999999999999999999'],
    literal: plain,
    ordered: true,
  },
  i8: {
    values: ['-9223372036854775808', '9007199254740993', '9007199254740992', '9223372036854775807', '0'],
    others: ['9007199254740992.5', '9223372036854775808'],
    literal: plain,
    ordered: true,
  },
  num: {
    values: [
      '0',
      '-0.00',
      '1.10',
      '1.1',
      '123456789012345678901234567890.123',
      '1e-30',
      '-5',
      'NaN',
      'Infinity',
      '-Infinity',
    ],
    others: ['1.1000000000000000000000001', '0.1e-29'],
    literal: number,
    ordered: true,
  },
  num2: {
    values: ['1.00', '1.01', '-1.01', '99999999.99', 'NaN'],
    others: ['1.005', '1.009999'],
    literal: number,
    ordered: true,
  },
  f4: {
    values: ['0', '-0', '1.1', '0.1', '16777216', '3.4028235e38', '1e-45', 'NaN', 'Infinity', '-Infinity'],
    others: ['1.10000001', '16777217', '0.1000000014901161'],
    literal: number,
    ordered: true,
  },
  f8: {
    values: [
      '0',
      '-0',
      '1.1',
      '0.1',
      '9007199254740993',
      '5e-324',
      '1.7976931348623157e308',
      'NaN',
      'Infinity',
      '-Infinity',
    ],
    others: ['0.1000000000000000055', '0.30000000000000004'],
    literal: number,
    ordered: true,
  },
  b: { values: ['true', 'false'], literal: plain, ordered: true },
  s: { values: TEXTS, literal: quoted, ordered: false, like: true },
  v: { values: TEXTS, literal: quoted, ordered: false, like: true },
  c: { values: TEXTS, literal: quoted, ordered: true, like: true },
  p: {
    values: ['', 'a', 'a b', 'ab', 'é', '\u{1f600}'],
    others: ['a  ', 'ab '],
    literal: quoted,
    ordered: false,
    like: true,
  },
  u: {
    values: [
      '00000000-0000-0000-0000-000000000000',
      'a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11',
      'ffffffff-ffff-ffff-ffff-ffffffffffff',
    ],
    others: ['{A0EEBC99-9C0B-4EF8-BB6D-6BB9BD380A11}', 'a0eebc999c0b4ef8bb6d6bb9bd380a11'],
    literal: quoted,
    ordered: true,
  },
  d: {
    values: [
      '2026-02-28',
      '2024-02-29',
      '1900-03-01',
      '0044-03-15 BC',
      '0001-01-01',
      '10000-01-01',
      '5874897-12-31',
      '4713-01-01 BC',
      'infinity',
      '-infinity',
    ],
    others: ['20260228', '28 Feb 2026'],
    literal: quoted,
    ordered: true,
  },
  t: { values: MOMENTS, others: ['2026-02-01', '2026-02-01 00:00:00.0000004'], literal: quoted, ordered: true },
  t3: { values: MOMENTS, others: ['2026-01-31 23:59:59.9999'], literal: quoted, ordered: true },
  tz: {
    values: MOMENTS,
    others: ['2026-02-01 05:30:00+05:30', '2026-01-31 20:00 America/New_York'],
    literal: quoted,
    ordered: true,
  },
};
const NAMES = Object.keys(COLUMNS);

/** Before 14 numeric has no infinities. */
function valuesOf(major: number, name: string): Values {
  const all = must(COLUMNS[name], name);
  return major >= 14 || name !== 'num'
    ? all
    : { ...all, values: all.values.filter((value) => !value.endsWith('Infinity')) };
}

const DDL = `CREATE TABLE item (place int PRIMARY KEY, i2 smallint, i4 integer, i8 bigint, num numeric, num2 numeric(10,2), f4 real, f8 double precision,
  b boolean, s text, v varchar(30), c text COLLATE "C", p character(6), u uuid, d date, t timestamp, t3 timestamp(3), tz timestamptz, j jsonb)`;

const keyword = (word: string) => fc.constantFrom(word, word.toLowerCase());

function termOf(name: string, given: Values): fc.Arbitrary<string> {
  const { values, others = [], literal, ordered, like } = given;
  const literals = fc.constantFrom(...values, ...others).map(literal);
  const operators = ordered ? ['=', '<>', '!=', '<', '<=', '>', '>='] : ['=', '<>', '!='];
  const not = fc.constantFrom('', 'NOT ', 'not ');
  const forms = [
    fc.tuple(fc.constantFrom(...operators), literals).map(([operator, value]) => `${name} ${operator} ${value}`),
    fc
      .tuple(not, fc.array(literals, { minLength: 1, maxLength: 4 }))
      .map(([no, list]) => `${name} ${no}IN (${list.join(', ')})`),
    fc.tuple(keyword('IS'), not).map(([is, no]) => `"${name}" ${is} ${no}NULL`),
  ];
  if (ordered)
    forms.push(fc.tuple(not, literals, literals).map(([no, from, to]) => `${name} ${no}BETWEEN ${from} AND ${to}`));
  if (like) {
    const piece = fc.constantFrom('%', '_', 'a', 'b', 'A', ' ', 'é', '\\%', '\\_', '\\\\', '\u{1f600}', '\n');
    const pattern = fc.array(piece, { maxLength: 5 }).map((pieces) => quoted(pieces.join('')));
    forms.push(fc.tuple(not, pattern).map(([no, text]) => `${name} ${no}LIKE ${text}`));
  }
  return fc.oneof(...forms);
}

/** Random filters and rows for a server of this version. */
function arbitraries(major: number) {
  const term = fc.constantFrom(...NAMES).chain((name) => termOf(name, valuesOf(major, name)));
  const { filter } = fc.letrec<{ filter: string }>((tie) => ({
    filter: fc.oneof(
      { maxDepth: 4, depthIdentifier: 'filter' },
      term,
      fc.tuple(tie('filter'), keyword('AND'), tie('filter')).map(([a, and, b]) => `${a} ${and} ${b}`),
      fc.tuple(tie('filter'), keyword('OR'), tie('filter')).map(([a, or, b]) => `(${a} ${or} ${b})`),
      fc.tuple(keyword('NOT'), tie('filter')).map(([not, a]) => `${not} (${a})`),
    ),
  }));
  const row = fc.record(
    Object.fromEntries(
      NAMES.map((name) => [name, fc.option(fc.constantFrom(...valuesOf(major, name).values), { freq: 4 })]),
    ),
  );
  return { filter, row };
}

let database: TestDatabase;
let sql: Sql;
let columns: readonly TableColumn[];

async function open(major: number): Promise<void> {
  database = await (await testPostgres(major)).createDatabase();
  await database.sql.unsafe(DDL);
  sql = openPool(database.address, { applicationName: 'test', maxSessions: 1 });
  columns = must((await readTableShapes(sql, [{ schema: 'public', name: 'item' }]))[0], 'the table').columns;
}
async function close(): Promise<void> {
  await sql.end();
  await database[Symbol.asyncDispose]();
}

/** Both answers for each row of the table, and those of cells that were read as text. */
async function judge(
  text: string,
): Promise<{ server: (boolean | null)[]; stream: (boolean | null)[]; read: (boolean | null)[] }> {
  const parsed = parseFilter(text, 'item');
  checkFilter(parsed, 'item', columns);
  const canonical = await canonicalLiterals(sql, parsed, { name: 'item', columns });
  const predicate = compileFilter(canonical, columns);
  const server = await sql.unsafe(
    `SELECT ${filterToSql(canonical, columns)} AS passes FROM public.item ORDER BY place`,
  );
  // as the log has it: the output function of each type, which textin(x_out()) says in SQL
  const cells = await sql.unsafe(
    `SELECT ${NAMES.map((name) => (name === 'p' ? `rpad(p::text, 6) AS p` : name === 'b' ? `left(b::text, 1) AS b` : `${name}::text`)).join(', ')} FROM public.item ORDER BY place`,
  );
  const read = await sql.unsafe(
    `SELECT ${NAMES.map((name) => `${name}::text`).join(', ')} FROM public.item ORDER BY place`,
  );
  return {
    server: server.map((one) => one['passes'] as boolean | null),
    stream: cells.map((one) => predicate((name) => one[name] as string | null)),
    read: read.map((one) => predicate((name) => one[name] as string | null)),
  };
}

describe.each([12, 18])(`row filters on PostgreSQL %i (SEED=${seed})`, (major) => {
  beforeAll(() => open(major));
  afterAll(close);

  const { filter, row } = arbitraries(major);

  test('mean the same in the database and in the stream', async () => {
    const answers = new Set<string>();
    await fc.assert(
      fc.asyncProperty(
        fc.array(row, { minLength: 12, maxLength: 12 }),
        fc.array(filter, { minLength: 8, maxLength: 8 }),
        async (rows, filters) => {
          await sql.unsafe('TRUNCATE public.item');
          const values = rows.map(
            (one, place) =>
              `(${[String(place), ...NAMES.map((name) => (one[name] === null || one[name] === undefined ? 'NULL' : `${quoteText(one[name])}`))].join(', ')})`,
          );
          await sql.unsafe(`INSERT INTO public.item (place, ${NAMES.join(', ')}) VALUES ${values.join(', ')}`);
          for (const text of filters) {
            const { server, stream, read } = await judge(text);
            expect([text, stream]).toEqual([text, server]);
            expect([text, read]).toEqual([text, server]);
            for (const answer of server) answers.add(String(answer));
          }
        },
      ),
      { seed, numRuns: 150 },
    );
    expect([...answers].sort()).toEqual(['false', 'null', 'true']);
  });

  test('compare every value of a column with every literal', async () => {
    for (const name of NAMES) {
      const { values, others = [], literal, ordered } = valuesOf(major, name);
      await sql.unsafe('TRUNCATE public.item');
      await sql.unsafe(
        `INSERT INTO public.item (place, ${name}) VALUES ${values.map((value, place) => `(${place}, ${quoteText(value)})`).join(', ')}`,
      );
      for (const value of [...values, ...others])
        for (const operator of ordered ? ['=', '<', '>='] : ['=', '<>']) {
          const text = `${name} ${operator} ${literal(value)}`;
          const { server, stream, read } = await judge(text);
          expect([text, stream]).toEqual([text, server]);
          expect([text, read]).toEqual([text, server]);
        }
    }
  });

  test('refuse literals that the type refuses, each with its place', async () => {
    const cases: readonly [string, number][] = [
      ["d > '2026-02-30'", 4],
      ["i4 = 1 AND u IN ('a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11', 'nonsense')", 57],
      ['f8 = 1e400', 5],
      ["tz = '2026-01-01 00:00 Nowhere/Land'", 5],
    ];
    for (const [text, offset] of cases) {
      const parsed = parseFilter(text, 'item');
      checkFilter(parsed, 'item', columns);
      await expect(canonicalLiterals(sql, parsed, { name: 'item', columns })).rejects.toMatchObject({
        code: 'FILTER_INVALID',
        facts: { table: 'item', offset },
      });
    }
  });
});
