/** Imports an object configuration: the file is sent and judged first, then replaces the selection when all of it is right. */
import { useState } from 'react';
import {
  ObjectConfigurationImportDocument,
  UploadCreateDocument,
  type ObjectConfigurationImportMutation,
  type UploadCreateMutation,
} from '../../../generated/graphql.ts';
import { plural } from '../../format/format.ts';
import { useAct } from '../../live/act.ts';
import { Dialog } from '../../parts/dialog.tsx';
import { flash } from '../../parts/flash.tsx';
import { Notice, ProblemNotice, type Problem } from '../../parts/notice.tsx';
import { Figure } from '../../parts/page.tsx';
import { Table } from '../../parts/table.tsx';

type Outcome = Extract<
  ObjectConfigurationImportMutation['objectConfigurationImport'],
  { __typename: 'ObjectConfigurationImportPayload' }
>;
type Upload = NonNullable<
  Extract<UploadCreateMutation['uploadCreate'], { __typename: 'UploadCreatePayload' }>['upload']
>;

/** Null when it arrived. */
async function send(upload: Upload, file: File): Promise<Problem | null> {
  const headers = Object.fromEntries(upload.headers.map(({ name, value }) => [name, value]));
  try {
    const response = await fetch(upload.url, { method: upload.method, headers, body: file });
    return response.ok ? null : ((await response.json()) as Problem); // a refusal of the route has these members
  } catch {
    return { code: 'SERVICE_UNREACHABLE', message: 'The file did not arrive.', remedy: 'Choose it once more.' };
  }
}

export function ImportObjectsDialog({
  taskId,
  revision,
  close,
}: {
  readonly taskId: string;
  readonly revision: number;
  readonly close: () => void;
}) {
  const act = useAct();
  const [uploadId, setUploadId] = useState<string | null>(null);
  const [outcome, setOutcome] = useState<Outcome | null>(null);
  const [problem, setProblem] = useState<Problem | null>(null);
  const [busy, setBusy] = useState(false);
  /** What changed at the source since the file was judged can refuse a line again: then it is shown. */
  const take = async (id: string, dryRun: boolean): Promise<Problem | null> =>
    act(
      ObjectConfigurationImportDocument,
      { input: { taskId, uploadId: id, dryRun, expectedRevision: revision } },
      ({ objectConfigurationImport: answer }) => {
        if (answer.__typename !== 'ObjectConfigurationImportPayload') return;
        setOutcome(answer);
        if (!answer.imported) return;
        flash('The selection is replaced.');
        close();
      },
    );
  const judge = async (file: File): Promise<Problem | null> => {
    let upload: Upload | null = null;
    const input = { purpose: 'OBJECT_CONFIGURATION', sizeBytes: file.size } as const;
    const refused = await act(UploadCreateDocument, { input }, ({ uploadCreate: answer }) => {
      if (answer.__typename === 'UploadCreatePayload') upload = answer.upload ?? null;
    });
    const made = upload as Upload | null; // set by the line above, which the compiler does not follow
    if (refused !== null || made === null) return refused;
    setUploadId(made.uploadId);
    return (await send(made, file)) ?? (await take(made.uploadId, true));
  };
  const busily = async (work: () => Promise<Problem | null>): Promise<void> => {
    setBusy(true);
    setProblem(null);
    setProblem(await work());
    setBusy(false);
  };
  const choose = (file: File | undefined): void => {
    setOutcome(null);
    if (file !== undefined) void busily(() => judge(file));
  };
  return (
    <Dialog title="Import objects" close={close} wide>
      <div className="field">
        <label htmlFor="import-file">File in CSV or JSON, as it is downloaded here</label>
        <input
          id="import-file"
          type="file"
          className="input"
          accept=".csv,.json"
          onChange={(event) => choose(event.target.files?.[0])}
        />
      </div>
      {busy ? <Notice tone="busy">It is being checked against the source.</Notice> : null}
      {problem === null ? null : <ProblemNotice problem={problem} spoken />}
      {outcome === null ? null : <Judgement of={outcome} />}
      <footer>
        <button type="button" className="button" onClick={close}>
          Cancel
        </button>
        <button
          type="button"
          className="button main"
          disabled={busy || outcome === null || outcome.refusedTotal > 0}
          onClick={() => uploadId !== null && void busily(() => take(uploadId, false))}
        >
          Replace the selection
        </button>
      </footer>
    </Dialog>
  );
}

function Judgement({ of }: { readonly of: Outcome }) {
  return (
    <>
      <section className="card padded figures" aria-label="What the file says">
        <Figure name="Tables by name" value={String(of.objects)} />
        <Figure name="Patterns" value={String(of.include)} />
        <Figure name="Patterns to leave out" value={String(of.exclude)} />
        <Figure name="Tables at the source" value={String(of.tables)} />
      </section>
      {of.unmatched.length === 0 ? null : (
        <Notice tone="warn">These patterns match nothing now: {of.unmatched.join(', ')}</Notice>
      )}
      {of.refusedTotal === 0 ? (
        <Notice tone="good" spoken>
          All of it is right. It replaces every rule that the task has now.
        </Notice>
      ) : (
        <>
          <Notice tone="bad" spoken>
            {plural(of.refusedTotal, 'line')} refused. Correct the file and choose it again.
          </Notice>
          <Table
            label="Refused lines"
            rows={of.refused.map((line, index) => ({ ...line, index }))}
            keyOf={({ index }) => String(index)}
            columns={[
              { name: 'Where', title: true, cell: ({ place }) => place },
              { name: 'Why', cell: ({ reason }) => reason.message },
              { name: 'Code', cell: ({ reason }) => <span className="code">{reason.code}</span> },
            ]}
          />
        </>
      )}
    </>
  );
}
