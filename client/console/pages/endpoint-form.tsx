/** The form of an endpoint, in a dialog: test it before it is kept. A password that is left empty stays as it is. */
import { type SyntheticEvent, useState } from 'react';
import {
  EndpointCreateDocument,
  EndpointTestDocument,
  EndpointUpdateDocument,
  type EndpointFieldsFragment,
  type TlsMode,
} from '../../generated/graphql.ts';
import { count } from '../format/format.ts';
import { useAct } from '../live/act.ts';
import { Dialog } from '../parts/dialog.tsx';
import { Choice, Field } from '../parts/field.tsx';
import { Notice, ProblemNotice, wrongAt, type Problem } from '../parts/notice.tsx';

interface EndpointFormProps {
  readonly known: EndpointFieldsFragment | null;
  readonly close: () => void;
  readonly saved: (endpoint: EndpointFieldsFragment) => void;
}

const TLS: readonly (readonly [TlsMode, string])[] = [
  ['DISABLE', 'Disable: not encrypted'],
  ['REQUIRE', 'Require: encrypted'],
  ['VERIFY_CA', 'Verify CA: signed by the CA'],
  ['VERIFY_FULL', 'Verify full: CA and host name'],
];

export function EndpointForm({ known, close, saved }: EndpointFormProps) {
  const act = useAct();
  const [values, setValues] = useState({
    name: known?.name ?? '',
    host: known?.host ?? '',
    port: String(known?.port ?? 5432),
    database: known?.database ?? '',
    user: known?.user ?? '',
    password: '',
    tlsCa: '',
  });
  const [tlsMode, setTlsMode] = useState<TlsMode>(known?.tlsMode ?? 'DISABLE');
  const [busy, setBusy] = useState<'test' | 'save' | null>(null);
  const [problem, setProblem] = useState<Problem | null>(null);
  const [answer, setAnswer] = useState<string | null>(null);
  const set = (name: keyof typeof values) => (value: string) => setValues({ ...values, [name]: value });
  const tlsCa = tlsMode.startsWith('VERIFY') ? values.tlsCa : ''; // what is not shown is not sent
  const secrets = {
    ...(values.password === '' ? {} : { password: values.password }),
    ...(tlsCa === '' ? {} : { tlsCa }),
  };
  const place = {
    name: values.name.trim(),
    host: values.host.trim(),
    port: Number(values.port),
    database: values.database.trim(),
    user: values.user.trim(),
    tlsMode,
  };
  const whole = { ...place, kind: 'POSTGRESQL' as const, password: values.password, tlsCa: tlsCa || null };

  const test = async (): Promise<void> => {
    setBusy('test');
    setAnswer(null);
    const storedAsItIs = known !== null && values.password === '';
    const found = await act(
      EndpointTestDocument,
      { input: storedAsItIs ? { endpointId: known.id } : { endpoint: { ...whole, name: whole.name || 'test' } } },
      (data) => {
        if (!('test' in data.endpointTest) || !data.endpointTest.test) return;
        const { ok, version, latencyMs, error } = data.endpointTest.test;
        setProblem(ok ? null : (error ?? null));
        if (ok) setAnswer(`${version ?? 'The server'} answered in ${count(latencyMs)} ms.`);
      },
    );
    if (found !== null) setProblem(found);
    setBusy(null);
  };
  const save = async (event: SyntheticEvent): Promise<void> => {
    event.preventDefault();
    setBusy('save');
    const found =
      known === null
        ? await act(EndpointCreateDocument, { input: { endpoint: whole } }, (data) => {
            if ('endpoint' in data.endpointCreate && data.endpointCreate.endpoint) saved(data.endpointCreate.endpoint);
          })
        : await act(
            EndpointUpdateDocument,
            { input: { endpointId: known.id, expectedRevision: known.revision, ...place, ...secrets } },
            (data) => {
              if ('endpoint' in data.endpointUpdate && data.endpointUpdate.endpoint)
                saved(data.endpointUpdate.endpoint);
            },
          );
    setBusy(null);
    setProblem(found);
  };
  return (
    <Dialog title={known === null ? 'New endpoint' : `Change ${known.name}`} close={close}>
      <form className="stack" onSubmit={(event) => void save(event)}>
        <Field
          label="Name"
          required
          maxLength={64}
          autoFocus
          value={values.name}
          change={set('name')}
          wrong={wrongAt(problem, 'name')}
          hint="Unique; shown wherever this database is named."
        />
        <div className="fields">
          <Field
            label="Host"
            required
            spellCheck={false}
            value={values.host}
            change={set('host')}
            wrong={wrongAt(problem, 'host')}
          />
          <Field
            label="Port"
            required
            inputMode="numeric"
            pattern="[0-9]{1,5}"
            value={values.port}
            change={set('port')}
            wrong={wrongAt(problem, 'port')}
          />
        </div>
        <div className="fields">
          <Field
            label="Database"
            required
            spellCheck={false}
            value={values.database}
            change={set('database')}
            wrong={wrongAt(problem, 'database')}
          />
          <Field
            label="User"
            required
            spellCheck={false}
            autoComplete="off"
            value={values.user}
            change={set('user')}
            wrong={wrongAt(problem, 'user')}
          />
        </div>
        <Field
          label="Password"
          type="password"
          autoComplete="new-password"
          value={values.password}
          change={set('password')}
          wrong={wrongAt(problem, 'password')}
          hint={known === null ? 'Kept encrypted and never shown again.' : 'Left empty, it stays as it is.'}
        />
        {/* the values of TlsMode are the options above */}
        <Choice label="TLS" value={tlsMode} change={(mode) => setTlsMode(mode as TlsMode)} options={TLS} />
        {tlsMode.startsWith('VERIFY') ? (
          <div className="field">
            <label htmlFor="endpoint-ca">CA certificate (PEM)</label>
            <textarea
              id="endpoint-ca"
              className="input"
              value={values.tlsCa}
              aria-invalid={wrongAt(problem, 'tlsCa') === null ? undefined : true}
              aria-describedby={wrongAt(problem, 'tlsCa') === null ? undefined : 'endpoint-ca-wrong'}
              onChange={(event) => set('tlsCa')(event.target.value)}
            />
            {wrongAt(problem, 'tlsCa') === null ? null : (
              <span id="endpoint-ca-wrong" className="small state bad">
                {wrongAt(problem, 'tlsCa')}
              </span>
            )}
          </div>
        ) : null}
        {problem === null ? null : <ProblemNotice problem={problem} spoken />}
        {answer === null ? null : (
          <Notice tone="good" spoken>
            {answer}
          </Notice>
        )}
        <footer>
          <button
            type="button"
            className="button"
            style={{ marginRight: 'auto' }}
            disabled={busy !== null || values.host === ''}
            onClick={() => void test()}
          >
            {busy === 'test' ? 'Testing…' : 'Test'}
          </button>
          <button type="button" className="button" onClick={close}>
            Cancel
          </button>
          <button type="submit" className="button main" disabled={busy !== null}>
            {busy === 'save' ? 'Saving…' : 'Save'}
          </button>
        </footer>
      </form>
    </Dialog>
  );
}
