/**
 * `npm run schema:release`: makes the present schema the one that later changes are compared with, and what docs/schema-changes.md says
 * of it an entry of today.
 */
import { readFile, writeFile } from 'node:fs/promises';
import { CHANGES_FILE, NOT_RELEASED, openEntries, RELEASED_FILE } from './check.ts';
import { SCHEMA_FILE, schemaText } from './print.ts';

const changes = await readFile(CHANGES_FILE, 'utf8');
if (openEntries(changes).length === 0) {
  console.error('Say first in docs/schema-changes.md, under "Not released yet", what changed.');
  process.exitCode = 1;
} else {
  await writeFile(SCHEMA_FILE, schemaText());
  await writeFile(RELEASED_FILE, schemaText());
  const today = new Date().toISOString().slice(0, 10);
  await writeFile(CHANGES_FILE, changes.replace(NOT_RELEASED, `${NOT_RELEASED}\n## ${today}\n`));
  console.log('schema/released.graphql is the present schema. Commit it with docs/schema-changes.md.');
}
