/**
 * DDL that the source ran -> statements for the target (port DdlConverter). The text is read by PostgreSQL's own parser
 * (libpg-query), the target's names are put into the tree, and what is written from the tree is read again (D1).
 */
import type { DdlMessage } from '../../../core/ddl-message.ts';
import { sharingTables, type TableMapping, type TableName } from '../../../core/object-map.ts';
import type { ConvertedDdl, DdlConverter, DdlKind } from '../../ddl-converter.ts';
import { quoteTable, quoteText } from '../sql-text.ts';
import { convertTableCommands, requireSameColumns } from './stream-table-ddl.ts';
import {
  listOf,
  nameTexts,
  notConvertible,
  relationsIn,
  statementOf,
  textNode,
  written,
  type Relation,
  type Tree,
} from './syntax-tree.ts';

export interface PostgresDdlConverterOptions {
  readonly mappings: readonly TableMapping[];
  readonly kinds: readonly DdlKind[];
}

const KIND_OF_TAG: Readonly<Record<string, DdlKind>> = {
  'ALTER TABLE': 'ALTER_TABLE',
  'CREATE INDEX': 'CREATE_INDEX',
  'DROP INDEX': 'DROP_INDEX',
  COMMENT: 'COMMENT',
};

/** After these a table has another name, under which no mapping knows it. */
const TAKES_THE_NAME = /\brename\s+to\b|\bset\s+schema\b/i;

export class PostgresDdlConverter implements DdlConverter {
  readonly #mappings: readonly TableMapping[];
  readonly #kinds: ReadonlySet<DdlKind>;
  readonly #sharing: ReadonlySet<string>;

  constructor({ mappings, kinds }: PostgresDdlConverterOptions) {
    this.#mappings = mappings;
    this.#kinds = new Set(kinds);
    this.#sharing = sharingTables(mappings);
  }

  concerns({ tag, statement, objects }: DdlMessage): boolean {
    const kind = KIND_OF_TAG[tag];
    if (kind === undefined || !this.#kinds.has(kind)) return false;
    if (kind === 'DROP_INDEX')
      return this.#mappings.some(({ source }) => objects.some(({ schema }) => schema === source.schema));
    if (kind === 'ALTER_TABLE' && TAKES_THE_NAME.test(statement)) return true;
    return this.#touches({ objects });
  }

  async convert(message: DdlMessage, repeat: number): Promise<ConvertedDdl | null> {
    if (message.tag === 'DROP INDEX') return this.#dropIndex(message);
    // what a function ran has no text: of a table that may have had another name, the next change of a row tells (RENAMED)
    const found = await statementOf(message, repeat);
    if (found === null && !this.#touches(message)) return null;
    if (found === null)
      throw notConvertible(message, 'a function, a block or a script ran it, so its own text is not known');
    const { kind, node } = found;
    switch (kind) {
      case 'AlterTableStmt':
        return this.#alterTable(message, node);
      case 'RenameStmt':
      case 'AlterObjectSchemaStmt':
        return this.#rename(message, kind, node);
      case 'IndexStmt':
        return this.#createIndex(message, node);
      case 'CommentStmt':
        return this.#comment(message, node);
      default:
        return null;
    }
  }

  async #alterTable(message: DdlMessage, node: Tree): Promise<ConvertedDdl | null> {
    const mapping = this.#mapped(message, node['relation'] as Relation);
    if (mapping === undefined || node['objtype'] !== 'OBJECT_TABLE') return null;
    this.#refuseShared(message, mapping);
    const { commands, later } = convertTableCommands(message, node, mapping);
    if (commands.length === 0) return null;
    this.#putNames(message, node);
    const statements: string[] = [];
    for (const cmds of [commands, later])
      if (cmds.length > 0) statements.push(await written({ AlterTableStmt: { ...node, cmds } }, message));
    return this.#converted(message, statements, [mapping]);
  }

  async #rename(message: DdlMessage, kind: string, node: Tree): Promise<ConvertedDdl | null> {
    const relation = node['relation'] as Relation | undefined;
    const mapping = relation && this.#mapped(message, relation);
    if (mapping === undefined) return null;
    const what = node['renameType'];
    if (kind === 'AlterObjectSchemaStmt' || what === 'OBJECT_TABLE')
      throw notConvertible(
        message,
        `${mapping.source.schema}.${mapping.source.name} has another name now, which the task does not know`,
      );
    if (what !== 'OBJECT_COLUMN' && what !== 'OBJECT_TABCONSTRAINT') return null;
    this.#refuseShared(message, mapping);
    if (mapping.columns !== null && what === 'OBJECT_COLUMN') {
      if (!mapping.columns.some(({ source }) => source === node['subname'])) return null;
      throw notConvertible(message, 'the task chooses columns of this table by their names');
    }
    this.#putNames(message, node);
    return this.#converted(message, [await written({ RenameStmt: node }, message)], [mapping]);
  }

  /** The other tables that go into the target keep their structure. */
  #refuseShared(message: DdlMessage, { id, target }: TableMapping): void {
    if (this.#sharing.has(id))
      throw notConvertible(
        message,
        `other tables go into ${target.schema}.${target.name} too, which need the same change`,
      );
  }

  async #createIndex(message: DdlMessage, node: Tree): Promise<ConvertedDdl | null> {
    const mapping = this.#mapped(message, node['relation'] as Relation);
    if (mapping === undefined) return null;
    requireSameColumns(message, node, mapping);
    const made = message.objects.find(({ name, table }) => name !== null && table?.name === mapping.source.name)?.name;
    this.#putNames(message, node);
    const { concurrent: _, tableSpace: __, ...rest } = node; // it is made inside of a transaction, where the target keeps its files
    const index = { ...rest, ...(made ? { idxname: made } : {}) };
    return this.#converted(message, [await written({ IndexStmt: index }, message)], []);
  }

  /** Only what lies on a table of ours: another index of that name is not ours to drop. */
  #dropIndex(message: DdlMessage): ConvertedDdl | null {
    const statements = message.objects.flatMap(({ schema, name, type }) => {
      if (type !== 'index' || schema === null || name === null) return [];
      const targets = this.#mappings.filter(({ source }) => source.schema === schema).map(({ target }) => target);
      return [...Map.groupBy(targets, (target) => target.schema)].map(([targetSchema, tables]) => {
        const index = quoteTable({ schema: targetSchema, name });
        const among = tables.map((table) => quoteText(quoteTable(table))).join(', ');
        return `DO ${quoteText(`BEGIN IF EXISTS (SELECT FROM pg_index WHERE indexrelid = to_regclass(${quoteText(index)}) AND indrelid = ANY (ARRAY[${among}]::regclass[])) THEN DROP INDEX ${index}; END IF; END`)}`;
      });
    });
    return statements.length === 0 ? null : this.#converted(message, statements, []);
  }

  async #comment(message: DdlMessage, node: Tree): Promise<ConvertedDdl | null> {
    const kind = node['objtype'];
    if (kind !== 'OBJECT_TABLE' && kind !== 'OBJECT_COLUMN') return null;
    const names = nameTexts(listOf(node['object']));
    const column = kind === 'OBJECT_COLUMN' ? names.pop() : undefined;
    const [relname = '', schemaname] = names.toReversed();
    const mapping = this.#mapped(message, { relname, ...(schemaname === undefined ? {} : { schemaname }) });
    if (mapping === undefined) return null;
    const chosen = mapping.columns?.find(({ source }) => source === column);
    if (column !== undefined && mapping.columns !== null && chosen === undefined) return null;
    const { schema, name } = mapping.target;
    const parts = [schema, name, ...(column === undefined ? [] : [chosen?.target ?? column])];
    const object = { List: { items: parts.map(textNode) } };
    return this.#converted(message, [await written({ CommentStmt: { ...node, object } }, message)], []);
  }

  #converted(message: DdlMessage, statements: readonly string[], tables: readonly TableMapping[]): ConvertedDdl {
    const path = message.path.map((schema) => {
      const targets = new Set(
        this.#mappings.filter(({ source }) => source.schema === schema).map(({ target }) => target.schema),
      );
      const [only] = targets;
      return targets.size === 1 && only !== undefined ? only : schema;
    });
    return { statements, path, timeZone: message.timeZone, tables };
  }

  /** Puts the target's names in the place of the source's, wherever the statement names a table. */
  #putNames(message: DdlMessage, node: Tree): void {
    for (const relation of relationsIn(node)) {
      const mapping = this.#mapped(message, relation);
      if (mapping === undefined) continue;
      relation.schemaname = mapping.target.schema;
      relation.relname = mapping.target.name;
    }
  }

  /** The mapping of a table as the statement names it. */
  #mapped({ path }: DdlMessage, { schemaname, relname }: Relation): TableMapping | undefined {
    const schemas = schemaname === undefined ? path : [schemaname];
    for (const schema of schemas) {
      const found = this.#mappingOf({ schema, name: relname });
      if (found) return found;
    }
    return undefined;
  }

  #touches({ objects }: Pick<DdlMessage, 'objects'>): boolean {
    return objects.some(({ table }) => table !== null && this.#mappingOf(table) !== undefined);
  }

  #mappingOf({ schema, name }: TableName): TableMapping | undefined {
    return this.#mappings.find(({ source }) => source.schema === schema && source.name === name);
  }
}
