import { expect, test } from 'vitest';
import { sqlStateOf, toGodwitError } from './errors.ts';

const ADDRESS = { host: 'h', port: 1, database: 'd', user: 'u', password: 'p' } as Parameters<typeof toGodwitError>[1];

test.each(['ECONNRESET', 'EPIPE', 'CONNECTION_CLOSED', '08006'])('%s is a lost connection', (code) => {
  const error = Object.assign(new Error('x'), { code });
  expect(toGodwitError(error, ADDRESS, 'INTERNAL_ERROR')).toMatchObject({
    code: 'CONNECTION_LOST',
    action: 'RETRYABLE',
  });
});

test('what a server sends is told from what the socket says, also where both have five letters', () => {
  expect(sqlStateOf({ code: 'EPIPE' })).toBeNull();
  expect(sqlStateOf({ code: 'P0001' })).toBe('P0001');
});

test('a name server that does not answer is waited for; a name that it does not know is a person’s matter', () => {
  const told = (code: string): unknown =>
    toGodwitError(Object.assign(new Error('x'), { code }), ADDRESS, 'INTERNAL_ERROR');
  expect(told('EAI_AGAIN')).toMatchObject({ code: 'HOST_LOOKUP_FAILED', action: 'RETRYABLE' });
  expect(told('ENOTFOUND')).toMatchObject({ code: 'HOST_NOT_FOUND', action: 'NEEDS_OPERATOR' });
});
