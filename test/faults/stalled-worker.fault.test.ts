/** C17, C18: a worker that is stopped (SIGSTOP) in the middle of the copy is replaced at once, and writes nothing when it goes on. */
import { expect, test } from 'vitest';
import { FAULT_TASK, FaultRun, seeded, startFaultShop, TAKE_OVER_LIMIT_MS } from '../support/fault-run.ts';
import { expectWhole } from '../support/fault-verdict.ts';
import { ownServers } from '../support/fault-victims.ts';
import { stallWorker } from '../support/stalled-worker.ts';

test('a worker that stands still in a transaction of the copy is replaced, and fenced off when it goes on', async () => {
  const servers = await ownServers();
  const { live, ledger } = await startFaultShop(servers);
  await using _ = live;
  try {
    const taskId = await live.createTask('Stalled', {
      ...FAULT_TASK,
      parameters: [
        ...FAULT_TASK.parameters.filter(({ name }) => name !== 'fullRowsPerSecond'),
        { name: 'fullRowsPerSecond', value: 10_000 },
      ],
    });
    await live.client.start(taskId);
    const run = new FaultRun(live, { servers, taskId, random: seeded(1) });
    await run.until((task) => live.subtaskIs(task, 'FULL_MIGRATION', 'RUNNING'), 'the copy runs');
    // some transaction of the copy is open on the target, and holds the fence
    await expect
      .poll(
        async () =>
          (
            await live.target
              .sql`SELECT count(*)::int AS n FROM pg_stat_activity WHERE application_name LIKE 'godwit%' AND query LIKE 'COPY%STDIN%' AND state = 'active'`
          )[0]?.['n'] as number,
        { timeout: 30_000, interval: 20 },
      )
      .toBeGreaterThan(0);
    const { takenOverMs, written } = await stallWorker(live, 'copy');
    console.log(`replaced after ${takenOverMs} ms`);
    expect(written).toEqual([]);
    expect(takenOverMs).toBeLessThan(TAKE_OVER_LIMIT_MS);
    await expectWhole({ live, ledger, run, taskId });
  } finally {
    await ledger.stop();
  }
}, 240_000);
