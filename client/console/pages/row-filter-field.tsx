/** The row filter of a table, checked by the service against the source while it is written. */
import { useEffect } from 'react';
import { RowFilterCheckDocument } from '../../generated/graphql.ts';
import { useLiveQuery } from '../live/use-live-query.ts';
import { useSettled } from '../live/use-settled.ts';
import { Field } from '../parts/field.tsx';

const HOUR_MS = 3_600_000;
const FILTER_HINT =
  "Columns compared with values, e.g. created_at >= '2026-01-01' AND status <> 'void'. Empty: all rows.";

interface RowFilterProps {
  readonly label?: string;
  readonly table: { readonly schema: string; readonly name: string };
  /** The endpoint that has the table. */
  readonly endpointId: string;
  readonly value: string;
  readonly change: (value: string) => void;
  /** Told whether the filter cannot be used. */
  readonly isWrong: (wrong: boolean) => void;
}

export function RowFilterField({ label = 'Row filter', table, endpointId, value, change, isWrong }: RowFilterProps) {
  const settled = useSettled(value);
  const blank = settled.trim() === '';
  const live = useLiveQuery({
    query: RowFilterCheckDocument,
    variables: { endpointId, schema: table.schema, name: table.name, rowFilter: settled },
    paused: blank,
    everyMs: HOUR_MS,
  });
  const answer = live.data?.rowFilterCheck;
  const known = !blank && settled === value && answer?.rowFilter === value ? answer : null;
  const wrong = known?.error ?? null;
  useEffect(() => {
    if (value.trim() === '') isWrong(false);
    else if (known !== null) isWrong(known.error !== null && known.error !== undefined);
  }, [value, known]);
  const says =
    value.trim() === ''
      ? FILTER_HINT
      : live.problem !== null
        ? `It could not be checked: ${live.problem.message}`
        : known === null
          ? 'Checking…'
          : 'It can be used.';
  return (
    <div aria-live="polite">
      <Field
        label={label}
        value={value}
        change={change}
        hint={says}
        wrong={wrong === null ? null : wrong.message}
        spellCheck={false}
        autoComplete="off"
      />
    </div>
  );
}
