/** V1, V2: a difference counts when two rounds in a row find it; after as many rounds as the parameter says the table fails. */
import { expect, test } from 'vitest';
import { asPosition } from '../core/position.ts';
import type { DigestSide, SourceDigestReader, TargetDigestReader } from '../connectors/row-digester.ts';
import { Instruments } from '../metrics/instruments.ts';
import { verifyChunk } from './chunk-verifier.ts';
import type { MomentDeps } from './moments.ts';
import type { ComparedTable } from './verification-plan.ts';

const side: DigestSide = {
  table: { schema: 'shop', name: 'item' },
  partitioned: false,
  also: [],
  columns: [{ name: 'id', type: 'integer', updatable: true }],
  kept: [],
  key: [0],
  rowFilter: null,
  chosen: null,
};
const target = { ...side };
const table = {
  mapping: { id: 't', source: side.table, target: side.table, columns: null, rowFilter: null },
  source: side,
  target,
  chosen: null,
  shapes: [],
  estimatedRows: 1,
  logged: [{ mappingId: 't', table: side, names: [side.table] }],
  rangeable: true,
  uncomparedColumns: [],
  rowBytes: 10,
} satisfies ComparedTable;

/** A target that has one row too many: in each round the one that `extra` says. */
function sides(extra: (round: number) => string) {
  let round = 0;
  const none = {
    place: () => Promise.resolve([]),
    end: () => Promise.resolve(),
    [Symbol.asyncDispose]: async () => {},
  };
  const source: SourceDigestReader = {
    ...none,
    begin: () =>
      Promise.resolve({
        snapshot: { xmin: 1n, xmax: 1n, running: new Set<bigint>() } as never, // of no change it is asked anything
        endPosition: asPosition('0/1'),
        fingerprint: 'f',
      }),
    digest: () => Promise.resolve(new Map()),
    rows: () => Promise.resolve([]),
  };
  const other: TargetDigestReader = {
    ...none,
    begin: () => Promise.resolve(null),
    digest: () => {
      round += 1;
      return Promise.resolve(new Map([[0, { rows: 1, hash: extra(round) }]]));
    },
    rows: () => Promise.resolve([{ cells: [extra(round)], passes: true }]),
  };
  const deps = {
    source: {},
    target: { appliedPoint: () => Promise.resolve({ ordinal: 1, position: asPosition('0/1') }) },
    replayed: { frontier: { mark: () => Promise.resolve() }, order: { compare: () => 0 }, filters: new Map() },
    meter: new Instruments(),
    waiting: () => {},
    signal: new AbortController().signal,
  } as unknown as MomentDeps; // what a chunk without changes asks for
  return { readers: { source, target: other }, deps, rounds: () => round };
}

const options = (rounds: number) =>
  ({ bounds: { kind: 'WHOLE' }, rounds, differencesKept: 10, fingerprint: null }) as const;

test('what two rounds in a row find is a difference', async () => {
  const { readers, deps, rounds } = sides((round) => (round === 1 ? '1' : '2'));
  const verdict = await verifyChunk(table, readers, deps, options(20));
  expect(verdict.counts).toMatchObject({ targetOnly: 1, sourceOnly: 0, mismatched: 0 });
  expect(verdict.differences).toMatchObject([{ source: null, target: ['2'] }]);
  expect(rounds()).toBe(3);
});

test.each([1, 3, 20])('what each round finds anew fails the table after %i rounds', async (wanted) => {
  const { readers, deps, rounds } = sides(String);
  await expect(verifyChunk(table, readers, deps, options(wanted))).rejects.toMatchObject({
    code: 'VERIFICATION_UNSETTLED',
    facts: { table: 'shop.item', rounds: wanted },
  });
  expect(rounds()).toBe(wanted);
});
