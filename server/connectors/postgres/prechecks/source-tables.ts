/** What kind of tables are to be moved: found at all, logged, keyed, seen whole, of types that the target can have. */
import { tableKey } from '../../../core/object-map.ts';
import { quoteName, quoteTable } from '../sql-text.ts';
import { failed, orPassed, warning, type Check, type CheckInput, type Finding } from './check.ts';
import { shown, tableList } from './server-facts.ts';

const KINDS: Readonly<Record<string, string>> = {
  f: 'foreign table',
  v: 'view',
  m: 'materialized view',
  S: 'sequence',
  c: 'composite type',
};

export const sourceTableChecks: readonly Check[] = [
  { name: 'TABLE_FOUND', side: 'SOURCE', skippable: false, run: found },
  { name: 'TABLE_LOGGED', side: 'SOURCE', skippable: true, run: logged },
  { name: 'TABLE_INHERITED', side: 'SOURCE', skippable: true, run: inherited },
  { name: 'ROW_SECURITY', side: 'SOURCE', skippable: false, run: rowSecurity },
  { name: 'TABLE_KEY', side: 'SOURCE', skippable: true, run: keys },
  { name: 'COLUMN_TYPES', side: 'BOTH', skippable: true, when: ({ phases }) => phases.schema, run: columnTypes },
  { name: 'LARGE_OBJECTS', side: 'SOURCE', skippable: true, run: largeObjects },
];

async function found({ from }: CheckInput): Promise<readonly Finding[]> {
  const relations = await from.relations();
  const findings = from.tables.flatMap((table) => {
    const relation = relations.find((one) => one.isRoot && tableKey(one.table) === tableKey(table));
    if (relation?.kind === 'r' || relation?.kind === 'p') return [];
    const object = shown(table);
    const what = relation === undefined ? 'nothing' : `a ${KINDS[relation.kind] ?? 'relation of another kind'}`;
    const remedy = 'Remove it from the objects of the task.';
    return [failed('OBJECT_NOT_FOUND', { object }, { object, found: what, wanted: 'a table', remedy })];
  });
  return orPassed(findings, `${from.tables.length} tables`);
}

/** Unlogged tables write no change log, and a publication refuses them; rows of a foreign partition lie elsewhere. */
async function logged({ from, options }: CheckInput): Promise<readonly Finding[]> {
  const findings = (await from.relations()).flatMap((relation) => {
    const { table, kind, persistence, isRoot } = relation;
    const object = shown(table);
    const unlogged = (kind === 'r' || kind === 'p') && persistence === 'u';
    if (!unlogged && (kind !== 'f' || isRoot)) return [];
    const remedy = unlogged
      ? `ALTER TABLE ${quoteTable(table)} SET LOGGED`
      : `ALTER TABLE ${quoteTable(relation.root)} DETACH PARTITION ${quoteTable(table)}`;
    const words = {
      object,
      found: unlogged ? 'unlogged' : 'a foreign partition',
      wanted: 'a table with a change log',
      remedy,
    };
    return [
      options.phases.incremental
        ? failed('TABLE_NOT_LOGGED', { table: object, detail: words.found }, words)
        : warning(words),
    ];
  });
  return orPassed(findings, 'every table is logged');
}

async function inherited({ from }: CheckInput): Promise<readonly Finding[]> {
  const findings = (await from.relations())
    .filter(({ inherits }) => inherits)
    .map(({ table }) =>
      warning({
        object: shown(table),
        found: 'it inherits, or is inherited from',
        wanted: 'a table of its own: the inheritance is not made at the target',
        remedy: `ALTER TABLE ${quoteTable(table)} NO INHERIT the parent, or INHERIT it again at the target afterwards.`,
      }),
    );
  return orPassed(findings, 'no inheritance');
}

/** Row-level security gives fewer rows without any error. */
async function rowSecurity({ from }: CheckInput): Promise<readonly Finding[]> {
  const { name: user } = await from.role();
  const findings = (await from.relations())
    .filter(({ rowSecurity: active }) => active)
    .map(({ table }) => {
      const object = shown(table);
      const words = {
        object,
        found: `policies hide rows from ${user}`,
        wanted: 'a user that sees every row',
        remedy: `ALTER ROLE ${quoteName(user)} BYPASSRLS`,
      };
      return failed('ROW_SECURITY_ACTIVE', { table: object, user }, words);
    });
  return orPassed(findings, 'no policy hides rows');
}

async function keys({ from }: CheckInput): Promise<readonly Finding[]> {
  const findings = [...(await from.shapes()).values()]
    .filter(({ key }) => key === null)
    .map(({ table }) =>
      warning({
        object: shown(table),
        found: 'neither a primary key nor a unique key over NOT NULL columns',
        wanted: 'a key: without one a crash copies the whole table again, and changes are replayed more slowly',
        remedy: `ALTER TABLE ${quoteTable(table)} ADD PRIMARY KEY (...), over columns that identify a row.`,
      }),
    );
  return orPassed(findings, 'every table has a key');
}

/**
 * Types that the target lacks and schema migration cannot make: built-in ones of newer versions, and types of extensions
 * that are not to be had there. Types whose values name objects of the server travel as names, with a warning.
 */
async function columnTypes({ from, to }: CheckInput): Promise<readonly Finding[]> {
  const columns = await from.sql<
    {
      schema: string;
      table: string;
      column: string;
      type: string;
      builtIn: boolean;
      extension: string | null;
      byName: boolean;
    }[]
  >`
    WITH RECURSIVE parts AS (
      SELECT n.nspname, c.relname, a.attname, a.atttypid AS type FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid JOIN pg_namespace n ON n.oid = c.relnamespace
       WHERE a.attnum > 0 AND NOT a.attisdropped
         AND (n.nspname, c.relname) IN (SELECT w.schema, w.name FROM json_to_recordset(${tableList(from.tables)}::text::json) AS w(schema name, name name))
      UNION
      SELECT p.nspname, p.relname, p.attname, CASE WHEN t.typtype = 'd' THEN t.typbasetype ELSE t.typelem END
        FROM parts p JOIN pg_type t ON t.oid = p.type WHERE t.typtype = 'd' OR (t.typelem <> 0 AND t.typlen = -1))
    SELECT p.nspname AS schema, p.relname AS table, p.attname AS column, format_type(t.oid, NULL) AS type, t.typnamespace = 'pg_catalog'::regnamespace AS "builtIn",
      (SELECT e.extname FROM pg_depend d JOIN pg_extension e ON e.oid = d.refobjid
        WHERE d.classid = 'pg_type'::regclass AND d.objid = t.oid AND d.refclassid = 'pg_extension'::regclass AND d.deptype = 'e') AS extension,
      t.typname LIKE 'reg%' OR t.typname IN ('aclitem', 'oid') AS "byName"
    FROM parts p JOIN pg_type t ON t.oid = p.type
    WHERE t.typtype <> 'd' AND NOT (t.typelem <> 0 AND t.typlen = -1) AND (t.typnamespace = 'pg_catalog'::regnamespace OR t.typtype = 'b')
    ORDER BY 1, 2, 3`;
  const types = [...new Set(columns.filter(({ builtIn }) => builtIn).map(({ type }) => type))];
  const [have] = await to.sql<{ types: string[]; extensions: string[] }[]>`
    SELECT (SELECT coalesce(json_agg(t), '[]') FROM json_array_elements_text(${JSON.stringify(types)}::text::json) t WHERE to_regtype(t) IS NOT NULL) AS types,
      (SELECT coalesce(json_agg(name), '[]') FROM pg_available_extensions) AS extensions`;
  const findings = columns.flatMap(({ schema, table, column, type, builtIn, extension, byName }) => {
    const object = `${schema}.${table}.${column}`;
    const words = { object, found: type };
    if (builtIn && byName) {
      const wanted = 'values that mean the same at the target: they name objects of the server';
      return [
        warning({
          ...words,
          wanted,
          remedy: 'Leave the column out, or see to it that the named objects exist at the target.',
        }),
      ];
    }
    const there = builtIn
      ? have?.types.includes(type)
      : extension === null
        ? false
        : have?.extensions.includes(extension);
    if (there === true) return [];
    const wanted = builtIn
      ? `a version with this type; the target is PostgreSQL ${to.major}`
      : `the extension ${extension ?? 'of this type'} at the target`;
    const remedy =
      builtIn || extension === null
        ? 'Leave the column out, or change its type.'
        : `CREATE EXTENSION ${quoteName(extension)}, after installing its package at the target.`;
    return [failed('TYPE_NOT_SUPPORTED', { column: object, type }, { ...words, wanted, remedy })];
  });
  return orPassed(findings, 'every type exists at the target');
}

async function largeObjects({ from }: CheckInput): Promise<readonly Finding[]> {
  const [row] = await from.sql<{ count: number }[]>`SELECT count(*)::int AS count FROM pg_largeobject_metadata`;
  const count = row?.count ?? 0;
  if (count === 0) return orPassed([], 'none');
  return [
    warning({
      found: `${count} large objects`,
      wanted: 'none: they are not migrated, and columns that hold their numbers would point nowhere',
      remedy: 'Move them by pg_dump --large-objects, or into bytea columns: UPDATE ... SET data = lo_get(oid_column).',
    }),
  ];
}
