/** What a task migrates: the rules that people write, what they mean, and changes of them. */
import type { ColumnMapping, TableMapping } from '../server/core/object-map.ts';
import type {
  ObjectRule,
  SelectionPreview,
  SelectionRules,
  SharedTarget,
  WildcardRule,
} from '../server/selection/selection-service.ts';
import { builder } from './builder.ts';
import { pageOf } from '../server/core/page-of.ts';
import { connectionOf, connectionType, edgeType, pageRequest } from './connection.ts';
import { Reason } from './errors.ts';
import { TableNameType } from './table-name.ts';

/** Of what is told beside a page: the first are enough to act upon. */
const MOST_SHOWN = 100;

const ColumnMappingType = builder.objectRef<ColumnMapping>('ColumnMapping').implement({
  description: 'A column and its name at the target.',
  fields: (t) => ({
    source: t.exposeString('source', { description: 'Its name at the source.' }),
    target: t.exposeString('target', { description: 'Its name at the target.' }),
  }),
});

export const MigratedObjectType = builder.objectRef<TableMapping>('MigratedObject').implement({
  description: 'A table that is migrated.',
  fields: (t) => ({
    tableId: t.exposeString('id', { description: 'The table within the task; stable over restarts.' }),
    source: t.expose('source', { type: TableNameType, description: 'Its name at the source.' }),
    target: t.expose('target', { type: TableNameType, description: 'Its name at the target.' }),
    columns: t.field({
      type: [ColumnMappingType],
      nullable: true,
      description: 'The columns chosen; null for all, with the same names.',
      resolve: (table) => (table.columns === null ? null : [...table.columns]),
    }),
    rowFilter: t.exposeString('rowFilter', { nullable: true, description: 'Which rows; null for all.' }),
  }),
});

export const ObjectRuleType = builder.objectRef<ObjectRule>('ObjectRule').implement({
  description: 'A table that is chosen by name.',
  fields: (t) => ({
    schema: t.exposeString('schema', { description: 'The schema that holds it.' }),
    name: t.exposeString('name', { description: 'Its name.' }),
    targetSchema: t.exposeString('targetSchema', {
      nullable: true,
      description: 'The schema at the target; null for the same.',
    }),
    targetName: t.exposeString('targetName', {
      nullable: true,
      description: 'The name at the target; null for the same.',
    }),
    columns: t.field({
      type: [ColumnMappingType],
      nullable: true,
      description: 'The columns chosen; null for all.',
      resolve: (rule) => (rule.columns ? [...rule.columns] : null),
    }),
    rowFilter: t.exposeString('rowFilter', { nullable: true, description: 'Which rows; null for all.' }),
  }),
});

const WildcardRuleType = builder.objectRef<WildcardRule>('WildcardRule').implement({
  description: 'Tables that are chosen by pattern: * is any text, ? one character.',
  fields: (t) => ({
    schema: t.exposeString('schema', { description: 'Pattern of the schema.' }),
    name: t.exposeString('name', { description: 'Pattern of the name.' }),
    targetSchema: t.exposeString('targetSchema', {
      nullable: true,
      description: 'The schema at the target, with {schema} and {name}; null for the same.',
    }),
    targetName: t.exposeString('targetName', {
      nullable: true,
      description: 'The name at the target, with {schema} and {name}; null for the same.',
    }),
  }),
});

export const SelectionType = builder.objectRef<{ rules: SelectionRules; revision: number }>('Selection').implement({
  description: 'The rules that choose the objects of a task.',
  fields: (t) => ({
    objects: t.field({
      type: [ObjectRuleType],
      description: 'Tables by name; all rules together are at most 10 000.',
      resolve: ({ rules }) => [...rules.objects],
    }),
    include: t.field({
      type: [WildcardRuleType],
      description: 'Tables by pattern; the first that matches counts. All rules together are at most 10 000.',
      resolve: ({ rules }) => [...rules.include],
    }),
    exclude: t.field({
      type: [WildcardRuleType],
      description: 'Patterns of tables that are left out; all rules together are at most 10 000.',
      resolve: ({ rules }) => [...rules.exclude],
    }),
    revision: t.exposeInt('revision', { description: 'For expectedRevision.' }),
  }),
});

const SharedTargetType = builder.objectRef<SharedTarget>('SharedTarget').implement({
  description: 'A table of the target that several tables of the source go into.',
  fields: (t) => ({
    target: t.expose('target', { type: TableNameType, description: 'The table at the target.' }),
    sources: t.field({
      type: [TableNameType],
      description: 'The tables that go into it, at most 100; the structure of the target is that of the first.',
      resolve: (shared) => shared.sources.slice(0, MOST_SHOWN),
    }),
    sourcesTotal: t.int({ description: 'How many tables go into it.', resolve: (shared) => shared.sources.length }),
  }),
});

export const SelectionPreviewType = builder.objectRef<SelectionPreview>('SelectionPreview').implement({
  description: 'What rules mean against the source now.',
  fields: (t) => ({
    tables: t.connection(
      {
        type: MigratedObjectType,
        description: 'The tables that they choose, by name.',
        args: { keyword: t.arg.string({ description: 'Part of the schema or table name, whatever the case.' }) },
        resolve: ({ tables }, given) => {
          const keyword = given.keyword?.toLowerCase() ?? '';
          const wanted = tables.filter(({ source: { schema, name } }) =>
            [schema, name].some((part) => part.toLowerCase().includes(keyword)),
          );
          return connectionOf(pageOf(wanted, ({ source: { schema, name } }) => [schema, name], pageRequest(given)));
        },
      },
      connectionType('PlannedTable'),
      edgeType('PlannedTable'),
    ),
    shared: t.field({
      type: [SharedTargetType],
      description:
        'Where several tables go into one: no two of them may have the same key, and a TRUNCATE of one stops the stream, because its rows cannot be told from the others. Of a task that runs, all of them are removed together. At most 100.',
      resolve: (preview) => preview.shared.slice(0, MOST_SHOWN),
    }),
    unmatched: t.stringList({
      description: 'Rules that match nothing; at most 100.',
      resolve: (preview) => preview.unmatched.slice(0, MOST_SHOWN),
    }),
    errors: t.field({
      type: [Reason],
      description: 'What is wrong with them; at most 100.',
      resolve: (preview) => preview.errors.slice(0, MOST_SHOWN),
    }),
  }),
});

const ColumnMappingInput = builder.inputType('ColumnMappingInput', {
  description: 'A column and its name at the target.',
  fields: (t) => ({
    source: t.string({ required: true, description: 'Its name at the source.' }),
    target: t.string({ required: true, description: 'Its name at the target.' }),
  }),
});

export const ObjectRuleInput = builder.inputType('ObjectRuleInput', {
  description: 'A table, chosen by name.',
  fields: (t) => ({
    schema: t.string({ required: true, description: 'The schema that holds it.' }),
    name: t.string({ required: true, description: 'Its name.' }),
    targetSchema: t.string({ description: 'The schema at the target; default the same.' }),
    targetName: t.string({ description: 'The name at the target; default the same.' }),
    columns: t.field({ type: [ColumnMappingInput], description: 'The columns; default all.' }),
    rowFilter: t.string({ description: 'Which rows; default all.' }),
  }),
});

export const ObjectTargetInput = builder.inputType('ObjectTargetInput', {
  description: 'A table of a task, and another name for it at the target.',
  fields: (t) => ({
    schema: t.string({ required: true, description: 'The schema that holds it at the source.' }),
    name: t.string({ required: true, description: 'Its name at the source.' }),
    targetSchema: t.string({ description: 'The schema at the target; default as it is now.' }),
    targetName: t.string({ description: 'The name at the target; default as it is now.' }),
  }),
});

const WildcardRuleInput = builder.inputType('WildcardRuleInput', {
  description: 'Tables, chosen by pattern: * is any text, ? one character.',
  fields: (t) => ({
    schema: t.string({ required: true, description: 'Pattern of the schema.' }),
    name: t.string({ required: true, description: 'Pattern of the name.' }),
    targetSchema: t.string({ description: 'The schema at the target, with {schema} and {name}; default the same.' }),
    targetName: t.string({ description: 'The name at the target, with {schema} and {name}; default the same.' }),
  }),
});

export const SelectionInput = builder.inputType('SelectionInput', {
  description: 'Which objects: those by name, and those that a pattern of include matches and none of exclude.',
  fields: (t) => ({
    objects: t.field({ type: [ObjectRuleInput], description: 'Tables by name.' }),
    include: t.field({ type: [WildcardRuleInput], description: 'Tables by pattern.' }),
    exclude: t.field({ type: [WildcardRuleInput], description: 'Patterns of tables to leave out.' }),
  }),
});

export const rulesOf = (input: typeof SelectionInput.$inferInput): SelectionRules => ({
  objects: input.objects ?? [],
  include: input.include ?? [],
  exclude: input.exclude ?? [],
});
