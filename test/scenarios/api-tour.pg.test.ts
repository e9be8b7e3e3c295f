/** The documents of docs/api.md, sent in their order to a service with real databases; none of them is left out. */
import { spawn } from 'node:child_process';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { createClient } from 'graphql-ws';
import { expect, test } from 'vitest';
import WebSocket from 'ws';
import { must } from '../../server/core/assert.ts';
import { testPostgres } from '../setup/postgres.ts';
import { Desk } from '../support/desk.ts';

const TEXT = readFileSync(new URL('../../docs/api.md', import.meta.url), 'utf8');
const DASHBOARDS = readFileSync(new URL('../../docs/dashboards.md', import.meta.url), 'utf8');
const documents = new Map(
  [...TEXT.matchAll(/```graphql\n(.*?)```/gs)].map(([, text = '']) => [/^\w+ (\w+)/.exec(text)?.[1] ?? '', text]),
);

type Any = Readonly<Record<string, unknown>>;

test('every request of the tour is answered as it says', async () => {
  const server = await testPostgres();
  await using source = await server.createDatabase();
  await using target = await server.createDatabase();
  await source.sql`CREATE TABLE item (id int PRIMARY KEY)`;
  await source.sql`INSERT INTO item SELECT generate_series(1, 100)`;
  await using desk = await Desk.open();
  const live = createClient({ url: `${desk.url.replace('http', 'ws')}/graphql`, webSocketImpl: WebSocket });
  const used = new Set<string>();
  const document = (name: string): string => {
    used.add(name);
    return must(documents.get(name), `the document ${name}`);
  };
  const ask = <T = Any>(name: string, variables: Any = {}): Promise<T> => desk.ask<T>(document(name), variables);
  const first = async (name: string, variables: Any): Promise<unknown> => {
    for await (const { data } of live.iterate({ query: document(name), variables })) return data;
    return null;
  };

  const who = await ask<{ eventCursor: string }>('WhoAmI');
  expect(who).toMatchObject({ viewer: { name: 'local', role: 'ADMIN' }, serverInfo: { openMode: true } });
  const endpoint = (name: string, of: typeof source.address): Any => ({ endpoint: { ...of, name } });
  expect(
    await ask('TestEndpoint', endpoint('x', { ...source.address, password: 'wrong', user: 'nobody' })),
  ).toMatchObject({
    endpointTest: { test: { ok: false, error: { code: 'AUTHENTICATION_FAILED' } } },
  });
  const made = async (name: string, of: typeof source.address): Promise<string> => {
    type Made = { readonly endpointCreate: { readonly endpoint: { readonly id: string } } };
    return (await ask<Made>('MakeEndpoint', endpoint(name, of))).endpointCreate.endpoint.id;
  };
  const ends = { source: await made('old', source.address), target: await made('new', target.address), key: 'tour-1' };
  type Created = {
    readonly taskCreate: { readonly task: { readonly id: string; readonly parametersRevision: number } };
  };
  const created = await ask<Created>('MakeTask', ends);
  expect(await ask('MakeTask', ends)).toEqual(created);
  const { id: task, parametersRevision: revision } = created.taskCreate.task;
  expect(await ask('MakeTask', { ...ends, key: 'tour-2' })).toMatchObject({ taskCreate: { code: 'NAME_TAKEN' } });
  expect(await ask('WhatMayBeDone', { task })).toMatchObject({
    task: { allowedActions: expect.arrayContaining([expect.objectContaining({ action: 'START', allowed: true })]) },
  });
  const from = new Date(Date.now() - 60_000).toISOString();
  expect(await ask('Start', { task })).toMatchObject({ taskStart: { task: { pendingAction: { action: 'START' } } } });
  expect(await first('Progress', { task })).toMatchObject({ taskProgress: { subtasks: expect.any(Array) } });
  expect(await first('Events', { task, after: who.eventCursor })).toMatchObject({
    taskEvents: { type: 'TASK_CREATED' },
  });
  await desk.untilInSync(task);
  const proven = async (): Promise<unknown> => (await ask<{ readonly nodes: unknown }>('Again', { ids: [task] })).nodes;
  const verdict = { result: 'EQUAL', tables: 1, proven: 1 };
  await expect
    .poll(proven, { timeout: 30_000 })
    .toEqual([{ id: task, name: 'shop', verification: { status: 'COMPLETED', verdict } }]);
  const figures = async (): Promise<number> => {
    interface Series {
      readonly firstAt: string;
      readonly stepSeconds: number;
      readonly values: readonly (number | null)[];
      readonly points: readonly { readonly at: string; readonly value: number | null }[];
    }
    const { task: seen } = await ask<{ readonly task: { readonly metrics: readonly Series[] } }>('Figures', {
      task,
      from,
    });
    expect(seen.metrics).toHaveLength(2);
    for (const { firstAt, stepSeconds, values, points } of seen.metrics)
      expect(points).toEqual(
        values.map((value, index) => ({ at: new Date(Date.parse(firstAt) + index * stepSeconds * 1_000).toISOString(), value })), // prettier-ignore
      );
    return seen.metrics.flatMap(({ points }) => points).filter(({ value }) => value !== null).length;
  };
  await expect.poll(figures, { timeout: 30_000 }).toBeGreaterThan(0);

  // docs/dashboards.md: the program shows what is, and Prometheus is given what its queries name
  const text = must(/```ts\n(.*?)```/s.exec(DASHBOARDS)?.[1], 'the program');
  expect(text.trim().split('\n').length).toBeLessThanOrEqual(20);
  const program = path.join(import.meta.dirname, `dashboard-${process.pid}.ts`); // two folders below the project, as docs is one
  writeFileSync(program, text.replace("'../client", "'../../client"));
  const shows = spawn(process.execPath, [program], { env: { ...process.env, GODWIT_URL: desk.url, TASK: task } });
  let said = '';
  shows.stdout.setEncoding('utf8').on('data', (text: string) => (said += text));
  try {
    await expect
      .poll(() => said, { timeout: 20_000 })
      .toMatch(/latency \d+.* ms, \d+.* rows\/s, .*FULL_VERIFICATION 100 %, FORWARD_SWITCHOVER 0 %\n/);
  } finally {
    shows.kill();
    rmSync(program);
  }
  const named = new Set([...DASHBOARDS.matchAll(/godwit_[a-z_]+/g)].map(([name]) => name));
  const lacking = async (): Promise<string[]> => {
    const exposed = await (await fetch(`${desk.url}/metrics`)).text();
    return [...named].filter((name) => !new RegExp(`^# TYPE ${name} gauge$`, 'm').test(exposed));
  };
  await expect.poll(lacking, { timeout: 30_000 }).toEqual([]);

  expect(await ask('Tasks', {})).toMatchObject({
    tasks: { totalCount: 1, pageInfo: { hasNextPage: false }, nodes: [{ id: task, name: 'shop', status: 'RUNNING' }] },
    taskCounts: expect.arrayContaining([{ status: 'RUNNING', count: 1 }]),
  });
  expect(await ask('SetLimit', { task, revision })).toEqual({
    taskUpdateParameters: { task: { parametersRevision: revision + 1 } },
  });
  expect(await ask('SetLimit', { task, revision })).toMatchObject({
    taskUpdateParameters: { code: 'CONFLICT', expectedRevision: revision, actualRevision: revision + 1 },
  });
  const { download } = await ask<{ readonly download: { readonly url: string } }>('Configuration', { task });
  expect(await (await fetch(desk.url + download.url)).json()).toMatchObject({
    objects: [{ schema: 'public', name: 'item', rowFilter: 'id > 0' }],
  });
  expect(await ask('StopAll', { ids: [task] })).toMatchObject({
    tasksStop: { results: [{ taskId: task, error: null }] },
  });
  await desk.until(task, ({ status }) => status === 'STOPPED', 'the task is stopped');
  await live.dispose();
  expect([...documents.keys()].filter((name) => !used.has(name))).toEqual([]);
});
