/** The live feeds over the observation port: two samplers shared by all viewers, and a tail of each log that is read. */
import { abortable } from '../../../schema/abortable.ts';
import type { LiveFeeds, TaskStanding } from '../../../schema/live.ts';
import type { NewestValues } from '../../../schema/newest-values.ts';
import type { Ports } from '../../../schema/ports.ts';
import type { StageLog } from '../../core/stage.ts';
import { pause } from '../../runtime/clock.ts';
import { SharedTail } from '../../runtime/shared-tail.ts';
import type { LatestMetrics, LogLine } from '../../task/observation.ts';
import { Sampler } from './sampler.ts';

const LINES_AT_ONCE = 500;

type Sources = Pick<Ports, 'observation' | 'tasks'>;

export class LiveFeedsOfPorts implements LiveFeeds {
  readonly #sources: Sources;
  readonly #everyMs: number;
  readonly #metrics: Sampler<readonly LatestMetrics[]>;
  readonly #standings: Sampler<TaskStanding>;
  readonly #lines = new Map<string, SharedTail<LogLine>>();

  constructor(deps: { sources: Sources; log: StageLog }, options: { everyMs?: number } = {}) {
    const { sources, log } = deps;
    this.#sources = sources;
    this.#everyMs = options.everyMs ?? 1_000;
    this.#metrics = new Sampler({ log, read: (ids) => readMetrics(sources, ids) }, options);
    this.#standings = new Sampler({ log, read: (ids) => readStandings(sources, ids) }, options);
  }

  metrics(taskId: string, intervalMs: number): NewestValues<readonly LatestMetrics[]> {
    return this.#metrics.watch(taskId, intervalMs);
  }

  standing(taskId: string, intervalMs: number): NewestValues<TaskStanding> {
    return this.#standings.watch(taskId, intervalMs);
  }

  lines(componentId: string, after: bigint): AsyncIterableIterator<LogLine> {
    return abortable((signal) => this.#tail({ componentId, after, signal }));
  }

  async close(): Promise<void> {
    await Promise.all([this.#metrics.close(), this.#standings.close()]);
  }

  /**
   * It begins with the latest run; behind a line that the reader has, every run's lines follow, so that a restart leaves no
   * gap. The next lines are taken only once the reader has taken those before: it can never fall behind in memory.
   */
  async *#tail(tail: { componentId: string; after: bigint; signal: AbortSignal }): AsyncGenerator<LogLine> {
    const { componentId, signal } = tail;
    let { after } = tail;
    while (after === 0n && !signal.aborted) {
      const options = { after, limit: LINES_AT_ONCE, runs: 'LATEST' } as const;
      for (const line of await this.#sources.observation.logLines(componentId, options)) {
        after = line.sequence;
        yield line;
      }
      if (after === 0n) await pause(this.#everyMs, signal);
    }
    const lines = this.#linesOf(componentId);
    try {
      yield* lines.follow(after, signal);
    } finally {
      if (lines.followers === 0) this.#lines.delete(componentId);
    }
  }

  #linesOf(componentId: string): SharedTail<LogLine> {
    const known = this.#lines.get(componentId);
    if (known !== undefined) return known;
    const { observation } = this.#sources;
    const lines = new SharedTail<LogLine>(
      {
        read: (after, limit) => observation.logLines(componentId, { after, limit, runs: 'ALL' }),
        numberOf: ({ sequence }) => sequence,
      },
      { pollMs: this.#everyMs },
    );
    this.#lines.set(componentId, lines);
    return lines;
  }
}

async function readMetrics(sources: Sources, ids: readonly string[]): Promise<Map<string, readonly LatestMetrics[]>> {
  const latest = Map.groupBy(await sources.observation.latestMetrics(ids), (one) => one.taskId);
  return new Map(ids.map((id) => [id, latest.get(id) ?? []]));
}

async function readStandings(sources: Sources, ids: readonly string[]): Promise<Map<string, TaskStanding>> {
  const [tasks, subtasks, latencies] = await Promise.all([
    sources.tasks.tasksByIds(ids),
    sources.tasks.subtasks(ids),
    sources.observation.latency(ids),
  ]);
  const at = new Date();
  const standings = new Map<string, TaskStanding>();
  for (const task of tasks) {
    if (task === null) continue;
    standings.set(task.id, {
      task,
      subtasks: subtasks.filter((subtask) => subtask.taskId === task.id),
      latency: latencies.find((latency) => latency.taskId === task.id) ?? null,
      at,
    });
  }
  return standings;
}
