/**
 * The read side of what runs: metrics, logs, per-object progress and results. Nothing here changes a thing; everything comes
 * from the control database, so any API node answers for any worker.
 */
import type { AcknowledgeKind } from './change-log-place.ts';
import type { ErrorReason } from '../core/errors.ts';
import type { TableName } from '../core/object-map.ts';
import type { Page, PageRequest } from '../core/page.ts';
import type {
  ResultCounts,
  VerificationResult,
  VerificationRunResult,
  VerificationVerdict,
} from '../core/verification-verdict.ts';
import type { MetricName } from '../metrics/catalogue.ts';
import type { MetricSeries } from '../metrics/series.ts';
import type { ComponentKind, SubtaskKind } from './task-types.ts';

/** The line that tells slow from normal. */
export interface ReferenceValue {
  readonly taskId: string;
  readonly metric: MetricName;
  readonly value: number;
}

export interface LatestMetrics {
  readonly taskId: string;
  readonly componentId: string;
  readonly kind: ComponentKind;
  readonly at: Date;
  readonly values: Readonly<Partial<Record<MetricName, number>>>;
}

/** From the least grave to the gravest. */
export const LOG_LEVELS = ['DEBUG', 'INFO', 'WARN', 'ERROR'] as const;
export type LogLevel = (typeof LOG_LEVELS)[number];

export interface LogLine {
  readonly componentId: string;
  /** Grows within the component, over runs; the cursor of a tail. */
  readonly sequence: bigint;
  readonly run: number;
  readonly at: Date;
  readonly level: LogLevel;
  readonly message: string;
  readonly facts: Readonly<Record<string, unknown>> | null;
  /** The part of it that can hold values of rows; not for the role VIEWER. */
  readonly rowDetail: string | null;
}

export type TableProgressStatus = 'WAITING' | 'COPYING' | 'COPIED' | 'FAILED';

export interface TableProgress {
  readonly id: string;
  readonly taskId: string;
  readonly tableId: string;
  readonly source: TableName;
  readonly target: TableName;
  readonly status: TableProgressStatus;
  readonly estimatedRows: bigint;
  readonly estimatedBytes: bigint;
  readonly migratedRows: bigint;
  readonly migratedBytes: bigint;
  readonly rangesTotal: number;
  readonly rangesCompleted: number;
  readonly startedAt: Date | null;
  readonly completedAt: Date | null;
  /** How much is copied, 0 to 1. */
  readonly progress: number;
  /** An estimate, of a table that is being copied; null while too little is copied to tell. */
  readonly timeLeftMs: number | null;
  readonly error: ErrorReason | null;
}

export interface ObjectFilter {
  /** Schema (database) names at either end. */
  readonly sourceSchema?: string | null;
  readonly targetSchema?: string | null;
  readonly keyword?: string | null;
  readonly onlyWithErrors?: boolean | null;
  /** Verification: only tables whose schema migration is completed. */
  readonly onlySchemaCompleted?: boolean | null;
}

export const SCHEMA_OBJECT_STATUSES = [
  'INITIALIZING',
  'DDL_OBTAINED',
  'CREATING',
  'READY',
  'COMPLETED',
  'COMPLETED_WITH_CONVERSION',
  'SKIPPED',
  'FAILED',
  'FAILED_TO_OBTAIN_DDL',
  'NOT_SUPPORTED',
] as const;
export type SchemaObjectStatus = (typeof SCHEMA_OBJECT_STATUSES)[number];
export const SCHEMA_OBJECT_KINDS = [
  'SCHEMA',
  'EXTENSION',
  'TYPE',
  'SEQUENCE',
  'TABLE',
  'INDEX',
  'CONSTRAINT',
  'VIEW',
  'MATERIALIZED_VIEW',
  'COMMENT',
] as const;
export type SchemaObjectKind = (typeof SCHEMA_OBJECT_KINDS)[number];

export interface SchemaConversion {
  readonly what: string;
  readonly from: string;
  readonly to: string;
  readonly fidelity: 'EXACT' | 'WIDENED' | 'LOSSY' | 'UNSUPPORTED';
}

export interface SchemaObject {
  readonly id: string;
  readonly taskId: string;
  readonly kind: SchemaObjectKind;
  readonly source: TableName;
  readonly target: TableName;
  /** At the source: the table, or materialized view, that an index, constraint or comment belongs to; null for what is on none. */
  readonly table: TableName | null;
  /** Its id as an object. */
  readonly parent: string | null;
  readonly status: SchemaObjectStatus;
  readonly stage: 'BEFORE_COPY' | 'AFTER_COPY';
  readonly sourceDdl: string | null;
  readonly convertedDdl: string | null;
  /** Raised whenever a person sets the statement. */
  readonly revision: number;
  readonly conversions: readonly SchemaConversion[];
  /** What the target ran, and answered. */
  readonly ran: string | null;
  readonly answered: string | null;
  readonly error: ErrorReason | null;
  readonly startedAt: Date | null;
  readonly completedAt: Date | null;
}

export interface SchemaObjectFilter extends ObjectFilter {
  readonly kinds?: readonly SchemaObjectKind[] | null;
  readonly statuses?: readonly SchemaObjectStatus[] | null;
  readonly stage?: 'BEFORE_COPY' | 'AFTER_COPY' | null;
  /** Those with an error before all others; default: in the order in which they are made. */
  readonly errorsFirst?: boolean;
}

export type PrecheckResult = 'PASSED' | 'WARNING' | 'FAILED' | 'SKIPPED';

export interface PrecheckFilter {
  readonly results?: readonly PrecheckResult[] | null;
}

export interface PrecheckItem {
  readonly id: string;
  readonly taskId: string;
  readonly name: string;
  /** The table or object it is about; null for the whole. */
  readonly object: string | null;
  readonly side: 'SOURCE' | 'TARGET' | 'BOTH';
  readonly result: PrecheckResult;
  readonly found: string | null;
  readonly wanted: string | null;
  /** The statement that mends it. */
  readonly remedy: string | null;
  readonly error: ErrorReason | null;
  readonly skippable: boolean;
  readonly skippedBy: string | null;
  readonly skipReason: string | null;
  readonly at: Date;
}

/** Who does without a phase, and why. */
export interface SubtaskSkip {
  readonly by: string;
  readonly reason: string | null;
  readonly at: Date;
}

export type VerificationRunStatus = 'RUNNING' | 'STOPPED' | 'FAILED' | 'COMPLETED' | 'SKIPPED';

export interface VerificationRun {
  readonly id: string;
  readonly taskId: string;
  readonly scope: 'ALL' | 'ABNORMAL_TABLES' | 'INCONSISTENT_ROWS' | 'CHANGED_ROWS' | 'CUSTOM';
  readonly status: VerificationRunStatus;
  readonly startedAt: Date;
  readonly completedAt: Date | null;
  readonly estimatedRows: bigint;
  readonly verifiedRows: bigint;
  readonly tablesTotal: number;
  /** Of them, those of which only the rows that a filter of the run chose are compared. */
  readonly tablesFiltered: number;
  readonly tablesCompleted: number;
  /** What it proved, once it is COMPLETED. */
  readonly result: VerificationRunResult | null;
  readonly results: ResultCounts;
  /** Rows that were found to differ. */
  readonly differences: bigint;
  /** Of them neither corrected nor found equal by a later run. */
  readonly openDifferences: bigint;
  /** Of the open ones recorded one by one (verificationDifferencesKept), so that they can be corrected. */
  readonly correctableDifferences: bigint;
  readonly reason: ErrorReason | null;
}

export interface VerificationTable {
  readonly id: string;
  readonly runId: string;
  readonly tableId: string;
  /** Of several tables that go into the target, the first. */
  readonly source: TableName;
  /** The others of them: they are compared together. */
  readonly also: readonly TableName[];
  readonly target: TableName;
  /** Of the run: only these rows are compared; null: all that are migrated. */
  readonly rowFilter: string | null;
  /** 0..1. */
  readonly progress: number;
  /** Null until it is known. */
  readonly result: VerificationResult | null;
  readonly estimatedRows: bigint;
  readonly verifiedRows: bigint;
  readonly sourceOnly: bigint;
  readonly targetOnly: bigint;
  readonly mismatched: bigint;
  readonly consistent: bigint;
  readonly uncomparedColumns: readonly string[];
  readonly startedAt: Date | null;
  readonly completedAt: Date | null;
  readonly error: ErrorReason | null;
}

export type DifferenceKind = 'SOURCE_ONLY' | 'TARGET_ONLY' | 'MISMATCHED';

/** Row values: not for the role VIEWER (the API withholds `key`, both value maps and the statement). */
export interface VerificationDifference {
  readonly id: string;
  readonly runId: string;
  readonly tableId: string;
  readonly kind: DifferenceKind;
  readonly key: Readonly<Record<string, string | null>>;
  /** Values of the columns that differ. */
  readonly sourceValues: Readonly<Record<string, string | null>> | null;
  readonly targetValues: Readonly<Record<string, string | null>> | null;
  readonly correction: string | null;
  readonly status: 'OPEN' | 'CORRECTED' | 'RESOLVED';
  readonly at: Date;
}

/** Row values: not for the role VIEWER. */
export interface Conflict {
  readonly id: string;
  readonly taskId: string;
  readonly phase: SubtaskKind;
  readonly tableId: string;
  /** Its name at the source; null when the task has no table of this id any more. */
  readonly table: TableName | null;
  readonly at: Date;
  readonly operation: string;
  readonly key: Readonly<Record<string, string | null>> | null;
  readonly sourceRow: Readonly<Record<string, string | null>> | null;
  readonly targetRow: Readonly<Record<string, string | null>> | null;
  /** What was done about it. */
  readonly done: string;
}

export interface TableStatistics {
  readonly taskId: string;
  readonly tableId: string;
  readonly source: TableName;
  readonly target: TableName;
  readonly side: 'SOURCE' | 'TARGET';
  readonly inserts: bigint;
  readonly updates: bigint;
  readonly deletes: bigint;
  readonly sum: bigint;
  readonly updatedAt: Date;
}

/** The sums of statistics on one side. */
export interface StatisticsFilter extends Pick<ObjectFilter, 'sourceSchema' | 'targetSchema' | 'keyword'> {
  /** Default: either. */
  readonly side?: TableStatistics['side'] | null;
}

export type StatisticsTotal = Pick<TableStatistics, 'side' | 'inserts' | 'updates' | 'deletes' | 'sum'>;

/** Whether the changes of each table are counted. */
export interface StatisticsSwitch {
  /** The parameter; Incr-Sync follows it when it starts. */
  readonly on: boolean;
  /** Since when they are counted; null while they are not. */
  readonly since: Date | null;
}

/** What the newest second of a running verification read. */
export interface VerificationRates {
  readonly sourceRowsPerSecond: number;
  readonly targetRowsPerSecond: number;
  readonly sourceBytesPerSecond: number;
  readonly targetBytesPerSecond: number;
}

export interface DdlSeen {
  readonly id: string;
  readonly taskId: string;
  readonly position: string;
  readonly at: Date;
  readonly table: TableName | null;
  /** As the application sent it: it can hold values of rows (a batch of statements, the call of a function); not for VIEWER. */
  readonly statement: string | null;
  readonly convertedStatement: string | null;
  readonly status: 'SEEN' | 'APPLYING' | 'APPLIED' | 'SKIPPED' | 'FAILED';
  readonly error: ErrorReason | null;
}

/** "X seconds (updated Y seconds ago)". */
export interface TaskLatency {
  readonly taskId: string;
  /** Age of the newest source change that the target has, now; null before the first figure. */
  readonly latencyMs: number | null;
  /** Y. */
  readonly updatedAgoMs: number | null;
  /** Y over 20 s. */
  readonly stale: boolean;
  /** The source position reached. */
  readonly position: string | null;
  /** When the change at `position` was committed, by the source's clock. */
  readonly sourceTimestamp: Date | null;
}

/** What the source keeps of its log for a task, as its Store reported it last. */
export interface SourceLog {
  readonly retainedBytes: bigint | null;
  /** Until the source drops what is still needed, at the present rate, aged to now; at most a year. */
  readonly lostInMs: number | null;
}

/** Where a task's change log lies, and what of it the source still keeps (C19). */
export interface ChangeLogState {
  readonly taskId: string;
  /** The location of workers that can read it. */
  readonly machine: string;
  readonly since: Date;
  readonly generation: number;
  readonly acknowledge: AcknowledgeKind;
  readonly acknowledgeSince: Date | null;
  /** The source still has all that the target lacks. */
  readonly losable: boolean;
  /** No worker of its machine is heard of. */
  readonly awaySince: Date | null;
}

export interface ReleasedTask {
  readonly taskId: string;
  readonly dropped: readonly string[];
}

export interface Observation {
  /**
   * Newest values of the tasks' components, one statement for all: the sampler of the subscriptions. `withinMs`: only what was
   * reported so lately, by the clock of the control database; default: whenever.
   */
  latestMetrics(taskIds: readonly string[], options?: { readonly withinMs: number }): Promise<readonly LatestMetrics[]>;
  /**
   * History, at most `maxPoints` a series (default 300), the resolution chosen to fit; metrics of several components are summed
   * or averaged by kind. Of each task every metric of the request, in its order; two statements however many tasks there are.
   */
  metricSeries(
    taskIds: readonly string[],
    request: {
      readonly metrics: readonly MetricName[];
      readonly from: Date;
      readonly to: Date;
      readonly maxPoints?: number;
      readonly componentId?: string | null;
    },
  ): Promise<readonly MetricSeries[]>;
  /** Of the tasks and metrics that have one already; up to ten minutes old. */
  referenceValues(taskIds: readonly string[], metrics: readonly MetricName[]): Promise<readonly ReferenceValue[]>;
  latency(taskIds: readonly string[]): Promise<readonly TaskLatency[]>;
  sourceLog(taskId: string): Promise<SourceLog>;
  /** What the release dropped on both sides, in the order in which it was done; of the tasks that are released. */
  released(taskIds: readonly string[]): Promise<readonly ReleasedTask[]>;
  /** Of the tasks that have one. */
  changeLogs(taskIds: readonly string[]): Promise<readonly ChangeLogState[]>;
  /**
   * Lines after `after` (0n: from the start), in order; the same call is tail and history. Of the component's latest run, also
   * when that has written none yet, or of `runs: 'ALL'`. `search` is a part of the message.
   */
  logLines(
    componentId: string,
    request: {
      readonly after: bigint;
      readonly limit: number;
      readonly search?: string | null;
      readonly levels?: readonly LogLevel[] | null;
      readonly runs?: 'LATEST' | 'ALL';
    },
  ): Promise<readonly LogLine[]>;
  tableProgress(taskId: string, filter: ObjectFilter, page: PageRequest): Promise<Page<TableProgress>>;
  /** The schemas (databases) of the task's tables at each end, in order. */
  tableSchemas(taskId: string): Promise<{ readonly source: readonly string[]; readonly target: readonly string[] }>;
  schemaObjects(taskId: string, filter: SchemaObjectFilter, page: PageRequest): Promise<Page<SchemaObject>>;
  schemaObject(id: string): Promise<SchemaObject | null>;
  schemaObjectCounts(taskId: string): Promise<Readonly<Partial<Record<SchemaObjectStatus, number>>>>;
  /** Items of the newest run: those that FAILED first, then in the order of the precheck. */
  precheckItems(taskId: string, filter: PrecheckFilter, page: PageRequest): Promise<Page<PrecheckItem>>;
  precheckCounts(taskId: string): Promise<Partial<Record<PrecheckResult, number>>>;
  verificationRuns(taskId: string, page: PageRequest): Promise<Page<VerificationRun>>;
  verificationRun(id: string): Promise<VerificationRun | null>;
  /** Null unless the phase is skipped. */
  verificationSkip(taskId: string): Promise<SubtaskSkip | null>;
  /** Null while no verification runs. */
  verificationRates(taskId: string): Promise<VerificationRates | null>;
  /** Over every table of the task, by its newest judgement. */
  verificationVerdict(taskId: string): Promise<VerificationVerdict>;
  verificationTables(
    runId: string,
    filter: ObjectFilter & { readonly results?: readonly VerificationResult[] | null },
    page: PageRequest,
  ): Promise<Page<VerificationTable>>;
  verificationDifferences(
    runId: string,
    filter: { readonly tableId?: string | null; readonly kinds?: readonly DifferenceKind[] | null },
    page: PageRequest,
  ): Promise<Page<VerificationDifference>>;
  conflicts(
    taskId: string,
    filter: { readonly tableId?: string | null; readonly phase?: SubtaskKind | null },
    page: PageRequest,
  ): Promise<Page<Conflict>>;
  /** Those with the most changes first. */
  statistics(taskId: string, filter: StatisticsFilter, page: PageRequest): Promise<Page<TableStatistics>>;
  /** The sums of them: source before target, also when nothing was counted. */
  statisticsTotals(taskId: string): Promise<readonly StatisticsTotal[]>;
  statisticsSwitch(taskId: string): Promise<StatisticsSwitch>;
  ddlSeen(taskId: string, page: PageRequest): Promise<Page<DdlSeen>>;
}
