/**
 * Source catalog and selection into the ordered list of objects to make. Selected are the mapped tables, their partitions,
 * what is on them (indexes, constraints), all that these need, sequences of their columns, views that read selected
 * relations only, types of these schemas, their views and sequences that belong to no table, and the comments on any of these. Order: stages; within a stage what is needed comes first, and
 * indexes of partitions before those of their parents, which adopt them.
 *
 * Of several tables that go into one, the first gives the structure: the others, and what is on them, are not made. A view that
 * reads one of them would read the rows of all: it is left to a person.
 */
import { GodwitError, reasonOf } from '../core/errors.ts';
import { sharingTables, structureTakers, tableKey, type TableMapping } from '../core/object-map.ts';
import type { CatalogObject } from '../connectors/catalog-reader.ts';
import type { CatalogWriter, ConvertedObject } from '../connectors/catalog-writer.ts';
import type { ObjectStage, SchemaObject } from './object-journal.ts';
import { objectNames } from './object-names.ts';

export type IndexTiming = 'AFTER_COPY' | 'WITH_TABLES' | 'NONE';

export interface PlanInput {
  readonly catalog: readonly CatalogObject[];
  readonly mappings: readonly TableMapping[];
  readonly writer: Pick<CatalogWriter, 'convert'>;
  readonly indexes: IndexTiming;
}

const STAGES: readonly ObjectStage[] = ['BEFORE_COPY', 'AFTER_COPY', 'AFTER_OVERLAP', 'AT_END'];
const LISTED = new Set(['FUNCTION', 'TRIGGER']);

export function planSchemaObjects({ catalog, mappings, writer, indexes }: PlanInput): SchemaObject[] {
  const names = objectNames(catalog, mappings);
  const selected = selectObjects(catalog, mappings);
  const shared = new SharedReaders(mappings);
  const staged = STAGES.flatMap((stage) =>
    inOrder(selected.filter((object) => stageOf(object, indexes) === stage)).map((object) => ({ object, stage })),
  );
  const planned = staged.map(({ object, stage }, place): SchemaObject => {
    const converted = shared.refuseReader(object, writer.convert(object, names));
    const unsupported = converted.conversions.some((one) => one.fidelity === 'UNSUPPORTED');
    const left = indexes === 'NONE' && object.definition.form === 'INDEX' && !object.definition.unique;
    const unread = unreadable(object);
    return {
      key: object.key,
      place,
      kind: object.kind,
      stage,
      source: { schema: object.schema, name: object.name },
      target: converted.target,
      ownerTable: object.table,
      ownerTarget: object.table === null ? converted.target : names.relation(object.table),
      lane: laneOf(object, catalog),
      needs: object.needs,
      sourceDdl: object.ddl,
      convertedDdl: converted.ddl,
      finishingDdl: converted.finishingDdl,
      conversions: converted.conversions,
      ...(unread ?? { status: unsupported ? 'NOT_SUPPORTED' : left ? 'SKIPPED' : 'DDL_OBTAINED', reason: null }),
    };
  });
  return [...targetSchemas(planned), ...planned];
}

/** Views over tables that share their target, and views over those. */
class SharedReaders {
  /** Keys of relations whose rows mean something else at the target. */
  readonly #keys: Set<string>;

  constructor(mappings: readonly TableMapping[]) {
    const sharing = sharingTables(mappings);
    this.#keys = new Set(mappings.filter(({ id }) => sharing.has(id)).map(({ source }) => `TABLE ${source.schema}.${source.name}`)); // prettier-ignore
  }

  /** Objects come in the order of their needs. */
  refuseReader(object: CatalogObject, converted: ConvertedObject): ConvertedObject {
    if (object.kind !== 'VIEW' && object.kind !== 'MATERIALIZED_VIEW') return converted;
    const read = object.needs.find((need) => this.#keys.has(need));
    if (read === undefined) return converted;
    this.#keys.add(object.key);
    const conversion = {
      what: 'what it reads',
      from: read,
      to: 'the rows of several tables at the target: a condition that tells them apart must be written by hand',
      fidelity: 'UNSUPPORTED',
    } as const;
    return { ...converted, ddl: [], finishingDdl: [], conversions: [...converted.conversions, conversion] };
  }
}

/** What the source cannot describe, with the reason; it stops nothing but what is made of it. */
function unreadable({ key, definition }: CatalogObject): Pick<SchemaObject, 'status' | 'reason'> | null {
  if (definition.form !== 'UNREADABLE') return null;
  const { detail, rowDetail } = definition;
  const error = new GodwitError('OBJECT_UNREADABLE', { object: key, detail }, { rowDetail });
  return { status: 'FAILED_TO_OBTAIN_DDL', reason: reasonOf(error) };
}

/** Foreign keys lock two tables, and a partition its parent: these are made alone. */
function laneOf({ definition, table }: CatalogObject, catalog: readonly CatalogObject[]): string | null {
  if (
    table === null ||
    (definition.form === 'CONSTRAINT' && (definition.type === 'FOREIGN' || definition.ownerPartitioned))
  )
    return null;
  const owner = catalog.find(
    (one) => one.definition.form === 'TABLE' && one.schema === table.schema && one.name === table.name,
  )?.definition;
  return owner?.form === 'TABLE' && owner.partitionBy === null && owner.partitionOf === null ? tableKey(table) : null;
}

/** Schemas that only a mapping names; the source has none of them. */
function targetSchemas(planned: readonly SchemaObject[]): SchemaObject[] {
  const there = new Set(planned.filter((object) => object.kind === 'SCHEMA').map((object) => object.target.name));
  const wanted = new Set(planned.filter((object) => object.kind === 'TABLE').map((object) => object.target.schema));
  return [...wanted]
    .filter((schema) => !there.has(schema))
    .map((schema, place) => {
      const ddl = `CREATE SCHEMA IF NOT EXISTS "${schema.replaceAll('"', '""')}"`;
      const name = { schema, name: schema };
      return {
        key: `SCHEMA ${schema}`,
        place: place - wanted.size,
        kind: 'SCHEMA',
        stage: 'BEFORE_COPY',
        source: name,
        target: name,
        ownerTable: null,
        ownerTarget: name,
        lane: null,
        needs: [],
        sourceDdl: '',
        convertedDdl: [ddl],
        finishingDdl: [],
        conversions: [],
        status: 'DDL_OBTAINED',
        reason: null,
      };
    });
}

function selectObjects(catalog: readonly CatalogObject[], mappings: readonly TableMapping[]): CatalogObject[] {
  const byKey = new Map(catalog.map((object) => [object.key, object]));
  const tables = new Set(mappings.map((mapping) => tableKey(mapping.source)));
  const chosen = new Set<string>();
  const later = new Set<string>();
  const choose = (key: string): void => {
    const object = byKey.get(key);
    if (object === undefined || chosen.has(key) || LISTED.has(object.kind) || isOn(object, later)) return;
    chosen.add(key);
    for (const need of object.needs) if (byKey.get(need)?.kind !== 'TABLE') choose(need);
  };
  const laterTables = new Set(structureTakers(mappings).map(({ source }) => tableKey(source)));
  const mapped = catalog.filter((object) => object.kind === 'TABLE' && tables.has(tableKey(object)));
  for (const object of mapped) if (laterTables.has(tableKey(object))) later.add(object.key);
  for (const { key } of mapped) choose(key);
  const there = (): ReadonlySet<string> => new Set([...chosen, ...later]);
  for (let before = -1; before !== chosen.size;) {
    before = chosen.size;
    for (const object of catalog) if (follows(object, there())) choose(object.key);
  }
  return catalog.filter((object) => chosen.has(object.key));
}

/** Whether it is on one of these tables; a partition of one becomes one of them. */
function isOn({ kind, key, table, needs, definition }: CatalogObject, tables: Set<string>): boolean {
  if (kind === 'TABLE') {
    const on = tables.has(key) || needs.some((need) => tables.has(need));
    if (on) tables.add(key);
    return on;
  }
  if (kind === 'INDEX' || kind === 'CONSTRAINT')
    return table !== null && tables.has(`TABLE ${table.schema}.${table.name}`);
  if (kind === 'SEQUENCE' && definition.form === 'SEQUENCE')
    return definition.ownedBy !== null && tables.has(`TABLE ${definition.ownedBy.table.schema}.${definition.ownedBy.table.name}`); // prettier-ignore
  return kind === 'COMMENT' && needs.some((need) => tables.has(need));
}

const RELATION = /^(?:TABLE|VIEW|MATERIALIZED_VIEW) /;

function follows(object: CatalogObject, chosen: ReadonlySet<string>): boolean {
  const { definition } = object;
  const relations = object.needs.filter((need) => RELATION.test(need));
  switch (object.kind) {
    case 'TABLE':
      if (definition.form === 'TABLE' && definition.partitionOf === null) return false;
      return relations.some((need) => chosen.has(need));
    case 'VIEW':
    case 'MATERIALIZED_VIEW':
      return relations.length === 0
        ? chosen.has(`SCHEMA ${object.schema}`)
        : relations.every((need) => chosen.has(need));
    case 'INDEX':
    case 'CONSTRAINT':
      return relations.length > 0 && relations.every((need) => chosen.has(need));
    case 'SEQUENCE':
      return (
        definition.form === 'SEQUENCE' &&
        definition.ownedBy !== null &&
        chosen.has(`TABLE ${definition.ownedBy.table.schema}.${definition.ownedBy.table.name}`)
      );
    case 'TYPE':
      return chosen.has(`SCHEMA ${object.schema}`);
    case 'COMMENT':
      return object.needs.every((need) => chosen.has(need));
    default:
      return false;
  }
}

function stageOf(object: CatalogObject, indexes: IndexTiming): ObjectStage {
  const { definition, kind } = object;
  const plain: ObjectStage = indexes === 'WITH_TABLES' ? 'BEFORE_COPY' : 'AFTER_COPY';
  if (object.needs.some((need) => need.startsWith('MATERIALIZED_VIEW '))) return 'AT_END';
  if (kind === 'INDEX') return definition.form === 'INDEX' && !definition.unique ? plain : 'AFTER_OVERLAP';
  if (kind === 'CONSTRAINT')
    return definition.form === 'CONSTRAINT' && definition.type === 'PRIMARY' ? plain : 'AFTER_OVERLAP';
  return kind === 'VIEW' || kind === 'MATERIALIZED_VIEW' || kind === 'COMMENT' ? 'AT_END' : 'BEFORE_COPY';
}

/** Depth-first over the needs, otherwise as they stand. */
function inOrder(objects: readonly CatalogObject[]): CatalogObject[] {
  const byKey = new Map(objects.map((object) => [object.key, object]));
  const done = new Set<string>();
  const ordered: CatalogObject[] = [];
  const visit = (object: CatalogObject): void => {
    if (done.has(object.key)) return;
    done.add(object.key);
    for (const need of object.needs) {
      const needed = byKey.get(need);
      if (needed !== undefined) visit(needed);
    }
    ordered.push(object);
  };
  for (const object of objects.toSorted((a, b) => rank(a) - rank(b))) visit(object);
  return ordered;
}

/** Keys before foreign keys; partitions before parents; everything before comments. */
function rank(object: CatalogObject): number {
  const { definition } = object;
  if (definition.form === 'COMMENT') return 3000;
  if (definition.form !== 'INDEX' && definition.form !== 'CONSTRAINT') return 0;
  return (definition.form === 'CONSTRAINT' && definition.type === 'FOREIGN' ? 2000 : 1000) - definition.depth;
}
