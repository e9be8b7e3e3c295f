/** The tables of a run: result, progress, counts; the rows that differ are shown, and one table is verified again. */
import { count, tableWords } from '../../format/format.ts';
import { Notice, ProblemNotice } from '../../parts/notice.tsx';
import { Progress } from '../../parts/progress.tsx';
import { State } from '../../parts/state.tsx';
import { Table } from '../../parts/table.tsx';
import { TableNames } from './full-migration.tsx';
import type { TableRow } from './verification.tsx';

export function VerifiedTables({
  rows,
  show,
  again,
}: {
  readonly rows: readonly TableRow[];
  readonly show: (row: TableRow) => void;
  /** Null while a run is under way. */
  readonly again: ((row: TableRow) => void) | null;
}) {
  const differs = (row: TableRow): boolean =>
    [row.sourceOnly, row.targetOnly, row.mismatched].some((value) => value !== '0');
  return (
    <Table
      label="Verified objects"
      rows={rows}
      keyOf={({ tableId }) => tableId}
      below={(row) =>
        row.error ? (
          <ProblemNotice problem={row.error} />
        ) : row.rowFilter ? (
          <Notice tone="idle">
            <span>
              Only rows where <code>{row.rowFilter}</code> were compared: nothing is proven of the others.
            </span>
          </Notice>
        ) : row.uncomparedColumns.length > 0 ? (
          <Notice tone="warn">Not compared, because only one side has them: {row.uncomparedColumns.join(', ')}</Notice>
        ) : null
      }
      columns={[
        { name: 'Table', title: true, cell: (row) => <TableNames row={row} /> },
        { name: 'Result', cell: (row) => <State of={row.result ?? (row.progress > 0 ? 'RUNNING' : 'WAITING')} /> },
        {
          name: 'Progress',
          width: '18%',
          cell: (row) => (
            <Progress
              of={row.progress}
              label={`Progress of ${tableWords(row.source)}`}
              tone={row.progress >= 1 ? 'good' : 'busy'}
            />
          ),
        },
        { name: 'Consistent', right: true, cell: (row) => <span className="number">{count(row.consistent)}</span> },
        { name: 'Source only', right: true, cell: (row) => <span className="number">{count(row.sourceOnly)}</span> },
        { name: 'Target only', right: true, cell: (row) => <span className="number">{count(row.targetOnly)}</span> },
        { name: 'Mismatched', right: true, cell: (row) => <span className="number">{count(row.mismatched)}</span> },
        {
          name: 'Differences',
          acts: true,
          right: true,
          cell: (row) => (
            <span className="row">
              {differs(row) ? (
                <button type="button" className="button small" onClick={() => show(row)}>
                  Show rows<span className="unseen"> of {tableWords(row.source)}</span>
                </button>
              ) : null}
              <button type="button" className="button small" disabled={again === null} onClick={() => again?.(row)}>
                Verify again<span className="unseen"> {tableWords(row.source)}</span>
              </button>
            </span>
          ),
        },
      ]}
    />
  );
}
