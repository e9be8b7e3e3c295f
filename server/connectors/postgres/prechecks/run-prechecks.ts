/**
 * Runs the prechecks of PostgreSQL. First each side is reached and its version judged; of the rest only what can be asked is
 * asked: an item that needs a side that is not there is left out, not invented. A check that cannot be carried out is its
 * own FAILED item, and the others go on. Nothing is changed on either side.
 */
import type { EndpointAddress } from '../../../core/endpoint-address.ts';
import { GodwitError, reasonOf } from '../../../core/errors.ts';
import type { TableName } from '../../../core/object-map.ts';
import { systemClock, type Clock } from '../../../runtime/clock.ts';
import type { PrecheckDeps, PrecheckItem, PrecheckSide } from '../../prechecks.ts';
import { openPool } from '../connection.ts';
import { isConnectionProblem, sqlStateOf, toGodwitError } from '../errors.ts';
import { saidBy } from '../server-words.ts';
import { probePostgres, SUPPORTED_MAJORS, type ProbeResult } from '../probe.ts';
import { changeLog } from './change-log.ts';
import { failed, passed, toItem, type Check, type CheckInput, type Finding } from './check.ts';
import { ddlCapture } from './ddl-capture.ts';
import { loops } from './loops.ts';
import { references } from './references.ts';
import { rights } from './rights.ts';
import { ServerFacts, sourceTables, targetTables } from './server-facts.ts';
import { sourceTableChecks } from './source-tables.ts';
import { surroundings } from './surroundings.ts';
import { targetNames } from './target-names.ts';
import { targetTableChecks } from './target-tables.ts';

/** Majors of SUPPORTED_MAJORS that the conformance suites run on with every change. */
const TESTED_MAJORS: readonly number[] = [12, 15, 18];

const CHECKS: readonly Check[] = [
  ...surroundings,
  ...loops,
  ...rights,
  ...changeLog,
  ...ddlCapture,
  ...sourceTableChecks,
  ...references,
  ...targetNames,
  ...targetTableChecks,
];

interface Reached {
  readonly items: readonly PrecheckItem[];
  readonly probe: ProbeResult | null;
}

/** In the order of the list; with `only`, the items of these names or ids. */
export async function runPostgresPrechecks(
  deps: PrecheckDeps,
  only: readonly string[] = [],
  clock: Clock = systemClock,
): Promise<PrecheckItem[]> {
  const [source, target] = await Promise.all([reach('SOURCE', deps.source), reach('TARGET', deps.target)]);
  const items = [...source.items, ...target.items];
  if (source.probe !== null && target.probe !== null) {
    const same = sameDatabase(deps, source.probe, target.probe);
    items.push(toItem({ name: 'SAME_DATABASE', side: 'BOTH' }, same));
    // Of one database everything would be found twice and mean nothing.
    if (same.result === 'PASSED')
      items.push(...(await runChecks(deps, { source: source.probe, target: target.probe }, { only, clock })));
  } else {
    items.push(...(await runChecks(deps, { source: source.probe, target: target.probe }, { only, clock })));
  }
  return distinct(only.length === 0 ? items : only.flatMap((one) => named(items, one)));
}

const BADNESS = { PASSED: 0, WARNING: 1, FAILED: 2 } as const;

/** Each id once, by its worst result: two tables that go into one are both told of it. */
function distinct(items: readonly PrecheckItem[]): PrecheckItem[] {
  const worst = new Map<string, PrecheckItem>();
  for (const item of items) {
    const other = worst.get(item.id);
    if (other === undefined || BADNESS[item.result] > BADNESS[other.result]) worst.set(item.id, item);
  }
  return [...worst.values()];
}

/** What a name or an id asks for. An object that is no longer told of is what its whole check is, or has passed. */
function named(items: readonly PrecheckItem[], asked: string): PrecheckItem[] {
  const found = items.filter(({ id, name }) => id === asked || name === asked);
  if (found.length > 0) return found;
  const [name, side, ...object] = asked.split('.');
  const carriedOut = items.filter((item) => item.name === name && item.side === side);
  const [first] = carriedOut;
  if (first === undefined || object.length === 0) return [];
  const whole = carriedOut.find((item) => item.object === null) ?? toItem(first, passed('mended'));
  return [{ ...whole, id: asked, object: object.join('.') }];
}

/** Says honestly whether this version is tested with every change. */
export const versionWords = ({ major, version }: { readonly major: number; readonly version: string }): string =>
  TESTED_MAJORS.includes(major) ? `${version}, tested` : `${version}, supported; untested with every change`;

async function reach(side: 'SOURCE' | 'TARGET', address: EndpointAddress): Promise<Reached> {
  const item = (name: string, finding: Finding): PrecheckItem => toItem({ name, side }, finding);
  const where = `${address.host}:${address.port}/${address.database}`;
  const wanted = `PostgreSQL ${SUPPORTED_MAJORS[0]} to ${SUPPORTED_MAJORS.at(-1)}`;
  try {
    const probe = await probePostgres(address);
    return { items: [item('CONNECTIVITY', passed(where)), item('SERVER_VERSION', passed(versionWords(probe)))], probe };
  } catch (error) {
    const { code, facts } = toGodwitError(error, address, 'INTERNAL_ERROR');
    const { remedy } = reasonOf(new GodwitError(code, facts));
    if (code !== 'VERSION_NOT_SUPPORTED')
      return {
        items: [item('CONNECTIVITY', failed(code, facts, { found: where, wanted: 'an answer', remedy }))],
        probe: null,
      };
    const words = { found: String(facts['version']), wanted, remedy };
    return {
      items: [item('CONNECTIVITY', passed(where)), item('SERVER_VERSION', failed(code, facts, words))],
      probe: null,
    };
  }
}

/** By the cluster's own identity; where a server does not tell it, by the addresses. */
function sameDatabase({ source, target }: PrecheckDeps, from: ProbeResult, to: ProbeResult): Finding {
  const place = ({ host, port, database }: EndpointAddress): string => `${host}:${port}/${database}`;
  const same =
    from.identity === null || to.identity === null ? place(source) === place(target) : from.identity === to.identity;
  if (!same) return passed('two databases');
  return failed(
    'SAME_ENDPOINT',
    {},
    { found: `both are ${place(source)}`, wanted: 'two databases', remedy: 'Choose another target endpoint.' },
  );
}

async function runChecks(
  deps: PrecheckDeps,
  probes: { readonly source: ProbeResult | null; readonly target: ProbeResult | null },
  { only, clock }: { readonly only: readonly string[]; readonly clock: Clock },
): Promise<PrecheckItem[]> {
  const open = (address: EndpointAddress, probe: ProbeResult | null, tables: readonly TableName[]): ServerFacts =>
    new ServerFacts({
      address,
      sql: openPool(address, { applicationName: 'godwit precheck', maxSessions: 1 }),
      major: probe?.major ?? 0,
      tables,
    });
  const from = open(deps.source, probes.source, sourceTables(deps.mappings));
  const to = open(deps.target, probes.target, targetTables(deps.mappings));
  let there = sides(probes.source !== null, probes.target !== null);
  const items: PrecheckItem[] = [];
  try {
    for (const check of CHECKS) {
      if (!there[check.asks ?? check.side] || check.when?.(deps.options) === false) continue;
      if (only.length > 0 && !only.some((one) => one === check.name || one.startsWith(`${check.name}.`))) continue;
      const { findings, lost } = await carryOut(check, { ...deps, from, to, clock });
      items.push(...findings.map((finding) => toItem(check, finding)));
      if (lost) there = sides(there.SOURCE && (await answers(from)), there.TARGET && (await answers(to)));
    }
  } finally {
    await Promise.all([from.sql.end({ timeout: 5 }), to.sql.end({ timeout: 5 })]);
  }
  return items;
}

const sides = (source: boolean, target: boolean): Record<PrecheckSide, boolean> => ({
  SOURCE: source,
  TARGET: target,
  BOTH: source && target,
});

const answers = ({ sql }: ServerFacts): Promise<boolean> =>
  sql`SELECT 1`.then(
    () => true,
    () => false,
  );

/** `lost`: it failed by its connection, which other checks may need as well. */
async function carryOut(check: Check, input: CheckInput): Promise<{ findings: readonly Finding[]; lost: boolean }> {
  try {
    return { findings: await check.run(input), lost: false };
  } catch (error) {
    const { address } = check.side === 'TARGET' ? input.to : input.from;
    const { detail, rowDetail } = saidBy(error);
    const right = sqlStateOf(error) === '42501';
    const facts = {
      user: address.user,
      privilege: 'to look',
      object: detail,
      statement: 'GRANT what the message names',
    };
    const known = right
      ? new GodwitError('PRIVILEGE_MISSING', facts, { rowDetail })
      : toGodwitError(error, address, 'INTERNAL_ERROR');
    const { remedy } = reasonOf(known);
    const words = { found: detail, wanted: 'a check that can be carried out', remedy };
    const failure = failed(known.code, known.facts, words);
    const finding = { ...failure, error: reasonOf(known), skippable: check.skippable };
    return { findings: [finding], lost: isConnectionProblem(known) };
  }
}
