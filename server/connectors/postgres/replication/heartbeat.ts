/**
 * A sign of life in the source's own log each second, so that latency falls to zero and positions move while nobody
 * writes. PostgreSQL 14 and later: a transactional message; 12 and 13: a row of godwit.heartbeat, in the publication.
 * Every tenth beat looks whether a partition came that is not published.
 */
import { GodwitError } from '../../../core/errors.ts';
import { pause } from '../../../runtime/clock.ts';
import type { TableName } from '../../../core/object-map.ts';
import type { Sql } from '../connection.ts';
import { sourceNames } from './names.ts';
import { findUnpublishedPartition } from './publication.ts';

const INTERVAL_MS = 1_000;
const BEATS_PER_LOOK = 10;

export const HEARTBEAT_TABLE: TableName = { schema: 'godwit', name: 'heartbeat' };

export const CREATE_HEARTBEAT = [
  'CREATE SCHEMA IF NOT EXISTS godwit',
  'CREATE TABLE IF NOT EXISTS godwit.heartbeat (task_id text PRIMARY KEY, beaten_at timestamptz NOT NULL)',
];

/** Beats until the signal aborts; throws what the source answers, and TABLE_CHANGED. */
export async function beat(
  sql: Sql,
  options: { readonly taskId: string; readonly byMessage: boolean; readonly signal: AbortSignal },
): Promise<void> {
  const { taskId, byMessage, signal } = options;
  for (let beats = 0; !signal.aborted; beats += 1) {
    if (beats % BEATS_PER_LOOK === 0) await requirePublished(sql, taskId);
    if (byMessage)
      await sql`SELECT pg_catalog.pg_logical_emit_message(true, ${`godwit.heartbeat.${taskId}`}::text, pg_catalog.clock_timestamp()::text)`;
    else
      await sql`INSERT INTO godwit.heartbeat VALUES (${taskId}, pg_catalog.clock_timestamp())
        ON CONFLICT (task_id) DO UPDATE SET beaten_at = excluded.beaten_at`;
    await pause(INTERVAL_MS, signal);
  }
}

async function requirePublished(sql: Sql, taskId: string): Promise<void> {
  const found = await findUnpublishedPartition(sql, sourceNames(taskId));
  if (found !== null)
    throw new GodwitError('TABLE_CHANGED', {
      table: found.root,
      detail: `its new partition ${found.partition} is not published`,
    });
}
