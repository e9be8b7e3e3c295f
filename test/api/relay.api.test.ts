/**
 * relay-compiler as a judge: it takes documents as a Relay application of a partner would write them (pages by @connection, what is
 * fetched again by @refetchable, nodes by id, mutations, subscriptions) and knows every scalar that it meets.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { copyFileSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { SCHEMA_FILE } from '../../schema/print.ts';

/** Every custom scalar and what it is in TypeScript: the same as in codegen.ts. */
const SCALARS = { BigInt: 'string', DateTime: 'string', JSON: 'unknown', Position: 'string', URL: 'string' };

const DOCUMENTS = [
  `query AppTasksQuery($first: Int!, $after: String) {
    viewer { name role }
    ...App_tasks @arguments(first: $first, after: $after)
  }`,
  `fragment App_tasks on Query
  @argumentDefinitions(first: { type: "Int", defaultValue: 20 }, after: { type: "String" }, filter: { type: "TaskFilter" }, orderBy: { type: "TaskOrder" })
  @refetchable(queryName: "AppTasksPaginationQuery") {
    tasks(first: $first, after: $after, filter: $filter, orderBy: $orderBy) @connection(key: "App_tasks", filters: ["filter"]) {
      totalCount
      edges { node { id name status createdAt ...App_objects ...App_subtasks } }
    }
  }`,
  `fragment App_objects on Task
  @argumentDefinitions(first: { type: "Int", defaultValue: 50 }, after: { type: "String" })
  @refetchable(queryName: "AppObjectsPaginationQuery") {
    objects(first: $first, after: $after) @connection(key: "App_objects") {
      edges { node { tableId source { schema name } target { schema name } rowFilter } }
    }
  }`,
  `fragment App_alerts on Task
  @argumentDefinitions(last: { type: "Int", defaultValue: 50 }, before: { type: "String" })
  @refetchable(queryName: "AppAlertsPaginationQuery") {
    alerts(last: $last, before: $before) @connection(key: "App_alerts") {
      edges { node { id kind raisedAt reason { code message } ... on LatencyAlert { latencySeconds } } }
    }
  }`,
  `fragment App_subtasks on Task @refetchable(queryName: "AppSubtasksRefetchQuery") {
    subtasks {
      __typename id kind progress
      ... on FullMigrationSubtask { tables(first: 100) { nodes { tableId migratedRows } } }
      ... on IncrementalSubtask { latency { latencyMs position } }
    }
  }`,
  `fragment App_component on Component @refetchable(queryName: "AppComponentRefetchQuery") {
    status position configuration { name value overridden }
  }`,
  `query AppNodeQuery($id: ID!) {
    node(id: $id) { id ...App_subtasks @alias ...App_alerts @alias ...App_component @alias ... on VerificationRun { verifiedRows } }
  }`,
  `query AppDownloadQuery($file: DownloadFile!) { download(file: $file) { url expiresAt sizeBytes sha256 } }`,
  `mutation AppTaskStartMutation($input: TaskStartInput!) {
    taskStart(input: $input) {
      __typename
      ... on TaskStartPayload { task { id status pendingAction { action } } }
      ... on UserError { code message remedy path }
      ... on NotAllowedError { state }
    }
  }`,
  `mutation AppWebhookDeleteMutation($input: AlertWebhookDeleteInput!) {
    alertWebhookDelete(input: $input) {
      ... on AlertWebhookDeletePayload { deletedId @deleteRecord }
      ... on UserError { code message }
    }
  }`,
  `subscription AppProgressSubscription($taskId: ID!) {
    taskProgress(taskId: $taskId, intervalMs: 1000) { at task { id status ...App_subtasks } latency { latencyMs } }
  }`,
  `subscription AppEventsSubscription($after: String, $filter: TaskEventFilter) {
    taskEvents(after: $after, filter: $filter) { cursor type at facts task { id status } }
  }`,
];

const folders: string[] = [];
afterAll(() => folders.forEach((folder) => rmSync(folder, { recursive: true, force: true })));

interface Compiled {
  readonly code: number;
  readonly said: string;
  readonly artifacts: readonly string[];
}

async function compile(documents: readonly string[]): Promise<Compiled> {
  const folder = mkdtempSync(path.join(tmpdir(), 'godwit-relay-'));
  folders.push(folder);
  const inside = (name: string): string => path.join(folder, name);
  mkdirSync(inside('src'));
  mkdirSync(inside('artifacts'));
  copyFileSync(SCHEMA_FILE, inside('schema.graphql'));
  const tags = documents.map((document, index) => `export const d${index} = graphql\`${document}\`;`);
  writeFileSync(inside('src/App.ts'), `import { graphql } from 'relay-runtime';\n${tags.join('\n')}\n`);
  const config = {
    src: './src',
    schema: './schema.graphql',
    language: 'typescript',
    artifactDirectory: './artifacts',
    eagerEsModules: true,
    customScalarTypes: SCALARS,
    requireCustomScalarTypes: true,
  };
  writeFileSync(inside('relay.config.json'), JSON.stringify(config));
  const compiler = path.resolve('node_modules/relay-compiler/cli.js');
  const child = spawn(process.execPath, [compiler, 'relay.config.json', '--noWatchman'], { cwd: folder });
  let said = '';
  for (const output of [child.stdout, child.stderr]) output.on('data', (chunk: Buffer) => (said += chunk.toString()));
  const [code] = (await once(child, 'close')) as [number];
  return { code, said, artifacts: readdirSync(inside('artifacts')).toSorted() };
}

it('relay-compiler accepts pages, fragments that are fetched again, nodes, mutations and subscriptions', async () => {
  const { code, said, artifacts } = await compile(DOCUMENTS);
  expect(code, said).toBe(0);
  expect(said).not.toMatch(/WARN|ERROR/);
  const named = DOCUMENTS.flatMap((document) => /(?:query|mutation|subscription|fragment) (\w+)/.exec(document)?.[1]);
  const refetched = DOCUMENTS.flatMap((document) => /queryName: "(\w+)"/.exec(document)?.[1] ?? []);
  expect(artifacts).toEqual([...named, ...refetched].map((name) => `${name}.graphql.ts`).toSorted());
});

it('relay-compiler refuses a page of what is no connection', async () => {
  const { code, said } = await compile([
    'fragment App_page on Task { components(first: 1) @connection(key: "App_components") { __typename } }',
  ]);
  expect([code === 0, said]).toEqual([false, expect.stringContaining('components')]);
});
