/** Structures that nobody here invented: every object must have a status that is true, and all that is made must be equal. */
import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { catalogFacts, migrateSchema } from '../support/schema-run.ts';
import { testPostgres } from '../setup/postgres.ts';

const SAMPLES = process.env['GODWIT_SAMPLES'] ?? '/work/shared/samples';

describe.skipIf(!existsSync(SAMPLES))(`sample databases of ${SAMPLES}`, () => {
  test('pagila: tables, keys, indexes and views arrive; what needs a function says so', async () => {
    const objects = await moved('pagila/pagila-schema.sql', (text) => text.replace(/^ALTER .* OWNER TO .*;$/gm, ''));
    const failed = objects.filter((object) => object.status !== 'COMPLETED' && object.kind !== 'SCHEMA');
    expect(
      failed.every(
        (object) =>
          object.reason?.code === 'SCHEMA_DEPENDENCY_MISSING' ||
          object.kind === 'COMMENT' ||
          /does not exist/.test(object.reason?.message ?? ''),
      ),
    ).toBe(true);
    expect(
      failed
        .filter((object) => object.kind === 'TABLE' || object.kind === 'CONSTRAINT' || object.kind === 'TYPE')
        .map((object) => object.key),
    ).toEqual([]);
  });

  test('chinook arrives whole', async () => {
    const objects = await moved('chinook/Chinook_PostgreSql_AutoIncrementPKs.sql', (text) =>
      text.replace(/^(DROP DATABASE|CREATE DATABASE|\\c).*$/gm, ''),
    );
    expect(
      objects
        .filter((object) => object.status !== 'COMPLETED' && object.kind !== 'SCHEMA')
        .map((object) => [object.key, object.reason?.message]),
    ).toEqual([]);
  });
});

async function moved(file: string, prepare: (text: string) => string) {
  const server = await testPostgres(18);
  await using source = await server.createDatabase();
  await using target = await server.createDatabase();
  const session = await source.sql.reserve();
  await session.unsafe(prepare(readFileSync(`${SAMPLES}/${file}`, 'utf8')));
  await session.unsafe('RESET ALL');
  session.release();
  const objects = await migrateSchema(source, target);
  const failed = new Set(objects.filter((object) => object.status === 'FAILED').map((object) => object.target.name));
  const made = async (db: typeof source): Promise<string[]> =>
    (await catalogFacts(db)).filter((fact) => ![...failed].some((name) => fact.includes(name)));
  expect(await made(target)).toEqual(await made(source));
  return objects;
}
