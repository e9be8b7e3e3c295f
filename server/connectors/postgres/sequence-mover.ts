/**
 * Sets sequences and identities of the target beyond the source's. The greatest value that any session of the source can
 * have taken is `last_value` (caches included); a sequence that was never asked starts at its start. A target sequence
 * that is already further stays (repeating is harmless). A value past a sequence's end is kept at its end.
 */
import type { SequenceMover, SequenceTarget } from '../catalog-writer.ts';
import type { TableName } from '../../core/object-map.ts';
import type { Sql } from './connection.ts';
import { quoteTable } from './sql-text.ts';

interface Standing {
  readonly value: bigint;
  readonly called: boolean;
  readonly increment: bigint;
  readonly minimum: bigint;
  readonly maximum: bigint;
}

export class PostgresSequenceMover implements SequenceMover {
  readonly #source: Sql;
  readonly #target: Sql;

  constructor(source: Sql, target: Sql) {
    this.#source = source;
    this.#target = target;
  }

  async move(sequences: readonly SequenceTarget[], marginSteps: number): Promise<number> {
    let moved = 0;
    for (const { source, target } of sequences) {
      const from = await readStanding(this.#source, source);
      const to = await readStanding(this.#target, target);
      if (from === null || to === null) continue;
      const wanted = beyond(from, marginSteps);
      const ahead = from.increment > 0n ? to.value >= wanted.value : to.value <= wanted.value;
      if (ahead && (to.called || !wanted.called)) continue;
      await this
        .#target`SELECT setval(${quoteTable(target)}::text::regclass, ${wanted.value.toString()}::text::int8, ${wanted.called})`;
      moved += 1;
    }
    return moved;
  }
}

function beyond(from: Standing, marginSteps: number): { value: bigint; called: boolean } {
  if (!from.called) return { value: from.value, called: false };
  const value = from.value + from.increment * BigInt(marginSteps);
  if (value > from.maximum) return { value: from.maximum, called: true };
  return { value: value < from.minimum ? from.minimum : value, called: true };
}

async function readStanding(sql: Sql, name: TableName): Promise<Standing | null> {
  const [row] = await sql<{ increment: string; minimum: string; maximum: string }[]>`
    SELECT q.seqincrement::text AS increment, q.seqmin::text AS minimum, q.seqmax::text AS maximum FROM pg_sequence q
      JOIN pg_class c ON c.oid = q.seqrelid JOIN pg_namespace n ON n.oid = c.relnamespace WHERE n.nspname = ${name.schema} AND c.relname = ${name.name}`;
  if (row === undefined) return null;
  const [last] = await sql.unsafe<{ value: string; called: boolean }[]>(
    `SELECT last_value::text AS value, is_called AS called FROM ${quoteTable(name)}`,
  );
  if (last === undefined) return null;
  return {
    value: BigInt(last.value),
    called: last.called,
    increment: BigInt(row.increment),
    minimum: BigInt(row.minimum),
    maximum: BigInt(row.maximum),
  };
}
