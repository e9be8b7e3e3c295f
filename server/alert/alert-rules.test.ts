import { describe, expect, test } from 'vitest';
import { GodwitError, reasonOf } from '../core/errors.ts';
import { GRACE_MS, judge, LOG_HOLD_MS, type TaskReading, type Verdict } from './alert-rules.ts';
import { stateOf, type AlertKind } from './alert.ts';
import { NO_LOG } from './log-room.ts';
import { checkThresholds, DEFAULT_THRESHOLDS, monitoringThresholdMs, type Thresholds } from './thresholds.ts';

const T0 = Date.UTC(2026, 10, 25);
const at = (seconds: number): Date => new Date(T0 + seconds * 1_000);
const failure = reasonOf(new GodwitError('DISK_FULL', { where: 'the target' }));
const outage = reasonOf(new GodwitError('CONNECTION_LOST', { host: 'db', port: 5432 }));

const QUIET: TaskReading = {
  taskId: 't1',
  level: 'HIGH',
  repeatMinutes: 3,
  status: 'RUNNING',
  streamStatus: 'MONITORING',
  latencyMs: 500,
  reason: null,
  trouble: null,
  log: NO_LOG,
  open: [],
  conditions: [],
};

/**
 * A task over time: what the control database keeps between two looks, and nothing else, so that each look is also the
 * first one after a restart.
 */
class Told {
  #kept: Pick<TaskReading, 'open' | 'conditions'> = { open: [], conditions: [] };
  #ids = 0;

  look(seconds: number, change: Partial<TaskReading> = {}, thresholds: Thresholds = DEFAULT_THRESHOLDS): string[] {
    const now = at(seconds);
    const { verdicts, conditions } = judge({ ...QUIET, ...change, ...this.#kept }, thresholds, now);
    let open = [...this.#kept.open];
    for (const verdict of verdicts) {
      if (verdict.change === 'RAISED') {
        const { kind, level } = verdict;
        open.push({ id: `a${(this.#ids += 1)}`, kind, level, toldAt: now, acknowledged: false });
      } else if (verdict.change === 'CLEARED') open = open.filter(({ id }) => id !== verdict.alert.id);
      else
        open = open.map((one) => (one.id === verdict.alert.id ? { ...one, level: verdict.level, toldAt: now } : one));
    }
    this.#kept = { open, conditions };
    return verdicts.map(words);
  }

  acknowledge(kind: AlertKind): void {
    this.#kept = {
      ...this.#kept,
      open: this.#kept.open.map((one) => (one.kind === kind ? { ...one, acknowledged: true } : one)),
    };
  }
}

const words = (verdict: Verdict): string =>
  `${verdict.change} ${'kind' in verdict ? verdict.kind : verdict.alert.kind}${'level' in verdict ? ` ${verdict.level}` : ''}`;

const behind = (seconds: number, change: Partial<TaskReading> = {}): Partial<TaskReading> => ({
  latencyMs: seconds * 1_000,
  ...change,
});

describe('latency', () => {
  test('is raised above the threshold, told again in the interval of the task, and cleared (A1, A3)', () => {
    const task = new Told();
    expect(task.look(0, behind(30))).toEqual([]);
    expect(task.look(2, behind(31))).toEqual(['RAISED LATENCY HIGH']);
    for (let second = 4; second < 182; second += 2) expect(task.look(second, behind(40))).toEqual([]);
    expect(task.look(182, behind(40))).toEqual(['REPEATED LATENCY HIGH']);
    expect(task.look(184, behind(40))).toEqual([]);
    expect(task.look(186, behind(2))).toEqual(['CLEARED LATENCY']);
    expect(task.look(188, behind(2))).toEqual([]);
  });

  test('says how far behind it is and which threshold counted', () => {
    const [verdict] = judge({ ...QUIET, ...behind(31) }, DEFAULT_THRESHOLDS, at(0)).verdicts;
    expect(verdict).toMatchObject({
      reason: { code: 'LATENCY_HIGH', facts: { seconds: 31, limit: 30, level: 'HIGH' } },
    });
  });

  test('that swings around the threshold is one alert (A4)', () => {
    const task = new Told();
    expect(task.look(0, behind(31))).toEqual(['RAISED LATENCY HIGH']);
    for (const [index, seconds] of [29, 31, 25, 33, 28].entries())
      expect(task.look(2 + index, behind(seconds))).toEqual([]);
    expect(task.look(20, behind(24))).toEqual(['CLEARED LATENCY']);
  });

  test('raises nothing before MONITORING, and keeps one that is open while the stream catches up again', () => {
    const task = new Told();
    expect(task.look(0, behind(5_000, { streamStatus: 'RUNNING' }))).toEqual([]);
    expect(task.look(2, behind(5_000))).toEqual(['RAISED LATENCY HIGH']);
    expect(task.look(900, behind(5_000, { streamStatus: 'RUNNING' }))).toEqual([]);
    expect(task.look(902, behind(10, { streamStatus: 'RUNNING' }))).toEqual(['CLEARED LATENCY']);
  });

  test('is over when a person stops the task, and stands while the task is FAILED', () => {
    const task = new Told();
    task.look(0, behind(31));
    expect(task.look(400, behind(400, { status: 'FAILED', reason: failure }))).toEqual([]);
    expect(task.look(402, behind(400, { status: 'STOPPED', streamStatus: 'STOPPED' }))).toEqual(['CLEARED LATENCY']);
  });

  test('that is acknowledged is not told again, but its end is, and the next one', () => {
    const task = new Told();
    task.look(0, behind(31));
    task.acknowledge('LATENCY');
    expect(task.look(10_000, behind(31))).toEqual([]);
    expect(task.look(10_002, behind(1))).toEqual(['CLEARED LATENCY']);
    expect(task.look(10_004, behind(31))).toEqual(['RAISED LATENCY HIGH']);
  });
});

describe('a change of level', () => {
  test('counts at once: what holds at the new one is told, what does not is cleared (A5)', () => {
    const task = new Told();
    task.look(0, behind(400));
    expect(task.look(2, behind(400, { level: 'MEDIUM' }))).toEqual(['LEVEL_CHANGED LATENCY MEDIUM']);
    expect(task.look(4, behind(400, { level: 'MEDIUM' }))).toEqual([]);
    expect(task.look(6, behind(400, { level: 'LOW' }))).toEqual(['CLEARED LATENCY']);
    expect(task.look(8, behind(400, { level: 'HIGH' }))).toEqual(['RAISED LATENCY HIGH']);
    expect(task.look(10, behind(400, { level: 'NONE' }))).toEqual(['CLEARED LATENCY']);
    expect(task.look(12, behind(400, { level: 'NONE', status: 'FAILED', reason: failure }))).toEqual([]);
  });

  test('of the thresholds counts for what is open too', () => {
    const task = new Told();
    task.look(0, behind(31));
    const wide = { ...DEFAULT_THRESHOLDS, HIGH: { latencySeconds: 200, failureSeconds: 200 } };
    expect(task.look(2, behind(31), wide)).toEqual(['CLEARED LATENCY']);
  });
});

describe('a failure', () => {
  const failed = { status: 'FAILED', reason: failure } as const;

  test('is raised when it has lasted, whatever was restarted meanwhile, and once (A1, A2)', () => {
    const task = new Told();
    expect(task.look(0, failed)).toEqual([]);
    expect(task.look(28, failed)).toEqual([]);
    expect(task.look(3_600, failed)).toEqual(['RAISED TASK_FAILED HIGH']); // nobody looked for an hour
    expect(task.look(3_602, failed)).toEqual([]);
    expect(task.look(3_604)).toEqual(['CLEARED TASK_FAILED']);
  });

  test('that a person mends in time is none, and the next one counts anew', () => {
    const task = new Told();
    task.look(0, failed);
    expect(task.look(20)).toEqual([]);
    expect(task.look(22, failed)).toEqual([]);
    expect(task.look(40, failed)).toEqual([]);
    expect(task.look(52, failed)).toEqual(['RAISED TASK_FAILED HIGH']);
  });

  test('of a component lasts through the moments between two tries (A2)', () => {
    const task = new Told();
    const waits = { trouble: outage };
    task.look(0, waits);
    expect(task.look(14)).toEqual([]);
    expect(task.look(16, waits)).toEqual([]);
    expect(task.look(30, waits)).toEqual(['RAISED COMPONENT_FAILED HIGH']);
    expect(task.look(32)).toEqual([]);
    expect(task.look(30 + GRACE_MS / 1_000)).toEqual([]);
    expect(task.look(31 + GRACE_MS / 1_000)).toEqual(['CLEARED COMPONENT_FAILED']);
  });
});

describe('the log', () => {
  const log = (change: Partial<TaskReading['log']>): Partial<TaskReading> => ({ log: { ...NO_LOG, ...change } });
  const codeOf = (change: Partial<TaskReading['log']>): string | undefined => {
    const since = { kind: 'LOG_RETENTION' as const, since: at(-60), lastSeenAt: at(-1) };
    const [verdict] = judge({ ...QUIET, ...log(change), conditions: [since] }, DEFAULT_THRESHOLDS, at(0)).verdicts;
    return verdict?.change === 'RAISED' ? verdict.reason.code : undefined;
  };

  test('is told when the source will drop it within the hour, but not for one burst', () => {
    const task = new Told();
    const short = log({ sourceSecondsLeft: 1_200 });
    expect(task.look(0, short)).toEqual([]);
    expect(task.look(2, log({ sourceSecondsLeft: 90_000 }))).toEqual([]);
    expect(task.look(60, short)).toEqual([]);
    expect(task.look(60 + LOG_HOLD_MS / 1_000, short)).toEqual(['RAISED LOG_RETENTION HIGH']);
    // a little more than an hour is no ease yet, however long it lasts
    expect(task.look(100, log({ sourceSecondsLeft: 4_000 }))).toEqual([]);
    expect(task.look(190, log({ sourceSecondsLeft: 4_000 }))).toEqual([]);
    expect(task.look(200, log({ sourceSecondsLeft: 90_000 }))).toEqual(['CLEARED LOG_RETENTION']);
  });

  test('names what is short: the source, its own limit, the disk', () => {
    const GIB = 1024 ** 3;
    expect(codeOf({ sourceSecondsLeft: 60 })).toBe('SOURCE_LOG_ENDS');
    expect(codeOf({ unappliedBytes: 9 * GIB, limitBytes: 10 * GIB })).toBe('LOG_NEARLY_FULL');
    expect(codeOf({ unappliedBytes: 7 * GIB, limitBytes: 10 * GIB })).toBeUndefined();
    const disk = { limitBytes: 20 * GIB, logBytes: 2 * GIB };
    expect(codeOf({ ...disk, diskFreeBytes: GIB / 2 })).toBe('LOG_DISK_LOW');
    expect(codeOf({ ...disk, diskFreeBytes: 10 * GIB, pulledBytesPerSecond: 50e6 })).toBe('LOG_DISK_LOW');
    expect(codeOf({ ...disk, diskFreeBytes: 19 * GIB, pulledBytesPerSecond: 50e6 })).toBeUndefined(); // room for all it may hold
    expect(codeOf({})).toBeUndefined();
  });
});

test('a clock that was set back holds nothing up for longer than the interval (A6)', () => {
  const task = new Told();
  task.look(100_000, behind(31));
  task.look(100_002, { ...behind(31), status: 'FAILED', reason: failure });
  expect(task.look(0, { ...behind(31), status: 'FAILED', reason: failure })).toEqual([]);
  expect(task.look(30, { ...behind(31), status: 'FAILED', reason: failure })).toEqual(['RAISED TASK_FAILED HIGH']);
  expect(task.look(40, behind(31))).toEqual(['REPEATED LATENCY HIGH', 'CLEARED TASK_FAILED']);
  expect(task.look(42, behind(31))).toEqual([]);
});

test('a state follows from what was recorded', () => {
  expect(stateOf({ acknowledgedAt: null, clearedAt: null })).toBe('RAISED');
  expect(stateOf({ acknowledgedAt: at(1), clearedAt: null })).toBe('ACKNOWLEDGED');
  expect(stateOf({ acknowledgedAt: null, clearedAt: at(1) })).toBe('CLEARED');
});

describe('thresholds', () => {
  const both = (seconds: number) => ({ latencySeconds: seconds, failureSeconds: seconds });
  const wrongAt = (thresholds: Thresholds): unknown => {
    try {
      checkThresholds(thresholds);
      return null;
    } catch (error) {
      return error instanceof GodwitError ? error.facts['path'] : error;
    }
  };

  test('lie within the bounds of their levels and in order', () => {
    expect(wrongAt(DEFAULT_THRESHOLDS)).toBe(null);
    expect(wrongAt({ HIGH: both(300), MEDIUM: both(300), LOW: both(300) })).toBe(null);
    expect(wrongAt({ ...DEFAULT_THRESHOLDS, HIGH: both(0) })).toBe('high.latencySeconds');
    expect(wrongAt({ ...DEFAULT_THRESHOLDS, HIGH: both(1.5) })).toBe('high.latencySeconds');
    expect(wrongAt({ ...DEFAULT_THRESHOLDS, LOW: both(10_801) })).toBe('low.latencySeconds');
    expect(wrongAt({ ...DEFAULT_THRESHOLDS, HIGH: { latencySeconds: 30, failureSeconds: 301 } })).toBe(
      'high.failureSeconds',
    );
    expect(wrongAt({ HIGH: both(200), MEDIUM: both(100), LOW: both(900) })).toBe('medium.latencySeconds');
  });

  test('of LOW counts for MONITORING when the task has no alerts', () => {
    expect(monitoringThresholdMs(DEFAULT_THRESHOLDS, 'NONE')).toBe(900_000);
    expect(monitoringThresholdMs(DEFAULT_THRESHOLDS, 'HIGH')).toBe(30_000);
  });
});
