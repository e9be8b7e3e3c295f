/** What a person left out stays out however often the DDL is obtained: after a stop, a retry, the death of a worker. */
import { schemaObject } from './support/schema-object.ts';
import { expect, test } from 'vitest';
import { GodwitError } from '../server/core/errors.ts';
import type { CatalogObject } from '../server/connectors/catalog-reader.ts';
import type { TableMapping } from '../server/core/object-map.ts';
import { ObjectActions } from '../server/schema-migration/object-actions.ts';
import type { ObjectJournal, SchemaObject } from '../server/schema-migration/object-journal.ts';
import { obtainDdl } from '../server/schema-migration/obtain-ddl.ts';
import { SchemaMigrator } from '../server/schema-migration/schema-migrator.ts';
import { memoryJournal } from './support/memory-journal.ts';

const named = (name: string) => ({ schema: 'public', name });

const mapping = (name: string): TableMapping => ({
  id: name,
  source: named(name),
  target: named(name),
  columns: null,
  rowFilter: null,
});

const object = (kind: 'TABLE' | 'INDEX', name: string, table: string | null = null): SchemaObject =>
  schemaObject(kind, name, { table });

const PLAN = [object('TABLE', 'a'), object('TABLE', 'b'), object('INDEX', 'a_one', 'a'), object('INDEX', 'a_two', 'a'), object('INDEX', 'b_one', 'b')]; // prettier-ignore

/** As CREATE_STRUCTURE does it at every run, in whichever worker. */
function obtain(
  journal: ObjectJournal,
  plan: () => Promise<readonly SchemaObject[]> = async () => PLAN,
): Promise<void> {
  const nothing = { missing: async () => [], run: async () => [] };
  const writer = { ...nothing, convert: () => ({ target: named('x'), ddl: [], finishingDdl: [], conversions: [] }) };
  const migrator = new SchemaMigrator(
    { journal, writer, target: { read: async () => [] }, differences: async () => [] },
    { sessions: 1, maintenanceBytes: null },
  );
  const adopt = (planned: readonly SchemaObject[]): Promise<void> => migrator.adopt(planned);
  return obtainDdl([mapping('a'), mapping('b')], { journal, plan, adopt });
}

async function told(journal: ObjectJournal): Promise<Record<string, string>> {
  return Object.fromEntries((await journal.load()).map(({ key, status }) => [key, status]));
}

/** The source says nothing at first. */
const refusing = (): Promise<never> => Promise.reject(new GodwitError('SOURCE_REFUSED_STATEMENT'));

test('a removed table and its indexes, and a removed index, do not come back', async () => {
  const journal = memoryJournal();
  await obtain(journal);
  const actions = new ObjectActions(journal);
  await actions.remove('TABLE public.a');
  await actions.remove('INDEX public.b_one');
  await obtain(journal);
  await actions.retryAllFailed();
  await obtain(journal);
  expect(await told(journal)).toEqual({ 'TABLE public.b': 'DDL_OBTAINED' });
});

test('a table that was removed or skipped before it was obtained keeps its indexes out too', async () => {
  const journal = memoryJournal();
  await obtain(journal, refusing);
  expect(await told(journal)).toEqual({ 'TABLE public.a': 'FAILED_TO_OBTAIN_DDL', 'TABLE public.b': 'FAILED_TO_OBTAIN_DDL' }); // prettier-ignore
  const actions = new ObjectActions(journal);
  await actions.remove('TABLE public.a');
  await actions.skip('TABLE public.b', { leaves: true });
  await obtain(journal);
  await obtain(journal);
  expect(await told(journal)).toEqual({ 'TABLE public.b': 'SKIPPED', 'INDEX public.b_one': 'SKIPPED' });
});

test('what a worker records late of a removed object does not bring it back', async () => {
  const journal = memoryJournal();
  await obtain(journal);
  await new ObjectActions(journal).remove('INDEX public.a_one');
  await journal.upsert([{ ...object('INDEX', 'a_one', 'a'), status: 'CREATING' }]);
  await obtain(journal);
  expect(Object.keys(await told(journal))).not.toContain('INDEX public.a_one');
});

test('a fault that can be tried again is thrown, one that a person must mend is told with each table', async () => {
  const journal = memoryJournal();
  const lost = obtain(journal, () => Promise.reject(new GodwitError('CONNECTION_LOST')));
  await expect(lost).rejects.toMatchObject({ code: 'CONNECTION_LOST' });
  expect(await told(journal)).toEqual({ 'TABLE public.a': 'INITIALIZING', 'TABLE public.b': 'INITIALIZING' });
  await obtain(journal, refusing);
  expect((await journal.load()).map(({ reason }) => reason?.code)).toEqual(Array(2).fill('SOURCE_REFUSED_STATEMENT'));
});

test('what the target ran and answered is kept of each object, also when it refuses, and begins anew with a retry', async () => {
  const journal = memoryJournal();
  await obtain(journal);
  const detail = 'Key (n)=(7) is duplicated.';
  const writer = {
    missing: async () => [],
    convert: () => ({ target: named('x'), ddl: [], finishingDdl: [], conversions: [] }),
    run: async (statements: readonly string[]) => {
      if (statements.includes('CREATE b')) throw new GodwitError('TARGET_REFUSED_STATEMENT', {}, { rowDetail: detail });
      return statements.map((statement) => statement.toUpperCase());
    },
  };
  const migrator = new SchemaMigrator(
    { journal, writer, target: { read: async () => [] }, differences: async () => [] },
    { sessions: 1, maintenanceBytes: null },
  );
  const { signal } = new AbortController();
  const of = async (key: string) => {
    const found = (await journal.load()).find((one) => one.key === key);
    return [found?.status, found?.ran ?? null, found?.answered ?? null];
  };
  await migrator.createBeforeCopy(signal);
  expect(await of('TABLE public.a')).toEqual(['COMPLETED', 'CREATE a', 'CREATE A']);
  expect(await of('TABLE public.b')).toEqual(['FAILED', 'CREATE b', detail]);
  expect(await of('INDEX public.a_one')).toEqual(['DDL_OBTAINED', null, null]);
  await new ObjectActions(journal).modify('TABLE public.b', { ddl: 'CREATE other', expectedRevision: 1 });
  await expect(new ObjectActions(journal).modify('TABLE public.b', { ddl: 'x', expectedRevision: 1 })).rejects.toMatchObject({ code: 'CONFLICT' }); // prettier-ignore
  expect(await of('TABLE public.b')).toEqual(['DDL_OBTAINED', null, null]);
  await migrator.createBeforeCopy(signal);
  expect(await of('TABLE public.b')).toEqual(['COMPLETED', 'CREATE other', 'CREATE OTHER']);
});

test('a table that stood at the target with a primary key keeps it, under its own name; another gets its own', async () => {
  const journal = memoryJournal();
  const key = (table: string): SchemaObject => ({
    ...object('INDEX', `${table}_pkey`, table),
    key: `CONSTRAINT public.${table}.${table}_pkey`,
    kind: 'CONSTRAINT',
    ownerTarget: named(`${table}_there`),
  });
  await journal.upsert([key('a'), key('b')]);
  const made: string[] = [];
  const there = { key: 'CONSTRAINT public.a_there.other_name', kind: 'CONSTRAINT', ...named('other_name'), table: named('a_there'), needs: [], definition: { form: 'CONSTRAINT', type: 'PRIMARY' }, ddl: '' } as unknown as CatalogObject; // prettier-ignore
  const migrator = new SchemaMigrator(
    {
      journal,
      target: { read: async () => [there] },
      writer: {
        missing: async () => [],
        convert: () => ({ target: named('x'), ddl: [], finishingDdl: [], conversions: [] }),
        run: async (statements) => (made.push(...statements), []),
      },
      differences: async () => [],
    },
    { sessions: 1, maintenanceBytes: null },
  );
  await migrator.createAfterCopy(new AbortController().signal);
  expect(await told(journal)).toEqual({
    'CONSTRAINT public.a.a_pkey': 'SKIPPED',
    'CONSTRAINT public.b.b_pkey': 'COMPLETED',
  });
  expect(made).toEqual(['CREATE b_pkey']);
});
