/** Whether the side that is streamed from keeps a change log that can be read: level, slots, senders, retention, identities. */
import { quoteTable, quoteText } from '../sql-text.ts';
import { must } from '../../../core/assert.ts';
import { GodwitError, reasonOf } from '../../../core/errors.ts';
import { sourceNames } from '../replication/names.ts';
import { readSlot } from '../replication/slot.ts';
import { requireStart } from '../replication/start-position.ts';
import { failed, orPassed, passed, warning, type Check, type CheckInput, type Finding } from './check.ts';
import { shown, type ServerFacts } from './server-facts.ts';

type End = 'from' | 'to';

/** Shorter transactions end by themselves before anybody could act on them. */
const LONG_TRANSACTION_SECONDS = 1;
const GIBIBYTE = 1024 ** 3;

const incremental: Check['when'] = ({ phases }) => phases.incremental;
const reverse: Check['when'] = ({ phases }) => phases.reverse;

const ofEnd = (end: End): readonly Check[] => {
  const [side, when] = end === 'from' ? (['SOURCE', incremental] as const) : (['TARGET', reverse] as const);
  return [
    { name: 'WAL_LEVEL', side, skippable: false, when, run: (input) => walLevel(input[end]) },
    {
      name: 'REPLICATION_SLOTS',
      side,
      skippable: false,
      when,
      run: (input) => slots(input[end], input.options.taskId),
    },
    { name: 'WAL_SENDERS', side, skippable: false, when, run: (input) => senders(input[end]) },
    { name: 'LOG_RETENTION', side, skippable: true, when, run: (input) => retention(input[end]) },
    {
      name: 'REPLICA_IDENTITY',
      side,
      skippable: true,
      when,
      run: (input) => identities(input[end], input.options.consentReplicaIdentityFull),
    },
  ];
};

export const changeLog: readonly Check[] = [
  ...ofEnd('from'),
  {
    name: 'LOG_KEPT_FOR_COPY',
    side: 'SOURCE',
    skippable: true,
    when: ({ phases, sourceKeepsLog }) => phases.incremental && phases.full && sourceKeepsLog,
    run: (input) => keptForCopy(input.from),
  },
  {
    name: 'START_POSITION',
    side: 'SOURCE',
    skippable: false,
    when: ({ phases, start }) => phases.incremental && start !== null,
    run: (input) => beginning(input),
  },
  {
    name: 'OPEN_TRANSACTIONS',
    side: 'SOURCE',
    skippable: true,
    when: incremental,
    run: (input) => openTransactions(input.from),
  },
  ...ofEnd('to'),
];

/** Once the task has its copy of the slot, that is what it streams. */
async function beginning({ from, mappings, options }: CheckInput): Promise<readonly Finding[]> {
  const start = must(options.start, 'the chosen start');
  const own = options.taskId === null ? null : await readSlot(from.sql, sourceNames(options.taskId).slot);
  if (own !== null) return [passed(`${own.confirmed}, in the copy of slot ${start.slot}`)];
  try {
    const position = await requireStart(
      from.sql,
      start,
      mappings.map(({ source }) => source),
    );
    return [passed(position)];
  } catch (error) {
    if (!(error instanceof GodwitError) || error.code !== 'START_POSITION_INVALID') throw error;
    const { message, remedy, facts } = reasonOf(error);
    return [failed(error.code, facts, { found: message, wanted: 'a slot and a publication that fit', remedy })];
  }
}

async function walLevel(server: ServerFacts): Promise<readonly Finding[]> {
  const actual = await server.setting('wal_level');
  if (actual === 'logical') return [passed('logical')];
  const remedy = "ALTER SYSTEM SET wal_level = 'logical'; then restart the server.";
  return [failed('WAL_LEVEL_NOT_LOGICAL', { actual }, { found: actual ?? 'unknown', wanted: 'logical', remedy })];
}

async function slots({ sql }: ServerFacts, taskId: string | null): Promise<readonly Finding[]> {
  const [row] = await sql<{ used: number; limit: number; own: boolean }[]>`
    SELECT count(*)::int AS used, current_setting('max_replication_slots')::int AS limit,
      coalesce(bool_or(slot_name = ${`godwit_${taskId ?? ''}`}), false) AS own FROM pg_replication_slots`;
  const { used = 0, limit = 0, own = false } = row ?? {};
  const found = `${used} of ${limit} used`;
  if (own || used < limit) return [passed(own ? `${found}, one by this task` : found)];
  const remedy = `ALTER SYSTEM SET max_replication_slots = ${quoteText(String(limit + 10))}; then restart the server.`;
  return [failed('SLOT_LIMIT_REACHED', { used, limit }, { found, wanted: 'one free slot', remedy })];
}

async function senders({ sql }: ServerFacts): Promise<readonly Finding[]> {
  const [row] = await sql<{ used: number; limit: number }[]>`
    SELECT count(*)::int AS used, current_setting('max_wal_senders')::int AS limit FROM pg_stat_replication`;
  const { used = 0, limit = 0 } = row ?? {};
  const found = `${used} of ${limit} used`;
  if (used < limit) return [passed(found)];
  const remedy = `ALTER SYSTEM SET max_wal_senders = ${quoteText(String(limit + 10))}; then restart the server.`;
  return [failed('SENDER_LIMIT_REACHED', { used, limit }, { found, wanted: 'one free sender', remedy })];
}

/** Settings by which the server gives up a slot that is behind: max_slot_wal_keep_size (13), idle_replication_slot_timeout (18). */
async function retention(server: ServerFacts): Promise<readonly Finding[]> {
  const limits = [
    { name: 'max_slot_wal_keep_size', off: '-1' },
    { name: 'idle_replication_slot_timeout', off: '0' },
  ];
  const findings: Finding[] = [];
  for (const { name, off } of limits) {
    const actual = await server.setting(name);
    if (actual === null || actual === off) continue;
    const remedy = `ALTER SYSTEM SET ${name} = ${off}; SELECT pg_reload_conf();`;
    const wanted = `${off}, or more than the change log grows while the task is stopped`;
    findings.push(warning({ object: name, found: actual, wanted, remedy }));
  }
  return orPassed(findings, 'a slot keeps the log without limit');
}

/**
 * Nobody knows beforehand what is written while the copy runs. As much log as the tables are big is what it takes when each
 * row is changed once meanwhile.
 */
async function keptForCopy(server: ServerFacts): Promise<readonly Finding[]> {
  const name = 'max_slot_wal_keep_size';
  const actual = await server.setting(name);
  if (actual === null || actual === '-1') return [passed('a slot keeps the log without limit')];
  const bytes = (await server.relations()).reduce((sum, relation) => sum + relation.bytes, 0);
  const gigabytes = Math.max(1, Math.ceil(bytes / GIBIBYTE));
  const [row] = await server.sql<{ limit: number }[]>`SELECT pg_size_bytes(${actual}::text)::float8 AS limit`;
  const size = `the tables have ${bytes} bytes`;
  if ((row?.limit ?? 0) >= gigabytes * GIBIBYTE) return [passed(`a slot keeps ${actual} of the log, ${size}`)];
  return [
    warning({
      object: name,
      found: actual,
      wanted: `at least ${gigabytes}GB (${size}), or -1: the source keeps its log for as long as the copy takes, and beyond the limit the slot is lost`,
      remedy: `ALTER SYSTEM SET ${name} = '${gigabytes}GB'; SELECT pg_reload_conf();`,
    }),
  ];
}

async function identities(server: ServerFacts, consent: boolean): Promise<readonly Finding[]> {
  const relations = (await server.relations()).filter(({ kind, identified }) => kind === 'r' && !identified);
  const found = 'no replica identity';
  const findings = relations.map(({ table }) =>
    consent
      ? warning({
          object: shown(table),
          found,
          wanted: 'a primary key; it will be set to FULL until release, as allowed',
          remedy: `ALTER TABLE ${quoteTable(table)} ADD PRIMARY KEY (...), over columns that identify a row.`,
        })
      : warning({
          object: shown(table),
          found,
          wanted: 'an identity: without one only inserts of this table are carried',
          remedy: `ALTER TABLE ${quoteTable(table)} REPLICA IDENTITY FULL`,
        }),
  );
  return orPassed(findings, 'every table has a replica identity');
}

/**
 * Creating the slot waits for every transaction of the server that has written and is still open, prepared ones too. What
 * it runs is not told here: a statement of the application holds values of its rows.
 */
async function openTransactions(server: ServerFacts): Promise<readonly Finding[]> {
  const { sql } = server;
  const rows = await sql<{ object: string; found: string; remedy: string }[]>`
    SELECT 'process ' || pid AS object, usename || ', open for ' || extract(epoch FROM now() - xact_start)::int || ' s'
        || CASE application_name WHEN '' THEN '' ELSE ', application ' || application_name END AS found,
      'SELECT pg_terminate_backend(' || pid || ')' AS remedy
    FROM pg_stat_activity
    WHERE backend_xid IS NOT NULL AND pid <> pg_backend_pid() AND xact_start < clock_timestamp() - make_interval(secs => ${LONG_TRANSACTION_SECONDS})
    UNION ALL
    SELECT 'prepared transaction ' || gid, owner || ' in database ' || database || ', prepared ' || extract(epoch FROM now() - prepared)::int || ' s ago',
      'ROLLBACK PREPARED ' || quote_literal(gid) || ', or COMMIT PREPARED, in database ' || database
    FROM pg_prepared_xacts ORDER BY 1`;
  const wanted = 'an end of it: the task waits for it before the copy starts';
  const findings = rows.map((row) => warning({ ...row, wanted }));
  const [may] = await sql<{ all: boolean }[]>`SELECT pg_has_role('pg_read_all_stats', 'USAGE') AS all`;
  const limit =
    may?.all === true ? '' : ' among the sessions of this user; others cannot be seen without pg_read_all_stats';
  return orPassed(findings, `nothing is open for long${limit}`);
}
