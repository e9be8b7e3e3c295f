/**
 * Files that take long begin first, so that the last minutes of a run are not one file alone beside idle cores. A fresh clone has
 * no record of durations, and the size of a file says little: most of them wait for real time to pass.
 */
import { BaseSequencer, type TestSpecification } from 'vitest/node';

const SLOW = [
  'latency.pg',
  'objects-changed.pg',
  'operating.pg',
  'stream.pg',
  'release.pg',
  'bad-value.pg',
  'alerts.pg',
  'partitions.pg',
  'bad-disk.pg',
  'first-light.pg',
  'replication.pg',
  'source-unnoticed.pg',
  'bad-start.pg',
  'migration.fault',
];

export class SlowFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const place = ({ moduleId }: TestSpecification): number => {
      const found = SLOW.findIndex((name) => moduleId.includes(`/${name}.`));
      return found < 0 ? SLOW.length : found;
    };
    return (await super.sort(files)).toSorted((a, b) => place(a) - place(b));
  }
}
