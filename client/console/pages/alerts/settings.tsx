/** From when on something is an alert, and who is told outside of Godwit. For an ADMIN. */
import { type SyntheticEvent, useState } from 'react';
import {
  AlertThresholdsOfAllDocument,
  AlertThresholdsUpdateDocument,
  type RaisedLevel,
  type ThresholdsFieldsFragment,
} from '../../../generated/graphql.ts';
import { count } from '../../format/format.ts';
import { useAct } from '../../live/act.ts';
import { QueryView } from '../../live/query-view.tsx';
import { useLiveQuery } from '../../live/use-live-query.ts';
import { Field } from '../../parts/field.tsx';
import { Notice, ProblemNotice, type Problem } from '../../parts/notice.tsx';
import { PageHead, Section } from '../../parts/page.tsx';
import { Ago } from '../../parts/time.tsx';
import { Link } from '../../routing/router.tsx';
import { Webhooks } from './webhooks.tsx';
import { levelWords } from './words.ts';

export function AlertSettingsPage({ maySet }: { readonly maySet: boolean }) {
  const live = useLiveQuery({ query: AlertThresholdsOfAllDocument, variables: {}, everyMs: 30_000 });
  return (
    <>
      <PageHead
        title="Thresholds and webhooks"
        above={
          <Link to="/alerts" className="link small">
            Alerts
          </Link>
        }
      />
      <Section title="Thresholds">
        <QueryView of={live} what="thresholds" lines={3}>
          {({ alertThresholds }) => (
            <ThresholdForm key={alertThresholds.revision} known={alertThresholds} maySet={maySet} />
          )}
        </QueryView>
      </Section>
      {maySet ? <Webhooks /> : <Notice tone="idle">Webhooks are shown to an ADMIN.</Notice>}
    </>
  );
}

type Typed = Readonly<Record<string, string>>;
const FIGURES = [
  ['latencySeconds', 'Latency, seconds'],
  ['failureSeconds', 'Failure, seconds'],
] as const;

/** Typed figures by `LEVEL.figure`. */
function typedOf(known: ThresholdsFieldsFragment): Typed {
  return Object.fromEntries(
    known.levels.flatMap((one) => FIGURES.map(([name]) => [`${one.level}.${name}`, String(one[name])] as const)),
  );
}

function ThresholdForm({ known, maySet }: { readonly known: ThresholdsFieldsFragment; readonly maySet: boolean }) {
  const act = useAct();
  const [typed, type] = useState(() => typedOf(known));
  const [problem, setProblem] = useState<Problem | null>(null);
  const wrong = (level: RaisedLevel, name: string): string | null =>
    problem?.path?.join('.') === `${level.toLowerCase()}.${name}` ? problem.message : null;
  const submit = async (event: SyntheticEvent): Promise<void> => {
    event.preventDefault();
    const of = (level: RaisedLevel) => ({
      latencySeconds: Number(typed[`${level}.latencySeconds`]),
      failureSeconds: Number(typed[`${level}.failureSeconds`]),
    });
    const input = { high: of('HIGH'), medium: of('MEDIUM'), low: of('LOW'), expectedRevision: known.revision };
    setProblem(await act(AlertThresholdsUpdateDocument, { input }, 'The thresholds are changed.'));
  };
  return (
    <form className="stack" onSubmit={(event) => void submit(event)}>
      <p className="muted">
        An alert is raised when the target is further behind than this, or when a failure lasts as long. They count for
        every task of the level, at once.
      </p>
      <div className="levels">
        {known.levels.map(({ level, leastSeconds, mostSeconds, defaultSeconds }) => (
          <fieldset key={level} className="stack tight" disabled={!maySet}>
            <legend>{levelWords(level)}</legend>
            {FIGURES.map(([name, label]) => (
              <Field
                key={name}
                label={label}
                inputMode="numeric"
                pattern="[0-9]+"
                required
                value={typed[`${level}.${name}`] ?? ''}
                change={(value) => type({ ...typed, [`${level}.${name}`]: value })}
                wrong={wrong(level, name)}
              />
            ))}
            <span className="small muted">
              {count(leastSeconds)} to {count(mostSeconds)} s; default {count(defaultSeconds)} s
            </span>
          </fieldset>
        ))}
      </div>
      {problem === null ? null : <ProblemNotice problem={problem} spoken />}
      <footer className="row spread">
        <span className="small muted">
          {known.updatedBy ? (
            <>
              Changed by {known.updatedBy} <Ago at={known.updatedAt} />
            </>
          ) : (
            'As delivered.'
          )}
        </span>
        {maySet ? (
          <button type="submit" className="button main">
            Save
          </button>
        ) : null}
      </footer>
    </form>
  );
}
