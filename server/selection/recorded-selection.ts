/** SelectionService over records: rules are kept with the task, compiled against the source's catalog at start. */
import type { TableShape } from '../core/catalog.ts';
import type { Command } from '../core/actor.ts';
import { GodwitError, type ErrorReason } from '../core/errors.ts';
import type { TableMapping, TableName } from '../core/object-map.ts';
import type { Page, PageRequest } from '../core/page.ts';
import type { NewId } from '../core/ids.ts';
import type { AuditedAction, Recording } from '../events/recording.ts';
import { compileSelection } from './compile-selection.ts';
import { mapObjects, requireRevision, saveRules } from './map-objects.ts';
import { changedRules, checkChange, checkRules, checkShapes } from './selection-rules.ts';
import type {
  ObjectChange,
  ObjectRule,
  ObjectTarget,
  SelectionPreview,
  SelectionRules,
  SelectionService,
  TaskTableFilter,
} from './selection-service.ts';

/** What of a task this service reads and writes. */
export interface SelectionRow {
  readonly taskId: string;
  readonly status: string;
  readonly rules: SelectionRules;
  readonly revision: number;
  readonly sourceEndpointId: string;
  readonly pendingAction: { readonly action: 'START' | 'STOP' | 'RESUME' | 'RELEASE' } | null;
  readonly phases: readonly string[];
  readonly switching: boolean;
  readonly liveSide: 'SOURCE' | 'TARGET';
  readonly liveLeg: number | null;
}

/** Locked, with the tables that it migrates now. */
export interface LockedSelection extends SelectionRow {
  readonly tables: readonly TableMapping[];
}

export interface SelectionUnit extends Recording {
  /** Locks the task to the end of the unit. */
  lock(taskId: string): Promise<LockedSelection | null>;
  saveRules(taskId: string, rules: SelectionRules, revision: number): Promise<void>;
  /** Gives a compiled table another name at the target. */
  setTarget(taskId: string, tableId: string, target: TableName): Promise<void>;
  hasPassedPrecheck(taskId: string): Promise<boolean>;
  addChange(change: ObjectChange): Promise<void>;
  change(id: string): Promise<ObjectChange | null>;
  updateChange(
    id: string,
    change: Partial<Pick<ObjectChange, 'status' | 'completedAt' | 'reason' | 'aborting'>>,
  ): Promise<ObjectChange>;
}

/** Port: rows of the selection, implemented by persistence. */
export interface SelectionRecords {
  row(taskId: string): Promise<SelectionRow | null>;
  tables(taskId: string, filter: TaskTableFilter, page: PageRequest): Promise<Page<TableMapping>>;
  objectChanges(taskId: string, page: PageRequest): Promise<Page<ObjectChange>>;
  storeCompiled(
    taskId: string,
    compile: (rules: SelectionRules, before: readonly TableMapping[], used: number) => SelectionPreview,
  ): Promise<SelectionPreview>;
  unit<T>(work: (unit: SelectionUnit) => Promise<T>): Promise<T>;
}

export interface RecordedSelectionDeps {
  readonly records: SelectionRecords;
  /** Tables at an endpoint; contacts the database. */
  readonly tablesAt: (endpointId: string) => Promise<readonly TableShape[]>;
  /** What the database of the endpoint refuses in the row filters of these mappings (FILTER_INVALID); null: nothing. */
  readonly filterRefused: (endpointId: string, mappings: readonly TableMapping[]) => Promise<ErrorReason | null>;
  /** The table of product.md section 2 (task/allowed-actions.ts); throws ACTION_NOT_ALLOWED, ACTION_PENDING. */
  readonly requireAllowed: (
    task: Pick<SelectionRow, 'status' | 'pendingAction' | 'switching' | 'liveSide' | 'liveLeg'>,
    action: 'ADD_OBJECTS' | 'REMOVE_OBJECTS',
  ) => void;
  readonly newId: NewId;
}

export class RecordedSelection implements SelectionService {
  readonly #deps: RecordedSelectionDeps;

  constructor(deps: RecordedSelectionDeps) {
    this.#deps = deps;
  }

  async rules(taskId: string): Promise<{ rules: SelectionRules; revision: number } | null> {
    const row = await this.#deps.records.row(taskId);
    return row === null ? null : { rules: row.rules, revision: row.revision };
  }

  tables(taskId: string, filter: TaskTableFilter, page: PageRequest): Promise<Page<TableMapping>> {
    return this.#deps.records.tables(taskId, filter, page);
  }

  async preview(endpointId: string, rules: SelectionRules): Promise<SelectionPreview> {
    checkShapes(rules);
    return this.#compiled(rules, endpointId, await this.#deps.tablesAt(endpointId));
  }

  async setRules(
    taskId: string,
    change: { readonly rules: SelectionRules; readonly expectedRevision: number },
    command: Command,
  ): Promise<{ rules: SelectionRules; revision: number }> {
    checkRules(change.rules);
    return this.#deps.records.unit(async (unit) => {
      const row = await this.#requireNotStarted(unit, taskId, 'objectsSetSelection');
      requireRevision(row, change.expectedRevision);
      const revision = row.revision + 1;
      await saveRules(unit, row, { rules: change.rules, revision, command, action: 'objectsSetSelection' });
      return { rules: change.rules, revision };
    });
  }

  mapObjects(
    taskId: string,
    change: { readonly objects: readonly ObjectTarget[]; readonly expectedRevision: number },
    command: Command,
  ): Promise<{ rules: SelectionRules; revision: number }> {
    return this.#deps.records.unit(async (unit) =>
      mapObjects(unit, await this.#require(unit, taskId), { ...change, command }),
    );
  }

  objectChanges(taskId: string, page: PageRequest): Promise<Page<ObjectChange>> {
    return this.#deps.records.objectChanges(taskId, page);
  }

  async changeObjects(
    taskId: string,
    change: { readonly kind: 'ADD' | 'REMOVE'; readonly objects: readonly ObjectRule[] },
    command: Command,
  ): Promise<ObjectChange> {
    const { kind, objects } = change;
    const asked = kind === 'ADD' ? 'ADD_OBJECTS' : 'REMOVE_OBJECTS';
    const found = await this.#deps.records.row(taskId);
    if (found !== null) this.#deps.requireAllowed(found, asked); // before the source is contacted
    const preview =
      kind === 'ADD' && found !== null && found.status !== 'NOT_STARTED'
        ? throwFirst(await this.preview(found.sourceEndpointId, { objects, include: [], exclude: [] }))
        : null;
    return this.#deps.records.unit(async (unit) => {
      const row = await this.#require(unit, taskId);
      this.#deps.requireAllowed(row, asked);
      const rules = changedRules(kind, row.rules, objects);
      checkRules(rules);
      const atOnce = row.status === 'NOT_STARTED';
      const action = kind === 'ADD' ? 'objectsAdd' : 'objectsRemove';
      if (atOnce) await saveRules(unit, row, { rules, revision: row.revision + 1, command, action });
      else checkChange(row, { kind, objects, preview });
      const now = new Date();
      const record: ObjectChange = {
        id: this.#deps.newId('o'),
        taskId,
        kind,
        objects,
        status: atOnce ? 'SUCCEEDED' : 'PENDING',
        reason: null,
        requestedBy: command.actor.name,
        requestedAt: now,
        completedAt: atOnce ? now : null,
        childId: null,
        aborting: false,
      };
      await unit.addChange(record);
      if (!atOnce) {
        unit.audit({ command, action, subject: 'selection', subjectId: taskId, before: null, after: record });
        unit.event({
          type: 'OBJECT_CHANGE_CHANGED',
          taskId,
          subjectId: record.id,
          facts: { kind, from: null, to: record.status },
        });
        unit.wake();
      }
      return record;
    });
  }

  cancelObjectChange(changeId: string, command: Command): Promise<ObjectChange> {
    return this.#steerChange(changeId, {
      action: 'objectChangeCancel',
      from: ['PENDING'],
      to: { status: 'CANCELED', completedAt: new Date() },
      command,
    });
  }

  abortObjectChange(changeId: string, command: Command): Promise<ObjectChange> {
    return this.#steerChange(changeId, {
      action: 'objectChangeAbort',
      from: ['MODIFYING', 'RUNNING', 'FAILED'],
      to: { aborting: true },
      command,
    });
  }

  retryObjectChange(changeId: string, command: Command): Promise<ObjectChange> {
    return this.#steerChange(changeId, {
      action: 'objectChangeRetry',
      from: ['FAILED'],
      to: { status: 'PENDING', reason: null, completedAt: null },
      command,
    });
  }

  async #steerChange(
    changeId: string,
    by: {
      readonly action: AuditedAction;
      readonly from: readonly ObjectChange['status'][];
      readonly to: Parameters<SelectionUnit['updateChange']>[1];
      readonly command: Command;
    },
  ): Promise<ObjectChange> {
    return this.#deps.records.unit(async (unit) => {
      const change = await unit.change(changeId);
      if (change === null) throw new GodwitError('NOT_FOUND', { what: 'object change', id: changeId });
      if (!by.from.includes(change.status) || change.aborting || (change.kind === 'REMOVE' && by.to.aborting === true))
        throw new GodwitError('ACTION_NOT_ALLOWED', {
          action: by.action,
          state: change.aborting ? 'being aborted' : change.status,
          detail: `it is possible for a change that is ${by.from.join(', ')}${by.to.aborting === true ? ' and adds tables' : ''}.`,
        });
      const after = await unit.updateChange(changeId, by.to);
      const { taskId, kind } = change;
      unit.audit({
        command: by.command,
        action: by.action,
        subject: 'selection',
        subjectId: changeId,
        before: { status: change.status },
        after: by.to,
      });
      unit.event({
        type: 'OBJECT_CHANGE_CHANGED',
        taskId,
        subjectId: changeId,
        facts: { kind, from: change.status, to: after.status },
      });
      unit.wake();
      return after;
    });
  }

  async compile(taskId: string): Promise<readonly TableMapping[]> {
    const row = await this.#deps.records.row(taskId);
    if (row === null) throw new GodwitError('NOT_FOUND', { what: 'task', id: taskId });
    const tables = await this.#deps.tablesAt(row.sourceEndpointId);
    throwFirst(await this.#compiled(row.rules, row.sourceEndpointId, tables));
    return throwFirst(
      await this.#deps.records.storeCompiled(taskId, (rules, before, used) =>
        compileSelection(rules, tables, before, used),
      ),
    ).tables;
  }

  /** What the rules mean, and what the database says to the literals of their filters. */
  async #compiled(rules: SelectionRules, endpointId: string, tables: readonly TableShape[]): Promise<SelectionPreview> {
    const preview = compileSelection(rules, tables);
    const filtered = preview.tables.filter((mapping) => mapping.rowFilter !== null);
    if (preview.errors.length > 0 || filtered.length === 0) return preview;
    const refused = await this.#deps.filterRefused(endpointId, filtered);
    return refused === null ? preview : { ...preview, errors: [refused] };
  }

  async #require(unit: SelectionUnit, taskId: string): Promise<LockedSelection> {
    const row = await unit.lock(taskId);
    if (row === null) throw new GodwitError('NOT_FOUND', { what: 'task', id: taskId });
    return row;
  }

  async #requireNotStarted(unit: SelectionUnit, taskId: string, action: string): Promise<SelectionRow> {
    const row = await this.#require(unit, taskId);
    if (row.status !== 'NOT_STARTED')
      throw new GodwitError('ACTION_NOT_ALLOWED', {
        action,
        state: row.status,
        detail: 'the rules of a task that was started are changed by adding and removing objects.',
      });
    return row;
  }
}

function throwFirst(preview: SelectionPreview): SelectionPreview {
  const error = preview.errors[0];
  if (error !== undefined) throw new GodwitError(error.code, error.facts, { rowDetail: error.rowDetail });
  return preview;
}
