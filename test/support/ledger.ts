/**
 * A second writer of the source that keeps its own books (C27): each transaction writes one number into a table with a key
 * and one into a table without. What was acknowledged must be on both sides once, unless the source itself lost it in a
 * crash; what is unknown (connection lost at commit) is resolved from the source.
 */
import postgres from 'postgres';
import { pause } from '../../server/runtime/clock.ts';

export const LEDGER_DDL = `
  CREATE TABLE shop.ledger (n bigint PRIMARY KEY, entry text NOT NULL);
  CREATE TABLE shop.tally (n bigint NOT NULL);
  ALTER TABLE shop.tally REPLICA IDENTITY FULL;`;

const SESSIONS = 2;
const EVERY_MS = 40;

export class Ledger {
  readonly #sql: postgres.Sql;
  readonly #stop = new AbortController();
  readonly #acknowledged = new Set<number>();
  readonly #writing: Promise<unknown>;
  #next = 0;

  constructor(url: string) {
    this.#sql = postgres(url, { max: SESSIONS, backoff: () => 0.2, onnotice: () => {}, connect_timeout: 5 });
    this.#writing = Promise.all(Array.from({ length: SESSIONS }, () => this.#write()));
  }

  get acknowledged(): number {
    return this.#acknowledged.size;
  }

  async stop(): Promise<void> {
    this.#stop.abort();
    await this.#writing;
    await this.#sql.end({ timeout: 5 });
  }

  /** What is wrong with both sides once they are level; empty when every number is where it must be, once. */
  async faults(
    sides: { readonly source: postgres.Sql; readonly target: postgres.Sql },
    options: { readonly sourceMayLose: boolean },
  ): Promise<string[]> {
    const faults: string[] = [];
    for (const table of ['shop.ledger', 'shop.tally']) {
      const [source, target] = [await numbers(sides.source, table), await numbers(sides.target, table)];
      for (const [n, times] of source) if (times !== 1) faults.push(`${table} ${n}: ${times} times on the source`);
      for (const [n, times] of target) if (times !== 1) faults.push(`${table} ${n}: ${times} times on the target`);
      for (const n of source.keys()) if (!target.has(n)) faults.push(`${table} ${n}: lost`);
      for (const n of target.keys()) if (!source.has(n)) faults.push(`${table} ${n}: only on the target`);
      if (!options.sourceMayLose)
        for (const n of this.#acknowledged)
          if (!source.has(n)) faults.push(`${table} ${n}: acknowledged, and not on the source`);
    }
    return faults;
  }

  async #write(): Promise<void> {
    while (!this.#stop.signal.aborted) {
      const n = (this.#next += 1);
      try {
        await this.#sql.begin(async (tx) => {
          await tx`INSERT INTO shop.ledger VALUES (${n}, ${`entry ${n}`})`;
          await tx`INSERT INTO shop.tally VALUES (${n})`;
        });
        this.#acknowledged.add(n);
      } catch {
        await pause(100); // unknown: the source knows
      }
      await pause(EVERY_MS, this.#stop.signal);
    }
  }
}

async function numbers(sql: postgres.Sql, table: string): Promise<Map<number, number>> {
  const rows = await sql.unsafe(`SELECT n::int AS n, count(*)::int AS times FROM ${table} GROUP BY n`);
  return new Map(rows.map((row) => [row['n'] as number, row['times'] as number]));
}
