/** A machine of workers for a test: processes with a data folder, and so a location, of their own. */
import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { workerLocation } from '../../server/worker/identity.ts';
import { pause } from '../../server/runtime/clock.ts';
import { alive } from './fault-victims.ts';
import { workersOf } from './live-service.ts';
import { ServiceProcess } from './service-process.ts';
import { TcpProxy } from './tcp-proxy.ts';

/** A machine's own ways to the databases, which can fail for it alone. */
export interface MachineNetwork {
  readonly control: TcpProxy;
  /** To source and target, which are databases of one server. */
  readonly data: TcpProxy;
}

export interface MachineOptions {
  readonly controlUrl: string;
  readonly environment: NodeJS.ProcessEnv;
  /** Default: the databases as they are. */
  readonly network?: MachineNetwork;
}

const REROUTED = new URL('rerouted.mjs', import.meta.url).href;

/** A network for one machine between it and the server of these ports. */
export async function machineNetwork(ports: {
  readonly control: number;
  readonly data: number;
}): Promise<MachineNetwork> {
  const [control, data] = await Promise.all([TcpProxy.to(ports.control), TcpProxy.to(ports.data)]);
  return { control, data };
}

export class Machine implements AsyncDisposable {
  readonly dataDir = mkdtempSync(path.join(os.tmpdir(), 'godwit-machine-'));
  readonly #options: MachineOptions;
  #service: ServiceProcess | null = null;

  constructor(options: MachineOptions) {
    this.#options = options;
  }

  get network(): MachineNetwork {
    if (this.#options.network === undefined) throw new Error('the machine has no network of its own');
    return this.#options.network;
  }

  get location(): string {
    return workerLocation(this.dataDir);
  }

  /** Names of the change logs on its disk. */
  get logs(): string[] {
    const folder = path.join(this.dataDir, 'logs');
    return existsSync(folder) ? readdirSync(folder).sort() : [];
  }

  async start(): Promise<void> {
    const { network, environment } = this.#options;
    const url = new URL(this.#options.controlUrl);
    const routes = network === undefined ? {} : { [url.port]: network.data.port };
    if (network !== undefined) url.port = String(network.control.port);
    this.#service = await ServiceProcess.start({
      dataDir: this.dataDir,
      controlDatabaseUrl: url.href,
      env: {
        ...environment,
        GODWIT_ROLES: 'worker',
        GODWIT_TEST_ROUTES: JSON.stringify(routes),
        NODE_OPTIONS: network === undefined ? process.env['NODE_OPTIONS'] : `--import ${REROUTED}`,
      },
    });
  }

  /** Kills all its processes at one moment; resolves when they are gone. */
  async die(disk: 'KEPT' | 'LOST'): Promise<void> {
    const service = this.#service;
    if (service === null) throw new Error('the machine does not run');
    const pids = [service.pid, ...workersOf(service.pid)];
    for (const pid of pids) process.kill(pid, 'SIGKILL');
    await service.end('SIGKILL');
    while (pids.some((pid) => alive(pid))) await pause(10);
    this.#service = null;
    if (disk === 'LOST') rmSync(this.dataDir, { recursive: true, force: true });
  }

  /** Ends as a person would end it: its workers give back what they have. */
  async leave(): Promise<void> {
    await this.#service?.end('SIGTERM');
    this.#service = null;
  }

  /** It is gone from the network as if switched off: nobody is told, not even by the end of its connections. */
  async vanish(): Promise<void> {
    for (const proxy of [this.network.control, this.network.data]) proxy.halfOpen();
    await this.die('LOST');
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#service?.end('SIGTERM');
    await this.#options.network?.control[Symbol.asyncDispose]();
    await this.#options.network?.data[Symbol.asyncDispose]();
    rmSync(this.dataDir, { recursive: true, force: true });
  }
}
