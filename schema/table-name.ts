/** The name of a table at one end. */
import type { TableName } from '../server/core/object-map.ts';
import { builder } from './builder.ts';

export const TableNameType = builder.objectRef<TableName>('TableName').implement({
  description: 'The name of a table or another object of a database.',
  fields: (t) => ({
    schema: t.exposeString('schema', { description: 'The schema (or database) that holds it.' }),
    name: t.exposeString('name', { description: 'Its name, unquoted.' }),
  }),
});
