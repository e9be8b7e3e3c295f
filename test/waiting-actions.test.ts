import { expect, test } from 'vitest';
import { schema } from '../schema/schema.ts';
import { WAITING_ACTIONS } from '../server/task/task-types.ts';

test('each action that a task can wait for is a mutation of the schema', () => {
  const mutations = Object.keys(schema.getMutationType()?.getFields() ?? {});
  expect(WAITING_ACTIONS.filter((action) => !mutations.includes(action))).toEqual([]);
});
