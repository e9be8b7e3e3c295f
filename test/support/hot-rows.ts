/**
 * Two databases with a load that writes to few rows again and again, a Store, and an Incr-Sync that lags: what a verification has
 * to be exact against (C20, C21).
 */
import type { ChangeLogReader, LogItem } from '../../server/store/change-log.ts';
import { pause } from '../../server/runtime/clock.ts';
import { testPostgres } from '../setup/postgres.ts';
import { FollowedSource } from './followed-source.ts';
import { plainMapping, runSync } from './sync-run.ts';

export async function twoSides(sourceDdl: string, targetDdl = sourceDdl) {
  const server = await testPostgres();
  const source = await server.createDatabase();
  const target = await server.createDatabase();
  await source.sql.unsafe(sourceDdl);
  await target.sql.unsafe(targetDdl);
  return {
    source,
    target,
    async [Symbol.asyncDispose]() {
      await source[Symbol.asyncDispose]();
      await target[Symbol.asyncDispose]();
    },
  };
}

export const both = async (sides: Awaited<ReturnType<typeof twoSides>>, statement: string): Promise<void> => {
  await sides.source.sql.unsafe(statement);
  await sides.target.sql.unsafe(statement);
};

/** A reader that hands everything on late: the applier behind it lags. */
function late(reader: ChangeLogReader, lagMs: number): ChangeLogReader {
  return {
    async *read(fromOrdinal: number, signal: AbortSignal): AsyncGenerator<readonly LogItem[]> {
      const queue: { readonly items: readonly LogItem[]; readonly dueAt: number }[] = [];
      const pump = (async () => {
        for await (const items of reader.read(fromOrdinal, signal))
          queue.push({ items, dueAt: performance.now() + lagMs });
      })();
      while (!signal.aborted) {
        const next = queue.shift();
        await pause(next ? Math.max(0, next.dueAt - performance.now()) : 5, signal);
        if (next) yield next.items;
      }
      await pump;
    },
    bounds: () => reader.bounds(),
    neededBytes: (belowOrdinal) => reader.neededBytes(belowOrdinal),
    close: () => reader.close(),
  };
}

const LOADED = ['account', 'moving', 'doc', 'bag'];
const LOADED_DDL = `
  CREATE TABLE account (id int PRIMARY KEY, n int NOT NULL, note text);
  CREATE TABLE moving (a text, b int, v int, PRIMARY KEY (a, b));
  CREATE TABLE doc (id int PRIMARY KEY, n int, body text); ALTER TABLE doc ALTER body SET STORAGE EXTERNAL;
  CREATE TABLE bag (a int, b text); ALTER TABLE bag REPLICA IDENTITY FULL;`;

/** Source, Store, lagging Incr-Sync, and a load that writes to few rows again and again until it is stopped. */
export async function loadedSides() {
  const sides = await twoSides(LOADED_DDL);
  await both(
    sides,
    `INSERT INTO account SELECT i, 0, 'x' || i FROM generate_series(1, 3000) i;
     INSERT INTO moving SELECT 'k' || i, i, 0 FROM generate_series(1, 500) i;
     INSERT INTO doc SELECT i, 0, repeat('body' || i, 1500) FROM generate_series(1, 40) i;
     INSERT INTO bag SELECT i % 20, 'b' || i % 5 FROM generate_series(1, 400) i; ANALYZE`,
  );
  const followed = await FollowedSource.start(sides.source, { tables: LOADED });
  const reader = await followed.logs.openReader('log');
  const stopping = new AbortController();
  const mappings = LOADED.map((table) => plainMapping(table));
  const { address } = sides.source;
  const sync = runSync({
    source: address,
    target: sides.target.address,
    log: late(reader, 150),
    mappings,
    until: null,
    signal: stopping.signal,
  });
  const loading = new AbortController();
  const written = { transactions: 0 };
  const writers = [1, 2, 3].map((seed) => load(sides.source.sql, seed, { signal: loading.signal, written }));
  return {
    ...sides,
    mappings,
    reader,
    written,
    async stopLoad() {
      loading.abort();
      await Promise.all(writers);
    },
    /** Once the target has everything that is in the log now. */
    async level() {
      const ordinal = await followed.waitUntilLevel();
      for (;;) {
        const [row] = await sides.target.sql`SELECT max(ordinal)::int AS ordinal FROM godwit.checkpoint`;
        if (Number(row?.['ordinal']) >= ordinal) return;
        await pause(20);
      }
    },
    async [Symbol.asyncDispose]() {
      loading.abort();
      await Promise.all(writers);
      stopping.abort();
      await sync;
      await reader.close();
      await followed[Symbol.asyncDispose]();
      await sides[Symbol.asyncDispose]();
    },
  };
}

async function load(
  sql: Awaited<ReturnType<typeof twoSides>>['source']['sql'],
  seed: number,
  { signal, written }: { signal: AbortSignal; written: { transactions: number } },
): Promise<void> {
  for (let step = 1; !signal.aborted; step += 1) {
    const hot = ((step * 7 + seed) % 5) + 1;
    const own = seed * 1_000_000 + step;
    await sql.begin(async (tx) => {
      await tx`UPDATE account SET n = n + 1 WHERE id = ${hot}`;
      if (step % 3 === 0) await tx`INSERT INTO account VALUES (${own}, 0, 'new')`;
      if (step % 6 === 0) await tx`DELETE FROM account WHERE id = ${own - 3}`;
      if (step % 2 === 0) await tx`UPDATE moving SET b = -b, v = v + 1 WHERE a = ${`k${hot}`}`;
      if (step % 4 === 0) await tx`UPDATE doc SET n = n + 1 WHERE id = ${hot}`;
      if (step % 9 === 0) await tx`UPDATE doc SET id = -id WHERE id = ${seed * 10} OR id = ${-seed * 10}`;
      if (step % 5 === 0)
        await tx`UPDATE bag SET b = ${`b${step % 7}`} WHERE ctid = (SELECT ctid FROM bag WHERE a = ${seed} LIMIT 1)`;
      await tx.savepoint(async (inner) => inner`UPDATE account SET n = n + 100 WHERE id = ${3000 - hot}`);
    });
    written.transactions += 1;
  }
}
