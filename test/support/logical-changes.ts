/**
 * Real changes of a real source for tests that begin behind the Store: drains a slot with pgoutput through plain SQL and
 * appends what it said to a MemoryLog. Independent of the product's own decoder.
 */
import type postgres from 'postgres';
import { asPosition } from '../../server/core/position.ts';
import type { TableDefinition, TransactionPart } from '../../server/core/change.ts';
import type { MemoryLog } from './memory-log.ts';

const IDENTITIES: Readonly<Record<string, TableDefinition['identity']>> = {
  d: 'default',
  i: 'index',
  f: 'full',
  n: 'nothing',
};
const EPOCH_2000_MICROS = 946_684_800_000_000;

export async function createSlot(sql: postgres.Sql, name: string, tables: readonly string[]): Promise<void> {
  await sql.unsafe(`CREATE PUBLICATION ${name} FOR TABLE ${tables.join(', ')}`);
  await sql`SELECT pg_create_logical_replication_slot(${name}, 'pgoutput')`;
}

/** Appends everything that was committed since the last call; returns the number of transactions. */
export async function drainSlot(
  sql: postgres.Sql,
  name: string,
  log: MemoryLog,
  partBytes = 1024 * 1024,
): Promise<number> {
  const rows =
    await sql`SELECT data FROM pg_logical_slot_get_binary_changes(${name}, NULL, NULL, 'proto_version', '1', 'publication_names', ${name})`;
  const types = new Map<number, string>(
    (await sql`SELECT oid::int8::text AS oid, format_type(oid, NULL) AS name FROM pg_type`).map((row) => [
      Number(row['oid']),
      String(row['name']),
    ]),
  );
  const numbers = new Map<number, number>();
  const parts: TransactionPart[] = [];
  let records: Buffer[] = [];
  let bytes = 0;
  let rowCount = 0;
  let first = true;
  let transactionId = 0n;
  let begun: Buffer = Buffer.alloc(0);
  let ordinal = log.nextOrdinal;
  let transactions = 0;
  const cut = (last: boolean): void => {
    const commitPosition = asPosition(
      `${begun.readUInt32BE(1).toString(16).toUpperCase()}/${begun.readUInt32BE(5).toString(16).toUpperCase()}`,
    );
    const committedAtMicros = Number(begun.readBigInt64BE(9)) + EPOCH_2000_MICROS;
    parts.push({
      ordinal,
      first,
      last,
      transactionId,
      commitPosition,
      committedAtMicros,
      origin: null,
      rowCount,
      records: Buffer.concat(records),
    });
    records = [];
    bytes = rowCount = 0;
    first = false;
  };
  for (const row of rows) {
    const data = row['data'] as Buffer;
    switch (String.fromCharCode(data[0] ?? 0)) {
      case 'B':
        begun = data;
        transactionId = BigInt(data.readUInt32BE(17));
        first = true;
        break;
      case 'C':
        cut(true);
        ordinal += 1;
        transactions += 1;
        break;
      case 'R':
        numbers.set(data.readUInt32BE(1), log.define(readDefinition(data, types)));
        break;
      case 'T': {
        const record = Buffer.from(data);
        for (let at = 6; at < record.length; at += 4)
          record.writeUInt32BE(numbers.get(record.readUInt32BE(at)) ?? 0, at);
        add(record);
        break;
      }
      case 'I':
      case 'U':
      case 'D': {
        const record = Buffer.from(data);
        record.writeUInt32BE(numbers.get(record.readUInt32BE(1)) ?? 0, 1);
        add(record);
        rowCount += 1;
        if (bytes >= partBytes) cut(false);
        break;
      }
      default: // types and origins are of no interest here
    }
  }
  log.append(parts);
  return transactions;

  function add(record: Buffer): void {
    const head = Buffer.alloc(4);
    head.writeUInt32BE(record.length);
    records.push(head, record);
    bytes += record.length + 4;
  }
}

function readDefinition(data: Buffer, types: ReadonlyMap<number, string>): TableDefinition {
  let at = 5;
  const text = (): string => {
    const end = data.indexOf(0, at);
    const found = data.toString('utf8', at, end);
    at = end + 1;
    return found;
  };
  const schema = text();
  const name = text();
  const identity = IDENTITIES[String.fromCharCode(data[at] ?? 0)] ?? 'default';
  const count = data.readUInt16BE(at + 1);
  at += 3;
  const columns = Array.from({ length: count }, () => {
    const key = data[at] === 1;
    at += 1;
    const column = text();
    const type = types.get(data.readUInt32BE(at)) ?? 'text';
    at += 8;
    return { name: column, key, type };
  });
  return { schema, name, identity, columns };
}
