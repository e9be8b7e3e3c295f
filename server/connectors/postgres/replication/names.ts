/** Names of what a task makes on a source, and the rule that keeps them usable as such. */
import { invariant } from '../../../core/assert.ts';

export interface SourceNames {
  readonly slot: string;
  /** Publishes every kind of change. */
  readonly publication: string;
  /** Publishes inserts only: tables without replica identity (C2). */
  readonly insertPublication: string;
}

export function sourceNames(taskId: string): SourceNames {
  invariant(/^[a-z0-9_]{1,40}$/.test(taskId), `a task id is of lower-case letters, digits and _, not ${taskId}`);
  return { slot: `godwit_${taskId}`, publication: `godwit_${taskId}`, insertPublication: `godwit_${taskId}_insert` };
}
