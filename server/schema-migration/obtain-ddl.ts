/**
 * Obtains the DDL of the mapped tables, and of all that goes with them, from the source: until it is there a table is
 * INITIALIZING; what the source cannot tell is FAILED_TO_OBTAIN_DDL with the reason, and everything else goes on.
 */
import { GodwitError, reasonOf, type ErrorReason } from '../core/errors.ts';
import { structureGivers, type TableMapping } from '../core/object-map.ts';
import type { ObjectJournal, SchemaObject } from './object-journal.ts';

export interface ObtainDeps {
  readonly journal: ObjectJournal;
  /** Reads the source's catalog and plans all objects of the mappings. Throws a GodwitError. */
  readonly plan: () => Promise<readonly SchemaObject[]>;
  /** Records what was planned. */
  readonly adopt: (planned: readonly SchemaObject[]) => Promise<void>;
}

/** Rejects with what can be tried again, and with faults of ours; what a person must mend is recorded with the tables. */
export async function obtainDdl(mappings: readonly TableMapping[], deps: ObtainDeps): Promise<void> {
  const { journal } = deps;
  const known = new Set([...(await journal.load()).map(({ key }) => key), ...(await journal.removed())]);
  await journal.upsert(
    structureGivers(mappings)
      .map(waiting)
      .filter(({ key }) => !known.has(key)),
  );
  const planned = await deps.plan().catch((error: unknown) => {
    const reason = reasonOf(error);
    if (reason.action === 'RETRYABLE' || reason.action === 'BUG') throw error;
    return reason;
  });
  if (!('code' in planned)) await deps.adopt(planned);
  const left = (await journal.load()).filter(({ status }) => status === 'INITIALIZING');
  await journal.upsert(
    left.map((object) => ({
      ...object,
      status: 'FAILED_TO_OBTAIN_DDL',
      reason: 'code' in planned ? planned : notThere(object),
    })),
  );
}

const notThere = ({ source }: SchemaObject): ErrorReason =>
  reasonOf(new GodwitError('OBJECT_NOT_FOUND', { object: `${source.schema}.${source.name}` }));

/** A mapped table of which nothing but its name is known. */
function waiting({ source, target }: TableMapping, place: number): SchemaObject {
  return {
    key: `TABLE ${source.schema}.${source.name}`,
    place,
    kind: 'TABLE',
    stage: 'BEFORE_COPY',
    source,
    target,
    ownerTable: null,
    ownerTarget: target,
    lane: null,
    needs: [],
    sourceDdl: '',
    convertedDdl: [],
    finishingDdl: [],
    conversions: [],
    status: 'INITIALIZING',
    reason: null,
  };
}
