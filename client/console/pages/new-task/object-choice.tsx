/** Which objects: the tables of the source as a tree with search, and rules by pattern with a preview of what they mean. */
import { useState } from 'react';
import {
  EndpointTablesDocument,
  ObjectsPreviewDocument,
  type EndpointTablesQuery,
} from '../../../generated/graphql.ts';
import { count, plural, tableWords } from '../../format/format.ts';
import { QueryView } from '../../live/query-view.tsx';
import { useLiveQuery } from '../../live/use-live-query.ts';
import { Check, Choice, Field, SearchField } from '../../parts/field.tsx';
import { Icon } from '../../parts/icon.tsx';
import { Empty, Notice, ProblemNotice } from '../../parts/notice.tsx';
import { selectionOf, tableKey, type Draft, type RuleDraft } from './draft.ts';

type Tables = NonNullable<NonNullable<EndpointTablesQuery['endpoint']>['tables']>;
const HOUR_MS = 3_600_000;

interface ObjectChoiceProps {
  readonly draft: Draft;
  readonly change: (change: Partial<Draft>) => void;
}

export function ObjectChoice({ draft, change }: ObjectChoiceProps) {
  const live = useLiveQuery({
    query: EndpointTablesDocument,
    variables: { id: draft.sourceId },
    paused: draft.sourceId === '',
    everyMs: HOUR_MS,
  });
  if (draft.sourceId === '') return <Empty title="Choose a source first">Its tables appear here.</Empty>;
  return (
    <>
      <QueryView of={live} what="tables of the source">
        {({ endpoint }) =>
          endpoint?.tables && endpoint.tables.length > 0 ? (
            <Tree
              tables={endpoint.tables}
              chosen={new Set(draft.tables)}
              choose={(tables) => change({ tables: [...tables] })}
            />
          ) : (
            <Empty title="No table found">
              The source has no table that this user may see, or your role may not look.
            </Empty>
          )
        }
      </QueryView>
      <Rules rules={draft.rules} change={(rules) => change({ rules })} />
      <Preview draft={draft} />
    </>
  );
}

interface TreeProps {
  readonly tables: Tables;
  readonly chosen: ReadonlySet<string>;
  readonly choose: (chosen: ReadonlySet<string>) => void;
}

function Tree({ tables, chosen, choose }: TreeProps) {
  const [keyword, setKeyword] = useState('');
  const wanted = keyword.toLowerCase();
  const shown = tables.filter(({ table }) => tableWords(table).toLowerCase().includes(wanted));
  const schemas = Map.groupBy(shown, ({ table }) => table.schema);
  const keyOf = ({ table }: Tables[number]): string => tableKey(table.schema, table.name);
  const set = (rows: Tables, on: boolean): void => {
    const next = new Set(chosen);
    for (const row of rows) {
      if (on) next.add(keyOf(row));
      else next.delete(keyOf(row));
    }
    choose(next);
  };
  return (
    <div className="card">
      <header>
        <SearchField label="Search tables" value={keyword} change={setKeyword} />
        <span className="small muted number" style={{ marginLeft: 'auto' }}>
          {chosen.size} of {plural(tables.length, 'table')} chosen
        </span>
      </header>
      <div className="tree">
        {shown.length === 0 ? <Empty title="No table matches">Try another word.</Empty> : null}
        {[...schemas].map(([schema, rows]) => {
          const many = rows.filter((row) => chosen.has(keyOf(row))).length;
          return (
            <details key={schema} open>
              <summary>
                <Icon name="table" size={15} />
                {schema}
                <span className="small muted number">
                  {many} of {rows.length}
                </span>
              </summary>
              <ul>
                <li>
                  <Check label={`All of ${schema}`} checked={many === rows.length} change={(on) => set(rows, on)} />
                </li>
                {rows.map((row) => (
                  <li key={row.table.name}>
                    <Check
                      label={<span className="mono">{row.table.name}</span>}
                      hint={[
                        plural(row.columns.length, 'column'),
                        row.partitioned ? 'partitioned' : '',
                        row.hasKey ? '' : 'no key',
                      ]
                        .filter(Boolean)
                        .join(', ')}
                      checked={chosen.has(keyOf(row))}
                      change={(on) => set([row], on)}
                    />
                    <span className="small muted number">~{count(row.estimatedRows)} rows</span>
                  </li>
                ))}
              </ul>
            </details>
          );
        })}
      </div>
    </div>
  );
}

const NEW_RULE: RuleDraft = { kind: 'include', schema: '*', name: '*', targetSchema: '', targetName: '' };

function Rules({
  rules,
  change,
}: {
  readonly rules: readonly RuleDraft[];
  readonly change: (rules: readonly RuleDraft[]) => void;
}) {
  const set = (index: number, part: Partial<RuleDraft>): void =>
    change(rules.map((rule, at) => (at === index ? { ...rule, ...part } : rule)));
  return (
    <div className="stack">
      <div className="row spread">
        <div>
          <h3>Rules</h3>
          <p className="small muted">
            Tables by pattern: * is any text, ? one character. Tables made later are matched when the task starts.
          </p>
        </div>
        <button type="button" className="button small" onClick={() => change([...rules, NEW_RULE])}>
          <Icon name="plus" size={13} /> Add rule
        </button>
      </div>
      {rules.map((rule, index) => (
        <div key={index} className="rule">
          <Choice
            label="Kind"
            value={rule.kind}
            change={(kind) => set(index, { kind: kind === 'exclude' ? 'exclude' : 'include' })}
            options={[
              ['include', 'Include'],
              ['exclude', 'Exclude'],
            ]}
          />
          <Field label="Schema" value={rule.schema} change={(schema) => set(index, { schema })} spellCheck={false} />
          <Field label="Table" value={rule.name} change={(name) => set(index, { name })} spellCheck={false} />
          {rule.kind === 'include' ? (
            <>
              <Field
                label="Target schema"
                placeholder="same"
                value={rule.targetSchema}
                change={(targetSchema) => set(index, { targetSchema })}
                spellCheck={false}
              />
              <Field
                label="Target table"
                placeholder="same"
                value={rule.targetName}
                change={(targetName) => set(index, { targetName })}
                spellCheck={false}
              />
            </>
          ) : null}
          <button
            type="button"
            className="button plain"
            aria-label={`Remove rule ${index + 1}`}
            onClick={() => change(rules.filter((_, at) => at !== index))}
          >
            <Icon name="close" size={14} />
          </button>
        </div>
      ))}
    </div>
  );
}

function Preview({ draft }: { readonly draft: Draft }) {
  const nothing = draft.tables.length === 0 && draft.rules.length === 0;
  const live = useLiveQuery({
    query: ObjectsPreviewDocument,
    variables: { endpointId: draft.sourceId, selection: selectionOf(draft) },
    paused: nothing,
    everyMs: HOUR_MS,
  });
  const preview = nothing ? null : live.data?.objectsPreview;
  if (!preview) return live.problem === null || nothing ? null : <ProblemNotice problem={live.problem} />;
  return (
    <div className="stack tight" aria-live="polite">
      {preview.errors.map((error) => (
        <ProblemNotice key={`${error.code} ${error.message}`} problem={error} />
      ))}
      {preview.unmatched.length > 0 ? (
        <Notice tone="warn">Matches nothing now: {preview.unmatched.join(', ')}</Notice>
      ) : null}
      {preview.errors.length === 0 ? (
        <details>
          <summary>
            <strong className="number">{plural(preview.tables.length, 'table')}</strong> will be migrated
          </summary>
          <ul className="stack tight" style={{ padding: 'var(--gap-2) 0 0 var(--gap-4)' }}>
            {preview.tables.map(({ source, target }) => (
              <li key={tableWords(source)} className="mono small">
                {tableWords(source)} {tableWords(source) === tableWords(target) ? '' : `→ ${tableWords(target)}`}
              </li>
            ))}
          </ul>
        </details>
      ) : null}
    </div>
  );
}
