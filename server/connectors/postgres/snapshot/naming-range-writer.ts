/** A range writer whose refusals leave with code and table (range-errors.ts): around any other one. */
import type { EndpointAddress } from '../../../core/endpoint-address.ts';
import type { RangeRecord, RangeWriter, TargetTableColumns } from '../../copy-target.ts';
import type { TableName } from '../../../core/object-map.ts';
import { targetError } from './range-errors.ts';

export class NamingRangeWriter implements RangeWriter {
  readonly #writer: RangeWriter;
  readonly #address: EndpointAddress;
  #table: TableName = { schema: '?', name: '?' };

  constructor(writer: RangeWriter, address: EndpointAddress) {
    this.#writer = writer;
    this.#address = address;
  }

  begin(table: TargetTableColumns): Promise<void> {
    this.#table = table.name;
    return this.#named(this.#writer.begin(table));
  }

  write(bytes: Buffer): Promise<void> {
    return this.#named(this.#writer.write(bytes));
  }

  commit(record: RangeRecord): ReturnType<RangeWriter['commit']> {
    return this.#named(this.#writer.commit(record));
  }

  rollback(): Promise<void> {
    return this.#named(this.#writer.rollback());
  }

  [Symbol.asyncDispose](): Promise<void> {
    return Promise.resolve(this.#writer[Symbol.asyncDispose]());
  }

  #named<T>(work: Promise<T>): Promise<T> {
    return work.catch((error: unknown) => {
      throw targetError(error, { address: this.#address, table: this.#table });
    });
  }
}
