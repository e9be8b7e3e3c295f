/**
 * The barrier (C1): after it, every transaction that a new slot or publication cannot see has ended, so every snapshot
 * taken from now on contains it. Assigns a transaction id B in a transaction of its own, then waits until no transaction
 * below B runs any more.
 */
import type { Waiting } from '../../../core/stage.ts';
import { pause } from '../../../runtime/clock.ts';
import type { Sql } from '../connection.ts';

const POLL_MS = 50;

export async function waitForBarrier(
  sql: Sql,
  deps: { readonly signal: AbortSignal; readonly waiting: (waiting: Waiting | null) => void },
): Promise<void> {
  const [row] = await sql<{ id: string }[]>`SELECT pg_catalog.txid_current()::text AS id`;
  const barrier = row?.id ?? '0';
  for (;;) {
    deps.signal.throwIfAborted();
    const [now] = await sql<{ reached: boolean }[]>`
      SELECT pg_catalog.txid_snapshot_xmin(pg_catalog.txid_current_snapshot()) >= ${barrier}::text::int8 AS reached`;
    if (now?.reached === true) break;
    deps.waiting(await blockersOf(sql, null));
    await pause(POLL_MS, deps.signal);
  }
  deps.waiting(null);
}

/** Which open transactions hold things up: the oldest three, prepared ones too. Their statements hold values of rows. */
export async function blockersOf(sql: Sql, exceptPid: number | null): Promise<Waiting> {
  const rows = await sql<{ blocker: string; statement: string | null }[]>`
    SELECT blocker, statement FROM (
      SELECT xact_start AS since, 'process ' || pid || ' (' || coalesce(usename, '?') || ', open for '
        || extract(epoch FROM now() - xact_start)::int || ' s)' AS blocker, 'process ' || pid || ': ' || left(query, 120) AS statement
      FROM pg_catalog.pg_stat_activity WHERE backend_xid IS NOT NULL AND pid <> coalesce(${exceptPid}::int4, 0) AND pid <> pg_backend_pid()
      UNION ALL
      SELECT prepared, 'prepared transaction ' || gid || ' of ' || owner, NULL FROM pg_catalog.pg_prepared_xacts) AS open
    ORDER BY since LIMIT 3`;
  return {
    what: `transactions open since before the start: ${rows.map((row) => row.blocker).join('; ')}`,
    rowDetail: rows.flatMap((row) => row.statement ?? []).join('; ') || null,
  };
}
