/** Tells where several tables of the source go into one, and what that means. */
import type { ObjectsPreviewQuery } from '../../generated/graphql.ts';
import { tableWords } from '../format/format.ts';
import { Notice } from './notice.tsx';

export type SharedTarget = NonNullable<ObjectsPreviewQuery['objectsPreview']>['shared'][number];

export const SharedTargets = ({ shared }: { readonly shared: readonly SharedTarget[] }) =>
  shared.map(({ target, sources }) => (
    <Notice key={tableWords(target)} tone="warn">
      <span>
        {sources.map(tableWords).join(', ')} go into one table, <strong>{tableWords(target)}</strong>, with the
        structure of the first. No two of them may have a row of the same key. Should one be emptied (TRUNCATE), the
        stream stops for you to remove its rows.
      </span>
    </Notice>
  ));
