/** Changes per table on either side with their four sums above, and the switch that has them counted. */
import { useState } from 'react';
import {
  StatisticsPageDocument,
  TaskUpdateParametersDocument,
  type IncrementalPageQuery,
  type SubtaskKind,
} from '../../../generated/graphql.ts';
import { count } from '../../format/format.ts';
import { useActAndTell } from '../../live/act.ts';
import { QueryView } from '../../live/query-view.tsx';
import { useLiveQuery } from '../../live/use-live-query.ts';
import { Check, Segments } from '../../parts/field.tsx';
import { Empty } from '../../parts/notice.tsx';
import { Figure, More } from '../../parts/page.tsx';
import { usePaging } from '../../parts/paging.ts';
import { Table } from '../../parts/table.tsx';
import { Ago } from '../../parts/time.tsx';
import { TableNames } from './full-migration.tsx';

type Task = NonNullable<IncrementalPageQuery['task']>;
type Subtask = Extract<NonNullable<Task['subtask']>, { statisticsTotals: unknown }>;

export function StatisticsView({
  task,
  kind,
  of: { statisticsTotals, statisticsSwitch },
  changed,
}: {
  readonly task: Task;
  readonly kind: SubtaskKind;
  readonly of: Subtask;
  readonly changed: () => void;
}) {
  const [side, setSide] = useState<'SOURCE' | 'TARGET'>('TARGET');
  const total = statisticsTotals.find((one) => one.side === side);
  return (
    <section className="card">
      <header>
        <h2>Synchronization object statistics</h2>
        <Segments
          label="Side"
          value={side}
          change={setSide}
          options={[
            ['SOURCE', 'At the source'],
            ['TARGET', 'At the target'],
          ]}
        />
      </header>
      <div className="stack" style={{ padding: 'var(--gap-4)' }}>
        <Switch task={task} kind={kind} now={statisticsSwitch} changed={changed} />
        <div className="figures">
          <Figure name="Change sum" value={count(total?.sum)} />
          <Figure name="Insert" value={count(total?.inserts)} />
          <Figure name="Update" value={count(total?.updates)} />
          <Figure name="Delete" value={count(total?.deletes)} />
        </div>
      </div>
      <Counted taskId={task.id} kind={kind} side={side} on={statisticsSwitch.on} />
    </section>
  );
}

/** The tables, those with the most changes first. */
function Counted({
  taskId,
  kind,
  side,
  on,
}: {
  readonly taskId: string;
  readonly kind: SubtaskKind;
  readonly side: 'SOURCE' | 'TARGET';
  readonly on: boolean;
}) {
  const [page, turn] = usePaging(side);
  const live = useLiveQuery({
    query: StatisticsPageDocument,
    variables: { taskId, kind, filter: { side }, ...page },
    everyMs: 2_000,
  });
  return (
    <QueryView of={live} what="statistics">
      {({ task }) => {
        const found = task?.subtask && 'statistics' in task.subtask ? task.subtask.statistics : null;
        if (found === null || found.nodes.length === 0)
          return (
            <Empty title={on ? 'No change yet' : 'Nothing is counted'}>
              {on
                ? 'Counts appear with the first change.'
                : 'Stop the task, collect statistics, and resume it: what is replayed from then on is counted.'}
            </Empty>
          );
        return (
          <>
            <Table
              label="Statistics per table"
              rows={found.nodes}
              keyOf={({ tableId }) => tableId}
              columns={[
                { name: 'Table', title: true, cell: (row) => <TableNames row={row} /> },
                { name: 'Insert', right: true, cell: (row) => <span className="number">{count(row.inserts)}</span> },
                { name: 'Update', right: true, cell: (row) => <span className="number">{count(row.updates)}</span> },
                { name: 'Delete', right: true, cell: (row) => <span className="number">{count(row.deletes)}</span> },
                {
                  name: 'Change sum',
                  right: true,
                  cell: (row) => <strong className="number">{count(row.sum)}</strong>,
                },
                { name: 'Counted', right: true, cell: (row) => <Ago at={row.updatedAt} /> },
              ]}
            />
            <More page={found.pageInfo} total={found.totalCount} shown={found.nodes.length} go={turn} />
          </>
        );
      }}
    </QueryView>
  );
}

/** It takes effect when the task is resumed, and may only be turned while it stands. */
function Switch({
  task,
  kind,
  now: { on, changeable, since },
  changed,
}: {
  readonly task: Task;
  readonly kind: SubtaskKind;
  readonly now: Subtask['statisticsSwitch'];
  readonly changed: () => void;
}) {
  const act = useActAndTell();
  const turn = async (value: boolean): Promise<void> => {
    const parameters = [
      { name: kind === 'REVERSE_INCREMENTAL' ? 'reverseStatistics' : 'incrementalStatistics', value },
    ];
    const input = { taskId: task.id, expectedRevision: task.parametersRevision, parameters };
    const words = value ? 'Statistics are collected from the next start on.' : 'Statistics are no longer collected.';
    if ((await act(TaskUpdateParametersDocument, { input }, words)) === null) changed();
  };
  return (
    <div className="row wide">
      <Check
        label="Collect statistics"
        checked={on}
        disabled={!changeable}
        change={(value) => void turn(value)}
        hint={changeable ? undefined : 'can be turned on and off while the task is stopped or failed'}
      />
      <span className="small muted">
        {since ? (
          <>
            counted since <Ago at={since} />
          </>
        ) : on ? (
          'begins when the task runs'
        ) : null}
      </span>
    </div>
  );
}
