/** Processes and their sockets (Linux), and a process that is stopped at the worst moment. */
import { readdirSync, readFileSync, readlinkSync } from 'node:fs';
import type postgres from 'postgres';
import { untilFound } from './until-found.ts';

/** Local ports of the process's TCP connections. */
export function portsOf(pid: number): readonly number[] {
  const sockets = new Set(
    readdirSync(`/proc/${pid}/fd`).map((fd) => {
      try {
        return readlinkSync(`/proc/${pid}/fd/${fd}`);
      } catch {
        return ''; // closed since it was listed
      }
    }),
  );
  return readFileSync('/proc/net/tcp', 'utf8')
    .split('\n')
    .map((line) => line.trim().split(/\s+/))
    .filter((fields) => sockets.has(`socket:[${fields[9]}]`))
    .map((fields) => Number.parseInt(fields[1]?.split(':')[1] ?? '', 16));
}

/** The one of these processes that has the connection with this local port. */
export function processWith(port: number, among: readonly number[]): number {
  const found = among.find((pid) => portsOf(pid).includes(port));
  if (found === undefined) throw new Error(`no worker has the port ${port}`);
  return found;
}

/**
 * Stops the process (SIGSTOP) while the server waits for it in the middle of a statement, inside a transaction that has already
 * written. A unit that records an event has written what happened and then turns to the counter of events, first asking for the
 * types of its parameters: a lock on the counter holds that answer back until the process stands still. `provoke` makes it
 * record an event. Answers the session.
 */
export async function stopInMiddleOfStatement(
  pid: number,
  database: postgres.Sql,
  provoke: () => Promise<void>,
): Promise<number> {
  const session = await database.begin(async (tx) => {
    const [self] = await tx`SELECT pg_backend_pid() AS pid`;
    await tx`LOCK TABLE event_counter IN ACCESS EXCLUSIVE MODE`;
    await provoke();
    const found = await untilFound(
      async () =>
        // not by the transaction itself: it goes on seeing the sessions as it saw them first
        (
          await database`
            SELECT pid FROM pg_stat_activity
            WHERE backend_xid IS NOT NULL AND wait_event_type = 'Lock' AND ${Number(self?.['pid'])} = ANY (pg_blocking_pids(pid))
              AND client_port = ANY (${portsOf(pid)})`
        )[0],
      `process ${pid} records an event`,
    );
    process.kill(pid, 'SIGSTOP');
    return Number(found['pid']);
  });
  await untilFound(
    async () =>
      (
        await database`
          SELECT FROM pg_stat_activity
          WHERE pid = ${session} AND state = 'active' AND wait_event = 'ClientRead' AND backend_xid IS NOT NULL`
      )[0],
    `session ${session} is in the middle of a statement`,
  );
  return session;
}
