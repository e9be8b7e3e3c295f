/**
 * A table that becomes a list of cards on a narrow screen. Columns are described once; each cell carries its column's name.
 * The roles are spelled out, because a table shown as a grid of cards would lose them.
 */
import type { ReactNode } from 'react';

export interface Column<Row> {
  readonly name: string;
  readonly cell: (row: Row) => ReactNode;
  readonly right?: boolean;
  /** The card's heading on a narrow screen. */
  readonly title?: boolean;
  /** Buttons: no label on a narrow screen. */
  readonly acts?: boolean;
  readonly width?: string;
  /** Under the rows: a sum. */
  readonly foot?: ReactNode;
}

interface Ticks {
  readonly chosen: ReadonlySet<string>;
  readonly change: (chosen: ReadonlySet<string>) => void;
}

interface TableProps<Row> {
  readonly label: string;
  readonly rows: readonly Row[];
  readonly columns: readonly Column<Row>[];
  readonly keyOf: (row: Row) => string;
  readonly nameOf?: (row: Row) => string;
  readonly ticks?: Ticks;
  /** Below a row, for example its error. */
  readonly below?: (row: Row) => ReactNode;
}

export function Table<Row>({ label, rows, columns, keyOf, nameOf = keyOf, ticks, below }: TableProps<Row>) {
  const width = columns.length + (ticks === undefined ? 0 : 1);
  const all = ticks !== undefined && rows.length > 0 && rows.every((row) => ticks.chosen.has(keyOf(row)));
  const hasFoot = columns.some((column) => column.foot !== undefined);
  return (
    <div className="table-frame" role="group" aria-label={label} tabIndex={0}>
      <table className="cards" role="table" aria-label={label}>
        <thead role="rowgroup">
          <tr role="row">
            {ticks === undefined ? null : (
              <th role="columnheader" className="tick">
                <input
                  type="checkbox"
                  aria-label="Choose all"
                  checked={all}
                  onChange={() => ticks.change(new Set(all ? [] : rows.map(keyOf)))}
                />
              </th>
            )}
            {columns.map((column) => (
              <th
                key={column.name}
                role="columnheader"
                scope="col"
                className={column.right === true ? 'right' : undefined}
                style={column.width === undefined ? undefined : { width: column.width }}
              >
                {column.acts === true ? <span className="unseen">{column.name}</span> : column.name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody role="rowgroup">
          {rows.map((row) => {
            const key = keyOf(row);
            const more = below?.(row) ?? null;
            return [
              <tr key={key} role="row">
                {ticks === undefined ? null : (
                  <td role="cell" className="tick">
                    <input
                      type="checkbox"
                      aria-label={`Choose ${nameOf(row)}`}
                      checked={ticks.chosen.has(key)}
                      onChange={() => ticks.change(toggled(ticks.chosen, key))}
                    />
                  </td>
                )}
                {columns.map((column) => (
                  <td key={column.name} role="cell" data-label={column.name} className={classOf(column)}>
                    {column.cell(row)}
                  </td>
                ))}
              </tr>,
              more === null ? null : (
                <tr key={`${key} more`} role="row" className="more">
                  <td role="cell" colSpan={width} className="title">
                    {more}
                  </td>
                </tr>
              ),
            ];
          })}
        </tbody>
        {hasFoot ? (
          <tfoot role="rowgroup">
            <tr role="row">
              {columns.map((column) => (
                <td key={column.name} role="cell" data-label={column.name} className={classOf(column)}>
                  {column.foot}
                </td>
              ))}
            </tr>
          </tfoot>
        ) : null}
      </table>
    </div>
  );
}

const classOf = (column: {
  readonly right?: boolean;
  readonly title?: boolean;
  readonly acts?: boolean;
}): string | undefined =>
  [column.right === true ? 'right' : '', column.title === true ? 'title' : '', column.acts === true ? 'acts' : '']
    .filter(Boolean)
    .join(' ') || undefined;

export function toggled(chosen: ReadonlySet<string>, key: string): ReadonlySet<string> {
  const next = new Set(chosen);
  if (!next.delete(key)) next.add(key);
  return next;
}
