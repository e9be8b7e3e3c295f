/** Objects of the schema phase as its journal keeps them. */
import type { SchemaObject } from '../../server/schema-migration/object-journal.ts';

/** A table, or an index of `table`, of the schema public, whose DDL is known. */
export function schemaObject(
  kind: 'TABLE' | 'INDEX',
  name: string,
  { table = null, ...more }: Partial<SchemaObject> & { readonly table?: string | null } = {},
): SchemaObject {
  const named = (one: string) => ({ schema: 'public', name: one });
  return {
    key: `${kind} public.${name}`,
    place: 1,
    kind,
    stage: kind === 'TABLE' ? 'BEFORE_COPY' : 'AFTER_COPY',
    source: named(name),
    target: named(name),
    ownerTable: table === null ? null : named(table),
    ownerTarget: named(table ?? name),
    lane: null,
    needs: [],
    sourceDdl: `CREATE ${name}`,
    convertedDdl: [`CREATE ${name}`],
    finishingDdl: [],
    conversions: [],
    status: 'DDL_OBTAINED',
    reason: null,
    ...more,
  };
}
