/** Several tables of the source that go into one: structure, copy, stream, proof, correction, TRUNCATE (product.md section 2). */
import { expect, test } from 'vitest';
import { must } from '../../server/core/assert.ts';
import { pause } from '../../server/runtime/clock.ts';
import { testPostgres } from '../setup/postgres.ts';
import { Desk } from '../support/desk.ts';

const SOURCE = `
  CREATE SCHEMA shop;
  CREATE TABLE shop.orders_2023 (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, customer int NOT NULL, total numeric(12,2), note text);
  CREATE TABLE shop.orders_2024 (note text, id bigint GENERATED ALWAYS AS IDENTITY (START 100001) PRIMARY KEY, total numeric(12,2), customer int NOT NULL);
  CREATE TABLE shop.orders_2025 (id bigint PRIMARY KEY, customer int NOT NULL, amount numeric(12,2), note text);
  CREATE INDEX orders_2023_customer ON shop.orders_2023 (customer);
  CREATE INDEX orders_2024_customer ON shop.orders_2024 (customer);
  CREATE TABLE shop.refund (id int PRIMARY KEY, "order" bigint REFERENCES shop.orders_2024);
  CREATE VIEW shop.newest AS SELECT id FROM shop.orders_2024;
  CREATE VIEW shop.newest_few AS SELECT * FROM shop.newest LIMIT 3;
  CREATE TABLE shop.visit_web (at timestamptz, page text);
  CREATE TABLE shop.visit_app (at timestamptz, page text);
  ALTER TABLE shop.visit_web REPLICA IDENTITY FULL;
  ALTER TABLE shop.visit_app REPLICA IDENTITY FULL;
  INSERT INTO shop.orders_2023 (customer, total, note) SELECT i % 97, i, repeat('n', i % 50) FROM generate_series(1, 4000) i;
  INSERT INTO shop.orders_2024 (customer, total, note) SELECT i % 89, i, repeat('m', i % 3000) FROM generate_series(1, 3000) i;
  INSERT INTO shop.orders_2025 SELECT 200000 + i, i % 83, i, CASE i % 2 WHEN 0 THEN 'kept' ELSE 'left out' END FROM generate_series(1, 2000) i;
  INSERT INTO shop.refund SELECT i, 100000 + i FROM generate_series(1, 50) i;
  INSERT INTO shop.visit_web SELECT now(), 'p' || i % 7 FROM generate_series(1, 300) i;
  INSERT INTO shop.visit_app SELECT now(), 'p' || i % 5 FROM generate_series(1, 200) i;`;

const renamed = [
  { source: 'id', target: 'id' },
  { source: 'customer', target: 'customer' },
  { source: 'amount', target: 'total' },
  { source: 'note', target: 'note' },
];
const TABLES = [
  { schema: 'shop', name: 'orders_2023', targetName: 'orders' },
  { schema: 'shop', name: 'orders_2024', targetName: 'orders' },
  { schema: 'shop', name: 'orders_2025', targetName: 'orders', columns: renamed, rowFilter: `note = 'kept'` },
  { schema: 'shop', name: 'refund' },
  { schema: 'shop', name: 'visit_app', targetName: 'visit' },
  { schema: 'shop', name: 'visit_web', targetName: 'visit' },
];
const WANTED = `SELECT id::text, customer, total::text, note FROM shop.orders_2023
  UNION ALL SELECT id::text, customer, total::text, note FROM shop.orders_2024
  UNION ALL SELECT id::text, customer, amount::text, note FROM shop.orders_2025 WHERE note = 'kept' ORDER BY 1`;
const THERE = 'SELECT id::text, customer, total::text, note FROM shop.orders ORDER BY 1';
const VISITS =
  'SELECT at::text, page FROM shop.visit_web UNION ALL SELECT at::text, page FROM shop.visit_app ORDER BY 1, 2';
const ALL = ['SCHEMA_MIGRATION', 'FULL_MIGRATION', 'INCREMENTAL_SYNCHRONIZATION', 'FULL_VERIFICATION'];

interface Verified {
  readonly verdict: { readonly result: string; readonly tables: number; readonly proven: number };
  readonly runs: {
    readonly nodes: readonly {
      readonly id: string;
      readonly status: string;
      readonly result: string | null;
      readonly tables: { readonly nodes: readonly TableSeen[] };
    }[];
  };
}

interface TableSeen {
  readonly source: { readonly name: string };
  readonly also: readonly { readonly name: string }[];
  readonly result: string | null;
  readonly verifiedRows: string;
}

const RUNS = `verdict { result tables proven } runs(first: 1) { nodes { id status result tables(first: 50) { nodes { source { name } also { name } result verifiedRows } } } }`;

async function twoSides() {
  const server = await testPostgres();
  const [source, target] = [await server.createDatabase(), await server.createDatabase()];
  await source.sql.unsafe(SOURCE);
  return { source, target };
}

test('rows of several tables go into one table, stay there whole under changes, and are proven together', async () => {
  const { source, target } = await twoSides();
  await using desk = await Desk.open();
  const { objectsPreview } = await desk.ask<{ objectsPreview: unknown }>(
    `query($id: ID!, $selection: SelectionInput!) { objectsPreview(endpointId: $id, selection: $selection) {
      shared { target { schema name } sources { name } sourcesTotal } errors { code } } }`,
    { id: await desk.endpoint(source.address), selection: { objects: TABLES } },
  );
  expect(objectsPreview).toEqual({
    shared: [
      {
        target: { schema: 'shop', name: 'orders' },
        sources: ['orders_2023', 'orders_2024', 'orders_2025'].map((name) => ({ name })),
        sourcesTotal: 3,
      },
      {
        target: { schema: 'shop', name: 'visit' },
        sources: ['visit_app', 'visit_web'].map((name) => ({ name })),
        sourcesTotal: 2,
      },
    ],
    errors: [],
  });
  const parameters = { fullRowsPerSecond: 500 };
  const taskId = await desk.startTask({ source: source.address, target: target.address, tables: TABLES, phases: ALL, parameters }); // prettier-ignore

  let writing = true;
  const writes = (async () => {
    for (let turn = 1; writing; turn += 1) {
      await source.sql.begin(async (tx) => {
        // a row moves from one table to another under its key; keys change; values that are not sent stay
        await tx`WITH gone AS (DELETE FROM shop.orders_2024 WHERE id = ${100_500 + turn} RETURNING *)
          INSERT INTO shop.orders_2023 (id, customer, total, note) OVERRIDING SYSTEM VALUE SELECT id, customer, total, note FROM gone`;
        await tx`UPDATE shop.orders_2023 SET total = total + 1 WHERE id % 97 = ${turn % 97}`;
        await tx`UPDATE shop.orders_2024 SET customer = customer + 1 WHERE id = ${100_100 + (turn % 60)}`;
        await tx`UPDATE shop.orders_2025 SET note = CASE note WHEN 'kept' THEN 'left out' ELSE 'kept' END WHERE id % 83 = ${turn % 83}`;
        await tx`UPDATE shop.orders_2025 SET id = id + 100000 WHERE id = ${200_000 + turn}`;
        await tx`INSERT INTO shop.visit_web VALUES (now(), 'p1')`;
        await tx`DELETE FROM shop.visit_app WHERE ctid IN (SELECT ctid FROM shop.visit_app LIMIT 1)`;
      });
      await pause(5);
    }
  })();
  // the snapshot that all of them are copied under is lost halfway: all of them begin again
  const copied = async (): Promise<number> => {
    const [row] = await target.sql`SELECT count(*)::int AS n FROM shop.orders`.catch(() => []);
    return Number(row?.['n'] ?? 0);
  };
  for (let left = 300; left > 0 && (await copied()) === 0; left -= 1) await pause(50);
  await desk.command('taskStop', taskId);
  await desk.until(taskId, ({ status, pendingAction }) => status === 'STOPPED' && pendingAction === null, 'it stands');
  expect(await copied()).toBeLessThan(8_000);
  const { task: stands } = await desk.ask<{ task: { parametersRevision: number } }>(
    'query($id: ID!) { task(id: $id) { parametersRevision } }',
    { id: taskId },
  );
  const faster = { taskId, expectedRevision: stands.parametersRevision, parameters: [{ name: 'fullRowsPerSecond', value: 20_000 }] }; // prettier-ignore
  expect((await desk.mutate('taskUpdateParameters', faster, 'task { id }')).code).toBeUndefined();
  await desk.command('taskResume', taskId);
  await desk.untilInSync(taskId);
  const verified = async (): Promise<Verified> => {
    for (;;) {
      const seen = await desk.verification<Verified>(taskId, RUNS);
      const run = seen.runs.nodes[0];
      if (run?.status === 'COMPLETED') return seen;
      if (run?.status === 'FAILED' || (await desk.task(taskId)).status === 'FAILED')
        throw new Error(JSON.stringify(run));
      await pause(100);
    }
  };
  const first = await verified();
  expect(first.verdict).toMatchObject({ result: 'EQUAL', tables: 3, proven: 3 });
  const tables = must(first.runs.nodes[0], 'the run').tables.nodes;
  expect(tables.map((table) => [table.source.name, ...table.also.map(({ name }) => name)].join(' ')).sort()).toEqual([
    'orders_2023 orders_2024 orders_2025',
    'refund',
    'visit_app visit_web',
  ]);
  expect(Number(tables.find(({ source: { name } }) => name === 'orders_2023')?.verifiedRows)).toBeGreaterThan(7_000);

  writing = false;
  await writes;
  const same = async (): Promise<boolean> =>
    JSON.stringify(await source.sql.unsafe(WANTED)) === JSON.stringify(await target.sql.unsafe(THERE)) &&
    JSON.stringify(await source.sql.unsafe(VISITS)) === JSON.stringify(await target.sql`SELECT at::text, page FROM shop.visit ORDER BY 1, 2`); // prettier-ignore
  await desk.until(taskId, () => true, 'the task is there');
  for (let left = 300; left > 0 && !(await same()); left -= 1) await pause(100);
  expect(await source.sql.unsafe(WANTED)).toEqual(await target.sql.unsafe(THERE));
  expect(await same()).toBe(true);
  const { task } = await desk.ask<{ task: { conflicts: { totalCount: number } } }>(
    'query($id: ID!) { task(id: $id) { conflicts(first: 1) { totalCount } } }',
    { id: taskId },
  );
  expect(task.conflicts.totalCount).toBe(0);

  // the structure is that of the first; who referred to one of them refers to the whole; views are left to a person
  const indexes =
    await target.sql`SELECT indexname::text AS name FROM pg_indexes WHERE tablename = 'orders' ORDER BY 1`;
  expect(indexes.map(({ name }) => name as string)).toEqual(['orders_2023_customer', 'orders_2023_pkey']);
  expect(await target.sql`SELECT confrelid::regclass::text AS to FROM pg_constraint WHERE contype = 'f'`).toEqual([{ to: 'shop.orders' }]); // prettier-ignore
  expect(await target.sql`SELECT relname FROM pg_class WHERE relkind = 'v' AND relnamespace = 'shop'::regnamespace`).toEqual([]); // prettier-ignore

  // what is lost and what is too much is found in the whole of them, and corrected there
  await target.sql`DELETE FROM shop.orders WHERE id IN (100090, 7)`;
  await target.sql`UPDATE shop.orders SET note = 'spoilt' WHERE id = 100002`;
  await target.sql`INSERT INTO shop.orders (id, customer) OVERRIDING SYSTEM VALUE VALUES (-5, 0)`;
  const chosen = [{ schema: 'shop', name: 'orders_2024' }];
  const ids = await desk.ask<{ task: { objects: { nodes: { tableId: string; source: { name: string } }[] } } }>(
    'query($id: ID!) { task(id: $id) { objects(first: 50) { nodes { tableId source { name } } } } }',
    { id: taskId },
  );
  const tableId = must(
    ids.task.objects.nodes.find(({ source: { name } }) => name === chosen[0]?.name),
    'the table',
  ).tableId;
  const run = async (scope: string, given?: readonly object[]): Promise<Verified> => {
    const refused = await desk.mutate<object>('verificationStart', { taskId, scope, ...(given ? { tables: given } : {}) }, 'subtask { id }'); // prettier-ignore
    expect(refused.code).toBeUndefined();
    await desk.untilCommandsAreDone(taskId);
    return verified();
  };
  const second = await run('CUSTOM', [{ tableId }]);
  expect(second.runs.nodes[0]).toMatchObject({
    result: 'DIFFERENT',
    tables: { nodes: [{ source: { name: 'orders_2023' } }] },
  });
  const runId = must(second.runs.nodes[0], 'the run').id;
  await desk.mutate('correctionApply', { taskId, runId }, 'subtask { id }');
  expect(await desk.untilCommandsAreDone(taskId)).toEqual([]);
  expect(await source.sql.unsafe(WANTED)).toEqual(await target.sql.unsafe(THERE));
  expect((await run('INCONSISTENT_ROWS').catch((error: unknown) => error)) instanceof Error).toBe(true); // none is left
  const few = await run('CUSTOM', [{ tableId, rowFilter: 'customer = 5' }]);
  expect(few.runs.nodes[0]).toMatchObject({ result: 'EQUAL' });

  // of a task that runs nothing is changed halfway
  const half = await desk.mutate('objectsRemove', { taskId, objects: chosen }, 'change { id }');
  expect(half).toMatchObject({ code: 'BAD_INPUT', message: expect.stringContaining('remove all of them') });

  // which rows were those of an emptied table nobody can tell: the stream stops, a person removes them and skips it
  await source.sql`TRUNCATE shop.orders_2025`;
  await source.sql`UPDATE shop.orders_2023 SET note = 'after' WHERE id = 1`;
  expect(await desk.untilFailed(taskId)).toMatchObject({ code: 'TRUNCATE_SHARED_TARGET' });
  expect((await target.sql`SELECT count(*)::int AS n FROM shop.orders WHERE id > 200000`)[0]?.['n']).toBeGreaterThan(
    900,
  );
  await target.sql`DELETE FROM shop.orders WHERE id > 200000`;
  const seen = await desk.ask<{
    task: { subtask: { ddl: { nodes: { ddlId: string; status: string; statement: string }[] } } };
  }>(
    `query($id: ID!) { task(id: $id) { subtask(kind: INCREMENTAL_SYNCHRONIZATION) { ... on IncrementalSubtask { ddl(first: 10) { nodes { ddlId status statement } } } } } }`,
    { id: taskId },
  );
  expect(seen.task.subtask.ddl.nodes).toMatchObject([{ status: 'FAILED', statement: 'TRUNCATE shop.orders_2025' }]);
  const skipped = await desk.mutate(
    'ddlSkip',
    { taskId, ddlId: seen.task.subtask.ddl.nodes[0]?.ddlId },
    'subtask { id }',
  );
  expect(skipped.code).toBeUndefined();
  await desk.command('taskResume', taskId);
  for (let left = 300; left > 0 && !(await same()); left -= 1) await pause(100);
  expect(await source.sql.unsafe(WANTED)).toEqual(await target.sql.unsafe(THERE));
  expect((await run('ALL')).runs.nodes[0]).toMatchObject({ result: 'EQUAL' });
});

test('without a stream the identity goes on behind the greatest of all, and keys that meet are told', async () => {
  const { source, target } = await twoSides();
  await using desk = await Desk.open();
  const wanted = { source: source.address, target: target.address, phases: ['SCHEMA_MIGRATION', 'FULL_MIGRATION'] };
  const taskId = await desk.startTask({ ...wanted, tables: TABLES.slice(0, 4) });
  await desk.untilInSync(taskId);
  const [next] = await target.sql`INSERT INTO shop.orders (customer) VALUES (1) RETURNING id::int`;
  expect(next?.['id']).toBeGreaterThan(103_000);
  const items = await desk.precheck(taskId);
  expect(items.find(({ name, object }) => name === 'NAME_CLASH' && object === 'shop.orders')).toMatchObject({ result: 'WARNING' }); // prettier-ignore

  await source.sql`INSERT INTO shop.orders_2023 (id, customer) OVERRIDING SYSTEM VALUE VALUES (100001, 9)`;
  const both = TABLES.slice(0, 2).map((table) => ({ ...table, targetName: 'meeting' }));
  const meeting = await desk.startTask({ ...wanted, tables: both });
  expect(await desk.untilFailed(meeting)).toMatchObject({ code: 'SCHEMA_OBJECTS_FAILED' });

  const filled = await desk.startTask({ ...wanted, tables: TABLES.slice(0, 2), parameters: { fullTargetNotEmpty: 'IGNORE' } }); // prettier-ignore
  expect(await desk.untilFailed(filled)).toMatchObject({ code: 'SHARED_TARGET_NOT_EMPTY' });

  await source.sql`ALTER TABLE shop.orders_2024 ALTER total TYPE text`;
  const unlike = await desk.startTask({ ...wanted, tables: both.map((table) => ({ ...table, targetName: 'unlike' })) });
  expect(await desk.untilFailed(unlike)).toMatchObject({ code: 'TARGET_TABLE_DIFFERS' });
  const found = (await desk.precheck(unlike)).find(
    ({ name, result }) => name === 'TARGET_TABLE' && result === 'FAILED',
  );
  expect(found).toMatchObject({ object: 'shop.unlike', found: expect.stringContaining('column total is numeric(12,2), not text') }); // prettier-ignore
});

test('a way back from a table that several go into is refused before anything is made', async () => {
  const { source, target } = await twoSides();
  await using desk = await Desk.open();
  const id = await desk.startTask({
    source: source.address,
    target: target.address,
    tables: TABLES,
    phases: [...ALL, 'REVERSE_INCREMENTAL'],
  });
  expect(await desk.untilFailed(id)).toMatchObject({ code: 'REVERSE_SHARED_TARGET' });
});
