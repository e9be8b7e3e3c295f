/** Alerts: what is wrong, since when, and who has taken note of it. The filters are in the address bar. */
import { useState } from 'react';
import {
  AlertsPageDocument,
  type AlertsPageQuery,
  type AlertKind,
  type AlertState,
  type RaisedLevel,
} from '../../../generated/graphql.ts';
import { plural, words } from '../../format/format.ts';
import { QueryView } from '../../live/query-view.tsx';
import { useLiveQuery } from '../../live/use-live-query.ts';
import { Choice, Segments } from '../../parts/field.tsx';
import { Icon } from '../../parts/icon.tsx';
import { Empty } from '../../parts/notice.tsx';
import { More, PageHead } from '../../parts/page.tsx';
import { usePaging } from '../../parts/paging.ts';
import { State } from '../../parts/state.tsx';
import { Table } from '../../parts/table.tsx';
import { Ago, Took } from '../../parts/time.tsx';
import { Link, setSearch, useSearch } from '../../routing/router.tsx';
import { AcknowledgeDialog } from './acknowledge.tsx';
import { KINDS, kindWords, LEVELS } from './words.ts';

type Row = AlertsPageQuery['alerts']['nodes'][number];

const STATES: readonly (readonly [string, string])[] = [
  ['', 'Open'],
  ['RAISED', 'Raised'],
  ['ACKNOWLEDGED', 'Acknowledged'],
  ['CLEARED', 'Cleared'],
];

export function AlertsPage({ mayAct, maySet }: { readonly mayAct: boolean; readonly maySet: boolean }) {
  const search = useSearch();
  const [page, turn] = usePaging(search.toString());
  const [state, level, kind] = ['state', 'level', 'kind'].map((name) => search.get(name) ?? '');
  const task = search.get('task');
  // from the buttons; the API refuses what it does not know
  const filter = {
    states: (state ? [state] : ['RAISED', 'ACKNOWLEDGED']) as AlertState[],
    levels: level ? [level as RaisedLevel] : null,
    kinds: kind ? [kind as AlertKind] : null,
    taskIds: task === null ? null : [task],
  };
  const live = useLiveQuery({ query: AlertsPageDocument, variables: { filter, ...page } });
  const [asked, ask] = useState<Row | null>(null);
  return (
    <>
      <PageHead title="Alerts">
        {maySet ? (
          <Link to="/alerts/settings" className="button">
            Thresholds and webhooks
          </Link>
        ) : null}
      </PageHead>
      <div className="row wide">
        <Segments label="State" value={state ?? ''} change={(value) => setSearch({ state: value })} options={STATES} />
        {task === null ? null : (
          <button type="button" className="tag" onClick={() => setSearch({ task: null })}>
            One task only&nbsp;
            <Icon name="close" size={11} />
            <span className="unseen">: remove this filter</span>
          </button>
        )}
        <Choice
          label="Level"
          value={level ?? ''}
          change={(value) => setSearch({ level: value })}
          options={[['', 'All levels'], ...LEVELS]}
        />
        <Choice
          label="Kind"
          value={kind ?? ''}
          change={(value) => setSearch({ kind: value })}
          options={[['', 'All kinds'], ...KINDS]}
        />
      </div>
      <div className="card">
        <QueryView of={live} what="alerts">
          {({ alerts }) =>
            alerts.nodes.length === 0 ? (
              <Empty title={state === '' && !level && !kind && task === null ? 'Nothing is wrong' : 'No alert matches'}>
                {state === '' ? 'No task has an alert that is open.' : 'Change the filter.'}
              </Empty>
            ) : (
              <>
                <AlertTable rows={alerts.nodes} ask={mayAct ? ask : null} />
                <More page={alerts.pageInfo} total={alerts.totalCount} shown={alerts.nodes.length} go={turn} />
              </>
            )
          }
        </QueryView>
      </div>
      {asked === null ? null : (
        <AcknowledgeDialog
          alert={{
            id: asked.id,
            title: `${kindWords(asked.kind)} of ${asked.task?.name ?? 'a task'}`,
            message: asked.reason.message,
          }}
          close={() => ask(null)}
        />
      )}
    </>
  );
}

function AlertTable({ rows, ask }: { readonly rows: readonly Row[]; readonly ask: ((row: Row) => void) | null }) {
  return (
    <Table
      label="Alerts"
      rows={rows}
      keyOf={({ id }) => id}
      columns={[
        { name: 'Alert', title: true, width: '42%', cell: (row) => <What row={row} /> },
        {
          name: 'Task',
          cell: (row) =>
            row.task ? (
              <Link to={`/tasks/${encodeURIComponent(row.task.id)}`} className="name">
                {row.task.name}
              </Link>
            ) : (
              <span className="muted">gone</span>
            ),
        },
        { name: 'Level', cell: (row) => words(row.level) },
        { name: 'State', width: '20%', cell: (row) => <Standing row={row} /> },
        {
          name: 'Raised',
          cell: (row) => (
            <div className="two-lines">
              <Ago at={row.raisedAt} />
              {row.clearedAt ? (
                <span className="small muted">
                  lasted <Took from={row.raisedAt} to={row.clearedAt} />
                </span>
              ) : null}
            </div>
          ),
        },
        {
          name: 'Actions',
          acts: true,
          right: true,
          cell: (row) =>
            ask !== null && row.state === 'RAISED' ? (
              <button type="button" className="button small" onClick={() => ask(row)}>
                Acknowledge…
                <span className="unseen">
                  {' '}
                  {kindWords(row.kind)} of {row.task?.name}
                </span>
              </button>
            ) : null,
        },
      ]}
    />
  );
}

function What({ row }: { readonly row: Row }) {
  return (
    <div className="two-lines">
      <strong>{kindWords(row.kind)}</strong>
      <span className="small">
        {row.reason.message} <span className="code muted">{row.reason.code}</span>
      </span>
      {row.state === 'CLEARED' ? null : <span className="small muted">{row.reason.remedy}</span>}
    </div>
  );
}

function Standing({ row }: { readonly row: Row }) {
  return (
    <div className="two-lines">
      <State of={row.state} />
      {row.acknowledgedBy ? (
        <span className="small muted">
          by {row.acknowledgedBy} <Ago at={row.acknowledgedAt} />
        </span>
      ) : null}
      {row.acknowledgedNote ? <span className="small">{row.acknowledgedNote}</span> : null}
      {row.repeats > 0 ? <span className="small muted">repeated {plural(row.repeats, 'time')}</span> : null}
    </div>
  );
}
