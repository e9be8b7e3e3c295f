/**
 * A column's type -> how its values travel as a parameter array. Plain built-in scalars go as arrays of their own type;
 * everything else (arrays, composites, domains, enums) goes as text[] and each element is cast. Type modifiers are left
 * off: an explicit cast would cut a value silently, while the assignment to the column refuses it.
 */
const BARE = new Set(['smallint', 'integer', 'bigint', 'numeric', 'real', 'double precision', 'oid']);
const SCALAR = new Set([
  ...BARE,
  'text',
  'character varying',
  'uuid',
  'boolean',
  'date',
  'timestamp without time zone',
  'timestamp with time zone',
  'time without time zone',
  'time with time zone',
  'interval',
  'json',
  'jsonb',
  'bytea',
  'inet',
  'cidr',
  'macaddr',
]);

export interface ParameterType {
  /** Element type of the array parameter. */
  readonly array: string;
  /** Cast applied to each element, or null when it has its type already. */
  readonly cast: string | null;
  readonly bare: boolean;
}

export function parameterType(type: string): ParameterType {
  const plain = withoutModifier(type);
  if (SCALAR.has(plain)) return { array: plain, cast: null, bare: BARE.has(plain) };
  return { array: 'text', cast: plain, bare: false };
}

/** `numeric(10,2)[]` -> `numeric[]`, `timestamp(3) with time zone` -> `timestamp with time zone`; never touches quoted names. */
export function withoutModifier(type: string): string {
  if (type.includes('"')) return type === '"char"' ? type : type.replace(/\(\d+(,-?\d+)?\)(?=(\[\])*$)/, '');
  const plain = type.replace(/\(\d+(,\s*-?\d+)?\)/, '');
  const dimensions = plain.endsWith('[]') ? '[]' : '';
  const element = dimensions === '' ? plain : plain.slice(0, -2);
  if (element === 'character') return `bpchar${dimensions}`;
  if (element === 'bit') return `bit varying${dimensions}`;
  if (element.startsWith('interval ')) return `interval${dimensions}`;
  return plain;
}
