/**
 * C21: a hundred verifications under a hot-row load behind a lagging replay. Into each something else is planted on the target:
 * a changed row, an extra one, a missing one, a pair that compensates in every sum, a further duplicate in a table without a key.
 * Each finds exactly what was planted. GODWIT_FAULT_VERIFICATIONS sets their number.
 */
import { expect, test } from 'vitest';
import { chooseSeed, seeded } from '../support/fault-run.ts';
import { loadedSides } from '../support/hot-rows.ts';
import { compareDatabases } from '../support/oracle.ts';
import { runVerification } from '../support/verification-run.ts';

const RUNS = Number(process.env['GODWIT_FAULT_VERIFICATIONS'] ?? 100);

interface Plant {
  readonly found: readonly string[];
  readonly plant: string;
  readonly undo: string;
}

/** One of each kind, on rows that the load leaves alone. */
function plants(random: () => number): Plant[] {
  const between = (from: number, to: number): number => from + Math.floor(random() * (to - from));
  const [changed, one, missing, doc] = [between(100, 1_000), between(1_000, 2_800), between(100, 500), between(31, 40)];
  const other = one + between(1, 50);
  return [
    {
      found: [`account MISMATCHED ${changed}`],
      plant: `UPDATE account SET note = 'planted' WHERE id = ${changed}`,
      undo: `UPDATE account SET note = 'x${changed}' WHERE id = ${changed}`,
    },
    {
      found: [`account MISMATCHED ${one}`, `account MISMATCHED ${other}`],
      plant: `UPDATE account SET n = n + CASE id WHEN ${one} THEN 1 ELSE -1 END WHERE id IN (${one}, ${other})`,
      undo: `UPDATE account SET n = 0 WHERE id IN (${one}, ${other})`,
    },
    {
      found: [`moving SOURCE_ONLY k${missing}/${missing}`],
      plant: `DELETE FROM moving WHERE a = 'k${missing}'`,
      undo: `INSERT INTO moving VALUES ('k${missing}', ${missing}, 0)`,
    },
    {
      found: [`doc TARGET_ONLY ${doc + 9_000}`],
      plant: `INSERT INTO doc VALUES (${doc + 9_000}, 1, 'extra')`,
      undo: `DELETE FROM doc WHERE id = ${doc + 9_000}`,
    },
    {
      found: [`doc MISMATCHED ${doc}`],
      plant: `UPDATE doc SET body = 'short' WHERE id = ${doc}`,
      undo: `UPDATE doc SET body = repeat('body${doc}', 1500) WHERE id = ${doc}`,
    },
    {
      found: ['bag TARGET_ONLY 7/b2'],
      plant: `INSERT INTO bag VALUES (7, 'b2')`,
      undo: `DELETE FROM bag WHERE ctid = (SELECT ctid FROM bag WHERE a = 7 AND b = 'b2' LIMIT 1)`,
    },
  ];
}

test('C21: every planted difference is found in every run, and nothing else', async () => {
  const seed = chooseSeed();
  const random = seeded(seed);
  await using sides = await loadedSides();
  const started = performance.now();
  let [planted, chunks] = [0, 0];
  for (let run = 1; run <= RUNS; run += 1) {
    const before = sides.written.transactions;
    // every third run finds nothing, because there is nothing
    const chosen = run % 3 === 0 ? [] : plants(random).filter(() => random() < 0.6);
    for (const { plant } of chosen) await sides.target.sql.unsafe(plant);
    const { outcome, journal } = await runVerification({
      source: sides.source.address,
      target: sides.target.address,
      mappings: sides.mappings,
      replay: { log: sides.reader, taskId: 'task1' },
      chunkRows: 1_000,
    });
    const found = journal.differences.map(
      ({ tableId, kind, key }) => `${tableId} ${kind} ${Object.values(key).join('/')}`,
    );
    expect(outcome).toBe('COMPLETED');
    expect(found.toSorted(), `run ${run} of GODWIT_FAULT_SEED=${seed}`).toEqual(
      chosen.flatMap((one) => one.found).toSorted(),
    );
    expect(sides.written.transactions).toBeGreaterThan(before);
    planted += chosen.length;
    chunks += journal.done.length;
    for (const { undo } of chosen) await sides.target.sql.unsafe(undo);
  }
  await sides.stopLoad();
  await sides.level();
  expect(await compareDatabases(sides.source.sql, sides.target.sql)).toEqual([]);
  console.log(
    `GODWIT_FAULT_SEED=${seed}: ${RUNS} verifications in ${Math.round((performance.now() - started) / 1_000)} s under ${sides.written.transactions} transactions: ${planted} planted, all found; ${chunks} chunks, no false difference`,
  );
});
