/** What people may give a task: names, tags, alert level (product.md section 2). */
import { ALERT_LEVELS, type AlertLevel } from '../core/alert-level.ts';
import { GodwitError } from '../core/errors.ts';

/** As a person counts them: one outside of the basic plane is one too. */
const characters = (text: string): number => Array.from(text).length;
const NAME_CHARACTERS = 64;

const bad = (path: string, detail: string): GodwitError => new GodwitError('BAD_INPUT', { detail, path });

export function checkName(name: string): string {
  const trimmed = name.trim();
  if (trimmed === '' || characters(trimmed) > NAME_CHARACTERS)
    throw bad('name', `A name has 1 to ${NAME_CHARACTERS} characters.`);
  return trimmed;
}

/** `name` with a suffix, cut to fit. */
export const nameWith = (name: string, suffix: string): string =>
  Array.from(name)
    .slice(0, NAME_CHARACTERS - characters(suffix))
    .join('') + suffix;

export function checkTags(tags: readonly string[]): readonly string[] {
  const unique = [...new Set(tags.map((tag) => tag.trim()))];
  if (unique.length > 8)
    throw new GodwitError('LIMIT_EXCEEDED', { what: 'The number of tags of a task', limit: 8, path: 'tags' });
  if (unique.some((tag) => tag === '' || characters(tag) > 32)) throw bad('tags', 'A tag has 1 to 32 characters.');
  return unique;
}

export function checkAlertLevel(level: AlertLevel): AlertLevel {
  if (!ALERT_LEVELS.includes(level)) throw bad('alertLevel', `There is no alert level ${level}.`);
  return level;
}

export function checkRepeat(minutes: number): number {
  if (!Number.isInteger(minutes) || minutes < 1 || minutes > 600)
    throw bad('alertRepeatMinutes', 'Alerts are repeated every 1 to 600 minutes.');
  return minutes;
}
