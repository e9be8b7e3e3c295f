/** Before the start: what the rules of a task mean against the source now, and what is wrong with them. */
import type { ReactNode } from 'react';
import { ObjectsPreviewDocument, type SelectionInput } from '../../../generated/graphql.ts';
import { plural } from '../../format/format.ts';
import { useLiveQuery } from '../../live/use-live-query.ts';
import { useSettled } from '../../live/use-settled.ts';
import { Empty, Loading, ProblemNotice } from '../../parts/notice.tsx';
import { More, Section } from '../../parts/page.tsx';
import { usePaging } from '../../parts/paging.ts';
import { hasNotices, PreviewNotices } from '../../parts/preview-notices.tsx';
import { ObjectTable } from './object-table.tsx';

const MINUTE_MS = 60_000;

interface PlannedTablesProps {
  readonly sourceId: string;
  readonly selection: SelectionInput;
  readonly keyword: string;
  readonly remove: Parameters<typeof ObjectTable>[0]['remove'];
  /** Beside the heading. */
  readonly end: ReactNode;
}

export function PlannedTables({ sourceId, selection, keyword, remove, end }: PlannedTablesProps) {
  const wanted = useSettled(keyword); // each question goes to the source
  const [page, turn] = usePaging(`${JSON.stringify(selection)} ${wanted}`);
  const live = useLiveQuery({
    query: ObjectsPreviewDocument,
    variables: { endpointId: sourceId, selection, keyword: wanted, ...page },
    everyMs: MINUTE_MS,
  });
  const preview = live.data?.objectsPreview ?? null;
  const problem = live.problem ?? live.refused;
  const rows = preview?.tables.nodes ?? [];
  return (
    <Section
      title={preview === null ? 'Tables' : `${plural(preview.tables.totalCount, 'table')} at the source now`}
      end={end}
      padded={false}
    >
      {preview !== null && hasNotices(preview) ? (
        <div className="stack tight" style={{ padding: 'var(--gap-3) var(--gap-4)' }}>
          <PreviewNotices of={preview} />
        </div>
      ) : null}
      {preview === null ? (
        problem === null ? (
          <Loading what="tables of the source" />
        ) : (
          <ProblemNotice problem={problem} />
        )
      ) : rows.length === 0 ? (
        <Empty title={keyword === '' ? 'The rules choose no table' : 'No table matches'}>
          {keyword === '' ? 'Edit the rules below.' : 'Try another word.'}
        </Empty>
      ) : (
        <>
          <ObjectTable rows={rows} remove={remove} />
          {preview === null ? null : (
            <More page={preview.tables.pageInfo} total={preview.tables.totalCount} shown={rows.length} go={turn} />
          )}
        </>
      )}
    </Section>
  );
}
