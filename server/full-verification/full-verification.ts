/**
 * Full-Verification: compares tables chunk by chunk over parallel readers while changes go on.
 *
 *   table -> chunks (recorded) -> a pair of moments each (moments.ts) -> judgement (chunk-judgement.ts) -> counts, differences
 *
 * FV1  A chunk counts when it is recorded with its differences; a run that begins again does only what is left.
 * FV2  A table that cannot be judged (changed structure, no identity) does not stop the others.
 * FV3  Nothing is written to either database, but for messages in the source's log.
 */
import { errorFacts, GodwitError, rowFacts } from '../core/errors.ts';
import { withSharers, type TableMapping } from '../core/object-map.ts';
import type { PositionOrder } from '../core/position.ts';
import type { Stage, StageContext, StageOutcome } from '../core/stage.ts';
import type { ChunkBounds, DigestSide, RowCells, SourceDigester, TargetDigester } from '../connectors/row-digester.ts';
import { pause } from '../runtime/clock.ts';
import type { ChangeLogReader } from '../store/change-log.ts';
import { verifyChunk } from './chunk-verifier.ts';
import { describeDifference } from './difference.ts';
import { Frontier } from './frontier.ts';
import type { RowPredicate } from './log-span.ts';
import type { MomentDeps, ReaderPair, ReplayedLog } from './moments.ts';
import type { VerificationJournal } from './verification-journal.ts';
import { pairTables, planChunks, type ChosenRows, type ComparedTable } from './verification-plan.ts';
import { VerificationTally, type TalliedTable } from './verification-tally.ts';

export interface FullVerificationDeps {
  readonly source: SourceDigester;
  readonly target: TargetDigester;
  readonly journal: VerificationJournal;
  /** The log that is replayed meanwhile; null without incremental synchronization. */
  readonly replay: { readonly log: ChangeLogReader; readonly order: PositionOrder } | null;
  /** Waited for before each chunk: the source may be read. Default: always. */
  readonly calm?: ((context: StageContext) => Promise<void>) | null;
}

export interface FullVerificationOptions {
  readonly mappings: readonly TableMapping[];
  /** Row filter over the log by mapping id, for those that have one; `rowFilter` of the mapping is the source's SQL. */
  readonly filters: ReadonlyMap<string, RowPredicate>;
  /** What a person asked for alone, by mapping id; of the others all rows. */
  readonly chosen?: ReadonlyMap<string, ChosenRows>;
  /** Exact rows by mapping id (keys in the order of the key's columns), or ALL of a table; null: all rows of all tables. */
  readonly onlyRows: ReadonlyMap<string, readonly RowCells[] | 'ALL'> | null;
  /** Default 50 000. */
  readonly chunkRows?: number;
  /** Pairs of moments at most per chunk; default 20. */
  readonly recheckRounds?: number;
  /** Per table; default 10 000. */
  readonly differencesKept?: number;
}

/** What may be changed while it runs. */
export interface FullVerificationSteering {
  /** Readers a side, 1..64. */
  readonly readers: number;
}

interface Job {
  readonly table: ComparedTable;
  readonly chunk: number;
  readonly bounds: ChunkBounds;
  attempts: number;
}

const DEFAULT_READERS = 4;
const CHUNK_ROWS = 50_000;
const RECHECK_ROUNDS = 20;
const DIFFERENCES_KEPT = 10_000;
const MAX_ATTEMPTS = 5;
/**
 * Every chunk waits for a moment of the source to be applied, so many keys go into few of them, as long as each reader has its
 * share. Of a table without a key every chunk reads the whole table.
 */
const KEYS_PER_CHUNK = { least: 500, most: 5_000 };
const JOURNAL_EVERY_MS = 1_000;
/** How soon a change of the number of readers is seen. */
const STEERING_MS = 200;

export class FullVerificationStage implements Stage {
  readonly #deps: FullVerificationDeps;
  readonly #options: FullVerificationOptions;
  #readers = DEFAULT_READERS;

  constructor(deps: FullVerificationDeps, options: FullVerificationOptions) {
    this.#deps = deps;
    this.#options = options;
  }

  steer(steering: FullVerificationSteering): void {
    this.#readers = Math.min(64, Math.max(1, steering.readers));
  }

  async run(context: StageContext): Promise<StageOutcome> {
    const run = new Run(this.#deps, this.#options, context, () => this.#readers);
    return run.toEnd();
  }
}

class Run {
  readonly #deps: FullVerificationDeps;
  readonly #options: FullVerificationOptions;
  readonly #context: StageContext;
  readonly #readers: () => number;
  readonly #tally = new VerificationTally();
  readonly #queue: Job[] = [];
  readonly #fingerprints = new Map<string, string>();
  #replayed: ReplayedLog | null = null;

  constructor(
    deps: FullVerificationDeps,
    options: FullVerificationOptions,
    context: StageContext,
    readers: () => number,
  ) {
    this.#deps = deps;
    this.#options = options;
    this.#context = context;
    this.#readers = readers;
  }

  async toEnd(): Promise<StageOutcome> {
    const finished = new AbortController();
    const journaling = this.#journal(finished.signal);
    try {
      await this.#openFrontier();
      await this.#plan();
      await this.#work();
    } finally {
      finished.abort();
      await journaling;
      await this.#deps.journal.recordTables(this.#tally.takeChanged());
    }
    return this.#context.signal.aborted ? 'STOPPED' : 'COMPLETED';
  }

  async #openFrontier(): Promise<void> {
    const { replay, source } = this.#deps;
    if (replay === null) return;
    const frontier = new Frontier(replay.log, source);
    await frontier.open(this.#context.signal, (waiting) => this.#context.report({ waiting }));
    this.#replayed = { ...replay, frontier, filters: this.#options.filters };
  }

  /** What is still to be verified, largest table first. */
  async #plan(): Promise<void> {
    const { journal, source } = this.#deps;
    const { plans, done } = await journal.load();
    const finished = new Set(done.map(({ tableId, chunk }) => JSON.stringify([tableId, chunk])));
    const { onlyRows } = this.#options;
    const wanted = withSharers(this.#options.mappings, ({ id }) => onlyRows === null || onlyRows.has(id));
    for (const pair of await pairTables(wanted, this.#deps, this.#options.chosen)) {
      if (this.#context.signal.aborted) return;
      const { id } = pair.mapping;
      if ('error' in pair) {
        this.#tally.add(this.#told(pair.mapping), { estimatedRows: 0, uncomparedColumns: [] });
        this.#tally.fail(id, 'NOT_COMPARABLE', pair.error);
        continue;
      }
      const only = onlyRows?.get(id);
      const keys = only === 'ALL' ? undefined : only;
      this.#tally.add(this.#told(pair.mapping), {
        estimatedRows: keys?.length ?? pair.estimatedRows,
        uncomparedColumns: pair.uncomparedColumns,
      });
      let chunks = plans.get(id);
      if (chunks === undefined) {
        chunks = keys
          ? keyChunks(keys, pair.source, this.#readers())
          : await planChunks(pair, source, this.#options.chunkRows ?? CHUNK_ROWS);
        await journal.recordPlan(id, chunks);
      }
      this.#tally.plan(id, chunks.length);
      chunks.forEach((bounds, chunk) => {
        if (!finished.has(JSON.stringify([id, chunk]))) this.#queue.push({ table: pair, chunk, bounds, attempts: 0 });
      });
    }
    for (const { tableId, counts } of done) this.#tally.complete(tableId, counts);
    this.#queue.sort((a, b) => b.table.estimatedRows - a.table.estimatedRows);
  }

  #told(mapping: TableMapping): TalliedTable {
    return { mapping, rowFilter: this.#options.chosen?.get(mapping.id)?.rowFilter ?? null };
  }

  /** Lanes take chunks until none is left; their number follows the steering. */
  async #work(): Promise<void> {
    const stop = new AbortController();
    const signal = AbortSignal.any([this.#context.signal, stop.signal]);
    const lanes: Promise<void>[] = [];
    const most = this.#queue.length;
    let failure: unknown = null;
    const lane = async (index: number): Promise<void> => {
      try {
        await this.#lane(index, signal);
      } catch (error) {
        failure ??= error;
        stop.abort();
      }
    };
    while (this.#queue.length > 0 && !signal.aborted) {
      while (lanes.length < this.#readers() && lanes.length < most) lanes.push(lane(lanes.length));
      await Promise.race([Promise.all(lanes), pause(STEERING_MS, signal)]);
    }
    await Promise.all(lanes);
    if (failure !== null && !this.#context.signal.aborted) throw failure;
  }

  async #lane(index: number, signal: AbortSignal): Promise<void> {
    let readers: ReaderPair | null = null;
    try {
      while (!signal.aborted) {
        if (index >= this.#readers()) {
          if (this.#queue.length === 0) return;
          await pause(STEERING_MS, signal);
          continue;
        }
        await this.#deps.calm?.({ ...this.#context, signal });
        if (signal.aborted) return;
        const job = this.#queue.shift();
        if (job === undefined) return;
        if (this.#tally.isFailed(job.table.mapping.id)) continue;
        try {
          readers ??= await this.#openReaders();
          await this.#verify(job, readers, signal);
        } catch (error) {
          await this.#close(readers);
          readers = null;
          if (signal.aborted) return;
          await this.#onError(job, error, signal);
        }
      }
    } finally {
      await this.#close(readers);
    }
  }

  /** Both or none: the source's session must not stay when the target does not answer. */
  async #openReaders(): Promise<ReaderPair> {
    const source = await this.#deps.source.openReader();
    try {
      return { source, target: await this.#deps.target.openReader() };
    } catch (error) {
      await source[Symbol.asyncDispose]();
      throw error;
    }
  }

  async #verify(job: Job, readers: ReaderPair, signal: AbortSignal): Promise<void> {
    const { table } = job;
    const { id } = table.mapping;
    const most = this.#options.differencesKept ?? DIFFERENCES_KEPT;
    this.#tally.start(id);
    const deps: MomentDeps = {
      ...this.#deps,
      replayed: this.#replayed,
      meter: this.#context.meter,
      waiting: (waiting) => this.#context.report({ waiting }),
      signal,
    };
    const verdict = await verifyChunk(table, readers, deps, {
      bounds: job.bounds,
      rounds: this.#options.recheckRounds ?? RECHECK_ROUNDS,
      differencesKept: most,
      fingerprint: this.#fingerprints.get(id) ?? null,
    });
    this.#fingerprints.set(id, verdict.fingerprint);
    const kept = verdict.differences.slice(0, this.#tally.keep(id, verdict.differences.length, most));
    await this.#deps.journal.recordChunk(
      { tableId: id, chunk: job.chunk, counts: verdict.counts },
      kept.map((difference) => describeDifference(table, difference, this.#deps.target)),
    );
    this.#tally.complete(id, verdict.counts);
    this.#context.report({ progress: this.#tally.progress() });
  }

  async #onError(job: Job, error: unknown, signal: AbortSignal): Promise<void> {
    const known = error instanceof GodwitError ? error : null;
    if (known === null) throw error;
    const { id } = job.table.mapping;
    if (known.action === 'RETRYABLE') {
      if (known.code !== 'SOURCE_LOCK_WANTED') job.attempts += 1; // giving way is no failure
      if (job.attempts >= MAX_ATTEMPTS) throw known;
      this.#context.log.warn(known.message, { ...rowFacts(known), code: known.code, table: id, attempt: job.attempts });
      this.#queue.push(job);
      await pause(250 * 2 ** job.attempts, signal);
      return;
    }
    this.#context.log.error(known.message, { ...rowFacts(known), code: known.code, table: id });
    this.#tally.fail(id, known.code === 'REPLICA_IDENTITY_MISSING' ? 'NOT_COMPARABLE' : 'FAILED', known);
  }

  async #close(readers: ReaderPair | null): Promise<void> {
    if (readers === null) return;
    const ends = await Promise.allSettled([
      readers.source[Symbol.asyncDispose](),
      readers.target[Symbol.asyncDispose](),
    ]);
    for (const end of ends)
      if (end.status === 'rejected') this.#context.log.debug('a session was already gone', errorFacts(end.reason));
  }

  async #journal(until: AbortSignal): Promise<void> {
    while (!until.aborted) {
      await pause(JOURNAL_EVERY_MS, until);
      const changed = this.#tally.takeChanged();
      if (changed.length === 0) continue;
      await this.#deps.journal
        .recordTables(changed)
        .catch((error: unknown) => this.#context.log.warn('results could not be recorded', errorFacts(error)));
    }
  }
}

function keyChunks(keys: readonly RowCells[], { key, columns }: DigestSide, readers: number): ChunkBounds[] {
  const { least, most } = KEYS_PER_CHUNK;
  const share = Math.ceil(keys.length / readers);
  const many = key.length < columns.length ? Math.min(most, Math.max(least, share)) : most;
  const chunks: ChunkBounds[] = [];
  for (let from = 0; from < keys.length; from += many)
    chunks.push({ kind: 'KEYS', keys: keys.slice(from, from + many) });
  return chunks;
}
