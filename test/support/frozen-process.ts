/** Processes and their sockets (Linux), and a process that is stopped at the worst moment. */
import { readdirSync, readFileSync, readlinkSync } from 'node:fs';
import type postgres from 'postgres';
import { pause } from '../../server/runtime/clock.ts';

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
 * written: it is stopped, looked at and let go on until that is so. Answers the session.
 */
export async function stopInMiddleOfStatement(pid: number, database: postgres.Sql): Promise<number> {
  const deadline = performance.now() + 30_000;
  while (performance.now() < deadline) {
    process.kill(pid, 'SIGSTOP');
    await pause(5); // the server takes in what is under way
    const [row] = await database.unsafe(
      `SELECT pid FROM pg_stat_activity WHERE state = 'active' AND wait_event = 'ClientRead' AND backend_xid IS NOT NULL
        AND datname = current_database() AND client_port = ANY ('{${portsOf(pid).join(',')}}')`,
    );
    if (row !== undefined) return Number(row['pid']);
    process.kill(pid, 'SIGCONT');
    await pause(7 + Math.random() * 20);
  }
  throw new Error(`process ${pid} was never in the middle of a statement when it was stopped`);
}
