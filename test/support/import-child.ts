/** Runs the full copy in a process of its own, to be killed: source, target and mappings come as JSON in an argument. */
import type { EndpointAddress } from '../../server/core/endpoint-address.ts';
import type { TableMapping } from '../../server/core/object-map.ts';
import { PostgresCopyTarget } from '../../server/connectors/postgres/snapshot/postgres-copy-target.ts';
import { PostgresSnapshotReader } from '../../server/connectors/postgres/snapshot/postgres-snapshot-reader.ts';
import { FullImportStage } from '../../server/full-import/full-import.ts';
import { stageContext } from './stage-context.ts';

const given = JSON.parse(process.argv[2] ?? '') as {
  source: EndpointAddress;
  target: EndpointAddress;
  mappings: TableMapping[];
  epoch: number;
  bytesPerSecond: number;
};
const reader = new PostgresSnapshotReader(given.source, { taskId: 'copy' });
const target = new PostgresCopyTarget(given.target, { taskId: 'kill', epoch: given.epoch });
const journal = {
  recordTables: () => Promise.resolve(),
  recordConflicts: () => Promise.resolve(),
  recordUnlisted: () => Promise.resolve(),
};
const stage = new FullImportStage(
  { reader, target, journal },
  { mappings: given.mappings, incremental: false, targetNotEmpty: 'STOP' },
);
stage.steer({ lanes: 4, rowsPerSecond: null, bytesPerSecond: given.bytesPerSecond });
console.log(await stage.run(stageContext(given.epoch)));
process.exit(0);
