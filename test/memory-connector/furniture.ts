/** Rows of every kind that the API can show, each with every part that may be null filled in: what a full house has. */
import type { Alert } from '../../server/alert/alert.ts';
import { ALERT_KINDS } from '../../server/alert/alert.ts';
import type { Delivery, Webhook } from '../../server/alert/webhook-service.ts';
import type { AuditEvent, Token } from '../../server/access/access-service.ts';
import type { TableShape } from '../../server/core/catalog.ts';
import { GodwitError, reasonOf } from '../../server/core/errors.ts';
import type { TableMapping } from '../../server/core/object-map.ts';
import type { Endpoint } from '../../server/endpoint/endpoint-service.ts';
import type { ObjectChange, SelectionRules } from '../../server/selection/selection-service.ts';
import type {
  Conflict,
  DdlSeen,
  PrecheckItem,
  SchemaObject,
  TableProgress,
  TableStatistics,
  VerificationDifference,
  VerificationRun,
  VerificationTable,
} from '../../server/task/observation.ts';
import type { Switchover, SwitchoverPlan, SwitchoverStep } from '../../server/switchover/switchover.ts';
import type { Component, Subtask, Task } from '../../server/task/task-types.ts';
import { MIGRATION_PHASES, SUBTASK_KINDS } from '../../server/task/task-types.ts';

/** What stands in every row value; a VIEWER must never read it. */
export const ROW_VALUE = 'a value of a row';
export const AT = new Date('2026-01-02T03:04:05Z');

export const REASON = reasonOf(new GodwitError('NOT_FOUND', { what: 'table', id: 'x' }, { rowDetail: ROW_VALUE }));
const ROW = { id: ROW_VALUE };
const SOURCE = { schema: 'shop', name: 'orders' };
const TARGET = { schema: 'store', name: 'orders' };
const TABLE = { tableId: 'o1', source: SOURCE, target: TARGET };
const TIMES = { startedAt: AT, completedAt: AT };
const WAITING = { what: 'a lock', rowDetail: ROW_VALUE, reason: REASON };

export const furnishedTask = (bare: Task): Task => ({
  ...bare,
  reason: REASON,
  phases: MIGRATION_PHASES,
  tags: ['blue', 'green'],
  pendingAction: { action: 'STOP', requestedAt: AT, requestedBy: 'somebody' },
  waitingFor: { ...WAITING, who: 'PERSON', since: AT, action: 'taskResume' },
  startedAt: AT,
  completedAt: AT,
});

export const subtasksOf = (taskId: string): Subtask[] =>
  SUBTASK_KINDS.map((kind) => ({
    id: `${taskId}-${kind}`,
    taskId,
    kind,
    status: 'RUNNING',
    progress: 0.5,
    ...TIMES,
    durationMs: 1,
    reason: REASON,
  }));

const KINDS = ['STORE', 'INCR_SYNC', 'FULL_IMPORT', 'FULL_VERIFICATION'] as const;
export const componentsOf = (taskId: string): Component[] =>
  KINDS.map((kind) => ({
    id: `${taskId}-${kind}`,
    taskId,
    kind,
    direction: 'FORWARD',
    status: 'FAILED',
    desired: 'RUNNING',
    stoppedByPerson: false,
    reason: REASON,
    run: 1,
    host: 'here',
    workerId: 'w1',
    startedAt: AT,
    uptimeMs: 1.5,
    cpu: 0.1,
    memoryBytes: 1_000,
    queueBytes: 10,
    position: '0/1',
    checkpoint: '0/1',
    progress: 0.5,
    waiting: WAITING,
    configuration: {},
    configurationRevision: 1,
    updatedAt: AT,
  }));

export const alertsOf = (taskId: string): Alert[] =>
  ALERT_KINDS.map((kind) => ({
    id: `${taskId}-${kind}`,
    taskId,
    kind,
    level: 'HIGH',
    state: 'CLEARED',
    reason: { ...REASON, facts: { seconds: 3, limit: 2 } },
    raisedAt: AT,
    repeatedAt: AT,
    repeats: 1,
    acknowledgedAt: AT,
    acknowledgedBy: 'somebody',
    acknowledgedNote: 'seen',
    clearedAt: AT,
  }));

export const ENDPOINTS: readonly Endpoint[] = ['e1', 'e2'].map((id) => ({
  id,
  name: id,
  kind: 'POSTGRESQL',
  host: 'localhost',
  port: 5432,
  database: 'shop',
  user: 'godwit',
  tlsMode: 'DISABLE',
  tlsCa: 'ca',
  hasTlsCertificate: true,
  version: '18',
  testedAt: AT,
  revision: 1,
  createdBy: 'somebody',
  createdAt: AT,
  updatedAt: AT,
}));

export const WORKER = {
  id: 'w1',
  host: 'here',
  pid: 1,
  location: 'here:/data',
  startedAt: AT,
  heartbeatAt: AT,
  cpu: 0.5,
  memoryBytes: 1,
  alive: true,
};

export const SHAPE: TableShape = {
  table: SOURCE,
  columns: [{ name: 'id', type: 'bigint', nullable: false, generated: false, identity: null, rangeable: true }],
  key: { name: 'orders_pkey', columns: ['id'], primary: true },
  uniqueKeys: [],
  replicaIdentity: 'default',
  partitioned: false,
  leaves: [],
  estimatedRows: 10,
  estimatedBytes: 100,
};

export const MAPPINGS: readonly TableMapping[] = ['o1', 'o2', 'o3'].map((id) => ({
  id,
  source: SOURCE,
  target: TARGET,
  columns: [{ source: 'id', target: 'id' }],
  rowFilter: 'id > 1',
}));

const WILDCARD = { schema: 'shop', name: '*', targetSchema: 'store', targetName: '{name}' };
export const RULES: SelectionRules = {
  objects: [
    {
      ...SOURCE,
      targetSchema: 'store',
      targetName: 'orders',
      columns: [{ source: 'id', target: 'id' }],
      rowFilter: 'id > 1',
    },
  ],
  include: [WILDCARD],
  exclude: [WILDCARD],
};

export const objectChange = (taskId: string): ObjectChange => ({
  id: `${taskId}-change`,
  taskId,
  kind: 'ADD',
  objects: RULES.objects,
  status: 'RUNNING',
  reason: REASON,
  requestedBy: 'somebody',
  requestedAt: AT,
  completedAt: AT,
  childId: 't2',
  aborting: false,
});

export const tableProgress = (taskId: string): TableProgress => ({
  ...TABLE,
  ...TIMES,
  id: 'p1',
  taskId,
  status: 'COPYING',
  estimatedRows: 10n,
  estimatedBytes: 10n,
  migratedRows: 5n,
  migratedBytes: 5n,
  rangesTotal: 2,
  rangesCompleted: 1,
  progress: 0.5,
  timeLeftMs: 10,
  error: REASON,
});

export const schemaObject = (taskId: string): SchemaObject => ({
  id: `${taskId}-so`,
  taskId,
  kind: 'TABLE',
  source: SOURCE,
  target: TARGET,
  table: SOURCE,
  parent: 'shop',
  status: 'FAILED',
  stage: 'BEFORE_COPY',
  sourceDdl: 'CREATE TABLE',
  convertedDdl: 'CREATE TABLE',
  revision: 1,
  conversions: [{ what: 'a column', from: 'a', to: 'b', fidelity: 'WIDENED' }],
  ran: 'CREATE TABLE',
  answered: ROW_VALUE,
  error: REASON,
  ...TIMES,
});

export const precheckItem = (taskId: string): PrecheckItem => ({
  id: 'i1',
  taskId,
  name: 'key',
  object: 'orders',
  side: 'SOURCE',
  result: 'FAILED',
  found: 'none',
  wanted: 'one',
  remedy: 'ALTER TABLE',
  error: REASON,
  skippable: true,
  skippedBy: 'somebody',
  skipReason: 'known',
  at: AT,
});

export const RUN: VerificationRun = {
  id: 'v1',
  taskId: 't1',
  scope: 'ALL',
  status: 'COMPLETED',
  startedAt: AT,
  completedAt: AT,
  estimatedRows: 10n,
  verifiedRows: 10n,
  tablesTotal: 1,
  tablesFiltered: 0,
  tablesCompleted: 1,
  result: 'DIFFERENT',
  results: { consistent: 0, inconsistent: 1, skipped: 0, notComparable: 0, failed: 0, unjudged: 0 },
  differences: 1n,
  openDifferences: 1n,
  correctableDifferences: 1n,
  reason: REASON,
};

export const RUN_TABLE: VerificationTable = {
  ...TABLE,
  ...TIMES,
  id: 'vt1',
  runId: 'v1',
  also: [SOURCE],
  rowFilter: 'id > 1',
  progress: 1,
  result: 'INCONSISTENT',
  estimatedRows: 10n,
  verifiedRows: 10n,
  sourceOnly: 1n,
  targetOnly: 0n,
  mismatched: 0n,
  consistent: 9n,
  uncomparedColumns: ['x'],
  error: REASON,
};

export const DIFFERENCE: VerificationDifference = {
  id: 'd1',
  runId: 'v1',
  tableId: 'o1',
  kind: 'MISMATCHED',
  key: ROW,
  sourceValues: ROW,
  targetValues: ROW,
  correction: ROW_VALUE,
  status: 'OPEN',
  at: AT,
};

export const conflict = (taskId: string): Conflict => ({
  id: 'x1',
  taskId,
  phase: 'INCREMENTAL_SYNCHRONIZATION',
  tableId: 'o1',
  table: SOURCE,
  at: AT,
  operation: 'UPDATE',
  key: ROW,
  sourceRow: ROW,
  targetRow: ROW,
  done: 'overwritten',
});

export const statistics = (taskId: string): TableStatistics[] =>
  (['SOURCE', 'TARGET'] as const).map((side) => ({
    ...TABLE,
    taskId,
    side,
    inserts: 1n,
    updates: 2n,
    deletes: 3n,
    sum: 6n,
    updatedAt: AT,
  }));

export const ddlSeen = (taskId: string): DdlSeen => ({
  id: 'ddl1',
  taskId,
  position: '0/1',
  at: AT,
  table: SOURCE,
  statement: ROW_VALUE,
  convertedStatement: ROW_VALUE,
  status: 'FAILED',
  error: REASON,
});

export const AUDIT: AuditEvent = {
  id: 'a1',
  at: AT,
  actor: 'somebody',
  role: 'ADMIN',
  action: 'taskStart',
  subject: 'task',
  subjectId: 't1',
  before: { status: 'NOT_STARTED' },
  after: { status: 'RUNNING' },
};

export const TOKEN: Token = {
  id: 'k1',
  name: 'token',
  role: 'ADMIN',
  createdBy: 'somebody',
  createdAt: AT,
  expiresAt: AT,
  revokedAt: AT,
  lastUsedAt: AT,
};

export const WEBHOOK: Webhook = {
  id: 'h1',
  name: 'pager',
  url: 'https://pager.example/',
  levels: ['HIGH'],
  kinds: ['LATENCY'],
  enabled: true,
  revision: 1,
  createdBy: 'somebody',
  createdAt: AT,
  updatedAt: AT,
};

export const DELIVERY: Delivery = {
  id: 'dl1',
  webhookId: 'h1',
  alertId: 'a1',
  change: 'RAISED',
  status: 'FAILED',
  attempts: 1,
  httpStatus: 500,
  error: REASON,
  createdAt: AT,
  nextTryAt: AT,
  endedAt: AT,
};

const step: SwitchoverStep = {
  kind: 'STOP_WRITES',
  status: 'FAILED',
  answer: null,
  startedAt: AT,
  completedAt: AT,
  answeredBy: 'somebody',
  reason: REASON,
  waiting: 'somebody',
  skipReason: 'because',
  findings: {
    sentences: ['something was found'],
    objects: [{ kind: 'TRIGGER', schema: 's', name: 't.told', ddl: 'CREATE TRIGGER', disable: 'ALTER TABLE' }],
    writers: [{ kind: 'SESSION', id: '1', user: 'u', application: 'a', openSeconds: 1 }],
    lastWriteAt: AT.toISOString(),
    position: '0/1',
    appliedPosition: '0/1',
    fenced: true,
  },
};

export const SWITCHOVER: Switchover = {
  id: 'w1',
  taskId: 't1',
  number: 1,
  direction: 'FORWARD',
  status: 'RUNNING',
  options: { reverse: true, allowWritesAutomatically: true, acceptReason: 'because' },
  leg: 1,
  requestedBy: 'somebody',
  requestedAt: AT,
  completedAt: AT,
  pausedAt: AT,
  pauseEndedAt: AT,
  pointOfNoReturnAt: AT,
  steps: [step, { ...step, kind: 'PRECHECK' }],
};

export const PLAN: SwitchoverPlan = {
  direction: 'FORWARD',
  reverse: true,
  steps: [
    {
      kind: 'STOP_WRITES',
      sentences: ['something is done'],
      statements: [{ side: 'SOURCE', statement: 'SELECT 1' }],
      concerns: ['something is wrong'],
    },
  ],
};
