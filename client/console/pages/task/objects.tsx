/** The objects of a task: the tables that are migrated, or before the start the ones that the rules choose now; changes; the rules. */
import { useState } from 'react';
import {
  ObjectsRemoveDocument,
  TaskObjectsDocument,
  type TaskAction,
  type TaskObjectsQuery,
} from '../../../generated/graphql.ts';
import { plural, tableWords } from '../../format/format.ts';
import { useAct } from '../../live/act.ts';
import { QueryView } from '../../live/query-view.tsx';
import { useLiveQuery } from '../../live/use-live-query.ts';
import { Confirm, type Question } from '../../parts/dialog.tsx';
import { SearchField } from '../../parts/field.tsx';
import { Empty } from '../../parts/notice.tsx';
import { More, Section } from '../../parts/page.tsx';
import { usePaging } from '../../parts/paging.ts';
import { setSearch, useSearch } from '../../routing/router.tsx';
import { draftOf, selectionOf } from '../new-task/draft.ts';
import { AddTableDialog, ObjectChanges } from './object-changes.tsx';
import { ObjectRules } from './object-rules.tsx';
import { MapTableDialog } from './map-table.tsx';
import { ObjectTable, type ObjectRow } from './object-table.tsx';
import { PlannedTables } from './planned-tables.tsx';

type Task = NonNullable<TaskObjectsQuery['task']>;

const mayDo = (task: Task, action: TaskAction): boolean =>
  task.allowedActions.some((one) => one.action === action && one.allowed);

/** Until the precheck has passed: the API says the same. */
const mayMap = ({ status, subtask }: Task): boolean =>
  (status === 'STOPPED' || status === 'FAILED') && subtask?.status !== 'COMPLETED';

const CONSEQUENCE = {
  before: 'It is left out by a rule of its own, also when a pattern matches it.',
  after: 'It leaves the task: its rows and changes are no longer migrated. What is at the target already stays there.',
} as const;

export function ObjectsPage({ taskId }: { readonly taskId: string }) {
  const keyword = useSearch().get('q') ?? '';
  const [page, turn] = usePaging(keyword);
  const live = useLiveQuery({ query: TaskObjectsDocument, variables: { taskId, keyword: keyword || null, ...page } });
  const [adding, add] = useState(false);
  const [mapping, map] = useState<ObjectRow | null>(null);
  const [question, setQuestion] = useState<Question | null>(null);
  const act = useAct();
  const remove = (table: { readonly schema: string; readonly name: string }, started: boolean): void =>
    setQuestion({
      title: `Remove ${tableWords(table)}?`,
      consequence: started ? CONSEQUENCE.after : CONSEQUENCE.before,
      verb: 'Remove',
      risky: true,
      act: () =>
        act(
          ObjectsRemoveDocument,
          { input: { taskId, objects: [{ schema: table.schema, name: table.name }] } },
          started ? 'The table is being removed.' : 'The table is left out.',
        ),
    });
  return (
    <QueryView of={live} what="objects">
      {({ task }) => {
        if (!task) return <Empty title="There is no such task" />;
        const { objects, selection, source } = task;
        const started = task.status !== 'NOT_STARTED';
        const mayRemove = mayDo(task, 'REMOVE_OBJECTS');
        const controls = {
          remove: mayRemove ? (table: Parameters<typeof remove>[0]) => remove(table, started) : null,
          end: (
            <>
              <SearchField label="Search tables" value={keyword} change={(q) => setSearch({ q })} />
              {mayDo(task, 'ADD_OBJECTS') ? (
                <button type="button" className="button" onClick={() => add(true)}>
                  Add a table…
                </button>
              ) : null}
            </>
          ),
        };
        return (
          <>
            {!started && selection && source ? (
              <PlannedTables
                sourceId={source.id}
                selection={selectionOf(draftOf(selection, source.id))}
                keyword={keyword}
                {...controls}
              />
            ) : (
              <Section title={plural(objects.totalCount, 'table')} end={controls.end} padded={false}>
                {objects.nodes.length === 0 ? (
                  <Empty title={keyword === '' ? 'Not compiled yet' : 'No table matches'}>
                    {keyword === '' ? 'The rules below are being matched against the source.' : 'Try another word.'}
                  </Empty>
                ) : (
                  <ObjectTable rows={objects.nodes} remove={controls.remove} map={mayMap(task) ? map : null} />
                )}
                <More page={objects.pageInfo} total={objects.totalCount} shown={objects.nodes.length} go={turn} />
              </Section>
            )}
            <ObjectChanges changes={task.objectChanges.nodes} />
            <ObjectRules task={task} />
            {adding ? <AddTableDialog taskId={taskId} started={started} close={() => add(false)} /> : null}
            {mapping === null || !selection ? null : (
              <MapTableDialog taskId={taskId} table={mapping} revision={selection.revision} close={() => map(null)} />
            )}
            {question === null ? null : <Confirm question={question} close={() => setQuestion(null)} />}
          </>
        );
      }}
    </QueryView>
  );
}
