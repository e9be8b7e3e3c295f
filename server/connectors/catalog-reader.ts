/**
 * Port: the complete catalog of one database as objects that can be made again elsewhere. An object's definition is the
 * dialect's own fields, complete and without names resolved through a search path; its `ddl` makes it again at the source.
 */
import type { TableName } from '../core/object-map.ts';

/** The first row are kinds that schema migration makes; the second are only listed, with their DDL, for a person. */
export type CatalogObjectKind =
  | 'SCHEMA'
  | 'EXTENSION'
  | 'TYPE'
  | 'SEQUENCE'
  | 'TABLE'
  | 'INDEX'
  | 'CONSTRAINT'
  | 'VIEW'
  | 'MATERIALIZED_VIEW'
  | 'COMMENT'
  | 'FUNCTION'
  | 'TRIGGER';

export interface SequenceOptions {
  readonly type: string;
  readonly start: string;
  readonly increment: string;
  readonly minimum: string;
  readonly maximum: string;
  readonly cache: string;
  readonly cycle: boolean;
}

export interface ColumnDetail {
  readonly name: string;
  readonly type: string;
  /** Quoted and qualified, or null when it is the type's own. */
  readonly collation: string | null;
  readonly nullable: boolean;
  /** Expression text, or null. For a generated column: its expression. */
  readonly expression: string | null;
  readonly generated: 'STORED' | 'VIRTUAL' | null;
  readonly identity: 'ALWAYS' | 'BY_DEFAULT' | null;
  readonly identityOptions: SequenceOptions | null;
  /** The sequence of an identity, or the one that the default takes its next value from. */
  readonly sequence: TableName | null;
  readonly compression: string | null;
  readonly storage: string | null;
}

export interface NamedExpression {
  readonly name: string;
  readonly definition: string;
}

export interface TableDetail {
  readonly form: 'TABLE';
  readonly columns: readonly ColumnDetail[];
  /** Valid checks, made with the table. */
  readonly checks: readonly NamedExpression[];
  readonly unlogged: boolean;
  /** For example `RANGE (at)`, or null. */
  readonly partitionBy: string | null;
  readonly partitionOf: TableName | null;
  /** For example `FOR VALUES FROM (1) TO (2)`. */
  readonly partitionBound: string | null;
  readonly options: readonly string[];
  readonly inherits: boolean;
  readonly rowSecurity: boolean;
  readonly replicaIdentity: 'default' | 'index' | 'full' | 'nothing';
}

export interface IndexDetail {
  readonly form: 'INDEX';
  readonly unique: boolean;
  /** Everything from the method on: `btree (a) WHERE ...`. */
  readonly body: string;
  /** Key columns; null when a key is an expression. */
  readonly keyColumns: readonly string[] | null;
  readonly partial: boolean;
  /** Columns named anywhere in it. */
  readonly mentions: readonly string[];
  readonly nullsNotDistinct: boolean;
  readonly replicaIdentity: boolean;
  readonly depth: number;
}

export interface ConstraintDetail {
  readonly form: 'CONSTRAINT';
  readonly type: 'PRIMARY' | 'UNIQUE' | 'FOREIGN' | 'EXCLUSION' | 'CHECK';
  /** The whole clause behind the name. */
  readonly body: string;
  readonly columns: readonly string[];
  readonly references: TableName | null;
  readonly referencedColumns: readonly string[];
  readonly mentions: readonly string[];
  readonly validated: boolean;
  readonly enforced: boolean;
  readonly nullsNotDistinct: boolean;
  readonly period: boolean;
  readonly deferrable: boolean;
  readonly replicaIdentity: boolean;
  readonly ownerPartitioned: boolean;
  readonly depth: number;
}

export type ObjectDefinition =
  | TableDetail
  | IndexDetail
  | ConstraintDetail
  | { readonly form: 'SCHEMA' }
  | { readonly form: 'EXTENSION'; readonly version: string }
  | { readonly form: 'ENUM'; readonly labels: readonly string[] }
  | {
      readonly form: 'DOMAIN';
      readonly base: string;
      readonly collation: string | null;
      readonly expression: string | null;
      readonly nullable: boolean;
      readonly checks: readonly NamedExpression[];
    }
  | {
      readonly form: 'COMPOSITE';
      readonly attributes: readonly {
        readonly name: string;
        readonly type: string;
        readonly collation: string | null;
      }[];
    }
  | { readonly form: 'RANGE'; readonly options: readonly NamedExpression[]; readonly multirange: string | null }
  | {
      readonly form: 'SEQUENCE';
      readonly sequence: SequenceOptions;
      readonly ownedBy: { readonly table: TableName; readonly column: string } | null;
    }
  | {
      readonly form: 'VIEW';
      readonly body: string;
      readonly columns: readonly string[];
      readonly options: readonly string[];
      readonly materialized: boolean;
      readonly populated: boolean;
    }
  | { readonly form: 'COMMENT'; readonly comments: readonly ObjectComment[] }
  | { readonly form: 'LISTED'; readonly ddl: string }
  /** The database cannot describe it: what it said, of which `rowDetail` can hold values of rows. */
  | { readonly form: 'UNREADABLE'; readonly detail: string; readonly rowDetail: string | null };

export interface ObjectComment {
  readonly on:
    | 'SCHEMA'
    | 'EXTENSION'
    | 'TYPE'
    | 'DOMAIN'
    | 'SEQUENCE'
    | 'TABLE'
    | 'COLUMN'
    | 'INDEX'
    | 'CONSTRAINT'
    | 'VIEW'
    | 'MATERIALIZED VIEW';
  /** The column or constraint; null for the object itself. */
  readonly part: string | null;
  readonly text: string;
}

export interface CatalogObject {
  /** Unique in its database and stable: kind and qualified name. */
  readonly key: string;
  readonly kind: CatalogObjectKind;
  readonly schema: string;
  readonly name: string;
  /** The table (or materialized view) that an index, constraint or trigger is on; what a comment is about. */
  readonly table: TableName | null;
  /** Keys of objects that must be there first; also of kinds that are only listed. */
  readonly needs: readonly string[];
  readonly definition: ObjectDefinition;
  readonly ddl: string;
}

export interface CatalogReader {
  /**
   * Every user object of the database, in one order that does not change between two reads of an unchanged catalog. One that
   * cannot be described is UNREADABLE, with its key and what it needs, and stops no other.
   */
  read(): Promise<CatalogObject[]>;
}
