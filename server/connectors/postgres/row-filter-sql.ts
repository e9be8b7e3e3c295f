/**
 * A checked row filter -> the condition of a WHERE clause, without parameters; and its literals as this server writes them.
 * Each literal is cast to the type of its column without the modifier, so that it is neither rounded nor cut; whole numbers
 * go as bigint and others as numeric, whatever number type the column has. Text is compared under COLLATE "C" (F1).
 */
import type { TableColumn } from '../../core/catalog.ts';
import { invariant, must, unreachable } from '../../core/assert.ts';
import { GodwitError } from '../../core/errors.ts';
import {
  CANONICAL_CLASSES,
  filterClass,
  filterTerms,
  literalsOf,
  mapLiterals,
  type FilterLiteral,
  type FilterNode,
} from '../../core/row-filter.ts';
import { withoutModifier } from './apply/column-types.ts';
import type { Sql } from './connection.ts';
import { sqlStateOf } from './errors.ts';
import { quoteName, quoteText } from './sql-text.ts';

type FilterColumn = Pick<TableColumn, 'name' | 'type'>;

/** Whole numbers that fit into a bigint whatever their digits are. */
const BIGINT = /^[+-]?\d{1,18}$/;

export function filterToSql(filter: FilterNode, columns: readonly FilterColumn[]): string {
  const types = new Map(columns.map(({ name, type }) => [name, type]));
  return write(filter);

  function write(node: FilterNode): string {
    switch (node.kind) {
      case 'AND':
      case 'OR':
        return `(${node.terms.map(write).join(` ${node.kind} `)})`;
      case 'NOT':
        return `(NOT ${write(node.term)})`;
      case 'IS_NULL':
        // unlike IS NULL, false for a composite value whose fields are all null
        return `(${quoteName(node.column)} IS NOT DISTINCT FROM NULL)`;
      case 'COMPARE':
        return `(${operand(node.column)} ${node.operator} ${literal(node.column, node.literal)})`;
      case 'IN':
        return `(${operand(node.column)} IN (${node.literals.map((one) => literal(node.column, one)).join(', ')}))`;
      case 'LIKE':
        return `(${operand(node.column)} LIKE ${quoteText(node.literal.text)}::text)`;
      default:
        return unreachable(node);
    }
  }

  function operand(column: string): string {
    const kind = filterClass(types.get(column) ?? '');
    invariant(kind !== null, `column ${column} of a checked filter`);
    // the cast takes the blanks of padded text away
    return kind === 'TEXT' || kind === 'PADDED' ? `${quoteName(column)}::text COLLATE "C"` : quoteName(column);
  }

  function literal(column: string, { text }: FilterLiteral): string {
    const type = must(types.get(column), `column ${column}`);
    switch (filterClass(type)) {
      case 'INTEGER':
        return `${quoteText(text)}::${BIGINT.test(text) ? 'bigint' : 'numeric'}`;
      case 'TEXT':
        return `${quoteText(text)}::text`;
      case 'PADDED':
        return `${quoteText(text.replace(/ *$/, ''))}::text`;
      default:
        return `${quoteText(text)}::${withoutModifier(type)}`;
    }
  }
}

/**
 * The filter with each literal as the server writes it, where a value has many spellings (uuid, dates, floats). `sql` must
 * come from openPool: the session settings are part of the spelling. A literal that the type refuses is FILTER_INVALID.
 */
export async function canonicalLiterals(
  sql: Sql,
  filter: FilterNode,
  table: { readonly name: string; readonly columns: readonly FilterColumn[] },
): Promise<FilterNode> {
  const types = new Map(table.columns.map(({ name, type }) => [name, type]));
  const wanted = new Map<string, FilterLiteral[]>();
  for (const term of filterTerms(filter)) {
    const type = types.get(term.column) ?? '';
    const kind = filterClass(type);
    if (kind === null || !CANONICAL_CLASSES.has(kind) || term.kind === 'LIKE') continue;
    const bare = withoutModifier(type);
    wanted.set(bare, [...(wanted.get(bare) ?? []), ...literalsOf(term)]);
  }
  const canonical = new Map<FilterLiteral, FilterLiteral>();
  for (const [type, literals] of wanted) {
    const texts = await spellings(sql, type, { table: table.name, literals });
    literals.forEach((literal, index) =>
      canonical.set(literal, { ...literal, text: must(texts[index], 'a spelling') }),
    );
  }
  return mapLiterals(filter, (literal) => canonical.get(literal) ?? literal);
}

interface Spelled {
  readonly table: string;
  readonly literals: readonly FilterLiteral[];
}

/** All at once; when the server refuses, one by one to learn which. */
async function spellings(sql: Sql, type: string, { table, literals }: Spelled): Promise<string[]> {
  const values = literals.map(({ text }, index) => `(${index}, ${quoteText(text)})`).join(', ');
  try {
    const rows = await sql.unsafe(
      `SELECT v.text::${type}::text AS text FROM (VALUES ${values}) AS v(place, text) ORDER BY v.place`,
    );
    return rows.map((row) => String(row['text']));
  } catch (error) {
    if (!isRefusedValue(error)) throw error;
    const [first, ...others] = literals;
    if (first && others.length === 0)
      throw new GodwitError(
        'FILTER_INVALID',
        { table, offset: first.at, detail: `${quoteText(first.text)} is not a value of type ${type}.` },
        { cause: error },
      );
    const texts: string[] = [];
    for (const literal of literals) texts.push(...(await spellings(sql, type, { table, literals: [literal] })));
    return texts;
  }
}

/** Class 22, data exception. */
const isRefusedValue = (error: unknown): boolean => sqlStateOf(error)?.startsWith('22') === true;
