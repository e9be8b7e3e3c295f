/** Changes of the objects of a task: adding a table, removing one, and the records of what was asked for. */
import { type SyntheticEvent, useState } from 'react';
import {
  ObjectChangeAbortDocument,
  ObjectChangeCancelDocument,
  ObjectChangeRetryDocument,
  ObjectsAddDocument,
  type TaskObjectsQuery,
} from '../../../generated/graphql.ts';
import { percent, plural, tableWords, words } from '../../format/format.ts';
import { useAct, useActAndTell } from '../../live/act.ts';
import { Dialog, FormEnd } from '../../parts/dialog.tsx';
import { Field } from '../../parts/field.tsx';
import { ProblemNotice, type Problem } from '../../parts/notice.tsx';
import { Section } from '../../parts/page.tsx';
import { State } from '../../parts/state.tsx';
import { Ago } from '../../parts/time.tsx';

type Change = NonNullable<TaskObjectsQuery['task']>['objectChanges']['nodes'][number];

export function AddTableDialog({
  taskId,
  started,
  close,
}: {
  readonly taskId: string;
  readonly started: boolean;
  readonly close: () => void;
}) {
  const act = useAct();
  const [rule, setRule] = useState({ schema: '', name: '', targetSchema: '', targetName: '', rowFilter: '' });
  const [problem, setProblem] = useState<Problem | null>(null);
  const set = (part: keyof typeof rule) => (value: string) => setRule({ ...rule, [part]: value });
  const submit = async (event: SyntheticEvent): Promise<void> => {
    event.preventDefault();
    const { schema, name, targetSchema, targetName, rowFilter } = rule;
    const object = {
      schema,
      name,
      targetSchema: targetSchema || null,
      targetName: targetName || null,
      rowFilter: rowFilter || null,
    };
    const done = started ? 'The table is being added.' : 'The table is added.';
    const found = await act(ObjectsAddDocument, { input: { taskId, objects: [object] } }, done);
    if (found === null) close();
    else setProblem(found);
  };
  return (
    <Dialog title="Add a table" close={close}>
      <form className="stack" onSubmit={(event) => void submit(event)}>
        <p className="muted">
          {started
            ? 'Its rows are copied beside the running stream, then merged into it. The task stays as it is meanwhile.'
            : 'It becomes a rule of the task.'}
        </p>
        <div className="fields">
          <Field label="Schema" required autoFocus spellCheck={false} value={rule.schema} change={set('schema')} />
          <Field label="Table" required spellCheck={false} value={rule.name} change={set('name')} />
        </div>
        <div className="fields">
          <Field
            label="Schema at the target"
            placeholder="same"
            spellCheck={false}
            value={rule.targetSchema}
            change={set('targetSchema')}
          />
          <Field
            label="Table at the target"
            placeholder="same"
            spellCheck={false}
            value={rule.targetName}
            change={set('targetName')}
          />
        </div>
        <Field
          label="Row filter"
          placeholder="all rows"
          spellCheck={false}
          value={rule.rowFilter}
          change={set('rowFilter')}
        />
        {problem === null ? null : <ProblemNotice problem={problem} spoken />}
        <FormEnd close={close}>Add</FormEnd>
      </form>
    </Dialog>
  );
}

interface Steering {
  readonly verb: string;
  readonly from: readonly Change['status'][];
  readonly document:
    typeof ObjectChangeCancelDocument | typeof ObjectChangeAbortDocument | typeof ObjectChangeRetryDocument;
  readonly done: string;
}

/** What may be done with a change, in which status (the API says the same). */
const STEERING: readonly Steering[] = [
  { verb: 'Cancel', from: ['PENDING'], document: ObjectChangeCancelDocument, done: 'The change is cancelled.' },
  { verb: 'Retry', from: ['FAILED'], document: ObjectChangeRetryDocument, done: 'The change goes on.' },
  {
    verb: 'Abort',
    from: ['MODIFYING', 'RUNNING', 'FAILED'],
    document: ObjectChangeAbortDocument,
    done: 'The change is being aborted; what it made is dropped.',
  },
];

const mayBe = ({ verb }: Steering, { aborting, kind }: Change): boolean =>
  !aborting && (verb !== 'Abort' || kind === 'ADD');

/** How far it is, in words; nothing when it is over. */
function standing({ aborting, phase, progress, status }: Change): string {
  if (aborting && status !== 'ABORTED') return 'Being aborted';
  return phase ? `${words(phase)} ${percent(progress ?? 0)}` : '';
}

export function ObjectChanges({ changes }: { readonly changes: readonly Change[] }) {
  const tell = useActAndTell();
  if (changes.length === 0) return null;
  return (
    <Section title="Changes" padded={false}>
      <ul>
        {changes.map((change) => (
          <li key={change.id} className="change">
            <div className="row spread">
              <span className="row wide">
                <State of={change.status} />
                <span>
                  {words(change.kind)} <span className="mono">{change.objects.map(tableWords).join(', ')}</span>
                  {change.objectsTotal > change.objects.length
                    ? ` and ${change.objectsTotal - change.objects.length} more`
                    : ''}
                </span>
                {standing(change) === '' ? null : <span className="small muted">{standing(change)}</span>}
              </span>
              <span className="row small muted">
                {change.requestedBy} <Ago at={change.requestedAt} />
                {STEERING.filter((one) => one.from.includes(change.status) && mayBe(one, change)).map((one) => (
                  <button
                    key={one.verb}
                    type="button"
                    className={one.verb === 'Abort' ? 'button small risky' : 'button small'}
                    onClick={() => void tell(one.document, { input: { changeId: change.id } }, one.done)}
                  >
                    {one.verb}
                    <span className="unseen"> this change</span>
                  </button>
                ))}
              </span>
            </div>
            {change.reason ? <ProblemNotice problem={change.reason} /> : null}
            {change.status === 'ABORTED' && change.dropped ? (
              <details className="small">
                <summary>Dropped: {plural(change.dropped.length, 'thing')}</summary>
                <ul className="mono">
                  {change.dropped.map((one) => (
                    <li key={one}>{one}</li>
                  ))}
                </ul>
              </details>
            ) : null}
          </li>
        ))}
      </ul>
    </Section>
  );
}
