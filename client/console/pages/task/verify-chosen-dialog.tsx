/** A run over chosen tables, each with a row filter if wanted: what it finds equal proves nothing of the other rows. */
import { type SyntheticEvent, useState } from 'react';
import { ChosenTablesDocument, VerificationStartDocument } from '../../../generated/graphql.ts';
import { plural, tableWords } from '../../format/format.ts';
import { useAct } from '../../live/act.ts';
import { QueryView } from '../../live/query-view.tsx';
import { useLiveQuery } from '../../live/use-live-query.ts';
import { Dialog, FormEnd } from '../../parts/dialog.tsx';
import { Check, SearchField } from '../../parts/field.tsx';
import { Empty, ProblemNotice, type Problem } from '../../parts/notice.tsx';
import { More } from '../../parts/page.tsx';
import { usePaging } from '../../parts/paging.ts';
import { RowFilterField } from '../row-filter-field.tsx';

interface Choice {
  readonly source: { readonly schema: string; readonly name: string };
  readonly rowFilter: string;
  readonly wrong: boolean;
}

export function VerifyChosenDialog({ taskId, close }: { readonly taskId: string; readonly close: () => void }) {
  const [keyword, search] = useState('');
  const [page, turn] = usePaging(keyword, 20);
  const live = useLiveQuery({ query: ChosenTablesDocument, variables: { taskId, keyword: keyword || null, ...page } });
  /** By table id, also of pages that are not shown any more. */
  const [chosen, choose] = useState<ReadonlyMap<string, Choice>>(new Map());
  const [problem, setProblem] = useState<Problem | null>(null);
  const [busy, setBusy] = useState(false);
  const act = useAct();
  const put = (tableId: string, choice: Choice | null): void =>
    choose((before) => {
      const next = new Map(before);
      if (choice === null) next.delete(tableId);
      else next.set(tableId, choice);
      return next;
    });
  const submit = async (event: SyntheticEvent): Promise<void> => {
    event.preventDefault();
    setBusy(true);
    const tables = [...chosen].map(([tableId, { rowFilter }]) => ({ tableId, rowFilter: rowFilter.trim() || null }));
    const found = await act(
      VerificationStartDocument,
      { input: { taskId, scope: 'CUSTOM', tables } },
      'Verification begins.',
    );
    setBusy(false);
    if (found === null) close();
    else setProblem(found);
  };
  return (
    <Dialog title="Verify chosen tables" close={close} wide>
      <form className="stack" onSubmit={(event) => void submit(event)}>
        <p className="muted">
          Of a table with a row filter only the rows that fulfil it on either side are compared. That they are equal
          proves nothing of its other rows.
        </p>
        <SearchField label="Search tables" value={keyword} change={search} />
        <QueryView of={live} what="tables">
          {({ task }) =>
            !task || task.objects.nodes.length === 0 ? (
              <Empty title="No table matches">Change the search.</Empty>
            ) : (
              <>
                <ul className="stack tight">
                  {task.objects.nodes.map(({ tableId, source }) => {
                    const choice = chosen.get(tableId);
                    return (
                      <li key={tableId} className="stack tight">
                        <Check
                          label={tableWords(source)}
                          checked={choice !== undefined}
                          change={(on) => put(tableId, on ? { source, rowFilter: '', wrong: false } : null)}
                        />
                        {choice !== undefined && task.source ? (
                          <RowFilterField
                            label={`Row filter of ${tableWords(source)}`}
                            table={source}
                            endpointId={task.source.id}
                            value={choice.rowFilter}
                            change={(rowFilter) => put(tableId, { ...choice, rowFilter, wrong: false })}
                            isWrong={(wrong) => wrong !== choice.wrong && put(tableId, { ...choice, wrong })}
                          />
                        ) : null}
                      </li>
                    );
                  })}
                </ul>
                <More
                  page={task.objects.pageInfo}
                  total={task.objects.totalCount}
                  shown={task.objects.nodes.length}
                  go={turn}
                />
              </>
            )
          }
        </QueryView>
        {problem === null ? null : <ProblemNotice problem={problem} spoken />}
        <FormEnd close={close} disabled={busy || chosen.size === 0 || [...chosen.values()].some(({ wrong }) => wrong)}>
          Verify {plural(chosen.size, 'table')}
        </FormEnd>
      </form>
    </Dialog>
  );
}
