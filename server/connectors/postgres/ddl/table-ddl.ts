/**
 * A table: CREATE TABLE with columns, defaults, identities and valid checks; a partition is made by itself and then
 * attached (its columns may stand in another order than its parent's); sequences come under its columns' ownership.
 */
import type { TableName } from '../../../core/object-map.ts';
import type { ColumnDetail, SequenceOptions, TableDetail } from '../../catalog-reader.ts';
import { quoteName, quoteTable, quoteText } from '../sql-text.ts';
import type { Rendering } from './conversion.ts';

export function tableDdl(table: TableName, detail: TableDetail, rendering: Rendering): string[] {
  const target = quoteTable(rendering.names.relation(table));
  if (detail.inherits)
    rendering.note('table inheritance', 'INHERITS', 'cannot be moved; make it a partitioned table', 'UNSUPPORTED');
  if (detail.rowSecurity) rendering.note('row level security', 'enabled, with policies', 'not moved', 'LOSSY');
  const carried = detail.columns.flatMap((column) => {
    const name = rendering.names.column(table, column.name);
    return name === null ? [] : [{ column, name }];
  });
  const renamedAway = detail.columns
    .filter((column) => rendering.names.column(table, column.name) !== column.name)
    .map((column) => column.name);
  const lines = carried.map(({ column, name }) => columnLine(column, name, rendering));
  for (const { column } of carried)
    if (column.generated !== null && renamedAway.length > 0)
      checkMentions(column.expression, renamedAway, `generated column ${column.name}`, rendering);
  for (const check of detail.checks) {
    checkMentions(check.definition, renamedAway, `check ${check.name}`, rendering);
    if (check.definition.endsWith('NOT ENFORCED'))
      rendering.since(18, `check ${check.name}`, 'NOT ENFORCED', {
        to: 'not possible before 18',
        fidelity: 'UNSUPPORTED',
      });
    lines.push(`CONSTRAINT ${quoteName(check.name)} ${check.definition}`);
  }
  if (detail.partitionBy !== null) checkMentions(detail.partitionBy, renamedAway, 'partition key', rendering);
  const create =
    `CREATE ${detail.unlogged ? 'UNLOGGED ' : ''}TABLE ${target} (\n  ${lines.join(',\n  ')}\n)` +
    (detail.partitionBy === null ? '' : ` PARTITION BY ${detail.partitionBy}`) +
    (detail.options.length === 0 ? '' : ` WITH (${detail.options.map(optionText).join(', ')})`);
  const statements = [create];
  for (const { column, name } of carried)
    if (column.storage !== null)
      statements.push(`ALTER TABLE ${target} ALTER COLUMN ${quoteName(name)} SET STORAGE ${column.storage}`);
  if (detail.partitionOf !== null && detail.partitionBound !== null) {
    statements.push(
      `ALTER TABLE ${quoteTable(rendering.names.relation(detail.partitionOf))} ATTACH PARTITION ${target} ${detail.partitionBound}`,
    );
  }
  if (detail.replicaIdentity === 'full') statements.push(`ALTER TABLE ${target} REPLICA IDENTITY FULL`);
  if (detail.replicaIdentity === 'nothing') statements.push(`ALTER TABLE ${target} REPLICA IDENTITY NOTHING`);
  return statements;
}

function columnLine(column: ColumnDetail, name: string, rendering: Rendering): string {
  const parts = [quoteName(name), column.type];
  const what = `column ${column.name}`;
  if (
    column.compression !== null &&
    rendering.since(14, what, `COMPRESSION ${column.compression}`, {
      to: 'compression of the server',
      fidelity: 'LOSSY',
    })
  )
    parts.push(`COMPRESSION ${column.compression}`);
  if (column.collation !== null) parts.push(`COLLATE ${column.collation}`);
  if (column.generated !== null) {
    const virtual =
      column.generated === 'VIRTUAL' &&
      rendering.since(18, what, 'GENERATED VIRTUAL', { to: 'GENERATED STORED', fidelity: 'WIDENED' });
    parts.push(`GENERATED ALWAYS AS (${column.expression}) ${virtual ? 'VIRTUAL' : 'STORED'}`);
  } else if (column.identity !== null) {
    parts.push(
      `GENERATED ${column.identity === 'ALWAYS' ? 'ALWAYS' : 'BY DEFAULT'} AS IDENTITY${identityOptions(column, rendering)}`,
    );
  } else if (column.expression !== null) {
    parts.push(`DEFAULT ${defaultText(column, rendering)}`);
  }
  if (!column.nullable) parts.push('NOT NULL');
  return parts.join(' ');
}

function identityOptions(column: ColumnDetail, rendering: Rendering): string {
  if (column.sequence === null || column.identityOptions === null) return '';
  return ` (SEQUENCE NAME ${quoteTable(rendering.names.relation(column.sequence))} ${sequenceClauses(column.identityOptions)})`;
}

/** Of a sequence that is renamed only the plain nextval can be written anew. */
function defaultText(column: ColumnDetail, rendering: Rendering): string {
  const expression = column.expression ?? 'NULL';
  if (column.sequence === null || !rendering.renamed(column.sequence)) return expression;
  if (/^nextval\('(?:[^']|'')+'::regclass\)$/.test(expression))
    return `nextval(${quoteText(quoteTable(rendering.names.relation(column.sequence)))}::regclass)`;
  rendering.note(
    `default of ${column.name}`,
    expression,
    'an expression over a renamed sequence must be written by hand',
    'UNSUPPORTED',
  );
  return expression;
}

export function sequenceClauses(options: SequenceOptions): string {
  return `START WITH ${options.start} INCREMENT BY ${options.increment} MINVALUE ${options.minimum} MAXVALUE ${options.maximum} CACHE ${options.cache}${options.cycle ? ' CYCLE' : ''}`;
}

export function optionText(option: string): string {
  const at = option.indexOf('=');
  return `${option.slice(0, at)}=${quoteText(option.slice(at + 1))}`;
}

/** Whole words only: a false alarm asks a person, a miss is refused by the server, neither makes a wrong object. */
function checkMentions(text: string | null, columns: readonly string[], what: string, rendering: Rendering): void {
  const words = new Set(
    text
      ?.match(/"(?:[^"]|"")+"|[\p{L}_][\p{L}\p{N}_$]*/gu)
      ?.map((word) => (word.startsWith('"') ? word.slice(1, -1).replaceAll('""', '"') : word)),
  );
  for (const column of columns)
    if (words.has(column))
      rendering.note(
        what,
        `column ${column}`,
        'an expression over a renamed or left out column must be written by hand',
        'UNSUPPORTED',
      );
}
