/** What equal digests alone would hide. */
import { expect, test } from 'vitest';
import type { DigestRow } from '../connectors/row-digester.ts';
import { judgeChunk, type FoundDifference } from './chunk-judgement.ts';
import { Unsettled, type LoggedRow } from './log-span.ts';
import type { ComparedTable } from './verification-plan.ts';

const side = {
  table: { schema: 'public', name: 't' },
  partitioned: false,
  also: [],
  columns: ['id', 'v', 'body'].map((name) => ({ name, type: 'text', updatable: true })),
  kept: [],
  key: [0],
  rowFilter: null,
  chosen: null,
};
const table: ComparedTable = {
  mapping: { id: 't', source: side.table, target: side.table, columns: null, rowFilter: null },
  source: side,
  target: side,
  chosen: null,
  shapes: [],
  estimatedRows: 1,
  logged: [{ mappingId: 't', table: side, names: [side.table] }],
  rangeable: true,
  uncomparedColumns: [],
  rowBytes: 10,
};

const readRows = (rows: readonly (readonly string[])[]) => rows.map((cells): DigestRow => ({ cells, passes: true }));

/** Equal digests; then the rows, each question with the changes between its own two moments. */
async function judge(source: readonly string[][], target: readonly string[][], changes: readonly LoggedRow[]) {
  const digest = new Map([[0, { rows: 1, hash: 'same' }]]);
  const found: FoundDifference[] = [];
  const scope = { bounds: { kind: 'WHOLE' }, groups: 1 } as const;
  const asked = { source: digest, target: digest, changes };
  for await (const some of judgeChunk(table, scope, asked, {
    digests: () => Promise.resolve(asked),
    rows: () => Promise.resolve({ source: readRows(source), target: readRows(target), changes }),
    place: (_, keys) => Promise.resolve(keys.map(() => ({ group: 0, inside: true }))),
  }))
    found.push(...some);
  return found;
}

const update = (v: string): LoggedRow => ({ before: ['1', undefined, undefined], after: ['1', v, undefined], passes: () => true }); // prettier-ignore

test('C20: a change that the target missed is found although both sides are equal', async () => {
  expect(await judge([['1', 'a', 'x']], [['1', 'a', 'x']], [update('b')])).toEqual([
    { key: '["1"]', source: ['1', 'b', 'x'], target: ['1', 'a', 'x'] },
  ]);
});

test('C20: a change that is on the target is no difference, with a value that was not sent kept', async () => {
  expect(await judge([['1', 'a', 'x']], [['1', 'c', 'x']], [update('b'), update('c')])).toEqual([]);
});

test('a value that the log does not carry is never guessed', async () => {
  await expect(judge([], [['1', 'b', 'x']], [update('b')])).rejects.toBeInstanceOf(Unsettled);
});

test('of a chunk whose digests are equal and that nothing changed meanwhile no row leaves its database', async () => {
  const digest = new Map([[0, { rows: 50_000, hash: 'same' }]]);
  const never = () => Promise.reject(new Error('more than digests was asked'));
  const scope = { bounds: { kind: 'WHOLE' }, groups: 1 } as const;
  const asked = { source: digest, target: digest, changes: [] };
  for await (const some of judgeChunk(table, scope, asked, { digests: never, rows: never, place: never }))
    expect(some).toEqual([]);
});
