/** What the workflow does itself over PostgreSQL connectors (port PhaseWork): it asks, begins and releases. */
import { GodwitError, reasonOf } from '../core/errors.ts';
import { asPosition } from '../core/position.ts';
import { legOf } from '../core/ids.ts';
import { openPool, SHORT_QUESTIONS, withPool } from '../connectors/postgres/connection.ts';
import { dropOrigins } from '../connectors/postgres/origins.ts';
import { PostgresWriteFence } from '../connectors/postgres/write-fence.ts';
import { toGodwitError } from '../connectors/postgres/errors.ts';
import { lsnOrder } from '../connectors/postgres/position.ts';
import { dropMadeObjects } from '../connectors/postgres/drop-made.ts';
import { dropEmptySchema, releasePostgresSource } from '../connectors/postgres/replication/prepare.ts';
import { handOverNote } from '../connectors/postgres/replication/unpublish.ts';
import { readImportedRanges } from '../connectors/postgres/snapshot/imported-ranges.ts';
import { releasePostgresTarget } from '../connectors/postgres/target-release.ts';
import { skipDdl } from '../persistence/sync-journal.ts';
import { DatabaseObjectJournal } from '../persistence/object-journal.ts';
import { isHandedOn } from '../persistence/moved-tables.ts';
import { schemaObjectKey } from '../persistence/observed-objects.ts';
import { currentRun, hasRunOverAll } from '../persistence/verification-runs.ts';
import { ObjectActions, wasMade } from '../schema-migration/object-actions.ts';
import { logIdOf, placeOf } from '../task/change-log-place.ts';
import { FACT } from '../task/facts.ts';
import type { CopyAgain } from '../task/next-step.ts';
import type { PhaseWork, StepOutcome } from '../task/phase-work.ts';
import type { RecordedCommand } from '../task/task-commands.ts';
import type { TaskSituation } from '../task/task-progress.ts';
import { leaveOut, refuseWhatLeft } from './left-out.ts';
import { openVerification, skipVerification, startVerification } from './verification-stage.ts';
import { resetPosition } from './position-reset.ts';
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

  async verificationEnded({ task }: TaskSituation): Promise<'NO' | 'YES' | 'EARLY'> {
    const { database } = this.#deps.control;
    if ((await currentRun(database, task.id))?.status !== 'COMPLETED') return 'NO';
    return legOf(task.id) !== null || (await hasRunOverAll(database, task.id)) ? 'YES' : 'EARLY';
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
      case 'SCHEMA_OBJECT_MODIFY': {
        const key = schemaObjectKey(command.objectId);
        await refuseWhatLeft(situation, { action: 'schemaObjectModifyAndRetry', keys: [key] }, objects);
        const { convertedDdl: ddl, expectedRevision } = command;
        await objects.modify(key, { ddl, expectedRevision });
        return 'JOB';
      }
      case 'SCHEMA_OBJECTS_RETRY': {
        const keys = command.objectIds?.map(schemaObjectKey) ?? null;
        if (keys === null) await objects.retryAllFailed();
        else await refuseWhatLeft(situation, { action: 'schemaObjectsRetry', keys }, objects);
        for (const key of keys ?? []) await objects.retry(key);
        return 'JOB';
      }
      case 'SCHEMA_OBJECTS_SKIP':
      case 'SCHEMA_OBJECTS_REMOVE': {
        const verb = command.kind === 'SCHEMA_OBJECTS_SKIP' ? 'skip' : 'remove';
        const keys = command.objectIds.map(schemaObjectKey);
        await leaveOut(situation, { verb, keys, by: recorded.requestedBy }, { objects, progress });
        return 'DONE';
      }
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
        await skipDdl(this.#deps.control.database, situation.task.id, command.ddlId);
        return 'DONE';
      case 'COMPONENT_RESET_POSITION':
        await resetPosition(situation, command, this.#deps);
        return 'DONE';
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

  /** Fences go unless a person wants to keep them: then the statements that lift them are told. */
  async #liftFences({ task, source, target, facts }: TaskSituation): Promise<readonly string[]> {
    if (legOf(task.id) !== null || task.parentId !== null) return [];
    const kept = facts[FACT.keptFence] !== undefined;
    const told: string[] = [];
    for (const [side, address] of [
      ['source', source],
      ['target', target],
    ] as const) {
      if (facts[FACT.prechecked] === undefined) continue;
      await using fence = new PostgresWriteFence(address, { taskId: task.id });
      if (side === 'source') told.push(...(await withPool(address, { applicationName: 'godwit release', maxSessions: 1 }, (sql) => dropOrigins(sql, task.id))).map((what) => `source: ${what}`)); // prettier-ignore
      const statements = kept ? await fence.liftingStatements() : await fence.lift();
      told.push(
        ...statements.map((statement) =>
          kept ? `${side}: kept on request, lifted by ${statement}` : `${side}: ${statement}`,
        ),
      );
      if (!kept)
        await withPool(address, { applicationName: 'godwit release', maxSessions: 1 }, (sql) => dropEmptySchema(sql));
    }
    return told;
  }

  async retire(situation: TaskSituation): Promise<readonly string[]> {
    const { task } = situation;
    const fromSource = await releasePostgresSource(situation.source, { taskId: task.id });
    await this.#deps.logs.remove(logIdOf(task.id, placeOf(situation.facts)));
    return [...fromSource.map((what) => `source: ${what}`), 'change log'];
  }

  async release(situation: TaskSituation): Promise<readonly string[]> {
    const { task, tables } = situation;
    // what of it has become another task's stays: tables, replica identities, and the means by which rows without a key are found
    const { database } = this.#deps.control;
    const handedOn = task.parentId !== null && (await isHandedOn(database, task.id));
    if (handedOn) await handOverNote(situation.source, { from: task.id, to: task.parentId });
    const fromSource =
      situation.facts[FACT.prechecked] === undefined
        ? []
        : await releasePostgresSource(situation.source, { taskId: task.id });
    const fromTarget = await releasePostgresTarget(situation.target, {
      taskId: task.id,
      tables: handedOn ? [] : tables.map((table) => table.target),
    });
    const made = new ObjectActions(new DatabaseObjectJournal(database, task.id));
    const madeInVain = task.parentId === null || handedOn ? [] : (await made.load()).filter(wasMade);
    const withTables = await dropMadeObjects(situation.target, madeInVain);
    await this.#deps.logs.remove(logIdOf(task.id, placeOf(situation.facts))); // on another machine its workers do it (log-sweep.ts)
    return [
      ...fromSource.map((what) => `source: ${what}`),
      ...[...fromTarget, ...withTables].map((what) => `target: ${what}`),
      'change log',
      ...(await this.#liftFences(situation)),
    ];
  }
}
