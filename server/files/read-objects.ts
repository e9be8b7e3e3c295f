/**
 * Reads an object configuration as people wrote it, CSV or JSON: the rules that can be read, each with its place, and what is
 * wrong with the others. Nothing is asked of a database here.
 */
import { GodwitError, reasonOf } from '../core/errors.ts';
import { tableKey, type ColumnMapping } from '../core/object-map.ts';
import type { ObjectRule, SelectionRules } from '../selection/selection-service.ts';
import { decoded, readCsv } from './csv.ts';
import type { RefusedLine } from './file-service.ts';
import { COLUMNS, RULES } from './object-configuration.ts';

/** As many as a selection may have; what is refused counts too, so that reading ends. */
const MOST_LINES = 10_000;
/** JSON is read whole. */
const MOST_JSON_BYTES = 8 * 1024 * 1024;

type Section = keyof SelectionRules;
export type Place = Pick<RefusedLine, 'line' | 'place'>;

export interface PlacedRule {
  readonly section: Section;
  readonly rule: ObjectRule;
  readonly at: Place;
}

export interface ReadObjects {
  readonly rules: readonly PlacedRule[];
  readonly refused: readonly RefusedLine[];
}

export const WHOLE: Place = { line: null, place: 'the file' };

export const refusal = (at: Place, error: GodwitError): RefusedLine => ({ ...at, reason: reasonOf(error) });
const bad = (detail: string): GodwitError => new GodwitError('BAD_INPUT', { detail });

/** What cannot be read as a file at all is a refusal of the whole. */
export async function readObjects(bytes: AsyncIterable<Uint8Array>, sizeBytes: number): Promise<ReadObjects> {
  const collected = new Collected();
  try {
    const [isJson, all] = await peek(bytes);
    await (isJson ? readJson(all, sizeBytes, collected) : readLines(all, collected));
  } catch (error) {
    if (!(error instanceof GodwitError)) throw error;
    collected.refused.push(refusal(WHOLE, error));
  }
  return collected;
}

class Collected implements ReadObjects {
  readonly rules: PlacedRule[] = [];
  readonly refused: RefusedLine[] = [];
  readonly #seen = new Map<string, string>();

  /** Keeps what `read` gives, or why it gives nothing. */
  take(at: Place, read: () => { readonly section: Section; readonly rule: ObjectRule }): void {
    if (this.rules.length + this.refused.length >= MOST_LINES)
      throw new GodwitError('LIMIT_EXCEEDED', { what: 'the number of rules', limit: MOST_LINES });
    try {
      const { section, rule } = read();
      const key = `${section} ${tableKey(rule)}`;
      const before = this.#seen.get(key);
      if (before !== undefined) throw bad(`${rule.schema}.${rule.name} is in ${before} already.`);
      this.#seen.set(key, at.place);
      this.rules.push({ section, rule, at });
    } catch (error) {
      if (!(error instanceof GodwitError)) throw error;
      this.refused.push(refusal(at, error));
    }
  }
}

/** Whether the first character of the file begins an object; and the file. */
async function peek(bytes: AsyncIterable<Uint8Array>): Promise<readonly [boolean, AsyncIterable<Uint8Array>]> {
  const iterator = bytes[Symbol.asyncIterator]();
  const before: Uint8Array[] = [];
  let begins = '';
  while (begins === '') {
    const { done, value } = await iterator.next();
    if (done === true) break;
    before.push(value);
    begins = Buffer.from(value)
      .toString('latin1')
      .replace(/^\u00ef\u00bb\u00bf/, '')
      .trimStart();
  }
  async function* all(): AsyncGenerator<Uint8Array> {
    yield* before;
    for (;;) {
      const { done, value } = await iterator.next();
      if (done === true) return;
      yield value;
    }
  }
  return [begins.startsWith('{'), all()];
}

async function readLines(bytes: AsyncIterable<Uint8Array>, collected: Collected): Promise<void> {
  let header: readonly string[] | null = null;
  for await (const { line, cells } of readCsv(bytes)) {
    if (header === null) {
      header = headerOf(cells);
      continue;
    }
    const names: readonly string[] = header;
    collected.take({ line, place: `line ${line}` }, () => {
      if (cells.length > names.length) throw bad(`There are ${cells.length} fields under ${names.length} headings.`);
      return ruleOf(Object.fromEntries(names.map((name, index) => [name, cells[index] ?? ''])));
    });
  }
  if (header === null) throw bad('The file is empty.');
}

function headerOf(cells: readonly string[]): readonly string[] {
  const names = cells.map((cell) => cell.trim().toLowerCase());
  const known: readonly string[] = COLUMNS;
  const unknown = names.find((name) => !known.includes(name));
  if (unknown !== undefined) throw bad(`There is no column "${unknown}"; there are ${COLUMNS.join(', ')}.`);
  if (new Set(names).size < names.length) throw bad('A column is there twice.');
  for (const name of ['source_database', 'source_table'])
    if (!names.includes(name)) throw bad(`The first line must name the column ${name}.`);
  return names;
}

const SECTION = { TABLE: 'objects', INCLUDE: 'include', EXCLUDE: 'exclude' } as const;

function ruleOf(cells: Readonly<Record<string, string>>): { section: Section; rule: ObjectRule } {
  const word = cells['rule']?.trim().toUpperCase() || 'TABLE';
  const kind = RULES.find((one) => one === word);
  if (kind === undefined) throw bad(`A rule is one of ${RULES.join(', ')}, not "${word}".`);
  const mapping = cells['column_mapping'] ?? '';
  const rule = {
    schema: cells['source_database'],
    name: cells['source_table'],
    targetSchema: cells['target_database'] || null,
    targetName: cells['target_table'] || null,
    columns: mapping.trim() === '' ? null : parsed(mapping, 'The column mapping is no JSON list.'),
    rowFilter: cells['row_filter'] || null,
  };
  return { section: SECTION[kind], rule: checkedRule(rule, SECTION[kind]) };
}

function parsed(text: string, otherwise: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch (cause) {
    throw new GodwitError('BAD_INPUT', { detail: otherwise }, { cause });
  }
}

async function readJson(bytes: AsyncIterable<Uint8Array>, sizeBytes: number, collected: Collected): Promise<void> {
  if (sizeBytes > MOST_JSON_BYTES)
    throw new GodwitError('LIMIT_EXCEEDED', {
      what: 'an object configuration in JSON',
      limit: `${MOST_JSON_BYTES} bytes`,
    });
  const file = parsed(await wholeText(bytes), 'The file is no JSON.');
  if (!isRecord(file)) throw bad('The file is no JSON object.');
  const { version, ...sections } = file;
  if (version !== 1) throw bad('The file must say "version": 1.');
  for (const [name, list] of Object.entries(sections)) {
    const section = Object.values(SECTION).find((one) => one === name);
    if (section === undefined || !Array.isArray(list))
      throw bad(`"${name}" is none of the lists objects, include and exclude.`);
    (list as readonly unknown[]).forEach((rule, index) =>
      collected.take({ line: null, place: `${section}[${index}]` }, () => ({
        section,
        rule: checkedRule(rule, section),
      })),
    );
  }
}

async function wholeText(bytes: AsyncIterable<Uint8Array>): Promise<string> {
  let whole = '';
  for await (const piece of decoded(bytes)) whole += piece;
  return whole;
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const MAY: Readonly<Record<Section, readonly string[]>> = {
  objects: ['schema', 'name', 'targetSchema', 'targetName', 'columns', 'rowFilter'],
  include: ['schema', 'name', 'targetSchema', 'targetName'],
  exclude: ['schema', 'name'],
};

function checkedRule(given: unknown, section: Section): ObjectRule {
  if (!isRecord(given)) throw bad('A rule is an object with schema and name.');
  for (const [name, value] of Object.entries(given))
    if (!MAY[section].includes(name) && value !== null)
      throw bad(`A rule of ${section} says nothing of ${name}; it may say ${MAY[section].join(', ')}.`);
  const { schema, name, targetSchema, targetName, columns, rowFilter } = given;
  const source = {
    schema: nameText(schema, 'schema (source database)'),
    name: nameText(name, 'name (source table)'),
  };
  if (section === 'exclude') return source;
  const rule = {
    ...source,
    targetSchema: optional(targetSchema, 'target schema'),
    targetName: optional(targetName, 'target name'),
  };
  if (section === 'include') return rule;
  return { ...rule, columns: columnsOf(columns), rowFilter: optional(rowFilter, 'row filter') };
}

function columnsOf(given: unknown): readonly ColumnMapping[] | null {
  if (given === undefined || given === null) return null;
  if (!Array.isArray(given) || given.length === 0) throw bad('A column mapping is a list with at least one column.');
  const columns = given.map((one: unknown): ColumnMapping => {
    const [source, target] = Array.isArray(one) ? one : isRecord(one) ? [one['source'], one['target']] : [one, one]; // prettier-ignore
    return { source: nameText(source, 'column at the source'), target: nameText(target, 'column at the target') };
  });
  for (const side of ['source', 'target'] as const) {
    const names = columns.map((column) => column[side]);
    const twice = names.find((name, index) => names.indexOf(name) !== index);
    if (twice !== undefined) throw bad(`The column ${twice} is mapped twice.`);
  }
  return columns;
}

function text(given: unknown, what: string): string {
  if (typeof given !== 'string') throw bad(`The ${what} is no text.`);
  if (given.includes('\u0000') || !given.isWellFormed())
    throw bad(`The ${what} holds a character that cannot be kept: U+0000, or half a pair.`);
  return given;
}

function nameText(given: unknown, what: string): string {
  const name = text(given ?? '', what);
  if (name === '') throw bad(`The ${what} is missing.`);
  return name;
}

const optional = (given: unknown, what: string): string | null =>
  given === undefined || given === null || given === '' ? null : text(given, what);
