/** What people ask for inside a running task: recorded rows that the workflow carries out, one after another. */
import type { ErrorReason } from '../core/errors.ts';
import type { VerificationRequest } from './task-service.ts';
import type { SubtaskKind } from './task-types.ts';

export type TaskCommand =
  | { readonly kind: 'PRECHECK_RUN'; readonly items: readonly string[] | null }
  | {
      readonly kind: 'SCHEMA_OBJECT_MODIFY';
      readonly objectId: string;
      readonly convertedDdl: string;
      readonly expectedRevision: number;
    }
  | { readonly kind: 'SCHEMA_OBJECTS_RETRY'; readonly objectIds: readonly string[] | null }
  | { readonly kind: 'SCHEMA_OBJECTS_SKIP'; readonly objectIds: readonly string[] }
  | { readonly kind: 'SCHEMA_OBJECTS_REMOVE'; readonly objectIds: readonly string[] }
  | { readonly kind: 'ADVANCE'; readonly subtask: SubtaskKind }
  | { readonly kind: 'SKIP'; readonly subtask: SubtaskKind; readonly reason: string | null }
  | { readonly kind: 'VERIFICATION_START'; readonly request: VerificationRequest }
  | { readonly kind: 'VERIFICATION_CORRECT'; readonly runId: string; readonly differenceIds: readonly string[] | null }
  | { readonly kind: 'DDL_SKIP'; readonly ddlId: string }
  | { readonly kind: 'COMPONENT_RERUN'; readonly componentId: string }
  | { readonly kind: 'COMPONENT_RESET_POSITION'; readonly componentId: string; readonly position: string };

export interface RecordedCommand {
  /** Grows in the order in which they were asked for. */
  readonly id: string;
  readonly command: TaskCommand;
  readonly requestedBy: string;
  readonly requestedAt: Date;
}

export type CommandOutcome = { readonly reason: ErrorReason | null };
