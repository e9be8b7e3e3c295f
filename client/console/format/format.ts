/**
 * Figures as people read them: with units, thousands separators and the same number of digits from one second to the next.
 * Pure; every function answers an en dash for what is not known.
 */
const UNKNOWN = '–';
const whole = new Intl.NumberFormat('en-US', { maximumFractionDigits: 0 });
const SIZES = ['B', 'KiB', 'MiB', 'GiB', 'TiB', 'PiB'] as const;

type Figure = number | string | bigint | null | undefined;

const numberOf = (value: Figure): number | null => {
  if (value === null || value === undefined || value === '') return null;
  const number = Number(value);
  return Number.isFinite(number) ? number : null;
};

/** 1234567 -> 1,234,567; a BigInt on the wire is a text and stays exact. */
export function count(value: Figure): string {
  if (value === null || value === undefined) return UNKNOWN;
  if (typeof value === 'string' && /^-?\d+$/.test(value)) return whole.format(BigInt(value));
  const number = numberOf(value);
  return typeof value === 'bigint' ? whole.format(value) : number === null ? UNKNOWN : whole.format(number);
}

/** 1536 -> 1.50 KiB: three significant digits above a KiB. */
export function bytes(value: Figure): string {
  const number = numberOf(value);
  if (number === null) return UNKNOWN;
  let size = Math.abs(number);
  let step = 0;
  while (size >= 1023.5 && step < SIZES.length - 1) {
    size /= 1024;
    step += 1;
  }
  const digits = step === 0 ? size.toFixed(0) : threeDigits(size);
  return `${number < 0 ? '-' : ''}${digits} ${SIZES[step] ?? 'B'}`;
}

function threeDigits(value: number): string {
  if (value >= 99.95) return whole.format(Math.round(value));
  return value >= 9.995 ? value.toFixed(1) : value.toFixed(2);
}

export type Unit =
  'rows/s' | 'bytes/s' | 'kbit/s' | 'ms' | 's' | 'count' | 'bytes' | 'ratio' | 'statements/s' | 'transactions/s';

/** A metric's value with the unit of the catalogue, as figure and unit apart so that the unit can be set smaller. */
export function measured(value: Figure, unit: string): readonly [figure: string, unit: string] {
  const number = numberOf(value);
  if (number === null) return [UNKNOWN, ''];
  switch (unit) {
    case 'bytes':
    case 'bytes/s': {
      const [figure = UNKNOWN, size = ''] = bytes(number).split(' ');
      return [figure, unit === 'bytes' ? size : `${size}/s`];
    }
    case 'kbit/s':
      return [number >= 100 ? whole.format(number) : number.toFixed(1), 'Kbit/s'];
    case 'ratio':
      return [(number * 100).toFixed(0), '%'];
    case 'ms':
    case 's':
      return [number >= 100 ? whole.format(number) : number.toFixed(number >= 10 ? 1 : 2), unit];
    case 'count':
      return [whole.format(number), ''];
    default:
      return [whole.format(number), unit];
  }
}

export const withUnit = (value: Figure, unit: string): string => measured(value, unit).join(' ').trim();

/** 0.4567 -> 45 %: never 100 % before it is done, never 0 % once it has begun. */
export function percent(progress: number | null | undefined): string {
  if (progress === null || progress === undefined || !Number.isFinite(progress)) return UNKNOWN;
  if (progress >= 1) return '100 %';
  const rounded = Math.min(99, Math.floor(progress * 100));
  return progress > 0 && rounded === 0 ? '<1 %' : `${Math.max(0, rounded)} %`;
}

/** 3723000 -> 1 h 2 min: two units at most. */
export function duration(milliseconds: number | null | undefined): string {
  if (milliseconds === null || milliseconds === undefined || !Number.isFinite(milliseconds)) return UNKNOWN;
  if (milliseconds < 1000) return `${Math.max(0, Math.round(milliseconds))} ms`;
  const seconds = Math.floor(milliseconds / 1000);
  if (seconds < 60) return `${seconds} s`;
  const minutes = Math.floor(seconds / 60);
  if (minutes < 60) return `${minutes} min ${seconds % 60} s`;
  const hours = Math.floor(minutes / 60);
  if (hours < 24) return `${hours} h ${minutes % 60} min`;
  return `${Math.floor(hours / 24)} d ${hours % 24} h`;
}

/** How long ago `at` was, seen from `now`: just now, 12 s ago, 3 min ago, in 2 h. */
export function relative(at: Date, now: number): string {
  const distance = now - at.getTime();
  const far = Math.abs(distance);
  if (far < 2_000) return 'just now';
  const words = largestUnit(far);
  return distance < 0 ? `in ${words}` : `${words} ago`;
}

function largestUnit(milliseconds: number): string {
  const seconds = Math.floor(milliseconds / 1000);
  if (seconds < 60) return `${seconds} s`;
  if (seconds < 3600) return `${Math.floor(seconds / 60)} min`;
  if (seconds < 86_400) return `${Math.floor(seconds / 3600)} h`;
  return `${Math.floor(seconds / 86_400)} d`;
}

/** The exact moment in the reader's zone, with the zone. */
export const exact = (at: Date): string =>
  at.toLocaleString('en-GB', { dateStyle: 'medium', timeStyle: 'medium' }) + ` ${zoneOf(at)}`;

function zoneOf(at: Date): string {
  const minutes = -at.getTimezoneOffset();
  if (minutes === 0) return 'UTC';
  const pad = (value: number): string => String(Math.floor(Math.abs(value))).padStart(2, '0');
  return `UTC${minutes < 0 ? '-' : '+'}${pad(minutes / 60)}:${pad(minutes % 60)}`;
}

/** The latency in the words of the product: X seconds (updated Y seconds ago). */
export function latencyWords(latencyMs: number, updatedAgoMs: number | null): string {
  const seconds = latencyMs / 1000;
  const x = seconds < 10 ? seconds.toFixed(1) : whole.format(Math.floor(seconds));
  const y = updatedAgoMs === null ? null : Math.max(0, Math.floor(updatedAgoMs / 1000));
  const updated = y === null ? '' : ` (updated ${whole.format(y)} ${y === 1 ? 'second' : 'seconds'} ago)`;
  return `${x} ${x === '1' ? 'second' : 'seconds'}${updated}`;
}

/** FULL_MIGRATION -> Full migration. */
export function words(name: string): string {
  const text = name.toLowerCase().replaceAll('_', ' ');
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** schema.table, or the table alone. */
export const tableWords = (name: { readonly schema?: string | null; readonly name: string }): string =>
  name.schema ? `${name.schema}.${name.name}` : name.name;

/** 1 table, 2 tables. */
export const plural = (value: number, one: string, many = `${one}s`): string =>
  `${count(value)} ${value === 1 ? one : many}`;
