/** Tables beside the shop that are added to a running task, and a writer that never rests. */
import { must } from '../../server/core/assert.ts';
import { pause } from '../../server/runtime/clock.ts';
import type { TestDatabase } from '../setup/postgres.ts';
import type { LiveService } from './live-service.ts';
import { compareDatabases, userTables, type OracleDifference } from './oracle.ts';

export const EXTRA_DDL = `
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
/** Those that the writer writes to. */
export const EXTRA_TABLES = ['extra.account', 'extra."Keyless"', 'extra.part'];

export interface Change {
  readonly id: string;
  readonly kind: string;
  readonly status: string;
  readonly phase: string | null;
  readonly dropped: readonly string[] | null;
  readonly reason: { readonly why: string } | null;
}

/** Writes to the new tables without a pause, and to a table of the shop in the same transactions. */
export function writeOn(source: TestDatabase): {
  goOnFor(transactions: number): Promise<void>;
  stop(): Promise<number>;
} {
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
    'query($id: ID!) { task(id: $id) { objectChanges(first: 20) { nodes { id kind status phase dropped reason { why: code } } } } }',
    { id: taskId },
  );
  return answer.task.objectChanges.nodes;
}

export async function changeObjects(
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
export async function until<T>(ask: () => Promise<T | null>): Promise<T> {
  for (const deadline = Date.now() + 60_000; ; await pause(100)) {
    const answer = await ask();
    if (answer !== null) return answer;
    if (Date.now() > deadline) throw new Error(`not within 60 s: ${ask.toString()}`);
  }
}

export async function changeOf(live: LiveService, taskId: string, changeId: string): Promise<Change> {
  const found = (await changes(live, taskId)).find(({ id }) => id === changeId);
  if (found === undefined) throw new Error(`there is no change ${changeId}`);
  return found;
}

export const settled = (live: LiveService, taskId: string, changeId: string): Promise<Change> =>
  until(async () => {
    const found = await changeOf(live, taskId, changeId);
    return ['SUCCEEDED', 'FAILED', 'ABORTED', 'CANCELED'].includes(found.status) ? found : null;
  });

export const steerChange = (live: LiveService, verb: string, changeId: string): Promise<unknown> =>
  live.ask(`mutation($id: ID!) { ${verb}(input: { changeId: $id }) { ... on UserError { code message } } }`, {
    id: changeId,
  });

export const act = (live: LiveService, verb: string, id: string): Promise<unknown> =>
  live.ask(`mutation($id: ID!) { ${verb}(input: { taskId: $id }) { ... on UserError { code message } } }`, { id });

export const shopTables = async (live: LiveService): Promise<string[]> =>
  (await userTables(live.source.sql)).filter((name) => name.startsWith('shop.'));

/** Waits until these tables are equal, or gives what still differs. */
export async function differencesWhenQuiet(live: LiveService, tables: readonly string[]): Promise<OracleDifference[]> {
  for (const deadline = Date.now() + 30_000; ; await pause(300)) {
    const found = await compareDatabases(live.source.sql, live.target.sql, tables);
    if (found.length === 0 || Date.now() > deadline) return found;
  }
}
