/** `npm run token -- create --role ADMIN --name X`: makes a token on the control database and prints it once. */
import { randomBytes } from 'node:crypto';
import { parseArgs } from 'node:util';
import { ConfigError, readConfig } from './config.ts';
import { composeControl } from './control.ts';
import { GodwitError } from './core/errors.ts';
import { ROLES } from './core/actor.ts';
import { stageBinaries } from './embedded/postgres-binaries.ts';
import { findPlaces } from './embedded/places.ts';
import { PostgresServer } from './embedded/postgres-server.ts';
import { ControlDatabaseAway } from './persistence/control-start.ts';
import { createLogger } from './runtime/logger.ts';

const USAGE = 'Usage: npm run token -- create --role VIEWER|OPERATOR|ADMIN --name NAME [--days N]';

export async function main(): Promise<void> {
  try {
    await create();
  } catch (error) {
    const known = [ConfigError, GodwitError, ControlDatabaseAway].some((kind) => error instanceof kind);
    if (!known && !isUsage(error)) throw error;
    console.error(error instanceof Error ? error.message : String(error));
    process.exitCode = 1;
  }
}

async function create(): Promise<void> {
  const { values, positionals } = parseArgs({
    args: process.argv.slice(2).filter((word) => word !== '--token'),
    options: { role: { type: 'string' }, name: { type: 'string' }, days: { type: 'string' } },
    allowPositionals: true,
  });
  const role = ROLES.find((candidate) => candidate === values.role);
  const days = values.days === undefined ? null : Number(values.days);
  if (positionals[0] !== 'create' || role === undefined || values.name === undefined || (days !== null && !(days > 0)))
    throw new ConfigError(USAGE);
  const config = readConfig();
  const log = createLogger({ name: 'godwit token', level: 'warn' });
  const server = config.controlDatabaseUrl === null ? await embedded(config.dataDir) : null;
  const control = await composeControl({
    databaseUrl: config.controlDatabaseUrl ?? server?.server.url() ?? '',
    waitSeconds: config.controlDatabaseWaitSeconds,
    key: randomBytes(32), // nothing that is sealed is read or written here; the service makes its own, and says where
    log,
  });
  try {
    const expiresAt = days === null ? null : new Date(Date.now() + days * 86_400_000);
    const made = await control.access.createFirstToken({ name: values.name, role, expiresAt });
    console.log(`Token ${made.token.name} (${made.token.role}), shown this once:\n${made.secret}`);
  } finally {
    await control.close();
    if (server !== null && !server.wasRunning) await server.server.stop();
  }
}

/** The embedded control database: the one of a running service is used as it is, else it is started for the moment. */
async function embedded(dataDir: string): Promise<{ server: PostgresServer; wasRunning: boolean }> {
  const places = await findPlaces(dataDir);
  const server = await PostgresServer.start({
    binaries: await stageBinaries(places.binaries),
    dir: places.server('control'),
  });
  return { server, wasRunning: server.adopted };
}

const isUsage = (error: unknown): boolean =>
  error instanceof TypeError && 'code' in error && String(error.code).startsWith('ERR_PARSE_ARGS');
