/** What the places of a task share: its type, where it stands, and their addresses. */
import type {
  AllowedActionFieldsFragment,
  TaskAction,
  TaskFrameQuery,
  TaskProgressSubscription,
} from '../../../generated/graphql.ts';

export type Task = NonNullable<TaskFrameQuery['task']>;
export type Standing = TaskProgressSubscription['taskProgress'];

/** The place of each phase, as in the address. */
export const PHASE_TABS: Readonly<Record<string, string>> = {
  PRECHECK: 'precheck',
  SCHEMA_MIGRATION: 'schema',
  FULL_MIGRATION: 'full',
  INCREMENTAL_SYNCHRONIZATION: 'incremental',
  FULL_VERIFICATION: 'verification',
  FORWARD_SWITCHOVER: 'switchover',
  REVERSE_INCREMENTAL: 'reverse',
};

/** Why an action is not possible now, in the words of the API; null when it is. */
export function refusal(
  task: { readonly allowedActions: readonly AllowedActionFieldsFragment[] },
  action: TaskAction,
): string | null {
  const found = task.allowedActions.find((one) => one.action === action);
  return found?.allowed === true ? null : (found?.detail ?? 'Not possible now.');
}

export const taskPath = (taskId: string, tab = ''): string =>
  `/tasks/${encodeURIComponent(taskId)}${tab === '' ? '' : `/${tab}`}`;
