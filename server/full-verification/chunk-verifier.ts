/**
 * Verifies one chunk: rounds of fresh pairs of moments until the judgement stands.
 *
 * V1  A difference counts when two rounds in a row find it. The judgement is exact for rows that the replay made; a row that
 *     was read again at the source (C9) is ahead of p for a moment, and the next pair begins behind that.
 * V2  What cannot be judged under one pair (Unsettled) is never counted; after all rounds the table fails by its code.
 */
import { GodwitError } from '../core/errors.ts';
import type { Meter } from '../core/stage.ts';
import type { ChunkBounds, DigestReader, DigestScope, DigestSide, GroupDigest } from '../connectors/row-digester.ts';
import { judgeChosen, unfiltered } from './chosen-rows.ts';
import { firstScope, judgeChunk, type ChunkQuestions, type FoundDifference } from './chunk-judgement.ts';
import { Unsettled } from './log-span.ts';
import { askBoth, type Answers, type MomentDeps, type Question, type ReaderPair } from './moments.ts';
import type { ChunkCounts } from './verification-journal.ts';
import type { ComparedTable } from './verification-plan.ts';

export interface ChunkOptions {
  readonly bounds: ChunkBounds;
  readonly rounds: number;
  readonly differencesKept: number;
  readonly fingerprint: string | null;
}

export interface ChunkVerdict {
  readonly counts: ChunkCounts;
  readonly differences: readonly FoundDifference[];
  readonly fingerprint: string;
}

interface Round extends ChunkVerdict {
  /** Null: too many to be remembered. */
  readonly keys: ReadonlySet<string> | null;
}

/** Keys remembered from one round to the next; so many differences need no second look. */
const MOST_KEYS = 50_000;

export async function verifyChunk(
  table: ComparedTable,
  readers: ReaderPair,
  deps: MomentDeps,
  options: ChunkOptions,
): Promise<ChunkVerdict> {
  let before: ReadonlySet<string> | null = null;
  let reason = 'a row changed in every round';
  for (let round = 0; round < options.rounds; round += 1) {
    deps.signal.throwIfAborted();
    let verdict: Round;
    try {
      verdict = await oneRound(table, readers, deps, options);
    } catch (error) {
      if (!(error instanceof Unsettled)) throw error;
      reason = error.message;
      continue;
    }
    const { keys } = verdict;
    if (deps.replayed === null || keys === null || keys.size === 0) return verdict;
    if (before !== null && [...keys].every((key) => before?.has(key))) return verdict;
    before = keys;
  }
  throw new GodwitError('VERIFICATION_UNSETTLED', {
    table: `${table.mapping.source.schema}.${table.mapping.source.name}`,
    rounds: options.rounds,
    detail: reason,
  });
}

async function oneRound(
  table: ComparedTable,
  readers: ReaderPair,
  deps: MomentDeps,
  options: ChunkOptions,
): Promise<Round> {
  const scope = firstScope(options.bounds, table.estimatedRows);
  let { fingerprint } = options;
  const ask = async <T>(of: ComparedTable, question: Question<T>): Promise<Answers<T>> => {
    try {
      const answers = await askBoth(of, readers, { ...deps, fingerprint }, question);
      fingerprint = answers.fingerprint;
      return answers;
    } finally {
      await readers.target.end();
    }
  };
  const questionsTo = (of: ComparedTable): ChunkQuestions => ({
    digests: (wanted) =>
      ask(of, (reader, side) => countedDigest(reader, wanted, { side, table: of, meter: deps.meter })),
    rows: (wanted, which) =>
      ask(of, (reader, side) => reader.rows(wanted, { ...which, all: which.all && side === of.source })),
    place: (wanted, keys) => readers.source.place(of.source, wanted, keys),
  });
  const questions = questionsTo(table);
  const first = await questions.digests(scope);
  const counts = { verifiedRows: 0, sourceOnly: 0, targetOnly: 0, mismatched: 0 };
  for (const digest of first.source.values()) counts.verifiedRows += digest.rows;
  const differences: FoundDifference[] = [];
  const keys = new Set<string>();
  const judged =
    table.chosen === null
      ? judgeChunk(table, scope, first, questions)
      : judgeChosen(
          table,
          table.chosen,
          { scope, first },
          { chosen: questions, plain: questionsTo(unfiltered(table)) },
        );
  for await (const found of judged) {
    for (const difference of found) {
      count(counts, difference);
      if (differences.length < options.differencesKept) differences.push(difference);
      if (keys.size <= MOST_KEYS) keys.add(difference.key);
    }
    deps.signal.throwIfAborted();
  }
  return { counts, differences, fingerprint: fingerprint ?? '', keys: keys.size > MOST_KEYS ? null : keys };
}

async function countedDigest(
  reader: DigestReader,
  scope: DigestScope,
  { side, table, meter }: { readonly side: DigestSide; readonly table: ComparedTable; readonly meter: Meter },
): Promise<ReadonlyMap<number, GroupDigest>> {
  const digest = await reader.digest(scope);
  const rows = [...digest.values()].reduce((sum, group) => sum + group.rows, 0);
  const name = side === table.source ? 'source' : 'target';
  meter.counter(`verify_${name}_rows`).add(rows);
  meter.counter(`verify_${name}_bytes`).add(Math.round(rows * table.rowBytes));
  return digest;
}

function count(
  counts: { sourceOnly: number; targetOnly: number; mismatched: number },
  { source, target }: FoundDifference,
): void {
  if (source === null) counts.targetOnly += 1;
  else if (target === null) counts.sourceOnly += 1;
  else counts.mismatched += 1;
}
