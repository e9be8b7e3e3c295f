/** Port: the rows that files are made of, page by page so that nothing is held while a slow reader reads; uploads as they come. */
import type { Command } from '../core/actor.ts';
import type { TableName } from '../core/object-map.ts';
import type { Conflict, LogLine, SchemaObject, VerificationDifference } from '../task/observation.ts';
import type { SubtaskKind } from '../task/task-types.ts';

export interface StoredUpload {
  readonly id: string;
  /** Null: made while the service ran without tokens. */
  readonly tokenId: string | null;
  readonly sizeBytes: number;
  readonly complete: boolean;
}

export interface FileRecords {
  taskName(taskId: string): Promise<string | null>;
  /** The task of a component, and which component it is. */
  component(componentId: string): Promise<{ readonly taskId: string; readonly kind: string } | null>;
  /** The task of a verification run. */
  run(runId: string): Promise<{ readonly taskId: string } | null>;
  schemaObjects(taskId: string): AsyncIterable<SchemaObject>;
  /** Oldest first. */
  conflicts(taskId: string, phase: SubtaskKind | null): AsyncIterable<Conflict & Ends>;
  differences(runId: string): AsyncIterable<VerificationDifference & Ends>;
  /** Of the latest run as it is when the reading begins. */
  logLines(componentId: string): AsyncIterable<LogLine>;

  upload(id: string): Promise<StoredUpload | null>;
  /** On the audit trail. False: `most` are kept already. */
  addUpload(upload: Omit<StoredUpload, 'complete'>, most: number, command: Command): Promise<boolean>;
  addPart(
    uploadId: string,
    part: { readonly attempt: string; readonly number: number; readonly bytes: Uint8Array },
  ): Promise<void>;
  /** Of several attempts one wins; false: it was another one. The parts of an attempt that lost go. */
  complete(uploadId: string, attempt: string): Promise<boolean>;
  dropParts(uploadId: string, attempt: string): Promise<void>;
  parts(uploadId: string): AsyncIterable<Uint8Array>;
  dropUpload(uploadId: string): Promise<void>;
}

/** Both names of a table; null when it has left the task. */
export interface Ends {
  readonly source: TableName | null;
  readonly target: TableName | null;
}
