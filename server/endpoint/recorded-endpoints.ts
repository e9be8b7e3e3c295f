/** EndpointService over endpoint records: validates, seals the secrets, probes through a port. */
import type { Command } from '../core/actor.ts';
import type { TableShape } from '../core/catalog.ts';
import type { EndpointAddress } from '../core/endpoint-address.ts';
import { GodwitError, reasonOf } from '../core/errors.ts';
import type { NewId } from '../core/ids.ts';
import { tableKey, type TableName } from '../core/object-map.ts';
import type { Page, PageRequest } from '../core/page.ts';
import { pageOf } from '../core/page-of.ts';
import type { Recording } from '../events/recording.ts';
import { openCredentials, sealCredentials, type Credentials } from './credentials.ts';
import { checkEndpoint, DEFAULT_PORT } from './endpoint-input.ts';
import type {
  Endpoint,
  EndpointCatalog,
  EndpointChange,
  EndpointFilter,
  EndpointInput,
  EndpointProber,
  EndpointService,
  EndpointTableFilter,
  EndpointTestResult,
} from './endpoint-service.ts';

export type EndpointRecord = Endpoint & { readonly credentials: Buffer };

export interface EndpointUnit extends Recording {
  lock(id: string): Promise<EndpointRecord | null>;
  nameTaken(name: string): Promise<boolean>;
  insert(record: EndpointRecord): Promise<void>;
  update(record: EndpointRecord): Promise<void>;
  delete(id: string): Promise<void>;
  taskCount(id: string): Promise<number>;
}

/** Port, implemented by persistence. */
export interface EndpointRecords {
  byIds(ids: readonly string[]): Promise<readonly (EndpointRecord | null)[]>;
  page(filter: EndpointFilter, page: PageRequest): Promise<Page<EndpointRecord>>;
  setTested(id: string, version: string | null, at: Date): Promise<void>;
  unit<T>(work: (unit: EndpointUnit) => Promise<T>): Promise<T>;
}

export interface RecordedEndpointsDeps {
  readonly records: EndpointRecords;
  readonly prober: EndpointProber;
  readonly catalog: EndpointCatalog;
  /** 32 bytes. */
  readonly key: Buffer;
  readonly newId: NewId;
}

export class RecordedEndpoints implements EndpointService {
  readonly #deps: RecordedEndpointsDeps;

  constructor(deps: RecordedEndpointsDeps) {
    this.#deps = deps;
  }

  async endpoint(id: string): Promise<Endpoint | null> {
    return (await this.endpointsByIds([id]))[0] ?? null;
  }

  async endpointsByIds(ids: readonly string[]): Promise<readonly (Endpoint | null)[]> {
    return (await this.#deps.records.byIds(ids)).map((record) => (record ? shown(record) : null));
  }

  async endpoints(filter: EndpointFilter, page: PageRequest): Promise<Page<Endpoint>> {
    const found = await this.#deps.records.page(filter, page);
    return { ...found, items: found.items.map(shown) };
  }

  create(input: EndpointInput, command: Command): Promise<Endpoint> {
    checkEndpoint(input, 'endpoint');
    const now = new Date();
    const id = this.#deps.newId('e');
    const record: EndpointRecord = {
      ...this.#fields(id, input),
      id,
      version: null,
      testedAt: null,
      revision: 1,
      createdBy: command.actor.name,
      createdAt: now,
      updatedAt: now,
    };
    return this.#deps.records.unit(async (unit) => {
      if (await unit.nameTaken(record.name))
        throw new GodwitError('NAME_TAKEN', { name: record.name, path: 'endpoint.name' });
      await unit.insert(record);
      unit.event({ type: 'ENDPOINT_CHANGED', taskId: null, subjectId: id, facts: { name: record.name } });
      unit.audit({
        command,
        action: 'endpointCreate',
        subject: 'endpoint',
        subjectId: id,
        before: null,
        after: shown(record),
      });
      return shown(record);
    });
  }

  update(
    id: string,
    change: EndpointChange & { readonly expectedRevision?: number },
    command: Command,
  ): Promise<Endpoint> {
    return this.#deps.records.unit(async (unit) => {
      const before = found(await unit.lock(id), id);
      if (change.expectedRevision !== undefined && change.expectedRevision !== before.revision)
        throw new GodwitError('CONFLICT', { expected: change.expectedRevision, actual: before.revision });
      const given = Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined));
      const input: EndpointInput = { ...before, ...this.#kept(before, change), ...given };
      checkEndpoint(input, null);
      const after: EndpointRecord = {
        ...before,
        ...this.#fields(id, input),
        revision: before.revision + 1,
        updatedAt: new Date(),
      };
      if (after.name !== before.name && (await unit.nameTaken(after.name)))
        throw new GodwitError('NAME_TAKEN', { name: after.name, path: 'name' });
      await unit.update(after);
      unit.event({ type: 'ENDPOINT_CHANGED', taskId: null, subjectId: id, facts: { name: after.name } });
      unit.audit({
        command,
        action: 'endpointUpdate',
        subject: 'endpoint',
        subjectId: id,
        before: shown(before),
        after: shown(after),
      });
      return shown(after);
    });
  }

  async test(id: string, command: Command): Promise<EndpointTestResult> {
    const result = await this.#probe(await this.address(id));
    await this.#deps.records.setTested(id, result.version, result.testedAt);
    await this.#auditTest(id, result, command);
    return result;
  }

  async testInput(input: EndpointInput, command: Command): Promise<EndpointTestResult> {
    checkEndpoint(input, 'endpoint');
    const fields = this.#fields('test', input);
    const result = await this.#probe({
      ...fields,
      password: input.password,
      tlsCertificate: input.tlsCertificate ?? null,
      tlsKey: input.tlsKey ?? null,
    });
    const { user, host, port, database } = fields;
    await this.#auditTest(`${user}@${host}:${port}/${database}`, result, command);
    return result;
  }

  /** Whom the service was made to reach: every mutation is on the trail. */
  #auditTest(subjectId: string, result: EndpointTestResult, command: Command): Promise<void> {
    return this.#deps.records.unit((unit) => {
      const after = { ok: result.ok, code: result.error?.code ?? null };
      unit.audit({ command, action: 'endpointTest', subject: 'endpoint', subjectId, before: null, after });
      return Promise.resolve();
    });
  }

  delete(id: string, command: Command): Promise<string> {
    return this.#deps.records.unit(async (unit) => {
      const before = found(await unit.lock(id), id);
      const count = await unit.taskCount(id);
      if (count > 0) throw new GodwitError('ENDPOINT_IN_USE', { name: before.name, count });
      await unit.delete(id);
      unit.event({ type: 'ENDPOINT_DELETED', taskId: null, subjectId: id, facts: { name: before.name } });
      unit.audit({
        command,
        action: 'endpointDelete',
        subject: 'endpoint',
        subjectId: id,
        before: shown(before),
        after: null,
      });
      return id;
    });
  }

  async tables(id: string, filter: EndpointTableFilter, request: PageRequest): Promise<Page<TableShape>> {
    const keyword = filter.keyword?.toLowerCase() ?? '';
    const wanted = ({ schema, name }: TableName): boolean =>
      (!filter.schema || schema === filter.schema) &&
      (schema.toLowerCase().includes(keyword) || name.toLowerCase().includes(keyword));
    let page: Page<TableName> = { items: [], cursors: [], hasNextPage: false, hasPreviousPage: false, totalCount: 0 };
    const shapes = await this.#deps.catalog.listTables(await this.address(id), (names) => {
      page = pageOf(names.filter(wanted), ({ schema, name }) => [schema, name], request);
      return page.items;
    });
    // one that was dropped between both looks has a name and no shape
    const byName = new Map(shapes.map((shape) => [tableKey(shape.table), shape]));
    const found = page.items.flatMap((name, index) => {
      const shape = byName.get(tableKey(name));
      return shape === undefined ? [] : [{ shape, cursor: page.cursors[index] ?? '' }];
    });
    return { ...page, items: found.map(({ shape }) => shape), cursors: found.map(({ cursor }) => cursor) };
  }

  async address(id: string): Promise<EndpointAddress> {
    const record = found((await this.#deps.records.byIds([id]))[0] ?? null, id);
    const { kind, host, port, database, user, tlsMode, tlsCa } = record;
    return {
      kind,
      host,
      port,
      database,
      user,
      tlsMode,
      tlsCa,
      ...this.#open(record),
    };
  }

  /** Throws CREDENTIALS_LOST. */
  #open({ id, name, credentials }: EndpointRecord): Credentials {
    try {
      return openCredentials(this.#deps.key, id, credentials);
    } catch (error) {
      throw new GodwitError('CREDENTIALS_LOST', { name }, { cause: error });
    }
  }

  /** The secrets that a change leaves as they are; with a new password, lost ones are none. */
  #kept(record: EndpointRecord, { password }: EndpointChange): Credentials {
    try {
      return this.#open(record);
    } catch (error) {
      if (password === undefined) throw error;
      return { password, tlsCertificate: null, tlsKey: null };
    }
  }

  async #probe(address: EndpointAddress): Promise<EndpointTestResult> {
    const started = performance.now();
    try {
      const { version } = await this.#deps.prober.probe(address);
      return {
        ok: true,
        version,
        latencyMs: Math.round(performance.now() - started),
        error: null,
        testedAt: new Date(),
      };
    } catch (error) {
      return { ok: false, version: null, latencyMs: null, error: reasonOf(error), testedAt: new Date() };
    }
  }

  #fields(id: string, input: EndpointInput) {
    const credentials = sealCredentials(this.#deps.key, id, {
      password: input.password,
      tlsCertificate: input.tlsCertificate ?? null,
      tlsKey: input.tlsKey ?? null,
    });
    return {
      name: input.name.trim(),
      kind: input.kind,
      host: input.host,
      port: input.port ?? DEFAULT_PORT,
      database: input.database,
      user: input.user,
      tlsMode: input.tlsMode ?? ('DISABLE' as const),
      tlsCa: input.tlsCa ?? null,
      hasTlsCertificate: Boolean(input.tlsCertificate),
      credentials,
    };
  }
}

function found(record: EndpointRecord | null, id: string): EndpointRecord {
  if (!record) throw new GodwitError('NOT_FOUND', { what: 'endpoint', id });
  return record;
}

function shown(record: EndpointRecord): Endpoint {
  const { credentials: _, ...endpoint } = record;
  return endpoint;
}
