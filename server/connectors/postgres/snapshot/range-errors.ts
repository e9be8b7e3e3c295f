/** What a server refuses while a range is copied, as our codes with the table: by SQLSTATE, the source's and the target's apart. */
import type { EndpointAddress } from '../../../core/endpoint-address.ts';
import { GodwitError } from '../../../core/errors.ts';
import type { TableName } from '../../../core/object-map.ts';
import { ServerError, sqlStateOf, toGodwitError } from '../errors.ts';
import { saidBy } from '../server-words.ts';

export interface RangePlace {
  readonly address: EndpointAddress;
  readonly table: TableName;
}

export function sourceError(error: unknown, { address, table }: RangePlace): GodwitError {
  const name = `${table.schema}.${table.name}`;
  const { detail, rowDetail } = saidBy(error);
  switch (sqlStateOf(error)) {
    case '42P01': // undefined_table
    case '3F000': // invalid_schema_name
      return new GodwitError('OBJECT_NOT_FOUND', { object: name }, { cause: error });
    case '42703': // undefined_column
      return new GodwitError('TABLE_CHANGED', { table: name, detail }, { cause: error, rowDetail });
    default:
      return toGodwitError(error, address, 'SOURCE_REFUSED_STATEMENT', { object: name });
  }
}

export function targetError(error: unknown, { address, table }: RangePlace): GodwitError {
  const name = `${table.schema}.${table.name}`;
  const { detail, rowDetail } = saidBy(error);
  const options = { cause: error, rowDetail };
  const state = sqlStateOf(error) ?? '';
  if (state === '42P01') return new GodwitError('TARGET_TABLE_MISSING', { table: name }, options);
  if (state === '42703') return new GodwitError('TARGET_TABLE_DIFFERS', { table: name, detail }, options);
  if (state.startsWith('22')) return new GodwitError('TARGET_REFUSED_VALUE', { table: name, detail }, options);
  if (state.startsWith('23')) {
    const fields = error instanceof ServerError ? error.fields : {};
    const constraint = fields['n'] ?? fields['c'] ?? 'a constraint';
    return new GodwitError('CONSTRAINT_VIOLATED', { table: name, constraint, detail }, options);
  }
  return toGodwitError(error, address, 'TARGET_REFUSED_STATEMENT');
}
