/** Port: what is known of each schema object of one task, durable over restarts. Implemented by persistence. */
import type { ErrorReason } from '../core/errors.ts';
import type { TableName } from '../core/object-map.ts';
import type { CatalogObjectKind } from '../connectors/catalog-reader.ts';
import type { ObjectConversion } from '../connectors/catalog-writer.ts';

/**
 * INITIALIZING: a mapped table whose DDL is still to be read from the source. FAILED_TO_OBTAIN_DDL: it could not be read, so
 * nothing is known of what is on the table either. DDL_OBTAINED: planned. CREATING: its DDL runs, or ran when we were killed. READY: made, its last act (validation,
 * first refresh) still to come. The others are ends; those that failed and NOT_SUPPORTED can be retried or skipped.
 */
export type ObjectStatus =
  | 'INITIALIZING'
  | 'DDL_OBTAINED'
  | 'CREATING'
  | 'READY'
  | 'COMPLETED'
  | 'COMPLETED_WITH_CONVERSION'
  | 'SKIPPED'
  | 'FAILED'
  | 'FAILED_TO_OBTAIN_DDL'
  | 'NOT_SUPPORTED';

/** AFTER_COPY: primary keys, plain indexes. AFTER_OVERLAP (C5): unique, exclusion, foreign. AT_END: views, comments. */
export type ObjectStage = 'BEFORE_COPY' | 'AFTER_COPY' | 'AFTER_OVERLAP' | 'AT_END';

export interface SchemaObject {
  /** Key of the source's object, unique in the task. */
  readonly key: string;
  /** Place in the order of creation. */
  readonly place: number;
  readonly kind: CatalogObjectKind;
  readonly stage: ObjectStage;
  readonly source: TableName;
  readonly target: TableName;
  readonly ownerTable: TableName | null;
  /** Where the owner goes; the object's own target when it has no owner. */
  readonly ownerTarget: TableName;
  /** Objects of one lane lock each other; different lanes may be made at once. Null: made alone. */
  readonly lane: string | null;
  readonly needs: readonly string[];
  readonly sourceDdl: string;
  readonly convertedDdl: readonly string[];
  readonly finishingDdl: readonly string[];
  readonly conversions: readonly ObjectConversion[];
  readonly status: ObjectStatus;
  readonly reason: ErrorReason | null;
  /** The statements that the target was given, and what it answered to each; null, or left out, before that. */
  readonly ran?: string | null;
  readonly answered?: string | null;
  /** A person skipped its table before it was made: the table leaves the task with its rows, this stays listed. */
  readonly leaves?: true;
  /** Raised whenever a person sets the statement; left out: 1. */
  readonly revision?: number;
}

export interface ObjectJournal {
  /** Without those that were removed. */
  load(): Promise<SchemaObject[]>;
  /** Keys of the removed objects. */
  removed(): Promise<ReadonlySet<string>>;
  /** Inserts or replaces by key, all or none; a removed object stays removed. */
  upsert(objects: readonly SchemaObject[]): Promise<void>;
  /** For good: no later plan and no late record of a worker brings them back. */
  remove(keys: readonly string[]): Promise<void>;
}

/** Of the table, or materialized view, that an object is on: the keys that it can have. */
export const ownerKeys = ({ ownerTable }: Pick<SchemaObject, 'ownerTable'>): readonly string[] =>
  ownerTable === null
    ? []
    : ['TABLE', 'MATERIALIZED_VIEW'].map((kind) => `${kind} ${ownerTable.schema}.${ownerTable.name}`);
