import { expect, test } from 'vitest';
import { SUPPORTED_MAJORS } from '../probe.ts';
import { versionWords } from './run-prechecks.ts';

test('a version is told as tested only when every change is tested on it', () => {
  const words = SUPPORTED_MAJORS.map((major) => versionWords({ major, version: `${major}.4` }));
  const untested = 'supported; untested with every change';
  expect(words).toEqual([
    '12.4, tested',
    `13.4, ${untested}`,
    `14.4, ${untested}`,
    '15.4, tested',
    `16.4, ${untested}`,
    `17.4, ${untested}`,
    '18.4, tested',
  ]);
});
