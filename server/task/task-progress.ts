/**
 * What the workflow of a task reads and records (port). Each write commits with its event in the outbox.
 */
import type { EndpointAddress } from '../core/endpoint-address.ts';
import type { ErrorReason } from '../core/errors.ts';
import type { TableMapping } from '../core/object-map.ts';
import type { Component, ComponentKind, Subtask, SubtaskKind, SubtaskStatus, Task, WaitingFor } from './task-types.ts';

/** Facts of architecture.md decision 1, by name: once recorded, a step is not done again. */
export type Facts = ReadonlyMap<string, unknown>;

export interface TaskSituation {
  readonly task: Task;
  readonly source: EndpointAddress;
  readonly target: EndpointAddress;
  readonly mappings: readonly TableMapping[];
  readonly subtasks: readonly Subtask[];
  /** Without WORKFLOW. */
  readonly components: readonly Component[];
  readonly facts: Facts;
  /** Commands inside phases that wait to be carried out, oldest first. */
  readonly phaseCommands: readonly PhaseCommand[];
}

/** An operation of PhaseService, ComponentService or SelectionService that the workflow carries out. */
export interface PhaseCommand {
  readonly id: string;
  readonly kind: string;
  readonly input: Readonly<Record<string, unknown>>;
  readonly requestedBy: string;
}

export type TaskOutcome =
  | { readonly event: 'STARTED' | 'STOPPED' | 'RESUMED' | 'COMPLETED' | 'RELEASED' }
  | { readonly event: 'FAILED'; readonly reason: ErrorReason };

export interface TaskProgress {
  load(taskId: string): Promise<TaskSituation | null>;
  recordFact(taskId: string, name: string, value: unknown): Promise<void>;
  removeFact(taskId: string, name: string): Promise<void>;
  setSubtask(taskId: string, kind: SubtaskKind, change: { readonly status?: SubtaskStatus; readonly progress?: number; readonly reason?: ErrorReason | null }): Promise<void>;
  /** Moves the task by its state machine and ends the pending action that led there. */
  conclude(taskId: string, outcome: TaskOutcome): Promise<void>;
  setWaitingFor(taskId: string, waitingFor: Omit<WaitingFor, 'since'> | null): Promise<void>;
  /** Makes the component when it is missing (CREATED, desired STOPPED); returns its id. */
  ensureComponent(taskId: string, kind: ComponentKind): Promise<string>;
  /** Does not touch a component that a person stopped, unless `evenIfStoppedByPerson`. FAILED ones become claimable again. */
  setDesired(componentId: string, desired: 'RUNNING' | 'STOPPED', options?: { readonly evenIfStoppedByPerson?: boolean }): Promise<void>;
  /** A COMPLETED or FAILED component is made CREATED again, to run anew. */
  resetComponent(componentId: string): Promise<void>;
  finishPhaseCommand(id: string, error: ErrorReason | null): Promise<void>;
  /** Resolves when this task was woken (NOTIFY godwit_wake) or after `limitMs`. */
  untilWoken(taskId: string, limitMs: number, signal: AbortSignal): Promise<void>;
}
