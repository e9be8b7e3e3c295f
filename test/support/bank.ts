/**
 * An application that moves money: its transactions keep the sum of all balances and write an entry with the client's next
 * number. What was acknowledged is kept here, not by the product; a transaction whose end is unknown is asked for afterwards (C27).
 */
import postgres from 'postgres';
import { expect } from 'vitest';
import { testPostgres, type TestServer } from '../setup/postgres.ts';
import type { EndpointAddress } from '../../server/core/endpoint-address.ts';
import { pause } from '../../server/runtime/clock.ts';
import { untilFound } from './until-found.ts';

const ACCOUNTS = 200;
const BALANCE = 1_000;

const STRUCTURE = `
  CREATE SCHEMA bank;
  CREATE TABLE bank.account (id int PRIMARY KEY, balance bigint NOT NULL, changed timestamptz NOT NULL DEFAULT now());
  CREATE TABLE bank.entry (id bigserial PRIMARY KEY, client int NOT NULL, number bigint NOT NULL, from_account int NOT NULL REFERENCES bank.account, to_account int NOT NULL REFERENCES bank.account,
    amount bigint NOT NULL, UNIQUE (client, number));
  CREATE TABLE bank.note (client int, said text);
  ALTER TABLE bank.note REPLICA IDENTITY FULL;
  INSERT INTO bank.account SELECT i, ${BALANCE} FROM generate_series(1, ${ACCOUNTS}) i;`;

/** As a task selects them. */
export const BANK_TABLES = ['account', 'entry', 'note'].map((name) => ({ schema: 'bank', name }));

/** What clients know, over both sides. */
export interface BankLedger {
  /** By client: the last number that was acknowledged. */
  readonly acknowledged: Map<number, number>;
  /** Transactions whose end is unknown. */
  readonly unknown: { readonly client: number; readonly number: number }[];
}

export class Bank implements AsyncDisposable {
  readonly ledger: BankLedger;
  readonly #sql: postgres.Sql;
  #stopping = false;
  #clients: Promise<void>[] = [];
  committed = 0;
  refused = 0;

  constructor(address: EndpointAddress, ledger: BankLedger = { acknowledged: new Map(), unknown: [] }) {
    this.ledger = ledger;
    const { host, port, database, user, password } = address;
    this.#sql = postgres({
      host,
      port,
      database,
      username: user,
      password,
      max: 16,
      connection: { application_name: 'bank' },
      onnotice: () => {},
    });
  }

  static async create(sql: postgres.Sql): Promise<void> {
    await sql.unsafe(STRUCTURE);
  }

  /** A source that has it, and an empty target: of one server, unless others are given. */
  static async sides(servers: { readonly source: TestServer; readonly target: TestServer } | null = null) {
    const { source: from, target: to } = servers ?? (await oneServer());
    const [source, target] = [await from.createDatabase(), await to.createDatabase()];
    await Bank.create(source.sql);
    return { source, target };
  }

  /** Clients that write until they are stopped; one that is refused goes on trying. */
  run(clients: number, pauseMs = 1): void {
    for (let client = 1; client <= clients; client += 1) this.#clients.push(this.#client(client, pauseMs));
  }

  async untilCommitted(count: number): Promise<void> {
    const wanted = this.committed + count;
    await untilFound(
      () => Promise.resolve(this.committed >= wanted ? true : null),
      `${count} transactions are committed`,
    );
  }

  async stop(): Promise<void> {
    this.#stopping = true;
    await Promise.all(this.#clients);
    this.#clients = [];
  }

  /** Asks how transactions ended whose connection was lost at their commit. */
  async settle(): Promise<void> {
    for (const { client, number } of this.ledger.unknown.splice(0)) {
      const [row] = await this.#sql<{ last: string }[]>`
        SELECT coalesce(max(number), 0)::text AS last FROM bank.entry WHERE client = ${client}`;
      if (Number(row?.last) >= number) this.ledger.acknowledged.set(client, number);
    }
  }

  /** Everything that was acknowledged is there, once, in its order, and the sum is what it was. */
  async expectOn(sql: postgres.Sql): Promise<void> {
    const [sum] = await sql<{ sum: string }[]>`SELECT sum(balance)::text AS sum FROM bank.account`;
    expect(sum?.sum).toBe(String(ACCOUNTS * BALANCE));
    const rows = await sql<{ client: number; last: string; count: string }[]>`
      SELECT client, max(number)::text AS last, count(*)::text AS count FROM bank.entry GROUP BY client ORDER BY client`;
    const unknown = new Map(this.ledger.unknown.map(({ client, number }) => [client, number]));
    for (const [client, last] of this.ledger.acknowledged) {
      const row = rows.find((one) => one.client === client);
      expect(Number(row?.count), `entries of client ${client}`).toBe(Number(row?.last)); // unbroken
      if (unknown.get(client) === last + 1) expect([last, last + 1]).toContain(Number(row?.last));
      else expect(Number(row?.last), `last entry of client ${client}`).toBe(last);
    }
  }

  async expectEqual(one: postgres.Sql, other: postgres.Sql): Promise<void> {
    for (const query of [
      'SELECT id, balance FROM bank.account ORDER BY id',
      'SELECT id::text, client, number::text, from_account, to_account, amount::text FROM bank.entry ORDER BY id',
      'SELECT client, said FROM bank.note ORDER BY client, said',
    ])
      await untilFound(
        async () =>
          JSON.stringify(await one.unsafe(query)) === JSON.stringify(await other.unsafe(query)) ? true : null,
        `both sides say the same to ${query}`,
      );
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.stop();
    await this.#sql.end({ timeout: 2 });
  }

  async #client(client: number, pauseMs: number): Promise<void> {
    while (!this.#stopping) {
      await pause(pauseMs * (0.5 + Math.random()));
      const number = (this.ledger.acknowledged.get(client) ?? 0) + 1;
      let committing = false;
      try {
        const known = this.ledger.unknown.findIndex((one) => one.client === client);
        if (known !== -1) {
          const [row] = await this.#sql<
            { last: string }[]
          >`SELECT coalesce(max(number), 0)::text AS last FROM bank.entry WHERE client = ${client}`;
          this.ledger.unknown.splice(known, 1);
          this.ledger.acknowledged.set(client, Number(row?.last));
          continue;
        }
        const [from, to] = [draw(), draw()];
        const amount = 1 + Math.floor(Math.random() * 10);
        await this.#sql.begin(async (tx) => {
          const [low, high] = from < to ? [from, to] : [to, from];
          await tx`SELECT 1 FROM bank.account WHERE id IN (${low}, ${high}) ORDER BY id FOR UPDATE`;
          await tx`UPDATE bank.account SET balance = balance - ${amount}, changed = now() WHERE id = ${from}`;
          await tx`UPDATE bank.account SET balance = balance + ${amount}, changed = now() WHERE id = ${to}`;
          await tx`INSERT INTO bank.entry (client, number, from_account, to_account, amount) VALUES (${client}, ${number}, ${from}, ${to}, ${amount})`;
          if (number % 7 === 0) await tx`INSERT INTO bank.note VALUES (${client}, ${`at ${number}`})`;
          if (number % 21 === 0)
            await tx`DELETE FROM bank.note WHERE ctid = (SELECT min(ctid) FROM bank.note WHERE client = ${client})`;
          committing = true;
        });
        this.ledger.acknowledged.set(client, number);
        this.committed += 1;
      } catch (error) {
        const code = typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : '';
        const lost =
          code.startsWith('CONNECTION') || code.startsWith('57') || code === 'ECONNREFUSED' || code === 'ECONNRESET';
        if (committing && lost) this.ledger.unknown.push({ client, number });
        this.refused += 1;
        await pause(20);
      }
    }
  }
}

async function oneServer() {
  const server = await testPostgres();
  return { source: server, target: server };
}

const draw = (): number => 1 + Math.floor(Math.random() * ACCOUNTS);
