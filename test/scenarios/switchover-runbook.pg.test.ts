/** The requests of docs/switchover.md, as they stand there and in their order, on a running task. */
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { must } from '../../server/core/assert.ts';
import { Bank, BANK_TABLES } from '../support/bank.ts';
import { Desk } from '../support/desk.ts';
import { SWITCH_PHASES, SwitchDesk } from '../support/switch-desk.ts';

const PAGE = readFileSync('docs/switchover.md', 'utf8');
const REQUESTS = new Map(
  [...PAGE.matchAll(/```graphql\n(?<text>(?:query|mutation) (?<name>\w+)[^`]*)```/gv)].map(({ groups }) => [
    must(groups?.['name'], 'a name'),
    must(groups?.['text'], 'a text'),
  ]),
);

test('the runbook works as it is written: without a way back, cancelled once, then through', async () => {
  expect([...REQUESTS.keys()]).toEqual(['Plan', 'Start', 'Steps', 'Fence', 'StartReverse', 'Allow', 'Cancel']);
  const { source, target } = await Bank.sides();
  await using desk = await Desk.open();
  const id = await desk.startTask({
    source: source.address,
    target: target.address,
    tables: BANK_TABLES,
    phases: SWITCH_PHASES.filter((phase) => phase !== 'REVERSE_INCREMENTAL'),
  });
  await desk.untilInSync(id);
  const switching = new SwitchDesk(desk, id);
  await switching.untilVerified();
  await using bank = new Bank(source.address);
  bank.run(2, 15);
  const ask = async (name: string): Promise<unknown> => {
    const answer = await desk.ask(must(REQUESTS.get(name), name), { taskId: id });
    expect(JSON.stringify(answer)).not.toContain('"code":"');
    return answer;
  };

  expect(await ask('Plan')).toMatchObject({ switchoverPlan: { direction: 'FORWARD' } });
  await ask('Start');
  await switching.untilAt('STOP_WRITES');
  await ask('Cancel');
  await switching.untilOver();
  await bank.untilCommitted(5);

  await ask('Start');
  await switching.untilAt('STOP_WRITES');
  await ask('Fence');
  await switching.untilAt('ALLOW_WRITES'); // there is no way back to be started
  await ask('Allow');
  await switching.untilOver();
  expect(await ask('Steps')).toMatchObject({
    task: { subtask: { liveSide: 'TARGET', switchover: { status: 'COMPLETED', cancelable: false } } },
  });
  await bank.stop();
  await bank.expectOn(target.sql);
  await desk.until(id, ({ status }) => status === 'COMPLETED', 'it is completed');
  // new rows have numbers of their own there
  await target.sql`INSERT INTO bank.entry (client, number, from_account, to_account, amount) VALUES (999, 1, 1, 2, 0)`;
  await expect(source.sql`DELETE FROM bank.note`).rejects.toMatchObject({ code: '25006' });
  await desk.mutate('taskRelease', { taskId: id, fence: 'KEEP' }, 'task { id }');
  await desk.until(id, ({ status }) => status === 'RELEASED', 'it is released');
  const { task } = await desk.ask<{ task: { dropped: readonly string[] } }>('query($id: ID!) { task(id: $id) { dropped } }', { id }); // prettier-ignore
  const kept = task.dropped.filter((line) => line.includes('kept on request'));
  expect(kept).toHaveLength(3);
  for (const line of kept) await source.sql.unsafe(line.slice(line.indexOf('DROP TRIGGER')));
  await source.sql`DELETE FROM bank.note`;
});
