/** A state as icon and word, with the colour of its tone. One table for every status of the product. */
import { words } from '../format/format.ts';
import { Icon, type IconName } from './icon.tsx';

export type Tone = 'good' | 'busy' | 'warn' | 'bad' | 'idle';

const LOOKS: Readonly<Record<string, readonly [Tone, IconName]>> = {
  RUNNING: ['busy', 'running'],
  MODIFYING: ['busy', 'running'],
  INTEGRATING: ['busy', 'running'],
  RELEASING: ['busy', 'running'],
  STARTING: ['busy', 'running'],
  STOPPING: ['busy', 'running'],
  CREATING: ['busy', 'running'],
  APPLYING: ['busy', 'running'],
  COPYING: ['busy', 'running'],
  INITIALIZING: ['busy', 'running'],
  MONITORING: ['good', 'monitoring'],
  COMPLETED: ['good', 'done'],
  COMPLETED_WITH_CONVERSION: ['good', 'done'],
  COPIED: ['good', 'done'],
  PASSED: ['good', 'done'],
  CONSISTENT: ['good', 'done'],
  APPLIED: ['good', 'done'],
  CORRECTED: ['good', 'done'],
  SUCCEEDED: ['good', 'done'],
  VALID: ['good', 'done'],
  PENDING: ['idle', 'waiting'],
  WAITING_FOR_PERSON: ['warn', 'person'],
  CANCELING: ['busy', 'running'],
  UNDONE: ['idle', 'skipped'],
  CANCELED: ['idle', 'skipped'],
  ABORTED: ['warn', 'stopped'],
  REVOKED: ['idle', 'skipped'],
  EXPIRED: ['warn', 'warning'],
  RESOLVED: ['good', 'done'],
  FAILED: ['bad', 'failed'],
  FAILED_TO_OBTAIN_DDL: ['bad', 'failed'],
  INCONSISTENT: ['bad', 'failed'],
  RAISED: ['bad', 'alerts'],
  ACKNOWLEDGED: ['warn', 'person'],
  CLEARED: ['good', 'done'],
  DELIVERED: ['good', 'done'],
  CANCELLED: ['idle', 'skipped'],
  ENABLED: ['good', 'done'],
  DISABLED: ['idle', 'skipped'],
  OPEN: ['bad', 'failed'],
  ERROR: ['bad', 'failed'],
  WARNING: ['warn', 'warning'],
  NOT_COMPARABLE: ['warn', 'warning'],
  NOT_SUPPORTED: ['warn', 'warning'],
  STOPPED: ['warn', 'stopped'],
  SKIPPED: ['idle', 'skipped'],
  WAITING: ['idle', 'waiting'],
  READY: ['idle', 'waiting'],
  DDL_OBTAINED: ['idle', 'waiting'],
};

const WORDS: Readonly<Record<string, string>> = {
  COMPLETED_WITH_CONVERSION: 'Completed, converted',
  FAILED_TO_OBTAIN_DDL: 'Failed to obtain DDL',
  DDL_OBTAINED: 'DDL obtained',
  WAITING_FOR_PERSON: 'Waits for you',
  UNDONE: 'Taken back',
  CANCELING: 'Cancelling',
  SOURCE_ONLY: 'Only at source',
  TARGET_ONLY: 'Only at target',
};

export const toneOf = (state: string): Tone => LOOKS[state]?.[0] ?? 'idle';
export const stateWords = (state: string): string => WORDS[state] ?? words(state);

export function State({ of, pill = false }: { readonly of: string; readonly pill?: boolean }) {
  const [tone, icon] = LOOKS[of] ?? ['idle', 'idle'];
  return (
    <span className={`state ${tone}${pill ? ' pill' : ''}`}>
      <Icon name={icon} size={14} turning={icon === 'running'} />
      {stateWords(of)}
    </span>
  );
}
