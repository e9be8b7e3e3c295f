/** What alerts are called, in one place: the list, the mark, the settings. */
import type { AlertKind, RaisedLevel } from '../../../generated/graphql.ts';

export const KINDS: readonly (readonly [AlertKind, string])[] = [
  ['LATENCY', 'Latency'],
  ['TASK_FAILED', 'Task failed'],
  ['COMPONENT_FAILED', 'Cannot go on'],
  ['LOG_RETENTION', 'Log runs short'],
];

export const LEVELS: readonly (readonly [RaisedLevel, string])[] = [
  ['HIGH', 'High protection'],
  ['MEDIUM', 'Medium protection'],
  ['LOW', 'Low protection'],
];

const named = (list: readonly (readonly [string, string])[], value: string): string =>
  list.find(([one]) => one === value)?.[1] ?? value;

export const kindWords = (kind: string): string => named(KINDS, kind);
export const levelWords = (level: string): string => named(LEVELS, level);
