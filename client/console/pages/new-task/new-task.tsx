/** A new task: both ends, phases, objects, options; then its page, where the precheck says whether it can start. */
import { type SyntheticEvent, useState } from 'react';
import { EndpointsPageDocument, TaskCreateDocument, type MigrationPhase } from '../../../generated/graphql.ts';
import { words } from '../../format/format.ts';
import { useAct } from '../../live/act.ts';
import { QueryView } from '../../live/query-view.tsx';
import { useLiveQuery } from '../../live/use-live-query.ts';
import { Check, Choice, Field } from '../../parts/field.tsx';
import { ProblemNotice, wrongAt, type Problem } from '../../parts/notice.tsx';
import { PageHead, Section } from '../../parts/page.tsx';
import { go, Link } from '../../routing/router.tsx';
import { ALL_PHASES, selectionOf, tagsOf, useDraft, whatIsWrong, type Draft } from './draft.ts';
import { EndpointChoice } from './endpoint-choice.tsx';
import { KindChoice } from './kind-choice.tsx';
import { ObjectChoice } from './object-choice.tsx';

const PHASE_SAYS: Readonly<Record<string, string>> = {
  SCHEMA_MIGRATION: 'Tables, indexes, constraints, views, sequences, comments.',
  FULL_MIGRATION: 'The rows that exist at a consistent point.',
  INCREMENTAL_SYNCHRONIZATION: 'Every change that happens meanwhile, as it happens.',
  FULL_VERIFICATION: 'The proof that both sides are equal, while writes go on.',
  REVERSE_INCREMENTAL: 'The way back: after the switchover, changes of the target are carried to the source.',
};
const CONCURRENCY = [
  ['STABLE', 'Stable: easy on both databases'],
  ['NORMAL', 'Normal'],
  ['FAST', 'Fast: uses more of both databases'],
] as const;

/** What is still missing, as a sentence; null when it can be made. */
function missing(draft: Draft, wrongFilters: ReadonlySet<string>): string | null {
  if (draft.name.trim() === '') return 'Give the task a name.';
  if (draft.sourceId === '' || draft.targetId === '') return 'Choose a source and a target.';
  if (draft.sourceId === draft.targetId) return 'Source and target must be two different databases.';
  if (draft.phases.length === 0) return 'Choose at least one phase.';
  return whatIsWrong(draft, wrongFilters);
}

function parametersOf(draft: Draft): { name: string; value: unknown }[] {
  const has = (phase: MigrationPhase): boolean => draft.phases.includes(phase);
  return [
    ...(has('FULL_MIGRATION')
      ? [
          { name: 'fullConcurrency', value: draft.fullConcurrency },
          { name: 'fullTargetNotEmpty', value: draft.targetNotEmpty },
        ]
      : []),
    ...(has('INCREMENTAL_SYNCHRONIZATION')
      ? [
          { name: 'incrementalDmlKinds', value: draft.dmlKinds },
          { name: 'incrementalDdlKinds', value: draft.ddlKinds },
          ...(has('FULL_MIGRATION')
            ? []
            : [{ name: 'incrementalStartPosition', value: draft.startPosition.trim() || null }]),
        ]
      : []),
    ...(has('FULL_VERIFICATION') ? [{ name: 'verificationConcurrency', value: draft.verificationConcurrency }] : []),
  ];
}

export function NewTaskPage() {
  const [draft, change, clear] = useDraft();
  const endpoints = useLiveQuery({
    query: EndpointsPageDocument,
    variables: { filter: null, first: 100, after: null, last: null, before: null },
  });
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);
  const act = useAct();
  const [wrongFilters, setWrongFilters] = useState<ReadonlySet<string>>(new Set());
  const filterIsWrong = (key: string, wrong: boolean): void =>
    setWrongFilters((before) => {
      if (before.has(key) === wrong) return before;
      return wrong ? new Set([...before, key]) : new Set([...before].filter((one) => one !== key));
    });
  const lacks = missing(draft, wrongFilters);
  const submit = async (event: SyntheticEvent): Promise<void> => {
    event.preventDefault();
    setBusy(true);
    const input = {
      name: draft.name.trim(),
      sourceEndpointId: draft.sourceId,
      targetEndpointId: draft.targetId,
      phases: [...draft.phases],
      selection: selectionOf(draft),
      parameters: parametersOf(draft),
      tags: tagsOf(draft.tags),
      alertLevel: draft.alertLevel,
      alertRepeatMinutes: Number(draft.alertRepeatMinutes),
    };
    const found = await act(TaskCreateDocument, { input }, (data) => {
      if (!('task' in data.taskCreate) || !data.taskCreate.task) return;
      clear();
      go(`/tasks/${encodeURIComponent(data.taskCreate.task.id)}`);
    });
    setBusy(false);
    setProblem(found);
  };
  return (
    <>
      <PageHead title="New task">
        <Link to="/tasks" className="button">
          Leave, keep the draft
        </Link>
      </PageHead>
      <form className="steps" onSubmit={(event) => void submit(event)}>
        <Section title="1. Source and target">
          <Field
            label="Name of the task"
            required
            maxLength={64}
            value={draft.name}
            change={(name) => change({ name })}
            wrong={wrongAt(problem, 'name')}
            hint="Unique, up to 64 characters."
          />
          <QueryView of={endpoints} what="endpoints" lines={3}>
            {({ endpoints: { nodes } }) => (
              <div className="sides">
                <EndpointChoice
                  label="Source"
                  endpoints={nodes}
                  value={draft.sourceId}
                  change={(sourceId) => change({ sourceId, tables: [], options: {} })}
                />
                <EndpointChoice
                  label="Target"
                  endpoints={nodes}
                  value={draft.targetId}
                  wrong={wrongAt(problem, 'targetEndpointId')}
                  change={(targetId) => change({ targetId })}
                />
              </div>
            )}
          </QueryView>
        </Section>
        <Section title="2. Phases">
          <div className="stack tight">
            {ALL_PHASES.map((phase) => (
              <Check
                key={phase}
                label={<strong>{words(phase)}</strong>}
                hint={PHASE_SAYS[phase]}
                checked={draft.phases.includes(phase)}
                change={(on) =>
                  change({ phases: ALL_PHASES.filter((one) => (one === phase ? on : draft.phases.includes(one))) })
                }
              />
            ))}
          </div>
        </Section>
        <Section title="3. Objects">
          <ObjectChoice draft={draft} change={change} wrongFilters={wrongFilters} filterIsWrong={filterIsWrong} />
        </Section>
        <Section title="4. Options">
          <div className="fields">
            <Choice
              label="Concurrency of full migration"
              value={draft.fullConcurrency}
              change={(value) => change({ fullConcurrency: value as Draft['fullConcurrency'] })}
              options={CONCURRENCY}
            />
            <Choice
              label="Concurrency of verification"
              value={draft.verificationConcurrency}
              change={(value) => change({ verificationConcurrency: value as Draft['verificationConcurrency'] })}
              options={CONCURRENCY}
            />
            <Choice
              label="When a target table has rows"
              value={draft.targetNotEmpty}
              change={(value) => change({ targetNotEmpty: value as Draft['targetNotEmpty'] })}
              options={[
                ['STOP', 'Stop'],
                ['IGNORE', 'Go on; the existing row wins'],
              ]}
            />
            <Choice
              label="Alert level"
              value={draft.alertLevel}
              change={(value) => change({ alertLevel: value as Draft['alertLevel'] })}
              options={[
                ['NONE', 'No protection'],
                ['HIGH', 'High protection'],
                ['MEDIUM', 'Medium protection'],
                ['LOW', 'Low protection'],
              ]}
            />
            <Field
              label="Repeat an alert every, minutes"
              inputMode="numeric"
              pattern="[0-9]{1,3}"
              required
              value={draft.alertRepeatMinutes}
              change={(alertRepeatMinutes) => change({ alertRepeatMinutes })}
              wrong={wrongAt(problem, 'alertRepeatMinutes')}
              hint="1 to 600, until somebody acknowledges it."
            />
            <Field
              label="Tags"
              value={draft.tags}
              change={(tags) => change({ tags })}
              wrong={wrongAt(problem, 'tags')}
              hint="Up to 8, separated by commas."
            />
          </div>
        </Section>
        {draft.phases.includes('INCREMENTAL_SYNCHRONIZATION') ? (
          <Section title="5. Changes while it runs">
            {draft.phases.includes('FULL_MIGRATION') ? null : (
              <Field
                label="Start position"
                required
                value={draft.startPosition}
                change={(startPosition) => change({ startPosition })}
                hint="now, or slot=NAME publication=NAME [position=X/Y]. Both sides must be equal at that position."
              />
            )}
            <KindChoice draft={draft} change={change} />
          </Section>
        ) : null}
        {problem === null ? null : <ProblemNotice problem={problem} spoken />}
        <div className="row">
          <button type="submit" className="button main large" disabled={lacks !== null || busy}>
            {busy ? 'Making the task…' : 'Make the task'}
          </button>
          <span className="muted" role="status">
            {lacks ?? 'Nothing runs before you start it. The precheck comes first.'}
          </span>
        </div>
      </form>
    </>
  );
}
