/** Names on the target: two of ours for one, taken by something else, too long, or only different in case. */
import { tableKey, type TableMapping } from '../../../core/object-map.ts';
import { quoteName, quoteTable } from '../sql-text.ts';
import { failed, orPassed, warning, type Check, type CheckInput, type Finding } from './check.ts';
import { shown, tableList } from './server-facts.ts';

/** NAMEDATALEN - 1: what is longer, the server cuts. */
const LONGEST_NAME_BYTES = 63;
const KINDS: Readonly<Record<string, string>> = {
  v: 'view',
  m: 'materialized view',
  S: 'sequence',
  f: 'foreign table',
  i: 'index',
  I: 'index',
  c: 'composite type',
};

export const targetNames: readonly Check[] = [
  { name: 'NAME_CLASH', side: 'TARGET', skippable: false, run: clashes },
  {
    name: 'INDEX_NAME_CLASH',
    side: 'TARGET',
    asks: 'BOTH',
    skippable: true,
    when: ({ phases }) => phases.schema,
    run: indexClashes,
  },
  { name: 'NAME_CASE', side: 'TARGET', skippable: true, run: cases },
  { name: 'NAME_RESERVED', side: 'TARGET', asks: 'BOTH', skippable: true, run: reserved },
];

async function clashes({ to, mappings }: CheckInput): Promise<readonly Finding[]> {
  const taken = (await to.relations()).filter(({ isRoot, kind }) => isRoot && kind !== 'r' && kind !== 'p');
  const findings = taken.map(({ table, kind }) => {
    const object = shown(table);
    const what = KINDS[kind] ?? 'relation of another kind';
    const remedy = `DROP ${(KINDS[kind] ?? 'TABLE').toUpperCase()} ${quoteTable(table)}, or map the table to another name.`;
    return failed(
      'NAME_CLASH',
      { object, detail: `it is a ${what}` },
      { object, found: `a ${what} of this name`, wanted: 'a free name', remedy },
    );
  });
  for (const name of namesOf(mappings)) {
    const bytes = Buffer.byteLength(name);
    if (bytes <= LONGEST_NAME_BYTES) continue;
    const words = {
      object: name,
      found: `${bytes} bytes`,
      wanted: `at most ${LONGEST_NAME_BYTES} bytes`,
      remedy: 'Map it to a shorter name.',
    };
    findings.push(failed('NAME_CLASH', { object: name, detail: 'it would be cut' }, words));
  }
  const several = Map.groupBy(mappings, ({ target }) => tableKey(target));
  for (const merged of several.values()) {
    const [first] = merged;
    if (first === undefined || merged.length === 1) continue;
    const found = `target of ${merged.map(({ source }) => shown(source)).join(', ')}`;
    const remedy =
      'Map them to different names unless this is meant. A TRUNCATE of one of them stops the stream, because its rows cannot be told from the others.';
    findings.push(
      warning({ object: shown(first.target), found, wanted: 'keys that no two of these tables share', remedy }),
    );
  }
  return orPassed(findings, 'every name is free or a table');
}

function namesOf(mappings: readonly TableMapping[]): Set<string> {
  const columns = mappings.flatMap((mapping) => mapping.columns?.map(({ target }) => target) ?? []);
  return new Set([...mappings.flatMap(({ target }) => [target.schema, target.name]), ...columns]);
}

/** Indexes are relations too: one of the same name in the target's schema, on another table, is in the way. */
async function indexClashes({ from, to, mappings }: CheckInput): Promise<readonly Finding[]> {
  const indexes = await from.sql<{ schema: string; table: string; name: string }[]>`
    SELECT n.nspname AS schema, c.relname AS table, k.relname AS name
    FROM pg_index i JOIN pg_class k ON k.oid = i.indexrelid JOIN pg_class c ON c.oid = i.indrelid JOIN pg_namespace n ON n.oid = c.relnamespace
    WHERE (n.nspname, c.relname) IN (SELECT w.schema, w.name FROM json_to_recordset(${tableList(from.tables)}::text::json) AS w(schema name, name name))`;
  const wanted = indexes.flatMap((index) => {
    const mapping = mappings.find(({ source }) => source.schema === index.schema && source.name === index.table);
    return mapping === undefined
      ? []
      : [{ schema: mapping.target.schema, name: index.name, table: mapping.target.name }];
  });
  const rows = await to.sql<{ schema: string; name: string; kind: string; table: string | null }[]>`
    SELECT w.schema::text, w.name::text, c.relkind::text AS kind, (SELECT t.relname FROM pg_index i JOIN pg_class t ON t.oid = i.indrelid WHERE i.indexrelid = c.oid) AS table
    FROM json_to_recordset(${JSON.stringify(wanted)}::text::json) AS w(schema name, name name, "table" name)
    JOIN pg_namespace n ON n.nspname = w.schema JOIN pg_class c ON c.relnamespace = n.oid AND c.relname = w.name
    WHERE NOT EXISTS (SELECT FROM pg_index i JOIN pg_class t ON t.oid = i.indrelid WHERE i.indexrelid = c.oid AND t.relname = w.table AND t.relnamespace = n.oid)
    ORDER BY 1, 2`;
  const findings = rows.map(({ schema, name, kind, table }) => {
    const what = KINDS[kind] ?? 'table';
    const remedy = `ALTER ${what.toUpperCase()} ${quoteTable({ schema, name })} RENAME TO ${quoteName(`${name}_old`)}`;
    const found = table === null ? `a ${what} of this name` : `an index of this name, on ${table}`;
    return warning({
      object: `${schema}.${name}`,
      found,
      wanted: 'a free name: else the index cannot be made',
      remedy,
    });
  });
  return orPassed(findings, 'the names of the indexes are free');
}

async function cases({ to, mappings }: CheckInput): Promise<readonly Finding[]> {
  const rows = await to.sql<{ wanted: string; schema: string; name: string }[]>`
    SELECT w.schema || '.' || w.name AS wanted, n.nspname AS schema, c.relname AS name
    FROM json_to_recordset(${tableList(to.tables)}::text::json) AS w(schema name, name name)
    JOIN pg_namespace n ON lower(n.nspname) = lower(w.schema) JOIN pg_class c ON c.relnamespace = n.oid AND lower(c.relname) = lower(w.name)
    WHERE c.relkind IN ('r', 'p', 'v', 'm', 'f') AND (n.nspname, c.relname) <> (w.schema, w.name) ORDER BY 1, 2, 3`;
  const found = [
    ...rows.map(({ wanted, schema, name }) => ({ object: wanted, other: `${schema}.${name}`, where: 'at the target' })),
    ...[...Map.groupBy(mappings, ({ target }) => shown(target).toLowerCase()).values()].flatMap((alike) => {
      const [first, ...others] = [...new Set(alike.map(({ target }) => shown(target)))];
      return first === undefined
        ? []
        : others.map((object) => ({ object, other: first, where: 'among the chosen tables' }));
    }),
  ];
  const findings = found.map(({ object, other, where }) =>
    warning({
      object,
      found: `${other} ${where} differs in case only`,
      wanted: 'names that people can tell apart',
      remedy: 'Map it to another name.',
    }),
  );
  return orPassed(findings, 'no two names differ in case only');
}

/** Words that the target reserves and the source does not: Godwit quotes them, the application may not. */
async function reserved({ from, to }: CheckInput): Promise<readonly Finding[]> {
  const wordsOf = async ({ sql }: CheckInput['from']): Promise<Set<string>> => {
    const rows = await sql<{ word: string }[]>`SELECT word FROM pg_get_keywords() WHERE catcode IN ('R', 'T')`;
    return new Set(rows.map(({ word }) => word));
  };
  const [before, after] = await Promise.all([wordsOf(from), wordsOf(to)]);
  const shapes = [...(await from.shapes()).values()];
  const used = new Set([
    ...to.tables.flatMap(({ schema, name }) => [schema, name]),
    ...shapes.flatMap(({ columns }) => columns.map(({ name }) => name)),
  ]);
  const mapped = to.tables.flatMap(({ schema, name }, at) => {
    const source = from.tables[at];
    return [...(source?.schema === schema ? [] : [schema]), ...(source?.name === name ? [] : [name])];
  });
  const findings = [...used]
    .filter((name) => after.has(name) && (!before.has(name) || mapped.includes(name)))
    .map((name) =>
      warning({
        object: name,
        found: `reserved in PostgreSQL ${to.major}`,
        wanted: 'a name that needs no quotes',
        remedy: `Map it to another name, or write it as ${quoteName(name)} everywhere in the application.`,
      }),
    );
  return orPassed(findings, 'no name became a reserved word');
}
