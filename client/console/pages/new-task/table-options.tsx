/**
 * What is wanted of one chosen table: another name at the target, a row filter, a choice of columns. What is wrong is told at
 * the field: names and columns from the draft, the filter by the service while it is written.
 */
import { useId } from 'react';
import { Check, Field } from '../../parts/field.tsx';
import { RowFilterField } from '../row-filter-field.tsx';
import { optionsOf, problemsOf, type Draft, type OptionProblems, type TableOptions } from './draft.ts';

export interface ChosenTable {
  readonly key: string;
  readonly schema: string;
  readonly name: string;
  readonly columns: readonly string[];
  readonly keyColumns: readonly string[];
}

interface TableOptionsProps {
  readonly table: ChosenTable;
  readonly draft: Draft;
  readonly change: (options: TableOptions) => void;
  /** Told whether the filter cannot be used, so that the task is not made with it. */
  readonly filterIsWrong: (wrong: boolean) => void;
}

export function TableOptionsPanel({ table, draft, change, filterIsWrong }: TableOptionsProps) {
  const options = optionsOf(draft, table.key);
  const problems = problemsOf(draft, table.key);
  const set = (part: Partial<TableOptions>): void => change({ ...options, ...part });
  return (
    <div
      className="table-options stack"
      role="group"
      aria-label={`Options of ${table.schema}.${table.name}`}
      onKeyDown={(event) => {
        // Enter in a field here would make the task
        if (event.key === 'Enter' && event.target instanceof HTMLInputElement) event.preventDefault();
      }}
    >
      <div className="fields">
        <Field
          label="Schema at the target"
          placeholder={table.schema}
          value={options.targetSchema}
          change={(targetSchema) => set({ targetSchema })}
          spellCheck={false}
          maxLength={63}
        />
        <Field
          label="Table at the target"
          placeholder={table.name}
          value={options.targetName}
          change={(targetName) => set({ targetName })}
          wrong={problems.target}
          spellCheck={false}
          maxLength={63}
        />
      </div>
      <RowFilterField
        table={table}
        endpointId={draft.sourceId}
        value={options.rowFilter}
        change={(rowFilter) => set({ rowFilter })}
        isWrong={filterIsWrong}
      />
      <Columns table={table} options={options} wrong={problems.columns} set={set} />
    </div>
  );
}

interface ColumnsProps {
  readonly table: ChosenTable;
  readonly options: TableOptions;
  readonly wrong: OptionProblems['columns'];
  readonly set: (part: Partial<TableOptions>) => void;
}

function Columns({ table, options, wrong, set }: ColumnsProps) {
  const id = useId();
  const { columns } = options;
  const chosen = new Map(columns?.map(({ source, target }) => [source, target]) ?? []);
  const put = (source: string, target: string | null): void => {
    const next = new Map(chosen);
    if (target === null) next.delete(source);
    else next.set(source, target);
    // in the order of the table, whatever the order of the clicks
    set({
      columns: table.columns.flatMap((name) => (next.has(name) ? { source: name, target: next.get(name) ?? '' } : [])),
    });
  };
  const lacks = columns === null ? [] : table.keyColumns.filter((name) => !chosen.has(name));
  return (
    <fieldset className="columns" aria-describedby={wrong || lacks.length > 0 ? id : undefined}>
      <legend>Columns and their names at the target</legend>
      <Check
        label="All columns, by the same names"
        checked={columns === null}
        change={(all) => set({ columns: all ? null : table.columns.map((source) => ({ source, target: '' })) })}
      />
      {wrong === null && lacks.length === 0 ? null : (
        <p
          id={id}
          role={wrong === null ? 'status' : 'alert'}
          className={`small state ${wrong === null ? 'warn' : 'bad'}`}
        >
          {wrong ??
            `Without ${lacks.join(', ')} the table loses its key: its rows are copied and compared more slowly.`}
        </p>
      )}
      {columns === null ? null : (
        <ul>
          {table.columns.map((name) => (
            <li key={name}>
              <Check
                label={<span className="mono">{name}</span>}
                {...(table.keyColumns.includes(name) ? { hint: 'key' } : {})}
                checked={chosen.has(name)}
                change={(on) => put(name, on ? '' : null)}
              />
              <input
                className="input"
                aria-label={`Name of ${name} at the target`}
                placeholder={name}
                disabled={!chosen.has(name)}
                maxLength={63}
                spellCheck={false}
                value={chosen.get(name) ?? ''}
                onChange={(event) => put(name, event.target.value)}
              />
            </li>
          ))}
        </ul>
      )}
    </fieldset>
  );
}
