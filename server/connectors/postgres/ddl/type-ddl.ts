/** Types, sequences, views and comments as DDL. Types keep their schema and name. */
import type { TableName } from '../../../core/object-map.ts';
import type { CatalogObject, ObjectDefinition } from '../../catalog-reader.ts';
import { quoteName, quoteTable, quoteText } from '../sql-text.ts';
import type { Rendering } from './conversion.ts';
import { optionText, sequenceClauses } from './table-ddl.ts';
import type { Finished } from './index-ddl.ts';

type Form<F extends ObjectDefinition['form']> = Extract<ObjectDefinition, { form: F }>;

const collate = (collation: string | null): string => (collation === null ? '' : ` COLLATE ${collation}`);

export function domainDdl(name: TableName, domain: Form<'DOMAIN'>): string {
  const checks = domain.checks.map((check) => ` CONSTRAINT ${quoteName(check.name)} ${check.definition}`).join('');
  return `CREATE DOMAIN ${quoteTable(name)} AS ${domain.base}${collate(domain.collation)}${domain.expression === null ? '' : ` DEFAULT ${domain.expression}`}${domain.nullable ? '' : ' NOT NULL'}${checks}`;
}

export function compositeDdl(name: TableName, type: Form<'COMPOSITE'>): string {
  return `CREATE TYPE ${quoteTable(name)} AS (${type.attributes.map((one) => `${quoteName(one.name)} ${one.type}${collate(one.collation)}`).join(', ')})`;
}

export function rangeDdl(name: TableName, range: Form<'RANGE'>, rendering: Rendering): string {
  const options = range.options.map((option) => `${option.name.toUpperCase()} = ${option.definition}`);
  if (
    range.multirange !== null &&
    rendering.since(14, 'multirange type', range.multirange, { to: 'none before 14', fidelity: 'LOSSY' })
  ) {
    options.push(`MULTIRANGE_TYPE_NAME = ${quoteTable({ schema: name.schema, name: range.multirange })}`);
  }
  return `CREATE TYPE ${quoteTable(name)} AS RANGE (${options.join(', ')})`;
}

export function sequenceDdl(name: TableName, sequence: Form<'SEQUENCE'>, rendering: Rendering): string {
  return `CREATE SEQUENCE ${quoteTable(rendering.names.relation(name))} AS ${sequence.sequence.type} ${sequenceClauses(sequence.sequence)}`;
}

export function ownershipDdl(name: TableName, sequence: Form<'SEQUENCE'>, rendering: Rendering): string[] {
  if (sequence.ownedBy === null) return [];
  const { table, column } = sequence.ownedBy;
  const target = rendering.names.column(table, column);
  if (target === null) return [];
  return [
    `ALTER SEQUENCE ${quoteTable(rendering.names.relation(name))} OWNED BY ${quoteTable(rendering.names.relation(table))}.${quoteName(target)}`,
  ];
}

export function viewDdl(object: CatalogObject, view: Form<'VIEW'>, rendering: Rendering): Finished {
  const target = quoteTable(rendering.names.relation(object));
  for (const need of object.needs) noteRenamed(need, rendering);
  for (const option of view.options)
    if (option.startsWith('security_invoker'))
      rendering.since(15, 'view option', option, { to: 'not possible before 15', fidelity: 'UNSUPPORTED' });
  const columns = view.columns.map(quoteName).join(', ');
  const options = view.options.length === 0 ? '' : ` WITH (${view.options.map(optionText).join(', ')})`;
  if (!view.materialized)
    return { ddl: [`CREATE VIEW ${target} (${columns})${options} AS\n${view.body}`], finishingDdl: [] };
  return {
    ddl: [`CREATE MATERIALIZED VIEW ${target} (${columns})${options} AS\n${view.body}\nWITH NO DATA`],
    finishingDdl: view.populated ? [`REFRESH MATERIALIZED VIEW ${target}`] : [],
  };
}

/** The text of a view names its relations; none of them can be renamed inside it. */
function noteRenamed(need: string, rendering: Rendering): void {
  const [, schema, name] = /^(?:TABLE|VIEW|MATERIALIZED_VIEW) ([^.]*)\.(.*)$/.exec(need) ?? [];
  if (schema === undefined || name === undefined || !rendering.renamed({ schema, name })) return;
  rendering.note(
    'view',
    `reads ${schema}.${name}`,
    'a view over a renamed table must be written by hand',
    'UNSUPPORTED',
  );
}

export function commentDdl(object: CatalogObject, comment: Form<'COMMENT'>, rendering: Rendering): string[] {
  const target = rendering.names.relation(object);
  return comment.comments.flatMap(({ on, part, text }) => {
    const words = `IS ${quoteText(text)}`;
    if (on === 'SCHEMA' || on === 'EXTENSION') return `COMMENT ON ${on} ${quoteName(object.name)} ${words}`;
    if (on === 'INDEX')
      return `COMMENT ON INDEX ${quoteTable({ schema: rendering.names.relation(object.table ?? object).schema, name: object.name })} ${words}`;
    if (on === 'CONSTRAINT') return `COMMENT ON CONSTRAINT ${quoteName(part ?? '')} ON ${quoteTable(target)} ${words}`;
    if (on !== 'COLUMN') return `COMMENT ON ${on} ${quoteTable(target)} ${words}`;
    const column = rendering.names.column(object, part ?? '');
    return column === null ? [] : `COMMENT ON COLUMN ${quoteTable(target)}.${quoteName(column)} ${words}`;
  });
}
