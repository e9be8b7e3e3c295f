/** The commands of docs/operating.md, run as they stand on a service with an embedded control database and a task in its stream. */
import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, renameSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { must } from '../../server/core/assert.ts';
import { testPostgres } from '../setup/postgres.ts';
import { catalogSnapshot } from '../support/catalog-snapshot.ts';
import { Desk } from '../support/desk.ts';
import { compareDatabases } from '../support/oracle.ts';

const TEXT = readFileSync(new URL('../../docs/operating.md', import.meta.url), 'utf8');
const block = (name: string): string => must(new RegExp(`\`\`\`${name}\n(.*?)\`\`\``, 's').exec(TEXT)?.[1], name);

const CREATE = `CREATE TABLE item (id int PRIMARY KEY, v text); CREATE TABLE note (v text);
  INSERT INTO item SELECT i, 'v' || i FROM generate_series(1, 200) i; INSERT INTO note VALUES ('without a key')`;

let folder: string;
let dataDir: string;
beforeAll(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'godwit-operating-'));
  dataDir = path.join(folder, 'data');
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** As a person runs them, in a folder of theirs. */
const run = (commands: string): void =>
  void execFileSync('bash', ['-euc', commands], { cwd: folder, env: { ...process.env, GODWIT_DATA_DIR: dataDir } });

test('a restored control database goes on where the target stands; without the change log a person is asked; cleaned by hand nothing is left', async () => {
  const server = await testPostgres();
  await using source = await server.createDatabase();
  await using target = await server.createDatabase();
  await source.sql.unsafe(CREATE);
  const before = await catalogSnapshot(source.sql, 'public');
  await using desk = await Desk.open({ dataDir, embedded: true });
  const embedded = path.join(dataDir, 'embedded-servers.txt');
  const homes = existsSync(embedded) ? readFileSync(embedded, 'utf8').trim() : null;
  try {
    const taskId = await desk.startTask({
      source: source.address,
      target: target.address,
      tables: ['item', 'note'].map((name) => ({ schema: 'public', name })),
    });
    await desk.untilInSync(taskId);
    const equal = () => expect.poll(() => compareDatabases(source.sql, target.sql), { timeout: 60_000 }).toEqual([]);

    await desk.whileStopped(() => run(block('sh backup')));
    // more happens than the backup knows of: rows, and starts of components, which the target has seen
    await source.sql`UPDATE item SET v = 'changed' WHERE id <= 50`;
    await equal();
    await desk.whileStopped(() => {});
    await source.sql`DELETE FROM item WHERE id > 190`;
    await equal();
    await source.sql`INSERT INTO note VALUES ('while it is away')`;
    await desk.whileStopped(() => run(block('sh restore')));
    await source.sql`INSERT INTO item VALUES (1000, 'after the restore')`;
    await equal();
    expect((await desk.task(taskId)).status).toBe('RUNNING');

    // the folder of the change logs is lost, and brought back as it was (an older one: older-log.pg)
    const [logs, elsewhere] = [path.join(dataDir, 'logs'), path.join(folder, 'elsewhere')];
    await desk.whileStopped(() => renameSync(logs, elsewhere));
    await source.sql`UPDATE item SET v = 'newest' WHERE id BETWEEN 61 AND 110`;
    expect(await desk.untilFailed(taskId)).toMatchObject({ code: 'LOG_POSITION_MISSING' });
    await desk.whileStopped(() => {
      rmSync(logs, { recursive: true, force: true });
      renameSync(elsewhere, logs);
    });
    await desk.command('taskResume', taskId);
    await equal();

    await desk.kill();
    await source.sql.unsafe(block('sql source'));
    await target.sql.unsafe(block('sql target'));
    // sessions of workers that were killed end a moment later
    await expect.poll(() => catalogSnapshot(source.sql, 'public'), { timeout: 15_000 }).toEqual(before);
    const left = await target.sql`SELECT nspname AS name FROM pg_namespace WHERE nspname = 'godwit'
      UNION ALL SELECT indexname FROM pg_indexes WHERE indexname LIKE 'godwit%'`;
    expect(left).toEqual([]);
  } finally {
    await desk.kill();
    if (homes !== null) rmSync(homes, { recursive: true, force: true });
  }
});
