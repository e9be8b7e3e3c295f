/** `npm run schema:print` writes schema/schema.graphql, which is committed, reviewed and served, and the reference of the errors. */
import { writeFile } from 'node:fs/promises';
import { lexicographicSortSchema, printSchema } from 'graphql';
import { ERRORS_FILE, errorReference } from './error-reference.ts';
import { schema } from './schema.ts';

export const SCHEMA_FILE = new URL('schema.graphql', import.meta.url);

export const schemaText = (): string => `${printSchema(lexicographicSortSchema(schema))}\n`;

if (import.meta.main) {
  await writeFile(SCHEMA_FILE, schemaText());
  await writeFile(ERRORS_FILE, errorReference());
}
