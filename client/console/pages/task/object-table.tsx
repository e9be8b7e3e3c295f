/** Tables with their names at the target, their columns and row filter, and the button that takes one out. */
import { tableWords } from '../../format/format.ts';
import { Table } from '../../parts/table.tsx';

interface Name {
  readonly schema: string;
  readonly name: string;
}

export interface ObjectRow {
  readonly source: Name;
  readonly target: Name;
  /** Null: all, under their names. */
  readonly columns?: readonly { readonly source: string; readonly target: string }[] | null;
  /** Null: all rows. */
  readonly rowFilter?: string | null;
}

/** Columns in words: `a, b → c`. */
export const columnWords = (columns: NonNullable<ObjectRow['columns']>): string =>
  columns.map(({ source, target }) => (source === target ? source : `${source} → ${target}`)).join(', ');

export function ObjectTable({
  rows,
  remove,
  map = null,
}: {
  readonly rows: readonly ObjectRow[];
  /** Null: not now. */
  readonly remove: ((table: Name) => void) | null;
  /** To another name at the target; null: not now. */
  readonly map?: ((row: ObjectRow) => void) | null;
}) {
  return (
    <Table
      label="Tables"
      rows={rows}
      keyOf={({ source }) => tableWords(source)}
      columns={[
        { name: 'Source', title: true, cell: (row) => <span className="mono">{tableWords(row.source)}</span> },
        { name: 'Target', cell: (row) => <span className="mono">{tableWords(row.target)}</span> },
        { name: 'Columns', cell: (row) => (row.columns ? columnWords(row.columns) : 'All') },
        {
          name: 'Row filter',
          cell: (row) => (row.rowFilter ? <code>{row.rowFilter}</code> : <span className="muted">All rows</span>),
        },
        {
          name: 'Actions',
          acts: true,
          right: true,
          cell: (row) => (
            <>
              {map === null ? null : (
                <button type="button" className="button small" onClick={() => map(row)}>
                  Map…<span className="unseen"> {tableWords(row.source)}</span>
                </button>
              )}
              {remove === null ? null : (
                <button type="button" className="button small risky" onClick={() => remove(row.source)}>
                  Remove…<span className="unseen"> {tableWords(row.source)}</span>
                </button>
              )}
            </>
          ),
        },
      ]}
    />
  );
}
