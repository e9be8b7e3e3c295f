/** Random tables and random work on them, for comparisons of what streaming makes with the final state of the source. */
import fc from 'fast-check';

export interface RandomTable {
  readonly name: string;
  readonly ddl: string;
  readonly key: KeyKind;
  readonly columns: readonly string[];
  /** A nullable integer column with a unique constraint. */
  readonly unique: boolean;
}

export type KeyKind = keyof typeof KEYS;

/** Column definitions, the clause behind them, and the condition that finds the row number n. */
const KEYS = {
  int: { columns: 'k int', clause: ', PRIMARY KEY (k)', of: (n: number) => [`${n}`], names: ['k'] },
  text: { columns: 'k text', clause: ', PRIMARY KEY (k)', of: (n: number) => [text(n)], names: ['k'] },
  uuid: { columns: 'k uuid', clause: ', PRIMARY KEY (k)', of: (n: number) => [uuid(n)], names: ['k'] },
  numeric: {
    columns: 'k numeric',
    clause: ', PRIMARY KEY (k)',
    of: (n: number) => [n % 7 === 0 ? `${n}.50` : `${n}`],
    names: ['k'],
  },
  moment: {
    columns: 'k timestamptz',
    clause: ', PRIMARY KEY (k)',
    of: (n: number) => [n === 3 ? `'infinity'` : `'2024-01-01 00:00:00+00'::timestamptz + ${n} * interval '1 s'`],
    names: ['k'],
  },
  composite: {
    columns: 'k int, l text',
    clause: ', PRIMARY KEY (l, k)',
    of: (n: number) => [`${n % 4}`, text(n)],
    names: ['k', 'l'],
  },
  index: {
    columns: 'k int NOT NULL, l int NOT NULL',
    clause: ', UNIQUE (k, l)',
    of: (n: number) => [`${n % 5}`, `${n}`],
    names: ['k', 'l'],
  },
  full: { columns: 'k int', clause: ', PRIMARY KEY (k)', of: (n: number) => [`${n}`], names: ['k'] },
  none: { columns: 'k int', clause: '', of: (n: number) => [n % 6 === 0 ? 'NULL' : `${n % 8}`], names: ['k'] },
  ranges: {
    columns: 'k int',
    clause: ', PRIMARY KEY (k)) PARTITION BY RANGE (k',
    of: (n: number) => [`${n}`],
    names: ['k'],
  },
  hashes: {
    columns: 'k int, l text',
    clause: ', PRIMARY KEY (k, l)) PARTITION BY HASH (k',
    of: (n: number) => [`${n}`, text(n)],
    names: ['k', 'l'],
  },
} as const;

const text = (n: number): string => (n % 9 === 0 ? `'é''\\"{},' || ${n}` : `'K${n % 3 === 0 ? n : `k_${n}`}'`);
const uuid = (n: number): string => `md5('${n}')::uuid`;

/** Column types with what value number v is, as an SQL expression. */
const TYPES: Readonly<Record<string, { readonly ddl: string; readonly of: (v: number) => string }>> = {
  note: { ddl: 'text', of: (v) => (v % 5 === 0 ? `E'a\\tb\\n\\\\N' || ${v}` : `'v${v}'`) },
  body: { ddl: 'text', of: (v) => `repeat('body${v}', ${v % 3 === 0 ? 2000 : 1})` },
  price: { ddl: 'numeric(12,3)', of: (v) => (v % 11 === 0 ? `'NaN'` : `${v} / 7.0`) },
  doc: { ddl: 'jsonb', of: (v) => `jsonb_build_object('v', ${v}, 'é', '"\\')` },
  tags: { ddl: 'text[]', of: (v) => `ARRAY['a"${v}', NULL, 'NULL', '{,}', '\\']` },
  grid: { ddl: 'int[][]', of: (v) => `ARRAY[[${v}, NULL], [3, 4]]` },
  raw: { ddl: 'bytea', of: (v) => `decode(lpad(to_hex(${v}), 8, '0'), 'hex')` },
  at: { ddl: 'timestamptz', of: (v) => (v % 6 === 0 ? `'-infinity'` : `'2024-02-29 23:59:59.999999+03'::timestamptz + ${v} * interval '1 h'`) }, // prettier-ignore
  day: { ddl: 'date', of: (v) => (v % 8 === 0 ? `'0044-03-15 BC'` : `'2024-01-01'::date + ${v}`) },
  span: { ddl: 'interval', of: (v) => `make_interval(months => ${v % 14}, days => -${v % 3}, secs => ${v}.25)` },
  mood: { ddl: 'mood', of: (v) => `(ARRAY['ok', 'o''k', 'süß'])[${(v % 3) + 1}]::mood` },
  moods: { ddl: 'mood[]', of: (v) => `ARRAY['süß', NULL, (ARRAY['ok', 'o''k', 'süß'])[${(v % 3) + 1}]]::mood[]` },
  pair: { ddl: 'pair', of: (v) => `ROW(${v}, 'x "y" (${v})')::pair` },
  small: { ddl: 'small', of: (v) => `${v % 100}` },
  real: { ddl: 'real', of: (v) => (v % 7 === 0 ? `'-0'` : `${v} / 3.0`) },
  flag: { ddl: 'boolean', of: (v) => `${v % 2 === 0}` },
  fixed: { ddl: 'char(6)', of: (v) => `'f${v % 10}'` },
  bits: { ddl: 'varbit', of: (v) => `${v % 64}::bit(6)::varbit` },
  words: { ddl: 'tsvector', of: (v) => `to_tsvector('simple', 'one two ${v} one')` },
  span8: { ddl: 'int8range', of: (v) => (v % 4 === 0 ? `'empty'` : `int8range(${v}, ${v + 5}, '(]')`) },
};

export const TYPES_DDL = `
  CREATE TYPE mood AS ENUM ('ok', 'o''k', 'süß');
  CREATE TYPE pair AS (a int, b text);
  CREATE DOMAIN small AS int CHECK (VALUE < 1000);`;

export const randomTable = (name: string): fc.Arbitrary<RandomTable> =>
  fc
    .record({
      key: fc.constantFrom(...(Object.keys(KEYS) as KeyKind[])),
      columns: fc.uniqueArray(fc.constantFrom(...Object.keys(TYPES)), { minLength: 1, maxLength: 5 }),
      unique: fc.boolean(),
      generated: fc.boolean(),
    })
    .map(({ key, columns, generated, ...rest }) => {
      const kind = KEYS[key];
      const unique = rest.unique && key !== 'ranges' && key !== 'hashes';
      const lines = [
        kind.columns,
        ...(generated ? ["g int GENERATED ALWAYS AS (length(coalesce(n::text, ''))) STORED"] : []),
        ...columns.map((column) => `${column} ${TYPES[column]?.ddl}`),
        'n int',
        ...(unique ? ['u int UNIQUE'] : []),
      ];
      const after = {
        ranges: `CREATE TABLE ${name}_a PARTITION OF ${name} FOR VALUES FROM (MINVALUE) TO (15);
          CREATE TABLE ${name}_b (LIKE ${name} INCLUDING DEFAULTS INCLUDING GENERATED);
          ALTER TABLE ${name} ATTACH PARTITION ${name}_b FOR VALUES FROM (15) TO (MAXVALUE)`,
        hashes: `CREATE TABLE ${name}_a PARTITION OF ${name} FOR VALUES WITH (MODULUS 2, REMAINDER 0);
          CREATE TABLE ${name}_b PARTITION OF ${name} FOR VALUES WITH (MODULUS 2, REMAINDER 1)`,
        index: `ALTER TABLE ${name} REPLICA IDENTITY USING INDEX ${name}_k_l_key`,
        full: `ALTER TABLE ${name} REPLICA IDENTITY FULL`,
      };
      const body = columns.includes('body') ? `; ALTER TABLE ${name} ALTER body SET STORAGE EXTERNAL` : '';
      const more = key in after ? `; ${after[key as keyof typeof after]}` : '';
      return {
        name,
        key,
        columns,
        unique,
        ddl: `CREATE TABLE ${name} (${lines.join(', ')}${kind.clause})${body}${more}`,
      };
    });

/** One statement's worth of work; numbers choose rows and values. */
export interface RandomStep {
  readonly kind: (typeof STEPS)[number];
  readonly table: number;
  readonly row: number;
  readonly other: number;
  readonly value: number;
  /** Inside a savepoint that is rolled back. */
  readonly undone: boolean;
}

const STEPS = [
  'insert', 'insert', 'insert', 'upsert', 'update', 'update', 'update', 'touch', 'rekey', 'swap', 'unique', 'delete', 'delete', 'deleteSome', 'updateSome', 'bulk', 'truncate', 'reinsert',
] as const; // prettier-ignore

export const randomStep = (tables: number): fc.Arbitrary<RandomStep> =>
  fc.record({
    kind: fc.constantFrom(...STEPS),
    table: fc.nat(tables - 1),
    row: fc.nat(30),
    other: fc.nat(30),
    value: fc.nat(200),
    undone: fc.integer({ min: 0, max: 9 }).map((n) => n === 0),
  });

/** The statements of a step. */
export function statements(table: RandomTable, step: RandomStep): string[] {
  const { name } = table;
  const kind = KEYS[table.key];
  const key = (n: number): readonly string[] => kind.of(n);
  const one = table.key === 'none' ? ` AND ctid = (SELECT min(ctid) FROM ${name} WHERE ${match(step.row)})` : '';
  const values = table.columns.map((column, index) =>
    (step.value + index) % 6 === 0 ? 'NULL' : (TYPES[column]?.of(step.value + index) ?? 'NULL'),
  );
  const names = [...kind.names, ...table.columns, 'n'].join(', ');
  const insert = (n: number): string =>
    `INSERT INTO ${name} (${names}) VALUES (${[...key(n), ...values, step.value].join(', ')})`;
  const set = `${table.columns[step.value % table.columns.length]} = ${values[step.value % table.columns.length]}, n = ${step.value}`;
  switch (step.kind) {
    case 'insert':
      return [`${insert(step.row)} ON CONFLICT DO NOTHING`];
    case 'upsert':
      return table.key === 'none'
        ? [insert(step.row)]
        : [`${insert(step.row)} ON CONFLICT (${kind.names.join(', ')}) DO UPDATE SET n = -${name}.n`];
    case 'update':
      return [`UPDATE ${name} SET ${set} WHERE ${match(step.row)}${one}`];
    case 'touch':
      return [`UPDATE ${name} SET n = coalesce(n, 0) + 1 WHERE ${match(step.row)}${one}`];
    case 'rekey':
      return [`UPDATE ${name} SET ${assign(step.other)} WHERE ${match(step.row)}${one}`];
    case 'swap':
      return [
        `UPDATE ${name} SET ${assign(1000 + step.row)} WHERE ${match(step.row)}${one}`,
        `UPDATE ${name} SET ${assign(step.row)}, n = ${step.value} WHERE ${match(step.other)}`,
        `UPDATE ${name} SET ${assign(step.other)} WHERE ${match(1000 + step.row)}`,
      ];
    case 'unique':
      if (!table.unique) return [`UPDATE ${name} SET n = NULL WHERE ${match(step.row)}`];
      return [
        `UPDATE ${name} SET u = NULL WHERE u = ${step.value % 12}`,
        `UPDATE ${name} SET u = ${step.value % 12} WHERE ctid = (SELECT min(ctid) FROM ${name} WHERE ${match(step.row)}) AND ${match(step.row)}`,
      ];
    case 'delete':
      return [`DELETE FROM ${name} WHERE ${match(step.row)}${one}`];
    case 'deleteSome':
      return [`DELETE FROM ${name} WHERE n % 7 = ${step.value % 7}`];
    case 'updateSome':
      return [`UPDATE ${name} SET ${set} WHERE n % 3 = ${step.value % 3}`];
    case 'bulk':
      return Array.from(
        { length: 40 },
        (_, n) => `${insert(2000 + ((step.value * 40 + n) % 400))} ON CONFLICT DO NOTHING`,
      );
    case 'truncate':
      return step.value % 4 > 0
        ? []
        : [`TRUNCATE ${table.key === 'ranges' && step.value % 8 === 0 ? `${name}_a` : name}`];
    case 'reinsert':
      return [`DELETE FROM ${name} WHERE ${match(step.row)}`, insert(step.row)];
  }

  function match(n: number): string {
    return kind.names.map((column, index) => `${column} IS NOT DISTINCT FROM ${key(n)[index]}`).join(' AND ');
  }

  function assign(n: number): string {
    return kind.names.map((column, index) => `${column} = ${key(n)[index]}`).join(', ');
  }
}
