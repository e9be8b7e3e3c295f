/**
 * Replication origins mark what Godwit writes, so that a stream the other way leaves it out (C25). A session has one at a
 * time and an origin one session, so each lane has its own. They are made where a way back is chosen.
 *
 * A server has few places for them (10 by default), of its own subscriptions too, and an origin keeps its place until it is dropped
 * (seen). So all streams of a task, of which one writes at a time, share theirs. They go with the task: a transaction whose
 * origin is gone when it is decoded would look like one of the application's.
 */
import { GodwitError } from '../../core/errors.ts';
import { legOf, shownTaskId } from '../../core/ids.ts';
import { pause } from '../../runtime/clock.ts';
import type { Sql } from './connection.ts';
import { sqlStateOf } from './errors.ts';
import { quoteText } from './sql-text.ts';

/** Name that the origins of a task begin with; `streamId` is the task's or one of its legs'. */
export const originPrefix = (streamId: string): string => `godwit_${shownTaskId(streamId)}_`;

/** Of a lane, or of what is made or dropped beside the lanes. */
export const originName = (streamId: string, part: number | 'structure'): string => `${originPrefix(streamId)}${part}`;

/** Those of a task that people see; what was dropped. */
export async function dropOrigins(sql: Sql, taskId: string): Promise<string[]> {
  if (legOf(taskId) !== null) return [];
  const origins =
    await sql`SELECT roname FROM pg_replication_origin WHERE starts_with(roname, ${originPrefix(taskId)})`;
  for (const { roname } of origins) await sql`SELECT pg_replication_origin_drop(${String(roname)})`;
  return origins.map(({ roname }) => `replication origin ${String(roname)}`);
}

/** Runs one statement; how many rows it answered. */
type Ask = (statement: string) => Promise<number>;

const IN_USE = '55006';
const NO_PLACE = '53400';
const DUPLICATE = '42710';
const UNIQUE = '23505';
/** How long a session of a predecessor, which was told to end, is waited for. */
const PATIENCE_MS = 10_000;

/** The transactions of the session that is asked carry the origin from now on. Throws ORIGINS_EXHAUSTED. */
export async function markWithOrigin(ask: Ask, name: string): Promise<void> {
  const found = await ask(`SELECT 1 FROM pg_replication_origin WHERE roname = ${quoteText(name)}`);
  if (found === 0)
    await ask(`SELECT pg_replication_origin_create(${quoteText(name)})`).catch((error: unknown) => {
      const state = sqlStateOf(error);
      if (state !== DUPLICATE && state !== UNIQUE) throw error;
    });
  const deadline = performance.now() + PATIENCE_MS;
  for (;;) {
    try {
      await ask(`SELECT pg_replication_origin_session_setup(${quoteText(name)})`);
      return;
    } catch (error) {
      const state = sqlStateOf(error);
      if (state === NO_PLACE) throw new GodwitError('ORIGINS_EXHAUSTED', { origin: name }, { cause: error });
      if (state !== IN_USE || performance.now() > deadline) throw error;
      await pause(50);
    }
  }
}
