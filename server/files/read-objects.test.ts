import { expect, test } from 'vitest';
import type { ErrorReason } from '../core/errors.ts';
import type { SelectionPreview, SelectionRules } from '../selection/selection-service.ts';
import { outcomeOf, rulesOf } from './import-objects.ts';
import { csvOf, jsonOf, measure } from './object-configuration.ts';
import { readObjects } from './read-objects.ts';

const RULES: SelectionRules = {
  objects: [
    {
      schema: 'shop',
      name: '=orders',
      targetSchema: 'new',
      targetName: 'a,"b"',
      columns: null,
      rowFilter: "a = 'x\ny'",
    },
    {
      schema: 'shop',
      name: 'Événements',
      targetSchema: null,
      targetName: null,
      columns: [
        { source: 'id', target: 'id' },
        { source: '2', target: 'two' },
      ],
      rowFilter: null,
    },
  ],
  include: [{ schema: 'shop', name: '*', targetSchema: null, targetName: 'old_{name}' }],
  exclude: [{ schema: 'shop', name: '-tmp?' }],
};

async function* pieces(text: string): AsyncGenerator<Uint8Array> {
  const bytes = Buffer.from(text);
  for (let at = 0; at < bytes.length; at += 7) yield bytes.subarray(at, at + 7);
}
const read = (text: string) => readObjects(pieces(text), Buffer.byteLength(text));
const told = async (text: string): Promise<string[]> =>
  (await read(text)).refused.map(({ place, reason }) => `${place}: ${reason.code} ${reason.message}`);

test('what was downloaded is what an import reads, in both forms', async () => {
  for (const text of [[...csvOf(RULES)].join(''), [...jsonOf(RULES)].join('')]) {
    const found = await read(text);
    expect(found.refused).toEqual([]);
    expect(rulesOf(found)).toEqual(RULES);
  }
  expect([...csvOf(RULES)].join('')).toContain(`\r\nshop,'=orders,new,"a,""b""",,"a = 'x\ny'",TABLE\r\n`);
  expect(JSON.parse([...jsonOf({ objects: [], include: [], exclude: [] })].join(''))).toEqual({
    version: 1,
    objects: [],
    include: [],
    exclude: [],
  });
  expect(measure(['é', '!'])).toEqual({
    sizeBytes: 3,
    sha256: 'f77173de65c6c4e3f587197b281c8de83e8b2885469762896815b3ee1ef35348',
  });
});

test('columns come in any order, and those that are left out say nothing', async () => {
  const found = await read('source_table,source_database\r\norders,shop\r\n');
  expect(rulesOf(found).objects).toMatchObject([{ schema: 'shop', name: 'orders', targetName: null, rowFilter: null }]);
});

test('each line that is wrong is refused with its number, the others are read', async () => {
  const head = 'source_database,source_table,column_mapping,rule\n';
  expect(
    await told(
      `${head}shop,ok\nshop,\nshop,a,"[""x"", ""x""]"\nshop,b,x\nshop,c,[]\nshop,d,,MAYBE\nshop,e,"[""x""]",INCLUDE\nshop,ok\nshop,f,,,more\nshop,g\u0000`,
    ),
  ).toEqual([
    'line 3: BAD_INPUT The name (source table) is missing.',
    'line 4: BAD_INPUT The column x is mapped twice.',
    'line 5: BAD_INPUT The column mapping is no JSON list.',
    'line 6: BAD_INPUT A column mapping is a list with at least one column.',
    'line 7: BAD_INPUT A rule is one of TABLE, INCLUDE, EXCLUDE, not "MAYBE".',
    'line 8: BAD_INPUT A rule of include says nothing of columns; it may say schema, name, targetSchema, targetName.',
    'line 9: BAD_INPUT shop.ok is in line 2 already.',
    'line 10: BAD_INPUT There are 5 fields under 4 headings.',
    'line 11: BAD_INPUT The name (source table) holds a character that cannot be kept: U+0000, or half a pair.',
  ]);
  expect(await told('{"version":1,"objects":[{"schema":"s","name":"\\ud800"},{"schema":"s","name":"ok"},7]}')).toEqual([
    'objects[0]: BAD_INPUT The name (source table) holds a character that cannot be kept: U+0000, or half a pair.',
    'objects[2]: BAD_INPUT A rule is an object with schema and name.',
  ]);
});

test('what is no such file is refused as a whole', async () => {
  expect(await told('')).toEqual(['the file: BAD_INPUT The file is empty.']);
  expect(await told('shop,orders')).toMatchObject([expect.stringContaining('There is no column "shop"')]);
  expect(await told('source_table\nx')).toEqual(['the file: BAD_INPUT The first line must name the column source_database.']); // prettier-ignore
  expect(await told('{"version":2}')).toEqual(['the file: BAD_INPUT The file must say "version": 1.']);
  expect(await told('{"version":1,')).toEqual(['the file: BAD_INPUT The file is no JSON.']);
  expect(await told('{"version":1,"tables":[]}')).toMatchObject([expect.stringContaining('"tables" is none of the lists')]); // prettier-ignore
  const many = `source_database,source_table\n${Array.from({ length: 10_001 }, (_, index) => `s,t${index}\n`).join('')}`;
  expect(await told(many)).toEqual(['the file: LIMIT_EXCEEDED the number of rules is limited to 10000.']);
});

test('what the source says is told at the line that it is about', async () => {
  const found = await read('source_database,source_table\ns,gone\ns,t\ns,t.u\ns,x\ns,y\n');
  const reason = (code: ErrorReason['code'], facts: ErrorReason['facts']): ErrorReason => ({ code, facts, action: 'NEEDS_OPERATOR', message: '', remedy: '', rowDetail: null }); // prettier-ignore
  const table = (name: string) => ({ id: name, source: { schema: 's', name }, target: { schema: 's', name: 'x' }, columns: null, rowFilter: null }); // prettier-ignore
  const preview: SelectionPreview = {
    tables: [table('x'), table('y')],
    shared: [],
    unmatched: ['s.gone', 'a.*'],
    errors: [
      reason('OBJECT_NOT_FOUND', { object: 's.gone' }),
      reason('OBJECT_NOT_FOUND', { object: 's.t.u.column' }),
      reason('FILTER_INVALID', { table: 's.t' }),
      reason('NAME_TAKEN', { name: 's.x' }),
      reason('NO_OBJECTS', {}),
    ],
  };
  const outcome = outcomeOf('t1', found, preview);
  expect(outcome.refused.map(({ line, reason: { code } }) => [line, code])).toEqual([
    [null, 'NO_OBJECTS'],
    [2, 'OBJECT_NOT_FOUND'],
    [3, 'FILTER_INVALID'],
    [4, 'OBJECT_NOT_FOUND'],
    [6, 'NAME_TAKEN'],
  ]);
  expect(outcome).toMatchObject({ objects: 5, tables: 2, unmatched: ['a.*'], refusedTotal: 5 });
});
