/** One end of a new task: choose an endpoint or make one, and test it. */
import { useState } from 'react';
import { EndpointTestDocument, type EndpointFieldsFragment } from '../../../generated/graphql.ts';
import { count } from '../../format/format.ts';
import { useAct } from '../../live/act.ts';
import { Choice } from '../../parts/field.tsx';
import { Icon } from '../../parts/icon.tsx';
import { Notice, ProblemNotice, type Problem } from '../../parts/notice.tsx';
import { EndpointForm } from '../endpoint-form.tsx';

interface EndpointChoiceProps {
  readonly label: string;
  readonly endpoints: readonly EndpointFieldsFragment[];
  readonly value: string;
  readonly change: (id: string) => void;
  readonly wrong?: string | null;
}

export function EndpointChoice({ label, endpoints, value, change, wrong = null }: EndpointChoiceProps) {
  const [creating, create] = useState(false);
  const [testing, setTesting] = useState(false);
  const [answer, setAnswer] = useState<{ id: string; says: string | Problem } | null>(null);
  const act = useAct();
  const chosen = endpoints.find(({ id }) => id === value);
  const test = async (): Promise<void> => {
    setTesting(true);
    const problem = await act(EndpointTestDocument, { input: { endpointId: value } }, (data) => {
      if (!('test' in data.endpointTest) || !data.endpointTest.test) return;
      const { ok, version, latencyMs, error } = data.endpointTest.test;
      if (ok) setAnswer({ id: value, says: `${version ?? 'The server'} answered in ${count(latencyMs)} ms.` });
      else if (error) setAnswer({ id: value, says: error });
    });
    if (problem !== null) setAnswer({ id: value, says: problem });
    setTesting(false);
  };
  const says = answer?.id === value ? answer.says : null;
  return (
    <div className="stack tight">
      <Choice
        label={label}
        value={value}
        change={change}
        wrong={wrong}
        options={[['', 'Choose an endpoint'], ...endpoints.map(({ id, name }) => [id, name] as const)]}
      />
      {chosen === undefined ? null : (
        <span className="mono small muted">{`${chosen.user}@${chosen.host}:${chosen.port}/${chosen.database}`}</span>
      )}
      <div className="row">
        <button type="button" className="button small" disabled={value === '' || testing} onClick={() => void test()}>
          {testing ? 'Testing…' : 'Test'}
          <span className="unseen"> the {label.toLowerCase()}</span>
        </button>
        <button type="button" className="button small" onClick={() => create(true)}>
          <Icon name="plus" size={13} /> New endpoint<span className="unseen"> as {label.toLowerCase()}</span>
        </button>
      </div>
      {says === null ? null : typeof says === 'string' ? (
        <Notice tone="good" spoken>
          {says}
        </Notice>
      ) : (
        <ProblemNotice problem={says} spoken />
      )}
      {creating ? (
        <EndpointForm
          known={null}
          close={() => create(false)}
          saved={(endpoint) => {
            create(false);
            change(endpoint.id);
          }}
        />
      ) : null}
    </div>
  );
}
