/**
 * A DDL statement in the stream (C16), as the source's event trigger wrote it: the text that the application sent (which may
 * hold other statements too), what it touched, and how its names are to be read.
 */
import type { Position } from './position.ts';
import type { TableName } from './object-map.ts';

export interface TouchedObject {
  /** In PostgreSQL's words: table, table column, index, view and so on. */
  readonly type: string;
  readonly identity: string;
  readonly schema: string | null;
  /** Of an index, its own; else null. */
  readonly name: string | null;
  readonly action: 'ALTERED' | 'DROPPED';
  /** The table it is or belongs to, under its name after the statement; null where that is not known. */
  readonly table: TableName | null;
}

export interface DdlMessage {
  /** The command, e.g. ALTER TABLE. */
  readonly tag: string;
  readonly statement: string;
  /** Schemas in which names without one are looked up, in order. */
  readonly path: readonly string[];
  /** Time zone of the session that ran it. */
  readonly timeZone: string;
  readonly objects: readonly TouchedObject[];
  /** Value that rows before an ADD COLUMN have in it, by column, in the server's text of an array of one. */
  readonly missing: Readonly<Record<string, string>>;
}

/** Where a statement stands in the log. */
export interface StreamDdl {
  readonly ordinal: number;
  /** Counts the statements of its transaction, from 0. */
  readonly place: number;
  readonly position: Position;
  /** JSON text of the DdlMessage. */
  readonly content: string;
}

export function readDdlMessage(content: string): DdlMessage {
  const message = JSON.parse(content) as Partial<DdlMessage> & Pick<DdlMessage, 'tag' | 'statement' | 'objects'>; // written by our own trigger
  return { path: [], timeZone: 'UTC', missing: {}, ...message };
}
