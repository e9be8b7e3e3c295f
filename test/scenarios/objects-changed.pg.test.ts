/** Tables are added to and taken from a task while it runs and its source is written to, over the public API (product.md section 2). */
import { expect, test } from 'vitest';
import { must } from '../../server/core/assert.ts';
import { pause } from '../../server/runtime/clock.ts';
import type { TestDatabase } from '../setup/postgres.ts';
import { LiveService } from '../support/live-service.ts';
import { compareDatabases, userTables, type OracleDifference } from '../support/oracle.ts';

const EXTRA = `
  CREATE SCHEMA extra;
  CREATE TABLE extra.account (id bigint PRIMARY KEY, balance numeric(12,2) NOT NULL, note text);
  INSERT INTO extra.account SELECT i, i, 'note ' || i FROM generate_series(1, 20000) i;
  CREATE INDEX account_note ON extra.account (note);
  CREATE TABLE extra."Keyless" (n int, word text);
  INSERT INTO extra."Keyless" SELECT i % 50, 'word ' || i % 50 FROM generate_series(1, 500) i;
  CREATE TABLE extra.part (id int, day date, PRIMARY KEY (id, day)) PARTITION BY RANGE (day);
  CREATE TABLE extra.part_1 PARTITION OF extra.part FOR VALUES FROM ('2024-01-01') TO ('2025-01-01');
  CREATE TABLE extra.part_2 PARTITION OF extra.part FOR VALUES FROM ('2025-01-01') TO ('2026-01-01');
  INSERT INTO extra.part SELECT i, date '2024-01-01' + i % 700 FROM generate_series(1, 2000) i;
  CREATE TABLE extra.late (id int PRIMARY KEY);`;
const TABLES = ['extra.account', 'extra."Keyless"', 'extra.part'];

interface Change {
  readonly id: string;
  readonly kind: string;
  readonly status: string;
  readonly phase: string | null;
  readonly reason: { readonly why: string } | null;
}

/** Writes to the new tables without a pause, and to a table of the shop in the same transactions. */
function writeOn(source: TestDatabase): { goOnFor(transactions: number): Promise<void>; stop(): Promise<number> } {
  let going = true;
  let written = 0;
  const ended = (async () => {
    for (let i = 1; going; i += 1) {
      await source.sql.begin(async (tx) => {
        await tx`UPDATE extra.account SET balance = balance + 1, note = ${`changed ${i}`} WHERE id = ${1 + ((i * 37) % 20_000)}`;
        await tx`INSERT INTO extra.account VALUES (${100_000 + i}, ${i}, NULL)`;
        if (i % 3 === 0) await tx`DELETE FROM extra.account WHERE id = ${100_000 + i - 2}`;
        await tx`UPDATE extra."Keyless" SET word = ${`word ${i}`} WHERE ctid = (SELECT ctid FROM extra."Keyless" LIMIT 1)`;
        await tx`INSERT INTO extra.part VALUES (${10_000 + i}, date '2024-01-01' + ${i % 700}::int)`;
        await tx`UPDATE shop.category SET name = ${`category ${i}`} WHERE id = 7`;
      });
      written += 1;
      await pause(2);
    }
  })();
  return {
    async goOnFor(transactions) {
      for (const wanted = written + transactions; written < wanted;) await pause(20);
    },
    async stop() {
      going = false;
      await ended;
      return written;
    },
  };
}

async function changes(live: LiveService, taskId: string): Promise<Change[]> {
  const answer = await live.ask<{ task: { objectChanges: { nodes: Change[] } } }>(
    'query($id: ID!) { task(id: $id) { objectChanges(first: 20) { nodes { id kind status phase reason { why: code } } } } }',
    { id: taskId },
  );
  return answer.task.objectChanges.nodes;
}

async function change(
  live: LiveService,
  verb: 'objectsAdd' | 'objectsRemove',
  taskId: string,
  names: string[],
): Promise<Change> {
  const objects = names.map((name) => ({ schema: 'extra', name }));
  const answer = await live.ask<Record<string, { change: Change }>>(
    `mutation($id: ID!, $objects: [ObjectRuleInput!]!) { ${verb}(input: { taskId: $id, objects: $objects }) { __typename ... on ${verb === 'objectsAdd' ? 'ObjectsAddPayload' : 'ObjectsRemovePayload'} { change { id kind status phase } } ... on UserError { code message } } }`,
    { id: taskId, objects },
  );
  return must(answer[verb], verb).change;
}

/** Waits for an answer that is not null. */
async function until<T>(ask: () => Promise<T | null>): Promise<T> {
  for (const deadline = Date.now() + 60_000; ; await pause(100)) {
    const answer = await ask();
    if (answer !== null) return answer;
    if (Date.now() > deadline) throw new Error(`not within 60 s: ${ask.toString()}`);
  }
}

async function changeOf(live: LiveService, taskId: string, changeId: string): Promise<Change> {
  const found = (await changes(live, taskId)).find(({ id }) => id === changeId);
  if (found === undefined) throw new Error(`there is no change ${changeId}`);
  return found;
}

const settled = (live: LiveService, taskId: string, changeId: string): Promise<Change> =>
  until(async () => {
    const found = await changeOf(live, taskId, changeId);
    return ['SUCCEEDED', 'FAILED', 'ABORTED', 'CANCELED'].includes(found.status) ? found : null;
  });

const act = (live: LiveService, verb: string, id: string): Promise<unknown> =>
  live.ask(`mutation($id: ID!) { ${verb}(input: { taskId: $id }) { ... on UserError { code message } } }`, { id });

const shopTables = async (live: LiveService): Promise<string[]> =>
  (await userTables(live.source.sql)).filter((name) => name.startsWith('shop.'));

/** Waits until these tables are equal, or gives what still differs. */
async function differencesWhenQuiet(live: LiveService, tables: readonly string[]): Promise<OracleDifference[]> {
  for (const deadline = Date.now() + 30_000; ; await pause(300)) {
    const found = await compareDatabases(live.source.sql, live.target.sql, tables);
    if (found.length === 0 || Date.now() > deadline) return found;
  }
}

test('tables are added under load without a gap, followed, and removed again', async () => {
  await using live = await LiveService.start({ scale: 0.02, transactionsPerSecond: 50, ddl: EXTRA });
  const id = await live.createTask('Changed');
  await live.client.start(id);
  await live.until(id, (task) => live.subtaskIs(task, 'FULL_VERIFICATION', 'COMPLETED'), 'verified');
  const source = live.source.sql;
  const identity = async (): Promise<string> =>
    String((await source`SELECT relreplident AS i FROM pg_class WHERE relname = 'Keyless'`)[0]?.['i']);
  const published = async (): Promise<string[]> =>
    (await source`SELECT DISTINCT tablename AS t FROM pg_publication_tables WHERE schemaname = 'extra' ORDER BY 1`).map(({ t }) => String(t)); // prettier-ignore
  const slots = async (): Promise<number> =>
    (await source`SELECT FROM pg_replication_slots WHERE database = current_database()`).length;

  const writer = writeOn(live.source);
  const added = await change(live, 'objectsAdd', id, ['account', 'Keyless', 'part']);
  expect(added.status).toBe('PENDING');
  expect(await settled(live, id, added.id)).toMatchObject({ status: 'SUCCEEDED', reason: null });
  await writer.goOnFor(100); // these come through the task's own stream
  expect(await writer.stop()).toBeGreaterThan(150);
  expect(await differencesWhenQuiet(live, TABLES)).toEqual([]);
  await live.until(id, (task) => task.status === 'RUNNING', 'the task runs on');
  expect(await identity()).toBe('f');

  // what was verified before did not have them: a run of their own follows by itself
  const proof = await until(async () => {
    const run = await live.client.verification(id);
    return run?.status === 'COMPLETED' && run.tablesTotal === 3 ? run : null;
  });
  expect(proof).toMatchObject({ differences: '0', tablesCompleted: 3 });
  await until(async () => ((await slots()) === 1 ? true : null)); // the sub-migration's is gone
  expect((await live.ask<{ tasks: { totalCount: number } }>('{ tasks(first: 5) { totalCount } }', {})).tasks.totalCount).toBe(1); // prettier-ignore

  const removed = await change(live, 'objectsRemove', id, ['part', 'Keyless']);
  expect(await settled(live, id, removed.id)).toMatchObject({ status: 'SUCCEEDED' });
  expect([await identity(), await published()]).toEqual(['d', ['account']]);
  await source`INSERT INTO extra.part VALUES (1, '2025-12-31')`;
  await source`UPDATE extra."Keyless" SET word = 'not carried'`;
  await source`UPDATE extra.account SET note = 'carried' WHERE id = 1`;
  expect(await differencesWhenQuiet(live, ['extra.account'])).toEqual([]);
  expect((await compareDatabases(source, live.target.sql, TABLES)).map(({ table }) => table)).toEqual(['extra."Keyless"', 'extra.part']); // prettier-ignore

  await live.stopWorkload();
  expect(await differencesWhenQuiet(live, await shopTables(live))).toEqual([]);
});

test('a change can be aborted, fails with its reason and is retried, and stands still with its task', async () => {
  await using live = await LiveService.start({ scale: 0.02, transactionsPerSecond: 20, ddl: EXTRA });
  const id = await live.createTask('Steered');
  await live.client.start(id);
  await live.until(id, (task) => live.subtaskIs(task, 'INCREMENTAL_SYNCHRONIZATION', 'MONITORING'), 'it follows');
  const source = live.source.sql;
  await expect(change(live, 'objectsAdd', id, ['nothing'])).rejects.toThrow('OBJECT_NOT_FOUND');
  await expect(change(live, 'objectsRemove', id, ['late'])).rejects.toThrow('OBJECT_NOT_FOUND');

  // an open transaction keeps the sub-migration at its barrier
  const open = await source.reserve();
  await open.unsafe('BEGIN; SELECT txid_current()');
  const aborted = await change(live, 'objectsAdd', id, ['late']);
  await until(async () => ((await changeOf(live, id, aborted.id)).status === 'RUNNING' ? true : null));
  expect((await live.client.task(id))?.status).toBe('MODIFYING');
  const published = (): Promise<{ length: number }> =>
    source`SELECT FROM pg_publication_tables WHERE schemaname = 'extra' AND tablename = 'late'`;
  await until(async () => ((await published()).length > 0 ? true : null));
  await live.ask('mutation($id: ID!) { objectChangeAbort(input: { changeId: $id }) { ... on UserError { code message } } }', { id: aborted.id }); // prettier-ignore
  expect((await settled(live, id, aborted.id)).status).toBe('ABORTED');
  await live.until(id, (task) => task.status === 'RUNNING', 'the task runs on');
  expect(await published()).toHaveLength(0);

  await live.target.sql.unsafe('CREATE SCHEMA IF NOT EXISTS extra; DROP TABLE IF EXISTS extra.late; CREATE TABLE extra.late (id int PRIMARY KEY); INSERT INTO extra.late VALUES (0)'); // prettier-ignore
  const refused = await change(live, 'objectsAdd', id, ['late']);
  expect(await settled(live, id, refused.id)).toMatchObject({ status: 'FAILED', reason: { why: 'TARGET_NOT_EMPTY' } });
  await live.until(id, (task) => task.status === 'RUNNING', 'the task runs on beside it');
  await live.target.sql`TRUNCATE extra.late`;
  await source`INSERT INTO extra.late SELECT generate_series(1, 100)`;
  await live.ask('mutation($id: ID!) { objectChangeRetry(input: { changeId: $id }) { ... on UserError { code message } } }', { id: refused.id }); // prettier-ignore
  await until(async () => ((await changeOf(live, id, refused.id)).status === 'RUNNING' ? true : null));

  await act(live, 'taskStop', id);
  await live.until(id, (task) => task.status === 'STOPPED', 'the task is stopped with its sub-migration');
  await act(live, 'taskResume', id);
  await live.until(id, (task) => task.status === 'MODIFYING', 'both go on');
  await open.unsafe('COMMIT');
  open.release();
  expect(await settled(live, id, refused.id)).toMatchObject({ status: 'SUCCEEDED', reason: null });
  await source`INSERT INTO extra.late VALUES (101)`;
  expect(await differencesWhenQuiet(live, ['extra.late'])).toEqual([]);

  await act(live, 'taskStop', id);
  await live.until(id, (task) => task.status === 'STOPPED', 'stopped');
  await act(live, 'taskRelease', id);
  await live.until(id, (task) => task.status === 'RELEASED', 'released');
  expect(await source`SELECT FROM pg_publication WHERE pubname LIKE 'godwit%'`).toHaveLength(0);
  expect(await source`SELECT FROM pg_replication_slots WHERE database = current_database()`).toHaveLength(0);
});
