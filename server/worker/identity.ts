/** Who a worker is: a name of its own for every start, and the place whose change logs it can read. */
import { createHash, randomUUID } from 'node:crypto';
import os from 'node:os';

/** A new name. */
export const workerId = (): string => `${os.hostname()}-${randomUUID().slice(0, 8)}`;

/** Workers with the same location share a disk and a data folder. */
export const workerLocation = (dataDir: string): string =>
  `${os.hostname()}:${createHash('sha256').update(dataDir).digest('hex').slice(0, 12)}`;
