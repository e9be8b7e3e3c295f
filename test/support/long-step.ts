/** A step that takes long: index creation, which waits for a lock that the test holds on a table of the target. */
import { expect } from 'vitest';
import { processWith, stopInMiddleOfStatement } from './frozen-process.ts';
import { LiveService, workersOf } from './live-service.ts';
import { compareDatabases } from './oracle.ts';
import { untilFound } from './until-found.ts';

const PHASES = ['SCHEMA_MIGRATION', 'FULL_MIGRATION'];
const LOCKED = 'shop.category';
/** Made beside it, in a lane of its own: the worker records its end while the other one still waits. */
const BESIDE = 'shop.customer';

interface Waiting {
  readonly pid: number;
  readonly port: number;
}

/** Our session that waits for a lock of the table, other than `not`. */
export async function waitingSession(live: LiveService, table = LOCKED, not = 0): Promise<Waiting | undefined> {
  const [row] = await live.target.sql`
    SELECT pid, client_port AS port FROM pg_stat_activity JOIN pg_locks USING (pid)
    WHERE starts_with(application_name, 'godwit SCHEMA ') AND pid <> ${not}
      AND NOT granted AND relation = to_regclass(${table})`;
  return row as Waiting | undefined; // the columns of the statement
}

export const schemaSessions = async (live: LiveService): Promise<number> =>
  (await live.target.sql`SELECT FROM pg_stat_activity WHERE starts_with(application_name, 'godwit SCHEMA ')`).length;

/** As soon as the table is there, before its indexes are: rows may come in, an index has to wait. */
async function holdLock(live: LiveService, table: string): Promise<() => Promise<void>> {
  const { promise, resolve } = Promise.withResolvers<void>();
  await untilFound(
    async () => (await live.target.sql`SELECT FROM pg_class WHERE oid = to_regclass(${table})`)[0],
    `${table} stands on the target`,
  );
  const locked = Promise.withResolvers<void>();
  const held = live.target.sql.begin(async (tx) => {
    await tx.unsafe(`LOCK TABLE ${table} IN ROW EXCLUSIVE MODE`);
    locked.resolve();
    await promise;
  });
  await Promise.race([locked.promise, held]);
  return async () => {
    resolve();
    await held;
  };
}

export async function whole(live: LiveService, taskId: string): Promise<void> {
  await live.until(taskId, ({ status }) => status === 'COMPLETED', 'the task is completed');
  expect(await compareDatabases(live.source.sql, live.target.sql)).toEqual([]);
  const indexes = async (of: 'source' | 'target'): Promise<string[]> =>
    (await live[of].sql`SELECT indexdef FROM pg_indexes WHERE schemaname = 'shop' ORDER BY 1`).map((row) =>
      String(row['indexdef']),
    );
  expect(await indexes('target')).toEqual(await indexes('source'));
  const objects = await live.ask<{ task: { subtask: { objects: { nodes: { status: string }[] } } } }>(
    `query($id: ID!) { task(id: $id) { subtask(kind: SCHEMA_MIGRATION) { ... on SchemaMigrationSubtask { objects(first: 100) { nodes { status } } } } } }`,
    { id: taskId },
  );
  expect(new Set(objects.task.subtask.objects.nodes.map(({ status }) => status))).toEqual(new Set(['COMPLETED']));
}

export interface LongStep {
  readonly live: LiveService;
  readonly taskId: string;
  readonly release: () => Promise<void>;
}

export async function begin(): Promise<LongStep> {
  const live = await LiveService.start({ scale: 0.02, transactionsPerSecond: 50 });
  await live.stopWorkload();
  const taskId = await live.createTask('Long', { phases: PHASES });
  await live.client.start(taskId);
  return { live, taskId, release: await holdLock(live, LOCKED) };
}

export type Strike = 'SIGKILL' | 'SIGSTOP' | 'SIGSTOP in the middle of a statement';

/** Strikes the worker that creates the index; another one must create it within the limit. */
export async function expectTakenOver(strike: Strike, limitMs: number): Promise<void> {
  const { live, taskId, release } = await begin();
  await using _ = live;
  const releaseBeside = strike === 'SIGSTOP in the middle of a statement' ? await holdLock(live, BESIDE) : null;
  const first = await untilFound(() => waitingSession(live, LOCKED), 'an index waits');
  const worker = processWith(first.port, workersOf(live.servicePid));
  const held = await struck(live, worker, strike, releaseBeside);
  const ended = performance.now();
  try {
    await untilFound(() => waitingSession(live, LOCKED, first.pid), 'another worker creates the index');
    const tookMs = Math.round(performance.now() - ended);
    console.log(`${strike}: taken over in ${tookMs} ms`);
    expect(tookMs).toBeLessThan(limitMs);
    expect((await live.target.sql`SELECT FROM pg_stat_activity WHERE pid = ${first.pid}`).length).toBe(0);
    if (held !== null)
      expect((await live.control.sql`SELECT FROM pg_stat_activity WHERE pid = ${held}`).length).toBe(0);
  } finally {
    if (strike !== 'SIGKILL') process.kill(worker, 'SIGCONT'); // it wakes while the other is at work
  }
  await release();
  await whole(live, taskId);
  expect(workersOf(live.servicePid).includes(worker)).toBe(strike !== 'SIGKILL');
}

/** Answers its session on the control database that stands in the middle of a statement. */
async function struck(
  live: LiveService,
  worker: number,
  strike: Strike,
  releaseBeside: (() => Promise<void>) | null,
): Promise<number | null> {
  if (releaseBeside !== null) {
    await untilFound(() => waitingSession(live, BESIDE), 'the index beside it waits');
    return stopInMiddleOfStatement(worker, live.control.sql, releaseBeside);
  }
  process.kill(worker, strike);
  return null;
}
