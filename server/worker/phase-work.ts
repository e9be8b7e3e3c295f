/** The steps of the workflow over PostgreSQL connectors (port task/phase-work.ts). */
import { GodwitError, reasonOf } from '../core/errors.ts';
import { asPosition } from '../core/position.ts';
import { openPool, SHORT_QUESTIONS } from '../connectors/postgres/connection.ts';
import { toGodwitError } from '../connectors/postgres/errors.ts';
import { lsnOrder } from '../connectors/postgres/position.ts';
import { preparePostgresSource, releasePostgresSource } from '../connectors/postgres/replication/prepare.ts';
import { readImportedRanges } from '../connectors/postgres/snapshot/imported-ranges.ts';
import { releasePostgresTarget } from '../connectors/postgres/target-release.ts';
import { DatabaseObjectJournal } from '../persistence/object-journal.ts';
import { schemaObjectKey } from '../persistence/observed-objects.ts';
import { ObjectActions } from '../schema-migration/object-actions.ts';
import { FACT } from '../task/next-step.ts';
import type { PhaseWork, StepContext, StepOutcome } from '../task/phase-work.ts';
import type { RecordedCommand } from '../task/task-commands.ts';
import type { TaskSituation } from '../task/task-progress.ts';
import type { ComponentKind } from '../task/task-types.ts';
import { applyCorrections } from './correction.ts';
import { runPrecheck } from './precheck-phase.ts';
import { SchemaPhase } from './schema-phase.ts';
import { openVerification, startVerification } from './verification-stage.ts';
import { STAGE_FACT, type WorkerDeps } from './worker-deps.ts';

/** Components that must run where the log lies (C19). */
const BESIDE_THE_LOG: readonly ComponentKind[] = ['STORE', 'INCR_SYNC', 'FULL_VERIFICATION'];

export class TaskPhaseWork implements PhaseWork {
  readonly #deps: WorkerDeps;

  constructor(deps: WorkerDeps) {
    this.#deps = deps;
  }

  async compileSelection(situation: TaskSituation): Promise<StepOutcome> {
    const tables = await this.#deps.control.selection.compile(situation.task.id);
    return tables.length === 0 ? reasonOf(new GodwitError('NO_OBJECTS')) : null;
  }

  precheck(situation: TaskSituation, items: readonly string[] | null, context: StepContext): Promise<StepOutcome> {
    return runPrecheck(situation, items, this.#deps, context);
  }

  createStructure(situation: TaskSituation, context: StepContext): Promise<StepOutcome> {
    return this.#schema(situation).run('createBeforeCopy', context.signal);
  }

  async prepareSource(situation: TaskSituation, context: StepContext): Promise<StepOutcome> {
    const { task, tables } = situation;
    for (const kind of BESIDE_THE_LOG) {
      const component = await this.#deps.control.leases.ensureComponent(task.id, kind);
      await this.#deps.control.leases.setLocation(component.id, this.#deps.location);
    }
    const prepared = await preparePostgresSource(
      situation.source,
      {
        taskId: task.id,
        tables: tables.map((table) => table.source),
        consentReplicaIdentityFull: task.parameters['incrementalReplicaIdentityFull'] === true,
        waiting: (what) => context.waiting(what),
      },
      context.signal,
    );
    for (const statement of prepared.made) context.log.info('made on the source', { statement });
    await this.#deps.control.progress.recordFact(task.id, STAGE_FACT.sourceStart, { position: prepared.startPosition });
    return null;
  }

  async createKeys(situation: TaskSituation, context: StepContext): Promise<StepOutcome> {
    return hasSchema(situation) ? this.#schema(situation).run('createAfterCopy', context.signal) : null;
  }

  async overlapPassed(situation: TaskSituation): Promise<boolean> {
    const sql = openPool(situation.target, { applicationName: 'godwit workflow', maxSessions: 1, ...SHORT_QUESTIONS });
    try {
      const { greatestEnd } = await readImportedRanges(sql, situation.task.id);
      if (greatestEnd === null) return true;
      const [row] =
        await sql`SELECT max(position::pg_lsn)::text AS position FROM godwit.checkpoint WHERE task_id = ${situation.task.id} AND stream = 'FORWARD'`;
      const position = row?.['position'] as string | null | undefined;
      return position ? lsnOrder.compare(asPosition(position), greatestEnd) > 0 : false;
    } catch (error) {
      throw toGodwitError(error, situation.target, 'INTERNAL_ERROR');
    } finally {
      await sql.end({ timeout: 5 });
    }
  }

  async createConstraints(situation: TaskSituation, context: StepContext): Promise<StepOutcome> {
    if (!hasSchema(situation)) return null;
    const schema = this.#schema(situation);
    const failed =
      (await schema.run('createAfterOverlap', context.signal)) ?? (await schema.run('finish', context.signal));
    if (failed === null && !situation.task.phases.includes('INCREMENTAL_SYNCHRONIZATION')) await schema.moveSequences();
    return failed;
  }

  openVerification(situation: TaskSituation): Promise<StepOutcome> {
    return openVerification(situation, this.#deps);
  }

  async latencyMs(situation: TaskSituation): Promise<number | null> {
    const [latency] = await this.#deps.control.observation.latency([situation.task.id]);
    return latency?.latencyMs ?? null;
  }

  async carryOut(situation: TaskSituation, recorded: RecordedCommand, context: StepContext): Promise<void> {
    const { command } = recorded;
    const objects = new ObjectActions(this.#objectJournal(situation));
    const { progress, leases } = this.#deps.control;
    switch (command.kind) {
      case 'PRECHECK_RUN':
        await this.precheck(situation, command.items, context);
        return;
      case 'SCHEMA_OBJECT_MODIFY':
        await objects.modify(schemaObjectKey(command.objectId), command.convertedDdl);
        return this.#rerunSchema(situation, context);
      case 'SCHEMA_OBJECTS_RETRY':
        if (command.objectIds === null) await objects.retryAllFailed();
        else for (const id of command.objectIds) await objects.retry(schemaObjectKey(id));
        return this.#rerunSchema(situation, context);
      case 'SCHEMA_OBJECTS_SKIP':
        for (const id of command.objectIds) await objects.skip(schemaObjectKey(id));
        return;
      case 'SCHEMA_OBJECTS_REMOVE':
        for (const id of command.objectIds) await objects.remove(schemaObjectKey(id));
        return;
      case 'ADVANCE':
        if (command.subtask !== 'SCHEMA_MIGRATION')
          throw new GodwitError('ACTION_NOT_ALLOWED', {
            action: 'subtaskAdvance',
            state: situation.task.status,
            detail: 'only schema migration is advanced by hand.',
          });
        return progress.recordFact(situation.task.id, FACT.advanced, { by: recorded.requestedBy });
      case 'SKIP':
        if (command.subtask !== 'FULL_VERIFICATION')
          throw new GodwitError('ACTION_NOT_ALLOWED', {
            action: 'verificationSkip',
            state: situation.task.status,
            detail: 'only full verification may be skipped.',
          });
        return progress.setSubtask(situation.task.id, 'FULL_VERIFICATION', { status: 'SKIPPED' });
      case 'VERIFICATION_START':
        return startVerification(situation, command.request, this.#deps);
      case 'COMPONENT_RERUN':
        return leases.setDesired(command.componentId, 'RUNNING', false);
      case 'VERIFICATION_CORRECT':
        return applyCorrections(situation, command, this.#deps, context);
      case 'DDL_SKIP':
      case 'COMPONENT_RESET_POSITION':
      case 'OBJECTS_CHANGE':
        throw new GodwitError('ACTION_NOT_ALLOWED', {
          action: command.kind,
          state: situation.task.status,
          detail: 'it is not available in this version.',
        });
    }
  }

  async release(situation: TaskSituation): Promise<readonly string[]> {
    const { task, tables } = situation;
    const fromSource =
      situation.facts[FACT.prechecked] === undefined
        ? []
        : await releasePostgresSource(situation.source, { taskId: task.id });
    const fromTarget = await releasePostgresTarget(situation.target, {
      taskId: task.id,
      tables: tables.map((table) => table.target),
    });
    await this.#deps.logs.remove(task.id);
    return [
      ...fromSource.map((what) => `source: ${what}`),
      ...fromTarget.map((what) => `target: ${what}`),
      'change log',
    ];
  }

  /** Objects are made in the stage that the task has reached; a task that has not begun makes them later by itself. */
  async #rerunSchema(situation: TaskSituation, context: StepContext): Promise<void> {
    const known = (fact: string): boolean => situation.facts[fact] !== undefined;
    const schema = this.#schema(situation);
    if (known(FACT.structure)) await schema.run('createBeforeCopy', context.signal);
    if (known(FACT.keys)) await schema.run('createAfterCopy', context.signal);
    if (!known(FACT.constraints)) return;
    await schema.run('createAfterOverlap', context.signal);
    await schema.run('finish', context.signal);
  }

  #schema(situation: TaskSituation): SchemaPhase {
    return new SchemaPhase(situation, this.#objectJournal(situation));
  }

  #objectJournal(situation: TaskSituation): DatabaseObjectJournal {
    return new DatabaseObjectJournal(this.#deps.control.database, situation.task.id);
  }
}

const hasSchema = (situation: TaskSituation): boolean => situation.task.phases.includes('SCHEMA_MIGRATION');
