/** The payloads that several mutations share in shape: each mutation still has a type of its own, so that each can grow. */
import type { ObjectChange, SelectionRules } from '../server/selection/selection-service.ts';
import type { Component, Subtask, Task } from '../server/task/task-types.ts';
import type { SchemaTypes } from './builder.ts';
import { ComponentInterface } from './component.ts';
import { SelectionType } from './migrated-object.ts';
import { ObjectChangeType } from './object-change.ts';
import { SubtaskInterface } from './subtask.ts';
import { TaskType } from './task-ref.ts';

type Fields<Parent> = PothosSchemaTypes.ObjectFieldBuilder<PothosSchemaTypes.ExtendDefaultTypes<SchemaTypes>, Parent>;

export const taskPayload = {
  description: 'The task as it is once the command is recorded; see pendingAction.',
  outputFields: (t: Fields<{ task: Task }>) => ({
    task: t.field({ type: TaskType, nullable: true, description: 'The task.', resolve: ({ task }) => task }),
  }),
};

export const subtaskPayload = {
  description: 'The phase as it is once the command is recorded.',
  outputFields: (t: Fields<{ subtask: Subtask }>) => ({
    subtask: t.field({
      type: SubtaskInterface,
      nullable: true,
      description: 'The phase.',
      resolve: ({ subtask }) => subtask,
    }),
  }),
};

export const componentPayload = {
  description: 'The component as it is once the command is recorded.',
  outputFields: (t: Fields<{ component: Component }>) => ({
    component: t.field({
      type: ComponentInterface,
      nullable: true,
      description: 'The component.',
      resolve: ({ component }) => component,
    }),
  }),
};

export const objectChangePayload = {
  description: 'The record of the change.',
  outputFields: (t: Fields<{ change: ObjectChange }>) => ({
    change: t.field({
      type: ObjectChangeType,
      nullable: true,
      description: 'The record.',
      resolve: ({ change }) => change,
    }),
  }),
};

export const selectionPayload = {
  description: 'The rules as they are now.',
  outputFields: (t: Fields<{ selection: { readonly rules: SelectionRules; readonly revision: number } }>) => ({
    selection: t.field({
      type: SelectionType,
      nullable: true,
      description: 'The rules.',
      resolve: ({ selection }) => selection,
    }),
  }),
};
