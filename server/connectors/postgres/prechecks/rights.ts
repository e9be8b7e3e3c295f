/**
 * Rights on either side. The rights to read and replicate are asked of the side that is read, those to write and create of
 * the side that is written; when a reverse stream is chosen, both of both. A table that is yet to be made needs none.
 */
import { tableKey } from '../../../core/object-map.ts';
import { sqlStateOf } from '../errors.ts';
import { replicationRoleFacts } from '../replication-role.ts';
import { quoteName, quoteTable, quoteText } from '../sql-text.ts';
import { failed, orPassed, passed, warning, type Check, type CheckInput, type Finding } from './check.ts';
import { shown, tableList, type Relation, type ServerFacts } from './server-facts.ts';

type End = 'from' | 'to';

const ORIGIN_FUNCTIONS = [
  'pg_replication_origin_create(text)',
  'pg_replication_origin_drop(text)',
  'pg_replication_origin_oid(text)',
  'pg_replication_origin_session_setup(text)',
] as const;
/** Lanes of a default task: with a way back each has an origin of its own (C25). */
const LANES = 4;

const incremental: Check['when'] = ({ phases }) => phases.incremental;
const reverse: Check['when'] = ({ phases }) => phases.reverse;
const writes: Check['when'] = ({ phases }) => phases.full || phases.incremental;
const creates: Check['when'] = ({ phases }) => phases.schema || phases.full || phases.incremental;

export const rights: readonly Check[] = [
  {
    name: 'SESSIONS_SEEN',
    side: 'SOURCE',
    skippable: true,
    when: ({ protectsSource }) => protectsSource,
    run: sessionsSeen,
  },
  { name: 'READ_RIGHTS', side: 'SOURCE', skippable: false, run: readRights('from') },
  { name: 'REPLICATION_RIGHT', side: 'SOURCE', skippable: false, when: incremental, run: replicationRight('from') },
  { name: 'PUBLICATION_RIGHTS', side: 'SOURCE', skippable: false, when: incremental, run: publicationRights('from') },
  {
    name: 'READ_RIGHTS',
    side: 'TARGET',
    skippable: false,
    when: ({ phases }) => phases.verification || phases.reverse,
    run: readRights('to'),
  },
  { name: 'REPLICATION_RIGHT', side: 'TARGET', skippable: false, when: reverse, run: replicationRight('to') },
  { name: 'PUBLICATION_RIGHTS', side: 'TARGET', skippable: false, when: reverse, run: publicationRights('to') },
  { name: 'CREATE_RIGHTS', side: 'TARGET', skippable: false, when: creates, run: createRights('to') },
  { name: 'WRITE_RIGHTS', side: 'TARGET', skippable: false, when: writes, run: writeRights('to') },
  { name: 'REPLICATION_ROLE', side: 'TARGET', skippable: false, when: writes, run: replicationRole('to') },
  { name: 'REPLICATION_ORIGINS', side: 'TARGET', skippable: true, when: incremental, run: replicationOrigins('to') },
  { name: 'CREATE_RIGHTS', side: 'SOURCE', skippable: false, when: reverse, run: createRights('from') },
  { name: 'WRITE_RIGHTS', side: 'SOURCE', skippable: false, when: reverse, run: writeRights('from') },
  { name: 'REPLICATION_ROLE', side: 'SOURCE', skippable: false, when: reverse, run: replicationRole('from') },
  { name: 'REPLICATION_ORIGINS', side: 'SOURCE', skippable: true, when: reverse, run: replicationOrigins('from') },
];

function missing(facts: {
  readonly user: string;
  readonly privilege: string;
  readonly object: string;
  readonly statement: string;
}): Finding {
  const { user, privilege, object, statement } = facts;
  const words = { object, found: `${user} lacks ${privilege}`, wanted: `${privilege} on ${object}`, remedy: statement };
  return failed('PRIVILEGE_MISSING', facts, words);
}

function readRights(end: End): Check['run'] {
  return async (input) => {
    const { name: user } = await input[end].role();
    const findings = (await input[end].relations()).flatMap((relation) => {
      const lacks = [...schemaUsage(relation, user), ...(relation.select ? [] : [grant(relation, user, ['SELECT'])])];
      return lacks.map((lack) => missing(lack));
    });
    return orPassed(unique(findings), `${user} may read every table`);
  };
}

function writeRights(end: End): Check['run'] {
  return async (input) => {
    const { phases } = input.options;
    const { name: user } = await input[end].role();
    const changes = phases.incremental || end === 'from';
    const findings = (await input[end].relations())
      .filter((relation) => relation.isRoot)
      .flatMap((relation) => {
        const needed = [
          { privilege: 'SELECT', there: relation.select },
          { privilege: 'INSERT', there: relation.insert },
          { privilege: 'UPDATE', there: relation.update || !changes },
          { privilege: 'DELETE', there: relation.delete || !changes },
          { privilege: 'TRUNCATE', there: relation.truncate },
        ];
        const lacking = needed.filter(({ there }) => !there).map(({ privilege }) => privilege);
        const lacks = [
          ...schemaUsage(relation, user),
          ...(lacking.length === 0 ? [] : [grant(relation, user, lacking)]),
        ];
        return lacks.map((lack) => missing(lack));
      });
    return orPassed(unique(findings), `${user} may write every table that exists`);
  };
}

function schemaUsage(relation: Relation, user: string): Parameters<typeof missing>[0][] {
  if (relation.usage) return [];
  const { schema } = relation.table;
  const statement = `GRANT USAGE ON SCHEMA ${quoteName(schema)} TO ${quoteName(user)}`;
  return [{ user, privilege: 'USAGE', object: `schema ${schema}`, statement }];
}

function grant(relation: Relation, user: string, privileges: readonly string[]): Parameters<typeof missing>[0] {
  const privilege = privileges.join(', ');
  const statement = `GRANT ${privilege} ON ${quoteTable(relation.table)} TO ${quoteName(user)}`;
  return { user, privilege, object: shown(relation.table), statement };
}

/** A schema is told once, however many of its tables need it. */
function unique(findings: readonly Finding[]): Finding[] {
  return [...new Map(findings.map((finding) => [finding.object, finding])).values()];
}

function replicationRight(end: End): Check['run'] {
  return async (input) => {
    const { name: user, replication } = await input[end].role();
    if (replication) return [passed(`${user} may replicate`)];
    const statement = `ALTER ROLE ${quoteName(user)} REPLICATION`;
    return [missing({ user, privilege: 'REPLICATION', object: 'the server', statement })];
  };
}

/** A publication of a table is for its owner, and CREATE on the database for whoever makes one. */
function publicationRights(end: End): Check['run'] {
  return async (input) => {
    const { name: user, superuser } = await input[end].role();
    if (superuser) return [passed(`${user} is a superuser`)];
    const findings = (await input[end].relations())
      .filter((relation) => !relation.owned)
      .map((relation) => {
        const statement = `GRANT ${quoteName(relation.owner)} TO ${quoteName(user)}`;
        return missing({
          user,
          privilege: `the role of the owner ${relation.owner}`,
          object: shown(relation.table),
          statement,
        });
      });
    return orPassed([...findings, ...(await createOnDatabase(input[end], user))], `${user} may publish every table`);
  };
}

async function createOnDatabase({ sql, address }: ServerFacts, user: string): Promise<Finding[]> {
  const [row] = await sql<{ may: boolean }[]>`SELECT has_database_privilege(current_database(), 'CREATE') AS may`;
  if (row?.may === true) return [];
  const statement = `GRANT CREATE ON DATABASE ${quoteName(address.database)} TO ${quoteName(user)}`;
  return [missing({ user, privilege: 'CREATE', object: `database ${address.database}`, statement })];
}

/** The bookkeeping that another user's task has made, else the right to make it; with schema migration also the schemas of tables that are not there. */
function createRights(end: End): Check['run'] {
  return async (input) => {
    const { sql } = input[end];
    const { name: user } = await input[end].role();
    const there = new Set((await input[end].relations()).map((relation) => tableKey(relation.table)));
    const absent =
      input.options.phases.schema && end === 'to'
        ? input[end].tables.filter((table) => !there.has(tableKey(table)))
        : [];
    const schemas = await sql<{ schema: string; exists: boolean; may: boolean }[]>`
      SELECT w.schema::text AS schema, n.oid IS NOT NULL AS exists, coalesce(has_schema_privilege(n.oid, 'CREATE') AND has_schema_privilege(n.oid, 'USAGE'), false) AS may
      FROM (SELECT DISTINCT schema FROM json_to_recordset(${tableList(absent)}::text::json) AS t(schema name)) w
      LEFT JOIN pg_namespace n ON n.nspname = w.schema ORDER BY 1`;
    const findings = schemas
      .filter(({ exists, may }) => exists && !may)
      .map(({ schema }) => {
        const statement = `GRANT CREATE, USAGE ON SCHEMA ${quoteName(schema)} TO ${quoteName(user)}`;
        return missing({ user, privilege: 'CREATE', object: `schema ${schema}`, statement });
      });
    const kept = await bookkeeping(input[end]);
    if (kept === null || schemas.some(({ exists }) => !exists))
      findings.push(...(await createOnDatabase(input[end], user)));
    if (kept?.may === false) {
      const grantee = quoteName(user);
      const statement = `GRANT USAGE ON SCHEMA godwit TO ${grantee}; GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA godwit TO ${grantee}`;
      findings.push(
        missing({
          user,
          privilege: 'SELECT, INSERT, UPDATE, DELETE',
          object: 'the tables of schema godwit',
          statement,
        }),
      );
    }
    return orPassed(findings, `${user} may create what is needed`);
  };
}

/** Whether the user may use the schema `godwit` and its tables as they are; null while there is none. */
async function bookkeeping({ sql }: ServerFacts): Promise<{ readonly may: boolean } | null> {
  const [row] = await sql<{ may: boolean }[]>`
    SELECT has_schema_privilege(n.oid, 'USAGE') AND coalesce((
      SELECT bool_and(has_table_privilege(c.oid, 'SELECT') AND has_table_privilege(c.oid, 'INSERT') AND has_table_privilege(c.oid, 'UPDATE') AND has_table_privilege(c.oid, 'DELETE'))
      FROM pg_class c WHERE c.relnamespace = n.oid AND c.relname IN ('fence', 'checkpoint', 'copy_range')), true) AS may
    FROM pg_namespace n WHERE n.nspname = 'godwit'`;
  return row ?? null;
}

/** Tried, not deduced: hosted servers grant it by roles of their own. Rolled back. */
function replicationRole(end: End): Check['run'] {
  return async (input) => {
    const { sql, major } = input[end];
    const { name: user } = await input[end].role();
    try {
      await sql.begin((transaction) => transaction`SET LOCAL session_replication_role = replica`);
      return [passed(`${user} may silence triggers and foreign keys`)];
    } catch (error) {
      if (sqlStateOf(error) !== '42501') throw error;
      return [missing(replicationRoleFacts(major, user))];
    }
  };
}

/** Without origins the stream runs, but a way back could not tell our changes from the application's (C25). */
function replicationOrigins(end: End): Check['run'] {
  return async (input) => {
    const { sql, major } = input[end];
    const { name: user } = await input[end].role();
    const functions = await sql<{ name: string; may: boolean }[]>`
      SELECT f AS name, has_function_privilege(f, 'EXECUTE') AS may FROM json_array_elements_text(${JSON.stringify(ORIGIN_FUNCTIONS)}::text::json) f`;
    const lacking = functions.filter(({ may }) => !may).map(({ name }) => `pg_catalog.${name}`);
    if (lacking.length > 0) {
      const statement = `GRANT EXECUTE ON FUNCTION ${lacking.join(', ')} TO ${quoteName(user)}`;
      const facts = { user, privilege: 'EXECUTE', object: 'the replication origin functions', statement };
      if (input.options.phases.reverse) return [missing(facts)];
      const found = `${user} may not call ${lacking.join(', ')}`;
      return [
        warning({ found, wanted: 'EXECUTE, so that changes of ours can be told apart later', remedy: statement }),
      ];
    }
    const setting = major >= 18 ? 'max_active_replication_origins' : 'max_replication_slots';
    const limit = Number(await input[end].setting(setting));
    if (limit >= LANES) return [passed(`${user} may use origins; ${setting} is ${limit}`)];
    const remedy = `ALTER SYSTEM SET ${setting} = ${quoteText(String(LANES * 4))}; then restart the server.`;
    return [warning({ found: `${setting} is ${limit}`, wanted: `at least ${LANES}, one for each lane`, remedy })];
  };
}

/** The limits that protect the source look at sessions of others. */
async function sessionsSeen({ from }: CheckInput): Promise<readonly Finding[]> {
  const [row] = await from.sql<{ seen: boolean }[]>`SELECT pg_has_role('pg_read_all_stats', 'USAGE') AS seen`;
  const { name: user } = await from.role();
  if (row?.seen === true) return [passed(`${user} sees standbys and open transactions`)];
  const words = {
    found: `${user} does not see the sessions of others`,
    wanted:
      'that standbys and open transactions are seen: the limits that protect the source hold nothing back without',
    remedy: `GRANT pg_monitor TO ${quoteName(user)}`,
  };
  return [warning(words)];
}
