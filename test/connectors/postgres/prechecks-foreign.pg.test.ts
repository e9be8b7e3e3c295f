/** Prechecks of tables whose rows lie elsewhere, and what is told of a server's version. */
import { expect, test } from 'vitest';
import { Pair } from '../../support/precheck-pair.ts';

test('a foreign table is no table to move, and a foreign partition has no change log', async () => {
  await using pair = await Pair.open();
  await pair.source.sql.unsafe(`
    CREATE FOREIGN DATA WRAPPER none; CREATE SERVER elsewhere FOREIGN DATA WRAPPER none;
    CREATE FOREIGN TABLE far (id int) SERVER elsewhere;
    CREATE TABLE parted (id int) PARTITION BY LIST (id); CREATE TABLE parted_1 PARTITION OF parted FOR VALUES IN (1);
    CREATE FOREIGN TABLE parted_far PARTITION OF parted FOR VALUES IN (2) SERVER elsewhere`);
  const [far] = (await pair.run(['far'], { only: ['TABLE_FOUND'] })).filter(({ result }) => result === 'FAILED');
  expect(far).toMatchObject({ object: 'public.far', found: 'a foreign table', skippable: false });
  expect(await pair.told(['parted'], 'TABLE_FOUND')).toEqual([]);
  expect(await pair.told(['parted'], 'TABLE_LOGGED')).toEqual([
    'FAILED public.parted_far TABLE_NOT_LOGGED firm: ALTER TABLE "public"."parted" DETACH PARTITION "public"."parted_far"',
  ]);
  expect(await pair.told(['parted'], 'TABLE_LOGGED', { phases: { incremental: false } })).toEqual([
    expect.stringMatching(/^WARNING public.parted_far/),
  ]);
  const items = await pair.run(['parted'], { only: ['SERVER_VERSION'] });
  expect(items.map(({ side, result, found }) => [side, result, found])).toEqual(
    ['SOURCE', 'TARGET'].map((side) => [side, 'PASSED', expect.stringMatching(/^18\.\d+.*, tested$/)]),
  );
});
