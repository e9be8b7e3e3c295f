/** The name of the task's type, apart from its fields, so that the nouns that a task shows can point back at it. */
import type { Task } from '../server/task/task-types.ts';
import { builder } from './builder.ts';

export const TaskType = builder.objectRef<Task>('Task');
