/** The input that fits what a parameter holds; a parameter that may not be changed now shows its value only. */
import { count, words } from '../../format/format.ts';
import type { ParameterFieldsFragment } from '../../../generated/graphql.ts';

/** fullTargetNotEmpty is shown as Full target not empty. */
export const parameterName = (name: string): string => words(name.replace(/([a-z])([A-Z])/g, '$1_$2').toUpperCase());

export function valueWords(value: unknown, unit: string | null | undefined): string {
  if (value === null || value === undefined) return 'off';
  if (Array.isArray(value)) return value.length === 0 ? 'none' : value.join(', ');
  if (typeof value === 'boolean') return value ? 'on' : 'off';
  if (typeof value === 'number') return unit ? `${count(value)} ${unit}` : count(value);
  return typeof value === 'string' ? value : JSON.stringify(value);
}

interface FieldProps {
  readonly parameter: ParameterFieldsFragment;
  readonly value: unknown;
  readonly change: (value: unknown) => void;
  readonly label: string;
}

export function ParameterInputField({ parameter, value, change, label }: FieldProps) {
  if (!parameter.changeable) return <span className="number">{valueWords(value, parameter.unit)}</span>;
  const choices = parameter.choices ?? [];
  switch (parameter.type) {
    case 'BOOLEAN':
      return (
        <label className="check">
          <input type="checkbox" checked={value === true} onChange={(event) => change(event.target.checked)} />{' '}
          <span>{value === true ? 'on' : 'off'}</span>
          <span className="unseen">{label}</span>
        </label>
      );
    case 'ENUM':
      return (
        <select
          className="input"
          aria-label={label}
          value={String(value)}
          onChange={(event) => change(event.target.value)}
        >
          {choices.map((choice) => (
            <option key={choice}>{choice}</option>
          ))}
        </select>
      );
    case 'SET': {
      const chosen = Array.isArray(value) ? value : [];
      return (
        <div className="row" role="group" aria-label={label}>
          {choices.map((choice) => (
            <label key={choice} className="check small">
              <input
                type="checkbox"
                checked={chosen.includes(choice)}
                onChange={(event) =>
                  change(choices.filter((one) => (one === choice ? event.target.checked : chosen.includes(one))))
                }
              />
              {choice}
            </label>
          ))}
        </div>
      );
    }
    case 'INTEGER':
      return (
        <div className="row" style={{ flexWrap: 'nowrap' }}>
          <input
            className="input"
            type="number"
            aria-label={label}
            placeholder={parameter.optional ? 'off' : undefined}
            min={parameter.minimum ?? undefined}
            max={parameter.maximum ?? undefined}
            value={typeof value === 'number' ? value : ''}
            onChange={(event) => change(event.target.value === '' ? null : Number(event.target.value))}
          />
          <span className="small muted">{parameter.unit}</span>
        </div>
      );
    case 'TEXT':
      return (
        <input
          className="input"
          aria-label={label}
          value={typeof value === 'string' ? value : ''}
          onChange={(event) => change(event.target.value === '' ? null : event.target.value)}
        />
      );
  }
}
