/** Uploads lie in the control database until they are imported, and not for long. */
import { sql } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { LOCAL_ACTOR } from '../../server/core/actor.ts';
import { DatabaseSinks } from '../../server/persistence/component-sinks.ts';
import { ControlDatabase } from '../../server/persistence/control-database.ts';
import { runMigrations } from '../../server/persistence/control-start.ts';
import { DatabaseFiles } from '../../server/persistence/file-repository.ts';
import { keepHouse } from '../../server/persistence/housekeeping.ts';
import { DatabaseOutbox } from '../../server/persistence/outbox.ts';
import { testPostgres } from '../setup/postgres.ts';

test('an upload is that of one attempt, one of so many, and goes after half an hour', async () => {
  const server = await testPostgres();
  await using database = await server.createDatabase();
  const url = server.server.url(database.name);
  await runMigrations(url);
  await using control = new ControlDatabase(url);
  const deliveries = { prune: () => Promise.resolve() };
  const files = new DatabaseFiles(control);
  const kept = async (id: string): Promise<string> => {
    const parts: string[] = [];
    for await (const part of files.parts(id)) parts.push(Buffer.from(part).toString());
    return parts.join();
  };
  const add = (id: string): Promise<boolean> =>
    files.addUpload({ id, tokenId: null, sizeBytes: 1 }, 2, { actor: LOCAL_ACTOR });
  expect([await add('u1'), await add('u2'), await add('u3')]).toEqual([true, true, false]);
  for (const attempt of ['a', 'b'])
    await files.addPart('u1', { attempt, number: 1, bytes: Buffer.from(attempt.toUpperCase()) });
  expect([await files.complete('u1', 'b'), await files.complete('u1', 'a')]).toEqual([true, false]);
  expect(await kept('u1')).toBe('B');
  await control.db.execute(sql`UPDATE upload SET created_at = now() - interval '31 minutes' WHERE id = 'u1'`);
  await keepHouse({ control, sinks: new DatabaseSinks(control), outbox: new DatabaseOutbox(control), deliveries });
  expect([await files.upload('u1'), await kept('u1')]).toEqual([null, '']);
  expect(await files.upload('u2')).toMatchObject({ complete: false });
});
