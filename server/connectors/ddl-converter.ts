/**
 * The verb "convert DDL of the stream" of a connector (port): a statement that the source ran -> statements for the target.
 *
 * D1  What is converted says the same on the target, under the target's names; what cannot be said the same is refused
 *     (DDL_NOT_CONVERTIBLE), never changed.
 * D2  A statement that would give existing rows other values than the source's is refused.
 */
import type { DdlMessage } from '../core/ddl-message.ts';
import type { TableMapping } from '../core/object-map.ts';

/** Kinds of DDL that can be applied (parameter incrementalDdlKinds). */
export const DDL_KINDS = ['ALTER_TABLE', 'CREATE_INDEX', 'DROP_INDEX', 'COMMENT'] as const;
export type DdlKind = (typeof DDL_KINDS)[number];

export interface ConvertedDdl {
  readonly statements: readonly string[];
  /** Schemas of the target in which names without one are looked up. */
  readonly path: readonly string[];
  readonly timeZone: string;
  /** Mapped tables whose shape may be another one afterwards. */
  readonly tables: readonly TableMapping[];
}

export interface DdlConverter {
  /** Whether the statement may be one to apply: of a chosen kind, and about what the task carries. Cheap. */
  concerns(message: DdlMessage): boolean;
  /**
   * The statements for the target, or null when there is nothing to do. `repeat` counts messages of the same text, command and
   * object before it in the transaction. Throws DDL_NOT_CONVERTIBLE.
   */
  convert(message: DdlMessage, repeat: number): Promise<ConvertedDdl | null>;
}
