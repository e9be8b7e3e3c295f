/** FileService: what a link stands for, who may use it, and uploads in pieces. */
import { atLeast, type Actor, type Command } from '../core/actor.ts';
import { GodwitError } from '../core/errors.ts';
import type { NewId } from '../core/ids.ts';
import type { SelectionPreview, SelectionRules, SelectionService } from '../selection/selection-service.ts';
import type { TaskService } from '../task/task-service.ts';
import type { FileRecords } from './file-records.ts';
import type {
  Download,
  FileRequest,
  FileService,
  ImportOutcome,
  ImportRequest,
  OpenFile,
  Upload,
  UsedLink,
} from './file-service.ts';
import { outcomeOf, rulesOf } from './import-objects.ts';
import { producersOf, type Producer } from './producers.ts';
import { readObjects } from './read-objects.ts';
import { LinkSigner } from './signed-link.ts';

export const MOST_UPLOAD_BYTES = 64 * 1024 * 1024;
/** Kept at a time, by all actors: half an hour each at the most (housekeeping). */
const MOST_UPLOADS = 20;
const PART_BYTES = 1024 * 1024;
const PREFIX = '/files/';

export interface RecordedFilesDeps {
  readonly records: FileRecords;
  readonly selection: Pick<SelectionService, 'rules' | 'preview' | 'setRules'>;
  readonly tasks: Pick<TaskService, 'task'>;
  /** Of the service. */
  readonly key: Buffer;
  readonly newId: NewId;
  /** Default: the clock of this machine. */
  readonly now?: () => Date;
}

export class RecordedFiles implements FileService {
  readonly #deps: RecordedFilesDeps;
  readonly #signer: LinkSigner;
  readonly #producers: ReadonlyMap<string, Producer>;

  constructor(deps: RecordedFilesDeps) {
    this.#deps = deps;
    this.#signer = new LinkSigner(deps.key);
    this.#producers = new Map(producersOf(deps).map((producer) => [producer.slug, producer]));
  }

  async download(request: FileRequest, actor: Actor): Promise<Download | null> {
    const { slug, subject, detail } = partsOf(request);
    const producer = this.#producerOf(slug);
    requireRows(producer, actor);
    const described = await producer.describe(subject, detail);
    if (described === null) return null;
    const path = pathOf(slug, subject, described.detail);
    return {
      ...this.#signer.sign({ method: 'GET', path }, actor, this.#now()),
      name: await this.#nameOf(producer, described),
      sizeBytes: described.sizeBytes,
      sha256: described.sha256,
    };
  }

  async open(link: UsedLink): Promise<OpenFile> {
    const actor = await this.#userOf(link, 'GET');
    const [slug = '', subject = '', detail = ''] = segmentsOf(link.path);
    const producer = this.#producerOf(slug);
    requireRows(producer, actor);
    const described = await producer.describe(subject, detail);
    if (described === null) throw new GodwitError('FILE_GONE', { detail: 'what it is about was deleted.' });
    return {
      name: await this.#nameOf(producer, described),
      type: producer.type,
      pieces: producer.pieces(subject, described.detail, actor),
    };
  }

  async createUpload(
    input: { readonly purpose: 'OBJECT_CONFIGURATION'; readonly sizeBytes: number },
    command: Command,
  ): Promise<Upload> {
    const { sizeBytes } = input;
    const { actor } = command;
    if (!Number.isInteger(sizeBytes) || sizeBytes < 1 || sizeBytes > MOST_UPLOAD_BYTES)
      throw new GodwitError('BAD_INPUT', {
        detail: `An upload has 1 to ${MOST_UPLOAD_BYTES} bytes.`,
        path: 'sizeBytes',
      });
    const id = this.#deps.newId('u');
    if (!(await this.#deps.records.addUpload({ id, tokenId: actor.tokenId, sizeBytes }, MOST_UPLOADS, command)))
      throw new GodwitError('LIMIT_EXCEEDED', { what: 'the number of uploads that are kept', limit: MOST_UPLOADS });
    const link = this.#signer.sign({ method: 'PUT', path: pathOf('upload', id, '') }, actor, this.#now());
    return { ...link, id, method: 'PUT', headers: { 'content-type': 'application/octet-stream' } };
  }

  async receive(link: UsedLink, pieces: AsyncIterable<Uint8Array>): Promise<void> {
    const actor = await this.#userOf(link, 'PUT');
    if (!atLeast(actor.role, 'OPERATOR')) throw new GodwitError('FORBIDDEN', { role: actor.role, wanted: 'OPERATOR' });
    const { records } = this.#deps;
    const id = segmentsOf(link.path)[1] ?? '';
    const upload = await records.upload(id);
    if (upload === null) throw new GodwitError('FILE_GONE', { detail: 'the upload is over.' });
    if (upload.complete) throw new GodwitError('BAD_INPUT', { detail: 'This upload has been sent already.' });
    const attempt = this.#deps.newId('a');
    let received = 0;
    let number = 0;
    try {
      for await (const bytes of parts(pieces)) {
        received += bytes.length;
        if (received > upload.sizeBytes) throw announced(upload.sizeBytes);
        await records.addPart(id, { attempt, number: (number += 1), bytes });
      }
      if (received < upload.sizeBytes) throw announced(upload.sizeBytes);
    } catch (error) {
      await records.dropParts(id, attempt);
      throw error;
    }
    if (!(await records.complete(id, attempt)))
      throw new GodwitError('BAD_INPUT', { detail: 'This upload has been sent already.' });
  }

  async importObjects(taskId: string, request: ImportRequest, command: Command): Promise<ImportOutcome> {
    const { records, tasks, selection } = this.#deps;
    const task = await tasks.task(taskId);
    if (task === null) throw new GodwitError('NOT_FOUND', { what: 'task', id: taskId });
    if (task.status !== 'NOT_STARTED')
      throw new GodwitError('ACTION_NOT_ALLOWED', {
        action: 'objectConfigurationImport',
        state: task.status,
        detail: 'the objects of a task that was started are changed by adding and removing them.',
      });
    const upload = await records.upload(request.uploadId);
    if (upload === null || !upload.complete || upload.tokenId !== command.actor.tokenId)
      throw new GodwitError('FILE_GONE', { detail: 'nothing that you have sent is kept under this id.' });
    const read = await readObjects(records.parts(upload.id), upload.sizeBytes);
    const rules = rulesOf(read);
    const preview = read.rules.length === 0 ? null : await this.#preview(task.sourceEndpointId, rules);
    const outcome = outcomeOf(taskId, read, preview);
    if (request.dryRun || outcome.refusedTotal > 0) return { ...outcome, imported: false };
    await selection.setRules(taskId, { rules, expectedRevision: request.expectedRevision }, command);
    await records.dropUpload(upload.id);
    return { ...outcome, imported: true };
  }

  /** What is wrong with the rules as a whole is told as a refusal; that the source cannot be asked is not. */
  async #preview(endpointId: string, rules: SelectionRules): Promise<SelectionPreview | GodwitError> {
    try {
      return await this.#deps.selection.preview(endpointId, rules);
    } catch (error) {
      const ofRules = ['NO_OBJECTS', 'BAD_INPUT', 'LIMIT_EXCEEDED'];
      if (error instanceof GodwitError && ofRules.includes(error.code)) return error;
      throw error;
    }
  }

  /** Who uses the link, with the role that their token has now. */
  async #userOf({ path, query, actorOf }: UsedLink, method: 'GET' | 'PUT'): Promise<Actor> {
    return actorOf(this.#signer.verify({ method, path }, query, this.#now()).tokenId);
  }

  #producerOf(slug: string): Producer {
    const producer = this.#producers.get(slug);
    if (producer === undefined)
      throw new GodwitError('FILE_GONE', { detail: 'this kind of file is not made any more.' });
    return producer;
  }

  async #nameOf({ slug }: Producer, { taskId }: { readonly taskId: string }): Promise<string> {
    const name = (await this.#deps.records.taskName(taskId)) ?? taskId;
    return `${safeName(name)}-${slug}`;
  }

  #now(): Date {
    return this.#deps.now?.() ?? new Date();
  }
}

function partsOf(request: FileRequest): { readonly slug: string; readonly subject: string; readonly detail: string } {
  switch (request.kind) {
    case 'OBJECT_CONFIGURATION':
      return { slug: `objects.${request.format.toLowerCase()}`, subject: request.taskId, detail: '' };
    case 'SCHEMA_CONVERSIONS':
      return {
        slug: `schema-conversions${request.withDdl ? '-and-ddl' : ''}.csv`,
        subject: request.taskId,
        detail: '',
      };
    case 'CONFLICTS':
      return { slug: 'conflicts.jsonl', subject: request.taskId, detail: request.phase ?? '' };
    case 'COMPONENT_LOG':
      return { slug: 'component.log', subject: request.componentId, detail: '' };
    case 'DIFFERENCES':
      return { slug: 'differences.jsonl', subject: request.runId, detail: '' };
    case 'CORRECTIONS':
      return { slug: 'corrections.sql', subject: request.runId, detail: '' };
  }
}

const pathOf = (slug: string, subject: string, detail: string): string =>
  `${PREFIX}${[slug, subject, detail].map(encodeURIComponent).join('/')}`;

/** Only of a path whose signature is right. */
const segmentsOf = (path: string): string[] => path.slice(PREFIX.length).split('/').map(decodeURIComponent);

export const safeName = (name: string): string =>
  name
    .replaceAll(/[^A-Za-z0-9._-]+/g, '-')
    .replaceAll(/^[.-]+|[.-]+$/g, '')
    .slice(0, 64) || 'task';

function requireRows({ rowValues }: Producer, { role }: Actor): void {
  if (rowValues && !atLeast(role, 'OPERATOR')) throw new GodwitError('FORBIDDEN', { role, wanted: 'OPERATOR' });
}

const announced = (sizeBytes: number): GodwitError =>
  new GodwitError('BAD_INPUT', { detail: `The upload was announced with ${sizeBytes} bytes, and has another size.` });

/** Pieces of a socket, put together to parts of a row. */
async function* parts(pieces: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  let kept: Uint8Array[] = [];
  let bytes = 0;
  for await (const piece of pieces) {
    kept.push(piece);
    bytes += piece.length;
    if (bytes < PART_BYTES) continue;
    yield Buffer.concat(kept);
    kept = [];
    bytes = 0;
  }
  if (bytes > 0) yield Buffer.concat(kept);
}
