/**
 * Corrects rows on the target, each by what it has to be at the target's position of that moment (C9, C20): the rows are
 * judged anew under a pair of moments whose target side holds the replay back until the correction is committed. So an old
 * difference that has mended itself is left alone, and a newer change is never overwritten.
 */
import { GodwitError } from '../core/errors.ts';
import { pause } from '../runtime/clock.ts';
import type { CorrectionSession, RowCells, SourceDigestReader } from '../connectors/row-digester.ts';
import { judgeChunk } from './chunk-judgement.ts';
import { Unsettled } from './log-span.ts';
import { openMoments, type MomentDeps } from './moments.ts';
import type { ComparedTable } from './verification-plan.ts';

export interface CorrectionDeps extends MomentDeps {
  readonly reader: SourceDigestReader;
  readonly session: CorrectionSession;
}

const MAX_ROUNDS = 40;
const KEYS_AT_ONCE = 200;

/** Resolves with the rows written. Throws VERIFICATION_UNSETTLED when the replay never lets it in. */
export async function correctRows(
  table: ComparedTable,
  keys: readonly RowCells[],
  deps: CorrectionDeps,
  signal: AbortSignal,
): Promise<number> {
  let corrected = 0;
  for (let from = 0; from < keys.length; from += KEYS_AT_ONCE)
    corrected += await correctSome(table, keys.slice(from, from + KEYS_AT_ONCE), deps, signal);
  return corrected;
}

async function correctSome(
  table: ComparedTable,
  keys: readonly RowCells[],
  deps: CorrectionDeps,
  signal: AbortSignal,
): Promise<number> {
  let reason = '';
  for (let round = 0; round < MAX_ROUNDS; round += 1) {
    signal.throwIfAborted();
    try {
      return await oneRound(table, keys, deps, signal);
    } catch (error) {
      const inTheWay = error instanceof GodwitError && error.code === 'LOCK_TIMEOUT';
      if (!inTheWay && !(error instanceof Unsettled)) throw error;
      reason = error.message;
      await pause(20 + 10 * round, signal);
    }
  }
  const { schema, name } = table.mapping.source;
  throw new GodwitError('VERIFICATION_UNSETTLED', { table: `${schema}.${name}`, rounds: MAX_ROUNDS, detail: reason });
}

async function oneRound(
  table: ComparedTable,
  keys: readonly RowCells[],
  deps: CorrectionDeps,
  signal: AbortSignal,
): Promise<number> {
  const scope = { bounds: { kind: 'KEYS', keys }, groups: 1 } as const;
  const { reader, session } = deps;
  try {
    const pair = await openMoments(table, scope, { source: reader, target: session }, { ...deps, fingerprint: null, signal }); // prettier-ignore
    let corrected = 0;
    for await (const found of judgeChunk(table, scope, pair))
      for (const difference of found) {
        await session.correct(difference);
        corrected += 1;
      }
    await session.commit();
    return corrected;
  } finally {
    await Promise.all([reader.end(), session.end()]);
  }
}
