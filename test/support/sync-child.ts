/** A process that runs Incr-Sync over a log kept in a file, to be killed: node sync-child.ts FILE EPOCH */
import { readFileSync } from 'node:fs';
import type { EndpointAddress } from '../../server/core/endpoint-address.ts';
import type { TableDefinition, TransactionPart } from '../../server/core/change.ts';
import { must } from '../../server/core/assert.ts';
import { MemoryLog } from './memory-log.ts';
import { plainMapping, runSync } from './sync-run.ts';

export interface ChildLog {
  readonly source: EndpointAddress;
  readonly target: EndpointAddress;
  readonly tables: readonly string[];
  readonly definitions: readonly TableDefinition[];
  readonly parts: readonly (Omit<TransactionPart, 'records' | 'transactionId'> & {
    readonly records: string;
    readonly transactionId: string;
  })[];
}

const [file = '', epoch = '1'] = process.argv.slice(2);
const content = JSON.parse(readFileSync(file, 'utf8')) as ChildLog; // written by the test beside it
const log = new MemoryLog();
for (const definition of content.definitions) log.define(definition);
log.append(
  content.parts.map((part) => ({
    ...part,
    records: Buffer.from(part.records, 'base64'),
    transactionId: BigInt(part.transactionId),
  })),
);
await runSync({
  source: content.source,
  target: content.target,
  log,
  mappings: content.tables.map((table) => plainMapping(table)),
  until: must(log.parts.at(-1), 'last part').commitPosition,
  epoch: Number(epoch),
  tuning: { batchRows: 40, batchBytes: 1e6, batchDelayMs: 100, maxRowsPerSecond: 1_000, maxBytesPerSecond: null },
});
process.exit(0);
