/**
 * Everything a task makes on a PostgreSQL source, in the order of C1: publication, slot, barrier; and its removal.
 * Each step looks first whether it is done, so that both may be called again after any crash.
 */
import type { EndpointAddress } from '../../../core/endpoint-address.ts';
import { GodwitError } from '../../../core/errors.ts';
import type { TableName } from '../../../core/object-map.ts';
import type { Position } from '../../../core/position.ts';
import type { ChosenStart } from '../../../core/start-position.ts';
import { must } from '../../../core/assert.ts';
import type { Waiting } from '../../../core/stage.ts';
import { pause } from '../../../runtime/clock.ts';
import { openPool, type Sql } from '../connection.ts';
import { endReadersOf } from '../reader-sessions.ts';
import { sqlStateOf, toGodwitError } from '../errors.ts';
import { waitForBarrier } from './barrier.ts';
import { createDdlCapture, dropDdlCapture } from './ddl-capture.ts';
import { CREATE_HEARTBEAT, HEARTBEAT_TABLE } from './heartbeat.ts';
import { sourceNames } from './names.ts';
import { dropPublications, setPublications } from './publication.ts';
import { createSlot, dropSlot, readSlot } from './slot.ts';
import { copySlot, requireStart } from './start-position.ts';

const DUPLICATE_OBJECT = '42710';
const END_SESSIONS_MS = 5_000;

export interface PrepareOptions {
  readonly taskId: string;
  /** All tables of the task; partitioned ones by their root. */
  readonly tables: readonly TableName[];
  /** Whether REPLICA IDENTITY FULL may be set on tables that have none; else they are published insert-only. */
  readonly consentReplicaIdentityFull: boolean;
  /** Whether the source's DDL is wanted in the stream (C16); see `ddlCaptured` of the result. */
  readonly captureDdl?: boolean;
  /** Where a stream without a full copy begins; default: at a slot made now. */
  readonly start?: ChosenStart | null;
  /** Told what it waits for (open transactions), or null. */
  readonly waiting?: (waiting: Waiting | null) => void;
}

export interface PreparedSource {
  readonly slot: string;
  /** Of somebody else's, when the stream begins at their slot; else null. */
  readonly publication: string | null;
  /** Give it to PostgresChangeSource; the same however often this is called, until data was confirmed. */
  readonly startPosition: Position;
  /** Statements run by this call, for the task's log. */
  readonly made: readonly string[];
  /** Tables (or partitions) whose updates and deletes are not carried. */
  readonly insertOnly: readonly TableName[];
  /** Whether DDL statements come in the stream; else only what relation messages show is known. */
  readonly ddlCaptured: boolean;
}

/**
 * Makes publications and slot and waits for the barrier. Also the way to add and remove tables of a running task: call
 * it with the new list; the barrier is waited for again. Throws the codes of the source, REPLICA_IDENTITY ones never.
 */
export async function preparePostgresSource(
  address: EndpointAddress,
  options: PrepareOptions,
  signal: AbortSignal,
): Promise<PreparedSource> {
  const names = sourceNames(options.taskId);
  const waiting = options.waiting ?? ((): void => {});
  return await withSource(address, options.taskId, async (sql) => {
    await endEarlier(sql, options.taskId);
    const [server] = await sql<{ version: number; standby: boolean; level: string }[]>`
      SELECT pg_catalog.current_setting('server_version_num')::int4 AS version, pg_catalog.pg_is_in_recovery() AS standby, pg_catalog.current_setting('wal_level') AS level`;
    if (server?.standby === true) throw new GodwitError('STANDBY_AS_SOURCE');
    if (server?.level !== 'logical') throw new GodwitError('WAL_LEVEL_NOT_LOGICAL', { actual: server?.level });
    const byTable = server.version < 140_000;
    const made: string[] = [];
    if (byTable) for (const statement of CREATE_HEARTBEAT) await sql.unsafe(statement);
    const heartbeatTable = byTable ? HEARTBEAT_TABLE : null;
    const { tables, consentReplicaIdentityFull } = options;
    const { version } = server;
    const input = { address, names, version, tables, consentReplicaIdentityFull, heartbeatTable };
    const capture = async (): Promise<string[] | null> =>
      options.captureDdl === true ? await createDdlCapture(sql, options.taskId) : null;
    if (options.start) return await preparedAt(sql, options.start, options, capture);
    const change = await setPublications(sql, input);
    made.push(...change.statements);
    if (
      await createSlot(sql, names.slot, {
        address,
        applicationName: applicationName(options.taskId),
        signal,
        waiting,
      })
    )
      made.push(`replication slot ${names.slot}`);
    await waitForBarrier(sql, { signal, waiting });
    const captured = await capture();
    made.push(...(captured ?? []));
    const slot = must(await readSlot(sql, names.slot), 'the slot just made');
    if (!slot.usable) throw new GodwitError('SLOT_LOST', { slot: names.slot, position: slot.confirmed });
    return {
      slot: names.slot,
      publication: null,
      startPosition: slot.confirmed,
      made,
      insertOnly: change.insertOnly,
      ddlCaptured: captured !== null,
    };
  });
}

/** From a copy of a slot that is there: everything since is in it, so there is no barrier to wait for. */
async function preparedAt(
  sql: Sql,
  start: ChosenStart,
  { taskId, tables }: PrepareOptions,
  capture: () => Promise<string[] | null>,
): Promise<PreparedSource> {
  const { slot } = sourceNames(taskId);
  const own = await readSlot(sql, slot); // of an earlier try: theirs may be gone since
  const position = own === null ? await requireStart(sql, start, tables) : (start.position ?? own.confirmed);
  if (own === null) await copySlot(sql, start.slot, slot);
  const captured = await capture();
  return {
    slot,
    publication: start.publication,
    startPosition: position,
    made: [...(own === null ? [`replication slot ${slot}, a copy of ${start.slot}`] : []), ...(captured ?? [])],
    insertOnly: [],
    ddlCaptured: captured !== null,
  };
}

/** Drops all that was made for the task and puts replica identities back. Returns what was dropped or run. */
export async function releasePostgresSource(
  address: EndpointAddress,
  options: { readonly taskId: string },
): Promise<readonly string[]> {
  const names = sourceNames(options.taskId);
  return await withSource(address, options.taskId, async (sql) => {
    const done: string[] = [];
    if (await dropSlot(sql, names.slot)) done.push(`replication slot ${names.slot}`);
    done.push(...(await endReadersOf(sql, options.taskId)));
    done.push(...(await dropPublications(sql, names)));
    done.push(...(await dropDdlCapture(sql, options.taskId)));
    done.push(...(await dropHeartbeat(sql, options.taskId)));
    done.push(...(await dropEmptySchema(sql)));
    return done;
  });
}

/** Removes the task's heartbeat row, and the table with the last one. */
async function dropHeartbeat(sql: Sql, taskId: string): Promise<string[]> {
  const [there] = await sql<
    { there: boolean }[]
  >`SELECT pg_catalog.to_regclass('godwit.heartbeat') IS NOT NULL AS there`;
  if (there?.there !== true) return [];
  await sql`DELETE FROM godwit.heartbeat WHERE task_id = ${taskId}`;
  const [used] = await sql<{ used: boolean }[]>`
    SELECT EXISTS (SELECT FROM pg_catalog.pg_publication_rel WHERE prrelid = pg_catalog.to_regclass('godwit.heartbeat')) AS used`;
  if (used?.used === true) return [`heartbeat row of ${taskId}`];
  await sql`DROP TABLE godwit.heartbeat`;
  return ['DROP TABLE godwit.heartbeat'];
}

/** The schema of what Godwit keeps on a database goes with the last of it. */
export async function dropEmptySchema(sql: Sql): Promise<string[]> {
  const [schema] = await sql<{ empty: boolean }[]>`
    SELECT NOT EXISTS (SELECT FROM pg_catalog.pg_class WHERE relnamespace = n.oid)
      AND NOT EXISTS (SELECT FROM pg_catalog.pg_proc WHERE pronamespace = n.oid) AS empty
    FROM pg_catalog.pg_namespace n WHERE nspname = 'godwit'`;
  if (schema?.empty !== true) return [];
  await sql`DROP SCHEMA godwit`;
  return ['DROP SCHEMA godwit'];
}

/** Sessions are named by their task, so that a later call finds them. */
const applicationName = (taskId: string): string => `godwit prepare ${taskId}`.slice(0, 63);

/** A killed worker's session goes on at the server: a half-made slot would look like one that lost its position. */
async function endEarlier(sql: Sql, taskId: string): Promise<void> {
  const name = applicationName(taskId);
  const deadline = performance.now() + END_SESSIONS_MS;
  for (;;) {
    const left = await sql`
      SELECT pg_catalog.pg_terminate_backend(pid) FROM pg_catalog.pg_stat_activity
      WHERE application_name = ${name} AND pid <> pg_catalog.pg_backend_pid()`;
    if (left.length === 0 || performance.now() > deadline) return;
    await pause(50);
  }
}

async function withSource<T>(address: EndpointAddress, taskId: string, work: (sql: Sql) => Promise<T>): Promise<T> {
  const sql = openPool(address, { applicationName: applicationName(taskId), maxSessions: 2 });
  try {
    return await work(sql);
  } catch (error) {
    // it was not there when we looked: an earlier call that was thought lost has just made it, and is seen the next time
    if (sqlStateOf(error instanceof GodwitError ? error.cause : error) === DUPLICATE_OBJECT)
      throw new GodwitError('FENCED', { component: 'the preparation of the source', epoch: '?' }, { cause: error });
    throw toGodwitError(error, address, 'INTERNAL_ERROR');
  } finally {
    await sql.end({ timeout: 5 });
  }
}
