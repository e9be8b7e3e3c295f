/** Fixed tasks, endpoints and components in every interesting state, shaped as the schema's types: for the console's tests. */
import { failedAlert, latencyAlert } from './fixture-alerts.ts';
import { ago, connection, name, PHASES, reason, SECOND, subtask } from './fixture-phases.ts';

const TABLES = [
  {
    table: name('customers'),
    columns: ['id', 'name', 'email'],
    hasKey: true,
    keyColumns: ['id'],
    partitioned: false,
    estimatedRows: '120000',
    estimatedBytes: '18000000',
  },
  {
    table: name('orders'),
    columns: ['id', 'customer_id', 'total'],
    hasKey: true,
    keyColumns: ['id'],
    partitioned: true,
    estimatedRows: '640000',
    estimatedBytes: '92000000',
  },
  {
    table: name('Événements'),
    columns: ['at', 'what'],
    hasKey: false,
    keyColumns: [],
    partitioned: false,
    estimatedRows: '51000',
    estimatedBytes: '6100000',
  },
  {
    table: { schema: 'stock', name: 'items' },
    columns: ['id', 'sku'],
    hasKey: true,
    keyColumns: ['id'],
    partitioned: false,
    estimatedRows: '9000',
    estimatedBytes: '700000',
  },
];

const endpoint = (id: string, title: string, port: number) => ({
  __typename: 'PostgresqlEndpoint',
  id,
  name: title,
  kind: 'POSTGRESQL',
  host: '127.0.0.1',
  port,
  database: 'shop',
  user: 'godwit',
  tlsMode: 'DISABLE',
  tlsCa: null,
  hasTlsCertificate: false,
  version: '18.4',
  testedAt: ago(340),
  revision: 1,
  createdBy: 'local',
  createdAt: ago(86_000),
  updatedAt: ago(86_000),
  tables: ({ filter }: { filter?: { keyword?: string | null } }) =>
    connection(
      TABLES.filter(({ table }) =>
        `${table.schema}.${table.name}`.toLowerCase().includes(filter?.keyword?.toLowerCase() ?? ''),
      ),
    ),
});

export const endpoints = [
  endpoint('E1', 'shop, old data centre', 5432),
  endpoint('E2', 'shop, new cluster', 5433),
  endpoint('E3', 'stock, branch', 5434),
];

const PHASE_OF: Readonly<Record<string, string>> = {
  STORE: 'INCREMENTAL_SYNCHRONIZATION',
  INCR_SYNC: 'INCREMENTAL_SYNCHRONIZATION',
  FULL_IMPORT: 'FULL_MIGRATION',
  FULL_VERIFICATION: 'FULL_VERIFICATION',
};

/** `own`: values that it has of its own. */
export const component = (
  kind: string,
  type: string,
  status: string,
  more: { readonly own?: Readonly<Record<string, unknown>>; readonly [field: string]: unknown } = {},
) => ({
  __typename: type,
  id: `C-${kind}`,
  kind,
  status,
  desired: status === 'STOPPED' ? 'STOPPED' : 'RUNNING',
  stoppedByPerson: status === 'STOPPED',
  reason: null,
  run: 1,
  host: 'worker-1',
  workerId: 'w1',
  startedAt: ago(4_000),
  uptimeMs: 4_000_000,
  cpu: 0.37,
  memoryBytes: '141557760',
  queueBytes: '1843200',
  position: '0/1A2B3C4D',
  checkpoint: '0/1A2B3000',
  progress: null,
  waiting: null,
  configuration: () =>
    parameters
      .filter(({ phase }) => phase === null || phase === PHASE_OF[kind])
      .map((one) => ({
        name: one.name,
        value: more.own?.[one.name] ?? one.value,
        overridden: more.own?.[one.name] !== undefined,
        parameter: one,
      })),
  configurationRevision: 1,
  configurationHistory: connection([
    {
      revision: 2,
      changedBy: 'ops',
      changedAt: ago(600),
      diff: [{ name: 'logLevel', before: 'DEBUG', after: 'INFO', reset: true }],
    },
  ]),
  updatedAt: ago(1),
  ...more,
});

export const components = [
  component('STORE', 'StoreComponent', 'RUNNING', {
    waiting: {
      what: 'The connection to 127.0.0.1:5432 was lost. Tried again since 2026-11-25T10:00:00Z.',
      reason: reason(
        'CONNECTION_LOST',
        'The connection to 127.0.0.1:5432 was lost.',
        'It is tried again; if it persists, check the network and the server.',
      ),
      rowDetail: null,
    },
  }),
  component('FULL_IMPORT', 'FullImportComponent', 'RUNNING', {
    progress: 0.46,
    waiting: {
      what: 'transactions open since before the start: process 4711 (app, open for 312 s)',
      reason: null,
      rowDetail: "process 4711: INSERT INTO shop.payments VALUES (17, 'Katharina')",
    },
  }),
  component('INCR_SYNC', 'IncrSyncComponent', 'STOPPED', {
    own: { incrementalBatchRows: 500 },
    cpu: null,
    memoryBytes: null,
    queueBytes: null,
    host: null,
  }),
  component('FULL_VERIFICATION', 'FullVerificationComponent', 'FAILED', {
    reason: reason(
      'CONNECTION_LOST',
      'The connection to 127.0.0.1:5433 was lost.',
      'It is tried again; if it persists, check the network and the server.',
    ),
  }),
];

const ACTIONS = [
  'START',
  'STOP',
  'RESUME',
  'RELEASE',
  'DELETE',
  'RENAME',
  'VIEW_PARAMETERS',
  'MODIFY_PARAMETERS',
  'ADD_OBJECTS',
  'REMOVE_OBJECTS',
  'ALERT_LEVEL',
  'TAGS',
  'CLONE',
];
export const actions = (allowed: readonly string[]) =>
  ACTIONS.map((action) => ({
    action,
    allowed: allowed.includes(action),
    code: allowed.includes(action) ? null : 'ACTION_NOT_ALLOWED',
    detail: allowed.includes(action) ? null : 'not in this state',
  }));

const parameter = (title: string, phase: string | null, type: string, value: unknown, more: object = {}) => ({
  name: title,
  description: 'What it does, in one sentence.',
  phase,
  type,
  unit: null,
  value,
  default: value,
  choices: null,
  minimum: null,
  maximum: null,
  optional: false,
  changeable: true,
  states: ['NOT_STARTED', 'RUNNING'],
  liveness: 'LIVE',
  ...more,
});

const parameters = [
  parameter('logLevel', null, 'ENUM', 'INFO', { choices: ['DEBUG', 'INFO', 'WARN', 'ERROR'] }),
  parameter('schemaAutomaticAdvance', 'SCHEMA_MIGRATION', 'BOOLEAN', true),
  parameter('fullConcurrency', 'FULL_MIGRATION', 'ENUM', 'CUSTOM', { choices: ['STABLE', 'NORMAL', 'FAST', 'CUSTOM'] }),
  parameter('fullLanes', 'FULL_MIGRATION', 'INTEGER', 12, { unit: 'lanes', minimum: 1, maximum: 64 }),
  parameter('verificationConcurrency', 'FULL_VERIFICATION', 'ENUM', 'STABLE', {
    choices: ['STABLE', 'NORMAL', 'FAST', 'CUSTOM'],
  }),
  parameter('fullRowsPerSecond', 'FULL_MIGRATION', 'INTEGER', null, { optional: true, unit: 'rows/s', minimum: 1 }),
  parameter('incrementalBatchRows', 'INCREMENTAL_SYNCHRONIZATION', 'INTEGER', 20_000, {
    unit: 'rows',
    minimum: 1,
    maximum: 1_000_000,
  }),
  parameter('incrementalDmlKinds', 'INCREMENTAL_SYNCHRONIZATION', 'SET', ['INSERT', 'UPDATE', 'DELETE'], {
    choices: ['INSERT', 'UPDATE', 'DELETE', 'TRUNCATE'],
    changeable: false,
    liveness: 'NEVER',
  }),
];

const UNITS: Readonly<Record<string, string>> = {
  incr_latency: 's',
  incr_applied_traffic: 'kbit/s',
  incr_execute_time: 'ms',
  incr_commit_time: 'ms',
  full_read_time: 'ms',
  full_slice_time: 'ms',
  full_write_time: 'ms',
};
const unitOf = (metric: string): string => UNITS[metric] ?? (metric.endsWith('bytes') ? 'bytes/s' : 'rows/s');

/** A figure that moves, the same for the same second. */
export function figure(metric: string, at: number): number {
  const scale = unitOf(metric) === 's' ? 0.6 : unitOf(metric) === 'ms' ? 4 : unitOf(metric) === 'bytes/s' ? 9e6 : 2_400;
  const seed = metric.length * 7;
  return scale * (1 + 0.35 * Math.sin(at / 41 + seed) + 0.2 * Math.sin(at / 7 + seed));
}

function metrics({ names, from, maxPoints }: { names: string[]; from?: string; maxPoints?: number }) {
  const end = Math.floor(Date.now() / SECOND);
  const start = Math.max(end - 900, Math.floor(new Date(from ?? ago(900)).getTime() / SECOND));
  const step = Math.max(1, Math.ceil((end - start) / (maxPoints ?? 300)));
  const points = (metric: string) =>
    Array.from({ length: Math.floor((end - start) / step) }, (_, index) => start + index * step).map((at) => ({
      at: new Date(at * SECOND).toISOString(),
      value: at % 300 > 240 ? null : figure(metric, at),
    }));
  return names.map((metric) => ({
    metric: { name: metric, unit: unitOf(metric), description: metric },
    referenceValue: metric === 'incr_latency' ? 1.2 : null,
    points: points(metric),
    firstAt: points(metric)[0]?.at ?? null,
    stepSeconds: step,
    values: points(metric).map(({ value }) => value),
  }));
}

type Stand = readonly [kind: string, status: string, progress: number];

const conflict = (phase: string, table: string, more: object) => ({
  phase,
  tableId: table,
  table: name(table),
  at: ago(300),
  operation: 'INSERT',
  done: 'The existing row won.',
  key: { id: '1' },
  sourceRow: { name: 'Ada' },
  targetRow: { name: 'Ada L.' } as object | null,
  ...more,
});

const conflicts = [
  conflict('FULL_MIGRATION', 'customers', {}),
  conflict('INCREMENTAL_SYNCHRONIZATION', 'orders', {
    operation: 'UPDATE_MISSING',
    key: { id: '4711' },
    sourceRow: { id: '4711', total: '120.50' },
    targetRow: null,
    done: 'INSERTED',
  }),
];

export const task = (id: string, title: string, status: string, stands: readonly Stand[], more: object = {}) => {
  const subtasks = stands.map(([kind, state, progress], index) =>
    subtask(id, kind, state, progress, 900 - index * 120),
  );
  const started = status !== 'NOT_STARTED';
  return {
    __typename: 'Task',
    id,
    key: id.toLowerCase(),
    name: title,
    status,
    reason: null,
    phases: PHASES,
    plan: ['PRECHECK', ...PHASES],
    source: endpoints[0],
    target: endpoints[1],
    alertLevel: 'LOW',
    alertRepeatMinutes: 3,
    tags: ['shop'],
    pendingAction: null,
    waitingFor: null,
    allowedActions: actions([
      'STOP',
      'RENAME',
      'VIEW_PARAMETERS',
      'CLONE',
      'ADD_OBJECTS',
      'REMOVE_OBJECTS',
      'ALERT_LEVEL',
      'TAGS',
    ]),
    revision: 3,
    parametersRevision: 1,
    labelsRevision: 1,
    createdBy: 'local',
    createdAt: ago(7_300),
    startedAt: started ? ago(1_000) : null,
    completedAt: null,
    dropped: null,
    updatedAt: ago(3),
    latency: started ? { latencyMs: 420, updatedAgoMs: 1_000, stale: false, position: '0/1A2B3C4D' } : null,
    openAlerts: [] as object[],
    catchingUp: null as object | null,
    subtasks,
    subtask: ({ kind }: { kind: string }) => subtasks.find((one) => one.kind === kind) ?? null,
    components,
    objects: connection([
      { tableId: 'T1', source: name('customers'), target: name('customers'), columns: null, rowFilter: null },
      {
        tableId: 'T2',
        source: name('orders'),
        target: { schema: 'store', name: 'orders' },
        columns: [
          { source: 'id', target: 'id' },
          { source: 'total', target: 'amount' },
        ],
        rowFilter: "created_at >= '2026-01-01'",
      },
    ]),
    selection: {
      revision: 1,
      objects: [
        { schema: 'shop', name: 'customers', targetSchema: null, targetName: null, columns: null, rowFilter: null },
      ],
      include: [{ schema: 'stock', name: '*', targetSchema: 'store', targetName: null }],
      exclude: [{ schema: 'stock', name: 'tmp_*', targetSchema: null, targetName: null }],
    },
    objectChanges: connection([
      {
        __typename: 'ObjectChange',
        id: 'X1',
        kind: 'ADD',
        status: 'PENDING',
        aborting: false,
        phase: null,
        progress: null,
        dropped: null,
        requestedBy: 'local',
        requestedAt: ago(40),
        completedAt: null,
        reason: null,
        objectsTotal: 1,
        objects: [
          { schema: 'shop', name: 'refunds', targetSchema: null, targetName: null, columns: null, rowFilter: null },
        ],
      },
      {
        __typename: 'ObjectChange',
        id: 'X2',
        kind: 'ADD',
        status: 'RUNNING',
        aborting: false,
        phase: 'FULL_MIGRATION',
        progress: 0.42,
        dropped: null,
        requestedBy: 'local',
        requestedAt: ago(40),
        completedAt: null,
        reason: null,
        objectsTotal: 1,
        objects: [
          { schema: 'shop', name: 'returns', targetSchema: null, targetName: null, columns: null, rowFilter: null },
        ],
      },
      {
        __typename: 'ObjectChange',
        id: 'X4',
        kind: 'ADD',
        status: 'ABORTED',
        aborting: true,
        phase: null,
        progress: null,
        dropped: ['source: replication slot godwit_hk3m', 'source: DROP PUBLICATION "godwit_hk3m"', 'change log'],
        requestedBy: 'local',
        requestedAt: ago(90),
        completedAt: ago(60),
        reason: null,
        objectsTotal: 1,
        objects: [
          { schema: 'shop', name: 'visits', targetSchema: null, targetName: null, columns: null, rowFilter: null },
        ],
      },
      {
        __typename: 'ObjectChange',
        id: 'X3',
        kind: 'ADD',
        status: 'FAILED',
        aborting: false,
        phase: null,
        progress: null,
        dropped: null,
        requestedBy: 'local',
        requestedAt: ago(40),
        completedAt: null,
        reason: reason(
          'TARGET_NOT_EMPTY',
          'The target table shop.parcels is not empty.',
          'Empty it, or set the parameter "target not empty" to IGNORE.',
        ),
        objectsTotal: 1,
        objects: [
          { schema: 'shop', name: 'parcels', targetSchema: null, targetName: null, columns: null, rowFilter: null },
        ],
      },
    ]),
    parameters,
    parameterHistory: connection([
      {
        revision: 1,
        changedBy: 'local',
        changedAt: ago(600),
        changes: [{ name: 'incrementalBatchRows', before: 10_000, after: 20_000 }],
      },
    ]),
    conflicts: ({ filter }: { filter?: { phase?: string | null } }) =>
      connection(conflicts.filter(({ phase }) => !filter?.phase || phase === filter.phase)),
    metrics,
    ...more,
  };
};

export const done = (kind: string): Stand => [kind, 'COMPLETED', 1];
export const later = (kind: string): Stand => [kind, 'NOT_STARTED', 0];
const [schemaPhase = '', fullPhase = '', incrementalPhase = '', verificationPhase = ''] = PHASES;

export const tasks = [
  task(
    'SHOP',
    'shop to the new cluster',
    'RUNNING',
    [
      done('PRECHECK'),
      done(schemaPhase),
      [fullPhase, 'RUNNING', 0.463],
      later(incrementalPhase),
      later(verificationPhase),
    ],
    { latency: null },
  ),
  task(
    'SYNC',
    'billing',
    'RUNNING',
    [
      done('PRECHECK'),
      done(schemaPhase),
      done(fullPhase),
      [incrementalPhase, 'MONITORING', 1],
      done(verificationPhase),
      ['FORWARD_SWITCHOVER', 'RUNNING', 0.3],
      later('REVERSE_INCREMENTAL'),
    ],
    { openAlerts: [latencyAlert], alertLevel: 'HIGH', createdBy: 'ann' },
  ),
  task(
    'CATCH',
    'orders archive',
    'RUNNING',
    [done('PRECHECK'), done(schemaPhase), done(fullPhase), [incrementalPhase, 'RUNNING', 0], later(verificationPhase)],
    {
      latency: { latencyMs: 1_512_000, updatedAgoMs: 900, stale: false, position: '0/1A2B3C4D' },
      catchingUp: { latencyMs: 1_512_000, thresholdMs: 900_000, remainingMs: 414_000 },
    },
  ),
  task(
    'FAIL',
    'warehouse',
    'FAILED',
    [
      ['PRECHECK', 'FAILED', 1],
      later(schemaPhase),
      later(fullPhase),
      later(incrementalPhase),
      later(verificationPhase),
    ],
    {
      tags: ['stock', 'night'],
      openAlerts: [failedAlert],
      latency: null,
      reason: reason(
        'PRECHECK_FAILED',
        '1 item of the precheck failed: CHANGE_LOG',
        'Mend each as its remedy says, then resume.',
      ),
      waitingFor: {
        who: 'PERSON',
        what: 'Mend what the precheck found, then resume.',
        since: ago(50),
        action: 'taskResume',
        reason: reason(
          'PRECHECK_FAILED',
          '1 item of the precheck failed: CHANGE_LOG',
          'Mend each as its remedy says, then resume.',
        ),
        rowDetail: null,
      },
      allowedActions: actions(['RESUME', 'RELEASE', 'RENAME', 'CLONE', 'MODIFY_PARAMETERS']),
    },
  ),
  task('NEW', 'reports', 'NOT_STARTED', [later('PRECHECK'), ...PHASES.map(later)], {
    tags: [],
    phases: ['FULL_MIGRATION', 'FULL_VERIFICATION'],
    source: endpoints[2],
    target: endpoints[1],
    waitingFor: {
      who: 'PERSON',
      what: 'Start the task.',
      since: ago(120),
      action: 'taskStart',
      reason: null,
      rowDetail: null,
    },
    allowedActions: actions([
      'START',
      'DELETE',
      'RENAME',
      'CLONE',
      'MODIFY_PARAMETERS',
      'ADD_OBJECTS',
      'REMOVE_OBJECTS',
    ]),
  }),
];
