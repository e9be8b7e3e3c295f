/** The service as a process of its own for a test: told its control database and data folder, ended like `npm start` or killed. */
import { fork, type ChildProcess } from 'node:child_process';

export interface ServiceOptions {
  readonly dataDir: string;
  readonly controlDatabaseUrl: string;
  /** Further environment variables. */
  readonly env?: Readonly<NodeJS.ProcessEnv>;
  /** Is told all that the service and its workers write; default: it goes where the test's own words go. */
  readonly hear?: (text: string) => void;
}

export class ServiceProcess {
  readonly url: string;
  readonly #child: ChildProcess;

  private constructor(child: ChildProcess, url: string) {
    this.#child = child;
    this.url = url;
  }

  static async start(options: ServiceOptions): Promise<ServiceProcess> {
    const child = fork('test/support/service-child.ts', [], {
      execArgv: [...process.execArgv, '--max-semi-space-size=16'], // as `npm start` does
      detached: true, // a session of its own, as it has beside any client: schedulers share the cores out by session
      env: {
        ...process.env,
        ...options.env,
        GODWIT_DATA_DIR: options.dataDir,
        GODWIT_CONTROL_DATABASE_URL: options.controlDatabaseUrl,
        GODWIT_PORT: '0',
        GODWIT_LOG_LEVEL: options.env?.['GODWIT_LOG_LEVEL'] ?? process.env['GODWIT_LOG_LEVEL'] ?? 'error',
      },
      stdio: ['ignore', ...(options.hear ? (['pipe', 'pipe'] as const) : (['inherit', 'inherit'] as const)), 'ipc'],
    });
    for (const stream of [child.stdout, child.stderr])
      stream?.setEncoding('utf8').on('data', (text: string) => options.hear?.(text));
    const url = await new Promise<string>((resolve, reject) => {
      child.once('message', (message) => resolve((message as { url: string }).url)); // what service-child.ts sends
      child.once('exit', (code) => reject(new Error(`the service ended with ${code}`)));
    });
    return new ServiceProcess(child, url);
  }

  get pid(): number {
    return this.#child.pid ?? 0;
  }

  async end(signal: 'SIGTERM' | 'SIGKILL'): Promise<void> {
    if (this.#child.exitCode !== null || this.#child.signalCode !== null) return;
    const gone = new Promise<void>((resolve) => this.#child.once('exit', () => resolve()));
    this.#child.kill(signal);
    await gone;
  }
}
