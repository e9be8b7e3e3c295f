/** Indexes and constraints. Those on a partitioned table adopt equal ones that its partitions already have. */
import type { TableName } from '../../../core/object-map.ts';
import type { ConstraintDetail, IndexDetail } from '../../catalog-reader.ts';
import { quoteName, quoteNames, quoteTable } from '../sql-text.ts';
import type { Rendering } from './conversion.ts';

interface Named {
  readonly name: string;
  readonly table: TableName;
}

export interface Finished {
  readonly ddl: readonly string[];
  readonly finishingDdl: readonly string[];
}

export function indexDdl({ name, table }: Named, detail: IndexDetail, rendering: Rendering): string[] {
  rendering.expression(table, detail.mentions, 'index expression');
  if (detail.nullsNotDistinct)
    rendering.since(15, 'unique index', 'NULLS NOT DISTINCT', {
      to: 'not possible before 15',
      fidelity: 'UNSUPPORTED',
    });
  const target = quoteTable(rendering.names.relation(table));
  const create = `CREATE ${detail.unique ? 'UNIQUE ' : ''}INDEX ${quoteName(name)} ON ${target} USING ${deduplication(detail.body, rendering)}`;
  return detail.replicaIdentity
    ? [create, `ALTER TABLE ${target} REPLICA IDENTITY USING INDEX ${quoteName(name)}`]
    : [create];
}

const DEDUPLICATION = /(?:, )?deduplicate_items='?\w+'?(?:, )?/;

function deduplication(body: string, rendering: Rendering): string {
  const found = DEDUPLICATION.exec(body);
  if (
    found === null ||
    !body.includes('WITH (') ||
    rendering.since(13, 'index option', found[0], { to: 'default of the server', fidelity: 'LOSSY' })
  )
    return body;
  return body
    .replace(DEDUPLICATION, (match) => (match.startsWith(',') && match.endsWith(', ') ? ', ' : ''))
    .replace(/ WITH \(\)/, '');
}

export function constraintDdl({ name, table }: Named, detail: ConstraintDetail, rendering: Rendering): Finished {
  const target = quoteTable(rendering.names.relation(table));
  if (detail.nullsNotDistinct)
    rendering.since(15, 'unique constraint', 'NULLS NOT DISTINCT', {
      to: 'not possible before 15',
      fidelity: 'UNSUPPORTED',
    });
  if (detail.period)
    rendering.since(18, 'temporal constraint', 'WITHOUT OVERLAPS / PERIOD', {
      to: 'not possible before 18',
      fidelity: 'UNSUPPORTED',
    });
  if (!detail.enforced)
    rendering.since(18, 'constraint', 'NOT ENFORCED', { to: 'not possible before 18', fidelity: 'UNSUPPORTED' });
  const head = `ALTER TABLE ${target} ADD CONSTRAINT ${quoteName(name)}`;
  const after = detail.replicaIdentity ? [`ALTER TABLE ${target} REPLICA IDENTITY USING INDEX ${quoteName(name)}`] : [];
  if (detail.type !== 'FOREIGN')
    return { ddl: [`${head} ${clause(table, detail, rendering)}`, ...after], finishingDdl: [] };
  const body = foreignClause(table, detail, rendering);
  // Left as the source has it: not validated or not enforced there means so here. A partitioned owner knows NOT VALID only from 18.
  if (!detail.validated || !detail.enforced || (detail.ownerPartitioned && rendering.major < 18))
    return { ddl: [`${head} ${body}`], finishingDdl: [] };
  return {
    ddl: [`${head} ${body} NOT VALID`],
    finishingDdl: [`ALTER TABLE ${target} VALIDATE CONSTRAINT ${quoteName(name)}`],
  };
}

/** Primary and unique keys start with a plain column list, which is written anew; everything else keeps its text. */
function clause(table: TableName, detail: ConstraintDetail, rendering: Rendering): string {
  const list = /^(PRIMARY KEY |UNIQUE (?:NULLS NOT DISTINCT )?)\((?:"(?:[^"]|"")*"|[^")])*\)(?= |$)/.exec(detail.body);
  const plain = detail.type === 'PRIMARY' || detail.type === 'UNIQUE';
  if (!plain || list === null || detail.period || detail.body.includes(') INCLUDE (')) {
    rendering.expression(table, detail.mentions, 'constraint');
    return detail.body;
  }
  return `${list[1]}(${quoteNames(rendering.columns(table, detail.columns, 'constraint'))})${detail.body.slice(list[0].length)}`;
}

function foreignClause(table: TableName, detail: ConstraintDetail, rendering: Rendering): string {
  const { references } = detail;
  if (references === null) return detail.body;
  if (/ ON (?:DELETE|UPDATE) SET (?:NULL|DEFAULT) \(/.test(detail.body))
    rendering.since(15, 'foreign key', 'SET NULL (columns)', { to: 'not possible before 15', fidelity: 'UNSUPPORTED' });
  const changed =
    rendering.renamed(references) ||
    detail.columns.some((column) => rendering.names.column(table, column) !== column) ||
    detail.referencedColumns.some((column) => rendering.names.column(references, column) !== column);
  if (!changed) return detail.body;
  const list =
    /^FOREIGN KEY \((?:"(?:[^"]|"")*"|[^")])*\) REFERENCES (?:"(?:[^"]|"")*"|[^"(])+\((?:"(?:[^"]|"")*"|[^")])*\)/.exec(
      detail.body,
    );
  const rest = list === null ? '' : detail.body.slice(list[0].length);
  if (list === null || detail.period || rest.includes('(')) {
    rendering.note(
      'foreign key',
      detail.body,
      'this form over renamed tables or columns must be written by hand',
      'UNSUPPORTED',
    );
    return detail.body;
  }
  const own = rendering.columns(table, detail.columns, 'foreign key');
  const other = rendering.columns(references, detail.referencedColumns, 'foreign key');
  return `FOREIGN KEY (${quoteNames(own)}) REFERENCES ${quoteTable(rendering.names.relation(references))}(${quoteNames(other)})${rest}`;
}
