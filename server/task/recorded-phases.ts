/** PhaseService over the task records: each operation becomes a recorded command that the workflow carries out. */
import { must } from '../core/assert.ts';
import type { Command } from '../core/actor.ts';
import { GodwitError } from '../core/errors.ts';
import { legId } from '../core/ids.ts';
import type { AuditedAction } from '../events/recording.ts';
import { requireTask } from './task-changes.ts';
import type { TaskCommand } from './task-commands.ts';
import type { TaskRecords, TaskUnit, Verifiable } from './task-records.ts';
import type { PhaseService, VerificationRequest } from './task-service.ts';
import type { Subtask, SubtaskKind, TaskStatus } from './task-types.ts';

export const OPEN: readonly TaskStatus[] = ['RUNNING', 'STOPPED', 'FAILED'];
/** A completed task can be verified and corrected again; it stays COMPLETED. */
export const VERIFIABLE: readonly TaskStatus[] = ['RUNNING', 'COMPLETED'];
const WITH_COMPLETED: readonly TaskStatus[] = [...OPEN, 'COMPLETED'];

/** The mutation that a command comes from. */
const MUTATIONS = {
  PRECHECK_RUN: 'precheckRun',
  SCHEMA_OBJECT_MODIFY: 'schemaObjectModifyAndRetry',
  SCHEMA_OBJECTS_RETRY: 'schemaObjectsRetry',
  SCHEMA_OBJECTS_SKIP: 'schemaObjectsSkip',
  SCHEMA_OBJECTS_REMOVE: 'schemaObjectsRemove',
  ADVANCE: 'subtaskAdvance',
  SKIP: 'verificationSkip',
  VERIFICATION_START: 'verificationStart',
  VERIFICATION_CORRECT: 'correctionApply',
  DDL_SKIP: 'ddlSkip',
} as const satisfies Partial<Record<TaskCommand['kind'], AuditedAction>>;

type PhaseCommand = Extract<TaskCommand, { readonly kind: keyof typeof MUTATIONS }>;

interface Operation {
  readonly kind: SubtaskKind;
  readonly action: AuditedAction;
  readonly command: Command;
  readonly states: readonly TaskStatus[];
  /** What was asked for, as the audit trail keeps it. */
  readonly told: Readonly<Record<string, unknown>>;
}

interface Asking {
  readonly states?: readonly TaskStatus[];
  /** Refuses what can be refused at once. */
  readonly check?: (subtask: Subtask, unit: TaskUnit, of: string) => Promise<void> | void;
}

export interface PhaseDeps {
  readonly records: TaskRecords;
  /** Asks the source whether each filter (by table id) can be used; throws FILTER_INVALID, or why it does not answer. */
  readonly checkRowFilters: (taskId: string, rowFilters: ReadonlyMap<string, string>) => Promise<void>;
}

export class RecordedPhases implements PhaseService {
  readonly #records: TaskRecords;
  readonly #checkRowFilters: PhaseDeps['checkRowFilters'];

  constructor({ records, checkRowFilters }: PhaseDeps) {
    this.#records = records;
    this.#checkRowFilters = checkRowFilters;
  }

  precheckRun(taskId: string, items: readonly string[] | null, command: Command): Promise<Subtask> {
    return this.#ask(taskId, 'PRECHECK', { kind: 'PRECHECK_RUN', items }, command);
  }

  precheckSkip(taskId: string, items: readonly string[], reason: string, command: Command): Promise<Subtask> {
    const told = { items, reason };
    const operation = { kind: 'PRECHECK', action: 'precheckItemsSkip', command, states: OPEN, told } as const;
    return this.#within(taskId, operation, async (unit) => {
      const left = await unit.skipPrecheckItems(taskId, items, { name: command.actor.name, reason });
      if (left.length > 0)
        throw new GodwitError('ACTION_NOT_ALLOWED', {
          action: 'precheckItemsSkip',
          state: 'FAILED',
          detail: `these items cannot be skipped: ${left.join(', ')}.`,
        });
      unit.event({ type: 'PRECHECK_CHANGED', taskId, subjectId: taskId, facts: { skipped: items.length } });
    });
  }

  schemaObjectModify(
    taskId: string,
    change: { readonly objectId: string; readonly convertedDdl: string; readonly expectedRevision: number },
    command: Command,
  ): Promise<Subtask> {
    return this.#ask(taskId, 'SCHEMA_MIGRATION', { kind: 'SCHEMA_OBJECT_MODIFY', ...change }, command, {
      check: async (_subtask, unit) => {
        const revision = await unit.schemaObjectRevision(taskId, change.objectId);
        if (revision === null) throw new GodwitError('NOT_FOUND', { what: 'schema object', id: change.objectId });
        if (revision !== change.expectedRevision)
          throw new GodwitError('CONFLICT', { expected: change.expectedRevision, actual: revision });
      },
    });
  }

  schemaObjectsRetry(taskId: string, objectIds: readonly string[] | null, command: Command): Promise<Subtask> {
    return this.#ask(taskId, 'SCHEMA_MIGRATION', { kind: 'SCHEMA_OBJECTS_RETRY', objectIds }, command);
  }

  schemaObjectsSkip(taskId: string, objectIds: readonly string[], command: Command): Promise<Subtask> {
    return this.#ask(taskId, 'SCHEMA_MIGRATION', { kind: 'SCHEMA_OBJECTS_SKIP', objectIds }, command);
  }

  schemaObjectsRemove(taskId: string, objectIds: readonly string[], command: Command): Promise<Subtask> {
    return this.#ask(taskId, 'SCHEMA_MIGRATION', { kind: 'SCHEMA_OBJECTS_REMOVE', objectIds }, command);
  }

  advance(taskId: string, kind: SubtaskKind, command: Command): Promise<Subtask> {
    return this.#ask(taskId, kind, { kind: 'ADVANCE', subtask: kind }, command);
  }

  skip(taskId: string, kind: SubtaskKind, reason: string | null, command: Command): Promise<Subtask> {
    return this.#ask(taskId, kind, { kind: 'SKIP', subtask: kind, reason }, command, {
      states: WITH_COMPLETED,
      check: (subtask) => {
        if (kind !== 'FULL_VERIFICATION' || (subtask.status !== 'RUNNING' && subtask.status !== 'FAILED'))
          throw new GodwitError('ACTION_NOT_ALLOWED', {
            action: 'verificationSkip',
            state: subtask.status,
            detail: 'only full verification can be skipped, while RUNNING or FAILED.',
          });
      },
    });
  }

  async verificationStart(taskId: string, run: VerificationRequest, command: Command): Promise<Subtask> {
    const rowFilters = rowFiltersOf(run);
    if (rowFilters.size > 0) await this.#checkRowFilters(taskId, rowFilters); // not while the task's records are held
    return this.#ask(taskId, 'FULL_VERIFICATION', { kind: 'VERIFICATION_START', request: run }, command, {
      states: VERIFIABLE,
      check: async (subtask, unit, of) => {
        if (subtask.status === 'NOT_STARTED' && !(run.scope === 'CUSTOM' && (await isStreaming(unit, taskId))))
          throw new GodwitError('ACTION_NOT_ALLOWED', {
            action: 'verificationStart',
            state: subtask.status,
            detail:
              'it starts by itself once full and incremental have caught up; before that, chosen tables (scope CUSTOM) can be verified as soon as incremental synchronization runs.',
          });
        requireScope(run, await unit.verifiable(of));
      },
    });
  }

  verificationCorrect(
    taskId: string,
    run: { readonly runId: string; readonly differenceIds: readonly string[] | null },
    command: Command,
  ): Promise<Subtask> {
    return this.#ask(taskId, 'FULL_VERIFICATION', { kind: 'VERIFICATION_CORRECT', ...run }, command, {
      states: WITH_COMPLETED,
      check: async (subtask, unit, of) => {
        const open = await unit.correctable(of, run.runId, run.differenceIds);
        if (open === null) throw new GodwitError('NOT_FOUND', { what: 'verification run', id: run.runId });
        if (open === 0)
          throw new GodwitError('ACTION_NOT_ALLOWED', {
            action: 'correctionApply',
            state: subtask.status,
            detail: 'the run has no open difference of those asked for.',
          });
      },
    });
  }

  ddlSkip(taskId: string, ddlId: string, command: Command): Promise<Subtask> {
    return this.#ask(taskId, 'INCREMENTAL_SYNCHRONIZATION', { kind: 'DDL_SKIP', ddlId }, command, {
      check: async (subtask, unit) => {
        const status = await unit.ddlStatus(taskId, ddlId);
        if (status === null) throw new GodwitError('NOT_FOUND', { what: 'DDL statement', id: ddlId });
        if (status !== 'FAILED')
          throw new GodwitError('ACTION_NOT_ALLOWED', {
            action: 'ddlSkip',
            state: subtask.status,
            detail: `the stream does not stand at this statement: it is ${status}.`,
          });
      },
    });
  }

  #ask(
    taskId: string,
    kind: SubtaskKind,
    recorded: PhaseCommand,
    command: Command,
    { states = OPEN, check }: Asking = {},
  ): Promise<Subtask> {
    const { kind: asked, ...told } = recorded;
    return this.#within(
      taskId,
      { kind, action: MUTATIONS[asked], command, states, told },
      async (unit, subtask, of) => {
        await check?.(subtask, unit, of);
        await unit.addCommand(of, recorded, command.actor.name);
      },
    );
  }

  #within(
    taskId: string,
    { kind, action, command, states, told }: Operation,
    work: (unit: TaskUnit, subtask: Subtask, of: string) => Promise<void>,
  ): Promise<Subtask> {
    return this.#records.unit(async (unit) => {
      const task = await requireTask(unit, taskId);
      if (!states.includes(task.status))
        throw new GodwitError('ACTION_NOT_ALLOWED', {
          action,
          state: task.status,
          detail: `it is possible in ${states.join(', ')}.`,
        });
      if (kind === 'FULL_VERIFICATION' && task.switching) throw new GodwitError('SWITCHOVER_OPEN', { action });
      // what is verified is the stream that carries the changes now
      const of =
        kind === 'FULL_VERIFICATION' && task.liveLeg !== null ? legId({ taskId, number: task.liveLeg }) : taskId;
      const subtask = (await unit.subtasks(of)).find((candidate) => candidate.kind === kind);
      if (!subtask) throw new GodwitError('NOT_FOUND', { what: 'subtask', id: kind });
      await work(unit, subtask, of);
      unit.audit({
        command,
        action,
        subject: 'task',
        subjectId: taskId,
        before: { subtask: kind, status: subtask.status },
        after: { ...told, subtask: kind },
      });
      unit.wake();
      return must(
        (await unit.subtasks(taskId)).find((candidate) => candidate.kind === kind),
        'the subtask',
      );
    });
  }
}

/** Of a run over chosen rows, by table id. */
export const rowFiltersOf = ({ tables = [] }: VerificationRequest): ReadonlyMap<string, string> =>
  new Map(tables.flatMap(({ tableId, rowFilter }) => (rowFilter?.trim() ? [[tableId, rowFilter]] : [])));

async function isStreaming(unit: TaskUnit, taskId: string): Promise<boolean> {
  const subtasks = await unit.subtasks(taskId);
  return subtasks.some(
    ({ kind, status }) => kind === 'INCREMENTAL_SYNCHRONIZATION' && (status === 'RUNNING' || status === 'MONITORING'),
  );
}

/** A run over nothing would end at once and look like a proof. */
function requireScope({ scope, tables }: VerificationRequest, there: Verifiable): void {
  const empty = (detail: string): GodwitError => new GodwitError('VERIFICATION_EMPTY', { detail, path: 'scope' });
  if (scope !== 'CUSTOM' && tables !== undefined)
    throw new GodwitError('BAD_INPUT', { detail: 'Tables are given only with the scope CUSTOM.', path: 'tables' });
  if (there.tables.length === 0) throw empty('the task has no table yet.');
  switch (scope) {
    case 'ALL':
      return;
    case 'ABNORMAL_TABLES':
      if (there.abnormal.length === 0) throw empty('every table that was verified is consistent.');
      return;
    case 'INCONSISTENT_ROWS':
      if (there.differing === 0) throw empty('no row that differs is recorded and open.');
      return;
    case 'CHANGED_ROWS':
      if (!there.covered) throw empty('no run over all tables was completed, so there is nothing that changed since.');
      return;
    case 'CUSTOM': {
      if (tables === undefined || tables.length === 0) throw empty('no table is named.');
      if (new Set(tables.map(({ tableId }) => tableId)).size < tables.length)
        throw new GodwitError('BAD_INPUT', { detail: 'A table is named twice.', path: 'tables' });
      const unknown = tables.find(({ tableId }) => !there.tables.includes(tableId));
      if (unknown !== undefined)
        throw new GodwitError('NOT_FOUND', { what: 'table of the task', id: unknown.tableId, path: 'tables' });
    }
  }
}
