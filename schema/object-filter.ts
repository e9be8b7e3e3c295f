/** The filter that lists of tables share. */
import { builder } from './builder.ts';

export const ObjectFilterInput = builder.inputType('ObjectFilter', {
  description: 'Which tables; what is left out does not filter.',
  fields: (t) => ({
    sourceSchema: t.string({ description: 'Only those in this schema (database) of the source.' }),
    targetSchema: t.string({ description: 'Only those in this schema (database) of the target.' }),
    keyword: t.string({ description: 'Part of the name, whatever the case.' }),
    onlyWithErrors: t.boolean({ description: 'Only those with an error.' }),
    onlySchemaCompleted: t.boolean({ description: 'Verification: only those whose schema migration is completed.' }),
  }),
});
