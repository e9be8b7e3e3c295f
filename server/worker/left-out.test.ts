/** Objects that a person leaves out, and the tables that leave the task with them. */
import { beforeEach, expect, test } from 'vitest';
import { memoryJournal } from '../../test/support/memory-journal.ts';
import { schemaObject } from '../../test/support/schema-object.ts';
import type { TableName } from '../core/object-map.ts';
import { ObjectActions } from '../schema-migration/object-actions.ts';
import type { ObjectJournal, ObjectStatus, SchemaObject } from '../schema-migration/object-journal.ts';
import type { TaskSituation } from '../task/task-progress.ts';
import { leaveOut, refuseWhatLeft } from './left-out.ts';

const named = (name: string): TableName => ({ schema: 'public', name });

const object = (kind: 'TABLE' | 'INDEX', name: string, status: ObjectStatus, table?: string): SchemaObject =>
  schemaObject(kind, name, { status, ...(table === undefined ? {} : { table }) });

/** A task with these tables, of which some are being taken out. */
const situation = (tables: readonly string[], leaving: readonly string[] = []): TaskSituation =>
  ({
    task: { id: 't1', status: 'FAILED' },
    tables: tables.map((name) => ({ source: named(name), target: named(name.replace(/_part$/, '')) })),
    objectChanges: leaving.length === 0 ? [] : [{ kind: 'REMOVE', objects: leaving.map(named) }],
  }) as unknown as TaskSituation;

let journal: ObjectJournal;
let removals: string[][];
const to = () => ({
  objects: new ObjectActions(journal),
  progress: {
    askRemoval: async (_task: string, tables: readonly TableName[]) =>
      void removals.push(tables.map(({ name }) => name)),
  },
});
const told = async (): Promise<Record<string, string>> =>
  Object.fromEntries((await journal.load()).map(({ key, status, leaves }) => [key.split('.')[1], `${status}${leaves ? ' leaves' : ''}`])); // prettier-ignore

beforeEach(async () => {
  journal = memoryJournal();
  removals = [];
  await journal.upsert([
    object('TABLE', 'made', 'COMPLETED'),
    object('TABLE', 'fits', 'SKIPPED'),
    object('TABLE', 'stuck', 'FAILED'),
    object('TABLE', 'odd', 'NOT_SUPPORTED'),
    object('INDEX', 'on_stuck', 'DDL_OBTAINED', 'stuck'),
    object('INDEX', 'on_made', 'FAILED', 'made'),
  ]);
});
const ALL = ['made', 'fits', 'stuck', 'odd'];

test('a table that is skipped before it was made leaves with its rows and stays listed, with what is on it', async () => {
  const keys = ['INDEX public.on_stuck', 'TABLE public.stuck', 'TABLE public.odd'];
  await leaveOut(situation(ALL), { verb: 'skip', keys, by: 'ann' }, to());
  expect(removals).toEqual([['stuck', 'odd']]);
  expect(await told()).toMatchObject({ stuck: 'SKIPPED leaves', odd: 'SKIPPED leaves', on_stuck: 'SKIPPED leaves' });
});

test('a table that stands at the target, and an index, are skipped without any rows leaving', async () => {
  const keys = ['TABLE public.made', 'TABLE public.fits', 'INDEX public.on_made'];
  await leaveOut(situation(ALL), { verb: 'skip', keys, by: 'ann' }, to());
  expect(removals).toEqual([]);
  expect(await told()).toMatchObject({ made: 'COMPLETED', fits: 'SKIPPED', on_made: 'SKIPPED' });
});

test('a table that is removed leaves whether it stands or not', async () => {
  await leaveOut(
    situation(ALL),
    { verb: 'remove', keys: ['TABLE public.made', 'TABLE public.stuck'], by: 'ann' },
    to(),
  );
  expect(removals).toEqual([['made', 'stuck']]);
  expect(await told()).toEqual({ fits: 'SKIPPED', odd: 'NOT_SUPPORTED' });
});

test('with a table that leaves go those that share its target', async () => {
  await leaveOut(situation([...ALL, 'made_part']), { verb: 'remove', keys: ['TABLE public.made'], by: 'ann' }, to());
  expect(removals).toEqual([['made', 'made_part']]);
});

test('what leaves already is not asked for again, and the last table stays', async () => {
  const skip = (tables: readonly string[], leaving: readonly string[], name: string): Promise<void> =>
    leaveOut(situation(tables, leaving), { verb: 'skip', keys: [`TABLE public.${name}`], by: 'ann' }, to());
  await skip(ALL, ['stuck'], 'stuck');
  expect(removals).toEqual([]);
  await expect(skip(['odd', 'made'], ['made'], 'odd')).rejects.toMatchObject({ code: 'NO_OBJECTS' });
  expect(await told()).toMatchObject({ odd: 'NOT_SUPPORTED' });
});

test('what has left, or is leaving, is not made without its rows; once the change is cancelled it may be tried again', async () => {
  const keys = ['INDEX public.on_stuck'];
  await leaveOut(situation(ALL), { verb: 'skip', keys: ['TABLE public.stuck'], by: 'ann' }, to());
  const refused = (of: TaskSituation): Promise<void> =>
    refuseWhatLeft(of, { action: 'schemaObjectsRetry', keys }, to().objects);
  await expect(refused(situation(ALL, ['stuck']))).rejects.toMatchObject({ code: 'ACTION_NOT_ALLOWED' });
  await expect(refused(situation(['made']))).rejects.toThrow('public.stuck leaves the task, or has left it');
  await refused(situation(ALL));
  await to().objects.retry('TABLE public.stuck');
  expect(await told()).toMatchObject({ stuck: 'DDL_OBTAINED' });
});
