/** What everything in this folder needs: the control plane, the logs of this machine, and who we are. */
import path from 'node:path';
import type { Control } from '../control.ts';
import type { TaskSituation } from '../task/task-progress.ts';
import { must } from '../core/assert.ts';
import type { ChangeLogs } from '../store/change-log.ts';

export interface WorkerDeps {
  readonly control: Control;
  readonly logs: ChangeLogs;
  readonly location: string;
  readonly dataDir: string;
  /** How long the machine of a change log may be away or cut off before the log moves, milliseconds. */
  readonly logPatienceMs: number;
}

/** Names of facts that stages and phases leave for each other. */
export const STAGE_FACT = {
  /** { position }: where the source's log begins for the task. */
  sourceStart: 'source.start',
  /** Mapping id -> the source's own number of its table (known-tables.ts). */
  sourceTables: 'source.tables',
  /** Checkpoint that a crash of the target cannot take back. */
  durableCheckpoint: 'checkpoint.durable',
} as const;

export const logDirectory = (dataDir: string): string => path.join(dataDir, 'logs');

export const spoolDirectory = (dataDir: string, taskId: string): string => path.join(dataDir, 'spool', taskId);

export async function loadSituation(deps: WorkerDeps, taskId: string): Promise<TaskSituation> {
  return must(await deps.control.progress.load(taskId), `task ${taskId}`);
}
