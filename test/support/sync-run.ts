/** Runs Incr-Sync from a MemoryLog into a test database, with everything it records kept in plain arrays. */
import type { EndpointAddress } from '../../server/core/endpoint-address.ts';
import type { TableMapping } from '../../server/core/object-map.ts';
import type { StreamDdl } from '../../server/core/ddl-message.ts';
import type { ErrorReason } from '../../server/core/errors.ts';
import type { DdlKind } from '../../server/connectors/ddl-converter.ts';
import { PostgresDdlConverter } from '../../server/connectors/postgres/ddl/stream-ddl.ts';
import type { Position } from '../../server/core/position.ts';
import type { StageContext } from '../../server/core/stage.ts';
import { lsnOrder } from '../../server/connectors/postgres/position.ts';
import { PostgresSourceReads } from '../../server/connectors/postgres/apply/source-reads.ts';
import { PostgresTargetWriter } from '../../server/connectors/postgres/apply/postgres-target-writer.ts';
import type { ImportedRanges } from '../../server/connectors/snapshot-reader.ts';
import type { Checkpoint } from '../../server/connectors/target-writer.ts';
import { IncrSyncStage } from '../../server/incr-sync/incr-sync-stage.ts';
import type { Tuning } from '../../server/incr-sync/batch-limits.ts';
import type { ConflictReport, SyncJournal, TableCounts } from '../../server/incr-sync/sync-journal.ts';
import type { RowPredicate } from '../../server/incr-sync/table-plan.ts';
import { Instruments } from '../../server/metrics/instruments.ts';
import type { ChangeLogReader } from '../../server/store/change-log.ts';

export class MemoryJournal implements SyncJournal {
  readonly counts: TableCounts[] = [];
  readonly conflicts: ConflictReport[] = [];
  readonly ddl: StreamDdl[] = [];
  /** By place of the statement in the log: what became of it. */
  readonly ddlStatus = new Map<string, { status: string; statement: string | null; reason?: ErrorReason }>();
  readonly skipped = new Set<string>();
  durable: Checkpoint | null = null;
  collected: boolean | null = null;

  collectStatistics(on: boolean): Promise<void> {
    this.collected = on;
    return Promise.resolve();
  }

  addStatistics(counts: readonly TableCounts[]): Promise<void> {
    this.counts.push(...counts);
    return Promise.resolve();
  }

  addConflict(conflict: ConflictReport): Promise<void> {
    this.conflicts.push(conflict);
    return Promise.resolve();
  }

  beginDdl(ddl: StreamDdl): Promise<'RUN' | 'SKIPPED'> {
    const skipped = this.skipped.has(placeOf(ddl));
    this.ddlStatus.set(placeOf(ddl), { status: skipped ? 'SKIPPED' : 'APPLYING', statement: null });
    return Promise.resolve(skipped ? 'SKIPPED' : 'RUN');
  }

  setDdlConverted(ddl: StreamDdl, statement: string | null): Promise<void> {
    this.ddlStatus.set(placeOf(ddl), { status: statement === null ? 'SEEN' : 'APPLYING', statement });
    return Promise.resolve();
  }

  failDdl(ddl: StreamDdl, reason: ErrorReason): Promise<void> {
    const statement = this.ddlStatus.get(placeOf(ddl))?.statement ?? null;
    this.ddlStatus.set(placeOf(ddl), { status: 'FAILED', statement, reason });
    return Promise.resolve();
  }

  settleDdl(ordinal: number): Promise<void> {
    for (const [place, one] of this.ddlStatus)
      if (one.status === 'APPLYING' && Number(place.split('.')[0]) <= ordinal) one.status = 'APPLIED';
    return Promise.resolve();
  }

  addDdlSeen(ddl: StreamDdl): Promise<void> {
    this.ddl.push(ddl);
    return Promise.resolve();
  }

  setDurableCheckpoint(checkpoint: Checkpoint): Promise<void> {
    this.durable = checkpoint;
    return Promise.resolve();
  }
}

const placeOf = ({ ordinal, place }: StreamDdl): string => `${ordinal}.${place}`;

export interface SyncRunOptions {
  readonly source: EndpointAddress;
  readonly target: EndpointAddress;
  readonly log: ChangeLogReader;
  readonly mappings: readonly TableMapping[];
  readonly until: Position | null;
  readonly epoch?: number;
  /** Default task1. */
  readonly taskId?: string;
  /** Numbers of the mapped tables at the source. */
  readonly known?: ReadonlySet<string>;
  readonly filters?: ReadonlyMap<string, RowPredicate>;
  readonly imported?: ImportedRanges;
  /** A function is asked whenever the replay asks. */
  readonly tuning?: Tuning | (() => Tuning);
  readonly lanes?: number;
  readonly signal?: AbortSignal;
  readonly debug?: boolean;
  readonly ddlKinds?: readonly DdlKind[];
  readonly leftOut?: ReadonlySet<number>;
  /** Default: a new one. */
  readonly journal?: MemoryJournal;
}

export const plainMapping = (table: string, more: Partial<TableMapping> = {}): TableMapping => ({
  id: table,
  source: { schema: 'public', name: table },
  target: { schema: 'public', name: table },
  columns: null,
  rowFilter: null,
  ...more,
});

const constant =
  <T>(value: T) =>
  (): T =>
    value;

export async function runSync(
  options: SyncRunOptions,
): Promise<{ outcome: string; journal: MemoryJournal; instruments: Instruments; refusals: string[] }> {
  const journal = options.journal ?? new MemoryJournal();
  const instruments = new Instruments();
  const refusals: string[] = [];
  const epoch = options.epoch ?? 1;
  const note = (message: string, facts?: Record<string, unknown>): void => {
    refusals.push(String(facts?.['reason'] ?? message));
    if (options.debug) console.log(message, facts);
  };
  const log = { debug: note, info: note, warn: note, error: note };
  const context: StageContext = {
    signal: options.signal ?? new AbortController().signal,
    epoch,
    log,
    meter: instruments,
    report: () => {},
  };
  await using target = new PostgresTargetWriter(options.target, {
    taskId: options.taskId ?? 'task1',
    epoch,
    writer: 'INCR_SYNC',
    log,
  });
  await using source = new PostgresSourceReads(options.source, {
    mappings: options.mappings,
    ...(options.known ? { known: options.known } : {}),
  });
  const stage = new IncrSyncStage(
    {
      log: options.log,
      target,
      routes: source,
      refresher: source,
      sourceClock: source,
      imported: () => Promise.resolve(options.imported ?? { tables: new Map(), greatestEnd: null }),
      order: lsnOrder,
      journal,
      ddl: new PostgresDdlConverter({ mappings: options.mappings, kinds: options.ddlKinds ?? [] }),
    },
    {
      mappings: options.mappings,
      filters: options.filters ?? new Map(),
      until: options.until,
      statistics: true,
      ...(options.leftOut ? { leftOut: options.leftOut } : {}),
      ...(options.lanes === undefined ? {} : { lanes: options.lanes }),
      ...(options.tuning === undefined
        ? {}
        : { tuning: typeof options.tuning === 'function' ? options.tuning : constant(options.tuning) }),
    },
  );
  const outcome = await stage.run(context);
  return { outcome, journal, instruments, refusals };
}
