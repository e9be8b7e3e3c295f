/** The structure phase of one task: plans once, then makes objects stage by stage over the connector's catalog. */
import { GodwitError, namingOutage, reasonOf } from '../core/errors.ts';
import { structureTakers, type TableName } from '../core/object-map.ts';
import { openPool, type Sql } from '../connectors/postgres/connection.ts';
import { PostgresCatalogReader } from '../connectors/postgres/catalog/postgres-catalog-reader.ts';
import { PostgresCatalogWriter } from '../connectors/postgres/ddl/postgres-catalog-writer.ts';
import { PostgresSequenceMover } from '../connectors/postgres/sequence-mover.ts';
import { toGodwitError } from '../connectors/postgres/errors.ts';
import { DURABLE, SESSION_SETTINGS } from '../connectors/postgres/session-settings.ts';
import { readTableShapes } from '../connectors/postgres/table-shape.ts';
import { compareTable } from '../schema-migration/compare-table.ts';
import type { ControlDatabase } from '../persistence/control-database.ts';
import { DatabaseObjectJournal } from '../persistence/object-journal.ts';
import type { ObjectJournal } from '../schema-migration/object-journal.ts';
import { obtainDdl } from '../schema-migration/obtain-ddl.ts';
import { objectNames } from '../schema-migration/object-names.ts';
import { planSchemaObjects, type IndexTiming } from '../schema-migration/plan-objects.ts';
import { SchemaMigrator, type StageResult } from '../schema-migration/schema-migrator.ts';
import type { StepContext, StepOutcome } from '../task/phase-work.ts';
import type { TaskSituation } from '../task/task-progress.ts';

const SESSIONS = 3;
const MAINTENANCE_BYTES = 256 * 1024 * 1024;
/** Steps that a sequence of the target is set beyond the source's. */
const SEQUENCE_MARGIN = 1_000;

type Stage = 'createBeforeCopy' | 'createAfterCopy' | 'createAfterOverlap' | 'finish';

export class SchemaPhase {
  readonly #situation: TaskSituation;
  readonly #journal: ObjectJournal;
  readonly #context: StepContext;

  constructor(situation: TaskSituation, database: ControlDatabase, context: StepContext) {
    this.#situation = situation;
    this.#journal = new DatabaseObjectJournal(database, situation.task.id, context.claim);
    this.#context = context;
  }

  /** Runs one stage; null when every object of it is made, skipped or not supported. */
  run(stage: Stage): Promise<StepOutcome> {
    return this.#withPools(async (source, target) => {
      const { claim, signal } = this.#context;
      const writer = await PostgresCatalogWriter.open(target, this.#situation.target, {
        taskId: this.#situation.task.id,
        epoch: claim.epoch,
      });
      const migrator = new SchemaMigrator(
        {
          target: new PostgresCatalogReader(target),
          writer,
          journal: this.#journal,
          differences: (one, other) => this.#differences(source, target, one, other),
        },
        { sessions: SESSIONS, maintenanceBytes: MAINTENANCE_BYTES },
      );
      if (stage === 'createBeforeCopy')
        await obtainDdl(this.#situation.tables, {
          journal: this.#journal,
          plan: () => this.#planned(source, writer),
          adopt: (planned) => migrator.adopt(planned),
        });
      signal.throwIfAborted();
      return outcomeOf(await migrator[stage](signal));
    });
  }

  /** Sets the target's sequences beyond the source's (a task without a switchover). */
  moveSequences(): Promise<void> {
    return this.#withPools(async (source, target) => {
      const catalog = await new PostgresCatalogReader(source).read();
      const objects = await this.#journal.load();
      const names = objectNames(catalog, this.#situation.tables);
      const moved = objects
        .filter((object) => object.kind === 'SEQUENCE' && !object.leaves)
        .map((object) => ({ source: object.source, target: object.target }));
      const made = objects.filter(({ leaves }) => !leaves).map(({ key }) => key);
      const sharers = structureTakers(this.#situation.tables).map(({ source }) => `TABLE ${source.schema}.${source.name}`); // prettier-ignore
      const tables = new Set([...made, ...sharers]);
      const identities = catalog.flatMap((object) =>
        object.definition.form === 'TABLE' && tables.has(object.key)
          ? object.definition.columns.flatMap((column) => (column.sequence ? [column.sequence] : []))
          : [],
      );
      const pairs = [
        ...moved,
        ...identities.map((sequence) => ({ source: sequence, target: names.relation(sequence) })),
      ];
      await new PostgresSequenceMover(source, target).move(pairs, SEQUENCE_MARGIN);
    });
  }

  async #planned(source: Sql, writer: PostgresCatalogWriter) {
    const read = new PostgresCatalogReader(source).read();
    const catalog = await read.catch((error: unknown) => {
      throw toGodwitError(namingOutage(error), this.#situation.source, 'SOURCE_REFUSED_STATEMENT', {
        object: 'its catalog',
      });
    });
    return planSchemaObjects({
      catalog,
      mappings: this.#situation.tables,
      writer,
      indexes: this.#situation.task.parameters['schemaIndexes'] as IndexTiming, // one of the parameter's values
    });
  }

  async #differences(source: Sql, target: Sql, one: TableName, other: TableName): Promise<string[]> {
    const [from] = await readTableShapes(source, [one]);
    const [to] = await readTableShapes(target, [other]);
    if (from === undefined || to === undefined) return ['it is gone'];
    const mapping = this.#situation.tables.find(
      (table) => table.source.schema === one.schema && table.source.name === one.name,
    );
    return compareTable(from, to, { columns: mapping?.columns ?? null });
  }

  async #withPools<T>(work: (source: Sql, target: Sql) => Promise<T>): Promise<T> {
    const source = openPool(this.#situation.source, { applicationName: 'godwit schema', maxSessions: 2 });
    const target = openPool(this.#situation.target, {
      applicationName: 'godwit schema',
      maxSessions: SESSIONS + 1,
      settings: { ...SESSION_SETTINGS, ...DURABLE },
    });
    try {
      return await work(source, target);
    } catch (error) {
      throw toGodwitError(namingOutage(error), this.#situation.target, 'TARGET_REFUSED_STATEMENT');
    } finally {
      await Promise.all([source.end({ timeout: 5 }), target.end({ timeout: 5 })]);
    }
  }
}

function outcomeOf(result: StageResult): StepOutcome {
  if (result.failed.length === 0) return null;
  const names = result.failed.map((object) =>
    object.reason === null ? object.key : `${object.key} (${object.reason.message})`,
  );
  return reasonOf(
    new GodwitError('SCHEMA_OBJECTS_FAILED', { count: names.length, objects: names.slice(0, 10).join(', ') }),
  );
}
