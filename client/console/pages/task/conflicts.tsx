/** Rows that both sides had, and what was done about them: those of one phase, or of all. */
import { ConflictsDocument, type SubtaskKind } from '../../../generated/graphql.ts';
import { tableWords, words } from '../../format/format.ts';
import { QueryView } from '../../live/query-view.tsx';
import { useLiveQuery } from '../../live/use-live-query.ts';
import { Segments } from '../../parts/field.tsx';
import { Empty } from '../../parts/notice.tsx';
import { More } from '../../parts/page.tsx';
import { usePaging } from '../../parts/paging.ts';
import { Table } from '../../parts/table.tsx';
import { Ago } from '../../parts/time.tsx';
import { setSearch, useSearch } from '../../routing/router.tsx';
import { RowValues } from './row-values.tsx';

const PHASES: readonly SubtaskKind[] = ['FULL_MIGRATION', 'INCREMENTAL_SYNCHRONIZATION'];

/** Beside the phase of the page the other one can be chosen, in the address bar. */
export function Conflicts({ taskId, phase: usual }: { readonly taskId: string; readonly phase: SubtaskKind }) {
  const asked = useSearch().get('phase') ?? usual;
  const phase = PHASES.find((one) => one === asked) ?? null;
  const [page, turn] = usePaging(phase ?? '');
  const live = useLiveQuery({ query: ConflictsDocument, variables: { taskId, filter: { phase }, ...page } });
  return (
    <>
      <Segments
        label="Phase"
        value={phase ?? 'all'}
        change={(value) => setSearch({ phase: value === usual ? null : value })}
        options={[...PHASES.map((one) => [one, words(one)] as const), ['all', 'All phases']]}
      />
      <div className="card">
        <QueryView of={live} what="conflicts">
          {({ task }) => {
            const conflicts = task?.conflicts;
            if (!conflicts || conflicts.nodes.length === 0)
              return (
                <Empty title="No conflict">Rows that both sides had, and what was done about them, appear here.</Empty>
              );
            return (
              <>
                <Table
                  label="Conflicts"
                  rows={conflicts.nodes.map((row, index) => ({ ...row, index }))}
                  keyOf={({ index }) => String(index)}
                  columns={[
                    {
                      name: 'Table',
                      title: true,
                      cell: (row) => <span className="mono">{row.table ? tableWords(row.table) : row.tableId}</span>,
                    },
                    { name: 'When', cell: (row) => <Ago at={row.at} /> },
                    { name: 'Phase', cell: (row) => words(row.phase) },
                    { name: 'Operation', cell: (row) => words(row.operation) },
                    { name: 'Key', cell: (row) => <RowValues of={row.key} /> },
                    { name: 'Source', cell: (row) => <RowValues of={row.sourceRow} /> },
                    { name: 'Target', cell: (row) => <RowValues of={row.targetRow} /> },
                    { name: 'Done', cell: (row) => row.done },
                  ]}
                />
                <More page={conflicts.pageInfo} total={conflicts.totalCount} shown={conflicts.nodes.length} go={turn} />
              </>
            );
          }}
        </QueryView>
      </div>
    </>
  );
}
