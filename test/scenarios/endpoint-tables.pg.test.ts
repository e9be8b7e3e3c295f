/** The tables of an endpoint, and what rules choose of them, page by page from a real database. */
import { expect, test } from 'vitest';
import { testPostgres } from '../setup/postgres.ts';
import { Desk } from '../support/desk.ts';

interface Seen {
  readonly totalCount: number;
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
  readonly nodes: readonly {
    readonly table?: { name: string };
    readonly source?: { name: string };
    readonly columns?: unknown;
  }[];
}

test('all of them come, each once, whatever a page begins with, and only those that are looked for', async () => {
  const server = await testPostgres();
  await using source = await server.createDatabase();
  await source.sql.unsafe(`
    CREATE SCHEMA shop;
    DO $$ BEGIN FOR n IN 1..120 LOOP EXECUTE format('CREATE TABLE public."item%s" (id int PRIMARY KEY, note text)', lpad(n::text, 3, '0')); END LOOP; END $$;
    CREATE TABLE shop."Ärger" (at date);
    CREATE TABLE shop.visit (at date) PARTITION BY RANGE (at);
    CREATE TABLE shop.visit_2026 PARTITION OF shop.visit FOR VALUES FROM ('2026-01-01') TO ('2027-01-01')`);
  await using desk = await Desk.open();
  const id = await desk.endpoint(source.address);
  const tables = async (variables: object): Promise<Seen> =>
    (
      await desk.ask<{ endpoint: { tables: Seen } }>(
        `query ($id: ID!, $filter: EndpointTableFilter, $first: Int, $after: String, $last: Int) { endpoint(id: $id) {
          tables(filter: $filter, first: $first, after: $after, last: $last) {
            totalCount pageInfo { hasNextPage endCursor } nodes { table { schema name } columns hasKey keyColumns partitioned } } } }`,
        { id, ...variables },
      )
    ).endpoint.tables;
  const names: string[] = [];
  for (let after: string | null = null, more = true; more;) {
    const page: Seen = await tables({ first: 50, after });
    expect(page.totalCount).toBe(122);
    names.push(...page.nodes.map(({ table }) => table?.name ?? ''));
    ({ hasNextPage: more, endCursor: after } = page.pageInfo);
  }
  expect(names).toEqual([
    ...Array.from({ length: 120 }, (_, n) => `item${String(n + 1).padStart(3, '0')}`),
    'visit',
    'Ärger',
  ]);
  expect(await tables({ last: 1, filter: { keyword: 'ITEM01' } })).toMatchObject({
    totalCount: 10,
    nodes: [
      {
        table: { schema: 'public', name: 'item019' },
        columns: ['id', 'note'],
        hasKey: true,
        keyColumns: ['id'],
        partitioned: false,
      },
    ],
  });
  expect((await tables({ first: 9, filter: { schema: 'shop', keyword: 'vis' } })).nodes).toMatchObject([
    { table: { name: 'visit' }, partitioned: true },
  ]);
  expect(await tables({ first: 9, filter: { schema: 'nowhere' } })).toMatchObject({ totalCount: 0, nodes: [] });
  await source.sql.unsafe('DROP TABLE item050');
  const behind = await tables({ first: 1, after: (await tables({ first: 50 })).pageInfo.endCursor });
  expect(behind.nodes.map(({ table }) => table?.name)).toEqual(['item052']);

  const preview = async (variables: object): Promise<Seen> =>
    (
      await desk.ask<{ objectsPreview: { tables: Seen } }>(
        `query ($id: ID!, $selection: SelectionInput!, $keyword: String, $first: Int, $after: String) {
          objectsPreview(endpointId: $id, selection: $selection) { tables(keyword: $keyword, first: $first, after: $after) {
            totalCount pageInfo { hasNextPage endCursor } nodes { source { name } } } } }`,
        { id, selection: { include: [{ schema: 'public', name: '*' }] }, ...variables },
      )
    ).objectsPreview.tables;
  const first = await preview({ first: 100 });
  expect(first).toMatchObject({ totalCount: 119, pageInfo: { hasNextPage: true } });
  const rest = await preview({ first: 100, after: first.pageInfo.endCursor });
  expect(new Set([...first.nodes, ...rest.nodes].map((one) => one.source?.name)).size).toBe(119);
  expect((await preview({ first: 100, keyword: 'm11' })).totalCount).toBe(10);
});
