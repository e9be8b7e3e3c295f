/**
 * Whether DDL of the source will be seen in the stream (C16). That takes PostgreSQL 14, an event trigger, which only
 * superusers may create, or those whom a provider puts in their place, and that the server lets event triggers fire.
 * Who may is not derived from names of roles: it is tried, in a transaction that is taken back.
 */
import { sqlStateOf } from '../errors.ts';
import { quoteName } from '../sql-text.ts';
import { failed, passed, warning, type Check, type Finding } from './check.ts';
import type { ServerFacts } from './server-facts.ts';

/** Earlier ones do not deliver the messages that the trigger writes. */
const FIRST_MAJOR = 14;
/** Roles that stand for a superuser where a provider keeps that one to itself. */
const PROVIDERS_ROLES = ['rds_superuser', 'cloudsqlsuperuser', 'azure_pg_admin', 'alloydbsuperuser'];
const WANTED =
  'DDL that is seen: without it statements are not listed (new and dropped tables and indexes, defaults, constraints, types); a changed column is noticed only with the next change of a row';

export const ddlCapture: readonly Check[] = [
  {
    name: 'DDL_CAPTURE',
    side: 'SOURCE',
    skippable: true,
    when: ({ phases }) => phases.incremental,
    run: async ({ from, options }) =>
      (await captured(from)).map((finding) => (options.appliesDdl ? required(finding) : finding)),
  },
];

/** With DDL that is to be applied, what would only be a pity stands in the way. */
function required(finding: Finding): Finding {
  if (finding.result !== 'WARNING') return finding;
  const { found, wanted, remedy } = finding;
  return failed(
    'DDL_NOT_SEEN',
    { detail: found },
    { found: found ?? '', wanted: wanted ?? '', remedy: `${remedy ?? ''} Or choose no incrementalDdlKinds.`.trim() },
  );
}

async function captured(server: ServerFacts): Promise<readonly Finding[]> {
  if (server.major < FIRST_MAJOR)
    return [
      warning({
        found: `PostgreSQL ${server.major}, which does not deliver the messages of an event trigger`,
        wanted: WANTED,
        remedy: `No statement: upgrade the source to PostgreSQL ${FIRST_MAJOR}, or run no DDL on migrated tables until the switch.`,
      }),
    ];
  // a setting since 17
  if ((await server.setting('event_triggers')) === 'off')
    return [
      warning({
        found: 'event_triggers = off',
        wanted: WANTED,
        remedy: 'ALTER SYSTEM SET event_triggers = on; SELECT pg_reload_conf();',
      }),
    ];
  if (await mayCreate(server)) return [passed('event triggers can be created')];
  const { name } = await server.role();
  return [
    warning({
      found: `user ${name} may not create event triggers`,
      wanted: WANTED,
      remedy: await rightOf(server, name),
    }),
  ];
}

/** Tries with a function of its own session, so that no other right is asked for; nothing of it stays. */
async function mayCreate({ sql }: ServerFacts): Promise<boolean> {
  const undone = new Error('taken back');
  try {
    await sql.begin(async (transaction) => {
      await transaction`SET LOCAL lock_timeout = '2s'`;
      const [session] = await transaction<{ pid: number }[]>`SELECT pg_backend_pid() AS pid`;
      const name = quoteName(`godwit_precheck_${session?.pid}`);
      await transaction.unsafe(
        `CREATE FUNCTION pg_temp.${name}() RETURNS event_trigger LANGUAGE plpgsql AS 'BEGIN END'`,
      );
      await transaction.unsafe(`CREATE EVENT TRIGGER ${name} ON ddl_command_end EXECUTE FUNCTION pg_temp.${name}()`);
      throw undone;
    });
  } catch (error) {
    if (error !== undone && sqlStateOf(error) !== '42501') throw error;
    return error === undone;
  }
  return false;
}

async function rightOf({ sql }: ServerFacts, user: string): Promise<string> {
  const [provider] = await sql<{ name: string }[]>`
    SELECT rolname AS name FROM pg_roles
    WHERE rolname IN (SELECT json_array_elements_text(${JSON.stringify(PROVIDERS_ROLES)}::text::json)) ORDER BY 1 LIMIT 1`;
  return provider === undefined
    ? `ALTER ROLE ${quoteName(user)} SUPERUSER`
    : `GRANT ${quoteName(provider.name)} TO ${quoteName(user)}`;
}
