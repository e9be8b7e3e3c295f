/** Messages to one webhook: what became of each, its last error and its next try. */
import { AlertDeliveriesDocument } from '../../../generated/graphql.ts';
import { plural, words } from '../../format/format.ts';
import { QueryView } from '../../live/query-view.tsx';
import { useLiveQuery } from '../../live/use-live-query.ts';
import { Dialog } from '../../parts/dialog.tsx';
import { Empty } from '../../parts/notice.tsx';
import { More } from '../../parts/page.tsx';
import { usePaging } from '../../parts/paging.ts';
import { State } from '../../parts/state.tsx';
import { Table } from '../../parts/table.tsx';
import { Ago } from '../../parts/time.tsx';

interface DeliveriesProps {
  readonly webhook: { readonly id: string; readonly name: string };
  readonly close: () => void;
}

export function DeliveriesDialog({ webhook, close }: DeliveriesProps) {
  const [page, turn] = usePaging(webhook.id);
  const live = useLiveQuery({
    query: AlertDeliveriesDocument,
    variables: { webhookId: webhook.id, ...page },
    everyMs: 3_000,
  });
  return (
    <Dialog title={`Messages to ${webhook.name}`} close={close} wide>
      <QueryView of={live} what="messages">
        {({ node }) => {
          if (!node || !('deliveries' in node)) return <Empty title="The webhook is gone" />;
          const { nodes, pageInfo, totalCount } = node.deliveries;
          if (nodes.length === 0) return <Empty title="No message yet">They are listed for 30 days.</Empty>;
          return (
            <>
              <Table
                label="Messages"
                rows={nodes}
                keyOf={({ id }) => id}
                columns={[
                  { name: 'Message', title: true, cell: (row) => <strong>{words(row.change)}</strong> },
                  { name: 'State', cell: (row) => <State of={row.status} /> },
                  {
                    name: 'Tries',
                    cell: (row) => (
                      <div className="two-lines">
                        <span>
                          {plural(row.attempts, 'try', 'tries')}
                          {row.httpStatus ? `, answered with ${row.httpStatus}` : ''}
                        </span>
                        {row.error ? (
                          <span className="small">
                            {row.error.message} <span className="code muted">{row.error.code}</span>
                          </span>
                        ) : null}
                      </div>
                    ),
                  },
                  { name: 'Made', cell: (row) => <Ago at={row.createdAt} /> },
                  { name: 'Next try', cell: (row) => <Ago at={row.nextTryAt} /> },
                ]}
              />
              <More page={pageInfo} total={totalCount} shown={nodes.length} go={turn} />
            </>
          );
        }}
      </QueryView>
      <footer>
        <button type="button" className="button main" onClick={close}>
          Close
        </button>
      </footer>
    </Dialog>
  );
}
