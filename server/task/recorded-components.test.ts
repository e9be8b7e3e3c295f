import { describe, expect, it } from 'vitest';
import { whyNoRerun } from './recorded-components.ts';
import type { ComponentKind, SubtaskStatus, TaskStatus } from './task-types.ts';

interface Given {
  readonly task?: TaskStatus;
  readonly busy?: boolean;
  readonly targetNotEmpty?: string;
  readonly phases?: Readonly<Record<string, SubtaskStatus>>;
}

const why = (kind: ComponentKind, given: Given = {}): string | null =>
  whyNoRerun(
    { kind, status: given.busy ? 'RUNNING' : 'COMPLETED' },
    { status: given.task ?? 'RUNNING', parameters: { fullTargetNotEmpty: given.targetNotEmpty ?? 'STOP' } },
    (phase) => given.phases?.[phase] ?? null,
  );

describe('running a component again from its start', () => {
  it('is for Full-Import until its copy is completed or incremental has begun, and where no rows are kept', () => {
    const phases = { FULL_MIGRATION: 'RUNNING', INCREMENTAL_SYNCHRONIZATION: 'NOT_STARTED' } as const;
    for (const task of ['RUNNING', 'STOPPED', 'FAILED'] as const)
      expect(why('FULL_IMPORT', { task, phases })).toBeNull();
    expect(why('FULL_IMPORT', { busy: true, phases })).toBeNull();
    expect(why('FULL_IMPORT', { task: 'COMPLETED', phases })).toMatch(/possible in RUNNING/);
    expect(why('FULL_IMPORT', { phases: { FULL_MIGRATION: 'COMPLETED' } })).toMatch(/the copy is completed/);
    expect(why('FULL_IMPORT', { phases: { ...phases, INCREMENTAL_SYNCHRONIZATION: 'RUNNING' } })).toMatch(/completed/);
    expect(why('FULL_IMPORT', { targetNotEmpty: 'IGNORE', phases })).toMatch(/are kept/);
  });

  it('is for Full-Verification once it has begun and while it does not run', () => {
    const phases = { FULL_VERIFICATION: 'COMPLETED' } as const;
    expect(why('FULL_VERIFICATION', { phases })).toBeNull();
    expect(why('FULL_VERIFICATION', { task: 'COMPLETED', phases })).toBeNull();
    expect(why('FULL_VERIFICATION', { task: 'STOPPED', phases })).toMatch(/possible in RUNNING, COMPLETED/);
    expect(why('FULL_VERIFICATION', { busy: true, phases })).toMatch(/does not run/);
    expect(why('FULL_VERIFICATION', { phases: { FULL_VERIFICATION: 'NOT_STARTED' } })).toMatch(/first run has begun/);
  });

  it('is for no other', () => {
    for (const kind of ['STORE', 'INCR_SYNC'] as const) expect(why(kind)).toMatch(/^only Full-Import and/);
  });
});
