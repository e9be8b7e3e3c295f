/**
 * Store and Incr-Sync of one task in a process of their own, as a worker runs them: from the slot through the durable log
 * to the target, until a position. The words come as JSON in an argument; its last line is JSON: milliseconds of wall and CPU.
 */
import { rmSync } from 'node:fs';
import path from 'node:path';
import type { EndpointAddress } from '../../server/core/endpoint-address.ts';
import type { TableMapping } from '../../server/core/object-map.ts';
import type { Position } from '../../server/core/position.ts';
import type { StageContext, StageLog } from '../../server/core/stage.ts';
import { PostgresSourceReads } from '../../server/connectors/postgres/apply/source-reads.ts';
import { PostgresTargetWriter } from '../../server/connectors/postgres/apply/postgres-target-writer.ts';
import { PostgresDdlConverter } from '../../server/connectors/postgres/ddl/stream-ddl.ts';
import { lsnOrder } from '../../server/connectors/postgres/position.ts';
import { PostgresChangeSource } from '../../server/connectors/postgres/replication/postgres-change-source.ts';
import { IncrSyncStage } from '../../server/incr-sync/incr-sync-stage.ts';
import { Instruments } from '../../server/metrics/instruments.ts';
import { systemClock } from '../../server/runtime/clock.ts';
import { createLocalLogs } from '../../server/store/local-log/local-logs.ts';
import { Retention } from '../../server/store/retention.ts';
import { StoreStage } from '../../server/store/store.ts';

export interface ReplayWords {
  readonly taskId: string;
  readonly source: EndpointAddress;
  readonly target: EndpointAddress;
  readonly mappings: readonly TableMapping[];
  readonly startPosition: Position;
  readonly until: Position;
  /** Empty folder for the log. */
  readonly directory: string;
}

const words = JSON.parse(process.argv[2] ?? '') as ReplayWords;
const silent = (): void => {};
const log: StageLog = { debug: silent, info: silent, warn: console.error, error: console.error };
const stop = new AbortController();
const context = (): StageContext => ({
  signal: stop.signal,
  epoch: 1,
  log,
  meter: new Instruments(),
  report: silent,
});

const began = performance.now();
const logs = createLocalLogs(path.join(words.directory, 'logs'));
const source = new PostgresChangeSource(words.source, {
  taskId: words.taskId,
  startPosition: words.startPosition,
  spoolDirectory: path.join(words.directory, 'spool'),
});
const retention = new Retention({ logs, clock: systemClock, appliedOrdinal: () => Promise.resolve(0) }, words.taskId);
const store = new StoreStage(
  { source, logs, retention, clock: systemClock },
  {
    logId: words.taskId,
    maxUnappliedBytes: 20 * 1024 ** 3,
    acknowledge: () => Promise.resolve({ kind: 'LOG_DURABLE' }),
  },
);
const storing = store.run(context());

await using reads = new PostgresSourceReads(words.source, { mappings: words.mappings });
await using target = new PostgresTargetWriter(words.target, {
  taskId: words.taskId,
  epoch: 1,
  writer: 'INCR_SYNC',
  log,
});
const nothing = (): Promise<void> => Promise.resolve();
const sync = new IncrSyncStage(
  {
    log: await logs.openReader(words.taskId),
    target,
    routes: reads,
    refresher: reads,
    sourceClock: reads,
    imported: () => Promise.resolve({ tables: new Map(), greatestEnd: null }),
    order: lsnOrder,
    journal: {
      collectStatistics: nothing,
      addStatistics: nothing,
      addConflict: nothing,
      addDdlSeen: nothing,
      beginDdl: () => Promise.resolve('RUN'),
      setDdlConverted: nothing,
      failDdl: nothing,
      settleDdl: nothing,
      setDurableCheckpoint: nothing,
    },
    ddl: new PostgresDdlConverter({ mappings: words.mappings, kinds: [] }),
  },
  { mappings: words.mappings, filters: new Map(), until: words.until },
);
const outcome = await Promise.race([sync.run(context()), storing]);
const wallMs = Math.round(performance.now() - began);
const cpu = process.cpuUsage();
stop.abort();
await storing;
rmSync(words.directory, { recursive: true, force: true });
console.log(JSON.stringify({ outcome, wallMs, cpuMs: Math.round((cpu.user + cpu.system) / 1000) }));
