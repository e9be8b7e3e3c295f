/**
 * The text of a row filter -> its tree, by recursive descent:
 *
 *   filter    = both { OR both }
 *   both      = negated { AND negated }
 *   negated   = [ NOT ] negated | ( filter ) | term
 *   term      = name ( sign literal | IS [NOT] NULL | [NOT] IN ( literal, ... ) | [NOT] BETWEEN literal AND literal
 *                    | [NOT] LIKE text )
 *
 * A filter compares columns of its own table with literals, and nothing else: it cannot call anything, and what it says is
 * the same at every moment.
 */
import type { FilterLiteral, FilterNode, FilterOperator } from '../../core/row-filter.ts';
import { GodwitError } from '../../core/errors.ts';
import { FilterFault, filterTokens, type Token } from './filter-tokens.ts';

const MAX_LENGTH = 65_536;
const MAX_DEPTH = 100;
const OPERATORS: readonly FilterOperator[] = ['=', '<>', '<', '<=', '>', '>='];

/** Throws FILTER_INVALID {table, offset, detail}. */
export function parseFilter(text: string, table: string): FilterNode {
  return withTable(table, () => {
    if (text.length > MAX_LENGTH) throw new FilterFault(MAX_LENGTH, `a filter has at most ${MAX_LENGTH} characters.`);
    return new FilterParser(filterTokens(text)).parse();
  });
}

/** Runs `work`; a fault of the filter becomes the error that names the table. */
export function withTable<T>(table: string, work: () => T): T {
  try {
    return work();
  } catch (error) {
    if (!(error instanceof FilterFault)) throw error;
    throw new GodwitError('FILTER_INVALID', { table, offset: error.offset, detail: error.message });
  }
}

class FilterParser {
  readonly #tokens: readonly Token[];
  #next = 0;
  #depth = 0;

  constructor(tokens: readonly Token[]) {
    this.#tokens = tokens;
  }

  parse(): FilterNode {
    const node = this.#either();
    if (this.#token.kind !== 'END') throw this.#unexpected('AND, OR or the end');
    return node;
  }

  get #token(): Token {
    return this.#tokens[this.#next] ?? { kind: 'END', text: '', at: 0 };
  }

  #take(): Token {
    const token = this.#token;
    this.#next += 1;
    return token;
  }

  #takes(kind: 'KEYWORD' | 'SIGN', text: string): boolean {
    const { kind: found, text: word } = this.#token;
    if (found !== kind || word !== text) return false;
    this.#next += 1;
    return true;
  }

  #expect(kind: 'KEYWORD' | 'SIGN', text: string): void {
    if (!this.#takes(kind, text)) throw this.#unexpected(text);
  }

  #unexpected(wanted: string): FilterFault {
    const { kind, text, at } = this.#token;
    const found = kind === 'END' ? 'the filter ends' : kind === 'TEXT' ? 'a text stands' : `${text} stands`;
    return new FilterFault(at, `${found} where ${wanted} is expected.`);
  }

  #either(): FilterNode {
    const terms = [this.#both()];
    while (this.#takes('KEYWORD', 'OR')) terms.push(this.#both());
    return joined('OR', terms);
  }

  #both(): FilterNode {
    const terms = [this.#negated()];
    while (this.#takes('KEYWORD', 'AND')) terms.push(this.#negated());
    return joined('AND', terms);
  }

  #negated(): FilterNode {
    this.#depth += 1;
    if (this.#depth > MAX_DEPTH) throw new FilterFault(this.#token.at, `a filter nests at most ${MAX_DEPTH} deep.`);
    const node = this.#inner();
    this.#depth -= 1;
    return node;
  }

  #inner(): FilterNode {
    if (this.#takes('KEYWORD', 'NOT')) return { kind: 'NOT', term: this.#negated() };
    if (!this.#takes('SIGN', '(')) return this.#term();
    const node = this.#either();
    this.#expect('SIGN', ')');
    return node;
  }

  #term(): FilterNode {
    if (this.#token.kind !== 'NAME') throw this.#unexpected('a column');
    const { text: column, at } = this.#take();
    const named = { column, at };
    const operator = this.#operator();
    if (operator) return { ...named, kind: 'COMPARE', operator, literal: this.#literal() };
    if (this.#takes('KEYWORD', 'IS')) {
      const negated = this.#takes('KEYWORD', 'NOT');
      this.#expect('KEYWORD', 'NULL');
      return notIf(negated, { ...named, kind: 'IS_NULL' });
    }
    const negated = this.#takes('KEYWORD', 'NOT');
    if (this.#takes('KEYWORD', 'IN')) return notIf(negated, { ...named, kind: 'IN', literals: this.#list() });
    if (this.#takes('KEYWORD', 'BETWEEN')) return notIf(negated, this.#between(named));
    if (this.#takes('KEYWORD', 'LIKE')) return notIf(negated, { ...named, kind: 'LIKE', literal: this.#literal() });
    throw this.#unexpected(negated ? 'IN, BETWEEN or LIKE' : 'a comparison');
  }

  #operator(): FilterOperator | null {
    const { kind, text } = this.#token;
    const operator = kind === 'SIGN' ? (OPERATORS.find((one) => one === text) ?? null) : null;
    if (operator) this.#next += 1;
    return operator;
  }

  #between(named: { column: string; at: number }): FilterNode {
    const from = this.#literal();
    this.#expect('KEYWORD', 'AND');
    const to = this.#literal();
    return {
      kind: 'AND',
      terms: [
        { ...named, kind: 'COMPARE', operator: '>=', literal: from },
        { ...named, kind: 'COMPARE', operator: '<=', literal: to },
      ],
    };
  }

  #list(): FilterLiteral[] {
    this.#expect('SIGN', '(');
    const literals = [this.#literal()];
    while (this.#takes('SIGN', ',')) literals.push(this.#literal());
    this.#expect('SIGN', ')');
    return literals;
  }

  #literal(): FilterLiteral {
    const { kind, text, at } = this.#token;
    if (kind === 'NUMBER' || kind === 'TEXT') {
      this.#next += 1;
      return { kind, text, at };
    }
    if (kind === 'KEYWORD' && (text === 'TRUE' || text === 'FALSE')) {
      this.#next += 1;
      return { kind: 'BOOLEAN', text: text.toLowerCase(), at };
    }
    if (kind === 'KEYWORD' && text === 'NULL')
      throw new FilterFault(at, 'a comparison with NULL is never true; use IS NULL.');
    throw this.#unexpected("a literal ('text', number, TRUE or FALSE)");
  }
}

const joined = (kind: 'AND' | 'OR', terms: readonly FilterNode[]): FilterNode =>
  terms.length === 1 && terms[0] ? terms[0] : { kind, terms };

const notIf = (negated: boolean, term: FilterNode): FilterNode => (negated ? { kind: 'NOT', term } : term);
