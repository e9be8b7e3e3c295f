/** What is wrong with rules, what of them matches nothing, and where several tables of the source go into one. */
import type { ObjectsPreviewQuery } from '../../generated/graphql.ts';
import { tableWords } from '../format/format.ts';
import { Notice, ProblemNotice } from './notice.tsx';

type Preview = NonNullable<ObjectsPreviewQuery['objectsPreview']>;

export const hasNotices = ({ errors, unmatched, shared }: Preview): boolean =>
  errors.length + unmatched.length + shared.length > 0;

export const PreviewNotices = ({ of: { errors, unmatched, shared } }: { readonly of: Preview }) => (
  <>
    {errors.map((error) => (
      <ProblemNotice key={`${error.code} ${error.message}`} problem={error} />
    ))}
    {unmatched.length > 0 ? <Notice tone="warn">Matches nothing now: {unmatched.join(', ')}</Notice> : null}
    {shared.map(({ target, sources, sourcesTotal }) => (
      <Notice key={tableWords(target)} tone="warn">
        <span>
          {sources.map(tableWords).join(', ')}
          {sourcesTotal > sources.length ? ` and ${sourcesTotal - sources.length} more` : ''} go into one table,{' '}
          <strong>{tableWords(target)}</strong>, with the structure of the first. No two of them may have a row of the
          same key. Should one be emptied (TRUNCATE), the stream stops for you to remove its rows.
        </span>
      </Notice>
    ))}
  </>
);
