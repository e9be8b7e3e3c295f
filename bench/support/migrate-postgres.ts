/**
 * One whole migration by our stages, in a process of its own: tables, rows over four lanes, primary keys and indexes, foreign
 * keys. Addresses come as JSON in an argument; its last line is JSON: milliseconds of each part and of CPU.
 */
import type { EndpointAddress } from '../../server/core/endpoint-address.ts';
import type { StageLog } from '../../server/core/stage.ts';
import { PostgresCatalogReader } from '../../server/connectors/postgres/catalog/postgres-catalog-reader.ts';
import { openPool } from '../../server/connectors/postgres/connection.ts';
import { PostgresCatalogWriter } from '../../server/connectors/postgres/ddl/postgres-catalog-writer.ts';
import { PostgresCopyTarget } from '../../server/connectors/postgres/snapshot/postgres-copy-target.ts';
import { PostgresSnapshotReader } from '../../server/connectors/postgres/snapshot/postgres-snapshot-reader.ts';
import { readTableShapes } from '../../server/connectors/postgres/table-shape.ts';
import { FullImportStage } from '../../server/full-import/full-import.ts';
import { Instruments } from '../../server/metrics/instruments.ts';
import { planSchemaObjects } from '../../server/schema-migration/plan-objects.ts';
import { SchemaMigrator } from '../../server/schema-migration/schema-migrator.ts';
import { memoryJournal } from '../../test/support/memory-journal.ts';

const SESSIONS = 4;

const given = JSON.parse(process.argv[2] ?? '') as { source: EndpointAddress; target: EndpointAddress };
const { signal } = new AbortController();
const began = performance.now();
const parts: Record<string, number> = {};
let last = began;
const lap = (part: string): void => {
  parts[part] = Math.round(performance.now() - last);
  last = performance.now();
};

const from = openPool(given.source, { applicationName: 'godwit bench' });
const to = openPool(given.target, { applicationName: 'godwit bench', maxSessions: SESSIONS });
const mappings = (await readTableShapes(from, null)).map(({ table }, at) => ({
  id: `t${at}`,
  source: table,
  target: table,
  columns: null,
  rowFilter: null,
}));
const writer = await PostgresCatalogWriter.open(to, given.target);
const catalog = await new PostgresCatalogReader(from).read();
const objects = memoryJournal();
const migrator = new SchemaMigrator(
  {
    target: new PostgresCatalogReader(to),
    writer,
    journal: objects,
    differences: () => Promise.resolve([]),
  },
  { sessions: SESSIONS, maintenanceBytes: 256 << 20 },
);
await migrator.adopt(planSchemaObjects({ catalog, mappings, writer, indexes: 'AFTER_COPY' }));
await migrator.createBeforeCopy(signal);
lap('tables');

await using reader = new PostgresSnapshotReader(given.source, { taskId: 'copy' });
await using target = new PostgresCopyTarget(given.target, { taskId: 'bench', epoch: 1 });
const journal = {
  recordTables: () => Promise.resolve(),
  recordConflicts: () => Promise.resolve(),
  recordUnlisted: () => Promise.resolve(),
};
const silent = (): void => {};
const log: StageLog = { debug: silent, info: silent, warn: console.error, error: console.error };
const stage = new FullImportStage(
  { reader, target, journal },
  { mappings, incremental: false, targetNotEmpty: 'STOP' },
);
stage.steer({ lanes: SESSIONS, rowsPerSecond: null, bytesPerSecond: null });
await stage.run({ signal, epoch: 1, meter: new Instruments(), log, report: silent });
lap('rows');

await migrator.createAfterCopy(signal);
lap('keys');
await migrator.createAfterOverlap(signal);
await migrator.finish(signal);
lap('constraints');
const unmade = (await objects.load()).filter(
  (object) => object.status === 'FAILED' || object.status === 'NOT_SUPPORTED',
);
for (const object of unmade) console.error(object.key, object.status, object.reason?.message);
await Promise.all([from.end(), to.end()]);
const cpu = process.cpuUsage();
console.log(JSON.stringify({ ...parts, cpuMs: Math.round((cpu.user + cpu.system) / 1000), unmade: unmade.length }));
