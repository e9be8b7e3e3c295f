/** Fixed phases with their items, objects, tables and results, shaped as the schema's types: for the console's tests. */
import { switchover } from './fixture-switchover.ts';

export const SECOND = 1000;
export const ago = (seconds: number): string => new Date(Date.now() - seconds * SECOND).toISOString();

/** A Relay connection of everything. */
export const connection = (nodes: readonly object[]) => ({
  totalCount: nodes.length,
  edges: nodes.map((node, index) => ({ node, cursor: String(index) })),
  nodes,
  pageInfo: { hasNextPage: false, hasPreviousPage: false, startCursor: null, endCursor: null },
});

export const reason = (code: string, message: string, remedy: string) => ({
  code,
  action: 'NEEDS_OPERATOR',
  message,
  remedy,
  rowDetail: null as string | null,
});
type Name = ReturnType<typeof name>;
export const name = (table: string) => ({ schema: 'shop', name: table });

export const PHASES = ['SCHEMA_MIGRATION', 'FULL_MIGRATION', 'INCREMENTAL_SYNCHRONIZATION', 'FULL_VERIFICATION'];
const TYPES: Readonly<Record<string, string>> = {
  PRECHECK: 'PrecheckSubtask',
  SCHEMA_MIGRATION: 'SchemaMigrationSubtask',
  FULL_MIGRATION: 'FullMigrationSubtask',
  INCREMENTAL_SYNCHRONIZATION: 'IncrementalSubtask',
  FULL_VERIFICATION: 'FullVerificationSubtask',
  FORWARD_SWITCHOVER: 'ForwardSwitchoverSubtask',
  REVERSE_INCREMENTAL: 'ReverseIncrementalSubtask',
};

const item = (title: string, result: string, more: object = {}) => ({
  id: `${title}.SOURCE`,
  name: title,
  object: null,
  side: 'SOURCE',
  result,
  found: 'as wanted',
  wanted: 'logical',
  remedy: null,
  error: null,
  skippable: false,
  skippedBy: null,
  skipReason: null,
  at: ago(52),
  ...more,
});

const precheckItems = [
  item('CONNECTIVITY', 'PASSED', { side: 'BOTH', found: 'PostgreSQL 18.4 and 18.4', wanted: 'an answer' }),
  item('CHANGE_LOG', 'FAILED', {
    found: 'wal_level = replica',
    wanted: 'wal_level = logical',
    remedy: "ALTER SYSTEM SET wal_level = 'logical';\n-- then restart the source",
    error: reason(
      'WAL_LEVEL_NOT_LOGICAL',
      'wal_level of the source is replica; logical is needed.',
      'Restart the source after the change.',
    ),
  }),
  item('NO_KEY', 'WARNING', {
    object: 'shop.Événements',
    found: 'no primary key',
    wanted: 'a key',
    remedy: 'ALTER TABLE shop."Événements" REPLICA IDENTITY FULL;',
    skippable: true,
  }),
  item('CLOCK', 'PASSED', { side: 'BOTH', found: '12 ms apart', wanted: 'under 1 s apart' }),
  item('DISK', 'SKIPPED', { side: 'TARGET', skippedBy: 'local', skipReason: 'checked by hand' }),
];

const object = (id: string, kind: string, title: string, status: string, more: object = {}) => ({
  __typename: 'SchemaObject',
  id,
  kind,
  source: name(title),
  target: name(title),
  parentId: null,
  status,
  stage: 'BEFORE_COPY',
  sourceDdl: `CREATE TABLE shop.${title} (\n  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,\n  name text NOT NULL\n);`,
  revision: 1,
  convertedDdl: `CREATE TABLE shop.${title} (\n  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,\n  name text NOT NULL\n);`,
  conversions: [{ what: 'column price', from: 'money', to: 'numeric(19,2)', fidelity: 'WIDENED' }],
  ran: null,
  answered: null,
  error: null,
  startedAt: ago(500),
  completedAt: ago(499),
  ...more,
});

export const schemaObjects = [
  object('O1', 'TABLE', 'customers', 'COMPLETED'),
  object('O2', 'TABLE', 'orders', 'COMPLETED_WITH_CONVERSION'),
  object('O3', 'VIEW', 'orders_per_day', 'FAILED', {
    error: reason(
      'TARGET_REFUSED_STATEMENT',
      'The target refused a statement: function shop.day_of(timestamptz) does not exist',
      'Correct the cause at the target, then resume or retry.',
    ),
  }),
  object('O4', 'INDEX', 'orders_customer_id', 'READY', {
    stage: 'AFTER_COPY',
    completedAt: null,
    startedAt: null,
    table: name('orders'),
    parentId: 'O2',
  }),
  object('O5', 'TYPE', 'order_state', 'SKIPPED'),
];

/** Errors first, as the service gives them. */
const indexes = [
  object('O7', 'INDEX', 'orders_by_day', 'FAILED', {
    stage: 'AFTER_COPY',
    table: name('orders'),
    error: reason(
      'SCHEMA_DEPENDENCY_MISSING',
      'INDEX shop.orders_by_day needs what the target does not have: FUNCTION shop.day_of(timestamptz)',
      'Make it at the target, or modify the statement, then retry.',
    ),
  }),
  object('O6', 'CONSTRAINT', 'customers_pkey', 'COMPLETED', { stage: 'AFTER_COPY', table: name('customers') }),
  ...schemaObjects.filter(({ kind }) => kind === 'INDEX'),
];

const table = (
  id: string,
  title: string,
  status: string,
  rows: number,
  done: number,
  more: { readonly source?: Name; readonly target?: Name; readonly error?: object } = {},
) => ({
  tableId: id,
  source: name(title),
  target: name(title),
  status,
  estimatedRows: String(rows),
  estimatedBytes: String(rows * 140),
  migratedRows: String(done),
  migratedBytes: String(done * 140),
  rangesTotal: Math.ceil(rows / 20_000),
  rangesCompleted: Math.floor(done / 20_000),
  progress: status === 'COPIED' ? 1 : done / rows,
  timeLeftMs: status === 'COPYING' ? (95_000 / done) * (rows - done) : null,
  startedAt: status === 'WAITING' ? null : ago(95),
  completedAt: status === 'COPIED' ? ago(40) : null,
  error: null as object | null,
  ...more,
});

const copyTables = [
  table('T9', 'Événements', 'FAILED', 51_000, 20_000, {
    error: reason(
      'TARGET_REFUSED_VALUE',
      'The target refused a value in shop.Événements: invalid byte sequence',
      'Correct the value at the source or the column at the target, then resume.',
    ),
  }),
  table('T1', 'customers', 'COPIED', 120_000, 120_000),
  table('T2', 'orders', 'COPYING', 640_000, 372_000),
  table('T3', 'order_lines', 'COPYING', 1_900_000, 410_000),
  table('T4', 'payments', 'WAITING', 480_000, 0),
  table('T5', 'items', 'WAITING', 9_000, 0, {
    source: { schema: 'stock', name: 'items' },
    target: { schema: 'store', name: 'items' },
  }),
];

const count = (title: string, side: string, many: number) => ({
  tableId: title,
  source: name(title),
  target: name(title),
  side,
  inserts: String(many * 5),
  updates: String(many * 3),
  deletes: String(many),
  sum: String(many * 9),
  updatedAt: ago(2),
});

const verified = (id: string, title: string, result: string | null, more: object = {}) => ({
  tableId: id,
  source: name(title),
  target: name(title),
  progress: result === null ? 0.42 : 1,
  result,
  estimatedRows: '640000',
  verifiedRows: '640000',
  sourceOnly: '0',
  targetOnly: '0',
  mismatched: '0',
  consistent: '640000',
  rowFilter: null as string | null,
  also: [] as { schema: string; name: string }[],
  uncomparedColumns: [],
  startedAt: ago(80),
  completedAt: ago(20),
  error: null,
  ...more,
});

const tablesOfRun = [
  verified('T2', 'orders', 'INCONSISTENT', { sourceOnly: '1', mismatched: '1', consistent: '639998' }),
  verified('T1', 'customers', 'CONSISTENT', {
    target: { schema: 'store', name: 'customers' },
    rowFilter: 'id > 1000',
  }),
  verified('T3', 'order_lines', 'FAILED', {
    error: reason(
      'TABLE_CHANGED',
      'The structure of shop.order_lines was changed meanwhile: a column',
      'Copy it again.',
    ),
  }),
  verified('T4', 'payments', 'CONSISTENT', {
    source: { schema: 'stock', name: 'payments_2023' },
    also: [{ schema: 'stock', name: 'payments_2024' }],
    uncomparedColumns: ['imported_at'],
  }),
];

interface RunFilter {
  readonly results?: readonly (string | null)[] | null;
  readonly sourceSchema?: string | null;
  readonly targetSchema?: string | null;
  readonly onlySchemaCompleted?: boolean | null;
}

export const run = {
  __typename: 'VerificationRun',
  id: 'R1',
  scope: 'ALL',
  status: 'COMPLETED',
  startedAt: ago(90),
  completedAt: ago(10),
  estimatedRows: '3191000',
  verifiedRows: '3190412',
  tablesTotal: 4,
  tablesFiltered: 1,
  tablesCompleted: 4,
  result: 'DIFFERENT',
  differences: '2',
  openDifferences: '2',
  correctableDifferences: '2',
  reason: null,
  tables: ({ filter }: { filter?: RunFilter }) =>
    connection(
      tablesOfRun.filter(
        ({ tableId, source, target, result }) =>
          (filter?.results?.includes(result) ?? true) &&
          (!filter?.sourceSchema || source.schema === filter.sourceSchema) &&
          (!filter?.targetSchema || target.schema === filter.targetSchema) &&
          (filter?.onlySchemaCompleted !== true || tableId !== 'T4'),
      ),
    ),
  rows: connection([
    {
      differenceId: 'D1',
      tableId: 'T2',
      kind: 'MISMATCHED',
      status: 'OPEN',
      at: ago(30),
      key: { id: '4711' },
      sourceValues: { total: '120.50', state: 'paid' },
      targetValues: { total: '120.00', state: 'open' },
      correction: "UPDATE shop.orders SET total = '120.50', state = 'paid' WHERE id = '4711';",
    },
    {
      differenceId: 'D2',
      tableId: 'T2',
      kind: 'SOURCE_ONLY',
      status: 'OPEN',
      at: ago(31),
      key: { id: '4712' },
      sourceValues: { total: '9.00' },
      targetValues: null,
      correction: "INSERT INTO shop.orders (id, total) VALUES ('4712', '9.00');",
    },
  ]),
};

interface TableFilter {
  readonly sourceSchema?: string | null;
  readonly targetSchema?: string | null;
  readonly keyword?: string | null;
  readonly onlyWithErrors?: boolean | null;
}

const STREAM = {
  latency: {
    latencyMs: 420,
    updatedAgoMs: 1_000,
    stale: false,
    position: '0/1A2B3C4D',
    sourceTimestamp: '2026-11-25T14:03:07.000Z',
  },
  sourceLog: { retainedBytes: '402653184', lostInMs: 49_000_000 },
  statisticsSwitch: { on: true, changeable: true, since: ago(900) },
  statisticsTotals: ['SOURCE', 'TARGET'].map((side) => ({
    side,
    inserts: '86650',
    updates: '51990',
    deletes: '17330',
    sum: '155970',
  })),
  statistics: ({ filter }: { filter?: { side?: string } }) =>
    connection([
      count('order_lines', filter?.side ?? 'SOURCE', 12_900),
      count('orders', filter?.side ?? 'SOURCE', 4_120),
      count('customers', filter?.side ?? 'SOURCE', 310),
    ]),
  ddl: connection([
    {
      ddlId: 'L1',
      position: '0/1A2B0000',
      at: ago(300),
      table: name('orders'),
      statement: 'ALTER TABLE shop.orders ADD COLUMN note text',
      convertedStatement: null,
      status: 'FAILED',
      error: reason(
        'TARGET_REFUSED_STATEMENT',
        'The target refused a statement: column "note" already exists',
        'Correct the cause, or skip the statement.',
      ),
    },
  ]),
};

const EXTRAS: Readonly<Record<string, object>> = {
  PRECHECK: {
    counts: ['FAILED', 'WARNING', 'PASSED', 'SKIPPED'].flatMap((result) => {
      const count = precheckItems.filter((one) => one.result === result).length;
      return count === 0 ? [] : [{ result, count }];
    }),
    items: ({ filter }: { filter?: { results?: readonly string[] | null } }) =>
      connection(precheckItems.filter(({ result }) => !filter?.results || filter.results.includes(result))),
  },
  SCHEMA_MIGRATION: {
    counts: ['COMPLETED', 'COMPLETED_WITH_CONVERSION', 'FAILED', 'READY', 'SKIPPED'].map((status) => ({
      status,
      count: 1,
    })),
    objects: connection(schemaObjects),
  },
  FULL_MIGRATION: {
    schemas: { source: ['shop', 'stock'], target: ['shop', 'store'] },
    indexes: connection(indexes),
    tables: ({ filter }: { filter?: TableFilter }) =>
      connection(
        copyTables.filter(
          ({ source, target, error }) =>
            (!filter?.sourceSchema || source.schema === filter.sourceSchema) &&
            (!filter?.targetSchema || target.schema === filter.targetSchema) &&
            (!filter?.keyword || source.name.includes(filter.keyword)) &&
            (filter?.onlyWithErrors !== true || error !== null),
        ),
      ),
  },
  INCREMENTAL_SYNCHRONIZATION: STREAM,
  REVERSE_INCREMENTAL: STREAM,
  FORWARD_SWITCHOVER: { liveSide: 'SOURCE', switchover, switchovers: [switchover] },
  FULL_VERIFICATION: {
    rates: {
      sourceRowsPerSecond: 81_200,
      targetRowsPerSecond: 79_900,
      sourceBytesPerSecond: 9_400_000,
      targetBytesPerSecond: 9_200_000,
    },
    schemas: { source: ['shop', 'stock'], target: ['shop', 'store'] },
    skipped: null,
    latestRun: run,
    runs: connection([run]),
  },
};

export const subtask = (task: string, kind: string, status: string, progress: number, seconds: number) => {
  const started = status !== 'NOT_STARTED';
  const ended = status === 'COMPLETED' || status === 'SKIPPED';
  return {
    __typename: TYPES[kind],
    id: `${task}-${kind}`,
    kind,
    status,
    progress,
    startedAt: started ? ago(seconds) : null,
    completedAt: ended ? ago(seconds - 20) : null,
    durationMs: started ? 20_000 : null,
    reason:
      status === 'FAILED'
        ? reason(
            'PRECHECK_FAILED',
            '1 item of the precheck failed: CHANGE_LOG',
            'Mend each as its remedy says, then resume.',
          )
        : null,
    ...EXTRAS[kind],
  };
};
