/** The rules of a task that is not started, as in a new task: tables with options, patterns, and what they mean now. */
import { useState } from 'react';
import { ObjectsSetSelectionDocument } from '../../../generated/graphql.ts';
import { useAct } from '../../live/act.ts';
import { Dialog } from '../../parts/dialog.tsx';
import { ProblemNotice, type Problem } from '../../parts/notice.tsx';
import { draftOf, selectionOf, whatIsWrong, type WrittenSelection } from '../new-task/draft.ts';
import { ObjectChoice } from '../new-task/object-choice.tsx';

interface EditRulesProps {
  readonly taskId: string;
  readonly sourceId: string;
  readonly selection: WrittenSelection & { readonly revision: number };
  readonly close: () => void;
}

export function EditRulesDialog({ taskId, sourceId, selection, close }: EditRulesProps) {
  const [draft, setDraft] = useState(() => draftOf(selection, sourceId));
  const [revision] = useState(selection.revision); // what the person saw, so that another's change is a conflict
  const [wrongFilters, setWrongFilters] = useState<ReadonlySet<string>>(new Set());
  const [problem, setProblem] = useState<Problem | null>(null);
  const act = useAct();
  const filterIsWrong = (key: string, wrong: boolean): void =>
    setWrongFilters((before) => {
      if (before.has(key) === wrong) return before;
      return wrong ? new Set([...before, key]) : new Set([...before].filter((one) => one !== key));
    });
  const lacks = whatIsWrong(draft, wrongFilters);
  const keep = async (): Promise<void> => {
    const input = { taskId, selection: selectionOf(draft), expectedRevision: revision };
    const found = await act(ObjectsSetSelectionDocument, { input }, 'The rules are kept.');
    if (found === null) close();
    else setProblem(found);
  };
  return (
    <Dialog title="Edit the rules" close={close} wide>
      <ObjectChoice
        draft={draft}
        change={(change) => setDraft((before) => ({ ...before, ...change }))}
        wrongFilters={wrongFilters}
        filterIsWrong={filterIsWrong}
      />
      {problem === null ? null : <ProblemNotice problem={problem} spoken />}
      <footer>
        {lacks === null ? null : (
          <span className="muted" role="status">
            {lacks}
          </span>
        )}
        <button type="button" className="button" onClick={close}>
          Cancel
        </button>
        <button type="button" className="button main" disabled={lacks !== null} onClick={() => void keep()}>
          Keep the rules
        </button>
      </footer>
    </Dialog>
  );
}
