/**
 * What Godwit keeps on a PostgreSQL target: schema `godwit` with fences, checkpoints and copied ranges. These rows commit
 * with the data they describe. Made at the first claim, removed with the last task at release.
 *
 *   fence       one row per task and writer; epoch only grows (C18)
 *   checkpoint  one row per task, stream and lane; the restart position is the greatest ordinal (C12)
 *   copy_range  the import plan; a range with completed_at is on the target (C3, C4)
 */
import type { WireSession } from './wire-session.ts';
import { GodwitError } from '../../core/errors.ts';
import { quoteText } from './sql-text.ts';

export const BOOKKEEPING_SCHEMA = 'godwit';
export const BOOKKEEPING_TABLES = ['fence', 'checkpoint', 'copy_range'] as const;

export const BOOKKEEPING_DDL = `
CREATE SCHEMA IF NOT EXISTS godwit;
CREATE TABLE IF NOT EXISTS godwit.fence (
  task_id text NOT NULL, writer text NOT NULL, epoch bigint NOT NULL, claimed_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (task_id, writer));
CREATE TABLE IF NOT EXISTS godwit.checkpoint (
  task_id text NOT NULL, stream text NOT NULL, lane int NOT NULL, ordinal bigint NOT NULL, position text NOT NULL,
  committed_at_micros bigint NOT NULL, row_offset bigint NOT NULL DEFAULT 0, epoch bigint NOT NULL,
  updated_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (task_id, stream, lane));
CREATE TABLE IF NOT EXISTS godwit.copy_range (
  task_id text NOT NULL, table_id text NOT NULL, range_id int NOT NULL, bounds text NOT NULL,
  snapshot text, end_position text, rows bigint, bytes bigint, epoch bigint, completed_at timestamptz,
  PRIMARY KEY (task_id, table_id, range_id));
`;

/** Who writes to the target under a fence of its own. */
export type FencedWriter = 'FULL_IMPORT' | 'INCR_SYNC' | 'CORRECTION' | 'SCHEMA';

/** The name of every session that writes under a fence: its successor finds it by this. */
export const fencedSessionName = (claim: { readonly taskId: string; readonly writer: FencedWriter }): string =>
  `godwit ${claim.writer} ${claim.taskId}`.slice(0, 63);

/**
 * Raises the fence to `epoch` and commits; everything an older epoch still tries to commit fails from here on. Ends the
 * sessions of predecessors first: one that stands still in a transaction (a stopped process, a half-open network) holds the
 * fence and would hold it for as long as it stands (C17). Throws FENCED when a higher epoch was there first.
 */
export async function claimFence(
  session: WireSession,
  claim: { readonly taskId: string; readonly writer: FencedWriter; readonly epoch: number },
): Promise<void> {
  // IF NOT EXISTS asks for the right to create even where nothing is created
  const found = await session.query(`SELECT 1 FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
    WHERE n.nspname = ${quoteText(BOOKKEEPING_SCHEMA)} AND c.relname IN (${BOOKKEEPING_TABLES.map(quoteText).join(', ')})`);
  if (found.rows.length < BOOKKEEPING_TABLES.length)
    await session.query(`BEGIN; SELECT pg_advisory_xact_lock(7276473002); ${BOOKKEEPING_DDL} COMMIT`);
  const fence = await session.query(
    `SELECT epoch FROM godwit.fence WHERE task_id = ${quoteText(claim.taskId)} AND writer = ${quoteText(claim.writer)}`,
  );
  if (Number(fence.rows[0]?.[0] ?? 0) > claim.epoch) throw fenced(claim);
  await endPredecessors(session, claim);
  const { rows } = await session.query(`
    INSERT INTO godwit.fence (task_id, writer, epoch) VALUES (${quoteText(claim.taskId)}, ${quoteText(claim.writer)}, ${claim.epoch})
    ON CONFLICT (task_id, writer) DO UPDATE SET epoch = greatest(godwit.fence.epoch, excluded.epoch), claimed_at = now()
    RETURNING epoch`);
  if (Number(rows[0]?.[0]) !== claim.epoch) throw fenced(claim);
  await endPredecessors(session, claim); // who came in between
}

async function endPredecessors(
  session: WireSession,
  claim: { readonly taskId: string; readonly writer: FencedWriter },
): Promise<void> {
  await session.query(`SELECT pg_terminate_backend(pid) FROM pg_stat_activity
    WHERE application_name = ${quoteText(fencedSessionName(claim))} AND datname = current_database() AND pid <> pg_backend_pid()`);
}

/** Statement that holds the fence to the end of the transaction; it returns no row when the epoch is no longer current. */
export function holdFenceStatement(claim: {
  readonly taskId: string;
  readonly writer: FencedWriter;
  readonly epoch: number;
}): string {
  return `SELECT 1 FROM godwit.fence WHERE task_id = ${quoteText(claim.taskId)} AND writer = ${quoteText(claim.writer)} AND epoch = ${claim.epoch} FOR SHARE`;
}

export function fenced(claim: { readonly writer: string; readonly epoch: number }): GodwitError {
  return new GodwitError('FENCED', { component: claim.writer, epoch: claim.epoch });
}
