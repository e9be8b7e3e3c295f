/** Mutations that stand in the middle of their transaction, and API nodes as processes that can be killed or stopped there. */
import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { expect } from 'vitest';
import type { RunningApi } from '../../server/api/start-api.ts';
import type { TestDatabase } from '../setup/postgres.ts';

/** Holds the row that every mutation ends with, so that one stands in the middle until it is released. */
export async function holdEvents(
  database: TestDatabase,
): Promise<{ blocked: () => Promise<void>; release: () => Promise<void> }> {
  const session = await database.sql.reserve();
  await session`BEGIN`;
  await session`SELECT FROM event_counter FOR UPDATE`;
  return {
    blocked: async () => {
      for (;;) {
        const [row] =
          await database.sql`SELECT count(*)::int AS n FROM pg_stat_activity WHERE datname = ${database.name} AND application_name LIKE 'godwit mutations %' AND wait_event_type = 'Lock'`;
        if (row?.['n'] === 1) return;
      }
    },
    release: async () => {
      await session`COMMIT`;
      session.release();
    },
  };
}

/** Until a mutation asks something outside, and its transaction waits for it between two statements. */
export async function restsInMutation(database: TestDatabase): Promise<void> {
  const resting = (): Promise<unknown> =>
    database.sql`SELECT 1 AS n FROM pg_stat_activity WHERE datname = ${database.name} AND application_name LIKE 'godwit mutations %'
      AND state = 'idle in transaction' AND state_change < clock_timestamp() - interval '300 milliseconds'`.execute();
  await expect.poll(resting, { timeout: 10_000 }).toHaveLength(1);
}

export async function childNode(options: {
  readonly url: string;
  readonly key: Buffer;
}): Promise<{ child: ChildProcess; running: RunningApi }> {
  const child = fork(path.join(import.meta.dirname, 'api-child.ts'), {
    env: { ...process.env, CONTROL_URL: options.url, KEY: options.key.toString('base64') },
    execArgv: process.execArgv, // the driver's repair, as in the product
  });
  const [message] = (await once(child, 'message')) as [{ url: string }];
  return { child, running: { url: message.url, close: () => Promise.resolve() } };
}
