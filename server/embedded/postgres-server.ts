/**
 * One PostgreSQL server of our own: made on first start, adopted when it survived a kill of ours, stopped last.
 * Loopback only, no unix socket, random password kept beside the data with mode 0600. As root the server runs as
 * `postgres` (else `nobody`), because PostgreSQL refuses root.
 */
import { execFile, spawn, type ChildProcess } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chown, mkdir, open, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import path from 'node:path';
import { promisify } from 'node:util';
import postgres from 'postgres';
import { pause } from '../runtime/clock.ts';
import type { StagedBinaries } from './postgres-binaries.ts';

export interface PostgresServerOptions {
  readonly binaries: StagedBinaries;
  /** Folder of this server alone; made when missing, reachable for the server's user. */
  readonly dir: string;
  /** Port to use; default: the recorded one, else a free one. */
  readonly port?: number;
  /** Server settings (`-c name=value`), e.g. { wal_level: 'logical' }. */
  readonly settings?: Readonly<Record<string, string>>;
}

interface Recorded {
  readonly port: number;
  readonly password: string;
}

export interface ServerUser {
  readonly uid: number;
  readonly gid: number;
}

const execute = promisify(execFile);

export class PostgresServer {
  readonly port: number;
  readonly password: string;
  readonly user = 'postgres';
  readonly #options: PostgresServerOptions;
  readonly #runAs: ServerUser | null;
  #process: ChildProcess | null = null;
  #pid: number;

  private constructor(
    options: PostgresServerOptions,
    recorded: Recorded,
    runAs: ServerUser | null,
    started: { pid: number; process: ChildProcess | null },
  ) {
    this.#options = options;
    this.port = recorded.port;
    this.password = recorded.password;
    this.#runAs = runAs;
    this.#pid = started.pid;
    this.#process = started.process;
  }

  get pid(): number {
    return this.#pid;
  }

  /** Whether it ran before we came. */
  get adopted(): boolean {
    return this.#process === null;
  }

  url(database = 'postgres'): string {
    return `postgres://${this.user}:${this.password}@127.0.0.1:${this.port}/${encodeURIComponent(database)}`;
  }

  /** Starts the server in `options.dir`, or adopts the one that already runs there. */
  static async start(options: PostgresServerOptions): Promise<PostgresServer> {
    const runAs = await serverUser();
    const dataDir = path.join(options.dir, 'data');
    await mkdir(options.dir, { recursive: true, mode: 0o700 });
    if (runAs) await chown(options.dir, runAs.uid, runAs.gid);
    const recordFile = path.join(options.dir, 'server.json');
    let recorded = await readJson<Recorded>(recordFile);
    if (recorded === null) {
      recorded = { port: options.port ?? (await freePort()), password: randomBytes(24).toString('base64url') };
      await rm(dataDir, { recursive: true, force: true });
      await initialise(options, dataDir, recorded.password, runAs);
      await writeFile(recordFile, JSON.stringify(recorded), { mode: 0o600 });
    }
    const alive = await runningPid(dataDir);
    if (alive !== null && (await answers(recorded)))
      return new PostgresServer(options, recorded, runAs, { pid: alive, process: null });
    if (alive === null) await rm(path.join(dataDir, 'postmaster.pid'), { force: true });
    if (!(await isFree(recorded.port)) && options.port === undefined) {
      recorded = { ...recorded, port: await freePort() };
      await writeFile(recordFile, JSON.stringify(recorded), { mode: 0o600 });
    }
    const child = await spawnServer(options, dataDir, recorded.port, runAs);
    const server = new PostgresServer(options, recorded, runAs, { pid: child.pid ?? 0, process: child });
    await server.#untilReady(60_000);
    return server;
  }

  /** Ends a server in `dir` that survived its parent; nothing happens when there is none. */
  static async endLeftOver(dir: string): Promise<void> {
    const pid = await runningPid(path.join(dir, 'data'));
    if (pid === null) return;
    signal(pid, 'SIGINT');
    for (const deadline = Date.now() + 20_000; isAlive(pid) && Date.now() < deadline;) await pause(20);
  }

  /** Ends the server: fast shutdown, after 20 s an immediate one. */
  async stop(): Promise<void> {
    if (!isAlive(this.#pid)) return;
    signal(this.#pid, 'SIGINT');
    if (await this.#gone(20_000)) return;
    signal(this.#pid, 'SIGQUIT');
    await this.#gone(10_000);
  }

  /** SIGKILL to the whole process group: what a crash looks like. */
  async kill(): Promise<void> {
    signal(-this.#pid, 'SIGKILL');
    await this.#gone(10_000);
  }

  /** Starts it again after stop() or kill(), on the same port. */
  async startAgain(): Promise<void> {
    const dataDir = path.join(this.#options.dir, 'data');
    if ((await runningPid(dataDir)) === null) await rm(path.join(dataDir, 'postmaster.pid'), { force: true });
    this.#process = await spawnServer(this.#options, dataDir, this.port, this.#runAs);
    this.#pid = this.#process.pid ?? 0;
    await this.#untilReady(60_000);
  }

  async #untilReady(limitMs: number): Promise<void> {
    const deadline = Date.now() + limitMs;
    let exited = false;
    this.#process?.once('exit', () => (exited = true));
    while (Date.now() < deadline) {
      if (await answers({ port: this.port, password: this.password })) return;
      if (exited) break;
      await pause(50);
    }
    const log = await readFile(path.join(this.#options.dir, 'server.log'), 'utf8').catch(() => '');
    throw new Error(`PostgreSQL in ${this.#options.dir} did not start; the end of its log:\n${log.slice(-2_000)}`);
  }

  async #gone(limitMs: number): Promise<boolean> {
    const deadline = Date.now() + limitMs;
    while (Date.now() < deadline) {
      if (!isAlive(this.#pid)) return true;
      await pause(20);
    }
    return false;
  }
}

async function initialise(
  options: PostgresServerOptions,
  dataDir: string,
  password: string,
  runAs: ServerUser | null,
): Promise<void> {
  const passwordFile = path.join(options.dir, 'initdb.pw');
  await writeFile(passwordFile, password, { mode: 0o600 });
  if (runAs) await chown(passwordFile, runAs.uid, runAs.gid);
  const program = path.join(options.binaries.home, 'bin', 'initdb');
  const words = [
    '-D',
    dataDir,
    '-U',
    'postgres',
    `--pwfile=${passwordFile}`,
    '--auth=scram-sha-256',
    '--encoding=UTF8',
    '--no-locale',
    '--no-sync',
  ];
  try {
    await execute(program, words, { ...runAs, cwd: options.dir, env: environment(options.binaries) });
  } finally {
    await rm(passwordFile, { force: true });
  }
}

async function spawnServer(
  options: PostgresServerOptions,
  dataDir: string,
  port: number,
  runAs: ServerUser | null,
): Promise<ChildProcess> {
  const settings = {
    listen_addresses: '127.0.0.1',
    port: String(port),
    unix_socket_directories: '',
    logging_collector: 'off',
    ...options.settings,
  };
  const words = ['-D', dataDir, ...Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`])];
  const logFile = path.join(options.dir, 'server.log');
  const log = await open(logFile, 'w', 0o600); // the latest run only: bounded
  try {
    const child = spawn(path.join(options.binaries.home, 'bin', 'postgres'), words, {
      ...runAs,
      cwd: options.dir,
      detached: true,
      env: environment(options.binaries),
      stdio: ['ignore', log.fd, log.fd],
    });
    child.unref();
    await new Promise<void>((resolve, reject) => {
      child.once('spawn', resolve);
      child.once('error', reject);
    });
    return child;
  } finally {
    await log.close();
  }
}

function environment(binaries: StagedBinaries): NodeJS.ProcessEnv {
  return { PATH: process.env['PATH'], LD_LIBRARY_PATH: path.join(binaries.home, 'lib'), LC_ALL: 'C', TZ: 'UTC' };
}

/** The user a server runs as when we are root; null otherwise. */
export async function serverUser(): Promise<ServerUser | null> {
  if (process.getuid?.() !== 0) return null;
  const users = (await readFile('/etc/passwd', 'utf8')).split('\n').map((line) => line.split(':'));
  for (const name of ['postgres', 'nobody']) {
    const found = users.find((fields) => fields[0] === name);
    if (found) return { uid: Number(found[2]), gid: Number(found[3]) };
  }
  throw new Error(
    'PostgreSQL refuses to run as root, and there is neither a user postgres nor nobody on this machine.',
  );
}

async function answers(recorded: Recorded): Promise<boolean> {
  const sql = postgres({
    host: '127.0.0.1',
    port: recorded.port,
    user: 'postgres',
    password: recorded.password,
    database: 'postgres',
    max: 1,
    connect_timeout: 2,
    onnotice: () => {},
    fetch_types: false,
  });
  try {
    await sql`SELECT 1`;
    return true;
  } catch {
    return false; // not yet: the caller asks again until its deadline
  } finally {
    await sql.end({ timeout: 1 });
  }
}

async function runningPid(dataDir: string): Promise<number | null> {
  const text = await readFile(path.join(dataDir, 'postmaster.pid'), 'utf8').catch(() => null);
  const pid = Number(text?.split('\n')[0]);
  if (!Number.isInteger(pid) || pid <= 0 || !isAlive(pid)) return null;
  const command = await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => 'postgres');
  return command.includes('postgres') ? pid : null; // the number may belong to another program by now
}

/** A free loopback port, chosen by the system. */
export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });
}

export function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.once('error', () => resolve(false));
    probe.listen(port, '127.0.0.1', () => probe.close(() => resolve(true)));
  });
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

function signal(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}

async function readJson<T>(file: string): Promise<T | null> {
  const text = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return null;
    throw error;
  });
  return text === null ? null : (JSON.parse(text) as T);
}
