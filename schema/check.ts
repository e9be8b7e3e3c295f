/**
 * Part of `npm run check`: the printed schema is that of the code, and it breaks nothing that was released. What is
 * deprecated says what replaces it, and goes not before its day (deprecations.ts).
 */
import { existsSync, readFileSync } from 'node:fs';
import { CriticalityLevel, diff } from '@graphql-inspector/core';
import { buildSchema } from 'graphql';
import { deprecationProblems, mayBeGone } from './deprecations.ts';
import { ERRORS_FILE, errorReference } from './error-reference.ts';
import { SCHEMA_FILE, schemaText } from './print.ts';

export const RELEASED_FILE = new URL('released.graphql', import.meta.url);
export const CHANGES_FILE = new URL('../docs/schema-changes.md', import.meta.url);
export const NOT_RELEASED = '\n## Not released yet\n';

/** The lines of docs/schema-changes.md that belong to the next release. */
export function openEntries(changes: string): string[] {
  const [, open = ''] = changes.split(NOT_RELEASED);
  return (open.split('\n## ')[0] ?? '').split('\n').filter((line) => line.startsWith('- '));
}

/** A break that is meant: it stands among the open entries in the words of the check, with a reason. */
export const isAccepted = (change: string, changes: string): boolean =>
  openEntries(changes).some((line) => line.startsWith(`- Breaking: ${change}: `));

const dayOf = (time: Date): string => time.toISOString().slice(0, 10);

/** The changes between two printed schemas that would break a client, as sentences; what was to go, and whose day has come, may be gone. */
export async function breakingChanges(
  released: string,
  present: string,
  today: string = dayOf(new Date()),
): Promise<string[]> {
  const before = buildSchema(released);
  const changes = await diff(before, buildSchema(present));
  return changes
    .filter((change) => change.criticality.level === CriticalityLevel.Breaking)
    .filter(({ path }) => path === undefined || !mayBeGone(before, path, today))
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
  const released = existsSync(RELEASED_FILE) ? readFileSync(RELEASED_FILE, 'utf8') : null;
  const today = dayOf(new Date());
  const rules = deprecationProblems(released === null ? null : buildSchema(released), buildSchema(present), today);
  const breaking = released === null ? [] : await breakingChanges(released, present, today);
  const refused = breaking.filter((change) => !isAccepted(change, read(CHANGES_FILE)));
  return [...stale, ...rules, ...refused.map((change) => `Breaking: ${change}`)];
}

if (import.meta.main) {
  const problems = await schemaProblems();
  for (const problem of problems) console.error(problem);
  process.exitCode = problems.length === 0 ? 0 : 1;
}
