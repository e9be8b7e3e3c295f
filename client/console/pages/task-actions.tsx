/** The actions of tasks: which mutation each is, how it is asked for, and what it says. What is allowed, the API decides. */
import {
  TaskDeleteDocument,
  TaskReleaseDocument,
  TaskRenameDocument,
  TaskResumeDocument,
  TaskStartDocument,
  TaskStopDocument,
  type AllowedActionFieldsFragment,
  type MigrationPhase,
  type TaskAction,
} from '../../generated/graphql.ts';
import { stateWords } from '../parts/state.tsx';
import { useAct, useActAndTell } from '../live/act.ts';
import type { Question } from '../parts/dialog.tsx';
import type { IconName } from '../parts/icon.tsx';
import type { MenuItem } from '../parts/menu.tsx';
import { go } from '../routing/router.tsx';
import { refusal } from './task/task.ts';

export interface ActableTask {
  readonly id: string;
  readonly name: string;
  readonly phases: readonly MigrationPhase[];
  readonly allowedActions: readonly AllowedActionFieldsFragment[];
}

export const COMMAND_ICONS: Readonly<Partial<Record<TaskAction, IconName>>> = {
  START: 'play',
  STOP: 'pause',
  RESUME: 'play',
};

export const CONSEQUENCES = {
  START: 'The precheck runs first. Nothing is written to the target before it has passed.',
  STOP: 'The running parts finish what they have in hand and stop. The source keeps its log for this task meanwhile: do not leave it stopped for long.',
  RESUME: 'It goes on from where it stopped. Nothing already copied, applied or verified is done again.',
  RELEASE:
    'The running parts end, and all that was made for the migration on both databases is dropped: slot, publication, heartbeats, checkpoints. It cannot be started again. The migrated data stays.',
  DELETE: 'The record of the task is removed, with its history and logs. The databases are not touched.',
} as const;

export type Command = keyof typeof CONSEQUENCES;

/** What asks for more than a word opens a dialog of the page. */
interface Dialogs {
  readonly ask: (question: Question) => void;
  readonly clone: (task: ActableTask) => void;
  readonly rename?: () => void;
}

export function useTaskActions({ ask, clone, rename }: Dialogs) {
  const act = useAct();
  const tell = useActAndTell();
  const run = (task: ActableTask, action: Command): void => {
    const input = { taskId: task.id };
    switch (action) {
      case 'START':
        return void tell(TaskStartDocument, { input }, `${task.name} is being started.`);
      case 'RESUME':
        return void tell(TaskResumeDocument, { input }, `${task.name} goes on.`);
      case 'STOP':
        return ask({
          title: `Stop ${task.name}?`,
          consequence: CONSEQUENCES.STOP,
          verb: 'Stop',
          act: () => act(TaskStopDocument, { input }, `${task.name} is being stopped.`),
        });
      case 'RELEASE':
        return ask({
          title: `Release ${task.name}?`,
          consequence: CONSEQUENCES.RELEASE,
          verb: 'Release',
          risky: true,
          act: () => act(TaskReleaseDocument, { input }, `${task.name} is being released.`),
        });
      case 'DELETE':
        return ask({
          title: `Delete ${task.name}?`,
          consequence: CONSEQUENCES.DELETE,
          verb: 'Delete',
          risky: true,
          typed: task.name,
          act: (confirmName) => act(TaskDeleteDocument, { input: { ...input, confirmName } }, () => go('/tasks')),
        });
    }
  };
  const menuOf = (task: ActableTask): MenuItem[] => {
    const refusedOf = (action: TaskAction): string | null => refusal(task, action);
    const command = (action: Command, label: string, risky = false): MenuItem => ({
      label,
      risky,
      refused: refusedOf(action),
      act: () => run(task, action),
    });
    return [
      command('START', 'Start'),
      command('STOP', 'Stop…'),
      command('RESUME', 'Resume'),
      ...(rename === undefined ? [] : [{ label: 'Rename…', refused: refusedOf('RENAME'), act: rename }]),
      { label: 'Clone…', refused: refusedOf('CLONE'), act: () => clone(task) },
      command('RELEASE', 'Release…', true),
      command('DELETE', 'Delete…', true),
    ];
  };
  return { run, menuOf };
}

export const renameDocument = TaskRenameDocument;

/** The one command that is offered as a button: what brings the task on. */
export function mainCommand(task: ActableTask): Command | null {
  const order: readonly Command[] = ['START', 'RESUME', 'STOP'];
  return order.find((action) => task.allowedActions.some((one) => one.action === action && one.allowed)) ?? null;
}

export const commandWords = (action: Command): string => stateWords(action);
