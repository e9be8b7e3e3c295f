/** A table that was lost at the target is repaired by verification and correction, while changes go on and nothing starts over. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { pause } from '../../server/runtime/clock.ts';
import { testPostgres } from '../setup/postgres.ts';
import { Desk } from '../support/desk.ts';
import { compareDatabases } from '../support/oracle.ts';

const ROWS = 15_000;

interface Phase {
  readonly status: string;
  readonly verdict: { readonly result: string };
  readonly latestRun: {
    readonly id: string;
    readonly scope: string;
    readonly result: string | null;
    readonly openDifferences: string;
    readonly tables: {
      readonly nodes: readonly { readonly tableId: string; readonly source: { readonly name: string } }[];
    };
  } | null;
}

let desk: Desk;
beforeAll(async () => {
  desk = await Desk.open();
});
afterAll(() => desk[Symbol.asyncDispose]());

const phaseOf = (taskId: string): Promise<Phase> =>
  desk.verification(
    taskId,
    `verdict { result } latestRun { id scope result openDifferences tables(first: 5) { nodes { tableId source { name } } } }`,
  );

test('every row of a table that was emptied comes back, and no newer one is overwritten', async () => {
  const server = await testPostgres();
  await using source = await server.createDatabase();
  await using target = await server.createDatabase();
  await source.sql
    .unsafe(`CREATE TABLE item (id int PRIMARY KEY, n int NOT NULL, v text); CREATE TABLE word (id int PRIMARY KEY);
    INSERT INTO item SELECT i, 0, 'v' || i FROM generate_series(1, ${ROWS}) i; INSERT INTO word SELECT generate_series(1, 10); ANALYZE`);
  const taskId = await desk.startTask({
    source: source.address,
    target: target.address,
    tables: ['item', 'word'].map((name) => ({ schema: 'public', name })),
    phases: ['SCHEMA_MIGRATION', 'FULL_MIGRATION', 'INCREMENTAL_SYNCHRONIZATION', 'FULL_VERIFICATION'],
    parameters: { verificationDifferencesKept: 2 * ROWS },
  });
  const until = async (fact: (phase: Phase) => boolean, what: string): Promise<Phase> => {
    const look = async (): Promise<boolean> => fact(await phaseOf(taskId));
    await expect.poll(look, { timeout: 60_000, message: what }).toBe(true);
    return phaseOf(taskId);
  };
  const completed = async (scope: string, tables?: readonly object[]): Promise<Phase> => {
    const before = (await phaseOf(taskId)).latestRun?.id;
    const asked = await desk.mutate('verificationStart', { taskId, scope, tables }, 'subtask { id }');
    expect(asked.code).toBeUndefined();
    return until(
      ({ status, latestRun }) => latestRun?.id !== before && latestRun?.result !== null && status === 'COMPLETED',
      `${scope} has run`,
    );
  };
  const first = await until(({ verdict }) => verdict.result === 'EQUAL', 'both sides are equal');
  const tableId = first.latestRun?.tables.nodes.find((table) => table.source.name === 'item')?.tableId;

  const stop = new AbortController();
  const writing = (async () => {
    for (let round = 1; !stop.signal.aborted; round += 1) {
      await source.sql`UPDATE item SET n = n + 1 WHERE id <= 1000 AND id % 50 = ${round % 50}`; // the replay brings these back by itself
      await source.sql`INSERT INTO item VALUES (${ROWS + round}, 0, 'new')`;
      if (round % 10 === 0) await source.sql`DELETE FROM item WHERE id = ${round}`;
      await pause(20, stop.signal);
    }
  })();
  await target.sql`DELETE FROM item WHERE id <= ${ROWS - 10}`;
  const lost = await completed('CUSTOM', [{ tableId }]);
  expect(lost.latestRun?.result).toBe('DIFFERENT');
  expect(Number(lost.latestRun?.openDifferences)).toBeGreaterThan(ROWS / 2);
  const runId = lost.latestRun?.id;
  expect((await desk.mutate('correctionApply', { taskId, runId }, 'subtask { id }')).code).toBeUndefined();
  await until(({ latestRun }) => latestRun?.openDifferences === '0', 'every difference is corrected');
  expect(await completed('CUSTOM', [{ tableId }])).toMatchObject({
    verdict: { result: 'EQUAL' },
    latestRun: { result: 'EQUAL' },
  });
  stop.abort();
  await writing;
  const equal = async (): Promise<number> => (await compareDatabases(source.sql, target.sql)).length;
  await expect.poll(equal, { timeout: 30_000 }).toBe(0);
});
