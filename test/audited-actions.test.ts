import { expect, test } from 'vitest';
import { schema } from '../schema/schema.ts';
import { AUDITED_ACTIONS } from '../server/events/recording.ts';

test('every mutation of the schema has its name on the audit trail, but those that are written as others', () => {
  const others = ['tasksDelete', 'tasksRelease', 'tasksResume', 'tasksStart', 'tasksStop', 'objectConfigurationImport'];
  const mutations = Object.keys(schema.getMutationType()?.getFields() ?? {});
  expect([...AUDITED_ACTIONS, ...others].toSorted()).toEqual(mutations.toSorted());
});
