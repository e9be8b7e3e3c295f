/** Which objects: the tables of the source as a tree with search, and rules by pattern with a preview of what they mean. */
import { useState } from 'react';
import { EndpointTablesDocument, type EndpointTablesQuery } from '../../../generated/graphql.ts';
import { count, plural, tableWords } from '../../format/format.ts';
import { QueryView } from '../../live/query-view.tsx';
import { useLiveQuery } from '../../live/use-live-query.ts';
import { useSettled } from '../../live/use-settled.ts';
import { Check, Choice, Field, SearchField } from '../../parts/field.tsx';
import { Icon } from '../../parts/icon.tsx';
import { Empty } from '../../parts/notice.tsx';
import { More } from '../../parts/page.tsx';
import { usePaging } from '../../parts/paging.ts';
import { optionWords, problemsOf, tableKey, type Draft, type RuleDraft, type TableOptions } from './draft.ts';
import { Preview } from './preview.tsx';
import { TableOptionsPanel } from './table-options.tsx';

type Found = NonNullable<NonNullable<EndpointTablesQuery['endpoint']>['tables']>;
type Tables = Found['nodes'];
const HOUR_MS = 3_600_000;

interface ObjectChoiceProps {
  readonly draft: Draft;
  readonly change: (change: Partial<Draft>) => void;
  /** Tables whose row filter cannot be used, by key. */
  readonly wrongFilters: ReadonlySet<string>;
  readonly filterIsWrong: (key: string, wrong: boolean) => void;
}

export function ObjectChoice({ draft, change, wrongFilters, filterIsWrong }: ObjectChoiceProps) {
  const [keyword, setKeyword] = useState('');
  const wanted = useSettled(keyword); // each question goes to the source
  const [page, turn] = usePaging(`${draft.sourceId} ${wanted}`, 100);
  const live = useLiveQuery({
    query: EndpointTablesDocument,
    variables: { id: draft.sourceId, filter: { keyword: wanted }, ...page },
    paused: draft.sourceId === '',
    everyMs: HOUR_MS,
  });
  if (draft.sourceId === '') return <Empty title="Choose a source first">Its tables appear here.</Empty>;
  return (
    <>
      <div className="card">
        <header>
          <SearchField label="Search tables" value={keyword} change={setKeyword} />
          <span className="small muted number" style={{ marginLeft: 'auto' }}>
            {draft.tables.length} chosen
          </span>
        </header>
        <QueryView of={live} what="tables of the source">
          {({ endpoint }) =>
            endpoint?.tables && (endpoint.tables.nodes.length > 0 || wanted !== '') ? (
              <Tree
                found={endpoint.tables}
                turn={turn}
                draft={draft}
                choose={(tables) => change({ tables: [...tables] })}
                setOptions={(key, options) => change({ options: { ...draft.options, [key]: options } })}
                wrongFilters={wrongFilters}
                filterIsWrong={filterIsWrong}
              />
            ) : (
              <Empty title="No table found">
                The source has no table that this user may see, or your role may not look.
              </Empty>
            )
          }
        </QueryView>
      </div>
      <Rules rules={draft.rules} change={(rules) => change({ rules })} />
      <Preview draft={draft} />
    </>
  );
}

interface TreeProps extends Pick<ObjectChoiceProps, 'draft' | 'wrongFilters' | 'filterIsWrong'> {
  readonly found: Found;
  readonly turn: Parameters<typeof More>[0]['go'];
  readonly choose: (chosen: ReadonlySet<string>) => void;
  readonly setOptions: (key: string, options: TableOptions) => void;
}

function Tree({ found: { nodes: shown, pageInfo, totalCount }, turn, choose, ...rest }: TreeProps) {
  const chosen: ReadonlySet<string> = new Set(rest.draft.tables);
  const paged = pageInfo.hasNextPage || pageInfo.hasPreviousPage;
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
    <>
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
                  <Check
                    label={paged ? `All of ${schema} on this page` : `All of ${schema}`}
                    {...(paged ? { hint: 'A rule below chooses all of a schema.' } : {})}
                    checked={many === rows.length}
                    change={(on) => set(rows, on)}
                  />
                </li>
                {rows.map((row) => (
                  <TableRow
                    key={row.table.name}
                    row={row}
                    chosen={chosen.has(keyOf(row))}
                    choose={(on) => set([row], on)}
                    {...rest}
                  />
                ))}
              </ul>
            </details>
          );
        })}
      </div>
      <More page={pageInfo} total={totalCount} shown={shown.length} go={turn} />
    </>
  );
}

interface TableRowProps extends Omit<TreeProps, 'found' | 'turn' | 'choose'> {
  readonly row: Tables[number];
  readonly chosen: boolean;
  readonly choose: (on: boolean) => void;
}

/** A table with its tick and, when it is chosen, its options behind a button. */
function TableRow({ row, chosen, choose, draft, setOptions, wrongFilters, filterIsWrong }: TableRowProps) {
  const [open, show] = useState(false);
  const { schema, name } = row.table;
  const key = tableKey(schema, name);
  const problems = problemsOf(draft, key);
  const wrong = chosen && (problems.target !== null || problems.columns !== null || wrongFilters.has(key));
  const words = chosen ? optionWords(draft, key) : '';
  const hint = [
    plural(row.columns.length, 'column'),
    row.partitioned ? 'partitioned' : '',
    row.hasKey ? '' : 'no key',
  ].filter((word) => word !== '');
  return (
    <li>
      <div className="table-row">
        <Check label={<span className="mono">{name}</span>} hint={hint.join(', ')} checked={chosen} change={choose} />
        <span className="small muted number">~{count(row.estimatedRows)} rows</span>
        {chosen ? (
          <button type="button" className="button small" aria-expanded={open} onClick={() => show(!open)}>
            Options<span className="unseen"> of {tableWords(row.table)}</span>
          </button>
        ) : null}
      </div>
      {words !== '' || wrong ? (
        <p className={`small ${wrong ? 'state bad' : 'muted'}`}>
          {wrong ? 'To be corrected: ' : ''}
          {words}
        </p>
      ) : null}
      {open && chosen ? (
        <TableOptionsPanel
          table={{ key, schema, name, columns: row.columns, keyColumns: row.keyColumns }}
          draft={draft}
          change={(options) => setOptions(key, options)}
          filterIsWrong={(isWrong) => filterIsWrong(key, isWrong)}
        />
      ) : null}
    </li>
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
