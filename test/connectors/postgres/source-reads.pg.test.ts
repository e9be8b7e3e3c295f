/** What Incr-Sync asks the source: a row is that of the table asked for, never one of a table that inherits from it. */
import { describe, expect, test } from 'vitest';
import { PostgresSourceReads } from '../../../server/connectors/postgres/apply/source-reads.ts';
import { MAJORS } from '../../setup/majors.ts';
import { testPostgres } from '../../setup/postgres.ts';

describe.each(MAJORS)('reads of a PostgreSQL %i source', (major) => {
  test('a refreshed row is of the table itself, or of a partition of it', async () => {
    await using source = await (await testPostgres(major)).createDatabase();
    await source.sql.unsafe(`
      CREATE TABLE parent (id int PRIMARY KEY, v text); CREATE TABLE child (more int) INHERITS (parent);
      INSERT INTO parent VALUES (1, 'parent'); INSERT INTO child VALUES (1, 'child', 1), (2, 'child', 2);
      CREATE TABLE parted (id int PRIMARY KEY, v text) PARTITION BY RANGE (id);
      CREATE TABLE part PARTITION OF parted DEFAULT; INSERT INTO parted VALUES (1, 'part')`);
    await using reads = new PostgresSourceReads(source.address, { mappings: [] });
    const read = async (name: string, id: string): Promise<unknown> => {
      const key = [{ column: 'id', value: id }];
      const row = await reads.refresh({ table: { schema: 'public', name }, key, columns: ['id', 'v'] });
      expect(row.visibility.snapshot.max).toBeGreaterThan(0n);
      return row.cells;
    };
    expect(await read('parent', '1')).toEqual(['1', 'parent']);
    expect(await read('parent', '2')).toBeNull();
    expect(await read('child', '2')).toEqual(['2', 'child']);
    expect(await read('parted', '1')).toEqual(['1', 'part']);
    expect(await read('part', '1')).toEqual(['1', 'part']);
  });
});
