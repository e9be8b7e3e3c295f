import { expect, test } from 'vitest';
import { GodwitError, namingOutage, reasonOf } from './errors.ts';

const bare = (code: string): Error => Object.assign(new Error('words'), { code });

test.each(['ECONNREFUSED', 'ECONNRESET', 'CONNECTION_CLOSED', 'CONNECT_TIMEOUT', '57P03', '08006'])(
  'a bare %s, however wrapped, is an outage to wait for',
  (code) => {
    for (const error of [bare(code), new Error('Failed query', { cause: bare(code) })])
      expect(reasonOf(namingOutage(error))).toMatchObject({ code: 'CONNECTION_LOST', action: 'RETRYABLE' });
  },
);

test.each([bare('23505'), new Error('a mistake'), 'text', new GodwitError('DISK_FULL', {}, { cause: bare('57P01') })])(
  'everything else stays what it is',
  (error) => expect(namingOutage(error)).toBe(error),
);
