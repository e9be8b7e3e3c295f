/**
 * A worker that stands still for longer than its lease (SIGSTOP: a suspended machine, a long stop of the world), is replaced,
 * and then goes on as if nothing had happened: from then on it must write nothing any more (C18).
 */
import { pause } from '../../server/runtime/clock.ts';
import { WORKS_IN, type Phase } from './fault-phases.ts';
import type { LiveService } from './live-service.ts';

const LIMIT_MS = 60_000;
const WATCHED_MS = 6_000;

export interface Stalled {
  /** From the stop until another worker ran the component. */
  readonly takenOverMs: number;
  /** What the old worker still did on the target after it went on; must be empty. */
  readonly written: readonly string[];
}

interface Owner {
  readonly componentId: string;
  readonly kind: string;
  readonly epoch: number;
  readonly worker: string;
  readonly pid: number;
}

export async function stallWorker(live: LiveService, phase: Phase): Promise<Stalled> {
  const owner = await ownerIn(live, phase);
  process.kill(owner.pid, 'SIGSTOP');
  const stopped = performance.now();
  try {
    const successor = await untilTakenOver(live, owner);
    const takenOverMs = Math.round(performance.now() - stopped);
    await untilFenced(live, owner, successor.epoch);
    process.kill(owner.pid, 'SIGCONT');
    return { takenOverMs, written: await watch(live, owner, successor.epoch) };
  } finally {
    process.kill(owner.pid, 'SIGCONT');
  }
}

async function ownerIn(live: LiveService, phase: Phase): Promise<Owner> {
  const deadline = performance.now() + LIMIT_MS;
  while (performance.now() < deadline) {
    const rows = await live.control.sql.unsafe(
      `SELECT c.id, c.kind, c.epoch, c.worker_id, w.pid FROM component c JOIN worker w ON w.id = c.worker_id WHERE c.status = 'RUNNING'`,
    );
    const row = rows.find((candidate) => candidate['kind'] === WORKS_IN[phase][0]);
    if (row)
      return {
        componentId: String(row['id']),
        kind: String(row['kind']),
        epoch: Number(row['epoch']),
        worker: String(row['worker_id']),
        pid: Number(row['pid']),
      };
    await pause(10);
  }
  throw new Error(`nothing runs that works in ${phase}`);
}

async function untilTakenOver(live: LiveService, owner: Owner): Promise<{ epoch: number }> {
  const deadline = performance.now() + LIMIT_MS;
  while (performance.now() < deadline) {
    const [row] = await live.control.sql.unsafe(
      `SELECT epoch, status, worker_id FROM component WHERE id = '${owner.componentId}'`,
    );
    if (Number(row?.['epoch']) > owner.epoch && row?.['status'] === 'RUNNING' && row['worker_id'] !== owner.worker)
      return { epoch: Number(row['epoch']) };
    await pause(20);
  }
  throw new Error(`${owner.kind} was not taken over`);
}

/** The successor has raised the fence on the target, where the component writes under one. */
async function untilFenced(live: LiveService, owner: Owner, epoch: number): Promise<void> {
  const deadline = performance.now() + LIMIT_MS;
  while (performance.now() < deadline) {
    const [row] = await live.target.sql.unsafe(
      `SELECT max(epoch)::int AS epoch FROM godwit.fence WHERE writer = '${owner.kind}'`,
    );
    if (row?.['epoch'] === null || Number(row?.['epoch']) >= epoch) return;
    await pause(20);
  }
  throw new Error(`the successor of ${owner.kind} did not get the fence within ${LIMIT_MS / 1_000} s`);
}

/** Looks for anything under an older epoch, while both workers run. */
async function watch(live: LiveService, owner: Owner, epoch: number): Promise<string[]> {
  const written = new Set<string>();
  let ordinal = 0;
  const [start] = await live.target.sql.unsafe(
    'SELECT pg_current_wal_insert_lsn()::text AS now, clock_timestamp()::text AS at',
  );
  for (const deadline = performance.now() + WATCHED_MS; performance.now() < deadline; await pause(50)) {
    const [row] = await live.target.sql.unsafe(
      `SELECT (SELECT max(epoch) FROM godwit.fence WHERE writer = '${owner.kind}')::int AS fence,
        (SELECT max(ordinal) FROM godwit.checkpoint)::int AS ordinal,
        (SELECT min(epoch) FROM godwit.checkpoint WHERE updated_at > '${String(start?.['at'])}')::int AS checkpoint,
        (SELECT min(epoch) FROM godwit.copy_range WHERE completed_at > '${String(start?.['at'])}')::int AS range`,
    );
    const seen = (name: string): number | null => (row?.[name] as number | null | undefined) ?? null;
    if ((seen('fence') ?? epoch) < epoch) written.add(`the fence fell to ${seen('fence')}`);
    if (owner.kind === 'INCR_SYNC' && (seen('checkpoint') ?? epoch) < epoch)
      written.add(`a checkpoint of epoch ${seen('checkpoint')}`);
    if (owner.kind === 'FULL_IMPORT' && (seen('range') ?? epoch) < epoch)
      written.add(`a range of epoch ${seen('range')}`);
    if ((seen('ordinal') ?? ordinal) < ordinal)
      written.add(`the checkpoint went back from ${ordinal} to ${seen('ordinal')}`);
    ordinal = seen('ordinal') ?? ordinal;
  }
  const [owned] = await live.control.sql.unsafe(`SELECT epoch FROM component WHERE id = '${owner.componentId}'`);
  if (Number(owned?.['epoch']) < epoch) written.add(`the component's epoch fell to ${String(owned?.['epoch'])}`);
  return [...written];
}
