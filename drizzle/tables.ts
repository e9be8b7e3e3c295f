/**
 * The control database. One table per noun of product.md. Rows of a task go with it (ON DELETE CASCADE), except the audit trail and
 * the events. JSON columns hold values of the service ports' types; instants have milliseconds, so that a cursor can carry them.
 */
import { sql } from 'drizzle-orm';
import {
  type AnyPgColumn,
  bigint,
  bigserial,
  boolean,
  doublePrecision,
  index,
  integer,
  jsonb,
  pgSequence,
  pgTable,
  primaryKey,
  smallint,
  text,
  uniqueIndex,
} from 'drizzle-orm/pg-core';
import { bytea, instant } from './columns.ts';

const big = (name: string) => bigint(name, { mode: 'bigint' });
const ofTask = () =>
  text('task_id')
    .notNull()
    .references(() => task.id, { onDelete: 'cascade' });
const ofComponent = () =>
  text('component_id')
    .notNull()
    .references(() => component.id, { onDelete: 'cascade' });

export const endpoint = pgTable('endpoint', {
  id: text('id').primaryKey(),
  name: text('name').notNull().unique(),
  kind: text('kind').notNull(),
  host: text('host').notNull(),
  port: integer('port').notNull(),
  database: text('database').notNull(),
  user: text('user').notNull(),
  tlsMode: text('tls_mode').notNull(),
  tlsCa: text('tls_ca'),
  hasTlsCertificate: boolean('has_tls_certificate').notNull(),
  /** Password, client certificate and key, sealed by endpoint/credentials. */
  credentials: bytea('credentials').notNull(),
  version: text('version'),
  testedAt: instant('tested_at'),
  revision: integer('revision').notNull().default(1),
  createdBy: text('created_by').notNull(),
  createdAt: instant('created_at').notNull(),
  updatedAt: instant('updated_at').notNull(),
});

export const task = pgTable(
  'task',
  {
    id: text('id').primaryKey(),
    name: text('name').notNull().unique(),
    status: text('status').notNull(),
    reason: jsonb('reason'),
    phases: jsonb('phases').notNull(),
    sourceEndpointId: text('source_endpoint_id')
      .notNull()
      .references(() => endpoint.id),
    targetEndpointId: text('target_endpoint_id')
      .notNull()
      .references(() => endpoint.id),
    alertLevel: text('alert_level').notNull(),
    alertRepeatMinutes: integer('alert_repeat_minutes').notNull(),
    tags: text('tags').array().notNull(),
    parameters: jsonb('parameters').notNull(),
    parametersRevision: integer('parameters_revision').notNull().default(1),
    selection: jsonb('selection').notNull(),
    selectionRevision: integer('selection_revision').notNull().default(1),
    labelsRevision: integer('labels_revision').notNull().default(1),
    pendingAction: jsonb('pending_action'),
    waitingFor: jsonb('waiting_for'),
    revision: integer('revision').notNull().default(1),
    createdBy: text('created_by').notNull(),
    createdAt: instant('created_at').notNull(),
    startedAt: instant('started_at'),
    completedAt: instant('completed_at'),
    updatedAt: instant('updated_at').notNull(),
    /** A switchover is open; the side that the application writes to; the leg that carries its changes (null: the first stream, or none). */
    switching: boolean('switching').notNull().default(false),
    liveSide: text('live_side').notNull().default('SOURCE'),
    liveLeg: integer('live_leg'),
    /** Hidden: a sub-migration, which brings tables to this task (task/object-changer.ts), or one of its legs. */
    parentId: text('parent_id').references((): AnyPgColumn => task.id, { onDelete: 'cascade' }),
  },
  (table) => [
    index('task_parent').on(table.parentId),
    index('task_status')
      .on(table.status, table.id)
      .where(sql`parent_id IS NULL`),
    index('task_updated_at')
      .on(table.updatedAt, table.id)
      .where(sql`parent_id IS NULL`),
    index('task_created_at').on(table.createdAt, table.id),
    index('task_tags').using('gin', table.tags),
  ],
);

export const parameterHistory = pgTable(
  'parameter_history',
  {
    id: bigserial('id', { mode: 'bigint' }).primaryKey(),
    taskId: ofTask(),
    revision: integer('revision').notNull(),
    changedBy: text('changed_by').notNull(),
    changedAt: instant('changed_at').notNull(),
    changes: jsonb('changes').notNull(),
  },
  (table) => [index('parameter_history_task').on(table.taskId, table.id)],
);

/** Of both names every three characters in a row, and the task: what a part of a name is found by (migration 0013). */
const NAME_PARTS = sql`name_parts(task_id, source_name, target_name)`;
const SOURCE_KEY = sql`(task_id || chr(1) || source_schema || chr(1) || source_name)`;

/** The compiled selection: one row per migrated table; ids are never used again within a task. */
export const taskTable = pgTable(
  'task_table',
  {
    taskId: ofTask(),
    id: text('id').notNull(),
    ordinal: integer('ordinal').notNull(),
    sourceSchema: text('source_schema').notNull(),
    sourceName: text('source_name').notNull(),
    targetSchema: text('target_schema').notNull(),
    targetName: text('target_name').notNull(),
    columns: jsonb('columns'),
    rowFilter: text('row_filter'),
    removedAt: instant('removed_at'),
    /** Whether a schema object of its source's name is made or was skipped: kept by triggers (migration 0013). */
    structureMade: boolean('structure_made').notNull().default(false),
  },
  (table) => [
    primaryKey({ columns: [table.taskId, table.id] }),
    index('task_table_made').on(table.taskId, table.structureMade, table.id),
    index('task_table_named').using('gin', NAME_PARTS),
    index('task_table_removed')
      .on(table.taskId, table.id)
      .where(sql`removed_at IS NOT NULL`),
    index('task_table_listed')
      .on(table.taskId, table.ordinal, table.id)
      .where(sql`removed_at IS NULL`),
    index('task_table_schemas')
      .on(table.taskId, table.sourceSchema, table.targetSchema)
      .where(sql`removed_at IS NULL`),
    index('task_table_target').on(table.taskId, table.targetSchema, table.targetName),
    index('task_table_ids')
      .on(table.taskId, table.id)
      .where(sql`removed_at IS NULL`),
    index('task_table_of_source').on(SOURCE_KEY),
    index('task_table_sharing')
      .on(table.taskId, table.targetSchema, table.targetName, table.ordinal, table.id)
      .where(sql`removed_at IS NULL`),
  ],
);

export const objectChange = pgTable(
  'object_change',
  {
    id: text('id').primaryKey(),
    taskId: ofTask(),
    kind: text('kind').notNull(),
    objects: jsonb('objects').notNull(),
    status: text('status').notNull(),
    reason: jsonb('reason'),
    requestedBy: text('requested_by').notNull(),
    requestedAt: instant('requested_at').notNull(),
    completedAt: instant('completed_at'),
    /** The sub-migration that carries it out. */
    childId: text('child_id'),
    /** A person wants it to end. */
    aborting: boolean('aborting').notNull().default(false),
  },
  (table) => [index('object_change_task').on(table.taskId, table.requestedAt)],
);

export const subtask = pgTable(
  'subtask',
  {
    id: text('id').primaryKey(),
    taskId: ofTask(),
    kind: text('kind').notNull(),
    status: text('status').notNull(),
    progress: doublePrecision('progress').notNull().default(0),
    startedAt: instant('started_at'),
    completedAt: instant('completed_at'),
    reason: jsonb('reason'),
  },
  (table) => [uniqueIndex('subtask_kind').on(table.taskId, table.kind)],
);

/** What a person asked for inside a task. */
export const taskCommand = pgTable(
  'task_command',
  {
    id: bigserial('id', { mode: 'bigint' }).primaryKey(),
    taskId: ofTask(),
    kind: text('kind').notNull(),
    input: jsonb('input').notNull(),
    requestedBy: text('requested_by').notNull(),
    requestedAt: instant('requested_at').notNull(),
    completedAt: instant('completed_at'),
    reason: jsonb('reason'),
  },
  (table) => [
    index('task_command_open')
      .on(table.taskId, table.id)
      .where(sql`completed_at IS NULL`),
  ],
);

export const worker = pgTable('worker', {
  id: text('id').primaryKey(),
  host: text('host').notNull(),
  pid: integer('pid').notNull(),
  location: text('location').notNull(),
  startedAt: instant('started_at').notNull(),
  heartbeatAt: instant('heartbeat_at').notNull(),
  cpu: doublePrecision('cpu'),
  memoryBytes: big('memory_bytes'),
});

export const component = pgTable(
  'component',
  {
    id: text('id').primaryKey(),
    taskId: ofTask(),
    kind: text('kind').notNull(),
    direction: text('direction').notNull(),
    status: text('status').notNull(),
    desired: text('desired').notNull(),
    stoppedByPerson: boolean('stopped_by_person').notNull().default(false),
    reason: jsonb('reason'),
    configuration: jsonb('configuration').notNull(),
    configurationRevision: integer('configuration_revision').notNull().default(1),
    /** StageStanding as last reported. */
    standing: jsonb('standing'),
    standingAt: instant('standing_at'),
    workerId: text('worker_id'),
    host: text('host'),
    /** Only workers of this location may claim it; null: any. */
    location: text('location'),
    epoch: integer('epoch').notNull().default(0),
    leaseUntil: instant('lease_until'),
    startedAt: instant('started_at'),
    createdAt: instant('created_at').notNull(),
    /** Sum over its log lines, so that trimming them needs no scan. */
    logBytes: big('log_bytes')
      .notNull()
      .default(sql`0`),
  },
  (table) => [
    uniqueIndex('component_kind').on(table.taskId, table.kind, table.direction),
    index('component_lease').on(table.desired, table.leaseUntil),
    index('component_listed')
      .on(table.createdAt, table.id, table.taskId)
      .where(sql`kind <> 'WORKFLOW'`),
    index('component_status')
      .on(table.status, table.createdAt, table.id, table.taskId)
      .where(sql`kind <> 'WORKFLOW'`),
  ],
);

export const componentConfiguration = pgTable(
  'component_configuration',
  {
    id: bigserial('id', { mode: 'bigint' }).primaryKey(),
    componentId: ofComponent(),
    revision: integer('revision').notNull(),
    changedBy: text('changed_by').notNull(),
    changedAt: instant('changed_at').notNull(),
    diff: jsonb('diff').notNull(),
  },
  (table) => [index('component_configuration_component').on(table.componentId, table.id)],
);

export const metricLatest = pgTable('metric_latest', {
  componentId: text('component_id')
    .primaryKey()
    .references(() => component.id, { onDelete: 'cascade' }),
  taskId: ofTask(),
  at: instant('at').notNull(),
  values: jsonb('values').notNull(),
});

/** Resolution in seconds: 1 (kept 2 h), 10 (7 days), 300 and 10 800 (a year). */
export const metricSample = pgTable(
  'metric_sample',
  {
    taskId: ofTask(),
    componentId: ofComponent(),
    metric: text('metric').notNull(),
    resolution: smallint('resolution').notNull(),
    at: instant('at').notNull(),
    value: doublePrecision('value').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.taskId, table.resolution, table.metric, table.componentId, table.at] }),
    index('metric_sample_age').on(table.resolution, table.at),
  ],
);

export const logLine = pgTable(
  'log_line',
  {
    componentId: ofComponent(),
    sequence: big('sequence').notNull(),
    run: integer('run').notNull(),
    at: instant('at').notNull(),
    level: text('level').notNull(),
    message: text('message').notNull(),
    facts: jsonb('facts'),
    bytes: integer('bytes').notNull(),
  },
  (table) => [primaryKey({ columns: [table.componentId, table.sequence] })],
);

export const tableProgress = pgTable(
  'table_progress',
  {
    taskId: ofTask(),
    tableId: text('table_id').notNull(),
    status: text('status').notNull(),
    estimatedRows: big('estimated_rows').notNull(),
    estimatedBytes: big('estimated_bytes').notNull(),
    migratedRows: big('migrated_rows').notNull(),
    migratedBytes: big('migrated_bytes').notNull(),
    rangesTotal: integer('ranges_total').notNull(),
    rangesCompleted: integer('ranges_completed').notNull(),
    startedAt: instant('started_at'),
    completedAt: instant('completed_at'),
    error: jsonb('error'),
  },
  (table) => [
    primaryKey({ columns: [table.taskId, table.tableId] }),
    index('table_progress_error')
      .on(table.taskId, table.tableId)
      .where(sql`error IS NOT NULL`),
  ],
);

/** Rows are wide: a list is found and searched in one index, counted in another, whose few values make it small. */
export const schemaObject = pgTable(
  'schema_object',
  {
    taskId: ofTask(),
    /** Stable within the task: kind and name of the source object. */
    id: text('id').notNull(),
    ordinal: integer('ordinal').notNull(),
    kind: text('kind').notNull(),
    sourceSchema: text('source_schema').notNull(),
    sourceName: text('source_name').notNull(),
    targetSchema: text('target_schema').notNull(),
    targetName: text('target_name').notNull(),
    parent: text('parent'),
    status: text('status').notNull(),
    stage: text('stage').notNull(),
    sourceDdl: text('source_ddl'),
    convertedDdl: text('converted_ddl'),
    conversions: jsonb('conversions').notNull(),
    ran: text('ran'),
    answered: text('answered'),
    error: jsonb('error'),
    startedAt: instant('started_at'),
    completedAt: instant('completed_at'),
    /** What the phase itself keeps to continue. */
    facts: jsonb('facts'),
    /** A person removed it; the row stays, so that no later plan brings it back. */
    removedAt: instant('removed_at'),
  },
  (table) => [
    primaryKey({ columns: [table.taskId, table.id] }),
    index('schema_object_listed')
      .on(table.taskId, table.ordinal, table.id, table.kind, table.status, table.sourceName, table.targetName)
      .where(sql`removed_at IS NULL`),
    index('schema_object_named').using('gin', NAME_PARTS),
    index('schema_object_status')
      .on(table.taskId, table.status, table.kind)
      .where(sql`removed_at IS NULL`),
    index('schema_object_error')
      .on(table.taskId, table.ordinal, table.id, table.kind)
      .where(sql`removed_at IS NULL AND error IS NOT NULL AND error <> 'null'`),
    index('schema_object_made')
      .on(SOURCE_KEY)
      .where(
        sql`removed_at IS NULL AND kind = 'TABLE' AND status IN ('COMPLETED', 'COMPLETED_WITH_CONVERSION', 'SKIPPED')`,
      ),
    index('schema_object_of_table')
      .on(table.taskId, table.ordinal, table.id)
      .where(sql`removed_at IS NULL AND kind IN ('INDEX', 'CONSTRAINT')`),
  ],
);

export const precheckItem = pgTable(
  'precheck_item',
  {
    taskId: ofTask(),
    /** Name, side and object. */
    id: text('id').notNull(),
    ordinal: integer('ordinal').notNull(),
    name: text('name').notNull(),
    object: text('object'),
    side: text('side').notNull(),
    result: text('result').notNull(),
    found: text('found'),
    wanted: text('wanted'),
    remedy: text('remedy'),
    error: jsonb('error'),
    skippable: boolean('skippable').notNull(),
    skippedBy: text('skipped_by'),
    skipReason: text('skip_reason'),
    at: instant('at').notNull(),
  },
  (table) => [primaryKey({ columns: [table.taskId, table.id] })],
);

export const verificationRun = pgTable(
  'verification_run',
  {
    id: text('id').primaryKey(),
    taskId: ofTask(),
    scope: text('scope').notNull(),
    request: jsonb('request').notNull(),
    status: text('status').notNull(),
    startedAt: instant('started_at').notNull(),
    completedAt: instant('completed_at'),
    reason: jsonb('reason'),
  },
  (table) => [index('verification_run_task').on(table.taskId, table.startedAt)],
);

const ofRun = () =>
  text('run_id')
    .notNull()
    .references(() => verificationRun.id, { onDelete: 'cascade' });

export const verificationTable = pgTable(
  'verification_table',
  {
    runId: ofRun(),
    tableId: text('table_id').notNull(),
    /** Of the run: only these rows of the table were compared. */
    rowFilter: text('row_filter'),
    progress: doublePrecision('progress').notNull().default(0),
    result: text('result'),
    estimatedRows: big('estimated_rows').notNull(),
    verifiedRows: big('verified_rows').notNull(),
    sourceOnly: big('source_only').notNull(),
    targetOnly: big('target_only').notNull(),
    mismatched: big('mismatched').notNull(),
    consistent: big('consistent').notNull(),
    uncomparedColumns: text('uncompared_columns').array().notNull(),
    startedAt: instant('started_at'),
    completedAt: instant('completed_at'),
    error: jsonb('error'),
  },
  (table) => [
    primaryKey({ columns: [table.runId, table.tableId] }),
    index('verification_table_result').on(table.runId, table.result),
    index('verification_table_filtered')
      .on(table.runId, table.tableId, table.result)
      .where(sql`row_filter IS NOT NULL`),
    index('verification_table_proven')
      .on(table.runId, table.tableId)
      .where(sql`result = 'CONSISTENT' AND row_filter IS NULL`),
  ],
);

/** A planned chunk; once it has been judged it has a result, and a restart does not judge it again. */
export const verificationChunk = pgTable(
  'verification_chunk',
  {
    runId: ofRun(),
    tableId: text('table_id').notNull(),
    chunkId: integer('chunk_id').notNull(),
    bounds: jsonb('bounds').notNull(),
    result: text('result'),
    counts: jsonb('counts'),
    completedAt: instant('completed_at'),
  },
  (table) => [primaryKey({ columns: [table.runId, table.tableId, table.chunkId] })],
);

export const verificationDifference = pgTable(
  'verification_difference',
  {
    id: bigserial('id', { mode: 'bigint' }).primaryKey(),
    runId: ofRun(),
    tableId: text('table_id').notNull(),
    kind: text('kind').notNull(),
    key: jsonb('key').notNull(),
    sourceValues: jsonb('source_values'),
    targetValues: jsonb('target_values'),
    correction: text('correction'),
    status: text('status').notNull(),
    at: instant('at').notNull(),
  },
  (table) => [
    index('verification_difference_run').on(table.runId, table.tableId, table.id),
    index('verification_difference_status').on(table.runId, table.status),
  ],
);

export const conflict = pgTable(
  'conflict',
  {
    id: bigserial('id', { mode: 'bigint' }).primaryKey(),
    taskId: ofTask(),
    phase: text('phase').notNull(),
    tableId: text('table_id').notNull(),
    at: instant('at').notNull(),
    operation: text('operation').notNull(),
    key: jsonb('key'),
    sourceRow: jsonb('source_row'),
    targetRow: jsonb('target_row'),
    done: text('done').notNull(),
  },
  (table) => [index('conflict_task').on(table.taskId, table.id)],
);

export const tableStatistics = pgTable(
  'table_statistics',
  {
    taskId: ofTask(),
    tableId: text('table_id').notNull(),
    side: text('side').notNull(),
    inserts: big('inserts').notNull(),
    updates: big('updates').notNull(),
    deletes: big('deletes').notNull(),
    sum: big('sum')
      .notNull()
      .generatedAlwaysAs(sql`inserts + updates + deletes`),
    updatedAt: instant('updated_at').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.taskId, table.tableId, table.side] }),
    index('table_statistics_greatest').on(table.taskId, table.side, table.sum, table.tableId),
  ],
);

export const ddlSeen = pgTable(
  'ddl_seen',
  {
    id: bigserial('id', { mode: 'bigint' }).primaryKey(),
    taskId: ofTask(),
    position: text('position').notNull(),
    /** Where it stands in the change log: the transaction, and the statement within it. */
    ordinal: bigint('ordinal', { mode: 'number' }).notNull(),
    place: integer('place').notNull(),
    at: instant('at').notNull(),
    tableSchema: text('table_schema'),
    tableName: text('table_name'),
    statement: text('statement'),
    convertedStatement: text('converted_statement'),
    status: text('status').notNull(),
    error: jsonb('error'),
  },
  (table) => [
    index('ddl_seen_task').on(table.taskId, table.id),
    uniqueIndex('ddl_seen_place').on(table.taskId, table.ordinal, table.place),
  ],
);

/** The recorded facts of which the phases are a function (architecture.md decision 1). */
export const fact = pgTable(
  'fact',
  { taskId: ofTask(), name: text('name').notNull(), value: jsonb('value').notNull(), at: instant('at').notNull() },
  (table) => [primaryKey({ columns: [table.taskId, table.name] })],
);

/** Numbers the claims of jobs: fences carry them, so that an earlier claim is refused (C18). */
export const jobEpoch = pgSequence('job_epoch');

/** The outbox; numbers are given under an advisory lock (events/event-bus.ts E1). */
export const event = pgTable(
  'event',
  {
    number: big('number').primaryKey(),
    type: text('type').notNull(),
    taskId: text('task_id'),
    subjectId: text('subject_id').notNull(),
    facts: jsonb('facts').notNull(),
    at: instant('at').notNull(),
  },
  (table) => [index('event_age').on(table.at)],
);

/** One row: the last number given and the greatest that was pruned. */
export const eventCounter = pgTable('event_counter', {
  id: smallint('id').primaryKey(),
  last: big('last').notNull(),
  pruned: big('pruned').notNull(),
});
