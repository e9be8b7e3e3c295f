/**
 * What keeps a task from being made or from starting: both ends the same, a name that is taken, a filter, an object, a
 * setting of the source, a table of the target. Refused at once where it can be seen at once, else by the precheck; mended,
 * the task goes on to the end and both sides are equal.
 */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { freePort } from '../../server/embedded/postgres-server.ts';
import { testPostgres, type TestDatabase, type TestServer } from '../setup/postgres.ts';
import { Desk } from '../support/desk.ts';
import { compareDatabases } from '../support/oracle.ts';

let desk: Desk;
let server: TestServer;

beforeAll(async () => {
  server = await testPostgres();
  desk = await Desk.open();
});
afterAll(() => desk[Symbol.asyncDispose]());

const SHOP = `CREATE TABLE shop (id int PRIMARY KEY, name text NOT NULL);
  INSERT INTO shop SELECT n, 'shop ' || n FROM generate_series(1, 200) n`;
const TABLES = [{ schema: 'public', name: 'shop' }];
const COPY = ['SCHEMA_MIGRATION', 'FULL_MIGRATION'];

async function shop(from: TestServer = server): Promise<TestDatabase> {
  const database = await from.createDatabase();
  await database.sql.unsafe(SHOP);
  return database;
}

test('an endpoint that is the same as the other end, by its address', async () => {
  await using source = await shop();
  expect(await desk.createTask({ source: source.address, target: source.address, tables: TABLES })).toEqual({
    code: 'SAME_ENDPOINT',
    message: 'Source and target are the same database.',
    remedy: 'Choose two different databases.',
    path: ['targetEndpointId'],
  });
});

test('an endpoint that is the same as the other end under another name', async () => {
  await using source = await shop();
  const taskId = await desk.startTask({
    source: source.address,
    target: { ...source.address, host: 'localhost' },
    tables: TABLES,
  });
  expect(await desk.untilFailed(taskId)).toEqual({
    code: 'SAME_ENDPOINT',
    message: 'Source and target are the same database.',
    remedy: 'Choose two different databases.',
  });
  expect(await source.sql`SELECT slot_name FROM pg_replication_slots WHERE database = current_database()`).toEqual([]);
});

test('a filter that does not parse is refused with its place; one that the database refuses fails at the start', async () => {
  await using source = await shop();
  await using target = await server.createDatabase();
  const wanted = { source: source.address, target: target.address, phases: COPY };
  const filtered = (rowFilter: string) => ({ ...wanted, tables: [{ ...TABLES[0], rowFilter }] });
  expect(await desk.createTask(filtered('id >'))).toMatchObject({
    code: 'FILTER_INVALID',
    message: expect.stringMatching(/^The row filter of public.shop does not parse at position 4: \S.*$/) as unknown,
    remedy: 'Correct the filter.',
  });
  const endpointId = await desk.endpoint(source.address);
  const checked = async (rowFilter: string, name = 'shop'): Promise<unknown> => {
    const { rowFilterCheck } = await desk.ask<{
      rowFilterCheck: { error: { code: string } | null; position: number | null };
    }>(
      `query($endpointId: ID!, $name: String!, $rowFilter: String!) {
        rowFilterCheck(endpointId: $endpointId, schema: "public", name: $name, rowFilter: $rowFilter) { rowFilter position error { code } } }`,
      { endpointId, name, rowFilter },
    );
    expect(rowFilterCheck).toMatchObject({ rowFilter });
    return rowFilterCheck.error === null ? null : [rowFilterCheck.error.code, rowFilterCheck.position];
  };
  expect(await checked('id >')).toEqual(['FILTER_INVALID', 4]);
  expect(await checked('id > 1 AND size > 3')).toEqual(['FILTER_INVALID', 11]);
  expect(await checked("id > 'x'")).toEqual(['FILTER_INVALID', 5]);
  await source.sql`ALTER TABLE shop ADD COLUMN opened date`;
  expect(await checked("opened > '2026-02-30'")).toEqual(['FILTER_INVALID', 9]); // the database's word
  expect(await checked('id > 1')).toBeNull();
  expect(await checked('  ')).toBeNull();
  expect(await checked('id > 1', 'market')).toEqual(['OBJECT_NOT_FOUND', null]);
  const taskId = await desk.startTask(filtered('size > 3'));
  const reason = await desk.untilFailed(taskId);
  expect(reason).toMatchObject({ code: 'FILTER_INVALID', remedy: 'Correct the filter.' });
  expect(reason.message).toMatch(/^The row filter of public.shop does not parse at position \d+: .*size.*$/);
  await source.sql`ALTER TABLE shop ADD COLUMN size int DEFAULT 5`;
  await desk.command('taskResume', taskId);
  await desk.untilInSync(taskId);
  expect(await compareDatabases(source.sql, target.sql)).toEqual([]);
});

test('an object that does not exist, until it does', async () => {
  await using source = await shop();
  await using target = await server.createDatabase();
  const tables = [...TABLES, { schema: 'public', name: 'market' }];
  const taskId = await desk.startTask({ source: source.address, target: target.address, tables, phases: COPY });
  expect(await desk.untilFailed(taskId)).toEqual({
    code: 'OBJECT_NOT_FOUND',
    message: 'The object public.market does not exist at the source.',
    remedy: 'Choose an existing object, or create it at the source.',
  });
  await source.sql`CREATE TABLE market (id int PRIMARY KEY)`;
  await desk.command('taskResume', taskId);
  await desk.untilInSync(taskId);
  expect(await compareDatabases(source.sql, target.sql)).toEqual([]);
});

test('wal_level that is not logical, and no slot that is free', async () => {
  const poor = await testPostgres(18, 'poor', {
    wal_level: 'replica',
    max_replication_slots: '1',
    max_wal_senders: '5',
  });
  await using source = await shop(poor);
  await using target = await server.createDatabase();
  await source.sql`SELECT pg_create_physical_replication_slot('taken')`;
  const taskId = await desk.startTask({ source: source.address, target: target.address, tables: TABLES });
  const reason = await desk.untilFailed(taskId);
  expect(reason.message).toBe('2 items of the precheck failed: WAL_LEVEL, REPLICATION_SLOTS');
  const told = (await desk.precheck(taskId)).filter(({ result }) => result === 'FAILED');
  expect(told.map(({ error, remedy }) => [error?.code, error?.message, remedy])).toEqual([
    [
      'WAL_LEVEL_NOT_LOGICAL',
      'wal_level of the source is replica; logical is needed.',
      "ALTER SYSTEM SET wal_level = 'logical'; then restart the server.",
    ],
    [
      'SLOT_LIMIT_REACHED',
      'The source has no free replication slot (1 of 1).',
      "ALTER SYSTEM SET max_replication_slots = '11'; then restart the server.",
    ],
  ]);
});

test('a slot limit that is reached only after the precheck', async () => {
  const tight = await testPostgres(18, 'tight', { max_replication_slots: '1' });
  await using source = await shop(tight);
  await using target = await server.createDatabase();
  const taskId = await desk.startTask({
    source: source.address,
    target: target.address,
    tables: TABLES,
    parameters: { schemaAutomaticAdvance: false },
  });
  await desk.until(taskId, ({ waitingFor }) => waitingFor?.who === 'PERSON', 'the task waits to be advanced');
  await source.sql`SELECT pg_create_physical_replication_slot('taken')`;
  await desk.mutate('subtaskAdvance', { taskId, kind: 'SCHEMA_MIGRATION' }, 'subtask { id }');
  expect(await desk.untilFailed(taskId)).toEqual({
    code: 'SLOT_LIMIT_REACHED',
    message: 'The source has no free replication slot (1 of 1).',
    remedy: 'Raise max_replication_slots and restart, or drop an unused slot.',
  });
  await source.sql`SELECT pg_drop_replication_slot('taken')`;
  await desk.command('taskResume', taskId);
  await desk.untilInSync(taskId);
  expect(await compareDatabases(source.sql, target.sql)).toEqual([]);
});

test('a target table that fits is skipped with a warning; one with rows stops, until it is empty', async () => {
  await using source = await shop();
  await using target = await server.createDatabase();
  await target.sql.unsafe(SHOP);
  const taskId = await desk.startTask({ source: source.address, target: target.address, tables: TABLES, phases: COPY });
  expect(await desk.untilFailed(taskId)).toEqual({
    code: 'TARGET_NOT_EMPTY',
    message: 'The target table public.shop is not empty.',
    remedy: 'Empty it, or set the parameter "target not empty" to IGNORE.',
  });
  const items = await desk.precheck(taskId);
  const table = items.find(({ name }) => name === 'TARGET_TABLE');
  expect([table?.result, table?.object, table?.found]).toEqual(['WARNING', 'public.shop', 'a table that fits']);
  await target.sql.unsafe(items.find(({ name }) => name === 'TARGET_EMPTY')?.remedy ?? '');
  await desk.command('taskResume', taskId);
  await desk.untilInSync(taskId);
  expect(await compareDatabases(source.sql, target.sql)).toEqual([]);
});

test('a target table with rows goes on under IGNORE, which can be set because of this failure', async () => {
  await using source = await shop();
  await using target = await server.createDatabase();
  await target.sql.unsafe(
    `CREATE TABLE shop (id int PRIMARY KEY, name text NOT NULL); INSERT INTO shop VALUES (7, 'mine')`,
  );
  const taskId = await desk.startTask({ source: source.address, target: target.address, tables: TABLES, phases: COPY });
  expect(await desk.untilFailed(taskId)).toMatchObject({ code: 'TARGET_NOT_EMPTY' });
  const changed = await desk.mutate(
    'taskUpdateParameters',
    { taskId, expectedRevision: 1, parameters: [{ name: 'fullTargetNotEmpty', value: 'IGNORE' }] },
    'task { id }',
  );
  expect(changed.code).toBeUndefined();
  await desk.command('taskResume', taskId);
  await desk.untilInSync(taskId);
  expect(await target.sql`SELECT name FROM shop WHERE id = 7`).toEqual([{ name: 'mine' }]);
  expect(await target.sql`SELECT count(*)::int AS rows FROM shop`).toEqual([{ rows: 200 }]);
});

test('several target tables with rows go on under IGNORE too, whether the precheck finds them or the copy', async () => {
  await using source = await shop();
  await source.sql`CREATE TABLE market (id int PRIMARY KEY, name text NOT NULL)`;
  await source.sql`INSERT INTO market VALUES (1, 'theirs'), (2, 'theirs')`;
  const tables = [...TABLES, { schema: 'public', name: 'market' }];
  const rows = `INSERT INTO shop VALUES (7, 'mine'); INSERT INTO market VALUES (1, 'mine')`;
  const goOn = async (taskId: string, target: TestDatabase): Promise<void> => {
    const changed = await desk.mutate(
      'taskUpdateParameters',
      { taskId, expectedRevision: 1, parameters: [{ name: 'fullTargetNotEmpty', value: 'IGNORE' }] },
      'task { id }',
    );
    expect(changed.code).toBeUndefined();
    await desk.command('taskResume', taskId);
    await desk.untilInSync(taskId);
    expect(await target.sql`SELECT name FROM shop WHERE id = 7 UNION ALL SELECT name FROM market ORDER BY 1`).toEqual([
      { name: 'mine' },
      { name: 'mine' },
      { name: 'theirs' },
    ]);
  };
  const empty = `CREATE TABLE shop (id int PRIMARY KEY, name text NOT NULL); CREATE TABLE market (id int PRIMARY KEY, name text NOT NULL)`;
  await using full = await server.createDatabase();
  await full.sql.unsafe(`${empty}; ${rows}`);
  const early = await desk.startTask({ source: source.address, target: full.address, tables, phases: COPY });
  expect(await desk.untilFailed(early)).toMatchObject({ code: 'PRECHECK_FAILED' });
  await goOn(early, full);

  const filledBeforeTheCopy = async (target: TestDatabase, wanted: string): Promise<string> => {
    const taskId = await desk.startTask({
      source: source.address,
      target: target.address,
      tables,
      phases: COPY,
      parameters: { schemaAutomaticAdvance: false },
    });
    await desk.until(taskId, ({ waitingFor }) => waitingFor?.action === 'subtaskAdvance', 'it waits to be advanced');
    await target.sql.unsafe(wanted);
    await desk.mutate('subtaskAdvance', { taskId, kind: 'SCHEMA_MIGRATION' }, 'subtask { id }');
    return taskId;
  };
  await using filled = await server.createDatabase();
  await filled.sql.unsafe(empty);
  const late = await filledBeforeTheCopy(filled, rows);
  expect(await desk.untilFailed(late)).toMatchObject({ code: 'IMPORT_TABLES_FAILED' });
  await goOn(late, filled);

  await using keyless = await server.createDatabase(); // its keys are made after the copy
  const taskId = await filledBeforeTheCopy(keyless, `INSERT INTO shop VALUES (7, 'mine')`);
  expect(await desk.untilFailed(taskId)).toEqual({
    code: 'TARGET_NOT_EMPTY_WITHOUT_KEY',
    message:
      'The target table public.shop is not empty and has no key by which its rows could be told from those of the source.',
    remedy: 'Empty it, then resume.',
  });
  await keyless.sql`TRUNCATE shop`;
  await desk.command('taskResume', taskId);
  await desk.untilInSync(taskId);
  expect(await compareDatabases(source.sql, keyless.sql)).toEqual([]);
});

test('a target table that differs, until the table is mapped to another name, and the one there is altered', async () => {
  await using source = await shop();
  await using target = await server.createDatabase();
  await target.sql.unsafe('CREATE TABLE shop (id int PRIMARY KEY, name int); CREATE TABLE stall (id int PRIMARY KEY, name int)'); // prettier-ignore
  const taskId = await desk.startTask({ source: source.address, target: target.address, tables: TABLES, phases: COPY });
  const reason = await desk.untilFailed(taskId);
  expect(reason).toMatchObject({
    code: 'TARGET_TABLE_DIFFERS',
    remedy: 'Alter or drop it, map it to another name, or remove the table from the task.',
  });
  expect(reason.message).toMatch(/^The target table public.shop exists and does not fit: .*name.*$/);
  const mapped = (targetName: string, expectedRevision: number) => desk.mutate<{ selection: object }>('objectsMap', { taskId, expectedRevision, objects: [{ ...TABLES[0], targetName }] }, 'selection { revision objects { name targetName } }'); // prettier-ignore
  expect(await mapped('booth', 0)).toMatchObject({ code: 'CONFLICT' });
  expect((await mapped('stall', 1)).selection).toEqual({
    revision: 2,
    objects: [{ name: 'shop', targetName: 'stall' }],
  });
  await desk.command('taskResume', taskId);
  await desk.until(taskId, ({ reason: now }) => now?.message.startsWith('The target table public.stall exists') === true, 'it looks at the new name'); // prettier-ignore
  await target.sql`ALTER TABLE stall ALTER COLUMN name TYPE text, ALTER COLUMN name SET NOT NULL`;
  await desk.command('taskResume', taskId);
  await desk.untilInSync(taskId);
  expect(await target.sql`SELECT * FROM stall ORDER BY 1`).toEqual(await source.sql`SELECT * FROM shop ORDER BY 1`);
  expect(await target.sql`SELECT FROM shop`).toHaveLength(0);
  expect(await mapped('booth', 2)).toMatchObject({ code: 'ACTION_NOT_ALLOWED' });
});

test('what could not be created cannot be made of a task that is not started, nor of its clone', async () => {
  await using source = await shop();
  await using target = await server.createDatabase();
  const parameters = { incrementalDmlKinds: ['INSERT'] };
  const phases = [...COPY, 'INCREMENTAL_SYNCHRONIZATION', 'FULL_VERIFICATION'];
  const wanted = { source: source.address, target: target.address, tables: TABLES, phases };
  const refused = {
    code: 'PHASES_INVALID',
    message:
      'This set of phases is not possible: full verification with incremental synchronization needs all DML kinds.',
    remedy: 'Choose another set of phases.',
  };
  expect(await desk.createTask({ ...wanted, parameters })).toMatchObject(refused);
  const made = await desk.createTask({ ...wanted, phases: COPY });
  const taskId = 'id' in made ? made.id : '';
  const update = (name: string, value: unknown): Promise<unknown> =>
    desk.mutate('taskUpdateParameters', { taskId, expectedRevision: 1, parameters: [{ name, value }] }, 'task { id }');
  expect(await update('incrementalStartPosition', '0/1')).toMatchObject({
    code: 'PARAMETER_OUT_OF_RANGE',
    message: 'The parameter incrementalStartPosition must be null, now, or slot=NAME publication=NAME [position=X/Y].',
  });
  expect(await update('incrementalStartPosition', 'now')).toMatchObject({
    code: 'PHASES_INVALID',
    message:
      'This set of phases is not possible: a start position is only for incremental synchronization without full migration.',
  });
  const streamed = await desk.createTask(wanted);
  const change = (name: string, value: unknown): Promise<unknown> =>
    desk.mutate(
      'taskUpdateParameters',
      { taskId: 'id' in streamed ? streamed.id : '', expectedRevision: 1, parameters: [{ name, value }] },
      'task { id }',
    );
  expect(await change('incrementalDmlKinds', ['INSERT'])).toMatchObject(refused);
  expect(await change('incrementalDdlKinds', ['CREATE_TABLE'])).toMatchObject({ code: 'PARAMETER_OUT_OF_RANGE' });
  expect(await change('incrementalBatchRows', 0)).toMatchObject({
    code: 'PARAMETER_OUT_OF_RANGE',
    message: 'The parameter incrementalBatchRows must be an integer from 1 to 1000000.',
  });
  expect(
    await desk.mutate('taskClone', { taskId, phases: ['INCREMENTAL_SYNCHRONIZATION'] }, 'task { id }'),
  ).toMatchObject({ code: 'PHASES_INVALID' });
});

test('an end that is gone when the task starts, until it is there', async () => {
  await using source = await shop();
  await using target = await server.createDatabase();
  await source.sql.unsafe(`CREATE ROLE late_${source.name} LOGIN SUPERUSER PASSWORD 'other'`);
  const late = { ...source.address, user: `late_${source.name}`, password: 'not yet' };
  const taskId = await desk.startTask({ source: late, target: target.address, tables: TABLES, phases: COPY });
  expect(await desk.untilFailed(taskId)).toEqual({
    code: 'AUTHENTICATION_FAILED',
    message: `The server at 127.0.0.1:${late.port} refused user ${late.user}.`,
    remedy: 'Correct user or password of the endpoint, or pg_hba.conf of the server.',
  });
  await source.sql.unsafe(`ALTER ROLE ${late.user} PASSWORD 'not yet'`);
  await desk.command('taskResume', taskId);
  await desk.untilInSync(taskId);
  expect(await compareDatabases(source.sql, target.sql)).toEqual([]);
});

test('a host that is not there, and a port at which nothing answers, until the endpoint is mended', async () => {
  await using source = await shop();
  await using target = await server.createDatabase();
  const [sourceId, targetId] = [
    await desk.endpoint({ ...source.address, host: 'no-such-host.invalid' }),
    await desk.endpoint({ ...target.address, port: await freePort() }),
  ];
  const made = await desk.mutate<{ task: { id: string } }>(
    'taskCreate',
    {
      name: 'both ends wrong',
      sourceEndpointId: sourceId,
      targetEndpointId: targetId,
      phases: COPY,
      selection: { objects: TABLES },
    },
    'task { id }',
  );
  const taskId = made.task.id;
  const mend = async (endpointId: string, change: object): Promise<unknown> => {
    const { endpoint } = await desk.ask<{ endpoint: { revision: number } }>(
      'query($id: ID!) { endpoint(id: $id) { revision } }',
      { id: endpointId },
    );
    return desk.mutate('endpointUpdate', { endpointId, ...change, expectedRevision: endpoint.revision }, 'endpoint { id }'); // prettier-ignore
  };
  await desk.command('taskStart', taskId);
  expect(await desk.untilFailed(taskId)).toEqual({
    code: 'HOST_NOT_FOUND',
    message: 'The host no-such-host.invalid cannot be resolved.',
    remedy: 'Check the host name.',
  });
  await mend(sourceId, { host: source.address.host });
  await desk.command('taskResume', taskId);
  // an outage may end by itself: the task waits for it and says so
  const waits = await desk.until(taskId, ({ waitingFor }) => waitingFor?.who === 'DATABASE', 'it waits for the target');
  expect(waits.waitingFor?.what).toMatch(/^Nothing answers at 127.0.0.1:\d+\.$/);
  expect(waits.waitingFor?.reason).toMatchObject({
    code: 'CONNECTION_REFUSED',
    remedy: 'Check host, port, firewall, and that the server runs.',
  });
  const told = (await desk.precheck(taskId)).find(({ name, side }) => name === 'CONNECTIVITY' && side === 'TARGET');
  expect([told?.error?.code, told?.remedy]).toEqual([
    'CONNECTION_REFUSED',
    'Check host, port, firewall, and that the server runs.',
  ]);
  await mend(targetId, { port: target.address.port });
  await desk.untilInSync(taskId);
  expect(await compareDatabases(source.sql, target.sql)).toEqual([]);
});
