/**
 * Part of `npm run check`: the printed schema is that of the code, and it breaks nothing that was released. Deprecated
 * things may go once their date has passed, which `npm run schema:release` then records.
 */
import { existsSync, readFileSync } from 'node:fs';
import { CriticalityLevel, diff } from '@graphql-inspector/core';
import { buildSchema } from 'graphql';
import { ERRORS_FILE, errorReference } from './error-reference.ts';
import { SCHEMA_FILE, schemaText } from './print.ts';

export const RELEASED_FILE = new URL('released.graphql', import.meta.url);

/** The changes between two printed schemas that would break a client, as sentences. */
export async function breakingChanges(released: string, present: string): Promise<string[]> {
  const changes = await diff(buildSchema(released), buildSchema(present));
  return changes
    .filter((change) => change.criticality.level === CriticalityLevel.Breaking)
    .map((change) => change.message);
}

/** What is wrong with the schema of this checkout, as sentences; empty when nothing is. */
export async function schemaProblems(): Promise<string[]> {
  const present = schemaText();
  const read = (file: URL): string => (existsSync(file) ? readFileSync(file, 'utf8') : '');
  const stale = [
    ['schema/schema.graphql', read(SCHEMA_FILE) === present],
    ['docs/errors.md', read(ERRORS_FILE) === errorReference()],
  ].flatMap(([file, fresh]) =>
    fresh === true ? [] : [`${file} is stale: run \`npm run schema:print\` and commit it.`],
  );
  if (!existsSync(RELEASED_FILE)) return stale;
  const breaking = await breakingChanges(readFileSync(RELEASED_FILE, 'utf8'), present);
  return [...stale, ...breaking.map((change) => `Breaking: ${change}`)];
}

if (import.meta.main) {
  const problems = await schemaProblems();
  for (const problem of problems) console.error(problem);
  process.exitCode = problems.length === 0 ? 0 : 1;
}
