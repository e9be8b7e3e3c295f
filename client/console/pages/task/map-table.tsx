/** Another name at the target for a table that the precheck does not let through under its own. */
import { type SyntheticEvent, useState } from 'react';
import { ObjectsMapDocument } from '../../../generated/graphql.ts';
import { tableWords } from '../../format/format.ts';
import { useAct } from '../../live/act.ts';
import { Dialog, FormEnd } from '../../parts/dialog.tsx';
import { Field } from '../../parts/field.tsx';
import { ProblemNotice, type Problem } from '../../parts/notice.tsx';
import type { ObjectRow } from './object-table.tsx';

interface MapTableProps {
  readonly taskId: string;
  readonly table: ObjectRow;
  /** Of the selection. */
  readonly revision: number;
  readonly close: () => void;
}

export function MapTableDialog({ taskId, table, revision, close }: MapTableProps) {
  const [schema, setSchema] = useState(table.target.schema);
  const [name, setName] = useState(table.target.name);
  const [expectedRevision] = useState(revision); // what the person saw, so that another's change is a conflict
  const [problem, setProblem] = useState<Problem | null>(null);
  const act = useAct();
  const submit = async (event: SyntheticEvent): Promise<void> => {
    event.preventDefault();
    const objects = [{ schema: table.source.schema, name: table.source.name, targetSchema: schema, targetName: name }];
    const found = await act(ObjectsMapDocument, { input: { taskId, objects, expectedRevision } }, 'The table has another name at the target.'); // prettier-ignore
    if (found === null) close();
    else setProblem(found);
  };
  return (
    <Dialog title={`Map ${tableWords(table.source)} to another name`} close={close}>
      <form className="stack" onSubmit={(event) => void submit(event)}>
        <p className="muted">The precheck looks at the new name when the task is resumed.</p>
        <div className="fields">
          <Field label="Schema at the target" required spellCheck={false} value={schema} change={setSchema} />
          <Field label="Table at the target" required autoFocus spellCheck={false} value={name} change={setName} />
        </div>
        {problem === null ? null : <ProblemNotice problem={problem} spoken />}
        <FormEnd close={close}>Map</FormEnd>
      </form>
    </Dialog>
  );
}
