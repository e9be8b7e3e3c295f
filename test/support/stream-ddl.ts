/** DDL as it stands in a change log. */
import type { StreamDdl } from '../../server/core/ddl-message.ts';
import { asPosition } from '../../server/core/position.ts';

/** What the event trigger of a source writes. */
const altered = (ordinal: number): string =>
  JSON.stringify({
    tag: 'ALTER TABLE',
    statement: `ALTER ${ordinal}`,
    objects: [
      {
        type: 'table',
        identity: 'shop."Or""ders"',
        schema: 'shop',
        name: null,
        action: 'ALTERED',
        table: { schema: 'shop', name: 'Or"ders' },
      },
    ],
  });

/** ALTER TABLE of shop.Or"ders, alone in its transaction. */
export const alteredTable = (ordinal: number): StreamDdl => ({
  ordinal,
  place: 0,
  position: asPosition('0/1A'),
  content: altered(ordinal),
});
