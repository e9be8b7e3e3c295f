/** A whole task with a row filter, made over the API and carried out by real workers: what is copied and what is replayed. */
import { expect, test } from 'vitest';
import { must } from '../../server/core/assert.ts';
import { pause } from '../../server/runtime/clock.ts';
import { ask } from '../api/running-api.ts';
import { LiveService } from '../support/live-service.ts';

const FILTER = `status IN ('open', 'paid') AND "Total" >= 10.5 OR placed_at BETWEEN '2026-03-01' AND '2026-03-31 23:59:59.999999'`;

const MUTATION = `mutation ($input: TaskCreateInput!) { taskCreate(input: $input) {
  ... on TaskCreatePayload { task { id } } ... on UserError { code message } } }`;

test('a task with a row filter copies and replays what the source answers under it', async () => {
  await using live = await LiveService.start({ scale: 0.01, transactionsPerSecond: 1 });
  const { sql } = live.source;
  await sql.unsafe(`CREATE SCHEMA sales;
    CREATE TABLE sales.bill (id int PRIMARY KEY, status varchar(10), "Total" numeric(10,2), placed_at timestamp);
    INSERT INTO sales.bill SELECT i, (ARRAY['open','paid','void'])[1 + i % 3], i % 20, timestamp '2026-02-20' + i * interval '2 hours' FROM generate_series(1, 500) i`);
  const endpoint = (name: string, { address }: typeof live.source): Promise<string> =>
    live.client.endpoint({
      name,
      host: address.host,
      port: address.port,
      database: address.database,
      user: address.user,
      password: address.password,
    });
  const input = {
    name: 'filtered',
    sourceEndpointId: await endpoint('source', live.source),
    targetEndpointId: await endpoint('target', live.target),
    phases: ['SCHEMA_MIGRATION', 'FULL_MIGRATION', 'INCREMENTAL_SYNCHRONIZATION'],
    idempotencyKey: 'filtered',
  };
  const create = async (rowFilter: string): Promise<{ code?: string; task?: { id: string } }> => {
    const selection = { objects: [{ schema: 'sales', name: 'bill', rowFilter }] };
    const answer = await ask({ url: live.url, close: () => Promise.resolve() }, MUTATION, {
      variables: { input: { ...input, selection, idempotencyKey: rowFilter.slice(0, 20) } },
    });
    return must(answer.data?.['taskCreate'], 'the answer') as { code?: string; task?: { id: string } };
  };
  expect(await create('status = ')).toMatchObject({ code: 'FILTER_INVALID' });
  const taskId = must((await create(FILTER)).task, 'the task').id;
  await live.client.start(taskId);
  await live.until(taskId, (task) => live.subtaskIs(task, 'FULL_MIGRATION', 'COMPLETED'), 'the copy is done');

  await sql.unsafe(`UPDATE sales.bill SET status = 'void' WHERE id % 5 = 0;
    UPDATE sales.bill SET status = 'paid', "Total" = "Total" + 1 WHERE id % 7 = 0;
    UPDATE sales.bill SET placed_at = placed_at + interval '20 days' WHERE id % 4 = 0;
    DELETE FROM sales.bill WHERE id % 11 = 0;
    INSERT INTO sales.bill VALUES (1001, 'open', 99, NULL), (1002, 'void', 99, NULL), (1003, 'void', NULL, '2026-03-15')`);
  await sql`INSERT INTO sales.bill VALUES (9999, 'paid', 11, NULL)`;
  const wanted = await sql.unsafe(`SELECT * FROM sales.bill WHERE ${FILTER} ORDER BY id`);
  while ((await live.target.sql`SELECT FROM sales.bill WHERE id = 9999`).length === 0) {
    await live.until(taskId, () => true, 'the replay goes on');
    await pause(100);
  }
  expect(await live.target.sql`SELECT * FROM sales.bill ORDER BY id`).toEqual(wanted);
  expect(wanted.length).toBeGreaterThan(100);
});
