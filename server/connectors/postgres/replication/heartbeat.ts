/**
 * A sign of life in the source's own log each second, so that latency falls to zero and positions move while nobody
 * writes. PostgreSQL 14 and later: a transactional message; 12 and 13: a row of godwit.heartbeat, in the publication.
 * Every beat looks for partitions that came or went (new-partitions.ts) and for keys that were dropped (lost-identity.ts).
 */
import { pause } from '../../../runtime/clock.ts';
import type { TableName } from '../../../core/object-map.ts';
import type { Sql } from '../connection.ts';
import { leaveUnidentified } from './lost-identity.ts';
import { sourceNames } from './names.ts';
import { followPartitions } from './new-partitions.ts';

/** From here on messages come in the stream. */
export const MESSAGES_SINCE = 14;
const INTERVAL_MS = 1_000;

export const HEARTBEAT_TABLE: TableName = { schema: 'godwit', name: 'heartbeat' };

export const CREATE_HEARTBEAT = [
  'CREATE SCHEMA IF NOT EXISTS godwit',
  'CREATE TABLE IF NOT EXISTS godwit.heartbeat (task_id text PRIMARY KEY, beaten_at timestamptz NOT NULL, carried text)',
];

/** Beats until the signal aborts; throws what the source answers, and what followPartitions() does. */
export async function beat(
  sql: Sql,
  options: {
    readonly taskId: string;
    readonly byMessage: boolean;
    /** Somebody else's is not changed by us. */
    readonly ownPublication: boolean;
    readonly signal: AbortSignal;
  },
): Promise<void> {
  const { taskId, byMessage, ownPublication, signal } = options;
  while (!signal.aborted) {
    if (ownPublication) {
      await leaveUnidentified(sql, sourceNames(taskId));
      await followPartitions(sql, { taskId, byMessage });
    }
    await beatOnce(sql, { taskId, byMessage });
    await pause(INTERVAL_MS, signal);
  }
}

/** One sign of life, now. */
export async function beatOnce(
  sql: Sql,
  { taskId, byMessage }: { readonly taskId: string; readonly byMessage: boolean },
): Promise<void> {
  if (byMessage)
    await sql`SELECT pg_catalog.pg_logical_emit_message(true, ${`godwit.heartbeat.${taskId}`}::text, pg_catalog.clock_timestamp()::text)`;
  else
    await sql`INSERT INTO godwit.heartbeat (task_id, beaten_at) VALUES (${taskId}, pg_catalog.clock_timestamp())
      ON CONFLICT (task_id) DO UPDATE SET beaten_at = excluded.beaten_at`;
}
