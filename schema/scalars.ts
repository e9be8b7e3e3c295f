/** The scalars of the wire: what each accepts, and the one form in which it is written. */
import { GraphQLError } from 'graphql';
import { builder } from './builder.ts';

export type JsonValue = null | boolean | number | string | readonly JsonValue[] | { readonly [key: string]: JsonValue };

const refuse = (scalar: string, wanted: string): GraphQLError =>
  new GraphQLError(`${scalar} must be ${wanted}.`, { extensions: { code: 'BAD_INPUT' } });

const RFC_3339 = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d+)?(Z|[+-]\d{2}:\d{2})$/;

function text(scalar: string, value: unknown): string {
  if (typeof value !== 'string' || value.length === 0) throw refuse(scalar, 'a text');
  return value;
}

/** Years 1 to 9999: what four digits, a calendar and a database agree on. */
const inCommonEra = (moment: Date): boolean => moment.getUTCFullYear() >= 1 && moment.getUTCFullYear() <= 9999;

builder.scalarType('DateTime', {
  description: 'A moment, RFC 3339 in UTC with milliseconds: 2026-11-23T12:00:00.000Z.',
  serialize: (value) => new Date(value).toISOString(),
  parseValue: (value) => {
    const moment = typeof value === 'string' && RFC_3339.test(value) ? new Date(value) : null;
    if (moment === null || !inCommonEra(moment)) throw refuse('DateTime', 'RFC 3339 text');
    return moment;
  },
});

builder.scalarType('BigInt', {
  description: 'A whole number of any size, always a text on the wire: "12345678901234567890".',
  serialize: (value) => (typeof value === 'number' ? BigInt(Math.round(value)) : BigInt(value)).toString(),
  parseValue: (value) => {
    if (typeof value === 'number' && Number.isSafeInteger(value)) return BigInt(value);
    if (typeof value !== 'string' || !/^-?\d{1,40}$/.test(value)) throw refuse('BigInt', 'a whole number as text');
    return BigInt(value);
  },
});

builder.scalarType('Position', {
  description: 'A position in the change log of a database. Opaque: show it, hand it back, never take it apart.',
  serialize: (value) => value,
  parseValue: (value) => text('Position', value),
});

builder.scalarType('JSON', {
  description: 'Opaque JSON, only where a shape cannot be promised.',
  serialize: (value) => value,
  parseValue: (value) => value as JsonValue, // it came out of a JSON parser
});

builder.scalarType('URL', {
  description: 'An absolute or service-relative address.',
  serialize: (value) => value,
  parseValue: (value) => text('URL', value),
});
