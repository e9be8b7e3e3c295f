/** What the console and dashboards ask for, with the console's own documents (client/operations), over what seed-control.ts made. */
import { print, type DocumentNode } from 'graphql';
import * as documents from '../../client/generated/graphql.ts';
import { encodeId } from '../../schema/global-id.ts';
import { BIG_COMPONENT, BIG_TASK, idOf } from './seed-control.ts';
import { DIFFERING, RUN } from './seed-objects.ts';

export interface ApiRequest {
  readonly name: string;
  readonly document: string;
  readonly variables: Readonly<Record<string, unknown>>;
  /** Walks so many pages of 100 first and asks for the one behind them. */
  readonly behindPages?: number;
}

const HOUR_MS = 3_600_000;
const PAGE = { first: 50 };
const LAST = { last: 50 };

const taskId = encodeId('Task', BIG_TASK);
const endpointId = encodeId('PostgresqlEndpoint', idOf('e', 7));
const ago = (ms: number): string => new Date(Date.now() - ms).toISOString();

/** A dashboard's own documents. */
const DASHBOARD_TASKS = `query DashboardTasks($first: Int!) { tasks(first: $first, filter: { statuses: [RUNNING] }) { nodes {
  id name status source { name } target { name } latency { latencyMs stale } subtasks { kind status progress }
  components { kind status host cpu memoryBytes queueBytes } openAlerts { kind level } } } }`;
const COMPONENT_LOG = `query ComponentLog($id: ID!) { component(id: $id) { id ... on Component { logs(limit: 200, search: "99") { sequence message } } } }`;
const TOTALS = `query Totals($taskId: ID!) { task(id: $taskId) { subtask(kind: INCREMENTAL_SYNCHRONIZATION) { ... on IncrementalSubtask { statisticsTotals { side sum } } } } }`;
const VERDICT = `query Verdict($taskId: ID!) { task(id: $taskId) { subtask(kind: FULL_VERIFICATION) { ... on FullVerificationSubtask { verdict { result tables proven different notProven openDifferences } } } } }`;
const DDL = `query Ddl($taskId: ID!) { task(id: $taskId) { subtask(kind: INCREMENTAL_SYNCHRONIZATION) { ... on IncrementalSubtask { ddl(first: 20) { totalCount nodes { ddlId statement status } } } } } }`;

const request = (
  name: string,
  document: DocumentNode | string,
  variables: ApiRequest['variables'] = {},
  behindPages?: number,
): ApiRequest => ({
  name,
  document: typeof document === 'string' ? document : print(document),
  variables,
  behindPages,
});

const tasks = (name: string, variables: ApiRequest['variables'], behindPages?: number): ApiRequest =>
  request(
    `tasks: ${name}`,
    documents.TasksPageDocument,
    { latencyFrom: ago(HOUR_MS / 4), ...PAGE, ...variables },
    behindPages,
  );

const onTask =
  (document: DocumentNode | string) =>
  (name: string, variables: ApiRequest['variables'] = {}, behindPages?: number): ApiRequest =>
    request(name, document, { taskId, ...variables }, behindPages);

const objects = onTask(documents.TaskObjectsDocument);
const schemaObjects = onTask(documents.SchemaMigrationPageDocument);
const copied = onTask(documents.FullMigrationPageDocument);
const indexes = onTask(documents.TableIndexesDocument);
const verified = onTask(documents.VerificationPageDocument);
const conflicts = onTask(documents.ConflictsDocument);

const INCREMENTAL = [
  'incr_latency',
  'incr_applied_rows',
  'incr_applied_traffic',
  'incr_execute_time',
  'incr_commit_time',
];
const metrics = (name: string, spanMs: number): ApiRequest =>
  onTask(documents.MetricHistoryDocument)(`metrics: ${name}`, {
    names: INCREMENTAL,
    from: ago(spanMs),
    maxPoints: 300,
  });

export const apiRequests = (): readonly ApiRequest[] => [
  request('start', documents.StartDocument),
  tasks('first page', {}),
  tasks('last page', { first: null, ...LAST }),
  tasks('middle, by cursor', {}, 50),
  tasks('by name', { orderBy: { field: 'NAME', direction: 'ASC' } }),
  tasks('by status', { orderBy: { field: 'STATUS', direction: 'ASC' } }),
  tasks('last changed first', { orderBy: { field: 'UPDATED_AT', direction: 'DESC' } }),
  tasks('oldest first', { orderBy: { field: 'CREATED_AT', direction: 'ASC' } }),
  tasks('keyword of a name', { filter: { keyword: 'region 42' } }),
  tasks('keyword of an endpoint', { filter: { keyword: 'database 7 ' } }),
  tasks('keyword that nothing has', { filter: { keyword: 'nowhere' } }),
  tasks('status', { filter: { statuses: ['FAILED'] } }),
  tasks('tag', { filter: { tags: ['team-3', 'region-15'] } }),
  tasks('maker', { filter: { createdBy: 'person5' } }),
  tasks('endpoint', { filter: { endpointId } }),
  tasks('phases and level', { filter: { phases: ['FULL_VERIFICATION'], alertLevels: ['HIGH'] } }),
  request('tasks: choices of filters', documents.TaskFilterChoicesDocument),
  request('tasks: dashboard of 50', DASHBOARD_TASKS, PAGE),
  onTask(documents.TaskFrameDocument)('task: frame'),
  onTask(documents.TaskComponentsDocument)('task: components'),
  onTask(documents.ParametersPageDocument)('task: parameters'),
  onTask(documents.PrecheckPageDocument)('task: precheck', { first: 50 }),
  objects('objects: first page', PAGE),
  objects('objects: deep, by cursor', PAGE, 50),
  objects('objects: keyword', { ...PAGE, keyword: 'invoices_012' }),
  schemaObjects('schema objects: first page', PAGE),
  schemaObjects('schema objects: deep, by cursor', PAGE, 50),
  schemaObjects('schema objects: with errors', { ...PAGE, filter: { onlyWithErrors: true } }),
  schemaObjects('schema objects: keyword', { ...PAGE, filter: { keyword: 'invoices_012' } }),
  schemaObjects('schema objects: kind and status', {
    ...PAGE,
    filter: { kinds: ['TABLE'], statuses: ['COMPLETED_WITH_CONVERSION'] },
  }),
  indexes('indexes: first page', PAGE),
  copied('table progress: first page', PAGE),
  copied('table progress: deep, by cursor', PAGE, 50),
  copied('table progress: last page', LAST),
  copied('table progress: with errors', { ...PAGE, filter: { onlyWithErrors: true } }),
  copied('table progress: keyword', { ...PAGE, filter: { keyword: 'invoices_012' } }),
  copied('table progress: schema', { ...PAGE, filter: { sourceSchema: 'shop3' } }),
  verified('verification: first page', PAGE),
  verified('verification: deep, by cursor', PAGE, 10),
  verified('verification: differing', { ...PAGE, filter: { results: ['INCONSISTENT'] } }),
  verified('verification: keyword', { ...PAGE, filter: { keyword: 'invoices_012' } }),
  verified('verification: structure made', { ...PAGE, filter: { onlySchemaCompleted: true } }),
  onTask(VERDICT)('verification: verdict'),
  request('differences', documents.DifferencesDocument, {
    runId: encodeId('VerificationRun', RUN),
    tableId: DIFFERING,
    ...PAGE,
  }),
  conflicts('conflicts: first page', PAGE),
  conflicts('conflicts: of a table', { ...PAGE, filter: { tableId: 't7' } }),
  onTask(documents.IncrementalPageDocument)('incremental page', { kind: 'INCREMENTAL_SYNCHRONIZATION' }),
  onTask(documents.StatisticsPageDocument)('statistics: first page', {
    kind: 'INCREMENTAL_SYNCHRONIZATION',
    filter: { side: 'TARGET' },
    first: 50,
  }),
  onTask(TOTALS)('statistics: totals'),
  onTask(DDL)('DDL'),
  request('alerts: first page', documents.AlertsPageDocument, PAGE),
  request('alerts: open', documents.AlertsPageDocument, { ...PAGE, filter: { states: ['RAISED', 'ACKNOWLEDGED'] } }),
  request('alerts: level and kind', documents.AlertsPageDocument, {
    ...PAGE,
    filter: { levels: ['HIGH'], kinds: ['LATENCY'] },
  }),
  request('alerts: deep, by cursor', documents.AlertsPageDocument, PAGE, 50),
  request('audit: first page', documents.AuditPageDocument, PAGE),
  request('audit: maker and action', documents.AuditPageDocument, {
    ...PAGE,
    filter: { actor: 'person3', action: 'taskStop' },
  }),
  request('audit: a subject', documents.AuditPageDocument, { ...PAGE, filter: { subjectId: taskId } }),
  request('audit: a month', documents.AuditPageDocument, {
    ...PAGE,
    filter: { from: '2026-03-01T00:00:00Z', to: '2026-04-01T00:00:00Z' },
  }),
  request('components: first page', documents.ComponentsPageDocument, PAGE),
  request('components: running', documents.ComponentsPageDocument, { ...PAGE, filter: { statuses: ['RUNNING'] } }),
  request('components: log', COMPONENT_LOG, { id: encodeId('IncrSyncComponent', BIG_COMPONENT) }),
  request('endpoints', documents.EndpointsPageDocument, { ...PAGE, filter: { keyword: 'orders' } }),
  metrics('15 minutes', HOUR_MS / 4),
  metrics('1 hour', HOUR_MS),
  metrics('24 hours', 24 * HOUR_MS),
  metrics('7 days', 7 * 24 * HOUR_MS),
  metrics('a year', 365 * 24 * HOUR_MS),
];
