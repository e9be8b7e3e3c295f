/**
 * A VIEWER never gets a value of a migrated row, whichever way they come into what the API tells: a row that the target
 * refuses in the copy and in the stream, a value of a wrong type, the statement of a transaction that is waited for, a
 * statement beside DDL, conflicts, files. Every field that the schema has is asked for in each role; an OPERATOR and an ADMIN get them.
 */
import { createClient } from 'graphql-ws';
import { afterAll, beforeAll, expect, test } from 'vitest';
import WebSocket from 'ws';
import { schema } from '../../schema/schema.ts';
import { testPostgres, type TestDatabase, type TestServer } from '../setup/postgres.ts';
import { documentsOfTask, everythingOf } from '../support/crawl.ts';
import { Desk } from '../support/desk.ts';
import { checkFiles, checkObjectFile } from '../support/file-checks.ts';
import { FilesOf } from '../support/files.ts';

const SECRET = 'Katharina-4711';
const ITEM = 'CREATE TABLE item (id int PRIMARY KEY, name text)';
const TABLES = [{ schema: 'public', name: 'item' }];
const STREAM = ['FULL_MIGRATION', 'INCREMENTAL_SYNCHRONIZATION'];
const CHECKED = `${ITEM}; ALTER TABLE item ADD CONSTRAINT no_secret CHECK (name NOT LIKE 'Katha%')`;

type Role = 'VIEWER' | 'OPERATOR' | 'ADMIN';
const secrets = new Map<Role, string>();
let desk: Desk;
let server: TestServer;

beforeAll(async () => {
  server = await testPostgres();
  desk = await Desk.open();
  for (const role of ['ADMIN', 'OPERATOR', 'VIEWER'] as const) {
    const made = await desk.mutate<{ secret: string }>('tokenCreate', { name: role, role }, 'secret');
    secrets.set(role, made.secret);
    desk.token = secrets.get('ADMIN') ?? null;
  }
});
afterAll(() => desk[Symbol.asyncDispose]());

async function database(ddl: string): Promise<TestDatabase> {
  const made = await server.createDatabase();
  await made.sql.unsafe(ddl);
  return made;
}

interface Asked {
  readonly text: string;
  readonly refused: ReadonlySet<unknown>;
}

async function ask(role: Role, query: string, variables: object): Promise<Asked> {
  const response = await fetch(`${desk.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${secrets.get(role)}` },
    body: JSON.stringify({ query, variables }),
  });
  const text = await response.text();
  const { errors = [] } = JSON.parse(text) as { errors?: { message: string; extensions: { code: unknown } }[] };
  return { text, refused: new Set(errors.map(({ extensions }) => extensions.code)) };
}

/** What a subscription says, up to the message that is the last one as far as the test is concerned. */
async function hears(role: Role, query: string, isLast: (data: Record<string, Heard>) => boolean): Promise<string> {
  const client = createClient({
    url: `${desk.url.replace('http', 'ws')}/graphql`,
    webSocketImpl: WebSocket,
    retryAttempts: 0,
    connectionParams: { authorization: `Bearer ${secrets.get(role)}` },
  });
  const heard: string[] = [];
  for await (const { data, errors } of client.iterate<Record<string, Heard>>({ query })) {
    if (!data) throw new Error(`${query}: ${JSON.stringify(errors)}`);
    heard.push(JSON.stringify(data));
    if (isLast(data)) break;
  }
  await client.dispose();
  return heard.join('\n');
}

interface Heard {
  readonly number?: string;
  readonly sequence?: string;
}

/** Everything that a role reads of the task, over queries and subscriptions. */
async function reads(role: Role, taskId: string): Promise<string> {
  const texts: string[] = [];
  for (const query of documentsOfTask(schema)) {
    const { text, refused } = await ask(role, query, { id: taskId });
    expect(
      [...refused].filter((code) => code !== 'FORBIDDEN'),
      `${query}\n${text.slice(0, 500)}`,
    ).toEqual([]);
    if (role !== 'VIEWER') expect([...refused], query).toEqual([]);
    texts.push(text);
  }
  const { text } = await ask(
    role,
    'query($id: ID!) { task(id: $id) { components { id logs(limit: 1000) { sequence } } } }',
    { id: taskId },
  );
  const { task } = (JSON.parse(text) as { data: { task: { components: Component[] } } }).data;
  const everything = (type: string): string => everythingOf(schema, type, 3);
  const end = await lastEventOf(role, taskId);
  texts.push(
    await hears(
      role,
      `subscription { taskEvents(after: "0", filter: {taskIds: ["${taskId}"]}) { ${everything('TaskEvent')} } }`,
      ({ taskEvents }) => BigInt(taskEvents?.number ?? 0) >= end,
    ),
    await hears(
      role,
      `subscription { taskProgress(taskId: "${taskId}") { subtasks { ${everything('Subtask')} }
        task { waitingFor { ${everything('WaitingFor')} } reason { ${everything('Reason')} } } } }`,
      () => true,
    ),
  );
  const files = new FilesOf(desk.url, secrets.get(role) ?? '');
  for (const { id, logs } of task.components) {
    texts.push(await files.text({ componentLog: id }));
    const last = logs.at(-1)?.sequence;
    if (last === undefined) continue;
    const lines = `subscription { componentLogs(componentId: "${id}") { ${everything('LogLine')} } }`;
    texts.push(await hears(role, lines, ({ componentLogs }) => BigInt(componentLogs?.sequence ?? 0) >= BigInt(last)));
  }
  return texts.join('\n');
}

interface Component {
  readonly id: string;
  readonly logs: readonly { readonly sequence: string }[];
}

/** The number of the task's newest event, as the control database has it. */
async function lastEventOf(role: Role, taskId: string): Promise<bigint> {
  const { text } = await ask(role, 'query($id: ID!) { eventCursor task(id: $id) { key } }', { id: taskId });
  const { data } = JSON.parse(text) as { data: { task: { key: string } } };
  return await desk.lastEventOf(data.task.key);
}

/** The secret is there for who may read rows, so that its absence for a VIEWER means something. */
async function judge(taskId: string, told: { readonly code?: string; readonly times: number }): Promise<void> {
  const [viewer, operator, admin] = [
    await reads('VIEWER', taskId),
    await reads('OPERATOR', taskId),
    await reads('ADMIN', taskId),
  ];
  expect(viewer.split('\n').filter((text) => text.includes(SECRET))).toEqual([]);
  if (told.code !== undefined) expect(viewer.includes(told.code), told.code).toBe(true);
  for (const text of [operator, admin]) expect(text.split(SECRET).length - 1).toBeGreaterThanOrEqual(told.times);
}

const start = (source: TestDatabase, target: TestDatabase, more: object = {}): Promise<string> =>
  desk.startTask({ source: source.address, target: target.address, tables: TABLES, phases: STREAM, ...more });

test('a row that the target refuses in the copy', async () => {
  await using source = await database(`${ITEM}; INSERT INTO item VALUES (1, '${SECRET}')`);
  await using target = await database(CHECKED);
  const taskId = await start(source, target);
  await desk.untilFailed(taskId);
  await judge(taskId, { code: 'CONSTRAINT_VIOLATED', times: 2 });
});

test('a row that the target refuses in the stream, and a statement beside DDL', async () => {
  await using source = await database(ITEM);
  await using target = await database(CHECKED);
  const taskId = await start(source, target);
  await desk.untilInSync(taskId);
  await source.sql.unsafe(`ALTER TABLE item ADD COLUMN note text DEFAULT '${SECRET}'`);
  const statements = async (): Promise<string> =>
    (
      await ask(
        'OPERATOR',
        'query($id: ID!) { task(id: $id) { subtask(kind: INCREMENTAL_SYNCHRONIZATION) { ... on IncrementalSubtask { ddl(first: 10) { nodes { statement } } } } } }',
        { id: taskId },
      )
    ).text;
  await expect.poll(statements, { timeout: 30_000 }).toContain(SECRET);
  await source.sql`INSERT INTO item VALUES (1, ${SECRET})`;
  await desk.untilFailed(taskId);
  await judge(taskId, { code: 'CONSTRAINT_VIOLATED', times: 5 });
});

test('what a trigger of the target says of a row, and rows that were there already', async () => {
  await using source = await database(`${ITEM}; INSERT INTO item VALUES (1, '${SECRET}'), (2, '${SECRET}')`);
  await using target = await database(`${ITEM}; INSERT INTO item VALUES (1, '${SECRET}');
    CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN IF NEW.id = 3 THEN RAISE 'not %', NEW.name; END IF; RETURN NEW; END $$;
    CREATE TRIGGER refuse BEFORE INSERT ON item FOR EACH ROW EXECUTE FUNCTION refuse(); ALTER TABLE item ENABLE ALWAYS TRIGGER refuse`);
  const taskId = await start(source, target, { parameters: { fullTargetNotEmpty: 'IGNORE' } });
  await desk.untilInSync(taskId);
  await source.sql`INSERT INTO item VALUES (3, ${SECRET})`;
  await desk.untilFailed(taskId);
  await judge(taskId, { times: 5 });
});

test('the statement of a transaction that the start waits for', async () => {
  await using source = await database(`${ITEM}; CREATE TABLE other (name text)`);
  await using target = await database(ITEM);
  const held = await source.sql.reserve();
  await held.unsafe(`BEGIN; INSERT INTO other VALUES ('${SECRET}')`);
  const taskId = await start(source, target);
  const waits = await desk.until(taskId, ({ waitingFor }) => waitingFor?.what.includes('process') === true, 'it waits');
  expect(waits.waitingFor?.what).toMatch(
    /^transactions open since before the start: process \d+ \(\w+, open for \d+ s\)(?:; process \d+ \(\w+, open for \d+ s\))*$/v, // those of other databases of the server count as well
  );
  await judge(taskId, { code: 'transactions open since before the start', times: 1 });
  await held.unsafe('ROLLBACK');
  held.release();
  await desk.untilInSync(taskId);
});

test('files: values of rows for who may read them alone, whole, and over a link that is theirs', async () => {
  const rows = `INSERT INTO item SELECT i, '${SECRET}' || i FROM generate_series(1, 250) i`;
  await using source = await database(`${ITEM}; ${rows}`);
  await using target = await database(`${ITEM}; INSERT INTO item SELECT i, 'other' FROM generate_series(1, 250) i`);
  const phases = ['SCHEMA_MIGRATION', 'FULL_MIGRATION', 'INCREMENTAL_SYNCHRONIZATION', 'FULL_VERIFICATION'];
  const taskId = await start(source, target, { phases, parameters: { fullTargetNotEmpty: 'IGNORE' } });
  await checkFiles(desk, taskId, { secrets, ends: { source, target }, rows: 250, secret: SECRET });
});

test('an object configuration goes out, comes back changed, and replaces the selection once all of it is right', async () => {
  await using source = await database(`${ITEM}; CREATE TABLE other (id int PRIMARY KEY)`);
  await using target = await database('SELECT');
  const made = await desk.createTask({ source: source.address, target: target.address, tables: TABLES });
  await checkObjectFile(desk, 'id' in made ? made.id : '', secrets.get('ADMIN') ?? '');
});
