import { defineConfig } from 'drizzle-kit';

export default defineConfig({
  dialect: 'postgresql',
  schema: [
    './drizzle/tables.ts',
    './drizzle/access-tables.ts',
    './drizzle/alert-tables.ts',
    './drizzle/file-tables.ts',
    './drizzle/switchover-tables.ts',
  ],
  out: './drizzle/migrations',
});
