/** What the Store needs and what can be set of it. */
import type { ChangeSource } from '../connectors/change-source.ts';
import type { Position } from '../core/position.ts';
import type { Clock } from '../runtime/clock.ts';
import type { ChangeLogs } from './change-log.ts';
import type { Retention } from './retention.ts';

/** When the source may forget a transaction (C19). */
export type AcknowledgePolicy =
  | { readonly kind: 'LOG_DURABLE' }
  | {
      readonly kind: 'TARGET_APPLIED';
      /** Position of the checkpoint that a crash of the target cannot take back, or null while there is none. */
      readonly appliedPosition: Position | null;
      /** Told, perhaps again and again, while the source has all that the target lacks. */
      readonly covered?: () => Promise<void>;
    };

export interface StoreDeps {
  readonly source: ChangeSource;
  readonly logs: ChangeLogs;
  readonly retention: Retention;
  readonly clock: Clock;
}

export interface StoreOptions {
  readonly logId: string;
  /** Pulling stops with LOG_LIMIT_REACHED when that much is kept that retention may not remove. */
  readonly maxUnappliedBytes: number;
  /** Asked at the start and each second. */
  readonly acknowledge: () => Promise<AcknowledgePolicy>;
  /**
   * For a log that is empty: the number of its first transaction, and the position behind which it begins (a machine
   * that goes on from the target's checkpoint). Default 1 and the prepared start of the source.
   */
  readonly resume?: {
    readonly firstOrdinal: number;
    readonly position: Position;
    /** How far the source had been allowed to forget then; if it is further while the log is empty, the log was lost. */
    readonly forgotten: Position;
  };
}
