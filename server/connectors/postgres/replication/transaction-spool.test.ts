import { existsSync, mkdtempSync, readdirSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { TransactionSpool } from './transaction-spool.ts';

const directory = (): string => path.join(mkdtempSync(path.join(os.tmpdir(), 'godwit-spool-')), 'spool');
const texts = (records: Iterable<Buffer>): string[] => Array.from(records, (record) => record.toString());

describe('the spool of streamed transactions', () => {
  it('gives records back in order without those of rolled-back subtransactions, transactions apart', () => {
    using spool = new TransactionSpool(directory());
    spool.begin(7);
    spool.begin(8);
    spool.begin(7);
    for (let index = 0; index < 3_000; index += 1) {
      spool.add(7, index % 3 === 0 ? 71 : 7, Buffer.from(`${index} ${'x'.repeat(index)}`));
      spool.add(8, 8, Buffer.from(`other ${index}`));
    }
    spool.abort(7, 71);
    const kept = Array.from({ length: 3_000 }, (_, index) => index).filter((index) => index % 3 !== 0);
    expect(texts(spool.records(7))).toEqual(kept.map((index) => `${index} ${'x'.repeat(index)}`));
    expect(texts(spool.records(8))).toHaveLength(3_000);
  });

  it('forgets a transaction that is rolled back, and everything of an earlier connection', () => {
    const where = directory();
    const left = new TransactionSpool(where);
    left.begin(1);
    expect(readdirSync(where)).toEqual(['1']);
    {
      using spool = new TransactionSpool(where);
      expect(readdirSync(where)).toEqual([]);
      spool.begin(2);
      spool.abort(2, 2);
      expect(readdirSync(where)).toEqual([]);
    }
    expect(existsSync(where)).toBe(false);
    left[Symbol.dispose]();
  });
});
