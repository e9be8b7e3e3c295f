/** Files that are sent to the service, and what becomes of them. */
import type { ImportOutcome, RefusedLine, Upload } from '../server/files/file-service.ts';
import { builder } from './builder.ts';
import { commandOf, IDEMPOTENCY } from './command.ts';
import { enumOf } from './enum-of.ts';
import { Reason } from './errors.ts';
import { requiredId, TASK } from './global-id.ts';
import { SelectionType } from './migrated-object.ts';

const UploadPurposeEnum = enumOf<'OBJECT_CONFIGURATION'>('UploadPurpose', 'What an upload is for.', {
  OBJECT_CONFIGURATION: 'objectConfigurationImport.',
});

const UploadHeaderType = builder.objectRef<readonly [string, string]>('UploadHeader').implement({
  description: 'A header to send with an upload.',
  fields: (t) => ({
    name: t.string({ description: 'Its name.', resolve: ([name]) => name }),
    value: t.string({ description: 'Its value.', resolve: ([, value]) => value }),
  }),
});

const UploadType = builder.objectRef<Upload>('Upload').implement({
  description:
    'A link to send a file to, once and within five minutes; 204 when it is kept. It needs no token. What was sent is kept for half an hour, for who made it.',
  fields: (t) => ({
    uploadId: t.exposeString('id', { description: 'For the mutation that takes the file.' }),
    method: t.exposeString('method', { description: 'The HTTP method.' }),
    url: t.expose('url', { type: 'URL', description: 'Path and query, at the address of this service.' }),
    headers: t.field({
      type: [UploadHeaderType],
      description: 'Headers to send with it.',
      resolve: ({ headers }) => Object.entries(headers),
    }),
    expiresAt: t.expose('expiresAt', { type: 'DateTime', description: 'Until when sending can begin.' }),
  }),
});

builder.relayMutationField(
  'uploadCreate',
  {
    description: 'What is to be sent.',
    inputFields: (t) => ({
      purpose: t.field({ type: UploadPurposeEnum, required: true, description: 'What it is for.' }),
      sizeBytes: t.int({
        required: true,
        description: 'Exactly how many bytes will be sent, up to 67 108 864 (64 MiB).',
      }),
      idempotencyKey: t.string({ description: IDEMPOTENCY }),
    }),
  },
  {
    errors: {},
    authScopes: { operator: true },
    description: 'Makes a link to send a file to.',
    resolve: async (_root, { input }, context) => ({
      upload: await context.ports.files.createUpload(
        { purpose: input.purpose, sizeBytes: input.sizeBytes },
        commandOf(context, input),
      ),
    }),
  },
  {
    description: 'The link.',
    outputFields: (t) => ({
      upload: t.field({ type: UploadType, nullable: true, description: 'The link.', resolve: ({ upload }) => upload }),
    }),
  },
);

const RefusedLineType = builder.objectRef<RefusedLine>('RefusedLine').implement({
  description: 'A line of an imported file that is refused.',
  fields: (t) => ({
    line: t.exposeInt('line', {
      nullable: true,
      description: 'The line of a CSV file, from 1; null in JSON, and for what is wrong with the whole.',
    }),
    place: t.exposeString('place', { description: 'Where: "line 7", "include[2]" or "the file".' }),
    reason: t.expose('reason', { type: Reason, description: 'Why.' }),
  }),
});

builder.relayMutationField(
  'objectConfigurationImport',
  {
    description: 'What to import, and where to.',
    inputFields: (t) => ({
      taskId: t.id({ required: true, description: 'The task, which is NOT_STARTED.' }),
      uploadId: t.string({ required: true, description: 'The file: CSV or JSON, as `download` gives it.' }),
      dryRun: t.boolean({ required: true, description: 'True: only says what would be; the file stays.' }),
      expectedRevision: t.int({
        required: true,
        description: 'The revision of the selection that is replaced; a stale one is CONFLICT.',
      }),
      idempotencyKey: t.string({ description: IDEMPOTENCY }),
    }),
  },
  {
    errors: {},
    authScopes: { operator: true },
    description:
      'Validates all of a file against the source, then replaces the rules of the task by it. While a line is refused nothing is replaced.',
    resolve: async (_root, { input }, context) =>
      context.ports.files.importObjects(
        requiredId(input.taskId, TASK),
        { uploadId: input.uploadId, dryRun: input.dryRun, expectedRevision: input.expectedRevision },
        commandOf(context, input),
      ),
  },
  {
    description: 'What the file says, and what became of it.',
    outputFields: (t) => ({
      imported: t.boolean({
        description: 'Whether the rules were replaced: not in a dry run, and not while a line is refused.',
        resolve: (outcome: ImportOutcome) => outcome.imported,
      }),
      objects: t.int({
        description: 'Tables by name that it holds.',
        resolve: (outcome: ImportOutcome) => outcome.objects,
      }),
      include: t.int({ description: 'Patterns of tables.', resolve: (outcome: ImportOutcome) => outcome.include }),
      exclude: t.int({ description: 'Patterns to leave out.', resolve: (outcome: ImportOutcome) => outcome.exclude }),
      tables: t.int({
        description: 'Tables that it chooses at the source now.',
        resolve: (outcome: ImportOutcome) => outcome.tables,
      }),
      unmatched: t.stringList({
        description: 'Patterns that match nothing; the first 1 000.',
        resolve: (outcome: ImportOutcome) => [...outcome.unmatched],
      }),
      refused: t.field({
        type: [RefusedLineType],
        description: 'The lines that are refused; the first 1 000.',
        resolve: (outcome: ImportOutcome) => [...outcome.refused],
      }),
      refusedTotal: t.int({
        description: 'How many are refused.',
        resolve: (outcome: ImportOutcome) => outcome.refusedTotal,
      }),
      selection: t.field({
        type: SelectionType,
        nullable: true,
        description: 'The rules of the task as they are now.',
        resolve: (outcome: ImportOutcome, _arguments, { ports }) => ports.selection.rules(outcome.taskId),
      }),
    }),
  },
);
