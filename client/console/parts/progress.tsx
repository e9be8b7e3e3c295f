/** A bar with its figure. The width of the figure is fixed, so that nothing jumps when it changes. */
import { percent } from '../format/format.ts';
import type { Tone } from './state.tsx';

interface ProgressProps {
  readonly of: number | null | undefined;
  readonly label: string;
  readonly tone?: Tone;
}

export function Progress({ of, label, tone = 'busy' }: ProgressProps) {
  const share = Math.max(0, Math.min(1, of ?? 0));
  return (
    <div className="bar-line">
      <div
        className={`bar ${tone}`}
        role="progressbar"
        aria-label={label}
        aria-valuemin={0}
        aria-valuemax={100}
        aria-valuenow={Math.floor(share * 100)}
      >
        <i style={{ transform: `scaleX(${share})` }} />
      </div>
      <span className="number small right">{percent(of)}</span>
    </div>
  );
}
