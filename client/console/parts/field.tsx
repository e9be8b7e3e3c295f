/** Labelled inputs. */
import { type InputHTMLAttributes, type ReactNode, useId } from 'react';
import { Icon } from './icon.tsx';

interface FieldProps extends Omit<InputHTMLAttributes<HTMLInputElement>, 'onChange'> {
  readonly label: string;
  readonly value: string;
  readonly change: (value: string) => void;
  readonly hint?: ReactNode;
  readonly wrong?: string | null;
}

export function Field({ label, value, change, hint, wrong, ...rest }: FieldProps) {
  const id = useId();
  const says = wrong ?? hint;
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      <input
        {...rest}
        id={id}
        className="input"
        value={value}
        aria-invalid={wrong ? true : undefined}
        aria-describedby={says ? `${id}-hint` : undefined}
        onChange={(event) => change(event.target.value)}
      />
      {says ? (
        <span id={`${id}-hint`} className={`small ${wrong ? 'state bad' : 'muted'}`}>
          {says}
        </span>
      ) : null}
    </div>
  );
}

interface ChoiceProps {
  readonly label: string;
  readonly value: string;
  readonly change: (value: string) => void;
  readonly options: readonly (readonly [value: string, words: string])[];
  readonly disabled?: boolean;
  readonly hint?: ReactNode;
  readonly wrong?: string | null;
}

export function Choice({ label, value, change, options, disabled = false, hint, wrong }: ChoiceProps) {
  const id = useId();
  const says = wrong ?? hint;
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      <select
        id={id}
        className="input"
        value={value}
        disabled={disabled}
        aria-invalid={wrong ? true : undefined}
        aria-describedby={says ? `${id}-hint` : undefined}
        onChange={(event) => change(event.target.value)}
      >
        {options.map(([option, shown]) => (
          <option key={option} value={option}>
            {shown}
          </option>
        ))}
      </select>
      {says ? (
        <span id={`${id}-hint`} className={`small ${wrong ? 'state bad' : 'muted'}`}>
          {says}
        </span>
      ) : null}
    </div>
  );
}

/** A list of names as options, with the chosen one also when the list does not have it (any more). */
export const withCurrent = (
  names: readonly string[],
  current: string | null,
): readonly (readonly [value: string, words: string])[] =>
  [...new Set(current ? [...names, current] : names)].map((name) => [name, name] as const);

export function SearchField({
  label,
  value,
  change,
}: {
  readonly label: string;
  readonly value: string;
  readonly change: (value: string) => void;
}) {
  return (
    <div className="search">
      <Icon name="search" size={15} />
      <input
        type="search"
        className="input"
        aria-label={label}
        placeholder={label}
        value={value}
        onChange={(event) => change(event.target.value)}
      />
    </div>
  );
}

export function Check({
  label,
  checked,
  change,
  disabled = false,
  hint,
}: {
  readonly label: ReactNode;
  readonly checked: boolean;
  readonly change: (checked: boolean) => void;
  readonly disabled?: boolean;
  readonly hint?: ReactNode;
}) {
  return (
    <label className="check">
      <input type="checkbox" checked={checked} disabled={disabled} onChange={(event) => change(event.target.checked)} />
      <span>
        {label}
        {hint === undefined ? null : <span className="small muted"> {hint}</span>}
      </span>
    </label>
  );
}

interface SegmentsProps<Value extends string> {
  readonly label: string;
  readonly value: Value;
  readonly change: (value: Value) => void;
  readonly options: readonly (readonly [value: Value, words: ReactNode])[];
}

/** One of a few, all in sight. */
export function Segments<Value extends string>({ label, value, change, options }: SegmentsProps<Value>) {
  return (
    <div className="segments" role="group" aria-label={label}>
      {options.map(([option, says]) => (
        <button key={option} type="button" aria-pressed={option === value} onClick={() => change(option)}>
          {says}
        </button>
      ))}
    </div>
  );
}

interface TogglesProps {
  readonly label: string;
  readonly value: readonly string[];
  readonly change: (value: string[]) => void;
  readonly options: readonly (readonly [value: string, words: ReactNode])[];
}

/** Any of a few, all in sight, under their label. */
export function Toggles({ label, value, change, options }: TogglesProps) {
  const id = useId();
  return (
    <div className="field">
      <span id={id} className="label">
        {label}
      </span>
      <div className="segments" role="group" aria-labelledby={id}>
        {options.map(([option, says]) => {
          const on = value.includes(option);
          return (
            <button
              key={option}
              type="button"
              aria-pressed={on}
              onClick={() => change(on ? value.filter((one) => one !== option) : [...value, option])}
            >
              {says}
            </button>
          );
        })}
      </div>
    </div>
  );
}
