import { expect, it } from 'vitest';
import { concurrencyWords } from './concurrency-words.ts';

const PARAMETERS = [
  { name: 'fullConcurrency', value: 'FAST' },
  { name: 'fullLanes', value: 12 },
  { name: 'verificationConcurrency', value: 'CUSTOM' },
  { name: 'verificationReaders', value: 6 },
];

it('is the level, and with CUSTOM the number as well', () => {
  expect(concurrencyWords('full', PARAMETERS)).toBe('Fast');
  expect(concurrencyWords('verification', PARAMETERS)).toBe('Custom, 6 readers a side');
  expect(
    concurrencyWords('full', [
      { name: 'fullConcurrency', value: 'CUSTOM' },
      { name: 'fullLanes', value: 1 },
    ]),
  ).toBe('Custom, 1 lane');
});
