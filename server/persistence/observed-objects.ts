/** What is migrated, object by object, as people see it: progress of the copy, schema objects, precheck, conflicts, DDL. */
import { and, count, eq, inArray, isNull, sql, type SQL } from 'drizzle-orm';
import { conflict, ddlSeen, precheckItem, schemaObject, tableProgress, taskTable } from '../../drizzle/tables.ts';
import { copiedShare, copyTimeLeftMs } from '../core/copy-estimate.ts';
import type { Page, PageRequest } from '../core/page.ts';
import type { SchemaObject as RecordedObject } from '../schema-migration/object-journal.ts';
import type {
  Conflict,
  DdlSeen,
  ObjectFilter,
  PrecheckFilter,
  PrecheckItem,
  PrecheckResult,
  SchemaObject,
  SchemaObjectFilter,
  SchemaObjectStatus,
  TableProgress,
} from '../task/observation.ts';
import type { SubtaskKind } from '../task/task-types.ts';
import type { ControlDatabase } from './control-database.ts';
import { keysetPage } from './keyset-page.ts';
import { isNamed } from './named-rows.ts';

type TaskTableRow = typeof taskTable.$inferSelect;

/** Conditions on the names of both ends that every list of tables shares; undefined without any. */
export async function nameConditions(
  control: ControlDatabase,
  table: typeof taskTable | typeof schemaObject,
  { taskId, filter }: { readonly taskId: string; readonly filter: ObjectFilter },
): Promise<SQL | undefined> {
  const { sourceSchema, targetSchema, keyword } = filter;
  return and(
    sourceSchema ? eq(table.sourceSchema, sourceSchema) : undefined,
    targetSchema ? eq(table.targetSchema, targetSchema) : undefined,
    keyword ? await isNamed(control, table, { taskId, keyword }) : undefined,
  );
}

export const ends = (row: TaskTableRow) => ({
  source: { schema: row.sourceSchema, name: row.sourceName },
  target: { schema: row.targetSchema, name: row.targetName },
});

const WITH_ERROR = sql`${schemaObject.error} IS NOT NULL AND ${schemaObject.error} <> 'null'`;

export async function progressOfTables(
  control: ControlDatabase,
  taskId: string,
  filter: ObjectFilter,
  page: PageRequest,
): Promise<Page<TableProgress>> {
  const failing = sql`${taskTable.id} IN (SELECT ${tableProgress.tableId} FROM ${tableProgress} WHERE ${tableProgress.taskId} = ${taskId} AND ${tableProgress.error} IS NOT NULL)`;
  return keysetPage(control.db, {
    table: taskTable,
    where: and(
      eq(taskTable.taskId, taskId),
      isNull(taskTable.removedAt),
      filter.onlyWithErrors ? failing : undefined,
      await nameConditions(control, taskTable, { taskId, filter }),
    ),
    first: failing,
    keys: [taskTable.ordinal, taskTable.id],
    page,
    items: async (rows) => {
      if (rows.length === 0) return [];
      const found = await control.db
        .select()
        .from(tableProgress)
        .where(
          and(
            eq(tableProgress.taskId, taskId),
            inArray(
              tableProgress.tableId,
              rows.map((row) => row.id),
            ),
          ),
        );
      const byTable = new Map(found.map((row) => [row.tableId, row]));
      return rows.map((row) => toProgress(row, byTable.get(row.id)));
    },
  });
}

export async function tableSchemas(
  control: ControlDatabase,
  taskId: string,
): Promise<{ readonly source: readonly string[]; readonly target: readonly string[] }> {
  const listed = sql`task_table WHERE task_id = ${taskId} AND removed_at IS NULL`;
  // from one pair of names to the next by the index: the tables of a schema are not read
  const rows = await control.db.execute<{ source: string; target: string }>(sql`
    WITH RECURSIVE pair AS (
      (SELECT source_schema, target_schema FROM ${listed} ORDER BY 1, 2 LIMIT 1)
      UNION ALL SELECT following.* FROM pair p, LATERAL (
        SELECT source_schema, target_schema FROM ${listed} AND (source_schema, target_schema) > (p.source_schema, p.target_schema)
        ORDER BY 1, 2 LIMIT 1) following)
    SELECT source_schema AS source, target_schema AS target FROM pair`);
  const distinct = (names: readonly string[]): string[] => [...new Set(names)].sort();
  return { source: distinct(rows.map((row) => row.source)), target: distinct(rows.map((row) => row.target)) };
}

function toProgress(table: TaskTableRow, row: typeof tableProgress.$inferSelect | undefined): TableProgress {
  const progress = {
    id: `${table.taskId}.${table.id}`,
    taskId: table.taskId,
    tableId: table.id,
    ...ends(table),
    status: (row?.status ?? 'WAITING') as TableProgress['status'],
    estimatedRows: row?.estimatedRows ?? 0n,
    estimatedBytes: row?.estimatedBytes ?? 0n,
    migratedRows: row?.migratedRows ?? 0n,
    migratedBytes: row?.migratedBytes ?? 0n,
    rangesTotal: row?.rangesTotal ?? 0,
    rangesCompleted: row?.rangesCompleted ?? 0,
    startedAt: row?.startedAt ?? null,
    completedAt: row?.completedAt ?? null,
    error: (row?.error ?? null) as TableProgress['error'],
  };
  return { ...progress, progress: copiedShare(progress), timeLeftMs: copyTimeLeftMs(progress, Date.now()) };
}

export async function schemaObjects(
  control: ControlDatabase,
  taskId: string,
  filter: SchemaObjectFilter,
  page: PageRequest,
): Promise<Page<SchemaObject>> {
  return keysetPage(control.db, {
    table: schemaObject,
    where: and(
      eq(schemaObject.taskId, taskId),
      isNull(schemaObject.removedAt),
      filter.kinds ? inArray(schemaObject.kind, [...filter.kinds]) : undefined,
      filter.statuses ? inArray(schemaObject.status, [...filter.statuses]) : undefined,
      filter.stage ? eq(schemaObject.stage, filter.stage) : undefined,
      filter.onlyWithErrors ? WITH_ERROR : undefined,
      await nameConditions(control, schemaObject, { taskId, filter }),
    ),
    ...(filter.errorsFirst ? { first: WITH_ERROR } : {}),
    keys: [schemaObject.ordinal, schemaObject.id],
    wide: true,
    page,
    items: (rows) => rows.map(toSchemaObject),
  });
}

/** The id that people see names the task too, since keys of objects are unique within one only. */
const OBJECT_ID = /^([a-z0-9_]+):(.+)$/s;

export async function schemaObjectById(control: ControlDatabase, id: string): Promise<SchemaObject | null> {
  const match = OBJECT_ID.exec(id);
  if (match === null) return null;
  const [row] = await control.db
    .select()
    .from(schemaObject)
    .where(
      and(eq(schemaObject.taskId, match[1] ?? ''), eq(schemaObject.id, match[2] ?? ''), isNull(schemaObject.removedAt)),
    );
  return row === undefined ? null : toSchemaObject(row);
}

export const schemaObjectId = (taskId: string, key: string): string => `${taskId}:${key}`;

/** The object's key within its task, from the id that people see. */
export const schemaObjectKey = (id: string): string => OBJECT_ID.exec(id)?.[2] ?? id;

/** What an object is on: the source's name of it, and the id under which it is listed. */
function ownerOf({ taskId, facts }: typeof schemaObject.$inferSelect): Pick<SchemaObject, 'table' | 'parent'> {
  const { ownerTable = null, needs = [] } = (facts ?? {}) as Partial<OwnerFacts>; // written by object-journal.ts
  if (ownerTable === null) return { table: null, parent: null };
  const view = `MATERIALIZED_VIEW ${ownerTable.schema}.${ownerTable.name}`;
  const key = needs.includes(view) ? view : `TABLE ${ownerTable.schema}.${ownerTable.name}`;
  return { table: ownerTable, parent: schemaObjectId(taskId, key) };
}

type OwnerFacts = Pick<RecordedObject, 'ownerTable' | 'needs'>;

/** Of an object's facts, as the journal writes them. */
export const revisionOf = (facts: unknown): number => (facts as { readonly revision?: number } | null)?.revision ?? 1;

export function toSchemaObject(row: typeof schemaObject.$inferSelect): SchemaObject {
  return {
    id: schemaObjectId(row.taskId, row.id),
    taskId: row.taskId,
    kind: row.kind as SchemaObject['kind'],
    source: { schema: row.sourceSchema, name: row.sourceName },
    target: { schema: row.targetSchema, name: row.targetName },
    ...ownerOf(row),
    status: row.status as SchemaObject['status'],
    stage: row.stage as SchemaObject['stage'],
    sourceDdl: row.sourceDdl,
    convertedDdl: row.convertedDdl,
    revision: revisionOf(row.facts),
    conversions: row.conversions as SchemaObject['conversions'],
    ran: row.ran,
    answered: row.answered,
    error: row.error as SchemaObject['error'],
    startedAt: row.startedAt,
    completedAt: row.completedAt,
  };
}

export async function schemaObjectCounts(
  control: ControlDatabase,
  taskId: string,
): Promise<Partial<Record<SchemaObjectStatus, number>>> {
  const rows = await control.db
    .select({ status: schemaObject.status, count: count() })
    .from(schemaObject)
    .where(and(eq(schemaObject.taskId, taskId), isNull(schemaObject.removedAt)))
    .groupBy(schemaObject.status);
  return Object.fromEntries(rows.map((row) => [row.status, row.count]));
}

export function precheckItems(
  control: ControlDatabase,
  taskId: string,
  { results }: PrecheckFilter,
  page: PageRequest,
): Promise<Page<PrecheckItem>> {
  return keysetPage(control.db, {
    table: precheckItem,
    where: and(eq(precheckItem.taskId, taskId), results ? inArray(precheckItem.result, [...results]) : undefined),
    first: sql`${precheckItem.result} = 'FAILED'`,
    keys: [precheckItem.ordinal, precheckItem.id],
    page,
    items: (rows) => rows as PrecheckItem[], // the columns are the fields, as they were written
  });
}

export async function precheckCounts(
  control: ControlDatabase,
  taskId: string,
): Promise<Partial<Record<PrecheckResult, number>>> {
  const rows = await control.db
    .select({ result: precheckItem.result, count: count() })
    .from(precheckItem)
    .where(eq(precheckItem.taskId, taskId))
    .groupBy(precheckItem.result);
  return Object.fromEntries(rows.map((row) => [row.result, row.count]));
}

export function conflicts(
  control: ControlDatabase,
  taskId: string,
  filter: { readonly tableId?: string | null; readonly phase?: SubtaskKind | null },
  page: PageRequest,
): Promise<Page<Conflict>> {
  return keysetPage(control.db, {
    table: conflict,
    where: and(
      eq(conflict.taskId, taskId),
      filter.tableId ? eq(conflict.tableId, filter.tableId) : undefined,
      filter.phase ? eq(conflict.phase, filter.phase) : undefined,
    ),
    keys: [conflict.id],
    descending: true,
    page,
    items: async (rows) => {
      const ids = [...new Set(rows.map((row) => row.tableId))];
      const found =
        ids.length === 0
          ? []
          : await control.db
              .select()
              .from(taskTable)
              .where(and(eq(taskTable.taskId, taskId), inArray(taskTable.id, ids)));
      const names = new Map(found.map((row) => [row.id, ends(row).source]));
      return rows.map((row) => ({ ...row, id: String(row.id), table: names.get(row.tableId) ?? null }) as Conflict);
    },
  });
}

export function ddlSeenOf(control: ControlDatabase, taskId: string, page: PageRequest): Promise<Page<DdlSeen>> {
  return keysetPage(control.db, {
    table: ddlSeen,
    where: eq(ddlSeen.taskId, taskId),
    keys: [ddlSeen.id],
    descending: true,
    page,
    items: (rows) =>
      rows.map((row) => ({
        ...row,
        id: String(row.id),
        table:
          row.tableSchema === null || row.tableName === null ? null : { schema: row.tableSchema, name: row.tableName },
        status: row.status as DdlSeen['status'],
        error: row.error as DdlSeen['error'],
      })),
  });
}
