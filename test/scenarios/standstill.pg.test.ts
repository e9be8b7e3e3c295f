/** Sessions on the control database whose process stands still (persistence/standstill.ts): which are ended, and which are left. */
import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { runMigrations } from '../../server/persistence/control-start.ts';
import { StandstillWatch } from '../../server/persistence/standstill.ts';
import { createLogger } from '../../server/runtime/logger.ts';
import { testPostgres, type TestDatabase } from '../setup/postgres.ts';

let database: TestDatabase;
let url: string;

beforeAll(async () => {
  const server = await testPostgres();
  database = await server.createDatabase();
  url = server.server.url(database.name);
  await runMigrations(url);
  await database.sql`CREATE TABLE counter (id int PRIMARY KEY, n int NOT NULL)`;
  await database.sql`INSERT INTO counter VALUES (1, 0), (2, 0), (3, 0), (4, 0)`;
});
afterAll(() => database[Symbol.asyncDispose]());

const watching = (owner = 'host-watching'): StandstillWatch =>
  StandstillWatch.start(url, { owner, log: createLogger({ name: 'test', level: 'error' }) });

/** A session that has written a row in an open transaction. */
async function holding(name: string, id: number): Promise<{ client: pg.Client; lost: Promise<string> }> {
  const client = new pg.Client({ connectionString: url, application_name: name });
  const lost = new Promise<string>((resolve) => client.on('error', (error) => resolve(String(error))));
  await client.connect();
  await client.query('BEGIN');
  await client.query(`UPDATE counter SET n = n + 1 WHERE id = ${id}`);
  return { client, lost };
}

/** Parse, Describe and Flush, as drivers do before Bind: then nothing comes. */
function beginStatement(client: pg.Client): void {
  const { connection } = client as unknown as {
    connection: {
      parse(message: object): void;
      describe(message: object): void;
      flush(): void;
      removeAllListeners(event: string): void;
    };
  }; // the driver keeps it out of its public types
  for (const answer of ['parseComplete', 'rowDescription']) connection.removeAllListeners(answer); // it asked for none
  connection.parse({ name: 'halfway', text: 'SELECT $1::int', types: [] });
  connection.describe({ type: 'S', name: 'halfway' });
  connection.flush();
}

const runs = async (client: pg.Client): Promise<boolean> => {
  const pid = (client as unknown as { processID: number }).processID; // as above
  return (await database.sql`SELECT FROM pg_stat_activity WHERE pid = ${pid}`).length > 0;
};

test('a session that waits for its client in the middle of a statement is ended, and whoever waited for its rows goes on', async () => {
  await using _ = watching();
  const standing = await holding('godwit control host-frozen', 1);
  beginStatement(standing.client);
  const began = performance.now();
  await database.sql`UPDATE counter SET n = 10 WHERE id = 1`;
  console.log(`its rows are free after ${Math.round(performance.now() - began)} ms`);
  expect(await standing.lost).toContain('terminat');
  expect((await database.sql`SELECT n FROM counter WHERE id = 1`)[0]).toEqual({ n: 10 });
});

test('what works, what is not ours and what only waits between statements is left alone; a node that does not look any more is not', async () => {
  await using _ = watching();
  await using _node = watching('node-works');
  const [foreign, between, working, lost] = [
    await holding('shop', 1),
    await holding('godwit mutations node-works', 2),
    await holding('godwit control host-works', 3),
    await holding('godwit mutations node-lost', 4),
  ];
  const began = performance.now();
  beginStatement(foreign.client);
  await working.client.query('SELECT pg_sleep(8)'); // longer than a standing session is left
  await database.sql`UPDATE counter SET n = 40 WHERE id = 4`;
  console.log(`the rows of a lost node are free after ${Math.round(performance.now() - began)} ms`);
  expect(performance.now() - began).toBeLessThan(20_000);
  expect(await lost.lost).toContain('terminat');
  for (const { client } of [foreign, between, working]) expect(await runs(client)).toBe(true);
  await between.client.query('COMMIT');
  await working.client.query('COMMIT');
  await Promise.all([between.client.end(), working.client.end()]);
  (foreign.client as unknown as { connection: { stream: { destroy(): void } } }).connection.stream.destroy(); // in the middle of its statement
});

test('a worker without a heartbeat loses its transactions, wherever they stand; a living one does not', async () => {
  await using _ = watching();
  const heard = (id: string, age: string) =>
    database.sql`INSERT INTO worker (id, host, pid, location, started_at, heartbeat_at) VALUES (${id}, 'host', 1, 'here', now(), now() - ${age}::interval)`;
  await heard('host-lost', '1 hour');
  await heard('host-alive', '0 s');
  const beating = setInterval(
    () => void database.sql`UPDATE worker SET heartbeat_at = now() WHERE id = 'host-alive'`.catch(() => undefined),
    1_000,
  );
  const [lost, alive] = [await holding('godwit jobs host-lost', 1), await holding('godwit jobs host-alive', 2)];
  const busy = lost.client.query('SELECT pg_sleep(60)').catch(String);
  await database.sql`UPDATE counter SET n = 20 WHERE id = 1`;
  expect(await busy).toContain('terminat');
  expect(await runs(alive.client)).toBe(true);
  clearInterval(beating);
  await alive.client.end();
});
