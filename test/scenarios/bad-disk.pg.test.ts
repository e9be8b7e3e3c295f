/**
 * Disks that are full: that of the change log, and that of the target during the copy and in the stream. The task stops
 * with DISK_FULL and where; with room again it goes on, and nothing is lost. Needs root, to mount small file systems.
 */
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { testPostgres, type TestDatabase } from '../setup/postgres.ts';
import { Desk } from '../support/desk.ts';
import { compareDatabases } from '../support/oracle.ts';
import { canMount, SmallDisk } from '../support/small-disk.ts';

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
