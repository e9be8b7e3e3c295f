import { describe, expect, test } from 'vitest';
import type { DdlMessage, TouchedObject } from '../../../core/ddl-message.ts';
import type { TableMapping } from '../../../core/object-map.ts';
import { DDL_KINDS, type ConvertedDdl } from '../../ddl-converter.ts';
import { PostgresDdlConverter } from './stream-ddl.ts';

const mapping = (source: string, target: string, columns: TableMapping['columns'] = null): TableMapping => ({
  id: source,
  source: { schema: 'public', name: source },
  target: { schema: 'new', name: target },
  columns,
  rowFilter: null,
});
const MAPPINGS = [
  mapping('item', 'Item'),
  mapping('other', 'other'),
  mapping('part', 'part', [
    { source: 'id', target: 'id' },
    { source: 'size', target: 'Größe' },
  ]),
];
const converter = new PostgresDdlConverter({ mappings: MAPPINGS, kinds: DDL_KINDS });

const object = (type: string, table: string | null, more: Partial<TouchedObject> = {}): TouchedObject => ({
  type,
  identity: `public.${table ?? more.name ?? ''}`,
  schema: 'public',
  name: null,
  action: 'ALTERED',
  table: table === null ? null : { schema: 'public', name: table },
  ...more,
});
const message = (tag: string, statement: string, more: Partial<DdlMessage> = {}): DdlMessage => ({
  tag,
  statement,
  path: ['public'],
  timeZone: 'UTC',
  missing: {},
  objects: [object('table', 'item')],
  ...more,
});
const altered = (statement: string, more: Partial<DdlMessage> = {}, repeat = 0): Promise<ConvertedDdl | null> =>
  converter.convert(message('ALTER TABLE', statement, more), repeat);
const plain = (text: string | undefined): string => (text ?? '').replaceAll(/\s+/g, ' ');
const statements = async (converted: Promise<ConvertedDdl | null>): Promise<string[]> =>
  ((await converted)?.statements ?? []).map(plain);

describe('a statement under the names of the target', () => {
  test('columns, types, constraints and what they refer to', async () => {
    expect(
      await statements(
        altered(`alter table item add column "Note" text not null default 'x;y', alter column price type numeric(12,2)
          using price * 2, drop constraint old_one, add constraint f foreign key (other_id) references public.other (id)`),
      ),
    ).toEqual([
      `ALTER TABLE new."Item" ADD COLUMN "Note" text NOT NULL DEFAULT 'x;y', ALTER COLUMN price TYPE numeric(12, 2) USING price * 2, DROP CONSTRAINT IF EXISTS old_one RESTRICT, ADD CONSTRAINT f FOREIGN KEY(other_id) REFERENCES new.other (id)`,
    ]);
    expect((await altered('ALTER TABLE item DROP COLUMN note'))?.tables.map(({ id }) => id)).toEqual(['item']);
    expect(await statements(altered('ALTER TABLE public.item RENAME COLUMN a TO b'))).toEqual([
      'ALTER TABLE new."Item" RENAME COLUMN a TO b',
    ]);
  });

  test('schemas are looked through in the order of the session, and time zone and path go along', async () => {
    const converted = await altered('ALTER TABLE item ADD n int', {
      path: ['elsewhere', 'public'],
      timeZone: 'Asia/Tokyo',
    });
    expect(converted).toMatchObject({ path: ['elsewhere', 'new'], timeZone: 'Asia/Tokyo' });
    const objects = [object('table', null, { table: { schema: 'elsewhere', name: 'item' } })];
    expect(await altered('ALTER TABLE item ADD n int', { path: ['elsewhere'], objects })).toBe(null);
    expect(await altered('ALTER TABLE elsewhere.item ADD n int', { objects })).toBe(null);
  });

  test('an index gets the name that the source gave it, and is made inside of a transaction', async () => {
    const index = (statement: string): Promise<string[]> =>
      statements(
        converter.convert(
          message('CREATE INDEX', statement, { objects: [object('index', 'item', { name: 'item_note_idx' })] }),
          0,
        ),
      );
    expect(await index('CREATE INDEX CONCURRENTLY ON item (lower(note)) WHERE note IS NOT NULL')).toEqual([
      'CREATE INDEX item_note_idx ON new."Item" ((lower(note))) WHERE note IS NOT NULL',
    ]);
  });

  test('an index is dropped only where it lies on a table of the task', async () => {
    const dropped = message('DROP INDEX', 'DROP INDEX item_note_idx', {
      objects: [object('index', null, { name: 'item_note_idx', action: 'DROPPED' })],
    });
    expect(converter.concerns(dropped)).toBe(true);
    const [only = '', ...more] = await statements(converter.convert(dropped, 0));
    expect(more).toEqual([]);
    expect(only).toContain('DROP INDEX "new"."item_note_idx"');
    expect(only).toContain('"new"."Item"');
  });

  test('comments', async () => {
    const comment = (statement: string): Promise<string[]> =>
      statements(
        converter.convert(
          message('COMMENT', statement, { objects: [object('table', 'item'), object('table', 'part')] }),
          0,
        ),
      );
    expect(await comment(`COMMENT ON COLUMN item.note IS 'it''s'`)).toEqual([
      `COMMENT ON COLUMN new."Item".note IS 'it''s'`,
    ]);
    expect(await comment('COMMENT ON COLUMN part.size IS NULL')).toEqual([
      'COMMENT ON COLUMN new.part."Größe" IS NULL',
    ]);
    expect(await comment(`COMMENT ON COLUMN part.weight IS 'not carried'`)).toEqual([]);
  });
});

describe('the statement within its text', () => {
  test('several in one text, the same command twice', async () => {
    const text = `INSERT INTO item VALUES ('ä;'); ALTER TABLE item ADD a int; ALTER TABLE item ADD b int; SELECT 1`;
    expect(await statements(altered(text))).toEqual(['ALTER TABLE new."Item" ADD COLUMN a int']);
    expect(await statements(altered(text, {}, 1))).toEqual(['ALTER TABLE new."Item" ADD COLUMN b int']);
    const among = 'ALTER TABLE temporary ADD a int; ALTER TABLE other ADD x int; ALTER TABLE item ADD b int';
    expect(await statements(altered(among))).toEqual(['ALTER TABLE new."Item" ADD COLUMN b int']);
  });

  test('what a function did to a table that is none of the task’s is nothing', async () => {
    const objects = [object('table', 'elsewhere')];
    expect(await altered('DO $$ BEGIN ALTER TABLE x RENAME TO elsewhere; END $$', { objects })).toBe(null);
  });

  test.each([
    ['a function ran it', 'SELECT migrate()', 'a function, a block or a script ran it'],
    ['a block ran it', `DO $$ BEGIN ALTER TABLE item ADD a int; END $$`, 'a function, a block or a script ran it'],
    ['numbers of the source', 'ALTER TABLE item ADD n serial', 'rows that exist got values of their own in column n'],
    ['an identity', 'ALTER TABLE item ADD n int GENERATED ALWAYS AS IDENTITY', 'values of their own in column n'],
    ['random values', 'ALTER TABLE item ADD n float DEFAULT random()', 'values of their own in column n'],
    ['a moment', `ALTER TABLE item ADD n timestamptz DEFAULT 'now'`, 'values of their own in column n'],
    ['a partition', 'ALTER TABLE item ATTACH PARTITION p DEFAULT', 'AttachPartition is not among what is applied'],
  ])('refused: %s', async (_, statement, detail) => {
    await expect(altered(statement)).rejects.toMatchObject({
      code: 'DDL_NOT_CONVERTIBLE',
      message: expect.stringContaining(detail) as unknown,
    });
  });
});

test.each([
  ['ALTER TABLE item RENAME TO article', { schema: 'public', name: 'article' }],
  ['ALTER TABLE item SET SCHEMA archive', { schema: 'archive', name: 'item' }],
])('another name is refused: %s', async (statement, table) => {
  await expect(altered(statement, { objects: [object('table', null, { table })] })).rejects.toMatchObject({
    code: 'DDL_NOT_CONVERTIBLE',
    message: expect.stringContaining('public.item has another name now') as unknown,
  });
});

describe('rows that exist', () => {
  test('get the value that the source decided, and later ones the default', async () => {
    const missing = { at: '{"2026-11-26 04:00:00+00"}' };
    expect(
      await statements(altered('ALTER TABLE item ADD at timestamptz NOT NULL DEFAULT now()', { missing })),
    ).toEqual([
      `ALTER TABLE new."Item" ADD COLUMN at timestamptz NOT NULL DEFAULT CAST((CAST('{"2026-11-26 04:00:00+00"}' AS text[]))[1] AS timestamptz)`,
      'ALTER TABLE new."Item" ALTER COLUMN at SET DEFAULT now()',
    ]);
  });
});

describe('chosen columns', () => {
  const part = (statement: string): Promise<string[]> =>
    statements(altered(statement, { objects: [object('table', 'part')] }));

  test('others are left out, and carried ones under their own names are taken over', async () => {
    expect(await part('ALTER TABLE part ADD weight int, ALTER COLUMN id TYPE bigint, DROP COLUMN age')).toEqual([
      'ALTER TABLE new.part ALTER COLUMN id TYPE bigint',
    ]);
    expect(await part('ALTER TABLE part ADD weight int')).toEqual([]);
  });

  test.each([
    'ALTER TABLE part ALTER COLUMN size TYPE bigint',
    'ALTER TABLE part ADD CHECK (size > 0)',
    'ALTER TABLE part ADD UNIQUE (id, age)',
  ])('refused: %s', async (statement) => {
    await expect(part(statement)).rejects.toMatchObject({ code: 'DDL_NOT_CONVERTIBLE' });
  });
});

describe('what concerns the stream', () => {
  const concerns = (tag: string, statement: string, more: Partial<DdlMessage> = {}): boolean =>
    new PostgresDdlConverter({ mappings: MAPPINGS, kinds: ['ALTER_TABLE'] }).concerns(message(tag, statement, more));

  test('only chosen kinds, only tables of the task, and what may have taken a name from one', () => {
    expect(concerns('ALTER TABLE', 'ALTER TABLE item ADD a int')).toBe(true);
    expect(concerns('COMMENT', `COMMENT ON TABLE item IS 'x'`)).toBe(false);
    expect(concerns('ALTER TABLE', 'ALTER TABLE x ADD a int', { objects: [object('table', 'x')] })).toBe(false);
    expect(concerns('ALTER TABLE', 'alter table item rename  to x', { objects: [object('table', 'x')] })).toBe(true);
  });

  test('what stays with the source is nothing to apply', async () => {
    expect(await altered('ALTER TABLE item OWNER TO me, REPLICA IDENTITY FULL')).toBe(null);
  });
});

test('a table that shares its target is not altered there: the others keep their structure', async () => {
  const sharing = new PostgresDdlConverter({ mappings: [mapping('item', 'all'), mapping('other', 'all')], kinds: DDL_KINDS }); // prettier-ignore
  for (const statement of [
    'ALTER TABLE item ADD COLUMN c int',
    'ALTER TABLE item DROP COLUMN c',
    'ALTER TABLE item RENAME COLUMN a TO b',
  ])
    // prettier-ignore
    await expect(sharing.convert(message('ALTER TABLE', statement), 0)).rejects.toMatchObject({
      code: 'DDL_NOT_CONVERTIBLE',
      message: expect.stringContaining('other tables go into new.all too'),
    });
});
