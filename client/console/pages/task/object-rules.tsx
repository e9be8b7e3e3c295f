/** The rules that choose the objects of a task, as they are written; before the start they can be edited and imported. */
import { useState } from 'react';
import type { TaskObjectsQuery } from '../../../generated/graphql.ts';
import { tableWords } from '../../format/format.ts';
import { useDownload } from '../../live/use-download.ts';
import { Menu } from '../../parts/menu.tsx';
import { Section } from '../../parts/page.tsx';
import { EditRulesDialog } from './edit-rules.tsx';
import { ImportObjectsDialog } from './import-objects.tsx';
import { columnWords } from './object-table.tsx';

type Task = NonNullable<TaskObjectsQuery['task']>;
type Rule = NonNullable<Task['selection']>['objects'][number];

export function ObjectRules({ task }: { readonly task: Task }) {
  const [open, show] = useState<'import' | 'edit' | null>(null);
  const download = useDownload();
  const { id: taskId, selection } = task;
  if (!selection) return null;
  const get = (format: 'CSV' | 'JSON'): void => void download({ objectConfiguration: { taskId, format } });
  const refused = task.status === 'NOT_STARTED' ? null : 'Only before the task is started.';
  const close = (): void => show(null);
  return (
    <Section
      title="Rules"
      end={
        <>
          {refused === null && task.source ? (
            <button type="button" className="button small" onClick={() => show('edit')}>
              Edit the rules…
            </button>
          ) : null}
          <Menu
            label="Files of the rules"
            items={[
              { label: 'Download as CSV', act: () => get('CSV') },
              { label: 'Download as JSON', act: () => get('JSON') },
              { label: 'Import…', act: () => show('import'), refused },
            ]}
          />
        </>
      }
    >
      <ul className="stack tight">
        {selection.objects.map((rule) => (
          <li key={`object ${tableWords(rule)}`} className="row">
            <span className="tag">Table</span> <span className="mono">{tableWords(rule) + renamed(rule)}</span>
            <Options of={rule} />
          </li>
        ))}
        {selection.include.map((rule, at) => (
          <li key={`include ${at}`} className="row">
            <span className="tag">Include</span> <span className="mono">{tableWords(rule) + renamed(rule)}</span>
          </li>
        ))}
        {selection.exclude.map((rule, at) => (
          <li key={`exclude ${at}`} className="row">
            <span className="tag">Exclude</span> <span className="mono">{tableWords(rule)}</span>
          </li>
        ))}
      </ul>
      {open === 'import' ? <ImportObjectsDialog taskId={taskId} revision={selection.revision} close={close} /> : null}
      {open === 'edit' && task.source ? (
        <EditRulesDialog taskId={taskId} sourceId={task.source.id} selection={selection} close={close} />
      ) : null}
    </Section>
  );
}

const renamed = (rule: Pick<Rule, 'schema' | 'name' | 'targetSchema' | 'targetName'>): string =>
  rule.targetSchema || rule.targetName ? ` → ${rule.targetSchema ?? rule.schema}.${rule.targetName ?? rule.name}` : '';

function Options({ of: { columns, rowFilter } }: { readonly of: Pick<Rule, 'columns' | 'rowFilter'> }) {
  if (!columns && !rowFilter) return null;
  return (
    <span className="small muted">
      {columns ? `columns ${columnWords(columns)}` : ''} {rowFilter ? <code>{rowFilter}</code> : null}
    </span>
  );
}
