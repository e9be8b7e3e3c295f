/** The phases of a migration that faults are aimed at, told from what the control database has recorded: plain SQL, none of our code. */
import type postgres from 'postgres';

export const PHASES = [
  'precheck',
  'structure',
  'prepare source',
  'copy',
  'keys',
  'overlap',
  'constraints',
  'verification',
  'monitoring',
  'catch-up',
] as const;
export type Phase = (typeof PHASES)[number];

/** The fact that ends a phase. */
const ENDS: readonly (readonly [Phase, string])[] = [
  ['precheck', 'precheck.passed'],
  ['structure', 'structure.created'],
  ['prepare source', 'source.prepared'],
  ['copy', 'copy.completed'],
  ['keys', 'keys.created'],
  ['overlap', 'overlap.passed'],
  ['constraints', 'constraints.created'],
];

/** How long a phase of the small shop lasts when nobody disturbs it, milliseconds: moments inside it are drawn from this. */
export const USUAL_MS: Readonly<Record<Phase, number>> = {
  precheck: 250,
  structure: 500,
  'prepare source': 150,
  copy: 3_000,
  keys: 250,
  overlap: 150,
  constraints: 400,
  verification: 2_000,
  monitoring: 3_000,
  'catch-up': 2_000,
};

/** Kinds of components whose worker is struck, the first that runs. */
export const WORKS_IN: Readonly<Record<Phase, readonly string[]>> = {
  precheck: ['WORKFLOW'],
  structure: ['WORKFLOW'],
  'prepare source': ['WORKFLOW'],
  copy: ['FULL_IMPORT', 'STORE'],
  keys: ['WORKFLOW', 'STORE'],
  overlap: ['INCR_SYNC', 'STORE'],
  constraints: ['WORKFLOW', 'INCR_SYNC'],
  verification: ['FULL_VERIFICATION', 'INCR_SYNC'],
  monitoring: ['INCR_SYNC', 'STORE'],
  'catch-up': ['INCR_SYNC', 'STORE'],
};

/** Where the only task of the control database stands; null before it runs or while the database is away. */
export async function phaseNow(control: postgres.Sql): Promise<Phase | null> {
  const rows = await control
    .unsafe(
      `SELECT t.status, (SELECT json_agg(name) FROM fact WHERE task_id = t.id)::text AS facts,
        (SELECT status FROM subtask WHERE task_id = t.id AND kind = 'FULL_VERIFICATION') AS verification
      FROM task t`,
    )
    .catch(() => []);
  const row = rows[0];
  if (row?.['status'] !== 'RUNNING') return null;
  const facts = new Set(JSON.parse((row['facts'] as string | null) ?? '[]') as string[]);
  const open = ENDS.find(([, fact]) => !facts.has(fact));
  if (open) return open[0];
  return row['verification'] === 'COMPLETED' ? 'monitoring' : 'verification';
}
