/** Schema objects of one task (port ObjectJournal); what has no column of its own is kept in `facts`. */
import { and, asc, eq, inArray, isNotNull, isNull, sql } from 'drizzle-orm';
import { schemaObject } from '../../drizzle/tables.ts';
import type { ObjectJournal, SchemaObject } from '../schema-migration/object-journal.ts';
import type { JobClaim } from '../task/jobs.ts';
import type { ControlDatabase } from './control-database.ts';
import { holdClaim } from './job-queue.ts';
import { schemaObjectId } from './observed-objects.ts';

const ENDED = new Set([
  'COMPLETED',
  'COMPLETED_WITH_CONVERSION',
  'SKIPPED',
  'FAILED',
  'FAILED_TO_OBTAIN_DDL',
  'NOT_SUPPORTED',
]);
/** Nothing is left to be done of it before the copy. */
const MADE = ['READY', 'COMPLETED', 'COMPLETED_WITH_CONVERSION', 'SKIPPED'];
/** Statements of one object, shown and edited as one text. */
const SEPARATOR = ';\n';
const LANE_JOINT = '\u0000';

interface ObjectFacts {
  readonly stage: SchemaObject['stage'];
  readonly ownerTable: SchemaObject['ownerTable'];
  readonly ownerTarget: SchemaObject['ownerTarget'];
  /** Split at the byte that no JSON of PostgreSQL holds. */
  readonly lane: readonly string[] | null;
  readonly needs: SchemaObject['needs'];
  readonly convertedDdl: SchemaObject['convertedDdl'];
  readonly finishingDdl: SchemaObject['finishingDdl'];
  readonly leaves?: true;
  readonly revision?: number;
}

export class DatabaseObjectJournal implements ObjectJournal {
  readonly #control: ControlDatabase;
  readonly #taskId: string;
  readonly #claim: JobClaim | null;

  /** With a claim nothing is recorded after it was lost. */
  constructor(control: ControlDatabase, taskId: string, claim: JobClaim | null = null) {
    this.#control = control;
    this.#taskId = taskId;
    this.#claim = claim;
  }

  async load(): Promise<SchemaObject[]> {
    const rows = await this.#control.db
      .select()
      .from(schemaObject)
      .where(and(eq(schemaObject.taskId, this.#taskId), isNull(schemaObject.removedAt)))
      .orderBy(asc(schemaObject.ordinal), asc(schemaObject.id));
    return rows.map(toObject);
  }

  /** How much of a stage is made or left out, 0 to 1; null while nothing of it is known. */
  async madeShare(stage: 'BEFORE_COPY' | 'AFTER_COPY'): Promise<number | null> {
    const made = sql`count(*) FILTER (WHERE ${inArray(schemaObject.status, MADE)})`;
    const [row] = await this.#control.db
      .select({ share: sql<number | null>`${made}::float8 / nullif(count(*), 0)` })
      .from(schemaObject)
      .where(and(eq(schemaObject.taskId, this.#taskId), eq(schemaObject.stage, stage), isNull(schemaObject.removedAt)));
    return row?.share ?? null;
  }

  async removed(): Promise<ReadonlySet<string>> {
    const rows = await this.#control.db
      .select({ key: schemaObject.id })
      .from(schemaObject)
      .where(and(eq(schemaObject.taskId, this.#taskId), isNotNull(schemaObject.removedAt)));
    return new Set(rows.map(({ key }) => key));
  }

  async upsert(objects: readonly SchemaObject[]): Promise<void> {
    if (objects.length === 0) return;
    await this.#control.unit(async (tx, recording) => {
      if (this.#claim !== null) await holdClaim(tx, this.#claim);
      for (const object of objects) {
        const { key, ...row } = toRow(object);
        await tx
          .insert(schemaObject)
          .values({ ...row, taskId: this.#taskId, id: key })
          .onConflictDoUpdate({ target: [schemaObject.taskId, schemaObject.id], set: row });
      }
      const [only] = objects;
      const facts: Record<string, string | number> =
        objects.length === 1 && only ? { status: only.status, kind: only.kind } : { objects: objects.length };
      recording.event({
        type: 'SCHEMA_OBJECT_CHANGED',
        taskId: this.#taskId,
        subjectId: objects.length === 1 && only ? schemaObjectId(this.#taskId, only.key) : this.#taskId,
        facts,
      });
    });
  }

  async remove(keys: readonly string[]): Promise<void> {
    if (keys.length === 0) return;
    await this.#control.db
      .update(schemaObject)
      .set({ removedAt: new Date() })
      .where(and(eq(schemaObject.taskId, this.#taskId), inArray(schemaObject.id, [...keys])));
  }
}

function toRow(object: SchemaObject) {
  const now = new Date();
  const facts: ObjectFacts = {
    stage: object.stage,
    ownerTable: object.ownerTable,
    ownerTarget: object.ownerTarget,
    lane: object.lane?.split(LANE_JOINT) ?? null,
    needs: object.needs,
    convertedDdl: object.convertedDdl,
    finishingDdl: object.finishingDdl,
    ...(object.leaves ? { leaves: true } : {}),
    ...(object.revision === undefined ? {} : { revision: object.revision }),
  };
  return {
    key: object.key,
    ordinal: object.place,
    kind: object.kind,
    sourceSchema: object.source.schema,
    sourceName: object.source.name,
    targetSchema: object.target.schema,
    targetName: object.target.name,
    parent: object.ownerTable === null ? null : `${object.ownerTable.schema}.${object.ownerTable.name}`,
    status: object.status,
    stage: object.stage === 'BEFORE_COPY' ? 'BEFORE_COPY' : 'AFTER_COPY',
    sourceDdl: object.sourceDdl,
    convertedDdl: [...object.convertedDdl, ...object.finishingDdl].join(SEPARATOR),
    conversions: object.conversions,
    error: object.reason,
    ran: object.ran ?? null,
    answered: object.answered ?? null,
    facts,
    ...(object.status === 'CREATING' ? { startedAt: now, completedAt: null } : {}),
    ...(ENDED.has(object.status) ? { completedAt: now } : {}),
  };
}

function toObject(row: typeof schemaObject.$inferSelect): SchemaObject {
  const facts = row.facts as ObjectFacts; // written by toRow
  return {
    ...facts,
    lane: facts.lane?.join(LANE_JOINT) ?? null,
    key: row.id,
    place: row.ordinal,
    kind: row.kind as SchemaObject['kind'],
    source: { schema: row.sourceSchema, name: row.sourceName },
    target: { schema: row.targetSchema, name: row.targetName },
    sourceDdl: row.sourceDdl ?? '',
    conversions: row.conversions as SchemaObject['conversions'],
    status: row.status as SchemaObject['status'],
    reason: row.error as SchemaObject['reason'],
    ...(row.ran === null ? {} : { ran: row.ran, answered: row.answered }),
  };
}
