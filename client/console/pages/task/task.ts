/** What the places of a task share: its type, where it stands, and their addresses. */
import type { TaskFrameQuery, TaskProgressSubscription } from '../../../generated/graphql.ts';

export type Task = NonNullable<TaskFrameQuery['task']>;
export type Standing = TaskProgressSubscription['taskProgress'];

/** The place of each phase, as in the address. */
export const PHASE_TABS: Readonly<Record<string, string>> = {
  PRECHECK: 'precheck',
  SCHEMA_MIGRATION: 'schema',
  FULL_MIGRATION: 'full',
  INCREMENTAL_SYNCHRONIZATION: 'incremental',
  FULL_VERIFICATION: 'verification',
};

export const taskPath = (taskId: string, tab = ''): string =>
  `/tasks/${encodeURIComponent(taskId)}${tab === '' ? '' : `/${tab}`}`;
