/** The audit trail: who did what, when, before and after. */
import { AuditPageDocument } from '../../generated/graphql.ts';
import { QueryView } from '../live/query-view.tsx';
import { useLiveQuery } from '../live/use-live-query.ts';
import { SearchField } from '../parts/field.tsx';
import { Empty } from '../parts/notice.tsx';
import { More, PageHead } from '../parts/page.tsx';
import { usePaging } from '../parts/paging.ts';
import { Table } from '../parts/table.tsx';
import { Ago } from '../parts/time.tsx';
import { setSearch, useSearch } from '../routing/router.tsx';

export function AuditPage() {
  const search = useSearch();
  const actor = search.get('actor') ?? '';
  const action = search.get('action') ?? '';
  const [page, turn] = usePaging(`${actor} ${action}`);
  const live = useLiveQuery({
    query: AuditPageDocument,
    variables: { filter: { actor: actor || null, action: action || null }, ...page },
  });
  return (
    <>
      <PageHead title="Audit">
        <SearchField label="By whom" value={actor} change={(value) => setSearch({ actor: value })} />
        <SearchField label="Which action" value={action} change={(value) => setSearch({ action: value })} />
      </PageHead>
      <div className="card">
        <QueryView of={live} what="audit trail">
          {({ auditEvents }) =>
            auditEvents.nodes.length === 0 ? (
              <Empty title="Nothing here">
                {actor || action ? 'Change the filter.' : 'Every change that somebody makes is recorded here.'}
              </Empty>
            ) : (
              <>
                <Table
                  label="Audit trail"
                  rows={auditEvents.nodes.map((event, index) => ({ ...event, index }))}
                  keyOf={({ at, index }) => `${at} ${index}`}
                  columns={[
                    { name: 'When', cell: (row) => <Ago at={row.at} /> },
                    { name: 'Action', title: true, cell: (row) => <strong className="mono">{row.action}</strong> },
                    { name: 'Who', cell: (row) => `${row.actor} (${row.role.toLowerCase()})` },
                    { name: 'On', cell: (row) => <span className="mono">{`${row.subject} ${row.subjectId}`}</span> },
                    { name: 'Before', cell: (row) => <Json of={row.before} /> },
                    { name: 'After', cell: (row) => <Json of={row.after} /> },
                  ]}
                />
                <More
                  page={auditEvents.pageInfo}
                  total={auditEvents.totalCount}
                  shown={auditEvents.nodes.length}
                  go={turn}
                />
              </>
            )
          }
        </QueryView>
      </div>
    </>
  );
}

function Json({ of }: { readonly of: unknown }) {
  if (of === null || of === undefined) return <span className="muted">–</span>;
  const text = JSON.stringify(of);
  return (
    <details>
      <summary className="small clip mono" style={{ maxWidth: 220 }}>
        {text.length > 32 ? `${text.slice(0, 32)}…` : text}
      </summary>
      <pre className="json">{JSON.stringify(of, null, 2)}</pre>
    </details>
  );
}
