/** Files to download. A file itself is never in GraphQL: the field answers a link. */
import type { Download, FileRequest } from '../server/files/file-service.ts';
import { builder } from './builder.ts';
import { enumOf } from './enum-of.ts';
import { COMPONENT, idOf, TASK } from './global-id.ts';
import { SubtaskKindEnum } from './subtask.ts';

const RUN = ['VerificationRun'];

const DownloadType = builder.objectRef<Download>('Download').implement({
  description:
    'A link to a file, good for five minutes. It needs no token and has the rights of who asked for it, as long as their token is valid; a request with a token of somebody else is refused. Refusals are JSON with code, message and remedy: LINK_INVALID, LINK_EXPIRED, FILE_GONE, FORBIDDEN, UNAUTHENTICATED.',
  fields: (t) => ({
    url: t.expose('url', { type: 'URL', description: 'Path and query, at the address of this service; for GET.' }),
    expiresAt: t.expose('expiresAt', { type: 'DateTime', description: 'Until when a download can begin.' }),
    name: t.exposeString('name', { description: 'The name of the file.' }),
    sizeBytes: t.expose('sizeBytes', {
      type: 'BigInt',
      nullable: true,
      description: 'Its bytes; null for a file that is made while it is sent.',
    }),
    sha256: t.exposeString('sha256', {
      nullable: true,
      description:
        'SHA-256 of its bytes, in hexadecimal; null for a file that is made while it is sent: its digest then follows it as the HTTP trailer Content-Digest (RFC 9530).',
    }),
  }),
});

const ConfigurationFormatEnum = enumOf<'CSV' | 'JSON'>('ObjectConfigurationFormat', 'How objects are written down.', {
  CSV: 'A line each: source_database, source_table, target_database, target_table, column_mapping, row_filter, rule (TABLE, INCLUDE or EXCLUDE).',
  JSON: 'One object with version, objects, include and exclude, as in Selection.',
});

const ConversionFormEnum = enumOf<'CONVERSIONS' | 'CONVERSIONS_AND_DDL'>(
  'SchemaConversionForm',
  'What the file of schema conversions holds.',
  {
    CONVERSIONS: 'Each object with its status and conversions.',
    CONVERSIONS_AND_DDL: 'The same, with the whole statements of source and target.',
  },
);

const ObjectConfigurationFileInput = builder.inputType('ObjectConfigurationFile', {
  description: 'The object configuration of a task; objectConfigurationImport reads it.',
  fields: (t) => ({
    taskId: t.id({ required: true, description: 'The task.' }),
    format: t.field({ type: ConfigurationFormatEnum, required: true, description: 'How it is written down.' }),
  }),
});

const SchemaConversionsFileInput = builder.inputType('SchemaConversionsFile', {
  description: 'The objects of the schema migration with their conversions, as CSV.',
  fields: (t) => ({
    taskId: t.id({ required: true, description: 'The task.' }),
    form: t.field({ type: ConversionFormEnum, required: true, description: 'What it holds.' }),
  }),
});

const ConflictsFileInput = builder.inputType('ConflictsFile', {
  description:
    'The conflicts of a task, oldest first, as JSON Lines: time, phase, table, operation, key, both rows, what was done. Needs the role OPERATOR.',
  fields: (t) => ({
    taskId: t.id({ required: true, description: 'The task.' }),
    phase: t.field({ type: SubtaskKindEnum, description: 'Only those of this phase.' }),
  }),
});

const DownloadFileInput = builder.inputType('DownloadFile', {
  description: 'Which file: exactly one.',
  isOneOf: true,
  fields: (t) => ({
    objectConfiguration: t.field({ type: ObjectConfigurationFileInput, description: 'The objects of a task.' }),
    schemaConversions: t.field({ type: SchemaConversionsFileInput, description: 'Schema conversion information.' }),
    conflicts: t.field({ type: ConflictsFileInput, description: 'Conflict logs. Needs the role OPERATOR.' }),
    componentLog: t.id({
      description: 'The log of the latest run of this component; without values of rows for the role VIEWER.',
    }),
    differences: t.id({
      description: 'The rows that this verification run found different, as JSON Lines. Needs the role OPERATOR.',
    }),
    corrections: t.id({
      description:
        'The statements that correct the open differences of this verification run, as SQL for the target. Needs the role OPERATOR.',
    }),
  }),
});

/** Null when an id is none of ours. */
function requestOf(file: typeof DownloadFileInput.$inferInput): FileRequest | null {
  const { objectConfiguration, schemaConversions, conflicts, componentLog, differences, corrections } = file;
  if (objectConfiguration) {
    const taskId = idOf(objectConfiguration.taskId, TASK);
    return taskId === null ? null : { kind: 'OBJECT_CONFIGURATION', taskId, format: objectConfiguration.format };
  }
  if (schemaConversions) {
    const taskId = idOf(schemaConversions.taskId, TASK);
    const withDdl = schemaConversions.form === 'CONVERSIONS_AND_DDL';
    return taskId === null ? null : { kind: 'SCHEMA_CONVERSIONS', taskId, withDdl };
  }
  if (conflicts) {
    const taskId = idOf(conflicts.taskId, TASK);
    return taskId === null ? null : { kind: 'CONFLICTS', taskId, phase: conflicts.phase ?? null };
  }
  if (componentLog) {
    const componentId = idOf(componentLog, COMPONENT);
    return componentId === null ? null : { kind: 'COMPONENT_LOG', componentId };
  }
  const runId = idOf(differences ?? corrections ?? '', RUN);
  return runId === null ? null : { kind: differences ? 'DIFFERENCES' : 'CORRECTIONS', runId };
}

builder.queryField('download', (t) =>
  t.field({
    type: DownloadType,
    nullable: true,
    authScopes: { viewer: true },
    description: 'A link to a file; null when what it is about does not exist.',
    args: { file: t.arg({ type: DownloadFileInput, required: true, description: 'Which file.' }) },
    resolve: (_root, { file }, { ports, actor }) => {
      const request = requestOf(file);
      return request === null ? null : ports.files.download(request, actor);
    },
  }),
);
