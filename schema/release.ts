/** `npm run schema:release`: makes the present schema the one that later changes are compared with. */
import { writeFile } from 'node:fs/promises';
import { RELEASED_FILE } from './check.ts';
import { SCHEMA_FILE, schemaText } from './print.ts';

await writeFile(SCHEMA_FILE, schemaText());
await writeFile(RELEASED_FILE, schemaText());
console.log('schema/released.graphql is the present schema. Say what changed in docs/schema-changes.md.');
