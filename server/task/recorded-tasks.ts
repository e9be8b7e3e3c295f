/**
 * TaskService over the task records: validates, asks the one table, changes the row, and records events, audit and wake-up in
 * the same unit. The database of a task is never contacted here.
 */
import { must } from '../core/assert.ts';
import type { Command } from '../core/actor.ts';
import type { AlertLevel } from '../core/alert-level.ts';
import { codesOf, GodwitError, reasonOf } from '../core/errors.ts';
import { goesBack, type NewId } from '../core/ids.ts';
import type { Page, PageRequest } from '../core/page.ts';
import type { EndpointService } from '../endpoint/endpoint-service.ts';
import type { EventType } from '../events/event-bus.ts';
import type { AuditedAction } from '../events/recording.ts';
import { allowedActions, requireAllowed } from './allowed-actions.ts';
import { FACT } from './facts.ts';
import { completeParameters, parametersOfLeg, planParameterChange } from './parameters.ts';
import { subtaskKinds, validPhases } from './task-plan.ts';
import { requireTask, saveTransition } from './task-changes.ts';
import { checkAlertLevel, checkName, checkRepeat, checkTags, nameWith } from './task-input.ts';
import type { TaskRecord, TaskRecords, TaskUnit } from './task-records.ts';
import type {
  BatchAction,
  BatchResult,
  CloneInput,
  ExpectedLabels,
  ReleaseOptions,
  OverviewPart,
  TaskFilter,
  TaskFilterChoices,
  TaskInput,
  TaskOrder,
  TaskOverview,
  TaskService,
} from './task-service.ts';
import type {
  AllowedAction,
  CommandAction,
  ParameterChange,
  ParameterValues,
  Subtask,
  Task,
  TaskAction,
  TaskStatus,
} from './task-types.ts';

export interface RecordedTasksDeps {
  readonly records: TaskRecords;
  readonly endpoints: Pick<EndpointService, 'endpoint'>;
  /** Refuses rules that cannot be (FILTER_INVALID, BAD_INPUT); the selection's own check. */
  readonly checkRules: (rules: TaskRecord['selection']) => void;
  readonly newId: NewId;
}

export const BATCH_LIMIT = 1_000;

/** The mutation of each command. */
const REQUESTS = {
  START: 'taskStart',
  STOP: 'taskStop',
  RESUME: 'taskResume',
  RELEASE: 'taskRelease',
} as const satisfies Record<CommandAction, AuditedAction>;

export class RecordedTasks implements TaskService {
  readonly #deps: RecordedTasksDeps;

  constructor(deps: RecordedTasksDeps) {
    this.#deps = deps;
  }

  task(id: string): Promise<Task | null> {
    return this.#deps.records.task(id);
  }

  overview(id: string, parts: readonly OverviewPart[]): Promise<TaskOverview | null> {
    return this.#deps.records.overview(id, parts);
  }

  tasksByIds(ids: readonly string[]): Promise<readonly (Task | null)[]> {
    return this.#deps.records.tasksByIds(ids);
  }

  tasks(
    filter: TaskFilter,
    page: PageRequest,
    order: TaskOrder = { field: 'CREATED_AT', direction: 'DESC' },
  ): Promise<Page<Task>> {
    return this.#deps.records.tasks(filter, page, order);
  }

  taskFilterChoices(): Promise<TaskFilterChoices> {
    return this.#deps.records.taskFilterChoices();
  }

  taskCounts(filter: TaskFilter): Promise<Readonly<Record<TaskStatus, number>>> {
    return this.#deps.records.taskCounts(filter);
  }

  allowedActions(task: Task, actions: readonly TaskAction[] | null): readonly AllowedAction[] {
    return allowedActions(task, actions);
  }

  subtasks(taskIds: readonly string[]): Promise<readonly Subtask[]> {
    return this.#deps.records.subtasks(taskIds);
  }

  subtask(id: string): Promise<Subtask | null> {
    return this.#deps.records.subtask(id);
  }

  parameterHistory(taskId: string, page: PageRequest): Promise<Page<ParameterChange>> {
    return this.#deps.records.parameterHistory(taskId, page);
  }

  async create(input: TaskInput, command: Command): Promise<Task> {
    const parameters = completeParameters(input.parameters ?? {});
    const phases = validPhases(input.phases, parameters);
    const name = checkName(input.name);
    const tags = checkTags(input.tags ?? []);
    this.#deps.checkRules(input.selection);
    await this.#requireDifferentEndpoints(input);
    const now = new Date();
    const record: TaskRecord = {
      id: this.#deps.newId('t'),
      name,
      status: 'NOT_STARTED',
      reason: null,
      phases,
      sourceEndpointId: input.sourceEndpointId,
      targetEndpointId: input.targetEndpointId,
      alertLevel: checkAlertLevel(input.alertLevel ?? 'LOW'),
      alertRepeatMinutes: checkRepeat(input.alertRepeatMinutes ?? 3),
      tags,
      parameters,
      parametersRevision: 1,
      selection: input.selection,
      selectionRevision: 1,
      labelsRevision: 1,
      switching: false,
      liveSide: 'SOURCE',
      liveLeg: null,
      parentId: null,
      pendingAction: null,
      waitingFor: null,
      revision: 1,
      createdBy: command.actor.name,
      createdAt: now,
      startedAt: null,
      completedAt: null,
      updatedAt: now,
    };
    return this.#deps.records.unit((unit) => this.#insert(unit, record, { command, action: 'taskCreate' }));
  }

  start(taskId: string, command: Command): Promise<Task> {
    return this.#request(taskId, 'START', command);
  }

  stop(taskId: string, command: Command): Promise<Task> {
    return this.#request(taskId, 'STOP', command);
  }

  resume(taskId: string, command: Command): Promise<Task> {
    return this.#request(taskId, 'RESUME', command);
  }

  release(taskId: string, command: Command & ReleaseOptions): Promise<Task> {
    const { fence = null } = command;
    return this.#request(taskId, 'RELEASE', command, async (unit) => {
      if (fence === null && (await fenceStands(unit, taskId)))
        throw new GodwitError('FENCE_STANDS', { where: 'which release would leave or lift', path: 'fence' });
      if (fence === 'KEEP')
        await unit.setFact(taskId, FACT.keptFence, { by: command.actor.name, at: new Date().toISOString() }); // prettier-ignore
      else await unit.deleteFact(taskId, FACT.keptFence);
    });
  }

  delete(taskId: string, confirmName: string, command: Command): Promise<string> {
    return this.#deps.records.unit(async (unit) => {
      const task = await requireTask(unit, taskId);
      requireAllowed(task, 'DELETE');
      if (task.name !== confirmName) throw new GodwitError('CONFIRMATION_MISMATCH');
      await unit.deleteTask(taskId);
      unit.event({ type: 'TASK_DELETED', taskId, subjectId: taskId, facts: { name: task.name } });
      unit.audit({ command, action: 'taskDelete', subject: 'task', subjectId: taskId, before: task, after: null });
      return taskId;
    });
  }

  rename(taskId: string, change: { readonly name: string } & ExpectedLabels, command: Command): Promise<Task> {
    const wanted = checkName(change.name);
    return this.#change(
      taskId,
      { allowed: 'RENAME', action: 'taskRename', event: 'TASK_CHANGED', command },
      async (unit, task) => {
        const labelsRevision = nextLabels(task, change);
        if (wanted !== task.name && (await unit.nameTaken(wanted)))
          throw new GodwitError('NAME_TAKEN', { name: wanted, path: 'name' });
        return unit.updateTask(taskId, { name: wanted, labelsRevision });
      },
    );
  }

  setTags(
    taskId: string,
    change: { readonly tags: readonly string[] } & ExpectedLabels,
    command: Command,
  ): Promise<Task> {
    const tags = checkTags(change.tags);
    return this.#change(
      taskId,
      { allowed: 'TAGS', action: 'taskSetTags', event: 'TASK_CHANGED', command },
      async (unit, task) => unit.updateTask(taskId, { tags, labelsRevision: nextLabels(task, change) }),
    );
  }

  setAlertLevel(
    taskId: string,
    change: { readonly alertLevel: AlertLevel; readonly alertRepeatMinutes?: number | null } & ExpectedLabels,
    command: Command,
  ): Promise<Task> {
    const alertLevel = checkAlertLevel(change.alertLevel);
    const given = change.alertRepeatMinutes ?? null;
    const repeat = given === null ? {} : { alertRepeatMinutes: checkRepeat(given) };
    return this.#change(
      taskId,
      { allowed: 'ALERT_LEVEL', action: 'taskSetAlertLevel', event: 'TASK_CHANGED', command },
      async (unit, task) =>
        unit.updateTask(taskId, { alertLevel, ...repeat, labelsRevision: nextLabels(task, change) }),
    );
  }

  modifyParameters(
    taskId: string,
    change: { readonly values: ParameterValues; readonly expectedRevision: number },
    command: Command,
  ): Promise<Task> {
    return this.#change(
      taskId,
      { allowed: 'MODIFY_PARAMETERS', action: 'taskUpdateParameters', event: 'TASK_PARAMETERS_CHANGED', command },
      async (unit, task) => {
        if (task.parametersRevision !== change.expectedRevision)
          throw new GodwitError('CONFLICT', { expected: change.expectedRevision, actual: task.parametersRevision });
        const subtasks = await unit.subtasks(taskId);
        const changes = planParameterChange(task.parameters, change.values, {
          status: task.status,
          failedFor: codesOf(task.reason),
          phaseStatus: (phase) => subtasks.find((subtask) => subtask.kind === phase)?.status ?? null,
        });
        if (changes.length === 0) return task;
        const parameters = { ...task.parameters, ...change.values };
        validPhases(task.phases, parameters);
        const revision = task.parametersRevision + 1;
        await unit.addParameterChange({
          taskId,
          revision,
          changedBy: command.actor.name,
          changedAt: new Date(),
          changes,
        });
        for (const leg of await unit.legIds(taskId))
          await unit.updateTask(leg, { parameters: parametersOfLeg(parameters, { toSource: goesBack(leg) }) });
        return unit.updateTask(taskId, { parameters, parametersRevision: revision });
      },
    );
  }

  clone(taskId: string, input: CloneInput, command: Command): Promise<Task> {
    return this.#deps.records.unit(async (unit) => {
      const original = await requireTask(unit, taskId);
      requireAllowed(original, 'CLONE');
      const now = new Date();
      const record: TaskRecord = {
        ...original,
        id: this.#deps.newId('t'),
        name: input.name ? checkName(input.name) : await freeName(unit, original.name),
        status: 'NOT_STARTED',
        reason: null,
        phases: validPhases(input.phases ?? original.phases, original.parameters),
        parametersRevision: 1,
        selectionRevision: 1,
        labelsRevision: 1,
        switching: false,
        liveSide: 'SOURCE',
        liveLeg: null,
        pendingAction: null,
        waitingFor: null,
        revision: 1,
        createdBy: command.actor.name,
        createdAt: now,
        startedAt: null,
        completedAt: null,
        updatedAt: now,
      };
      return this.#insert(unit, record, { command, action: 'taskClone' });
    });
  }

  async batch(
    action: BatchAction,
    scope: { readonly ids: readonly string[] } | { readonly filter: TaskFilter },
    command: Command & { readonly confirmNames?: readonly string[] },
  ): Promise<readonly BatchResult[]> {
    const ids =
      'ids' in scope ? [...new Set(scope.ids)] : await this.#deps.records.taskIds(scope.filter, BATCH_LIMIT + 1);
    if (ids.length > BATCH_LIMIT)
      throw new GodwitError('LIMIT_EXCEEDED', { what: 'A batch', limit: `${BATCH_LIMIT} tasks` });
    const results: BatchResult[] = [];
    for (const taskId of ids) {
      const task = await this.#deps.records.task(taskId);
      try {
        if (action === 'DELETE')
          await this.delete(taskId, command.confirmNames?.find((name) => name === task?.name) ?? '', command);
        else if (action === 'RELEASE') await this.release(taskId, command);
        else await this.#request(taskId, action, command);
        results.push({ taskId, name: task?.name ?? '', outcome: 'DONE', error: null });
      } catch (error) {
        if (!(error instanceof GodwitError)) throw error;
        results.push({ taskId, name: task?.name ?? '', outcome: 'LEFT', error: reasonOf(error) });
      }
    }
    return results;
  }

  async #insert(
    unit: TaskUnit,
    record: TaskRecord,
    by: { readonly command: Command; readonly action: AuditedAction },
  ): Promise<Task> {
    if (await unit.nameTaken(record.name)) throw new GodwitError('NAME_TAKEN', { name: record.name, path: 'name' });
    await unit.insertTask(
      record,
      subtaskKinds(record.phases).map((kind) => ({ id: this.#deps.newId('s'), kind })),
    );
    unit.event({ type: 'TASK_CREATED', taskId: record.id, subjectId: record.id, facts: { name: record.name } });
    unit.audit({ ...by, subject: 'task', subjectId: record.id, before: null, after: record });
    return must(await unit.lockTask(record.id), 'the new task');
  }

  #request(
    taskId: string,
    action: CommandAction,
    command: Command,
    ask?: (unit: TaskUnit) => Promise<void>,
  ): Promise<Task> {
    return this.#deps.records.unit(async (unit) => {
      const task = await requireTask(unit, taskId);
      requireAllowed(task, action);
      await ask?.(unit);
      const after = await saveTransition(unit, task, {
        event: { kind: 'REQUEST', action },
        by: command.actor.name,
        newId: this.#deps.newId,
      });
      unit.audit({
        command,
        action: REQUESTS[action],
        subject: 'task',
        subjectId: taskId,
        before: { status: task.status },
        after: { status: after?.status, pendingAction: action },
      });
      unit.wake();
      return after ?? task;
    });
  }

  #change(
    taskId: string,
    by: {
      readonly allowed: TaskAction;
      readonly action: AuditedAction;
      readonly event: EventType;
      readonly command: Command;
    },
    work: (unit: TaskUnit, task: TaskRecord) => Promise<TaskRecord>,
  ): Promise<Task> {
    return this.#deps.records.unit(async (unit) => {
      const before = await requireTask(unit, taskId);
      requireAllowed(before, by.allowed);
      const after = await work(unit, before);
      if (after.revision === before.revision) return before;
      unit.event({ type: by.event, taskId, subjectId: taskId, facts: { revision: after.revision } });
      unit.audit({ command: by.command, action: by.action, subject: 'task', subjectId: taskId, before, after });
      unit.wake();
      return after;
    });
  }

  async #requireDifferentEndpoints(input: TaskInput): Promise<void> {
    const [source, target] = await Promise.all([
      this.#deps.endpoints.endpoint(input.sourceEndpointId),
      this.#deps.endpoints.endpoint(input.targetEndpointId),
    ]);
    if (!source) throw new GodwitError('NOT_FOUND', { what: 'endpoint', id: input.sourceEndpointId });
    if (!target) throw new GodwitError('NOT_FOUND', { what: 'endpoint', id: input.targetEndpointId });
    if (
      source.id === target.id ||
      (source.host === target.host && source.port === target.port && source.database === target.database)
    )
      throw new GodwitError('SAME_ENDPOINT', { path: 'targetEndpointId' });
  }
}

/** The first of `name copy`, `name copy 2`... that is free, cut to fit. */
async function freeName(unit: TaskUnit, name: string): Promise<string> {
  for (let number = 1; ; number += 1) {
    const suffix = number === 1 ? ' copy' : ` copy ${number}`;
    const candidate = nameWith(name, suffix);
    if (!(await unit.nameTaken(candidate))) return candidate;
  }
}

/** CONFLICT when they are no longer what the person saw. */
function nextLabels({ labelsRevision }: TaskRecord, { expectedRevision = null }: ExpectedLabels): number {
  if (expectedRevision !== null && expectedRevision !== labelsRevision)
    throw new GodwitError('CONFLICT', { expected: expectedRevision, actual: labelsRevision });
  return labelsRevision + 1;
}

/** Whether a table of either side refuses writes because of a switchover, as far as is recorded. */
async function fenceStands(unit: TaskUnit, taskId: string): Promise<boolean> {
  const open = await unit.openSwitchover(taskId);
  const protecting = open?.steps.find(({ kind }) => kind === 'PROTECT_TARGET')?.status ?? 'PENDING';
  if (protecting !== 'PENDING' && protecting !== 'UNDONE') return true;
  return unit.lastSwitchFenced(taskId);
}
