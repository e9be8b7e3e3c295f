/** The text of a row filter -> tokens with their offsets. Spelling is that of SQL: names fold to lower case unless quoted. */
export type TokenKind = 'NAME' | 'KEYWORD' | 'NUMBER' | 'TEXT' | 'SIGN' | 'END';

export interface Token {
  readonly kind: TokenKind;
  /** A keyword in upper case, a name folded, a text without its quotes, a sign as it stands. */
  readonly text: string;
  readonly at: number;
}

/** What is wrong, and where; the parser adds the table. */
export class FilterFault extends Error {
  readonly offset: number;

  constructor(offset: number, detail: string) {
    super(detail);
    this.name = 'FilterFault';
    this.offset = offset;
  }
}

const KEYWORDS = new Set(['AND', 'OR', 'NOT', 'IS', 'NULL', 'IN', 'BETWEEN', 'LIKE', 'TRUE', 'FALSE']);
const MAX_DIGITS = 1_000;
const MAX_EXPONENT = 1_000;

const SPACE = /[ \t\r\n\f\v]+/y;
const NAME = /[A-Za-z_\u0080-\uffff][A-Za-z0-9_$\u0080-\uffff]*/y;
const QUOTED_NAME = /"((?:[^"]|"")*)"/y;
const QUOTED_TEXT = /'((?:[^']|'')*)'/y;
const NUMBER = /[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE]([+-]?\d+))?/y;
const SIGN = /<=|>=|<>|!=|[=<>(),]/y;

export function filterTokens(text: string): Token[] {
  if (text.includes('\0')) throw new FilterFault(text.indexOf('\0'), 'the character NUL cannot stand in a filter.');
  if (!text.isWellFormed()) throw new FilterFault(0, 'the text is not valid Unicode.');
  const tokens: Token[] = [];
  for (let at = 0; ;) {
    at += matched(SPACE, text, at)?.[0].length ?? 0;
    if (at >= text.length) return [...tokens, { kind: 'END', text: '', at: text.length }];
    const { token, length } = tokenAt(text, at);
    tokens.push(token);
    at += length;
  }
}

function tokenAt(text: string, at: number): { token: Token; length: number } {
  const quotedText = matched(QUOTED_TEXT, text, at);
  if (quotedText) return made('TEXT', quotedText[1]?.replaceAll("''", "'") ?? '', { at, length: quotedText[0].length });
  const quotedName = matched(QUOTED_NAME, text, at);
  if (quotedName) {
    if (quotedName[1] === '') throw new FilterFault(at, 'a name cannot be empty.');
    return made('NAME', quotedName[1]?.replaceAll('""', '"') ?? '', { at, length: quotedName[0].length });
  }
  const number = matched(NUMBER, text, at);
  if (number) return numberAt(text, at, number);
  const name = matched(NAME, text, at)?.[0];
  if (name !== undefined) {
    const keyword = name.toUpperCase();
    return KEYWORDS.has(keyword)
      ? made('KEYWORD', keyword, { at, length: name.length })
      : made('NAME', foldAscii(name), { at, length: name.length });
  }
  const sign = matched(SIGN, text, at)?.[0];
  if (sign !== undefined) return made('SIGN', sign === '!=' ? '<>' : sign, { at, length: sign.length });
  if (text[at] === "'" || text[at] === '"') throw new FilterFault(at, 'this quote is not closed.');
  throw new FilterFault(at, `${String.fromCodePoint(text.codePointAt(at) ?? 0)} is not expected here.`);
}

function numberAt(text: string, at: number, number: RegExpExecArray): { token: Token; length: number } {
  const { length } = number[0];
  if (matched(NAME, text, at + length)) throw new FilterFault(at, 'a number ends with letters.');
  if (length > MAX_DIGITS || Math.abs(Number(number[1] ?? 0)) > MAX_EXPONENT)
    throw new FilterFault(at, 'this number is too long.');
  return made('NUMBER', number[0], { at, length });
}

const made = (
  kind: TokenKind,
  text: string,
  place: { readonly at: number; readonly length: number },
): { token: Token; length: number } => ({ token: { kind, text, at: place.at }, length: place.length });

const foldAscii = (name: string): string => name.replaceAll(/[A-Z]/g, (letter) => letter.toLowerCase());

function matched(pattern: RegExp, text: string, at: number): RegExpExecArray | null {
  pattern.lastIndex = at;
  return pattern.exec(text);
}
