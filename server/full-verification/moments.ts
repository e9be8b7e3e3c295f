/**
 * A pair of moments: the source is read at S and released; then, once the target has applied everything up to E, the target
 * is read at p; then the log of (S, p]. Nothing of the source is held while the target is waited for (C2): a second question
 * asks for a pair of its own. Without a log both moments are simply now.
 */
import type { PositionOrder } from '../core/position.ts';
import { GodwitError } from '../core/errors.ts';
import type { Meter, Waiting } from '../core/stage.ts';
import { pause } from '../runtime/clock.ts';
import type {
  DigestReader,
  DigestSide,
  SourceDigester,
  SourceDigestReader,
  SourceMoment,
  TargetDigester,
  TargetDigestReader,
} from '../connectors/row-digester.ts';
import type { ChangeLogReader } from '../store/change-log.ts';
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
  readonly waiting: (waiting: Waiting | null) => void;
  readonly signal: AbortSignal;
}

export interface ReaderPair {
  readonly source: SourceDigestReader;
  readonly target: TargetDigestReader;
}

/** The same question answered by both sides, and what the log changed in between. */
export interface Answers<T> {
  readonly source: T;
  readonly target: T;
  readonly changes: readonly LoggedRow[];
  readonly fingerprint: string;
}

export type Question<T> = (reader: DigestReader, side: DigestSide) => Promise<T>;

/** The target is asked at once, then ever more seldom. */
const POLL_MS = { first: 5, most: 50 };
/** An idle source is asked for a message when the target has not come so far for so long; a busy one comes further by itself. */
const NUDGE_AFTER_MS = 20;
const MOST_CHANGES = 200_000;

/** Leaves the target's moment open: whoever asked ends it, or writes in it. */
export async function askBoth<T>(
  table: ComparedTable,
  readers: ReaderPair,
  deps: MomentDeps & { readonly fingerprint: string | null },
  question: Question<T>,
): Promise<Answers<T>> {
  await deps.replayed?.frontier.mark();
  const { moment, answer } = await askSource(table, readers.source, deps.fingerprint, question);
  if (deps.replayed !== null) await waitForTarget(moment, deps.replayed, deps);
  const point = await readers.target.begin(table.target);
  const [changes, target] = await Promise.all([
    deps.replayed === null || point === null
      ? Promise.resolve([])
      : changesBetween(table, moment, { upToOrdinal: point.ordinal, replayed: deps.replayed }),
    question(readers.target, table.target),
  ]);
  return { source: answer, target, changes, fingerprint: moment.fingerprint };
}

async function askSource<T>(
  table: ComparedTable,
  reader: SourceDigestReader,
  fingerprint: string | null,
  question: Question<T>,
): Promise<{ moment: SourceMoment & { readonly fingerprint: string }; answer: T }> {
  try {
    const moment = await reader.begin(table.source, fingerprint);
    return { moment, answer: await question(reader, table.source) };
  } finally {
    await reader.end();
  }
}

async function waitForTarget({ endPosition }: SourceMoment, { order }: ReplayedLog, deps: MomentDeps): Promise<void> {
  const started = performance.now();
  let nudged = false;
  for (let pollMs = POLL_MS.first; ; pollMs = Math.min(POLL_MS.most, pollMs * 1.5)) {
    const point = await deps.target.appliedPoint();
    if (point !== null && order.compare(point.position, endPosition) >= 0) break;
    deps.signal.throwIfAborted();
    if (!nudged && performance.now() - started > NUDGE_AFTER_MS) {
      nudged = true;
      deps.waiting({ what: `the target to apply everything up to ${endPosition}` });
      await deps.source.nudge();
    }
    await pause(pollMs, deps.signal);
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
    tables: table.logged.map(({ mappingId, ...of }) => ({ ...of, filter: filters.get(mappingId) ?? null })),
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
