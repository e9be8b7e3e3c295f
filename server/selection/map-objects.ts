/**
 * Another name at the target for tables of a task that was started, as the precheck asks for it where a table stands there and
 * does not fit (product.md 3.1). Possible until the precheck has passed: nothing bears the former name before that.
 */
import type { Command } from '../core/actor.ts';
import type { AuditedAction } from '../events/recording.ts';
import { GodwitError } from '../core/errors.ts';
import { tableKey, type TableMapping, type TableName } from '../core/object-map.ts';
import type { LockedSelection, SelectionRow, SelectionUnit } from './recorded-selection.ts';
import { changedRules, checkRules } from './selection-rules.ts';
import type { ObjectRule, ObjectTarget, SelectionRules } from './selection-service.ts';

const ACTION = 'objectsMap';

interface MapChange {
  readonly objects: readonly ObjectTarget[];
  readonly expectedRevision: number;
  readonly command: Command;
}

/** In the unit that has locked the task. Throws ACTION_NOT_ALLOWED, ACTION_PENDING, CONFLICT, OBJECT_NOT_FOUND. */
export async function mapObjects(
  unit: SelectionUnit,
  row: LockedSelection,
  { objects, expectedRevision, command }: MapChange,
): Promise<{ readonly rules: SelectionRules; readonly revision: number }> {
  const refused = (detail: string): GodwitError =>
    new GodwitError('ACTION_NOT_ALLOWED', { action: ACTION, state: row.status, detail });
  if (row.status !== 'STOPPED' && row.status !== 'FAILED')
    throw refused('it is possible in STOPPED, FAILED; before the start the rules are replaced.');
  if (row.pendingAction !== null) throw new GodwitError('ACTION_PENDING', { action: row.pendingAction.action });
  if (await unit.hasPassedPrecheck(row.taskId))
    throw refused('the precheck has passed, so tables may have been made under their names; skip or remove them.');
  requireRevision(row, expectedRevision);
  const mapped = objects.map((object) => renamed(row, object));
  const rules = changedRules('ADD', row.rules, mapped.map(({ rule }) => rule)); // prettier-ignore
  checkRules(rules);
  for (const { mapping, target } of mapped) await unit.setTarget(row.taskId, mapping.id, target);
  const revision = row.revision + 1;
  await saveRules(unit, row, { rules, revision, command, action: ACTION });
  return { rules, revision };
}

/** Throws CONFLICT when somebody has changed the rules since. */
export function requireRevision({ revision }: SelectionRow, expected: number): void {
  if (revision !== expected) throw new GodwitError('CONFLICT', { expected, actual: revision });
}

/** The compiled table, and the rule that means the same under the new name. */
function renamed(
  { rules, tables }: LockedSelection,
  object: ObjectTarget,
): { readonly mapping: TableMapping; readonly target: TableName; readonly rule: ObjectRule } {
  const mapping = tables.find(({ source }) => tableKey(source) === tableKey(object));
  if (mapping === undefined) throw new GodwitError('OBJECT_NOT_FOUND', { object: `${object.schema}.${object.name}` });
  const target = {
    schema: object.targetSchema || mapping.target.schema,
    name: object.targetName || mapping.target.name,
  };
  const { schema, name } = mapping.source;
  const { columns, rowFilter } = mapping;
  const before = rules.objects.find((rule) => tableKey(rule) === tableKey(mapping.source));
  const rule = { ...(before ?? { schema, name, columns, rowFilter }), targetSchema: target.schema, targetName: target.name }; // prettier-ignore
  return { mapping, target, rule };
}

/** Records rules, with the audit trail and the event. */
export async function saveRules(
  unit: SelectionUnit,
  row: SelectionRow,
  change: {
    readonly rules: SelectionRules;
    readonly revision: number;
    readonly command: Command;
    readonly action: AuditedAction;
  },
): Promise<void> {
  const { rules, revision, command, action } = change;
  const { taskId } = row;
  await unit.saveRules(taskId, rules, revision);
  unit.audit({ command, action, subject: 'selection', subjectId: taskId, before: row.rules, after: rules });
  unit.event({ type: 'SELECTION_CHANGED', taskId, subjectId: taskId, facts: { revision } });
}
