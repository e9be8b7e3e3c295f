/**
 * Makes the planned objects on the target, stage by stage. Invariants:
 * M1 the status is recorded before and after the DDL of an object; its DDL is one transaction, so that an object found
 *    on the target with status CREATING is whole and ours.
 * M2 an object that stood there before is SKIPPED when it fits, else FAILED; it is never changed. A table that stood there
 *    with a primary key keeps it, whatever its name.
 * M3 nothing is made whose needs at the target are missing; the person is told which.
 */
import { GodwitError, namingOutage, reasonOf, type ErrorReason } from '../core/errors.ts';
import type { TableName } from '../core/object-map.ts';
import type { CatalogObject, CatalogReader } from '../connectors/catalog-reader.ts';
import type { CatalogWriter, RunOptions } from '../connectors/catalog-writer.ts';
import {
  ownerKeys,
  type ObjectJournal,
  type ObjectStage,
  type ObjectStatus,
  type SchemaObject,
} from './object-journal.ts';

export interface MigratorDeps {
  readonly target: CatalogReader;
  readonly writer: CatalogWriter;
  readonly journal: ObjectJournal;
  /** Differences of an existing target table, in words (compareTable over both shapes). */
  readonly differences: (source: TableName, target: TableName) => Promise<string[]>;
}

export interface MigratorOptions {
  /** Indexes and constraints of different tables made at once, 1..4. */
  readonly sessions: number;
  readonly maintenanceBytes: number | null;
}

export interface StageResult {
  readonly done: number;
  readonly total: number;
  readonly failed: readonly SchemaObject[];
}

const ENDED = new Set<ObjectStatus>([
  'COMPLETED',
  'COMPLETED_WITH_CONVERSION',
  'SKIPPED',
  'FAILED',
  'FAILED_TO_OBTAIN_DDL',
  'NOT_SUPPORTED',
]);
const FAILING = new Set<ObjectStatus>(['FAILED', 'FAILED_TO_OBTAIN_DDL']);
const PARALLEL = new Set<ObjectStage>(['AFTER_COPY', 'AFTER_OVERLAP']);

export class SchemaMigrator {
  readonly #deps: MigratorDeps;
  readonly #options: MigratorOptions;

  constructor(deps: MigratorDeps, options: MigratorOptions) {
    this.#deps = deps;
    this.#options = options;
  }

  /**
   * Records the plan; objects already recorded keep their status and DDL, but for those that waited for it. What a person
   * removed does not come back, nor what is on it; what is on a table that was skipped before it was obtained is skipped too.
   */
  async adopt(planned: readonly SchemaObject[]): Promise<void> {
    const { journal } = this.#deps;
    const recorded = await journal.load();
    const known = new Set(recorded.filter(hasDdl).map(({ key }) => key));
    const removed = await journal.removed();
    const skipped = new Set(recorded.filter(skippedUnread).map(({ key }) => key));
    const fresh = planned.filter(
      (object) => !known.has(object.key) && ![object.key, ...ownerKeys(object)].some((key) => removed.has(key)),
    );
    await journal.upsert(
      fresh.map((object) =>
        ownerKeys(object).some((key) => skipped.has(key)) ? { ...object, status: 'SKIPPED' } : object,
      ),
    );
  }

  createBeforeCopy(signal: AbortSignal): Promise<StageResult> {
    return this.#stage('BEFORE_COPY', signal);
  }

  createAfterCopy(signal: AbortSignal): Promise<StageResult> {
    return this.#stage('AFTER_COPY', signal);
  }

  createAfterOverlap(signal: AbortSignal): Promise<StageResult> {
    return this.#stage('AFTER_OVERLAP', signal);
  }

  /** Views in the order of their needs, materialized ones filled, then comments. */
  finish(signal: AbortSignal): Promise<StageResult> {
    return this.#stage('AT_END', signal);
  }

  async #stage(stage: ObjectStage, signal: AbortSignal): Promise<StageResult> {
    const objects = (await this.#deps.journal.load())
      .filter((object) => object.stage === stage || (stage === 'AT_END' && finishesLast(object)))
      .toSorted((a, b) => a.place - b.place);
    const existing = new Map<string, CatalogObject>();
    for (const object of await this.#deps.target.read()) {
      existing.set(object.key, object);
      if (isPrimary(object) && object.table !== null) existing.set(primaryOf(object.table), object);
    }
    const open = objects.filter((object) => hasDdl(object) && !ENDED.has(object.status));
    const [alone, side] = [
      open.filter((object) => object.lane === null || !PARALLEL.has(stage)),
      open.filter((object) => object.lane !== null && PARALLEL.has(stage)),
    ];
    await inParallel([...Map.groupBy(side, (object) => object.lane).values()], this.#options.sessions, async (lane) => {
      for (const object of lane) await this.#make(object, stage, existing, signal);
    });
    for (const object of alone) await this.#make(object, stage, existing, signal);
    const after = (await this.#deps.journal.load()).filter((object) => object.stage === stage);
    return {
      done: after.filter(
        (object) =>
          (object.status === 'READY' && finishesLast(object)) ||
          (ENDED.has(object.status) && !FAILING.has(object.status)),
      ).length,
      total: after.length,
      failed: after.filter((object) => FAILING.has(object.status)),
    };
  }

  async #make(
    planned: SchemaObject,
    stage: ObjectStage,
    existing: ReadonlyMap<string, CatalogObject>,
    signal: AbortSignal,
  ): Promise<void> {
    signal.throwIfAborted();
    const options: RunOptions = { signal, maintenanceBytes: this.#options.maintenanceBytes };
    const begun = planned.status === 'READY' || planned.status === 'CREATING';
    let object: SchemaObject = begun ? planned : { ...planned, ran: null, answered: null };
    const run = async (statements: readonly string[]): Promise<void> => {
      if (statements.length === 0) return;
      object = { ...object, ran: joined(';\n', object.ran, statements) };
      const answers = await this.#deps.writer.run(statements, options);
      object = { ...object, answered: joined('\n', object.answered, answers) };
    };
    try {
      const there = existing.get(targetKey(object));
      if (object.status !== 'READY') {
        if (there !== undefined && object.status !== 'CREATING' && object.kind !== 'COMMENT')
          return await this.#keep(object, there, run);
        if (there === undefined && makesPrimary(object) && existing.has(primaryOf(object.ownerTarget)))
          return await this.#record(object, 'SKIPPED', null);
        if (there === undefined || object.kind === 'COMMENT') {
          await this.#refuseMissing(object);
          await this.#record({ ...object, ran: joined(';\n', null, object.convertedDdl) }, 'CREATING', null);
          object = { ...object, ran: null, answered: null };
          await run(object.convertedDdl);
        }
        if (object.finishingDdl.length > 0) await this.#record(object, 'READY', null);
      }
      if (finishesLast(object) && stage !== 'AT_END') return;
      for (const statement of object.finishingDdl) await run([statement]);
      await this.#record(object, object.conversions.length > 0 ? 'COMPLETED_WITH_CONVERSION' : 'COMPLETED', null);
    } catch (error) {
      signal.throwIfAborted();
      const reason = reasonOf(namingOutage(error));
      if (reason.action === 'RETRYABLE') throw error;
      const refused = object.ran ? joined('\n', object.answered, [reason.rowDetail ?? reason.message]) : null;
      await this.#record({ ...object, answered: refused }, 'FAILED', reason);
    }
  }

  async #keep(
    object: SchemaObject,
    there: CatalogObject,
    run: (statements: readonly string[]) => Promise<void>,
  ): Promise<void> {
    const table = object.target.schema + '.' + object.target.name;
    const differences =
      object.kind === 'TABLE'
        ? await this.#deps.differences(object.source, object.target)
        : plainDifference(object, there);
    if (differences.length > 0)
      throw new GodwitError('TARGET_TABLE_DIFFERS', { table, detail: differences.join('; ') });
    // A validation or refresh that failed is tried again with the object that already stands; on a finished one it changes nothing.
    if (!finishesLast(object)) for (const statement of object.finishingDdl) await run([statement]);
    await this.#record(object, 'SKIPPED', null);
  }

  async #refuseMissing(object: SchemaObject): Promise<void> {
    const missing = await this.#deps.writer.missing(object.needs);
    if (missing.length > 0)
      throw new GodwitError('SCHEMA_DEPENDENCY_MISSING', { object: object.key, needs: missing.join(', ') });
  }

  async #record(object: SchemaObject, status: ObjectStatus, reason: ErrorReason | null): Promise<void> {
    await this.#deps.journal.upsert([{ ...object, status, reason }]);
  }
}

const joined = (by: string, before: string | null | undefined, more: readonly string[]): string =>
  [...(before ? [before] : []), ...more].join(by);

const hasDdl = ({ status }: SchemaObject): boolean => status !== 'INITIALIZING';

const skippedUnread = ({ status, sourceDdl }: SchemaObject): boolean => status === 'SKIPPED' && sourceDdl === '';

const isPrimary = ({ definition }: CatalogObject): boolean =>
  definition.form === 'CONSTRAINT' && definition.type === 'PRIMARY';

/** Of the constraints, only primary keys do not wait for the overlap's end (plan-objects.ts). */
const makesPrimary = ({ kind, stage }: SchemaObject): boolean => kind === 'CONSTRAINT' && stage !== 'AFTER_OVERLAP';

/** Under which the primary key of a table of the target is found; no key of an object begins so. */
const primaryOf = ({ schema, name }: TableName): string => `PRIMARY ${schema}.${name}`;

/** A sequence comes under the ownership of its table's column when everything stands. */
const finishesLast = (object: SchemaObject): boolean => object.kind === 'SEQUENCE' && object.finishingDdl.length > 0;

function targetKey(object: SchemaObject): string {
  const { kind, target } = object;
  if (kind === 'SCHEMA' || kind === 'EXTENSION') return `${kind} ${target.name}`;
  if (kind === 'CONSTRAINT') return `CONSTRAINT ${object.ownerTarget.schema}.${object.ownerTarget.name}.${target.name}`;
  return `${kind} ${target.schema}.${target.name}`;
}

/** Compared as text after blanks; a sequence's own DDL says all of it. */
function plainDifference(object: SchemaObject, there: CatalogObject): string[] {
  if (object.kind === 'SCHEMA' || object.kind === 'EXTENSION') return [];
  if (there.definition.form === 'UNREADABLE') return [`it cannot be read: ${there.definition.detail}`];
  const wanted = object.convertedDdl
    .map((statement) => `${statement};`)
    .join('\n')
    .replace(' NOT VALID;', ';');
  return there.ddl.replace(' NOT VALID;', ';') === wanted ? [] : [`it is ${there.ddl}`];
}

async function inParallel<T>(work: readonly T[], sessions: number, run: (one: T) => Promise<void>): Promise<void> {
  const queue = [...work];
  const worker = async (): Promise<void> => {
    for (let next = queue.shift(); next !== undefined; next = queue.shift()) await run(next);
  };
  const ends = await Promise.allSettled(Array.from({ length: sessions }, worker)); // none goes on behind a failed one
  for (const end of ends) if (end.status === 'rejected') throw end.reason;
}
