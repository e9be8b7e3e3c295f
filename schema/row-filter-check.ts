/** Whether a row filter can be used for a table, asked while a person writes it: syntax, columns, types, and the database's word. */
import type { ErrorReason } from '../server/core/errors.ts';
import { builder } from './builder.ts';
import { Reason } from './errors.ts';
import { ENDPOINT, requiredId } from './global-id.ts';

interface RowFilterCheck {
  readonly rowFilter: string;
  readonly error: ErrorReason | null;
}

const RowFilterCheckType = builder.objectRef<RowFilterCheck>('RowFilterCheck').implement({
  description: 'What is wrong with a row filter, if anything.',
  fields: (t) => ({
    rowFilter: t.exposeString('rowFilter', { description: 'The filter that was checked, as it was given.' }),
    error: t.expose('error', {
      type: Reason,
      nullable: true,
      description: 'Why it cannot be used: FILTER_INVALID, or OBJECT_NOT_FOUND without such a table; null when it can.',
    }),
    position: t.int({
      nullable: true,
      description: 'Where in the filter the fault is, in characters from 0; null when it is in no one place.',
      resolve: ({ error }) => (typeof error?.facts['offset'] === 'number' ? error.facts['offset'] : null),
    }),
  }),
});

builder.queryField('rowFilterCheck', (t) =>
  t.field({
    type: RowFilterCheckType,
    nullable: true,
    authScopes: { operator: true },
    description:
      'Checks a row filter against a table of an endpoint as it is now; contacts the database, changes nothing. Nothing but blanks is no filter, and right.',
    args: {
      endpointId: t.arg.id({ required: true, description: 'The source.' }),
      schema: t.arg.string({ required: true, description: 'The schema that holds the table.' }),
      name: t.arg.string({ required: true, description: 'The table.' }),
      rowFilter: t.arg.string({ required: true, description: 'The filter.' }),
    },
    resolve: async (_root, { endpointId, schema, name, rowFilter }, { ports }) => {
      const rules = { objects: [{ schema, name, rowFilter }], include: [], exclude: [] };
      const { errors } = await ports.selection.preview(requiredId(endpointId, ENDPOINT), rules);
      return { rowFilter, error: errors[0] ?? null };
    },
  }),
);
