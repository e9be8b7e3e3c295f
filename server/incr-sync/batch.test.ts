/** A transaction of which a part was merged before its rest was refused must not be handed on with its batch. */
import { expect, test } from 'vitest';
import { CHANGE, TUPLE, type TransactionPart } from '../core/change.ts';
import { asPosition } from '../core/position.ts';
import { Batch } from './batch.ts';
import { DdlPlaces } from './ddl-player.ts';
import { KeylessNotReady, type Judgement } from './effect.ts';
import { RefreshedRows } from './refreshed-rows.ts';
import { compilePlan } from './table-plan.ts';
import { encodeTuple } from './tuple.ts';

const order = { compare: (): number => 0 };
const table = { schema: 's', name: 't' };
const column = { name: 'v', type: 'text', nullable: false, generated: false, identity: null, rangeable: true };
const plan = compilePlan(
  {
    definition: { ...table, identity: 'full', columns: [{ name: 'v', key: true, type: 'text' }] },
    mapping: { id: 't', source: table, target: table, columns: null, rowFilter: null },
    route: { mappingId: 't', partition: null },
    shape: {
      table,
      key: null,
      uniqueKeys: [],
      replicaIdentity: 'full',
      partitioned: false,
      leaves: [],
      estimatedRows: 0,
      estimatedBytes: 0,
      columns: [column],
    },
    sharesTarget: false,
    filter: null,
    overlap: null,
  },
  new Map(),
);

/** A record of the log: kind, table 1, tuples. */
function record(kind: number, tuple: number, value: string): Buffer {
  const { buffer, offset } = encodeTuple([value]);
  const body = Buffer.concat([Buffer.from([kind, 0, 0, 0, 1, tuple]), buffer.subarray(offset)]);
  const length = Buffer.alloc(4);
  length.writeUInt32BE(body.length);
  return Buffer.concat([length, body]);
}

const part = (ordinal: number, ...records: Buffer[]): TransactionPart => ({
  ordinal,
  first: true,
  last: true,
  transactionId: BigInt(ordinal),
  commitPosition: asPosition(`0/${ordinal}`),
  committedAtMicros: 0,
  origin: null,
  rowCount: records.length,
  records: Buffer.concat(records),
});

test('a batch stays open when the records of a transaction cannot all be taken', () => {
  const judgement: Judgement = {
    transaction: part(1),
    overlapping: false,
    refreshed: new RefreshedRows(order),
    keylessReady: new Set(),
    leftOut: null,
    ddlPlaces: new DdlPlaces(),
    appliesDdl: () => false,
  };
  const batch = new Batch();
  batch.add(part(1, record(CHANGE.insert, TUPLE.new, 'a')), () => plan, judgement);
  expect(batch.open).toBe(false);
  const half = part(2, record(CHANGE.insert, TUPLE.new, 'b'), record(CHANGE.delete, TUPLE.old, 'a'));
  expect(() => batch.add(half, () => plan, judgement)).toThrow(KeylessNotReady);
  expect(batch.open).toBe(true);
  expect(batch.merges).toBeNull();
});
