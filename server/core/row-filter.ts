/**
 * The row filter of a table as a tree: what selection/row-filter parses, a connector writes as SQL, and the stream
 * evaluates on the text of cells. Negated forms are NOT over the plain one, BETWEEN is two comparisons, so that both
 * evaluations have few cases to agree on.
 *
 * F1 a filter means the same as SQL and on a cell: literals are compared as the class of their column says, text byte by
 *    byte whatever the collation, unknown (null) does not pass.
 */
export type FilterOperator = '=' | '<>' | '<' | '<=' | '>' | '>=';

export interface FilterLiteral {
  readonly kind: 'NUMBER' | 'TEXT' | 'BOOLEAN';
  /** Digits as written, the text without its quotes, `true` or `false`. */
  readonly text: string;
  /** Offset in the filter's text, UTF-16 units from 0. */
  readonly at: number;
}

/** A column by its exact name, and where the filter names it. */
export interface Named {
  readonly column: string;
  readonly at: number;
}

export type FilterNode =
  | { readonly kind: 'AND' | 'OR'; readonly terms: readonly FilterNode[] }
  | { readonly kind: 'NOT'; readonly term: FilterNode }
  | (Named & { readonly kind: 'IS_NULL' })
  | (Named & { readonly kind: 'COMPARE'; readonly operator: FilterOperator; readonly literal: FilterLiteral })
  | (Named & { readonly kind: 'IN'; readonly literals: readonly FilterLiteral[] })
  | (Named & { readonly kind: 'LIKE'; readonly literal: FilterLiteral });

/** A term that compares a column with literals. */
export type FilterTerm = Extract<FilterNode, { kind: 'COMPARE' | 'IN' | 'LIKE' }>;

/** How values of a column are compared. PADDED: trailing blanks do not count. */
export type FilterClass =
  'INTEGER' | 'DECIMAL' | 'FLOAT' | 'BOOLEAN' | 'TEXT' | 'PADDED' | 'UUID' | 'DATE' | 'TIMESTAMP' | 'TIMESTAMPTZ';

const CLASSES: Readonly<Record<string, FilterClass>> = {
  smallint: 'INTEGER',
  integer: 'INTEGER',
  bigint: 'INTEGER',
  numeric: 'DECIMAL',
  real: 'FLOAT',
  'double precision': 'FLOAT',
  boolean: 'BOOLEAN',
  text: 'TEXT',
  'character varying': 'TEXT',
  character: 'PADDED',
  bpchar: 'PADDED',
  uuid: 'UUID',
  date: 'DATE',
  'timestamp without time zone': 'TIMESTAMP',
  'timestamp with time zone': 'TIMESTAMPTZ',
};

/** The class of a column's type (with or without modifier); null when a filter cannot compare it. */
export function filterClass(type: string): FilterClass | null {
  if (type.includes('"') || type.endsWith('[]')) return null;
  return CLASSES[type.replace(/\(\d+(,-?\d+)?\)/, '')] ?? null;
}

/** Classes whose literals have many spellings: the database says the canonical one before cells are compared with it. */
export const CANONICAL_CLASSES: ReadonlySet<FilterClass> = new Set([
  'FLOAT',
  'UUID',
  'DATE',
  'TIMESTAMP',
  'TIMESTAMPTZ',
]);

/** The terms that compare with literals, from left to right. */
export function filterTerms(node: FilterNode): FilterTerm[] {
  switch (node.kind) {
    case 'AND':
    case 'OR':
      return node.terms.flatMap(filterTerms);
    case 'NOT':
      return filterTerms(node.term);
    case 'IS_NULL':
      return [];
    case 'COMPARE':
    case 'IN':
    case 'LIKE':
      return [node];
  }
}

export const literalsOf = (term: FilterTerm): readonly FilterLiteral[] =>
  term.kind === 'IN' ? term.literals : [term.literal];

/** The same filter with each literal replaced. */
export function mapLiterals(
  node: FilterNode,
  change: (literal: FilterLiteral, term: FilterTerm) => FilterLiteral,
): FilterNode {
  switch (node.kind) {
    case 'AND':
    case 'OR':
      return { ...node, terms: node.terms.map((term) => mapLiterals(term, change)) };
    case 'NOT':
      return { ...node, term: mapLiterals(node.term, change) };
    case 'IS_NULL':
      return node;
    case 'IN':
      return { ...node, literals: node.literals.map((literal) => change(literal, node)) };
    case 'COMPARE':
    case 'LIKE':
      return { ...node, literal: change(node.literal, node) };
  }
}

/** Every column that the filter names, as often as it does, and where. */
export function namesIn(node: FilterNode): Named[] {
  switch (node.kind) {
    case 'AND':
    case 'OR':
      return node.terms.flatMap(namesIn);
    case 'NOT':
      return namesIn(node.term);
    default:
      return [node];
  }
}

/** The same filter over columns that have other names. */
export function renameColumns(node: FilterNode, nameOf: (column: string) => string): FilterNode {
  switch (node.kind) {
    case 'AND':
    case 'OR':
      return { ...node, terms: node.terms.map((term) => renameColumns(term, nameOf)) };
    case 'NOT':
      return { ...node, term: renameColumns(node.term, nameOf) };
    default:
      return { ...node, column: nameOf(node.column) };
  }
}
