/**
 * The log of a component's latest run, live: search, pause, copy, download. Lines come by their sequence and are resumed from the last
 * one after a loss of the connection. At most some thousand lines are kept here; the service keeps more.
 */
import { useEffect, useRef, useState } from 'react';
import { ComponentLogsDocument, type ComponentLogsSubscription } from '../../generated/graphql.ts';
import { plural } from '../format/format.ts';
import { useService } from '../live/service.ts';
import { useStream } from '../live/use-stream.ts';
import { Dialog } from '../parts/dialog.tsx';
import { DownloadButton } from '../parts/download.tsx';
import { SearchField } from '../parts/field.tsx';
import { Icon } from '../parts/icon.tsx';
import { ProblemNotice, RowDetail } from '../parts/notice.tsx';
import { CopyButton } from '../parts/statement.tsx';

type Line = ComponentLogsSubscription['componentLogs'];
const KEPT = 2_000;
const PAINT_MS = 200;

const factsOf = (line: Line): string =>
  line.facts === null || line.facts === undefined ? '' : JSON.stringify(line.facts);
const textOf = (line: Line): string =>
  `${line.at} ${line.level} ${line.message} ${factsOf(line)} ${line.rowDetail ?? ''}`.trim();

export function LogDialog({
  componentId,
  name,
  close,
}: {
  readonly componentId: string;
  readonly name: string;
  readonly close: () => void;
}) {
  const service = useService();
  const arrived = useRef<Line[]>([]);
  const frame = useRef<HTMLDivElement>(null);
  const [lines, setLines] = useState<readonly Line[]>([]);
  const [paused, pause] = useState(false);
  const [keyword, setKeyword] = useState('');
  const [failed, setFailed] = useState<string | null>(null);
  useStream(
    (signal) =>
      service.events(ComponentLogsDocument, {
        variables: { componentId },
        cursorOf: (data) => data.componentLogs.sequence,
        signal,
      }),
    ({ componentLogs }) => {
      arrived.current.push(componentLogs);
      if (arrived.current.length > KEPT) arrived.current.splice(0, arrived.current.length - KEPT);
    },
    componentId,
    (error) => setFailed(error instanceof Error ? error.message : 'The log cannot be followed.'),
  );
  useEffect(() => {
    if (paused) return undefined;
    const timer = setInterval(
      () =>
        setLines((shown) =>
          shown.at(-1) === arrived.current.at(-1) && shown.length === arrived.current.length
            ? shown
            : [...arrived.current],
        ),
      PAINT_MS,
    );
    return () => clearInterval(timer);
  }, [paused]);
  useEffect(() => {
    const element = frame.current;
    if (element !== null && !paused) element.scrollTop = element.scrollHeight;
  }, [lines, paused]);
  const wanted = keyword.toLowerCase();
  const shown = wanted === '' ? lines : lines.filter((line) => textOf(line).toLowerCase().includes(wanted));
  return (
    <Dialog title={`Log of ${name}`} close={close} wide>
      <div className="row">
        <SearchField label="Search the log" value={keyword} change={setKeyword} />
        <button type="button" className="button small" aria-pressed={paused} onClick={() => pause(!paused)}>
          <Icon name={paused ? 'play' : 'pause'} size={13} /> {paused ? 'Go on' : 'Pause'}
        </button>
        <DownloadButton file={{ componentLog: componentId }} />
        <CopyButton label="Copy" text={() => shown.map(textOf).join('\n')} />
        <span className="small muted number">{plural(shown.length, 'line')}</span>
      </div>
      {failed === null ? null : (
        <ProblemNotice
          problem={{ code: 'CONNECTION_LOST', message: failed, remedy: 'Close the log and open it again.' }}
        />
      )}
      <div className="log" ref={frame} tabIndex={0} role="region" aria-label={`Lines of ${name}`}>
        {shown.length === 0 ? (
          <p className="muted" style={{ padding: '0 var(--gap-4)' }}>
            {wanted === '' ? 'No line yet.' : 'No line contains this.'}
          </p>
        ) : null}
        {shown.map((line) => (
          <div key={line.sequence} className={line.level}>
            <time dateTime={line.at} title={line.at}>
              {line.at.slice(11, 23)}
            </time>
            <b>{line.level}</b>
            <span>
              {line.message} <span className="facts-text">{factsOf(line)}</span>
              <RowDetail of={line.rowDetail} />
            </span>
          </div>
        ))}
      </div>
      <footer>
        <button type="button" className="button" onClick={close}>
          Close
        </button>
      </footer>
    </Dialog>
  );
}
