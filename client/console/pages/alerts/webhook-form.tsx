/** Makes or changes a webhook. The secret goes in and never comes back. */
import { type SyntheticEvent, useState } from 'react';
import {
  AlertWebhookCreateDocument,
  AlertWebhookUpdateDocument,
  type AlertKind,
  type RaisedLevel,
  type WebhookFieldsFragment,
} from '../../../generated/graphql.ts';
import { useAct } from '../../live/act.ts';
import { Dialog, FormEnd } from '../../parts/dialog.tsx';
import { Check, Field } from '../../parts/field.tsx';
import { ProblemNotice, wrongAt, type Problem } from '../../parts/notice.tsx';
import { KINDS, LEVELS } from './words.ts';

const LEAST_SECRET = 16;

interface FormProps {
  readonly known: WebhookFieldsFragment | null;
  readonly saved: () => void;
  readonly close: () => void;
}

export function WebhookForm({ known, saved, close }: FormProps) {
  const act = useAct();
  const [name, setName] = useState(known?.name ?? '');
  const [url, setUrl] = useState(known?.url ?? '');
  const [secret, setSecret] = useState('');
  const [levels, setLevels] = useState<readonly RaisedLevel[]>(known?.levels ?? LEVELS.map(([one]) => one));
  const [kinds, setKinds] = useState<readonly AlertKind[]>(known?.kinds ?? KINDS.map(([one]) => one));
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);
  const submit = async (event: SyntheticEvent): Promise<void> => {
    event.preventDefault();
    setBusy(true);
    const given = { name: name.trim(), url: url.trim(), levels: [...levels], kinds: [...kinds] };
    const found =
      known === null
        ? await act(AlertWebhookCreateDocument, { input: { ...given, secret } }, `${given.name} is made.`)
        : await act(
            AlertWebhookUpdateDocument,
            {
              input: {
                ...given,
                webhookId: known.id,
                expectedRevision: known.revision,
                secret: secret === '' ? null : secret,
              },
            },
            `${given.name} is changed.`,
          );
    setBusy(false);
    setProblem(found);
    if (found !== null) return;
    saved();
    close();
  };
  return (
    <Dialog title={known === null ? 'New webhook' : `Change ${known.name}`} close={close}>
      <form className="stack" onSubmit={(event) => void submit(event)}>
        <Field
          label="Name"
          required
          maxLength={64}
          autoFocus
          value={name}
          change={setName}
          wrong={wrongAt(problem, 'name')}
          hint="Unique, up to 64 characters."
        />
        <Field
          label="URL"
          required
          type="url"
          spellCheck={false}
          value={url}
          change={setUrl}
          wrong={wrongAt(problem, 'url')}
          hint="https or http; internal addresses are allowed. Redirects are not followed."
        />
        <Field
          label="Secret"
          type="password"
          autoComplete="new-password"
          required={known === null}
          minLength={LEAST_SECRET}
          value={secret}
          change={setSecret}
          wrong={wrongAt(problem, 'secret')}
          hint={
            known === null
              ? 'At least 16 characters; signs every message. Kept encrypted and never shown again.'
              : 'Left empty, it stays as it is.'
          }
        />
        <Several label="Levels" options={LEVELS} chosen={levels} change={setLevels} />
        <Several label="Kinds" options={KINDS} chosen={kinds} change={setKinds} />
        {problem === null ? null : <ProblemNotice problem={problem} spoken />}
        <FormEnd close={close} disabled={busy || levels.length === 0 || kinds.length === 0}>
          {busy ? 'Saving…' : 'Save'}
        </FormEnd>
      </form>
    </Dialog>
  );
}

function Several<Value extends string>({
  label,
  options,
  chosen,
  change,
}: {
  readonly label: string;
  readonly options: readonly (readonly [Value, string])[];
  readonly chosen: readonly Value[];
  readonly change: (chosen: readonly Value[]) => void;
}) {
  return (
    <fieldset className="stack tight">
      <legend>{label}</legend>
      <div className="row">
        {options.map(([option, words]) => (
          <Check
            key={option}
            label={words}
            checked={chosen.includes(option)}
            change={(on) => change(on ? [...chosen, option] : chosen.filter((one) => one !== option))}
          />
        ))}
      </div>
    </fieldset>
  );
}
