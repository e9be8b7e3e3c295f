/** What a person has entered for a new task, kept for the session so that the page can be left and come back to. Pure but for
 * the storage; `selectionOf` turns it into the rules of the API. */
import { useEffect, useState } from 'react';
import type { MigrationPhase, SelectionInput } from '../../../generated/graphql.ts';

export interface RuleDraft {
  readonly kind: 'include' | 'exclude';
  readonly schema: string;
  readonly name: string;
  readonly targetSchema: string;
  readonly targetName: string;
}

/** What is wanted of one table beside its rows as they are. */
export interface TableOptions {
  /** Empty: as at the source. */
  readonly targetSchema: string;
  readonly targetName: string;
  /** Empty: all rows. */
  readonly rowFilter: string;
  /** Chosen columns with their names at the target (empty: the same); null: all, also those that come later. */
  readonly columns: readonly { readonly source: string; readonly target: string }[] | null;
}

export const NO_OPTIONS: TableOptions = { targetSchema: '', targetName: '', rowFilter: '', columns: null };

export interface Draft {
  readonly name: string;
  readonly sourceId: string;
  readonly targetId: string;
  readonly phases: readonly MigrationPhase[];
  /** schema.table of the chosen tables. */
  readonly tables: readonly string[];
  /** By the table's key; those of tables that are not chosen wait. */
  readonly options: Readonly<Record<string, TableOptions>>;
  readonly rules: readonly RuleDraft[];
  readonly tags: string;
  readonly alertLevel: 'NONE' | 'HIGH' | 'MEDIUM' | 'LOW';
  readonly alertRepeatMinutes: string;
  readonly fullConcurrency: 'STABLE' | 'NORMAL' | 'FAST';
  readonly verificationConcurrency: 'STABLE' | 'NORMAL' | 'FAST';
  readonly targetNotEmpty: 'STOP' | 'IGNORE';
  readonly dmlKinds: readonly DmlKind[];
  readonly ddlKinds: readonly DdlKind[];
  /** Without full migration. */
  readonly startPosition: string;
}

export const DML_KINDS = ['INSERT', 'UPDATE', 'DELETE', 'TRUNCATE'] as const;
export type DmlKind = (typeof DML_KINDS)[number];
export const DDL_KINDS = ['ALTER_TABLE', 'CREATE_INDEX', 'DROP_INDEX', 'COMMENT'] as const;
export type DdlKind = (typeof DDL_KINDS)[number];

export const ALL_PHASES: readonly MigrationPhase[] = [
  'SCHEMA_MIGRATION',
  'FULL_MIGRATION',
  'INCREMENTAL_SYNCHRONIZATION',
  'FULL_VERIFICATION',
  'REVERSE_INCREMENTAL',
];

export const EMPTY: Draft = {
  name: '',
  sourceId: '',
  targetId: '',
  phases: ALL_PHASES.filter((phase) => phase !== 'REVERSE_INCREMENTAL'),
  tables: [],
  options: {},
  rules: [],
  tags: '',
  alertLevel: 'LOW',
  alertRepeatMinutes: '3',
  fullConcurrency: 'NORMAL',
  verificationConcurrency: 'NORMAL',
  targetNotEmpty: 'STOP',
  dmlKinds: DML_KINDS,
  ddlKinds: [],
  startPosition: 'now',
};

const KEY = 'godwit.new-task';

function restored(): Draft {
  try {
    const kept: unknown = JSON.parse(sessionStorage.getItem(KEY) ?? 'null');
    return typeof kept === 'object' && kept !== null ? { ...EMPTY, ...kept } : EMPTY;
  } catch {
    return EMPTY; // an unreadable draft is as good as none
  }
}

export function useDraft(): readonly [Draft, (change: Partial<Draft>) => void, () => void] {
  const [draft, setDraft] = useState(restored);
  useEffect(() => sessionStorage.setItem(KEY, JSON.stringify(draft)), [draft]);
  const clear = (): void => {
    sessionStorage.removeItem(KEY);
    setDraft(EMPTY);
  };
  return [draft, (change) => setDraft((before) => ({ ...before, ...change })), clear];
}

const SEPARATOR = '\u0000';
export const tableKey = (schema: string, name: string): string => `${schema}${SEPARATOR}${name}`;

const partsOf = (key: string): { readonly schema: string; readonly name: string } => {
  const [schema = '', name = ''] = key.split(SEPARATOR);
  return { schema, name };
};

export const nameOf = (key: string): string => {
  const { schema, name } = partsOf(key);
  return `${schema}.${name}`;
};

export const optionsOf = ({ options }: Pick<Draft, 'options'>, key: string): TableOptions => options[key] ?? NO_OPTIONS;

/** Where a chosen table goes. */
function targetOf(draft: Pick<Draft, 'options'>, key: string): { readonly schema: string; readonly name: string } {
  const { schema, name } = partsOf(key);
  const { targetSchema, targetName } = optionsOf(draft, key);
  return { schema: targetSchema.trim() || schema, name: targetName.trim() || name };
}

export interface OptionProblems {
  readonly target: string | null;
  readonly columns: string | null;
}

/** What is wrong with the options of a chosen table as far as the draft alone can tell; filters are asked of the service. */
export function problemsOf(draft: Pick<Draft, 'tables' | 'options'>, key: string): OptionProblems {
  const target = targetOf(draft, key);
  const place = tableKey(target.schema, target.name);
  const other = draft.tables.find((one) => {
    if (one === key) return false;
    const its = targetOf(draft, one);
    return tableKey(its.schema, its.name) === place;
  });
  const { columns } = optionsOf(draft, key);
  const names = columns?.map(({ source, target: name }) => name.trim() || source) ?? [];
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  const its = other === undefined ? null : partsOf(other);
  return {
    target: its === null ? null : `${its.schema}.${its.name} goes to ${target.schema}.${target.name} too.`,
    columns:
      columns?.length === 0
        ? 'Choose at least one column.'
        : twice === undefined
          ? null
          : `Two columns are called ${twice} at the target.`,
  };
}

/** The options in a few words; empty when there are none. */
export function optionWords(draft: Pick<Draft, 'options'>, key: string): string {
  const { schema, name } = partsOf(key);
  const target = targetOf(draft, key);
  const { rowFilter, columns } = optionsOf(draft, key);
  return [
    target.schema === schema && target.name === name ? '' : `to ${target.schema}.${target.name}`,
    rowFilter.trim() === '' ? '' : `rows where ${rowFilter.trim()}`,
    columns === null ? '' : `${columns.length} ${columns.length === 1 ? 'column' : 'columns'}`,
  ]
    .filter((word) => word !== '')
    .join(', ');
}

/** Only what was given, so that a table without options is its name alone. */
function objectOf(draft: Pick<Draft, 'options'>, key: string): NonNullable<SelectionInput['objects']>[number] {
  const { targetSchema, targetName, rowFilter, columns } = optionsOf(draft, key);
  return {
    ...partsOf(key),
    ...(targetSchema.trim() === '' ? {} : { targetSchema: targetSchema.trim() }),
    ...(targetName.trim() === '' ? {} : { targetName: targetName.trim() }),
    ...(rowFilter.trim() === '' ? {} : { rowFilter }),
    ...(columns === null
      ? {}
      : { columns: columns.map(({ source, target }) => ({ source, target: target.trim() || source })) }),
  };
}

export function selectionOf(draft: Pick<Draft, 'tables' | 'options' | 'rules'>): SelectionInput {
  const { tables, rules } = draft;
  return {
    objects: tables.map((key) => objectOf(draft, key)),
    include: rules
      .filter(({ kind }) => kind === 'include')
      .map(({ schema, name, targetSchema, targetName }) => ({
        schema,
        name,
        targetSchema: targetSchema || null,
        targetName: targetName || null,
      })),
    exclude: rules.filter(({ kind }) => kind === 'exclude').map(({ schema, name }) => ({ schema, name })),
  };
}

/** Rules as the API tells them. */
export interface WrittenSelection {
  readonly objects: readonly (Named & {
    readonly columns?: readonly { readonly source: string; readonly target: string }[] | null;
    readonly rowFilter?: string | null;
  })[];
  readonly include: readonly Named[];
  readonly exclude: readonly Pick<Named, 'schema' | 'name'>[];
}

interface Named {
  readonly schema: string;
  readonly name: string;
  readonly targetSchema?: string | null;
  readonly targetName?: string | null;
}

/** The other way round: rules that are there, to be changed. */
export function draftOf({ objects, include, exclude }: WrittenSelection, sourceId: string): Draft {
  const targetOfRule = ({ targetSchema, targetName }: Named) => ({
    targetSchema: targetSchema ?? '',
    targetName: targetName ?? '',
  });
  const keyOf = ({ schema, name }: Named): string => tableKey(schema, name);
  const optionsOfRule = (rule: WrittenSelection['objects'][number]): TableOptions => ({
    ...targetOfRule(rule),
    rowFilter: rule.rowFilter ?? '',
    columns: rule.columns?.map(({ source, target }) => ({ source, target: target === source ? '' : target })) ?? null,
  });
  return {
    ...EMPTY,
    sourceId,
    tables: objects.map(keyOf),
    options: Object.fromEntries(objects.map((rule) => [keyOf(rule), optionsOfRule(rule)])),
    rules: [
      ...include.map((rule) => ({
        kind: 'include' as const,
        schema: rule.schema,
        name: rule.name,
        ...targetOfRule(rule),
      })),
      ...exclude.map(({ schema, name }) => ({
        kind: 'exclude' as const,
        schema,
        name,
        targetSchema: '',
        targetName: '',
      })),
    ],
  };
}

/** What is wrong with the chosen objects, as a sentence; null when they can be kept. */
export function whatIsWrong(
  draft: Pick<Draft, 'tables' | 'options' | 'rules'>,
  wrongFilters: ReadonlySet<string>,
): string | null {
  if (draft.tables.length === 0 && draft.rules.every(({ kind }) => kind === 'exclude'))
    return 'Choose at least one table, or add a rule.';
  const wrong = draft.tables.find((key) => {
    const { target, columns } = problemsOf(draft, key);
    return target !== null || columns !== null || wrongFilters.has(key);
  });
  return wrong === undefined ? null : `Correct the options of ${nameOf(wrong)}.`;
}

export const tagsOf = (text: string): string[] => [
  ...new Set(
    text
      .split(',')
      .map((tag) => tag.trim())
      .filter((tag) => tag !== ''),
  ),
];
