import { defineConfig } from 'vitest/config';
import { SlowFirst } from './slow-first.ts';

// One project per kind of test; the file's suffix chooses it (docs: ../shared testing conventions in server/README.md).
const project = (name: string, include: string[], options: { timeout?: number; parallel?: boolean } = {}) => ({
  extends: true as const,
  test: {
    name,
    include,
    exclude: ['**/node_modules/**'],
    testTimeout: options.timeout ?? 10_000,
    hookTimeout: 120_000,
    fileParallelism: options.parallel ?? false,
  },
});

/** The suites of a connector on every PostgreSQL major (test/setup/majors.ts). */
const versions = project(
  'versions',
  [
    'test/connectors/postgres/{catalog,replication,snapshot,source-reads,table-shape,target-writer}.pg.test.ts',
    'test/scenarios/{corrections,table-kinds,partitions}.pg.test.ts',
  ],
  { timeout: 600_000 },
);
Object.assign(versions.test, { env: { GODWIT_TEST_MAJORS: '12,13,14,15,16,17,18' } });

export default defineConfig({
  resolve: { alias: [{ find: /^graphql$/, replacement: 'graphql/index.js' }] },
  test: {
    root: new URL('..', import.meta.url).pathname,
    pool: 'forks',
    execArgv: ['--import', new URL('../server/runtime/driver-repair.ts', import.meta.url).href],
    maxWorkers: 2,
    retry: 0,
    sequence: { sequencer: SlowFirst },
    projects: [
      project('unit', ['server/**/*.test.ts', 'schema/**/*.test.ts', 'client/**/*.test.ts', 'test/*.test.ts'], {
        parallel: true,
      }),
      project('pg', ['test/**/*.pg.test.ts'], { timeout: 240_000, parallel: true }),
      project('api', ['test/**/*.api.test.ts'], { timeout: 120_000, parallel: true }),
      // measures times: nothing runs beside it
      project('alone', ['test/**/*.alone.test.ts'], { timeout: 120_000 }),
      project('fault', ['test/**/*.fault.test.ts'], { timeout: 300_000, parallel: true }),
      project('console', ['test/**/*.console.test.ts'], { timeout: 180_000 }),
      project('fault-long', ['test/**/*.fault-long.ts'], { timeout: 3_600_000 }),
      versions,
      project('samples', ['test/**/*.samples.ts'], { timeout: 300_000 }),
    ],
  },
});
