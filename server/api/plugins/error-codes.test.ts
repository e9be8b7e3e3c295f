/** Which words leave the service for what was thrown. */
import { GraphQLError } from 'graphql';
import { expect, test } from 'vitest';
import type { StageLog } from '../../core/stage.ts';
import { publicError } from './error-codes.ts';

const told: string[] = [];
const note = (level: string) => (message: string) => void told.push(`${level}: ${message}`);
const log: StageLog = { debug: note('debug'), info: note('info'), warn: note('warn'), error: note('error') };
/** As a resolver's error arrives: the driver's, wrapped by the query builder and by GraphQL. */
const thrown = (code: string): GraphQLError => {
  const driver = Object.assign(new Error('of the driver'), { code });
  return new GraphQLError('x', { originalError: new Error('Failed query: select secret', { cause: driver }) });
};

test.each(['ECONNREFUSED', 'CONNECTION_CLOSED', '57P01', '25P03', '53300'])(
  'an outage of the control database (%s) is no bug: it can be asked again',
  (code) => {
    told.length = 0;
    const error = publicError(thrown(code), log, 'r1');
    expect(error.extensions).toMatchObject({ code: 'CONTROL_DATABASE_UNAVAILABLE', requestId: 'r1' });
    expect(error.extensions['remedy']).toMatch(/Ask again/);
    expect(error.message).not.toMatch(/select|driver/);
    expect(told).toEqual(['warn: a request met an outage of the control database']);
  },
);

test('what is no outage stays a bug, and shows nothing of itself', () => {
  told.length = 0;
  const error = publicError(thrown('23505'), log, 'r2');
  expect(error.extensions).toEqual({ code: 'INTERNAL_ERROR', requestId: 'r2' });
  expect(error.message).not.toMatch(/select|driver/);
  expect(told).toEqual(['error: a request failed unexpectedly']);
});
