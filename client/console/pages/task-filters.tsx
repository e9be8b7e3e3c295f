/** What the list of tasks shows and in which order: all of it is in the address bar, so that a list can be shared. */
import { useState } from 'react';
import {
  TaskFilterChoicesDocument,
  type AlertLevel,
  type MigrationPhase,
  type TaskFilter,
  type TaskOrder,
  type TasksPageQuery,
  type TaskStatus,
} from '../../generated/graphql.ts';
import { words } from '../format/format.ts';
import { useLiveQuery } from '../live/use-live-query.ts';
import { Choice, SearchField, Segments, Toggles, withCurrent } from '../parts/field.tsx';
import { Icon } from '../parts/icon.tsx';
import { stateWords } from '../parts/state.tsx';
import { setSearch } from '../routing/router.tsx';
import { ALL_PHASES } from './new-task/draft.ts';

const LEVELS: readonly (readonly [AlertLevel, string])[] = [
  ['HIGH', 'High protection'],
  ['MEDIUM', 'Medium protection'],
  ['LOW', 'Low protection'],
  ['NONE', 'No protection'],
];

const ORDERS: Readonly<Record<string, readonly [words: string, order: TaskOrder | null]>> = {
  '': ['Newest first', null],
  oldest: ['Oldest first', { field: 'CREATED_AT', direction: 'ASC' }],
  changed: ['Last changed first', { field: 'UPDATED_AT', direction: 'DESC' }],
  name: ['By name', { field: 'NAME', direction: 'ASC' }],
  status: ['By status', { field: 'STATUS', direction: 'ASC' }],
};

const NAMES = ['status', 'q', 'type', 'level', 'tag', 'by', 'endpoint'] as const;

/** The values are those of the controls; the API refuses what it does not know. */
export function filterOf(search: URLSearchParams): TaskFilter {
  const list = (name: string): string[] | null => (search.has(name) ? search.getAll(name) : null);
  return {
    keyword: search.get('q'),
    statuses: list('status') as TaskStatus[] | null,
    tags: list('tag'),
    phases: list('type') as MigrationPhase[] | null,
    alertLevels: list('level') as AlertLevel[] | null,
    createdBy: search.get('by'),
    endpointId: search.get('endpoint'),
  };
}

export const orderOf = (search: URLSearchParams): TaskOrder | null => ORDERS[search.get('order') ?? '']?.[1] ?? null;
export const isFiltered = (search: URLSearchParams): boolean => NAMES.some((name) => search.has(name));
export const showAllTasks = (): void => setSearch(Object.fromEntries(NAMES.map((name) => [name, null])));

/** The filter in words, for who is asked about all tasks that match; `found` is one of them. */
export const filterWords = (search: URLSearchParams, found: EndsOfTask | undefined): string[] => [
  ...search.getAll('status').map((status) => `status ${stateWords(status)}`),
  ...(search.has('q') ? [`“${search.get('q')}”`] : []),
  ...chipsOf(
    search,
    [found?.source, found?.target].find((end) => end?.id === search.get('endpoint'))?.name ?? null,
  ).map(({ says }) => says),
];

interface EndsOfTask {
  readonly source?: { readonly id: string; readonly name: string } | null;
  readonly target?: { readonly id: string; readonly name: string } | null;
}

interface Chip {
  readonly name: string;
  readonly value: string;
  readonly says: string;
}

function chipsOf(search: URLSearchParams, endpointName: string | null): Chip[] {
  const of = (name: string, says: (value: string) => string): Chip[] =>
    search.getAll(name).map((value) => ({ name, value, says: says(value) }));
  return [
    ...of('type', words),
    ...of('level', (value) => LEVELS.find(([level]) => level === value)?.[1] ?? value),
    ...of('tag', (value) => value),
    ...of('by', (value) => `by ${value}`),
    ...of('endpoint', () => endpointName ?? 'one endpoint'),
  ];
}

export function TaskFilters({
  search,
  counts,
}: {
  readonly search: URLSearchParams;
  /** Null while they are not known. */
  readonly counts: TasksPageQuery['taskCounts'] | null;
}) {
  const [open, setOpen] = useState(false);
  const endpointId = search.get('endpoint') ?? '';
  const choices = useLiveQuery({
    query: TaskFilterChoicesDocument,
    variables: {},
    paused: !open && endpointId === '',
  }).data?.taskFilterChoices;
  const status = search.get('status') ?? '';
  const chips = chipsOf(search, choices?.endpoints.find(({ id }) => id === endpointId)?.name ?? null);
  const all = counts?.reduce((sum, one) => sum + one.count, 0);
  return (
    <>
      <div className="row wide">
        <Segments
          label="Status"
          value={status}
          change={(value) => setSearch({ status: value })}
          options={[
            ['', all === undefined ? 'All' : `All ${all}`],
            ...(counts ?? [])
              .filter((one) => one.count > 0 || one.status === status)
              .map((one) => [one.status, `${stateWords(one.status)} ${one.count}`] as const),
          ]}
        />
        <SearchField label="Search tasks" value={search.get('q') ?? ''} change={(q) => setSearch({ q })} />
        <button type="button" className="button small" aria-expanded={open} onClick={() => setOpen(!open)}>
          Filter and order
        </button>
        {chips.map(({ name, value, says }) => (
          <button
            key={`${name} ${value}`}
            type="button"
            className="tag"
            onClick={() => setSearch({ [name]: search.getAll(name).filter((one) => one !== value) })}
          >
            {says}&nbsp;
            <Icon name="close" size={11} />
            <span className="unseen">: remove this filter</span>
          </button>
        ))}
      </div>
      {open ? (
        <div className="card padded stack" role="group" aria-label="Filter and order">
          <Toggles
            label="Type: includes"
            value={search.getAll('type')}
            change={(type) => setSearch({ type })}
            options={ALL_PHASES.map((phase) => [phase, words(phase)] as const)}
          />
          <Toggles
            label="Alert level"
            value={search.getAll('level')}
            change={(level) => setSearch({ level })}
            options={LEVELS}
          />
          {choices === undefined || choices.tags.length === 0 ? null : (
            <Toggles
              label="Tags: has all of"
              value={search.getAll('tag')}
              change={(tag) => setSearch({ tag })}
              options={choices.tags.map((tag) => [tag, tag] as const)}
            />
          )}
          <div className="fields">
            <Choice
              label="Created by"
              value={search.get('by') ?? ''}
              change={(by) => setSearch({ by })}
              options={[['', 'Anybody'], ...withCurrent(choices?.createdBy ?? [], search.get('by'))]}
            />
            <Choice
              label="Endpoint, as source or target"
              value={endpointId}
              change={(endpoint) => setSearch({ endpoint })}
              options={[
                ['', 'Any endpoint'],
                ...(choices?.endpoints ?? []).map(({ id, name }) => [id, name] as const),
                ...(choices === undefined && endpointId !== '' ? [[endpointId, 'one endpoint'] as const] : []),
              ]}
            />
            <Choice
              label="Order"
              value={search.get('order') ?? ''}
              change={(order) => setSearch({ order })}
              options={Object.entries(ORDERS).map(([value, [says]]) => [value, says] as const)}
            />
          </div>
        </div>
      ) : null}
    </>
  );
}
