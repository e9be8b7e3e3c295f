/** Tables leave the publications of a task that goes on, or become another task's. */
import type { EndpointAddress } from '../../../core/endpoint-address.ts';
import { tableKey, type TableName } from '../../../core/object-map.ts';
import { openPool, type Sql } from '../connection.ts';
import { toGodwitError } from '../errors.ts';
import { quoteName, quoteTable } from '../sql-text.ts';
import { sourceNames, type SourceNames } from './names.ts';
import { lockNote, noteStatement, readNote } from './publication-note.ts';

/** Takes the tables, and what is published of their partitions, out; replica identities that were set are put back. Returns what was run. */
export function unpublishTables(
  address: EndpointAddress,
  options: { readonly taskId: string; readonly tables: readonly TableName[] },
): Promise<readonly string[]> {
  const names = sourceNames(options.taskId);
  return withSource(address, async (sql) => {
    const done: string[] = [];
    for (const root of options.tables) {
      // one table's lock at a time: what waits for the next holds none
      for (const relation of await publishedOf(sql, names, root)) done.push(...(await unpublish(sql, names, relation)));
    }
    return done;
  });
}

/** What one task has noted of replica identities is put back by the other one from now on. */
export function handOverNote(
  address: EndpointAddress,
  between: { readonly from: string; readonly to: string },
): Promise<void> {
  const [from, to] = [sourceNames(between.from), sourceNames(between.to)];
  return withSource(address, (sql) =>
    sql.begin(async (tx) => {
      const transaction = tx as unknown as Sql; // a transaction offers what is used of a pool here
      await lockNote(transaction, from);
      await lockNote(transaction, to);
      const [given, kept] = [await readNote(transaction, from), await readNote(transaction, to)];
      if (given.replicaIdentity.length === 0) return;
      const known = new Set(kept.replicaIdentity.map(({ table }) => tableKey(table)));
      const added = given.replicaIdentity.filter(({ table }) => !known.has(tableKey(table)));
      await transaction.unsafe(noteStatement(to, { ...kept, replicaIdentity: [...kept.replicaIdentity, ...added] }));
      await transaction.unsafe(noteStatement(from, { ...given, replicaIdentity: [] }));
    }),
  );
}

interface Published {
  readonly oid: string;
  readonly table: TableName;
  readonly identity: string;
  readonly publications: readonly string[];
}

async function publishedOf(sql: Sql, names: SourceNames, root: TableName): Promise<Published[]> {
  const rows = await sql<{ oid: string; schema: string; name: string; identity: string; publications: string[] }[]>`
    WITH RECURSIVE tree AS (
      SELECT pg_catalog.to_regclass(${quoteTable(root)})::oid AS oid
      UNION ALL
      SELECT i.inhrelid FROM tree JOIN pg_catalog.pg_inherits i ON i.inhparent = tree.oid
      JOIN pg_catalog.pg_class child ON child.oid = i.inhrelid AND child.relispartition)
    SELECT c.oid::text AS oid, n.nspname AS schema, c.relname AS name, c.relreplident::text AS identity, pg_catalog.json_agg(p.pubname) AS publications
    FROM tree JOIN pg_catalog.pg_class c ON c.oid = tree.oid JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
    JOIN pg_catalog.pg_publication_rel r ON r.prrelid = c.oid JOIN pg_catalog.pg_publication p ON p.oid = r.prpubid
    WHERE p.pubname IN (${names.publication}, ${names.insertPublication})
    GROUP BY c.oid, n.nspname, c.relname, c.relreplident`;
  return rows.map(({ schema, name, ...row }) => ({ ...row, table: { schema, name } }));
}

async function unpublish(sql: Sql, names: SourceNames, relation: Published): Promise<string[]> {
  return sql.begin(async (tx) => {
    const transaction = tx as unknown as Sql; // as above
    await transaction`SET LOCAL lock_timeout = '2s'`;
    await lockNote(transaction, names);
    const note = await readNote(transaction, names);
    const name = quoteTable(relation.table);
    const noted = note.replicaIdentity.find(({ table }) => tableKey(table) === tableKey(relation.table));
    const { [relation.oid]: _, ...leaves } = note.leaves;
    const identity = noted?.identity === 'n' ? 'NOTHING' : 'DEFAULT';
    const statements = [
      ...relation.publications.map(
        (publication) => `ALTER PUBLICATION ${quoteName(publication)} DROP TABLE ONLY ${name}`,
      ),
      ...(noted !== undefined && relation.identity === 'f'
        ? [`ALTER TABLE ONLY ${name} REPLICA IDENTITY ${identity}`]
        : []),
    ];
    const replicaIdentity = note.replicaIdentity.filter((entry) => entry !== noted);
    for (const statement of [noteStatement(names, { ...note, leaves, replicaIdentity }), ...statements])
      await transaction.unsafe(statement);
    return statements;
  });
}

async function withSource<T>(address: EndpointAddress, work: (sql: Sql) => Promise<T>): Promise<T> {
  const sql = openPool(address, { applicationName: 'godwit workflow', maxSessions: 1 });
  try {
    return await work(sql);
  } catch (error) {
    throw toGodwitError(error, address, 'INTERNAL_ERROR');
  } finally {
    await sql.end({ timeout: 5 });
  }
}
