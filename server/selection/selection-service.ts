/**
 * The door to what a task migrates. Rules are what people write; the compiled mapping (TableMapping) is what stages read.
 * Compiled against the source's catalog by selection.ts, kept per task with stable table ids.
 */
import type { Command } from '../core/actor.ts';
import type { ErrorReason } from '../core/errors.ts';
import type { ColumnMapping, TableMapping, TableName } from '../core/object-map.ts';
import type { Page, PageRequest } from '../core/page.ts';

/** One named table. */
export interface ObjectRule {
  readonly schema: string;
  readonly name: string;
  /** Null: same as the source. */
  readonly targetSchema?: string | null;
  readonly targetName?: string | null;
  /** Null: all columns. */
  readonly columns?: readonly ColumnMapping[] | null;
  readonly rowFilter?: string | null;
}

/** Another name at the target for a table of the source; what is left out stays. */
export interface ObjectTarget {
  readonly schema: string;
  readonly name: string;
  readonly targetSchema?: string | null;
  readonly targetName?: string | null;
}

/** `*` any text, `?` one character; matched against schema and name. */
export interface WildcardRule {
  readonly schema: string;
  readonly name: string;
  /** `{schema}` and `{name}` stand for the source's; null: same. */
  readonly targetSchema?: string | null;
  readonly targetName?: string | null;
}

/** A table is selected by an object rule, else by the first include that matches unless an exclude matches. */
export interface SelectionRules {
  readonly objects: readonly ObjectRule[];
  readonly include: readonly WildcardRule[];
  readonly exclude: readonly Pick<WildcardRule, 'schema' | 'name'>[];
}

/** A table of the target that several tables of the source go into. */
export interface SharedTarget {
  readonly target: TableName;
  /** In the order of the tables; the structure of the target is that of the first. */
  readonly sources: readonly TableName[];
}

export interface SelectionPreview {
  readonly tables: readonly TableMapping[];
  /** A warning each: their keys must not meet. */
  readonly shared: readonly SharedTarget[];
  /** Rules that match nothing now: an error for objects, a warning for wildcards. */
  readonly unmatched: readonly string[];
  /** FILTER_INVALID, OBJECT_NOT_FOUND, NO_OBJECTS. */
  readonly errors: readonly ErrorReason[];
}

export const OBJECT_CHANGE_STATUSES = [
  'PENDING',
  'CANCELED',
  'MODIFYING',
  'RUNNING',
  'ABORTED',
  'INTEGRATING',
  'SUCCEEDED',
  'FAILED',
] as const;
export type ObjectChangeStatus = (typeof OBJECT_CHANGE_STATUSES)[number];

export interface ObjectChange {
  readonly id: string;
  readonly taskId: string;
  readonly kind: 'ADD' | 'REMOVE';
  readonly objects: readonly ObjectRule[];
  readonly status: ObjectChangeStatus;
  readonly reason: ErrorReason | null;
  readonly requestedBy: string;
  readonly requestedAt: Date;
  readonly completedAt: Date | null;
  /** The hidden sub-migration that brings the tables, once there is one. */
  readonly childId: string | null;
  /** A person wants it to end; what it made is being dropped. */
  readonly aborting: boolean;
}

export interface TaskTableFilter {
  /** Part of the schema or table name. */
  readonly keyword?: string | null;
}

export interface SelectionService {
  rules(taskId: string): Promise<{ readonly rules: SelectionRules; readonly revision: number } | null>;
  /** The compiled tables; empty before the first compilation (at start). */
  tables(taskId: string, filter: TaskTableFilter, page: PageRequest): Promise<Page<TableMapping>>;
  /** What the rules mean against the endpoint's catalog now; contacts the database, changes nothing. */
  preview(endpointId: string, rules: SelectionRules): Promise<SelectionPreview>;
  /** Replaces the rules of a task that is NOT_STARTED. A stale revision is CONFLICT. FILTER_INVALID with the offset. */
  setRules(
    taskId: string,
    change: { readonly rules: SelectionRules; readonly expectedRevision: number },
    command: Command,
  ): Promise<{ readonly rules: SelectionRules; readonly revision: number }>;
  /** Other names at the target, STOPPED or FAILED and before the precheck has passed. CONFLICT, ACTION_NOT_ALLOWED, OBJECT_NOT_FOUND. */
  mapObjects(
    taskId: string,
    change: { readonly objects: readonly ObjectTarget[]; readonly expectedRevision: number },
    command: Command,
  ): Promise<{ readonly rules: SelectionRules; readonly revision: number }>;
  objectChanges(taskId: string, page: PageRequest): Promise<Page<ObjectChange>>;
  /**
   * NOT_STARTED changes the rules at once (SUCCEEDED); else the change is recorded (PENDING) and carried out while the task runs.
   * ACTION_NOT_ALLOWED, OBJECT_NOT_FOUND, NAME_TAKEN of a target that the task fills already, NO_OBJECTS, FILTER_INVALID.
   */
  changeObjects(
    taskId: string,
    change: { readonly kind: 'ADD' | 'REMOVE'; readonly objects: readonly ObjectRule[] },
    command: Command,
  ): Promise<ObjectChange>;
  /** PENDING only. */
  cancelObjectChange(changeId: string, command: Command): Promise<ObjectChange>;
  /** MODIFYING, RUNNING or FAILED: what the sub-migration made is dropped, then it is ABORTED. */
  abortObjectChange(changeId: string, command: Command): Promise<ObjectChange>;
  /** FAILED only: it goes on where it stopped. */
  retryObjectChange(changeId: string, command: Command): Promise<ObjectChange>;
  /** For the workflow: compiles the rules against the source and stores the mapping; ids stay for tables that were there. */
  compile(taskId: string): Promise<readonly TableMapping[]>;
}

export type { ColumnMapping, TableMapping, TableName };
