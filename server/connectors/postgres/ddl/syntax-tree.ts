/**
 * PostgreSQL's own parse tree of a statement of the stream, as JSON: read, looked through, and written as text again. The
 * parser takes some 27 MB, so it is loaded with the first statement.
 */
import { GodwitError } from '../../../core/errors.ts';
import type { DdlMessage } from '../../../core/ddl-message.ts';

export type Tree = Record<string, unknown>;

/** A table as a statement names it. */
export interface Relation {
  schemaname?: string;
  relname: string;
}

/** Nodes of a statement by the tag of its command. */
const NODES_OF_TAG: Readonly<Record<string, readonly string[]>> = {
  'ALTER TABLE': ['AlterTableStmt', 'RenameStmt', 'AlterObjectSchemaStmt'],
  'CREATE INDEX': ['IndexStmt'],
  COMMENT: ['CommentStmt'],
};

interface Parsed {
  readonly stmts: readonly { readonly stmt: Tree }[];
}

/**
 * The statement of the message within its text, which can hold others: the one of that command and on that table, behind
 * `repeat` others of the kind; null when it is not there.
 */
export async function statementOf(
  message: DdlMessage,
  repeat: number,
): Promise<{ readonly kind: string; readonly node: Tree } | null> {
  const wanted = NODES_OF_TAG[message.tag] ?? [];
  const found = (await parsed(message.statement, message)).stmts.flatMap(({ stmt }) =>
    Object.entries(stmt).filter(([kind, node]) => wanted.includes(kind) && isAbout(message, kind, node as Tree)),
  )[repeat];
  if (found === undefined) return null;
  return { kind: found[0], node: found[1] as Tree };
}

/** Whether the table that the statement names, under its name after it, is one that the message tells. */
function isAbout({ objects }: DdlMessage, kind: string, node: Tree): boolean {
  const named = namedAfter(kind, node);
  return objects.some(
    ({ table }) =>
      table !== null &&
      table.name === named?.relname &&
      (named.schemaname === undefined || named.schemaname === table.schema),
  );
}

function namedAfter(kind: string, node: Tree): Relation | null {
  const relation = node['relation'] as Relation | undefined;
  switch (kind) {
    case 'CommentStmt': {
      const names = nameTexts(listOf(node['object']));
      if (node['objtype'] === 'OBJECT_COLUMN') names.pop();
      const [relname, schemaname] = names.toReversed();
      return relname === undefined ? null : { relname, ...(schemaname === undefined ? {} : { schemaname }) };
    }
    case 'RenameStmt':
      return relation && node['renameType'] === 'OBJECT_TABLE'
        ? { ...relation, relname: String(node['newname']) }
        : (relation ?? null);
    case 'AlterObjectSchemaStmt':
      return relation ? { ...relation, schemaname: String(node['newschema']) } : null;
    default:
      return relation ?? null;
  }
}

/** The tree as text; it is read again and compared, so that nothing of it is lost on the way (D1). */
export async function written(statement: Tree, message: DdlMessage): Promise<string> {
  const { deparse } = await import('pgsql-parser');
  let text: string;
  try {
    text = await deparse({ version: 0, stmts: [{ stmt: statement }] } as Parameters<typeof deparse>[0]);
  } catch (error) {
    throw notConvertible(message, 'it cannot be written again', error);
  }
  const again = (await parsed(text, message)).stmts;
  if (again.length !== 1 || !sameTree(again[0]?.stmt, statement))
    throw notConvertible(message, 'it cannot be written again word by word');
  return text.replace(/;\s*$/, '');
}

/** The words of a cause can hold a piece of the text, and so a value of a row: they are not for everyone. */
export const notConvertible = (message: DdlMessage, detail: string, cause?: unknown): GodwitError =>
  new GodwitError(
    'DDL_NOT_CONVERTIBLE',
    { command: message.tag, object: message.objects[0]?.identity ?? '', detail: `${detail}.` },
    { cause, rowDetail: cause instanceof Error ? cause.message : null },
  );

/** Every table that the tree names. */
export function relationsIn(tree: unknown): Relation[] {
  return nodesIn(tree).filter((node): node is Tree & Relation => typeof node['relname'] === 'string');
}

/** Every object of the tree, itself included. */
export function nodesIn(tree: unknown): Tree[] {
  if (Array.isArray(tree)) return tree.flatMap(nodesIn);
  if (tree === null || typeof tree !== 'object') return [];
  return [tree as Tree, ...Object.values(tree).flatMap(nodesIn)];
}

export const textNode = (text: string): Tree => ({ String: { sval: text } });

/** Texts of String nodes. */
export const nameTexts = (nodes: readonly unknown[]): string[] =>
  nodes.flatMap((node) => {
    const text = ((node as Tree)['String'] as Tree | undefined)?.['sval'];
    return typeof text === 'string' ? [text] : [];
  });

/** Items of a List node. */
export const listOf = (node: unknown): readonly unknown[] =>
  (((node as Tree | undefined)?.['List'] as Tree | undefined)?.['items'] as readonly unknown[] | undefined) ?? [];

/** The same statement: places in the text do not count. */
function sameTree(one: unknown, other: unknown): boolean {
  return JSON.stringify(one, withoutPlaces) === JSON.stringify(other, withoutPlaces);
}

/** Keys in one order, without those that say where in the text something stood. */
const withoutPlaces = (key: string, value: unknown): unknown =>
  key === 'location' || value === null || typeof value !== 'object' || Array.isArray(value)
    ? key === 'location'
      ? undefined
      : value
    : Object.fromEntries(
        Object.entries(value)
          .filter(([name]) => name !== 'location')
          .toSorted(([a], [b]) => (a < b ? -1 : 1)),
      );

async function parsed(text: string, message: DdlMessage): Promise<Parsed> {
  const { loadModule, parse } = await import('pgsql-parser');
  await loadModule();
  try {
    return (await parse(text)) as unknown as Parsed; // its types allow every node to be absent
  } catch (error) {
    throw notConvertible(message, 'its text cannot be read', error);
  }
}
