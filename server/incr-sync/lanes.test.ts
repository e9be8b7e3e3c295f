/** What becomes of batches that wait for their turn when one before them fails. */
import { describe, expect, test } from 'vitest';
import { asPosition } from '../core/position.ts';
import type { TableChange, TargetLane, TargetTable } from '../connectors/target-writer.ts';
import { Instruments } from '../metrics/instruments.ts';
import { systemClock } from '../runtime/clock.ts';
import { Batch } from './batch.ts';
import { BatchRefused } from './flight.ts';
import { Lanes, SubmittedBeforeReset } from './lanes.ts';
import { TupleList } from './tuple.ts';
import type { TableMerge } from './table-merge.ts';

const table: TargetTable = { id: 't', name: { schema: 's', name: 't' }, partitioned: false, columns: [], key: [] };
const one = new TupleList();
one.push(Buffer.alloc(2), 0);
const none = new TupleList();
const insert: TableChange = { table, deletes: none, looseDeletes: none, updates: [], inserts: one };
const nothing: TableChange = { ...insert, inserts: none };

function batchOf(ordinal: number, kind: 'ROWS' | 'CLEAR'): Batch {
  const batch = new Batch();
  const merge: TableMerge = {
    table,
    take: () => true,
    result: () => insert,
    split: () => ({ free: nothing, bound: insert }),
    touches: () => true,
  };
  batch.steps.push(
    kind === 'ROWS' ? { kind, merges: new Map([[table, merge]]) } : { kind, table, rows: { kind: 'ALL' } },
  );
  batch.firstOrdinal = batch.lastOrdinal = ordinal;
  batch.transactions = 1;
  batch.checkpoint = { ordinal, position: asPosition(String(ordinal)), committedAtMicros: 0 };
  return batch;
}

/** Lanes over targets that note what is done to them; each step of theirs takes a turn of the event loop, as a server's does. */
function lanesOf(refuse: (lane: number) => Promise<boolean>) {
  const done: string[] = [];
  const step = async (what: string): Promise<void> => {
    await new Promise(setImmediate);
    done.push(what);
  };
  const targetOf = (lane: number): TargetLane => ({
    begin: () => done.push(`begin ${lane}`),
    runDdl: () => Promise.resolve(new Map()),
    apply: async () => {
      const refused = await refuse(lane);
      await step(`apply ${lane}`);
      return refused
        ? {
            code: 'CONSTRAINT_VIOLATED',
            tableId: 't',
            table: 's.t',
            constraint: null,
            detail: 'refused',
            rowDetail: null,
          }
        : null;
    },
    applyOne: () => Promise.resolve(1),
    readRow: () => Promise.resolve(null),
    clear: () => step(`clear ${lane}`),
    commit: ({ ordinal }) => step(`commit ${ordinal}`),
    rollback: () => step(`rollback ${lane}`),
    interrupt: () => Promise.resolve(),
    takeStatementTimes: () => ({ count: 0, milliseconds: 0 }),
  });
  const lanes = new Lanes({
    writer: { blockers: () => Promise.resolve([]) },
    targets: [targetOf(0), targetOf(1), targetOf(2)],
    clock: systemClock,
    meter: new Instruments(),
    committed: () => {},
    freed: () => {},
    failed: () => {},
  });
  return { lanes, done };
}

describe('batches behind one that the target refuses', () => {
  test('what waits to run alone is not begun once the lanes are reset', async () => {
    const { lanes, done } = lanesOf((lane) => Promise.resolve(lane === 0));
    await lanes.submit(batchOf(1, 'ROWS'));
    await lanes.submit(batchOf(2, 'ROWS'));
    const waiting = lanes.submit(batchOf(3, 'CLEAR'));
    const outcome = waiting.catch((error: unknown) => error);
    // as a pass that has failed does: nobody waits for what was handed in last
    await expect(lanes.drain()).rejects.toBeInstanceOf(BatchRefused);
    await lanes.reset();
    const error = await outcome;
    expect([BatchRefused, SubmittedBeforeReset].some((kind) => error instanceof kind)).toBe(true);
    expect(lanes.idle).toBe(true);
    expect(done.filter((what) => /commit|clear/.test(what))).toEqual([]);
  });

  test('a reset that comes first still keeps it from being begun', async () => {
    let refuse = (): void => {};
    const refused = new Promise<boolean>((resolve) => (refuse = () => resolve(true)));
    const { lanes, done } = lanesOf((lane) => (lane === 0 ? refused : Promise.resolve(false)));
    await lanes.submit(batchOf(1, 'ROWS'));
    await lanes.submit(batchOf(2, 'ROWS'));
    const outcome = lanes.submit(batchOf(3, 'CLEAR')).then(
      () => 'begun',
      (error: unknown) => error,
    );
    const reset = lanes.reset(); // waits for the last flight before the batch does
    refuse();
    await reset;
    expect(await outcome).not.toBe('begun');
    expect(lanes.idle).toBe(true);
    expect(done.filter((what) => /commit|clear/.test(what))).toEqual([]);
  });
});
