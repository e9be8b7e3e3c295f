/**
 * The independent judge: compares tables of two PostgreSQL databases by plain queries through the plain driver, without
 * any of our code. Rows as canonical text, as a multiset, ordered by their text.
 */
import type postgres from 'postgres';

export interface OracleDifference {
  readonly table: string;
  readonly sourceRows: number;
  readonly targetRows: number;
  /** Some rows that only one side has, for the failure message. */
  readonly sourceOnly: readonly string[];
  readonly targetOnly: readonly string[];
}

const USER_TABLES = `
  SELECT quote_ident(n.nspname) || '.' || quote_ident(c.relname) AS name
  FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
  WHERE c.relkind IN ('r', 'p') AND NOT c.relispartition AND n.nspname NOT LIKE 'pg\\_%' AND n.nspname NOT IN ('information_schema', 'godwit')
  ORDER BY 1`;

/** Names of all user tables (partitions through their root), quoted. */
export async function userTables(sql: postgres.Sql): Promise<string[]> {
  return (await sql.unsafe(USER_TABLES)).map((row) => String(row['name']));
}

/** Differences between both databases over the source's tables (or the given ones); empty when equal. */
export async function compareDatabases(
  source: postgres.Sql,
  target: postgres.Sql,
  tables?: readonly string[],
): Promise<OracleDifference[]> {
  const differences: OracleDifference[] = [];
  for (const table of tables ?? (await userTables(source))) {
    const [left, right] = await Promise.all([digest(source, table), digest(target, table)]);
    if (left.sum === right.sum && left.rows === right.rows) continue;
    const [sourceRows, targetRows] = await Promise.all([rows(source, table), rows(target, table)]);
    differences.push({ table, sourceRows: left.rows, targetRows: right.rows, ...onlyIn(sourceRows, targetRows) });
  }
  return differences;
}

/** `table` may begin with ONLY. */
async function columnsOf(sql: postgres.Sql, from: string): Promise<string> {
  const table = from.replace(/^ONLY /, '');
  const found = await sql.unsafe(
    `SELECT string_agg(quote_ident(attname), ', ' ORDER BY attname) AS columns FROM pg_attribute WHERE attrelid = '${table.replaceAll("'", "''")}'::regclass AND attnum > 0 AND NOT attisdropped`,
  );
  return String(found[0]?.['columns'] ?? '');
}

async function digest(sql: postgres.Sql, table: string): Promise<{ rows: number; sum: string }> {
  const columns = await columnsOf(sql, table);
  const [row] = await sql.begin(async (tx) => {
    await tx`SET LOCAL extra_float_digits = 3`;
    await tx`SET LOCAL timezone = 'UTC'`;
    return tx.unsafe(
      `SELECT count(*)::int AS rows, coalesce(sum(('x' || left(md5(ROW(${columns})::text), 15))::bit(60)::bigint), 0)::text AS sum FROM ${table}`,
    );
  });
  return { rows: row?.['rows'] as number, sum: row?.['sum'] as string };
}

async function rows(sql: postgres.Sql, table: string): Promise<string[]> {
  const columns = await columnsOf(sql, table);
  return (await sql.unsafe(`SELECT ROW(${columns})::text AS row FROM ${table}`)).map((row) => String(row['row']));
}

function onlyIn(source: readonly string[], target: readonly string[]): { sourceOnly: string[]; targetOnly: string[] } {
  const counts = new Map<string, number>();
  for (const row of source) counts.set(row, (counts.get(row) ?? 0) + 1);
  const targetOnly: string[] = [];
  for (const row of target) {
    const left = counts.get(row) ?? 0;
    if (left > 0) counts.set(row, left - 1);
    else if (targetOnly.length < 5) targetOnly.push(row);
  }
  const sourceOnly = [...counts].filter(([, count]) => count > 0).map(([row]) => row);
  return { sourceOnly: sourceOnly.slice(0, 5), targetOnly };
}
