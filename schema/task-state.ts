/** The words of a task: its states, its phases, and what may be done with it now. */
import type { AlertLevel } from '../server/core/alert-level.ts';
import type {
  AllowedAction,
  CommandAction,
  MigrationPhase,
  PendingAction,
  TaskAction,
  TaskStatus,
} from '../server/task/task-types.ts';
import { builder } from './builder.ts';
import { enumOf } from './enum-of.ts';
import { ErrorCodeEnum } from './errors.ts';

export const TaskStatusEnum = enumOf<TaskStatus>('TaskStatus', 'The states of a task.', {
  NOT_STARTED: 'It was made and has not been started.',
  RUNNING: 'Its phases run.',
  MODIFYING: 'A change of its objects is being carried out.',
  INTEGRATING: 'Added objects are merged into its stream.',
  STOPPED: 'It was stopped and can be resumed.',
  FAILED: 'It failed; see reason. It can be resumed.',
  COMPLETED: 'Every phase is completed or skipped.',
  RELEASING: 'What was made on both databases is being dropped.',
  RELEASED: 'Only its record is left.',
});

export const MigrationPhaseEnum = enumOf<MigrationPhase>('MigrationPhase', 'What a migration can include.', {
  SCHEMA_MIGRATION: 'The structure.',
  FULL_MIGRATION: 'The rows.',
  INCREMENTAL_SYNCHRONIZATION: 'The changes.',
  FULL_VERIFICATION: 'The proof.',
  REVERSE_INCREMENTAL: 'The way back: the changes of the target, after the switchover.',
});

export const AlertLevelEnum = enumOf<AlertLevel>('AlertLevel', 'How soon an alert is raised.', {
  NONE: 'Never.',
  HIGH: 'Soon: by default after 30 s.',
  MEDIUM: 'By default after 300 s.',
  LOW: 'Late: by default after 900 s.',
});

export const TaskActionEnum = enumOf<TaskAction>('TaskAction', 'What may be done with a task.', {
  START: 'Start it.',
  STOP: 'Stop it.',
  RESUME: 'Go on where it stopped.',
  RELEASE: 'End it and drop what it made on both databases.',
  DELETE: 'Remove its record.',
  RENAME: 'Give it another name.',
  VIEW_PARAMETERS: 'See its parameters.',
  MODIFY_PARAMETERS: 'Change its parameters.',
  ADD_OBJECTS: 'Add objects.',
  REMOVE_OBJECTS: 'Remove objects.',
  ALERT_LEVEL: 'Change its alert level.',
  TAGS: 'Change its tags.',
  CLONE: 'Make a new one like it.',
});

const CommandActionEnum = enumOf<CommandAction>('CommandAction', 'Actions that take time.', {
  START: 'Starting.',
  STOP: 'Stopping.',
  RESUME: 'Resuming.',
  RELEASE: 'Releasing.',
});

export const AllowedActionType = builder.objectRef<AllowedAction>('AllowedAction').implement({
  description: 'Whether an action is possible now, and if not, why.',
  fields: (t) => ({
    action: t.expose('action', { type: TaskActionEnum, description: 'The action.' }),
    allowed: t.exposeBoolean('allowed', { description: 'Whether it is possible now.' }),
    code: t.expose('code', {
      type: ErrorCodeEnum,
      nullable: true,
      description: 'The error that the mutation would answer with; null when allowed.',
    }),
    detail: t.exposeString('detail', { nullable: true, description: 'Why not, or under which condition.' }),
  }),
});

export const PendingActionType = builder.objectRef<PendingAction>('PendingAction').implement({
  description: 'An action that was asked for and has not happened yet.',
  fields: (t) => ({
    action: t.expose('action', { type: CommandActionEnum, description: 'The action.' }),
    requestedAt: t.expose('requestedAt', { type: 'DateTime', description: 'When it was asked for.' }),
    requestedBy: t.exposeString('requestedBy', { description: 'By whom.' }),
  }),
});
