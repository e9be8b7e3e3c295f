/**
 * A process that appends to a local log until it is killed: `node log-writer-child.ts DIRECTORY EPOCH SEED`. After each
 * flush it prints the ordinal that flush() reported. Every third transaction has several slices.
 */
import { writeSync } from 'node:fs';
import { createLocalLogs } from '../../server/store/local-log/local-logs.ts';
import { sliceOf } from './log-slices.ts';

const [directory = '', epoch = '1', seed = '1'] = process.argv.slice(2);
const logs = createLocalLogs(directory, { segmentBytes: 200_000 });
const writer = await logs.openWriter('log', { epoch: Number(epoch), maxUnappliedBytes: 1e10 });
let random = Number(seed);
const next = (below: number): number => (random = (random * 48_271) % 2_147_483_647) % below;
let ordinal = writer.durable?.ordinal ?? 0;
writeSync(1, `${ordinal}\n`);
for (;;) {
  ordinal += 1;
  const table = writer.define({ schema: 'public', name: `t${ordinal % 50}`, identity: 'default', columns: [] });
  const slices = ordinal % 3 === 0 ? 4 : 1;
  for (let slice = 0; slice < slices; slice += 1) await writer.append(sliceOf(ordinal, table, { slice, slices }));
  if (next(5) === 0) writeSync(1, `${(await writer.flush())?.ordinal}\n`);
}
