/** Port: turns objects of a source's catalog into DDL of the target's dialect, and runs DDL there. */
import type { TableName } from '../core/object-map.ts';
import type { CatalogObject } from './catalog-reader.ts';

/** EXACT: the same thing; WIDENED: holds at least as much; LOSSY: something is left out; UNSUPPORTED: cannot be made. */
export type Fidelity = 'EXACT' | 'WIDENED' | 'LOSSY' | 'UNSUPPORTED';

export interface ObjectConversion {
  /** What is converted, for example `column total`. */
  readonly what: string;
  readonly from: string;
  readonly to: string;
  readonly fidelity: Fidelity;
}

/** Where things go. Objects that are not mapped keep their name. */
export interface ObjectNames {
  relation(name: TableName): TableName;
  /** Null: the column is not carried. */
  column(table: TableName, column: string): string | null;
}

export interface ConvertedObject {
  readonly target: TableName;
  /** Made in one transaction. Empty when a conversion is UNSUPPORTED. */
  readonly ddl: readonly string[];
  /** What completes it later, outside that transaction: validation, first refresh. */
  readonly finishingDdl: readonly string[];
  readonly conversions: readonly ObjectConversion[];
}

export interface RunOptions {
  readonly signal: AbortSignal;
  /** Memory of one index build in bytes; null leaves the server's. */
  readonly maintenanceBytes: number | null;
}

export interface SequenceTarget {
  readonly source: TableName;
  readonly target: TableName;
}

export interface CatalogWriter {
  /** Pure: DDL and conversions of one object for the version of this target. */
  convert(object: CatalogObject, names: ObjectNames): ConvertedObject;
  /**
   * Runs the statements in one transaction; an abort cancels the running one. Resolves with what the target answered to each
   * (`CREATE TABLE`). Rejects with TARGET_REFUSED_STATEMENT.
   */
  run(statements: readonly string[], options: RunOptions): Promise<readonly string[]>;
  /** Of these keys of functions and extensions, those that the target lacks. */
  missing(keys: readonly string[]): Promise<string[]>;
}

/** Port: moves the values of sequences and identities. */
export interface SequenceMover {
  /** Sets each target sequence beyond the source's current value by `marginSteps` increments; answers how many were moved. */
  move(sequences: readonly SequenceTarget[], marginSteps: number): Promise<number>;
}
