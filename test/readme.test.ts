/** What README.md promises in code: its examples fit the schema, its table of options is the list of options. */
import { readFileSync } from 'node:fs';
import { parse, validate } from 'graphql';
import { expect, test } from 'vitest';
import { schema } from '../schema/schema.ts';
import { OPTIONS } from '../server/config.ts';

const README = readFileSync(new URL('../README.md', import.meta.url), 'utf8');

const blocks = (language: string): string[] =>
  [...README.matchAll(new RegExp(`\`\`\`${language}\\n(.*?)\`\`\``, 'gs'))].map((match) => match[1] ?? '');

test('the GraphQL examples are a query, a mutation and a subscription that the schema takes', () => {
  const documents = blocks('graphql').map((text) => parse(text));
  expect(documents.flatMap((document) => validate(schema, document).map(({ message }) => message))).toEqual([]);
  const kinds = documents.map(({ definitions: [first] }) => first?.kind === 'OperationDefinition' && first.operation);
  expect(kinds.sort()).toEqual(['mutation', 'query', 'subscription']);
});

test('every option of the configuration stands in the table, and no other', () => {
  const listed = README.split('\n')
    .filter((line) => line.startsWith('| `GODWIT_'))
    .flatMap((line) => [...(line.split('|')[1] ?? '').matchAll(/GODWIT_\w+/g)].map(String));
  expect(listed.sort()).toEqual(
    Object.values(OPTIONS)
      .map(({ env }) => env)
      .sort(),
  );
});
