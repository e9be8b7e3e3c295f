/**
 * The catalogue of error codes: each stable code once, with who must act, one sentence and the remedy.
 * `{name}` is filled from the error's facts. It is also the GraphQL enum ErrorCode and the reference page.
 *
 * RETRYABLE: Godwit tries again by itself. NEEDS_OPERATOR: a person mends something, then resumes.
 * NEEDS_RESYNC: a table (or the task) must be copied again. BUG: ours; report it.
 */
import { REQUEST_CODES } from './request-codes.ts';

export type ErrorAction = 'RETRYABLE' | 'NEEDS_OPERATOR' | 'NEEDS_RESYNC' | 'BUG';

export interface ErrorEntry {
  readonly action: ErrorAction;
  readonly message: string;
  readonly remedy: string;
}

const entry = (action: ErrorAction, message: string, remedy: string): ErrorEntry => ({ action, message, remedy });

export const ERROR_CATALOGUE = {
  ...REQUEST_CODES,
  // general
  INTERNAL_ERROR: entry('BUG', 'An unexpected error: {detail}', 'Report it with the request id or the component log.'),
  BAD_INPUT: entry('NEEDS_OPERATOR', '{detail}', 'Correct the input and try again.'),
  NOT_FOUND: entry('NEEDS_OPERATOR', 'There is no {what} {id}.', 'Check the id; it may have been deleted.'),
  CONFLICT: entry(
    'NEEDS_OPERATOR',
    'It was changed meanwhile: revision {expected} was expected, {actual} is current.',
    'Read it again and repeat the change on the current revision.',
  ),
  NAME_TAKEN: entry('NEEDS_OPERATOR', 'The name {name} is already taken.', 'Choose another name.'),
  UNAUTHENTICATED: entry(
    'NEEDS_OPERATOR',
    'A valid token is required.',
    'Send the header Authorization: Bearer TOKEN.',
  ),
  FORBIDDEN: entry(
    'NEEDS_OPERATOR',
    'The role {role} may not do this; {wanted} is needed.',
    'Use a token with the role {wanted}.',
  ),
  ACTION_NOT_ALLOWED: entry(
    'NEEDS_OPERATOR',
    '{action} is not possible while the task is {state}: {detail}',
    'See allowedActions of the task for what is possible now.',
  ),
  ACTION_PENDING: entry(
    'NEEDS_OPERATOR',
    '{action} is already being carried out.',
    'Wait until pendingAction of the task is empty.',
  ),
  CONFIRMATION_MISMATCH: entry(
    'NEEDS_OPERATOR',
    'The name given does not match the name of the task.',
    'Repeat the exact name of the task to confirm.',
  ),
  IDEMPOTENCY_KEY_REUSED: entry(
    'NEEDS_OPERATOR',
    'The idempotency key was used with another input.',
    'Use a new key for a new request.',
  ),
  IN_PROGRESS: entry('RETRYABLE', 'The same request is still being carried out.', 'Ask again in a moment.'),
  CURSOR_EXPIRED: entry(
    'NEEDS_OPERATOR',
    'The events after this cursor are no longer kept.',
    'Read the current state, then subscribe without a cursor.',
  ),
  LINK_INVALID: entry(
    'NEEDS_OPERATOR',
    'This link was not made by this service for who uses it: {detail}',
    'Ask the API for a new link, and use it unchanged.',
  ),
  LINK_EXPIRED: entry('NEEDS_OPERATOR', 'This link was valid until {until}.', 'Ask the API for a new link.'),
  FILE_GONE: entry(
    'NEEDS_OPERATOR',
    'The file is not there any more: {detail}',
    'Ask the API for a new link; what was deleted stays deleted.',
  ),
  LIMIT_EXCEEDED: entry('NEEDS_OPERATOR', '{what} is limited to {limit}.', 'Stay within the limit.'),
  PARAMETER_NOT_CHANGEABLE: entry(
    'NEEDS_OPERATOR',
    'The parameter {parameter} cannot be changed while the task is {state}.',
    'See the states in which it may be changed.',
  ),
  PARAMETER_OUT_OF_RANGE: entry(
    'NEEDS_OPERATOR',
    'The parameter {parameter} must be {range}.',
    'Choose a value in the range.',
  ),
  PHASES_INVALID: entry(
    'NEEDS_OPERATOR',
    'This set of phases is not possible: {detail}',
    'Choose another set of phases.',
  ),
  FILTER_INVALID: entry(
    'NEEDS_OPERATOR',
    'The row filter of {table} does not parse at position {offset}: {detail}',
    'Correct the filter.',
  ),
  OBJECT_NOT_FOUND: entry(
    'NEEDS_OPERATOR',
    'The object {object} does not exist at the source.',
    'Choose an existing object, or create it at the source.',
  ),
  NO_OBJECTS: entry('NEEDS_OPERATOR', 'The selection contains no table.', 'Select at least one table.'),
  // reaching a database
  CONNECTION_REFUSED: entry(
    'RETRYABLE',
    'Nothing answers at {host}:{port}.',
    'Check host, port, firewall, and that the server runs.',
  ),
  HOST_NOT_FOUND: entry('NEEDS_OPERATOR', 'The host {host} cannot be resolved.', 'Check the host name.'),
  HOST_LOOKUP_FAILED: entry(
    'RETRYABLE',
    'No name server told the address of {host}.',
    'It is tried again; if it persists, check the name servers of this machine, or give the address itself.',
  ),
  CONNECTION_LOST: entry(
    'RETRYABLE',
    'The connection to {host}:{port} was lost.',
    'It is tried again; if it persists, check the network and the server.',
  ),
  CONTROL_DATABASE_UNAVAILABLE: entry(
    'RETRYABLE',
    'The control database of Godwit does not answer.',
    'Ask again in a moment; a mutation with an idempotency key can be repeated safely. If it persists, check the control database.',
  ),
  CONNECTION_TIMEOUT: entry(
    'RETRYABLE',
    '{host}:{port} did not answer in {seconds} s.',
    'Check the network and the load of the server.',
  ),
  AUTHENTICATION_FAILED: entry(
    'NEEDS_OPERATOR',
    'The server at {host}:{port} refused user {user}.',
    'Correct user or password of the endpoint, or pg_hba.conf of the server.',
  ),
  DATABASE_NOT_FOUND: entry(
    'NEEDS_OPERATOR',
    'The database {database} does not exist at {host}:{port}.',
    'Correct the database name of the endpoint.',
  ),
  TLS_REQUIRED: entry(
    'NEEDS_OPERATOR',
    'The server at {host}:{port} does not accept this connection without TLS.',
    'Set the TLS mode of the endpoint to REQUIRE or stronger.',
  ),
  TLS_NOT_SUPPORTED: entry(
    'NEEDS_OPERATOR',
    'The server at {host}:{port} does not offer TLS.',
    'Set the TLS mode to DISABLE, or enable TLS on the server.',
  ),
  TLS_UNTRUSTED: entry(
    'NEEDS_OPERATOR',
    'The certificate of {host}:{port} is not trusted: {detail}',
    'Give the CA certificate of the server, or correct the host name.',
  ),
  TOO_MANY_CONNECTIONS: entry(
    'RETRYABLE',
    'The server at {host}:{port} has no free connection.',
    'Raise max_connections or lower the concurrency of the task.',
  ),
  SERVER_STARTING: entry(
    'RETRYABLE',
    'The server at {host}:{port} is starting or shutting down.',
    'It is tried again.',
  ),
  VERSION_NOT_SUPPORTED: entry(
    'NEEDS_OPERATOR',
    'Version {version} is not supported; supported: {supported}.',
    'Use a supported version.',
  ),
  SAME_ENDPOINT: entry('NEEDS_OPERATOR', 'Source and target are the same database.', 'Choose two different databases.'),
  TOPOLOGY_LOOP: entry(
    'NEEDS_OPERATOR',
    'Source and target are already connected: {detail}',
    'Release the other task, or drop the subscription, first.',
  ),
  ENDPOINT_IN_USE: entry(
    'NEEDS_OPERATOR',
    'The endpoint {name} is used by {count} tasks.',
    'Release and delete these tasks first.',
  ),
  STANDBY_AS_SOURCE: entry('NEEDS_OPERATOR', 'The source is a standby.', 'Use the primary as source.'),
  PRIVILEGE_MISSING: entry(
    'NEEDS_OPERATOR',
    'User {user} lacks the right {privilege} on {object}.',
    'Run: {statement}',
  ),
  // source
  WAL_LEVEL_NOT_LOGICAL: entry(
    'NEEDS_OPERATOR',
    'wal_level of the source is {actual}; logical is needed.',
    "Run ALTER SYSTEM SET wal_level = 'logical' and restart the source.",
  ),
  SLOT_LIMIT_REACHED: entry(
    'NEEDS_OPERATOR',
    'The source has no free replication slot ({used} of {limit}).',
    'Raise max_replication_slots and restart, or drop an unused slot.',
  ),
  SENDER_LIMIT_REACHED: entry(
    'NEEDS_OPERATOR',
    'The source has no free WAL sender ({used} of {limit}).',
    'Raise max_wal_senders and restart.',
  ),
  SLOT_LOST: entry(
    'NEEDS_RESYNC',
    'The replication slot {slot} of the task no longer exists or was invalidated.',
    'The changes since {position} are gone at the source: start the task over, or raise max_slot_wal_keep_size first.',
  ),
  SLOT_IN_USE: entry(
    'RETRYABLE',
    'The replication slot {slot} is in use by process {pid}.',
    'It is tried again after that session has ended.',
  ),
  BARRIER_TIMEOUT: entry(
    'NEEDS_OPERATOR',
    'Transactions that are open since before the start hold it up: {detail}',
    'End these transactions, then resume.',
  ),
  DEADLOCK: entry(
    'RETRYABLE',
    'The server ended a transaction that waited for another one in a circle: {detail}',
    'It is tried again; nothing is lost.',
  ),
  LOCK_TIMEOUT: entry(
    'RETRYABLE',
    'A lock on {object} could not be had within {seconds} s.',
    'It is tried again; end the transaction that holds the lock if it persists.',
  ),
  REPLICA_IDENTITY_MISSING: entry(
    'NEEDS_OPERATOR',
    'Table {table} has updates or deletes but no replica identity.',
    'Run ALTER TABLE {table} REPLICA IDENTITY FULL, or allow Godwit to do so.',
  ),
  TABLE_NOT_LOGGED: entry(
    'NEEDS_OPERATOR',
    'Table {table} writes no change log: {detail}',
    'Make it a logged table, or remove it from the task.',
  ),
  ROW_SECURITY_ACTIVE: entry(
    'NEEDS_OPERATOR',
    'Policies of row-level security on {table} apply to user {user}.',
    'Run ALTER ROLE {user} BYPASSRLS, or use the owner of the table.',
  ),
  TYPE_NOT_SUPPORTED: entry(
    'NEEDS_OPERATOR',
    'The column {column} is of type {type}, which the target does not have.',
    'Leave the column out, change its type, or install what is missing at the target.',
  ),
  SOURCE_LOCK_WANTED: entry(
    'RETRYABLE',
    "The source's application waited for a lock on {object} that reading it held.",
    'Reading was broken off so that the application goes on; it is read again.',
  ),
  SOURCE_RESTARTED: entry('RETRYABLE', 'The source was restarted while {object} was read.', 'The range is read again.'),
  TABLE_CHANGED: entry(
    'NEEDS_RESYNC',
    'The structure of {table} was changed meanwhile: {detail}',
    'Apply the change to the target, then resume; or copy the table again.',
  ),
  POSITION_NOT_IN_LOG: entry(
    'NEEDS_OPERATOR',
    'The change log does not hold {position}: it reaches from {first} to {last}.',
    'Choose a position in between.',
  ),
  START_POSITION_INVALID: entry(
    'NEEDS_OPERATOR',
    'The stream cannot begin at {start}: {detail}.',
    'Set incrementalStartPosition to now, or to slot=NAME publication=NAME [position=X/Y] with a slot and a publication that fit.',
  ),
  DDL_NOT_SEEN: entry(
    'NEEDS_OPERATOR',
    'DDL of the source is to be applied, but it would not be seen: {detail}.',
    'Give the right that the precheck names, or choose no kinds of DDL (incrementalDdlKinds).',
  ),
  DDL_NOT_CONVERTIBLE: entry(
    'NEEDS_OPERATOR',
    'A DDL statement of the source ({command} of {object}) cannot be applied to the target: {detail}',
    'Make the change on the target by hand, skip the statement (ddlSkip), then resume; afterwards verify the table.',
  ),
  TRUNCATE_SHARED_TARGET: entry(
    'NEEDS_OPERATOR',
    '{table} was emptied (TRUNCATE), and other tables go into {target} too: which rows there were its own cannot be told.',
    'Remove its rows from the target by hand, skip the statement (ddlSkip), then resume; afterwards verify the table.',
  ),
  DDL_FAILED: entry(
    'NEEDS_OPERATOR',
    'The target refused a DDL statement of the source ({command} of {object}): {detail}',
    'Correct the cause on the target, then resume; or make the change by hand and skip the statement (ddlSkip).',
  ),
  SOURCE_REFUSED_STATEMENT: entry(
    'NEEDS_OPERATOR',
    'The source refused to read {object}: {detail}',
    'Correct the cause at the source, then resume.',
  ),
  OBJECT_UNREADABLE: entry(
    'NEEDS_OPERATOR',
    'The source cannot describe {object}: {detail}',
    'Mend it at the source, or drop it there, and retry the object; or give its statement by hand, skip or remove it.',
  ),
  STREAM_UNREADABLE: entry(
    'BUG',
    'The change stream holds a message that cannot be read: {detail}',
    'Report it with the component log.',
  ),
  // target
  TARGET_NOT_EMPTY: entry(
    'NEEDS_OPERATOR',
    'The target table {table} is not empty.',
    'Empty it, or set the parameter "target not empty" to IGNORE.',
  ),
  SHARED_TARGET_NOT_EMPTY: entry(
    'NEEDS_OPERATOR',
    'The target table {table} is not empty, and several tables of the source go into it.',
    'Empty it, then resume; or give each of them a table of its own.',
  ),
  TARGET_NOT_EMPTY_WITHOUT_KEY: entry(
    'NEEDS_OPERATOR',
    'The target table {table} is not empty and has no key by which its rows could be told from those of the source.',
    'Empty it, then resume.',
  ),
  TARGET_TABLE_DIFFERS: entry(
    'NEEDS_OPERATOR',
    'The target table {table} exists and does not fit: {detail}',
    'Alter or drop it, map it to another name, or remove the table from the task.',
  ),
  NAME_CLASH: entry(
    'NEEDS_OPERATOR',
    'The name {object} cannot be used at the target: {detail}',
    'Map it to another name, or rename what is in the way.',
  ),
  TARGET_TABLE_MISSING: entry(
    'NEEDS_OPERATOR',
    'The target table {table} does not exist.',
    'Create it, or include schema migration.',
  ),
  TARGET_REFUSED_VALUE: entry(
    'NEEDS_OPERATOR',
    'The target refused a value in {table}: {detail}',
    'Correct the value at the source or the column at the target, then resume.',
  ),
  TARGET_REFUSED_STATEMENT: entry(
    'NEEDS_OPERATOR',
    'The target refused a statement: {detail}',
    'Correct the cause at the target, then resume or retry.',
  ),
  CONSTRAINT_VIOLATED: entry(
    'NEEDS_OPERATOR',
    'A row of {table} violates {constraint} of the target: {detail}',
    'Correct the row or the constraint, then resume.',
  ),
  DISK_FULL: entry('NEEDS_OPERATOR', 'The disk of {where} is full.', 'Free space there, then resume.'),
  DATA_FOLDER_UNUSABLE: entry(
    'NEEDS_OPERATOR',
    'The data folder {where} cannot be used: {detail}.',
    'Bring it back as it was, or let Godwit write there again, then resume. If it is gone for good, resume as well: where the target has all that it held the log begins anew, else it is said what is missing.',
  ),
  READ_ONLY: entry('NEEDS_OPERATOR', 'The database at {host}:{port} is read only.', 'Use a writable server.'),
  FENCED: entry(
    'RETRYABLE',
    'Another worker has taken over {component} of the task (epoch {epoch}).',
    'Nothing: the other worker goes on.',
  ),
  // log
  LOG_CORRUPT: entry(
    'NEEDS_RESYNC',
    'The change log is damaged in {file} at byte {offset}.',
    'Restore the Store directory, or start the task over.',
  ),
  LOG_LIMIT_REACHED: entry(
    'NEEDS_OPERATOR',
    'The change log holds {bytes} unapplied bytes; the limit is {limit}.',
    'Resume Incr-Sync, raise the log retention, or free the disk.',
  ),
  LOG_ELSEWHERE: entry(
    'NEEDS_OPERATOR',
    'The change log of the task lies on worker machine {host}, which is gone.',
    'Start a worker there, or let the task restart from the checkpoint of the target.',
  ),
  LOG_POSITION_MISSING: entry(
    'NEEDS_RESYNC',
    'The change log no longer holds position {position}.',
    'If its data folder was lost or the log lies on another machine, bring that back as it was; else release the task and start it over.',
  ),
  // alerts
  ALERT_NOT_OPEN: entry(
    'NEEDS_OPERATOR',
    'The alert is {state}; only a raised one can be acknowledged.',
    'Nothing: see who has acknowledged it, or that it is over.',
  ),
  LATENCY_HIGH: entry(
    'NEEDS_OPERATOR',
    'The target is {seconds} s behind the source; the threshold of level {level} is {limit} s.',
    'Look whether Incr-Sync runs and what it waits for; raise its lanes, or relieve the target.',
  ),
  SOURCE_LOG_ENDS: entry(
    'NEEDS_OPERATOR',
    'At the present rate the source drops log that the task still needs in about {minutes} min.',
    'Let Store catch up (look what it waits for), or raise max_slot_wal_keep_size at the source.',
  ),
  LOG_NEARLY_FULL: entry(
    'NEEDS_OPERATOR',
    'The change log holds {bytes} unapplied bytes of at most {limit}.',
    'Let Incr-Sync catch up, or raise the log retention of the task.',
  ),
  LOG_DISK_LOW: entry(
    'NEEDS_OPERATOR',
    'The disk of the change log has {free} bytes left.',
    'Free space there, or lower the log retention of the task.',
  ),
  CREDENTIALS_LOST: entry(
    'NEEDS_OPERATOR',
    'The credentials of the endpoint {name} were encrypted with another key than the one of this service.',
    'Start the service with that key; or give the password again with endpointUpdate, and certificate and key where it had them.',
  ),
  WEBHOOK_SECRET_LOST: entry(
    'NEEDS_OPERATOR',
    'The secret of the webhook was sealed with another key.',
    'Bring back the key of this service, or give the webhook a new secret.',
  ),
  WEBHOOK_ADDRESS_REFUSED: entry(
    'NEEDS_OPERATOR',
    'A webhook may not go to {address}: {detail}',
    'Use the address of the receiver itself.',
  ),
  WEBHOOK_UNREACHABLE: entry(
    'RETRYABLE',
    'The receiver at {host} could not be reached: {detail}',
    'It is tried again; check address, firewall and certificate of the receiver.',
  ),
  WEBHOOK_REFUSED: entry(
    'RETRYABLE',
    'The receiver at {host} answered with status {status}.',
    'It is tried again; the receiver must answer 2xx at this very address, redirects are not followed.',
  ),
  WEBHOOK_TIMEOUT: entry(
    'RETRYABLE',
    'The receiver at {host} did not answer within {seconds} s.',
    'It is tried again; the receiver should answer first and work afterwards.',
  ),
  // components
  COMPONENT_STOPPED: entry(
    'NEEDS_OPERATOR',
    'The component {component} was stopped by a person.',
    'Start the component, or the task, again.',
  ),
  WORKER_LOST: entry('RETRYABLE', 'The worker of {component} is gone.', 'It is started again elsewhere.'),
  JOB_GIVEN_UP: entry(
    'NEEDS_OPERATOR',
    'A step was begun {times} times, and each time its worker was lost or its 24 hours were over.',
    'Look why the workers end (memory, their log), then resume; the step goes on with what is left.',
  ),
  COMMAND_CANCELLED: entry(
    'NEEDS_OPERATOR',
    '{command} was ended before it was done, because the task was stopped or released.',
    'Resume the task and ask for it again.',
  ),
  PRECHECK_FAILED: entry(
    'NEEDS_OPERATOR',
    '{count} items of the precheck failed: {items}',
    'Mend each as its remedy says, then resume.',
  ),
  SCHEMA_DEPENDENCY_MISSING: entry(
    'NEEDS_OPERATOR',
    '{object} needs what the target does not have: {needs}',
    'Create it on the target (its DDL is listed), then retry the object; or skip the object.',
  ),
  SCHEMA_OBJECTS_FAILED: entry(
    'NEEDS_OPERATOR',
    '{count} objects could not be created: {objects}',
    'Modify and retry, skip or remove each, then resume.',
  ),
  IMPORT_TABLES_FAILED: entry(
    'NEEDS_OPERATOR',
    '{count} tables could not be copied: {tables}',
    'Mend the cause that each table shows, then resume.',
  ),
  VERIFICATION_EMPTY: entry(
    'NEEDS_OPERATOR',
    'There is nothing to verify: {detail}',
    'Choose tables of the task, or verify all of them (scope ALL).',
  ),
  VERIFICATION_UNFINISHED: entry(
    'NEEDS_OPERATOR',
    '{count} tables could not be verified: {tables}',
    'Mend the cause that each table shows, then verify again.',
  ),
  VERIFICATION_UNSETTLED: entry(
    'NEEDS_OPERATOR',
    'Table {table} could not be judged in {rounds} rounds: {detail}',
    'Verify it again when less is written to it, or in smaller chunks.',
  ),
  // switchover
  SWITCHOVER_NOT_READY: entry(
    'NEEDS_OPERATOR',
    'The switchover cannot begin: {detail}',
    'Mend what is said, or accept it where the input has a field for that, and ask again.',
  ),
  SWITCHOVER_OPEN: entry(
    'NEEDS_OPERATOR',
    '{action} is not possible while a switchover is open.',
    'Finish the switchover, or cancel it (switchoverCancel), which is possible until writes are allowed at the other side.',
  ),
  SWITCHOVER_NOT_OPEN: entry(
    'NEEDS_OPERATOR',
    'The task has no switchover that is open.',
    'Begin one with switchoverStart.',
  ),
  SWITCHOVER_STEP_REFUSED: entry(
    'NEEDS_OPERATOR',
    '{action} is not possible for the step {step}, which is {status}: {detail}',
    'See `allowed` of the step for what is possible now.',
  ),
  SWITCHOVER_PAST_RETURN: entry(
    'NEEDS_OPERATOR',
    'The point of no return was passed at {at}: writes are allowed at the other side, or about to be.',
    'Wait until it is completed, then switch back through the same steps; nothing has to be copied again.',
  ),
  SWITCHOVER_PRECHECK_FAILED: entry(
    'NEEDS_OPERATOR',
    '{count} items of the precheck for the switchover failed: {items}',
    'Mend each as its remedy says and retry the step. Skipping it can lose data at the target or make the way back fail.',
  ),
  SWITCHOVER_DIFFERENCES: entry(
    'NEEDS_OPERATOR',
    '{count} rows differ of those that changed since the last verification, in {tables}',
    'Cancel the switchover, correct the rows, verify again and begin anew; or skip the step, which leaves them different.',
  ),
  SWITCHOVER_CHANGES_UNKNOWN: entry(
    'NEEDS_OPERATOR',
    'Which rows changed since the last verification cannot be said: {detail}',
    'Cancel the switchover, run the full verification again and begin anew; or skip the step.',
  ),
  SOURCE_WRITTEN_AFTER_STOP: entry(
    'NEEDS_OPERATOR',
    'Rows were written after the writes had been confirmed as stopped, {where}, last seen at {at}.',
    'Stop the application, or let Godwit fence the tables, and retry the step: the position is read anew.',
  ),
  ORIGINS_EXHAUSTED: entry(
    'NEEDS_OPERATOR',
    'The server has no place left for the replication origin {origin}, which marks what Godwit writes.',
    'Raise max_active_replication_origins (before PostgreSQL 18: max_replication_slots) and restart the server, or choose fewer lanes; then resume.',
  ),
  REVERSE_SHARED_TARGET: entry(
    'NEEDS_OPERATOR',
    'Several tables of the source go into {tables}, so no change there could be told whose it is on the way back.',
    'Give each its own target table, or make the task without REVERSE_INCREMENTAL.',
  ),
  FENCE_NOT_PROVEN: entry(
    'NEEDS_OPERATOR',
    'The fence on {table} does not hold: {detail}',
    'Retry the step. If it happens again, stop the writes in the application and confirm that instead of fencing.',
  ),
  FENCE_STANDS: entry(
    'NEEDS_OPERATOR',
    'Writes are still stopped by a fence of the task, {where}.',
    'Say in the input whether the fence is to be lifted or kept.',
  ),
} as const satisfies Record<string, ErrorEntry>;

export type ErrorCode = keyof typeof ERROR_CATALOGUE;
