/** What each reader of one kind is, and answers: an object without its needs and DDL, and the catalog rows it stands for. */
import type { Fragment } from 'postgres';
import type { CatalogObject, SequenceOptions } from '../../catalog-reader.ts';
import type { Sql } from '../connection.ts';

export interface FoundObject extends Omit<CatalogObject, 'needs' | 'ddl'> {
  /** `catalog:oid` of every row whose dependencies are the object's own, e.g. `pg_class:16402`. */
  readonly rows: readonly string[];
}

/** Object ids from low to high, both among them. */
export interface Span {
  readonly low: number;
  readonly high: number;
}

/** The catalog tables whose rows are described by functions of the server, any of which can raise for a damaged row. */
export type DescribedCatalog = 'pg_class' | 'pg_constraint' | 'pg_type' | 'pg_proc' | 'pg_trigger';

export interface KindReader {
  /** Holds the ids that a span means. */
  readonly catalog: DescribedCatalog;
  /** What `within` calls that catalog. */
  readonly alias: string;
  /** FROM and WHERE of the objects of the kind within the span: nothing in it describes them. */
  readonly within: (sql: Sql, span: Span) => Fragment;
  /** These objects, in one statement. */
  readonly read: (sql: Sql, span: Span) => Promise<FoundObject[]>;
}

export const keyOf = (kind: string, ...names: readonly string[]): string => `${kind} ${names.join('.')}`;

export interface SequenceRow {
  readonly type: string;
  readonly start: string;
  readonly increment: string;
  readonly minimum: string;
  readonly maximum: string;
  readonly cache: string;
  readonly cycle: boolean;
}

export const sequenceOptions = (row: SequenceRow): SequenceOptions => ({
  type: row.type,
  start: row.start,
  increment: row.increment,
  minimum: row.minimum,
  maximum: row.maximum,
  cache: row.cache,
  cycle: row.cycle,
});
