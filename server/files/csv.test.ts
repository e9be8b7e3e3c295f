import fc from 'fast-check';
import { expect, test } from 'vitest';
import { csvLine, readCsv, type CsvRecord } from './csv.ts';

async function recordsOf(bytes: Uint8Array, pieceBytes = bytes.length || 1) {
  async function* pieces(): AsyncGenerator<Uint8Array> {
    for (let at = 0; at < bytes.length; at += pieceBytes) yield bytes.subarray(at, at + pieceBytes);
  }
  const found: CsvRecord[] = [];
  for await (const record of readCsv(pieces())) found.push(record);
  return found;
}
const records = (text: string, pieceBytes?: number) => recordsOf(Buffer.from(text), pieceBytes);

test('a line is as RFC 4180 has it', () => {
  expect(csvLine(['a', 'b, c', 'say "hi"', 'two\r\nlines', null, '', 7, 12n])).toBe(
    'a,"b, c","say ""hi""","two\r\nlines",,,7,12\r\n',
  );
});

test('a cell that a spreadsheet would run begins with an apostrophe', () => {
  for (const cell of ['=1+1', '+1', '-1', '@SUM(A1)', '\tx', "'=1"]) expect(csvLine([cell])).toBe(`'${cell}\r\n`);
  expect(csvLine(['\rx'])).toBe(`"'\rx"\r\n`);
  expect(csvLine(['a=1', "it's", "'quoted'", ' =1'])).toBe("a=1,it's,'quoted', =1\r\n");
  expect(csvLine([-1])).toBe('-1\r\n');
});

test('what was written is what is read, wherever the file is cut', async () => {
  const cell = fc.stringMatching(/^[ab"',;=+\-@\t\r\n ü😀]{0,6}$/u);
  const table = fc.array(fc.array(cell, { minLength: 2, maxLength: 4 }), { maxLength: 5 });
  await fc.assert(
    fc.asyncProperty(table, fc.integer({ min: 1, max: 9 }), async (lines, pieceBytes) => {
      const read = await records(lines.map(csvLine).join(''), pieceBytes);
      expect(read.map(({ cells }) => cells)).toEqual(lines);
    }),
  );
});

test('a record knows the line that it begins in', async () => {
  expect(await records('\uFEFFa,b\r\n"x\r\ny",1\n\nlast,2')).toEqual([
    { line: 1, cells: ['a', 'b'] },
    { line: 2, cells: ['x\r\ny', '1'] },
    { line: 5, cells: ['last', '2'] },
  ]);
});

test('what is no CSV is refused with its line', async () => {
  const told = (text: string) => records(text).then(String, (error: Error) => error.message);
  expect(await told('a\nb"c')).toBe('Line 2 has a quote in the middle of a field.');
  expect(await told('a\n"b"c')).toBe('Line 2 goes on behind the quote that ends a field.');
  expect(await told('a\n"b\nc')).toBe('Line 2 has a quote that is never closed.');
  expect(await told(`a\n"${'b'.repeat(1_100_000)}`)).toBe('Line 2 is too long, or a quote of it is never closed.');
  await expect(recordsOf(Buffer.from([0x61, 0xff]))).rejects.toThrow('not in UTF-8');
});
