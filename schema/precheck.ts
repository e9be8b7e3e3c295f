/** Items of the precheck, as they are shown and counted. */
import type { PrecheckItem, PrecheckResult } from '../server/task/observation.ts';
import { builder } from './builder.ts';
import { enumOf } from './enum-of.ts';
import { Reason } from './errors.ts';

const PrecheckResultEnum = enumOf<PrecheckResult>('PrecheckResult', 'What an item found.', {
  PASSED: 'As it should be.',
  WARNING: 'Works, but should be looked at.',
  FAILED: 'Must be mended before the task can go on.',
  SKIPPED: 'Not applicable, or skipped by a person.',
});

const PrecheckSideEnum = enumOf<PrecheckItem['side']>('PrecheckSide', 'Which database an item is about.', {
  SOURCE: 'The source.',
  TARGET: 'The target.',
  BOTH: 'Both.',
});

export const PrecheckItemType = builder.objectRef<PrecheckItem>('PrecheckItem').implement({
  description: 'One thing that the precheck looks at.',
  fields: (t) => ({
    id: t.exposeString('id', {
      description: 'Names this item within its task, the same in every run; for precheckRun and precheckItemsSkip.',
    }),
    name: t.exposeString('name', {
      description: 'What is looked at; precheckRun and precheckItemsSkip take it for all items of the name.',
    }),
    object: t.exposeString('object', {
      nullable: true,
      description: 'The table or object it is about; null for the whole.',
    }),
    side: t.expose('side', { type: PrecheckSideEnum, description: 'Which database it is about.' }),
    result: t.expose('result', { type: PrecheckResultEnum, description: 'The result.' }),
    found: t.exposeString('found', { nullable: true, description: 'What was found.' }),
    wanted: t.exposeString('wanted', { nullable: true, description: 'What is wanted.' }),
    remedy: t.exposeString('remedy', { nullable: true, description: 'The statement that mends it.' }),
    error: t.expose('error', { type: Reason, nullable: true, description: 'The error when it failed.' }),
    skippable: t.exposeBoolean('skippable', { description: 'Whether a person may skip it.' }),
    skippedBy: t.exposeString('skippedBy', { nullable: true, description: 'Who skipped it.' }),
    skipReason: t.exposeString('skipReason', { nullable: true, description: 'Why it was skipped.' }),
    at: t.expose('at', { type: 'DateTime', description: 'When it was looked at.' }),
  }),
});

export const PrecheckItemCount = builder
  .objectRef<{ result: PrecheckResult; count: number }>('PrecheckItemCount')
  .implement({
    description: 'How many items have a result.',
    fields: (t) => ({
      result: t.expose('result', { type: PrecheckResultEnum, description: 'The result.' }),
      count: t.exposeInt('count', { description: 'How many.' }),
    }),
  });

export const PrecheckItemFilterInput = builder.inputType('PrecheckItemFilter', {
  description: 'Which items; what is left out does not filter.',
  fields: (t) => ({ results: t.field({ type: [PrecheckResultEnum], description: 'Only these results.' }) }),
});
