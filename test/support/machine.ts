/** A machine of workers for a test: processes with a data folder, and so a location, of their own. */
import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { workerLocation } from '../../server/worker/identity.ts';
import { pause } from '../../server/runtime/clock.ts';
import { alive } from './fault-victims.ts';
import { workersOf } from './live-service.ts';
import { ServiceProcess } from './service-process.ts';

export class Machine implements AsyncDisposable {
  readonly dataDir = mkdtempSync(path.join(os.tmpdir(), 'godwit-machine-'));
  readonly #options: { readonly controlUrl: string; readonly environment: NodeJS.ProcessEnv };
  #service: ServiceProcess | null = null;

  constructor(options: { readonly controlUrl: string; readonly environment: NodeJS.ProcessEnv }) {
    this.#options = options;
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
    this.#service = await ServiceProcess.start({
      dataDir: this.dataDir,
      controlDatabaseUrl: this.#options.controlUrl,
      env: { ...this.#options.environment, GODWIT_ROLES: 'worker' },
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

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#service?.end('SIGTERM');
    rmSync(this.dataDir, { recursive: true, force: true });
  }
}
