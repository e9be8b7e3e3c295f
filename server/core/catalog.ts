/**
 * The structure of a table as the stages need it (copy, apply, verify), read from either side. The complete catalog with
 * every kind of object, its DDL and fidelity, belongs to catalog-reader and schema-migration and extends these types.
 */
import type { TableName } from './object-map.ts';

export interface TableColumn {
  readonly name: string;
  /** The dialect's own name of the type, with modifier and schema where it is not built in. */
  readonly type: string;
  readonly nullable: boolean;
  /** Generated (stored or virtual) columns are neither copied nor applied. */
  readonly generated: boolean;
  readonly identity: 'ALWAYS' | 'BY_DEFAULT' | null;
  /** Ordered the same by SQL through an index and by the process (C7): key ranges may be cut on it. */
  readonly rangeable: boolean;
}

export interface TableKey {
  /** Constraint or index name. */
  readonly name: string;
  readonly columns: readonly string[];
  readonly primary: boolean;
}

export interface TableShape {
  readonly table: TableName;
  readonly columns: readonly TableColumn[];
  /** The key rows are addressed by: the primary key, else a unique key over NOT NULL columns, else null. */
  readonly key: TableKey | null;
  /** Every further unique key, partial and expression ones included by name with the columns they mention. */
  readonly uniqueKeys: readonly TableKey[];
  readonly replicaIdentity: 'default' | 'index' | 'full' | 'nothing';
  readonly partitioned: boolean;
  /** Leaves that hold the rows of a partitioned table (empty for a plain one). */
  readonly leaves: readonly TableName[];
  readonly estimatedRows: number;
  readonly estimatedBytes: number;
}
