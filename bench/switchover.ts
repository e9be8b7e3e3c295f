/**
 * The pause of writes: from the fence to "writes allowed at the other side", with 500 transactions a second before it, a way back, and
 * the person's steps answered over the API at once, by a client that is told by the subscription. Forward and back in turns between two
 * servers of the machine. The bar: median under 2 s.
 *
 *   npm run bench -- switchover [SWITCHOVERS] [TRANSACTIONS A SECOND] [SECONDS THAT STEP 4 WAITS FOR THE PERSON]
 */
import { Bank, BANK_TABLES } from '../test/support/bank.ts';
import { Desk } from '../test/support/desk.ts';
import { SWITCH_PHASES, SwitchDesk, type SwitchoverSeen } from '../test/support/switch-desk.ts';
import { testPostgres } from '../test/setup/postgres.ts';
import { ForeignLoad } from './support/machine.ts';

const BAR_MS = 2_000;
const SWITCHOVERS = Number(process.argv[2] ?? 6);
const PER_SECOND = Number(process.argv[3] ?? 500);
const STEP_4_WAITS_MS = Number(process.argv[4] ?? 0) * 1_000;
const CLIENTS = 10;
const PARTS = [
  'LEVEL_CHECKPOINT',
  'VERIFY_CHANGES',
  'STOP_FORWARD',
  'SET_SEQUENCES',
  'CLEAN_UP',
  'START_REVERSE',
  'ALLOW_WRITES',
] as const;

using load = new ForeignLoad();
const [from, to] = [await testPostgres(18, 'bench source'), await testPostgres(18, 'bench target')];
const { source, target } = await Bank.sides({ source: from, target: to });
const desk = await Desk.open();
const id = await desk.startTask({
  source: source.address,
  target: target.address,
  tables: BANK_TABLES,
  phases: SWITCH_PHASES,
});
await desk.untilInSync(id);
const switching = new SwitchDesk(desk, id);
await switching.untilVerified();
let ledger: Bank['ledger'] = { acknowledged: new Map(), unknown: [] };
let [live, other] = [source, target];
const seen: SwitchoverSeen[] = [];
for (let turn = 0; turn < SWITCHOVERS; turn += 1) {
  const bank = new Bank(live.address, ledger);
  bank.run(CLIENTS, (CLIENTS * 1_000) / PER_SECOND);
  await bank.untilCommitted(PER_SECOND * 5);
  seen.push(await switching.throughAtOnce({ step4WaitsMs: STEP_4_WAITS_MS }));
  await bank.stop();
  ledger = bank.ledger;
  [live, other] = [other, live];
  await bank.expectOn(live.sql);
  await bank[Symbol.asyncDispose]();
}
await desk[Symbol.asyncDispose]();

const pauses = seen.map(({ pauseMs }) => pauseMs ?? Number.NaN);
const partOf = ({ steps }: SwitchoverSeen, part: string): number =>
  steps.find(({ kind }) => kind === part)?.durationMs ?? 0;
/** The first table refuses writes until every one is proven to. */
const fencingOf = ({ pausedAt, steps }: SwitchoverSeen): number => {
  const stopped = steps.find(({ kind }) => kind === 'STOP_WRITES');
  return Date.parse(stopped?.completedAt ?? '') - Date.parse(pausedAt ?? '');
};
console.table(
  Object.fromEntries(
    seen.map((one, index) => [
      `${index + 1} ${one.direction}`,
      {
        pause: Math.round(one.pauseMs ?? 0),
        FENCE: fencingOf(one),
        ...Object.fromEntries(PARTS.map((part) => [part, partOf(one, part)])),
      },
    ]),
  ),
);
const ours = pauses.toSorted((a, b) => a - b)[pauses.length >> 1] ?? Number.NaN;
const pass = ours < BAR_MS;
console.log(
  JSON.stringify({
    bench: 'switchover',
    ours,
    peer: BAR_MS,
    ratio: ours / BAR_MS,
    bar: 1,
    unit: 'ms',
    pass,
    details: { pauses, transactionsPerSecond: PER_SECOND, coresUsedByOthers: load.cores },
  }),
);
process.exit(pass ? 0 : 1);
