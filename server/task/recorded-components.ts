/** ComponentService over the task records and leases. */
import type { Command } from '../core/actor.ts';
import { codesOf, GodwitError } from '../core/errors.ts';
import type { Page, PageRequest } from '../core/page.ts';
import type { AuditedAction } from '../events/recording.ts';
import { planConfiguration, type ConfigurationChange } from './component-configuration.ts';
import { requireTask } from './task-changes.ts';
import type { TaskCommand } from './task-commands.ts';
import type { TaskRecord, TaskRecords, TaskUnit } from './task-records.ts';
import type { ComponentFilter, ComponentService } from './task-service.ts';
import { isBusy } from './next-step.ts';
import { OPEN, VERIFIABLE } from './recorded-phases.ts';
import type {
  Component,
  ComponentConfigurationChange,
  DesiredStatus,
  SubtaskKind,
  SubtaskStatus,
  Worker,
} from './task-types.ts';

export class RecordedComponents implements ComponentService {
  readonly #records: TaskRecords;

  constructor(records: TaskRecords) {
    this.#records = records;
  }

  components(filter: ComponentFilter, page: PageRequest): Promise<Page<Component>> {
    return this.#records.components(filter, page);
  }

  componentsOf(taskIds: readonly string[]): Promise<readonly Component[]> {
    return this.#records.componentsOf(taskIds);
  }

  component(id: string): Promise<Component | null> {
    return this.#records.component(id);
  }

  workers(page: PageRequest): Promise<Page<Worker>> {
    return this.#records.workers(page);
  }

  configurationHistory(componentId: string, page: PageRequest): Promise<Page<ComponentConfigurationChange>> {
    return this.#records.configurationHistory(componentId, page);
  }

  start(componentId: string, command: Command): Promise<Component> {
    return this.#steer(componentId, 'RUNNING', command);
  }

  stop(componentId: string, command: Command): Promise<Component> {
    return this.#steer(componentId, 'STOPPED', command);
  }

  updateConfiguration(
    componentId: string,
    change: ConfigurationChange & { readonly expectedRevision: number },
    command: Command,
  ): Promise<Component> {
    return this.#onComponent(componentId, 'componentUpdateConfiguration', command, async (unit, component, task) => {
      if (component.configurationRevision !== change.expectedRevision)
        throw new GodwitError('CONFLICT', {
          expected: change.expectedRevision,
          actual: component.configurationRevision,
        });
      const subtasks = await unit.subtasks(task.id);
      const { configuration, diff } = planConfiguration(component, task.parameters, change, {
        status: task.status,
        failedFor: codesOf(task.reason),
        phaseStatus: (phase) => subtasks.find((subtask) => subtask.kind === phase)?.status ?? null,
      });
      if (diff.length === 0) return;
      const revision = component.configurationRevision + 1;
      await unit.addConfigurationChange({
        componentId,
        revision,
        changedBy: command.actor.name,
        changedAt: new Date(),
        diff,
      });
      await unit.updateComponent(componentId, { configuration, configurationRevision: revision });
    });
  }

  rerun(componentId: string, command: Command): Promise<Component> {
    return this.#onComponent(componentId, 'componentRerun', command, async (unit, component, task) => {
      const subtasks = await unit.subtasks(task.id);
      const why = whyNoRerun(component, task, (kind) => subtasks.find((one) => one.kind === kind)?.status ?? null);
      if (why !== null) throw refused('componentRerun', task, why);
      const recorded: TaskCommand =
        component.kind === 'FULL_VERIFICATION'
          ? { kind: 'VERIFICATION_START', request: { scope: 'ALL' } }
          : { kind: 'COMPONENT_RERUN', componentId };
      await this.#command(unit, task, recorded, command);
    });
  }

  resetPosition(componentId: string, position: string, command: Command): Promise<Component> {
    return this.#onComponent(componentId, 'componentResetPosition', command, async (unit, component, task) => {
      if (component.kind !== 'INCR_SYNC' || component.status !== 'STOPPED' || component.desired !== 'STOPPED')
        throw refused('COMPONENT_RESET_POSITION', task, 'only a stopped Incr-Sync can be reset.');
      if (task.status !== 'RUNNING')
        throw refused('COMPONENT_RESET_POSITION', task, 'it must be RUNNING, with Incr-Sync stopped by a person.');
      await this.#command(unit, task, { kind: 'COMPONENT_RESET_POSITION', componentId, position }, command);
    });
  }

  #steer(componentId: string, desired: DesiredStatus, command: Command): Promise<Component> {
    return this.#onComponent(
      componentId,
      desired === 'RUNNING' ? 'componentStart' : 'componentStop',
      command,
      async (unit, component, task) => {
        if (task.status !== 'RUNNING')
          throw refused(
            `COMPONENT_${desired === 'RUNNING' ? 'START' : 'STOP'}`,
            task,
            'its components follow the task; it must be RUNNING.',
          );
        if (desired === 'RUNNING' && component.status === 'COMPLETED')
          throw refused(
            'COMPONENT_START',
            task,
            'the component has done what it was for; what it did is run again by componentRerun.',
          );
        if (desired === 'RUNNING' && component.desired === 'RUNNING' && component.status !== 'FAILED')
          throw refused('COMPONENT_START', task, 'the component is running.');
        if (desired === 'STOPPED' && component.desired === 'STOPPED')
          throw refused('COMPONENT_STOP', task, 'the component is not running.');
        await unit.setDesired(componentId, desired);
      },
    );
  }

  async #onComponent(
    componentId: string,
    action: AuditedAction,
    command: Command,
    work: (unit: TaskUnit, component: Component, task: TaskRecord) => Promise<void>,
  ): Promise<Component> {
    const { taskId } = found(await this.#records.component(componentId), componentId);
    return this.#records.unit(async (unit) => {
      const task = await requireTask(unit, taskId);
      const read = async (): Promise<Component> =>
        found((await unit.components(taskId)).find((candidate) => candidate.id === componentId) ?? null, componentId);
      const before = await read();
      await work(unit, before, task);
      const after = await read();
      unit.event({
        type: 'COMPONENT_CHANGED',
        taskId,
        subjectId: componentId,
        facts: { kind: after.kind, status: after.status },
      });
      unit.audit({
        command,
        action,
        subject: 'component',
        subjectId: componentId,
        before: audited(before),
        after: audited(after),
      });
      unit.wake();
      return after;
    });
  }

  async #command(unit: TaskUnit, task: TaskRecord, recorded: TaskCommand, command: Command): Promise<void> {
    await unit.addCommand(task.id, recorded, command.actor.name);
  }
}

/** Why a component cannot be run again from its start, in words; null when it can. */
export function whyNoRerun(
  component: Pick<Component, 'kind' | 'status'>,
  task: Pick<TaskRecord, 'status' | 'parameters'>,
  phase: (kind: SubtaskKind) => SubtaskStatus | null,
): string | null {
  switch (component.kind) {
    case 'FULL_VERIFICATION':
      if (!VERIFIABLE.includes(task.status)) return `it is possible in ${VERIFIABLE.join(', ')}.`;
      return phase('FULL_VERIFICATION') === 'NOT_STARTED' || isBusy(component)
        ? 'Full-Verification can be run again once its first run has begun, while it does not run.'
        : null;
    case 'FULL_IMPORT':
      if (!OPEN.includes(task.status)) return `it is possible in ${OPEN.join(', ')}.`;
      if (
        phase('FULL_MIGRATION') === 'COMPLETED' ||
        (phase('INCREMENTAL_SYNCHRONIZATION') ?? 'NOT_STARTED') !== 'NOT_STARTED'
      )
        return 'the copy is completed, and its target may be in use: clone the task to copy into empty tables.';
      if (task.parameters['fullTargetNotEmpty'] === 'IGNORE')
        return 'rows that the target had before are kept (fullTargetNotEmpty is IGNORE), and cannot be told from those that were copied.';
      return null;
    default:
      return 'only Full-Import and Full-Verification can be run again; the others go on from where they stand.';
  }
}

/** What the operations of a component change, as the audit trail keeps it; `run` tells which run was begun again. */
const audited = ({ kind, status, desired, stoppedByPerson, run, configuration }: Component) => ({
  kind,
  status,
  desired,
  stoppedByPerson,
  run,
  configuration,
});

function found(component: Component | null, id: string): Component {
  if (!component || component.kind === 'WORKFLOW') throw new GodwitError('NOT_FOUND', { what: 'component', id });
  return component;
}

const refused = (action: string, task: TaskRecord, detail: string): GodwitError =>
  new GodwitError('ACTION_NOT_ALLOWED', { action, state: task.status, detail });
