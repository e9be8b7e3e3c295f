/**
 * The parameters of a task: each once, with default, range, the states in which it may be changed and whether a change is
 * live (product.md section 5). The API shows this list and the services enforce it.
 */
import { GodwitError } from '../core/errors.ts';
import { readStart, START_FORM } from '../core/start-position.ts';
import type {
  MigrationPhase,
  ParameterValue,
  ParameterValues,
  SubtaskStatus,
  TaskStatus,
  ValueChange,
} from './task-types.ts';

export type ParameterType =
  | { readonly kind: 'BOOLEAN' }
  | { readonly kind: 'ENUM'; readonly values: readonly string[] }
  | { readonly kind: 'SET'; readonly values: readonly string[] }
  | { readonly kind: 'INTEGER'; readonly min: number; readonly max: number; readonly optional: boolean }
  | {
      readonly kind: 'TEXT';
      readonly optional: true;
      readonly accepts: (text: string) => boolean;
      /** What is accepted, in words. */
      readonly form: string;
    };

export type Liveness = 'LIVE' | 'AFTER_RESTART' | 'NEXT_RUN' | 'NEVER';

export interface ParameterDefinition {
  readonly name: string;
  /** Null: of the task as a whole. */
  readonly phase: MigrationPhase | null;
  readonly type: ParameterType;
  readonly default: ParameterValue;
  readonly unit: 'rows' | 'bytes' | 'rows/s' | 'bytes/s' | 'ms' | 's' | 'days' | 'lanes' | null;
  readonly description: string;
  readonly states: readonly TaskStatus[];
  /** Not changeable once this phase's subtask is COMPLETED or SKIPPED. */
  readonly untilPhaseEnds: boolean;
  /** FAILED counts only when the task failed for this code, or for several of which this is one. */
  readonly onlyFailedFor?: string;
  readonly liveness: Liveness;
}

const BOOLEAN: ParameterType = { kind: 'BOOLEAN' };
const integer = (min: number, max: number, optional = false): ParameterType => ({
  kind: 'INTEGER',
  min,
  max,
  optional,
});
const oneOf = (...values: string[]): ParameterType => ({ kind: 'ENUM', values });
const setOf = (...values: string[]): ParameterType => ({ kind: 'SET', values });
const LIMIT = integer(1, Number.MAX_SAFE_INTEGER, true);

const CREATION: readonly TaskStatus[] = ['NOT_STARTED'];
const OPEN: readonly TaskStatus[] = ['NOT_STARTED', 'STOPPED', 'FAILED', 'RUNNING'];
const BEFORE_COMPLETED: readonly TaskStatus[] = [
  'NOT_STARTED',
  'RUNNING',
  'MODIFYING',
  'INTEGRATING',
  'STOPPED',
  'FAILED',
];

type Rest = Partial<Pick<ParameterDefinition, 'unit' | 'untilPhaseEnds' | 'onlyFailedFor'>> &
  Pick<ParameterDefinition, 'states' | 'liveness'>;
const define = (
  name: string,
  phase: MigrationPhase | null,
  type: ParameterType,
  value: ParameterValue,
  description: string,
  rest: Rest,
): ParameterDefinition => ({
  name,
  phase,
  type,
  default: value,
  description,
  unit: null,
  untilPhaseEnds: false,
  ...rest,
});

const FULL = { states: OPEN, untilPhaseEnds: true, liveness: 'LIVE' } as const;
const APPLY = { states: OPEN, liveness: 'LIVE' } as const;
const LIMITS = { states: BEFORE_COMPLETED, liveness: 'LIVE' } as const;
const VERIFY = { states: OPEN, liveness: 'LIVE' } as const;
const NEXT = { states: OPEN, liveness: 'NEXT_RUN' } as const;
const FIXED = { states: CREATION, liveness: 'NEVER' } as const;

const FORWARD: readonly ParameterDefinition[] = [
  define(
    'logLevel',
    null,
    oneOf('DEBUG', 'INFO', 'WARN', 'ERROR'),
    'INFO',
    'Least level of the component logs that is kept.',
    LIMITS,
  ),
  define(
    'sourceReplicaLagSeconds',
    null,
    integer(1, 86_400, true),
    null,
    'Protection of the source: the copy and the verification begin no further piece while one of its physical standbys is further behind; null is off.',
    { ...LIMITS, unit: 's' },
  ),
  define(
    'sourceOldestTransactionSeconds',
    null,
    integer(1, 86_400, true),
    null,
    'Protection of the source: the copy and the verification begin no further piece while a transaction of others is open for longer; null is off.',
    { ...LIMITS, unit: 's' },
  ),
  define('schemaAutomaticAdvance', 'SCHEMA_MIGRATION', BOOLEAN, true, 'Goes on to the next phase by itself.', FULL),
  define(
    'schemaIndexes',
    'SCHEMA_MIGRATION',
    oneOf('AFTER_COPY', 'WITH_TABLES', 'NONE'),
    'AFTER_COPY',
    'When secondary indexes are made.',
    FIXED,
  ),
  define(
    'fullConcurrency',
    'FULL_MIGRATION',
    oneOf('STABLE', 'NORMAL', 'FAST', 'CUSTOM'),
    'NORMAL',
    'Lanes of the copy: STABLE 2, NORMAL 4, FAST 8, CUSTOM as given in fullLanes.',
    FULL,
  ),
  define(
    'fullLanes',
    'FULL_MIGRATION',
    integer(1, 64),
    4,
    'Lanes with CUSTOM concurrency. A lane is one reader at the source and one writer at the target: rows are handed on as they come, so there are as many readers as writers.',
    { ...FULL, unit: 'lanes' },
  ),
  define(
    'fullTargetNotEmpty',
    'FULL_MIGRATION',
    oneOf('STOP', 'IGNORE'),
    'STOP',
    'What to do when a target table has rows: stop, or let the existing row win.',
    { states: ['NOT_STARTED', 'FAILED'], onlyFailedFor: 'TARGET_NOT_EMPTY', liveness: 'NEVER' },
  ),
  define('fullRowsPerSecond', 'FULL_MIGRATION', LIMIT, null, 'Limit of rows read; null is off.', {
    ...FULL,
    unit: 'rows/s',
  }),
  define('fullBytesPerSecond', 'FULL_MIGRATION', LIMIT, null, 'Limit of bytes read; null is off.', {
    ...FULL,
    unit: 'bytes/s',
  }),
  define(
    'incrementalReplicaIdentityFull',
    'INCREMENTAL_SYNCHRONIZATION',
    BOOLEAN,
    true,
    'Consent to set REPLICA IDENTITY FULL, until release, on source tables that have none; without it only their inserts are carried.',
    FIXED,
  ),
  define('incrementalLanes', 'INCREMENTAL_SYNCHRONIZATION', integer(1, 64), 4, 'Parallel apply lanes.', {
    states: OPEN,
    liveness: 'AFTER_RESTART',
    unit: 'lanes',
  }),
  define(
    'incrementalBatchRows',
    'INCREMENTAL_SYNCHRONIZATION',
    integer(1, 1_000_000),
    20_000,
    'Rows merged into one target transaction at most (a source transaction is never torn).',
    { ...APPLY, unit: 'rows' },
  ),
  define(
    'incrementalBatchBytes',
    'INCREMENTAL_SYNCHRONIZATION',
    integer(65_536, 1_073_741_824),
    16_777_216,
    'Bytes merged into one target transaction at most.',
    { ...APPLY, unit: 'bytes' },
  ),
  define(
    'incrementalBatchDelayMs',
    'INCREMENTAL_SYNCHRONIZATION',
    integer(0, 60_000),
    100,
    'How long a batch waits to fill.',
    { ...APPLY, unit: 'ms' },
  ),
  define(
    'incrementalDmlKinds',
    'INCREMENTAL_SYNCHRONIZATION',
    setOf('INSERT', 'UPDATE', 'DELETE', 'TRUNCATE'),
    ['INSERT', 'UPDATE', 'DELETE', 'TRUNCATE'],
    'Kinds of row changes that are applied; others are counted at the source only. Full verification needs all of them.',
    FIXED,
  ),
  define(
    'incrementalDdlKinds',
    'INCREMENTAL_SYNCHRONIZATION',
    setOf('ALTER_TABLE', 'CREATE_INDEX', 'DROP_INDEX', 'COMMENT'),
    [],
    'Kinds of DDL of migrated tables that are applied on the target in their place in the stream. One that fails stops the stream until it is mended or skipped; others are listed only.',
    FIXED,
  ),
  define(
    'incrementalStatistics',
    'INCREMENTAL_SYNCHRONIZATION',
    BOOLEAN,
    false,
    'Counts the inserts, updates and deletes of each table, at the source and at the target, of what is replayed after it is turned on; turned on again it counts from zero. DDL is listed in any case.',
    { states: ['NOT_STARTED', 'STOPPED', 'FAILED'], liveness: 'NEXT_RUN' },
  ),
  define(
    'incrementalRowsPerSecond',
    'INCREMENTAL_SYNCHRONIZATION',
    LIMIT,
    null,
    'Limit of rows applied; null is off.',
    { ...LIMITS, unit: 'rows/s' },
  ),
  define(
    'incrementalBytesPerSecond',
    'INCREMENTAL_SYNCHRONIZATION',
    LIMIT,
    null,
    'Limit of bytes applied; null is off.',
    { ...LIMITS, unit: 'bytes/s' },
  ),
  define(
    'incrementalLogRetentionDays',
    'INCREMENTAL_SYNCHRONIZATION',
    integer(1, 365),
    7,
    'How long applied changes stay in the log.',
    { ...LIMITS, unit: 'days' },
  ),
  define(
    'incrementalLogRetentionBytes',
    'INCREMENTAL_SYNCHRONIZATION',
    integer(67_108_864, Number.MAX_SAFE_INTEGER),
    21_474_836_480,
    'Bytes that the log may hold; unapplied ones are never dropped.',
    { ...LIMITS, unit: 'bytes' },
  ),
  define(
    'incrementalAcknowledge',
    'INCREMENTAL_SYNCHRONIZATION',
    oneOf('AUTOMATIC', 'LOG_DURABLE', 'TARGET_APPLIED'),
    'AUTOMATIC',
    'When the source may forget a change: once it is in the change log (LOG_DURABLE), or once the target has it (TARGET_APPLIED: the log may then be lost). AUTOMATIC is LOG_DURABLE, and TARGET_APPLIED from the moment on at which workers of more than one machine are known.',
    LIMITS,
  ),
  define(
    'incrementalStartPosition',
    'INCREMENTAL_SYNCHRONIZATION',
    { kind: 'TEXT', optional: true, accepts: (text) => readStart(text) !== undefined, form: START_FORM },
    null,
    'Where the stream begins; only without full migration, where it is needed: both sides must be equal at that position. now, or slot=NAME publication=NAME [position=X/Y]: a slot of the source with the plugin pgoutput, of which the task streams a copy, and a publication of all tables that was made before it; position not before the one that the slot has confirmed, which is the default.',
    FIXED,
  ),
  define(
    'verificationConcurrency',
    'FULL_VERIFICATION',
    oneOf('STABLE', 'NORMAL', 'FAST', 'CUSTOM'),
    'NORMAL',
    'Readers a side: STABLE 2, NORMAL 4, FAST 8, CUSTOM as given.',
    VERIFY,
  ),
  define('verificationReaders', 'FULL_VERIFICATION', integer(1, 64), 4, 'Readers a side with CUSTOM concurrency.', {
    ...VERIFY,
    unit: 'lanes',
  }),
  define('verificationChunkRows', 'FULL_VERIFICATION', integer(1_000, 1_000_000), 50_000, 'Rows of one digest.', {
    ...NEXT,
    unit: 'rows',
  }),
  define(
    'verificationRecheckRounds',
    'FULL_VERIFICATION',
    integer(1, 1_000),
    20,
    'Rounds in which a suspected row is judged again.',
    NEXT,
  ),
  define(
    'verificationDifferencesKept',
    'FULL_VERIFICATION',
    integer(1, 1_000_000),
    10_000,
    'Differences kept per table.',
    { ...NEXT, unit: 'rows' },
  ),
];

/** Where the way back begins is given by its switchover. */
const ONLY_FORWARD = new Set(['incrementalStartPosition']);

const TURNED: readonly { readonly definition: ParameterDefinition; readonly forward: string }[] = FORWARD.filter(
  ({ name, phase }) => phase === 'INCREMENTAL_SYNCHRONIZATION' && !ONLY_FORWARD.has(name),
).map((definition) => ({
  forward: definition.name,
  definition: {
    ...definition,
    name: definition.name.replace(/^incremental/v, 'reverse'),
    phase: 'REVERSE_INCREMENTAL',
    description: `On the way back, where the target gives and the source takes: ${definition.description}`,
  },
}));

/** The way back has values of its own for what the incremental synchronization has. */
export const PARAMETERS: readonly ParameterDefinition[] = [...FORWARD, ...TURNED.map(({ definition }) => definition)];

/** The values of a stream other than the task's first one: on the way back those of the reverse parameters. */
export function parametersOfLeg(
  values: ParameterValues,
  { toSource }: { readonly toSource: boolean },
): ParameterValues {
  if (!toSource) return values;
  const turned = TURNED.map(({ definition, forward }) => [forward, values[definition.name] ?? definition.default]);
  return { ...values, ...(Object.fromEntries(turned) as ParameterValues) };
}

const BY_NAME = new Map(PARAMETERS.map((definition) => [definition.name, definition]));

/** Defaults of all parameters overlaid with `values`, validated (BAD_INPUT for an unknown name, PARAMETER_OUT_OF_RANGE). */
export function completeParameters(values: ParameterValues): ParameterValues {
  for (const [name, value] of Object.entries(values)) validateParameter(name, value);
  return { ...Object.fromEntries(PARAMETERS.map((definition) => [definition.name, definition.default])), ...values };
}

/** What decides whether a parameter may be changed now. */
export interface ParameterSituation {
  readonly status: TaskStatus;
  /** Codes of what a FAILED task failed for (codesOf). */
  readonly failedFor: readonly string[];
  readonly phaseStatus: (phase: MigrationPhase) => SubtaskStatus | null;
}

/** Whether `definition` may be changed in the situation. */
export function isChangeable(definition: ParameterDefinition, situation: ParameterSituation): boolean {
  if (!definition.states.includes(situation.status)) return false;
  if (
    situation.status === 'FAILED' &&
    definition.onlyFailedFor &&
    !situation.failedFor.includes(definition.onlyFailedFor)
  )
    return false;
  const ended = definition.phase && definition.untilPhaseEnds ? situation.phaseStatus(definition.phase) : null;
  return ended !== 'COMPLETED' && ended !== 'SKIPPED';
}

/** The changes that `values` make to `current`; throws for the first that is invalid or not changeable. */
export function planParameterChange(
  current: ParameterValues,
  values: ParameterValues,
  situation: ParameterSituation,
): ValueChange[] {
  const changes: ValueChange[] = [];
  for (const [name, value] of Object.entries(values)) {
    const definition = validateParameter(name, value);
    const before = current[name] ?? definition.default;
    if (JSON.stringify(before) === JSON.stringify(value)) continue;
    if (!isChangeable(definition, situation))
      throw new GodwitError('PARAMETER_NOT_CHANGEABLE', { parameter: name, state: situation.status });
    changes.push({ name, before, after: value });
  }
  return changes;
}

export function validateParameter(name: string, value: ParameterValue): ParameterDefinition {
  const definition = BY_NAME.get(name);
  if (!definition) throw new GodwitError('BAD_INPUT', { detail: `There is no parameter ${name}.` });
  const range = rangeProblem(definition.type, value);
  if (range !== null) throw new GodwitError('PARAMETER_OUT_OF_RANGE', { parameter: name, range });
  return definition;
}

/** The range in words when `value` is outside it. */
function rangeProblem(type: ParameterType, value: ParameterValue): string | null {
  switch (type.kind) {
    case 'BOOLEAN':
      return typeof value === 'boolean' ? null : 'true or false';
    case 'ENUM':
      return typeof value === 'string' && type.values.includes(value) ? null : `one of ${type.values.join(', ')}`;
    case 'SET':
      return Array.isArray(value) &&
        value.every((item) => type.values.includes(item)) &&
        new Set(value).size === value.length
        ? null
        : `a set of ${type.values.join(', ')}`;
    case 'INTEGER':
      if (value === null && type.optional) return null;
      return typeof value === 'number' && Number.isInteger(value) && value >= type.min && value <= type.max
        ? null
        : `${type.optional ? 'null or ' : ''}an integer from ${type.min} to ${type.max}`;
    case 'TEXT':
      return value === null || (typeof value === 'string' && type.accepts(value)) ? null : `null, ${type.form}`;
  }
}
