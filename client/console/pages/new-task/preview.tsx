/** What the chosen tables and rules mean against the source now, or what is wrong with them. */
import { ObjectsPreviewDocument, type SelectionInput } from '../../../generated/graphql.ts';
import { plural, tableWords } from '../../format/format.ts';
import { useLiveQuery } from '../../live/use-live-query.ts';
import { useSettled } from '../../live/use-settled.ts';
import { ProblemNotice } from '../../parts/notice.tsx';
import { More } from '../../parts/page.tsx';
import { usePaging } from '../../parts/paging.ts';
import { PreviewNotices } from '../../parts/preview-notices.tsx';
import { selectionOf, type Draft } from './draft.ts';

const HOUR_MS = 3_600_000;

export function Preview({ draft }: { readonly draft: Draft }) {
  const nothing = draft.tables.length === 0 && draft.rules.length === 0;
  const selection = useSettled(JSON.stringify(selectionOf(draft)));
  const [page, turn] = usePaging(`${draft.sourceId} ${selection}`, 100);
  const live = useLiveQuery({
    query: ObjectsPreviewDocument,
    variables: { endpointId: draft.sourceId, selection: JSON.parse(selection) as SelectionInput, ...page },
    paused: nothing,
    everyMs: HOUR_MS,
  });
  const preview = nothing ? null : live.data?.objectsPreview;
  if (!preview) {
    const problem = live.problem ?? live.refused;
    return problem === null || nothing ? null : <ProblemNotice problem={problem} />;
  }
  return (
    <div className="stack tight" aria-live="polite">
      <PreviewNotices of={preview} />
      {preview.errors.length === 0 ? (
        <details>
          <summary>
            <strong className="number">{plural(preview.tables.totalCount, 'table')}</strong> will be migrated
          </summary>
          <ul className="stack tight" style={{ padding: 'var(--gap-2) 0 0 var(--gap-4)' }}>
            {preview.tables.nodes.map(({ source, target }) => (
              <li key={tableWords(source)} className="mono small">
                {tableWords(source)} {tableWords(source) === tableWords(target) ? '' : `→ ${tableWords(target)}`}
              </li>
            ))}
          </ul>
          <More
            page={preview.tables.pageInfo}
            total={preview.tables.totalCount}
            shown={preview.tables.nodes.length}
            go={turn}
          />
        </details>
      ) : null}
    </div>
  );
}
