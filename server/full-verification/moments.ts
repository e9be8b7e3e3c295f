/**
 * A pair of moments for one chunk: S at the source, then, once the target has applied everything up to E, p at the target,
 * then the log of (S, p]. The source is digested while the target is waited for. Without a log both are simply now.
 */
import type { PositionOrder } from '../core/position.ts';
import { GodwitError } from '../core/errors.ts';
import type { Meter } from '../core/stage.ts';
import { pause } from '../runtime/clock.ts';
import type {
  DigestReader,
  DigestScope,
  GroupDigest,
  SourceDigester,
  SourceDigestReader,
  SourceMoment,
  TargetDigester,
  TargetDigestReader,
} from '../connectors/row-digester.ts';
import type { ChangeLogReader } from '../store/change-log.ts';
import type { MomentPair } from './chunk-judgement.ts';
import type { Frontier } from './frontier.ts';
import { readLogSpan, Unsettled, type LoggedRow, type RowPredicate } from './log-span.ts';
import type { ComparedTable } from './verification-plan.ts';

/** What makes the judgement exact while changes go on; null where nothing is replayed. */
export interface ReplayedLog {
  readonly log: ChangeLogReader;
  readonly frontier: Frontier;
  readonly order: PositionOrder;
  readonly filters: ReadonlyMap<string, RowPredicate>;
}

export interface MomentDeps {
  readonly source: SourceDigester;
  readonly target: TargetDigester;
  readonly replayed: ReplayedLog | null;
  readonly meter: Meter;
  readonly waiting: (what: string | null) => void;
}

export interface ReaderPair {
  readonly source: SourceDigestReader;
  readonly target: TargetDigestReader;
}

const POLL_MS = 20;
/** An idle source is asked for a message when the target has not moved for so long. */
const NUDGE_AFTER_MS = 100;
const MOST_CHANGES = 200_000;

export async function openMoments(
  table: ComparedTable,
  scope: DigestScope,
  readers: ReaderPair,
  deps: MomentDeps & { readonly fingerprint: string | null; readonly signal: AbortSignal },
): Promise<MomentPair & { readonly fingerprint: string }> {
  const { replayed } = deps;
  await replayed?.frontier.mark();
  const moment = await readers.source.begin(table.source, deps.fingerprint);
  const [sourceDigest, late] = await Promise.all([
    countedDigest(readers.source, scope, { meter: deps.meter, side: 'source', rowBytes: table.rowBytes }),
    lateSide(table, scope, { readers, moment, deps }),
  ]);
  return { ...readers, fingerprint: moment.fingerprint, changes: late.changes, digests: [sourceDigest, late.digest] };
}

interface LateDeps {
  readonly readers: ReaderPair;
  readonly moment: SourceMoment;
  readonly deps: MomentDeps & { readonly signal: AbortSignal };
}

async function lateSide(
  table: ComparedTable,
  scope: DigestScope,
  { readers, moment, deps }: LateDeps,
): Promise<{ changes: LoggedRow[]; digest: ReadonlyMap<number, GroupDigest> }> {
  if (deps.replayed !== null) await waitForTarget(moment, deps.replayed, deps);
  const point = await readers.target.begin(table.target);
  const [changes, digest] = await Promise.all([
    deps.replayed === null || point === null
      ? Promise.resolve([])
      : changesBetween(table, moment, { upToOrdinal: point.ordinal, replayed: deps.replayed }),
    countedDigest(readers.target, scope, { meter: deps.meter, side: 'target', rowBytes: table.rowBytes }),
  ]);
  return { changes, digest };
}

async function waitForTarget(
  { endPosition }: SourceMoment,
  { order }: ReplayedLog,
  deps: MomentDeps & { readonly signal: AbortSignal },
): Promise<void> {
  const started = performance.now();
  let nudged = false;
  for (;;) {
    const point = await deps.target.appliedPoint();
    if (point !== null && order.compare(point.position, endPosition) >= 0) break;
    deps.signal.throwIfAborted();
    if (!nudged && performance.now() - started > NUDGE_AFTER_MS) {
      nudged = true;
      deps.waiting(`the target to apply everything up to ${endPosition}`);
      await deps.source.nudge();
    }
    await pause(POLL_MS, deps.signal);
  }
  if (nudged) deps.waiting(null);
}

function changesBetween(
  table: ComparedTable,
  moment: SourceMoment,
  span: { readonly upToOrdinal: number; readonly replayed: ReplayedLog },
): Promise<LoggedRow[]> {
  const { log, frontier, filters } = span.replayed;
  return readLogSpan(log, {
    side: table.source,
    names: table.logNames,
    filter: filters.get(table.mapping.id) ?? null,
    fromOrdinal: frontier.startFor(moment.snapshot),
    upToOrdinal: span.upToOrdinal,
    snapshot: moment.snapshot,
    limit: MOST_CHANGES,
  }).catch((error: unknown) => {
    // Trimmed meanwhile: a new pair begins further on.
    if (error instanceof GodwitError && error.code === 'LOG_POSITION_MISSING')
      throw new Unsettled('the log was trimmed', { cause: error });
    throw error;
  });
}

async function countedDigest(
  reader: DigestReader,
  scope: DigestScope,
  count: { readonly meter: Meter; readonly side: 'source' | 'target'; readonly rowBytes: number },
): Promise<ReadonlyMap<number, GroupDigest>> {
  const digest = await reader.digest(scope);
  const rows = [...digest.values()].reduce((sum, group) => sum + group.rows, 0);
  count.meter.counter(`verify_${count.side}_rows`).add(rows);
  count.meter.counter(`verify_${count.side}_bytes`).add(Math.round(rows * count.rowBytes));
  return digest;
}
