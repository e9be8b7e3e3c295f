/** The head of a phase's page: status, progress, times and the reason when it failed. */
import type { ReactNode } from 'react';
import { Facts } from '../../parts/page.tsx';
import { ProblemNotice, type Problem } from '../../parts/notice.tsx';
import { Progress } from '../../parts/progress.tsx';
import { State, toneOf } from '../../parts/state.tsx';
import { Ago, Took } from '../../parts/time.tsx';

interface Phase {
  readonly status: string;
  readonly progress?: number;
  readonly startedAt?: string | null;
  readonly completedAt?: string | null;
  readonly reason?: Problem | null;
}

export function PhaseHead({
  phase,
  end,
  lead,
  facts = [],
}: {
  readonly phase: Phase;
  readonly end?: ReactNode;
  /** The figure that says most, large. */
  readonly lead?: ReactNode;
  readonly facts?: readonly (readonly [string, ReactNode])[];
}) {
  return (
    <section className="card padded stack" aria-label="State of the phase">
      <div className="row spread">
        <State of={phase.status} pill />
        {end}
      </div>
      {phase.progress === undefined ? null : (
        <Progress of={phase.progress} label="Progress of the phase" tone={toneOf(phase.status)} />
      )}
      {lead}
      {phase.reason ? <ProblemNotice problem={phase.reason} /> : null}
      <Facts
        facts={[
          ['Started', <Ago key="started" at={phase.startedAt} />],
          ['Ended', <Ago key="ended" at={phase.completedAt} />],
          ['Duration', <Took key="took" from={phase.startedAt} to={phase.completedAt} />],
          ...facts,
        ]}
      />
    </section>
  );
}
