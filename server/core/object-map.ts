/** Which source table goes to which target table: names, columns, filter. Compiled once by `selection`, used by every stage. */
export interface TableName {
  readonly schema: string;
  readonly name: string;
}

/** Stable text key of a table: schema and name joined by a byte that no identifier holds. */
export const tableKey = (table: TableName): string => `${table.schema}\u0000${table.name}`;

export interface ColumnMapping {
  readonly source: string;
  readonly target: string;
}

/** One migrated table. Stages address it by `id`, unique within the task and stable over restarts. */
export interface TableMapping {
  readonly id: string;
  readonly source: TableName;
  readonly target: TableName;
  /** Null: all columns, same names. */
  readonly columns: readonly ColumnMapping[] | null;
  /** Row filter as an expression of selection/row-filter, or null. */
  readonly rowFilter: string | null;
}
