/** What a person may do with recorded objects; each answers the objects as they now stand. Creation follows at the next run. */
import { GodwitError } from '../core/errors.ts';
import { ownerKeys, type ObjectJournal, type SchemaObject } from './object-journal.ts';

/** What was never obtained is asked of the source again. */
function again(object: SchemaObject): SchemaObject {
  const { leaves: _, ...kept } = object;
  const status = object.status === 'FAILED_TO_OBTAIN_DDL' ? 'INITIALIZING' : 'DDL_OBTAINED';
  return { ...kept, status, reason: null, ran: null, answered: null };
}

/** Made, or found at the target and kept. */
export const stands = ({ status }: Pick<SchemaObject, 'status'>): boolean =>
  status === 'COMPLETED' || status === 'COMPLETED_WITH_CONVERSION' || status === 'SKIPPED';

/** Whether the target has it from us, or can have it (M1); what stood there before is SKIPPED, or differs. */
export const wasMade = ({ status, reason, ran }: SchemaObject): boolean =>
  status === 'COMPLETED' ||
  status === 'COMPLETED_WITH_CONVERSION' ||
  status === 'READY' ||
  status === 'CREATING' ||
  (status === 'FAILED' && Boolean(ran) && reason?.code !== 'TARGET_TABLE_DIFFERS');

const RETRYABLE = new Set(['FAILED', 'FAILED_TO_OBTAIN_DDL', 'NOT_SUPPORTED', 'SKIPPED']);

export class ObjectActions {
  readonly #journal: ObjectJournal;

  constructor(journal: ObjectJournal) {
    this.#journal = journal;
  }

  load(): Promise<SchemaObject[]> {
    return this.#journal.load();
  }

  /**
   * Replaces the DDL of an object and has it tried again; what the new one needs beside its table the target will say. Throws
   * CONFLICT when somebody has set another one since `expectedRevision`.
   */
  async modify(
    key: string,
    change: { readonly ddl: string; readonly expectedRevision: number },
  ): Promise<SchemaObject[]> {
    const { ddl, expectedRevision } = change;
    const object = await this.#find(key);
    const { revision = 1 } = object;
    if (revision !== expectedRevision)
      throw new GodwitError('CONFLICT', { expected: expectedRevision, actual: revision });
    if (!RETRYABLE.has(object.status) && object.status !== 'DDL_OBTAINED')
      throw new GodwitError('BAD_INPUT', { detail: `${key} is ${object.status}` });
    const needs = object.needs.filter((need) => ownerKeys(object).includes(need));
    return this.#put([
      { ...again(object), convertedDdl: [ddl], needs, status: 'DDL_OBTAINED', revision: revision + 1 },
    ]);
  }

  async retry(key: string): Promise<SchemaObject[]> {
    const object = await this.#find(key);
    const obtained = object.status !== 'FAILED_TO_OBTAIN_DDL';
    if (!RETRYABLE.has(object.status) || (obtained && object.convertedDdl.length === 0))
      throw new GodwitError('BAD_INPUT', { detail: `${key} is ${object.status}` });
    return this.#put([again(object)]);
  }

  async retryAllFailed(): Promise<SchemaObject[]> {
    const failed = (await this.#journal.load()).filter(
      (object) => object.status === 'FAILED' || object.status === 'FAILED_TO_OBTAIN_DDL',
    );
    return this.#put(failed.map(again));
  }

  /** With everything that is on the object; what stands is left as it is. `leaves`: it is a table that leaves the task with its rows. */
  async skip(key: string, { leaves }: { readonly leaves: boolean }): Promise<SchemaObject[]> {
    const family = await this.#family(key);
    return this.#put(
      family
        .filter((object) => !stands(object))
        .map((object) => ({ ...object, status: 'SKIPPED', reason: null, ...(leaves ? { leaves } : {}) })),
    );
  }

  /** With everything that is on the object; nothing is dropped at the target. */
  async remove(key: string): Promise<SchemaObject[]> {
    const family = await this.#family(key);
    await this.#journal.remove(family.map((object) => object.key));
    return family;
  }

  async #find(key: string): Promise<SchemaObject> {
    const object = (await this.#journal.load()).find((one) => one.key === key);
    if (object === undefined) throw new GodwitError('NOT_FOUND', { what: 'schema object', id: key });
    return object;
  }

  async #family(key: string): Promise<SchemaObject[]> {
    const object = await this.#find(key);
    return [object, ...(await this.#journal.load()).filter((one) => ownerKeys(one).includes(key))];
  }

  async #put(objects: SchemaObject[]): Promise<SchemaObject[]> {
    await this.#journal.upsert(objects);
    return objects;
  }
}
