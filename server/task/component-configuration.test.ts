import { describe, expect, it } from 'vitest';
import { legId } from '../core/ids.ts';
import { ownValues, parametersOfComponent, planConfiguration } from './component-configuration.ts';

const running = { status: 'RUNNING', failedFor: [], phaseStatus: () => null } as const;
const there = { kind: 'INCR_SYNC', taskId: 't_1', configuration: {} } as const;
const back = { kind: 'INCR_SYNC', taskId: legId({ taskId: 't_1', number: 1 }), configuration: {} } as const;

const names = (of: Parameters<typeof parametersOfComponent>[0]): string[] =>
  parametersOfComponent(of).map(({ name }) => name);

describe('the configuration of a stream that goes back', () => {
  it('has the reverse parameters, and one that goes there again the incremental ones', () => {
    expect(names(back)).toContain('reverseLanes');
    expect(names(back)).not.toContain('incrementalLanes');
    const again = { ...back, taskId: legId({ taskId: 't_1', number: 2 }) };
    expect(names(again)).toEqual(names(there));
  });

  it('is kept under the names that the stream works with, and shown under those of the task', () => {
    const change = { values: { reverseLanes: 3 }, reset: [] };
    const { configuration, diff } = planConfiguration(back, {}, change, running);
    expect(configuration).toEqual({ incrementalLanes: 3 });
    expect(diff).toMatchObject([{ name: 'reverseLanes', after: 3 }]);
    expect(ownValues({ ...back, configuration })).toEqual({ reverseLanes: 3 });
    const reset = planConfiguration({ ...back, configuration }, {}, { values: {}, reset: ['reverseLanes'] }, running);
    expect(reset.configuration).toEqual({});
    expect(reset.diff).toMatchObject([{ name: 'reverseLanes', before: 3, reset: true }]);
  });

  it('refuses the parameter of the other direction', () => {
    for (const [component, name] of [
      [back, 'incrementalLanes'],
      [there, 'reverseLanes'],
    ] as const)
      expect(() => planConfiguration(component, {}, { values: { [name]: 2 }, reset: [] }, running)).toThrow(name);
  });
});
