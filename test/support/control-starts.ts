/** Starts over a control database behind a network that can fail. */
import { expect } from 'vitest';
import { composeControl } from '../../server/control.ts';
import { createLogger } from '../../server/runtime/logger.ts';
import type { TestDatabase } from '../setup/postgres.ts';
import type { TcpProxy } from './tcp-proxy.ts';

const HELD = 'godwit migrations';

/** A start behind a network that can fail, which waits for the lock of another start: the test's. */
export async function startBehind(proxy: TcpProxy, database: TestDatabase, waitSeconds: number) {
  const session = await database.sql.reserve();
  await session`SELECT pg_advisory_lock(7276473001)`;
  const ended = start(database, proxy.port, waitSeconds).then(() => 'started', String);
  const waits = (): Promise<unknown> =>
    database.sql`SELECT FROM pg_stat_activity WHERE datname = ${database.name} AND application_name = ${HELD} AND wait_event = 'advisory'`.execute();
  await expect.poll(waits, { timeout: 20_000 }).toHaveLength(1);
  return {
    ended,
    unlock: async (): Promise<void> => {
      await session`SELECT pg_advisory_unlock_all()`;
      session.release();
    },
  };
}

export function start({ name, address: { user, password } }: TestDatabase, port: number, waitSeconds: number) {
  return composeControl({
    databaseUrl: `postgres://${user}:${encodeURIComponent(password)}@127.0.0.1:${port}/${name}`,
    waitSeconds,
    key: Buffer.alloc(32),
    log: createLogger({ name: 'test', level: 'error' }),
  });
}
