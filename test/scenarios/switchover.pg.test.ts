/** The switchover of a task and the way back (product.md 3.6 and 3.7), over the API, with an application that writes meanwhile. */
import type postgres from 'postgres';
import { expect, test } from 'vitest';
import { STEP_KINDS } from '../../server/switchover/steps.ts';
import { Desk } from '../support/desk.ts';
import { catalogSnapshot } from '../support/catalog-snapshot.ts';
import { Bank, BANK_TABLES } from '../support/bank.ts';
import { SWITCH_PHASES, SwitchDesk } from '../support/switch-desk.ts';
import { untilFound } from '../support/until-found.ts';

test('the application moves to the target and back; nothing is lost, and nothing is copied again', async () => {
  const { source, target } = await Bank.sides();
  const before = { source: await catalogSnapshot(source.sql), target: await catalogSnapshot(target.sql) };
  await using desk = await Desk.open();
  const id = await desk.startTask({
    source: source.address,
    target: target.address,
    tables: BANK_TABLES,
    phases: SWITCH_PHASES,
  });
  await desk.untilInSync(id);
  const switching = new SwitchDesk(desk, id);
  await switching.untilVerified();
  await using bank = new Bank(source.address);
  bank.run(4, 8);
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
  moved.run(4, 8);
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

  // back, and the last step by itself
  expect(await switching.start({ allowWritesAutomatically: true })).toBeNull();
  await switching.untilAt('STOP_WRITES');
  await switching.act('switchoverFence');
  await switching.untilAt('START_REVERSE');
  await switching.act('switchoverStartReverse');
  expect((await switching.untilOver()).status).toBe('COMPLETED');
  await moved.stop();
  await moved.expectOn(source.sql);
  await using again = new Bank(source.address, moved.ledger);
  again.run(4, 8);
  await again.untilCommitted(100);

  // the rows of both sides are the same, and stay so
  await again.stop();
  await again.expectEqual(source.sql, target.sql);

  await desk.command('taskStop', id);
  await desk.until(id, ({ status }) => status === 'STOPPED', 'it stops');
  const asked = await desk.mutate<object>('taskRelease', { taskId: id }, 'task { id }');
  expect(asked).toMatchObject({ code: 'FENCE_STANDS' });
  await desk.mutate('taskRelease', { taskId: id, fence: 'LIFT' }, 'task { id }');
  await desk.until(id, ({ status }) => status === 'RELEASED', 'it is released');
  await source.sql`UPDATE bank.account SET changed = now()`;
  expect(await catalogSnapshot(source.sql)).toEqual(before.source);
  expect(await catalogSnapshot(target.sql, 'bank')).toEqual(before.target);
});

test('a switchover is cancelled at every place before the point of no return, and the task runs on as it was', async () => {
  const { source, target } = await Bank.sides();
  const before = { source: await catalogSnapshot(source.sql), target: await catalogSnapshot(target.sql) };
  await source.sql.unsafe(`CREATE FUNCTION bank.told() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END';
    CREATE TRIGGER told BEFORE UPDATE ON bank.account FOR EACH ROW EXECUTE FUNCTION bank.told();
    ALTER TABLE bank.account ENABLE ALWAYS TRIGGER told`);
  await using desk = await Desk.open();
  const id = await desk.startTask({
    source: source.address,
    target: target.address,
    tables: BANK_TABLES,
    phases: SWITCH_PHASES,
  });
  await desk.untilInSync(id);
  const switching = new SwitchDesk(desk, id);
  await switching.untilVerified();
  await using bank = new Bank(source.address);
  bank.run(2, 15);

  expect(await switching.refused('switchoverFence')).toMatchObject({ code: 'SWITCHOVER_NOT_OPEN' });
  const plan = await switching.plan();
  expect(plan.steps.map(({ kind }) => kind)).toEqual(STEP_KINDS);
  expect(plan.steps.find(({ kind }) => kind === 'MIGRATE_OBJECTS')?.statements.map(({ side }) => side)).toEqual(['TARGET', 'TARGET']); // prettier-ignore

  // before anything is stopped
  expect(await switching.start()).toBeNull();
  expect(await switching.start()).toMatchObject({ code: 'SWITCHOVER_NOT_READY' });
  await switching.untilAt('STOP_WRITES');
  const [run] = await runsOf(desk, id);
  for (const [mutation, input, selection] of [
    ['taskRename', { name: 'other' }, 'task { id }'],
    ['verificationStart', { scope: 'ALL' }, 'subtask { id }'],
    ['verificationSkip', { reason: 'no' }, 'subtask { id }'],
    ['correctionApply', { runId: run?.id }, 'subtask { id }'],
  ] as const)
    expect(await desk.mutate<object>(mutation, { taskId: id, ...input }, selection), mutation).toMatchObject({
      code: 'SWITCHOVER_OPEN',
    });
  expect(await switching.refused('switchoverStepSkip', { step: 'STOP_WRITES', reason: 'no' })).toMatchObject({
    code: 'SWITCHOVER_STEP_REFUSED',
  });
  await switching.act('switchoverCancel');
  expect((await switching.untilOver()).status).toBe('CANCELED');
  await bank.untilCommitted(10);

  // with the way back proven, and a stop of the task in between
  expect(await switching.start()).toBeNull();
  const shown = await switching.untilAt('STOP_WRITES');
  expect(shown.steps.find(({ kind }) => kind === 'DISABLE_TRIGGERS')?.objects).toMatchObject([
    { name: 'account.told' },
  ]);
  await switching.act('switchoverStepComplete', { step: 'DISABLE_TRIGGERS', byGodwit: true });
  await switching.act('switchoverStepComplete', { step: 'MIGRATE_OBJECTS' });
  // the person takes a while: what changed meanwhile is compared before the fence, so not all of it inside the pause
  const ahead = await untilFound(async () => {
    const runs = await runsOf(desk, id);
    const endedAt = runs[0]?.completedAt ?? null;
    return endedAt !== null && Date.now() - Date.parse(endedAt) > 6_000 ? runs : null;
  }, 'the comparison ahead is a while ago');
  await switching.act('switchoverFence');
  const paused = await switching.untilAt('START_REVERSE');
  const after = await runsOf(desk, id);
  expect(after).toHaveLength(ahead.length + 2); // before the fence, and inside the pause
  expect(Date.parse(after[1]?.completedAt ?? '')).toBeLessThanOrEqual(Date.parse(paused.pausedAt ?? ''));
  expect(await triggerState(source.sql)).toBe('D');
  await desk.command('taskStop', id);
  await desk.until(id, ({ status }) => status === 'STOPPED', 'it stops');
  await expect(source.sql`UPDATE bank.account SET balance = 0`).rejects.toMatchObject({ code: '25006' });
  await desk.command('taskResume', id);
  await switching.act('switchoverStartReverse');
  await switching.untilAt('ALLOW_WRITES');
  await switching.act('switchoverCancel');
  const last = await switching.untilOver();
  expect([last.status, last.pauseMs !== null]).toEqual(['CANCELED', true]);
  expect(await triggerState(source.sql)).toBe('A');
  await bank.untilCommitted(10);
  await bank.stop();
  await bank.expectEqual(source.sql, target.sql);

  // released, nothing of it is left on either side
  await desk.command('taskStop', id);
  await desk.until(id, ({ status }) => status === 'STOPPED', 'it stops');
  await desk.command('taskRelease', id);
  await desk.until(id, ({ status }) => status === 'RELEASED', 'it is released');
  const own = (line: string): boolean => !line.includes('bank.told') && !line.includes('account told');
  expect((await catalogSnapshot(source.sql)).filter(own)).toEqual(before.source);
  expect(await catalogSnapshot(target.sql, 'bank')).toEqual(before.target);
});

async function triggerState(sql: postgres.Sql): Promise<string> {
  const [row] = await sql`SELECT tgenabled::text AS state FROM pg_trigger WHERE tgname = 'told'`;
  return String(row?.['state']);
}

/** Runs of the verification, newest first. */
async function runsOf(desk: Desk, id: string) {
  const { runs } = await desk.verification<{
    readonly runs: { readonly nodes: readonly { readonly id: string; readonly completedAt: string | null }[] };
  }>(id, 'runs(first: 20) { nodes { id completedAt } }');
  return runs.nodes;
}
