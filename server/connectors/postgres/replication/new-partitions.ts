/**
 * Partitions that come and go while a task runs. A new one is adopted in one transaction that keeps its writers out (C2: at
 * most 2 s): published if its root is not published as a whole, noted as known, and the rows that did not come through the
 * stream are written into the stream at this very place. The copy reads known partitions only, by its own snapshot: it sees
 * the adoption or it does not, so that no row comes twice or never.
 *
 *   published by its partitions   nothing of it has come: all its rows are carried
 *   published as a whole          what was written since it was attached has come. If a row is older than that, all are
 *                                 carried; such a table has a key, so that a row that comes again is written again
 *
 * A partition that is gone takes its rows with it without a word in the log: that is told once, as TABLE_CHANGED.
 */
import { GodwitError } from '../../../core/errors.ts';
import type { TableName } from '../../../core/object-map.ts';
import type { Sql } from '../connection.ts';
import { sqlStateOf } from '../errors.ts';
import { IDENTIFIED } from '../replica-identity.ts';
import { quoteName, quoteTable } from '../sql-text.ts';
import { sourceNames, type SourceNames } from './names.ts';
import { lockNote, noteStatement, readNote, type PublicationNote } from './publication-note.ts';

const ROWS_PER_MESSAGE = 200;
const SECONDS = 2;

interface NewLeaf {
  readonly oid: string;
  readonly table: TableName;
  readonly root: TableName;
  /** Its root is in the publication, and with it every partition. */
  readonly whole: boolean;
  readonly identity: string;
  readonly identified: boolean;
  readonly virtual: boolean;
}

export interface FollowOptions {
  readonly taskId: string;
  /** Writes content into the stream under a prefix (heartbeat.ts). */
  readonly byMessage: boolean;
}

/** One look: adopts what is new. Throws TABLE_CHANGED for what cannot be followed, and LOCK_TIMEOUT. */
export async function followPartitions(sql: Sql, options: FollowOptions): Promise<void> {
  const names = sourceNames(options.taskId);
  const { leaves } = await readNote(sql, names);
  for (const leaf of await findNewLeaves(sql, names, Object.keys(leaves))) await adopt(sql, leaf, options);
  await tellGoneLeaves(sql, names);
}

async function findNewLeaves(sql: Sql, names: SourceNames, known: readonly string[]): Promise<NewLeaf[]> {
  const rows = await sql<(Omit<NewLeaf, 'table' | 'root'> & { facts: { table: TableName; root: TableName } })[]>`
    WITH published AS (
      SELECT r.prrelid FROM pg_catalog.pg_publication p JOIN pg_catalog.pg_publication_rel r ON r.prpubid = p.oid
      WHERE p.pubname IN (${names.publication}, ${names.insertPublication})),
    roots AS (
      SELECT DISTINCT pg_catalog.pg_partition_root(published.prrelid)::oid AS oid
      FROM published JOIN pg_catalog.pg_class c ON c.oid = published.prrelid WHERE c.relispartition OR c.relkind = 'p')
    SELECT c.oid::text AS oid, c.relreplident::text AS identity, roots.oid IN (SELECT prrelid FROM published) AS whole,
      pg_catalog.json_build_object('table', pg_catalog.json_build_object('schema', n.nspname, 'name', c.relname),
        'root', pg_catalog.json_build_object('schema', rn.nspname, 'name', r.relname)) AS facts,
      ${sql.unsafe(IDENTIFIED)} AS identified,
      EXISTS (SELECT FROM pg_catalog.pg_attribute a WHERE a.attrelid = c.oid AND a.attgenerated = 'v') AS virtual
    FROM roots JOIN pg_catalog.pg_class r ON r.oid = roots.oid JOIN pg_catalog.pg_namespace rn ON rn.oid = r.relnamespace
    CROSS JOIN LATERAL pg_catalog.pg_partition_tree(roots.oid) leaf
    JOIN pg_catalog.pg_class c ON c.oid = leaf.relid AND c.relkind = 'r' JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
    WHERE c.oid <> ALL (${`{${known.join(',')}}`}::text::oid[])`;
  return rows.map(({ facts, ...row }) => ({ ...row, ...facts }));
}

async function adopt(sql: Sql, leaf: NewLeaf, options: FollowOptions): Promise<void> {
  const tooMany = await inShortTransaction(
    sql,
    leaf.table,
    (transaction, names) => adoptIn(transaction, leaf, names, (last) => carryRows(last, leaf, options)),
    options,
  ).then(
    () => false,
    (error: unknown) => {
      if (sqlStateOf(error) === '57014') return true;
      throw error;
    },
  );
  if (!tooMany) return;
  await inShortTransaction(sql, leaf.table, (transaction, names) => adoptIn(transaction, leaf, names, null), options);
  throw new GodwitError('TABLE_CHANGED', {
    table: `${leaf.root.schema}.${leaf.root.name}`,
    detail: `its new partition ${leaf.table.name} came with more rows than could be carried in ${SECONDS} s; from now on its changes are carried, the rows that it had are missing on the target.`,
  });
}

async function adoptIn(
  transaction: Sql,
  leaf: NewLeaf,
  names: SourceNames,
  carry: ((transaction: Sql) => Promise<void>) | null,
): Promise<void> {
  const note = await readNote(transaction, names);
  if (note.leaves[leaf.oid] !== undefined) return;
  const full = !leaf.whole && !leaf.identified && note.fullAllowed && !leaf.virtual;
  const name = quoteTable(leaf.table);
  const lacking = !leaf.whole || !(await allCameThroughTheStream(transaction, leaf));
  if (lacking)
    await transaction.unsafe(`LOCK TABLE ONLY ${name} IN ${full ? 'ACCESS EXCLUSIVE' : 'SHARE ROW EXCLUSIVE'} MODE`);
  const next: PublicationNote = {
    ...note,
    leaves: { ...note.leaves, [leaf.oid]: `${leaf.table.schema}.${leaf.table.name}` },
    replicaIdentity: full
      ? [...note.replicaIdentity, { table: leaf.table, identity: leaf.identity }]
      : note.replicaIdentity,
  };
  await transaction.unsafe(noteStatement(names, next));
  if (full) await transaction.unsafe(`ALTER TABLE ONLY ${name} REPLICA IDENTITY FULL`);
  if (!leaf.whole) {
    const publication = leaf.identified || full ? names.publication : names.insertPublication;
    await transaction.unsafe(`ALTER PUBLICATION ${quoteName(publication)} ADD TABLE ONLY ${name}`);
  }
  if (carry !== null && lacking) await carry(transaction);
}

/** No row is older than the partition's place below its root; one of the same transaction counts as older. */
async function allCameThroughTheStream(transaction: Sql, leaf: NewLeaf): Promise<boolean> {
  const older = await transaction.unsafe(
    `SELECT FROM ONLY ${quoteTable(leaf.table)} WHERE pg_catalog.age(xmin) >=
      (SELECT pg_catalog.age(i.xmin) FROM pg_catalog.pg_inherits i WHERE i.inhrelid = ${leaf.oid}) LIMIT 1`,
  );
  return older.length === 0;
}

/** Writes all rows into the stream; cells are the text of their output functions, as a relation message orders them. */
async function carryRows(transaction: Sql, leaf: NewLeaf, { taskId, byMessage }: FollowOptions): Promise<void> {
  const [described] = await transaction<{ relation: string; columns: string | null }[]>`
    SELECT pg_catalog.json_build_object('oid', c.oid::int8, 'schema', n.nspname, 'name', c.relname, 'identity', c.relreplident,
        'columns', coalesce(pg_catalog.json_agg(pg_catalog.json_build_object('name', a.attname, 'typeOid', a.atttypid::int8, 'typeModifier', a.atttypmod,
          'key', c.relreplident = 'f' OR EXISTS (SELECT FROM pg_catalog.pg_index i WHERE i.indrelid = c.oid AND a.attnum = ANY (i.indkey::int2[])
            AND (c.relreplident = 'd' AND i.indisprimary OR c.relreplident = 'i' AND i.indisreplident))) ORDER BY a.attnum), '[]'))::text AS relation,
      pg_catalog.json_agg(a.attname ORDER BY a.attnum)::text AS columns
    FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
    JOIN pg_catalog.pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped AND a.attgenerated = ''
    WHERE c.oid = ${leaf.oid}::text::oid GROUP BY c.oid, c.relname, c.relreplident, n.nspname`;
  if (described === undefined) return;
  const columns = JSON.parse(described.columns ?? '[]') as string[]; // a JSON array of names, made above
  const cells = columns.map((column) => quoteName(column)).map((name) => `CASE WHEN pg_catalog.num_nulls(${name}) = 0 THEN pg_catalog.format('%s', ${name}) END`); // prettier-ignore
  // to_json of an array, not json_build_array: there may be more columns than arguments of a function
  const lots = `SELECT pg_catalog.json_build_object('relation', $1::text::pg_catalog.json, 'rows', pg_catalog.json_agg(cells))::text AS content
    FROM (SELECT pg_catalog.to_json(ARRAY[${cells.join(', ')}]::text[]) AS cells, (pg_catalog.row_number() OVER () - 1) / ${ROWS_PER_MESSAGE} AS lot FROM ONLY ${quoteTable(leaf.table)}) AS rows GROUP BY lot`;
  if (byMessage) {
    await transaction.unsafe(
      `SELECT pg_catalog.count(pg_catalog.pg_logical_emit_message(true, 'godwit.rows.${taskId}', content)) FROM (${lots}) AS lots`,
      [described.relation],
    );
    return;
  }
  await transaction.unsafe(
    `INSERT INTO godwit.heartbeat SELECT '${taskId}#' || pg_catalog.row_number() OVER (), pg_catalog.clock_timestamp(), content FROM (${lots}) AS lots`,
    [described.relation],
  );
  await transaction`DELETE FROM godwit.heartbeat WHERE task_id LIKE ${`${taskId.replaceAll('_', '\\_')}#%`}`;
}

/** Known partitions that are partitions no longer. They are forgotten first: a person goes on after having been told. */
async function tellGoneLeaves(sql: Sql, names: SourceNames): Promise<void> {
  const { leaves } = await readNote(sql, names);
  const known = Object.keys(leaves);
  if (known.length === 0) return;
  const rows = await sql<{ oid: string }[]>`
    SELECT c.oid::text AS oid FROM pg_catalog.pg_class c WHERE c.relispartition AND c.oid = ANY (${`{${known.join(',')}}`}::text::oid[])`;
  const there = new Set(rows.map(({ oid }) => oid));
  const gone = known.filter((oid) => !there.has(oid));
  if (gone.length === 0) return;
  await sql.begin(async (tx) => {
    const transaction = tx as unknown as Sql; // a transaction offers what is used of a pool here
    await lockNote(transaction, names);
    const note = await readNote(transaction, names);
    const kept = Object.fromEntries(Object.entries(note.leaves).filter(([oid]) => !gone.includes(oid)));
    await transaction.unsafe(noteStatement(names, { ...note, leaves: kept }));
  });
  throw new GodwitError('TABLE_CHANGED', {
    table: gone.map((oid) => leaves[oid]).join(', '),
    detail: 'it was detached or dropped as a partition; its rows are still on the target.',
  });
}

async function inShortTransaction(
  sql: Sql,
  table: TableName,
  work: (transaction: Sql, names: SourceNames) => Promise<void>,
  { taskId }: FollowOptions,
): Promise<void> {
  const names = sourceNames(taskId);
  try {
    await sql.begin(async (tx) => {
      const transaction = tx as unknown as Sql; // a transaction offers what is used of a pool here
      await transaction.unsafe(`SET LOCAL lock_timeout = '${SECONDS}s'; SET LOCAL statement_timeout = '${SECONDS}s'`);
      await lockNote(transaction, names);
      await work(transaction, names);
    });
  } catch (error) {
    if (sqlStateOf(error) === '55P03')
      throw new GodwitError('LOCK_TIMEOUT', { object: quoteTable(table), seconds: SECONDS }, { cause: error });
    if (sqlStateOf(error) === '42501')
      throw new GodwitError(
        'PRIVILEGE_MISSING',
        { user: 'of the source', privilege: 'OWNER', object: quoteTable(table), statement: 'to carry a new partition' },
        { cause: error },
      );
    throw error;
  }
}
