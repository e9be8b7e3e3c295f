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

/** Tables by the target that they go into, in their order; most are alone there. */
export const targetGroups = <T extends { readonly target: TableName }>(mappings: readonly T[]): T[][] => [
  ...Map.groupBy(mappings, ({ target }) => tableKey(target)).values(),
];

/** Of tables that go into one target the first, which gives the structure; and every other table. */
export const structureGivers = <T extends { readonly target: TableName }>(mappings: readonly T[]): T[] =>
  targetGroups(mappings).flatMap(([first]) => first ?? []);

/** Of tables that go into one target, all but the first. */
export const structureTakers = <T extends { readonly target: TableName }>(mappings: readonly T[]): T[] =>
  targetGroups(mappings).flatMap(([, ...others]) => others);

/** Ids of the tables that share their target with others: what stands there cannot be told to be of one of them. */
export const sharingTables = (mappings: readonly TableMapping[]): ReadonlySet<string> =>
  new Set(targetGroups(mappings).flatMap((group) => (group.length > 1 ? group.map(({ id }) => id) : [])));

/** The wanted tables with all that go into the same targets. */
export const withSharers = (
  mappings: readonly TableMapping[],
  wanted: (mapping: TableMapping) => boolean,
): TableMapping[] => {
  const targets = new Set(mappings.filter(wanted).map(({ target }) => tableKey(target)));
  return mappings.filter(({ target }) => targets.has(tableKey(target)));
};
