/** What surrounds the tables: version, role of the server, clock, time zone, encoding and collation. */
import type { EndpointAddress } from '../../../core/endpoint-address.ts';
import { withPool } from '../connection.ts';
import { quoteName } from '../sql-text.ts';
import { failed, passed, warning, type Check, type CheckInput } from './check.ts';
import type { ServerFacts } from './server-facts.ts';

/** More than a network's delay and less than what a person would overlook in two log files. */
const CLOCK_TOLERANCE_MS = 2_000;

export const surroundings: readonly Check[] = [
  { name: 'SOURCE_WRITABLE', side: 'SOURCE', skippable: false, run: writable('from') },
  { name: 'TARGET_WRITABLE', side: 'TARGET', skippable: false, run: writable('to') },
  { name: 'CLOCK', side: 'BOTH', skippable: true, run: clocks },
  { name: 'TIME_ZONE', side: 'BOTH', skippable: true, run: timeZones },
  { name: 'CHARACTER_SET', side: 'BOTH', skippable: true, run: characterSets },
  { name: 'COLLATION', side: 'BOTH', skippable: true, run: collations },
];

/** Neither a standby nor set to read only (the setting matters for the target alone). */
function writable(end: 'from' | 'to'): Check['run'] {
  return async (input) => {
    const { sql, address } = input[end];
    const [row] = await sql<{ standby: boolean; readOnly: boolean }[]>`
      SELECT pg_is_in_recovery() AS standby, current_setting('default_transaction_read_only') = 'on' AS "readOnly"`;
    const facts = { host: address.host, port: address.port };
    if (row?.standby === true) {
      const words = {
        found: 'a standby',
        wanted: 'a primary',
        remedy: 'Name the primary in the endpoint, or run SELECT pg_promote() here.',
      };
      return [end === 'from' ? failed('STANDBY_AS_SOURCE', {}, words) : failed('READ_ONLY', facts, words)];
    }
    if (row?.readOnly === true && end === 'to') {
      const remedy = `ALTER ROLE ${quoteName(address.user)} IN DATABASE ${quoteName(address.database)} SET default_transaction_read_only = off`;
      return [failed('READ_ONLY', facts, { found: 'default_transaction_read_only = on', wanted: 'off', remedy })];
    }
    return [passed('a primary')];
  };
}

async function clocks({ from, to, clock }: CheckInput): ReturnType<Check['run']> {
  const offset = async ({ sql }: ServerFacts): Promise<number> => {
    const before = clock.now();
    const [row] = await sql<{ at: number }[]>`SELECT extract(epoch FROM clock_timestamp())::float8 * 1000 AS at`;
    return (row?.at ?? before) - (before + clock.now()) / 2;
  };
  await Promise.all([from.sql`SELECT 1`, to.sql`SELECT 1`]); // the first statement of a session also connects
  const offsets = [
    { side: 'SOURCE', ms: Math.round(await offset(from)) },
    { side: 'TARGET', ms: Math.round(await offset(to)) },
  ] as const;
  const far = offsets.filter(({ ms }) => Math.abs(ms) > CLOCK_TOLERANCE_MS);
  if (far.length === 0) return [passed(offsets.map(({ side, ms }) => `${side} ${ms} ms`).join(', '))];
  const wanted = `at most ${CLOCK_TOLERANCE_MS} ms`;
  const remedy = 'Synchronise the clocks by NTP: timedatectl set-ntp true, on the machine whose clock is wrong.';
  return far.map(({ side, ms }) => warning({ side, found: `${ms} ms from the clock of Godwit`, wanted, remedy }));
}

/** The zone that other sessions get: ours fix their own (C11), so each side is asked by a session that does not. */
async function timeZones({ from, to }: CheckInput): ReturnType<Check['run']> {
  const [source, target] = [await zoneOf(from.address), await zoneOf(to.address)];
  if (source === target) return [passed(source)];
  const remedy = `ALTER DATABASE ${quoteName(to.address.database)} SET timezone = '${source}'`;
  return [warning({ found: `source ${source}, target ${target}`, wanted: `${source} on both sides`, remedy })];
}

async function zoneOf(address: EndpointAddress): Promise<string> {
  return await withPool(address, { applicationName: 'godwit precheck', maxSessions: 1, settings: {} }, async (sql) => {
    const [row] = await sql<{ zone: string }[]>`SELECT pg_catalog.current_setting('TimeZone') AS zone`;
    return row?.zone ?? '';
  });
}

interface Encoding {
  readonly encoding: string;
  readonly provider: string;
  readonly collate: string;
  readonly ctype: string;
  readonly version: string | null;
}

async function encodingOf({ sql }: ServerFacts): Promise<Encoding | undefined> {
  const [row] = await sql<Encoding[]>`
    SELECT pg_encoding_to_char(encoding) AS encoding, datctype AS ctype,
      CASE coalesce(to_jsonb(d) ->> 'datlocprovider', 'c') WHEN 'i' THEN 'icu' WHEN 'b' THEN 'builtin' ELSE 'libc' END AS provider,
      coalesce(to_jsonb(d) ->> 'datlocale', to_jsonb(d) ->> 'daticulocale', datcollate) AS collate,
      to_jsonb(d) ->> 'datcollversion' AS version
    FROM pg_database d WHERE datname = current_database()`;
  return row;
}

async function characterSets({ from, to }: CheckInput): ReturnType<Check['run']> {
  const [source, target] = await Promise.all([encodingOf(from), encodingOf(to)]);
  const found = `source ${source?.encoding}, target ${target?.encoding}`;
  const remedy = `CREATE DATABASE ${quoteName(to.address.database)} ENCODING ${source?.encoding} TEMPLATE template0, in place of the present one.`;
  if (source?.encoding === 'SQL_ASCII' && target?.encoding !== 'SQL_ASCII')
    return [
      warning({
        found,
        wanted: 'text that is valid in the encoding of the target: the source never checked it',
        remedy,
      }),
    ];
  if (source?.encoding === target?.encoding || target?.encoding === 'UTF8') return [passed(found)];
  return [warning({ found, wanted: 'an encoding that has every character of the source', remedy })];
}

async function collations({ from, to }: CheckInput): ReturnType<Check['run']> {
  const [source, target] = await Promise.all([encodingOf(from), encodingOf(to)]);
  if (source === undefined || target === undefined) return [];
  const words = ({ provider, collate, ctype, version }: Encoding): string =>
    `${provider} ${collate}, ctype ${ctype}${version === null ? '' : `, version ${version}`}`;
  const found = `source ${words(source)}; target ${words(target)}`;
  const same =
    source.provider === target.provider && source.collate === target.collate && source.ctype === target.ctype;
  // Versions of libc are told since 15 and are worth a word only where both are known.
  const sameVersion = source.version === null || target.version === null || source.version === target.version;
  if (same && sameVersion) return [passed(found)];
  const wanted = 'the same on both sides: text is ordered and compared by it';
  const provider = source.provider === 'libc' ? '' : ` LOCALE_PROVIDER ${source.provider} LOCALE '${source.collate}'`;
  const remedy = same
    ? 'No statement: the libraries of the two machines order differently. Expect another order of text.'
    : `CREATE DATABASE ${quoteName(to.address.database)}${provider} LC_COLLATE '${source.provider === 'libc' ? source.collate : source.ctype}' LC_CTYPE '${source.ctype}' TEMPLATE template0, in place of the present one.`;
  return [warning({ found, wanted, remedy })];
}
