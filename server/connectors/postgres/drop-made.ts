/**
 * Drops what a sub-migration made on a PostgreSQL target and nobody took over: all in one transaction, what depends first.
 * Nothing is dropped with what others have put on it: a relation that others use refuses the whole, a schema, type, sequence,
 * extension, index or constraint that others use stays and is named. Looks first, so that it may be called again after any crash.
 */
import type { EndpointAddress } from '../../core/endpoint-address.ts';
import { tableKey, type TableName } from '../../core/object-map.ts';
import type { CatalogObjectKind } from '../catalog-reader.ts';
import { withPool, type Sql } from './connection.ts';
import { toGodwitError } from './errors.ts';
import { quoteName, quoteTable } from './sql-text.ts';

export interface MadeObject {
  readonly kind: CatalogObjectKind;
  readonly target: TableName;
  /** The table, or materialized view, that an index or constraint is on. */
  readonly ownerTarget: TableName;
}

const OTHERS_DEPEND = '2BP01';

/** `made`: in the order in which they were made. Returns what was dropped, and what had to stay, as words for the record. */
export function dropMadeObjects(address: EndpointAddress, made: readonly MadeObject[]): Promise<readonly string[]> {
  if (made.length === 0) return Promise.resolve([]);
  return withPool(address, { applicationName: 'godwit release', maxSessions: 1 }, (sql) =>
    sql
      .begin(async (tx) => {
        const transaction = tx as unknown as Sql; // a transaction offers what is used of a pool here
        await transaction`SET LOCAL lock_timeout = '5s'`;
        const latestFirst: MadeObject[] = [];
        for (const object of made.toReversed()) if (await isThere(transaction, object)) latestFirst.push(object);
        const of = (...kinds: CatalogObjectKind[]): MadeObject[] =>
          latestFirst.filter(({ kind }) => kinds.includes(kind));
        const relations = of('TABLE', 'MATERIALIZED_VIEW');
        const ours = new Set(relations.map(({ target }) => tableKey(target)));
        const onOthers = of('CONSTRAINT', 'INDEX').filter(({ ownerTarget }) => !ours.has(tableKey(ownerTarget)));
        const views = of('VIEW', 'MATERIALIZED_VIEW');
        const tables = of('TABLE');
        for (const view of views) await transaction.unsafe(dropStatement(view));
        if (tables.length > 0)
          await transaction.unsafe(`DROP TABLE ${tables.map(({ target }) => quoteTable(target)).join(', ')}`);
        const done = [...views, ...tables].map(words);
        for (const object of [...onOthers, ...of('SEQUENCE'), ...of('TYPE'), ...of('EXTENSION'), ...of('SCHEMA')]) {
          if (!(await isThere(transaction, object))) continue; // it went with its table
          const dropped = await tx
            .savepoint((inner) => inner.unsafe(dropStatement(object)))
            .then(() => true)
            .catch((error: unknown) => {
              if ((error as { code?: string }).code !== OTHERS_DEPEND) throw error;
              return false;
            });
          done.push(dropped ? words(object) : `not ${words(object)}, which others use`);
        }
        return done;
      })
      .catch((error: unknown) => {
        throw toGodwitError(error, address, 'TARGET_REFUSED_STATEMENT');
      }),
  );
}

async function isThere(sql: Sql, { kind, target, ownerTarget }: MadeObject): Promise<boolean> {
  const [found] = await {
    SCHEMA: () => sql`SELECT FROM pg_namespace WHERE nspname = ${target.name}`,
    EXTENSION: () => sql`SELECT FROM pg_extension WHERE extname = ${target.name}`,
    TYPE: () =>
      sql`SELECT FROM pg_type t JOIN pg_namespace n ON n.oid = t.typnamespace WHERE n.nspname = ${target.schema} AND t.typname = ${target.name}`,
    CONSTRAINT: () =>
      sql`SELECT FROM pg_constraint WHERE conrelid = to_regclass(${quoteTable(ownerTarget)}) AND conname = ${target.name}`,
    RELATION: () =>
      sql`SELECT FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE n.nspname = ${target.schema} AND c.relname = ${target.name}`,
    NOTHING: () => Promise.resolve([]),
  }[place(kind)]();
  return found !== undefined;
}

function place(kind: CatalogObjectKind): 'SCHEMA' | 'EXTENSION' | 'TYPE' | 'CONSTRAINT' | 'RELATION' | 'NOTHING' {
  switch (kind) {
    case 'SCHEMA':
    case 'EXTENSION':
    case 'TYPE':
    case 'CONSTRAINT':
      return kind;
    case 'COMMENT':
    case 'FUNCTION':
    case 'TRIGGER':
      return 'NOTHING'; // a comment goes with its object, the others are not made
    default:
      return 'RELATION';
  }
}

function dropStatement({ kind, target, ownerTarget }: MadeObject): string {
  if (kind === 'CONSTRAINT') return `ALTER TABLE ${quoteTable(ownerTarget)} DROP CONSTRAINT ${quoteName(target.name)}`;
  const name = kind === 'SCHEMA' || kind === 'EXTENSION' ? quoteName(target.name) : quoteTable(target);
  return `DROP ${kind.replace('_', ' ')} ${name}`;
}

function words({ kind, target, ownerTarget }: MadeObject): string {
  const what = kind.toLowerCase().replace('_', ' ');
  if (kind === 'SCHEMA' || kind === 'EXTENSION') return `${what} ${target.name}`;
  if (kind === 'CONSTRAINT') return `${what} ${target.name} of ${ownerTarget.schema}.${ownerTarget.name}`;
  return `${what} ${target.schema}.${target.name}`;
}
