/** The driver's connection is cut in a transaction: the process lives, the pool works, the lost transaction stays lost. */
import { createConnection, createServer, type AddressInfo, type Socket } from 'node:net';
import postgres from 'postgres';
import { expect, test } from 'vitest';
import { testPostgres } from '../../setup/postgres.ts';

/** A proxy whose connections can be closed in order (FIN), which is what the end of a server looks like. */
async function startProxy(port: number) {
  const open = new Set<Socket>();
  const server = createServer((client) => {
    const upstream = createConnection(port, '127.0.0.1');
    open.add(client);
    client.pipe(upstream);
    upstream.pipe(client);
    client.on('error', () => upstream.destroy());
    upstream.on('error', () => client.destroy());
    client.once('close', () => (open.delete(client), upstream.destroy()));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    port: (server.address() as AddressInfo).port,
    cut: () => open.forEach((client) => client.end()),
    close: () => server.close(),
  };
}

test('a connection lost in a transaction ends that transaction and nothing else', async () => {
  const server = await testPostgres();
  await using database = await server.createDatabase();
  const proxy = await startProxy(server.server.port);
  const sql = postgres(server.server.url(database.name).replace(`:${server.server.port}`, `:${proxy.port}`), {
    max: 1,
  });
  await database.sql`CREATE TABLE kept (id int)`;
  for (let round = 1; round <= 5; round += 1) {
    let lost: postgres.TransactionSql | null = null;
    const broken = sql.begin(async (tx) => {
      lost = tx;
      await tx`INSERT INTO kept VALUES (${-round})`;
      setImmediate(() => proxy.cut());
      await tx`SELECT pg_sleep(20)`;
    });
    await expect(broken).rejects.toMatchObject({ code: 'CONNECTION_CLOSED' });
    await sql.begin(async (tx) => {
      await tx`INSERT INTO kept VALUES (${round})`;
      const late = lost as postgres.TransactionSql | null;
      await expect(Promise.resolve(late?.unsafe('ROLLBACK'))).rejects.toMatchObject({ code: 'CONNECTION_CLOSED' });
    });
  }
  await sql.end();
  proxy.close();
  const rows = await database.sql<{ id: number }[]>`SELECT id FROM kept ORDER BY id`;
  expect(rows.map(({ id }) => id)).toEqual([1, 2, 3, 4, 5]);
});

test('a connection lost while the driver asks for the types of arrays is tried again, and rejects nothing unheard', async () => {
  const server = await testPostgres();
  await using database = await server.createDatabase();
  let cuts = 0;
  const unheard: unknown[] = [];
  const hear = (error: unknown): void => void unheard.push(error);
  const before = process.rawListeners('unhandledRejection');
  process.removeAllListeners('unhandledRejection').on('unhandledRejection', hear);
  const proxy = createServer((client) => {
    const upstream = createConnection(server.server.port, '127.0.0.1');
    client.on('data', (bytes) => {
      if (!bytes.includes('typcategory') || cuts >= 2) return void upstream.write(bytes);
      cuts += 1;
      client.resetAndDestroy();
      return upstream.destroy();
    });
    upstream.pipe(client);
    for (const socket of [client, upstream]) socket.on('error', () => {});
    client.once('close', () => upstream.destroy());
  });
  await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve));
  const { port } = proxy.address() as AddressInfo;
  const sql = postgres(server.server.url(database.name).replace(`:${server.server.port}`, `:${port}`), {
    max: 1,
    backoff: () => 0.05,
  });
  for (let round = 0; round < 3; round += 1) await sql`SELECT 1`.catch(() => {});
  expect(await sql`SELECT ARRAY[1, 2] AS both`).toEqual([{ both: [1, 2] }]);
  await sql.end();
  proxy.close();
  process.removeListener('unhandledRejection', hear);
  for (const listener of before) process.on('unhandledRejection', listener as (reason: unknown) => void);
  expect(cuts).toBe(2);
  expect(unheard).toEqual([]);
});
