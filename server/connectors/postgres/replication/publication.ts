/**
 * The publications of a task (C2), kept equal to what its tables need:
 *
 *   publication         tables (or leaves) with a replica identity: every kind of change
 *   insert publication  those without one, and without consent to change that: inserts and truncates only
 *
 * A partitioned table is published as itself where that takes its future partitions in (15 and later, identity by its
 * primary key), else by its leaves: new-partitions.ts adds what comes later. 13 and 14 could publish it as well, but go on
 * leaving a table out that they decoded before it was attached (seen). What REPLICA IDENTITY was before we changed it
 * stands in the publication's note, in the transaction of the change, and is put back at release.
 */
import type { TableName } from '../../../core/object-map.ts';
import { tableKey } from '../../../core/object-map.ts';
import { GodwitError } from '../../../core/errors.ts';
import type { EndpointAddress } from '../../../core/endpoint-address.ts';
import type { Sql } from '../connection.ts';
import { sqlStateOf } from '../errors.ts';
import { IDENTIFIED } from '../replica-identity.ts';
import { quoteName, quoteTable } from '../sql-text.ts';
import type { SourceNames } from './names.ts';
import { lockNote, noteStatement, readNote, type PublicationNote } from './publication-note.ts';

const WHOLE_SINCE = 150_000;

interface Relation {
  readonly oid: string;
  readonly table: TableName;
  readonly partitioned: boolean;
  readonly isRoot: boolean;
  /** pg_class.relreplident */
  readonly identity: string;
  /** Its updates and deletes can be published as it is (replica-identity.ts). */
  readonly identified: boolean;
  /** FULL cannot be published: a virtual column can never be sent, and then the application's own UPDATE fails (18). */
  readonly unpublishable: boolean;
}

export interface PublicationChange {
  /** Statements run, in order. */
  readonly statements: readonly string[];
  /** Tables whose updates and deletes are not published. */
  readonly insertOnly: readonly TableName[];
}

export interface PublicationInput {
  readonly address: EndpointAddress;
  readonly names: SourceNames;
  /** server_version_num */
  readonly version: number;
  readonly tables: readonly TableName[];
  readonly consentReplicaIdentityFull: boolean;
  /** An additional table that is always published (heartbeats on 12 and 13). */
  readonly heartbeatTable: TableName | null;
}

/** Creates or alters both publications. Idempotent; no statement is run when nothing is to be changed. */
export async function setPublications(sql: Sql, input: PublicationInput): Promise<PublicationChange> {
  const { names } = input;
  const published: TableName[] = input.heartbeatTable === null ? [] : [input.heartbeatTable];
  const insertOnly: TableName[] = [];
  const statements: string[] = [];
  const note = await readNote(sql, names);
  const leavesKnown: Record<string, string> = { ...note.leaves };
  for (const root of input.tables) {
    const relations = await relationsOf(sql, root);
    if (relations.length === 0) throw new GodwitError('OBJECT_NOT_FOUND', { object: `${root.schema}.${root.name}` });
    const whole = relations.find((relation) => relation.isRoot && relation.partitioned);
    const all = relations.filter((relation) => !relation.partitioned);
    // What came since stays out until it is adopted (new-partitions.ts).
    const leaves = all.some(({ oid }) => oid in note.leaves) ? all.filter(({ oid }) => oid in note.leaves) : all;
    for (const { oid, table, isRoot } of leaves) if (!isRoot) leavesKnown[oid] = `${table.schema}.${table.name}`;
    const publishableRoot = input.version >= WHOLE_SINCE ? whole : undefined;
    if (publishableRoot?.identified === true && leaves.every((leaf) => leaf.identified)) {
      published.push(publishableRoot.table);
      continue;
    }
    for (const leaf of leaves) {
      const made = !leaf.identified && input.consentReplicaIdentityFull && !leaf.unpublishable;
      if (made) statements.push(...(await setIdentityFull(sql, leaf, input)));
      if (leaf.identified || made) published.push(leaf.table);
      else insertOnly.push(leaf.table);
    }
  }
  const everything = { tables: published, options: everythingOptions(input.version) };
  statements.push(...(await setPublication(sql, names.publication, everything)));
  // Also for what may come: a partition without identity can be added to it, but the stream names its publications once.
  const byLeaves = Object.keys(leavesKnown).length > 0;
  if (insertOnly.length > 0 || byLeaves || (await publishedTables(sql, names.insertPublication)) !== null) {
    const inserts = { tables: insertOnly, options: `publish = 'insert, truncate'` };
    statements.push(...(await setPublication(sql, names.insertPublication, inserts)));
  }
  statements.push(...(await noteLeaves(sql, input, leavesKnown)));
  return { statements, insertOnly };
}

/** Notes the partitions that are published from the start. */
async function noteLeaves(sql: Sql, input: PublicationInput, leaves: Record<string, string>): Promise<string[]> {
  const { names, consentReplicaIdentityFull: fullAllowed } = input;
  return runNoted(sql, { names, object: names.publication }, (note) => {
    const next = { ...note, fullAllowed, leaves: { ...leaves, ...note.leaves } };
    return JSON.stringify(next) === JSON.stringify(note) ? [] : [noteStatement(names, next)];
  });
}

/**
 * Stored generated columns are sent where the server can (18; relation-map.ts leaves them out again): there a replica
 * identity that holds one that is not published makes the application's own UPDATE fail (seen).
 */
const everythingOptions = (version: number): string =>
  `publish = 'insert, update, delete, truncate'${version >= 180_000 ? ', publish_generated_columns = stored' : ''}`;

/** Drops both publications and puts replica identities back; returns the statements run. */
export async function dropPublications(sql: Sql, names: SourceNames): Promise<string[]> {
  const statements: string[] = [];
  const run = async (together: readonly string[], object: string): Promise<void> => {
    await runShort(sql, together, object); // one table's lock at a time: what waits for the next holds none
    statements.push(...together);
  };
  const published = new Set((await publishedTables(sql, names.publication))?.map(tableKey));
  for (const { table, identity } of (await readNote(sql, names)).replicaIdentity) {
    const [row] = await sql<{ current: string }[]>`
      SELECT relreplident::text AS current FROM pg_catalog.pg_class WHERE oid = pg_catalog.to_regclass(${quoteTable(table)})`;
    if (row?.current !== 'f') continue;
    const before = identity === 'n' ? 'NOTHING' : 'DEFAULT';
    const out = `ALTER PUBLICATION ${quoteName(names.publication)} DROP TABLE ONLY ${quoteTable(table)}`;
    // Out of the publication in the same moment: published without identity the application's UPDATE fails.
    await run(
      [
        ...(published.has(tableKey(table)) ? [out] : []),
        `ALTER TABLE ONLY ${quoteTable(table)} REPLICA IDENTITY ${before}`,
      ],
      quoteTable(table),
    );
  }
  // The one that the note stands on goes last: what was changed is known until it is put back.
  for (const name of [names.insertPublication, names.publication]) {
    if ((await publishedTables(sql, name)) !== null) await run([`DROP PUBLICATION ${quoteName(name)}`], name);
  }
  return statements;
}

async function setPublication(
  sql: Sql,
  name: string,
  wanted: { readonly tables: readonly TableName[]; readonly options: string },
): Promise<string[]> {
  const current = await publishedTables(sql, name);
  const list = (tables: readonly TableName[]): string => tables.map((table) => `ONLY ${quoteTable(table)}`).join(', ');
  const statements: string[] = [];
  if (current === null) {
    const tables = wanted.tables.length === 0 ? '' : ` FOR TABLE ${list(wanted.tables)}`;
    statements.push(`CREATE PUBLICATION ${quoteName(name)}${tables} WITH (${wanted.options})`);
  } else {
    const have = new Set(current.map(tableKey));
    const want = new Set(wanted.tables.map(tableKey));
    const added = wanted.tables.filter((table) => !have.has(tableKey(table)));
    const removed = current.filter((table) => !want.has(tableKey(table)));
    if (added.length > 0) statements.push(`ALTER PUBLICATION ${quoteName(name)} ADD TABLE ${list(added)}`);
    if (removed.length > 0) statements.push(`ALTER PUBLICATION ${quoteName(name)} DROP TABLE ${list(removed)}`);
  }
  if (statements.length > 0) await runShort(sql, statements, name);
  return statements;
}

/** REPLICA IDENTITY FULL, with what it was noted in the publication's comment by the same transaction. */
async function setIdentityFull(sql: Sql, leaf: Relation, input: PublicationInput): Promise<string[]> {
  const { names } = input;
  const statements: string[] = [];
  if ((await publishedTables(sql, names.publication)) === null)
    statements.push(`CREATE PUBLICATION ${quoteName(names.publication)} WITH (${everythingOptions(input.version)})`);
  return runNoted(sql, { names, object: `${leaf.table.schema}.${leaf.table.name}` }, (note) => {
    const replicaIdentity = [...note.replicaIdentity, { table: leaf.table, identity: leaf.identity }];
    return [
      ...statements,
      noteStatement(names, { ...note, replicaIdentity }),
      `ALTER TABLE ONLY ${quoteTable(leaf.table)} REPLICA IDENTITY FULL`,
    ];
  });
}

/** Statements that follow from the note, in its turn: the Store adopts partitions meanwhile (new-partitions.ts). */
async function runNoted(
  sql: Sql,
  { names, object }: { readonly names: SourceNames; readonly object: string },
  make: (note: PublicationNote) => readonly string[],
): Promise<string[]> {
  let statements: readonly string[] = [];
  await inShort(
    sql,
    object,
    () => statements,
    async (transaction) => {
      await lockNote(transaction, names);
      statements = make(await readNote(transaction, names));
    },
  );
  return [...statements];
}

/** Runs statements in one transaction that waits at most 2 s for a lock (C2). */
async function runShort(sql: Sql, statements: readonly string[], object: string): Promise<void> {
  await inShort(
    sql,
    object,
    () => statements,
    async () => {},
  );
}

async function inShort(
  sql: Sql,
  object: string,
  statements: () => readonly string[],
  first: (transaction: Sql) => Promise<void>,
): Promise<void> {
  try {
    await sql.begin(async (tx) => {
      await tx`SET LOCAL lock_timeout = '2s'`;
      await first(tx as unknown as Sql); // a transaction offers what is used of a pool here
      for (const statement of statements()) await tx.unsafe(statement);
    });
  } catch (error) {
    if (sqlStateOf(error) === '55P03') throw new GodwitError('LOCK_TIMEOUT', { object, seconds: 2 }, { cause: error });
    if (sqlStateOf(error) === '42501')
      throw new GodwitError(
        'PRIVILEGE_MISSING',
        { user: 'of the source', privilege: 'OWNER', object, statement: statements().join('; ') },
        { cause: error },
      );
    throw error;
  }
}

async function publishedTables(sql: Sql, publication: string): Promise<TableName[] | null> {
  const rows = await sql<{ schema: string | null; name: string | null }[]>`
    SELECT n.nspname AS schema, c.relname AS name
    FROM pg_catalog.pg_publication p
    LEFT JOIN pg_catalog.pg_publication_rel r ON r.prpubid = p.oid
    LEFT JOIN pg_catalog.pg_class c ON c.oid = r.prrelid
    LEFT JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
    WHERE p.pubname = ${publication}`;
  if (rows.length === 0) return null;
  return rows.flatMap((row) =>
    row.schema === null || row.name === null ? [] : [{ schema: row.schema, name: row.name }],
  );
}

/** The table itself and, when it is partitioned, everything below it. */
async function relationsOf(sql: Sql, root: TableName): Promise<Relation[]> {
  const rows = await sql<
    {
      oid: string;
      schema: string;
      name: string;
      partitioned: boolean;
      root: boolean;
      identity: string;
      identified: boolean;
      virtual: boolean;
    }[]
  >`
    WITH RECURSIVE tree AS (
      SELECT c.oid, true AS root FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
      WHERE n.nspname = ${root.schema} AND c.relname = ${root.name} AND c.relkind IN ('r', 'p')
      UNION ALL
      SELECT i.inhrelid, false FROM tree JOIN pg_catalog.pg_inherits i ON i.inhparent = tree.oid
      JOIN pg_catalog.pg_class child ON child.oid = i.inhrelid AND child.relispartition)
    SELECT c.oid::text AS oid, n.nspname AS schema, c.relname AS name, c.relkind = 'p' AS partitioned, tree.root AS root, c.relreplident::text AS identity,
      ${sql.unsafe(IDENTIFIED)} AS identified,
      EXISTS (SELECT FROM pg_catalog.pg_attribute a WHERE a.attrelid = c.oid AND a.attgenerated = 'v') AS virtual
    FROM tree JOIN pg_catalog.pg_class c ON c.oid = tree.oid JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace`;
  return rows.map((row) => ({
    oid: row.oid,
    table: { schema: row.schema, name: row.name },
    partitioned: row.partitioned,
    isRoot: row.root,
    identity: row.identity,
    identified: row.identified,
    unpublishable: row.virtual,
  }));
}
