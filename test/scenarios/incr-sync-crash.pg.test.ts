/** Incr-Sync that is killed again and again, and Incr-Sync over a copy whose ranges overlap the log; judged by plain comparison. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import type postgres from 'postgres';
import { must } from '../../server/core/assert.ts';
import { asPosition, type Position } from '../../server/core/position.ts';
import { parseSnapshot } from '../../server/core/range-visibility.ts';
import { lsnOrder } from '../../server/connectors/postgres/position.ts';
import type { ImportedRange } from '../../server/connectors/snapshot-reader.ts';
import { createSlot, drainSlot } from '../support/logical-changes.ts';
import { MemoryLog } from '../support/memory-log.ts';
import { plainMapping, runSync } from '../support/sync-run.ts';
import { testPostgres } from '../setup/postgres.ts';

const CHILD = new URL('../support/sync-child.ts', import.meta.url).pathname;

const rowsOf = async (sql: postgres.Sql, table: string): Promise<string[]> =>
  (await sql.unsafe(`SELECT t::text AS row FROM ${table} t ORDER BY t::text COLLATE "C"`)).map((row) =>
    String(row['row']),
  );

/** Small repeatable random numbers; the seed is printed by the test that uses it. */
function randomFrom(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

test('killed at random moments it ends equal, each row once', async () => {
  const seed = Date.now() % 1_000_000;
  console.log(`seed ${seed}`);
  const random = randomFrom(seed);
  const server = await testPostgres();
  await using source = await server.createDatabase();
  await using target = await server.createDatabase();
  const ddl = `CREATE TABLE item (id int PRIMARY KEY, u int UNIQUE, n int); CREATE TABLE line (a int, b text); ALTER TABLE line REPLICA IDENTITY FULL`;
  await source.sql.unsafe(ddl);
  await target.sql.unsafe(ddl);
  await createSlot(source.sql, `s_${source.name}`, ['item', 'line']);
  for (let index = 0; index < 600; index += 1) {
    const id = random(200);
    await source.sql
      .begin(async (sql) => {
        await sql`INSERT INTO item VALUES (${id}, ${id}, 0) ON CONFLICT (id) DO UPDATE SET n = item.n + 1`;
        await sql`INSERT INTO line VALUES (${id}, 'same')`;
        if (index % 5 === 0)
          await sql`DELETE FROM line WHERE ctid = (SELECT ctid FROM line WHERE a = ${random(200)} LIMIT 1)`;
        if (index % 7 === 0) await sql`DELETE FROM item WHERE id = ${random(200)}`;
        if (index % 11 === 0) await sql`UPDATE item SET id = id + 1000, u = u + 1000 WHERE id = ${id}`;
      })
      .catch(() => {}); // a key that is taken: the source rolled it back
  }
  const log = new MemoryLog();
  await drainSlot(source.sql, `s_${source.name}`, log);
  const file = path.join(mkdtempSync(path.join(os.tmpdir(), 'godwit-sync-')), 'log.json');
  const parts = log.parts.map((part) => ({
    ...part,
    records: part.records.toString('base64'),
    transactionId: String(part.transactionId),
  }));
  writeFileSync(
    file,
    JSON.stringify({
      source: source.address,
      target: target.address,
      tables: ['item', 'line'],
      definitions: log.definitions,
      parts,
    }),
  );
  let kills = 0;
  for (let epoch = 1, code: number | null = null; code !== 0; epoch += 1) {
    expect(epoch).toBeLessThan(40);
    const child = spawn(process.execPath, [...process.execArgv, CHILD, file, String(epoch)], {
      stdio: ['ignore', 'ignore', 'inherit'],
    });
    const ended = once(child, 'exit') as Promise<[number | null]>;
    const timer = epoch < 8 ? setTimeout(() => child.kill('SIGKILL'), 350 + random(500)) : undefined;
    [code] = await ended;
    clearTimeout(timer);
    if (code !== 0) kills += 1;
  }
  console.log(`killed ${kills} times`);
  expect(kills).toBeGreaterThan(2);
  expect(await rowsOf(target.sql, 'item')).toEqual(await rowsOf(source.sql, 'item'));
  expect(await rowsOf(target.sql, 'line')).toEqual(await rowsOf(source.sql, 'line'));
});

describe('over ranges that were copied meanwhile', () => {
  test('each change is applied to the keys whose range lacks it', async () => {
    const server = await testPostgres();
    await using source = await server.createDatabase();
    await using target = await server.createDatabase();
    const ddl =
      'CREATE TABLE doc (id int PRIMARY KEY, n int, body text); ALTER TABLE doc ALTER body SET STORAGE EXTERNAL';
    await source.sql.unsafe(ddl);
    await target.sql.unsafe(ddl);
    const { sql } = source;
    await sql`INSERT INTO doc SELECT i, 0, repeat('body' || i, 1500) FROM generate_series(1, 90) i`;
    await createSlot(sql, `s_${source.name}`, ['doc']);
    const ranges: ImportedRange[] = [];
    for (const [from, to] of [
      [1, 31],
      [31, 61],
      [61, 91],
    ] as const) {
      const rows = await sql.begin('ISOLATION LEVEL REPEATABLE READ', async (copy) => {
        const [snapshot] = await copy`SELECT pg_current_snapshot()::text AS text`;
        await change(sql, from); // commits while the range is being read
        const read = await copy`SELECT * FROM doc WHERE id >= ${from} AND id < ${to}`;
        const [end] = await copy`SELECT pg_current_wal_insert_lsn()::text AS position`;
        ranges.push({
          bounds: { kind: 'KEY', column: 'id', from: String(from), to: String(to) },
          visibility: {
            snapshot: parseSnapshot(String(snapshot?.['text'])),
            endPosition: asPosition(String(end?.['position'])),
          },
        });
        return read;
      });
      for (const row of rows) await target.sql`INSERT INTO doc ${target.sql(row as Record<string, never>)}`;
      await change(sql, from + 7);
    }
    await sql`INSERT INTO doc VALUES (500, 1, 'new')`;
    const log = new MemoryLog();
    await drainSlot(sql, `s_${source.name}`, log);
    const greatestEnd = ranges
      .map(({ visibility }) => visibility.endPosition)
      .reduce<Position>((a, b) => (lsnOrder.compare(a, b) > 0 ? a : b), asPosition('0/0'));
    const until = must(log.parts.at(-1), 'last part').commitPosition;
    const { journal } = await runSync({
      source: source.address,
      target: target.address,
      log,
      mappings: [plainMapping('doc')],
      until,
      imported: { tables: new Map([['doc', ranges]]), greatestEnd },
    });
    expect(await rowsOf(target.sql, 'doc')).toEqual(await rowsOf(sql, 'doc'));
    expect(journal.conflicts).toEqual([]);
  });
});

/** Updates without the large value, deletes, new rows, and keys that move from range to range. */
async function change(sql: postgres.Sql, salt: number): Promise<void> {
  await sql`UPDATE doc SET n = n + 1 WHERE id % 3 = ${salt % 3}`;
  await sql`UPDATE doc SET id = id + 45 WHERE id = ${1 + (salt % 15)} AND NOT EXISTS (SELECT FROM doc WHERE id = ${46 + (salt % 15)})`;
  await sql`DELETE FROM doc WHERE id IN (${20 + (salt % 10)}, ${50 + (salt % 9)})`;
  await sql`UPDATE doc SET id = ${20 + (salt % 10)} WHERE id = ${80 + (salt % 10)}`;
  await sql`INSERT INTO doc VALUES (${50 + (salt % 9)}, 9, 'again')`;
}
