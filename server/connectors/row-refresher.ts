/** Row refresh (C9, port): reads one key at the source as a one-row range with its own snapshot. */
import type { TableDefinition } from '../core/change.ts';
import type { TableName } from '../core/object-map.ts';
import type { RangeVisibility } from '../core/range-visibility.ts';

export interface RefreshRequest {
  readonly table: TableName;
  readonly key: readonly { readonly column: string; readonly value: string | null }[];
  /** Columns to read, in the order wanted. */
  readonly columns: readonly string[];
}

export interface RefreshedRow {
  /** Text form of each column asked for, or null when the source has no such row. */
  readonly cells: readonly (string | null)[] | null;
  /** What the row already contains; changes of this key that it contains must not be applied again. */
  readonly visibility: RangeVisibility;
}

export interface RowRefresher {
  /** Resolves once the source has flushed what was read (C4). */
  refresh(request: RefreshRequest): Promise<RefreshedRow>;
}

/** The source's clock (C26, port). */
export interface SourceClock {
  /** Microseconds since the Unix epoch at the source, now. */
  readMicros(): Promise<number>;
}

/** Where changes of a source table go (port); asked once per TableDefinition of the log. */
export interface TableRoute {
  /** The mapping's id. */
  readonly mappingId: string;
  /** Null for the mapped table itself; for a partition of it, the condition its rows fulfil, as far as it can be said. */
  readonly partition: { readonly condition: string | null } | null;
}

export interface TableRoutes {
  /**
   * The mapping that carries this table or the partitioned table above it; null when it is not selected, RENAMED when it is a
   * selected one under a name that no mapping knows.
   */
  find(table: Pick<TableDefinition, 'schema' | 'name' | 'sourceId'>): Promise<TableRoute | 'RENAMED' | null>;
}
