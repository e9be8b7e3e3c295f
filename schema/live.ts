/**
 * The live feeds behind the sampled and tailed subscriptions (api.md section 3). Port: server/api/realtime implements it.
 * Events have their own port, EventBus.
 *
 * F1 samples are lossy: the newest value wins, and the first one is the present state.
 * F2 lines go by sequence number, in order, without a gap, and can be resumed.
 * F3 however many watch, one reading a second serves all of them; a slow reader never makes a feed hold more.
 * F4 a feed ends at once when its iterator is returned.
 */
import type { LatestMetrics, LogLine, TaskLatency } from '../server/task/observation.ts';
import type { NewestValues } from './newest-values.ts';
import type { Subtask, Task } from '../server/task/task-types.ts';

/** Where a task stands, as one reading. */
export interface TaskStanding {
  readonly task: Task;
  readonly subtasks: readonly Subtask[];
  readonly latency: TaskLatency | null;
  readonly at: Date;
}

export interface LiveFeeds {
  /** The newest values of all components of a task, at most one each `intervalMs`. */
  metrics(taskId: string, intervalMs: number): NewestValues<readonly LatestMetrics[]>;
  /** Ends when the task is gone. */
  standing(taskId: string, intervalMs: number): NewestValues<TaskStanding>;
  /** Lines with a sequence above `after` (0n: from the start of the latest run). */
  lines(componentId: string, after: bigint): AsyncIterableIterator<LogLine>;
}
