/**
 * The door to files: links to download what a task has, and to upload what it is to have. A file is never kept: it is made
 * while it is sent, from what the control database says then.
 */
import type { Actor, Command } from '../core/actor.ts';
import type { ErrorReason } from '../core/errors.ts';
import type { SubtaskKind } from '../task/task-types.ts';

export type FileRequest =
  | { readonly kind: 'OBJECT_CONFIGURATION'; readonly taskId: string; readonly format: 'CSV' | 'JSON' }
  | { readonly kind: 'SCHEMA_CONVERSIONS'; readonly taskId: string; readonly withDdl: boolean }
  | { readonly kind: 'CONFLICTS'; readonly taskId: string; readonly phase: SubtaskKind | null }
  | { readonly kind: 'COMPONENT_LOG'; readonly componentId: string }
  | { readonly kind: 'DIFFERENCES'; readonly runId: string }
  | { readonly kind: 'CORRECTIONS'; readonly runId: string };

/** A link that needs no token, for five minutes. */
export interface Download {
  /** Path and query at this service. */
  readonly url: string;
  readonly expiresAt: Date;
  readonly name: string;
  /** Where they are known before the file is made. */
  readonly sizeBytes: number | null;
  readonly sha256: string | null;
}

/** A link to send a file to, once. */
export interface Upload {
  readonly id: string;
  readonly method: 'PUT';
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly expiresAt: Date;
}

export interface OpenFile {
  /** ASCII, without anything that a header or a file system would take for more than a letter. */
  readonly name: string;
  readonly type: string;
  readonly pieces: AsyncIterable<string>;
}

/** A line of an imported file that says nothing that could be migrated. */
export interface RefusedLine {
  /** Of a CSV file, from 1; null in a JSON file, and for what is wrong with the whole. */
  readonly line: number | null;
  /** `line 7`, `include[2]`, or `the file`. */
  readonly place: string;
  readonly reason: ErrorReason;
}

export interface ImportOutcome {
  readonly taskId: string;
  /** Whether the selection of the task was replaced. */
  readonly imported: boolean;
  /** Rules that the file holds and that can be read. */
  readonly objects: number;
  readonly include: number;
  readonly exclude: number;
  /** Tables that they choose at the source now. */
  readonly tables: number;
  /** Patterns that match nothing. */
  readonly unmatched: readonly string[];
  /** The first 1 000. */
  readonly refused: readonly RefusedLine[];
  readonly refusedTotal: number;
}

export interface ImportRequest {
  readonly uploadId: string;
  /** True: only says what would be. */
  readonly dryRun: boolean;
  readonly expectedRevision: number;
}

export interface FileService {
  /** Null when what it is about does not exist. FORBIDDEN for a VIEWER where the file holds values of rows. */
  download(request: FileRequest, actor: Actor): Promise<Download | null>;
  /**
   * The file of a link, for who asked for it. `tokenId` of the request, undefined when it has no token of its own. LINK_INVALID,
   * LINK_EXPIRED, FILE_GONE, FORBIDDEN.
   */
  open(link: UsedLink): Promise<OpenFile>;
  /** Keeps what is sent to the link of an upload; never more than was announced. LINK_INVALID, LINK_EXPIRED, FILE_GONE, BAD_INPUT. */
  receive(link: UsedLink, pieces: AsyncIterable<Uint8Array>): Promise<void>;
  /** BAD_INPUT above 64 MiB, LIMIT_EXCEEDED while too many are kept. */
  createUpload(
    input: { readonly purpose: 'OBJECT_CONFIGURATION'; readonly sizeBytes: number },
    command: Command,
  ): Promise<Upload>;
  /**
   * Validates all of an uploaded object configuration; without refused lines and unless it is a dry run, it then replaces the
   * selection of a task that is NOT_STARTED. FILE_GONE, ACTION_NOT_ALLOWED, CONFLICT.
   */
  importObjects(taskId: string, request: ImportRequest, command: Command): Promise<ImportOutcome>;
}

export interface UsedLink {
  readonly path: string;
  readonly query: URLSearchParams;
  /** The actor that the link's token stands for now; rejects with UNAUTHENTICATED when it is none any more. */
  readonly actorOf: (tokenId: string | null) => Promise<Actor>;
}
