/** Watches under which epoch the stream of the only task is applied: plain SQL on the target, none of our code. */
import type postgres from 'postgres';
import { pause } from '../../server/runtime/clock.ts';

const LOOK_EVERY_MS = 50;

export class AppliedWatch implements AsyncDisposable {
  /** Milliseconds of this process, by the epoch of the newest checkpoint at that moment. */
  readonly lastSeen = new Map<number, number>();
  /** What must never be: checkpoints below the fence that moved, a checkpoint or fence that went back. */
  readonly faults: string[] = [];
  readonly #sql: postgres.Sql;
  readonly #stop = new AbortController();
  readonly #watching: Promise<void>;

  constructor(sql: postgres.Sql) {
    this.#sql = sql;
    this.#watching = this.#watch();
  }

  /** The fence of the stream now. */
  async fence(): Promise<number> {
    const sql = this.#sql;
    const [row] = await sql`SELECT epoch::int AS epoch FROM godwit.fence WHERE writer = 'INCR_SYNC'`;
    return Number(row?.['epoch'] ?? 0);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#stop.abort();
    await this.#watching;
  }

  async #watch(): Promise<void> {
    const sql = this.#sql;
    let [ordinal, fence] = [0, 0];
    while (!this.#stop.signal.aborted) {
      const [row] = await sql`
        SELECT (SELECT epoch FROM godwit.fence WHERE writer = 'INCR_SYNC')::int AS fence,
          (SELECT max(ordinal) FROM godwit.checkpoint)::int AS ordinal,
          (SELECT epoch FROM godwit.checkpoint ORDER BY ordinal DESC LIMIT 1)::int AS epoch`;
      const now = { ordinal: Number(row?.['ordinal'] ?? 0), fence: Number(row?.['fence'] ?? 0) };
      if (now.ordinal < ordinal) this.faults.push(`the checkpoint went back from ${ordinal} to ${now.ordinal}`);
      if (now.fence < fence) this.faults.push(`the fence fell from ${fence} to ${now.fence}`);
      if (now.ordinal > ordinal) {
        const epoch = Number(row?.['epoch']);
        // both are read in one snapshot: who applies holds the fence of its own epoch
        if (epoch < now.fence && now.fence === fence)
          this.faults.push(`applied under epoch ${epoch}, below the fence ${now.fence}`);
        this.lastSeen.set(epoch, performance.now());
      }
      ({ ordinal, fence } = now);
      await pause(LOOK_EVERY_MS, this.#stop.signal);
    }
  }
}
