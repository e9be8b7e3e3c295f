/**
 * Removes what is left on this machine of change logs that are gone: those of released tasks, and those that a newer
 * generation has replaced, here or elsewhere. What no task is known for is left alone: that may be another control database.
 */
import { readdir, rm } from 'node:fs/promises';
import { inArray } from 'drizzle-orm';
import { task } from '../../drizzle/tables.ts';
import { readFacts } from '../persistence/facts.ts';
import { pause } from '../runtime/clock.ts';
import type { Logger } from '../runtime/logger.ts';
import { LOG_FACT, ownerOfLog, placeOf } from '../task/change-log-place.ts';
import { logDirectory, spoolDirectory, type WorkerDeps } from './worker-deps.ts';

const EVERY_MS = 60_000;

/** At once and each minute, until the signal aborts. */
export async function sweepLogs(deps: WorkerDeps, log: Logger, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    await sweepOnce(deps, log).catch((error: unknown) =>
      log.warn('what is left of old change logs could not be removed; it is tried again', { error: String(error) }),
    );
    await pause(EVERY_MS, signal);
  }
}

/** Resolves with the names of the logs that were removed. */
export async function sweepOnce(deps: WorkerDeps, log: Logger): Promise<readonly string[]> {
  const names = await namesIn(logDirectory(deps.dataDir));
  if (names.length === 0) return [];
  const { database } = deps.control;
  const tasks = await database.db
    .select({ id: task.id, status: task.status })
    .from(task)
    .where(inArray(task.id, [...new Set(names.map((name) => ownerOfLog(name).taskId))]));
  const removed: string[] = [];
  for (const name of names) {
    const { taskId, generation } = ownerOfLog(name);
    const status = tasks.find(({ id }) => id === taskId)?.status;
    if (status === undefined) continue;
    const place = placeOf(await readFacts(database, taskId, [LOG_FACT.place]));
    const here = place === null || place.location === deps.location;
    if (status !== 'RELEASED' && here && (place === null || place.generation === generation)) continue;
    await deps.logs.remove(name);
    if (!here || status === 'RELEASED')
      await rm(spoolDirectory(deps.dataDir, taskId), { recursive: true, force: true });
    log.info('a change log that is no longer used was removed', { log: name });
    removed.push(name);
  }
  return removed;
}

async function namesIn(directory: string): Promise<string[]> {
  return readdir(directory).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return [];
    throw error;
  });
}
