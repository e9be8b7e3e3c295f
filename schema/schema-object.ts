/** Objects of the schema migration: tables, indexes, views and the like, each with its DDL and what became of it. */
import type {
  SchemaConversion,
  SchemaObject,
  SchemaObjectKind,
  SchemaObjectStatus,
} from '../server/task/observation.ts';
import { builder } from './builder.ts';
import { enumOf } from './enum-of.ts';
import { Reason } from './errors.ts';
import { encodeId } from './global-id.ts';
import { forReaderOfRows } from './row-detail.ts';
import { TableNameType } from './table-name.ts';

export const SchemaObjectStatusEnum = enumOf<SchemaObjectStatus>('SchemaObjectStatus', 'Where an object stands.', {
  INITIALIZING: 'Known, nothing done yet.',
  DDL_OBTAINED: 'Its source DDL is read.',
  CREATING: 'The target is making it.',
  READY: 'Converted; waits for its turn.',
  COMPLETED: 'Made, as it was.',
  COMPLETED_WITH_CONVERSION: 'Made, with something converted.',
  SKIPPED: 'It existed and fits, or a person skipped it.',
  FAILED: 'The target refused it.',
  FAILED_TO_OBTAIN_DDL: 'The source did not give its DDL.',
  NOT_SUPPORTED: 'It cannot be moved.',
});

const SchemaObjectKindEnum = enumOf<SchemaObjectKind>('SchemaObjectKind', 'The kinds of objects.', {
  SCHEMA: 'A schema (database).',
  EXTENSION: 'An extension in use.',
  TYPE: 'An enum, domain or composite type.',
  SEQUENCE: 'A sequence.',
  TABLE: 'A table.',
  INDEX: 'An index.',
  CONSTRAINT: 'A constraint.',
  VIEW: 'A view.',
  MATERIALIZED_VIEW: 'A materialized view.',
  COMMENT: 'A comment.',
});

const FidelityEnum = enumOf<SchemaConversion['fidelity']>('Fidelity', 'How faithful a conversion is.', {
  EXACT: 'Means the same.',
  WIDENED: 'Holds all values, and more.',
  LOSSY: 'May lose something.',
  UNSUPPORTED: 'Cannot be expressed on the target.',
});

const SchemaStageEnum = enumOf<SchemaObject['stage']>('SchemaStage', 'When an object is made.', {
  BEFORE_COPY: 'Before the rows are copied.',
  AFTER_COPY: 'After the rows are copied: secondary indexes, foreign keys, other constraints.',
});

const SchemaConversionType = builder.objectRef<SchemaConversion>('SchemaConversion').implement({
  description: 'Something that was converted to the dialect of the target.',
  fields: (t) => ({
    what: t.exposeString('what', { description: 'What was converted.' }),
    from: t.exposeString('from', { description: 'As it is at the source.' }),
    to: t.exposeString('to', { description: 'As it is at the target.' }),
    fidelity: t.expose('fidelity', { type: FidelityEnum, description: 'How faithful it is.' }),
  }),
});

const SchemaObjectRef = builder.objectRef<SchemaObject>('SchemaObject');
export const SchemaObjectType = SchemaObjectRef;
builder.node(SchemaObjectRef, {
  description: 'One object of the schema migration.',
  id: { resolve: (object) => object.id, description: 'The id.' },
  loadOne: (id, { ports }) => ports.observation.schemaObject(id),
  fields: (t) => ({
    kind: t.expose('kind', { type: SchemaObjectKindEnum, description: 'The kind of object.' }),
    source: t.expose('source', { type: TableNameType, description: 'Its name at the source.' }),
    target: t.expose('target', { type: TableNameType, description: 'Its name at the target.' }),
    parentId: t.id({
      nullable: true,
      description:
        'The table, or materialized view, that an index, constraint or comment belongs to, as an object; null for what is on none.',
      resolve: (object) => (object.parent === null ? null : encodeId('SchemaObject', object.parent)),
    }),
    table: t.expose('table', {
      type: TableNameType,
      nullable: true,
      description: 'The name at the source of what parentId names; null where that is.',
    }),
    status: t.expose('status', { type: SchemaObjectStatusEnum, description: 'Where it stands.' }),
    stage: t.expose('stage', { type: SchemaStageEnum, description: 'When it is made.' }),
    sourceDdl: t.exposeString('sourceDdl', {
      nullable: true,
      description: 'Its statement at the source; null before it is read.',
    }),
    convertedDdl: t.exposeString('convertedDdl', { nullable: true, description: 'The statement for the target.' }),
    revision: t.exposeInt('revision', {
      description: 'Raised whenever somebody sets the statement; to be given back with a change of it.',
    }),
    conversions: t.field({
      type: [SchemaConversionType],
      description: 'Each conversion with its fidelity.',
      resolve: (object) => [...object.conversions],
    }),
    ran: t.exposeString('ran', { nullable: true, description: 'What the target ran.' }),
    answered: t.string({
      nullable: true,
      description: 'What the target answered; it can hold values of rows: null for the role VIEWER.',
      resolve: (object, _arguments, { actor }) => forReaderOfRows(actor, object.answered),
    }),
    error: t.expose('error', { type: Reason, nullable: true, description: 'What went wrong; null otherwise.' }),
    startedAt: t.expose('startedAt', {
      type: 'DateTime',
      nullable: true,
      description: 'When the target began to make it.',
    }),
    completedAt: t.expose('completedAt', { type: 'DateTime', nullable: true, description: 'When it was made.' }),
  }),
});

export const SchemaObjectFilterInput = builder.inputType('SchemaObjectFilter', {
  description: 'Which objects; what is left out does not filter.',
  fields: (t) => ({
    sourceSchema: t.string({ description: 'Only those in this schema (database) of the source.' }),
    targetSchema: t.string({ description: 'Only those in this schema (database) of the target.' }),
    keyword: t.string({ description: 'Part of the name, whatever the case.' }),
    onlyWithErrors: t.boolean({ description: 'Only those with an error.' }),
    kinds: t.field({ type: [SchemaObjectKindEnum], description: 'Only these kinds.' }),
    statuses: t.field({ type: [SchemaObjectStatusEnum], description: 'Only these statuses.' }),
    stage: t.field({ type: SchemaStageEnum, description: 'Only those that are made then.' }),
  }),
});
