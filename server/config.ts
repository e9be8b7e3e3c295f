/**
 * Every option of the service once: name, type, default, unit, description. The environment variable is
 * GODWIT_ and the name in capitals; the reference stands in README.md.
 */
import path from 'node:path';

interface Option<T> {
  readonly env: string;
  readonly default: T;
  readonly description: string;
  readonly parse: (text: string) => T;
}

const text = (env: string, fallback: string, description: string): Option<string> => ({
  env,
  default: fallback,
  description,
  parse: (value) => value,
});

const optional = (env: string, description: string): Option<string | null> => ({
  env,
  default: null,
  description,
  parse: (value) => (value === '' ? null : value),
});

const integer = (
  env: string,
  fallback: number | null,
  range: readonly [number, number],
  description: string,
): Option<number | null> => ({
  env,
  default: fallback,
  description,
  parse: (value) => {
    const number = Number(value);
    if (!Number.isInteger(number) || number < range[0] || number > range[1])
      throw new ConfigError(`${env} must be a whole number from ${range[0]} to ${range[1]}, but is "${value}".`);
    return number;
  },
});

const choice = <const T extends string>(
  env: string,
  fallback: T,
  values: readonly T[],
  description: string,
): Option<T> => ({
  env,
  default: fallback,
  description,
  parse: (value) => {
    const found = values.find((candidate) => candidate === value);
    if (found === undefined) throw new ConfigError(`${env} must be one of ${values.join(', ')}, but is "${value}".`);
    return found;
  },
});

export class ConfigError extends Error {}

export const OPTIONS = {
  dataDir: text(
    'GODWIT_DATA_DIR',
    '.godwit',
    'Folder of the key file, the change logs and the embedded database; relative to the working directory.',
  ),
  controlDatabaseUrl: optional(
    'GODWIT_CONTROL_DATABASE_URL',
    'postgres:// URL of the control database (PostgreSQL 14 or later). Unset: an embedded PostgreSQL 18 is started.',
  ),
  controlDatabaseWaitSeconds: integer(
    'GODWIT_CONTROL_DATABASE_WAIT_SECONDS',
    60,
    [0, 86_400],
    'How long a start waits for a control database that does not answer, seconds; then it ends with an error.',
  ),
  host: text(
    'GODWIT_HOST',
    '127.0.0.1',
    'Address the API listens on. On any address but loopback a token is required.',
  ),
  port: integer('GODWIT_PORT', null, [0, 65_535], 'Port of the API. Unset: 8460, or the next free one.'),
  roles: choice(
    'GODWIT_ROLES',
    'api,worker',
    ['api,worker', 'api', 'worker'],
    'What this process does: serve the API, run workers, or both.',
  ),
  workers: integer('GODWIT_WORKERS', 2, [1, 64], 'Worker processes of this machine.'),
  logMoveAfterSeconds: integer(
    'GODWIT_LOG_MOVE_AFTER_SECONDS',
    60,
    [1, 86_400],
    'How long the workers of a machine may be away, or without a way to source or target that another machine has, before the change logs that lie there begin anew on another one (only where the target has all that the source was allowed to forget).',
  ),
  keyFile: optional(
    'GODWIT_KEY_FILE',
    'File with the key (base64, 32 bytes) that encrypts credentials. Unset: GODWIT_KEY, else key in the data folder, made at the first start.',
  ),
  key: optional('GODWIT_KEY', 'The key itself (base64, 32 bytes); beats the file.'),
  adminTokenFile: optional(
    'GODWIT_ADMIN_TOKEN_FILE',
    'File with an ADMIN token for unattended installs: its hash is registered at start.',
  ),
  trustedDocuments: optional(
    'GODWIT_TRUSTED_DOCUMENTS',
    'Files of documents (JSON: "sha256:HASH" to text), comma-separated; "console" stands for those of the console. Only these are answered (DOCUMENT_NOT_TRUSTED). Unset: any document.',
  ),
  publicOrigins: text(
    'GODWIT_PUBLIC_ORIGINS',
    '',
    'Further origins the console is served from, e.g. https://godwit.example (comma separated).',
  ),
  logLevel: choice(
    'GODWIT_LOG_LEVEL',
    'info',
    ['debug', 'info', 'warn', 'error'],
    'Least level of log lines on stderr.',
  ),
} as const;

export type Config = { readonly [K in keyof typeof OPTIONS]: (typeof OPTIONS)[K] extends Option<infer T> ? T : never };

/** Reads the options from the environment; throws ConfigError naming the variable that is wrong. */
export function readConfig(environment: NodeJS.ProcessEnv = process.env): Config {
  const values = Object.entries(OPTIONS).map(([name, option]) => {
    const given = environment[option.env];
    return [name, given === undefined ? option.default : option.parse(given)];
  });
  const config = Object.fromEntries(values) as Config; // each value was made by the option of its name
  return { ...config, dataDir: path.resolve(config.dataDir) };
}
