/* eslint-disable */
/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
import type { TypedDocumentNode as DocumentNode } from '@graphql-typed-document-node/core';
/** Which alert. */
export type AlertAcknowledgeInput = {
  /** The alert. */
  alertId: string | number;
  /** Kept 24 hours for this actor: the same key with the same input answers as the first time, with another input it is refused. */
  idempotencyKey?: string | null | undefined;
  /** What you have to say to it, up to 1 000 characters. */
  note?: string | null | undefined;
};

/** Which alerts; what is left out does not filter. */
export type AlertFilter = {
  /** Only raised at or after. */
  from?: string | null | undefined;
  /** Only of these kinds. */
  kinds?: Array<AlertKind> | null | undefined;
  /** Only of these levels. */
  levels?: Array<RaisedLevel> | null | undefined;
  /** Only in these states. */
  states?: Array<AlertState> | null | undefined;
  /** Only of these tasks. */
  taskIds?: Array<string | number> | null | undefined;
  /** Only raised before. */
  to?: string | null | undefined;
};

/** What an alert is about. Treat a value that you do not know as other. */
export type AlertKind =
  /** A part of the task, or a step of it, has not been able to go on for as long as the threshold for failures of the level. */
  | 'COMPONENT_FAILED'
  /** The target is further behind the source than the threshold of the level. From MONITORING on. */
  | 'LATENCY'
  /** The log that the task needs could soon be lost at the source, or its own change log has little room left. */
  | 'LOG_RETENTION'
  /** The task has been FAILED for as long as the threshold for failures of the level. */
  | 'TASK_FAILED';

/** How soon an alert is raised. Treat a value that you do not know as other. */
export type AlertLevel =
  /** Soon: by default after 30 s. */
  | 'HIGH'
  /** Late: by default after 900 s. */
  | 'LOW'
  /** By default after 300 s. */
  | 'MEDIUM'
  /** Never. */
  | 'NONE';

/** Where an alert stands. Treat a value that you do not know as other. */
export type AlertState =
  /** It holds, and somebody has taken note of it: it is no longer repeated. */
  | 'ACKNOWLEDGED'
  /** It is over. */
  | 'CLEARED'
  /** It holds and nobody has taken note of it: it is repeated. */
  | 'RAISED';

/** From when on something is an alert at one level. */
export type AlertThresholdInput = {
  /** Seconds that a failure lasts. */
  failureSeconds: number;
  /** Seconds of latency. */
  latencySeconds: number;
};

/** All thresholds, within the bounds of their levels and HIGH <= MEDIUM <= LOW. */
export type AlertThresholdsUpdateInput = {
  /** revision that the change is based on; a stale one is CONFLICT. */
  expectedRevision: number;
  /** 1 s to 5 min. */
  high: AlertThresholdInput;
  /** Kept 24 hours for this actor: the same key with the same input answers as the first time, with another input it is refused. */
  idempotencyKey?: string | null | undefined;
  /** 5 min to 3 h. */
  low: AlertThresholdInput;
  /** 30 s to 10 min. */
  medium: AlertThresholdInput;
};

/** The new webhook. */
export type AlertWebhookCreateInput = {
  /** Whether it gets messages; default true. */
  enabled?: boolean | null | undefined;
  /** Kept 24 hours for this actor: the same key with the same input answers as the first time, with another input it is refused. */
  idempotencyKey?: string | null | undefined;
  /** Only alerts of these kinds; default all. */
  kinds?: Array<AlertKind> | null | undefined;
  /** Only alerts of these levels; default all. */
  levels?: Array<RaisedLevel> | null | undefined;
  /** Unique, 1 to 64 characters. */
  name: string;
  /** Signs every message; 16 to 256 characters, kept encrypted and never given back. */
  secret: string;
  /** An https or http URL without a user or a password in it. */
  url: string;
};

/** Which webhook. */
export type AlertWebhookDeleteInput = {
  /** Kept 24 hours for this actor: the same key with the same input answers as the first time, with another input it is refused. */
  idempotencyKey?: string | null | undefined;
  /** The webhook. */
  webhookId: string | number;
};

/** Which webhook. */
export type AlertWebhookTestInput = {
  /** Kept 24 hours for this actor: the same key with the same input answers as the first time, with another input it is refused. */
  idempotencyKey?: string | null | undefined;
  /** The webhook. */
  webhookId: string | number;
};

/** What changes; what is left out stays. */
export type AlertWebhookUpdateInput = {
  /** Whether it gets messages; those that wait are cancelled when it does not. */
  enabled?: boolean | null | undefined;
  /** revision that the change is based on; a stale one is CONFLICT. */
  expectedRevision: number;
  /** Kept 24 hours for this actor: the same key with the same input answers as the first time, with another input it is refused. */
  idempotencyKey?: string | null | undefined;
  /** Only alerts of these kinds. */
  kinds?: Array<AlertKind> | null | undefined;
  /** Only alerts of these levels. */
  levels?: Array<RaisedLevel> | null | undefined;
  /** Unique, 1 to 64 characters. */
  name?: string | null | undefined;
  /** Signs every message; 16 to 256 characters, kept encrypted and never given back. From the next try on. */
  secret?: string | null | undefined;
  /** An https or http URL without a user or a password in it. */
  url?: string | null | undefined;
  /** The webhook. */
  webhookId: string | number;
};

/** Which events; what is left out does not filter. */
export type AuditFilter = {
  /** Only this mutation. */
  action?: string | null | undefined;
  /** Only by this actor. */
  actor?: string | null | undefined;
  /** Only at or after. */
  from?: string | null | undefined;
  /** Only done to this thing. */
  subjectId?: string | number | null | undefined;
  /** Only before. */
  to?: string | null | undefined;
};

/** What became of one task of a batch. Treat a value that you do not know as other. */
export type BatchOutcome =
  /** The command is recorded. */
  | 'DONE'
  /** It was left as it is; see error. */
  | 'LEFT';

/** A column and its name at the target. */
export type ColumnMappingInput = {
  /** Its name at the source. */
  source: string;
  /** Its name at the target. */
  target: string;
};

/** Actions that take time. Treat a value that you do not know as other. */
export type CommandAction =
  /** Releasing. */
  | 'RELEASE'
  /** Resuming. */
  | 'RESUME'
  /** Starting. */
  | 'START'
  /** Stopping. */
  | 'STOP';

/** Which components; what is left out does not filter. */
export type ComponentFilter = {
  /** Only those on this machine. */
  host?: string | null | undefined;
  /** Only these kinds. */
  kinds?: Array<ComponentKind> | null | undefined;
  /** Only these statuses. */
  statuses?: Array<ComponentStatus> | null | undefined;
  /** Only those of these tasks. */
  taskIds?: Array<string | number> | null | undefined;
};

/** The kinds of components. Treat a value that you do not know as other. */
export type ComponentKind =
  /** Copies the rows. */
  | 'FULL_IMPORT'
  /** Compares both sides. */
  | 'FULL_VERIFICATION'
  /** Replays the log on the target. */
  | 'INCR_SYNC'
  /** Pulls the change log of the source and keeps it. */
  | 'STORE';

/** What to do it to. */
export type ComponentRerunInput = {
  /** The component. */
  componentId: string | number;
  /** Kept 24 hours for this actor: the same key with the same input answers as the first time, with another input it is refused. */
  idempotencyKey?: string | null | undefined;
};

/** What to do it to. */
export type ComponentResetPositionInput = {
  /** The component. */
  componentId: string | number;
  /** Kept 24 hours for this actor: the same key with the same input answers as the first time, with another input it is refused. */
  idempotencyKey?: string | null | undefined;
  /** A position of the source (PostgreSQL: X/Y) between the first and the last one of the change log. */
  position: string;
};

/** What to do it to. */
export type ComponentStartInput = {
  /** The component. */
  componentId: string | number;
  /** Kept 24 hours for this actor: the same key with the same input answers as the first time, with another input it is refused. */
  idempotencyKey?: string | null | undefined;
};

/** Where a component stands. Treat a value that you do not know as other. */
export type ComponentStatus =
  /** Its work is done. */
  | 'COMPLETED'
  /** It has not run yet. */
  | 'CREATED'
  /** It failed; see reason. */
  | 'FAILED'
  /** It works. */
  | 'RUNNING'
  /** A worker is taking it. */
  | 'STARTING'
  /** It does not run. */
  | 'STOPPED'
  /** It drains. */
  | 'STOPPING';

/** What to do it to. */
export type ComponentStopInput = {
  /** The component. */
  componentId: string | number;
  /** Kept 24 hours for this actor: the same key with the same input answers as the first time, with another input it is refused. */
  idempotencyKey?: string | null | undefined;
};

/** What to do it to. */
export type ComponentUpdateConfigurationInput = {
  /** The component. */
  componentId: string | number;
  /** Values that become its own: each hides the value of the task until it is reset. */
  configuration?: Array<ParameterInput> | null | undefined;
  /** configurationRevision that the change is based on; a stale one is CONFLICT. */
  expectedRevision: number;
  /** Kept 24 hours for this actor: the same key with the same input answers as the first time, with another input it is refused. */
  idempotencyKey?: string | null | undefined;
  /** Names of parameters whose own value it gives up: it follows the task again. */
  reset?: Array<string> | null | undefined;
};

/** Which conflicts; what is left out does not filter. */
export type ConflictFilter = {
  /** Only those of this phase. */
  phase?: SubtaskKind | null | undefined;
  /** Only those of this table. */
  tableId?: string | null | undefined;
};

/** The conflicts of a task, oldest first, as JSON Lines: time, phase, table, operation, key, both rows, what was done. Needs the role OPERATOR. */
export type ConflictsFile = {
  /** Only those of this phase. */
  phase?: SubtaskKind | null | undefined;
  /** The task. */
  taskId: string | number;
};

/** What to do it to. */
export type CorrectionApplyInput = {
  /** The differences; default all of the run. */
  differenceIds?: Array<string> | null | undefined;
  /** Kept 24 hours for this actor: the same key with the same input answers as the first time, with another input it is refused. */
  idempotencyKey?: string | null | undefined;
  /** The run that found them. */
  runId: string | number;
  /** The task. */
  taskId: string | number;
};

/** What to do it to. */
export type DdlSkipInput = {
  /** The statement. */
  ddlId: string;
  /** Kept 24 hours for this actor: the same key with the same input answers as the first time, with another input it is refused. */
  idempotencyKey?: string | null | undefined;
  /** The task. */
  taskId: string | number;
};

/** What became of a DDL statement. Treat a value that you do not know as other. */
export type DdlStatus =
  /** Applied on the target. */
  | 'APPLIED'
  /** Being applied on the target. */
  | 'APPLYING'
  /** It cannot be applied, or the target refused it: the stream stands until it is mended or skipped. */
  | 'FAILED'
  /** Seen and not applied: not among the chosen kinds, or about nothing that the target has of this task. */
  | 'SEEN'
  /** Skipped by a person. */
  | 'SKIPPED';

/** What a message tells. Treat a value that you do not know as other. */
export type DeliveryChange =
  /** Somebody took note of it. */
  | 'ACKNOWLEDGED'
  /** It is over. */
  | 'CLEARED'
  /** The alert level of its task changed, and it holds at the new one too. */
  | 'LEVEL_CHANGED'
  /** An alert was raised. */
  | 'RAISED'
  /** It still holds and nobody has acknowledged it. */
  | 'REPEATED'
  /** Nothing: somebody tries the webhook. */
  | 'TEST';

/** What became of a message to a webhook. Treat a value that you do not know as other. */
export type DeliveryStatus =
  /** The webhook was disabled before it was delivered. */
  | 'CANCELLED'
  /** The receiver answered with a status of 2xx. */
  | 'DELIVERED'
  /** It was given up; see error. */
  | 'FAILED'
  /** It is to be tried, or tried again; see nextTryAt. */
  | 'PENDING';

/** How a component should be. Treat a value that you do not know as other. */
export type DesiredStatus =
  /** Running. */
  | 'RUNNING'
  /** Stopped. */
  | 'STOPPED';

/** How a row differs. Treat a value that you do not know as other. */
export type DifferenceKind =
  /** Both have it, with different values. */
  | 'MISMATCHED'
  /** The target lacks it. */
  | 'SOURCE_ONLY'
  /** The source lacks it. */
  | 'TARGET_ONLY';

/** What became of a difference. Treat a value that you do not know as other. */
export type DifferenceStatus =
  /** It was corrected. */
  | 'CORRECTED'
  /** It stands. */
  | 'OPEN'
  /** A later run found the row equal. */
  | 'RESOLVED';

/** Which file: exactly one. */
export type DownloadFile =
  {   /** The log of the latest run of this component; without values of rows for the role VIEWER. */
  componentLog: string | number; conflicts?: never; corrections?: never; differences?: never; objectConfiguration?: never; schemaConversions?: never; }
  |  { componentLog?: never;   /** Conflict logs. Needs the role OPERATOR. */
  conflicts: ConflictsFile; corrections?: never; differences?: never; objectConfiguration?: never; schemaConversions?: never; }
  |  { componentLog?: never; conflicts?: never;   /** The statements that correct the open differences of this verification run, as SQL for the target. Needs the role OPERATOR. */
  corrections: string | number; differences?: never; objectConfiguration?: never; schemaConversions?: never; }
  |  { componentLog?: never; conflicts?: never; corrections?: never;   /** The rows that this verification run found different, as JSON Lines. Needs the role OPERATOR. */
  differences: string | number; objectConfiguration?: never; schemaConversions?: never; }
  |  { componentLog?: never; conflicts?: never; corrections?: never; differences?: never;   /** The objects of a task. */
  objectConfiguration: ObjectConfigurationFile; schemaConversions?: never; }
  |  { componentLog?: never; conflicts?: never; corrections?: never; differences?: never; objectConfiguration?: never;   /** Schema conversion information. */
  schemaConversions: SchemaConversionsFile; };

/** Where a database is and how to enter it. */
export type EndpointConnectionInput = {
  /** Name of the database. */
  database: string;
  /** Host name or address. */
  host: string;
  /** The kind of database. */
  kind: EndpointKind;
  /** Unique, 1 to 64 characters. */
  name: string;
  /** Its password; kept encrypted and never shown. */
  password: string;
  /** Port, 1 to 65535; default that of the kind (PostgreSQL 5432). */
  port?: number | null | undefined;
  /** CA certificate, PEM. */
  tlsCa?: string | null | undefined;
  /** Client certificate, PEM. */
  tlsCertificate?: string | null | undefined;
  /** Key of the client certificate, PEM; kept encrypted and never shown. */
  tlsKey?: string | null | undefined;
  /** How the connection is protected; default DISABLE. */
  tlsMode?: TlsMode | null | undefined;
  /** User to log in as. */
  user: string;
};

/** A new endpoint. */
export type EndpointCreateInput = {
  /** The endpoint. */
  endpoint: EndpointConnectionInput;
  /** Kept 24 hours for this actor: the same key with the same input answers as the first time, with another input it is refused. */
  idempotencyKey?: string | null | undefined;
};

/** Which endpoint. */
export type EndpointDeleteInput = {
  /** The endpoint. */
  endpointId: string | number;
  /** Kept 24 hours for this actor: the same key with the same input answers as the first time, with another input it is refused. */
  idempotencyKey?: string | null | undefined;
};

/** Which endpoints; what is left out does not filter. */
export type EndpointFilter = {
  /** Part of the name, host or database, whatever the case. */
  keyword?: string | null | undefined;
  /** Only these kinds. */
  kinds?: Array<EndpointKind> | null | undefined;
};

/** The kinds of databases. Treat a value that you do not know as other. */
export type EndpointKind =
  /** PostgreSQL 12 to 18. */
  | 'POSTGRESQL';

/** Which tables; what is left out does not filter. */
export type EndpointTableFilter = {
  /** Part of the schema or table name, whatever the case. */
  keyword?: string | null | undefined;
  /** Only those in this schema. */
  schema?: string | null | undefined;
};

/** What to test: a stored endpoint, or one that is not stored yet. */
export type EndpointTestInput = {
  /** One that is not stored. */
  endpoint?: EndpointConnectionInput | null | undefined;
  /** A stored endpoint. */
  endpointId?: string | number | null | undefined;
  /** Kept 24 hours for this actor: the same key with the same input answers as the first time, with another input it is refused. */
  idempotencyKey?: string | null | undefined;
};

/** A change of an endpoint; what is left out stays. */
export type EndpointUpdateInput = {
  /** Name of the database. */
  database?: string | null | undefined;
  /** The endpoint. */
  endpointId: string | number;
  /** The revision that the change is based on; a stale one is CONFLICT. */
  expectedRevision: number;
  /** Host name or address. */
  host?: string | null | undefined;
  /** Kept 24 hours for this actor: the same key with the same input answers as the first time, with another input it is refused. */
  idempotencyKey?: string | null | undefined;
  /** Unique, 1 to 64 characters. */
  name?: string | null | undefined;
  /** Its password. */
  password?: string | null | undefined;
  /** Port, 1 to 65535. */
  port?: number | null | undefined;
  /** CA certificate, PEM; null removes it. */
  tlsCa?: string | null | undefined;
  /** Client certificate, PEM; null removes it. */
  tlsCertificate?: string | null | undefined;
  /** Key of the client certificate, PEM; null removes it. */
  tlsKey?: string | null | undefined;
  /** How the connection is protected. */
  tlsMode?: TlsMode | null | undefined;
  /** User to log in as. */
  user?: string | null | undefined;
};

/** Who must act. Treat a value that you do not know as other. */
export type ErrorAction =
  /** A fault of Godwit: report it. */
  | 'BUG'
  /** A person mends something, then resumes. */
  | 'NEEDS_OPERATOR'
  /** A table, or the task, must be copied again. */
  | 'NEEDS_RESYNC'
  /** Godwit tries again by itself. */
  | 'RETRYABLE';

/** The stable codes of everything that can go wrong. Treat a value that you do not know as INTERNAL_ERROR. */
export type ErrorCode =
  /** {action} is not possible while the task is {state}: {detail} See allowedActions of the task for what is possible now. */
  | 'ACTION_NOT_ALLOWED'
  /** {action} is already being carried out. Wait until pendingAction of the task is empty. */
  | 'ACTION_PENDING'
  /** The alert is {state}; only a raised one can be acknowledged. Nothing: see who has acknowledged it, or that it is over. */
  | 'ALERT_NOT_OPEN'
  /** The number of aliases of a document is limited to {limit}. Ask for less at once. */
  | 'ALIAS_LIMIT'
  /** The server at {host}:{port} refused user {user}. Correct user or password of the endpoint, or pg_hba.conf of the server. */
  | 'AUTHENTICATION_FAILED'
  /** {detail} Correct the input and try again. */
  | 'BAD_INPUT'
  /** {detail} Correct the request: its method, its body, its variables or their types. */
  | 'BAD_REQUEST'
  /** Transactions that are open since before the start hold it up: {detail} End these transactions, then resume. */
  | 'BARRIER_TIMEOUT'
  /** The body of a request is limited to {limit} bytes. Send less at once; files are uploaded. */
  | 'BODY_LIMIT'
  /** {command} was ended before it was done, because the task was stopped or released. Resume the task and ask for it again. */
  | 'COMMAND_CANCELLED'
  /** The component {component} was stopped by a person. Start the component, or the task, again. */
  | 'COMPONENT_STOPPED'
  /** The name given does not match the name of the task. Repeat the exact name of the task to confirm. */
  | 'CONFIRMATION_MISMATCH'
  /** It was changed meanwhile: revision {expected} was expected, {actual} is current. Read it again and repeat the change on the current revision. */
  | 'CONFLICT'
  /** A token has at most {limit} live connections. Close some, or use another token. */
  | 'CONNECTION_LIMIT'
  /** The connection to {host}:{port} was lost. It is tried again; if it persists, check the network and the server. */
  | 'CONNECTION_LOST'
  /** Nothing answers at {host}:{port}. Check host, port, firewall, and that the server runs. */
  | 'CONNECTION_REFUSED'
  /** {host}:{port} did not answer in {seconds} s. Check the network and the load of the server. */
  | 'CONNECTION_TIMEOUT'
  /** A row of {table} violates {constraint} of the target: {detail} Correct the row or the constraint, then resume. */
  | 'CONSTRAINT_VIOLATED'
  /** The control database of Godwit does not answer. Ask again in a moment; a mutation with an idempotency key can be repeated safely. If it persists, check the control database. */
  | 'CONTROL_DATABASE_UNAVAILABLE'
  /** The cost of a document is limited to {limit}. Ask for smaller pages, or for fewer fields. */
  | 'COST_LIMIT'
  /** The credentials of the endpoint {name} were encrypted with another key than the one of this service. Start the service with that key; or give the password again with endpointUpdate, and certificate and key where it had them. */
  | 'CREDENTIALS_LOST'
  /** This request could have been made by a foreign page. Send content-type: application/json, or the token in the header Authorization. */
  | 'CSRF'
  /** The events after this cursor are no longer kept. Read the current state, then subscribe without a cursor. */
  | 'CURSOR_EXPIRED'
  /** The database {database} does not exist at {host}:{port}. Correct the database name of the endpoint. */
  | 'DATABASE_NOT_FOUND'
  /** The data folder {where} cannot be used: {detail}. Bring it back as it was, or let Godwit write there again, then resume. If it is gone for good, resume as well: where the target has all that it held the log begins anew, else it is said what is missing. */
  | 'DATA_FOLDER_UNUSABLE'
  /** The target refused a DDL statement of the source ({command} of {object}): {detail} Correct the cause on the target, then resume; or make the change by hand and skip the statement (ddlSkip). */
  | 'DDL_FAILED'
  /** A DDL statement of the source ({command} of {object}) cannot be applied to the target: {detail} Make the change on the target by hand, skip the statement (ddlSkip), then resume; afterwards verify the table. */
  | 'DDL_NOT_CONVERTIBLE'
  /** DDL of the source is to be applied, but it would not be seen: {detail}. Give the right that the precheck names, or choose no kinds of DDL (incrementalDdlKinds). */
  | 'DDL_NOT_SEEN'
  /** The server ended a transaction that waited for another one in a circle: {detail} It is tried again; nothing is lost. */
  | 'DEADLOCK'
  /** The depth of a document, or of its variables, is limited to {limit}. Ask for less at once. */
  | 'DEPTH_LIMIT'
  /** The number of directives of a document is limited to {limit}. Ask for less at once. */
  | 'DIRECTIVE_LIMIT'
  /** The disk of {where} is full. Free space there, then resume. */
  | 'DISK_FULL'
  /** Only documents that this service knows beforehand are answered. Add the document to a file of GODWIT_TRUSTED_DOCUMENTS. */
  | 'DOCUMENT_NOT_TRUSTED'
  /** The endpoint {name} is used by {count} tasks. Release and delete these tasks first. */
  | 'ENDPOINT_IN_USE'
  /** Another worker has taken over {component} of the task (epoch {epoch}). Nothing: the other worker goes on. */
  | 'FENCED'
  /** The fence on {table} does not hold: {detail} Retry the step. If it happens again, stop the writes in the application and confirm that instead of fencing. */
  | 'FENCE_NOT_PROVEN'
  /** Writes are still stopped by a fence of the task, {where}. Say in the input whether the fence is to be lifted or kept. */
  | 'FENCE_STANDS'
  /** The file is not there any more: {detail} Ask the API for a new link; what was deleted stays deleted. */
  | 'FILE_GONE'
  /** The row filter of {table} does not parse at position {offset}: {detail} Correct the filter. */
  | 'FILTER_INVALID'
  /** The role {role} may not do this; {wanted} is needed. Use a token with the role {wanted}. */
  | 'FORBIDDEN'
  /** {detail} Name the origin in GODWIT_PUBLIC_ORIGINS of the service. */
  | 'FOREIGN_ORIGIN'
  /** {detail} Correct the syntax of the document. */
  | 'GRAPHQL_PARSE_FAILED'
  /** {detail} Correct the document: GET /schema.graphql tells what there is. */
  | 'GRAPHQL_VALIDATION_FAILED'
  /** No name server told the address of {host}. It is tried again; if it persists, check the name servers of this machine, or give the address itself. */
  | 'HOST_LOOKUP_FAILED'
  /** The host {host} cannot be resolved. Check the host name. */
  | 'HOST_NOT_FOUND'
  /** The idempotency key was used with another input. Use a new key for a new request. */
  | 'IDEMPOTENCY_KEY_REUSED'
  /** {count} tables could not be copied: {tables} Mend the cause that each table shows, then resume. */
  | 'IMPORT_TABLES_FAILED'
  /** An unexpected error: {detail} Report it with the request id or the component log. */
  | 'INTERNAL_ERROR'
  /** The same request is still being carried out. Ask again in a moment. */
  | 'IN_PROGRESS'
  /** A step was begun {times} times, and each time its worker was lost or its 24 hours were over. Look why the workers end (memory, their log), then resume; the step goes on with what is left. */
  | 'JOB_GIVEN_UP'
  /** The target is {seconds} s behind the source; the threshold of level {level} is {limit} s. Look whether Incr-Sync runs and what it waits for; raise its lanes, or relieve the target. */
  | 'LATENCY_HIGH'
  /** {what} is limited to {limit}. Stay within the limit. */
  | 'LIMIT_EXCEEDED'
  /** This link was valid until {until}. Ask the API for a new link. */
  | 'LINK_EXPIRED'
  /** This link was not made by this service for who uses it: {detail} Ask the API for a new link, and use it unchanged. */
  | 'LINK_INVALID'
  /** A lock on {object} could not be had within {seconds} s. It is tried again; end the transaction that holds the lock if it persists. */
  | 'LOCK_TIMEOUT'
  /** The change log is damaged in {file} at byte {offset}. Restore the Store directory, or start the task over. */
  | 'LOG_CORRUPT'
  /** The disk of the change log has {free} bytes left. Free space there, or lower the log retention of the task. */
  | 'LOG_DISK_LOW'
  /** The change log of the task lies on worker machine {host}, which is gone. Start a worker there, or let the task restart from the checkpoint of the target. */
  | 'LOG_ELSEWHERE'
  /** The change log holds {bytes} unapplied bytes; the limit is {limit}. Resume Incr-Sync, raise the log retention, or free the disk. */
  | 'LOG_LIMIT_REACHED'
  /** The change log holds {bytes} unapplied bytes of at most {limit}. Let Incr-Sync catch up, or raise the log retention of the task. */
  | 'LOG_NEARLY_FULL'
  /** The change log no longer holds position {position}. If its data folder was lost or the log lies on another machine, bring that back as it was; else release the task and start it over. */
  | 'LOG_POSITION_MISSING'
  /** The name {object} cannot be used at the target: {detail} Map it to another name, or rename what is in the way. */
  | 'NAME_CLASH'
  /** The name {name} is already taken. Choose another name. */
  | 'NAME_TAKEN'
  /** There is no {what} {id}. Check the id; it may have been deleted. */
  | 'NOT_FOUND'
  /** The selection contains no table. Select at least one table. */
  | 'NO_OBJECTS'
  /** The object {object} does not exist at the source. Choose an existing object, or create it at the source. */
  | 'OBJECT_NOT_FOUND'
  /** The source cannot describe {object}: {detail} Mend it at the source, or drop it there, and retry the object; or give its statement by hand, skip or remove it. */
  | 'OBJECT_UNREADABLE'
  /** {detail} Name one operation of the document. */
  | 'OPERATION_RESOLUTION_FAILURE'
  /** The server has no place left for the replication origin {origin}, which marks what Godwit writes. Raise max_active_replication_origins (before PostgreSQL 18: max_replication_slots) and restart the server, or choose fewer lanes; then resume. */
  | 'ORIGINS_EXHAUSTED'
  /** The parameter {parameter} cannot be changed while the task is {state}. See the states in which it may be changed. */
  | 'PARAMETER_NOT_CHANGEABLE'
  /** The parameter {parameter} must be {range}. Choose a value in the range. */
  | 'PARAMETER_OUT_OF_RANGE'
  /** This set of phases is not possible: {detail} Choose another set of phases. */
  | 'PHASES_INVALID'
  /** The change log does not hold {position}: it reaches from {first} to {last}. Choose a position in between. */
  | 'POSITION_NOT_IN_LOG'
  /** {count} items of the precheck failed: {items} Mend each as its remedy says, then resume. */
  | 'PRECHECK_FAILED'
  /** User {user} lacks the right {privilege} on {object}. Run: {statement} */
  | 'PRIVILEGE_MISSING'
  /** The database at {host}:{port} is read only. Use a writable server. */
  | 'READ_ONLY'
  /** The number of repeated fields of a document is limited to {limit}. Ask for less at once. */
  | 'REPEAT_LIMIT'
  /** Table {table} has updates or deletes but no replica identity. Run ALTER TABLE {table} REPLICA IDENTITY FULL, or allow Godwit to do so. */
  | 'REPLICA_IDENTITY_MISSING'
  /** Several tables of the source go into {tables}, so no change there could be told whose it is on the way back. Give each its own target table, or make the task without REVERSE_INCREMENTAL. */
  | 'REVERSE_SHARED_TARGET'
  /** Policies of row-level security on {table} apply to user {user}. Run ALTER ROLE {user} BYPASSRLS, or use the owner of the table. */
  | 'ROW_SECURITY_ACTIVE'
  /** Source and target are the same database. Choose two different databases. */
  | 'SAME_ENDPOINT'
  /** {object} needs what the target does not have: {needs} Create it on the target (its DDL is listed), then retry the object; or skip the object. */
  | 'SCHEMA_DEPENDENCY_MISSING'
  /** {count} objects could not be created: {objects} Modify and retry, skip or remove each, then resume. */
  | 'SCHEMA_OBJECTS_FAILED'
  /** The source has no free WAL sender ({used} of {limit}). Raise max_wal_senders and restart. */
  | 'SENDER_LIMIT_REACHED'
  /** The server at {host}:{port} is starting or shutting down. It is tried again. */
  | 'SERVER_STARTING'
  /** The target table {table} is not empty, and several tables of the source go into it. Empty it, then resume; or give each of them a table of its own. */
  | 'SHARED_TARGET_NOT_EMPTY'
  /** The replication slot {slot} is in use by process {pid}. It is tried again after that session has ended. */
  | 'SLOT_IN_USE'
  /** The source has no free replication slot ({used} of {limit}). Raise max_replication_slots and restart, or drop an unused slot. */
  | 'SLOT_LIMIT_REACHED'
  /** The replication slot {slot} of the task no longer exists or was invalidated. The changes since {position} are gone at the source: start the task over, or raise max_slot_wal_keep_size first. */
  | 'SLOT_LOST'
  /** Too many websockets. Connect again in a moment. */
  | 'SOCKET_LIMIT'
  /** The source's application waited for a lock on {object} that reading it held. Reading was broken off so that the application goes on; it is read again. */
  | 'SOURCE_LOCK_WANTED'
  /** At the present rate the source drops log that the task still needs in about {minutes} min. Let Store catch up (look what it waits for), or raise max_slot_wal_keep_size at the source. */
  | 'SOURCE_LOG_ENDS'
  /** The source refused to read {object}: {detail} Correct the cause at the source, then resume. */
  | 'SOURCE_REFUSED_STATEMENT'
  /** The source was restarted while {object} was read. The range is read again. */
  | 'SOURCE_RESTARTED'
  /** Rows were written after the writes had been confirmed as stopped, {where}, last seen at {at}. Stop the application, or let Godwit fence the tables, and retry the step: the position is read anew. */
  | 'SOURCE_WRITTEN_AFTER_STOP'
  /** The source is a standby. Use the primary as source. */
  | 'STANDBY_AS_SOURCE'
  /** The stream cannot begin at {start}: {detail}. Set incrementalStartPosition to now, or to slot=NAME publication=NAME [position=X/Y] with a slot and a publication that fit. */
  | 'START_POSITION_INVALID'
  /** The change stream holds a message that cannot be read: {detail} Report it with the component log. */
  | 'STREAM_UNREADABLE'
  /** A socket carries at most {limit} subscriptions. End some, or open another socket. */
  | 'SUBSCRIPTION_LIMIT'
  /** Which rows changed since the last verification cannot be said: {detail} Cancel the switchover, run the full verification again and begin anew; or skip the step. */
  | 'SWITCHOVER_CHANGES_UNKNOWN'
  /** {count} rows differ of those that changed since the last verification, in {tables} Cancel the switchover, correct the rows, verify again and begin anew; or skip the step, which leaves them different. */
  | 'SWITCHOVER_DIFFERENCES'
  /** The task has no switchover that is open. Begin one with switchoverStart. */
  | 'SWITCHOVER_NOT_OPEN'
  /** The switchover cannot begin: {detail} Mend what is said, or accept it where the input has a field for that, and ask again. */
  | 'SWITCHOVER_NOT_READY'
  /** {action} is not possible while a switchover is open. Finish the switchover, or cancel it (switchoverCancel), which is possible until writes are allowed at the other side. */
  | 'SWITCHOVER_OPEN'
  /** The point of no return was passed at {at}: writes are allowed at the other side, or about to be. Wait until it is completed, then switch back through the same steps; nothing has to be copied again. */
  | 'SWITCHOVER_PAST_RETURN'
  /** {count} items of the precheck for the switchover failed: {items} Mend each as its remedy says and retry the step. Skipping it can lose data at the target or make the way back fail. */
  | 'SWITCHOVER_PRECHECK_FAILED'
  /** {action} is not possible for the step {step}, which is {status}: {detail} See `allowed` of the step for what is possible now. */
  | 'SWITCHOVER_STEP_REFUSED'
  /** The structure of {table} was changed meanwhile: {detail} Apply the change to the target, then resume; or copy the table again. */
  | 'TABLE_CHANGED'
  /** Table {table} writes no change log: {detail} Make it a logged table, or remove it from the task. */
  | 'TABLE_NOT_LOGGED'
  /** The target table {table} is not empty. Empty it, or set the parameter "target not empty" to IGNORE. */
  | 'TARGET_NOT_EMPTY'
  /** The target table {table} is not empty and has no key by which its rows could be told from those of the source. Empty it, then resume. */
  | 'TARGET_NOT_EMPTY_WITHOUT_KEY'
  /** The target refused a statement: {detail} Correct the cause at the target, then resume or retry. */
  | 'TARGET_REFUSED_STATEMENT'
  /** The target refused a value in {table}: {detail} Correct the value at the source or the column at the target, then resume. */
  | 'TARGET_REFUSED_VALUE'
  /** The target table {table} exists and does not fit: {detail} Alter or drop it, map it to another name, or remove the table from the task. */
  | 'TARGET_TABLE_DIFFERS'
  /** The target table {table} does not exist. Create it, or include schema migration. */
  | 'TARGET_TABLE_MISSING'
  /** The server at {host}:{port} does not offer TLS. Set the TLS mode to DISABLE, or enable TLS on the server. */
  | 'TLS_NOT_SUPPORTED'
  /** The server at {host}:{port} does not accept this connection without TLS. Set the TLS mode of the endpoint to REQUIRE or stronger. */
  | 'TLS_REQUIRED'
  /** The certificate of {host}:{port} is not trusted: {detail} Give the CA certificate of the server, or correct the host name. */
  | 'TLS_UNTRUSTED'
  /** The number of tokens of a document is limited to {limit}. Ask for less at once. */
  | 'TOKEN_LIMIT'
  /** The server at {host}:{port} has no free connection. Raise max_connections or lower the concurrency of the task. */
  | 'TOO_MANY_CONNECTIONS'
  /** Source and target are already connected: {detail} Release the other task, or drop the subscription, first. */
  | 'TOPOLOGY_LOOP'
  /** {table} was emptied (TRUNCATE), and other tables go into {target} too: which rows there were its own cannot be told. Remove its rows from the target by hand, skip the statement (ddlSkip), then resume; afterwards verify the table. */
  | 'TRUNCATE_SHARED_TARGET'
  /** The column {column} is of type {type}, which the target does not have. Leave the column out, change its type, or install what is missing at the target. */
  | 'TYPE_NOT_SUPPORTED'
  /** A valid token is required. Send the header Authorization: Bearer TOKEN. */
  | 'UNAUTHENTICATED'
  /** There is nothing to verify: {detail} Choose tables of the task, or verify all of them (scope ALL). */
  | 'VERIFICATION_EMPTY'
  /** {count} tables could not be verified: {tables} Mend the cause that each table shows, then verify again. */
  | 'VERIFICATION_UNFINISHED'
  /** Table {table} could not be judged in {rounds} rounds: {detail} Verify it again when less is written to it, or in smaller chunks. */
  | 'VERIFICATION_UNSETTLED'
  /** Version {version} is not supported; supported: {supported}. Use a supported version. */
  | 'VERSION_NOT_SUPPORTED'
  /** wal_level of the source is {actual}; logical is needed. Run ALTER SYSTEM SET wal_level = 'logical' and restart the source. */
  | 'WAL_LEVEL_NOT_LOGICAL'
  /** A webhook may not go to {address}: {detail} Use the address of the receiver itself. */
  | 'WEBHOOK_ADDRESS_REFUSED'
  /** The receiver at {host} answered with status {status}. It is tried again; the receiver must answer 2xx at this very address, redirects are not followed. */
  | 'WEBHOOK_REFUSED'
  /** The secret of the webhook was sealed with another key. Bring back the key of this service, or give the webhook a new secret. */
  | 'WEBHOOK_SECRET_LOST'
  /** The receiver at {host} did not answer within {seconds} s. It is tried again; the receiver should answer first and work afterwards. */
  | 'WEBHOOK_TIMEOUT'
  /** The receiver at {host} could not be reached: {detail} It is tried again; check address, firewall and certificate of the receiver. */
  | 'WEBHOOK_UNREACHABLE'
  /** The worker of {component} is gone. It is started again elsewhere. */
  | 'WORKER_LOST';

/** What becomes of a fence at release. Treat a value that you do not know as other. */
export type FenceChoice =
  /** It stays; `dropped` of the task tells the statements that lift it. */
  | 'KEEP'
  /** Writes are allowed again, on both sides. */
  | 'LIFT';

/** How faithful a conversion is. Treat a value that you do not know as other. */
export type Fidelity =
  /** Means the same. */
  | 'EXACT'
  /** May lose something. */
  | 'LOSSY'
  /** Cannot be expressed on the target. */
  | 'UNSUPPORTED'
  /** Holds all values, and more. */
  | 'WIDENED';

/** What Godwit does not move. Treat a value that you do not know as other. */
export type ListedObjectKind =
  /** A function of a schema with migrated tables. */
  | 'FUNCTION'
  /** A procedure of such a schema. */
  | 'PROCEDURE'
  /** A trigger of a migrated table. */
  | 'TRIGGER';

/** Which side the application is to write to. Treat a value that you do not know as other. */
export type LiveSide =
  /** The source: no switchover was completed, or it has taken over again. */
  | 'SOURCE'
  /** The target: it has taken over. */
  | 'TARGET';

/** When a change takes effect. Treat a value that you do not know as other. */
export type Liveness =
  /** After its component has been restarted, which Godwit does. */
  | 'AFTER_RESTART'
  /** Within seconds. */
  | 'LIVE'
  /** It is fixed once the task has started. */
  | 'NEVER'
  /** With the next run. */
  | 'NEXT_RUN';

/** How grave a log line is. Treat a value that you do not know as other. */
export type LogLevel =
  /** For the makers of Godwit. */
  | 'DEBUG'
  /** What failed. */
  | 'ERROR'
  /** What happens. */
  | 'INFO'
  /** What should be looked at. */
  | 'WARN';

/** What a migration can include. Treat a value that you do not know as other. */
export type MigrationPhase =
  /** The rows. */
  | 'FULL_MIGRATION'
  /** The proof. */
  | 'FULL_VERIFICATION'
  /** The changes. */
  | 'INCREMENTAL_SYNCHRONIZATION'
  /** The way back: the changes of the target, after the switchover. */
  | 'REVERSE_INCREMENTAL'
  /** The structure. */
  | 'SCHEMA_MIGRATION';

/** What to do it to. */
export type ObjectChangeAbortInput = {
  /** The change. */
  changeId: string | number;
  /** Kept 24 hours for this actor: the same key with the same input answers as the first time, with another input it is refused. */
  idempotencyKey?: string | null | undefined;
};

/** What to do it to. */
export type ObjectChangeCancelInput = {
  /** The change. */
  changeId: string | number;
  /** Kept 24 hours for this actor: the same key with the same input answers as the first time, with another input it is refused. */
  idempotencyKey?: string | null | undefined;
};

/** What is done to the objects. Treat a value that you do not know as other. */
export type ObjectChangeKind =
  /** They are added. */
  | 'ADD'
  /** They are removed. */
  | 'REMOVE';

/** What to do it to. */
export type ObjectChangeRetryInput = {
  /** The change. */
  changeId: string | number;
  /** Kept 24 hours for this actor: the same key with the same input answers as the first time, with another input it is refused. */
  idempotencyKey?: string | null | undefined;
};

/** Where a change of the objects stands. Treat a value that you do not know as other. */
export type ObjectChangeStatus =
  /** It was aborted. */
  | 'ABORTED'
  /** It was cancelled. */
  | 'CANCELED'
  /** It failed; see reason. */
  | 'FAILED'
  /** Its tables are merged into the stream of the task. */
  | 'INTEGRATING'
  /** It is being prepared. */
  | 'MODIFYING'
  /** It waits and may be cancelled. */
  | 'PENDING'
  /** Its tables are copied; it may be aborted. */
  | 'RUNNING'
  /** It is done. */
  | 'SUCCEEDED';

/** The object configuration of a task; objectConfigurationImport reads it. */
export type ObjectConfigurationFile = {
  /** How it is written down. */
  format: ObjectConfigurationFormat;
  /** The task. */
  taskId: string | number;
};

/** How objects are written down. Treat a value that you do not know as other. */
export type ObjectConfigurationFormat =
  /** A line each: source_database, source_table, target_database, target_table, column_mapping, row_filter, rule (TABLE, INCLUDE or EXCLUDE). */
  | 'CSV'
  /** One object with version, objects, include and exclude, as in Selection. */
  | 'JSON';

/** What to import, and where to. */
export type ObjectConfigurationImportInput = {
  /** True: only says what would be; the file stays. */
  dryRun: boolean;
  /** The revision of the selection that is replaced; a stale one is CONFLICT. */
  expectedRevision: number;
  /** Kept 24 hours for this actor: the same key with the same input answers as the first time, with another input it is refused. */
  idempotencyKey?: string | null | undefined;
  /** The task, which is NOT_STARTED. */
  taskId: string | number;
  /** The file: CSV or JSON, as `download` gives it. */
  uploadId: string;
};

/** Which tables; what is left out does not filter. */
export type ObjectFilter = {
  /** Part of the name, whatever the case. */
  keyword?: string | null | undefined;
  /** Verification: only those whose schema migration is completed. */
  onlySchemaCompleted?: boolean | null | undefined;
  /** Only those with an error. */
  onlyWithErrors?: boolean | null | undefined;
  /** Only those in this schema (database) of the source. */
  sourceSchema?: string | null | undefined;
  /** Only those in this schema (database) of the target. */
  targetSchema?: string | null | undefined;
};

/** A table, chosen by name. */
export type ObjectRuleInput = {
  /** The columns; default all. */
  columns?: Array<ColumnMappingInput> | null | undefined;
  /** Its name. */
  name: string;
  /** Which rows; default all. */
  rowFilter?: string | null | undefined;
  /** The schema that holds it. */
  schema: string;
  /** The name at the target; default the same. */
  targetName?: string | null | undefined;
  /** The schema at the target; default the same. */
  targetSchema?: string | null | undefined;
};

/** A table of a task, and another name for it at the target. */
export type ObjectTargetInput = {
  /** Its name at the source. */
  name: string;
  /** The schema that holds it at the source. */
  schema: string;
  /** The name at the target; default as it is now. */
  targetName?: string | null | undefined;
  /** The schema at the target; default as it is now. */
  targetSchema?: string | null | undefined;
};

/** What to do it to. */
export type ObjectsAddInput = {
  /** Kept 24 hours for this actor: the same key with the same input answers as the first time, with another input it is refused. */
  idempotencyKey?: string | null | undefined;
  /** Which. */
  objects: Array<ObjectRuleInput>;
  /** The task. */
  taskId: string | number;
};

/** What to do it to. */
export type ObjectsMapInput = {
  /** The revision of the selection that the change is based on; a stale one is CONFLICT. */
  expectedRevision: number;
  /** Kept 24 hours for this actor: the same key with the same input answers as the first time, with another input it is refused. */
  idempotencyKey?: string | null | undefined;
  /** Which, and where to. */
  objects: Array<ObjectTargetInput>;
  /** The task. */
  taskId: string | number;
};

/** What to do it to. */
export type ObjectsRemoveInput = {
  /** Kept 24 hours for this actor: the same key with the same input answers as the first time, with another input it is refused. */
  idempotencyKey?: string | null | undefined;
  /** Which. */
  objects: Array<ObjectRuleInput>;
  /** The task. */
  taskId: string | number;
};

/** What to do it to. */
export type ObjectsSetSelectionInput = {
  /** The revision of the selection that the change is based on; a stale one is CONFLICT. */
  expectedRevision: number;
  /** Kept 24 hours for this actor: the same key with the same input answers as the first time, with another input it is refused. */
  idempotencyKey?: string | null | undefined;
  /** The rules. */
  selection: SelectionInput;
  /** The task. */
  taskId: string | number;
};

/** A value for a parameter. */
export type ParameterInput = {
  /** The name of the parameter. */
  name: string;
  /** The value: text, number, boolean, list of texts, or null. */
  value?: unknown;
};

/** What a parameter holds. Treat a value that you do not know as other. */
export type ParameterType =
  /** true or false. */
  | 'BOOLEAN'
  /** One of choices. */
  | 'ENUM'
  /** A whole number from minimum to maximum. */
  | 'INTEGER'
  /** Any of choices. */
  | 'SET'
  /** A text. */
  | 'TEXT';

/** Which items; what is left out does not filter. */
export type PrecheckItemFilter = {
  /** Only these results. */
  results?: Array<PrecheckResult> | null | undefined;
};

/** What to do it to. */
export type PrecheckItemsSkipInput = {
  /** Kept 24 hours for this actor: the same key with the same input answers as the first time, with another input it is refused. */
  idempotencyKey?: string | null | undefined;
  /** Ids or names of items. */
  items: Array<string>;
  /** Why; recorded. */
  reason: string;
  /** The task. */
  taskId: string | number;
};

/** What an item found. Treat a value that you do not know as other. */
export type PrecheckResult =
  /** Must be mended before the task can go on. */
  | 'FAILED'
  /** As it should be. */
  | 'PASSED'
  /** Not applicable, or skipped by a person. */
  | 'SKIPPED'
  /** Works, but should be looked at. */
  | 'WARNING';

/** What to do it to. */
export type PrecheckRunInput = {
  /** Kept 24 hours for this actor: the same key with the same input answers as the first time, with another input it is refused. */
  idempotencyKey?: string | null | undefined;
  /** Ids or names of items; default all. */
  items?: Array<string> | null | undefined;
  /** The task. */
  taskId: string | number;
};

/** Which database an item is about. Treat a value that you do not know as other. */
export type PrecheckSide =
  /** Both. */
  | 'BOTH'
  /** The source. */
  | 'SOURCE'
  /** The target. */
  | 'TARGET';

/** The level of an alert: that of its task. Treat a value that you do not know as other. */
export type RaisedLevel =
  /** High protection. */
  | 'HIGH'
  /** Low protection. */
  | 'LOW'
  /** Medium protection. */
  | 'MEDIUM';

/** What somebody may do. Treat a value that you do not know as other. */
export type Role =
  /** Endpoints, tokens, release and delete as well. */
  | 'ADMIN'
  /** Acts on tasks as well. */
  | 'OPERATOR'
  /** Reads, but no row values of the migrated tables. */
  | 'VIEWER';

/** What the file of schema conversions holds. Treat a value that you do not know as other. */
export type SchemaConversionForm =
  /** Each object with its status and conversions. */
  | 'CONVERSIONS'
  /** The same, with the whole statements of source and target. */
  | 'CONVERSIONS_AND_DDL';

/** The objects of the schema migration with their conversions, as CSV. */
export type SchemaConversionsFile = {
  /** What it holds. */
  form: SchemaConversionForm;
  /** The task. */
  taskId: string | number;
};

/** Which objects; what is left out does not filter. */
export type SchemaObjectFilter = {
  /** Part of the name, whatever the case. */
  keyword?: string | null | undefined;
  /** Only these kinds. */
  kinds?: Array<SchemaObjectKind> | null | undefined;
  /** Only those with an error. */
  onlyWithErrors?: boolean | null | undefined;
  /** Only those in this schema (database) of the source. */
  sourceSchema?: string | null | undefined;
  /** Only those that are made then. */
  stage?: SchemaStage | null | undefined;
  /** Only these statuses. */
  statuses?: Array<SchemaObjectStatus> | null | undefined;
  /** Only those in this schema (database) of the target. */
  targetSchema?: string | null | undefined;
};

/** The kinds of objects. Treat a value that you do not know as other. */
export type SchemaObjectKind =
  /** A comment. */
  | 'COMMENT'
  /** A constraint. */
  | 'CONSTRAINT'
  /** An extension in use. */
  | 'EXTENSION'
  /** An index. */
  | 'INDEX'
  /** A materialized view. */
  | 'MATERIALIZED_VIEW'
  /** A schema (database). */
  | 'SCHEMA'
  /** A sequence. */
  | 'SEQUENCE'
  /** A table. */
  | 'TABLE'
  /** An enum, domain or composite type. */
  | 'TYPE'
  /** A view. */
  | 'VIEW';

/** What to do it to. */
export type SchemaObjectModifyAndRetryInput = {
  /** The statement; relations are named with their schema. */
  convertedDdl: string;
  /** The revision of the object that the change is based on; a stale one is CONFLICT. */
  expectedRevision: number;
  /** Kept 24 hours for this actor: the same key with the same input answers as the first time, with another input it is refused. */
  idempotencyKey?: string | null | undefined;
  /** The object. */
  objectId: string | number;
  /** The task. */
  taskId: string | number;
};

/** Where an object stands. Treat a value that you do not know as other. */
export type SchemaObjectStatus =
  /** Made, as it was. */
  | 'COMPLETED'
  /** Made, with something converted. */
  | 'COMPLETED_WITH_CONVERSION'
  /** The target is making it. */
  | 'CREATING'
  /** Its source DDL is read. */
  | 'DDL_OBTAINED'
  /** The target refused it. */
  | 'FAILED'
  /** The source did not give its DDL. */
  | 'FAILED_TO_OBTAIN_DDL'
  /** Known, nothing done yet. */
  | 'INITIALIZING'
  /** It cannot be moved. */
  | 'NOT_SUPPORTED'
  /** Converted; waits for its turn. */
  | 'READY'
  /** It existed and fits, or a person skipped it. */
  | 'SKIPPED';

/** What to do it to. */
export type SchemaObjectsRemoveInput = {
  /** Kept 24 hours for this actor: the same key with the same input answers as the first time, with another input it is refused. */
  idempotencyKey?: string | null | undefined;
  /** The objects. */
  objectIds: Array<string | number>;
  /** The task. */
  taskId: string | number;
};

/** What to do it to. */
export type SchemaObjectsRetryInput = {
  /** Kept 24 hours for this actor: the same key with the same input answers as the first time, with another input it is refused. */
  idempotencyKey?: string | null | undefined;
  /** The objects; default all that failed. */
  objectIds?: Array<string | number> | null | undefined;
  /** The task. */
  taskId: string | number;
};

/** What to do it to. */
export type SchemaObjectsSkipInput = {
  /** Kept 24 hours for this actor: the same key with the same input answers as the first time, with another input it is refused. */
  idempotencyKey?: string | null | undefined;
  /** The objects. */
  objectIds: Array<string | number>;
  /** The task. */
  taskId: string | number;
};

/** When an object is made. Treat a value that you do not know as other. */
export type SchemaStage =
  /** After the rows are copied: secondary indexes, foreign keys, other constraints. */
  | 'AFTER_COPY'
  /** Before the rows are copied. */
  | 'BEFORE_COPY';

/** Which objects: those by name, and those that a pattern of include matches and none of exclude. */
export type SelectionInput = {
  /** Patterns of tables to leave out. */
  exclude?: Array<WildcardRuleInput> | null | undefined;
  /** Tables by pattern. */
  include?: Array<WildcardRuleInput> | null | undefined;
  /** Tables by name. */
  objects?: Array<ObjectRuleInput> | null | undefined;
};

/** Which way a list goes. Treat a value that you do not know as other. */
export type SortDirection =
  /** Smallest first. */
  | 'ASC'
  /** Greatest first. */
  | 'DESC';

/** Where changes were counted. Treat a value that you do not know as other. */
export type StatisticsSide =
  /** As they came from the source. */
  | 'SOURCE'
  /** As they reached the target. */
  | 'TARGET';

/** What to do it to. */
export type SubtaskAdvanceInput = {
  /** Kept 24 hours for this actor: the same key with the same input answers as the first time, with another input it is refused. */
  idempotencyKey?: string | null | undefined;
  /** The phase to leave. */
  kind: SubtaskKind;
  /** The task. */
  taskId: string | number;
};

/** The phases of a task. Treat a value that you do not know as other. */
export type SubtaskKind =
  /** Moves the application to the target, step by step. */
  | 'FORWARD_SWITCHOVER'
  /** Copies the rows that existed at a consistent point. */
  | 'FULL_MIGRATION'
  /** Proves that both sides are equal. */
  | 'FULL_VERIFICATION'
  /** Replays every change that happens meanwhile. */
  | 'INCREMENTAL_SYNCHRONIZATION'
  /** Looks at both databases before anything is changed. */
  | 'PRECHECK'
  /** Replays the changes of the target at the source, after the switchover. */
  | 'REVERSE_INCREMENTAL'
  /** Moves schemas, tables, indexes, constraints, comments, views, sequences. */
  | 'SCHEMA_MIGRATION';

/** Where a phase stands. Treat a value that you do not know as other. */
export type SubtaskStatus =
  /** It is done. */
  | 'COMPLETED'
  /** It failed; see reason. */
  | 'FAILED'
  /** Incremental only: it has caught up and follows. */
  | 'MONITORING'
  /** It has not begun. */
  | 'NOT_STARTED'
  /** It works. */
  | 'RUNNING'
  /** It was skipped. */
  | 'SKIPPED'
  /** It was stopped and can be resumed. */
  | 'STOPPED';

/** Which side takes over. Treat a value that you do not know as other. */
export type SwitchDirection =
  /** The target, from the source. */
  | 'FORWARD'
  /** The source, back from the target. */
  | 'REVERSE';

/** What to do it to. */
export type SwitchoverAllowWritesInput = {
  /** Kept 24 hours for this actor: the same key with the same input answers as the first time, with another input it is refused. */
  idempotencyKey?: string | null | undefined;
  /** The task. */
  taskId: string | number;
};

/** What to do it to. */
export type SwitchoverCancelInput = {
  /** Kept 24 hours for this actor: the same key with the same input answers as the first time, with another input it is refused. */
  idempotencyKey?: string | null | undefined;
  /** The task. */
  taskId: string | number;
};

/** What to do it to. */
export type SwitchoverConfirmWritesStoppedInput = {
  /** Kept 24 hours for this actor: the same key with the same input answers as the first time, with another input it is refused. */
  idempotencyKey?: string | null | undefined;
  /** The task. */
  taskId: string | number;
};

/** What to do it to. */
export type SwitchoverEndWritersInput = {
  /** Kept 24 hours for this actor: the same key with the same input answers as the first time, with another input it is refused. */
  idempotencyKey?: string | null | undefined;
  /** The task. */
  taskId: string | number;
};

/** What to do it to. */
export type SwitchoverFenceInput = {
  /** Kept 24 hours for this actor: the same key with the same input answers as the first time, with another input it is refused. */
  idempotencyKey?: string | null | undefined;
  /** The task. */
  taskId: string | number;
};

/** What to do it to. */
export type SwitchoverStartInput = {
  /** Why differences that full verification found, or one that did not end, are accepted; recorded. Default: they are not. */
  acceptReason?: string | null | undefined;
  /** Allow writes at the other side as soon as everything is proven; default false: a person does. */
  allowWritesAutomatically?: boolean | null | undefined;
  /** Kept 24 hours for this actor: the same key with the same input answers as the first time, with another input it is refused. */
  idempotencyKey?: string | null | undefined;
  /** The task. */
  taskId: string | number;
};

/** What to do it to. */
export type SwitchoverStartReverseInput = {
  /** Kept 24 hours for this actor: the same key with the same input answers as the first time, with another input it is refused. */
  idempotencyKey?: string | null | undefined;
  /** The task. */
  taskId: string | number;
};

/** Where a switchover stands. Treat a value that you do not know as other. */
export type SwitchoverStatus =
  /** It was cancelled; writes are allowed where they were. */
  | 'CANCELED'
  /** What was begun is being taken back. */
  | 'CANCELING'
  /** Writes are allowed at the other side. */
  | 'COMPLETED'
  /** It goes on, or waits at a step. */
  | 'RUNNING';

/** What a person can do with a step. Treat a value that you do not know as other. */
export type SwitchoverStepAction =
  /** switchoverStepComplete: a person has done it. */
  | 'COMPLETE'
  /** switchoverConfirmWritesStopped, switchoverStartReverse or switchoverAllowWrites, as the step is. */
  | 'CONFIRM'
  /** switchoverFence: Godwit has the tables refuse writes. */
  | 'FENCE'
  /** switchoverStepComplete with byGodwit: Godwit does it. */
  | 'LET_GODWIT'
  /** switchoverStepRetry. */
  | 'RETRY'
  /** switchoverStepSkip. */
  | 'SKIP';

/** Who acts. Treat a value that you do not know as other. */
export type SwitchoverStepActor =
  /** Godwit, by itself. */
  | 'GODWIT'
  /** A person. */
  | 'PERSON';

/** What to do it to. */
export type SwitchoverStepCompleteInput = {
  /** Let Godwit do it, where `allowed` has LET_GODWIT; default false. */
  byGodwit?: boolean | null | undefined;
  /** Kept 24 hours for this actor: the same key with the same input answers as the first time, with another input it is refused. */
  idempotencyKey?: string | null | undefined;
  /** MIGRATE_OBJECTS or DISABLE_TRIGGERS. */
  step: SwitchoverStepKind;
  /** The task. */
  taskId: string | number;
};

/** The steps of a switchover, in order. Treat a value that you do not know as other. */
export type SwitchoverStepKind =
  /** The point of no return; then writes are allowed at the side that takes over. */
  | 'ALLOW_WRITES'
  /** What was added for the migration is removed. */
  | 'CLEAN_UP'
  /** Triggers that fire for replicated rows are disabled. */
  | 'DISABLE_TRIGGERS'
  /** Everything up to that position is applied. */
  | 'LEVEL_CHECKPOINT'
  /** A person brings over what Godwit does not move. */
  | 'MIGRATE_OBJECTS'
  /** Latency, and what the way back needs. */
  | 'PRECHECK'
  /** The side that takes over refuses writes of others. */
  | 'PROTECT_TARGET'
  /** Sequences go beyond those of the other side. */
  | 'SET_SEQUENCES'
  /** A person confirms it. */
  | 'START'
  /** The way back applies changes, and is proven. */
  | 'START_REVERSE'
  /** The Store of the way back starts. */
  | 'START_REVERSE_STORE'
  /** The stream that carried changes so far is stopped. */
  | 'STOP_FORWARD'
  /** A person confirms that writes have stopped, or has Godwit fence the tables. */
  | 'STOP_WRITES'
  /** What changed since the last verification is compared, while writes go on. */
  | 'VERIFY_AHEAD'
  /** Rows that changed since the last verification are compared. */
  | 'VERIFY_CHANGES';

/** What to do it to. */
export type SwitchoverStepRetryInput = {
  /** Kept 24 hours for this actor: the same key with the same input answers as the first time, with another input it is refused. */
  idempotencyKey?: string | null | undefined;
  /** The step that failed. */
  step: SwitchoverStepKind;
  /** The task. */
  taskId: string | number;
};

/** What to do it to. */
export type SwitchoverStepSkipInput = {
  /** Kept 24 hours for this actor: the same key with the same input answers as the first time, with another input it is refused. */
  idempotencyKey?: string | null | undefined;
  /** Why; recorded. */
  reason: string;
  /** The step; see its skipWarning. */
  step: SwitchoverStepKind;
  /** The task. */
  taskId: string | number;
};

/** Where a step stands. Treat a value that you do not know as other. */
export type SwitchoverStepStatus =
  /** It is done. */
  | 'COMPLETED'
  /** It failed; see reason. */
  | 'FAILED'
  /** Its turn has not come. */
  | 'PENDING'
  /** Godwit works on it. */
  | 'RUNNING'
  /** A person skipped it; see skipReason. */
  | 'SKIPPED'
  /** It was taken back when the switchover was cancelled. */
  | 'UNDONE'
  /** A person must act; see allowed. */
  | 'WAITING_FOR_PERSON';

/** Where the copy of a table stands. Treat a value that you do not know as other. */
export type TableProgressStatus =
  /** All rows are on the target. */
  | 'COPIED'
  /** Ranges are being copied. */
  | 'COPYING'
  /** It failed; see error. */
  | 'FAILED'
  /** Its turn has not come. */
  | 'WAITING';

/** Which ones; what is left out does not filter. */
export type TableStatisticsFilter = {
  /** Part of the name of a table, whatever the case. */
  keyword?: string | null | undefined;
  /** Only what was counted there. */
  side?: StatisticsSide | null | undefined;
  /** Only tables in this schema (database) of the source. */
  sourceSchema?: string | null | undefined;
  /** Only tables in this schema (database) of the target. */
  targetSchema?: string | null | undefined;
};

/** What may be done with a task. Treat a value that you do not know as other. */
export type TaskAction =
  /** Add objects. */
  | 'ADD_OBJECTS'
  /** Change its alert level. */
  | 'ALERT_LEVEL'
  /** Make a new one like it. */
  | 'CLONE'
  /** Remove its record. */
  | 'DELETE'
  /** Change its parameters. */
  | 'MODIFY_PARAMETERS'
  /** End it and drop what it made on both databases. */
  | 'RELEASE'
  /** Remove objects. */
  | 'REMOVE_OBJECTS'
  /** Give it another name. */
  | 'RENAME'
  /** Go on where it stopped. */
  | 'RESUME'
  /** Start it. */
  | 'START'
  /** Stop it. */
  | 'STOP'
  /** Change its tags. */
  | 'TAGS'
  /** See its parameters. */
  | 'VIEW_PARAMETERS';

/** What to do it to. */
export type TaskCloneInput = {
  /** Kept 24 hours for this actor: the same key with the same input answers as the first time, with another input it is refused. */
  idempotencyKey?: string | null | undefined;
  /** The name of the new one; default a free one made from the old. */
  name?: string | null | undefined;
  /** What the new one includes; default the same. */
  phases?: Array<MigrationPhase> | null | undefined;
  /** The task. */
  taskId: string | number;
};

/** The new task. */
export type TaskCreateInput = {
  /** How soon alerts are raised; default LOW. */
  alertLevel?: AlertLevel | null | undefined;
  /** Minutes between two repetitions of an alert, 1 to 600; default 3. */
  alertRepeatMinutes?: number | null | undefined;
  /** Kept 24 hours for this actor: the same key with the same input answers as the first time, with another input it is refused. */
  idempotencyKey?: string | null | undefined;
  /** Unique, 1 to 64 characters. */
  name: string;
  /** Parameters; those left out have their default. */
  parameters?: Array<ParameterInput> | null | undefined;
  /** What it includes; at least one. */
  phases: Array<MigrationPhase>;
  /** Which objects. */
  selection: SelectionInput;
  /** Where the data comes from. */
  sourceEndpointId: string | number;
  /** Up to 8 tags of 1 to 32 characters. */
  tags?: Array<string> | null | undefined;
  /** Where the data goes. */
  targetEndpointId: string | number;
};

/** Which task, confirmed by its name. */
export type TaskDeleteInput = {
  /** The exact name of the task. */
  confirmName: string;
  /** Kept 24 hours for this actor: the same key with the same input answers as the first time, with another input it is refused. */
  idempotencyKey?: string | null | undefined;
  /** The task. */
  taskId: string | number;
};

/** Which events; what is left out does not filter. */
export type TaskEventFilter = {
  /** Only of these tasks. */
  taskIds?: Array<string | number> | null | undefined;
  /** Only these kinds. */
  types?: Array<TaskEventType> | null | undefined;
};

/** What happened. Treat a value that you do not know as other. */
export type TaskEventType =
  /** An alert was raised, repeated, acknowledged or cleared; facts: change, kind, level, code. See alertEvents. */
  | 'ALERT_CHANGED'
  /** A component changed. */
  | 'COMPONENT_CHANGED'
  /** DDL was seen in the stream. */
  | 'DDL_SEEN'
  /** An endpoint changed. */
  | 'ENDPOINT_CHANGED'
  /** An endpoint is gone. */
  | 'ENDPOINT_DELETED'
  /** A change of its objects changed. */
  | 'OBJECT_CHANGE_CHANGED'
  /** The precheck found something. */
  | 'PRECHECK_CHANGED'
  /** Objects of the schema migration changed. */
  | 'SCHEMA_OBJECT_CHANGED'
  /** Its rules changed. */
  | 'SELECTION_CHANGED'
  /** A phase changed. */
  | 'SUBTASK_CHANGED'
  /** A switchover changed; facts: step, from, to, or what was asked for. */
  | 'SWITCHOVER_CHANGED'
  /** Its record changed. */
  | 'TASK_CHANGED'
  /** A recorded command could not be carried out; facts: code, message, remedy, rowDetail. */
  | 'TASK_COMMAND_FAILED'
  /** A task was made. */
  | 'TASK_CREATED'
  /** It is gone. */
  | 'TASK_DELETED'
  /** Its parameters changed. */
  | 'TASK_PARAMETERS_CHANGED'
  /** An action was asked for, or has happened. */
  | 'TASK_PENDING_ACTION_CHANGED'
  /** Its state changed; facts: from, to. */
  | 'TASK_STATUS_CHANGED'
  /** It waits for something else; facts: who, what, code (of the error that it comes from). */
  | 'TASK_WAITING_FOR_CHANGED'
  /** A verification run changed. */
  | 'VERIFICATION_CHANGED';

/** Which tasks; what is left out does not filter. */
export type TaskFilter = {
  /** Only these alert levels. */
  alertLevels?: Array<AlertLevel> | null | undefined;
  /** Only those made by this person. */
  createdBy?: string | null | undefined;
  /** Only those with this endpoint as source or target. */
  endpointId?: string | number | null | undefined;
  /** Only these. */
  ids?: Array<string | number> | null | undefined;
  /** Part of the name, of the key or of the name of an endpoint, whatever the case. */
  keyword?: string | null | undefined;
  /** Only those that include all of these phases. */
  phases?: Array<MigrationPhase> | null | undefined;
  /** Only these states. */
  statuses?: Array<TaskStatus> | null | undefined;
  /** Only those that have all of these tags. */
  tags?: Array<string> | null | undefined;
};

/** The order of a list of tasks. */
export type TaskOrder = {
  /** Which way. */
  direction: SortDirection;
  /** By what. */
  field: TaskSortField;
};

/** Which task. */
export type TaskReleaseInput = {
  /** What becomes of a fence that still stops writes; needed where one stands (FENCE_STANDS). */
  fence?: FenceChoice | null | undefined;
  /** Kept 24 hours for this actor: the same key with the same input answers as the first time, with another input it is refused. */
  idempotencyKey?: string | null | undefined;
  /** The task. */
  taskId: string | number;
};

/** What to do it to. */
export type TaskRenameInput = {
  /** The labelsRevision of the task that was read: CONFLICT when name, tags or alert level have changed since. Default: whatever they are. */
  expectedRevision?: number | null | undefined;
  /** Kept 24 hours for this actor: the same key with the same input answers as the first time, with another input it is refused. */
  idempotencyKey?: string | null | undefined;
  /** The new name: unique, 1 to 64 characters. */
  name: string;
  /** The task. */
  taskId: string | number;
};

/** Which task. */
export type TaskResumeInput = {
  /** Kept 24 hours for this actor: the same key with the same input answers as the first time, with another input it is refused. */
  idempotencyKey?: string | null | undefined;
  /** The task. */
  taskId: string | number;
};

/** What to do it to. */
export type TaskSetAlertLevelInput = {
  /** The level. */
  alertLevel: AlertLevel;
  /** Minutes between two repetitions of an alert, 1 to 600; default as it is. */
  alertRepeatMinutes?: number | null | undefined;
  /** The labelsRevision of the task that was read: CONFLICT when name, tags or alert level have changed since. Default: whatever they are. */
  expectedRevision?: number | null | undefined;
  /** Kept 24 hours for this actor: the same key with the same input answers as the first time, with another input it is refused. */
  idempotencyKey?: string | null | undefined;
  /** The task. */
  taskId: string | number;
};

/** What to do it to. */
export type TaskSetTagsInput = {
  /** The labelsRevision of the task that was read: CONFLICT when name, tags or alert level have changed since. Default: whatever they are. */
  expectedRevision?: number | null | undefined;
  /** Kept 24 hours for this actor: the same key with the same input answers as the first time, with another input it is refused. */
  idempotencyKey?: string | null | undefined;
  /** Up to 8 tags of 1 to 32 characters. */
  tags: Array<string>;
  /** The task. */
  taskId: string | number;
};

/** What a list of tasks is ordered by. Treat a value that you do not know as other. */
export type TaskSortField =
  /** By the time it was made. */
  | 'CREATED_AT'
  /** By name. */
  | 'NAME'
  /** By state. */
  | 'STATUS'
  /** By the time it last changed. */
  | 'UPDATED_AT';

/** Which task. */
export type TaskStartInput = {
  /** Kept 24 hours for this actor: the same key with the same input answers as the first time, with another input it is refused. */
  idempotencyKey?: string | null | undefined;
  /** The task. */
  taskId: string | number;
};

/** The states of a task. Treat a value that you do not know as other. */
export type TaskStatus =
  /** Every phase is completed or skipped. */
  | 'COMPLETED'
  /** It failed; see reason. It can be resumed. */
  | 'FAILED'
  /** Added objects are merged into its stream. */
  | 'INTEGRATING'
  /** A change of its objects is being carried out. */
  | 'MODIFYING'
  /** It was made and has not been started. */
  | 'NOT_STARTED'
  /** Only its record is left. */
  | 'RELEASED'
  /** What was made on both databases is being dropped. */
  | 'RELEASING'
  /** Its phases run. */
  | 'RUNNING'
  /** It was stopped and can be resumed. */
  | 'STOPPED';

/** Which task. */
export type TaskStopInput = {
  /** Kept 24 hours for this actor: the same key with the same input answers as the first time, with another input it is refused. */
  idempotencyKey?: string | null | undefined;
  /** The task. */
  taskId: string | number;
};

/** What to do it to. */
export type TaskUpdateParametersInput = {
  /** parametersRevision of the task that the change is based on; a stale one is CONFLICT. */
  expectedRevision: number;
  /** Kept 24 hours for this actor: the same key with the same input answers as the first time, with another input it is refused. */
  idempotencyKey?: string | null | undefined;
  /** The parameters that change. */
  parameters: Array<ParameterInput>;
  /** The task. */
  taskId: string | number;
};

/** Which tasks: by ids or by filter, at most 1 000. */
export type TasksDeleteInput = {
  /** tasksDelete only: the exact name of each task. */
  confirmNames?: Array<string> | null | undefined;
  /** The tasks that this filter finds. */
  filter?: TaskFilter | null | undefined;
  /** Kept 24 hours for this actor: the same key with the same input answers as the first time, with another input it is refused. */
  idempotencyKey?: string | null | undefined;
  /** These tasks. */
  ids?: Array<string | number> | null | undefined;
};

/** Which tasks: by ids or by filter, at most 1 000. */
export type TasksReleaseInput = {
  /** tasksDelete only: the exact name of each task. */
  confirmNames?: Array<string> | null | undefined;
  /** The tasks that this filter finds. */
  filter?: TaskFilter | null | undefined;
  /** Kept 24 hours for this actor: the same key with the same input answers as the first time, with another input it is refused. */
  idempotencyKey?: string | null | undefined;
  /** These tasks. */
  ids?: Array<string | number> | null | undefined;
};

/** Which tasks: by ids or by filter, at most 1 000. */
export type TasksResumeInput = {
  /** tasksDelete only: the exact name of each task. */
  confirmNames?: Array<string> | null | undefined;
  /** The tasks that this filter finds. */
  filter?: TaskFilter | null | undefined;
  /** Kept 24 hours for this actor: the same key with the same input answers as the first time, with another input it is refused. */
  idempotencyKey?: string | null | undefined;
  /** These tasks. */
  ids?: Array<string | number> | null | undefined;
};

/** Which tasks: by ids or by filter, at most 1 000. */
export type TasksStartInput = {
  /** tasksDelete only: the exact name of each task. */
  confirmNames?: Array<string> | null | undefined;
  /** The tasks that this filter finds. */
  filter?: TaskFilter | null | undefined;
  /** Kept 24 hours for this actor: the same key with the same input answers as the first time, with another input it is refused. */
  idempotencyKey?: string | null | undefined;
  /** These tasks. */
  ids?: Array<string | number> | null | undefined;
};

/** Which tasks: by ids or by filter, at most 1 000. */
export type TasksStopInput = {
  /** tasksDelete only: the exact name of each task. */
  confirmNames?: Array<string> | null | undefined;
  /** The tasks that this filter finds. */
  filter?: TaskFilter | null | undefined;
  /** Kept 24 hours for this actor: the same key with the same input answers as the first time, with another input it is refused. */
  idempotencyKey?: string | null | undefined;
  /** These tasks. */
  ids?: Array<string | number> | null | undefined;
};

/** How a connection is protected. Treat a value that you do not know as other. */
export type TlsMode =
  /** Not encrypted. */
  | 'DISABLE'
  /** Encrypted; the certificate of the server is not checked. */
  | 'REQUIRE'
  /** Encrypted; the certificate must be signed by the CA. */
  | 'VERIFY_CA'
  /** Encrypted; the certificate must be signed by the CA and name the host. */
  | 'VERIFY_FULL';

/** The new token. */
export type TokenCreateInput = {
  /** When it expires; default never. */
  expiresAt?: string | null | undefined;
  /** Kept 24 hours for this actor: the same key with the same input answers as the first time, with another input it is refused. */
  idempotencyKey?: string | null | undefined;
  /** Unique among tokens that work, 1 to 64 characters. */
  name: string;
  /** What it allows. */
  role: Role;
};

/** What to do it to. */
export type TokenRevokeInput = {
  /** Kept 24 hours for this actor: the same key with the same input answers as the first time, with another input it is refused. */
  idempotencyKey?: string | null | undefined;
  /** The token. */
  tokenId: string | number;
};

/** What is to be sent. */
export type UploadCreateInput = {
  /** Kept 24 hours for this actor: the same key with the same input answers as the first time, with another input it is refused. */
  idempotencyKey?: string | null | undefined;
  /** What it is for. */
  purpose: UploadPurpose;
  /** Exactly how many bytes will be sent, up to 67 108 864 (64 MiB). */
  sizeBytes: number;
};

/** What an upload is for. Treat a value that you do not know as other. */
export type UploadPurpose =
  /** objectConfigurationImport. */
  | 'OBJECT_CONFIGURATION';

/** The judgement of a table. Treat a value that you do not know as other. */
export type VerificationResult =
  /** Both sides are equal. */
  | 'CONSISTENT'
  /** The comparison failed; see error. */
  | 'FAILED'
  /** Rows differ. */
  | 'INCONSISTENT'
  /** Cannot be compared; see error. */
  | 'NOT_COMPARABLE'
  /** Not compared, because the run was skipped before its turn came. */
  | 'SKIPPED';

/** What a verification proved. Treat a value that you do not know as other. */
export type VerificationRunResult =
  /** At least one table differs. */
  | 'DIFFERENT'
  /** Every table was found equal (in the rows that were chosen, where a filter was given). */
  | 'EQUAL'
  /** No difference was found, but at least one table was not judged (or there was none): nothing is proven of it. */
  | 'INCOMPLETE';

/** Where a run stands. Treat a value that you do not know as other. */
export type VerificationRunStatus =
  /** It has gone through all tables; see result. */
  | 'COMPLETED'
  /** It failed; see reason. */
  | 'FAILED'
  /** It compares. */
  | 'RUNNING'
  /** It was skipped. */
  | 'SKIPPED'
  /** It was stopped. */
  | 'STOPPED';

/** What a run compares. Treat a value that you do not know as other. */
export type VerificationScope =
  /** Tables that were not consistent in the last run. */
  | 'ABNORMAL_TABLES'
  /** All tables. */
  | 'ALL'
  /** Only rows that changed since the last run over all tables or over changed rows began. */
  | 'CHANGED_ROWS'
  /** Chosen tables, each with a row filter if wanted. */
  | 'CUSTOM'
  /** Only the rows that differed in the last run. */
  | 'INCONSISTENT_ROWS';

/** What to do it to. */
export type VerificationSkipInput = {
  /** Kept 24 hours for this actor: the same key with the same input answers as the first time, with another input it is refused. */
  idempotencyKey?: string | null | undefined;
  /** Why; recorded. */
  reason?: string | null | undefined;
  /** The task. */
  taskId: string | number;
};

/** What to do it to. */
export type VerificationStartInput = {
  /** Kept 24 hours for this actor: the same key with the same input answers as the first time, with another input it is refused. */
  idempotencyKey?: string | null | undefined;
  /** What to compare. */
  scope: VerificationScope;
  /** CUSTOM only: the tables. */
  tables?: Array<VerificationTableInput> | null | undefined;
  /** The task. */
  taskId: string | number;
};

/** Which tables; what is left out does not filter. */
export type VerificationTableFilter = {
  /** Part of the name, whatever the case. */
  keyword?: string | null | undefined;
  /** Only those whose schema migration is completed. */
  onlySchemaCompleted?: boolean | null | undefined;
  /** Only those with an error. */
  onlyWithErrors?: boolean | null | undefined;
  /** Only these results. */
  results?: Array<VerificationResult> | null | undefined;
  /** Only those in this schema (database) of the source. */
  sourceSchema?: string | null | undefined;
  /** Only those in this schema (database) of the target. */
  targetSchema?: string | null | undefined;
};

/** A table to verify. */
export type VerificationTableInput = {
  /** Which rows, in the language of a row filter over migrated columns of the source: a row is compared when its values fulfil it on either side. Default: all. What is found equal proves nothing of the other rows. Errors: FILTER_INVALID. */
  rowFilter?: string | null | undefined;
  /** The table within the task. */
  tableId: string;
};

/** Who must act. Treat a value that you do not know as other. */
export type WaitedFor =
  /** One of the databases. */
  | 'DATABASE'
  /** Godwit itself. */
  | 'GODWIT'
  /** A person. */
  | 'PERSON';

/** Tables, chosen by pattern: * is any text, ? one character. */
export type WildcardRuleInput = {
  /** Pattern of the name. */
  name: string;
  /** Pattern of the schema. */
  schema: string;
  /** The name at the target, with {schema} and {name}; default the same. */
  targetName?: string | null | undefined;
  /** The schema at the target, with {schema} and {name}; default the same. */
  targetSchema?: string | null | undefined;
};

export type TokenFieldsFragment = { __typename: 'Token', id: string, name: string, role: Role, createdBy: string, createdAt: string, expiresAt: string | null, lastUsedAt: string | null, revokedAt: string | null };

export type TokensPageQueryVariables = Exact<{
  first?: number | null | undefined;
  after?: string | null | undefined;
  last?: number | null | undefined;
  before?: string | null | undefined;
}>;


export type TokensPageQuery = { tokens: { __typename: 'TokenConnection', totalCount: number, pageInfo: { __typename: 'PageInfo', hasNextPage: boolean, hasPreviousPage: boolean, startCursor: string | null, endCursor: string | null }, nodes: Array<{ __typename: 'Token', id: string, name: string, role: Role, createdBy: string, createdAt: string, expiresAt: string | null, lastUsedAt: string | null, revokedAt: string | null }> } };

export type AuditPageQueryVariables = Exact<{
  filter?: AuditFilter | null | undefined;
  first?: number | null | undefined;
  after?: string | null | undefined;
  last?: number | null | undefined;
  before?: string | null | undefined;
}>;


export type AuditPageQuery = { auditEvents: { __typename: 'AuditEventConnection', totalCount: number, pageInfo: { __typename: 'PageInfo', hasNextPage: boolean, hasPreviousPage: boolean, startCursor: string | null, endCursor: string | null }, nodes: Array<{ __typename: 'AuditEvent', at: string, actor: string, role: Role, action: string, subject: string, subjectId: string, before: unknown, after: unknown }> } };

export type TokenCreateMutationVariables = Exact<{
  input: TokenCreateInput;
}>;


export type TokenCreateMutation = { tokenCreate:
    | { __typename: 'ConflictError', code: ErrorCode, message: string, remedy: string | null, path: Array<string> | null }
    | { __typename: 'DatabaseError', code: ErrorCode, message: string, remedy: string | null, path: Array<string> | null }
    | { __typename: 'InputError', code: ErrorCode, message: string, remedy: string | null, path: Array<string> | null }
    | { __typename: 'NotAllowedError', code: ErrorCode, message: string, remedy: string | null, path: Array<string> | null }
    | { __typename: 'NotFoundError', code: ErrorCode, message: string, remedy: string | null, path: Array<string> | null }
    | { __typename: 'TokenCreatePayload', secret: string | null, token: { __typename: 'Token', id: string, name: string, role: Role, createdBy: string, createdAt: string, expiresAt: string | null, lastUsedAt: string | null, revokedAt: string | null } | null }
   };

export type TokenRevokeMutationVariables = Exact<{
  input: TokenRevokeInput;
}>;


export type TokenRevokeMutation = { tokenRevoke:
    | { __typename: 'ConflictError', code: ErrorCode, message: string, remedy: string | null, path: Array<string> | null }
    | { __typename: 'DatabaseError', code: ErrorCode, message: string, remedy: string | null, path: Array<string> | null }
    | { __typename: 'InputError', code: ErrorCode, message: string, remedy: string | null, path: Array<string> | null }
    | { __typename: 'NotAllowedError', code: ErrorCode, message: string, remedy: string | null, path: Array<string> | null }
    | { __typename: 'NotFoundError', code: ErrorCode, message: string, remedy: string | null, path: Array<string> | null }
    | { __typename: 'TokenRevokePayload', token: { __typename: 'Token', id: string, name: string, role: Role, createdBy: string, createdAt: string, expiresAt: string | null, lastUsedAt: string | null, revokedAt: string | null } | null }
   };

type AlertFields_ComponentFailedAlert_Fragment = { __typename: 'ComponentFailedAlert', id: string, kind: AlertKind, level: RaisedLevel, state: AlertState, raisedAt: string, repeatedAt: string | null, repeats: number, acknowledgedAt: string | null, acknowledgedBy: string | null, acknowledgedNote: string | null, clearedAt: string | null, reason: { __typename: 'Reason', code: ErrorCode, action: ErrorAction, message: string, remedy: string, rowDetail: string | null } };

type AlertFields_LatencyAlert_Fragment = { __typename: 'LatencyAlert', id: string, kind: AlertKind, level: RaisedLevel, state: AlertState, raisedAt: string, repeatedAt: string | null, repeats: number, acknowledgedAt: string | null, acknowledgedBy: string | null, acknowledgedNote: string | null, clearedAt: string | null, reason: { __typename: 'Reason', code: ErrorCode, action: ErrorAction, message: string, remedy: string, rowDetail: string | null } };

type AlertFields_LogRetentionAlert_Fragment = { __typename: 'LogRetentionAlert', id: string, kind: AlertKind, level: RaisedLevel, state: AlertState, raisedAt: string, repeatedAt: string | null, repeats: number, acknowledgedAt: string | null, acknowledgedBy: string | null, acknowledgedNote: string | null, clearedAt: string | null, reason: { __typename: 'Reason', code: ErrorCode, action: ErrorAction, message: string, remedy: string, rowDetail: string | null } };

type AlertFields_TaskFailedAlert_Fragment = { __typename: 'TaskFailedAlert', id: string, kind: AlertKind, level: RaisedLevel, state: AlertState, raisedAt: string, repeatedAt: string | null, repeats: number, acknowledgedAt: string | null, acknowledgedBy: string | null, acknowledgedNote: string | null, clearedAt: string | null, reason: { __typename: 'Reason', code: ErrorCode, action: ErrorAction, message: string, remedy: string, rowDetail: string | null } };

export type AlertFieldsFragment =
  | AlertFields_ComponentFailedAlert_Fragment
  | AlertFields_LatencyAlert_Fragment
  | AlertFields_LogRetentionAlert_Fragment
  | AlertFields_TaskFailedAlert_Fragment
;

export type CatchingUpFieldsFragment = { __typename: 'CatchingUp', latencyMs: number, thresholdMs: number, remainingMs: number | null };

export type AlertsPageQueryVariables = Exact<{
  filter?: AlertFilter | null | undefined;
  first?: number | null | undefined;
  after?: string | null | undefined;
  last?: number | null | undefined;
  before?: string | null | undefined;
}>;


export type AlertsPageQuery = { alerts: { __typename: 'AlertConnection', totalCount: number, pageInfo: { __typename: 'PageInfo', hasNextPage: boolean, hasPreviousPage: boolean, startCursor: string | null, endCursor: string | null }, nodes: Array<
      | { __typename: 'ComponentFailedAlert', id: string, kind: AlertKind, level: RaisedLevel, state: AlertState, raisedAt: string, repeatedAt: string | null, repeats: number, acknowledgedAt: string | null, acknowledgedBy: string | null, acknowledgedNote: string | null, clearedAt: string | null, task: { __typename: 'Task', id: string, name: string } | null, reason: { __typename: 'Reason', code: ErrorCode, action: ErrorAction, message: string, remedy: string, rowDetail: string | null } }
      | { __typename: 'LatencyAlert', id: string, kind: AlertKind, level: RaisedLevel, state: AlertState, raisedAt: string, repeatedAt: string | null, repeats: number, acknowledgedAt: string | null, acknowledgedBy: string | null, acknowledgedNote: string | null, clearedAt: string | null, task: { __typename: 'Task', id: string, name: string } | null, reason: { __typename: 'Reason', code: ErrorCode, action: ErrorAction, message: string, remedy: string, rowDetail: string | null } }
      | { __typename: 'LogRetentionAlert', id: string, kind: AlertKind, level: RaisedLevel, state: AlertState, raisedAt: string, repeatedAt: string | null, repeats: number, acknowledgedAt: string | null, acknowledgedBy: string | null, acknowledgedNote: string | null, clearedAt: string | null, task: { __typename: 'Task', id: string, name: string } | null, reason: { __typename: 'Reason', code: ErrorCode, action: ErrorAction, message: string, remedy: string, rowDetail: string | null } }
      | { __typename: 'TaskFailedAlert', id: string, kind: AlertKind, level: RaisedLevel, state: AlertState, raisedAt: string, repeatedAt: string | null, repeats: number, acknowledgedAt: string | null, acknowledgedBy: string | null, acknowledgedNote: string | null, clearedAt: string | null, task: { __typename: 'Task', id: string, name: string } | null, reason: { __typename: 'Reason', code: ErrorCode, action: ErrorAction, message: string, remedy: string, rowDetail: string | null } }
    > } };

export type AlertAcknowledgeMutationVariables = Exact<{
  input: AlertAcknowledgeInput;
}>;


export type AlertAcknowledgeMutation = { alertAcknowledge:
    | { __typename: 'AlertAcknowledgePayload', alert:
        | { __typename: 'ComponentFailedAlert', id: string, kind: AlertKind, level: RaisedLevel, state: AlertState, raisedAt: string, repeatedAt: string | null, repeats: number, acknowledgedAt: string | null, acknowledgedBy: string | null, acknowledgedNote: string | null, clearedAt: string | null, reason: { __typename: 'Reason', code: ErrorCode, action: ErrorAction, message: string, remedy: string, rowDetail: string | null } }
        | { __typename: 'LatencyAlert', id: string, kind: AlertKind, level: RaisedLevel, state: AlertState, raisedAt: string, repeatedAt: string | null, repeats: number, acknowledgedAt: string | null, acknowledgedBy: string | null, acknowledgedNote: string | null, clearedAt: string | null, reason: { __typename: 'Reason', code: ErrorCode, action: ErrorAction, message: string, remedy: string, rowDetail: string | null } }
        | { __typename: 'LogRetentionAlert', id: string, kind: AlertKind, level: RaisedLevel, state: AlertState, raisedAt: string, repeatedAt: string | null, repeats: number, acknowledgedAt: string | null, acknowledgedBy: string | null, acknowledgedNote: string | null, clearedAt: string | null, reason: { __typename: 'Reason', code: ErrorCode, action: ErrorAction, message: string, remedy: string, rowDetail: string | null } }
        | { __typename: 'TaskFailedAlert', id: string, kind: AlertKind, level: RaisedLevel, state: AlertState, raisedAt: string, repeatedAt: string | null, repeats: number, acknowledgedAt: string | null, acknowledgedBy: string | null, acknowledgedNote: string | null, clearedAt: string | null, reason: { __typename: 'Reason', code: ErrorCode, action: ErrorAction, message: string, remedy: string, rowDetail: string | null } }
       | null }
    | { __typename: 'ConflictError', code: ErrorCode, message: string, remedy: string | null, path: Array<string> | null }
    | { __typename: 'DatabaseError', code: ErrorCode, message: string, remedy: string | null, path: Array<string> | null }
    | { __typename: 'InputError', code: ErrorCode, message: string, remedy: string | null, path: Array<string> | null }
    | { __typename: 'NotAllowedError', code: ErrorCode, message: string, remedy: string | null, path: Array<string> | null }
    | { __typename: 'NotFoundError', code: ErrorCode, message: string, remedy: string | null, path: Array<string> | null }
   };

export type ThresholdsFieldsFragment = { __typename: 'AlertThresholds', revision: number, updatedBy: string | null, updatedAt: string | null, levels: Array<{ __typename: 'AlertThreshold', level: RaisedLevel, latencySeconds: number, failureSeconds: number, defaultSeconds: number, leastSeconds: number, mostSeconds: number }> };

export type AlertThresholdsOfAllQueryVariables = Exact<{ [key: string]: never; }>;


export type AlertThresholdsOfAllQuery = { alertThresholds: { __typename: 'AlertThresholds', revision: number, updatedBy: string | null, updatedAt: string | null, levels: Array<{ __typename: 'AlertThreshold', level: RaisedLevel, latencySeconds: number, failureSeconds: number, defaultSeconds: number, leastSeconds: number, mostSeconds: number }> } };

export type AlertThresholdsUpdateMutationVariables = Exact<{
  input: AlertThresholdsUpdateInput;
}>;


export type AlertThresholdsUpdateMutation = { alertThresholdsUpdate:
    | { __typename: 'AlertThresholdsUpdatePayload', thresholds: { __typename: 'AlertThresholds', revision: number, updatedBy: string | null, updatedAt: string | null, levels: Array<{ __typename: 'AlertThreshold', level: RaisedLevel, latencySeconds: number, failureSeconds: number, defaultSeconds: number, leastSeconds: number, mostSeconds: number }> } | null }
    | { __typename: 'ConflictError', code: ErrorCode, message: string, remedy: string | null, path: Array<string> | null }
    | { __typename: 'DatabaseError', code: ErrorCode, message: string, remedy: string | null, path: Array<string> | null }
    | { __typename: 'InputError', code: ErrorCode, message: string, remedy: string | null, path: Array<string> | null }
    | { __typename: 'NotAllowedError', code: ErrorCode, message: string, remedy: string | null, path: Array<string> | null }
    | { __typename: 'NotFoundError', code: ErrorCode, message: string, remedy: string | null, path: Array<string> | null }
   };

export type WebhookFieldsFragment = { __typename: 'AlertWebhook', id: string, name: string, url: string, levels: Array<RaisedLevel>, kinds: Array<AlertKind>, enabled: boolean, revision: number };

export type AlertWebhooksOfAllQueryVariables = Exact<{
  first: number;
}>;


export type AlertWebhooksOfAllQuery = { alertWebhooks: { __typename: 'AlertWebhookConnection', totalCount: number, nodes: Array<{ __typename: 'AlertWebhook', id: string, name: string, url: string, levels: Array<RaisedLevel>, kinds: Array<AlertKind>, enabled: boolean, revision: number, deliveries: { __typename: 'AlertDeliveryConnection', nodes: Array<{ __typename: 'AlertDelivery', id: string, status: DeliveryStatus, createdAt: string }> } }> } };

export type AlertDeliveriesQueryVariables = Exact<{
  webhookId: string | number;
  first?: number | null | undefined;
  after?: string | null | undefined;
  last?: number | null | undefined;
  before?: string | null | undefined;
}>;


export type AlertDeliveriesQuery = { node:
    | { __typename: 'AlertWebhook', id: string, deliveries: { __typename: 'AlertDeliveryConnection', totalCount: number, pageInfo: { __typename: 'PageInfo', hasNextPage: boolean, hasPreviousPage: boolean, startCursor: string | null, endCursor: string | null }, nodes: Array<{ __typename: 'AlertDelivery', id: string, change: DeliveryChange, status: DeliveryStatus, attempts: number, httpStatus: number | null, createdAt: string, nextTryAt: string | null, endedAt: string | null, error: { __typename: 'Reason', code: ErrorCode, action: ErrorAction, message: string, remedy: string, rowDetail: string | null } | null }> } }
    | { __typename: 'ComponentFailedAlert', id: string }
    | { __typename: 'ForwardSwitchoverSubtask', id: string }
    | { __typename: 'FullImportComponent', id: string }
    | { __typename: 'FullMigrationSubtask', id: string }
    | { __typename: 'FullVerificationComponent', id: string }
    | { __typename: 'FullVerificationSubtask', id: string }
    | { __typename: 'IncrSyncComponent', id: string }
    | { __typename: 'IncrementalSubtask', id: string }
    | { __typename: 'LatencyAlert', id: string }
    | { __typename: 'LogRetentionAlert', id: string }
    | { __typename: 'PostgresqlEndpoint', id: string }
    | { __typename: 'PrecheckSubtask', id: string }
    | { __typename: 'ReverseIncrementalSubtask', id: string }
    | { __typename: 'SchemaMigrationSubtask', id: string }
    | { __typename: 'SchemaObject', id: string }
    | { __typename: 'StoreComponent', id: string }
    | { __typename: 'Switchover', id: string }
    | { __typename: 'Task', id: string }
    | { __typename: 'TaskFailedAlert', id: string }
    | { __typename: 'Token', id: string }
    | { __typename: 'VerificationRun', id: string }
   | null };

export type AlertWebhookCreateMutationVariables = Exact<{
  input: AlertWebhookCreateInput;
}>;


export type AlertWebhookCreateMutation = { alertWebhookCreate:
    | { __typename: 'AlertWebhookCreatePayload', webhook: { __typename: 'AlertWebhook', id: string, name: string, url: string, levels: Array<RaisedLevel>, kinds: Array<AlertKind>, enabled: boolean, revision: number } | null }
    | { __typename: 'ConflictError', code: ErrorCode, message: string, remedy: string | null, path: Array<string> | null }
    | { __typename: 'DatabaseError', code: ErrorCode, message: string, remedy: string | null, path: Array<string> | null }
    | { __typename: 'InputError', code: ErrorCode, message: string, remedy: string | null, path: Array<string> | null }
    | { __typename: 'NotAllowedError', code: ErrorCode, message: string, remedy: string | null, path: Array<string> | null }
    | { __typename: 'NotFoundError', code: ErrorCode, message: string, remedy: string | null, path: Array<string> | null }
   };

export type AlertWebhookUpdateMutationVariables = Exact<{
  input: AlertWebhookUpdateInput;
}>;


export type AlertWebhookUpdateMutation = { alertWebhookUpdate:
    | { __typename: 'AlertWebhookUpdatePayload', webhook: { __typename: 'AlertWebhook', id: string, name: string, url: string, levels: Array<RaisedLevel>, kinds: Array<AlertKind>, enabled: boolean, revision: number } | null }
    | { __typename: 'ConflictError', code: ErrorCode, message: string, remedy: string | null, path: Array<string> | null }
    | { __typename: 'DatabaseError', code: ErrorCode, message: string, remedy: string | null, path: Array<string> | null }
    | { __typename: 'InputError', code: ErrorCode, message: string, remedy: string | null, path: Array<string> | null }
    | { __typename: 'NotAllowedError', code: ErrorCode, message: string, remedy: string | null, path: Array<string> | null }
    | { __typename: 'NotFoundError', code: ErrorCode, message: string, remedy: string | null, path: Array<string> | null }
   };

export type AlertWebhookDeleteMutationVariables = Exact<{
  input: AlertWebhookDeleteInput;
}>;


export type AlertWebhookDeleteMutation = { alertWebhookDelete:
    | { __typename: 'AlertWebhookDeletePayload', deletedId: string | null }
    | { __typename: 'ConflictError', code: ErrorCode, message: string, remedy: string | null, path: Array<string> | null }
    | { __typename: 'DatabaseError', code: ErrorCode, message: string, remedy: string | null, path: Array<string> | null }
    | { __typename: 'InputError', code: ErrorCode, message: string, remedy: string | null, path: Array<string> | null }
    | { __typename: 'NotAllowedError', code: ErrorCode, message: string, remedy: string | null, path: Array<string> | null }
    | { __typename: 'NotFoundError', code: ErrorCode, message: string, remedy: string | null, path: Array<string> | null }
   };

export type AlertWebhookTestMutationVariables = Exact<{
  input: AlertWebhookTestInput;
}>;


export type AlertWebhookTestMutation = { alertWebhookTest:
    | { __typename: 'AlertWebhookTestPayload', test: { __typename: 'AlertWebhookTest', ok: boolean, httpStatus: number | null, durationMs: number, error: { __typename: 'Reason', code: ErrorCode, action: ErrorAction, message: string, remedy: string, rowDetail: string | null } | null } | null }
    | { __typename: 'ConflictError', code: ErrorCode, message: string, remedy: string | null, path: Array<string> | null }
    | { __typename: 'DatabaseError', code: ErrorCode, message: string, remedy: string | null, path: Array<string> | null }
    | { __typename: 'InputError', code: ErrorCode, message: string, remedy: string | null, path: Array<string> | null }
    | { __typename: 'NotAllowedError', code: ErrorCode, message: string, remedy: string | null, path: Array<string> | null }
    | { __typename: 'NotFoundError', code: ErrorCode, message: string, remedy: string | null, path: Array<string> | null }
   };

type ComponentFields_FullImportComponent_Fragment = { __typename: 'FullImportComponent', id: string, kind: ComponentKind, status: ComponentStatus, desired: DesiredStatus, stoppedByPerson: boolean, host: string | null, startedAt: string | null, cpu: number | null, memoryBytes: string | null, queueBytes: string | null, position: string | null, checkpoint: string | null, progress: number | null, updatedAt: string | null, reason: { __typename: 'Reason', code: ErrorCode, action: ErrorAction, message: string, remedy: string, rowDetail: string | null } | null, configuration: Array<{ __typename: 'ComponentSetting', name: string, value: unknown, overridden: boolean }>, waiting: { __typename: 'Waiting', what: string, rowDetail: string | null, reason: { __typename: 'Reason', code: ErrorCode, action: ErrorAction, message: string, remedy: string, rowDetail: string | null } | null } | null };

type ComponentFields_FullVerificationComponent_Fragment = { __typename: 'FullVerificationComponent', id: string, kind: ComponentKind, status: ComponentStatus, desired: DesiredStatus, stoppedByPerson: boolean, host: string | null, startedAt: string | null, cpu: number | null, memoryBytes: string | null, queueBytes: string | null, position: string | null, checkpoint: string | null, progress: number | null, updatedAt: string | null, reason: { __typename: 'Reason', code: ErrorCode, action: ErrorAction, message: string, remedy: string, rowDetail: string | null } | null, configuration: Array<{ __typename: 'ComponentSetting', name: string, value: unknown, overridden: boolean }>, waiting: { __typename: 'Waiting', what: string, rowDetail: string | null, reason: { __typename: 'Reason', code: ErrorCode, action: ErrorAction, message: string, remedy: string, rowDetail: string | null } | null } | null };

type ComponentFields_IncrSyncComponent_Fragment = { __typename: 'IncrSyncComponent', id: string, kind: ComponentKind, status: ComponentStatus, desired: DesiredStatus, stoppedByPerson: boolean, host: string | null, startedAt: string | null, cpu: number | null, memoryBytes: string | null, queueBytes: string | null, position: string | null, checkpoint: string | null, progress: number | null, updatedAt: string | null, reason: { __typename: 'Reason', code: ErrorCode, action: ErrorAction, message: string, remedy: string, rowDetail: string | null } | null, configuration: Array<{ __typename: 'ComponentSetting', name: string, value: unknown, overridden: boolean }>, waiting: { __typename: 'Waiting', what: string, rowDetail: string | null, reason: { __typename: 'Reason', code: ErrorCode, action: ErrorAction, message: string, remedy: string, rowDetail: string | null } | null } | null };

type ComponentFields_StoreComponent_Fragment = { __typename: 'StoreComponent', id: string, kind: ComponentKind, status: ComponentStatus, desired: DesiredStatus, stoppedByPerson: boolean, host: string | null, startedAt: string | null, cpu: number | null, memoryBytes: string | null, queueBytes: string | null, position: string | null, checkpoint: string | null, progress: number | null, updatedAt: string | null, reason: { __typename: 'Reason', code: ErrorCode, action: ErrorAction, message: string, remedy: string, rowDetail: string | null } | null, configuration: Array<{ __typename: 'ComponentSetting', name: string, value: unknown, overridden: boolean }>, waiting: { __typename: 'Waiting', what: string, rowDetail: string | null, reason: { __typename: 'Reason', code: ErrorCode, action: ErrorAction, message: string, remedy: string, rowDetail: string | null } | null } | null };

export type ComponentFieldsFragment =
  | ComponentFields_FullImportComponent_Fragment
  | ComponentFields_FullVerificationComponent_Fragment
  | ComponentFields_IncrSyncComponent_Fragment
  | ComponentFields_StoreComponent_Fragment
;

export type TaskComponentsQueryVariables = Exact<{
  taskId: string | number;
}>;


export type TaskComponentsQuery = { task: { __typename: 'Task', id: string, components: Array<
      | { __typename: 'FullImportComponent', id: string, kind: ComponentKind, status: ComponentStatus, desired: DesiredStatus, stoppedByPerson: boolean, host: string | null, startedAt: string | null, cpu: number | null, memoryBytes: string | null, queueBytes: string | null, position: string | null, checkpoint: string | null, progress: number | null, updatedAt: string | null, reason: { __typename: 'Reason', code: ErrorCode, action: ErrorAction, message: string, remedy: string, rowDetail: string | null } | null, configuration: Array<{ __typename: 'ComponentSetting', name: string, value: unknown, overridden: boolean }>, waiting: { __typename: 'Waiting', what: string, rowDetail: string | null, reason: { __typename: 'Reason', code: ErrorCode, action: ErrorAction, message: string, remedy: string, rowDetail: string | null } | null } | null }
      | { __typename: 'FullVerificationComponent', id: string, kind: ComponentKind, status: ComponentStatus, desired: DesiredStatus, stoppedByPerson: boolean, host: string | null, startedAt: string | null, cpu: number | null, memoryBytes: string | null, queueBytes: string | null, position: string | null, checkpoint: string | null, progress: number | null, updatedAt: string | null, reason: { __typename: 'Reason', code: ErrorCode, action: ErrorAction, message: string, remedy: string, rowDetail: string | null } | null, configuration: Array<{ __typename: 'ComponentSetting', name: string, value: unknown, overridden: boolean }>, waiting: { __typename: 'Waiting', what: string, rowDetail: string | null, reason: { __typename: 'Reason', code: ErrorCode, action: ErrorAction, message: string, remedy: string, rowDetail: string | null } | null } | null }
      | { __typename: 'IncrSyncComponent', id: string, kind: ComponentKind, status: ComponentStatus, desired: DesiredStatus, stoppedByPerson: boolean, host: string | null, startedAt: string | null, cpu: number | null, memoryBytes: string | null, queueBytes: string | null, position: string | null, checkpoint: string | null, progress: number | null, updatedAt: string | null, reason: { __typename: 'Reason', code: ErrorCode, action: ErrorAction, message: string, remedy: string, rowDetail: string | null } | null, configuration: Array<{ __typename: 'ComponentSetting', name: string, value: unknown, overridden: boolean }>, waiting: { __typename: 'Waiting', what: string, rowDetail: string | null, reason: { __typename: 'Reason', code: ErrorCode, action: ErrorAction, message: string, remedy: string, rowDetail: string | null } | null } | null }
      | { __typename: 'StoreComponent', id: string, kind: ComponentKind, status: ComponentStatus, desired: DesiredStatus, stoppedByPerson: boolean, host: string | null, startedAt: string | null, cpu: number | null, memoryBytes: string | null, queueBytes: string | null, position: string | null, checkpoint: string | null, progress: number | null, updatedAt: string | null, reason: { __typename: 'Reason', code: ErrorCode, action: ErrorAction, message: string, remedy: string, rowDetail: string | null } | null, configuration: Array<{ __typename: 'ComponentSetting', name: string, value: unknown, overridden: boolean }>, waiting: { __typename: 'Waiting', what: string, rowDetail: string | null, reason: { __typename: 'Reason', code: ErrorCode, action: ErrorAction, message: string, remedy: string, rowDetail: string | null } | null } | null }
    > } | null };

export type ComponentsPageQueryVariables = Exact<{
  filter?: ComponentFilter | null | undefined;
  first?: number | null | undefined;
  after?: string | null | undefined;
  last?: number | null | undefined;
  before?: string | null | undefined;
}>;


export type ComponentsPageQuery = { workers: { __typename: 'WorkerConnection', nodes: Array<{ __typename: 'Worker', host: string }> }, components: { __typename: 'ComponentConnection', totalCount: number, pageInfo: { __typename: 'PageInfo', hasNextPage: boolean, hasPreviousPage: boolean, startCursor: string | null, endCursor: string | null }, nodes: Array<
      | { __typename: 'FullImportComponent', id: string, kind: ComponentKind, status: ComponentStatus, desired: DesiredStatus, stoppedByPerson: boolean, host: string | null, startedAt: string | null, cpu: number | null, memoryBytes: string | null, queueBytes: string | null, position: string | null, checkpoint: string | null, progress: number | null, updatedAt: string | null, task: { __typename: 'Task', id: string, name: string } | null, reason: { __typename: 'Reason', code: ErrorCode, action: ErrorAction, message: string, remedy: string, rowDetail: string | null } | null, configuration: Array<{ __typename: 'ComponentSetting', name: string, value: unknown, overridden: boolean }>, waiting: { __typename: 'Waiting', what: string, rowDetail: string | null, reason: { __typename: 'Reason', code: ErrorCode, action: ErrorAction, message: string, remedy: string, rowDetail: string | null } | null } | null }
      | { __typename: 'FullVerificationComponent', id: string, kind: ComponentKind, status: ComponentStatus, desired: DesiredStatus, stoppedByPerson: boolean, host: string | null, startedAt: string | null, cpu: number | null, memoryBytes: string | null, queueBytes: string | null, position: string | null, checkpoint: string | null, progress: number | null, updatedAt: string | null, task: { __typename: 'Task', id: string, name: string } | null, reason: { __typename: 'Reason', code: ErrorCode, action: ErrorAction, message: string, remedy: string, rowDetail: string | null } | null, configuration: Array<{ __typename: 'ComponentSetting', name: string, value: unknown, overridden: boolean }>, waiting: { __typename: 'Waiting', what: string, rowDetail: string | null, reason: { __typename: 'Reason', code: ErrorCode, action: ErrorAction, message: string, remedy: string, rowDetail: string | null } | null } | null }
      | { __typename: 'IncrSyncComponent', id: string, kind: ComponentKind, status: ComponentStatus, desired: DesiredStatus, stoppedByPerson: boolean, host: string | null, startedAt: string | null, cpu: number | null, memoryBytes: string | null, queueBytes: string | null, position: string | null, checkpoint: string | null, progress: number | null, updatedAt: string | null, task: { __typename: 'Task', id: string, name: string } | null, reason: { __typename: 'Reason', code: ErrorCode, action: ErrorAction, message: string, remedy: string, rowDetail: string | null } | null, configuration: Array<{ __typename: 'ComponentSetting', name: string, value: unknown, overridden: boolean }>, waiting: { __typename: 'Waiting', what: string, rowDetail: string | null, reason: { __typename: 'Reason', code: ErrorCode, action: ErrorAction, message: string, remedy: string, rowDetail: string | null } | null } | null }
      | { __typename: 'StoreComponent', id: string, kind: ComponentKind, status: ComponentStatus, desired: DesiredStatus, stoppedByPerson: boolean, host: string | null, startedAt: string | null, cpu: number | null, memoryBytes: string | null, queueBytes: string | null, position: string | null, checkpoint: string | null, progress: number | null, updatedAt: string | null, task: { __typename: 'Task', id: string, name: string } | null, reason: { __typename: 'Reason', code: ErrorCode, action: ErrorAction, message: string, remedy: string, rowDetail: string | null } | null, configuration: Array<{ __typename: 'ComponentSetting', name: string, value: unknown, overridden: boolean }>, waiting: { __typename: 'Waiting', what: string, rowDetail: string | null, reason: { __typename: 'Reason', code: ErrorCode, action: ErrorAction, message: string, remedy: string, rowDetail: string | null } | null } | null }
    > } };

export type ComponentLogsSubscriptionVariables = Exact<{
  componentId: string | number;
  after?: string | null | undefined;
}>;


export type ComponentLogsSubscription = { componentLogs: { __typename: 'LogLine', sequence: string, run: number, at: string, level: LogLevel, message: string, facts: unknown, rowDetail: string | null } };

export type ComponentConfigurationQueryVariables = Exact<{
  componentId: string | number;
}>;


export type ComponentConfigurationQuery = { component:
    | { __typename: 'FullImportComponent', id: string, configurationRevision: number, configuration: Array<{ __typename: 'ComponentSetting', name: string, value: unknown, overridden: boolean, parameter: { __typename: 'Parameter', name: string, description: string, phase: string | null, type: ParameterType, unit: string | null, value: unknown, default: unknown, choices: Array<string> | null, minimum: number | null, maximum: number | null, optional: boolean, changeable: boolean, states: Array<string>, liveness: Liveness } }>, configurationHistory: { __typename: 'ConfigurationChangeConnection', nodes: Array<{ __typename: 'ConfigurationChange', revision: number, changedBy: string, changedAt: string, diff: Array<{ __typename: 'ValueChange', name: string, before: unknown, after: unknown, reset: boolean }> }> } }
    | { __typename: 'FullVerificationComponent', id: string, configurationRevision: number, configuration: Array<{ __typename: 'ComponentSetting', name: string, value: unknown, overridden: boolean, parameter: { __typename: 'Parameter', name: string, description: string, phase: string | null, type: ParameterType, unit: string | null, value: unknown, default: unknown, choices: Array<string> | null, minimum: number | null, maximum: number | null, optional: boolean, changeable: boolean, states: Array<string>, liveness: Liveness } }>, configurationHistory: { __typename: 'ConfigurationChangeConnection', nodes: Array<{ __typename: 'ConfigurationChange', revision: number, changedBy: string, changedAt: string, diff: Array<{ __typename: 'ValueChange', name: string, before: unknown, after: unknown, reset: boolean }> }> } }
    | { __typename: 'IncrSyncComponent', id: string, configurationRevision: number, configuration: Array<{ __typename: 'ComponentSetting', name: string, value: unknown, overridden: boolean, parameter: { __typename: 'Parameter', name: string, description: string, phase: string | null, type: ParameterType, unit: string | null, value: unknown, default: unknown, choices: Array<string> | null, minimum: number | null, maximum: number | null, optional: boolean, changeable: boolean, states: Array<string>, liveness: Liveness } }>, configurationHistory: { __typename: 'ConfigurationChangeConnection', nodes: Array<{ __typename: 'ConfigurationChange', revision: number, changedBy: string, changedAt: string, diff: Array<{ __typename: 'ValueChange', name: string, before: unknown, after: unknown, reset: boolean }> }> } }
    | { __typename: 'StoreComponent', id: string, configurationRevision: number, configuration: Array<{ __typename: 'ComponentSetting', name: string, value: unknown, overridden: boolean, parameter: { __typename: 'Parameter', name: string, description: string, phase: string | null, type: ParameterType, unit: string | null, value: unknown, default: unknown, choices: Array<string> | null, minimum: number | null, maximum: number | null, optional: boolean, changeable: boolean, states: Array<string>, liveness: Liveness } }>, configurationHistory: { __typename: 'ConfigurationChangeConnection', nodes: Array<{ __typename: 'ConfigurationChange', revision: number, changedBy: string, changedAt: string, diff: Array<{ __typename: 'ValueChange', name: string, before: unknown, after: unknown, reset: boolean }> }> } }
   | null };

export type ComponentUpdateConfigurationMutationVariables = Exact<{
  input: ComponentUpdateConfigurationInput;
}>;


export type ComponentUpdateConfigurationMutation = { componentUpdateConfiguration:
    | { __typename: 'ComponentUpdateConfigurationPayload', component:
        | { __typename: 'FullImportComponent', id: string, configurationRevision: number }
        | { __typename: 'FullVerificationComponent', id: string, configurationRevision: number }
        | { __typename: 'IncrSyncComponent', id: string, configurationRevision: number }
        | { __typename: 'StoreComponent', id: string, configurationRevision: number }
       | null }
    | { __typename: 'ConflictError', code: ErrorCode, message: string, remedy: string | null, path: Array<string> | null }
    | { __typename: 'DatabaseError', code: ErrorCode, message: string, remedy: string | null, path: Array<string> | null }
    | { __typename: 'InputError', code: ErrorCode, message: string, remedy: string | null, path: Array<string> | null }
    | { __typename: 'NotAllowedError', code: ErrorCode, message: string, remedy: string | null, path: Array<string> | null }
    | { __typename: 'NotFoundError', code: ErrorCode, message: string, remedy: string | null, path: Array<string> | null }
   };

export type ComponentStartMutationVariables = Exact<{
  input: ComponentStartInput;
}>;


export type ComponentStartMutation = { componentStart:
    | { __typename: 'ComponentStartPayload', component:
        | { __typename: 'FullImportComponent', id: string, status: ComponentStatus, desired: DesiredStatus }
        | { __typename: 'FullVerificationComponent', id: string, status: ComponentStatus, desired: DesiredStatus }
        | { __typename: 'IncrSyncComponent', id: string, status: ComponentStatus, desired: DesiredStatus }
        | { __typename: 'StoreComponent', id: string, status: ComponentStatus, desired: DesiredStatus }
       | null }
    | { __typename: 'ConflictError', code: ErrorCode, message: string, remedy: string | null, path: Array<string> | null }
    | { __typename: 'DatabaseError', code: ErrorCode, message: string, remedy: string | null, path: Array<string> | null }
    | { __typename: 'InputError', code: ErrorCode, message: string, remedy: string | null, path: Array<string> | null }
    | { __typename: 'NotAllowedError', code: ErrorCode, message: string, remedy: string | null, path: Array<string> | null }
    | { __typename: 'NotFoundError', code: ErrorCode, message: string, remedy: string | null, path: Array<string> | null }
   };

export type ComponentStopMutationVariables = Exact<{
  input: ComponentStopInput;
}>;


export type ComponentStopMutation = { componentStop:
    | { __typename: 'ComponentStopPayload', component:
        | { __typename: 'FullImportComponent', id: string, status: ComponentStatus, desired: DesiredStatus }
        | { __typename: 'FullVerificationComponent', id: string, status: ComponentStatus, desired: DesiredStatus }
        | { __typename: 'IncrSyncComponent', id: string, status: ComponentStatus, desired: DesiredStatus }
        | { __typename: 'StoreComponent', id: string, status: ComponentStatus, desired: DesiredStatus }
       | null }
    | { __typename: 'ConflictError', code: ErrorCode, message: string, remedy: string | null, path: Array<string> | null }
    | { __typename: 'DatabaseError', code: ErrorCode, message: string, remedy: string | null, path: Array<string> | null }
    | { __typename: 'InputError', code: ErrorCode, message: string, remedy: string | null, path: Array<string> | null }
    | { __typename: 'NotAllowedError', code: ErrorCode, message: string, remedy: string | null, path: Array<string> | null }
    | { __typename: 'NotFoundError', code: ErrorCode, message: string, remedy: string | null, path: Array<string> | null }
   };

export type ComponentRerunMutationVariables = Exact<{
  input: ComponentRerunInput;
}>;


export type ComponentRerunMutation = { componentRerun:
    | { __typename: 'ComponentRerunPayload', component:
        | { __typename: 'FullImportComponent', id: string, status: ComponentStatus, desired: DesiredStatus }
        | { __typename: 'FullVerificationComponent', id: string, status: ComponentStatus, desired: DesiredStatus }
        | { __typename: 'IncrSyncComponent', id: string, status: ComponentStatus, desired: DesiredStatus }
        | { __typename: 'StoreComponent', id: string, status: ComponentStatus, desired: DesiredStatus }
       | null }
    | { __typename: 'ConflictError', code: ErrorCode, message: string, remedy: string | null, path: Array<string> | null }
    | { __typename: 'DatabaseError', code: ErrorCode, message: string, remedy: string | null, path: Array<string> | null }
    | { __typename: 'InputError', code: ErrorCode, message: string, remedy: string | null, path: Array<string> | null }
    | { __typename: 'NotAllowedError', code: ErrorCode, message: string, remedy: string | null, path: Array<string> | null }
    | { __typename: 'NotFoundError', code: ErrorCode, message: string, remedy: string | null, path: Array<string> | null }
   };

export type ComponentResetPositionMutationVariables = Exact<{
  input: ComponentResetPositionInput;
}>;


export type ComponentResetPositionMutation = { componentResetPosition:
    | { __typename: 'ComponentResetPositionPayload', component:
        | { __typename: 'FullImportComponent', id: string, status: ComponentStatus, desired: DesiredStatus }
        | { __typename: 'FullVerificationComponent', id: string, status: ComponentStatus, desired: DesiredStatus }
        | { __typename: 'IncrSyncComponent', id: string, status: ComponentStatus, desired: DesiredStatus }
        | { __typename: 'StoreComponent', id: string, status: ComponentStatus, desired: DesiredStatus }
       | null }
    | { __typename: 'ConflictError', code: ErrorCode, message: string, remedy: string | null, path: Array<string> | null }
    | { __typename: 'DatabaseError', code: ErrorCode, message: string, remedy: string | null, path: Array<string> | null }
    | { __typename: 'InputError', code: ErrorCode, message: string, remedy: string | null, path: Array<string> | null }
    | { __typename: 'NotAllowedError', code: ErrorCode, message: string, remedy: string | null, path: Array<string> | null }
    | { __typename: 'NotFoundError', code: ErrorCode, message: string, remedy: string | null, path: Array<string> | null }
   };

export type EndpointFieldsFragment = { __typename: 'PostgresqlEndpoint', id: string, name: string, kind: EndpointKind, host: string, port: number, database: string, user: string, tlsMode: TlsMode, version: string | null, testedAt: string | null, revision: number, createdBy: string, createdAt: string };

export type EndpointsPageQueryVariables = Exact<{
  filter?: EndpointFilter | null | undefined;
  first?: number | null | undefined;
  after?: string | null | undefined;
  last?: number | null | undefined;
  before?: string | null | undefined;
}>;


export type EndpointsPageQuery = { endpoints: { __typename: 'EndpointConnection', totalCount: number, pageInfo: { __typename: 'PageInfo', hasNextPage: boolean, hasPreviousPage: boolean, startCursor: string | null, endCursor: string | null }, nodes: Array<{ __typename: 'PostgresqlEndpoint', id: string, name: string, kind: EndpointKind, host: string, port: number, database: string, user: string, tlsMode: TlsMode, version: string | null, testedAt: string | null, revision: number, createdBy: string, createdAt: string }> } };

export type EndpointTablesQueryVariables = Exact<{
  id: string | number;
  filter?: EndpointTableFilter | null | undefined;
  first?: number | null | undefined;
  after?: string | null | undefined;
  last?: number | null | undefined;
  before?: string | null | undefined;
}>;


export type EndpointTablesQuery = { endpoint: { __typename: 'PostgresqlEndpoint', id: string, tables: { __typename: 'EndpointTableConnection', totalCount: number, pageInfo: { __typename: 'PageInfo', hasNextPage: boolean, hasPreviousPage: boolean, startCursor: string | null, endCursor: string | null }, nodes: Array<{ __typename: 'EndpointTable', columns: Array<string>, hasKey: boolean, keyColumns: Array<string>, partitioned: boolean, estimatedRows: string, table: { __typename: 'TableName', schema: string, name: string } }> } | null } | null };

export type EndpointCreateMutationVariables = Exact<{
  input: EndpointCreateInput;
}>;


export type EndpointCreateMutation = { endpointCreate:
    | { __typename: 'ConflictError', code: ErrorCode, message: string, remedy: string | null, path: Array<string> | null }
    | { __typename: 'DatabaseError', code: ErrorCode, message: string, remedy: string | null, path: Array<string> | null }
    | { __typename: 'EndpointCreatePayload', endpoint: { __typename: 'PostgresqlEndpoint', id: string, name: string, kind: EndpointKind, host: string, port: number, database: string, user: string, tlsMode: TlsMode, version: string | null, testedAt: string | null, revision: number, createdBy: string, createdAt: string } | null }
    | { __typename: 'InputError', code: ErrorCode, message: string, remedy: string | null, path: Array<string> | null }
    | { __typename: 'NotAllowedError', code: ErrorCode, message: string, remedy: string | null, path: Array<string> | null }
    | { __typename: 'NotFoundError', code: ErrorCode, message: string, remedy: string | null, path: Array<string> | null }
   };

export type EndpointUpdateMutationVariables = Exact<{
  input: EndpointUpdateInput;
}>;


export type EndpointUpdateMutation = { endpointUpdate:
    | { __typename: 'ConflictError', code: ErrorCode, message: string, remedy: string | null, path: Array<string> | null }
    | { __typename: 'DatabaseError', code: ErrorCode, message: string, remedy: string | null, path: Array<string> | null }
    | { __typename: 'EndpointUpdatePayload', endpoint: { __typename: 'PostgresqlEndpoint', id: string, name: string, kind: EndpointKind, host: string, port: number, database: string, user: string, tlsMode: TlsMode, version: string | null, testedAt: string | null, revision: number, createdBy: string, createdAt: string } | null }
    | { __typename: 'InputError', code: ErrorCode, message: string, remedy: string | null, path: Array<string> | null }
    | { __typename: 'NotAllowedError', code: ErrorCode, message: string, remedy: string | null, path: Array<string> | null }
    | { __typename: 'NotFoundError', code: ErrorCode, message: string, remedy: string | null, path: Array<string> | null }
   };

export type EndpointTestMutationVariables = Exact<{
  input: EndpointTestInput;
}>;


export type EndpointTestMutation = { endpointTest:
    | { __typename: 'ConflictError', code: ErrorCode, message: string, remedy: string | null, path: Array<string> | null }
    | { __typename: 'DatabaseError', code: ErrorCode, message: string, remedy: string | null, path: Array<string> | null }
    | { __typename: 'EndpointTestPayload', test: { __typename: 'EndpointTest', ok: boolean, version: string | null, latencyMs: number | null, testedAt: string, error: { __typename: 'Reason', code: ErrorCode, action: ErrorAction, message: string, remedy: string, rowDetail: string | null } | null } | null }
    | { __typename: 'InputError', code: ErrorCode, message: string, remedy: string | null, path: Array<string> | null }
    | { __typename: 'NotAllowedError', code: ErrorCode, message: string, remedy: string | null, path: Array<string> | null }
    | { __typename: 'NotFoundError', code: ErrorCode, message: string, remedy: string | null, path: Array<string> | null }
   };

export type EndpointDeleteMutationVariables = Exact<{
  input: EndpointDeleteInput;
}>;


export type EndpointDeleteMutation = { endpointDelete:
    | { __typename: 'ConflictError', code: ErrorCode, message: string, remedy: string | null, path: Array<string> | null }
    | { __typename: 'DatabaseError', code: ErrorCode, message: string, remedy: string | null, path: Array<string> | null }
    | { __typename: 'EndpointDeletePayload', deletedId: string | null }
    | { __typename: 'InputError', code: ErrorCode, message: string, remedy: string | null, path: Array<string> | null }
    | { __typename: 'NotAllowedError', code: ErrorCode, message: string, remedy: string | null, path: Array<string> | null }
    | { __typename: 'NotFoundError', code: ErrorCode, message: string, remedy: string | null, path: Array<string> | null }
   };

export type DownloadLinkQueryVariables = Exact<{
  file: DownloadFile;
}>;


export type DownloadLinkQuery = { download: { __typename: 'Download', url: string, name: string } | null };

export type UploadCreateMutationVariables = Exact<{
  input: UploadCreateInput;
}>;


export type UploadCreateMutation = { uploadCreate:
    | { __typename: 'ConflictError', code: ErrorCode, message: string, remedy: string | null, path: Array<string> | null }
    | { __typename: 'DatabaseError', code: ErrorCode, message: string, remedy: string | null, path: Array<string> | null }
    | { __typename: 'InputError', code: ErrorCode, message: string, remedy: string | null, path: Array<string> | null }
    | { __typename: 'NotAllowedError', code: ErrorCode, message: string, remedy: string | null, path: Array<string> | null }
    | { __typename: 'NotFoundError', code: ErrorCode, message: string, remedy: string | null, path: Array<string> | null }
    | { __typename: 'UploadCreatePayload', upload: { __typename: 'Upload', uploadId: string, method: string, url: string, headers: Array<{ __typename: 'UploadHeader', name: string, value: string }> } | null }
   };

export type ObjectConfigurationImportMutationVariables = Exact<{
  input: ObjectConfigurationImportInput;
}>;


export type ObjectConfigurationImportMutation = { objectConfigurationImport:
    | { __typename: 'ConflictError', code: ErrorCode, message: string, remedy: string | null, path: Array<string> | null }
    | { __typename: 'DatabaseError', code: ErrorCode, message: string, remedy: string | null, path: Array<string> | null }
    | { __typename: 'InputError', code: ErrorCode, message: string, remedy: string | null, path: Array<string> | null }
    | { __typename: 'NotAllowedError', code: ErrorCode, message: string, remedy: string | null, path: Array<string> | null }
    | { __typename: 'NotFoundError', code: ErrorCode, message: string, remedy: string | null, path: Array<string> | null }
    | { __typename: 'ObjectConfigurationImportPayload', imported: boolean, objects: number, include: number, exclude: number, tables: number, unmatched: Array<string>, refusedTotal: number, refused: Array<{ __typename: 'RefusedLine', place: string, reason: { __typename: 'Reason', code: ErrorCode, action: ErrorAction, message: string, remedy: string, rowDetail: string | null } }> }
   };

export type ReasonFieldsFragment = { __typename: 'Reason', code: ErrorCode, action: ErrorAction, message: string, remedy: string, rowDetail: string | null };

type UserErrorFields_ConflictError_Fragment = { __typename: 'ConflictError', code: ErrorCode, message: string, remedy: string | null, path: Array<string> | null };

type UserErrorFields_DatabaseError_Fragment = { __typename: 'DatabaseError', code: ErrorCode, message: string, remedy: string | null, path: Array<string> | null };

type UserErrorFields_InputError_Fragment = { __typename: 'InputError', code: ErrorCode, message: string, remedy: string | null, path: Array<string> | null };

type UserErrorFields_NotAllowedError_Fragment = { __typename: 'NotAllowedError', code: ErrorCode, message: string, remedy: string | null, path: Array<string> | null };

type UserErrorFields_NotFoundError_Fragment = { __typename: 'NotFoundError', code: ErrorCode, message: string, remedy: string | null, path: Array<string> | null };

export type UserErrorFieldsFragment =
  | UserErrorFields_ConflictError_Fragment
  | UserErrorFields_DatabaseError_Fragment
  | UserErrorFields_InputError_Fragment
  | UserErrorFields_NotAllowedError_Fragment
  | UserErrorFields_NotFoundError_Fragment
;

export type PageFieldsFragment = { __typename: 'PageInfo', hasNextPage: boolean, hasPreviousPage: boolean, startCursor: string | null, endCursor: string | null };

export type NameFieldsFragment = { __typename: 'TableName', schema: string, name: string };

export type FullMigrationPageQueryVariables = Exact<{
  taskId: string | number;
  filter?: ObjectFilter | null | undefined;
  first?: number | null | undefined;
  after?: string | null | undefined;
  last?: number | null | undefined;
  before?: string | null | undefined;
}>;


export type FullMigrationPageQuery = { task: { __typename: 'Task', id: string, subtask:
      | { __typename: 'ForwardSwitchoverSubtask', id: string, status: SubtaskStatus, progress: number, startedAt: string | null, completedAt: string | null, reason: { __typename: 'Reason', code: ErrorCode, action: ErrorAction, message: string, remedy: string, rowDetail: string | null } | null }
      | { __typename: 'FullMigrationSubtask', id: string, status: SubtaskStatus, progress: number, startedAt: string | null, completedAt: string | null, schemas: { __typename: 'TableSchemas', source: Array<string>, target: Array<string> }, tables: { __typename: 'TableProgressConnection', totalCount: number, pageInfo: { __typename: 'PageInfo', hasNextPage: boolean, hasPreviousPage: boolean, startCursor: string | null, endCursor: string | null }, nodes: Array<{ __typename: 'TableProgress', tableId: string, status: TableProgressStatus, estimatedRows: string, estimatedBytes: string, migratedRows: string, migratedBytes: string, rangesTotal: number, rangesCompleted: number, startedAt: string | null, completedAt: string | null, progress: number, timeLeftMs: number | null, source: { __typename: 'TableName', schema: string, name: string }, target: { __typename: 'TableName', schema: string, name: string }, error: { __typename: 'Reason', code: ErrorCode, action: ErrorAction, message: string, remedy: string, rowDetail: string | null } | null }> }, reason: { __typename: 'Reason', code: ErrorCode, action: ErrorAction, message: string, remedy: string, rowDetail: string | null } | null }
      | { __typename: 'FullVerificationSubtask', id: string, status: SubtaskStatus, progress: number, startedAt: string | null, completedAt: string | null, reason: { __typename: 'Reason', code: ErrorCode, action: ErrorAction, message: string, remedy: string, rowDetail: string | null } | null }
      | { __typename: 'IncrementalSubtask', id: string, status: SubtaskStatus, progress: number, startedAt: string | null, completedAt: string | null, reason: { __typename: 'Reason', code: ErrorCode, action: ErrorAction, message: string, remedy: string, rowDetail: string | null } | null }
      | { __typename: 'PrecheckSubtask', id: string, status: SubtaskStatus, progress: number, startedAt: string | null, completedAt: string | null, reason: { __typename: 'Reason', code: ErrorCode, action: ErrorAction, message: string, remedy: string, rowDetail: string | null } | null }
      | { __typename: 'ReverseIncrementalSubtask', id: string, status: SubtaskStatus, progress: number, startedAt: string | null, completedAt: string | null, reason: { __typename: 'Reason', code: ErrorCode, action: ErrorAction, message: string, remedy: string, rowDetail: string | null } | null }
      | { __typename: 'SchemaMigrationSubtask', id: string, status: SubtaskStatus, progress: number, startedAt: string | null, completedAt: string | null, reason: { __typename: 'Reason', code: ErrorCode, action: ErrorAction, message: string, remedy: string, rowDetail: string | null } | null }
     | null } | null };

export type TableIndexesQueryVariables = Exact<{
  taskId: string | number;
  filter?: ObjectFilter | null | undefined;
  first?: number | null | undefined;
  after?: string | null | undefined;
  last?: number | null | undefined;
  before?: string | null | undefined;
}>;


export type TableIndexesQuery = { task: { __typename: 'Task', id: string, subtask:
      | { __typename: 'ForwardSwitchoverSubtask', id: string }
      | { __typename: 'FullMigrationSubtask', id: string, indexes: { __typename: 'TableIndexConnection', totalCount: number, pageInfo: { __typename: 'PageInfo', hasNextPage: boolean, hasPreviousPage: boolean, startCursor: string | null, endCursor: string | null }, nodes: Array<{ __typename: 'SchemaObject', id: string, kind: SchemaObjectKind, status: SchemaObjectStatus, startedAt: string | null, completedAt: string | null, source: { __typename: 'TableName', schema: string, name: string }, target: { __typename: 'TableName', schema: string, name: string }, table: { __typename: 'TableName', schema: string, name: string } | null, error: { __typename: 'Reason', code: ErrorCode, action: ErrorAction, message: string, remedy: string, rowDetail: string | null } | null }> } }
      | { __typename: 'FullVerificationSubtask', id: string }
      | { __typename: 'IncrementalSubtask', id: string }
      | { __typename: 'PrecheckSubtask', id: string }
      | { __typename: 'ReverseIncrementalSubtask', id: string }
      | { __typename: 'SchemaMigrationSubtask', id: string }
     | null } | null };

export type IncrementalPageQueryVariables = Exact<{
  taskId: string | number;
  kind: SubtaskKind;
}>;


export type IncrementalPageQuery = { task: { __typename: 'Task', id: string, status: TaskStatus, parametersRevision: number, catchingUp: { __typename: 'CatchingUp', latencyMs: number, thresholdMs: number, remainingMs: number | null } | null, subtask:
      | { __typename: 'ForwardSwitchoverSubtask', id: string, status: SubtaskStatus, startedAt: string | null, completedAt: string | null, reason: { __typename: 'Reason', code: ErrorCode, action: ErrorAction, message: string, remedy: string, rowDetail: string | null } | null }
      | { __typename: 'FullMigrationSubtask', id: string, status: SubtaskStatus, startedAt: string | null, completedAt: string | null, reason: { __typename: 'Reason', code: ErrorCode, action: ErrorAction, message: string, remedy: string, rowDetail: string | null } | null }
      | { __typename: 'FullVerificationSubtask', id: string, status: SubtaskStatus, startedAt: string | null, completedAt: string | null, reason: { __typename: 'Reason', code: ErrorCode, action: ErrorAction, message: string, remedy: string, rowDetail: string | null } | null }
      | { __typename: 'IncrementalSubtask', id: string, status: SubtaskStatus, startedAt: string | null, completedAt: string | null, latency: { __typename: 'Latency', latencyMs: number | null, updatedAgoMs: number | null, stale: boolean, position: string | null, sourceTimestamp: string | null } | null, sourceLog: { __typename: 'SourceLog', retainedBytes: string | null, lostInMs: number | null }, statisticsSwitch: { __typename: 'StatisticsSwitch', on: boolean, changeable: boolean, since: string | null }, statisticsTotals: Array<{ __typename: 'StatisticsTotal', side: StatisticsSide, inserts: string, updates: string, deletes: string, sum: string }>, ddl: { __typename: 'DdlSeenConnection', totalCount: number, nodes: Array<{ __typename: 'DdlSeen', ddlId: string, position: string, at: string, statement: string | null, convertedStatement: string | null, status: DdlStatus, table: { __typename: 'TableName', schema: string, name: string } | null, error: { __typename: 'Reason', code: ErrorCode, action: ErrorAction, message: string, remedy: string, rowDetail: string | null } | null }> }, reason: { __typename: 'Reason', code: ErrorCode, action: ErrorAction, message: string, remedy: string, rowDetail: string | null } | null }
      | { __typename: 'PrecheckSubtask', id: string, status: SubtaskStatus, startedAt: string | null, completedAt: string | null, reason: { __typename: 'Reason', code: ErrorCode, action: ErrorAction, message: string, remedy: string, rowDetail: string | null } | null }
      | { __typename: 'ReverseIncrementalSubtask', id: string, status: SubtaskStatus, startedAt: string | null, completedAt: string | null, latency: { __typename: 'Latency', latencyMs: number | null, updatedAgoMs: number | null, stale: boolean, position: string | null, sourceTimestamp: string | null } | null, sourceLog: { __typename: 'SourceLog', retainedBytes: string | null, lostInMs: number | null }, statisticsSwitch: { __typename: 'StatisticsSwitch', on: boolean, changeable: boolean, since: string | null }, statisticsTotals: Array<{ __typename: 'StatisticsTotal', side: StatisticsSide, inserts: string, updates: string, deletes: string, sum: string }>, ddl: { __typename: 'DdlSeenConnection', totalCount: number, nodes: Array<{ __typename: 'DdlSeen', ddlId: string, position: string, at: string, statement: string | null, convertedStatement: string | null, status: DdlStatus, table: { __typename: 'TableName', schema: string, name: string } | null, error: { __typename: 'Reason', code: ErrorCode, action: ErrorAction, message: string, remedy: string, rowDetail: string | null } | null }> }, reason: { __typename: 'Reason', code: ErrorCode, action: ErrorAction, message: string, remedy: string, rowDetail: string | null } | null }
      | { __typename: 'SchemaMigrationSubtask', id: string, status: SubtaskStatus, startedAt: string | null, completedAt: string | null, reason: { __typename: 'Reason', code: ErrorCode, action: ErrorAction, message: string, remedy: string, rowDetail: string | null } | null }
     | null } | null };

export type StatisticsPageQueryVariables = Exact<{
  taskId: string | number;
  kind: SubtaskKind;
  filter?: TableStatisticsFilter | null | undefined;
  first?: number | null | undefined;
  after?: string | null | undefined;
  last?: number | null | undefined;
  before?: string | null | undefined;
}>;


export type StatisticsPageQuery = { task: { __typename: 'Task', id: string, subtask:
      | { __typename: 'ForwardSwitchoverSubtask', id: string }
      | { __typename: 'FullMigrationSubtask', id: string }
      | { __typename: 'FullVerificationSubtask', id: string }
      | { __typename: 'IncrementalSubtask', id: string, statistics: { __typename: 'TableStatisticsConnection', totalCount: number, pageInfo: { __typename: 'PageInfo', hasNextPage: boolean, hasPreviousPage: boolean, startCursor: string | null, endCursor: string | null }, nodes: Array<{ __typename: 'TableStatistics', tableId: string, side: StatisticsSide, inserts: string, updates: string, deletes: string, sum: string, updatedAt: string, source: { __typename: 'TableName', schema: string, name: string }, target: { __typename: 'TableName', schema: string, name: string } }> } }
      | { __typename: 'PrecheckSubtask', id: string }
      | { __typename: 'ReverseIncrementalSubtask', id: string, statistics: { __typename: 'TableStatisticsConnection', totalCount: number, pageInfo: { __typename: 'PageInfo', hasNextPage: boolean, hasPreviousPage: boolean, startCursor: string | null, endCursor: string | null }, nodes: Array<{ __typename: 'TableStatistics', tableId: string, side: StatisticsSide, inserts: string, updates: string, deletes: string, sum: string, updatedAt: string, source: { __typename: 'TableName', schema: string, name: string }, target: { __typename: 'TableName', schema: string, name: string } }> } }
      | { __typename: 'SchemaMigrationSubtask', id: string }
     | null } | null };

export type StartQueryVariables = Exact<{ [key: string]: never; }>;


export type StartQuery = { eventCursor: string, viewer: { __typename: 'Viewer', name: string, role: Role }, serverInfo: { __typename: 'ServerInfo', version: string, openMode: boolean, now: string } };

export type MetricHistoryQueryVariables = Exact<{
  taskId: string | number;
  names: Array<string> | string;
  from: string;
  maxPoints: number;
}>;


export type MetricHistoryQuery = { task: { __typename: 'Task', id: string, metrics: Array<{ __typename: 'MetricSeries', referenceValue: number | null, firstAt: string | null, stepSeconds: number, values: Array<number | null>, metric: { __typename: 'Metric', name: string, unit: string, description: string } }> } | null };

export type TaskMetricsSubscriptionVariables = Exact<{
  taskId: string | number;
  metrics?: Array<string> | string | null | undefined;
  intervalMs?: number | null | undefined;
}>;


export type TaskMetricsSubscription = { taskMetrics: Array<{ __typename: 'MetricSample', at: string, kind: ComponentKind | null, values: Array<{ __typename: 'MetricValue', name: string, value: number }> }> };

export type TaskProgressSubscriptionVariables = Exact<{
  taskId: string | number;
  intervalMs?: number | null | undefined;
}>;


export type TaskProgressSubscription = { taskProgress: { __typename: 'TaskProgress', at: string, task: { __typename: 'Task', id: string, status: TaskStatus }, subtasks: Array<
      | { __typename: 'ForwardSwitchoverSubtask', id: string, kind: SubtaskKind, status: SubtaskStatus, progress: number, startedAt: string | null, completedAt: string | null, reason: { __typename: 'Reason', code: ErrorCode, action: ErrorAction, message: string, remedy: string, rowDetail: string | null } | null }
      | { __typename: 'FullMigrationSubtask', id: string, kind: SubtaskKind, status: SubtaskStatus, progress: number, startedAt: string | null, completedAt: string | null, reason: { __typename: 'Reason', code: ErrorCode, action: ErrorAction, message: string, remedy: string, rowDetail: string | null } | null }
      | { __typename: 'FullVerificationSubtask', id: string, kind: SubtaskKind, status: SubtaskStatus, progress: number, startedAt: string | null, completedAt: string | null, reason: { __typename: 'Reason', code: ErrorCode, action: ErrorAction, message: string, remedy: string, rowDetail: string | null } | null }
      | { __typename: 'IncrementalSubtask', id: string, kind: SubtaskKind, status: SubtaskStatus, progress: number, startedAt: string | null, completedAt: string | null, reason: { __typename: 'Reason', code: ErrorCode, action: ErrorAction, message: string, remedy: string, rowDetail: string | null } | null }
      | { __typename: 'PrecheckSubtask', id: string, kind: SubtaskKind, status: SubtaskStatus, progress: number, startedAt: string | null, completedAt: string | null, reason: { __typename: 'Reason', code: ErrorCode, action: ErrorAction, message: string, remedy: string, rowDetail: string | null } | null }
      | { __typename: 'ReverseIncrementalSubtask', id: string, kind: SubtaskKind, status: SubtaskStatus, progress: number, startedAt: string | null, completedAt: string | null, reason: { __typename: 'Reason', code: ErrorCode, action: ErrorAction, message: string, remedy: string, rowDetail: string | null } | null }
      | { __typename: 'SchemaMigrationSubtask', id: string, kind: SubtaskKind, status: SubtaskStatus, progress: number, startedAt: string | null, completedAt: string | null, reason: { __typename: 'Reason', code: ErrorCode, action: ErrorAction, message: string, remedy: string, rowDetail: string | null } | null }
    >, latency: { __typename: 'Latency', latencyMs: number | null, updatedAgoMs: number | null, stale: boolean, position: string | null } | null } };

export type TaskEventsSubscriptionVariables = Exact<{
  filter?: TaskEventFilter | null | undefined;
  after?: string | null | undefined;
}>;


export type TaskEventsSubscription = { taskEvents: { __typename: 'TaskEvent', cursor: string, at: string, type: TaskEventType, taskId: string | null, subjectId: string, facts: unknown } };

export type ObjectsMapMutationVariables = Exact<{
  input: ObjectsMapInput;
}>;


export type ObjectsMapMutation = { objectsMap:
    | { __typename: 'ConflictError', code: ErrorCode, message: string, remedy: string | null, path: Array<string> | null }
    | { __typename: 'DatabaseError', code: ErrorCode, message: string, remedy: string | null, path: Array<string> | null }
    | { __typename: 'InputError', code: ErrorCode, message: string, remedy: string | null, path: Array<string> | null }
    | { __typename: 'NotAllowedError', code: ErrorCode, message: string, remedy: string | null, path: Array<string> | null }
    | { __typename: 'NotFoundError', code: ErrorCode, message: string, remedy: string | null, path: Array<string> | null }
    | { __typename: 'ObjectsMapPayload', selection: { __typename: 'Selection', revision: number } | null }
   };

export type ObjectsSetSelectionMutationVariables = Exact<{
  input: ObjectsSetSelectionInput;
}>;


export type ObjectsSetSelectionMutation = { objectsSetSelection:
    | { __typename: 'ConflictError', code: ErrorCode, message: string, remedy: string | null, path: Array<string> | null }
    | { __typename: 'DatabaseError', code: ErrorCode, message: string, remedy: string | null, path: Array<string> | null }
    | { __typename: 'InputError', code: ErrorCode, message: string, remedy: string | null, path: Array<string> | null }
    | { __typename: 'NotAllowedError', code: ErrorCode, message: string, remedy: string | null, path: Array<string> | null }
    | { __typename: 'NotFoundError', code: ErrorCode, message: string, remedy: string | null, path: Array<string> | null }
    | { __typename: 'ObjectsSetSelectionPayload', selection: { __typename: 'Selection', revision: number } | null }
   };

export type ObjectsAddMutationVariables = Exact<{
  input: ObjectsAddInput;
}>;


export type ObjectsAddMutation = { objectsAdd:
    | { __typename: 'ConflictError', code: ErrorCode, message: string, remedy: string | null, path: Array<string> | null }
    | { __typename: 'DatabaseError', code: ErrorCode, message: string, remedy: string | null, path: Array<string> | null }
    | { __typename: 'InputError', code: ErrorCode, message: string, remedy: string | null, path: Array<string> | null }
    | { __typename: 'NotAllowedError', code: ErrorCode, message: string, remedy: string | null, path: Array<string> | null }
    | { __typename: 'NotFoundError', code: ErrorCode, message: string, remedy: string | null, path: Array<string> | null }
    | { __typename: 'ObjectsAddPayload', change: { __typename: 'ObjectChange', id: string, status: ObjectChangeStatus } | null }
   };

export type ObjectsRemoveMutationVariables = Exact<{
  input: ObjectsRemoveInput;
}>;


export type ObjectsRemoveMutation = { objectsRemove:
    | { __typename: 'ConflictError', code: ErrorCode, message: string, remedy: string | null, path: Array<string> | null }
    | { __typename: 'DatabaseError', code: ErrorCode, message: string, remedy: string | null, path: Array<string> | null }
    | { __typename: 'InputError', code: ErrorCode, message: string, remedy: string | null, path: Array<string> | null }
    | { __typename: 'NotAllowedError', code: ErrorCode, message: string, remedy: string | null, path: Array<string> | null }
    | { __typename: 'NotFoundError', code: ErrorCode, message: string, remedy: string | null, path: Array<string> | null }
    | { __typename: 'ObjectsRemovePayload', change: { __typename: 'ObjectChange', id: string, status: ObjectChangeStatus } | null }
   };

export type ObjectChangeCancelMutationVariables = Exact<{
  input: ObjectChangeCancelInput;
}>;


export type ObjectChangeCancelMutation = { objectChangeCancel:
    | { __typename: 'ConflictError', code: ErrorCode, message: string, remedy: string | null, path: Array<string> | null }
    | { __typename: 'DatabaseError', code: ErrorCode, message: string, remedy: string | null, path: Array<string> | null }
    | { __typename: 'InputError', code: ErrorCode, message: string, remedy: string | null, path: Array<string> | null }
    | { __typename: 'NotAllowedError', code: ErrorCode, message: string, remedy: string | null, path: Array<string> | null }
    | { __typename: 'NotFoundError', code: ErrorCode, message: string, remedy: string | null, path: Array<string> | null }
    | { __typename: 'ObjectChangeCancelPayload', change: { __typename: 'ObjectChange', id: string, status: ObjectChangeStatus } | null }
   };

export type ObjectChangeAbortMutationVariables = Exact<{
  input: ObjectChangeAbortInput;
}>;


export type ObjectChangeAbortMutation = { objectChangeAbort:
    | { __typename: 'ConflictError', code: ErrorCode, message: string, remedy: string | null, path: Array<string> | null }
    | { __typename: 'DatabaseError', code: ErrorCode, message: string, remedy: string | null, path: Array<string> | null }
    | { __typename: 'InputError', code: ErrorCode, message: string, remedy: string | null, path: Array<string> | null }
    | { __typename: 'NotAllowedError', code: ErrorCode, message: string, remedy: string | null, path: Array<string> | null }
    | { __typename: 'NotFoundError', code: ErrorCode, message: string, remedy: string | null, path: Array<string> | null }
    | { __typename: 'ObjectChangeAbortPayload', change: { __typename: 'ObjectChange', id: string, status: ObjectChangeStatus } | null }
   };

export type ObjectChangeRetryMutationVariables = Exact<{
  input: ObjectChangeRetryInput;
}>;


export type ObjectChangeRetryMutation = { objectChangeRetry:
    | { __typename: 'ConflictError', code: ErrorCode, message: string, remedy: string | null, path: Array<string> | null }
    | { __typename: 'DatabaseError', code: ErrorCode, message: string, remedy: string | null, path: Array<string> | null }
    | { __typename: 'InputError', code: ErrorCode, message: string, remedy: string | null, path: Array<string> | null }
    | { __typename: 'NotAllowedError', code: ErrorCode, message: string, remedy: string | null, path: Array<string> | null }
    | { __typename: 'NotFoundError', code: ErrorCode, message: string, remedy: string | null, path: Array<string> | null }
    | { __typename: 'ObjectChangeRetryPayload', change: { __typename: 'ObjectChange', id: string, status: ObjectChangeStatus } | null }
   };

export type PrecheckRunMutationVariables = Exact<{
  input: PrecheckRunInput;
}>;


export type PrecheckRunMutation = { precheckRun:
    | { __typename: 'ConflictError', code: ErrorCode, message: string, remedy: string | null, path: Array<string> | null }
    | { __typename: 'DatabaseError', code: ErrorCode, message: string, remedy: string | null, path: Array<string> | null }
    | { __typename: 'InputError', code: ErrorCode, message: string, remedy: string | null, path: Array<string> | null }
    | { __typename: 'NotAllowedError', code: ErrorCode, message: string, remedy: string | null, path: Array<string> | null }
    | { __typename: 'NotFoundError', code: ErrorCode, message: string, remedy: string | null, path: Array<string> | null }
    | { __typename: 'PrecheckRunPayload', subtask:
        | { __typename: 'ForwardSwitchoverSubtask', id: string, status: SubtaskStatus }
        | { __typename: 'FullMigrationSubtask', id: string, status: SubtaskStatus }
        | { __typename: 'FullVerificationSubtask', id: string, status: SubtaskStatus }
        | { __typename: 'IncrementalSubtask', id: string, status: SubtaskStatus }
        | { __typename: 'PrecheckSubtask', id: string, status: SubtaskStatus }
        | { __typename: 'ReverseIncrementalSubtask', id: string, status: SubtaskStatus }
        | { __typename: 'SchemaMigrationSubtask', id: string, status: SubtaskStatus }
       | null }
   };

export type PrecheckItemsSkipMutationVariables = Exact<{
  input: PrecheckItemsSkipInput;
}>;


export type PrecheckItemsSkipMutation = { precheckItemsSkip:
    | { __typename: 'ConflictError', code: ErrorCode, message: string, remedy: string | null, path: Array<string> | null }
    | { __typename: 'DatabaseError', code: ErrorCode, message: string, remedy: string | null, path: Array<string> | null }
    | { __typename: 'InputError', code: ErrorCode, message: string, remedy: string | null, path: Array<string> | null }
    | { __typename: 'NotAllowedError', code: ErrorCode, message: string, remedy: string | null, path: Array<string> | null }
    | { __typename: 'NotFoundError', code: ErrorCode, message: string, remedy: string | null, path: Array<string> | null }
    | { __typename: 'PrecheckItemsSkipPayload', subtask:
        | { __typename: 'ForwardSwitchoverSubtask', id: string, status: SubtaskStatus }
        | { __typename: 'FullMigrationSubtask', id: string, status: SubtaskStatus }
        | { __typename: 'FullVerificationSubtask', id: string, status: SubtaskStatus }
        | { __typename: 'IncrementalSubtask', id: string, status: SubtaskStatus }
        | { __typename: 'PrecheckSubtask', id: string, status: SubtaskStatus }
        | { __typename: 'ReverseIncrementalSubtask', id: string, status: SubtaskStatus }
        | { __typename: 'SchemaMigrationSubtask', id: string, status: SubtaskStatus }
       | null }
   };

export type SchemaObjectModifyAndRetryMutationVariables = Exact<{
  input: SchemaObjectModifyAndRetryInput;
}>;


export type SchemaObjectModifyAndRetryMutation = { schemaObjectModifyAndRetry:
    | { __typename: 'ConflictError', code: ErrorCode, message: string, remedy: string | null, path: Array<string> | null }
    | { __typename: 'DatabaseError', code: ErrorCode, message: string, remedy: string | null, path: Array<string> | null }
    | { __typename: 'InputError', code: ErrorCode, message: string, remedy: string | null, path: Array<string> | null }
    | { __typename: 'NotAllowedError', code: ErrorCode, message: string, remedy: string | null, path: Array<string> | null }
    | { __typename: 'NotFoundError', code: ErrorCode, message: string, remedy: string | null, path: Array<string> | null }
    | { __typename: 'SchemaObjectModifyAndRetryPayload', subtask:
        | { __typename: 'ForwardSwitchoverSubtask', id: string, status: SubtaskStatus }
        | { __typename: 'FullMigrationSubtask', id: string, status: SubtaskStatus }
        | { __typename: 'FullVerificationSubtask', id: string, status: SubtaskStatus }
        | { __typename: 'IncrementalSubtask', id: string, status: SubtaskStatus }
        | { __typename: 'PrecheckSubtask', id: string, status: SubtaskStatus }
        | { __typename: 'ReverseIncrementalSubtask', id: string, status: SubtaskStatus }
        | { __typename: 'SchemaMigrationSubtask', id: string, status: SubtaskStatus }
       | null }
   };

export type SchemaObjectsRetryMutationVariables = Exact<{
  input: SchemaObjectsRetryInput;
}>;


export type SchemaObjectsRetryMutation = { schemaObjectsRetry:
    | { __typename: 'ConflictError', code: ErrorCode, message: string, remedy: string | null, path: Array<string> | null }
    | { __typename: 'DatabaseError', code: ErrorCode, message: string, remedy: string | null, path: Array<string> | null }
    | { __typename: 'InputError', code: ErrorCode, message: string, remedy: string | null, path: Array<string> | null }
    | { __typename: 'NotAllowedError', code: ErrorCode, message: string, remedy: string | null, path: Array<string> | null }
    | { __typename: 'NotFoundError', code: ErrorCode, message: string, remedy: string | null, path: Array<string> | null }
    | { __typename: 'SchemaObjectsRetryPayload', subtask:
        | { __typename: 'ForwardSwitchoverSubtask', id: string, status: SubtaskStatus }
        | { __typename: 'FullMigrationSubtask', id: string, status: SubtaskStatus }
        | { __typename: 'FullVerificationSubtask', id: string, status: SubtaskStatus }
        | { __typename: 'IncrementalSubtask', id: string, status: SubtaskStatus }
        | { __typename: 'PrecheckSubtask', id: string, status: SubtaskStatus }
        | { __typename: 'ReverseIncrementalSubtask', id: string, status: SubtaskStatus }
        | { __typename: 'SchemaMigrationSubtask', id: string, status: SubtaskStatus }
       | null }
   };

export type SchemaObjectsSkipMutationVariables = Exact<{
  input: SchemaObjectsSkipInput;
}>;


export type SchemaObjectsSkipMutation = { schemaObjectsSkip:
    | { __typename: 'ConflictError', code: ErrorCode, message: string, remedy: string | null, path: Array<string> | null }
    | { __typename: 'DatabaseError', code: ErrorCode, message: string, remedy: string | null, path: Array<string> | null }
    | { __typename: 'InputError', code: ErrorCode, message: string, remedy: string | null, path: Array<string> | null }
    | { __typename: 'NotAllowedError', code: ErrorCode, message: string, remedy: string | null, path: Array<string> | null }
    | { __typename: 'NotFoundError', code: ErrorCode, message: string, remedy: string | null, path: Array<string> | null }
    | { __typename: 'SchemaObjectsSkipPayload', subtask:
        | { __typename: 'ForwardSwitchoverSubtask', id: string, status: SubtaskStatus }
        | { __typename: 'FullMigrationSubtask', id: string, status: SubtaskStatus }
        | { __typename: 'FullVerificationSubtask', id: string, status: SubtaskStatus }
        | { __typename: 'IncrementalSubtask', id: string, status: SubtaskStatus }
        | { __typename: 'PrecheckSubtask', id: string, status: SubtaskStatus }
        | { __typename: 'ReverseIncrementalSubtask', id: string, status: SubtaskStatus }
        | { __typename: 'SchemaMigrationSubtask', id: string, status: SubtaskStatus }
       | null }
   };

export type SchemaObjectsRemoveMutationVariables = Exact<{
  input: SchemaObjectsRemoveInput;
}>;


export type SchemaObjectsRemoveMutation = { schemaObjectsRemove:
    | { __typename: 'ConflictError', code: ErrorCode, message: string, remedy: string | null, path: Array<string> | null }
    | { __typename: 'DatabaseError', code: ErrorCode, message: string, remedy: string | null, path: Array<string> | null }
    | { __typename: 'InputError', code: ErrorCode, message: string, remedy: string | null, path: Array<string> | null }
    | { __typename: 'NotAllowedError', code: ErrorCode, message: string, remedy: string | null, path: Array<string> | null }
    | { __typename: 'NotFoundError', code: ErrorCode, message: string, remedy: string | null, path: Array<string> | null }
    | { __typename: 'SchemaObjectsRemovePayload', subtask:
        | { __typename: 'ForwardSwitchoverSubtask', id: string, status: SubtaskStatus }
        | { __typename: 'FullMigrationSubtask', id: string, status: SubtaskStatus }
        | { __typename: 'FullVerificationSubtask', id: string, status: SubtaskStatus }
        | { __typename: 'IncrementalSubtask', id: string, status: SubtaskStatus }
        | { __typename: 'PrecheckSubtask', id: string, status: SubtaskStatus }
        | { __typename: 'ReverseIncrementalSubtask', id: string, status: SubtaskStatus }
        | { __typename: 'SchemaMigrationSubtask', id: string, status: SubtaskStatus }
       | null }
   };

export type SubtaskAdvanceMutationVariables = Exact<{
  input: SubtaskAdvanceInput;
}>;


export type SubtaskAdvanceMutation = { subtaskAdvance:
    | { __typename: 'ConflictError', code: ErrorCode, message: string, remedy: string | null, path: Array<string> | null }
    | { __typename: 'DatabaseError', code: ErrorCode, message: string, remedy: string | null, path: Array<string> | null }
    | { __typename: 'InputError', code: ErrorCode, message: string, remedy: string | null, path: Array<string> | null }
    | { __typename: 'NotAllowedError', code: ErrorCode, message: string, remedy: string | null, path: Array<string> | null }
    | { __typename: 'NotFoundError', code: ErrorCode, message: string, remedy: string | null, path: Array<string> | null }
    | { __typename: 'SubtaskAdvancePayload', subtask:
        | { __typename: 'ForwardSwitchoverSubtask', id: string, status: SubtaskStatus }
        | { __typename: 'FullMigrationSubtask', id: string, status: SubtaskStatus }
        | { __typename: 'FullVerificationSubtask', id: string, status: SubtaskStatus }
        | { __typename: 'IncrementalSubtask', id: string, status: SubtaskStatus }
        | { __typename: 'PrecheckSubtask', id: string, status: SubtaskStatus }
        | { __typename: 'ReverseIncrementalSubtask', id: string, status: SubtaskStatus }
        | { __typename: 'SchemaMigrationSubtask', id: string, status: SubtaskStatus }
       | null }
   };

export type VerificationStartMutationVariables = Exact<{
  input: VerificationStartInput;
}>;


export type VerificationStartMutation = { verificationStart:
    | { __typename: 'ConflictError', code: ErrorCode, message: string, remedy: string | null, path: Array<string> | null }
    | { __typename: 'DatabaseError', code: ErrorCode, message: string, remedy: string | null, path: Array<string> | null }
    | { __typename: 'InputError', code: ErrorCode, message: string, remedy: string | null, path: Array<string> | null }
    | { __typename: 'NotAllowedError', code: ErrorCode, message: string, remedy: string | null, path: Array<string> | null }
    | { __typename: 'NotFoundError', code: ErrorCode, message: string, remedy: string | null, path: Array<string> | null }
    | { __typename: 'VerificationStartPayload', subtask:
        | { __typename: 'ForwardSwitchoverSubtask', id: string, status: SubtaskStatus }
        | { __typename: 'FullMigrationSubtask', id: string, status: SubtaskStatus }
        | { __typename: 'FullVerificationSubtask', id: string, status: SubtaskStatus }
        | { __typename: 'IncrementalSubtask', id: string, status: SubtaskStatus }
        | { __typename: 'PrecheckSubtask', id: string, status: SubtaskStatus }
        | { __typename: 'ReverseIncrementalSubtask', id: string, status: SubtaskStatus }
        | { __typename: 'SchemaMigrationSubtask', id: string, status: SubtaskStatus }
       | null }
   };

export type VerificationSkipMutationVariables = Exact<{
  input: VerificationSkipInput;
}>;


export type VerificationSkipMutation = { verificationSkip:
    | { __typename: 'ConflictError', code: ErrorCode, message: string, remedy: string | null, path: Array<string> | null }
    | { __typename: 'DatabaseError', code: ErrorCode, message: string, remedy: string | null, path: Array<string> | null }
    | { __typename: 'InputError', code: ErrorCode, message: string, remedy: string | null, path: Array<string> | null }
    | { __typename: 'NotAllowedError', code: ErrorCode, message: string, remedy: string | null, path: Array<string> | null }
    | { __typename: 'NotFoundError', code: ErrorCode, message: string, remedy: string | null, path: Array<string> | null }
    | { __typename: 'VerificationSkipPayload', subtask:
        | { __typename: 'ForwardSwitchoverSubtask', id: string, status: SubtaskStatus }
        | { __typename: 'FullMigrationSubtask', id: string, status: SubtaskStatus }
        | { __typename: 'FullVerificationSubtask', id: string, status: SubtaskStatus }
        | { __typename: 'IncrementalSubtask', id: string, status: SubtaskStatus }
        | { __typename: 'PrecheckSubtask', id: string, status: SubtaskStatus }
        | { __typename: 'ReverseIncrementalSubtask', id: string, status: SubtaskStatus }
        | { __typename: 'SchemaMigrationSubtask', id: string, status: SubtaskStatus }
       | null }
   };

export type CorrectionApplyMutationVariables = Exact<{
  input: CorrectionApplyInput;
}>;


export type CorrectionApplyMutation = { correctionApply:
    | { __typename: 'ConflictError', code: ErrorCode, message: string, remedy: string | null, path: Array<string> | null }
    | { __typename: 'CorrectionApplyPayload', subtask:
        | { __typename: 'ForwardSwitchoverSubtask', id: string, status: SubtaskStatus }
        | { __typename: 'FullMigrationSubtask', id: string, status: SubtaskStatus }
        | { __typename: 'FullVerificationSubtask', id: string, status: SubtaskStatus }
        | { __typename: 'IncrementalSubtask', id: string, status: SubtaskStatus }
        | { __typename: 'PrecheckSubtask', id: string, status: SubtaskStatus }
        | { __typename: 'ReverseIncrementalSubtask', id: string, status: SubtaskStatus }
        | { __typename: 'SchemaMigrationSubtask', id: string, status: SubtaskStatus }
       | null }
    | { __typename: 'DatabaseError', code: ErrorCode, message: string, remedy: string | null, path: Array<string> | null }
    | { __typename: 'InputError', code: ErrorCode, message: string, remedy: string | null, path: Array<string> | null }
    | { __typename: 'NotAllowedError', code: ErrorCode, message: string, remedy: string | null, path: Array<string> | null }
    | { __typename: 'NotFoundError', code: ErrorCode, message: string, remedy: string | null, path: Array<string> | null }
   };

export type DdlSkipMutationVariables = Exact<{
  input: DdlSkipInput;
}>;


export type DdlSkipMutation = { ddlSkip:
    | { __typename: 'ConflictError', code: ErrorCode, message: string, remedy: string | null, path: Array<string> | null }
    | { __typename: 'DatabaseError', code: ErrorCode, message: string, remedy: string | null, path: Array<string> | null }
    | { __typename: 'DdlSkipPayload', subtask:
        | { __typename: 'ForwardSwitchoverSubtask', id: string, status: SubtaskStatus }
        | { __typename: 'FullMigrationSubtask', id: string, status: SubtaskStatus }
        | { __typename: 'FullVerificationSubtask', id: string, status: SubtaskStatus }
        | { __typename: 'IncrementalSubtask', id: string, status: SubtaskStatus }
        | { __typename: 'PrecheckSubtask', id: string, status: SubtaskStatus }
        | { __typename: 'ReverseIncrementalSubtask', id: string, status: SubtaskStatus }
        | { __typename: 'SchemaMigrationSubtask', id: string, status: SubtaskStatus }
       | null }
    | { __typename: 'InputError', code: ErrorCode, message: string, remedy: string | null, path: Array<string> | null }
    | { __typename: 'NotAllowedError', code: ErrorCode, message: string, remedy: string | null, path: Array<string> | null }
    | { __typename: 'NotFoundError', code: ErrorCode, message: string, remedy: string | null, path: Array<string> | null }
   };

export type PrecheckPageQueryVariables = Exact<{
  taskId: string | number;
  filter?: PrecheckItemFilter | null | undefined;
  first?: number | null | undefined;
  after?: string | null | undefined;
  last?: number | null | undefined;
  before?: string | null | undefined;
}>;


export type PrecheckPageQuery = { task: { __typename: 'Task', id: string, subtask:
      | { __typename: 'ForwardSwitchoverSubtask', id: string, status: SubtaskStatus, progress: number, startedAt: string | null, completedAt: string | null }
      | { __typename: 'FullMigrationSubtask', id: string, status: SubtaskStatus, progress: number, startedAt: string | null, completedAt: string | null }
      | { __typename: 'FullVerificationSubtask', id: string, status: SubtaskStatus, progress: number, startedAt: string | null, completedAt: string | null }
      | { __typename: 'IncrementalSubtask', id: string, status: SubtaskStatus, progress: number, startedAt: string | null, completedAt: string | null }
      | { __typename: 'PrecheckSubtask', id: string, status: SubtaskStatus, progress: number, startedAt: string | null, completedAt: string | null, counts: Array<{ __typename: 'PrecheckItemCount', result: PrecheckResult, count: number }>, items: { __typename: 'PrecheckItemConnection', totalCount: number, pageInfo: { __typename: 'PageInfo', hasNextPage: boolean, hasPreviousPage: boolean, startCursor: string | null, endCursor: string | null }, nodes: Array<{ __typename: 'PrecheckItem', id: string, name: string, object: string | null, side: PrecheckSide, result: PrecheckResult, found: string | null, wanted: string | null, remedy: string | null, skippable: boolean, skippedBy: string | null, skipReason: string | null, at: string, error: { __typename: 'Reason', code: ErrorCode, action: ErrorAction, message: string, remedy: string, rowDetail: string | null } | null }> } }
      | { __typename: 'ReverseIncrementalSubtask', id: string, status: SubtaskStatus, progress: number, startedAt: string | null, completedAt: string | null }
      | { __typename: 'SchemaMigrationSubtask', id: string, status: SubtaskStatus, progress: number, startedAt: string | null, completedAt: string | null }
     | null } | null };

export type SchemaMigrationPageQueryVariables = Exact<{
  taskId: string | number;
  filter?: SchemaObjectFilter | null | undefined;
  first?: number | null | undefined;
  after?: string | null | undefined;
  last?: number | null | undefined;
  before?: string | null | undefined;
}>;


export type SchemaMigrationPageQuery = { task: { __typename: 'Task', id: string, subtask:
      | { __typename: 'ForwardSwitchoverSubtask', id: string, status: SubtaskStatus, progress: number, startedAt: string | null, completedAt: string | null, reason: { __typename: 'Reason', code: ErrorCode, action: ErrorAction, message: string, remedy: string, rowDetail: string | null } | null }
      | { __typename: 'FullMigrationSubtask', id: string, status: SubtaskStatus, progress: number, startedAt: string | null, completedAt: string | null, reason: { __typename: 'Reason', code: ErrorCode, action: ErrorAction, message: string, remedy: string, rowDetail: string | null } | null }
      | { __typename: 'FullVerificationSubtask', id: string, status: SubtaskStatus, progress: number, startedAt: string | null, completedAt: string | null, reason: { __typename: 'Reason', code: ErrorCode, action: ErrorAction, message: string, remedy: string, rowDetail: string | null } | null }
      | { __typename: 'IncrementalSubtask', id: string, status: SubtaskStatus, progress: number, startedAt: string | null, completedAt: string | null, reason: { __typename: 'Reason', code: ErrorCode, action: ErrorAction, message: string, remedy: string, rowDetail: string | null } | null }
      | { __typename: 'PrecheckSubtask', id: string, status: SubtaskStatus, progress: number, startedAt: string | null, completedAt: string | null, reason: { __typename: 'Reason', code: ErrorCode, action: ErrorAction, message: string, remedy: string, rowDetail: string | null } | null }
      | { __typename: 'ReverseIncrementalSubtask', id: string, status: SubtaskStatus, progress: number, startedAt: string | null, completedAt: string | null, reason: { __typename: 'Reason', code: ErrorCode, action: ErrorAction, message: string, remedy: string, rowDetail: string | null } | null }
      | { __typename: 'SchemaMigrationSubtask', id: string, status: SubtaskStatus, progress: number, startedAt: string | null, completedAt: string | null, counts: Array<{ __typename: 'SchemaObjectCount', status: SchemaObjectStatus, count: number }>, objects: { __typename: 'SchemaObjectConnection', totalCount: number, pageInfo: { __typename: 'PageInfo', hasNextPage: boolean, hasPreviousPage: boolean, startCursor: string | null, endCursor: string | null }, nodes: Array<{ __typename: 'SchemaObject', id: string, kind: SchemaObjectKind, status: SchemaObjectStatus, stage: SchemaStage, startedAt: string | null, completedAt: string | null, source: { __typename: 'TableName', schema: string, name: string }, target: { __typename: 'TableName', schema: string, name: string }, error: { __typename: 'Reason', code: ErrorCode, action: ErrorAction, message: string, remedy: string, rowDetail: string | null } | null }> }, reason: { __typename: 'Reason', code: ErrorCode, action: ErrorAction, message: string, remedy: string, rowDetail: string | null } | null }
     | null } | null };

export type SchemaObjectDetailsQueryVariables = Exact<{
  id: string | number;
}>;


export type SchemaObjectDetailsQuery = { node:
    | { __typename: 'AlertWebhook', id: string }
    | { __typename: 'ComponentFailedAlert', id: string }
    | { __typename: 'ForwardSwitchoverSubtask', id: string }
    | { __typename: 'FullImportComponent', id: string }
    | { __typename: 'FullMigrationSubtask', id: string }
    | { __typename: 'FullVerificationComponent', id: string }
    | { __typename: 'FullVerificationSubtask', id: string }
    | { __typename: 'IncrSyncComponent', id: string }
    | { __typename: 'IncrementalSubtask', id: string }
    | { __typename: 'LatencyAlert', id: string }
    | { __typename: 'LogRetentionAlert', id: string }
    | { __typename: 'PostgresqlEndpoint', id: string }
    | { __typename: 'PrecheckSubtask', id: string }
    | { __typename: 'ReverseIncrementalSubtask', id: string }
    | { __typename: 'SchemaMigrationSubtask', id: string }
    | { __typename: 'SchemaObject', kind: SchemaObjectKind, status: SchemaObjectStatus, sourceDdl: string | null, convertedDdl: string | null, revision: number, ran: string | null, answered: string | null, id: string, source: { __typename: 'TableName', schema: string, name: string }, target: { __typename: 'TableName', schema: string, name: string }, conversions: Array<{ __typename: 'SchemaConversion', what: string, from: string, to: string, fidelity: Fidelity }>, error: { __typename: 'Reason', code: ErrorCode, action: ErrorAction, message: string, remedy: string, rowDetail: string | null } | null }
    | { __typename: 'StoreComponent', id: string }
    | { __typename: 'Switchover', id: string }
    | { __typename: 'Task', id: string }
    | { __typename: 'TaskFailedAlert', id: string }
    | { __typename: 'Token', id: string }
    | { __typename: 'VerificationRun', id: string }
   | null };

export type SwitchoverFieldsFragment = { __typename: 'Switchover', id: string, number: number, direction: SwitchDirection, status: SwitchoverStatus, reverse: boolean, acceptReason: string | null, requestedBy: string, requestedAt: string, completedAt: string | null, pausedAt: string | null, pauseEndedAt: string | null, pauseMs: number | null, pointOfNoReturnAt: string | null, cancelable: boolean, steps: Array<{ __typename: 'SwitchoverStep', kind: SwitchoverStepKind, number: string, title: string, description: string, risk: string, actor: SwitchoverStepActor, status: SwitchoverStepStatus, allowed: Array<SwitchoverStepAction>, skipWarning: string | null, startedAt: string | null, completedAt: string | null, answeredBy: string | null, waiting: string | null, skipReason: string | null, findings: Array<string>, fenced: boolean, reason: { __typename: 'Reason', code: ErrorCode, action: ErrorAction, message: string, remedy: string, rowDetail: string | null } | null, objects: Array<{ __typename: 'ListedObject', kind: ListedObjectKind, schema: string, name: string, ddl: string, disable: string | null }>, writers: Array<{ __typename: 'OpenWriter', id: string, prepared: boolean, user: string, application: string | null, openSeconds: number }> }> };

export type SwitchoverPageQueryVariables = Exact<{
  taskId: string | number;
}>;


export type SwitchoverPageQuery = { task: { __typename: 'Task', id: string, name: string, status: TaskStatus, subtask:
      | { __typename: 'ForwardSwitchoverSubtask', liveSide: LiveSide, id: string, status: SubtaskStatus, switchover: { __typename: 'Switchover', id: string, number: number, direction: SwitchDirection, status: SwitchoverStatus, reverse: boolean, acceptReason: string | null, requestedBy: string, requestedAt: string, completedAt: string | null, pausedAt: string | null, pauseEndedAt: string | null, pauseMs: number | null, pointOfNoReturnAt: string | null, cancelable: boolean, steps: Array<{ __typename: 'SwitchoverStep', kind: SwitchoverStepKind, number: string, title: string, description: string, risk: string, actor: SwitchoverStepActor, status: SwitchoverStepStatus, allowed: Array<SwitchoverStepAction>, skipWarning: string | null, startedAt: string | null, completedAt: string | null, answeredBy: string | null, waiting: string | null, skipReason: string | null, findings: Array<string>, fenced: boolean, reason: { __typename: 'Reason', code: ErrorCode, action: ErrorAction, message: string, remedy: string, rowDetail: string | null } | null, objects: Array<{ __typename: 'ListedObject', kind: ListedObjectKind, schema: string, name: string, ddl: string, disable: string | null }>, writers: Array<{ __typename: 'OpenWriter', id: string, prepared: boolean, user: string, application: string | null, openSeconds: number }> }> } | null }
      | { __typename: 'FullMigrationSubtask', id: string, status: SubtaskStatus }
      | { __typename: 'FullVerificationSubtask', id: string, status: SubtaskStatus }
      | { __typename: 'IncrementalSubtask', id: string, status: SubtaskStatus }
      | { __typename: 'PrecheckSubtask', id: string, status: SubtaskStatus }
      | { __typename: 'ReverseIncrementalSubtask', id: string, status: SubtaskStatus }
      | { __typename: 'SchemaMigrationSubtask', id: string, status: SubtaskStatus }
     | null } | null };

export type SwitchoverPlanQueryVariables = Exact<{
  taskId: string | number;
}>;


export type SwitchoverPlanQuery = { switchoverPlan: { __typename: 'SwitchoverPlan', direction: SwitchDirection, reverse: boolean, steps: Array<{ __typename: 'PlannedSwitchoverStep', kind: SwitchoverStepKind, number: string, title: string, actor: SwitchoverStepActor, description: string, sentences: Array<string>, concerns: Array<string>, statements: Array<{ __typename: 'PlannedStatement', side: LiveSide, statement: string }> }> } | null };

export type SwitchoverStartMutationVariables = Exact<{
  input: SwitchoverStartInput;
}>;


export type SwitchoverStartMutation = { switchoverStart:
    | { __typename: 'ConflictError', code: ErrorCode, message: string, remedy: string | null, path: Array<string> | null }
    | { __typename: 'DatabaseError', code: ErrorCode, message: string, remedy: string | null, path: Array<string> | null }
    | { __typename: 'InputError', code: ErrorCode, message: string, remedy: string | null, path: Array<string> | null }
    | { __typename: 'NotAllowedError', code: ErrorCode, message: string, remedy: string | null, path: Array<string> | null }
    | { __typename: 'NotFoundError', code: ErrorCode, message: string, remedy: string | null, path: Array<string> | null }
    | { __typename: 'SwitchoverStartPayload', switchover: { __typename: 'Switchover', id: string, status: SwitchoverStatus } | null }
   };

export type SwitchoverFenceMutationVariables = Exact<{
  input: SwitchoverFenceInput;
}>;


export type SwitchoverFenceMutation = { switchoverFence:
    | { __typename: 'ConflictError', code: ErrorCode, message: string, remedy: string | null, path: Array<string> | null }
    | { __typename: 'DatabaseError', code: ErrorCode, message: string, remedy: string | null, path: Array<string> | null }
    | { __typename: 'InputError', code: ErrorCode, message: string, remedy: string | null, path: Array<string> | null }
    | { __typename: 'NotAllowedError', code: ErrorCode, message: string, remedy: string | null, path: Array<string> | null }
    | { __typename: 'NotFoundError', code: ErrorCode, message: string, remedy: string | null, path: Array<string> | null }
    | { __typename: 'SwitchoverFencePayload', switchover: { __typename: 'Switchover', id: string, status: SwitchoverStatus } | null }
   };

export type SwitchoverConfirmWritesStoppedMutationVariables = Exact<{
  input: SwitchoverConfirmWritesStoppedInput;
}>;


export type SwitchoverConfirmWritesStoppedMutation = { switchoverConfirmWritesStopped:
    | { __typename: 'ConflictError', code: ErrorCode, message: string, remedy: string | null, path: Array<string> | null }
    | { __typename: 'DatabaseError', code: ErrorCode, message: string, remedy: string | null, path: Array<string> | null }
    | { __typename: 'InputError', code: ErrorCode, message: string, remedy: string | null, path: Array<string> | null }
    | { __typename: 'NotAllowedError', code: ErrorCode, message: string, remedy: string | null, path: Array<string> | null }
    | { __typename: 'NotFoundError', code: ErrorCode, message: string, remedy: string | null, path: Array<string> | null }
    | { __typename: 'SwitchoverConfirmWritesStoppedPayload', switchover: { __typename: 'Switchover', id: string, status: SwitchoverStatus } | null }
   };

export type SwitchoverStartReverseMutationVariables = Exact<{
  input: SwitchoverStartReverseInput;
}>;


export type SwitchoverStartReverseMutation = { switchoverStartReverse:
    | { __typename: 'ConflictError', code: ErrorCode, message: string, remedy: string | null, path: Array<string> | null }
    | { __typename: 'DatabaseError', code: ErrorCode, message: string, remedy: string | null, path: Array<string> | null }
    | { __typename: 'InputError', code: ErrorCode, message: string, remedy: string | null, path: Array<string> | null }
    | { __typename: 'NotAllowedError', code: ErrorCode, message: string, remedy: string | null, path: Array<string> | null }
    | { __typename: 'NotFoundError', code: ErrorCode, message: string, remedy: string | null, path: Array<string> | null }
    | { __typename: 'SwitchoverStartReversePayload', switchover: { __typename: 'Switchover', id: string, status: SwitchoverStatus } | null }
   };

export type SwitchoverAllowWritesMutationVariables = Exact<{
  input: SwitchoverAllowWritesInput;
}>;


export type SwitchoverAllowWritesMutation = { switchoverAllowWrites:
    | { __typename: 'ConflictError', code: ErrorCode, message: string, remedy: string | null, path: Array<string> | null }
    | { __typename: 'DatabaseError', code: ErrorCode, message: string, remedy: string | null, path: Array<string> | null }
    | { __typename: 'InputError', code: ErrorCode, message: string, remedy: string | null, path: Array<string> | null }
    | { __typename: 'NotAllowedError', code: ErrorCode, message: string, remedy: string | null, path: Array<string> | null }
    | { __typename: 'NotFoundError', code: ErrorCode, message: string, remedy: string | null, path: Array<string> | null }
    | { __typename: 'SwitchoverAllowWritesPayload', switchover: { __typename: 'Switchover', id: string, status: SwitchoverStatus } | null }
   };

export type SwitchoverStepCompleteMutationVariables = Exact<{
  input: SwitchoverStepCompleteInput;
}>;


export type SwitchoverStepCompleteMutation = { switchoverStepComplete:
    | { __typename: 'ConflictError', code: ErrorCode, message: string, remedy: string | null, path: Array<string> | null }
    | { __typename: 'DatabaseError', code: ErrorCode, message: string, remedy: string | null, path: Array<string> | null }
    | { __typename: 'InputError', code: ErrorCode, message: string, remedy: string | null, path: Array<string> | null }
    | { __typename: 'NotAllowedError', code: ErrorCode, message: string, remedy: string | null, path: Array<string> | null }
    | { __typename: 'NotFoundError', code: ErrorCode, message: string, remedy: string | null, path: Array<string> | null }
    | { __typename: 'SwitchoverStepCompletePayload', switchover: { __typename: 'Switchover', id: string, status: SwitchoverStatus } | null }
   };

export type SwitchoverStepRetryMutationVariables = Exact<{
  input: SwitchoverStepRetryInput;
}>;


export type SwitchoverStepRetryMutation = { switchoverStepRetry:
    | { __typename: 'ConflictError', code: ErrorCode, message: string, remedy: string | null, path: Array<string> | null }
    | { __typename: 'DatabaseError', code: ErrorCode, message: string, remedy: string | null, path: Array<string> | null }
    | { __typename: 'InputError', code: ErrorCode, message: string, remedy: string | null, path: Array<string> | null }
    | { __typename: 'NotAllowedError', code: ErrorCode, message: string, remedy: string | null, path: Array<string> | null }
    | { __typename: 'NotFoundError', code: ErrorCode, message: string, remedy: string | null, path: Array<string> | null }
    | { __typename: 'SwitchoverStepRetryPayload', switchover: { __typename: 'Switchover', id: string, status: SwitchoverStatus } | null }
   };

export type SwitchoverStepSkipMutationVariables = Exact<{
  input: SwitchoverStepSkipInput;
}>;


export type SwitchoverStepSkipMutation = { switchoverStepSkip:
    | { __typename: 'ConflictError', code: ErrorCode, message: string, remedy: string | null, path: Array<string> | null }
    | { __typename: 'DatabaseError', code: ErrorCode, message: string, remedy: string | null, path: Array<string> | null }
    | { __typename: 'InputError', code: ErrorCode, message: string, remedy: string | null, path: Array<string> | null }
    | { __typename: 'NotAllowedError', code: ErrorCode, message: string, remedy: string | null, path: Array<string> | null }
    | { __typename: 'NotFoundError', code: ErrorCode, message: string, remedy: string | null, path: Array<string> | null }
    | { __typename: 'SwitchoverStepSkipPayload', switchover: { __typename: 'Switchover', id: string, status: SwitchoverStatus } | null }
   };

export type SwitchoverEndWritersMutationVariables = Exact<{
  input: SwitchoverEndWritersInput;
}>;


export type SwitchoverEndWritersMutation = { switchoverEndWriters:
    | { __typename: 'ConflictError', code: ErrorCode, message: string, remedy: string | null, path: Array<string> | null }
    | { __typename: 'DatabaseError', code: ErrorCode, message: string, remedy: string | null, path: Array<string> | null }
    | { __typename: 'InputError', code: ErrorCode, message: string, remedy: string | null, path: Array<string> | null }
    | { __typename: 'NotAllowedError', code: ErrorCode, message: string, remedy: string | null, path: Array<string> | null }
    | { __typename: 'NotFoundError', code: ErrorCode, message: string, remedy: string | null, path: Array<string> | null }
    | { __typename: 'SwitchoverEndWritersPayload', switchover: { __typename: 'Switchover', id: string, status: SwitchoverStatus } | null }
   };

export type SwitchoverCancelMutationVariables = Exact<{
  input: SwitchoverCancelInput;
}>;


export type SwitchoverCancelMutation = { switchoverCancel:
    | { __typename: 'ConflictError', code: ErrorCode, message: string, remedy: string | null, path: Array<string> | null }
    | { __typename: 'DatabaseError', code: ErrorCode, message: string, remedy: string | null, path: Array<string> | null }
    | { __typename: 'InputError', code: ErrorCode, message: string, remedy: string | null, path: Array<string> | null }
    | { __typename: 'NotAllowedError', code: ErrorCode, message: string, remedy: string | null, path: Array<string> | null }
    | { __typename: 'NotFoundError', code: ErrorCode, message: string, remedy: string | null, path: Array<string> | null }
    | { __typename: 'SwitchoverCancelPayload', switchover: { __typename: 'Switchover', id: string, status: SwitchoverStatus } | null }
   };

export type TaskStartMutationVariables = Exact<{
  input: TaskStartInput;
}>;


export type TaskStartMutation = { taskStart:
    | { __typename: 'ConflictError', code: ErrorCode, message: string, remedy: string | null, path: Array<string> | null }
    | { __typename: 'DatabaseError', code: ErrorCode, message: string, remedy: string | null, path: Array<string> | null }
    | { __typename: 'InputError', code: ErrorCode, message: string, remedy: string | null, path: Array<string> | null }
    | { __typename: 'NotAllowedError', code: ErrorCode, message: string, remedy: string | null, path: Array<string> | null }
    | { __typename: 'NotFoundError', code: ErrorCode, message: string, remedy: string | null, path: Array<string> | null }
    | { __typename: 'TaskStartPayload', task: { __typename: 'Task', id: string, status: TaskStatus } | null }
   };

export type TaskStopMutationVariables = Exact<{
  input: TaskStopInput;
}>;


export type TaskStopMutation = { taskStop:
    | { __typename: 'ConflictError', code: ErrorCode, message: string, remedy: string | null, path: Array<string> | null }
    | { __typename: 'DatabaseError', code: ErrorCode, message: string, remedy: string | null, path: Array<string> | null }
    | { __typename: 'InputError', code: ErrorCode, message: string, remedy: string | null, path: Array<string> | null }
    | { __typename: 'NotAllowedError', code: ErrorCode, message: string, remedy: string | null, path: Array<string> | null }
    | { __typename: 'NotFoundError', code: ErrorCode, message: string, remedy: string | null, path: Array<string> | null }
    | { __typename: 'TaskStopPayload', task: { __typename: 'Task', id: string, status: TaskStatus } | null }
   };

export type TaskResumeMutationVariables = Exact<{
  input: TaskResumeInput;
}>;


export type TaskResumeMutation = { taskResume:
    | { __typename: 'ConflictError', code: ErrorCode, message: string, remedy: string | null, path: Array<string> | null }
    | { __typename: 'DatabaseError', code: ErrorCode, message: string, remedy: string | null, path: Array<string> | null }
    | { __typename: 'InputError', code: ErrorCode, message: string, remedy: string | null, path: Array<string> | null }
    | { __typename: 'NotAllowedError', code: ErrorCode, message: string, remedy: string | null, path: Array<string> | null }
    | { __typename: 'NotFoundError', code: ErrorCode, message: string, remedy: string | null, path: Array<string> | null }
    | { __typename: 'TaskResumePayload', task: { __typename: 'Task', id: string, status: TaskStatus } | null }
   };

export type TaskReleaseMutationVariables = Exact<{
  input: TaskReleaseInput;
}>;


export type TaskReleaseMutation = { taskRelease:
    | { __typename: 'ConflictError', code: ErrorCode, message: string, remedy: string | null, path: Array<string> | null }
    | { __typename: 'DatabaseError', code: ErrorCode, message: string, remedy: string | null, path: Array<string> | null }
    | { __typename: 'InputError', code: ErrorCode, message: string, remedy: string | null, path: Array<string> | null }
    | { __typename: 'NotAllowedError', code: ErrorCode, message: string, remedy: string | null, path: Array<string> | null }
    | { __typename: 'NotFoundError', code: ErrorCode, message: string, remedy: string | null, path: Array<string> | null }
    | { __typename: 'TaskReleasePayload', task: { __typename: 'Task', id: string, status: TaskStatus } | null }
   };

export type TaskRenameMutationVariables = Exact<{
  input: TaskRenameInput;
}>;


export type TaskRenameMutation = { taskRename:
    | { __typename: 'ConflictError', code: ErrorCode, message: string, remedy: string | null, path: Array<string> | null }
    | { __typename: 'DatabaseError', code: ErrorCode, message: string, remedy: string | null, path: Array<string> | null }
    | { __typename: 'InputError', code: ErrorCode, message: string, remedy: string | null, path: Array<string> | null }
    | { __typename: 'NotAllowedError', code: ErrorCode, message: string, remedy: string | null, path: Array<string> | null }
    | { __typename: 'NotFoundError', code: ErrorCode, message: string, remedy: string | null, path: Array<string> | null }
    | { __typename: 'TaskRenamePayload', task: { __typename: 'Task', id: string, status: TaskStatus } | null }
   };

export type TaskSetTagsMutationVariables = Exact<{
  input: TaskSetTagsInput;
}>;


export type TaskSetTagsMutation = { taskSetTags:
    | { __typename: 'ConflictError', code: ErrorCode, message: string, remedy: string | null, path: Array<string> | null }
    | { __typename: 'DatabaseError', code: ErrorCode, message: string, remedy: string | null, path: Array<string> | null }
    | { __typename: 'InputError', code: ErrorCode, message: string, remedy: string | null, path: Array<string> | null }
    | { __typename: 'NotAllowedError', code: ErrorCode, message: string, remedy: string | null, path: Array<string> | null }
    | { __typename: 'NotFoundError', code: ErrorCode, message: string, remedy: string | null, path: Array<string> | null }
    | { __typename: 'TaskSetTagsPayload', task: { __typename: 'Task', id: string, status: TaskStatus } | null }
   };

export type TaskSetAlertLevelMutationVariables = Exact<{
  input: TaskSetAlertLevelInput;
}>;


export type TaskSetAlertLevelMutation = { taskSetAlertLevel:
    | { __typename: 'ConflictError', code: ErrorCode, message: string, remedy: string | null, path: Array<string> | null }
    | { __typename: 'DatabaseError', code: ErrorCode, message: string, remedy: string | null, path: Array<string> | null }
    | { __typename: 'InputError', code: ErrorCode, message: string, remedy: string | null, path: Array<string> | null }
    | { __typename: 'NotAllowedError', code: ErrorCode, message: string, remedy: string | null, path: Array<string> | null }
    | { __typename: 'NotFoundError', code: ErrorCode, message: string, remedy: string | null, path: Array<string> | null }
    | { __typename: 'TaskSetAlertLevelPayload', task: { __typename: 'Task', id: string, status: TaskStatus } | null }
   };

export type TaskUpdateParametersMutationVariables = Exact<{
  input: TaskUpdateParametersInput;
}>;


export type TaskUpdateParametersMutation = { taskUpdateParameters:
    | { __typename: 'ConflictError', code: ErrorCode, message: string, remedy: string | null, path: Array<string> | null }
    | { __typename: 'DatabaseError', code: ErrorCode, message: string, remedy: string | null, path: Array<string> | null }
    | { __typename: 'InputError', code: ErrorCode, message: string, remedy: string | null, path: Array<string> | null }
    | { __typename: 'NotAllowedError', code: ErrorCode, message: string, remedy: string | null, path: Array<string> | null }
    | { __typename: 'NotFoundError', code: ErrorCode, message: string, remedy: string | null, path: Array<string> | null }
    | { __typename: 'TaskUpdateParametersPayload', task: { __typename: 'Task', id: string, status: TaskStatus } | null, keptOverrides: Array<{ __typename: 'KeptOverride', name: string, value: unknown, taskValue: unknown, component:
          | { __typename: 'FullImportComponent', id: string, kind: ComponentKind }
          | { __typename: 'FullVerificationComponent', id: string, kind: ComponentKind }
          | { __typename: 'IncrSyncComponent', id: string, kind: ComponentKind }
          | { __typename: 'StoreComponent', id: string, kind: ComponentKind }
         }> | null }
   };

export type TaskCloneMutationVariables = Exact<{
  input: TaskCloneInput;
}>;


export type TaskCloneMutation = { taskClone:
    | { __typename: 'ConflictError', code: ErrorCode, message: string, remedy: string | null, path: Array<string> | null }
    | { __typename: 'DatabaseError', code: ErrorCode, message: string, remedy: string | null, path: Array<string> | null }
    | { __typename: 'InputError', code: ErrorCode, message: string, remedy: string | null, path: Array<string> | null }
    | { __typename: 'NotAllowedError', code: ErrorCode, message: string, remedy: string | null, path: Array<string> | null }
    | { __typename: 'NotFoundError', code: ErrorCode, message: string, remedy: string | null, path: Array<string> | null }
    | { __typename: 'TaskClonePayload', task: { __typename: 'Task', id: string, status: TaskStatus } | null }
   };

export type TaskCreateMutationVariables = Exact<{
  input: TaskCreateInput;
}>;


export type TaskCreateMutation = { taskCreate:
    | { __typename: 'ConflictError', code: ErrorCode, message: string, remedy: string | null, path: Array<string> | null }
    | { __typename: 'DatabaseError', code: ErrorCode, message: string, remedy: string | null, path: Array<string> | null }
    | { __typename: 'InputError', code: ErrorCode, message: string, remedy: string | null, path: Array<string> | null }
    | { __typename: 'NotAllowedError', code: ErrorCode, message: string, remedy: string | null, path: Array<string> | null }
    | { __typename: 'NotFoundError', code: ErrorCode, message: string, remedy: string | null, path: Array<string> | null }
    | { __typename: 'TaskCreatePayload', task: { __typename: 'Task', id: string, status: TaskStatus } | null }
   };

export type TaskDeleteMutationVariables = Exact<{
  input: TaskDeleteInput;
}>;


export type TaskDeleteMutation = { taskDelete:
    | { __typename: 'ConflictError', code: ErrorCode, message: string, remedy: string | null, path: Array<string> | null }
    | { __typename: 'DatabaseError', code: ErrorCode, message: string, remedy: string | null, path: Array<string> | null }
    | { __typename: 'InputError', code: ErrorCode, message: string, remedy: string | null, path: Array<string> | null }
    | { __typename: 'NotAllowedError', code: ErrorCode, message: string, remedy: string | null, path: Array<string> | null }
    | { __typename: 'NotFoundError', code: ErrorCode, message: string, remedy: string | null, path: Array<string> | null }
    | { __typename: 'TaskDeletePayload', deletedId: string | null }
   };

export type TasksStartMutationVariables = Exact<{
  input: TasksStartInput;
}>;


export type TasksStartMutation = { tasksStart:
    | { __typename: 'ConflictError', code: ErrorCode, message: string, remedy: string | null, path: Array<string> | null }
    | { __typename: 'DatabaseError', code: ErrorCode, message: string, remedy: string | null, path: Array<string> | null }
    | { __typename: 'InputError', code: ErrorCode, message: string, remedy: string | null, path: Array<string> | null }
    | { __typename: 'NotAllowedError', code: ErrorCode, message: string, remedy: string | null, path: Array<string> | null }
    | { __typename: 'NotFoundError', code: ErrorCode, message: string, remedy: string | null, path: Array<string> | null }
    | { __typename: 'TasksStartPayload', results: Array<{ __typename: 'TaskBatchResult', taskId: string, name: string, outcome: BatchOutcome, error: { __typename: 'Reason', code: ErrorCode, action: ErrorAction, message: string, remedy: string, rowDetail: string | null } | null }> }
   };

export type TasksStopMutationVariables = Exact<{
  input: TasksStopInput;
}>;


export type TasksStopMutation = { tasksStop:
    | { __typename: 'ConflictError', code: ErrorCode, message: string, remedy: string | null, path: Array<string> | null }
    | { __typename: 'DatabaseError', code: ErrorCode, message: string, remedy: string | null, path: Array<string> | null }
    | { __typename: 'InputError', code: ErrorCode, message: string, remedy: string | null, path: Array<string> | null }
    | { __typename: 'NotAllowedError', code: ErrorCode, message: string, remedy: string | null, path: Array<string> | null }
    | { __typename: 'NotFoundError', code: ErrorCode, message: string, remedy: string | null, path: Array<string> | null }
    | { __typename: 'TasksStopPayload', results: Array<{ __typename: 'TaskBatchResult', taskId: string, name: string, outcome: BatchOutcome, error: { __typename: 'Reason', code: ErrorCode, action: ErrorAction, message: string, remedy: string, rowDetail: string | null } | null }> }
   };

export type TasksResumeMutationVariables = Exact<{
  input: TasksResumeInput;
}>;


export type TasksResumeMutation = { tasksResume:
    | { __typename: 'ConflictError', code: ErrorCode, message: string, remedy: string | null, path: Array<string> | null }
    | { __typename: 'DatabaseError', code: ErrorCode, message: string, remedy: string | null, path: Array<string> | null }
    | { __typename: 'InputError', code: ErrorCode, message: string, remedy: string | null, path: Array<string> | null }
    | { __typename: 'NotAllowedError', code: ErrorCode, message: string, remedy: string | null, path: Array<string> | null }
    | { __typename: 'NotFoundError', code: ErrorCode, message: string, remedy: string | null, path: Array<string> | null }
    | { __typename: 'TasksResumePayload', results: Array<{ __typename: 'TaskBatchResult', taskId: string, name: string, outcome: BatchOutcome, error: { __typename: 'Reason', code: ErrorCode, action: ErrorAction, message: string, remedy: string, rowDetail: string | null } | null }> }
   };

export type TasksReleaseMutationVariables = Exact<{
  input: TasksReleaseInput;
}>;


export type TasksReleaseMutation = { tasksRelease:
    | { __typename: 'ConflictError', code: ErrorCode, message: string, remedy: string | null, path: Array<string> | null }
    | { __typename: 'DatabaseError', code: ErrorCode, message: string, remedy: string | null, path: Array<string> | null }
    | { __typename: 'InputError', code: ErrorCode, message: string, remedy: string | null, path: Array<string> | null }
    | { __typename: 'NotAllowedError', code: ErrorCode, message: string, remedy: string | null, path: Array<string> | null }
    | { __typename: 'NotFoundError', code: ErrorCode, message: string, remedy: string | null, path: Array<string> | null }
    | { __typename: 'TasksReleasePayload', results: Array<{ __typename: 'TaskBatchResult', taskId: string, name: string, outcome: BatchOutcome, error: { __typename: 'Reason', code: ErrorCode, action: ErrorAction, message: string, remedy: string, rowDetail: string | null } | null }> }
   };

export type TasksDeleteMutationVariables = Exact<{
  input: TasksDeleteInput;
}>;


export type TasksDeleteMutation = { tasksDelete:
    | { __typename: 'ConflictError', code: ErrorCode, message: string, remedy: string | null, path: Array<string> | null }
    | { __typename: 'DatabaseError', code: ErrorCode, message: string, remedy: string | null, path: Array<string> | null }
    | { __typename: 'InputError', code: ErrorCode, message: string, remedy: string | null, path: Array<string> | null }
    | { __typename: 'NotAllowedError', code: ErrorCode, message: string, remedy: string | null, path: Array<string> | null }
    | { __typename: 'NotFoundError', code: ErrorCode, message: string, remedy: string | null, path: Array<string> | null }
    | { __typename: 'TasksDeletePayload', results: Array<{ __typename: 'TaskBatchResult', taskId: string, name: string, outcome: BatchOutcome, error: { __typename: 'Reason', code: ErrorCode, action: ErrorAction, message: string, remedy: string, rowDetail: string | null } | null }> }
   };

export type WaitingFieldsFragment = { __typename: 'WaitingFor', who: WaitedFor, what: string, since: string, action: string | null, rowDetail: string | null, reason: { __typename: 'Reason', code: ErrorCode, action: ErrorAction, message: string, remedy: string, rowDetail: string | null } | null };

export type AllowedActionFieldsFragment = { __typename: 'AllowedAction', action: TaskAction, allowed: boolean, detail: string | null };

export type TaskFilterChoicesQueryVariables = Exact<{ [key: string]: never; }>;


export type TaskFilterChoicesQuery = { taskFilterChoices: { __typename: 'TaskFilterChoices', tags: Array<string>, createdBy: Array<string>, endpoints: Array<{ __typename: 'PostgresqlEndpoint', id: string, name: string }> } };

export type TasksPageQueryVariables = Exact<{
  filter?: TaskFilter | null | undefined;
  orderBy?: TaskOrder | null | undefined;
  latencyFrom: string;
  first?: number | null | undefined;
  after?: string | null | undefined;
  last?: number | null | undefined;
  before?: string | null | undefined;
}>;


export type TasksPageQuery = { taskCounts: Array<{ __typename: 'TaskCount', status: TaskStatus, count: number }>, tasks: { __typename: 'TaskConnection', totalCount: number, pageInfo: { __typename: 'PageInfo', hasNextPage: boolean, hasPreviousPage: boolean, startCursor: string | null, endCursor: string | null }, nodes: Array<{ __typename: 'Task', id: string, name: string, status: TaskStatus, phases: Array<MigrationPhase>, tags: Array<string>, createdAt: string, reason: { __typename: 'Reason', code: ErrorCode, action: ErrorAction, message: string, remedy: string, rowDetail: string | null } | null, source: { __typename: 'PostgresqlEndpoint', id: string, name: string } | null, target: { __typename: 'PostgresqlEndpoint', id: string, name: string } | null, pendingAction: { __typename: 'PendingAction', action: CommandAction, requestedAt: string, requestedBy: string } | null, waitingFor: { __typename: 'WaitingFor', who: WaitedFor, what: string, since: string, action: string | null, rowDetail: string | null, reason: { __typename: 'Reason', code: ErrorCode, action: ErrorAction, message: string, remedy: string, rowDetail: string | null } | null } | null, allowedActions: Array<{ __typename: 'AllowedAction', action: TaskAction, allowed: boolean, detail: string | null }>, latency: { __typename: 'Latency', latencyMs: number | null, updatedAgoMs: number | null, stale: boolean } | null, openAlerts: Array<
        | { __typename: 'ComponentFailedAlert', id: string, kind: AlertKind, state: AlertState }
        | { __typename: 'LatencyAlert', id: string, kind: AlertKind, state: AlertState }
        | { __typename: 'LogRetentionAlert', id: string, kind: AlertKind, state: AlertState }
        | { __typename: 'TaskFailedAlert', id: string, kind: AlertKind, state: AlertState }
      >, catchingUp: { __typename: 'CatchingUp', latencyMs: number, thresholdMs: number, remainingMs: number | null } | null, subtasks: Array<
        | { __typename: 'ForwardSwitchoverSubtask', id: string, kind: SubtaskKind, status: SubtaskStatus, progress: number }
        | { __typename: 'FullMigrationSubtask', id: string, kind: SubtaskKind, status: SubtaskStatus, progress: number }
        | { __typename: 'FullVerificationSubtask', id: string, kind: SubtaskKind, status: SubtaskStatus, progress: number }
        | { __typename: 'IncrementalSubtask', id: string, kind: SubtaskKind, status: SubtaskStatus, progress: number }
        | { __typename: 'PrecheckSubtask', id: string, kind: SubtaskKind, status: SubtaskStatus, progress: number }
        | { __typename: 'ReverseIncrementalSubtask', id: string, kind: SubtaskKind, status: SubtaskStatus, progress: number }
        | { __typename: 'SchemaMigrationSubtask', id: string, kind: SubtaskKind, status: SubtaskStatus, progress: number }
      >, metrics: Array<{ __typename: 'MetricSeries', values: Array<number | null> }> }> } };

export type TaskFrameQueryVariables = Exact<{
  taskId: string | number;
}>;


export type TaskFrameQuery = { task: { __typename: 'Task', id: string, key: string, name: string, status: TaskStatus, phases: Array<MigrationPhase>, tags: Array<string>, alertLevel: AlertLevel, alertRepeatMinutes: number, labelsRevision: number, createdBy: string, createdAt: string, startedAt: string | null, completedAt: string | null, dropped: Array<string> | null, updatedAt: string, revision: number, reason: { __typename: 'Reason', code: ErrorCode, action: ErrorAction, message: string, remedy: string, rowDetail: string | null } | null, parameters: Array<{ __typename: 'Parameter', name: string, value: unknown }>, source: { __typename: 'PostgresqlEndpoint', id: string, name: string, kind: EndpointKind, host: string, port: number, database: string, user: string, tlsMode: TlsMode, version: string | null, testedAt: string | null, revision: number, createdBy: string, createdAt: string } | null, target: { __typename: 'PostgresqlEndpoint', id: string, name: string, kind: EndpointKind, host: string, port: number, database: string, user: string, tlsMode: TlsMode, version: string | null, testedAt: string | null, revision: number, createdBy: string, createdAt: string } | null, pendingAction: { __typename: 'PendingAction', action: CommandAction, requestedAt: string, requestedBy: string } | null, waitingFor: { __typename: 'WaitingFor', who: WaitedFor, what: string, since: string, action: string | null, rowDetail: string | null, reason: { __typename: 'Reason', code: ErrorCode, action: ErrorAction, message: string, remedy: string, rowDetail: string | null } | null } | null, allowedActions: Array<{ __typename: 'AllowedAction', action: TaskAction, allowed: boolean, detail: string | null }>, latency: { __typename: 'Latency', latencyMs: number | null, updatedAgoMs: number | null, stale: boolean, position: string | null } | null, openAlerts: Array<
      | { __typename: 'ComponentFailedAlert', id: string, kind: AlertKind, level: RaisedLevel, state: AlertState, raisedAt: string, repeatedAt: string | null, repeats: number, acknowledgedAt: string | null, acknowledgedBy: string | null, acknowledgedNote: string | null, clearedAt: string | null, reason: { __typename: 'Reason', code: ErrorCode, action: ErrorAction, message: string, remedy: string, rowDetail: string | null } }
      | { __typename: 'LatencyAlert', id: string, kind: AlertKind, level: RaisedLevel, state: AlertState, raisedAt: string, repeatedAt: string | null, repeats: number, acknowledgedAt: string | null, acknowledgedBy: string | null, acknowledgedNote: string | null, clearedAt: string | null, reason: { __typename: 'Reason', code: ErrorCode, action: ErrorAction, message: string, remedy: string, rowDetail: string | null } }
      | { __typename: 'LogRetentionAlert', id: string, kind: AlertKind, level: RaisedLevel, state: AlertState, raisedAt: string, repeatedAt: string | null, repeats: number, acknowledgedAt: string | null, acknowledgedBy: string | null, acknowledgedNote: string | null, clearedAt: string | null, reason: { __typename: 'Reason', code: ErrorCode, action: ErrorAction, message: string, remedy: string, rowDetail: string | null } }
      | { __typename: 'TaskFailedAlert', id: string, kind: AlertKind, level: RaisedLevel, state: AlertState, raisedAt: string, repeatedAt: string | null, repeats: number, acknowledgedAt: string | null, acknowledgedBy: string | null, acknowledgedNote: string | null, clearedAt: string | null, reason: { __typename: 'Reason', code: ErrorCode, action: ErrorAction, message: string, remedy: string, rowDetail: string | null } }
    >, catchingUp: { __typename: 'CatchingUp', latencyMs: number, thresholdMs: number, remainingMs: number | null } | null, subtasks: Array<
      | { __typename: 'ForwardSwitchoverSubtask', id: string, kind: SubtaskKind, status: SubtaskStatus, progress: number, startedAt: string | null, completedAt: string | null, reason: { __typename: 'Reason', code: ErrorCode, action: ErrorAction, message: string, remedy: string, rowDetail: string | null } | null }
      | { __typename: 'FullMigrationSubtask', id: string, kind: SubtaskKind, status: SubtaskStatus, progress: number, startedAt: string | null, completedAt: string | null, reason: { __typename: 'Reason', code: ErrorCode, action: ErrorAction, message: string, remedy: string, rowDetail: string | null } | null }
      | { __typename: 'FullVerificationSubtask', id: string, kind: SubtaskKind, status: SubtaskStatus, progress: number, startedAt: string | null, completedAt: string | null, reason: { __typename: 'Reason', code: ErrorCode, action: ErrorAction, message: string, remedy: string, rowDetail: string | null } | null }
      | { __typename: 'IncrementalSubtask', id: string, kind: SubtaskKind, status: SubtaskStatus, progress: number, startedAt: string | null, completedAt: string | null, reason: { __typename: 'Reason', code: ErrorCode, action: ErrorAction, message: string, remedy: string, rowDetail: string | null } | null }
      | { __typename: 'PrecheckSubtask', id: string, kind: SubtaskKind, status: SubtaskStatus, progress: number, startedAt: string | null, completedAt: string | null, reason: { __typename: 'Reason', code: ErrorCode, action: ErrorAction, message: string, remedy: string, rowDetail: string | null } | null }
      | { __typename: 'ReverseIncrementalSubtask', id: string, kind: SubtaskKind, status: SubtaskStatus, progress: number, startedAt: string | null, completedAt: string | null, reason: { __typename: 'Reason', code: ErrorCode, action: ErrorAction, message: string, remedy: string, rowDetail: string | null } | null }
      | { __typename: 'SchemaMigrationSubtask', id: string, kind: SubtaskKind, status: SubtaskStatus, progress: number, startedAt: string | null, completedAt: string | null, reason: { __typename: 'Reason', code: ErrorCode, action: ErrorAction, message: string, remedy: string, rowDetail: string | null } | null }
    > } | null };

export type TaskObjectsQueryVariables = Exact<{
  taskId: string | number;
  keyword?: string | null | undefined;
  first?: number | null | undefined;
  after?: string | null | undefined;
  last?: number | null | undefined;
  before?: string | null | undefined;
}>;


export type TaskObjectsQuery = { task: { __typename: 'Task', id: string, status: TaskStatus, allowedActions: Array<{ __typename: 'AllowedAction', action: TaskAction, allowed: boolean, detail: string | null }>, objectChanges: { __typename: 'ObjectChangeConnection', nodes: Array<{ __typename: 'ObjectChange', id: string, kind: ObjectChangeKind, status: ObjectChangeStatus, aborting: boolean, phase: SubtaskKind | null, progress: number | null, dropped: Array<string> | null, requestedBy: string, requestedAt: string, completedAt: string | null, objectsTotal: number, reason: { __typename: 'Reason', code: ErrorCode, action: ErrorAction, message: string, remedy: string, rowDetail: string | null } | null, objects: Array<{ __typename: 'ObjectRule', schema: string, name: string }> }> }, source: { __typename: 'PostgresqlEndpoint', id: string } | null, subtask:
      | { __typename: 'ForwardSwitchoverSubtask', id: string, status: SubtaskStatus }
      | { __typename: 'FullMigrationSubtask', id: string, status: SubtaskStatus }
      | { __typename: 'FullVerificationSubtask', id: string, status: SubtaskStatus }
      | { __typename: 'IncrementalSubtask', id: string, status: SubtaskStatus }
      | { __typename: 'PrecheckSubtask', id: string, status: SubtaskStatus }
      | { __typename: 'ReverseIncrementalSubtask', id: string, status: SubtaskStatus }
      | { __typename: 'SchemaMigrationSubtask', id: string, status: SubtaskStatus }
     | null, selection: { __typename: 'Selection', revision: number, objects: Array<{ __typename: 'ObjectRule', schema: string, name: string, targetSchema: string | null, targetName: string | null, rowFilter: string | null, columns: Array<{ __typename: 'ColumnMapping', source: string, target: string }> | null }>, include: Array<{ __typename: 'WildcardRule', schema: string, name: string, targetSchema: string | null, targetName: string | null }>, exclude: Array<{ __typename: 'WildcardRule', schema: string, name: string }> } | null, objects: { __typename: 'MigratedObjectConnection', totalCount: number, pageInfo: { __typename: 'PageInfo', hasNextPage: boolean, hasPreviousPage: boolean, startCursor: string | null, endCursor: string | null }, nodes: Array<{ __typename: 'MigratedObject', tableId: string, rowFilter: string | null, source: { __typename: 'TableName', schema: string, name: string }, target: { __typename: 'TableName', schema: string, name: string }, columns: Array<{ __typename: 'ColumnMapping', source: string, target: string }> | null }> } } | null };

export type ObjectsPreviewQueryVariables = Exact<{
  endpointId: string | number;
  selection: SelectionInput;
  keyword?: string | null | undefined;
  first?: number | null | undefined;
  after?: string | null | undefined;
  last?: number | null | undefined;
  before?: string | null | undefined;
}>;


export type ObjectsPreviewQuery = { objectsPreview: { __typename: 'SelectionPreview', unmatched: Array<string>, tables: { __typename: 'PlannedTableConnection', totalCount: number, pageInfo: { __typename: 'PageInfo', hasNextPage: boolean, hasPreviousPage: boolean, startCursor: string | null, endCursor: string | null }, nodes: Array<{ __typename: 'MigratedObject', rowFilter: string | null, source: { __typename: 'TableName', schema: string, name: string }, target: { __typename: 'TableName', schema: string, name: string }, columns: Array<{ __typename: 'ColumnMapping', source: string, target: string }> | null }> }, shared: Array<{ __typename: 'SharedTarget', sourcesTotal: number, target: { __typename: 'TableName', schema: string, name: string }, sources: Array<{ __typename: 'TableName', schema: string, name: string }> }>, errors: Array<{ __typename: 'Reason', code: ErrorCode, action: ErrorAction, message: string, remedy: string, rowDetail: string | null }> } | null };

export type RowFilterCheckQueryVariables = Exact<{
  endpointId: string | number;
  schema: string;
  name: string;
  rowFilter: string;
}>;


export type RowFilterCheckQuery = { rowFilterCheck: { __typename: 'RowFilterCheck', rowFilter: string, position: number | null, error: { __typename: 'Reason', code: ErrorCode, action: ErrorAction, message: string, remedy: string, rowDetail: string | null } | null } | null };

export type ParameterFieldsFragment = { __typename: 'Parameter', name: string, description: string, phase: string | null, type: ParameterType, unit: string | null, value: unknown, default: unknown, choices: Array<string> | null, minimum: number | null, maximum: number | null, optional: boolean, changeable: boolean, states: Array<string>, liveness: Liveness };

export type ParametersPageQueryVariables = Exact<{
  taskId: string | number;
}>;


export type ParametersPageQuery = { task: { __typename: 'Task', id: string, status: TaskStatus, parametersRevision: number, parameters: Array<{ __typename: 'Parameter', name: string, description: string, phase: string | null, type: ParameterType, unit: string | null, value: unknown, default: unknown, choices: Array<string> | null, minimum: number | null, maximum: number | null, optional: boolean, changeable: boolean, states: Array<string>, liveness: Liveness }>, components: Array<
      | { __typename: 'FullImportComponent', id: string, kind: ComponentKind, configuration: Array<{ __typename: 'ComponentSetting', name: string, value: unknown, overridden: boolean }> }
      | { __typename: 'FullVerificationComponent', id: string, kind: ComponentKind, configuration: Array<{ __typename: 'ComponentSetting', name: string, value: unknown, overridden: boolean }> }
      | { __typename: 'IncrSyncComponent', id: string, kind: ComponentKind, configuration: Array<{ __typename: 'ComponentSetting', name: string, value: unknown, overridden: boolean }> }
      | { __typename: 'StoreComponent', id: string, kind: ComponentKind, configuration: Array<{ __typename: 'ComponentSetting', name: string, value: unknown, overridden: boolean }> }
    >, parameterHistory: { __typename: 'ParameterChangeConnection', nodes: Array<{ __typename: 'ParameterChange', revision: number, changedBy: string, changedAt: string, changes: Array<{ __typename: 'ValueChange', name: string, before: unknown, after: unknown }> }> } } | null };

export type ConflictsQueryVariables = Exact<{
  taskId: string | number;
  filter?: ConflictFilter | null | undefined;
  first?: number | null | undefined;
  after?: string | null | undefined;
  last?: number | null | undefined;
  before?: string | null | undefined;
}>;


export type ConflictsQuery = { task: { __typename: 'Task', id: string, conflicts: { __typename: 'ConflictConnection', totalCount: number, pageInfo: { __typename: 'PageInfo', hasNextPage: boolean, hasPreviousPage: boolean, startCursor: string | null, endCursor: string | null }, nodes: Array<{ __typename: 'Conflict', phase: SubtaskKind, tableId: string, at: string, operation: string, done: string, key: unknown, sourceRow: unknown, targetRow: unknown, table: { __typename: 'TableName', schema: string, name: string } | null }> } } | null };

export type VerificationPageQueryVariables = Exact<{
  taskId: string | number;
  filter?: VerificationTableFilter | null | undefined;
  first?: number | null | undefined;
  after?: string | null | undefined;
  last?: number | null | undefined;
  before?: string | null | undefined;
}>;


export type VerificationPageQuery = { task: { __typename: 'Task', id: string, subtask:
      | { __typename: 'ForwardSwitchoverSubtask', id: string, status: SubtaskStatus, progress: number, startedAt: string | null, completedAt: string | null, reason: { __typename: 'Reason', code: ErrorCode, action: ErrorAction, message: string, remedy: string, rowDetail: string | null } | null }
      | { __typename: 'FullMigrationSubtask', id: string, status: SubtaskStatus, progress: number, startedAt: string | null, completedAt: string | null, reason: { __typename: 'Reason', code: ErrorCode, action: ErrorAction, message: string, remedy: string, rowDetail: string | null } | null }
      | { __typename: 'FullVerificationSubtask', id: string, status: SubtaskStatus, progress: number, startedAt: string | null, completedAt: string | null, schemas: { __typename: 'TableSchemas', source: Array<string>, target: Array<string> }, skipped: { __typename: 'SubtaskSkip', by: string, reason: string | null, at: string } | null, rates: { __typename: 'VerificationRates', sourceRowsPerSecond: number, targetRowsPerSecond: number, sourceBytesPerSecond: number, targetBytesPerSecond: number } | null, latestRun: { __typename: 'VerificationRun', id: string, scope: VerificationScope, status: VerificationRunStatus, startedAt: string, completedAt: string | null, estimatedRows: string, verifiedRows: string, tablesTotal: number, tablesFiltered: number, tablesCompleted: number, result: VerificationRunResult | null, differences: string, openDifferences: string, correctableDifferences: string, reason: { __typename: 'Reason', code: ErrorCode, action: ErrorAction, message: string, remedy: string, rowDetail: string | null } | null, notProven: { __typename: 'VerificationTableConnection', totalCount: number, nodes: Array<{ __typename: 'VerificationTable', tableId: string, result: VerificationResult | null, source: { __typename: 'TableName', schema: string, name: string } }> }, tables: { __typename: 'VerificationTableConnection', totalCount: number, pageInfo: { __typename: 'PageInfo', hasNextPage: boolean, hasPreviousPage: boolean, startCursor: string | null, endCursor: string | null }, nodes: Array<{ __typename: 'VerificationTable', tableId: string, rowFilter: string | null, progress: number, result: VerificationResult | null, estimatedRows: string, verifiedRows: string, sourceOnly: string, targetOnly: string, mismatched: string, consistent: string, uncomparedColumns: Array<string>, startedAt: string | null, completedAt: string | null, source: { __typename: 'TableName', schema: string, name: string }, also: Array<{ __typename: 'TableName', schema: string, name: string }>, target: { __typename: 'TableName', schema: string, name: string }, error: { __typename: 'Reason', code: ErrorCode, action: ErrorAction, message: string, remedy: string, rowDetail: string | null } | null }> } } | null, reason: { __typename: 'Reason', code: ErrorCode, action: ErrorAction, message: string, remedy: string, rowDetail: string | null } | null }
      | { __typename: 'IncrementalSubtask', id: string, status: SubtaskStatus, progress: number, startedAt: string | null, completedAt: string | null, reason: { __typename: 'Reason', code: ErrorCode, action: ErrorAction, message: string, remedy: string, rowDetail: string | null } | null }
      | { __typename: 'PrecheckSubtask', id: string, status: SubtaskStatus, progress: number, startedAt: string | null, completedAt: string | null, reason: { __typename: 'Reason', code: ErrorCode, action: ErrorAction, message: string, remedy: string, rowDetail: string | null } | null }
      | { __typename: 'ReverseIncrementalSubtask', id: string, status: SubtaskStatus, progress: number, startedAt: string | null, completedAt: string | null, reason: { __typename: 'Reason', code: ErrorCode, action: ErrorAction, message: string, remedy: string, rowDetail: string | null } | null }
      | { __typename: 'SchemaMigrationSubtask', id: string, status: SubtaskStatus, progress: number, startedAt: string | null, completedAt: string | null, reason: { __typename: 'Reason', code: ErrorCode, action: ErrorAction, message: string, remedy: string, rowDetail: string | null } | null }
     | null } | null };

export type ChosenTablesQueryVariables = Exact<{
  taskId: string | number;
  keyword?: string | null | undefined;
  first?: number | null | undefined;
  after?: string | null | undefined;
  last?: number | null | undefined;
  before?: string | null | undefined;
}>;


export type ChosenTablesQuery = { task: { __typename: 'Task', id: string, source: { __typename: 'PostgresqlEndpoint', id: string } | null, objects: { __typename: 'MigratedObjectConnection', totalCount: number, pageInfo: { __typename: 'PageInfo', hasNextPage: boolean, hasPreviousPage: boolean, startCursor: string | null, endCursor: string | null }, nodes: Array<{ __typename: 'MigratedObject', tableId: string, source: { __typename: 'TableName', schema: string, name: string } }> } } | null };

export type DifferencesQueryVariables = Exact<{
  runId: string | number;
  tableId: string;
  first?: number | null | undefined;
  after?: string | null | undefined;
  last?: number | null | undefined;
  before?: string | null | undefined;
}>;


export type DifferencesQuery = { node:
    | { __typename: 'AlertWebhook', id: string }
    | { __typename: 'ComponentFailedAlert', id: string }
    | { __typename: 'ForwardSwitchoverSubtask', id: string }
    | { __typename: 'FullImportComponent', id: string }
    | { __typename: 'FullMigrationSubtask', id: string }
    | { __typename: 'FullVerificationComponent', id: string }
    | { __typename: 'FullVerificationSubtask', id: string }
    | { __typename: 'IncrSyncComponent', id: string }
    | { __typename: 'IncrementalSubtask', id: string }
    | { __typename: 'LatencyAlert', id: string }
    | { __typename: 'LogRetentionAlert', id: string }
    | { __typename: 'PostgresqlEndpoint', id: string }
    | { __typename: 'PrecheckSubtask', id: string }
    | { __typename: 'ReverseIncrementalSubtask', id: string }
    | { __typename: 'SchemaMigrationSubtask', id: string }
    | { __typename: 'SchemaObject', id: string }
    | { __typename: 'StoreComponent', id: string }
    | { __typename: 'Switchover', id: string }
    | { __typename: 'Task', id: string }
    | { __typename: 'TaskFailedAlert', id: string }
    | { __typename: 'Token', id: string }
    | { __typename: 'VerificationRun', id: string, rows: { __typename: 'VerificationDifferenceConnection', totalCount: number, pageInfo: { __typename: 'PageInfo', hasNextPage: boolean, hasPreviousPage: boolean, startCursor: string | null, endCursor: string | null }, nodes: Array<{ __typename: 'VerificationDifference', differenceId: string, kind: DifferenceKind, status: DifferenceStatus, at: string, key: unknown, sourceValues: unknown, targetValues: unknown, correction: string | null }> } }
   | null };

export const TokenFieldsFragmentDoc = {"kind":"Document","definitions":[{"kind":"FragmentDefinition","name":{"kind":"Name","value":"TokenFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Token"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"role"}},{"kind":"Field","name":{"kind":"Name","value":"createdBy"}},{"kind":"Field","name":{"kind":"Name","value":"createdAt"}},{"kind":"Field","name":{"kind":"Name","value":"expiresAt"}},{"kind":"Field","name":{"kind":"Name","value":"lastUsedAt"}},{"kind":"Field","name":{"kind":"Name","value":"revokedAt"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}}]} as unknown as DocumentNode<TokenFieldsFragment, unknown>;
export const ReasonFieldsFragmentDoc = {"kind":"Document","definitions":[{"kind":"FragmentDefinition","name":{"kind":"Name","value":"ReasonFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Reason"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"action"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"remedy"}},{"kind":"Field","name":{"kind":"Name","value":"rowDetail"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}}]} as unknown as DocumentNode<ReasonFieldsFragment, unknown>;
export const AlertFieldsFragmentDoc = {"kind":"Document","definitions":[{"kind":"FragmentDefinition","name":{"kind":"Name","value":"AlertFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Alert"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"kind"}},{"kind":"Field","name":{"kind":"Name","value":"level"}},{"kind":"Field","name":{"kind":"Name","value":"state"}},{"kind":"Field","name":{"kind":"Name","value":"reason"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"ReasonFields"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"raisedAt"}},{"kind":"Field","name":{"kind":"Name","value":"repeatedAt"}},{"kind":"Field","name":{"kind":"Name","value":"repeats"}},{"kind":"Field","name":{"kind":"Name","value":"acknowledgedAt"}},{"kind":"Field","name":{"kind":"Name","value":"acknowledgedBy"}},{"kind":"Field","name":{"kind":"Name","value":"acknowledgedNote"}},{"kind":"Field","name":{"kind":"Name","value":"clearedAt"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"ReasonFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Reason"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"action"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"remedy"}},{"kind":"Field","name":{"kind":"Name","value":"rowDetail"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}}]} as unknown as DocumentNode<AlertFieldsFragment, unknown>;
export const CatchingUpFieldsFragmentDoc = {"kind":"Document","definitions":[{"kind":"FragmentDefinition","name":{"kind":"Name","value":"CatchingUpFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"CatchingUp"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"latencyMs"}},{"kind":"Field","name":{"kind":"Name","value":"thresholdMs"}},{"kind":"Field","name":{"kind":"Name","value":"remainingMs"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}}]} as unknown as DocumentNode<CatchingUpFieldsFragment, unknown>;
export const ThresholdsFieldsFragmentDoc = {"kind":"Document","definitions":[{"kind":"FragmentDefinition","name":{"kind":"Name","value":"ThresholdsFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"AlertThresholds"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"revision"}},{"kind":"Field","name":{"kind":"Name","value":"updatedBy"}},{"kind":"Field","name":{"kind":"Name","value":"updatedAt"}},{"kind":"Field","name":{"kind":"Name","value":"levels"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"level"}},{"kind":"Field","name":{"kind":"Name","value":"latencySeconds"}},{"kind":"Field","name":{"kind":"Name","value":"failureSeconds"}},{"kind":"Field","name":{"kind":"Name","value":"defaultSeconds"}},{"kind":"Field","name":{"kind":"Name","value":"leastSeconds"}},{"kind":"Field","name":{"kind":"Name","value":"mostSeconds"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}}]} as unknown as DocumentNode<ThresholdsFieldsFragment, unknown>;
export const WebhookFieldsFragmentDoc = {"kind":"Document","definitions":[{"kind":"FragmentDefinition","name":{"kind":"Name","value":"WebhookFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"AlertWebhook"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"url"}},{"kind":"Field","name":{"kind":"Name","value":"levels"}},{"kind":"Field","name":{"kind":"Name","value":"kinds"}},{"kind":"Field","name":{"kind":"Name","value":"enabled"}},{"kind":"Field","name":{"kind":"Name","value":"revision"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}}]} as unknown as DocumentNode<WebhookFieldsFragment, unknown>;
export const ComponentFieldsFragmentDoc = {"kind":"Document","definitions":[{"kind":"FragmentDefinition","name":{"kind":"Name","value":"ComponentFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Component"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"kind"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"desired"}},{"kind":"Field","name":{"kind":"Name","value":"stoppedByPerson"}},{"kind":"Field","name":{"kind":"Name","value":"reason"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"ReasonFields"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"host"}},{"kind":"Field","name":{"kind":"Name","value":"startedAt"}},{"kind":"Field","name":{"kind":"Name","value":"cpu"}},{"kind":"Field","name":{"kind":"Name","value":"memoryBytes"}},{"kind":"Field","name":{"kind":"Name","value":"queueBytes"}},{"kind":"Field","name":{"kind":"Name","value":"position"}},{"kind":"Field","name":{"kind":"Name","value":"checkpoint"}},{"kind":"Field","name":{"kind":"Name","value":"progress"}},{"kind":"Field","name":{"kind":"Name","value":"configuration"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"value"}},{"kind":"Field","name":{"kind":"Name","value":"overridden"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"waiting"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"what"}},{"kind":"Field","name":{"kind":"Name","value":"reason"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"ReasonFields"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"rowDetail"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"updatedAt"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"ReasonFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Reason"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"action"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"remedy"}},{"kind":"Field","name":{"kind":"Name","value":"rowDetail"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}}]} as unknown as DocumentNode<ComponentFieldsFragment, unknown>;
export const EndpointFieldsFragmentDoc = {"kind":"Document","definitions":[{"kind":"FragmentDefinition","name":{"kind":"Name","value":"EndpointFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Endpoint"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"kind"}},{"kind":"Field","name":{"kind":"Name","value":"host"}},{"kind":"Field","name":{"kind":"Name","value":"port"}},{"kind":"Field","name":{"kind":"Name","value":"database"}},{"kind":"Field","name":{"kind":"Name","value":"user"}},{"kind":"Field","name":{"kind":"Name","value":"tlsMode"}},{"kind":"Field","name":{"kind":"Name","value":"version"}},{"kind":"Field","name":{"kind":"Name","value":"testedAt"}},{"kind":"Field","name":{"kind":"Name","value":"revision"}},{"kind":"Field","name":{"kind":"Name","value":"createdBy"}},{"kind":"Field","name":{"kind":"Name","value":"createdAt"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}}]} as unknown as DocumentNode<EndpointFieldsFragment, unknown>;
export const UserErrorFieldsFragmentDoc = {"kind":"Document","definitions":[{"kind":"FragmentDefinition","name":{"kind":"Name","value":"UserErrorFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"UserError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"remedy"}},{"kind":"Field","name":{"kind":"Name","value":"path"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}}]} as unknown as DocumentNode<UserErrorFieldsFragment, unknown>;
export const PageFieldsFragmentDoc = {"kind":"Document","definitions":[{"kind":"FragmentDefinition","name":{"kind":"Name","value":"PageFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"PageInfo"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"hasNextPage"}},{"kind":"Field","name":{"kind":"Name","value":"hasPreviousPage"}},{"kind":"Field","name":{"kind":"Name","value":"startCursor"}},{"kind":"Field","name":{"kind":"Name","value":"endCursor"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}}]} as unknown as DocumentNode<PageFieldsFragment, unknown>;
export const NameFieldsFragmentDoc = {"kind":"Document","definitions":[{"kind":"FragmentDefinition","name":{"kind":"Name","value":"NameFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"TableName"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"schema"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}}]} as unknown as DocumentNode<NameFieldsFragment, unknown>;
export const SwitchoverFieldsFragmentDoc = {"kind":"Document","definitions":[{"kind":"FragmentDefinition","name":{"kind":"Name","value":"SwitchoverFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Switchover"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"number"}},{"kind":"Field","name":{"kind":"Name","value":"direction"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"reverse"}},{"kind":"Field","name":{"kind":"Name","value":"acceptReason"}},{"kind":"Field","name":{"kind":"Name","value":"requestedBy"}},{"kind":"Field","name":{"kind":"Name","value":"requestedAt"}},{"kind":"Field","name":{"kind":"Name","value":"completedAt"}},{"kind":"Field","name":{"kind":"Name","value":"pausedAt"}},{"kind":"Field","name":{"kind":"Name","value":"pauseEndedAt"}},{"kind":"Field","name":{"kind":"Name","value":"pauseMs"}},{"kind":"Field","name":{"kind":"Name","value":"pointOfNoReturnAt"}},{"kind":"Field","name":{"kind":"Name","value":"cancelable"}},{"kind":"Field","name":{"kind":"Name","value":"steps"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"kind"}},{"kind":"Field","name":{"kind":"Name","value":"number"}},{"kind":"Field","name":{"kind":"Name","value":"title"}},{"kind":"Field","name":{"kind":"Name","value":"description"}},{"kind":"Field","name":{"kind":"Name","value":"risk"}},{"kind":"Field","name":{"kind":"Name","value":"actor"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"allowed"}},{"kind":"Field","name":{"kind":"Name","value":"skipWarning"}},{"kind":"Field","name":{"kind":"Name","value":"startedAt"}},{"kind":"Field","name":{"kind":"Name","value":"completedAt"}},{"kind":"Field","name":{"kind":"Name","value":"answeredBy"}},{"kind":"Field","name":{"kind":"Name","value":"waiting"}},{"kind":"Field","name":{"kind":"Name","value":"reason"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"ReasonFields"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"skipReason"}},{"kind":"Field","name":{"kind":"Name","value":"findings"}},{"kind":"Field","name":{"kind":"Name","value":"objects"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"kind"}},{"kind":"Field","name":{"kind":"Name","value":"schema"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"ddl"}},{"kind":"Field","name":{"kind":"Name","value":"disable"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"writers"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"prepared"}},{"kind":"Field","name":{"kind":"Name","value":"user"}},{"kind":"Field","name":{"kind":"Name","value":"application"}},{"kind":"Field","name":{"kind":"Name","value":"openSeconds"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"fenced"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"ReasonFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Reason"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"action"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"remedy"}},{"kind":"Field","name":{"kind":"Name","value":"rowDetail"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}}]} as unknown as DocumentNode<SwitchoverFieldsFragment, unknown>;
export const WaitingFieldsFragmentDoc = {"kind":"Document","definitions":[{"kind":"FragmentDefinition","name":{"kind":"Name","value":"WaitingFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"WaitingFor"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"who"}},{"kind":"Field","name":{"kind":"Name","value":"what"}},{"kind":"Field","name":{"kind":"Name","value":"since"}},{"kind":"Field","name":{"kind":"Name","value":"action"}},{"kind":"Field","name":{"kind":"Name","value":"reason"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"ReasonFields"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"rowDetail"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"ReasonFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Reason"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"action"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"remedy"}},{"kind":"Field","name":{"kind":"Name","value":"rowDetail"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}}]} as unknown as DocumentNode<WaitingFieldsFragment, unknown>;
export const AllowedActionFieldsFragmentDoc = {"kind":"Document","definitions":[{"kind":"FragmentDefinition","name":{"kind":"Name","value":"AllowedActionFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"AllowedAction"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"action"}},{"kind":"Field","name":{"kind":"Name","value":"allowed"}},{"kind":"Field","name":{"kind":"Name","value":"detail"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}}]} as unknown as DocumentNode<AllowedActionFieldsFragment, unknown>;
export const ParameterFieldsFragmentDoc = {"kind":"Document","definitions":[{"kind":"FragmentDefinition","name":{"kind":"Name","value":"ParameterFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Parameter"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"description"}},{"kind":"Field","name":{"kind":"Name","value":"phase"}},{"kind":"Field","name":{"kind":"Name","value":"type"}},{"kind":"Field","name":{"kind":"Name","value":"unit"}},{"kind":"Field","name":{"kind":"Name","value":"value"}},{"kind":"Field","name":{"kind":"Name","value":"default"}},{"kind":"Field","name":{"kind":"Name","value":"choices"}},{"kind":"Field","name":{"kind":"Name","value":"minimum"}},{"kind":"Field","name":{"kind":"Name","value":"maximum"}},{"kind":"Field","name":{"kind":"Name","value":"optional"}},{"kind":"Field","name":{"kind":"Name","value":"changeable"}},{"kind":"Field","name":{"kind":"Name","value":"states"}},{"kind":"Field","name":{"kind":"Name","value":"liveness"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}}]} as unknown as DocumentNode<ParameterFieldsFragment, unknown>;
export const TokensPageDocument = {"__meta__":{"hash":"sha256:79c59109ff6fb8a90ba35ecf26ae0a2ad7a31ec400fb25dcce802cc06ab10e32"},"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"TokensPage"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"first"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"Int"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"after"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"last"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"Int"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"before"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"tokens"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"Variable","name":{"kind":"Name","value":"first"}}},{"kind":"Argument","name":{"kind":"Name","value":"after"},"value":{"kind":"Variable","name":{"kind":"Name","value":"after"}}},{"kind":"Argument","name":{"kind":"Name","value":"last"},"value":{"kind":"Variable","name":{"kind":"Name","value":"last"}}},{"kind":"Argument","name":{"kind":"Name","value":"before"},"value":{"kind":"Variable","name":{"kind":"Name","value":"before"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"totalCount"}},{"kind":"Field","name":{"kind":"Name","value":"pageInfo"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"PageFields"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"TokenFields"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"PageFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"PageInfo"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"hasNextPage"}},{"kind":"Field","name":{"kind":"Name","value":"hasPreviousPage"}},{"kind":"Field","name":{"kind":"Name","value":"startCursor"}},{"kind":"Field","name":{"kind":"Name","value":"endCursor"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"TokenFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Token"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"role"}},{"kind":"Field","name":{"kind":"Name","value":"createdBy"}},{"kind":"Field","name":{"kind":"Name","value":"createdAt"}},{"kind":"Field","name":{"kind":"Name","value":"expiresAt"}},{"kind":"Field","name":{"kind":"Name","value":"lastUsedAt"}},{"kind":"Field","name":{"kind":"Name","value":"revokedAt"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}}]} as unknown as DocumentNode<TokensPageQuery, TokensPageQueryVariables>;
export const AuditPageDocument = {"__meta__":{"hash":"sha256:b395de351f509107c84d1efd3fa95123a48eee0b6e0346904daebd66f0dba73f"},"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"AuditPage"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"filter"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"AuditFilter"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"first"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"Int"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"after"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"last"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"Int"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"before"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"auditEvents"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"filter"},"value":{"kind":"Variable","name":{"kind":"Name","value":"filter"}}},{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"Variable","name":{"kind":"Name","value":"first"}}},{"kind":"Argument","name":{"kind":"Name","value":"after"},"value":{"kind":"Variable","name":{"kind":"Name","value":"after"}}},{"kind":"Argument","name":{"kind":"Name","value":"last"},"value":{"kind":"Variable","name":{"kind":"Name","value":"last"}}},{"kind":"Argument","name":{"kind":"Name","value":"before"},"value":{"kind":"Variable","name":{"kind":"Name","value":"before"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"totalCount"}},{"kind":"Field","name":{"kind":"Name","value":"pageInfo"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"PageFields"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"at"}},{"kind":"Field","name":{"kind":"Name","value":"actor"}},{"kind":"Field","name":{"kind":"Name","value":"role"}},{"kind":"Field","name":{"kind":"Name","value":"action"}},{"kind":"Field","name":{"kind":"Name","value":"subject"}},{"kind":"Field","name":{"kind":"Name","value":"subjectId"}},{"kind":"Field","name":{"kind":"Name","value":"before"}},{"kind":"Field","name":{"kind":"Name","value":"after"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"PageFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"PageInfo"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"hasNextPage"}},{"kind":"Field","name":{"kind":"Name","value":"hasPreviousPage"}},{"kind":"Field","name":{"kind":"Name","value":"startCursor"}},{"kind":"Field","name":{"kind":"Name","value":"endCursor"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}}]} as unknown as DocumentNode<AuditPageQuery, AuditPageQueryVariables>;
export const TokenCreateDocument = {"__meta__":{"hash":"sha256:174cda3fcbb092c2c9212a8b7136b7665647f67dbb6f3f6e241355c9f1a7b2f1"},"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"TokenCreate"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"TokenCreateInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"tokenCreate"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"TokenCreatePayload"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"secret"}},{"kind":"Field","name":{"kind":"Name","value":"token"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"TokenFields"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"UserErrorFields"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"TokenFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Token"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"role"}},{"kind":"Field","name":{"kind":"Name","value":"createdBy"}},{"kind":"Field","name":{"kind":"Name","value":"createdAt"}},{"kind":"Field","name":{"kind":"Name","value":"expiresAt"}},{"kind":"Field","name":{"kind":"Name","value":"lastUsedAt"}},{"kind":"Field","name":{"kind":"Name","value":"revokedAt"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"UserErrorFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"UserError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"remedy"}},{"kind":"Field","name":{"kind":"Name","value":"path"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}}]} as unknown as DocumentNode<TokenCreateMutation, TokenCreateMutationVariables>;
export const TokenRevokeDocument = {"__meta__":{"hash":"sha256:62d193826d76371f5265530386f1287e29d97f385c59d2f1314934130e2d1b6f"},"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"TokenRevoke"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"TokenRevokeInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"tokenRevoke"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"TokenRevokePayload"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"token"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"TokenFields"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"UserErrorFields"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"TokenFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Token"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"role"}},{"kind":"Field","name":{"kind":"Name","value":"createdBy"}},{"kind":"Field","name":{"kind":"Name","value":"createdAt"}},{"kind":"Field","name":{"kind":"Name","value":"expiresAt"}},{"kind":"Field","name":{"kind":"Name","value":"lastUsedAt"}},{"kind":"Field","name":{"kind":"Name","value":"revokedAt"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"UserErrorFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"UserError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"remedy"}},{"kind":"Field","name":{"kind":"Name","value":"path"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}}]} as unknown as DocumentNode<TokenRevokeMutation, TokenRevokeMutationVariables>;
export const AlertsPageDocument = {"__meta__":{"hash":"sha256:7d042ae8f6c22e451b6f982fbb78af1b6f4c0af7af62e3048ff9e5339ccf7010"},"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"AlertsPage"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"filter"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"AlertFilter"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"first"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"Int"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"after"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"last"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"Int"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"before"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"alerts"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"filter"},"value":{"kind":"Variable","name":{"kind":"Name","value":"filter"}}},{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"Variable","name":{"kind":"Name","value":"first"}}},{"kind":"Argument","name":{"kind":"Name","value":"after"},"value":{"kind":"Variable","name":{"kind":"Name","value":"after"}}},{"kind":"Argument","name":{"kind":"Name","value":"last"},"value":{"kind":"Variable","name":{"kind":"Name","value":"last"}}},{"kind":"Argument","name":{"kind":"Name","value":"before"},"value":{"kind":"Variable","name":{"kind":"Name","value":"before"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"totalCount"}},{"kind":"Field","name":{"kind":"Name","value":"pageInfo"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"PageFields"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"AlertFields"}},{"kind":"Field","name":{"kind":"Name","value":"task"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"ReasonFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Reason"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"action"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"remedy"}},{"kind":"Field","name":{"kind":"Name","value":"rowDetail"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"PageFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"PageInfo"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"hasNextPage"}},{"kind":"Field","name":{"kind":"Name","value":"hasPreviousPage"}},{"kind":"Field","name":{"kind":"Name","value":"startCursor"}},{"kind":"Field","name":{"kind":"Name","value":"endCursor"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"AlertFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Alert"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"kind"}},{"kind":"Field","name":{"kind":"Name","value":"level"}},{"kind":"Field","name":{"kind":"Name","value":"state"}},{"kind":"Field","name":{"kind":"Name","value":"reason"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"ReasonFields"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"raisedAt"}},{"kind":"Field","name":{"kind":"Name","value":"repeatedAt"}},{"kind":"Field","name":{"kind":"Name","value":"repeats"}},{"kind":"Field","name":{"kind":"Name","value":"acknowledgedAt"}},{"kind":"Field","name":{"kind":"Name","value":"acknowledgedBy"}},{"kind":"Field","name":{"kind":"Name","value":"acknowledgedNote"}},{"kind":"Field","name":{"kind":"Name","value":"clearedAt"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}}]} as unknown as DocumentNode<AlertsPageQuery, AlertsPageQueryVariables>;
export const AlertAcknowledgeDocument = {"__meta__":{"hash":"sha256:a59b01b78e708776d147b380b965c6cb6547bb8feb1cde4a08aad52b0347f699"},"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"AlertAcknowledge"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"AlertAcknowledgeInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"alertAcknowledge"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"AlertAcknowledgePayload"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"alert"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"AlertFields"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"UserErrorFields"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"ReasonFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Reason"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"action"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"remedy"}},{"kind":"Field","name":{"kind":"Name","value":"rowDetail"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"AlertFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Alert"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"kind"}},{"kind":"Field","name":{"kind":"Name","value":"level"}},{"kind":"Field","name":{"kind":"Name","value":"state"}},{"kind":"Field","name":{"kind":"Name","value":"reason"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"ReasonFields"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"raisedAt"}},{"kind":"Field","name":{"kind":"Name","value":"repeatedAt"}},{"kind":"Field","name":{"kind":"Name","value":"repeats"}},{"kind":"Field","name":{"kind":"Name","value":"acknowledgedAt"}},{"kind":"Field","name":{"kind":"Name","value":"acknowledgedBy"}},{"kind":"Field","name":{"kind":"Name","value":"acknowledgedNote"}},{"kind":"Field","name":{"kind":"Name","value":"clearedAt"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"UserErrorFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"UserError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"remedy"}},{"kind":"Field","name":{"kind":"Name","value":"path"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}}]} as unknown as DocumentNode<AlertAcknowledgeMutation, AlertAcknowledgeMutationVariables>;
export const AlertThresholdsOfAllDocument = {"__meta__":{"hash":"sha256:cf8ac6825f95bea01cf0b687befc0d64ee1fcdf1efd3e20769456bb58ced4512"},"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"AlertThresholdsOfAll"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"alertThresholds"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"ThresholdsFields"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"ThresholdsFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"AlertThresholds"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"revision"}},{"kind":"Field","name":{"kind":"Name","value":"updatedBy"}},{"kind":"Field","name":{"kind":"Name","value":"updatedAt"}},{"kind":"Field","name":{"kind":"Name","value":"levels"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"level"}},{"kind":"Field","name":{"kind":"Name","value":"latencySeconds"}},{"kind":"Field","name":{"kind":"Name","value":"failureSeconds"}},{"kind":"Field","name":{"kind":"Name","value":"defaultSeconds"}},{"kind":"Field","name":{"kind":"Name","value":"leastSeconds"}},{"kind":"Field","name":{"kind":"Name","value":"mostSeconds"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}}]} as unknown as DocumentNode<AlertThresholdsOfAllQuery, AlertThresholdsOfAllQueryVariables>;
export const AlertThresholdsUpdateDocument = {"__meta__":{"hash":"sha256:4b50061ae4d9e277530f36a91d0390ae33115712e5d8ac67cc01aee6043a82fc"},"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"AlertThresholdsUpdate"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"AlertThresholdsUpdateInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"alertThresholdsUpdate"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"AlertThresholdsUpdatePayload"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"thresholds"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"ThresholdsFields"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"UserErrorFields"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"ThresholdsFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"AlertThresholds"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"revision"}},{"kind":"Field","name":{"kind":"Name","value":"updatedBy"}},{"kind":"Field","name":{"kind":"Name","value":"updatedAt"}},{"kind":"Field","name":{"kind":"Name","value":"levels"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"level"}},{"kind":"Field","name":{"kind":"Name","value":"latencySeconds"}},{"kind":"Field","name":{"kind":"Name","value":"failureSeconds"}},{"kind":"Field","name":{"kind":"Name","value":"defaultSeconds"}},{"kind":"Field","name":{"kind":"Name","value":"leastSeconds"}},{"kind":"Field","name":{"kind":"Name","value":"mostSeconds"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"UserErrorFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"UserError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"remedy"}},{"kind":"Field","name":{"kind":"Name","value":"path"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}}]} as unknown as DocumentNode<AlertThresholdsUpdateMutation, AlertThresholdsUpdateMutationVariables>;
export const AlertWebhooksOfAllDocument = {"__meta__":{"hash":"sha256:7c3fa65cfc16a45691bb214929b51a518fad4853a4a926cc53df137ab24b60e1"},"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"AlertWebhooksOfAll"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"first"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"Int"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"alertWebhooks"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"Variable","name":{"kind":"Name","value":"first"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"totalCount"}},{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"WebhookFields"}},{"kind":"Field","name":{"kind":"Name","value":"deliveries"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"IntValue","value":"1"}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"createdAt"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"WebhookFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"AlertWebhook"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"url"}},{"kind":"Field","name":{"kind":"Name","value":"levels"}},{"kind":"Field","name":{"kind":"Name","value":"kinds"}},{"kind":"Field","name":{"kind":"Name","value":"enabled"}},{"kind":"Field","name":{"kind":"Name","value":"revision"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}}]} as unknown as DocumentNode<AlertWebhooksOfAllQuery, AlertWebhooksOfAllQueryVariables>;
export const AlertDeliveriesDocument = {"__meta__":{"hash":"sha256:de8ad298c31846a0257e27e481451a223e5e5c4535e23996cdd59849c7d4c7e7"},"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"AlertDeliveries"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"webhookId"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"first"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"Int"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"after"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"last"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"Int"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"before"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"node"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"id"},"value":{"kind":"Variable","name":{"kind":"Name","value":"webhookId"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"AlertWebhook"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"deliveries"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"Variable","name":{"kind":"Name","value":"first"}}},{"kind":"Argument","name":{"kind":"Name","value":"after"},"value":{"kind":"Variable","name":{"kind":"Name","value":"after"}}},{"kind":"Argument","name":{"kind":"Name","value":"last"},"value":{"kind":"Variable","name":{"kind":"Name","value":"last"}}},{"kind":"Argument","name":{"kind":"Name","value":"before"},"value":{"kind":"Variable","name":{"kind":"Name","value":"before"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"totalCount"}},{"kind":"Field","name":{"kind":"Name","value":"pageInfo"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"PageFields"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"change"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"attempts"}},{"kind":"Field","name":{"kind":"Name","value":"httpStatus"}},{"kind":"Field","name":{"kind":"Name","value":"error"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"ReasonFields"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"createdAt"}},{"kind":"Field","name":{"kind":"Name","value":"nextTryAt"}},{"kind":"Field","name":{"kind":"Name","value":"endedAt"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"PageFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"PageInfo"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"hasNextPage"}},{"kind":"Field","name":{"kind":"Name","value":"hasPreviousPage"}},{"kind":"Field","name":{"kind":"Name","value":"startCursor"}},{"kind":"Field","name":{"kind":"Name","value":"endCursor"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"ReasonFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Reason"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"action"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"remedy"}},{"kind":"Field","name":{"kind":"Name","value":"rowDetail"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}}]} as unknown as DocumentNode<AlertDeliveriesQuery, AlertDeliveriesQueryVariables>;
export const AlertWebhookCreateDocument = {"__meta__":{"hash":"sha256:781ce7cc8cb125912b4360b3c2a8adf3cfbbf13b4e73f079ea11e6713fe9b9db"},"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"AlertWebhookCreate"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"AlertWebhookCreateInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"alertWebhookCreate"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"AlertWebhookCreatePayload"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"webhook"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"WebhookFields"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"UserErrorFields"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"WebhookFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"AlertWebhook"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"url"}},{"kind":"Field","name":{"kind":"Name","value":"levels"}},{"kind":"Field","name":{"kind":"Name","value":"kinds"}},{"kind":"Field","name":{"kind":"Name","value":"enabled"}},{"kind":"Field","name":{"kind":"Name","value":"revision"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"UserErrorFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"UserError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"remedy"}},{"kind":"Field","name":{"kind":"Name","value":"path"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}}]} as unknown as DocumentNode<AlertWebhookCreateMutation, AlertWebhookCreateMutationVariables>;
export const AlertWebhookUpdateDocument = {"__meta__":{"hash":"sha256:4c7c7b4e19b344399c197ce288a05cfa07d9d63aff298cdedc42f9754921620f"},"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"AlertWebhookUpdate"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"AlertWebhookUpdateInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"alertWebhookUpdate"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"AlertWebhookUpdatePayload"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"webhook"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"WebhookFields"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"UserErrorFields"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"WebhookFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"AlertWebhook"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"url"}},{"kind":"Field","name":{"kind":"Name","value":"levels"}},{"kind":"Field","name":{"kind":"Name","value":"kinds"}},{"kind":"Field","name":{"kind":"Name","value":"enabled"}},{"kind":"Field","name":{"kind":"Name","value":"revision"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"UserErrorFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"UserError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"remedy"}},{"kind":"Field","name":{"kind":"Name","value":"path"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}}]} as unknown as DocumentNode<AlertWebhookUpdateMutation, AlertWebhookUpdateMutationVariables>;
export const AlertWebhookDeleteDocument = {"__meta__":{"hash":"sha256:7a1865012ff6966500a6539650befbdbb7b3b118a97b07fbe53663527e1f4e57"},"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"AlertWebhookDelete"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"AlertWebhookDeleteInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"alertWebhookDelete"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"AlertWebhookDeletePayload"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"deletedId"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"UserErrorFields"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"UserErrorFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"UserError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"remedy"}},{"kind":"Field","name":{"kind":"Name","value":"path"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}}]} as unknown as DocumentNode<AlertWebhookDeleteMutation, AlertWebhookDeleteMutationVariables>;
export const AlertWebhookTestDocument = {"__meta__":{"hash":"sha256:c5a6e5e0d5d97fc51d19bcb447f08407d110609e5421941bb10270b30f135a13"},"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"AlertWebhookTest"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"AlertWebhookTestInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"alertWebhookTest"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"AlertWebhookTestPayload"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"test"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"ok"}},{"kind":"Field","name":{"kind":"Name","value":"httpStatus"}},{"kind":"Field","name":{"kind":"Name","value":"durationMs"}},{"kind":"Field","name":{"kind":"Name","value":"error"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"ReasonFields"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"UserErrorFields"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"ReasonFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Reason"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"action"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"remedy"}},{"kind":"Field","name":{"kind":"Name","value":"rowDetail"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"UserErrorFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"UserError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"remedy"}},{"kind":"Field","name":{"kind":"Name","value":"path"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}}]} as unknown as DocumentNode<AlertWebhookTestMutation, AlertWebhookTestMutationVariables>;
export const TaskComponentsDocument = {"__meta__":{"hash":"sha256:04e6f6bcacac07239721700bae9d5fe4416933ecbef94116c48e940ddb20986d"},"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"TaskComponents"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"taskId"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"task"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"id"},"value":{"kind":"Variable","name":{"kind":"Name","value":"taskId"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"components"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"ComponentFields"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"ReasonFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Reason"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"action"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"remedy"}},{"kind":"Field","name":{"kind":"Name","value":"rowDetail"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"ComponentFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Component"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"kind"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"desired"}},{"kind":"Field","name":{"kind":"Name","value":"stoppedByPerson"}},{"kind":"Field","name":{"kind":"Name","value":"reason"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"ReasonFields"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"host"}},{"kind":"Field","name":{"kind":"Name","value":"startedAt"}},{"kind":"Field","name":{"kind":"Name","value":"cpu"}},{"kind":"Field","name":{"kind":"Name","value":"memoryBytes"}},{"kind":"Field","name":{"kind":"Name","value":"queueBytes"}},{"kind":"Field","name":{"kind":"Name","value":"position"}},{"kind":"Field","name":{"kind":"Name","value":"checkpoint"}},{"kind":"Field","name":{"kind":"Name","value":"progress"}},{"kind":"Field","name":{"kind":"Name","value":"configuration"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"value"}},{"kind":"Field","name":{"kind":"Name","value":"overridden"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"waiting"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"what"}},{"kind":"Field","name":{"kind":"Name","value":"reason"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"ReasonFields"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"rowDetail"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"updatedAt"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}}]} as unknown as DocumentNode<TaskComponentsQuery, TaskComponentsQueryVariables>;
export const ComponentsPageDocument = {"__meta__":{"hash":"sha256:9b3ddcb43501f98f56b8f62c50cca5cf5202e740f6f216e64b9f76123d742a0b"},"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"ComponentsPage"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"filter"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"ComponentFilter"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"first"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"Int"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"after"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"last"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"Int"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"before"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"workers"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"IntValue","value":"100"}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"host"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"components"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"filter"},"value":{"kind":"Variable","name":{"kind":"Name","value":"filter"}}},{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"Variable","name":{"kind":"Name","value":"first"}}},{"kind":"Argument","name":{"kind":"Name","value":"after"},"value":{"kind":"Variable","name":{"kind":"Name","value":"after"}}},{"kind":"Argument","name":{"kind":"Name","value":"last"},"value":{"kind":"Variable","name":{"kind":"Name","value":"last"}}},{"kind":"Argument","name":{"kind":"Name","value":"before"},"value":{"kind":"Variable","name":{"kind":"Name","value":"before"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"totalCount"}},{"kind":"Field","name":{"kind":"Name","value":"pageInfo"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"PageFields"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"ComponentFields"}},{"kind":"Field","name":{"kind":"Name","value":"task"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"ReasonFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Reason"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"action"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"remedy"}},{"kind":"Field","name":{"kind":"Name","value":"rowDetail"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"PageFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"PageInfo"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"hasNextPage"}},{"kind":"Field","name":{"kind":"Name","value":"hasPreviousPage"}},{"kind":"Field","name":{"kind":"Name","value":"startCursor"}},{"kind":"Field","name":{"kind":"Name","value":"endCursor"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"ComponentFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Component"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"kind"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"desired"}},{"kind":"Field","name":{"kind":"Name","value":"stoppedByPerson"}},{"kind":"Field","name":{"kind":"Name","value":"reason"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"ReasonFields"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"host"}},{"kind":"Field","name":{"kind":"Name","value":"startedAt"}},{"kind":"Field","name":{"kind":"Name","value":"cpu"}},{"kind":"Field","name":{"kind":"Name","value":"memoryBytes"}},{"kind":"Field","name":{"kind":"Name","value":"queueBytes"}},{"kind":"Field","name":{"kind":"Name","value":"position"}},{"kind":"Field","name":{"kind":"Name","value":"checkpoint"}},{"kind":"Field","name":{"kind":"Name","value":"progress"}},{"kind":"Field","name":{"kind":"Name","value":"configuration"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"value"}},{"kind":"Field","name":{"kind":"Name","value":"overridden"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"waiting"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"what"}},{"kind":"Field","name":{"kind":"Name","value":"reason"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"ReasonFields"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"rowDetail"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"updatedAt"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}}]} as unknown as DocumentNode<ComponentsPageQuery, ComponentsPageQueryVariables>;
export const ComponentLogsDocument = {"__meta__":{"hash":"sha256:e8e0ae2539b3553dbbc3458dea263d4d4ca6461a4850ab977da1123da58dbc88"},"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"subscription","name":{"kind":"Name","value":"ComponentLogs"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"componentId"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"after"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"BigInt"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"componentLogs"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"componentId"},"value":{"kind":"Variable","name":{"kind":"Name","value":"componentId"}}},{"kind":"Argument","name":{"kind":"Name","value":"after"},"value":{"kind":"Variable","name":{"kind":"Name","value":"after"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"sequence"}},{"kind":"Field","name":{"kind":"Name","value":"run"}},{"kind":"Field","name":{"kind":"Name","value":"at"}},{"kind":"Field","name":{"kind":"Name","value":"level"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"facts"}},{"kind":"Field","name":{"kind":"Name","value":"rowDetail"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}}]}}]} as unknown as DocumentNode<ComponentLogsSubscription, ComponentLogsSubscriptionVariables>;
export const ComponentConfigurationDocument = {"__meta__":{"hash":"sha256:144eec17d2d4178a9783d3eb74f7be2ae9aab5ad3f4cfefb36554dc21a5f468a"},"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"ComponentConfiguration"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"componentId"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"component"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"id"},"value":{"kind":"Variable","name":{"kind":"Name","value":"componentId"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"configurationRevision"}},{"kind":"Field","name":{"kind":"Name","value":"configuration"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"value"}},{"kind":"Field","name":{"kind":"Name","value":"overridden"}},{"kind":"Field","name":{"kind":"Name","value":"parameter"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"ParameterFields"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"configurationHistory"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"IntValue","value":"10"}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"revision"}},{"kind":"Field","name":{"kind":"Name","value":"changedBy"}},{"kind":"Field","name":{"kind":"Name","value":"changedAt"}},{"kind":"Field","name":{"kind":"Name","value":"diff"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"before"}},{"kind":"Field","name":{"kind":"Name","value":"after"}},{"kind":"Field","name":{"kind":"Name","value":"reset"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"ParameterFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Parameter"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"description"}},{"kind":"Field","name":{"kind":"Name","value":"phase"}},{"kind":"Field","name":{"kind":"Name","value":"type"}},{"kind":"Field","name":{"kind":"Name","value":"unit"}},{"kind":"Field","name":{"kind":"Name","value":"value"}},{"kind":"Field","name":{"kind":"Name","value":"default"}},{"kind":"Field","name":{"kind":"Name","value":"choices"}},{"kind":"Field","name":{"kind":"Name","value":"minimum"}},{"kind":"Field","name":{"kind":"Name","value":"maximum"}},{"kind":"Field","name":{"kind":"Name","value":"optional"}},{"kind":"Field","name":{"kind":"Name","value":"changeable"}},{"kind":"Field","name":{"kind":"Name","value":"states"}},{"kind":"Field","name":{"kind":"Name","value":"liveness"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}}]} as unknown as DocumentNode<ComponentConfigurationQuery, ComponentConfigurationQueryVariables>;
export const ComponentUpdateConfigurationDocument = {"__meta__":{"hash":"sha256:056fa379a11b60d8822a0043bb4ccb6a09af254098427b91f88e111987c44fa5"},"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"ComponentUpdateConfiguration"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ComponentUpdateConfigurationInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"componentUpdateConfiguration"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"ComponentUpdateConfigurationPayload"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"component"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"configurationRevision"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"UserErrorFields"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"UserErrorFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"UserError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"remedy"}},{"kind":"Field","name":{"kind":"Name","value":"path"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}}]} as unknown as DocumentNode<ComponentUpdateConfigurationMutation, ComponentUpdateConfigurationMutationVariables>;
export const ComponentStartDocument = {"__meta__":{"hash":"sha256:574b78327ff413ade760b2aef62e62536fabe8f909eb077d4c70c2602d7af5df"},"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"ComponentStart"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ComponentStartInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"componentStart"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"ComponentStartPayload"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"component"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"desired"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"UserErrorFields"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"UserErrorFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"UserError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"remedy"}},{"kind":"Field","name":{"kind":"Name","value":"path"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}}]} as unknown as DocumentNode<ComponentStartMutation, ComponentStartMutationVariables>;
export const ComponentStopDocument = {"__meta__":{"hash":"sha256:e4232a921f6f5d558b4b400391fa41e81e0bd6312c9c016958ec3cbb55c3d166"},"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"ComponentStop"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ComponentStopInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"componentStop"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"ComponentStopPayload"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"component"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"desired"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"UserErrorFields"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"UserErrorFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"UserError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"remedy"}},{"kind":"Field","name":{"kind":"Name","value":"path"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}}]} as unknown as DocumentNode<ComponentStopMutation, ComponentStopMutationVariables>;
export const ComponentRerunDocument = {"__meta__":{"hash":"sha256:02d6b81da9bf5e31abf77c89925ff0d4073806c0199b964bcf623d217e837d60"},"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"ComponentRerun"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ComponentRerunInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"componentRerun"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"ComponentRerunPayload"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"component"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"desired"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"UserErrorFields"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"UserErrorFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"UserError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"remedy"}},{"kind":"Field","name":{"kind":"Name","value":"path"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}}]} as unknown as DocumentNode<ComponentRerunMutation, ComponentRerunMutationVariables>;
export const ComponentResetPositionDocument = {"__meta__":{"hash":"sha256:1d84ae6156d1dbbf9b6e2950fd72b3a2e02c448308953405d8c2799bf4859198"},"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"ComponentResetPosition"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ComponentResetPositionInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"componentResetPosition"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"ComponentResetPositionPayload"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"component"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"desired"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"UserErrorFields"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"UserErrorFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"UserError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"remedy"}},{"kind":"Field","name":{"kind":"Name","value":"path"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}}]} as unknown as DocumentNode<ComponentResetPositionMutation, ComponentResetPositionMutationVariables>;
export const EndpointsPageDocument = {"__meta__":{"hash":"sha256:e18551c062c3eae0c2a8db26b6724e518bf53283076ba6eb287e90b5a0c3ed35"},"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"EndpointsPage"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"filter"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"EndpointFilter"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"first"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"Int"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"after"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"last"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"Int"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"before"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"endpoints"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"filter"},"value":{"kind":"Variable","name":{"kind":"Name","value":"filter"}}},{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"Variable","name":{"kind":"Name","value":"first"}}},{"kind":"Argument","name":{"kind":"Name","value":"after"},"value":{"kind":"Variable","name":{"kind":"Name","value":"after"}}},{"kind":"Argument","name":{"kind":"Name","value":"last"},"value":{"kind":"Variable","name":{"kind":"Name","value":"last"}}},{"kind":"Argument","name":{"kind":"Name","value":"before"},"value":{"kind":"Variable","name":{"kind":"Name","value":"before"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"totalCount"}},{"kind":"Field","name":{"kind":"Name","value":"pageInfo"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"PageFields"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"EndpointFields"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"PageFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"PageInfo"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"hasNextPage"}},{"kind":"Field","name":{"kind":"Name","value":"hasPreviousPage"}},{"kind":"Field","name":{"kind":"Name","value":"startCursor"}},{"kind":"Field","name":{"kind":"Name","value":"endCursor"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"EndpointFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Endpoint"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"kind"}},{"kind":"Field","name":{"kind":"Name","value":"host"}},{"kind":"Field","name":{"kind":"Name","value":"port"}},{"kind":"Field","name":{"kind":"Name","value":"database"}},{"kind":"Field","name":{"kind":"Name","value":"user"}},{"kind":"Field","name":{"kind":"Name","value":"tlsMode"}},{"kind":"Field","name":{"kind":"Name","value":"version"}},{"kind":"Field","name":{"kind":"Name","value":"testedAt"}},{"kind":"Field","name":{"kind":"Name","value":"revision"}},{"kind":"Field","name":{"kind":"Name","value":"createdBy"}},{"kind":"Field","name":{"kind":"Name","value":"createdAt"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}}]} as unknown as DocumentNode<EndpointsPageQuery, EndpointsPageQueryVariables>;
export const EndpointTablesDocument = {"__meta__":{"hash":"sha256:7470ed375c1dee2f2dfedf77176d4fd6c4fc96399aec26d970c55d6568d63d04"},"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"EndpointTables"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"id"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"filter"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"EndpointTableFilter"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"first"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"Int"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"after"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"last"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"Int"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"before"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"endpoint"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"id"},"value":{"kind":"Variable","name":{"kind":"Name","value":"id"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"tables"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"filter"},"value":{"kind":"Variable","name":{"kind":"Name","value":"filter"}}},{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"Variable","name":{"kind":"Name","value":"first"}}},{"kind":"Argument","name":{"kind":"Name","value":"after"},"value":{"kind":"Variable","name":{"kind":"Name","value":"after"}}},{"kind":"Argument","name":{"kind":"Name","value":"last"},"value":{"kind":"Variable","name":{"kind":"Name","value":"last"}}},{"kind":"Argument","name":{"kind":"Name","value":"before"},"value":{"kind":"Variable","name":{"kind":"Name","value":"before"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"totalCount"}},{"kind":"Field","name":{"kind":"Name","value":"pageInfo"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"PageFields"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"table"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"NameFields"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"columns"}},{"kind":"Field","name":{"kind":"Name","value":"hasKey"}},{"kind":"Field","name":{"kind":"Name","value":"keyColumns"}},{"kind":"Field","name":{"kind":"Name","value":"partitioned"}},{"kind":"Field","name":{"kind":"Name","value":"estimatedRows"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"PageFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"PageInfo"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"hasNextPage"}},{"kind":"Field","name":{"kind":"Name","value":"hasPreviousPage"}},{"kind":"Field","name":{"kind":"Name","value":"startCursor"}},{"kind":"Field","name":{"kind":"Name","value":"endCursor"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"NameFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"TableName"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"schema"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}}]} as unknown as DocumentNode<EndpointTablesQuery, EndpointTablesQueryVariables>;
export const EndpointCreateDocument = {"__meta__":{"hash":"sha256:fa9935a6725437e39860cd63b978a5d5f0a084fef6c46db2eaa33b0155eabe3c"},"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"EndpointCreate"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"EndpointCreateInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"endpointCreate"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"EndpointCreatePayload"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"endpoint"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"EndpointFields"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"UserErrorFields"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"EndpointFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Endpoint"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"kind"}},{"kind":"Field","name":{"kind":"Name","value":"host"}},{"kind":"Field","name":{"kind":"Name","value":"port"}},{"kind":"Field","name":{"kind":"Name","value":"database"}},{"kind":"Field","name":{"kind":"Name","value":"user"}},{"kind":"Field","name":{"kind":"Name","value":"tlsMode"}},{"kind":"Field","name":{"kind":"Name","value":"version"}},{"kind":"Field","name":{"kind":"Name","value":"testedAt"}},{"kind":"Field","name":{"kind":"Name","value":"revision"}},{"kind":"Field","name":{"kind":"Name","value":"createdBy"}},{"kind":"Field","name":{"kind":"Name","value":"createdAt"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"UserErrorFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"UserError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"remedy"}},{"kind":"Field","name":{"kind":"Name","value":"path"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}}]} as unknown as DocumentNode<EndpointCreateMutation, EndpointCreateMutationVariables>;
export const EndpointUpdateDocument = {"__meta__":{"hash":"sha256:8d40024c3de9b54ec2cdc1f8f3c37a4608294b3156ef35ab4b3e83f1384f1dc6"},"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"EndpointUpdate"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"EndpointUpdateInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"endpointUpdate"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"EndpointUpdatePayload"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"endpoint"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"EndpointFields"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"UserErrorFields"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"EndpointFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Endpoint"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"kind"}},{"kind":"Field","name":{"kind":"Name","value":"host"}},{"kind":"Field","name":{"kind":"Name","value":"port"}},{"kind":"Field","name":{"kind":"Name","value":"database"}},{"kind":"Field","name":{"kind":"Name","value":"user"}},{"kind":"Field","name":{"kind":"Name","value":"tlsMode"}},{"kind":"Field","name":{"kind":"Name","value":"version"}},{"kind":"Field","name":{"kind":"Name","value":"testedAt"}},{"kind":"Field","name":{"kind":"Name","value":"revision"}},{"kind":"Field","name":{"kind":"Name","value":"createdBy"}},{"kind":"Field","name":{"kind":"Name","value":"createdAt"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"UserErrorFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"UserError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"remedy"}},{"kind":"Field","name":{"kind":"Name","value":"path"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}}]} as unknown as DocumentNode<EndpointUpdateMutation, EndpointUpdateMutationVariables>;
export const EndpointTestDocument = {"__meta__":{"hash":"sha256:750b6e352fc60c5107d5a07775a09ecee6eac1abf4f188116292f0076c0d6b02"},"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"EndpointTest"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"EndpointTestInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"endpointTest"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"EndpointTestPayload"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"test"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"ok"}},{"kind":"Field","name":{"kind":"Name","value":"version"}},{"kind":"Field","name":{"kind":"Name","value":"latencyMs"}},{"kind":"Field","name":{"kind":"Name","value":"testedAt"}},{"kind":"Field","name":{"kind":"Name","value":"error"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"ReasonFields"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"UserErrorFields"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"ReasonFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Reason"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"action"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"remedy"}},{"kind":"Field","name":{"kind":"Name","value":"rowDetail"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"UserErrorFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"UserError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"remedy"}},{"kind":"Field","name":{"kind":"Name","value":"path"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}}]} as unknown as DocumentNode<EndpointTestMutation, EndpointTestMutationVariables>;
export const EndpointDeleteDocument = {"__meta__":{"hash":"sha256:de12eb64bc7e74116207ed1986a4a1b5b1f501b895225ff1a801f385ee3ace21"},"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"EndpointDelete"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"EndpointDeleteInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"endpointDelete"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"EndpointDeletePayload"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"deletedId"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"UserErrorFields"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"UserErrorFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"UserError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"remedy"}},{"kind":"Field","name":{"kind":"Name","value":"path"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}}]} as unknown as DocumentNode<EndpointDeleteMutation, EndpointDeleteMutationVariables>;
export const DownloadLinkDocument = {"__meta__":{"hash":"sha256:c907cee34aad1311ef89b46fb7e953d1797bfabb90c29f7ab837adcaca3293e3"},"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"DownloadLink"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"file"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"DownloadFile"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"download"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"file"},"value":{"kind":"Variable","name":{"kind":"Name","value":"file"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"url"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}}]}}]} as unknown as DocumentNode<DownloadLinkQuery, DownloadLinkQueryVariables>;
export const UploadCreateDocument = {"__meta__":{"hash":"sha256:b361e6ce7c91cd77dfb3392160a3d8e97e8a137920f0f5a03b59d1f46a6ab6c5"},"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"UploadCreate"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"UploadCreateInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"uploadCreate"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"UploadCreatePayload"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"upload"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"uploadId"}},{"kind":"Field","name":{"kind":"Name","value":"method"}},{"kind":"Field","name":{"kind":"Name","value":"url"}},{"kind":"Field","name":{"kind":"Name","value":"headers"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"value"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"UserErrorFields"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"UserErrorFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"UserError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"remedy"}},{"kind":"Field","name":{"kind":"Name","value":"path"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}}]} as unknown as DocumentNode<UploadCreateMutation, UploadCreateMutationVariables>;
export const ObjectConfigurationImportDocument = {"__meta__":{"hash":"sha256:07304c463ee499c28dacee40d14b38e5283a981a952008cacdc9d324626c9746"},"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"ObjectConfigurationImport"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ObjectConfigurationImportInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"objectConfigurationImport"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"ObjectConfigurationImportPayload"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"imported"}},{"kind":"Field","name":{"kind":"Name","value":"objects"}},{"kind":"Field","name":{"kind":"Name","value":"include"}},{"kind":"Field","name":{"kind":"Name","value":"exclude"}},{"kind":"Field","name":{"kind":"Name","value":"tables"}},{"kind":"Field","name":{"kind":"Name","value":"unmatched"}},{"kind":"Field","name":{"kind":"Name","value":"refused"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"place"}},{"kind":"Field","name":{"kind":"Name","value":"reason"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"ReasonFields"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"refusedTotal"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"UserErrorFields"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"ReasonFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Reason"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"action"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"remedy"}},{"kind":"Field","name":{"kind":"Name","value":"rowDetail"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"UserErrorFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"UserError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"remedy"}},{"kind":"Field","name":{"kind":"Name","value":"path"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}}]} as unknown as DocumentNode<ObjectConfigurationImportMutation, ObjectConfigurationImportMutationVariables>;
export const FullMigrationPageDocument = {"__meta__":{"hash":"sha256:e12e5bb1641335dbe874d8a83866aaaf860eee58f3df10b1ef8345313a4be74d"},"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"FullMigrationPage"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"taskId"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"filter"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"ObjectFilter"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"first"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"Int"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"after"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"last"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"Int"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"before"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"task"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"id"},"value":{"kind":"Variable","name":{"kind":"Name","value":"taskId"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"subtask"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"kind"},"value":{"kind":"EnumValue","value":"FULL_MIGRATION"}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"progress"}},{"kind":"Field","name":{"kind":"Name","value":"startedAt"}},{"kind":"Field","name":{"kind":"Name","value":"completedAt"}},{"kind":"Field","name":{"kind":"Name","value":"reason"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"ReasonFields"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"FullMigrationSubtask"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"schemas"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"source"}},{"kind":"Field","name":{"kind":"Name","value":"target"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"tables"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"filter"},"value":{"kind":"Variable","name":{"kind":"Name","value":"filter"}}},{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"Variable","name":{"kind":"Name","value":"first"}}},{"kind":"Argument","name":{"kind":"Name","value":"after"},"value":{"kind":"Variable","name":{"kind":"Name","value":"after"}}},{"kind":"Argument","name":{"kind":"Name","value":"last"},"value":{"kind":"Variable","name":{"kind":"Name","value":"last"}}},{"kind":"Argument","name":{"kind":"Name","value":"before"},"value":{"kind":"Variable","name":{"kind":"Name","value":"before"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"totalCount"}},{"kind":"Field","name":{"kind":"Name","value":"pageInfo"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"PageFields"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"tableId"}},{"kind":"Field","name":{"kind":"Name","value":"source"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"NameFields"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"target"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"NameFields"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"estimatedRows"}},{"kind":"Field","name":{"kind":"Name","value":"estimatedBytes"}},{"kind":"Field","name":{"kind":"Name","value":"migratedRows"}},{"kind":"Field","name":{"kind":"Name","value":"migratedBytes"}},{"kind":"Field","name":{"kind":"Name","value":"rangesTotal"}},{"kind":"Field","name":{"kind":"Name","value":"rangesCompleted"}},{"kind":"Field","name":{"kind":"Name","value":"startedAt"}},{"kind":"Field","name":{"kind":"Name","value":"completedAt"}},{"kind":"Field","name":{"kind":"Name","value":"progress"}},{"kind":"Field","name":{"kind":"Name","value":"timeLeftMs"}},{"kind":"Field","name":{"kind":"Name","value":"error"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"ReasonFields"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"ReasonFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Reason"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"action"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"remedy"}},{"kind":"Field","name":{"kind":"Name","value":"rowDetail"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"PageFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"PageInfo"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"hasNextPage"}},{"kind":"Field","name":{"kind":"Name","value":"hasPreviousPage"}},{"kind":"Field","name":{"kind":"Name","value":"startCursor"}},{"kind":"Field","name":{"kind":"Name","value":"endCursor"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"NameFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"TableName"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"schema"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}}]} as unknown as DocumentNode<FullMigrationPageQuery, FullMigrationPageQueryVariables>;
export const TableIndexesDocument = {"__meta__":{"hash":"sha256:bce84693df0acd4092e48e25f66d408cfd439eb93c31c582f71332d23f1a46ef"},"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"TableIndexes"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"taskId"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"filter"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"ObjectFilter"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"first"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"Int"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"after"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"last"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"Int"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"before"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"task"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"id"},"value":{"kind":"Variable","name":{"kind":"Name","value":"taskId"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"subtask"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"kind"},"value":{"kind":"EnumValue","value":"FULL_MIGRATION"}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"FullMigrationSubtask"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"indexes"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"filter"},"value":{"kind":"Variable","name":{"kind":"Name","value":"filter"}}},{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"Variable","name":{"kind":"Name","value":"first"}}},{"kind":"Argument","name":{"kind":"Name","value":"after"},"value":{"kind":"Variable","name":{"kind":"Name","value":"after"}}},{"kind":"Argument","name":{"kind":"Name","value":"last"},"value":{"kind":"Variable","name":{"kind":"Name","value":"last"}}},{"kind":"Argument","name":{"kind":"Name","value":"before"},"value":{"kind":"Variable","name":{"kind":"Name","value":"before"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"totalCount"}},{"kind":"Field","name":{"kind":"Name","value":"pageInfo"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"PageFields"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"kind"}},{"kind":"Field","name":{"kind":"Name","value":"source"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"NameFields"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"target"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"NameFields"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"table"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"NameFields"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"startedAt"}},{"kind":"Field","name":{"kind":"Name","value":"completedAt"}},{"kind":"Field","name":{"kind":"Name","value":"error"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"ReasonFields"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"PageFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"PageInfo"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"hasNextPage"}},{"kind":"Field","name":{"kind":"Name","value":"hasPreviousPage"}},{"kind":"Field","name":{"kind":"Name","value":"startCursor"}},{"kind":"Field","name":{"kind":"Name","value":"endCursor"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"NameFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"TableName"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"schema"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"ReasonFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Reason"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"action"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"remedy"}},{"kind":"Field","name":{"kind":"Name","value":"rowDetail"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}}]} as unknown as DocumentNode<TableIndexesQuery, TableIndexesQueryVariables>;
export const IncrementalPageDocument = {"__meta__":{"hash":"sha256:983005b5d8c731d02dcb1b5cce34d9e678105c9e8d1eba9cb6fcf25633d6daeb"},"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"IncrementalPage"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"taskId"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"kind"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"SubtaskKind"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"task"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"id"},"value":{"kind":"Variable","name":{"kind":"Name","value":"taskId"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"parametersRevision"}},{"kind":"Field","name":{"kind":"Name","value":"catchingUp"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"CatchingUpFields"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"subtask"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"kind"},"value":{"kind":"Variable","name":{"kind":"Name","value":"kind"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"startedAt"}},{"kind":"Field","name":{"kind":"Name","value":"completedAt"}},{"kind":"Field","name":{"kind":"Name","value":"reason"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"ReasonFields"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"StreamSubtask"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"latency"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"latencyMs"}},{"kind":"Field","name":{"kind":"Name","value":"updatedAgoMs"}},{"kind":"Field","name":{"kind":"Name","value":"stale"}},{"kind":"Field","name":{"kind":"Name","value":"position"}},{"kind":"Field","name":{"kind":"Name","value":"sourceTimestamp"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"sourceLog"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"retainedBytes"}},{"kind":"Field","name":{"kind":"Name","value":"lostInMs"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"statisticsSwitch"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"on"}},{"kind":"Field","name":{"kind":"Name","value":"changeable"}},{"kind":"Field","name":{"kind":"Name","value":"since"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"statisticsTotals"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"side"}},{"kind":"Field","name":{"kind":"Name","value":"inserts"}},{"kind":"Field","name":{"kind":"Name","value":"updates"}},{"kind":"Field","name":{"kind":"Name","value":"deletes"}},{"kind":"Field","name":{"kind":"Name","value":"sum"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"ddl"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"IntValue","value":"20"}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"totalCount"}},{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"ddlId"}},{"kind":"Field","name":{"kind":"Name","value":"position"}},{"kind":"Field","name":{"kind":"Name","value":"at"}},{"kind":"Field","name":{"kind":"Name","value":"table"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"NameFields"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"statement"}},{"kind":"Field","name":{"kind":"Name","value":"convertedStatement"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"error"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"ReasonFields"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"CatchingUpFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"CatchingUp"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"latencyMs"}},{"kind":"Field","name":{"kind":"Name","value":"thresholdMs"}},{"kind":"Field","name":{"kind":"Name","value":"remainingMs"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"ReasonFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Reason"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"action"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"remedy"}},{"kind":"Field","name":{"kind":"Name","value":"rowDetail"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"NameFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"TableName"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"schema"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}}]} as unknown as DocumentNode<IncrementalPageQuery, IncrementalPageQueryVariables>;
export const StatisticsPageDocument = {"__meta__":{"hash":"sha256:7a3216a0d9275513d244e1e4695524f4559de73d4b1cd6100d772bf072c5a630"},"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"StatisticsPage"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"taskId"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"kind"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"SubtaskKind"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"filter"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"TableStatisticsFilter"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"first"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"Int"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"after"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"last"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"Int"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"before"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"task"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"id"},"value":{"kind":"Variable","name":{"kind":"Name","value":"taskId"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"subtask"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"kind"},"value":{"kind":"Variable","name":{"kind":"Name","value":"kind"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"StreamSubtask"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"statistics"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"filter"},"value":{"kind":"Variable","name":{"kind":"Name","value":"filter"}}},{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"Variable","name":{"kind":"Name","value":"first"}}},{"kind":"Argument","name":{"kind":"Name","value":"after"},"value":{"kind":"Variable","name":{"kind":"Name","value":"after"}}},{"kind":"Argument","name":{"kind":"Name","value":"last"},"value":{"kind":"Variable","name":{"kind":"Name","value":"last"}}},{"kind":"Argument","name":{"kind":"Name","value":"before"},"value":{"kind":"Variable","name":{"kind":"Name","value":"before"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"totalCount"}},{"kind":"Field","name":{"kind":"Name","value":"pageInfo"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"PageFields"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"tableId"}},{"kind":"Field","name":{"kind":"Name","value":"source"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"NameFields"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"target"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"NameFields"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"side"}},{"kind":"Field","name":{"kind":"Name","value":"inserts"}},{"kind":"Field","name":{"kind":"Name","value":"updates"}},{"kind":"Field","name":{"kind":"Name","value":"deletes"}},{"kind":"Field","name":{"kind":"Name","value":"sum"}},{"kind":"Field","name":{"kind":"Name","value":"updatedAt"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"PageFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"PageInfo"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"hasNextPage"}},{"kind":"Field","name":{"kind":"Name","value":"hasPreviousPage"}},{"kind":"Field","name":{"kind":"Name","value":"startCursor"}},{"kind":"Field","name":{"kind":"Name","value":"endCursor"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"NameFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"TableName"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"schema"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}}]} as unknown as DocumentNode<StatisticsPageQuery, StatisticsPageQueryVariables>;
export const StartDocument = {"__meta__":{"hash":"sha256:69621eb9461ce4da0a6d6c0e61d2c43e33cec0dad953bd2588fb1a041db15745"},"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"Start"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"viewer"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"role"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"serverInfo"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"version"}},{"kind":"Field","name":{"kind":"Name","value":"openMode"}},{"kind":"Field","name":{"kind":"Name","value":"now"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"eventCursor"}}]}}]} as unknown as DocumentNode<StartQuery, StartQueryVariables>;
export const MetricHistoryDocument = {"__meta__":{"hash":"sha256:dac95795e4626e480dd61a875b9b3f50071df6d7328bb391474d1a9bb7dad0c7"},"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"MetricHistory"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"taskId"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"names"}},"type":{"kind":"NonNullType","type":{"kind":"ListType","type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"from"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"DateTime"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"maxPoints"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"Int"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"task"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"id"},"value":{"kind":"Variable","name":{"kind":"Name","value":"taskId"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"metrics"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"names"},"value":{"kind":"Variable","name":{"kind":"Name","value":"names"}}},{"kind":"Argument","name":{"kind":"Name","value":"from"},"value":{"kind":"Variable","name":{"kind":"Name","value":"from"}}},{"kind":"Argument","name":{"kind":"Name","value":"maxPoints"},"value":{"kind":"Variable","name":{"kind":"Name","value":"maxPoints"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"metric"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"unit"}},{"kind":"Field","name":{"kind":"Name","value":"description"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"referenceValue"}},{"kind":"Field","name":{"kind":"Name","value":"firstAt"}},{"kind":"Field","name":{"kind":"Name","value":"stepSeconds"}},{"kind":"Field","name":{"kind":"Name","value":"values"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}}]}}]} as unknown as DocumentNode<MetricHistoryQuery, MetricHistoryQueryVariables>;
export const TaskMetricsDocument = {"__meta__":{"hash":"sha256:22a557e41f7825b436bdf4e6ac3b031d8da8885a4daa7563e67ab1e70af82d95"},"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"subscription","name":{"kind":"Name","value":"TaskMetrics"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"taskId"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"metrics"}},"type":{"kind":"ListType","type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"intervalMs"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"Int"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"taskMetrics"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"taskId"},"value":{"kind":"Variable","name":{"kind":"Name","value":"taskId"}}},{"kind":"Argument","name":{"kind":"Name","value":"metrics"},"value":{"kind":"Variable","name":{"kind":"Name","value":"metrics"}}},{"kind":"Argument","name":{"kind":"Name","value":"intervalMs"},"value":{"kind":"Variable","name":{"kind":"Name","value":"intervalMs"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"at"}},{"kind":"Field","name":{"kind":"Name","value":"kind"}},{"kind":"Field","name":{"kind":"Name","value":"values"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"value"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}}]}}]} as unknown as DocumentNode<TaskMetricsSubscription, TaskMetricsSubscriptionVariables>;
export const TaskProgressDocument = {"__meta__":{"hash":"sha256:beb46e43bbe75f9f34ee0c534b48777e96446f9e0beb22e238a26dc2f72cc7ac"},"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"subscription","name":{"kind":"Name","value":"TaskProgress"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"taskId"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"intervalMs"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"Int"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"taskProgress"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"taskId"},"value":{"kind":"Variable","name":{"kind":"Name","value":"taskId"}}},{"kind":"Argument","name":{"kind":"Name","value":"intervalMs"},"value":{"kind":"Variable","name":{"kind":"Name","value":"intervalMs"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"at"}},{"kind":"Field","name":{"kind":"Name","value":"task"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"subtasks"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"kind"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"progress"}},{"kind":"Field","name":{"kind":"Name","value":"startedAt"}},{"kind":"Field","name":{"kind":"Name","value":"completedAt"}},{"kind":"Field","name":{"kind":"Name","value":"reason"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"ReasonFields"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"latency"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"latencyMs"}},{"kind":"Field","name":{"kind":"Name","value":"updatedAgoMs"}},{"kind":"Field","name":{"kind":"Name","value":"stale"}},{"kind":"Field","name":{"kind":"Name","value":"position"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"ReasonFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Reason"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"action"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"remedy"}},{"kind":"Field","name":{"kind":"Name","value":"rowDetail"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}}]} as unknown as DocumentNode<TaskProgressSubscription, TaskProgressSubscriptionVariables>;
export const TaskEventsDocument = {"__meta__":{"hash":"sha256:777d2d46c81b82d9dcf239715c53afb6439c51c4fd9a6b3f955369236c7115f3"},"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"subscription","name":{"kind":"Name","value":"TaskEvents"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"filter"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"TaskEventFilter"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"after"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"taskEvents"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"filter"},"value":{"kind":"Variable","name":{"kind":"Name","value":"filter"}}},{"kind":"Argument","name":{"kind":"Name","value":"after"},"value":{"kind":"Variable","name":{"kind":"Name","value":"after"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"cursor"}},{"kind":"Field","name":{"kind":"Name","value":"at"}},{"kind":"Field","name":{"kind":"Name","value":"type"}},{"kind":"Field","name":{"kind":"Name","value":"taskId"}},{"kind":"Field","name":{"kind":"Name","value":"subjectId"}},{"kind":"Field","name":{"kind":"Name","value":"facts"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}}]}}]} as unknown as DocumentNode<TaskEventsSubscription, TaskEventsSubscriptionVariables>;
export const ObjectsMapDocument = {"__meta__":{"hash":"sha256:69bc7cb1b6739c3e76fbb7d6c7c67261f04d2e218ef06b02e153ef2f4fb84283"},"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"ObjectsMap"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ObjectsMapInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"objectsMap"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"ObjectsMapPayload"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"selection"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"revision"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"UserErrorFields"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"UserErrorFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"UserError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"remedy"}},{"kind":"Field","name":{"kind":"Name","value":"path"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}}]} as unknown as DocumentNode<ObjectsMapMutation, ObjectsMapMutationVariables>;
export const ObjectsSetSelectionDocument = {"__meta__":{"hash":"sha256:c88b5f25200ab2a16f5dcfe7162ca600a83f58e83fb3818839110e7f18723112"},"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"ObjectsSetSelection"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ObjectsSetSelectionInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"objectsSetSelection"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"ObjectsSetSelectionPayload"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"selection"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"revision"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"UserErrorFields"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"UserErrorFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"UserError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"remedy"}},{"kind":"Field","name":{"kind":"Name","value":"path"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}}]} as unknown as DocumentNode<ObjectsSetSelectionMutation, ObjectsSetSelectionMutationVariables>;
export const ObjectsAddDocument = {"__meta__":{"hash":"sha256:359352227114c4fae9f6c2cc97079f134d595ef3ae3980cfb5398af82a57034b"},"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"ObjectsAdd"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ObjectsAddInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"objectsAdd"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"ObjectsAddPayload"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"change"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"UserErrorFields"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"UserErrorFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"UserError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"remedy"}},{"kind":"Field","name":{"kind":"Name","value":"path"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}}]} as unknown as DocumentNode<ObjectsAddMutation, ObjectsAddMutationVariables>;
export const ObjectsRemoveDocument = {"__meta__":{"hash":"sha256:9335c1a83170d5da64eceb6a02990afc923f2afedb26276c38613982962ffa45"},"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"ObjectsRemove"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ObjectsRemoveInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"objectsRemove"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"ObjectsRemovePayload"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"change"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"UserErrorFields"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"UserErrorFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"UserError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"remedy"}},{"kind":"Field","name":{"kind":"Name","value":"path"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}}]} as unknown as DocumentNode<ObjectsRemoveMutation, ObjectsRemoveMutationVariables>;
export const ObjectChangeCancelDocument = {"__meta__":{"hash":"sha256:316e438eeef8b5c7b50c21cbc00c72e10327a412feda771856df60953c3f39e5"},"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"ObjectChangeCancel"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ObjectChangeCancelInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"objectChangeCancel"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"ObjectChangeCancelPayload"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"change"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"UserErrorFields"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"UserErrorFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"UserError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"remedy"}},{"kind":"Field","name":{"kind":"Name","value":"path"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}}]} as unknown as DocumentNode<ObjectChangeCancelMutation, ObjectChangeCancelMutationVariables>;
export const ObjectChangeAbortDocument = {"__meta__":{"hash":"sha256:896f6dea1c323ec7add3d1365c89e024912f2a0b5ec79dd682ac38c021957c31"},"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"ObjectChangeAbort"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ObjectChangeAbortInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"objectChangeAbort"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"ObjectChangeAbortPayload"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"change"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"UserErrorFields"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"UserErrorFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"UserError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"remedy"}},{"kind":"Field","name":{"kind":"Name","value":"path"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}}]} as unknown as DocumentNode<ObjectChangeAbortMutation, ObjectChangeAbortMutationVariables>;
export const ObjectChangeRetryDocument = {"__meta__":{"hash":"sha256:d9fa31ab95b57a2a482cc96990bc6c00ff84918b901d4a89010ec0de7f3c3cbb"},"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"ObjectChangeRetry"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ObjectChangeRetryInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"objectChangeRetry"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"ObjectChangeRetryPayload"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"change"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"UserErrorFields"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"UserErrorFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"UserError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"remedy"}},{"kind":"Field","name":{"kind":"Name","value":"path"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}}]} as unknown as DocumentNode<ObjectChangeRetryMutation, ObjectChangeRetryMutationVariables>;
export const PrecheckRunDocument = {"__meta__":{"hash":"sha256:6f5c65f8ea375c60fdb7c08bb2488f322cb773884d186bc0be651edfb0aa25dc"},"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"PrecheckRun"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"PrecheckRunInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"precheckRun"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"PrecheckRunPayload"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"subtask"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"UserErrorFields"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"UserErrorFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"UserError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"remedy"}},{"kind":"Field","name":{"kind":"Name","value":"path"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}}]} as unknown as DocumentNode<PrecheckRunMutation, PrecheckRunMutationVariables>;
export const PrecheckItemsSkipDocument = {"__meta__":{"hash":"sha256:7d1e22865f157a4f81eb50f647c395be94a2efa7cdeddc4a4002e77cee25b12b"},"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"PrecheckItemsSkip"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"PrecheckItemsSkipInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"precheckItemsSkip"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"PrecheckItemsSkipPayload"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"subtask"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"UserErrorFields"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"UserErrorFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"UserError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"remedy"}},{"kind":"Field","name":{"kind":"Name","value":"path"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}}]} as unknown as DocumentNode<PrecheckItemsSkipMutation, PrecheckItemsSkipMutationVariables>;
export const SchemaObjectModifyAndRetryDocument = {"__meta__":{"hash":"sha256:f8df4ae8136cd3f9973ad935eca48e1bbbb2380ba690d0dc209746b41f830029"},"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"SchemaObjectModifyAndRetry"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"SchemaObjectModifyAndRetryInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"schemaObjectModifyAndRetry"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"SchemaObjectModifyAndRetryPayload"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"subtask"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"UserErrorFields"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"UserErrorFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"UserError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"remedy"}},{"kind":"Field","name":{"kind":"Name","value":"path"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}}]} as unknown as DocumentNode<SchemaObjectModifyAndRetryMutation, SchemaObjectModifyAndRetryMutationVariables>;
export const SchemaObjectsRetryDocument = {"__meta__":{"hash":"sha256:fc5b59edc6f20cc436a617215148bbe6e35aa3ef49d3cd5f38efbef163749774"},"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"SchemaObjectsRetry"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"SchemaObjectsRetryInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"schemaObjectsRetry"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"SchemaObjectsRetryPayload"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"subtask"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"UserErrorFields"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"UserErrorFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"UserError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"remedy"}},{"kind":"Field","name":{"kind":"Name","value":"path"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}}]} as unknown as DocumentNode<SchemaObjectsRetryMutation, SchemaObjectsRetryMutationVariables>;
export const SchemaObjectsSkipDocument = {"__meta__":{"hash":"sha256:5e4b10129611b49472be9253386d6167561b7bc7f4b9bf9687a8890f9fdb4e6b"},"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"SchemaObjectsSkip"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"SchemaObjectsSkipInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"schemaObjectsSkip"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"SchemaObjectsSkipPayload"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"subtask"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"UserErrorFields"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"UserErrorFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"UserError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"remedy"}},{"kind":"Field","name":{"kind":"Name","value":"path"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}}]} as unknown as DocumentNode<SchemaObjectsSkipMutation, SchemaObjectsSkipMutationVariables>;
export const SchemaObjectsRemoveDocument = {"__meta__":{"hash":"sha256:14e45ec2d3da26a2e4573e4957898e056d37f857ad7a1a0e352ddc7e4e60b6d3"},"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"SchemaObjectsRemove"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"SchemaObjectsRemoveInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"schemaObjectsRemove"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"SchemaObjectsRemovePayload"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"subtask"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"UserErrorFields"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"UserErrorFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"UserError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"remedy"}},{"kind":"Field","name":{"kind":"Name","value":"path"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}}]} as unknown as DocumentNode<SchemaObjectsRemoveMutation, SchemaObjectsRemoveMutationVariables>;
export const SubtaskAdvanceDocument = {"__meta__":{"hash":"sha256:4036ca4fc6aa826ac4e4bda9afc4d162f93482c02a685878356482b743dc31b1"},"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"SubtaskAdvance"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"SubtaskAdvanceInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"subtaskAdvance"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"SubtaskAdvancePayload"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"subtask"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"UserErrorFields"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"UserErrorFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"UserError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"remedy"}},{"kind":"Field","name":{"kind":"Name","value":"path"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}}]} as unknown as DocumentNode<SubtaskAdvanceMutation, SubtaskAdvanceMutationVariables>;
export const VerificationStartDocument = {"__meta__":{"hash":"sha256:a03767996ce6213b59b2dfd802e91ff57b22cbfaeb423959afee71b104a75eef"},"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"VerificationStart"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"VerificationStartInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"verificationStart"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"VerificationStartPayload"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"subtask"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"UserErrorFields"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"UserErrorFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"UserError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"remedy"}},{"kind":"Field","name":{"kind":"Name","value":"path"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}}]} as unknown as DocumentNode<VerificationStartMutation, VerificationStartMutationVariables>;
export const VerificationSkipDocument = {"__meta__":{"hash":"sha256:1bcfb8e3ae77d500913403d001ffe5252681ba8fa92da8863f774a8d2151fb29"},"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"VerificationSkip"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"VerificationSkipInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"verificationSkip"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"VerificationSkipPayload"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"subtask"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"UserErrorFields"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"UserErrorFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"UserError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"remedy"}},{"kind":"Field","name":{"kind":"Name","value":"path"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}}]} as unknown as DocumentNode<VerificationSkipMutation, VerificationSkipMutationVariables>;
export const CorrectionApplyDocument = {"__meta__":{"hash":"sha256:cab3f118a54e0dec3839037dcf2f68b6fd0836ebba8fa40d1c84fa944890418a"},"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"CorrectionApply"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"CorrectionApplyInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"correctionApply"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"CorrectionApplyPayload"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"subtask"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"UserErrorFields"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"UserErrorFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"UserError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"remedy"}},{"kind":"Field","name":{"kind":"Name","value":"path"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}}]} as unknown as DocumentNode<CorrectionApplyMutation, CorrectionApplyMutationVariables>;
export const DdlSkipDocument = {"__meta__":{"hash":"sha256:54722000bad76eec9223cb22325e29c7fd77547fa0979933bdb5d4ad0b9b60d6"},"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"DdlSkip"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"DdlSkipInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"ddlSkip"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"DdlSkipPayload"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"subtask"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"UserErrorFields"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"UserErrorFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"UserError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"remedy"}},{"kind":"Field","name":{"kind":"Name","value":"path"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}}]} as unknown as DocumentNode<DdlSkipMutation, DdlSkipMutationVariables>;
export const PrecheckPageDocument = {"__meta__":{"hash":"sha256:ffb247e3cf523d36e85c141369446c9243c3b30112a7b9f09ee454921311b458"},"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"PrecheckPage"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"taskId"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"filter"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"PrecheckItemFilter"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"first"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"Int"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"after"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"last"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"Int"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"before"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"task"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"id"},"value":{"kind":"Variable","name":{"kind":"Name","value":"taskId"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"subtask"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"kind"},"value":{"kind":"EnumValue","value":"PRECHECK"}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"progress"}},{"kind":"Field","name":{"kind":"Name","value":"startedAt"}},{"kind":"Field","name":{"kind":"Name","value":"completedAt"}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"PrecheckSubtask"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"counts"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"result"}},{"kind":"Field","name":{"kind":"Name","value":"count"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"items"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"filter"},"value":{"kind":"Variable","name":{"kind":"Name","value":"filter"}}},{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"Variable","name":{"kind":"Name","value":"first"}}},{"kind":"Argument","name":{"kind":"Name","value":"after"},"value":{"kind":"Variable","name":{"kind":"Name","value":"after"}}},{"kind":"Argument","name":{"kind":"Name","value":"last"},"value":{"kind":"Variable","name":{"kind":"Name","value":"last"}}},{"kind":"Argument","name":{"kind":"Name","value":"before"},"value":{"kind":"Variable","name":{"kind":"Name","value":"before"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"totalCount"}},{"kind":"Field","name":{"kind":"Name","value":"pageInfo"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"PageFields"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"object"}},{"kind":"Field","name":{"kind":"Name","value":"side"}},{"kind":"Field","name":{"kind":"Name","value":"result"}},{"kind":"Field","name":{"kind":"Name","value":"found"}},{"kind":"Field","name":{"kind":"Name","value":"wanted"}},{"kind":"Field","name":{"kind":"Name","value":"remedy"}},{"kind":"Field","name":{"kind":"Name","value":"error"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"ReasonFields"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"skippable"}},{"kind":"Field","name":{"kind":"Name","value":"skippedBy"}},{"kind":"Field","name":{"kind":"Name","value":"skipReason"}},{"kind":"Field","name":{"kind":"Name","value":"at"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"PageFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"PageInfo"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"hasNextPage"}},{"kind":"Field","name":{"kind":"Name","value":"hasPreviousPage"}},{"kind":"Field","name":{"kind":"Name","value":"startCursor"}},{"kind":"Field","name":{"kind":"Name","value":"endCursor"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"ReasonFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Reason"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"action"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"remedy"}},{"kind":"Field","name":{"kind":"Name","value":"rowDetail"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}}]} as unknown as DocumentNode<PrecheckPageQuery, PrecheckPageQueryVariables>;
export const SchemaMigrationPageDocument = {"__meta__":{"hash":"sha256:fdf340b11861839d25dd74bb80b31c5c5f30a287640d73fd66ec9005b1a876c7"},"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"SchemaMigrationPage"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"taskId"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"filter"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"SchemaObjectFilter"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"first"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"Int"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"after"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"last"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"Int"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"before"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"task"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"id"},"value":{"kind":"Variable","name":{"kind":"Name","value":"taskId"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"subtask"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"kind"},"value":{"kind":"EnumValue","value":"SCHEMA_MIGRATION"}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"progress"}},{"kind":"Field","name":{"kind":"Name","value":"startedAt"}},{"kind":"Field","name":{"kind":"Name","value":"completedAt"}},{"kind":"Field","name":{"kind":"Name","value":"reason"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"ReasonFields"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"SchemaMigrationSubtask"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"counts"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"count"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"objects"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"filter"},"value":{"kind":"Variable","name":{"kind":"Name","value":"filter"}}},{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"Variable","name":{"kind":"Name","value":"first"}}},{"kind":"Argument","name":{"kind":"Name","value":"after"},"value":{"kind":"Variable","name":{"kind":"Name","value":"after"}}},{"kind":"Argument","name":{"kind":"Name","value":"last"},"value":{"kind":"Variable","name":{"kind":"Name","value":"last"}}},{"kind":"Argument","name":{"kind":"Name","value":"before"},"value":{"kind":"Variable","name":{"kind":"Name","value":"before"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"totalCount"}},{"kind":"Field","name":{"kind":"Name","value":"pageInfo"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"PageFields"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"kind"}},{"kind":"Field","name":{"kind":"Name","value":"source"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"NameFields"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"target"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"NameFields"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"stage"}},{"kind":"Field","name":{"kind":"Name","value":"startedAt"}},{"kind":"Field","name":{"kind":"Name","value":"completedAt"}},{"kind":"Field","name":{"kind":"Name","value":"error"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"ReasonFields"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"ReasonFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Reason"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"action"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"remedy"}},{"kind":"Field","name":{"kind":"Name","value":"rowDetail"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"PageFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"PageInfo"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"hasNextPage"}},{"kind":"Field","name":{"kind":"Name","value":"hasPreviousPage"}},{"kind":"Field","name":{"kind":"Name","value":"startCursor"}},{"kind":"Field","name":{"kind":"Name","value":"endCursor"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"NameFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"TableName"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"schema"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}}]} as unknown as DocumentNode<SchemaMigrationPageQuery, SchemaMigrationPageQueryVariables>;
export const SchemaObjectDetailsDocument = {"__meta__":{"hash":"sha256:932a7046132a6418270c14695dc4617edfc47aec9a307f516e87b44315745442"},"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"SchemaObjectDetails"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"id"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"node"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"id"},"value":{"kind":"Variable","name":{"kind":"Name","value":"id"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"SchemaObject"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"kind"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"source"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"NameFields"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"target"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"NameFields"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"sourceDdl"}},{"kind":"Field","name":{"kind":"Name","value":"convertedDdl"}},{"kind":"Field","name":{"kind":"Name","value":"revision"}},{"kind":"Field","name":{"kind":"Name","value":"conversions"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"what"}},{"kind":"Field","name":{"kind":"Name","value":"from"}},{"kind":"Field","name":{"kind":"Name","value":"to"}},{"kind":"Field","name":{"kind":"Name","value":"fidelity"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"ran"}},{"kind":"Field","name":{"kind":"Name","value":"answered"}},{"kind":"Field","name":{"kind":"Name","value":"error"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"ReasonFields"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"NameFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"TableName"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"schema"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"ReasonFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Reason"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"action"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"remedy"}},{"kind":"Field","name":{"kind":"Name","value":"rowDetail"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}}]} as unknown as DocumentNode<SchemaObjectDetailsQuery, SchemaObjectDetailsQueryVariables>;
export const SwitchoverPageDocument = {"__meta__":{"hash":"sha256:0cf89865fccdf6191c6fae8cffe633aab9a9fc0df918b9513610bfd4faff813f"},"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"SwitchoverPage"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"taskId"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"task"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"id"},"value":{"kind":"Variable","name":{"kind":"Name","value":"taskId"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"subtask"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"kind"},"value":{"kind":"EnumValue","value":"FORWARD_SWITCHOVER"}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"ForwardSwitchoverSubtask"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"liveSide"}},{"kind":"Field","name":{"kind":"Name","value":"switchover"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"SwitchoverFields"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"ReasonFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Reason"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"action"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"remedy"}},{"kind":"Field","name":{"kind":"Name","value":"rowDetail"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"SwitchoverFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Switchover"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"number"}},{"kind":"Field","name":{"kind":"Name","value":"direction"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"reverse"}},{"kind":"Field","name":{"kind":"Name","value":"acceptReason"}},{"kind":"Field","name":{"kind":"Name","value":"requestedBy"}},{"kind":"Field","name":{"kind":"Name","value":"requestedAt"}},{"kind":"Field","name":{"kind":"Name","value":"completedAt"}},{"kind":"Field","name":{"kind":"Name","value":"pausedAt"}},{"kind":"Field","name":{"kind":"Name","value":"pauseEndedAt"}},{"kind":"Field","name":{"kind":"Name","value":"pauseMs"}},{"kind":"Field","name":{"kind":"Name","value":"pointOfNoReturnAt"}},{"kind":"Field","name":{"kind":"Name","value":"cancelable"}},{"kind":"Field","name":{"kind":"Name","value":"steps"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"kind"}},{"kind":"Field","name":{"kind":"Name","value":"number"}},{"kind":"Field","name":{"kind":"Name","value":"title"}},{"kind":"Field","name":{"kind":"Name","value":"description"}},{"kind":"Field","name":{"kind":"Name","value":"risk"}},{"kind":"Field","name":{"kind":"Name","value":"actor"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"allowed"}},{"kind":"Field","name":{"kind":"Name","value":"skipWarning"}},{"kind":"Field","name":{"kind":"Name","value":"startedAt"}},{"kind":"Field","name":{"kind":"Name","value":"completedAt"}},{"kind":"Field","name":{"kind":"Name","value":"answeredBy"}},{"kind":"Field","name":{"kind":"Name","value":"waiting"}},{"kind":"Field","name":{"kind":"Name","value":"reason"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"ReasonFields"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"skipReason"}},{"kind":"Field","name":{"kind":"Name","value":"findings"}},{"kind":"Field","name":{"kind":"Name","value":"objects"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"kind"}},{"kind":"Field","name":{"kind":"Name","value":"schema"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"ddl"}},{"kind":"Field","name":{"kind":"Name","value":"disable"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"writers"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"prepared"}},{"kind":"Field","name":{"kind":"Name","value":"user"}},{"kind":"Field","name":{"kind":"Name","value":"application"}},{"kind":"Field","name":{"kind":"Name","value":"openSeconds"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"fenced"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}}]} as unknown as DocumentNode<SwitchoverPageQuery, SwitchoverPageQueryVariables>;
export const SwitchoverPlanDocument = {"__meta__":{"hash":"sha256:6238586cf26e7cdf6aa9f14604c3e9244826dc73fc795ec5dea00c25c23edde7"},"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"SwitchoverPlan"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"taskId"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"switchoverPlan"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"taskId"},"value":{"kind":"Variable","name":{"kind":"Name","value":"taskId"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"direction"}},{"kind":"Field","name":{"kind":"Name","value":"reverse"}},{"kind":"Field","name":{"kind":"Name","value":"steps"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"kind"}},{"kind":"Field","name":{"kind":"Name","value":"number"}},{"kind":"Field","name":{"kind":"Name","value":"title"}},{"kind":"Field","name":{"kind":"Name","value":"actor"}},{"kind":"Field","name":{"kind":"Name","value":"description"}},{"kind":"Field","name":{"kind":"Name","value":"sentences"}},{"kind":"Field","name":{"kind":"Name","value":"statements"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"side"}},{"kind":"Field","name":{"kind":"Name","value":"statement"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"concerns"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}}]}}]} as unknown as DocumentNode<SwitchoverPlanQuery, SwitchoverPlanQueryVariables>;
export const SwitchoverStartDocument = {"__meta__":{"hash":"sha256:17090a2a75a406caaf4951e621bb819b12f6961d54dc1ff8b082968535744cb7"},"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"SwitchoverStart"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"SwitchoverStartInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"switchoverStart"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"SwitchoverStartPayload"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"switchover"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"UserErrorFields"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"UserErrorFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"UserError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"remedy"}},{"kind":"Field","name":{"kind":"Name","value":"path"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}}]} as unknown as DocumentNode<SwitchoverStartMutation, SwitchoverStartMutationVariables>;
export const SwitchoverFenceDocument = {"__meta__":{"hash":"sha256:5378e33eea3a40f5546c1a6591c589d1d265e97ee409d1070dce60b154184d59"},"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"SwitchoverFence"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"SwitchoverFenceInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"switchoverFence"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"SwitchoverFencePayload"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"switchover"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"UserErrorFields"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"UserErrorFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"UserError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"remedy"}},{"kind":"Field","name":{"kind":"Name","value":"path"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}}]} as unknown as DocumentNode<SwitchoverFenceMutation, SwitchoverFenceMutationVariables>;
export const SwitchoverConfirmWritesStoppedDocument = {"__meta__":{"hash":"sha256:327e4764a9a7af72e830842b8cf05ccd5baf0d1caa111caed200a84d8cb2e7ae"},"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"SwitchoverConfirmWritesStopped"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"SwitchoverConfirmWritesStoppedInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"switchoverConfirmWritesStopped"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"SwitchoverConfirmWritesStoppedPayload"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"switchover"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"UserErrorFields"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"UserErrorFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"UserError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"remedy"}},{"kind":"Field","name":{"kind":"Name","value":"path"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}}]} as unknown as DocumentNode<SwitchoverConfirmWritesStoppedMutation, SwitchoverConfirmWritesStoppedMutationVariables>;
export const SwitchoverStartReverseDocument = {"__meta__":{"hash":"sha256:16a44b82dcc62b611340efc4fdadc5e2e4744120a2acd2112ddab75c0f0de74c"},"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"SwitchoverStartReverse"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"SwitchoverStartReverseInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"switchoverStartReverse"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"SwitchoverStartReversePayload"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"switchover"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"UserErrorFields"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"UserErrorFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"UserError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"remedy"}},{"kind":"Field","name":{"kind":"Name","value":"path"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}}]} as unknown as DocumentNode<SwitchoverStartReverseMutation, SwitchoverStartReverseMutationVariables>;
export const SwitchoverAllowWritesDocument = {"__meta__":{"hash":"sha256:a7938623623145174e25fcf10285126fc6e76b76a821295f5c532f8d1f8a7439"},"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"SwitchoverAllowWrites"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"SwitchoverAllowWritesInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"switchoverAllowWrites"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"SwitchoverAllowWritesPayload"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"switchover"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"UserErrorFields"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"UserErrorFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"UserError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"remedy"}},{"kind":"Field","name":{"kind":"Name","value":"path"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}}]} as unknown as DocumentNode<SwitchoverAllowWritesMutation, SwitchoverAllowWritesMutationVariables>;
export const SwitchoverStepCompleteDocument = {"__meta__":{"hash":"sha256:94d3e4f8aca1d1afe1840a34f26132f6c8ad86091ca073b93e24e9afc3471f43"},"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"SwitchoverStepComplete"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"SwitchoverStepCompleteInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"switchoverStepComplete"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"SwitchoverStepCompletePayload"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"switchover"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"UserErrorFields"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"UserErrorFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"UserError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"remedy"}},{"kind":"Field","name":{"kind":"Name","value":"path"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}}]} as unknown as DocumentNode<SwitchoverStepCompleteMutation, SwitchoverStepCompleteMutationVariables>;
export const SwitchoverStepRetryDocument = {"__meta__":{"hash":"sha256:2411744474c4bdce2fc96121722932579719753675534bc8565451a0eb19418d"},"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"SwitchoverStepRetry"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"SwitchoverStepRetryInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"switchoverStepRetry"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"SwitchoverStepRetryPayload"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"switchover"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"UserErrorFields"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"UserErrorFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"UserError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"remedy"}},{"kind":"Field","name":{"kind":"Name","value":"path"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}}]} as unknown as DocumentNode<SwitchoverStepRetryMutation, SwitchoverStepRetryMutationVariables>;
export const SwitchoverStepSkipDocument = {"__meta__":{"hash":"sha256:f483bd94bb05790438ba7990b7cf4143d5ba864aaf1332dca734e041175cbb9b"},"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"SwitchoverStepSkip"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"SwitchoverStepSkipInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"switchoverStepSkip"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"SwitchoverStepSkipPayload"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"switchover"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"UserErrorFields"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"UserErrorFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"UserError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"remedy"}},{"kind":"Field","name":{"kind":"Name","value":"path"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}}]} as unknown as DocumentNode<SwitchoverStepSkipMutation, SwitchoverStepSkipMutationVariables>;
export const SwitchoverEndWritersDocument = {"__meta__":{"hash":"sha256:f832a27ee816e9f832fa88a09a410f14f0471a3bc961d1ed1494381707ba4699"},"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"SwitchoverEndWriters"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"SwitchoverEndWritersInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"switchoverEndWriters"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"SwitchoverEndWritersPayload"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"switchover"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"UserErrorFields"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"UserErrorFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"UserError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"remedy"}},{"kind":"Field","name":{"kind":"Name","value":"path"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}}]} as unknown as DocumentNode<SwitchoverEndWritersMutation, SwitchoverEndWritersMutationVariables>;
export const SwitchoverCancelDocument = {"__meta__":{"hash":"sha256:d1ca3c11c539e5539c1d7a634477339ec4748564545e82ce89c3093693b243e7"},"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"SwitchoverCancel"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"SwitchoverCancelInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"switchoverCancel"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"SwitchoverCancelPayload"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"switchover"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"UserErrorFields"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"UserErrorFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"UserError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"remedy"}},{"kind":"Field","name":{"kind":"Name","value":"path"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}}]} as unknown as DocumentNode<SwitchoverCancelMutation, SwitchoverCancelMutationVariables>;
export const TaskStartDocument = {"__meta__":{"hash":"sha256:d2c0e162837bca1ee073ea641a864c8c0462659aa21eaac84fd303be99c8d06d"},"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"TaskStart"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"TaskStartInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"taskStart"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"TaskStartPayload"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"task"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"UserErrorFields"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"UserErrorFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"UserError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"remedy"}},{"kind":"Field","name":{"kind":"Name","value":"path"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}}]} as unknown as DocumentNode<TaskStartMutation, TaskStartMutationVariables>;
export const TaskStopDocument = {"__meta__":{"hash":"sha256:e6d08d59828366c98d534c192c116353537b2e7ea943749cb4339b757da6cde3"},"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"TaskStop"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"TaskStopInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"taskStop"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"TaskStopPayload"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"task"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"UserErrorFields"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"UserErrorFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"UserError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"remedy"}},{"kind":"Field","name":{"kind":"Name","value":"path"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}}]} as unknown as DocumentNode<TaskStopMutation, TaskStopMutationVariables>;
export const TaskResumeDocument = {"__meta__":{"hash":"sha256:d9ef21899e2b82e8df9be5a87d47dac0534333753fc752edf4b138bb1504da01"},"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"TaskResume"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"TaskResumeInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"taskResume"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"TaskResumePayload"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"task"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"UserErrorFields"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"UserErrorFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"UserError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"remedy"}},{"kind":"Field","name":{"kind":"Name","value":"path"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}}]} as unknown as DocumentNode<TaskResumeMutation, TaskResumeMutationVariables>;
export const TaskReleaseDocument = {"__meta__":{"hash":"sha256:89dec2e320c0b2c412f1d9ad4f65bced2b5b3d2df936175e5c8b7dc9acc6aa04"},"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"TaskRelease"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"TaskReleaseInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"taskRelease"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"TaskReleasePayload"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"task"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"UserErrorFields"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"UserErrorFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"UserError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"remedy"}},{"kind":"Field","name":{"kind":"Name","value":"path"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}}]} as unknown as DocumentNode<TaskReleaseMutation, TaskReleaseMutationVariables>;
export const TaskRenameDocument = {"__meta__":{"hash":"sha256:c72dd92bf1fc8536025620a263b1611d1d01d1d74cf790fd8d1d06e44290b2d8"},"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"TaskRename"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"TaskRenameInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"taskRename"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"TaskRenamePayload"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"task"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"UserErrorFields"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"UserErrorFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"UserError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"remedy"}},{"kind":"Field","name":{"kind":"Name","value":"path"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}}]} as unknown as DocumentNode<TaskRenameMutation, TaskRenameMutationVariables>;
export const TaskSetTagsDocument = {"__meta__":{"hash":"sha256:72b082b6364552d55f8d0003789cf58d5c66e0af78a18b7614a4a90431d88d1d"},"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"TaskSetTags"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"TaskSetTagsInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"taskSetTags"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"TaskSetTagsPayload"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"task"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"UserErrorFields"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"UserErrorFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"UserError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"remedy"}},{"kind":"Field","name":{"kind":"Name","value":"path"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}}]} as unknown as DocumentNode<TaskSetTagsMutation, TaskSetTagsMutationVariables>;
export const TaskSetAlertLevelDocument = {"__meta__":{"hash":"sha256:af2c7fb7ba1988cd811f6b51e4f2eadfcc66ee8f412c6ce51b1e983cbdbfa119"},"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"TaskSetAlertLevel"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"TaskSetAlertLevelInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"taskSetAlertLevel"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"TaskSetAlertLevelPayload"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"task"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"UserErrorFields"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"UserErrorFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"UserError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"remedy"}},{"kind":"Field","name":{"kind":"Name","value":"path"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}}]} as unknown as DocumentNode<TaskSetAlertLevelMutation, TaskSetAlertLevelMutationVariables>;
export const TaskUpdateParametersDocument = {"__meta__":{"hash":"sha256:d29f64e24941e57e1cf40bbdcb55729ff7d9b0fa3d227fc4f67fce6f7b510f20"},"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"TaskUpdateParameters"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"TaskUpdateParametersInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"taskUpdateParameters"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"TaskUpdateParametersPayload"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"task"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"keptOverrides"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"component"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"kind"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"value"}},{"kind":"Field","name":{"kind":"Name","value":"taskValue"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"UserErrorFields"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"UserErrorFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"UserError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"remedy"}},{"kind":"Field","name":{"kind":"Name","value":"path"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}}]} as unknown as DocumentNode<TaskUpdateParametersMutation, TaskUpdateParametersMutationVariables>;
export const TaskCloneDocument = {"__meta__":{"hash":"sha256:62b695952638a8deedd609a0784d1e4a6128221e4feacf8ebf7f3265a77defac"},"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"TaskClone"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"TaskCloneInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"taskClone"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"TaskClonePayload"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"task"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"UserErrorFields"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"UserErrorFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"UserError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"remedy"}},{"kind":"Field","name":{"kind":"Name","value":"path"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}}]} as unknown as DocumentNode<TaskCloneMutation, TaskCloneMutationVariables>;
export const TaskCreateDocument = {"__meta__":{"hash":"sha256:0404ce5c24eaa40d7bd6292f02258ed155bbfffb2311ab8a5b3507bcda9a4888"},"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"TaskCreate"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"TaskCreateInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"taskCreate"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"TaskCreatePayload"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"task"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"UserErrorFields"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"UserErrorFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"UserError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"remedy"}},{"kind":"Field","name":{"kind":"Name","value":"path"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}}]} as unknown as DocumentNode<TaskCreateMutation, TaskCreateMutationVariables>;
export const TaskDeleteDocument = {"__meta__":{"hash":"sha256:5ca96693734f419e54ac0f1b0bf31ae7a1d3bdfb8b39a3b142e962784d1fbe2e"},"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"TaskDelete"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"TaskDeleteInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"taskDelete"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"TaskDeletePayload"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"deletedId"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"UserErrorFields"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"UserErrorFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"UserError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"remedy"}},{"kind":"Field","name":{"kind":"Name","value":"path"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}}]} as unknown as DocumentNode<TaskDeleteMutation, TaskDeleteMutationVariables>;
export const TasksStartDocument = {"__meta__":{"hash":"sha256:34f1e9d0f85c4b66e32821cd9aa2d0e4546138553e72dd0cf66efa98b4724653"},"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"TasksStart"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"TasksStartInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"tasksStart"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"TasksStartPayload"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"results"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"taskId"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"outcome"}},{"kind":"Field","name":{"kind":"Name","value":"error"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"ReasonFields"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"UserErrorFields"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"ReasonFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Reason"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"action"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"remedy"}},{"kind":"Field","name":{"kind":"Name","value":"rowDetail"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"UserErrorFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"UserError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"remedy"}},{"kind":"Field","name":{"kind":"Name","value":"path"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}}]} as unknown as DocumentNode<TasksStartMutation, TasksStartMutationVariables>;
export const TasksStopDocument = {"__meta__":{"hash":"sha256:46847de5fc33b9cf1d68a11416de07b49b33639fe527a7d49dd3c94ecabe22fa"},"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"TasksStop"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"TasksStopInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"tasksStop"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"TasksStopPayload"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"results"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"taskId"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"outcome"}},{"kind":"Field","name":{"kind":"Name","value":"error"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"ReasonFields"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"UserErrorFields"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"ReasonFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Reason"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"action"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"remedy"}},{"kind":"Field","name":{"kind":"Name","value":"rowDetail"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"UserErrorFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"UserError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"remedy"}},{"kind":"Field","name":{"kind":"Name","value":"path"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}}]} as unknown as DocumentNode<TasksStopMutation, TasksStopMutationVariables>;
export const TasksResumeDocument = {"__meta__":{"hash":"sha256:a6284049600e4fe5cf5d22c909e40d454f6206e92d47e67223d8f241b87c2237"},"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"TasksResume"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"TasksResumeInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"tasksResume"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"TasksResumePayload"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"results"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"taskId"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"outcome"}},{"kind":"Field","name":{"kind":"Name","value":"error"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"ReasonFields"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"UserErrorFields"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"ReasonFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Reason"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"action"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"remedy"}},{"kind":"Field","name":{"kind":"Name","value":"rowDetail"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"UserErrorFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"UserError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"remedy"}},{"kind":"Field","name":{"kind":"Name","value":"path"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}}]} as unknown as DocumentNode<TasksResumeMutation, TasksResumeMutationVariables>;
export const TasksReleaseDocument = {"__meta__":{"hash":"sha256:fc5bf2bd9e7f66ab3707d8cb7ef94cb42b8c5df02aa7473d481110dbae1079e1"},"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"TasksRelease"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"TasksReleaseInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"tasksRelease"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"TasksReleasePayload"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"results"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"taskId"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"outcome"}},{"kind":"Field","name":{"kind":"Name","value":"error"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"ReasonFields"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"UserErrorFields"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"ReasonFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Reason"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"action"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"remedy"}},{"kind":"Field","name":{"kind":"Name","value":"rowDetail"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"UserErrorFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"UserError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"remedy"}},{"kind":"Field","name":{"kind":"Name","value":"path"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}}]} as unknown as DocumentNode<TasksReleaseMutation, TasksReleaseMutationVariables>;
export const TasksDeleteDocument = {"__meta__":{"hash":"sha256:d933a33e27081f144ac241cba7f7d3aa95de9635c7e9ca9c649519189f1d4448"},"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"TasksDelete"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"TasksDeleteInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"tasksDelete"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"TasksDeletePayload"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"results"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"taskId"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"outcome"}},{"kind":"Field","name":{"kind":"Name","value":"error"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"ReasonFields"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"UserErrorFields"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"ReasonFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Reason"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"action"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"remedy"}},{"kind":"Field","name":{"kind":"Name","value":"rowDetail"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"UserErrorFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"UserError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"remedy"}},{"kind":"Field","name":{"kind":"Name","value":"path"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}}]} as unknown as DocumentNode<TasksDeleteMutation, TasksDeleteMutationVariables>;
export const TaskFilterChoicesDocument = {"__meta__":{"hash":"sha256:94616ccf5f7809320776be83e6d1ba2f33213e51f37945b9206275551cfb8887"},"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"TaskFilterChoices"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"taskFilterChoices"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"tags"}},{"kind":"Field","name":{"kind":"Name","value":"createdBy"}},{"kind":"Field","name":{"kind":"Name","value":"endpoints"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}}]}}]} as unknown as DocumentNode<TaskFilterChoicesQuery, TaskFilterChoicesQueryVariables>;
export const TasksPageDocument = {"__meta__":{"hash":"sha256:e4f7c9a99b9b2f2a33c717ffc470a7745745537ee2c6ed8d502f673c1f5cb360"},"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"TasksPage"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"filter"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"TaskFilter"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"orderBy"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"TaskOrder"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"latencyFrom"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"DateTime"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"first"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"Int"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"after"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"last"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"Int"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"before"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"taskCounts"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"filter"},"value":{"kind":"Variable","name":{"kind":"Name","value":"filter"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"count"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"tasks"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"filter"},"value":{"kind":"Variable","name":{"kind":"Name","value":"filter"}}},{"kind":"Argument","name":{"kind":"Name","value":"orderBy"},"value":{"kind":"Variable","name":{"kind":"Name","value":"orderBy"}}},{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"Variable","name":{"kind":"Name","value":"first"}}},{"kind":"Argument","name":{"kind":"Name","value":"after"},"value":{"kind":"Variable","name":{"kind":"Name","value":"after"}}},{"kind":"Argument","name":{"kind":"Name","value":"last"},"value":{"kind":"Variable","name":{"kind":"Name","value":"last"}}},{"kind":"Argument","name":{"kind":"Name","value":"before"},"value":{"kind":"Variable","name":{"kind":"Name","value":"before"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"totalCount"}},{"kind":"Field","name":{"kind":"Name","value":"pageInfo"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"PageFields"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"reason"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"ReasonFields"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"phases"}},{"kind":"Field","name":{"kind":"Name","value":"tags"}},{"kind":"Field","name":{"kind":"Name","value":"createdAt"}},{"kind":"Field","name":{"kind":"Name","value":"source"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"target"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"pendingAction"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"action"}},{"kind":"Field","name":{"kind":"Name","value":"requestedAt"}},{"kind":"Field","name":{"kind":"Name","value":"requestedBy"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"waitingFor"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"WaitingFields"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"allowedActions"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"actions"},"value":{"kind":"ListValue","values":[{"kind":"EnumValue","value":"START"},{"kind":"EnumValue","value":"STOP"},{"kind":"EnumValue","value":"RESUME"},{"kind":"EnumValue","value":"CLONE"},{"kind":"EnumValue","value":"RELEASE"},{"kind":"EnumValue","value":"DELETE"}]}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"AllowedActionFields"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"latency"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"latencyMs"}},{"kind":"Field","name":{"kind":"Name","value":"updatedAgoMs"}},{"kind":"Field","name":{"kind":"Name","value":"stale"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"openAlerts"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"kind"}},{"kind":"Field","name":{"kind":"Name","value":"state"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"catchingUp"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"CatchingUpFields"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"subtasks"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"kind"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"progress"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"metrics"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"names"},"value":{"kind":"ListValue","values":[{"kind":"StringValue","value":"incr_latency","block":false}]}},{"kind":"Argument","name":{"kind":"Name","value":"from"},"value":{"kind":"Variable","name":{"kind":"Name","value":"latencyFrom"}}},{"kind":"Argument","name":{"kind":"Name","value":"maxPoints"},"value":{"kind":"IntValue","value":"40"}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"values"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"ReasonFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Reason"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"action"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"remedy"}},{"kind":"Field","name":{"kind":"Name","value":"rowDetail"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"PageFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"PageInfo"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"hasNextPage"}},{"kind":"Field","name":{"kind":"Name","value":"hasPreviousPage"}},{"kind":"Field","name":{"kind":"Name","value":"startCursor"}},{"kind":"Field","name":{"kind":"Name","value":"endCursor"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"WaitingFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"WaitingFor"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"who"}},{"kind":"Field","name":{"kind":"Name","value":"what"}},{"kind":"Field","name":{"kind":"Name","value":"since"}},{"kind":"Field","name":{"kind":"Name","value":"action"}},{"kind":"Field","name":{"kind":"Name","value":"reason"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"ReasonFields"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"rowDetail"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"AllowedActionFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"AllowedAction"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"action"}},{"kind":"Field","name":{"kind":"Name","value":"allowed"}},{"kind":"Field","name":{"kind":"Name","value":"detail"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"CatchingUpFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"CatchingUp"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"latencyMs"}},{"kind":"Field","name":{"kind":"Name","value":"thresholdMs"}},{"kind":"Field","name":{"kind":"Name","value":"remainingMs"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}}]} as unknown as DocumentNode<TasksPageQuery, TasksPageQueryVariables>;
export const TaskFrameDocument = {"__meta__":{"hash":"sha256:82555bd71ec4b53ac8eb468908fc140c63be29d97ff1bd9e608d43d8b94df517"},"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"TaskFrame"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"taskId"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"task"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"id"},"value":{"kind":"Variable","name":{"kind":"Name","value":"taskId"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"key"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"reason"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"ReasonFields"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"phases"}},{"kind":"Field","name":{"kind":"Name","value":"tags"}},{"kind":"Field","name":{"kind":"Name","value":"alertLevel"}},{"kind":"Field","name":{"kind":"Name","value":"alertRepeatMinutes"}},{"kind":"Field","name":{"kind":"Name","value":"labelsRevision"}},{"kind":"Field","name":{"kind":"Name","value":"createdBy"}},{"kind":"Field","name":{"kind":"Name","value":"createdAt"}},{"kind":"Field","name":{"kind":"Name","value":"startedAt"}},{"kind":"Field","name":{"kind":"Name","value":"completedAt"}},{"kind":"Field","name":{"kind":"Name","value":"dropped"}},{"kind":"Field","name":{"kind":"Name","value":"parameters"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"value"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"updatedAt"}},{"kind":"Field","name":{"kind":"Name","value":"revision"}},{"kind":"Field","name":{"kind":"Name","value":"source"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"EndpointFields"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"target"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"EndpointFields"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"pendingAction"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"action"}},{"kind":"Field","name":{"kind":"Name","value":"requestedAt"}},{"kind":"Field","name":{"kind":"Name","value":"requestedBy"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"waitingFor"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"WaitingFields"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"allowedActions"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"AllowedActionFields"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"latency"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"latencyMs"}},{"kind":"Field","name":{"kind":"Name","value":"updatedAgoMs"}},{"kind":"Field","name":{"kind":"Name","value":"stale"}},{"kind":"Field","name":{"kind":"Name","value":"position"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"openAlerts"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"AlertFields"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"catchingUp"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"CatchingUpFields"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"subtasks"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"kind"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"progress"}},{"kind":"Field","name":{"kind":"Name","value":"startedAt"}},{"kind":"Field","name":{"kind":"Name","value":"completedAt"}},{"kind":"Field","name":{"kind":"Name","value":"reason"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"ReasonFields"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"ReasonFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Reason"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"action"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"remedy"}},{"kind":"Field","name":{"kind":"Name","value":"rowDetail"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"EndpointFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Endpoint"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"kind"}},{"kind":"Field","name":{"kind":"Name","value":"host"}},{"kind":"Field","name":{"kind":"Name","value":"port"}},{"kind":"Field","name":{"kind":"Name","value":"database"}},{"kind":"Field","name":{"kind":"Name","value":"user"}},{"kind":"Field","name":{"kind":"Name","value":"tlsMode"}},{"kind":"Field","name":{"kind":"Name","value":"version"}},{"kind":"Field","name":{"kind":"Name","value":"testedAt"}},{"kind":"Field","name":{"kind":"Name","value":"revision"}},{"kind":"Field","name":{"kind":"Name","value":"createdBy"}},{"kind":"Field","name":{"kind":"Name","value":"createdAt"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"WaitingFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"WaitingFor"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"who"}},{"kind":"Field","name":{"kind":"Name","value":"what"}},{"kind":"Field","name":{"kind":"Name","value":"since"}},{"kind":"Field","name":{"kind":"Name","value":"action"}},{"kind":"Field","name":{"kind":"Name","value":"reason"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"ReasonFields"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"rowDetail"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"AllowedActionFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"AllowedAction"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"action"}},{"kind":"Field","name":{"kind":"Name","value":"allowed"}},{"kind":"Field","name":{"kind":"Name","value":"detail"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"AlertFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Alert"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"kind"}},{"kind":"Field","name":{"kind":"Name","value":"level"}},{"kind":"Field","name":{"kind":"Name","value":"state"}},{"kind":"Field","name":{"kind":"Name","value":"reason"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"ReasonFields"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"raisedAt"}},{"kind":"Field","name":{"kind":"Name","value":"repeatedAt"}},{"kind":"Field","name":{"kind":"Name","value":"repeats"}},{"kind":"Field","name":{"kind":"Name","value":"acknowledgedAt"}},{"kind":"Field","name":{"kind":"Name","value":"acknowledgedBy"}},{"kind":"Field","name":{"kind":"Name","value":"acknowledgedNote"}},{"kind":"Field","name":{"kind":"Name","value":"clearedAt"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"CatchingUpFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"CatchingUp"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"latencyMs"}},{"kind":"Field","name":{"kind":"Name","value":"thresholdMs"}},{"kind":"Field","name":{"kind":"Name","value":"remainingMs"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}}]} as unknown as DocumentNode<TaskFrameQuery, TaskFrameQueryVariables>;
export const TaskObjectsDocument = {"__meta__":{"hash":"sha256:38f2245a4ad7be5b14512ed69f6e62dd2c99d90265ce2277f4aedb52cb482489"},"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"TaskObjects"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"taskId"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"keyword"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"first"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"Int"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"after"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"last"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"Int"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"before"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"task"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"id"},"value":{"kind":"Variable","name":{"kind":"Name","value":"taskId"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"allowedActions"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"AllowedActionFields"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"objectChanges"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"IntValue","value":"20"}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"kind"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"aborting"}},{"kind":"Field","name":{"kind":"Name","value":"phase"}},{"kind":"Field","name":{"kind":"Name","value":"progress"}},{"kind":"Field","name":{"kind":"Name","value":"dropped"}},{"kind":"Field","name":{"kind":"Name","value":"requestedBy"}},{"kind":"Field","name":{"kind":"Name","value":"requestedAt"}},{"kind":"Field","name":{"kind":"Name","value":"completedAt"}},{"kind":"Field","name":{"kind":"Name","value":"reason"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"ReasonFields"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"objectsTotal"}},{"kind":"Field","name":{"kind":"Name","value":"objects"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"schema"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"source"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"subtask"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"kind"},"value":{"kind":"EnumValue","value":"PRECHECK"}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"selection"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"revision"}},{"kind":"Field","name":{"kind":"Name","value":"objects"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"schema"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"targetSchema"}},{"kind":"Field","name":{"kind":"Name","value":"targetName"}},{"kind":"Field","name":{"kind":"Name","value":"columns"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"source"}},{"kind":"Field","name":{"kind":"Name","value":"target"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"rowFilter"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"include"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"schema"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"targetSchema"}},{"kind":"Field","name":{"kind":"Name","value":"targetName"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"exclude"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"schema"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"objects"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"keyword"},"value":{"kind":"Variable","name":{"kind":"Name","value":"keyword"}}},{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"Variable","name":{"kind":"Name","value":"first"}}},{"kind":"Argument","name":{"kind":"Name","value":"after"},"value":{"kind":"Variable","name":{"kind":"Name","value":"after"}}},{"kind":"Argument","name":{"kind":"Name","value":"last"},"value":{"kind":"Variable","name":{"kind":"Name","value":"last"}}},{"kind":"Argument","name":{"kind":"Name","value":"before"},"value":{"kind":"Variable","name":{"kind":"Name","value":"before"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"totalCount"}},{"kind":"Field","name":{"kind":"Name","value":"pageInfo"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"PageFields"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"tableId"}},{"kind":"Field","name":{"kind":"Name","value":"source"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"NameFields"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"target"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"NameFields"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"columns"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"source"}},{"kind":"Field","name":{"kind":"Name","value":"target"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"rowFilter"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"AllowedActionFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"AllowedAction"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"action"}},{"kind":"Field","name":{"kind":"Name","value":"allowed"}},{"kind":"Field","name":{"kind":"Name","value":"detail"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"ReasonFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Reason"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"action"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"remedy"}},{"kind":"Field","name":{"kind":"Name","value":"rowDetail"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"PageFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"PageInfo"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"hasNextPage"}},{"kind":"Field","name":{"kind":"Name","value":"hasPreviousPage"}},{"kind":"Field","name":{"kind":"Name","value":"startCursor"}},{"kind":"Field","name":{"kind":"Name","value":"endCursor"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"NameFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"TableName"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"schema"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}}]} as unknown as DocumentNode<TaskObjectsQuery, TaskObjectsQueryVariables>;
export const ObjectsPreviewDocument = {"__meta__":{"hash":"sha256:c23e904715364f71d805cdad93fbacf8dcd49d34409d1c9a52617a9b190068d7"},"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"ObjectsPreview"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"endpointId"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"selection"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"SelectionInput"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"keyword"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"first"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"Int"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"after"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"last"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"Int"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"before"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"objectsPreview"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"endpointId"},"value":{"kind":"Variable","name":{"kind":"Name","value":"endpointId"}}},{"kind":"Argument","name":{"kind":"Name","value":"selection"},"value":{"kind":"Variable","name":{"kind":"Name","value":"selection"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"tables"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"keyword"},"value":{"kind":"Variable","name":{"kind":"Name","value":"keyword"}}},{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"Variable","name":{"kind":"Name","value":"first"}}},{"kind":"Argument","name":{"kind":"Name","value":"after"},"value":{"kind":"Variable","name":{"kind":"Name","value":"after"}}},{"kind":"Argument","name":{"kind":"Name","value":"last"},"value":{"kind":"Variable","name":{"kind":"Name","value":"last"}}},{"kind":"Argument","name":{"kind":"Name","value":"before"},"value":{"kind":"Variable","name":{"kind":"Name","value":"before"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"totalCount"}},{"kind":"Field","name":{"kind":"Name","value":"pageInfo"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"PageFields"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"source"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"NameFields"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"target"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"NameFields"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"columns"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"source"}},{"kind":"Field","name":{"kind":"Name","value":"target"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"rowFilter"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"shared"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"target"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"NameFields"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"sources"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"NameFields"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"sourcesTotal"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"unmatched"}},{"kind":"Field","name":{"kind":"Name","value":"errors"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"ReasonFields"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"PageFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"PageInfo"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"hasNextPage"}},{"kind":"Field","name":{"kind":"Name","value":"hasPreviousPage"}},{"kind":"Field","name":{"kind":"Name","value":"startCursor"}},{"kind":"Field","name":{"kind":"Name","value":"endCursor"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"NameFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"TableName"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"schema"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"ReasonFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Reason"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"action"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"remedy"}},{"kind":"Field","name":{"kind":"Name","value":"rowDetail"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}}]} as unknown as DocumentNode<ObjectsPreviewQuery, ObjectsPreviewQueryVariables>;
export const RowFilterCheckDocument = {"__meta__":{"hash":"sha256:d5f52187beb825abcf67b1fb31e78da933979e3d8f01ec5e37db6723d42abd5e"},"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"RowFilterCheck"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"endpointId"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"schema"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"name"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"rowFilter"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"rowFilterCheck"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"endpointId"},"value":{"kind":"Variable","name":{"kind":"Name","value":"endpointId"}}},{"kind":"Argument","name":{"kind":"Name","value":"schema"},"value":{"kind":"Variable","name":{"kind":"Name","value":"schema"}}},{"kind":"Argument","name":{"kind":"Name","value":"name"},"value":{"kind":"Variable","name":{"kind":"Name","value":"name"}}},{"kind":"Argument","name":{"kind":"Name","value":"rowFilter"},"value":{"kind":"Variable","name":{"kind":"Name","value":"rowFilter"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"rowFilter"}},{"kind":"Field","name":{"kind":"Name","value":"position"}},{"kind":"Field","name":{"kind":"Name","value":"error"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"ReasonFields"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"ReasonFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Reason"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"action"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"remedy"}},{"kind":"Field","name":{"kind":"Name","value":"rowDetail"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}}]} as unknown as DocumentNode<RowFilterCheckQuery, RowFilterCheckQueryVariables>;
export const ParametersPageDocument = {"__meta__":{"hash":"sha256:a773d2368a816c996719876c62a6a582fef9a2f70238c0ac470c5d7805add53a"},"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"ParametersPage"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"taskId"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"task"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"id"},"value":{"kind":"Variable","name":{"kind":"Name","value":"taskId"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"parametersRevision"}},{"kind":"Field","name":{"kind":"Name","value":"parameters"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"ParameterFields"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"components"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"kind"}},{"kind":"Field","name":{"kind":"Name","value":"configuration"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"value"}},{"kind":"Field","name":{"kind":"Name","value":"overridden"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"parameterHistory"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"IntValue","value":"20"}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"revision"}},{"kind":"Field","name":{"kind":"Name","value":"changedBy"}},{"kind":"Field","name":{"kind":"Name","value":"changedAt"}},{"kind":"Field","name":{"kind":"Name","value":"changes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"before"}},{"kind":"Field","name":{"kind":"Name","value":"after"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"ParameterFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Parameter"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"description"}},{"kind":"Field","name":{"kind":"Name","value":"phase"}},{"kind":"Field","name":{"kind":"Name","value":"type"}},{"kind":"Field","name":{"kind":"Name","value":"unit"}},{"kind":"Field","name":{"kind":"Name","value":"value"}},{"kind":"Field","name":{"kind":"Name","value":"default"}},{"kind":"Field","name":{"kind":"Name","value":"choices"}},{"kind":"Field","name":{"kind":"Name","value":"minimum"}},{"kind":"Field","name":{"kind":"Name","value":"maximum"}},{"kind":"Field","name":{"kind":"Name","value":"optional"}},{"kind":"Field","name":{"kind":"Name","value":"changeable"}},{"kind":"Field","name":{"kind":"Name","value":"states"}},{"kind":"Field","name":{"kind":"Name","value":"liveness"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}}]} as unknown as DocumentNode<ParametersPageQuery, ParametersPageQueryVariables>;
export const ConflictsDocument = {"__meta__":{"hash":"sha256:900ea590236332328e8f771d5dc830b9d21a034b20deebc4a05c83ad75c110f4"},"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"Conflicts"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"taskId"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"filter"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"ConflictFilter"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"first"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"Int"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"after"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"last"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"Int"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"before"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"task"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"id"},"value":{"kind":"Variable","name":{"kind":"Name","value":"taskId"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"conflicts"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"filter"},"value":{"kind":"Variable","name":{"kind":"Name","value":"filter"}}},{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"Variable","name":{"kind":"Name","value":"first"}}},{"kind":"Argument","name":{"kind":"Name","value":"after"},"value":{"kind":"Variable","name":{"kind":"Name","value":"after"}}},{"kind":"Argument","name":{"kind":"Name","value":"last"},"value":{"kind":"Variable","name":{"kind":"Name","value":"last"}}},{"kind":"Argument","name":{"kind":"Name","value":"before"},"value":{"kind":"Variable","name":{"kind":"Name","value":"before"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"totalCount"}},{"kind":"Field","name":{"kind":"Name","value":"pageInfo"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"PageFields"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"phase"}},{"kind":"Field","name":{"kind":"Name","value":"tableId"}},{"kind":"Field","name":{"kind":"Name","value":"table"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"NameFields"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"at"}},{"kind":"Field","name":{"kind":"Name","value":"operation"}},{"kind":"Field","name":{"kind":"Name","value":"done"}},{"kind":"Field","name":{"kind":"Name","value":"key"}},{"kind":"Field","name":{"kind":"Name","value":"sourceRow"}},{"kind":"Field","name":{"kind":"Name","value":"targetRow"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"PageFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"PageInfo"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"hasNextPage"}},{"kind":"Field","name":{"kind":"Name","value":"hasPreviousPage"}},{"kind":"Field","name":{"kind":"Name","value":"startCursor"}},{"kind":"Field","name":{"kind":"Name","value":"endCursor"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"NameFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"TableName"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"schema"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}}]} as unknown as DocumentNode<ConflictsQuery, ConflictsQueryVariables>;
export const VerificationPageDocument = {"__meta__":{"hash":"sha256:4a760848b8d054fd2c92a5a16eb00f7903d2eb30841d1a407118bc3e92a17b0e"},"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"VerificationPage"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"taskId"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"filter"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"VerificationTableFilter"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"first"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"Int"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"after"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"last"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"Int"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"before"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"task"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"id"},"value":{"kind":"Variable","name":{"kind":"Name","value":"taskId"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"subtask"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"kind"},"value":{"kind":"EnumValue","value":"FULL_VERIFICATION"}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"progress"}},{"kind":"Field","name":{"kind":"Name","value":"startedAt"}},{"kind":"Field","name":{"kind":"Name","value":"completedAt"}},{"kind":"Field","name":{"kind":"Name","value":"reason"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"ReasonFields"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"FullVerificationSubtask"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"schemas"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"source"}},{"kind":"Field","name":{"kind":"Name","value":"target"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"skipped"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"by"}},{"kind":"Field","name":{"kind":"Name","value":"reason"}},{"kind":"Field","name":{"kind":"Name","value":"at"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"rates"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"sourceRowsPerSecond"}},{"kind":"Field","name":{"kind":"Name","value":"targetRowsPerSecond"}},{"kind":"Field","name":{"kind":"Name","value":"sourceBytesPerSecond"}},{"kind":"Field","name":{"kind":"Name","value":"targetBytesPerSecond"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"latestRun"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"scope"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"startedAt"}},{"kind":"Field","name":{"kind":"Name","value":"completedAt"}},{"kind":"Field","name":{"kind":"Name","value":"estimatedRows"}},{"kind":"Field","name":{"kind":"Name","value":"verifiedRows"}},{"kind":"Field","name":{"kind":"Name","value":"tablesTotal"}},{"kind":"Field","name":{"kind":"Name","value":"tablesFiltered"}},{"kind":"Field","name":{"kind":"Name","value":"tablesCompleted"}},{"kind":"Field","name":{"kind":"Name","value":"result"}},{"kind":"Field","name":{"kind":"Name","value":"differences"}},{"kind":"Field","name":{"kind":"Name","value":"openDifferences"}},{"kind":"Field","name":{"kind":"Name","value":"correctableDifferences"}},{"kind":"Field","name":{"kind":"Name","value":"reason"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"ReasonFields"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","alias":{"kind":"Name","value":"notProven"},"name":{"kind":"Name","value":"tables"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"filter"},"value":{"kind":"ObjectValue","fields":[{"kind":"ObjectField","name":{"kind":"Name","value":"results"},"value":{"kind":"ListValue","values":[{"kind":"EnumValue","value":"FAILED"},{"kind":"EnumValue","value":"NOT_COMPARABLE"},{"kind":"EnumValue","value":"SKIPPED"}]}}]}},{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"IntValue","value":"10"}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"totalCount"}},{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"tableId"}},{"kind":"Field","name":{"kind":"Name","value":"source"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"NameFields"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"result"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"tables"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"filter"},"value":{"kind":"Variable","name":{"kind":"Name","value":"filter"}}},{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"Variable","name":{"kind":"Name","value":"first"}}},{"kind":"Argument","name":{"kind":"Name","value":"after"},"value":{"kind":"Variable","name":{"kind":"Name","value":"after"}}},{"kind":"Argument","name":{"kind":"Name","value":"last"},"value":{"kind":"Variable","name":{"kind":"Name","value":"last"}}},{"kind":"Argument","name":{"kind":"Name","value":"before"},"value":{"kind":"Variable","name":{"kind":"Name","value":"before"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"totalCount"}},{"kind":"Field","name":{"kind":"Name","value":"pageInfo"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"PageFields"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"tableId"}},{"kind":"Field","name":{"kind":"Name","value":"source"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"NameFields"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"also"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"NameFields"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"target"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"NameFields"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"rowFilter"}},{"kind":"Field","name":{"kind":"Name","value":"progress"}},{"kind":"Field","name":{"kind":"Name","value":"result"}},{"kind":"Field","name":{"kind":"Name","value":"estimatedRows"}},{"kind":"Field","name":{"kind":"Name","value":"verifiedRows"}},{"kind":"Field","name":{"kind":"Name","value":"sourceOnly"}},{"kind":"Field","name":{"kind":"Name","value":"targetOnly"}},{"kind":"Field","name":{"kind":"Name","value":"mismatched"}},{"kind":"Field","name":{"kind":"Name","value":"consistent"}},{"kind":"Field","name":{"kind":"Name","value":"uncomparedColumns"}},{"kind":"Field","name":{"kind":"Name","value":"startedAt"}},{"kind":"Field","name":{"kind":"Name","value":"completedAt"}},{"kind":"Field","name":{"kind":"Name","value":"error"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"ReasonFields"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"ReasonFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Reason"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"action"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"remedy"}},{"kind":"Field","name":{"kind":"Name","value":"rowDetail"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"NameFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"TableName"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"schema"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"PageFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"PageInfo"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"hasNextPage"}},{"kind":"Field","name":{"kind":"Name","value":"hasPreviousPage"}},{"kind":"Field","name":{"kind":"Name","value":"startCursor"}},{"kind":"Field","name":{"kind":"Name","value":"endCursor"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}}]} as unknown as DocumentNode<VerificationPageQuery, VerificationPageQueryVariables>;
export const ChosenTablesDocument = {"__meta__":{"hash":"sha256:aa2a7b81b4fd56659f3df4981286a3049800bd652af5ec226bab0d9bdc5dee1c"},"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"ChosenTables"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"taskId"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"keyword"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"first"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"Int"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"after"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"last"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"Int"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"before"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"task"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"id"},"value":{"kind":"Variable","name":{"kind":"Name","value":"taskId"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"source"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"objects"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"keyword"},"value":{"kind":"Variable","name":{"kind":"Name","value":"keyword"}}},{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"Variable","name":{"kind":"Name","value":"first"}}},{"kind":"Argument","name":{"kind":"Name","value":"after"},"value":{"kind":"Variable","name":{"kind":"Name","value":"after"}}},{"kind":"Argument","name":{"kind":"Name","value":"last"},"value":{"kind":"Variable","name":{"kind":"Name","value":"last"}}},{"kind":"Argument","name":{"kind":"Name","value":"before"},"value":{"kind":"Variable","name":{"kind":"Name","value":"before"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"totalCount"}},{"kind":"Field","name":{"kind":"Name","value":"pageInfo"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"PageFields"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"tableId"}},{"kind":"Field","name":{"kind":"Name","value":"source"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"NameFields"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"PageFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"PageInfo"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"hasNextPage"}},{"kind":"Field","name":{"kind":"Name","value":"hasPreviousPage"}},{"kind":"Field","name":{"kind":"Name","value":"startCursor"}},{"kind":"Field","name":{"kind":"Name","value":"endCursor"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"NameFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"TableName"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"schema"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}}]} as unknown as DocumentNode<ChosenTablesQuery, ChosenTablesQueryVariables>;
export const DifferencesDocument = {"__meta__":{"hash":"sha256:453bc426b8142a6e45f5f31cb9498ce88222744e54f81a2a23277015731addb8"},"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"Differences"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"runId"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"tableId"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"first"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"Int"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"after"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"last"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"Int"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"before"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"node"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"id"},"value":{"kind":"Variable","name":{"kind":"Name","value":"runId"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"VerificationRun"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"rows"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"filter"},"value":{"kind":"ObjectValue","fields":[{"kind":"ObjectField","name":{"kind":"Name","value":"tableId"},"value":{"kind":"Variable","name":{"kind":"Name","value":"tableId"}}}]}},{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"Variable","name":{"kind":"Name","value":"first"}}},{"kind":"Argument","name":{"kind":"Name","value":"after"},"value":{"kind":"Variable","name":{"kind":"Name","value":"after"}}},{"kind":"Argument","name":{"kind":"Name","value":"last"},"value":{"kind":"Variable","name":{"kind":"Name","value":"last"}}},{"kind":"Argument","name":{"kind":"Name","value":"before"},"value":{"kind":"Variable","name":{"kind":"Name","value":"before"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"totalCount"}},{"kind":"Field","name":{"kind":"Name","value":"pageInfo"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"PageFields"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"differenceId"}},{"kind":"Field","name":{"kind":"Name","value":"kind"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"at"}},{"kind":"Field","name":{"kind":"Name","value":"key"}},{"kind":"Field","name":{"kind":"Name","value":"sourceValues"}},{"kind":"Field","name":{"kind":"Name","value":"targetValues"}},{"kind":"Field","name":{"kind":"Name","value":"correction"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"PageFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"PageInfo"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"hasNextPage"}},{"kind":"Field","name":{"kind":"Name","value":"hasPreviousPage"}},{"kind":"Field","name":{"kind":"Name","value":"startCursor"}},{"kind":"Field","name":{"kind":"Name","value":"endCursor"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}}]} as unknown as DocumentNode<DifferencesQuery, DifferencesQueryVariables>;