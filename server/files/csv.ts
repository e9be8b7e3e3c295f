/**
 * CSV as RFC 4180 has it: fields between commas, lines ended by CRLF, quotes where they are needed and doubled inside. Both
 * directions stream.
 *
 * V1 a cell that a spreadsheet would take for a formula (= + - @, a tab or a carriage return first) is written behind an
 *    apostrophe; the reader takes one away again, so that what was written is what is read.
 */
import { GodwitError } from '../core/errors.ts';

const FORMULA = /^'*[=+\-@\t\r]/;
const NEUTRALISED = /^'+[=+\-@\t\r]/;
/** One record with all its fields; an unclosed quote would otherwise take the whole file. */
const MOST_RECORD_CHARS = 1024 * 1024;

export type Cell = string | number | bigint | null;

/** One line with its end. Null is an empty cell. */
export function csvLine(cells: readonly Cell[]): string {
  return `${cells.map(csvCell).join(',')}\r\n`;
}

function csvCell(cell: Cell): string {
  if (typeof cell !== 'string') return cell === null ? '' : String(cell);
  const safe = FORMULA.test(cell) ? `'${cell}` : cell;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

export interface CsvRecord {
  /** Of the file, from 1: where the record begins. */
  readonly line: number;
  readonly cells: readonly string[];
}

/** The records of a file in UTF-8; lines may end with CRLF, LF or CR. Empty lines are none. Throws BAD_INPUT with the line. */
export async function* readCsv(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<CsvRecord> {
  const reader = new CsvReader();
  for await (const text of decoded(bytes)) yield* reader.read(text);
  yield* reader.end();
}

/** Text of UTF-8 bytes, without the mark at the beginning. Throws BAD_INPUT for bytes that are none. */
export async function* decoded(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<string> {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  const decode = (piece?: Uint8Array): string => {
    try {
      return piece === undefined ? decoder.decode() : decoder.decode(piece, { stream: true });
    } catch (cause) {
      throw new GodwitError('BAD_INPUT', { detail: 'The file is not in UTF-8.' }, { cause });
    }
  };
  for await (const piece of bytes) yield decode(piece);
  yield decode();
}

const ORDINARY = /[^",\r\n]+/y;
const ORDINARY_IN_QUOTES = /[^"\r\n]+/y;

type Place = 'START' | 'PLAIN' | 'QUOTED' | 'AFTER_QUOTE';

class CsvReader {
  #place: Place = 'START';
  #cell = '';
  #cells: string[] = [];
  #line = 1;
  #began = 1;
  #chars = 0;
  #afterCr = false;

  *read(text: string): Generator<CsvRecord> {
    for (let at = 0; at < text.length;) {
      const run = this.#runAt(text, at);
      if (run === '') yield* this.#special(text.charAt(at));
      else this.#take(run);
      at += run.length || 1;
      this.#chars += run.length || 1;
      if (this.#chars > MOST_RECORD_CHARS) throw wrong(this.#began, 'is too long, or a quote of it is never closed');
    }
  }

  /** The characters from there on that end nothing: taken together, since most are such. */
  #runAt(text: string, at: number): string {
    const ordinary = this.#place === 'QUOTED' ? ORDINARY_IN_QUOTES : ORDINARY;
    ordinary.lastIndex = at;
    return ordinary.exec(text)?.[0] ?? '';
  }

  #take(run: string): void {
    this.#afterCr = false;
    if (this.#place === 'AFTER_QUOTE') throw wrong(this.#line, 'goes on behind the quote that ends a field');
    if (this.#place === 'START') this.#place = 'PLAIN';
    this.#cell += run;
  }

  *#special(char: string): Generator<CsvRecord> {
    const isLfOfCr = char === '\n' && this.#afterCr;
    this.#afterCr = char === '\r';
    if (char === '\r' || (char === '\n' && !isLfOfCr)) this.#line += 1;
    if (this.#place === 'QUOTED') {
      if (char === '"') this.#place = 'AFTER_QUOTE';
      else this.#cell += char;
    } else if (char === ',') this.#endCell();
    else if (char === '"') this.#quote();
    else if (!isLfOfCr) yield* this.#endRecord();
  }

  /** Begins a field, or is the second of a doubled one. */
  #quote(): void {
    if (this.#place === 'PLAIN') throw wrong(this.#line, 'has a quote in the middle of a field');
    if (this.#place === 'AFTER_QUOTE') this.#cell += '"';
    this.#place = 'QUOTED';
  }

  *end(): Generator<CsvRecord> {
    if (this.#place === 'QUOTED') throw wrong(this.#began, 'has a quote that is never closed');
    yield* this.#endRecord();
  }

  #endCell(): void {
    this.#cells.push(NEUTRALISED.test(this.#cell) ? this.#cell.slice(1) : this.#cell);
    this.#cell = '';
    this.#place = 'START';
  }

  *#endRecord(): Generator<CsvRecord> {
    const empty = this.#cells.length === 0 && this.#place === 'START';
    if (!empty) {
      this.#endCell();
      yield { line: this.#began, cells: this.#cells };
    }
    this.#cells = [];
    this.#began = this.#line;
    this.#chars = 0;
  }
}

const wrong = (line: number, what: string): GodwitError =>
  new GodwitError('BAD_INPUT', { detail: `Line ${line} ${what}.` });
