import { expect, test } from 'vitest';
import { allowedOf, currentStep, stepsOf, type StepKind, type StepState } from './steps.ts';

/** Everything before a step is completed; it itself stands as given. */
function at(kind: StepKind, state: Omit<StepState, 'kind' | 'answer'>): { state: StepState; steps: StepState[] } {
  const kinds = stepsOf({ reverse: true }).map((step) => step.kind);
  const place = kinds.indexOf(kind);
  const steps = kinds.map((one, index): StepState => {
    if (index === place) return { kind: one, answer: null, ...state };
    return { kind: one, answer: null, status: index < place ? 'COMPLETED' : 'PENDING' };
  });
  return { state: currentStep(steps) ?? { kind, answer: null, ...state }, steps };
}

test('the stop of the stream is skipped only once it is stopped', () => {
  const failed = at('STOP_FORWARD', { status: 'FAILED', findings: {} });
  expect(allowedOf(failed.state, failed.steps)).toEqual(['RETRY']);
  const stopped = at('STOP_FORWARD', { status: 'FAILED', findings: { stopped: true } });
  expect(allowedOf(stopped.state, stopped.steps)).toEqual(['RETRY', 'SKIP']);
  const running = at('STOP_FORWARD', { status: 'RUNNING', findings: { stopped: true } });
  expect(allowedOf(running.state, running.steps)).toEqual([]);
});

test('what waits for a person takes its answers, once', () => {
  const { state, steps } = at('STOP_WRITES', { status: 'WAITING_FOR_PERSON' });
  expect(allowedOf(state, steps)).toEqual(['FENCE', 'CONFIRM']);
  expect(allowedOf({ ...state, answer: 'FENCE' }, steps)).toEqual([]);
});

test('a level that does not come can be skipped while it is waited for; nothing else can', () => {
  for (const { kind } of stepsOf({ reverse: true })) {
    const { state, steps } = at(kind, { status: 'RUNNING' });
    const skips = ['VERIFY_AHEAD', 'LEVEL_CHECKPOINT', 'VERIFY_CHANGES'].includes(kind);
    expect([kind, allowedOf(state, steps).includes('SKIP')]).toEqual([kind, skips]);
  }
});
