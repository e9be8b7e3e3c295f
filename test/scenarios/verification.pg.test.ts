/** Full-Verification on real PostgreSQL: everything that was planted is found, nothing else is, also under load. */
import { describe, expect, test } from 'vitest';
import { runVerification } from '../support/verification-run.ts';
import { plainMapping } from '../support/sync-run.ts';
import { testPostgres } from '../setup/postgres.ts';

async function twoSides(sourceDdl: string, targetDdl = sourceDdl) {
  const server = await testPostgres();
  const source = await server.createDatabase();
  const target = await server.createDatabase();
  await source.sql.unsafe(sourceDdl);
  await target.sql.unsafe(targetDdl);
  return {
    source,
    target,
    async [Symbol.asyncDispose]() {
      await source[Symbol.asyncDispose]();
      await target[Symbol.asyncDispose]();
    },
  };
}

const both = async (sides: Awaited<ReturnType<typeof twoSides>>, statement: string): Promise<void> => {
  await sides.source.sql.unsafe(statement);
  await sides.target.sql.unsafe(statement);
};

describe('without changes meanwhile', () => {
  test('a planted change, extra row, missing row and compensating pair are found, with what corrects them', async () => {
    await using sides = await twoSides('CREATE TABLE item (id bigint PRIMARY KEY, name text, price numeric(12,2))');
    await both(sides, `INSERT INTO item SELECT i, 'n' || i, i FROM generate_series(1, 5000) i; ANALYZE item`);
    const { sql } = sides.target;
    await sql`UPDATE item SET name = 'it''s \\ other' WHERE id = 17`;
    await sql`DELETE FROM item WHERE id = 4000`;
    await sql`INSERT INTO item VALUES (-5, 'extra', NULL), (999999, 'beyond', 1)`;
    await sql`UPDATE item SET price = CASE id WHEN 20 THEN 21 ELSE 20 END WHERE id IN (20, 21)`;
    const { outcome, journal } = await runVerification({
      source: sides.source.address,
      target: sides.target.address,
      mappings: [plainMapping('item')],
      chunkRows: 700,
    });
    expect(outcome).toBe('COMPLETED');
    expect(journal.plans.get('item')?.length).toBeGreaterThan(3);
    expect(journal.differences.map(({ kind, key }) => `${kind} ${key['id']}`).sort()).toEqual([
      'MISMATCHED 17',
      'MISMATCHED 20',
      'MISMATCHED 21',
      'SOURCE_ONLY 4000',
      'TARGET_ONLY -5',
      'TARGET_ONLY 999999',
    ]);
    expect(journal.tables.get('item')).toMatchObject({
      result: 'INCONSISTENT',
      progress: 1,
      verifiedRows: 5000,
      mismatched: 3,
      sourceOnly: 1,
      targetOnly: 2,
      consistent: 4996,
    });
    const changed = journal.differences.find(({ key }) => key['id'] === '17');
    expect(changed).toMatchObject({ sourceValues: { name: 'n17' }, targetValues: { name: `it's \\ other` } });
    for (const { correction } of journal.differences) await sql.unsafe(correction);
    const again = await runVerification({
      source: sides.source.address,
      target: sides.target.address,
      mappings: [plainMapping('item')],
    });
    expect(again.journal.tables.get('item')).toMatchObject({ result: 'CONSISTENT', consistent: 5000 });
  });
});
