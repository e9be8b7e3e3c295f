/** C17: the network between the workers and the databases is cut, stands still, and is half-open; the work goes on by itself. */
import { expect, test } from 'vitest';
import { pause } from '../../server/runtime/clock.ts';
import { FAULT_TASK, FaultRun, seeded, startFaultShop } from '../support/fault-run.ts';
import { expectWhole } from '../support/fault-verdict.ts';
import { ownServers } from '../support/fault-victims.ts';
import { TcpProxy } from '../support/tcp-proxy.ts';

test('cut, stalled and half-open networks to all three databases heal without anyone, and lose nothing', async () => {
  const servers = await ownServers();
  await using source = await TcpProxy.to(servers.source.server.port);
  await using target = await TcpProxy.to(servers.target.server.port);
  await using control = await TcpProxy.to(servers.control.server.port);
  const ports = { source: source.port, target: target.port, control: control.port };
  const { live, ledger } = await startFaultShop(servers, 'on', ports);
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
      console.log(`${what}: the stream is level ${took} ms after they work again`);
      return took;
    };
    const networks = { 'the networks of both databases': [source, target], 'that of the control database': [control] };
    for (const [what, proxies] of Object.entries(networks)) {
      for (const proxy of proxies) proxy.cut();
      expect(await heals(`${what} cut`)).toBeLessThan(20_000);
      for (const proxy of proxies) proxy.stall();
      await pause(3_000);
      for (const proxy of proxies) proxy.mend();
      expect(await heals(`${what} stalled for 3 s`)).toBeLessThan(20_000);
      for (const proxy of proxies) proxy.halfOpen();
      await pause(500);
      for (const proxy of proxies) proxy.mend();
      expect(await heals(`${what} half-open`)).toBeLessThan(45_000);
    }
    await expectWhole({ live, ledger, run, taskId });
  } finally {
    await ledger.stop();
  }
}, 240_000);
