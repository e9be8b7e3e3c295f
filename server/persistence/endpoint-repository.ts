/** Endpoints as rows (port EndpointRecords). */
import { and, eq, inArray, or, sql } from 'drizzle-orm';
import { endpoint, task } from '../../drizzle/tables.ts';
import type { Page, PageRequest } from '../core/page.ts';
import type { EndpointFilter } from '../endpoint/endpoint-service.ts';
import type { EndpointRecord, EndpointRecords, EndpointUnit } from '../endpoint/recorded-endpoints.ts';
import { contains } from './contains.ts';
import type { ControlDatabase } from './control-database.ts';
import { keysetPage } from './keyset-page.ts';

const toRecord = (row: typeof endpoint.$inferSelect): EndpointRecord => row as EndpointRecord; // kind and TLS mode are written by us

export class DatabaseEndpoints implements EndpointRecords {
  readonly #control: ControlDatabase;

  constructor(control: ControlDatabase) {
    this.#control = control;
  }

  async byIds(ids: readonly string[]): Promise<readonly (EndpointRecord | null)[]> {
    const rows =
      ids.length === 0
        ? []
        : await this.#control.db
            .select()
            .from(endpoint)
            .where(inArray(endpoint.id, [...ids]));
    return ids.map((id) => {
      const row = rows.find((candidate) => candidate.id === id);
      return row ? toRecord(row) : null;
    });
  }

  page(filter: EndpointFilter, page: PageRequest): Promise<Page<EndpointRecord>> {
    const where = and(
      filter.kinds ? inArray(endpoint.kind, [...filter.kinds]) : undefined,
      filter.keyword ? contains([endpoint.name, endpoint.host, endpoint.database], filter.keyword) : undefined,
    );
    return keysetPage(this.#control.db, {
      table: endpoint,
      where,
      keys: [endpoint.name, endpoint.id],
      page,
      items: (rows) => rows.map(toRecord),
    });
  }

  async setTested(id: string, version: string | null, at: Date): Promise<void> {
    await this.#control.db
      .update(endpoint)
      .set({ testedAt: at, ...(version ? { version } : {}) })
      .where(eq(endpoint.id, id));
  }

  unit<T>(work: (unit: EndpointUnit) => Promise<T>): Promise<T> {
    return this.#control.unit((tx, recording) =>
      work({
        event: recording.event,
        audit: recording.audit,
        wake: recording.wake,
        async lock(id) {
          const [row] = await tx.select().from(endpoint).where(eq(endpoint.id, id)).for('update');
          return row ? toRecord(row) : null;
        },
        async nameTaken(name) {
          // names are given one at a time, so that two endpoints cannot choose the same one at once
          await tx.execute(sql`SELECT pg_advisory_xact_lock(727649, hashtext(${name}))`);
          return (await tx.$count(endpoint, eq(endpoint.name, name))) > 0;
        },
        insert: async (record) => void (await tx.insert(endpoint).values(record)),
        update: async (record) => void (await tx.update(endpoint).set(record).where(eq(endpoint.id, record.id))),
        delete: async (id) => void (await tx.delete(endpoint).where(eq(endpoint.id, id))),
        taskCount: (id) => tx.$count(task, or(eq(task.sourceEndpointId, id), eq(task.targetEndpointId, id))),
      }),
    );
  }
}
