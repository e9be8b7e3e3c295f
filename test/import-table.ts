/**
 * The import table: which folder may import which. Anything not listed is an error. Kept beside server/README.md, which
 * explains it; a new folder or edge is a decision.
 */
/** The one list of the steps of a switchover; what does them comes by a port. */
const SWITCHOVER_STEPS = 'server/switchover/steps.ts';
const STAGE_FOLDERS = ['schema-migration', 'store', 'full-import', 'incr-sync', 'full-verification'] as const;
const SERVICE_FOLDERS = ['endpoint', 'selection', 'events', 'alert', 'access'] as const;

export interface Rule {
  /** Folder below the root, longest match wins. */
  readonly folder: string;
  /** Folders whose values may be imported. */
  readonly values: readonly string[];
  /** Folders or files of which only types may be imported. */
  readonly types?: readonly string[];
}

const base = ['server/core', 'server/runtime', 'server/metrics'];

export const IMPORT_TABLE: readonly Rule[] = [
  { folder: 'server/core', values: [] },
  { folder: 'server/runtime', values: ['server/core'] },
  { folder: 'server/metrics', values: ['server/core', 'server/runtime'] },
  { folder: 'server/embedded', values: ['server/core', 'server/runtime'] },
  { folder: 'server/connectors', values: ['server/core'] },
  { folder: 'server/connectors/postgres', values: [...base, 'server/connectors'] },
  ...STAGE_FOLDERS.map((folder) => ({
    folder: `server/${folder}`,
    values: base,
    types: ['server/connectors', ...(folder === 'store' ? [] : ['server/store'])],
  })),
  ...SERVICE_FOLDERS.map((folder) => ({ folder: `server/${folder}`, values: [...base, 'server/events'] })),
  {
    folder: 'server/files',
    values: base,
    types: ['server/selection', 'server/task'],
  },
  { folder: 'server/switchover', values: base },
  {
    folder: 'server/task',
    values: [...base, SWITCHOVER_STEPS],
    types: [
      'server/switchover',
      'server/endpoint',
      'server/selection',
      'server/events',
      'server/alert',
      'server/access',
    ],
  },
  // The port files hold constants that both sides must share.
  {
    folder: 'server/persistence',
    values: [
      ...base,
      'drizzle',
      'server/alert/alert.ts',
      'server/alert/thresholds.ts',
      'server/task/change-log-place.ts',
      'server/task/component-leases.ts',
      'server/task/facts.ts',
      'server/task/jobs.ts',
      'server/task/task-types.ts',
    ],
    types: ['server'],
  },
  {
    folder: 'schema',
    values: ['server/core', 'server/metrics', 'server/alert/alert.ts', 'server/alert/thresholds.ts', SWITCHOVER_STEPS],
    types: ['server'],
  },
  { folder: 'server/api', values: [...base, 'server/config.ts', 'schema'], types: ['server'] },
  { folder: 'server/config.ts', values: ['server/core'] },
  { folder: 'drizzle', values: ['server/core'] },
  { folder: 'client', values: ['client'] },
  { folder: 'test', values: [''] },
  { folder: 'bench', values: [''] },
  { folder: 'codegen.ts', values: [''] },
];
