/** What the import of an object configuration answers: for the console's tests. */
import { reason } from './fixture-phases.ts';

/** The first file that is sent has a line that is refused. */
export const importOutcome = (imported: boolean, refused: boolean) => ({
  __typename: 'ObjectConfigurationImportPayload',
  imported,
  objects: 12,
  include: 1,
  exclude: 0,
  tables: 31,
  unmatched: ['archive.*'],
  refused: refused
    ? [
        {
          place: 'line 7',
          reason: reason('OBJECT_NOT_FOUND', 'The object shop.gone does not exist.', 'Choose another.'),
        },
      ]
    : [],
  refusedTotal: refused ? 1 : 0,
});
