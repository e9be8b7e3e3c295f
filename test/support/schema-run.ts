/** One whole schema migration between two test databases, over an in-memory journal, and an oracle of plain catalog queries. */
import type { TableMapping } from '../../server/core/object-map.ts';
import { compareTable } from '../../server/schema-migration/compare-table.ts';
import type { ObjectJournal, SchemaObject } from '../../server/schema-migration/object-journal.ts';
import { planSchemaObjects, type IndexTiming } from '../../server/schema-migration/plan-objects.ts';
import { SchemaMigrator } from '../../server/schema-migration/schema-migrator.ts';
import { openPool } from '../../server/connectors/postgres/connection.ts';
import { PostgresCatalogReader } from '../../server/connectors/postgres/catalog/postgres-catalog-reader.ts';
import { PostgresCatalogWriter } from '../../server/connectors/postgres/ddl/postgres-catalog-writer.ts';
import { readTableShapes } from '../../server/connectors/postgres/table-shape.ts';
import type { TestDatabase } from '../setup/postgres.ts';
import { memoryJournal } from './memory-journal.ts';

export async function migrateSchema(
  source: TestDatabase,
  target: TestDatabase,
  journal: ObjectJournal = memoryJournal(),
  remap: (mapping: TableMapping) => TableMapping = (mapping) => mapping,
  options: { readonly indexes?: IndexTiming; readonly beforeCopy?: () => Promise<void> } = {},
): Promise<SchemaObject[]> {
  const from = openPool(source.address, { applicationName: 'test' });
  const to = openPool(target.address, { applicationName: 'test' });
  try {
    const shapes = await readTableShapes(from, null);
    const mappings = shapes.map((shape, at) =>
      remap({
        id: String(at),
        source: shape.table,
        target: shape.table,
        columns: null,
        rowFilter: null,
      }),
    );
    const writer = await PostgresCatalogWriter.open(to, target.address);
    const planned = planSchemaObjects({
      catalog: await new PostgresCatalogReader(from).read(),
      mappings,
      writer,
      indexes: options.indexes ?? 'AFTER_COPY',
    });
    const differences = async (one: SchemaObject['source'], other: SchemaObject['source']): Promise<string[]> => {
      const [a] = await readTableShapes(from, [one]);
      const [b] = await readTableShapes(to, [other]);
      return a === undefined || b === undefined ? ['it is gone'] : compareTable(a, b, { columns: null });
    };
    const migrator = new SchemaMigrator(
      { target: new PostgresCatalogReader(to), writer, journal, differences },
      { sessions: 2, maintenanceBytes: 64 << 20 },
    );
    const { signal } = new AbortController();
    await migrator.adopt(planned);
    await migrator.createBeforeCopy(signal);
    await options.beforeCopy?.();
    await migrator.createAfterCopy(signal);
    await migrator.createAfterOverlap(signal);
    await migrator.finish(signal);
    return await journal.load();
  } finally {
    await from.end({ timeout: 5 });
    await to.end({ timeout: 5 });
  }
}

const USER = "n.nspname NOT LIKE 'pg\\_%' AND n.nspname NOT IN ('information_schema', 'godwit')";

/** One sorted line for each fact of the catalog, by the server's own functions. */
export async function catalogFacts(db: TestDatabase): Promise<string[]> {
  const rows = await db.sql.unsafe<{ fact: string }[]>(`
    SELECT fact FROM (
    SELECT concat_ws('|', 'column', table_schema, table_name, column_name, data_type, udt_name, is_nullable, column_default, is_identity, identity_generation, identity_increment, is_generated, generation_expression, collation_name, character_maximum_length, numeric_precision, numeric_scale) AS fact
      FROM information_schema.columns WHERE table_schema NOT IN ('pg_catalog', 'information_schema')
    UNION ALL SELECT concat_ws('|', 'index', indexdef) FROM pg_indexes WHERE schemaname NOT IN ('pg_catalog', 'information_schema')
    UNION ALL SELECT concat_ws('|', 'constraint', c.conrelid::regclass, c.conname, pg_get_constraintdef(c.oid), c.convalidated) FROM pg_constraint c JOIN pg_namespace n ON n.oid = c.connamespace WHERE ${USER} AND c.contype NOT IN ('n', 't')
    UNION ALL SELECT concat_ws('|', 'view', c.oid::regclass, pg_get_viewdef(c.oid), c.relispopulated, c.reloptions) FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE c.relkind IN ('v', 'm') AND ${USER}
    UNION ALL SELECT concat_ws('|', 'relation', c.oid::regclass, c.relkind, c.relpersistence, c.reloptions, c.relreplident, pg_get_expr(c.relpartbound, c.oid)) FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE ${USER} AND c.relkind IN ('r', 'p')
    UNION ALL SELECT concat_ws('|', 'inherits', inhrelid::regclass, inhparent::regclass) FROM pg_inherits
    UNION ALL SELECT concat_ws('|', 'sequence', schemaname, sequencename, data_type, start_value, min_value, max_value, increment_by, cycle, cache_size, pg_depend.refobjid::regclass) FROM pg_sequences
       LEFT JOIN pg_depend ON objid = format('%I.%I', schemaname, sequencename)::regclass AND deptype IN ('a', 'i')
    UNION ALL SELECT concat_ws('|', 'enum', enumtypid::regtype, string_agg(enumlabel, ',' ORDER BY enumsortorder)) FROM pg_enum GROUP BY enumtypid
    UNION ALL SELECT concat_ws('|', 'domain', t.oid::regtype, format_type(typbasetype, typtypmod), typnotnull, typdefault) FROM pg_type t JOIN pg_namespace n ON n.oid = typnamespace WHERE typtype = 'd' AND ${USER}
    UNION ALL SELECT concat_ws('|', 'range', rngtypid::regtype, rngsubtype::regtype) FROM pg_range WHERE rngtypid >= 16384
    UNION ALL SELECT concat_ws('|', 'comment', (pg_identify_object(classoid, objoid, objsubid)).identity, description) FROM pg_description WHERE objoid >= 16384 AND classoid <> 'pg_extension'::regclass AND classoid <> 'pg_proc'::regclass AND classoid <> 'pg_operator'::regclass
    ) facts ORDER BY fact COLLATE "C"`);
  return rows.map((row) => row.fact);
}
