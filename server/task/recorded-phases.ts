/** PhaseService over the task records: each operation becomes a recorded command that the workflow carries out. */
import { must } from '../core/assert.ts';
import type { Command } from '../core/actor.ts';
import { GodwitError } from '../core/errors.ts';
import { requireTask } from './task-changes.ts';
import type { TaskCommand } from './task-commands.ts';
import type { TaskRecords, TaskUnit } from './task-records.ts';
import type { PhaseService, VerificationRequest } from './task-service.ts';
import type { Subtask, SubtaskKind, TaskStatus } from './task-types.ts';

const OPEN: readonly TaskStatus[] = ['RUNNING', 'STOPPED', 'FAILED'];

export class RecordedPhases implements PhaseService {
  readonly #records: TaskRecords;

  constructor(records: TaskRecords) {
    this.#records = records;
  }

  precheckRun(taskId: string, items: readonly string[] | null, command: Command): Promise<Subtask> {
    return this.#ask(taskId, 'PRECHECK', { kind: 'PRECHECK_RUN', items }, command);
  }

  precheckSkip(taskId: string, items: readonly string[], reason: string, command: Command): Promise<Subtask> {
    return this.#within(taskId, 'PRECHECK', 'precheckSkip', command, async (unit) => {
      const left = await unit.skipPrecheckItems(taskId, items, { name: command.actor.name, reason });
      if (left.length > 0)
        throw new GodwitError('ACTION_NOT_ALLOWED', {
          action: 'PRECHECK_SKIP',
          state: 'FAILED',
          detail: `these items cannot be skipped: ${left.join(', ')}.`,
        });
      unit.event({ type: 'PRECHECK_CHANGED', taskId, subjectId: taskId, facts: { skipped: items.length } });
    });
  }

  schemaObjectModify(
    taskId: string,
    change: { readonly objectId: string; readonly convertedDdl: string },
    command: Command,
  ): Promise<Subtask> {
    return this.#ask(taskId, 'SCHEMA_MIGRATION', { kind: 'SCHEMA_OBJECT_MODIFY', ...change }, command);
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
    return this.#ask(taskId, kind, { kind: 'SKIP', subtask: kind, reason }, command, (subtask) => {
      if (kind !== 'FULL_VERIFICATION' || (subtask.status !== 'RUNNING' && subtask.status !== 'FAILED'))
        throw new GodwitError('ACTION_NOT_ALLOWED', {
          action: 'SKIP',
          state: subtask.status,
          detail: 'only full verification can be skipped, while RUNNING or FAILED.',
        });
    });
  }

  verificationStart(taskId: string, run: VerificationRequest, command: Command): Promise<Subtask> {
    return this.#ask(taskId, 'FULL_VERIFICATION', { kind: 'VERIFICATION_START', request: run }, command);
  }

  verificationCorrect(
    taskId: string,
    run: { readonly runId: string; readonly differenceIds: readonly string[] | null },
    command: Command,
  ): Promise<Subtask> {
    return this.#ask(taskId, 'FULL_VERIFICATION', { kind: 'VERIFICATION_CORRECT', ...run }, command);
  }

  ddlSkip(taskId: string, ddlId: string, command: Command): Promise<Subtask> {
    // refused here, where the caller hears it, until DDL in the stream is applied
    return this.#ask(taskId, 'INCREMENTAL_SYNCHRONIZATION', { kind: 'DDL_SKIP', ddlId }, command, (subtask) => {
      throw new GodwitError('ACTION_NOT_ALLOWED', {
        action: 'DDL_SKIP',
        state: subtask.status,
        detail: 'the stream never stands at a DDL statement, because none is applied.',
      });
    });
  }

  #ask(
    taskId: string,
    kind: SubtaskKind,
    recorded: TaskCommand,
    command: Command,
    check: (subtask: Subtask) => void = () => {},
  ): Promise<Subtask> {
    return this.#within(taskId, kind, recorded.kind, command, async (unit, subtask) => {
      check(subtask);
      await unit.addCommand(taskId, recorded, command.actor.name);
    });
  }

  #within(
    taskId: string,
    kind: SubtaskKind,
    action: string,
    command: Command,
    work: (unit: TaskUnit, subtask: Subtask) => Promise<void>,
  ): Promise<Subtask> {
    return this.#records.unit(async (unit) => {
      const task = await requireTask(unit, taskId);
      if (!OPEN.includes(task.status))
        throw new GodwitError('ACTION_NOT_ALLOWED', {
          action,
          state: task.status,
          detail: `it is possible in ${OPEN.join(', ')}.`,
        });
      const subtask = (await unit.subtasks(taskId)).find((candidate) => candidate.kind === kind);
      if (!subtask) throw new GodwitError('NOT_FOUND', { what: 'subtask', id: kind });
      await work(unit, subtask);
      unit.audit({ command, action, subject: 'task', subjectId: taskId, before: null, after: { subtask: kind } });
      unit.wake();
      return must(
        (await unit.subtasks(taskId)).find((candidate) => candidate.kind === kind),
        'the subtask',
      );
    });
  }
}
