/** Foreign keys of the chosen tables: those that leave the set, and those that go round in a circle. */
import { tableKey, type TableName } from '../../../core/object-map.ts';
import { quoteName, quoteTable } from '../sql-text.ts';
import { orPassed, warning, type Check, type CheckInput, type Finding } from './check.ts';
import { shown } from './server-facts.ts';

interface Reference {
  readonly name: string;
  readonly from: TableName;
  readonly to: TableName;
}

export const references: readonly Check[] = [
  { name: 'FOREIGN_KEYS_INSIDE', side: 'SOURCE', skippable: true, when: ({ phases }) => phases.schema, run: leaving },
  { name: 'FOREIGN_KEYS_ACYCLIC', side: 'SOURCE', skippable: true, when: ({ phases }) => phases.schema, run: cyclic },
];

async function readReferences({ from }: CheckInput): Promise<Reference[]> {
  const chosen = new Set(from.tables.map(tableKey));
  const rows = await from.sql<{ reference: Reference }[]>`
    SELECT json_build_object('name', k.conname, 'from', json_build_object('schema', n.nspname, 'name', c.relname),
                             'to', json_build_object('schema', fn.nspname, 'name', f.relname)) AS reference
    FROM pg_constraint k JOIN pg_class c ON c.oid = k.conrelid JOIN pg_namespace n ON n.oid = c.relnamespace
    JOIN pg_class f ON f.oid = k.confrelid JOIN pg_namespace fn ON fn.oid = f.relnamespace
    WHERE k.contype = 'f' AND k.conparentid = 0 ORDER BY n.nspname, c.relname, k.conname`;
  return rows.map(({ reference }) => reference).filter(({ from: table }) => chosen.has(tableKey(table)));
}

async function leaving(input: CheckInput): Promise<readonly Finding[]> {
  const chosen = new Set(input.from.tables.map(tableKey));
  const findings = (await readReferences(input))
    .filter(({ to }) => !chosen.has(tableKey(to)))
    .map(({ name, from, to }) =>
      warning({
        object: `${shown(from)}.${name}`,
        found: `refers to ${shown(to)}, which is not chosen`,
        wanted: `${shown(to)} among the objects: else the key cannot be made at the target`,
        remedy: `Add ${shown(to)} to the objects, or ALTER TABLE ${quoteTable(from)} DROP CONSTRAINT ${quoteName(name)}.`,
      }),
    );
  return orPassed(findings, 'no foreign key leaves the chosen tables');
}

/** Tables are on a circle when what they refer to leads back to them. A table that refers to itself is none. */
async function cyclic(input: CheckInput): Promise<readonly Finding[]> {
  const found = await readReferences(input);
  const next = new Map<string, Reference[]>();
  for (const reference of found) {
    const key = tableKey(reference.from);
    if (key !== tableKey(reference.to)) next.set(key, [...(next.get(key) ?? []), reference]);
  }
  const circles = new Map<string, readonly Reference[]>();
  for (const start of next.keys()) {
    const circle = wayBack(start, next);
    if (circle !== null)
      circles.set(
        circle
          .map(({ name, from }) => `${tableKey(from)}/${name}`)
          .toSorted()
          .join(),
        circle,
      );
  }
  const findings = [...circles.values()].map((circle) =>
    warning({
      object: circle
        .map(({ from }) => shown(from))
        .toSorted()
        .join(' - '),
      found: `a circle over ${circle.map(({ name }) => name).join(', ')}`,
      wanted:
        'known to the people of the target: no order of loading satisfies it, so Godwit makes these keys after all rows',
      remedy: circle
        .map(({ name, from }) => `ALTER TABLE ${quoteTable(from)} ALTER CONSTRAINT ${quoteName(name)} DEFERRABLE`)
        .join('; '),
    }),
  );
  return orPassed(findings, 'no circle');
}

/** A shortest way from a table back to itself, by breadth. */
function wayBack(start: string, next: ReadonlyMap<string, readonly Reference[]>): readonly Reference[] | null {
  const seen = new Set<string>();
  const queue: (readonly Reference[])[] = (next.get(start) ?? []).map((reference) => [reference]);
  for (const path of queue) {
    const end = path.at(-1);
    if (end === undefined) continue;
    const key = tableKey(end.to);
    if (key === start) return path;
    if (seen.has(key)) continue;
    seen.add(key);
    for (const reference of next.get(key) ?? []) queue.push([...path, reference]);
  }
  return null;
}
