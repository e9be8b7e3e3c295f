/**
 * Tables are added to a running task while the service, with its workers, is killed (SIGKILL) again and again, in every stage
 * of the change and above all while the new tables are handed over; the writers never rest. At the end each row is there once.
 * Seeds are printed; GODWIT_FAULT_SEED repeats a round, GODWIT_FAULT_ROUNDS sets their number (default 6).
 */
import { expect, test } from 'vitest';
import { pause } from '../../server/runtime/clock.ts';
import {
  changeObjects,
  changeOf,
  differencesWhenQuiet,
  EXTRA_DDL,
  EXTRA_TABLES,
  settled,
  shopTables,
  writeOn,
  type Change,
} from '../support/extra-tables.ts';
import { chooseSeed, seeded } from '../support/fault-run.ts';
import { LiveService } from '../support/live-service.ts';

const rounds = Number(process.env['GODWIT_FAULT_ROUNDS'] ?? 6);
const first = chooseSeed();
const STAGES = ['PENDING', 'MODIFYING', 'RUNNING', 'INTEGRATING', 'INTEGRATING'];

test.each(Array.from({ length: rounds }, (_, round) => first + round))(
  'added tables lose nothing when the service dies on the way (seed %i)',
  async (seed) => {
    const random = seeded(seed);
    await using live = await LiveService.start({ scale: 0.02, transactionsPerSecond: 50, ddl: EXTRA_DDL });
    const id = await live.createTask(`Objects ${seed}`);
    await live.client.start(id);
    await live.until(id, (task) => live.subtaskIs(task, 'FULL_VERIFICATION', 'COMPLETED'), 'verified');
    const writer = writeOn(live.source);
    const { id: changeId } = await changeObjects(live, 'objectsAdd', id, ['account', 'Keyless', 'part']);
    const struck: string[] = [];
    let last: Change | null = null;
    while (last?.status !== 'SUCCEEDED' && struck.length < 4) {
      const stage = STAGES[Math.floor(random() * STAGES.length)] ?? 'RUNNING';
      last = await reached(live, id, { changeId, stage });
      if (last.status === 'SUCCEEDED') break;
      await pause(random() * (last.status === 'RUNNING' ? 3_000 : 400));
      await live.killService();
      struck.push(last.status);
      await live.startService();
    }
    const end = await settled(live, id, changeId);
    await writer.goOnFor(50);
    await writer.stop();
    await live.stopWorkload();
    console.log(`GODWIT_FAULT_SEED=${seed}: killed in ${struck.join(', ')}; ${end.status}`);
    expect(end).toMatchObject({ status: 'SUCCEEDED', reason: null });
    expect(await differencesWhenQuiet(live, [...(await shopTables(live)), ...EXTRA_TABLES])).toEqual([]);
  },
);

/** Waits until the change is in the stage, or already past it. */
async function reached(
  live: LiveService,
  taskId: string,
  { changeId, stage }: { readonly changeId: string; readonly stage: string },
): Promise<Change> {
  const order = ['PENDING', 'MODIFYING', 'RUNNING', 'INTEGRATING', 'SUCCEEDED'];
  for (const deadline = Date.now() + 120_000; ; await pause(10)) {
    const found = await changeOf(live, taskId, changeId);
    if (found.status === 'FAILED') throw new Error(`the change failed: ${JSON.stringify(found.reason)}`);
    if (order.indexOf(found.status) >= order.indexOf(stage)) return found;
    if (Date.now() > deadline) throw new Error(`the change did not come to ${stage}: ${found.status}`);
  }
}
