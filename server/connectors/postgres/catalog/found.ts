/** What each reader of one kind answers: an object without its needs and DDL, and the catalog rows it stands for. */
import type { CatalogObject, SequenceOptions } from '../../catalog-reader.ts';

export interface FoundObject extends Omit<CatalogObject, 'needs' | 'ddl'> {
  /** `catalog:oid` of every row whose dependencies are the object's own, e.g. `pg_class:16402`. */
  readonly rows: readonly string[];
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
