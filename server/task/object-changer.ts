/**
 * Carries out changes of the objects of a running task, one after another (product.md section 2).
 *
 *   ADD     a hidden sub-migration copies the tables and follows them by a slot of its own. When it has caught up:
 *           the task's replay is stopped, the fence raised, its checkpoint M read -> the sub-migration passes M
 *           -> it is stopped and fenced as well, its checkpoint P read -> the tables become the task's, whose replay
 *           leaves out of them what committed up to P
 *   REMOVE  the components stop -> the tables leave the publication and the task -> the components go on
 *
 * OC1  The task's publication has the tables before the sub-migration's slot begins, so its log holds all that comes after P.
 * OC2  P is not before M: nothing of the new tables lies in a transaction that the task's replay has passed and the
 *      sub-migration has not.
 * OC3  Nobody applies with an epoch before the fences, so neither M nor P moves any more.
 * OC4  The handover is one transaction of the control database; before it the task runs on as it was.
 */
import { GodwitError, reasonOf, type ErrorReason } from '../core/errors.ts';
import type { TableMapping } from '../core/object-map.ts';
import type { Position, PositionOrder } from '../core/position.ts';
import type { StageContext, StageLog } from '../core/stage.ts';
import type { ComponentLeases } from './component-leases.ts';
import { FACT } from './facts.ts';
import { CAUGHT_UP_MS, nextStep } from './next-step.ts';
import type { PhaseWork } from './phase-work.ts';
import type { OpenObjectChange, TaskProgress, TaskSituation } from './task-progress.ts';

/** What of it is done at the databases (port); each may be called again after a crash. */
export interface ObjectWork {
  /** Raises the fence of the task's replay to the epoch; resolves with where it stands from now on, null: nowhere yet. */
  standAt(situation: TaskSituation, as: { readonly epoch: number; readonly log: StageLog }): Promise<Position | null>;
  /** Where the task's replay is now. */
  appliedPosition(situation: TaskSituation): Promise<Position | null>;
  /** Takes tables out of the task's publication and puts their replica identity back; what was run. */
  unpublish(situation: TaskSituation, tables: readonly TableMapping[]): Promise<readonly string[]>;
}

export interface ObjectChangerDeps {
  readonly progress: Pick<
    TaskProgress,
    | 'load'
    | 'recordFact'
    | 'advanceTask'
    | 'advanceChange'
    | 'openSubMigration'
    | 'steerSubMigration'
    | 'adoptSubMigration'
    | 'removeObjects'
  >;
  readonly leases: Pick<ComponentLeases, 'setDesired' | 'retire'>;
  readonly work: ObjectWork;
  /** Of a task's stream, as everywhere (phase-work.ts). */
  readonly latencyMs: PhaseWork['latencyMs'];
  readonly order: PositionOrder;
}

export type Changed =
  /** Something was recorded: the situation must be read anew. */
  | 'CHANGED'
  /** Something is still to end: no step may begin. */
  | 'HOLD'
  | 'GO_ON';

/** Where the replay was stopped for a change. */
interface Standstill {
  readonly changeId: string;
  readonly position: Position | null;
}

export class ObjectChanger {
  readonly #deps: ObjectChangerDeps;

  constructor(deps: ObjectChangerDeps) {
    this.#deps = deps;
  }

  /** For a task that runs. */
  async tend(situation: TaskSituation, context: StageContext): Promise<Changed> {
    const { progress } = this.#deps;
    const { task } = situation;
    const change = nextChange(situation);
    if (change === undefined) {
      if (task.status === 'RUNNING') return 'GO_ON';
      await progress.advanceTask(task.id, { kind: 'MODIFIED' });
      return 'CHANGED';
    }
    if (change.aborting) return this.#abort(situation, change, context);
    if (change.status === 'PENDING') {
      context.log.info('the objects are being changed', { change: change.id, kind: change.kind });
      await progress.advanceChange(task.id, change.id, { status: 'MODIFYING', event: 'MODIFYING' });
      return 'CHANGED';
    }
    if (task.status === 'RUNNING') {
      await progress.advanceTask(task.id, { kind: 'MODIFYING' }); // it was stopped, or failed, in the middle
      return 'CHANGED';
    }
    if (change.kind === 'REMOVE') return this.#remove(situation, change, context);
    if (change.status === 'MODIFYING') {
      await progress.openSubMigration(task.id, change.id);
      return 'CHANGED';
    }
    const child = change.childId === null ? null : await progress.load(change.childId);
    if (child === null)
      return this.#fail(situation, change, reasonOf(new GodwitError('NOT_FOUND', { what: 'sub-migration', id: change.id })), context); // prettier-ignore
    if (child.task.status === 'FAILED' && child.task.pendingAction === null && child.task.reason !== null)
      return this.#fail(situation, change, child.task.reason, context);
    if (change.status === 'RUNNING') return this.#follow(situation, change, child);
    if (task.status === 'MODIFYING') {
      await progress.advanceTask(task.id, { kind: 'INTEGRATING' });
      return 'CHANGED';
    }
    return this.#integrate(situation, change, { child, context });
  }

  async #follow(situation: TaskSituation, change: OpenObjectChange, child: TaskSituation): Promise<Changed> {
    const { progress, latencyMs } = this.#deps;
    if (child.task.status === 'STOPPED') await progress.steerSubMigration(child.task.id, 'RESUME');
    if (!(await this.#hasArrived(child, await latencyMs(child)))) return 'GO_ON';
    await progress.advanceChange(situation.task.id, change.id, { status: 'INTEGRATING', event: 'INTEGRATING' });
    return 'CHANGED';
  }

  async #hasArrived(child: TaskSituation, latencyMs: number | null): Promise<boolean> {
    if (!isIncremental(child)) return child.task.status === 'COMPLETED';
    return (
      child.task.status === 'RUNNING' &&
      nextStep(child, latencyMs) === 'WATCH' &&
      latencyMs !== null &&
      latencyMs <= CAUGHT_UP_MS
    );
  }

  async #integrate(
    situation: TaskSituation,
    change: OpenObjectChange,
    { child, context }: { readonly child: TaskSituation; readonly context: StageContext },
  ): Promise<Changed> {
    const { progress, work, order } = this.#deps;
    if (!isIncremental(situation)) return this.#adopt(situation, change, { child, upTo: null, context });
    const standstill = await this.#standStill(situation, change, context);
    if (typeof standstill === 'string') return standstill;
    const passed = (position: Position | null): boolean =>
      standstill.position === null || (position !== null && order.compare(position, standstill.position) >= 0);
    const { status, pendingAction, id } = child.task;
    if (status === 'RUNNING') {
      if (pendingAction === null && passed(await work.appliedPosition(child)))
        await progress.steerSubMigration(id, 'STOP');
      return 'HOLD';
    }
    if (status !== 'STOPPED' || pendingAction !== null) return 'HOLD';
    const epoch = await this.#deps.leases.retire(id, 'INCR_SYNC');
    if (epoch === null) return 'HOLD';
    const upTo = await work.standAt(child, { epoch, log: context.log });
    if (upTo === null || !passed(upTo)) {
      await progress.steerSubMigration(id, 'RESUME'); // stopped by somebody else, before M
      return 'HOLD';
    }
    return this.#adopt(situation, change, { child, upTo, context });
  }

  /** Where the task's replay stands, recorded; or what is still to happen before it does. */
  async #standStill(
    situation: TaskSituation,
    change: OpenObjectChange,
    context: StageContext,
  ): Promise<Standstill | Changed> {
    const { progress, leases, work } = this.#deps;
    const { task, facts, components } = situation;
    const known = facts[FACT.standstill] as Standstill | undefined; // written below
    if (known?.changeId === change.id) return known;
    for (const { id, kind, desired } of components)
      if (kind === 'INCR_SYNC' && desired === 'RUNNING') await leases.setDesired(id, 'STOPPED', false);
    const epoch = await leases.retire(task.id, 'INCR_SYNC');
    if (epoch === null) return 'HOLD';
    const standstill: Standstill = {
      changeId: change.id,
      position: await work.standAt(situation, { epoch, log: context.log }),
    };
    context.log.info('the replay stands still for new tables', { change: change.id, position: standstill.position });
    await progress.recordFact(task.id, FACT.standstill, standstill);
    return 'CHANGED';
  }

  async #adopt(
    situation: TaskSituation,
    change: OpenObjectChange,
    by: { readonly child: TaskSituation; readonly upTo: Position | null; readonly context: StageContext },
  ): Promise<Changed> {
    await this.#deps.progress.adoptSubMigration(situation.task.id, change.id, { upTo: by.upTo });
    by.context.log.info('the new tables are part of the task', {
      change: change.id,
      tables: by.child.tables.length,
      upTo: by.upTo,
    });
    return 'CHANGED';
  }

  async #remove(situation: TaskSituation, change: OpenObjectChange, context: StageContext): Promise<Changed> {
    const { leases, progress, work } = this.#deps;
    const { task, components } = situation;
    for (const { id, kind, desired } of components)
      if (kind !== 'WORKFLOW' && kind !== 'STORE' && desired === 'RUNNING')
        await leases.setDesired(id, 'STOPPED', false);
    const busy = ['STARTING', 'RUNNING', 'STOPPING'];
    if (components.some(({ kind, status }) => kind !== 'WORKFLOW' && kind !== 'STORE' && busy.includes(status)))
      return 'HOLD';
    if (situation.job !== null) return 'HOLD';
    const gone = tablesOf(situation, change);
    for (const statement of await work.unpublish(situation, gone)) context.log.info('run at the source', { statement });
    await progress.removeObjects(task.id, change.id);
    return 'CHANGED';
  }

  async #fail(
    situation: TaskSituation,
    change: OpenObjectChange,
    reason: ErrorReason,
    context: StageContext,
  ): Promise<Changed> {
    context.log.warn(reason.message, { code: reason.code, change: change.id });
    await this.#deps.progress.advanceChange(situation.task.id, change.id, {
      status: 'FAILED',
      reason,
      event: 'MODIFIED',
    });
    return 'CHANGED';
  }

  /** What the sub-migration made is dropped before the record says ABORTED; meanwhile the task runs on. */
  async #abort(situation: TaskSituation, change: OpenObjectChange, context: StageContext): Promise<Changed> {
    const { progress, work } = this.#deps;
    const { task } = situation;
    const child = change.childId === null ? null : await progress.load(change.childId);
    if (child !== null && !(await endSubMigration(child, progress))) return 'GO_ON';
    if (child !== null)
      for (const statement of await work.unpublish(situation, child.tables))
        context.log.info('run at the source', { statement });
    await progress.advanceChange(task.id, change.id, { status: 'ABORTED', event: 'MODIFIED' });
    return 'CHANGED';
  }
}

/** One move of a sub-migration towards RELEASED; true when it is. */
export async function endSubMigration(
  { task }: TaskSituation,
  progress: Pick<TaskProgress, 'steerSubMigration'>,
): Promise<boolean> {
  if (task.status === 'RELEASED') return true;
  if (task.pendingAction !== null) return false;
  if (task.status === 'RUNNING') await progress.steerSubMigration(task.id, 'STOP');
  else await progress.steerSubMigration(task.id, 'RELEASE');
  return false;
}

/** The one that was begun, else the first that can begin. */
function nextChange(situation: TaskSituation): OpenObjectChange | undefined {
  const { objectChanges } = situation;
  return (
    objectChanges.find(({ status, aborting }) => status !== 'PENDING' || aborting) ??
    objectChanges.find(({ kind }) => (kind === 'REMOVE' ? situation.job === null : takesTables(situation)))
  );
}

/** New tables come when those of the start are there, so that copies do not get in each other's way. */
const takesTables = ({ facts }: TaskSituation): boolean => facts[FACT.constraints] !== undefined;

const isIncremental = ({ task }: TaskSituation): boolean => task.phases.includes('INCREMENTAL_SYNCHRONIZATION');

const tablesOf = ({ tables }: TaskSituation, { objects }: OpenObjectChange): readonly TableMapping[] =>
  tables.filter(({ source }) => objects.some(({ schema, name }) => schema === source.schema && name === source.name));
