/** C4: what became a fact is on the target for good, also where the target acknowledges before it is durable. */
import { expect, test } from 'vitest';
import { pause } from '../../server/runtime/clock.ts';
import { FAULT_TASK, FaultRun, seeded, startFaultShop } from '../support/fault-run.ts';
import { expectWhole } from '../support/fault-verdict.ts';
import { ownServers } from '../support/fault-victims.ts';

test.each(['structure.created', 'copy.completed', 'keys.created'])(
  'the target is killed at the moment of %s, with synchronous_commit=off, and nothing of it is lost',
  async (fact) => {
    const servers = await ownServers();
    const { live, ledger } = await startFaultShop(servers, 'off');
    await using _ = live;
    try {
      // what is acknowledged early stays volatile for long, so that the crash finds it
      for (const setting of ["wal_writer_delay = '10s'", "wal_writer_flush_after = '1GB'"])
        await live.target.sql.unsafe(`ALTER SYSTEM SET ${setting}`);
      await live.target.sql`SELECT pg_reload_conf()`;
      const taskId = await live.createTask('Killed', FAULT_TASK);
      await live.client.start(taskId);
      const run = new FaultRun(live, { servers, taskId, random: seeded(1) });
      const deadline = performance.now() + 120_000;
      while ((await live.control.sql`SELECT FROM fact WHERE name = ${fact}`).length === 0) {
        expect(performance.now()).toBeLessThan(deadline);
        await pause(5);
      }
      await run.strike('copy', ['target']);
      await expectWhole({ live, ledger, run, taskId }, 'off');
    } finally {
      await ledger.stop();
    }
  },
);
