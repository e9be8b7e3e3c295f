/**
 * What a task has to remember on its source: the comment of its publication, changed only in transactions that do what it
 * says, so that it goes with the publication and is never wrong.
 */
import type { TableName } from '../../../core/object-map.ts';
import type { Sql } from '../connection.ts';
import { quoteName, quoteText } from '../sql-text.ts';
import type { SourceNames } from './names.ts';

export interface PublicationNote {
  /** What pg_class.relreplident was before we set it to FULL; put back at release. */
  readonly replicaIdentity: readonly { readonly table: TableName; readonly identity: string }[];
  /** Partitions whose rows come through the stream or the copy, by oid (new-partitions.ts). */
  readonly leaves: Readonly<Record<string, string>>;
  /** Whether REPLICA IDENTITY FULL may be set. */
  readonly fullAllowed: boolean;
}

const EMPTY: PublicationNote = { replicaIdentity: [], leaves: {}, fullAllowed: false };

/** Empty when there is no publication, or none of ours. */
export async function readNote(sql: Sql, names: SourceNames): Promise<PublicationNote> {
  const [row] = await sql<{ comment: string | null }[]>`
    SELECT pg_catalog.obj_description(oid, 'pg_publication') AS comment FROM pg_catalog.pg_publication WHERE pubname = ${names.publication}`;
  return row === undefined || row.comment === null
    ? EMPTY
    : { ...EMPTY, ...(JSON.parse(row.comment) as Partial<PublicationNote>) }; // written below
}

/** To be called first in the transaction, before what it says is done: two writers take turns. */
export async function lockNote(transaction: Sql, names: SourceNames): Promise<void> {
  await transaction`SELECT pg_catalog.pg_advisory_xact_lock(pg_catalog.hashtextextended(${names.publication}, 0))`;
}

export const noteStatement = (names: SourceNames, note: PublicationNote): string =>
  `COMMENT ON PUBLICATION ${quoteName(names.publication)} IS ${quoteText(JSON.stringify(note))}`;

/** A condition in SQL: the row lies in a partition that the note knows in this very snapshot; true without a publication. */
export const inKnownLeaf = (names: SourceNames): string =>
  `tableoid = ANY (coalesce((SELECT pg_catalog.array_agg(leaf::pg_catalog.oid) FROM pg_catalog.pg_publication p,
    pg_catalog.json_object_keys(pg_catalog.obj_description(p.oid, 'pg_publication')::pg_catalog.json -> 'leaves') leaf
    WHERE p.pubname = ${quoteText(names.publication)}), ARRAY[tableoid]))`;
