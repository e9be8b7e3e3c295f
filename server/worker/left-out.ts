/**
 * Objects of the schema phase that a person leaves out. A table that is removed, or skipped before it was made, takes its
 * rows with it, and those of the tables that go into the same target: it leaves the task by a REMOVE of its own, so neither the
 * copy nor the stream carries it. What was skipped
 * stays listed; to have such a table after all it is added again.
 */
import { GodwitError } from '../core/errors.ts';
import { tableKey, withSharers, type TableMapping, type TableName } from '../core/object-map.ts';
import type { SchemaObject } from '../schema-migration/object-journal.ts';
import { stands, type ObjectActions } from '../schema-migration/object-actions.ts';
import type { TaskProgress, TaskSituation } from '../task/task-progress.ts';

export interface LeaveOut {
  readonly verb: 'skip' | 'remove';
  /** Keys of objects. */
  readonly keys: readonly string[];
  /** Who asked. */
  readonly by: string;
}

export async function leaveOut(
  situation: TaskSituation,
  { verb, keys, by }: LeaveOut,
  to: { readonly objects: ObjectActions; readonly progress: Pick<TaskProgress, 'askRemoval'> },
): Promise<void> {
  const asked = new Map((await to.objects.load()).filter(({ key }) => keys.includes(key)).map((one) => [one.key, one]));
  const leaving = leavingTables(situation);
  const staying = situation.tables.map(({ source }) => source).filter((table) => !leaving.has(tableKey(table)));
  const leaves = ({ source: { schema, name } }: TableMapping): boolean => {
    const object = asked.get(`TABLE ${schema}.${name}`);
    return object !== undefined && (verb === 'remove' || !stands(object));
  };
  const going = new Set(withSharers(situation.tables, leaves).map(({ source }) => tableKey(source)));
  const gone = staying.filter((table) => going.has(tableKey(table)));
  if (gone.length > 0 && gone.length === staying.length) throw new GodwitError('NO_OBJECTS');
  const goneKeys = new Set(gone.map((table) => `TABLE ${table.schema}.${table.name}`).filter((key) => asked.has(key)));
  for (const key of [...goneKeys, ...keys.filter((one) => !goneKeys.has(one))]) {
    if (verb === 'remove') await to.objects.remove(key);
    else await to.objects.skip(key, { leaves: goneKeys.has(key) });
  }
  if (gone.length > 0) await to.progress.askRemoval(situation.task.id, gone, by);
}

/** Throws ACTION_NOT_ALLOWED for what would be made without the rows of its table. */
export async function refuseWhatLeft(
  situation: TaskSituation,
  { action, keys }: { readonly action: string; readonly keys: readonly string[] },
  objects: Pick<ObjectActions, 'load'>,
): Promise<void> {
  const leaving = leavingTables(situation);
  const there = new Set(situation.tables.map(({ source }) => tableKey(source)).filter((key) => !leaving.has(key)));
  const left = (await objects.load()).find(
    (object) => keys.includes(object.key) && object.leaves === true && !there.has(tableKey(tableOf(object))),
  );
  if (left === undefined) return;
  const { schema, name } = tableOf(left);
  throw new GodwitError('ACTION_NOT_ALLOWED', {
    action,
    state: situation.task.status,
    detail: `${schema}.${name} leaves the task, or has left it, with its rows. Cancel that change while it is PENDING, or add the table again.`,
  });
}

const tableOf = ({ ownerTable, source }: SchemaObject): TableName => ownerTable ?? source;

const leavingTables = ({ objectChanges }: TaskSituation): ReadonlySet<string> =>
  new Set(objectChanges.filter(({ kind }) => kind === 'REMOVE').flatMap(({ objects }) => objects.map(tableKey)));
