/**
 * A sign of life in the source's own log each second, so that latency falls to zero and positions move while nobody
 * writes. PostgreSQL 14 and later: a transactional message; 12 and 13: a row of godwit.heartbeat, in the publication.
 */
import { pause } from '../../../runtime/clock.ts';
import type { TableName } from '../../../core/object-map.ts';
import type { Sql } from '../connection.ts';

const INTERVAL_MS = 1_000;

export const HEARTBEAT_TABLE: TableName = { schema: 'godwit', name: 'heartbeat' };

export const CREATE_HEARTBEAT = [
  'CREATE SCHEMA IF NOT EXISTS godwit',
  'CREATE TABLE IF NOT EXISTS godwit.heartbeat (task_id text PRIMARY KEY, beaten_at timestamptz NOT NULL)',
];

/** Beats until the signal aborts; throws what the source answers. */
export async function beat(
  sql: Sql,
  options: { readonly taskId: string; readonly byMessage: boolean; readonly signal: AbortSignal },
): Promise<void> {
  const { taskId, byMessage, signal } = options;
  while (!signal.aborted) {
    if (byMessage)
      await sql`SELECT pg_catalog.pg_logical_emit_message(true, ${`godwit.heartbeat.${taskId}`}::text, pg_catalog.clock_timestamp()::text)`;
    else
      await sql`INSERT INTO godwit.heartbeat VALUES (${taskId}, pg_catalog.clock_timestamp())
        ON CONFLICT (task_id) DO UPDATE SET beaten_at = excluded.beaten_at`;
    await pause(INTERVAL_MS, signal);
  }
}
