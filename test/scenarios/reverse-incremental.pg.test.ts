/** The way back (product.md 3.7): what a person sees of it and can do with it is the same as on the way there. */
import { expect, test } from 'vitest';
import { must } from '../../server/core/assert.ts';
import { Bank, BANK_TABLES } from '../support/bank.ts';
import { Desk } from '../support/desk.ts';
import { FilesOf } from '../support/files.ts';
import { SWITCH_PHASES, SwitchDesk, type StepSeen } from '../support/switch-desk.ts';
import { untilFound } from '../support/until-found.ts';

interface RunSeen {
  readonly id: string;
  readonly status: string;
  readonly result: string | null;
  readonly scope: string;
  readonly openDifferences: string;
}

interface ReverseSeen {
  readonly liveSide: string;
  readonly changeLog: { readonly machine: string; readonly generation: number } | null;
  readonly latency: { readonly latencyMs: number } | null;
  readonly back: {
    readonly status: string;
    readonly latency: { readonly latencyMs: number } | null;
    readonly statisticsSwitch: { readonly on: boolean };
    readonly statisticsTotals: readonly { readonly side: string; readonly inserts: string; readonly updates: string }[];
    readonly ddl: { readonly nodes: readonly { readonly statement: string; readonly status: string }[] };
  };
  readonly there: { readonly status: string; readonly latency: object | null };
  readonly verification: { readonly completedAt: string | null; readonly latestRun: RunSeen | null };
  readonly metrics: readonly {
    readonly metric: { readonly name: string };
    readonly values: readonly (number | null)[];
  }[];
  readonly conflicts: {
    readonly nodes: readonly {
      readonly phase: string;
      readonly operation: string;
      readonly key: unknown;
      readonly table: object;
    }[];
  };
  readonly components: readonly {
    readonly id: string;
    readonly kind: string;
    readonly direction: string;
    readonly status: string;
    readonly configuration: readonly { readonly name: string; readonly value: unknown }[];
  }[];
  readonly parametersRevision: number;
}

const SEEN = `query($id: ID!) { task(id: $id) { parametersRevision
  changeLog { machine generation } latency { latencyMs }
  back: subtask(kind: REVERSE_INCREMENTAL) { status ... on StreamSubtask { latency { latencyMs } statisticsSwitch { on }
    statisticsTotals { side inserts updates } ddl(first: 5) { nodes { statement status } } } }
  there: subtask(kind: INCREMENTAL_SYNCHRONIZATION) { status ... on StreamSubtask { latency { latencyMs } } }
  verification: subtask(kind: FULL_VERIFICATION) { completedAt ... on FullVerificationSubtask { latestRun { id status result scope openDifferences } } }
  metrics(names: ["incr_latency", "incr_applied_rows"]) { metric { name } values }
  conflicts(first: 10, filter: { phase: REVERSE_INCREMENTAL }) { nodes { phase operation key table { schema name } } }
  components { id kind direction status configuration { name value } } } }`;

const backSync = ({ components }: ReverseSeen): ReverseSeen['components'][number] =>
  must(
    components.find(({ kind, direction }) => kind === 'INCR_SYNC' && direction === 'REVERSE'),
    'Incr-Sync of the way back',
  );

const setting = (seen: ReverseSeen, wanted: string): unknown =>
  backSync(seen).configuration.find(({ name }) => name === wanted)?.value;

class ReverseDesk {
  readonly #desk: Desk;
  readonly #taskId: string;

  constructor(desk: Desk, taskId: string) {
    this.#desk = desk;
    this.#taskId = taskId;
  }

  async seen(): Promise<ReverseSeen> {
    return (await this.#desk.ask<{ task: ReverseSeen }>(SEEN, { id: this.#taskId })).task;
  }

  until(fact: (seen: ReverseSeen) => boolean, what: string): Promise<ReverseSeen> {
    return untilFound(async () => {
      const seen = await this.seen();
      return fact(seen) ? seen : null;
    }, what);
  }

  /** What a run finds; it is over, with its phase. */
  async compared(scope: string): Promise<RunSeen> {
    const { verification: before } = await this.seen();
    const started = await this.#desk.mutate('verificationStart', { taskId: this.#taskId, scope }, 'subtask { id }');
    expect(started.code).toBeUndefined();
    const { verification } = await this.until(
      ({ verification: { completedAt, latestRun } }) =>
        latestRun?.id !== before.latestRun?.id &&
        latestRun?.status === 'COMPLETED' &&
        completedAt !== null &&
        completedAt !== before.completedAt, // the phase of the task has run and ended too
      `${scope} is over`,
    );
    return must(verification.latestRun, 'a run');
  }
}

test('what has changed and differs is found before writes stop, and again until it is mended; then the way back is seen and steered', async () => {
  const { source, target } = await Bank.sides();
  await using desk = await Desk.open();
  const id = await desk.startTask({
    source: source.address,
    target: target.address,
    tables: BANK_TABLES,
    phases: SWITCH_PHASES,
    parameters: { reverseLanes: 2, reverseStatistics: true, reverseDdlKinds: ['ALTER_TABLE'] },
  });
  await desk.untilInSync(id);
  const switching = new SwitchDesk(desk, id);
  const reverse = new ReverseDesk(desk, id);
  await switching.untilVerified();

  // a row that changed since the verification, and was then spoilt at the target
  await source.sql`UPDATE bank.account SET balance = balance + 5 WHERE id = 1`;
  await untilFound(
    async () => (await target.sql`SELECT FROM bank.account WHERE id = 1 AND balance = 1005`)[0] ?? null,
    'the change is applied',
  );
  await target.sql`UPDATE bank.account SET balance = 7 WHERE id = 1`;
  expect(await switching.start()).toBeNull();
  const failedAhead = (since: string | null): Promise<StepSeen> =>
    untilFound(async () => {
      const step = (await switching.seen()).steps.find(({ kind }) => kind === 'VERIFY_AHEAD');
      return step?.status === 'FAILED' && step.reason?.message !== since ? step : null;
    }, 'the difference is told before writes stop');
  expect(await failedAhead(null)).toMatchObject({
    reason: { code: 'SWITCHOVER_DIFFERENCES' },
    allowed: ['RETRY', 'SKIP'],
  });
  await source.sql`UPDATE bank.account SET balance = balance WHERE id = 2`; // writes go on
  await target.sql`UPDATE bank.account SET balance = 1 WHERE id = 3`.catch((error: unknown) =>
    expect(error).toMatchObject({ code: '25006' }),
  );
  const firstRun = (await reverse.seen()).verification.latestRun?.id;
  await switching.act('switchoverStepRetry', { step: 'VERIFY_AHEAD' });
  await reverse.until(({ verification }) => verification.latestRun?.id !== firstRun, 'a second run');
  expect((await failedAhead(null)).reason?.code).toBe('SWITCHOVER_DIFFERENCES');
  await switching.act('switchoverCancel');
  await switching.untilOver();
  expect(await switching.start()).toMatchObject({ code: 'SWITCHOVER_NOT_READY' });
  const { latestRun } = (await reverse.seen()).verification;
  await desk.mutate('correctionApply', { taskId: id, runId: latestRun?.id }, 'subtask { id }');
  await reverse.until(({ verification }) => verification.latestRun?.openDifferences === '0', 'it is corrected');
  expect(await switching.startPatiently()).toBeNull();

  // while step 4 waits it is compared again, and what is found by then is said there
  await switching.untilAt('STOP_WRITES');
  await source.sql`UPDATE bank.account SET balance = 2000 WHERE id = 4`;
  const at = (balance: number): Promise<unknown> =>
    untilFound(
      async () => (await target.sql`SELECT FROM bank.account WHERE id = 4 AND balance = ${balance}`)[0] ?? null,
      `the balance is ${balance}`,
    );
  await at(2_000);
  const asLane = (balance: number): Promise<unknown> =>
    target.sql.begin(async (tx) => {
      await tx`SET LOCAL session_replication_role = replica`;
      await tx`UPDATE bank.account SET balance = ${balance} WHERE id = 4`;
    });
  await asLane(3);
  await desk.control`UPDATE verification_run SET completed_at = completed_at - interval '2 min'`; // as if a person were slow
  await switching.until(
    ({ steps }) =>
      steps.some(({ kind, findings }) => kind === 'STOP_WRITES' && findings.includes('1 rows that changed differ, in bank.account.')), // prettier-ignore
    'step 4 says what was found',
  );
  await asLane(2_000);
  await switching.through();

  // the way back has values of its own
  const gone = await reverse.until(
    ({ back, latency }) => back.status === 'MONITORING' && latency !== null,
    'the way back has caught up',
  );
  expect(backSync(gone)).toMatchObject({ status: 'RUNNING' });
  expect(setting(gone, 'reverseLanes')).toBe(2);
  expect(gone.changeLog).toMatchObject({ generation: 1 });
  expect(gone.there.latency).toBeNull();
  const changed = await desk.mutate(
    'taskUpdateParameters',
    {
      taskId: id,
      expectedRevision: gone.parametersRevision,
      parameters: [{ name: 'reverseBatchDelayMs', value: 7 }],
    },
    'task { id }',
  );
  expect(changed.code).toBeUndefined();
  await reverse.until((seen) => setting(seen, 'reverseBatchDelayMs') === 7, 'the value is in force');

  // structure, figures and a conflict come back
  await target.sql`ALTER TABLE bank.account ADD COLUMN branch text`;
  await source.sql.begin(async (tx) => {
    await tx`SET LOCAL session_replication_role = replica`; // as nobody but a lane can
    await tx`DELETE FROM bank.account WHERE id = 200`;
  });
  await target.sql`UPDATE bank.account SET branch = 'east', balance = balance + 1 WHERE id IN (199, 200)`;
  const back = await reverse.until(
    ({ conflicts, back: { ddl, statisticsTotals } }) =>
      conflicts.nodes.length > 0 &&
      ddl.nodes[0]?.status === 'APPLIED' &&
      statisticsTotals.some(({ updates }) => updates !== '0'),
    'structure, figures and conflict are seen',
  );
  expect(back.conflicts.nodes).toMatchObject([
    { phase: 'REVERSE_INCREMENTAL', operation: 'UPDATE_MISSING', table: { schema: 'bank', name: 'account' } },
  ]);
  expect(back.back.ddl.nodes).toMatchObject([{ status: 'APPLIED', statement: expect.stringContaining('ADD COLUMN branch') as unknown }]); // prettier-ignore
  expect(back.back.statisticsSwitch.on).toBe(true);
  await untilFound(
    async () => (await source.sql`SELECT FROM bank.account WHERE id = 199 AND branch = 'east'`)[0] ?? null,
    'the row has come back with its new column',
  );
  for (const name of ['incr_latency', 'incr_applied_rows'])
    await reverse.until(
      ({ metrics }) =>
        metrics.some(({ metric, values }) => metric.name === name && values.some((value) => value !== null)),
      `${name} has history`,
    );

  // rows that changed before and after the table had its new column
  expect(await reverse.compared('CHANGED_ROWS')).toMatchObject({ result: 'EQUAL' });

  // compared on demand, and what differs is corrected at the side that is written to by Godwit now
  await source.sql.begin(async (tx) => {
    await tx`SET LOCAL session_replication_role = replica`;
    await tx`UPDATE bank.account SET balance = -1 WHERE id = 5`;
  });
  const run = await reverse.compared('ALL');
  expect(run).toMatchObject({ result: 'DIFFERENT', scope: 'ALL' });
  await desk.mutate('correctionApply', { taskId: id, runId: run.id }, 'subtask { id }');
  await reverse.until(({ verification }) => verification.latestRun?.openDifferences === '0', 'it is corrected');
  expect(await source.sql`SELECT balance::text FROM bank.account WHERE id = 5`).toEqual([{ balance: '1000' }]);
  expect((await reverse.compared('ALL')).result).toBe('EQUAL');

  // its log, and the file of conflicts
  const { component } = await desk.ask<{ component: { logs: readonly { message: string }[] } }>(
    'query($id: ID!) { component(id: $id) { logs(limit: 20) { message } } }',
    { id: backSync(back).id },
  );
  expect(component.logs.length).toBeGreaterThan(0);
  expect(await new FilesOf(desk.url, '').text({ conflicts: { taskId: id, phase: 'REVERSE_INCREMENTAL' } })).toContain(
    'UPDATE_MISSING',
  );
});
