import { randomBytes } from 'node:crypto';
import { expect, test } from 'vitest';
import { LOCAL_ACTOR } from '../core/actor.ts';
import { RecordedEndpoints, type EndpointRecord, type EndpointRecords } from './recorded-endpoints.ts';

const command = { actor: LOCAL_ACTOR };

/** Endpoints over one row in memory, as a service with this key has them. */
function endpointsWith(key: Buffer, row: { record: EndpointRecord | null }): RecordedEndpoints {
  const records: EndpointRecords = {
    byIds: () => Promise.resolve([row.record]),
    page: () => Promise.reject(new Error('not asked for')),
    setTested: () => Promise.resolve(),
    unit: (work) =>
      work({
        lock: () => Promise.resolve(row.record),
        nameTaken: () => Promise.resolve(false),
        insert: (record) => Promise.resolve(void (row.record = record)),
        update: (record) => Promise.resolve(void (row.record = record)),
        delete: () => Promise.resolve(),
        taskCount: () => Promise.resolve(0),
        event: () => {},
        audit: () => {},
        wake: () => {},
      }),
  };
  return new RecordedEndpoints({
    records,
    prober: { probe: () => Promise.reject(new Error('not asked for')) },
    catalog: { listTables: () => Promise.resolve([]) },
    key,
    newId: () => 'e1',
  });
}

test('credentials of another key have their code, and are mended by a new password', async () => {
  const row: { record: EndpointRecord | null } = { record: null };
  const input = { name: 'shop', kind: 'POSTGRESQL', host: 'h', database: 'd', user: 'u', password: 'old' } as const;
  await endpointsWith(randomBytes(32), row).create(input, command);
  const endpoints = endpointsWith(randomBytes(32), row);
  const lost = { code: 'CREDENTIALS_LOST', facts: { name: 'shop' } };
  await expect(endpoints.address('e1')).rejects.toMatchObject(lost);
  await expect(endpoints.update('e1', { host: 'other' }, command)).rejects.toMatchObject(lost);
  await endpoints.update('e1', { password: 'new' }, command);
  expect(await endpoints.address('e1')).toMatchObject({ host: 'h', password: 'new', tlsKey: null });
});
