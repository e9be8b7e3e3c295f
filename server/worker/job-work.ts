/** The finite steps of a task over PostgreSQL connectors (port JobWork), each repeatable after a crash at any moment. */
import { GodwitError } from '../core/errors.ts';
import { legOf } from '../core/ids.ts';
import { preparePostgresSource } from '../connectors/postgres/replication/prepare.ts';
import { BESIDE_THE_LOG, LOG_FACT, type LogPlace } from '../task/change-log-place.ts';
import { FACT } from '../task/facts.ts';
import type { JobStep } from '../task/jobs.ts';
import type { JobWork, StepContext, StepOutcome } from '../task/phase-work.ts';
import type { RecordedCommand } from '../task/task-commands.ts';
import type { TaskSituation } from '../task/task-progress.ts';
import { lost } from '../persistence/job-queue.ts';
import { applyCorrections } from './correction.ts';
import { knownTables } from './known-tables.ts';
import { runPrecheck } from './precheck-phase.ts';
import { SchemaPhase } from './schema-phase.ts';
import { ddlKinds, startOf } from './steering.ts';
import { STAGE_FACT, type WorkerDeps } from './worker-deps.ts';

export class TaskJobWork implements JobWork {
  readonly #deps: WorkerDeps;

  constructor(deps: WorkerDeps) {
    this.#deps = deps;
  }

  async step(situation: TaskSituation, step: JobStep, context: StepContext): Promise<StepOutcome> {
    if (step === 'PRECHECK') return runPrecheck(situation, null, this.#deps, context);
    if (step === 'PREPARE_SOURCE') return this.#prepareSource(situation, context);
    if (!situation.task.phases.includes('SCHEMA_MIGRATION')) return null;
    const schema = new SchemaPhase(situation, this.#deps.control.database, context);
    if (step === 'CREATE_STRUCTURE') return schema.run('createBeforeCopy');
    if (step === 'CREATE_KEYS') return schema.run('createAfterCopy');
    const failed = (await schema.run('createAfterOverlap')) ?? (await schema.run('finish'));
    if (failed === null && !situation.task.phases.includes('INCREMENTAL_SYNCHRONIZATION')) await schema.moveSequences();
    return failed;
  }

  async command(situation: TaskSituation, { command }: RecordedCommand, context: StepContext): Promise<StepOutcome> {
    switch (command.kind) {
      case 'PRECHECK_RUN':
        await runPrecheck(situation, command.items, this.#deps, context);
        return null;
      case 'SCHEMA_OBJECT_MODIFY':
      case 'SCHEMA_OBJECTS_RETRY':
        await this.#rerunSchema(situation, context);
        return null;
      case 'VERIFICATION_CORRECT':
        await applyCorrections(situation, command, this.#deps, context);
        return null;
      default:
        throw new GodwitError('INTERNAL_ERROR', { detail: `${command.kind} needs no job` });
    }
  }

  async #prepareSource(situation: TaskSituation, context: StepContext): Promise<StepOutcome> {
    const { task, tables } = situation;
    const { jobs, leases, progress } = this.#deps.control;
    if (task.parentId !== null && legOf(task.id) === null)
      await this.#publishForParent(task.parentId, situation, context);
    const prepared = await preparePostgresSource(
      situation.source,
      {
        taskId: task.id,
        tables: tables.map((table) => table.source),
        consentReplicaIdentityFull: task.parameters['incrementalReplicaIdentityFull'] === true,
        captureDdl: true,
        start: startOf(task.parameters),
        waiting: (waiting) => context.waiting(waiting),
      },
      context.signal,
    );
    if (!prepared.ddlCaptured && ddlKinds(task.parameters).length > 0)
      throw new GodwitError('DDL_NOT_SEEN', { detail: 'the event trigger could not be created' });
    if (!prepared.ddlCaptured)
      context.log.warn('DDL of the source cannot be seen: that needs PostgreSQL 14 and the right to event triggers');
    for (const statement of prepared.made) context.log.info('made on the source', { statement });
    if (!(await jobs.renew(context.claim))) throw lost(context.claim);
    for (const kind of BESIDE_THE_LOG) {
      const component = await leases.ensureComponent(task.id, kind);
      await leases.setLocation(component.id, this.#deps.location);
    }
    const { location } = this.#deps;
    const place: LogPlace = { location, generation: 1, since: new Date().toISOString(), resume: null };
    await progress.recordFact(task.id, LOG_FACT.place, place);
    await progress.recordFact(task.id, STAGE_FACT.sourceStart, {
      position: prepared.startPosition,
      publication: prepared.publication,
    });
    await knownTables(situation, this.#deps);
    return null;
  }

  /** OC1: the parent's log has the new tables before the sub-migration's begins. */
  async #publishForParent(parentId: string, { tables }: TaskSituation, context: StepContext): Promise<void> {
    const parent = await this.#deps.control.progress.load(parentId);
    if (parent === null) throw new GodwitError('NOT_FOUND', { what: 'task', id: parentId });
    const prepared = await preparePostgresSource(
      parent.source,
      {
        taskId: parentId,
        tables: [...parent.tables, ...tables].map((table) => table.source),
        consentReplicaIdentityFull: parent.task.parameters['incrementalReplicaIdentityFull'] === true,
        captureDdl: true,
        waiting: (waiting) => context.waiting(waiting),
      },
      context.signal,
    );
    for (const statement of prepared.made) context.log.info('made on the source for the task', { statement });
  }

  /** Objects are made in the stage that the task has reached; a task that has not begun makes them later by itself. */
  async #rerunSchema(situation: TaskSituation, context: StepContext): Promise<void> {
    const known = (fact: string): boolean => situation.facts[fact] !== undefined;
    const schema = new SchemaPhase(situation, this.#deps.control.database, context);
    if (known(FACT.structure)) await schema.run('createBeforeCopy');
    if (known(FACT.keys)) await schema.run('createAfterCopy');
    if (!known(FACT.constraints)) return;
    await schema.run('createAfterOverlap');
    await schema.run('finish');
  }
}
