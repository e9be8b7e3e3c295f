/** The row filter without a database: where faults are reported, what is refused, three-valued logic, hard values. */
import { describe, expect, it } from 'vitest';
import { GodwitError } from '../../core/errors.ts';
import { checkFilter, type FilterColumn } from './check-filter.ts';
import { compileFilter } from './compile-filter.ts';
import { likeMatcher } from './like.ts';
import { parseFilter } from './parse-filter.ts';

const column = (name: string, type: string, more: Partial<FilterColumn> = {}): FilterColumn => ({
  name,
  type,
  rangeable: false,
  generated: false,
  ...more,
});

const COLUMNS = [
  column('a', 'integer'),
  column('n', 'numeric(10,2)'),
  column('f', 'double precision'),
  column('b', 'boolean'),
  column('s', 'character varying(20)'),
  column('c', 'text', { rangeable: true }),
  column('p', 'character(5)'),
  column('d', 'date'),
  column('t', 'timestamp(3) with time zone'),
  column('j', 'jsonb'),
  column('Odd "name', 'integer'),
  column('g', 'integer', { generated: true }),
];

/** Offset and detail of the refusal. */
function refusal(text: string): [unknown, unknown] {
  try {
    checkFilter(parseFilter(text, 'shop.item'), 'shop.item', COLUMNS);
  } catch (error) {
    if (error instanceof GodwitError && error.code === 'FILTER_INVALID' && error.facts['table'] === 'shop.item')
      return [error.facts['offset'], error.facts['detail']];
    throw error;
  }
  throw new Error(`accepted: ${text}`);
}

const passes = (text: string, row: Readonly<Record<string, string | null>>): boolean | null => {
  const filter = parseFilter(text, 'shop.item');
  checkFilter(filter, 'shop.item', COLUMNS);
  return compileFilter(filter, COLUMNS)((name) => row[name] ?? null);
};

describe('a filter that does not parse', () => {
  const faults: readonly [string, number, RegExp][] = [
    ['', 0, /^the filter ends where a column is expected/],
    ['a = ', 4, /ends where a literal/],
    ['a = 1 b', 6, /^b stands where AND, OR or the end/],
    ['(a = 1', 6, /ends where \) is expected/],
    ['a = 1)', 5, /^\) stands/],
    ['a = b', 4, /^b stands where a literal/],
    ['1 = a', 0, /^1 stands where a column/],
    ['a = NULL', 4, /use IS NULL/],
    ['a NOT = 1', 6, /where IN, BETWEEN or LIKE/],
    ['a IN ()', 6, /where a literal/],
    ['a BETWEEN 1 OR 2', 12, /where AND is expected/],
    ["s = 'open", 4, /not closed/],
    ['"a = 1', 0, /not closed/],
    ['"" = 1', 0, /cannot be empty/],
    ['a = 1; DROP TABLE x', 5, /^; is not expected/],
    ['lower(s) = 1', 5, /where a comparison/],
    ["s LIKE 'x' ESCAPE '!'", 11, /where AND, OR or the end/],
    ['a = 12x', 4, /ends with letters/],
    ['a = 1e5000', 4, /too long/],
    [`${'('.repeat(101)}a = 1${')'.repeat(101)}`, 100, /nests at most 100/],
    ["s = '\0'", 5, /NUL/],
    ['a = 1 -- b', 6, /^- is not expected/],
  ];
  it.each(faults)('%s', (text, offset, detail) => {
    expect(refusal(text)).toEqual([offset, expect.stringMatching(detail)]);
  });
});

describe('a filter that does not fit its table', () => {
  const faults: readonly [string, number, RegExp][] = [
    ['a = 1 AND x = 1', 10, /no column x/],
    ['"A" = 1', 0, /no column A/],
    ['g IS NULL', 0, /generated/],
    ["j = '{}'", 0, /type jsonb can only be asked for IS NULL/],
    ["a = '1'", 4, /needs a number/],
    ['s = 1', 4, /needs a text/],
    ["b = 't'", 4, /needs TRUE or FALSE/],
    ['a = TRUE', 4, /needs a number/],
    ["n = 'x'", 4, /'NaN'/],
    ["d > 'today'", 4, /fixed moment/],
    ["t > 'now'", 4, /fixed moment/],
    ["s > 'x'", 0, /ordered by its collation/],
    ["p BETWEEN 'a' AND 'b'", 0, /ordered by its collation/],
    ["a LIKE '1%'", 0, /LIKE needs a text column/],
    ["s LIKE 'x\\'", 7, /backslash/],
  ];
  it.each(faults)('%s', (text, offset, detail) => {
    expect(refusal(text)).toEqual([offset, expect.stringMatching(detail)]);
  });
});

describe('a compiled filter', () => {
  it('folds names as SQL does, and keeps quoted ones', () => {
    expect(passes('A = 1 AND "Odd ""name" = 2', { a: '1', 'Odd "name': '2' })).toBe(true);
  });

  it('binds NOT closer than AND, AND closer than OR', () => {
    expect(passes('NOT a = 1 AND a = 2 OR a = 1', { a: '1' })).toBe(true);
    expect(passes('a = 1 OR a = 2 AND a = 3', { a: '1' })).toBe(true);
    expect(passes('(a = 1 OR a = 2) AND a = 3', { a: '1' })).toBe(false);
    expect(passes('a BETWEEN 1 AND 3 AND NOT a NOT BETWEEN 2 AND 2', { a: '2' })).toBe(true);
  });

  it('knows three truth values', () => {
    const row = { a: null, n: '1' };
    expect(passes('a = 1', row)).toBe(null);
    expect(passes('NOT a = 1', row)).toBe(null);
    expect(passes('a NOT IN (1, 2)', row)).toBe(null);
    expect(passes('a = 1 AND n = 2', row)).toBe(false);
    expect(passes('a = 1 AND n = 1', row)).toBe(null);
    expect(passes('a = 1 OR n = 1', row)).toBe(true);
    expect(passes('a = 1 OR n = 2', row)).toBe(null);
    expect(passes('a IS NULL AND n IS NOT NULL AND j IS NULL', row)).toBe(true);
  });

  it('asks no cell that cannot change the answer', () => {
    const asked: string[] = [];
    const filter = compileFilter(parseFilter("a = 1 AND s = 'x'", 't'), COLUMNS);
    filter((name) => {
      asked.push(name);
      return '2';
    });
    expect(asked).toEqual(['a']);
  });

  it('compares numbers exactly, and NaN as the greatest', () => {
    expect(passes('n > 9007199254740993', { n: '9007199254740993.01' })).toBe(true);
    expect(passes('n = 1e2', { n: '100.00' })).toBe(true);
    expect(passes('n = -0.10', { n: '-0.1' })).toBe(true);
    expect(passes("n = 'NaN' AND n > 1e9 AND n > 'Infinity'", { n: 'NaN' })).toBe(true);
    expect(passes("n < '-Infinity'", { n: '-Infinity' })).toBe(false);
    expect(passes('a < 1.5', { a: '1' })).toBe(true);
    expect(passes('f = 0', { f: '-0' })).toBe(true);
    expect(passes("f >= 'NaN'", { f: 'Infinity' })).toBe(false);
  });

  it('compares moments over BC, years beyond 9999, offsets and both infinities', () => {
    expect(passes("d < '0001-01-01'", { d: '0044-03-15 BC' })).toBe(true);
    expect(passes("d > '9999-12-31'", { d: '10000-01-01' })).toBe(true);
    expect(passes("d > '5874897-12-31'", { d: 'infinity' })).toBe(true);
    expect(passes("d > '-infinity'", { d: '-infinity' })).toBe(false);
    expect(passes("t = '2026-01-01 00:00:00+00'", { t: '2026-01-01 05:30:00.000+05:30' })).toBe(true);
  });

  it('reads booleans of the log and of a read, and padded text without its blanks', () => {
    for (const cell of ['t', 'true']) expect(passes('b = TRUE', { b: cell })).toBe(true);
    for (const cell of ['f', 'false']) expect(passes('b < TRUE', { b: cell })).toBe(true);
    expect(passes("p = 'ab ' AND p LIKE '_b'", { p: 'ab   ' })).toBe(true);
  });

  it('orders text by its bytes, not by UTF-16', () => {
    expect(passes("c > '\uffff'", { c: '\u{10000}' })).toBe(true);
  });
});

describe('LIKE', () => {
  it('knows runs, single characters and escapes', () => {
    const cases: readonly [string, string, boolean][] = [
      ['%', '', true],
      ['', '', true],
      ['', 'a', false],
      ['a%b_d', 'axxbcd', true],
      ['a%b_d', 'axxbd', false],
      ['100\\%', '100%', true],
      ['100\\%', '1000', false],
      ['\\\\_', '\\x', true],
      ['_', '\u{1f600}', true],
      ['a%', 'a\nb', true],
      ['%ab%ab', 'abxab', true],
    ];
    for (const [pattern, text, expected] of cases)
      expect([pattern, likeMatcher(pattern)(text)]).toEqual([pattern, expected]);
  });

  it('takes no exponential time', () => {
    expect(likeMatcher(`${'%a'.repeat(30)}%b`)('a'.repeat(5_000))).toBe(false);
  });
});
