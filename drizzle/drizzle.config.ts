import { defineConfig } from 'drizzle-kit';

export default defineConfig({
  dialect: 'postgresql',
  schema: ['./drizzle/tables.ts', './drizzle/alert-tables.ts'],
  out: './drizzle/migrations',
});
