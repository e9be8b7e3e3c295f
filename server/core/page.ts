/** One page of a list that can grow: by cursor, forwards (`first`, `after`) or backwards (`last`, `before`). */
export interface PageRequest {
  /** 1..100. Exactly one of first and last. */
  readonly first?: number | null;
  readonly after?: string | null;
  readonly last?: number | null;
  readonly before?: string | null;
}

export interface Page<T> {
  readonly items: readonly T[];
  /** The opaque cursor of each item, in the same order. */
  readonly cursors: readonly string[];
  readonly hasNextPage: boolean;
  readonly hasPreviousPage: boolean;
  /** Over the whole filter. */
  readonly totalCount: number;
}

export type SortDirection = 'ASC' | 'DESC';
