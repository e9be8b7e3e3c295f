/**
 * One chunk, question by question, each under a pair of moments of its own: the source at S, the target at p (C20).
 *
 *   equal digests            the target at p has exactly the source's rows at S; that is right for every key that the log
 *                            did not change in (S, p]: such a row has to be the same at S and at p
 *   keys changed in (S, p]   are judged one by one, also inside equal digests: there equality means that the target missed
 *                            the change. The log from the frontier on holds all of them, so nothing is left unjudged
 *   unequal digests          the chunk is spread over groups by a hash of the key; rows of unequal groups are fetched
 *
 * A key is judged by the last pair that was asked about it: by equal digests, or by its rows. Memory is bounded by the rows
 * of one fetch and by MOST_TOUCHED keys; more of them ask for another round (Unsettled).
 */
import { must } from '../core/assert.ts';
import type {
  ChunkBounds,
  DigestRow,
  DigestScope,
  DigestSide,
  GroupDigest,
  RowCells,
} from '../connectors/row-digester.ts';
import { ExpectedRows, keyOf, touchedKeys } from './expected-rows.ts';
import { Unsettled, type LoggedRow } from './log-span.ts';
import type { ComparedTable } from './verification-plan.ts';

export interface FoundDifference {
  readonly key: string;
  /** The row that the target must have, or null. */
  readonly source: RowCells | null;
  readonly target: RowCells | null;
}

type Digests = ReadonlyMap<number, GroupDigest>;

export interface AskedDigests {
  readonly source: Digests;
  readonly target: Digests;
  readonly changes: readonly LoggedRow[];
}

export interface AskedRows {
  readonly source: readonly DigestRow[];
  readonly target: readonly DigestRow[];
  readonly changes: readonly LoggedRow[];
}

/** What is asked of both sides; each answer is of a pair of moments of its own. */
export interface ChunkQuestions {
  digests(scope: DigestScope): Promise<AskedDigests>;
  /** Rows of the wanted groups; with `all` also those of the source that the filter refuses. */
  rows(scope: DigestScope, wanted: { readonly groups: readonly number[]; readonly all: boolean }): Promise<AskedRows>;
  place(
    scope: DigestScope,
    keys: readonly RowCells[],
  ): Promise<readonly { readonly group: number; readonly inside: boolean }[]>;
}

export const MOST_TOUCHED = 5_000;
const ROWS_PER_GROUP = 64;
const MOST_GROUPS = 65_536;
const FETCH_BYTES = 16 * 1024 * 1024;
/** A text cell costs more in the process than on a page. */
const FETCH_ROWS = 20_000;

/** The scope of the first digest: key chunks as a whole, uncut tables in groups at once, because a second pass is dear. */
export function firstScope(bounds: ChunkBounds, rows: number): DigestScope {
  return { bounds, groups: bounds.kind === 'KEY' ? 1 : groupsFor(rows) };
}

/** The groups of a chunk whose digests are unequal, and how groups are fetched. */
export interface Suspects {
  readonly scope: DigestScope;
  readonly unequal: ReadonlySet<number>;
  /** Keys that the log changed meanwhile, by group; those inside the bounds alone. */
  readonly touched: ReadonlyMap<number, readonly RowCells[]>;
  /** Groups in lots that fit into one fetch. */
  readonly lots: (groups: Iterable<number>) => number[][];
}

/** Looks closer at unequal digests, by groups; `first` answers the digests of `scope`. */
export async function suspectsOf(
  table: ComparedTable,
  scope: DigestScope,
  first: AskedDigests,
  questions: Pick<ChunkQuestions, 'digests' | 'place'>,
): Promise<Suspects> {
  let asked = first;
  let fine = scope;
  let unequal = unequalGroups(first);
  const rows = [...asked.source.values(), ...asked.target.values()].reduce((sum, digest) => sum + digest.rows, 0);
  if (scope.groups === 1 && rows > ROWS_PER_GROUP) {
    fine = { bounds: scope.bounds, groups: groupsFor(rows) };
    if (unequal.size > 0) {
      asked = await questions.digests(fine);
      unequal = unequalGroups(asked);
    }
  }
  const keys = [...touchedKeys(table.source, asked.changes).values()];
  const places = keys.length === 0 ? [] : await questions.place(fine, keys);
  if (places.filter(({ inside }) => inside).length > MOST_TOUCHED)
    throw new Unsettled('too many rows of the chunk changed meanwhile');
  const touched = new Map<number, RowCells[]>();
  for (const [index, { group, inside }] of places.entries()) {
    if (!inside) continue;
    const key = must(keys[index], 'a key that was placed');
    const others = touched.get(group);
    if (others) others.push(key);
    else touched.set(group, [key]);
  }
  const counted = asked !== first || fine === scope;
  const rowsOf = (group: number): number =>
    counted ? (asked.source.get(group)?.rows ?? 0) + (asked.target.get(group)?.rows ?? 0) : 2 * ROWS_PER_GROUP;
  const most = Math.max(1, Math.min(FETCH_ROWS, FETCH_BYTES / table.rowBytes));
  return { scope: fine, unequal, touched, lots: (groups) => fetches(groups, rowsOf, most) };
}

/** Yields the differences of the chunk, fetch by fetch; `first` answers the digests of `scope`. */
export async function* judgeChunk(
  table: ComparedTable,
  scope: DigestScope,
  first: AskedDigests,
  questions: ChunkQuestions,
): AsyncGenerator<FoundDifference[], void, void> {
  const { scope: fine, unequal, touched, lots } = await suspectsOf(table, scope, first, questions);
  const asked = [
    ...lots(touched.keys()).map((groups) => ({ groups, all: true })),
    ...lots([...unequal].filter((group) => !touched.has(group))).map((groups) => ({ groups, all: false })),
  ];
  for (const { groups, all } of asked)
    yield await judgeRows(table, { scope: fine, groups }, await questions.rows(fine, { groups, all }), questions);
}

/** Judges every key of the groups by its rows. */
export async function judgeRows(
  table: ComparedTable,
  { scope, groups }: { readonly scope: DigestScope; readonly groups: readonly number[] },
  asked: AskedRows,
  questions: Pick<ChunkQuestions, 'place'>,
): Promise<FoundDifference[]> {
  const touched = touchedKeys(table.source, asked.changes);
  const keys = [...touched.keys()];
  const places = keys.length === 0 ? [] : await questions.place(scope, [...touched.values()]);
  const fetched = new Set(groups);
  const elsewhere = new Set(
    keys.filter((_, index) => !(places[index]?.inside === true && fetched.has(places[index].group))),
  );
  const expected = new ExpectedRows(table.source, asked.source);
  expected.apply(asked.changes);
  const found: FoundDifference[] = [];
  const there = byKey(table.source, asked.target);
  for (const key of new Set([...expected.keys(), ...there.keys()]))
    if (!elsewhere.has(key)) compareKey(key, expected, there.get(key) ?? [], found);
  return found;
}

function compareKey(key: string, expected: ExpectedRows, there: readonly RowCells[], found: FoundDifference[]): void {
  const wanted = expected.get(key);
  if (wanted === 'UNKNOWN') throw new Unsettled('whether a changed row fulfils the filter cannot be told');
  if (wanted === null) {
    for (const target of there) found.push({ key, source: null, target });
    return;
  }
  const [first] = there;
  for (let missing = there.length; missing < wanted.count; missing += 1)
    found.push({ key, source: known(wanted.cells), target: null });
  for (const target of there.slice(wanted.count)) found.push({ key, source: null, target });
  if (first === undefined || first.every((cell, index) => cell === wanted.cells[index])) return;
  found.push({ key, source: known(wanted.cells), target: first });
}

/** A cell that was never sent cannot be compared at this pair of moments. */
function known(cells: readonly (string | null | undefined)[]): RowCells {
  return cells.map((cell) => {
    if (cell === undefined) throw new Unsettled('a value that the log does not carry is needed');
    return cell;
  });
}

function unequalGroups({ source, target }: AskedDigests): Set<number> {
  const unequal = new Set<number>();
  for (const group of new Set([...source.keys(), ...target.keys()])) {
    const [left, right] = [source.get(group), target.get(group)];
    if (left?.rows !== right?.rows || left?.hash !== right?.hash) unequal.add(group);
  }
  return unequal;
}

const groupsFor = (rows: number): number => Math.min(MOST_GROUPS, Math.max(1, Math.ceil(rows / ROWS_PER_GROUP)));

function fetches(groups: Iterable<number>, rowsOf: (group: number) => number, most: number): number[][] {
  const lots: number[][] = [];
  let rows = Infinity;
  for (const group of groups) {
    const more = rowsOf(group);
    if (rows + more > most) {
      lots.push([]);
      rows = 0;
    }
    lots.at(-1)?.push(group);
    rows += more;
  }
  return lots;
}

export function byKey(side: DigestSide, rows: readonly DigestRow[]): Map<string, RowCells[]> {
  const found = new Map<string, RowCells[]>();
  for (const { cells } of rows) {
    const key = keyOf(side, cells);
    const same = found.get(key);
    if (same) same.push(cells);
    else found.set(key, [cells]);
  }
  return found;
}
