/** The components of one task, as cards. */
import { TaskComponentsDocument } from '../../../generated/graphql.ts';
import { QueryView } from '../../live/query-view.tsx';
import { useLiveQuery } from '../../live/use-live-query.ts';
import { Empty } from '../../parts/notice.tsx';
import { ComponentCard } from '../component-card.tsx';

export function ComponentsTab({ taskId }: { readonly taskId: string }) {
  const live = useLiveQuery({ query: TaskComponentsDocument, variables: { taskId }, everyMs: 2_000 });
  return (
    <QueryView of={live} what="components">
      {({ task }) =>
        !task || task.components.length === 0 ? (
          <Empty title="No component yet">
            They appear when the task is started: Store, Full-Import, Incr-Sync, Full-Verification.
          </Empty>
        ) : (
          <div className="component-cards">
            {task.components.map((component) => (
              <ComponentCard key={component.id} component={component} />
            ))}
          </div>
        )
      }
    </QueryView>
  );
}
