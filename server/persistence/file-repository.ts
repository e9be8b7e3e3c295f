/**
 * What files are made of, and what is sent to the service (port FileRecords). Rows are read by keyset, some pages behind the
 * other: between two pages nothing is held, however slowly they are taken.
 */
import { and, asc, eq, gt, inArray, isNull, ne, or, sql, type SQL } from 'drizzle-orm';
import { upload, uploadPart } from '../../drizzle/file-tables.ts';
import { component, conflict, schemaObject, task, taskTable, verificationDifference, verificationRun } from '../../drizzle/tables.ts'; // prettier-ignore
import type { Command } from '../core/actor.ts';
import type { Ends, FileRecords, StoredUpload } from '../files/file-records.ts';
import type { Conflict, LogLine, SchemaObject, VerificationDifference } from '../task/observation.ts';
import type { SubtaskKind } from '../task/task-types.ts';
import type { ControlDatabase } from './control-database.ts';
import { logLines } from './observed-metrics.ts';
import { toSchemaObject } from './observed-objects.ts';

/** Rows hold values of the migrated tables: they can be large. */
const PAGE = 100;
const LOG_PAGE = 500;
const UPLOADS_LOCK = 1;

export class DatabaseFiles implements FileRecords {
  readonly #control: ControlDatabase;

  constructor(control: ControlDatabase) {
    this.#control = control;
  }

  async taskName(taskId: string): Promise<string | null> {
    const [row] = await this.#control.db.select({ name: task.name }).from(task).where(eq(task.id, taskId));
    return row?.name ?? null;
  }

  async component(componentId: string): Promise<{ taskId: string; kind: string } | null> {
    const [row] = await this.#control.db
      .select({ taskId: component.taskId, kind: component.kind })
      .from(component)
      .where(and(eq(component.id, componentId), ne(component.kind, 'WORKFLOW')));
    return row ?? null;
  }

  async run(runId: string): Promise<{ taskId: string } | null> {
    const [row] = await this.#control.db
      .select({ taskId: verificationRun.taskId })
      .from(verificationRun)
      .where(eq(verificationRun.id, runId));
    return row ?? null;
  }

  async *schemaObjects(taskId: string): AsyncGenerator<SchemaObject> {
    const { ordinal, id } = schemaObject;
    let after: SQL | undefined;
    for (;;) {
      const rows = await this.#control.db
        .select()
        .from(schemaObject)
        .where(and(eq(schemaObject.taskId, taskId), isNull(schemaObject.removedAt), after))
        .orderBy(asc(ordinal), asc(id))
        .limit(PAGE);
      yield* rows.map(toSchemaObject);
      const last = rows.at(-1);
      if (last === undefined || rows.length < PAGE) return;
      after = or(gt(ordinal, last.ordinal), and(eq(ordinal, last.ordinal), gt(id, last.id)));
    }
  }

  async *conflicts(taskId: string, phase: SubtaskKind | null): AsyncGenerator<Conflict & Ends> {
    let after = 0n;
    for (;;) {
      const rows = await this.#control.db
        .select()
        .from(conflict)
        .where(
          and(
            eq(conflict.taskId, taskId),
            gt(conflict.id, after),
            phase === null ? undefined : eq(conflict.phase, phase),
          ),
        )
        .orderBy(asc(conflict.id))
        .limit(PAGE);
      const ends = await this.#endsOf(taskId, rows);
      for (const row of rows) yield { ...row, id: String(row.id), ...ends(row.tableId) } as Conflict & Ends; // as the journal wrote it
      if (rows.length < PAGE) return;
      after = rows.at(-1)?.id ?? after;
    }
  }

  async *differences(runId: string): AsyncGenerator<VerificationDifference & Ends> {
    const run = await this.run(runId);
    let after = 0n;
    for (;;) {
      const rows = await this.#control.db
        .select()
        .from(verificationDifference)
        .where(and(eq(verificationDifference.runId, runId), gt(verificationDifference.id, after)))
        .orderBy(asc(verificationDifference.id))
        .limit(PAGE);
      const ends = await this.#endsOf(run?.taskId ?? '', rows);
      for (const row of rows)
        yield { ...row, id: String(row.id), ...ends(row.tableId) } as VerificationDifference & Ends; // as the journal wrote it
      if (rows.length < PAGE) return;
      after = rows.at(-1)?.id ?? after;
    }
  }

  /** The run that is the latest at the first page stays the one, also when another begins meanwhile. */
  async *logLines(componentId: string): AsyncGenerator<LogLine> {
    let page = await logLines(this.#control, componentId, { after: 0n, limit: LOG_PAGE });
    const run = page[0]?.run;
    while (page.length > 0) {
      for (const line of page) {
        if (line.run !== run) return;
        yield line;
      }
      const after = page.at(-1)?.sequence ?? 0n;
      page = await logLines(this.#control, componentId, { after, limit: LOG_PAGE, runs: 'ALL' });
    }
  }

  async upload(id: string): Promise<StoredUpload | null> {
    const [row] = await this.#control.db.select().from(upload).where(eq(upload.id, id));
    return row ?? null;
  }

  addUpload(wanted: Omit<StoredUpload, 'complete'>, most: number, command: Command): Promise<boolean> {
    return this.#control.unit(async (tx, { audit }) => {
      await tx.execute(sql`SELECT pg_advisory_xact_lock(727648, ${UPLOADS_LOCK}::int)`);
      if ((await tx.$count(upload)) >= most) return false;
      await tx.insert(upload).values(wanted);
      const { id, sizeBytes } = wanted;
      audit({ command, action: 'uploadCreate', subject: 'upload', subjectId: id, before: null, after: { sizeBytes } });
      return true;
    });
  }

  async addPart(
    uploadId: string,
    part: { readonly attempt: string; readonly number: number; readonly bytes: Uint8Array },
  ): Promise<void> {
    await this.#control.db.insert(uploadPart).values({ uploadId, ...part, bytes: Buffer.from(part.bytes) });
  }

  complete(uploadId: string, attempt: string): Promise<boolean> {
    return this.#control.db.transaction(async (tx) => {
      const won = await tx
        .update(upload)
        .set({ complete: true })
        .where(and(eq(upload.id, uploadId), eq(upload.complete, false)))
        .returning({ id: upload.id });
      const lost = won.length > 0 ? ne(uploadPart.attempt, attempt) : eq(uploadPart.attempt, attempt);
      await tx.delete(uploadPart).where(and(eq(uploadPart.uploadId, uploadId), lost));
      return won.length > 0;
    });
  }

  async dropParts(uploadId: string, attempt: string): Promise<void> {
    await this.#control.db
      .delete(uploadPart)
      .where(and(eq(uploadPart.uploadId, uploadId), eq(uploadPart.attempt, attempt)));
  }

  async *parts(uploadId: string): AsyncGenerator<Uint8Array> {
    for (let number = 1; ; number += 1) {
      const [row] = await this.#control.db
        .select({ bytes: uploadPart.bytes })
        .from(uploadPart)
        .where(and(eq(uploadPart.uploadId, uploadId), eq(uploadPart.number, number)));
      if (row === undefined) return;
      yield row.bytes;
    }
  }

  async dropUpload(uploadId: string): Promise<void> {
    await this.#control.db.delete(upload).where(eq(upload.id, uploadId));
  }

  async #endsOf(taskId: string, rows: readonly { readonly tableId: string }[]): Promise<(tableId: string) => Ends> {
    const ids = [...new Set(rows.map(({ tableId }) => tableId))];
    const tables =
      ids.length === 0
        ? []
        : await this.#control.db
            .select()
            .from(taskTable)
            .where(and(eq(taskTable.taskId, taskId), inArray(taskTable.id, ids)));
    const byId = new Map(tables.map((table) => [table.id, table]));
    return (tableId) => {
      const table = byId.get(tableId);
      return {
        source: table === undefined ? null : { schema: table.sourceSchema, name: table.sourceName },
        target: table === undefined ? null : { schema: table.targetSchema, name: table.targetName },
      };
    };
  }
}
