/** How incrementalStartPosition is written: where a stream without a full copy begins. */
import { asPosition, type Position } from './position.ts';

/** A slot that a person has made, and a publication that was there when it was made. */
export interface ChosenStart {
  readonly slot: string;
  readonly publication: string;
  /** Null: the confirmed position of the slot. */
  readonly position: Position | null;
}

export const START_FORM = 'now, or slot=NAME publication=NAME [position=X/Y]';
const WRITTEN = /^slot=([a-z0-9_]{1,63}) publication=(\S{1,63})(?: position=([0-9A-F]{1,8}\/[0-9A-F]{1,8}))?$/;

/** What the text says; undefined when it is written in another way. */
export function readStart(text: string): ChosenStart | 'NOW' | undefined {
  if (text === 'now') return 'NOW';
  const [, slot, publication, position] = WRITTEN.exec(text) ?? [];
  if (slot === undefined || publication === undefined) return undefined;
  return { slot, publication, position: position === undefined ? null : asPosition(position) };
}
