/** Life of the replication slot: create, find out whether it still holds what we need, end its session, drop. */
import { GodwitError } from '../../../core/errors.ts';
import type { EndpointAddress } from '../../../core/endpoint-address.ts';
import { asPosition, type Position } from '../../../core/position.ts';
import type { Waiting } from '../../../core/stage.ts';
import { pause } from '../../../runtime/clock.ts';
import type { Sql } from '../connection.ts';
import { sqlStateOf, toGodwitError } from '../errors.ts';
import { quoteText } from '../sql-text.ts';
import { WireSession } from '../wire-session.ts';
import { blockersOf } from './barrier.ts';

export interface SlotState {
  readonly activePid: number | null;
  /** Whether the server still has all that comes after the confirmed position. */
  readonly usable: boolean;
  readonly confirmed: Position;
}

const END_SESSION_MS = 10_000;

export async function readSlot(sql: Sql, slot: string): Promise<SlotState | null> {
  // as JSON, because the columns differ between 12 and 18
  const [row] = await sql<
    { state: string }[]
  >`SELECT pg_catalog.to_json(s)::text AS state FROM pg_catalog.pg_replication_slots s WHERE slot_name = ${slot}`;
  if (row === undefined) return null;
  const state = JSON.parse(row.state) as {
    active_pid: number | null;
    wal_status?: string | null;
    conflicting?: boolean | null;
    confirmed_flush_lsn: string | null;
  };
  const usable = state.wal_status !== 'lost' && state.conflicting !== true && state.confirmed_flush_lsn !== null;
  return { activePid: state.active_pid, usable, confirmed: asPosition(state.confirmed_flush_lsn ?? '0/0') };
}

/**
 * Creates the slot, which waits for all transactions that are open at this moment; they are told through `waiting`.
 * Returns whether it was made now.
 */
export async function createSlot(
  sql: Sql,
  slot: string,
  deps: {
    readonly address: EndpointAddress;
    readonly applicationName: string;
    readonly signal: AbortSignal;
    readonly waiting: (waiting: Waiting | null) => void;
  },
): Promise<boolean> {
  if ((await readSlot(sql, slot)) !== null) return false;
  await using session = await WireSession.open(deps.address, { applicationName: deps.applicationName });
  const cancel = (): void => session.destroy();
  deps.signal.addEventListener('abort', cancel, { once: true });
  const made = session.query(`SELECT pg_catalog.pg_create_logical_replication_slot(${quoteText(slot)}, 'pgoutput')`);
  const settled = made.then(
    () => true,
    () => true,
  );
  try {
    while (!(await Promise.race([settled, pause(500, deps.signal).then(() => false)]))) {
      if (deps.signal.aborted) break;
      deps.waiting(await blockersOf(sql, session.backendPid));
    }
    await made;
    return true;
  } catch (error) {
    throw await asSlotError(sql, error, deps.address);
  } finally {
    deps.signal.removeEventListener('abort', cancel);
    deps.waiting(null);
  }
}

/** Ends whatever session streams from the slot (a predecessor of ours, C17). */
export async function endSlotSession(sql: Sql, slot: string): Promise<void> {
  const deadline = performance.now() + END_SESSION_MS;
  for (;;) {
    const pid = (await readSlot(sql, slot))?.activePid ?? null;
    if (pid === null) return;
    await sql`SELECT pg_catalog.pg_terminate_backend(${pid})`;
    if (performance.now() > deadline) throw new GodwitError('SLOT_IN_USE', { slot, pid });
    await pause(50);
  }
}

export async function dropSlot(sql: Sql, slot: string): Promise<boolean> {
  await endSlotSession(sql, slot);
  const rows =
    await sql`SELECT pg_catalog.pg_drop_replication_slot(slot_name) FROM pg_catalog.pg_replication_slots WHERE slot_name = ${slot}`;
  return rows.length > 0;
}

async function asSlotError(sql: Sql, error: unknown, address: EndpointAddress): Promise<GodwitError> {
  const state = sqlStateOf(error);
  if (state === '53400') {
    const [row] = await sql<{ used: string; limit: string }[]>`
      SELECT (SELECT pg_catalog.count(*) FROM pg_catalog.pg_replication_slots)::text AS used, pg_catalog.current_setting('max_replication_slots') AS limit`;
    return new GodwitError('SLOT_LIMIT_REACHED', { used: row?.used, limit: row?.limit }, { cause: error });
  }
  if (state === '55000') {
    const [row] = await sql<{ level: string }[]>`SELECT pg_catalog.current_setting('wal_level') AS level`;
    if (row?.level !== 'logical')
      return new GodwitError('WAL_LEVEL_NOT_LOGICAL', { actual: row?.level }, { cause: error });
  }
  if (state === '42501')
    return new GodwitError(
      'PRIVILEGE_MISSING',
      {
        user: address.user,
        privilege: 'REPLICATION',
        object: 'the server',
        statement: `ALTER ROLE "${address.user}" REPLICATION`,
      },
      { cause: error },
    );
  return toGodwitError(error, address, 'INTERNAL_ERROR');
}
