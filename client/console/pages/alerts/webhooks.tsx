/** Webhooks: who is told outside of Godwit; make, try, change, disable, remove, and what became of each message. */
import { useState } from 'react';
import {
  AlertWebhookDeleteDocument,
  AlertWebhooksOfAllDocument,
  AlertWebhookTestDocument,
  AlertWebhookUpdateDocument,
  type WebhookFieldsFragment,
} from '../../../generated/graphql.ts';
import { words } from '../../format/format.ts';
import { useAct, useActAndTell } from '../../live/act.ts';
import { QueryView } from '../../live/query-view.tsx';
import { useLiveQuery } from '../../live/use-live-query.ts';
import { Confirm, type Question } from '../../parts/dialog.tsx';
import { flash } from '../../parts/flash.tsx';
import { Icon } from '../../parts/icon.tsx';
import { Menu } from '../../parts/menu.tsx';
import { Empty } from '../../parts/notice.tsx';
import { Section } from '../../parts/page.tsx';
import { State } from '../../parts/state.tsx';
import { Table } from '../../parts/table.tsx';
import { Ago } from '../../parts/time.tsx';
import { DeliveriesDialog } from './deliveries.tsx';
import { WebhookForm } from './webhook-form.tsx';
import { KINDS, kindWords, LEVELS } from './words.ts';

/** There are 20 at most. */
const ALL = 20;

export function Webhooks() {
  const live = useLiveQuery({ query: AlertWebhooksOfAllDocument, variables: { first: ALL } });
  const [form, setForm] = useState<'new' | WebhookFieldsFragment | null>(null);
  const [shown, show] = useState<WebhookFieldsFragment | null>(null);
  const [question, setQuestion] = useState<Question | null>(null);
  const act = useAct();
  const tell = useActAndTell();
  const again = (): void => live.refresh();
  const test = (webhook: WebhookFieldsFragment): void => {
    void tell(AlertWebhookTestDocument, { input: { webhookId: webhook.id } }, (data) => {
      if (!('test' in data.alertWebhookTest) || !data.alertWebhookTest.test) return;
      const { ok, httpStatus, durationMs, error } = data.alertWebhookTest.test;
      flash(ok ? `${webhook.name} answered with ${httpStatus} in ${durationMs} ms.` : (error ?? 'It was not taken.'));
      again();
    });
  };
  const enable = (webhook: WebhookFieldsFragment, enabled: boolean): void => {
    const input = { webhookId: webhook.id, expectedRevision: webhook.revision, enabled };
    const done = `${webhook.name} is ${enabled ? 'enabled' : 'disabled'}.`;
    void tell(AlertWebhookUpdateDocument, { input }, () => {
      flash(done);
      again();
    });
  };
  const remove = (webhook: WebhookFieldsFragment): void =>
    setQuestion({
      title: `Delete ${webhook.name}?`,
      consequence: 'It gets no message from now on, and the list of its messages is gone.',
      verb: 'Delete',
      risky: true,
      act: async () => {
        const found = await act(
          AlertWebhookDeleteDocument,
          { input: { webhookId: webhook.id } },
          `${webhook.name} is deleted.`,
        );
        again();
        return found;
      },
    });
  return (
    <>
      <Section
        title="Webhooks"
        padded={false}
        end={
          <button type="button" className="button small" onClick={() => setForm('new')}>
            <Icon name="plus" size={13} /> New webhook
          </button>
        }
      >
        <QueryView of={live} what="webhooks" lines={3}>
          {({ alertWebhooks: { nodes } }) =>
            nodes.length === 0 ? (
              <Empty title="No webhook yet">
                Each alert can be told to a receiver of yours: a signed message, tried again until it is taken.
              </Empty>
            ) : (
              <Table
                label="Webhooks"
                rows={nodes}
                keyOf={({ id }) => id}
                columns={[
                  {
                    name: 'Name',
                    title: true,
                    cell: (row) => (
                      <div className="two-lines">
                        <strong>{row.name}</strong>
                        <span className="small mono clip" title={row.url}>
                          {row.url}
                        </span>
                      </div>
                    ),
                  },
                  { name: 'Wants', cell: (row) => wants(row) },
                  { name: 'State', cell: (row) => <State of={row.enabled ? 'ENABLED' : 'DISABLED'} /> },
                  {
                    name: 'Last message',
                    cell: ({
                      deliveries: {
                        nodes: [last],
                      },
                    }) =>
                      last ? (
                        <div className="two-lines">
                          <State of={last.status} />
                          <Ago at={last.createdAt} />
                        </div>
                      ) : (
                        <span className="muted">–</span>
                      ),
                  },
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
                            { label: 'Messages…', act: () => show(row) },
                            { label: 'Change…', act: () => setForm(row) },
                            { label: row.enabled ? 'Disable' : 'Enable', act: () => enable(row, !row.enabled) },
                            { label: 'Delete…', risky: true, act: () => remove(row) },
                          ]}
                        />
                      </div>
                    ),
                  },
                ]}
              />
            )
          }
        </QueryView>
      </Section>
      {form === null ? null : (
        <WebhookForm known={form === 'new' ? null : form} saved={again} close={() => setForm(null)} />
      )}
      {shown === null ? null : <DeliveriesDialog webhook={shown} close={() => show(null)} />}
      {question === null ? null : <Confirm question={question} close={() => setQuestion(null)} />}
    </>
  );
}

function wants({ levels, kinds }: WebhookFieldsFragment): string {
  const which = levels.length === LEVELS.length ? 'All levels' : levels.map(words).join(', ');
  const what = kinds.length === KINDS.length ? 'all kinds' : kinds.map(kindWords).join(', ');
  return `${which}; ${what}`;
}
