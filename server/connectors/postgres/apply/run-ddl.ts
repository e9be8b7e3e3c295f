/**
 * DDL of the stream inside a lane's transaction: under the names and the time zone of the session that ran it at the source,
 * and with the lane's own settings again behind it, because types are told by them.
 */
import type { TableShape } from '../../../core/catalog.ts';
import { GodwitError } from '../../../core/errors.ts';
import type { ConvertedDdl } from '../../ddl-converter.ts';
import { ServerError } from '../errors.ts';
import { saidBy } from '../server-words.ts';
import { quoteName, quoteTable, quoteText } from '../sql-text.ts';
import { parseTableShapes, tableShapesJson } from '../table-shape.ts';
import type { WireSession } from '../wire-session.ts';
import { keylessIndexName } from './keyless-index.ts';

/** Connection, deadlock, resources, operator: the same statement may pass later. */
const NOT_ITS_FAULT = /^(08|40|53|57)/;

/** Throws DDL_FAILED with what the server said; any other failure as it came. */
export async function runDdl(
  session: WireSession,
  ddl: ConvertedDdl,
  of: { readonly command: string; readonly object: string },
): Promise<ReadonlyMap<string, TableShape>> {
  const { rows } = await session.query("SELECT current_setting('search_path'), current_setting('TimeZone')");
  const [path, timeZone] = rows[0] ?? [];
  // the index by which rows without a key are found covers the columns of before: it is made again when it is needed
  for (const { target } of ddl.tables)
    await session.query(
      `DROP INDEX IF EXISTS ${quoteTable({ schema: target.schema, name: keylessIndexName(target) })}`,
    );
  const there = ddl.path.map(quoteName).join(', ');
  await session.query(
    `SELECT set_config('search_path', ${quoteText(there)}, true), set_config('TimeZone', ${quoteText(ddl.timeZone)}, true)`,
  );
  for (const statement of ddl.statements) {
    try {
      await session.query(statement);
    } catch (error) {
      if (!(error instanceof ServerError) || NOT_ITS_FAULT.test(error.code)) throw error;
      const said = saidBy(error);
      throw new GodwitError('DDL_FAILED', { ...of, detail: said.detail }, { cause: error, rowDetail: said.rowDetail });
    }
  }
  await session.query(
    `SELECT set_config('search_path', ${quoteText(path ?? '')}, true), set_config('TimeZone', ${quoteText(timeZone ?? '')}, true)`,
  );
  if (ddl.tables.length === 0) return new Map();
  const answer = await session.query(tableShapesJson(ddl.tables.map(({ target }) => target)));
  const shapes = parseTableShapes(answer.rows[0]?.[0] ?? '[]');
  return new Map(
    ddl.tables.flatMap(({ id, target }) => {
      const shape = shapes.find(({ table }) => table.schema === target.schema && table.name === target.name);
      return shape === undefined ? [] : [[id, shape] as const];
    }),
  );
}
