/** C17: the network between the workers and both databases is cut, stands still, and is half-open; the stream goes on by itself. */
import { expect, test } from 'vitest';
import { pause } from '../../server/runtime/clock.ts';
import { FAULT_TASK, FaultRun, seeded, startFaultShop } from '../support/fault-run.ts';
import { expectWhole } from '../support/fault-verdict.ts';
import { ownServers } from '../support/fault-victims.ts';
import { TcpProxy } from '../support/tcp-proxy.ts';

test('cut, stalled and half-open networks to the source and to the target heal without anyone, and lose nothing', async () => {
  const servers = await ownServers();
  await using source = await TcpProxy.to(servers.source.server.port);
  await using target = await TcpProxy.to(servers.target.server.port);
  const { live, ledger } = await startFaultShop(servers, 'on', { source: source.port, target: target.port });
  await using _ = live;
  try {
    const taskId = await live.createTask('Network', FAULT_TASK);
    await live.client.start(taskId);
    const run = new FaultRun(live, { servers, taskId, random: seeded(1) });
    await run.until(
      (task) => live.subtaskIs(task, 'INCREMENTAL_SYNCHRONIZATION', 'MONITORING'),
      'the stream is in sync',
    );

    const heals = async (what: string): Promise<number> => {
      const since = performance.now();
      await run.worksAgain();
      const took = Math.round(performance.now() - since);
      console.log(`both networks ${what}: the stream is level ${took} ms after they work again`);
      return took;
    };
    const both = [source, target];
    for (const proxy of both) proxy.cut();
    expect(await heals('cut')).toBeLessThan(20_000);
    for (const proxy of both) proxy.stall();
    await pause(3_000);
    for (const proxy of both) proxy.mend();
    expect(await heals('stalled for 3 s')).toBeLessThan(20_000);
    for (const proxy of both) proxy.halfOpen();
    await pause(500);
    for (const proxy of both) proxy.mend();
    expect(await heals('half-open')).toBeLessThan(45_000);
    await expectWhole({ live, ledger, run, taskId });
  } finally {
    await ledger.stop();
  }
}, 240_000);
