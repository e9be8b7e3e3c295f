/** What the workflow does itself over PostgreSQL connectors (port PhaseWork): it asks, begins and releases. */
import { GodwitError, reasonOf } from '../core/errors.ts';
import { tableKey } from '../core/object-map.ts';
import { asPosition } from '../core/position.ts';
import { openPool, SHORT_QUESTIONS } from '../connectors/postgres/connection.ts';
import { toGodwitError } from '../connectors/postgres/errors.ts';
import { lsnOrder } from '../connectors/postgres/position.ts';
import { releasePostgresSource } from '../connectors/postgres/replication/prepare.ts';
import { handOverNote } from '../connectors/postgres/replication/unpublish.ts';
import { readImportedRanges } from '../connectors/postgres/snapshot/imported-ranges.ts';
import { releasePostgresTarget } from '../connectors/postgres/target-release.ts';
import { DatabaseObjectJournal } from '../persistence/object-journal.ts';
import { schemaObjectKey } from '../persistence/observed-objects.ts';
import { currentRun } from '../persistence/verification-runs.ts';
import { ObjectActions } from '../schema-migration/object-actions.ts';
import { logIdOf, placeOf } from '../task/change-log-place.ts';
import { FACT } from '../task/facts.ts';
import type { CopyAgain } from '../task/next-step.ts';
import type { PhaseWork, StepOutcome } from '../task/phase-work.ts';
import type { RecordedCommand } from '../task/task-commands.ts';
import type { TaskSituation } from '../task/task-progress.ts';
import { openVerification, skipVerification, startVerification } from './verification-stage.ts';
import type { WorkerDeps } from './worker-deps.ts';

export class TaskPhaseWork implements PhaseWork {
  readonly #deps: WorkerDeps;

  constructor(deps: WorkerDeps) {
    this.#deps = deps;
  }

  async compileSelection(situation: TaskSituation): Promise<StepOutcome> {
    const tables = await this.#deps.control.selection.compile(situation.task.id);
    return tables.length === 0 ? reasonOf(new GodwitError('NO_OBJECTS')) : null;
  }

  structureProgress({ task }: TaskSituation): Promise<number | null> {
    return new DatabaseObjectJournal(this.#deps.control.database, task.id).madeShare('BEFORE_COPY');
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

  openVerification(situation: TaskSituation): Promise<StepOutcome> {
    return openVerification(situation, this.#deps);
  }

  async verificationEnded({ task }: TaskSituation): Promise<boolean> {
    return (await currentRun(this.#deps.control.database, task.id))?.status === 'COMPLETED';
  }

  async latencyMs(situation: TaskSituation): Promise<number | null> {
    const [latency] = await this.#deps.control.observation.latency([situation.task.id]);
    return latency?.latencyMs ?? null;
  }

  async begin(situation: TaskSituation, recorded: RecordedCommand): Promise<'DONE' | 'JOB'> {
    const { command } = recorded;
    const objects = new ObjectActions(new DatabaseObjectJournal(this.#deps.control.database, situation.task.id));
    const { progress } = this.#deps.control;
    switch (command.kind) {
      case 'PRECHECK_RUN':
      case 'VERIFICATION_CORRECT':
        return 'JOB';
      case 'SCHEMA_OBJECT_MODIFY':
        await objects.modify(schemaObjectKey(command.objectId), command.convertedDdl);
        return 'JOB';
      case 'SCHEMA_OBJECTS_RETRY':
        if (command.objectIds === null) await objects.retryAllFailed();
        else for (const id of command.objectIds) await objects.retry(schemaObjectKey(id));
        return 'JOB';
      case 'SCHEMA_OBJECTS_SKIP':
        for (const id of command.objectIds) await objects.skip(schemaObjectKey(id));
        return 'DONE';
      case 'SCHEMA_OBJECTS_REMOVE':
        await this.#removeObjects(situation, { command, by: recorded.requestedBy }, objects);
        return 'DONE';
      case 'ADVANCE':
        if (command.subtask !== 'SCHEMA_MIGRATION')
          throw new GodwitError('ACTION_NOT_ALLOWED', {
            action: 'subtaskAdvance',
            state: situation.task.status,
            detail: 'only schema migration is advanced by hand.',
          });
        await progress.recordFact(situation.task.id, FACT.advanced, { by: recorded.requestedBy });
        return 'DONE';
      case 'SKIP':
        if (command.subtask !== 'FULL_VERIFICATION')
          throw new GodwitError('ACTION_NOT_ALLOWED', {
            action: 'verificationSkip',
            state: situation.task.status,
            detail: 'only full verification may be skipped.',
          });
        await skipVerification(situation, { by: recorded.requestedBy, reason: command.reason }, this.#deps);
        return 'DONE';
      case 'VERIFICATION_START':
        await startVerification(situation, command.request, this.#deps);
        return 'DONE';
      case 'COMPONENT_RERUN':
        await this.#copyAgain(situation, command.componentId);
        return 'DONE';
      case 'DDL_SKIP':
      case 'COMPONENT_RESET_POSITION':
        throw new GodwitError('ACTION_NOT_ALLOWED', {
          action: command.kind,
          state: situation.task.status,
          detail: 'it is not available in this version.',
        });
    }
  }

  /** Full-Import itself takes back what it copied (full-import.ts): here it is only made to begin anew. */
  async #copyAgain({ task, components }: TaskSituation, componentId: string): Promise<void> {
    const { progress, leases } = this.#deps.control;
    const component = components.find(({ id }) => id === componentId);
    const again: CopyAgain = { run: component?.run ?? 0 };
    await progress.recordFact(task.id, FACT.copyAgain, again);
    await progress.deleteFact(task.id, FACT.copied);
    await progress.deleteFact(task.id, FACT.keys);
    await progress.setSubtask(task.id, 'FULL_MIGRATION', { progress: 0 });
    if (component?.stoppedByPerson) await leases.setDesired(componentId, 'STOPPED', false);
  }

  async release(situation: TaskSituation): Promise<readonly string[]> {
    const { task, tables } = situation;
    // what of it has become another task's stays: replica identities, and the means by which rows without a key are found
    const handedOn = task.parentId !== null && (await this.#isAdopted(task.parentId, situation));
    if (handedOn) await handOverNote(situation.source, { from: task.id, to: task.parentId });
    const fromSource =
      situation.facts[FACT.prechecked] === undefined
        ? []
        : await releasePostgresSource(situation.source, { taskId: task.id });
    const fromTarget = await releasePostgresTarget(situation.target, {
      taskId: task.id,
      tables: handedOn ? [] : tables.map((table) => table.target),
    });
    await this.#deps.logs.remove(logIdOf(task.id, placeOf(situation.facts))); // on another machine its workers do it (log-sweep.ts)
    return [
      ...fromSource.map((what) => `source: ${what}`),
      ...fromTarget.map((what) => `target: ${what}`),
      'change log',
    ];
  }

  /** A table that is removed takes its rows with it: it leaves the task. */
  async #removeObjects(
    { task, tables }: TaskSituation,
    asked: { readonly command: { readonly objectIds: readonly string[] }; readonly by: string },
    objects: ObjectActions,
  ): Promise<void> {
    const keys = asked.command.objectIds.map((id) => schemaObjectKey(id));
    const found = (await objects.load()).filter(({ key, kind }) => kind === 'TABLE' && keys.includes(key));
    const gone = tables
      .map(({ source }) => source)
      .filter((table) => found.some(({ source }) => tableKey(source) === tableKey(table)));
    if (gone.length > 0 && gone.length === tables.length) throw new GodwitError('NO_OBJECTS');
    for (const key of keys) await objects.remove(key);
    if (gone.length > 0) await this.#deps.control.progress.askRemoval(task.id, gone, asked.by);
  }

  async #isAdopted(parentId: string, { tables }: TaskSituation): Promise<boolean> {
    const parent = await this.#deps.control.progress.load(parentId);
    return parent !== null && tables.some(({ id }) => parent.tables.some((table) => table.id === id));
  }
}
