/**
 * The commands of an ALTER TABLE in the stream: which of them the target needs, which stay with the source, and what must be
 * said otherwise so that rows that exist get the source's values (D2).
 */
import type { DdlMessage } from '../../../core/ddl-message.ts';
import type { TableMapping } from '../../../core/object-map.ts';
import { nameTexts, nodesIn, notConvertible, type Tree } from './syntax-tree.ts';

/** About columns and constraints: the target gets them. */
const CARRIED: ReadonlySet<string> = new Set([
  'AT_AddColumn',
  'AT_DropColumn',
  'AT_AlterColumnType',
  'AT_ColumnDefault',
  'AT_SetNotNull',
  'AT_DropNotNull',
  'AT_SetExpression',
  'AT_DropExpression',
  'AT_AddIdentity',
  'AT_SetIdentity',
  'AT_DropIdentity',
  'AT_AddConstraint',
  'AT_AlterConstraint',
  'AT_ValidateConstraint',
  'AT_DropConstraint',
  'AT_SetStatistics',
  'AT_SetStorage',
  'AT_SetCompression',
]);
/** About the server, its people, its files and its triggers: theirs stay as they are on the target. */
const OF_THE_SOURCE: ReadonlySet<string> = new Set([
  'AT_ChangeOwner',
  'AT_ReplicaIdentity',
  'AT_SetTableSpace',
  'AT_SetLogged',
  'AT_SetUnLogged',
  'AT_SetAccessMethod',
  'AT_ClusterOn',
  'AT_DropCluster',
  'AT_SetOptions',
  'AT_ResetOptions',
  'AT_SetRelOptions',
  'AT_ResetRelOptions',
  'AT_EnableTrig',
  'AT_EnableAlwaysTrig',
  'AT_EnableReplicaTrig',
  'AT_DisableTrig',
  'AT_EnableTrigAll',
  'AT_DisableTrigAll',
  'AT_EnableTrigUser',
  'AT_DisableTrigUser',
  'AT_EnableRowSecurity',
  'AT_DisableRowSecurity',
  'AT_ForceRowSecurity',
  'AT_NoForceRowSecurity',
]);
/** Commands whose name is that of a column. */
const OF_A_COLUMN: ReadonlySet<string> = new Set(
  [...CARRIED].filter((one) => !one.endsWith('Constraint') && one !== 'AT_AddColumn'),
);
const SERIAL = /^(small|big)?serial[248]?$/;
/** Texts that a date or time reads as the moment at which it reads them. */
const MOMENT = /now|today|tomorrow|yesterday/i;

export interface TableCommands {
  readonly commands: readonly Tree[];
  /** Commands for a second ALTER TABLE behind it. */
  readonly later: readonly Tree[];
}

/** Throws DDL_NOT_CONVERTIBLE for a command that the target cannot be given. */
export function convertTableCommands(message: DdlMessage, statement: Tree, mapping: TableMapping): TableCommands {
  const commands: Tree[] = [];
  const later: Tree[] = [];
  for (const node of statement['cmds'] as readonly Tree[]) {
    const command = node['AlterTableCmd'] as Tree;
    const subtype = String(command['subtype']);
    if (OF_THE_SOURCE.has(subtype)) continue;
    if (!CARRIED.has(subtype)) throw notConvertible(message, `${subtype.slice(3)} is not among what is applied`);
    if (leavesOut(subtype, command, mapping)) continue;
    requireSameColumns(message, command, mapping);
    if (subtype === 'AT_DropConstraint') command['missing_ok'] = true; // keys to other tables come with the switch
    if (subtype === 'AT_AddColumn') {
      const byDefault = giveSourcesValue(message, (command['def'] as Tree)['ColumnDef'] as Tree);
      if (byDefault !== null) later.push(byDefault);
    }
    commands.push(node);
  }
  return { commands, later };
}

/** With chosen columns, others are none of the target's. */
function leavesOut(subtype: string, { name }: Tree, { columns }: TableMapping): boolean {
  if (columns === null) return false;
  return subtype === 'AT_AddColumn' || (OF_A_COLUMN.has(subtype) && columns.every(({ source }) => source !== name));
}

/** With chosen columns, a statement is only taken over when the columns that it names are carried under their own names. */
export function requireSameColumns(message: DdlMessage, node: Tree, { columns }: TableMapping): void {
  if (columns === null) return;
  const same = new Set(columns.filter(({ source, target }) => source === target).map(({ source }) => source));
  const other = mentioned(node).find((name) => !same.has(name));
  if (other !== undefined)
    throw notConvertible(message, `column ${other} is not carried, or carried under another name`);
}

function mentioned(node: Tree): string[] {
  return nodesIn(node).flatMap((one) => {
    const reference = one['ColumnRef'] as Tree | undefined;
    const element = (one['IndexElem'] as Tree | undefined)?.['name'];
    const keys = [one['keys'], one['fk_attrs']].flatMap((list) => (Array.isArray(list) ? nameTexts(list) : []));
    const own = OF_A_COLUMN.has(String(one['subtype'])) ? one['name'] : undefined;
    return [
      ...nameTexts((reference?.['fields'] as readonly unknown[] | undefined) ?? []).slice(-1),
      ...keys,
      ...[element, own].filter((name) => typeof name === 'string'),
    ];
  });
}

/**
 * Rows that exist have one value in a new column, which the source decided when it ran the statement: it is written into the
 * statement, and the default itself is set behind it. Answers the command that does so; null where the default is a value.
 */
function giveSourcesValue(message: DdlMessage, column: Tree): Tree | null {
  const name = String(column['colname']);
  const constraints = ((column['constraints'] as readonly Tree[] | undefined) ?? []).map(
    (node) => node['Constraint'] as Tree,
  );
  const type = nameTexts((column['typeName'] as Tree)['names'] as readonly unknown[]).at(-1) ?? '';
  const numbered = SERIAL.test(type) || constraints.some(({ contype }) => contype === 'CONSTR_IDENTITY');
  const byDefault = constraints.find(({ contype }) => contype === 'CONSTR_DEFAULT');
  const expression = byDefault?.['raw_expr'] as Tree | undefined;
  if (!numbered && (byDefault === undefined || expression === undefined || isValue(expression))) return null;
  const value = message.missing[name];
  if (numbered || byDefault === undefined || value === undefined)
    throw notConvertible(
      message,
      `rows that exist got values of their own in column ${name}, which the stream does not tell`,
    );
  byDefault['raw_expr'] = castOf(elementOf(value), column['typeName'] as Tree);
  return { AlterTableCmd: { subtype: 'AT_ColumnDefault', name, def: expression, behavior: 'DROP_RESTRICT' } };
}

/** A literal, cast or not. */
function isValue(expression: Tree): boolean {
  const [kind] = Object.keys(expression);
  const node = expression[kind ?? ''] as Tree;
  if (kind === 'TypeCast') return isValue(node['arg'] as Tree);
  return kind === 'A_Const' && !MOMENT.test(JSON.stringify(node));
}

const castOf = (arg: Tree, typeName: Tree): Tree => ({ TypeCast: { arg, typeName } });

/** The element of an array of one, given as text. */
const elementOf = (array: string): Tree => ({
  A_Indirection: {
    arg: castOf(
      { A_Const: { sval: { sval: array } } },
      { names: [{ String: { sval: 'text' } }], typemod: -1, arrayBounds: [{ Integer: { ival: -1 } }] },
    ),
    indirection: [{ A_Indices: { uidx: { A_Const: { ival: { ival: 1 } } } } }],
  },
});
