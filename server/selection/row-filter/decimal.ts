/** Exact decimals of any length, with the special values of SQL's numeric: -Infinity < numbers < Infinity < NaN = NaN. */
export interface Decimal {
  /** -1 for -Infinity, 0 for a number, 1 for Infinity, 2 for NaN. */
  readonly rank: -1 | 0 | 1 | 2;
  readonly units: bigint;
  /** The value is units / 10^scale; never negative. */
  readonly scale: number;
}

const SPECIAL: Readonly<Record<string, Decimal>> = {
  '-Infinity': { rank: -1, units: 0n, scale: 0 },
  Infinity: { rank: 1, units: 0n, scale: 0 },
  NaN: { rank: 2, units: 0n, scale: 0 },
};
const PARTS = /^([+-]?)(\d*)(?:\.(\d*))?(?:[eE]([+-]?\d+))?$/;

export function decimalOf(text: string): Decimal {
  const special = SPECIAL[text];
  if (special) return special;
  const parts = PARTS.exec(text);
  if (!parts) throw new RangeError(`not a number: ${text}`);
  const [, sign, whole = '', fraction = '', exponent = '0'] = parts;
  const units = BigInt(`${whole}${fraction}` || '0') * (sign === '-' ? -1n : 1n);
  const scale = fraction.length - Number(exponent);
  return scale >= 0 ? { rank: 0, units, scale } : { rank: 0, units: units * 10n ** BigInt(-scale), scale: 0 };
}

export function compareDecimals(a: Decimal, b: Decimal): number {
  if (a.rank !== b.rank || a.rank !== 0) return a.rank - b.rank;
  const left = a.scale < b.scale ? a.units * 10n ** BigInt(b.scale - a.scale) : a.units;
  const right = b.scale < a.scale ? b.units * 10n ** BigInt(a.scale - b.scale) : b.units;
  return left < right ? -1 : left > right ? 1 : 0;
}
