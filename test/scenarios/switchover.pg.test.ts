/** The switchover of a task and the way back (product.md 3.6 and 3.7), over the API, with an application that writes meanwhile. */
import { expect, test } from 'vitest';
import { testPostgres } from '../setup/postgres.ts';
import { Desk } from '../support/desk.ts';
import { Bank } from '../support/bank.ts';
import { SwitchDesk } from '../support/switch-desk.ts';

const ALL = [
  'SCHEMA_MIGRATION',
  'FULL_MIGRATION',
  'INCREMENTAL_SYNCHRONIZATION',
  'FULL_VERIFICATION',
  'REVERSE_INCREMENTAL',
];

async function twoSides() {
  const server = await testPostgres();
  const [source, target] = [await server.createDatabase(), await server.createDatabase()];
  await Bank.create(source.sql);
  return { source, target };
}

test('the application moves to the target, back and forth again; nothing is lost, and nothing is copied again', async () => {
  const { source, target } = await twoSides();
  await using desk = await Desk.open();
  const id = await desk.startTask({
    source: source.address,
    target: target.address,
    tables: [
      { schema: 'bank', name: 'account' },
      { schema: 'bank', name: 'entry' },
      { schema: 'bank', name: 'note' },
    ],
    phases: ALL,
  });
  await desk.untilInSync(id);
  const switching = new SwitchDesk(desk, id);
  await switching.untilVerified();
  await using bank = new Bank(source.address);
  bank.run(4);
  await bank.untilCommitted(200);

  // forward
  expect(await switching.start()).toBeNull();
  await switching.untilAt('STOP_WRITES');
  await expect(target.sql`UPDATE bank.account SET balance = 0`).rejects.toMatchObject({ code: '25006' });
  await switching.act('switchoverFence');
  await switching.untilAt('START_REVERSE');
  await expect(source.sql`UPDATE bank.account SET balance = 0`).rejects.toMatchObject({ code: '25006' });
  await switching.act('switchoverStartReverse');
  await switching.untilAt('ALLOW_WRITES');
  await expect(target.sql`UPDATE bank.account SET balance = 0`).rejects.toMatchObject({ code: '25006' });
  await switching.act('switchoverAllowWrites');
  const forward = await switching.untilOver();
  expect(forward.status).toBe('COMPLETED');
  expect(forward.pauseMs).toBeGreaterThan(0);
  await bank.stop();
  await bank.expectOn(target.sql);

  // the application goes on at the target, and its changes come back
  await using moved = new Bank(target.address, bank.ledger);
  moved.run(4);
  await moved.untilCommitted(200);
  await expect(source.sql`UPDATE bank.account SET balance = 0`).rejects.toMatchObject({ code: '25006' });
  const { subtasks } = await desk.until(
    id,
    (task) => task.subtasks.some(({ kind, status }) => kind === 'REVERSE_INCREMENTAL' && status === 'MONITORING'),
    'the way back has caught up',
  );
  expect(subtasks.map(({ kind, status }) => [kind, status]).slice(3)).toEqual([
    ['INCREMENTAL_SYNCHRONIZATION', 'COMPLETED'],
    ['FULL_VERIFICATION', 'COMPLETED'],
    ['FORWARD_SWITCHOVER', 'COMPLETED'],
    ['REVERSE_INCREMENTAL', 'MONITORING'],
  ]);

  // back
  expect(await switching.start()).toBeNull();
  await switching.through();
  await moved.stop();
  await moved.expectOn(source.sql);
  await using again = new Bank(source.address, moved.ledger);
  again.run(4);
  await again.untilCommitted(100);

  // and forward again
  expect(await switching.start()).toBeNull();
  await switching.through();
  await again.stop();
  await again.expectOn(target.sql);
  await again.expectEqual(source.sql, target.sql);

  await desk.command('taskStop', id);
  await desk.until(id, ({ status }) => status === 'STOPPED', 'it stops');
});
