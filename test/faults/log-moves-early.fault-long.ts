/**
 * The machine with the change log vanishes while the full copy runs and nothing is applied yet: the log begins anew where the source
 * was prepared, ranges that were copied stay, and what the new log and the old ranges have in common is applied once.
 */
import { expect, test } from 'vitest';
import { changeLog, expectBesideTheLog, expectNothingLost, level, startFleet, untilHeardOf, type Fleet } from '../support/two-machines.ts'; // prettier-ignore

const PHASES = ['SCHEMA_MIGRATION', 'FULL_MIGRATION', 'INCREMENTAL_SYNCHRONIZATION', 'FULL_VERIFICATION'];
/** So that the copy lasts longer than a log takes to move. */
const PARAMETERS = [
  { name: 'fullRowsPerSecond', value: 500 },
  { name: 'incrementalAcknowledge', value: 'TARGET_APPLIED' },
];

interface CopiedRange {
  readonly id: string;
  readonly snapshot: string;
  readonly epoch: number;
}

/** Ranges on the target; without those of tables that begin again when their shared snapshot is lost (C6). */
async function copied({ live }: Fleet): Promise<readonly CopiedRange[]> {
  return live.target.sql<CopiedRange[]>`
    SELECT table_id || '/' || range_id AS id, snapshot, epoch::int AS epoch FROM godwit.copy_range
    WHERE completed_at IS NOT NULL AND bounds::text NOT ILIKE '%shared%' ORDER BY 1`;
}

async function ownerOf(
  { live }: Fleet,
  kind: string,
): Promise<{ readonly location: string; readonly epoch: number } | null> {
  const [row] = await live.control.sql`
    SELECT w.location, c.epoch::int AS epoch FROM component c JOIN worker w ON w.id = c.worker_id WHERE c.kind = ${kind} AND c.status = 'RUNNING'`;
  return (row as { location: string; epoch: number } | undefined) ?? null;
}

test.each(['and the copy with it', 'and the copy runs elsewhere'] as const)(
  'C19, C3: the log moves during the full copy: its machine vanishes, %s',
  async (what) => {
    const together = what === 'and the copy with it';
    await using fleet = await startFleet({ networks: true, running: 1 });
    const { live, machines } = fleet;
    const taskId = await live.createTask('Early', { phases: PHASES, parameters: PARAMETERS });
    await live.client.start(taskId);
    await expect.poll(async () => (await copied(fleet).catch(() => [])).length, { timeout: 60_000 }).toBeGreaterThan(2);
    await expect
      .poll(() => changeLog(live, taskId), { timeout: 30_000 })
      .toMatchObject({ generation: 1, losable: true });
    const vanishes = fleet.holder(await changeLog(live, taskId));
    const other = machines.find((machine) => machine !== vanishes);
    if (!together) await live.component('componentStop', taskId, 'FULL_IMPORT');
    await other?.start();
    await untilHeardOf(live, machines);
    if (!together) await live.component('componentStart', taskId, 'FULL_IMPORT'); // idle workers come first
    await expect.poll(() => ownerOf(fleet, 'FULL_IMPORT'), { timeout: 20_000 }).not.toBeNull();
    const importer = await ownerOf(fleet, 'FULL_IMPORT');
    console.log(`the log is on ${vanishes.location}, the copy on ${importer?.location}`);
    expect(importer?.location).toBe((together ? vanishes : other)?.location);
    const reading = async () =>
      (await live.source.sql`SELECT pid FROM pg_stat_activity WHERE datname = ${live.source.name} AND starts_with(application_name, 'godwit full-import ')`).map(({ pid }) => pid as number); // prettier-ignore
    await expect.poll(reading, { timeout: 20_000 }).not.toEqual([]);

    await vanishes.vanish();
    const vanished = performance.now();
    const before = await copied(fleet);
    const left = await reading();
    await expect
      .poll(() => changeLog(live, taskId), { timeout: 90_000 })
      .toMatchObject({ machine: other?.location, generation: 2, acknowledge: 'TARGET_APPLIED', awaySince: null });
    console.log(
      `the log moved after ${Math.round(performance.now() - vanished)} ms; ${before.length} ranges were copied`,
    );
    const [place] = await live.control.sql`SELECT value FROM fact WHERE name = 'log.place'`;
    expect(place?.['value']).toMatchObject({ resume: null });
    expect(await live.target.sql`SELECT FROM godwit.checkpoint`).toEqual([]); // nothing was applied
    if (together) {
      await expect.poll(() => ownerOf(fleet, 'FULL_IMPORT'), { timeout: 30_000 }).toMatchObject({ location: other?.location }); // prettier-ignore
      await expect.poll(async () => (await reading()).filter((pid) => left.includes(pid)), { timeout: 5_000 }).toEqual([]); // prettier-ignore
      console.log(`none of the ${left.length} sessions that read is left ${Math.round(performance.now() - vanished)} ms after`); // prettier-ignore
    } else expect(await ownerOf(fleet, 'FULL_IMPORT')).toEqual(importer); // it was not disturbed

    await live.until(taskId, (task) => live.subtaskIs(task, 'FULL_VERIFICATION', 'COMPLETED'), 'it is verified');
    const after = new Map((await copied(fleet)).map((range) => [range.id, range]));
    for (const range of before) expect(after.get(range.id)).toEqual(range);
    expect(after.size).toBeGreaterThan(before.length);
    await level(fleet);
    await expectBesideTheLog(fleet, taskId);
    await expectNothingLost(fleet);
  },
  400_000,
);
