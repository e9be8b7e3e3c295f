/** What this process spends: cores between two looks, and memory now. */

export interface Usage {
  readonly elapsedMs: number;
  /** Cores in use; 1 is one core. */
  readonly cpu: number;
  readonly memoryBytes: number;
}

export class ProcessUsage {
  #last = { at: performance.now(), cpu: process.cpuUsage() };

  /** Since the last look, or since this began. */
  look(): Usage {
    const at = performance.now();
    const spent = process.cpuUsage(this.#last.cpu);
    const elapsedMs = Math.max(1, at - this.#last.at);
    this.#last = { at, cpu: process.cpuUsage() };
    return { elapsedMs, cpu: (spent.user + spent.system) / 1000 / elapsedMs, memoryBytes: process.memoryUsage.rss() };
  }
}
