/** The precheck as a list of named items: what was found, what is wanted, the statement that mends it. Worst first. */
import { useState } from 'react';
import {
  PrecheckPageDocument,
  PrecheckRunDocument,
  PrecheckItemsSkipDocument,
  type PrecheckPageQuery,
} from '../../../generated/graphql.ts';
import { words } from '../../format/format.ts';
import { useAct, useActAndTell } from '../../live/act.ts';
import { QueryView } from '../../live/query-view.tsx';
import { useLiveQuery } from '../../live/use-live-query.ts';
import { Confirm, type Question } from '../../parts/dialog.tsx';
import { Icon } from '../../parts/icon.tsx';
import { Empty, RowDetail } from '../../parts/notice.tsx';
import { More } from '../../parts/page.tsx';
import { usePaging } from '../../parts/paging.ts';
import { Link } from '../../routing/router.tsx';
import { State, stateWords } from '../../parts/state.tsx';
import { Statement } from '../../parts/statement.tsx';
import { Ago } from '../../parts/time.tsx';
import { taskPath } from './task.ts';

type Subtask = NonNullable<NonNullable<PrecheckPageQuery['task']>['subtask']>;
type Item = Extract<Subtask, { items: unknown }>['items']['nodes'][number];
type Result = Item['result'];

const WORST_FIRST: readonly Result[] = ['FAILED', 'WARNING', 'SKIPPED', 'PASSED'];
const rank = (item: Item): number => WORST_FIRST.indexOf(item.result);

export function PrecheckPage({ taskId }: { readonly taskId: string }) {
  const [only, setOnly] = useState<Result | null>(null);
  const [page, turn] = usePaging(only ?? '', 100);
  const live = useLiveQuery({
    query: PrecheckPageDocument,
    variables: { taskId, filter: { results: only === null ? null : [only] }, ...page },
    everyMs: 3_000,
  });
  const [question, setQuestion] = useState<Question | null>(null);
  const act = useAct();
  const tell = useActAndTell();
  const run = (items: string[] | null): void =>
    void tell(PrecheckRunDocument, { input: { taskId, items } }, 'The precheck runs again.');
  const skip = (item: Item): void =>
    setQuestion({
      title: `Skip “${words(item.name)}”?`,
      consequence:
        'The task goes on although this is not as it should be. Proceed with caution: what it warns of may happen.',
      verb: 'Skip',
      risky: true,
      asksReason: true,
      act: (reason) => act(PrecheckItemsSkipDocument, { input: { taskId, items: [item.id], reason } }, 'Skipped.'),
    });
  return (
    <QueryView of={live} what="precheck">
      {({ task }) => {
        const subtask = task?.subtask;
        const found = subtask && 'items' in subtask ? subtask : null;
        const items = [...(found?.items.nodes ?? [])].sort((a, b) => rank(a) - rank(b));
        const many = (result: Result): number => found?.counts.find((one) => one.result === result)?.count ?? 0;
        return (
          <section className="card">
            <header>
              <h2 className="row wide">
                {subtask ? <State of={subtask.status} /> : 'Precheck'}
                <span className="small muted row wide">
                  {WORST_FIRST.filter((result) => many(result) > 0).map((result) => (
                    <button
                      key={result}
                      type="button"
                      className="button plain small number"
                      aria-pressed={only === result}
                      onClick={() => setOnly(only === result ? null : result)}
                    >
                      {many(result)} {stateWords(result).toLowerCase()}
                    </button>
                  ))}
                </span>
              </h2>
              <button
                type="button"
                className="button"
                onClick={() => run(null)}
                disabled={subtask?.status === 'RUNNING' || subtask?.status === 'NOT_STARTED'}
              >
                <Icon name="again" size={14} /> Run again
              </button>
            </header>
            {items.length === 0 ? (
              <Empty title={subtask?.status === 'RUNNING' ? 'Looking at both databases' : 'Not run yet'}>
                It looks at both databases before anything is changed. It runs when the task starts.
              </Empty>
            ) : (
              <ul className="checks">
                {items.map((item) => (
                  <CheckItem
                    key={item.id}
                    item={item}
                    again={() => run([item.id])}
                    skip={() => skip(item)}
                    objects={taskPath(taskId, 'objects')}
                  />
                ))}
              </ul>
            )}
            {found === null ? null : (
              <More page={found.items.pageInfo} total={found.items.totalCount} shown={items.length} go={turn} />
            )}
            {question === null ? null : <Confirm question={question} close={() => setQuestion(null)} />}
          </section>
        );
      }}
    </QueryView>
  );
}

function CheckItem({
  item,
  again,
  skip,
  objects,
}: {
  readonly item: Item;
  readonly again: () => void;
  readonly skip: () => void;
  /** Where its table is mapped to another name, or removed. */
  readonly objects: string;
}) {
  const open = item.result === 'FAILED' || item.result === 'WARNING';
  const side = item.side === 'BOTH' ? 'both ends' : item.side.toLowerCase();
  return (
    <li>
      <details open={open}>
        <summary>
          <State of={item.result} />
          <span className="check-name">
            {words(item.name)}
            {item.object ? <span className="mono muted"> {item.object}</span> : null}
          </span>
          <span className="small muted">{side}</span>
        </summary>
        <div className="stack tight check-body">
          <dl className="pairs">
            <dt>Found</dt>
            <dd>{item.found ?? '–'}</dd>
            <dt>Wanted</dt>
            <dd>{item.wanted ?? '–'}</dd>
          </dl>
          {item.error ? (
            <p className="small">
              {item.error.message} <span className="code muted">{item.error.code}</span>
              <RowDetail of={item.error.rowDetail} />
            </p>
          ) : null}
          {item.remedy ? <Statement text={item.remedy} label={`What mends ${words(item.name)}`} /> : null}
          {item.skippedBy ? (
            <p className="small muted">
              Skipped by {item.skippedBy}: {item.skipReason}
            </p>
          ) : null}
          <div className="row">
            <button type="button" className="button small" onClick={again}>
              Run this again<span className="unseen">: {words(item.name)}</span>
            </button>
            {open && item.skippable ? (
              <button type="button" className="button small" onClick={skip}>
                Skip…<span className="unseen">: {words(item.name)}</span>
              </button>
            ) : null}
            {item.name === 'TARGET_TABLE' && item.result === 'FAILED' ? (
              <Link to={objects} className="button small">
                Map or remove the table<span className="unseen">: {item.object}</span>
              </Link>
            ) : null}
            <span className="small muted">
              Looked at <Ago at={item.at} />
            </span>
          </div>
        </div>
      </details>
    </li>
  );
}
