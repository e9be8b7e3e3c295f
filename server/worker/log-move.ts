/** What a change log that begins anew goes on from: the target's checkpoint, under the fence, and what the source forgot. */
import { GodwitError } from '../core/errors.ts';
import type { StageLog } from '../core/stage.ts';
import { asPosition } from '../core/position.ts';
import { PostgresTargetWriter } from '../connectors/postgres/apply/postgres-target-writer.ts';
import { openPool, SHORT_QUESTIONS, withPool } from '../connectors/postgres/connection.ts';
import { toGodwitError } from '../connectors/postgres/errors.ts';
import { checkpointStatement } from '../connectors/postgres/digest/postgres-digest-reader.ts';
import { sourceNames } from '../connectors/postgres/replication/names.ts';
import { endSlotSession, readSlot } from '../connectors/postgres/replication/slot.ts';
import { whereaboutsOf } from '../connectors/postgres/wire-session.ts';
import type { ChangeLogs } from '../store/change-log.ts';
import type { LogPlace, LogResume } from '../task/change-log-place.ts';
import type { TaskSituation } from '../task/task-progress.ts';

/** From here on nobody with an older epoch applies; null: nothing was applied yet. Throws FENCED, SLOT_LOST. */
export async function takeOverLog(
  situation: TaskSituation,
  owner: { readonly epoch: number; readonly log: StageLog },
): Promise<LogResume | null> {
  const { task, source, target } = situation;
  await using writer = new PostgresTargetWriter(target, { taskId: task.id, ...owner, writer: 'INCR_SYNC' });
  await writer.claim();
  const checkpoint = await writer.durableCheckpoint();
  if (checkpoint === null) return null;
  const { slot } = sourceNames(task.id);
  const sql = openPool(source, { applicationName: 'godwit workflow', maxSessions: 1, ...SHORT_QUESTIONS });
  try {
    await endSlotSession(sql, slot); // a Store that is cut off from us may still hold it
    const state = await readSlot(sql, slot);
    if (state === null || !state.usable) throw new GodwitError('SLOT_LOST', { slot, position: checkpoint.position });
    return { ordinal: checkpoint.ordinal, position: checkpoint.position, forgotten: state.confirmed };
  } catch (error) {
    throw toGodwitError(error, source, 'INTERNAL_ERROR');
  } finally {
    await sql.end({ timeout: 5 });
  }
}

/** Whether both databases answer from here: what is no outage counts as an answer. */
export async function reachesBoth({ source, target }: TaskSituation): Promise<boolean> {
  const answers = await Promise.all([source, target].map((address) => whereaboutsOf(address, 0)));
  return !answers.includes('UNREACHABLE');
}

/** A log without a transaction is new only while the target has no more than it begins from; else it was lost. */
export async function requireOwnLog(
  situation: TaskSituation,
  own: { readonly logs: ChangeLogs; readonly logId: string; readonly place: LogPlace | null },
): Promise<void> {
  const reader = await own.logs.openReader(own.logId);
  const bounds = await reader.bounds().finally(() => reader.close());
  if (bounds !== null) return; // that it is no older copy it remembers itself (L7)
  const applied = await readCheckpoint(situation);
  if (applied !== null && applied.ordinal !== (own.place?.resume?.ordinal ?? 0))
    throw new GodwitError('LOG_POSITION_MISSING', { position: applied.position });
}

async function readCheckpoint({ task, target }: TaskSituation) {
  return withPool(target, { applicationName: 'godwit store', maxSessions: 1 }, async (sql) => {
    const [kept] = await sql`SELECT to_regclass('godwit.checkpoint') IS NOT NULL AS there`;
    if (kept?.['there'] !== true) return null;
    const [row] = await sql.unsafe(checkpointStatement(task.id));
    return row ? { ordinal: Number(row['ordinal']), position: asPosition(String(row['position'])) } : null;
  });
}
