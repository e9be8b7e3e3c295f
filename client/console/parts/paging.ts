/** The variables of one page of a connection, kept in the component; a change of the filter begins at the first page. */
import { useState } from 'react';

export interface PageVariables {
  readonly first: number | null;
  readonly after: string | null;
  readonly last: number | null;
  readonly before: string | null;
}

export function usePaging(
  filterKey: string,
  size = 50,
): readonly [PageVariables, (cursor: { after: string | null; before: string | null }) => void] {
  const [place, setPlace] = useState<{ key: string; after: string | null; before: string | null }>({
    key: filterKey,
    after: null,
    before: null,
  });
  const { after, before } = place.key === filterKey ? place : { after: null, before: null };
  const backwards = before !== null;
  return [
    { first: backwards ? null : size, after, last: backwards ? size : null, before },
    (cursor) => setPlace({ key: filterKey, ...cursor }),
  ];
}
