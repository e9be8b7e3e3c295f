/**
 * Disks that are full: that of the change log, and that of the target during the copy and in the stream. The task stops
 * with DISK_FULL and where; with room again it goes on, and nothing is lost. Needs root, to mount small file systems.
 * And a change log whose folder goes away under it: it is told, and goes on when it is back; gone for good, that is told too.
 */
import { mkdtempSync, renameSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { testPostgres, type TestDatabase } from '../setup/postgres.ts';
import { Desk, type Told } from '../support/desk.ts';
import { compareDatabases } from '../support/oracle.ts';
import { canMount, readOnly, SmallDisk } from '../support/small-disk.ts';

const MIB = 1024 * 1024;
const TABLES = [{ schema: 'public', name: 'item' }];
const ITEM = 'CREATE TABLE item (id int PRIMARY KEY, filler text)';
const REMEDY = 'Free space there, then resume.';

async function items(rows: number): Promise<TestDatabase> {
  const database = await (await testPostgres()).createDatabase();
  await database.sql.unsafe(
    `${ITEM}; INSERT INTO item SELECT n, repeat(md5(n::text), 30) FROM generate_series(1, ${rows}) n`,
  );
  return database;
}

const grow = async ({ sql }: TestDatabase, from: number, to: number): Promise<void> => {
  for (let first = from; first < to; first += 1_000)
    await sql`INSERT INTO item SELECT n, (SELECT string_agg(md5(n::text || m), '') FROM generate_series(1, 30) m) FROM generate_series(${first}::int, ${first + 999}::int) n`;
};

const equal = async (source: TestDatabase, to: TestDatabase): Promise<void> => {
  await expect.poll(() => compareDatabases(source.sql, to.sql), { timeout: 60_000 }).toEqual([]);
};

describe.skipIf(!canMount && process.env['CI'] !== 'true')('a disk that is full', () => {
  test('under the change log', async () => {
    using disk = await SmallDisk.mount(6 * MIB);
    await using desk = await Desk.open({ dataDir: path.join(disk.dir, 'data') });
    await using source = await items(100);
    await using target = await (await testPostgres()).createDatabase();
    const taskId = await desk.startTask({ source: source.address, target: target.address, tables: TABLES });
    await desk.untilInSync(taskId);
    await grow(source, 1_001, 13_001);
    const reason = await desk.untilFailed(taskId);
    expect(reason).toMatchObject({ code: 'DISK_FULL', remedy: REMEDY });
    expect(reason.message).toMatch(new RegExp(`^The disk of ${disk.dir}/\\S+ is full\\.$`));
    const store = (await desk.task(taskId)).components.find(({ kind }) => kind === 'STORE');
    expect(store?.reason?.code).toBe('DISK_FULL');
    await source.sql`DELETE FROM item WHERE id <= 50`;
    disk.resize(200 * MIB);
    await desk.command('taskResume', taskId);
    await desk.untilInSync(taskId);
    await equal(source, target);
  });

  test('under the target, during the copy', async () => {
    const server = await testPostgres();
    using disk = await SmallDisk.mount(4 * MIB, { forServer: true });
    await using desk = await Desk.open();
    await using source = await items(8_000);
    await using target = await server.createDatabase();
    await using space = await tablespace(target, disk);
    await target.sql.unsafe(`CREATE TABLE item (id int PRIMARY KEY, filler text) TABLESPACE ${space.name}`);
    await source.sql`ALTER TABLE item ALTER COLUMN filler SET STORAGE EXTERNAL`;
    const taskId = await desk.startTask({
      source: source.address,
      target: target.address,
      tables: TABLES,
      phases: ['FULL_MIGRATION', 'INCREMENTAL_SYNCHRONIZATION'],
    });
    expect(await desk.untilFailed(taskId)).toEqual(full(target));
    await source.sql`UPDATE item SET filler = 'changed meanwhile' WHERE id <= 10`;
    disk.resize(200 * MIB);
    await desk.command('taskResume', taskId);
    await desk.untilInSync(taskId);
    await equal(source, target);
  });

  test('under the target, in the stream', async () => {
    const server = await testPostgres();
    using disk = await SmallDisk.mount(6 * MIB, { forServer: true });
    await using desk = await Desk.open();
    await using source = await items(100);
    await using target = await server.createDatabase();
    await using space = await tablespace(target, disk);
    await target.sql.unsafe(`CREATE TABLE item (id int PRIMARY KEY, filler text) TABLESPACE ${space.name}`);
    const taskId = await desk.startTask({
      source: source.address,
      target: target.address,
      tables: TABLES,
      phases: ['FULL_MIGRATION', 'INCREMENTAL_SYNCHRONIZATION'],
    });
    await desk.untilInSync(taskId);
    await grow(source, 1_001, 9_001);
    expect(await desk.untilFailed(taskId)).toEqual(full(target));
    await source.sql`DELETE FROM item WHERE id <= 50`;
    disk.resize(200 * MIB);
    await desk.command('taskResume', taskId);
    await desk.untilInSync(taskId);
    await equal(source, target);
  });
});

describe('the folder of the change log', () => {
  const dataDir = mkdtempSync(path.join(os.tmpdir(), 'godwit-folder-'));
  const logs = path.join(dataDir, 'logs');
  let desk: Desk;
  let source: TestDatabase;
  let target: TestDatabase;
  let taskId: string;
  beforeAll(async () => {
    desk = await Desk.open({ dataDir });
    source = await items(100);
    target = await (await testPostgres()).createDatabase();
    taskId = await desk.startTask({ source: source.address, target: target.address, tables: TABLES });
    await desk.untilInSync(taskId);
  });
  afterAll(async () => {
    await desk[Symbol.asyncDispose]();
    await source[Symbol.asyncDispose]();
    await target[Symbol.asyncDispose]();
    rmSync(dataDir, { recursive: true, force: true });
  });
  const unusable = (detail: RegExp): Told => ({
    code: 'DATA_FOLDER_UNUSABLE',
    message: expect.stringMatching(
      new RegExp(`^The data folder ${logs}/\\S+ cannot be used: ${detail.source}\\.$`),
    ) as string,
    remedy: expect.stringMatching(/^Bring it back as it was/) as string,
  });
  const goesOn = async (): Promise<void> => {
    await source.sql`DELETE FROM item WHERE id IN (SELECT id FROM item LIMIT 10)`;
    await desk.command('taskResume', taskId);
    await desk.untilInSync(taskId);
    await equal(source, target);
  };

  test('is moved away under the running worker, and comes back', async () => {
    renameSync(logs, `${logs} elsewhere`);
    await grow(source, 1_001, 3_001);
    expect(await desk.untilFailed(taskId)).toEqual(unusable(/it, or a file in it, is not there/));
    const store = (await desk.task(taskId)).components.find(({ kind }) => kind === 'STORE');
    expect(store?.reason?.code).toBe('DATA_FOLDER_UNUSABLE');
    renameSync(`${logs} elsewhere`, logs);
    await goesOn();
  });

  test.skipIf(!canMount && process.env['CI'] !== 'true')('becomes read-only while the task is stopped', async () => {
    await desk.command('taskStop', taskId);
    await desk.until(taskId, ({ status }) => status === 'STOPPED', 'the task is stopped');
    {
      using _ = readOnly(logs);
      await desk.command('taskResume', taskId);
      expect(await desk.untilFailed(taskId)).toEqual(unusable(/it is read-only/));
    }
    await goesOn();
  });

  test('is removed for good: the next resume says what is missing, and the target keeps what it has', async () => {
    const before = await target.sql`SELECT count(*)::int AS rows FROM item`;
    rmSync(logs, { recursive: true });
    await source.sql`DELETE FROM item`;
    expect(await desk.untilFailed(taskId)).toEqual(unusable(/it, or a file in it, is not there/));
    await desk.command('taskResume', taskId);
    expect(await desk.untilFailed(taskId)).toMatchObject({
      code: 'LOG_POSITION_MISSING',
      message: expect.stringMatching(/^The change log no longer holds position [0-9A-F]+\/[0-9A-F]+\.$/) as unknown,
      remedy: expect.stringContaining('bring that back as it was; else release the task and start it over') as unknown,
    });
    expect(await target.sql`SELECT count(*)::int AS rows FROM item`).toEqual(before);
  });
});

const full = (target: TestDatabase): unknown => ({
  code: 'DISK_FULL',
  message: `The disk of 127.0.0.1:${target.address.port} is full.`,
  remedy: REMEDY,
});

/** A tablespace on the disk, for one database; it goes before the disk does. */
async function tablespace(database: TestDatabase, disk: SmallDisk): Promise<{ name: string } & AsyncDisposable> {
  const name = `space_${database.name}`;
  await database.sql.unsafe(`CREATE TABLESPACE ${name} LOCATION '${disk.dir}'`);
  return {
    name,
    async [Symbol.asyncDispose]() {
      await database.sql.unsafe('DROP TABLE IF EXISTS item');
      await database.sql.unsafe(`DROP TABLESPACE ${name}`);
    },
  };
}
