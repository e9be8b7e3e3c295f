/**
 * What the steps of a switchover stand on. `from` is the side that is live when it begins, `to` the one that takes over; the giving
 * stream carries from -> to, the new one (a leg, with a way back) to -> from.
 */
import { must } from '../../core/assert.ts';
import { GodwitError } from '../../core/errors.ts';
import { legId } from '../../core/ids.ts';
import type { EndpointAddress } from '../../core/endpoint-address.ts';
import type { TableName } from '../../core/object-map.ts';
import { asPosition } from '../../core/position.ts';
import type { Waiting } from '../../core/stage.ts';
import { openPool, SHORT_QUESTIONS, type Sql } from '../../connectors/postgres/connection.ts';
import { toGodwitError } from '../../connectors/postgres/errors.ts';
import { SESSION_SETTINGS } from '../../connectors/postgres/session-settings.ts';
import { PostgresWriteFence } from '../../connectors/postgres/write-fence.ts';
import type { StepKind } from '../../switchover/steps.ts';
import type { StepContext, StepResult } from '../../switchover/switcher.ts';
import type { StepFindings, SwitchoverService } from '../../switchover/switchover.ts';
import { FACT, type LiveSide } from '../../task/facts.ts';
import type { Observation } from '../../task/observation.ts';
import type { TaskProgress, TaskSituation } from '../../task/task-progress.ts';
import type { WorkerDeps } from '../worker-deps.ts';

/** A turn of the workflow lasts no longer, so that a cancel is seen. */
export const TURN_MS = 1_500;
export const POLL_MS = 40;
export const BEAT_EVERY_MS = 250;
/** What asking needs; carrying out needs a worker's. */
export interface SwitcherDeps {
  readonly progress: Pick<TaskProgress, 'load'>;
  readonly observation: Pick<Observation, 'latency'>;
  readonly switchovers: Pick<SwitchoverService, 'switchovers'>;
}

export interface Sides {
  readonly from: EndpointAddress;
  readonly to: EndpointAddress;
  readonly fromTables: readonly TableName[];
  readonly toTables: readonly TableName[];
  readonly live: LiveSide;
  /** Whose stream carries from -> to. */
  readonly giving: TaskSituation;
}

export const done = (findings?: StepFindings): StepResult => ({ kind: 'DONE', ...(findings ? { findings } : {}) });
export const waiting = (what: string, findings?: StepFindings): StepResult => ({
  kind: 'WAITING',
  what,
  ...(findings ? { findings } : {}),
});

export const liveSideOf = ({ facts }: Pick<TaskSituation, 'facts'>): LiveSide =>
  (facts[FACT.live] as LiveSide | undefined) ?? { side: 'SOURCE', leg: null, since: null }; // recorded by recorded-switchovers.ts

export class SwitchGround {
  readonly situation: TaskSituation;
  readonly control: SwitcherDeps;
  readonly #worker: WorkerDeps | null;

  constructor(situation: TaskSituation, deps: WorkerDeps | { readonly control: SwitcherDeps }) {
    this.situation = situation;
    this.control = deps.control;
    this.#worker = 'dataDir' in deps ? deps : null;
  }

  get worker(): WorkerDeps {
    return must(this.#worker, 'the worker that carries it out');
  }

  async sides(): Promise<Sides> {
    const live = liveSideOf(this.situation);
    const { task, source, target, tables } = this.situation;
    const [sources, targets] = [tables.map((table) => table.source), distinct(tables.map((table) => table.target))];
    const giving = live.leg === null ? this.situation : await this.load(legId({ taskId: task.id, number: live.leg }));
    return live.side === 'SOURCE'
      ? { from: source, to: target, fromTables: sources, toTables: targets, live, giving }
      : { from: target, to: source, fromTables: targets, toTables: sources, live, giving };
  }

  async load(taskId: string): Promise<TaskSituation> {
    return must(await this.control.progress.load(taskId), `task ${taskId}`);
  }

  again(situation: TaskSituation): Promise<TaskSituation> {
    return this.load(situation.task.id);
  }

  async leg(number: number | null): Promise<TaskSituation> {
    return this.load(legId({ taskId: this.situation.task.id, number: legNumber(number) }));
  }

  async legIfThere(number: number | null): Promise<TaskSituation | null> {
    return number === null ? null : this.control.progress.load(legId({ taskId: this.situation.task.id, number }));
  }

  findingsOf(kind: StepKind, { switchover }: StepContext): StepFindings {
    return switchover.steps.find((step) => step.kind === kind)?.findings ?? {};
  }

  stopPosition(context: StepContext) {
    const found =
      this.findingsOf('VERIFY_CHANGES', context).position ?? this.findingsOf('STOP_WRITES', context).position;
    if (!found) throw new GodwitError('INTERNAL_ERROR', { detail: 'where writes had stopped is not recorded' });
    return asPosition(found);
  }

  async latencyMs({ giving }: Sides): Promise<number | null> {
    const [latency] = await this.control.observation.latency([giving.task.id]);
    return latency?.latencyMs ?? null;
  }

  fence(address: EndpointAddress): PostgresWriteFence {
    return new PostgresWriteFence(address, { taskId: this.situation.task.id });
  }

  async asked<T>(address: EndpointAddress, work: (sql: Sql) => Promise<T>, settings = {}): Promise<T> {
    const sql = openPool(address, {
      applicationName: `godwit switchover ${this.situation.task.id}`.slice(0, 63),
      maxSessions: 1,
      settings: { ...SESSION_SETTINGS, ...settings },
      ...SHORT_QUESTIONS,
    });
    try {
      return await work(sql);
    } catch (error) {
      throw toGodwitError(error, address, 'INTERNAL_ERROR', { where: `${address.host}:${address.port}` });
    } finally {
      await sql.end({ timeout: 5 });
    }
  }
}

/** Null when it stands; else what it waits for: the turn of the workflow ends, and the next one goes on. */
export async function putWithin(
  fence: PostgresWriteFence,
  tables: readonly TableName[],
  signal: AbortSignal,
): Promise<string | null> {
  const turn = AbortSignal.timeout(TURN_MS);
  let held: Waiting | null = null;
  try {
    await fence.put(tables, { signal: AbortSignal.any([signal, turn]), waiting: (now) => void (held = now ?? held) });
    return null;
  } catch (error) {
    if (!turn.aborted || signal.aborted || held === null) throw error;
    return `Waiting for ${(held as Waiting).what}`;
  }
}

/** A leg that failed says why; anything else is on its way. */
export function requireWorking({ task }: TaskSituation): void {
  if (task.status !== 'FAILED' || task.reason === null) return;
  throw new GodwitError(task.reason.code, { ...task.reason.facts, detail: task.reason.message });
}

export const legNumber = (number: number | null): number => {
  if (number === null)
    throw new GodwitError('INTERNAL_ERROR', { detail: 'a switchover without a way back has no leg' });
  return number;
};

export const distinct = (names: readonly TableName[]): TableName[] => [
  ...new Map(names.map((name) => [JSON.stringify([name.schema, name.name]), name])).values(),
];
