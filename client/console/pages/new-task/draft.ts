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

export interface Draft {
  readonly name: string;
  readonly sourceId: string;
  readonly targetId: string;
  readonly phases: readonly MigrationPhase[];
  /** schema.table of the chosen tables. */
  readonly tables: readonly string[];
  readonly rules: readonly RuleDraft[];
  readonly tags: string;
  readonly alertLevel: 'NONE' | 'HIGH' | 'MEDIUM' | 'LOW';
  readonly fullConcurrency: 'STABLE' | 'NORMAL' | 'FAST';
  readonly verificationConcurrency: 'STABLE' | 'NORMAL' | 'FAST';
  readonly targetNotEmpty: 'STOP' | 'IGNORE';
}

export const ALL_PHASES: readonly MigrationPhase[] = [
  'SCHEMA_MIGRATION',
  'FULL_MIGRATION',
  'INCREMENTAL_SYNCHRONIZATION',
  'FULL_VERIFICATION',
];

export const EMPTY: Draft = {
  name: '',
  sourceId: '',
  targetId: '',
  phases: ALL_PHASES,
  tables: [],
  rules: [],
  tags: '',
  alertLevel: 'LOW',
  fullConcurrency: 'NORMAL',
  verificationConcurrency: 'NORMAL',
  targetNotEmpty: 'STOP',
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

export function selectionOf({ tables, rules }: Pick<Draft, 'tables' | 'rules'>): SelectionInput {
  return {
    objects: tables.map((key) => {
      const [schema = '', name = ''] = key.split(SEPARATOR);
      return { schema, name };
    }),
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

export const tagsOf = (text: string): string[] => [
  ...new Set(
    text
      .split(',')
      .map((tag) => tag.trim())
      .filter((tag) => tag !== ''),
  ),
];
