/** The target tables that are there already: do they fit, are they empty, what would fire, and is there room. */
import { must } from '../../../core/assert.ts';
import type { TableShape } from '../../../core/catalog.ts';
import { sharingTables, tableKey, type TableMapping } from '../../../core/object-map.ts';
import { ownRows, quoteName, quoteTable, quoteText } from '../sql-text.ts';
import { failed, orPassed, passed, warning, type Check, type CheckInput, type Finding } from './check.ts';
import { shown, tableList } from './server-facts.ts';

const writes: Check['when'] = ({ phases }) => phases.full || phases.incremental;

/** Copies smaller than this are not worth a look at the target's disk. */
const SMALL_COPY_BYTES = 1024 ** 3;

export const targetTableChecks: readonly Check[] = [
  { name: 'TARGET_TABLE', side: 'TARGET', asks: 'BOTH', skippable: true, run: fits },
  { name: 'COLUMNS_MOVED', side: 'BOTH', skippable: true, when: ({ phases }) => !phases.schema, run: columnsMoved },
  { name: 'TARGET_EMPTY', side: 'TARGET', skippable: false, when: ({ phases }) => phases.full, run: empty },
  { name: 'TARGET_ROW_SECURITY', side: 'TARGET', skippable: false, run: rowSecurity },
  { name: 'TARGET_TRIGGERS', side: 'TARGET', skippable: true, when: writes, run: triggers },
  diskSpace(SMALL_COPY_BYTES),
];

interface Pair {
  readonly mapping: TableMapping;
  readonly source: TableShape;
  readonly target: TableShape | null;
}

async function pairs({ from, to, mappings }: CheckInput): Promise<Pair[]> {
  const [sources, targets] = await Promise.all([from.shapes(), to.shapes()]);
  return mappings.flatMap((mapping) => {
    const source = sources.get(tableKey(mapping.source));
    return source === undefined ? [] : [{ mapping, source, target: targets.get(tableKey(mapping.target)) ?? null }];
  });
}

async function fits(input: CheckInput): Promise<readonly Finding[]> {
  const { schema } = input.options.phases;
  const all = await pairs(input);
  const findings = all.flatMap(({ mapping, source, target }): Finding[] => {
    const object = shown(mapping.target);
    if (target === null) {
      if (schema) return unlikeFirst(input, all, { mapping, source, target });
      const words = {
        object,
        found: 'nothing',
        wanted: 'a table: the task has no schema migration',
        remedy: `CREATE TABLE ${quoteTable(mapping.target)} (...), as at the source.`,
      };
      return [failed('TARGET_TABLE_MISSING', { table: object }, words)];
    }
    // Without schema migration only what both have is moved; what one side lacks is told by COLUMNS_MOVED.
    const differences = input.compare(schema ? source : onlyCommon(source, target, mapping), target, mapping);
    if (differences.length > 0) {
      const detail = differences.join('; ');
      const remedy = `DROP TABLE ${quoteTable(mapping.target)}, or alter it, map the table to another name, or remove it from the task.`;
      const words = { object, found: detail, wanted: `the structure of ${shown(mapping.source)}`, remedy };
      return [{ ...failed('TARGET_TABLE_DIFFERS', { table: object, detail }, words), skippable: true }];
    }
    if (!schema) return [];
    const wanted =
      'no table, or one that fits: schema migration skips it, and its indexes and constraints stay as they are';
    return [
      warning({ object, found: 'a table that fits', wanted, remedy: `DROP TABLE ${quoteTable(mapping.target)}` }),
    ];
  });
  return orPassed(findings, schema ? 'no target table exists yet' : 'every target table fits');
}

/** The first of several tables that go into one gives the structure: the others have to fit it. */
function unlikeFirst({ compare }: CheckInput, all: readonly Pair[], { mapping, source }: Pair): Finding[] {
  const first = all.find((other) => tableKey(other.mapping.target) === tableKey(mapping.target));
  if (first === undefined || first.mapping.id === mapping.id) return [];
  const differences = compare(source, asTarget(first), mapping);
  if (differences.length === 0) return [];
  const [object, detail] = [shown(mapping.target), differences.join('; ')];
  const remedy = `Choose columns that both tables have, or map ${shown(mapping.source)} to a name of its own.`;
  const words = { object, found: detail, wanted: `${shown(mapping.source)} like ${shown(first.mapping.source)}, whose structure the target gets`, remedy }; // prettier-ignore
  return [failed('TARGET_TABLE_DIFFERS', { table: object, detail }, words)];
}

/** The table as the target will have it. */
function asTarget({ mapping, source }: Pair): TableShape {
  const columns = source.columns.flatMap((column) => {
    const name = targetName(mapping, column.name);
    return name === null ? [] : [{ ...column, name }];
  });
  const key = source.key && { ...source.key, columns: source.key.columns.map((name) => targetName(mapping, name) ?? name) }; // prettier-ignore
  return { ...source, table: mapping.target, columns, key };
}

const targetName = ({ columns }: TableMapping, name: string): string | null =>
  columns === null ? name : (columns.find((column) => column.source === name)?.target ?? null);

function onlyCommon(source: TableShape, target: TableShape, mapping: TableMapping): TableShape {
  const there = new Set(target.columns.map(({ name }) => name));
  return { ...source, columns: source.columns.filter(({ name }) => there.has(targetName(mapping, name) ?? '')) };
}

async function columnsMoved(input: CheckInput): Promise<readonly Finding[]> {
  const findings = (await pairs(input)).flatMap(({ mapping, source, target }) => {
    if (target === null) return [];
    const there = new Set(target.columns.map(({ name }) => name));
    const lacking = source.columns.filter(({ name, generated }) => {
      const wanted = targetName(mapping, name);
      return !generated && wanted !== null && !there.has(wanted);
    });
    const table = quoteTable(mapping.target);
    return lacking.map((column) =>
      warning({
        object: `${shown(mapping.source)}.${column.name}`,
        found: `no such column in ${shown(mapping.target)}`,
        wanted: 'a column: it is neither moved nor compared',
        remedy: `ALTER TABLE ${table} ADD COLUMN ${quoteName(must(targetName(mapping, column.name), 'a mapped column'))} ${column.type}`,
      }),
    );
  });
  return orPassed(findings, 'both sides have the same columns');
}

/** A table that this task has begun to copy holds rows of its own. */
async function empty(input: CheckInput): Promise<readonly Finding[]> {
  const { to, options } = input;
  const begun = await begunTables(input);
  const sharing = sharingTables(input.mappings);
  const shared = new Set(input.mappings.filter(({ id }) => sharing.has(id)).map(({ target }) => tableKey(target)));
  const findings: Finding[] = [];
  for (const { table, kind, select, usage, isRoot } of await to.relations()) {
    if (!isRoot || !select || !usage || (kind !== 'r' && kind !== 'p')) continue;
    const own = ownRows({ table, partitioned: kind === 'p' });
    const [row] = await to.sql.unsafe<{ filled: boolean }[]>(`SELECT EXISTS (SELECT FROM ${own}) AS filled`);
    if (row?.filled !== true || begun.has(tableKey(table))) continue;
    const object = shown(table);
    const words = { object, found: 'it holds rows', wanted: 'an empty table', remedy: `TRUNCATE ${own}` };
    if (shared.has(tableKey(table))) findings.push(failed('SHARED_TARGET_NOT_EMPTY', { table: object }, words));
    else if (options.targetNotEmpty === 'STOP') findings.push(failed('TARGET_NOT_EMPTY', { table: object }, words));
    else findings.push(warning({ ...words, wanted: 'an empty table; existing rows win over those of the source' }));
  }
  return orPassed(findings, 'no target table holds rows');
}

/** Target tables of which the task has recorded ranges. */
async function begunTables({ to, mappings, options }: CheckInput): Promise<ReadonlySet<string>> {
  const { sql } = to;
  const [kept] = await sql<{ there: boolean }[]>`
    SELECT EXISTS (SELECT FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
      WHERE n.nspname = 'godwit' AND c.relname = 'copy_range' AND has_schema_privilege(n.oid, 'USAGE') AND has_table_privilege(c.oid, 'SELECT')) AS there`;
  if (options.taskId === null || kept?.there !== true) return new Set();
  const rows = await sql<{ id: string }[]>`
    SELECT DISTINCT table_id AS id FROM godwit.copy_range WHERE task_id = ${options.taskId}`;
  const ids = new Set(rows.map(({ id }) => id));
  return new Set(mappings.filter(({ id }) => ids.has(id)).map(({ target }) => tableKey(target)));
}

/** COPY into a table whose policies apply to the user is refused by the server. */
async function rowSecurity({ to }: CheckInput): Promise<readonly Finding[]> {
  const { name: user } = await to.role();
  const findings = (await to.relations())
    .filter(({ rowSecurity: active, isRoot }) => active && isRoot)
    .map(({ table }) => {
      const object = shown(table);
      const words = {
        object,
        found: `policies apply to ${user}`,
        wanted: 'a user that they do not apply to',
        remedy: `ALTER ROLE ${quoteName(user)} BYPASSRLS`,
      };
      return failed('ROW_SECURITY_ACTIVE', { table: object, user }, words);
    });
  return orPassed(findings, 'no policy applies');
}

/** Ordinary triggers are silent while we write; those enabled as ALWAYS or REPLICA fire. */
async function triggers({ to }: CheckInput): Promise<readonly Finding[]> {
  const rows = await to.sql<{ schema: string; table: string; name: string; enabled: string }[]>`
    SELECT n.nspname AS schema, c.relname AS table, t.tgname AS name, t.tgenabled::text AS enabled
    FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid JOIN pg_namespace n ON n.oid = c.relnamespace
    WHERE NOT t.tgisinternal AND t.tgenabled <> 'D'
      AND (n.nspname, c.relname) IN (SELECT w.schema, w.name FROM json_to_recordset(${tableList(to.tables)}::text::json) AS w(schema name, name name))
    ORDER BY 1, 2, 3`;
  const findings = rows.map(({ schema, table, name, enabled }) =>
    warning({
      object: `${schema}.${table}.${name}`,
      found:
        enabled === 'O'
          ? 'enabled; it is silent for rows that Godwit writes'
          : 'enabled for replicated rows too: it fires for rows that Godwit writes',
      wanted: 'no trigger: the source has run its own already',
      remedy: `ALTER TABLE ${quoteTable({ schema, name: table })} DISABLE TRIGGER ${quoteName(name)}`,
    }),
  );
  return orPassed(findings, 'no trigger');
}

/** SQL tells what is needed, not what is free: that is said, and left to a person when it is much. */
export function diskSpace(smallBytes: number): Check {
  return {
    name: 'DISK_SPACE',
    side: 'TARGET',
    asks: 'BOTH',
    skippable: true,
    when: ({ phases }) => phases.full,
    run: async ({ from, to }) => {
      const needed = (await from.relations()).reduce((sum, { bytes }) => sum + bytes, 0);
      const [row] = await to.sql<{ taken: number; dir: string | null }[]>`
        SELECT pg_database_size(current_database())::float8 AS taken,
          (SELECT setting FROM pg_settings WHERE name = 'data_directory') AS dir`;
      const found = `about ${mebibytes(needed)} are needed for tables and indexes; the database has ${mebibytes(row?.taken ?? 0)}; free space cannot be read over SQL`;
      if (needed < smallBytes) return [passed(found)];
      const remedy = `df -h ${row === undefined || row.dir === null ? 'on the data directory' : quoteText(row.dir)}, on the machine of the target.`;
      return [warning({ found, wanted: `${mebibytes(needed * 1.5)} free, with the log that loading writes`, remedy })];
    },
  };
}

const mebibytes = (bytes: number): string => `${Math.ceil(bytes / 1024 ** 2)} MiB`;
