/**
 * The ISO text of a date or timestamp -> microseconds since 1970-01-01 in UTC, over the database's whole range: BC, years
 * beyond 9999, both infinities.
 */
const ISO =
  /^(\d{4,})-(\d\d)-(\d\d)(?: (\d\d):(\d\d):(\d\d)(?:\.(\d{1,6}))?(?:([+-])(\d\d)(?::(\d\d)(?::(\d\d))?)?)?)?( BC)?$/;
const DAY_MICROS = 86_400_000_000n;
/** Beyond every moment that a database has. */
const INFINITY = 1n << 80n;

export function momentOf(text: string): bigint {
  if (text === 'infinity') return INFINITY;
  if (text === '-infinity') return -INFINITY;
  const parts = ISO.exec(text);
  if (!parts) throw new RangeError(`not a moment: ${text}`);
  const [, year, month, day, hours, minutes, seconds, fraction, sign, ...zone] = parts;
  const era = parts[12] === undefined ? Number(year) : 1 - Number(year);
  const clock = Number(hours ?? 0) * 3600 + Number(minutes ?? 0) * 60 + Number(seconds ?? 0);
  const offset = Number(zone[0] ?? 0) * 3600 + Number(zone[1] ?? 0) * 60 + Number(zone[2] ?? 0);
  const inUtc = clock - (sign === '-' ? -offset : offset);
  return (
    BigInt(daysSince1970(era, Number(month), Number(day))) * DAY_MICROS +
    BigInt(inUtc) * 1_000_000n +
    BigInt((fraction ?? '').padEnd(6, '0'))
  );
}

/** Days of the proleptic Gregorian calendar (year 0 is 1 BC), counted in eras of 400 years that begin in March. */
function daysSince1970(year: number, month: number, day: number): number {
  const shifted = month <= 2 ? year - 1 : year;
  const era = Math.floor(shifted / 400);
  const yearOfEra = shifted - era * 400;
  const dayOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + day - 1;
  return (
    era * 146_097 + yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear - 719_468
  );
}
