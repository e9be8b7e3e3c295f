/**
 * One chunk of a run over chosen rows. The filter finds suspects only: keys of rows that it chooses on either side and that do not
 * look the same there, and keys that the log changed meanwhile. They are judged by their key, without the filter: a row whose
 * values fulfil it on one side alone differs too, and a filter cannot be asked for a row of the other moment. What differs
 * counts when the filter chooses the row as it must be, or the row as it is.
 */
import type { DigestScope, RowCells } from '../connectors/row-digester.ts';
import {
  byKey,
  judgeRows,
  suspectsOf,
  type AskedDigests,
  type AskedRows,
  type ChunkQuestions,
  type FoundDifference,
} from './chunk-judgement.ts';
import { touchedKeys } from './expected-rows.ts';
import type { ChosenRows, ComparedTable } from './verification-plan.ts';

const KEYS_PER_QUESTION = 500;

/** The table without its filter, for questions by key. */
export const unfiltered = (table: ComparedTable): ComparedTable => ({
  ...table,
  source: { ...table.source, chosen: null },
  target: { ...table.target, chosen: null },
});

/** `chosen` asks for rows that fulfil the filter, `plain` for rows whatever they are. */
export async function* judgeChosen(
  table: ComparedTable,
  rows: ChosenRows,
  { scope, first }: { readonly scope: DigestScope; readonly first: AskedDigests },
  { chosen, plain }: { readonly chosen: ChunkQuestions; readonly plain: ChunkQuestions },
): AsyncGenerator<FoundDifference[], void, void> {
  const { scope: fine, unequal, touched, lots } = await suspectsOf(table, scope, first, chosen);
  const changed = [...touched].flatMap(([group, keys]) => (unequal.has(group) ? [] : keys));
  for await (const found of judgeKeys(table, rows, changed, plain)) yield found;
  for (const groups of lots(unequal)) {
    const asked = await chosen.rows(fine, { groups, all: false });
    const suspects = new Map(unlikeKeys(table, asked));
    for (const group of groups)
      for (const cells of touched.get(group) ?? []) suspects.set(JSON.stringify(cells), cells);
    for (const [key, cells] of await touchedHere(table, { asked, scope: fine, groups }, chosen))
      suspects.set(key, cells);
    for await (const found of judgeKeys(table, rows, [...suspects.values()], plain)) yield found;
  }
}

async function* judgeKeys(
  table: ComparedTable,
  rows: ChosenRows,
  keys: readonly RowCells[],
  questions: ChunkQuestions,
): AsyncGenerator<FoundDifference[], void, void> {
  const { columns } = table.source;
  const places = new Map(columns.map(({ name }, index) => [name, index]));
  const fulfils = (cells: RowCells | null): boolean =>
    cells !== null && rows.fulfils((column) => cells[places.get(column) ?? -1] ?? null) === true;
  for (let from = 0; from < keys.length; from += KEYS_PER_QUESTION) {
    const scope = { bounds: { kind: 'KEYS', keys: keys.slice(from, from + KEYS_PER_QUESTION) }, groups: 1 } as const;
    const wanted = { groups: [0], all: true };
    const found = await judgeRows(table, { scope, groups: [0] }, await questions.rows(scope, wanted), questions);
    yield found.filter(({ source, target }) => fulfils(source) || fulfils(target));
  }
}

/** Keys whose rows are not the same on both sides as they were read: of different moments, so they are suspects only. */
function unlikeKeys(table: ComparedTable, asked: AskedRows): [string, RowCells][] {
  const [here, there] = [byKey(table.source, asked.source), byKey(table.target, asked.target)];
  const cellsOf = (rows: readonly RowCells[] | undefined): RowCells | null => {
    const row = rows?.[0];
    return row === undefined ? null : table.source.key.map((index) => row[index] ?? null);
  };
  return [...new Set([...here.keys(), ...there.keys()])].flatMap((key) => {
    const [left, right] = [here.get(key), there.get(key)];
    if (JSON.stringify(left) === JSON.stringify(right)) return [];
    const cells = cellsOf(left) ?? cellsOf(right);
    return cells === null ? [] : [[key, cells] as [string, RowCells]];
  });
}

/** Keys of the groups that the log changed between the two moments of a fetch. */
async function touchedHere(
  table: ComparedTable,
  fetched: { readonly asked: AskedRows; readonly scope: DigestScope; readonly groups: readonly number[] },
  questions: Pick<ChunkQuestions, 'place'>,
): Promise<[string, RowCells][]> {
  const touched = [...touchedKeys(table.source, fetched.asked.changes)];
  if (touched.length === 0) return [];
  const places = await questions.place(
    fetched.scope,
    touched.map(([, cells]) => cells),
  );
  return touched.filter((_, index) => {
    const place = places[index];
    return place !== undefined && place.inside && fetched.groups.includes(place.group);
  });
}
