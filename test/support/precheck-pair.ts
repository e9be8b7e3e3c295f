/** Two databases on real servers, the prechecks run over them, and what they tell in one line an item. */
import type { PrecheckDeps, PrecheckItem, PrecheckOptions, PrecheckPhases } from '../../server/connectors/prechecks.ts';
import { openPool } from '../../server/connectors/postgres/connection.ts';
import type { Finding } from '../../server/connectors/postgres/prechecks/check.ts';
import { runPostgresPrechecks } from '../../server/connectors/postgres/prechecks/run-prechecks.ts';
import { ServerFacts } from '../../server/connectors/postgres/prechecks/server-facts.ts';
import { diskSpace } from '../../server/connectors/postgres/prechecks/target-tables.ts';
import type { EndpointAddress } from '../../server/core/endpoint-address.ts';
import type { TableMapping } from '../../server/core/object-map.ts';
import { systemClock } from '../../server/runtime/clock.ts';
import { compareTable } from '../../server/schema-migration/compare-table.ts';
import { testPostgres, type TestDatabase } from '../setup/postgres.ts';

/** Nothing that has to be agreed to is. */
const NO_CONSENT = {
  consentReplicaIdentityFull: false,
  appliesDdl: false,
  protectsSource: false,
  start: null,
} as const;

export const ALL: PrecheckPhases = { schema: true, full: true, incremental: true, verification: true, reverse: true };

export interface Given {
  readonly phases?: Partial<PrecheckPhases>;
  readonly options?: Partial<Omit<PrecheckOptions, 'phases'>>;
  readonly source?: EndpointAddress;
  readonly target?: EndpointAddress;
  readonly mappings?: readonly TableMapping[];
  readonly only?: readonly string[];
}

export const mapping = (name: string, target = name, more: Partial<TableMapping> = {}): TableMapping => ({
  id: name,
  source: { schema: 'public', name },
  target: { schema: 'public', name: target },
  columns: null,
  rowFilter: null,
  ...more,
});

export class Pair implements AsyncDisposable {
  readonly source: TestDatabase;
  readonly target: TestDatabase;

  constructor(source: TestDatabase, target: TestDatabase) {
    this.source = source;
    this.target = target;
  }

  static async open(
    source: { major?: number; name?: string; settings?: Record<string, string> } = {},
    targetMajor = 18,
  ): Promise<Pair> {
    const from = await testPostgres(source.major ?? 18, source.name ?? 'main', source.settings ?? {});
    const to = await testPostgres(targetMajor);
    return new Pair(await from.createDatabase(), await to.createDatabase());
  }

  async run(tables: readonly string[], given: Given = {}): Promise<PrecheckItem[]> {
    const deps: PrecheckDeps = {
      source: given.source ?? this.source.address,
      target: given.target ?? this.target.address,
      mappings: given.mappings ?? tables.map((name) => mapping(name)),
      options: {
        taskId: null,
        targetNotEmpty: 'STOP',
        ...NO_CONSENT,
        sourceKeepsLog: true,
        ...given.options,
        phases: { ...ALL, ...given.phases },
      },
      compare: compareTable,
    };
    return await runPostgresPrechecks(deps, given.only);
  }

  /** The items of these names that did not pass, as "RESULT object: found -> remedy". */
  async told(tables: readonly string[], only: string, given: Given = {}): Promise<string[]> {
    const items = await this.run(tables, { ...given, only: [only] });
    return items
      .filter(({ result }) => result !== 'PASSED')
      .map(
        ({ result, object, remedy, error, skippable }) =>
          `${result} ${object} ${error?.code ?? '-'} ${skippable ? 'skippable' : 'firm'}: ${remedy}`,
      );
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.source[Symbol.asyncDispose]();
    await this.target[Symbol.asyncDispose]();
  }
}

/** A user that may log in and nothing else (PUBLIC's rights apart). */
export async function weakUser(db: TestDatabase): Promise<EndpointAddress> {
  const user = `weak_${db.name}`;
  await db.sql.unsafe(`CREATE ROLE ${user} LOGIN PASSWORD 'weak'`);
  return { ...db.address, user, password: 'weak' };
}

/** All phases, and nothing that has to be agreed to. */
export const NOTHING_SPECIAL = {
  taskId: null,
  targetNotEmpty: 'STOP',
  ...NO_CONSENT,
  sourceKeepsLog: false,
  phases: ALL,
} as const;

export const CLEAN = `
  CREATE TABLE customer (id bigint PRIMARY KEY, name text);
  CREATE TABLE purchase (id bigint PRIMARY KEY, customer_id bigint REFERENCES customer, at timestamptz);
  CREATE TABLE parts (id int, at date, PRIMARY KEY (id, at)) PARTITION BY RANGE (at);
  CREATE TABLE parts_1 PARTITION OF parts DEFAULT;`;
export const CLEAN_TABLES = ['customer', 'purchase', 'parts'];

/** As for a copy that is large. */
export async function diskWarning({ source, target }: Pair): Promise<readonly Finding[]> {
  const open = ({ address }: TestDatabase): ServerFacts =>
    new ServerFacts({ address, sql: openPool(address, { applicationName: 'test' }), major: 18, tables: [] });
  const [from, to] = [open(source), open(target)];
  const options = NOTHING_SPECIAL;
  const deps = { source: source.address, target: target.address, mappings: [], options, compare: compareTable };
  const findings = await diskSpace(0).run({ ...deps, from, to, clock: systemClock });
  await Promise.all([from.sql.end(), to.sql.end()]);
  return findings;
}
