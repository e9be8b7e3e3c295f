/**
 * Where a stream without a full copy begins: now, or at a slot that a person has made, with a publication that was there when it
 * was made (what a slot decodes, it decodes with the catalog of that moment). The task streams from a copy of the slot: the
 * person's own stays as it is.
 */
import { GodwitError } from '../../../core/errors.ts';
import type { TableName } from '../../../core/object-map.ts';
import type { Position } from '../../../core/position.ts';
import type { ChosenStart } from '../../../core/start-position.ts';
import type { Sql } from '../connection.ts';
import { lsnOrder } from '../position.ts';
import { readSlot } from './slot.ts';

/** Heartbeats of earlier versions are rows, which a publication of somebody else's does not carry. */
const FIRST_MAJOR = 14;

/** Where the stream begins. Throws START_POSITION_INVALID with what keeps it from beginning there. */
export async function requireStart(sql: Sql, start: ChosenStart, tables: readonly TableName[]): Promise<Position> {
  const { slot, publication, position } = start;
  const text = `slot ${slot}, publication ${publication}`;
  const [server] = await sql<{ version: number; plugin: string | null; here: boolean | null }[]>`
    SELECT pg_catalog.current_setting('server_version_num')::int4 AS version, plugin::text AS plugin, database = pg_catalog.current_database() AS here
    FROM (SELECT) AS one LEFT JOIN pg_catalog.pg_replication_slots ON slot_name = ${slot}`;
  if (server === undefined || server.version < FIRST_MAJOR * 10_000)
    throw invalid(text, `it takes PostgreSQL ${FIRST_MAJOR}`);
  const state = await readSlot(sql, slot);
  if (state === null) throw invalid(text, `there is no slot ${slot}`);
  if (server.plugin !== 'pgoutput' || server.here !== true)
    throw invalid(text, `slot ${slot} is not one of this database with the plugin pgoutput`);
  if (!state.usable) throw invalid(text, `the server has forgotten what slot ${slot} was to keep`);
  if (position !== null && lsnOrder.compare(position, state.confirmed) < 0)
    throw invalid(text, `${position} lies before ${state.confirmed}, up to which slot ${slot} is confirmed`);
  const missing = await unpublished(sql, publication, tables);
  if (missing !== null) throw invalid(text, missing);
  return position ?? state.confirmed;
}

async function unpublished(sql: Sql, publication: string, tables: readonly TableName[]): Promise<string | null> {
  const [found] = await sql<{ whole: boolean }[]>`
    SELECT pubinsert AND pubupdate AND pubdelete AND pubtruncate AS whole FROM pg_catalog.pg_publication WHERE pubname = ${publication}`;
  if (found === undefined) return `there is no publication ${publication}`;
  if (!found.whole) return `publication ${publication} does not publish every kind of change`;
  const wanted = JSON.stringify(tables.map(({ schema, name }) => ({ schema, name })));
  const lacking = await sql<{ name: string }[]>`
    SELECT pg_catalog.format('%I.%I', w.schema, w.name) AS name
    FROM pg_catalog.json_to_recordset(${wanted}::text::json) AS w(schema name, name name)
    JOIN pg_catalog.pg_namespace n ON n.nspname = w.schema JOIN pg_catalog.pg_class c ON c.relnamespace = n.oid AND c.relname = w.name
    WHERE EXISTS (
      SELECT FROM (SELECT c.oid WHERE c.relkind = 'r' UNION ALL SELECT relid FROM pg_catalog.pg_partition_tree(c.oid) WHERE isleaf AND c.relkind = 'p') AS leaf(oid)
      JOIN pg_catalog.pg_class l ON l.oid = leaf.oid JOIN pg_catalog.pg_namespace s ON s.oid = l.relnamespace
      WHERE NOT EXISTS (
        SELECT FROM pg_catalog.pg_publication_tables p
        WHERE p.pubname = ${publication} AND pg_catalog.to_jsonb(p) ->> 'rowfilter' IS NULL
          AND ((p.schemaname, p.tablename) = (s.nspname, l.relname) OR (p.schemaname, p.tablename) = (w.schema, w.name))))`;
  return lacking.length === 0
    ? null
    : `publication ${publication} does not publish all of ${lacking.map(({ name }) => name).join(', ')}`;
}

const invalid = (start: string, detail: string): GodwitError =>
  new GodwitError('START_POSITION_INVALID', { start, detail });

/** Copies the slot under the task's own name. */
export async function copySlot(sql: Sql, from: string, to: string): Promise<void> {
  await sql`SELECT pg_catalog.pg_copy_logical_replication_slot(${from}, ${to}, false)`;
}
