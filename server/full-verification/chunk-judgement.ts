/**
 * One chunk under one pair of moments: the source at S, the target at p (C20).
 *
 *   equal digests            the target at p has exactly the source's rows at S; that is right for every key that the log
 *                            did not change in (S, p]: such a row has to be the same at S and at p
 *   keys changed in (S, p]   are judged one by one, also inside equal digests: there equality means that the target missed
 *                            the change. The log from the frontier on holds all of them, so nothing is left unjudged
 *   unequal digests          the chunk is spread over groups by a hash of the key; rows of unequal groups are fetched
 *
 * Memory is bounded by the rows of one fetch and by MOST_TOUCHED keys; more of them ask for a fresh pair (Unsettled).
 */
import type {
  ChunkBounds,
  DigestReader,
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

export interface MomentPair {
  readonly source: DigestReader;
  readonly target: DigestReader;
  readonly changes: readonly LoggedRow[];
  /** Digests of the scope, begun as soon as each side was there. */
  readonly digests: readonly [ReadonlyMap<number, GroupDigest>, ReadonlyMap<number, GroupDigest>];
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

/** Yields the differences of the chunk, fetch by fetch. */
export async function* judgeChunk(
  table: ComparedTable,
  scope: DigestScope,
  pair: MomentPair,
): AsyncGenerator<FoundDifference[], void, void> {
  const touched = touchedKeys(table.source, pair.changes);
  let unequal = unequalGroups(...pair.digests);
  if (unequal.size === 0 && touched.size === 0) return;
  let fine = scope;
  let digests = pair.digests;
  const rows = [...digests[0].values(), ...digests[1].values()].reduce((sum, digest) => sum + digest.rows, 0);
  if (scope.groups === 1 && rows > ROWS_PER_GROUP) {
    fine = { bounds: scope.bounds, groups: groupsFor(rows) };
    if (unequal.size > 0) {
      digests = await Promise.all([pair.source.digest(fine), pair.target.digest(fine)]);
      unequal = unequalGroups(...digests);
    }
  }
  const keys = [...touched.keys()];
  const places = await pair.source.place(fine, [...touched.values()]);
  const outside = new Set(keys.filter((_, index) => places[index]?.inside !== true));
  const dirty = new Set(places.flatMap(({ group, inside }) => (inside ? [group] : [])));
  if (keys.length - outside.size > MOST_TOUCHED) throw new Unsettled('too many rows of the chunk changed meanwhile');
  if (dirty.size > 0)
    yield await judgeGroups(table, fine, { pair, groups: [...dirty], changes: pair.changes, outside });
  for (const groups of fetches(
    [...unequal].filter((group) => !dirty.has(group)),
    digests,
    table.rowBytes,
  ))
    // prettier-ignore
    yield await judgeGroups(table, fine, { pair, groups, changes: [], outside: new Set() });
}

async function judgeGroups(
  table: ComparedTable,
  scope: DigestScope,
  fetch: {
    readonly pair: MomentPair;
    readonly groups: readonly number[];
    readonly changes: readonly LoggedRow[];
    readonly outside: ReadonlySet<string>;
  },
): Promise<FoundDifference[]> {
  const { pair, groups } = fetch;
  const [sourceRows, targetRows] = await Promise.all([
    pair.source.rows(scope, { groups, all: fetch.changes.length > 0 }),
    pair.target.rows(scope, { groups, all: false }),
  ]);
  const expected = new ExpectedRows(table.source, sourceRows);
  expected.apply(fetch.changes);
  const found: FoundDifference[] = [];
  const there = byKey(table.source, targetRows);
  for (const key of new Set([...expected.keys(), ...there.keys()]))
    if (!fetch.outside.has(key)) compareKey(key, expected, there.get(key) ?? [], found);
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

function unequalGroups(
  source: ReadonlyMap<number, GroupDigest>,
  target: ReadonlyMap<number, GroupDigest>,
): Set<number> {
  const unequal = new Set<number>();
  for (const group of new Set([...source.keys(), ...target.keys()])) {
    const [left, right] = [source.get(group), target.get(group)];
    if (left?.rows !== right?.rows || left?.hash !== right?.hash) unequal.add(group);
  }
  return unequal;
}

const groupsFor = (rows: number): number => Math.min(MOST_GROUPS, Math.max(1, Math.ceil(rows / ROWS_PER_GROUP)));

/** Groups in lots that fit into one fetch. */
function* fetches(
  groups: readonly number[],
  [source, target]: MomentPair['digests'],
  rowBytes: number,
): Generator<number[], void, void> {
  const most = Math.max(1, Math.min(FETCH_ROWS, FETCH_BYTES / rowBytes));
  let lot: number[] = [];
  let rows = 0;
  for (const group of groups) {
    const more = (source.get(group)?.rows ?? 0) + (target.get(group)?.rows ?? 0);
    if (lot.length > 0 && rows + more > most) {
      yield lot;
      lot = [];
      rows = 0;
    }
    lot.push(group);
    rows += more;
  }
  if (lot.length > 0) yield lot;
}

function byKey(side: DigestSide, rows: readonly DigestRow[]): Map<string, RowCells[]> {
  const found = new Map<string, RowCells[]>();
  for (const { cells } of rows) {
    const key = keyOf(side, cells);
    const same = found.get(key);
    if (same) same.push(cells);
    else found.set(key, [cells]);
  }
  return found;
}
