/** Prints the schema: `npm run schema:print` writes schema/schema.graphql, which is committed, reviewed and served. */
import { writeFile } from 'node:fs/promises';
import { lexicographicSortSchema, printSchema } from 'graphql';
import { schema } from './schema.ts';

export const SCHEMA_FILE = new URL('schema.graphql', import.meta.url);

export const schemaText = (): string => `${printSchema(lexicographicSortSchema(schema))}\n`;

if (import.meta.main) await writeFile(SCHEMA_FILE, schemaText());
