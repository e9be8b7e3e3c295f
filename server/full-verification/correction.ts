/**
 * Corrects rows on the target, each by what it has to be at the target's position of that moment (C9, C20): the rows are
 * judged anew under a pair of moments whose target side holds the replay back until the correction is committed. So an old
 * difference that has mended itself is left alone, and a newer change is never overwritten.
 */
import { GodwitError } from '../core/errors.ts';
import { pause } from '../runtime/clock.ts';
import type { CorrectionSession, RowCells, SourceDigestReader } from '../connectors/row-digester.ts';
import { judgeRows } from './chunk-judgement.ts';
import { Unsettled } from './log-span.ts';
import { askBoth, type MomentDeps } from './moments.ts';
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
): Promise<number> {
  let corrected = 0;
  for (let from = 0; from < keys.length; from += KEYS_AT_ONCE)
    corrected += await correctSome(table, keys.slice(from, from + KEYS_AT_ONCE), deps);
  return corrected;
}

async function correctSome(table: ComparedTable, keys: readonly RowCells[], deps: CorrectionDeps): Promise<number> {
  let reason = '';
  for (let round = 0; round < MAX_ROUNDS; round += 1) {
    deps.signal.throwIfAborted();
    try {
      return await oneRound(table, keys, deps);
    } catch (error) {
      const inTheWay = error instanceof GodwitError && error.code === 'LOCK_TIMEOUT';
      if (!inTheWay && !(error instanceof Unsettled)) throw error;
      reason = error.message;
      await pause(20 + 10 * round, deps.signal);
    }
  }
  const { schema, name } = table.mapping.source;
  throw new GodwitError('VERIFICATION_UNSETTLED', { table: `${schema}.${name}`, rounds: MAX_ROUNDS, detail: reason });
}

async function oneRound(table: ComparedTable, keys: readonly RowCells[], deps: CorrectionDeps): Promise<number> {
  const scope = { bounds: { kind: 'KEYS', keys }, groups: 1 } as const;
  const { reader, session } = deps;
  try {
    const readers = { source: reader, target: session };
    const asked = await askBoth(table, readers, { ...deps, fingerprint: null }, (one, side) =>
      one.rows(scope, { groups: [0], all: side === table.source }),
    );
    const found = await judgeRows(table, { scope, groups: [0] }, asked, {
      place: (wanted, wantedKeys) => reader.place(table.source, wanted, wantedKeys),
    });
    for (const difference of found) await session.correct(difference);
    await session.commit();
    return found.length;
  } finally {
    await session.end();
  }
}
