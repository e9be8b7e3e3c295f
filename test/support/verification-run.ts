/** Runs Full-Verification between two test databases, with everything it records kept in plain arrays. */
import type { EndpointAddress } from '../../server/core/endpoint-address.ts';
import type { TableMapping } from '../../server/core/object-map.ts';
import { lsnOrder } from '../../server/connectors/postgres/position.ts';
import {
  PostgresSourceDigester,
  PostgresTargetDigester,
} from '../../server/connectors/postgres/digest/postgres-digester.ts';
import { must } from '../../server/core/assert.ts';
import { correctRows } from '../../server/full-verification/correction.ts';
import { Frontier } from '../../server/full-verification/frontier.ts';
import { pairTables } from '../../server/full-verification/verification-plan.ts';
import type { ChunkBounds } from '../../server/connectors/row-digester.ts';
import {
  FullVerificationStage,
  type FullVerificationOptions,
} from '../../server/full-verification/full-verification.ts';
import type {
  DoneChunk,
  RowDifference,
  VerificationJournal,
  VerifiedTable,
} from '../../server/full-verification/verification-journal.ts';
import type { ChangeLogReader } from '../../server/store/change-log.ts';
import { stageContext, type TestContext } from './stage-context.ts';

export class MemoryVerificationJournal implements VerificationJournal {
  readonly plans = new Map<string, readonly ChunkBounds[]>();
  readonly done: DoneChunk[] = [];
  readonly differences: RowDifference[] = [];
  readonly tables = new Map<string, VerifiedTable>();

  load() {
    return Promise.resolve({ plans: this.plans, done: [...this.done] });
  }

  recordPlan(tableId: string, chunks: readonly ChunkBounds[]): Promise<void> {
    this.plans.set(tableId, chunks);
    return Promise.resolve();
  }

  recordChunk(done: DoneChunk, differences: readonly RowDifference[]): Promise<void> {
    this.done.push(done);
    this.differences.push(...differences);
    return Promise.resolve();
  }

  recordTables(tables: readonly VerifiedTable[]): Promise<void> {
    for (const table of tables) this.tables.set(table.tableId, table);
    return Promise.resolve();
  }
}

export interface VerificationRunOptions extends Partial<FullVerificationOptions> {
  readonly source: EndpointAddress;
  readonly target: EndpointAddress;
  readonly mappings: readonly TableMapping[];
  /** The log and the task whose checkpoints are on the target; without it nothing is replayed meanwhile. */
  readonly replay?: { readonly log: ChangeLogReader; readonly taskId: string };
  readonly journal?: MemoryVerificationJournal;
  readonly readers?: number;
  readonly started?: (stage: FullVerificationStage) => void;
  readonly context?: TestContext;
}

export async function runVerification(
  options: VerificationRunOptions,
): Promise<{ outcome: string; journal: MemoryVerificationJournal; context: TestContext }> {
  const context = options.context ?? stageContext();
  const journal = options.journal ?? new MemoryVerificationJournal();
  await using source = new PostgresSourceDigester(options.source, { taskId: options.replay?.taskId ?? 'static' });
  await using target = new PostgresTargetDigester(options.target, { taskId: options.replay?.taskId ?? null });
  const stage = new FullVerificationStage(
    { source, target, journal, replay: options.replay ? { log: options.replay.log, order: lsnOrder } : null },
    { filters: new Map(), onlyRows: null, ...options },
  );
  stage.steer({ readers: options.readers ?? 2 });
  options.started?.(stage);
  const outcome = await stage.run(context);
  return { outcome, journal, context };
}

/** Corrects what was found, as an operator would ask for it; the number of rows written. */
export async function applyCorrections(
  options: VerificationRunOptions & { readonly replay: NonNullable<VerificationRunOptions['replay']> },
  differences: readonly Pick<RowDifference, 'tableId' | 'key'>[],
): Promise<number> {
  const { signal, meter } = stageContext();
  const { log, taskId } = options.replay;
  await using source = new PostgresSourceDigester(options.source, { taskId });
  await using target = new PostgresTargetDigester(options.target, { taskId });
  await using reader = await source.openReader();
  await using session = await target.openCorrection({ taskId, epoch: 1 });
  const frontier = new Frontier(log, source);
  await frontier.open(signal, () => {});
  const replayed = { log, order: lsnOrder, frontier, filters: new Map() };
  const tables = await pairTables(options.mappings, { source, target });
  let corrected = 0;
  for (const pair of tables) {
    if ('error' in pair) throw pair.error;
    const keys = differences
      .filter(({ tableId }) => tableId === pair.mapping.id)
      .map(({ key }) => pair.source.key.map((index) => key[must(pair.source.columns[index], 'column').name] ?? null));
    const deps = { source, target, replayed, meter, waiting: () => {}, reader, session, signal };
    corrected += await correctRows(pair, keys, deps);
  }
  return corrected;
}
