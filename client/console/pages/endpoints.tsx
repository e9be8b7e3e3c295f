/** Endpoints: the databases that tasks move between; make, test, change, forget. */
import { useState } from 'react';
import {
  EndpointDeleteDocument,
  EndpointsPageDocument,
  EndpointTestDocument,
  type EndpointFieldsFragment,
} from '../../generated/graphql.ts';
import { count } from '../format/format.ts';
import { useAct, useActAndTell } from '../live/act.ts';
import { QueryView } from '../live/query-view.tsx';
import { useLiveQuery } from '../live/use-live-query.ts';
import { Confirm, type Question } from '../parts/dialog.tsx';
import { SearchField } from '../parts/field.tsx';
import { flash } from '../parts/flash.tsx';
import { Icon } from '../parts/icon.tsx';
import { Menu } from '../parts/menu.tsx';
import { Empty } from '../parts/notice.tsx';
import { More, PageHead } from '../parts/page.tsx';
import { usePaging } from '../parts/paging.ts';
import { Table } from '../parts/table.tsx';
import { Ago } from '../parts/time.tsx';
import { setSearch, useSearch } from '../routing/router.tsx';
import { EndpointForm } from './endpoint-form.tsx';

export function EndpointsPage() {
  const keyword = useSearch().get('q') ?? '';
  const [page, turn] = usePaging(keyword);
  const endpoints = useLiveQuery({
    query: EndpointsPageDocument,
    variables: { filter: { keyword: keyword || null }, ...page },
  });
  const [form, setForm] = useState<'new' | EndpointFieldsFragment | null>(null);
  const [question, setQuestion] = useState<Question | null>(null);
  const act = useAct();
  const tell = useActAndTell();
  const test = (endpoint: EndpointFieldsFragment): void => {
    void tell(EndpointTestDocument, { input: { endpointId: endpoint.id } }, (data) => {
      if (!('test' in data.endpointTest) || !data.endpointTest.test) return;
      const { ok, version, latencyMs, error } = data.endpointTest.test;
      flash(
        ok
          ? `${endpoint.name} answers: ${version ?? 'PostgreSQL'} in ${count(latencyMs)} ms.`
          : (error ?? 'It did not answer.'),
      );
    });
  };
  const forget = (endpoint: EndpointFieldsFragment): void =>
    setQuestion({
      title: `Forget ${endpoint.name}?`,
      consequence:
        'Its address and credentials are removed. The database itself is not touched. Refused while a task names it.',
      verb: 'Forget',
      risky: true,
      act: () => act(EndpointDeleteDocument, { input: { endpointId: endpoint.id } }, `${endpoint.name} is forgotten.`),
    });
  return (
    <>
      <PageHead title="Endpoints">
        <SearchField label="Search endpoints" value={keyword} change={(q) => setSearch({ q })} />
        <button type="button" className="button main" onClick={() => setForm('new')}>
          <Icon name="plus" size={14} /> New endpoint
        </button>
      </PageHead>
      <div className="card">
        <QueryView of={endpoints} what="endpoints">
          {({ endpoints: { nodes, pageInfo, totalCount } }) =>
            nodes.length === 0 ? (
              <Empty title={keyword === '' ? 'No endpoint yet' : 'No endpoint matches'}>
                {keyword === '' ? 'Add the database to move from and the one to move to.' : 'Try another word.'}
              </Empty>
            ) : (
              <>
                <Table
                  label="Endpoints"
                  rows={nodes}
                  keyOf={({ id }) => id}
                  columns={[
                    { name: 'Name', title: true, cell: (row) => <strong>{row.name}</strong> },
                    {
                      name: 'Address',
                      cell: (row) => (
                        <span className="mono">{`${row.user}@${row.host}:${row.port}/${row.database}`}</span>
                      ),
                    },
                    { name: 'TLS', cell: (row) => row.tlsMode },
                    { name: 'Version', cell: (row) => row.version ?? <span className="muted">not tested</span> },
                    { name: 'Tested', cell: (row) => <Ago at={row.testedAt} /> },
                    {
                      name: 'Actions',
                      acts: true,
                      right: true,
                      cell: (row) => (
                        <div className="row" style={{ justifyContent: 'flex-end' }}>
                          <button type="button" className="button small" onClick={() => test(row)}>
                            Test<span className="unseen"> {row.name}</span>
                          </button>
                          <Menu
                            label={`Actions of ${row.name}`}
                            items={[
                              { label: 'Change…', act: () => setForm(row) },
                              { label: 'Forget…', risky: true, act: () => forget(row) },
                            ]}
                          />
                        </div>
                      ),
                    },
                  ]}
                />
                <More page={pageInfo} total={totalCount} shown={nodes.length} go={turn} />
              </>
            )
          }
        </QueryView>
      </div>
      {form === null ? null : (
        <EndpointForm known={form === 'new' ? null : form} close={() => setForm(null)} saved={() => setForm(null)} />
      )}
      {question === null ? null : <Confirm question={question} close={() => setQuestion(null)} />}
    </>
  );
}
