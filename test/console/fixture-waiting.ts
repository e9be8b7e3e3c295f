/** Tasks that are in no list, only under their address: one for each thing that a person is waited for, and one with which nothing may be done. */
import { actions, done, later, task } from './fixture-data.ts';
import { ago, PHASES, reason } from './fixture-phases.ts';

const [schemaPhase = '', fullPhase = '', incrementalPhase = '', verificationPhase = ''] = PHASES;
const waits = (action: string, what: string, why: object | null) => ({
  who: 'PERSON',
  what,
  since: ago(50),
  action,
  reason: why,
  rowDetail: null,
});

export const waitingTasks = [
  task(
    'WAIT',
    'schema first',
    'RUNNING',
    [done('PRECHECK'), done(schemaPhase), later(fullPhase), later(incrementalPhase), later(verificationPhase)],
    {
      latency: null,
      waitingFor: waits('subtaskAdvance', 'Schema migration is done; automatic advance is off.', null),
    },
  ),
  task(
    'HELD',
    'held up',
    'RUNNING',
    [
      done('PRECHECK'),
      done(schemaPhase),
      done(fullPhase),
      [incrementalPhase, 'MONITORING', 1],
      done(verificationPhase),
    ],
    {
      waitingFor: waits(
        'componentStart',
        'The component INCR_SYNC was stopped by a person.',
        reason(
          'COMPONENT_STOPPED',
          'The component INCR_SYNC was stopped by a person.',
          'Start the component, or the task, again.',
        ),
      ),
    },
  ),
  task('ENDING', 'nearly gone', 'RELEASING', [done('PRECHECK'), ...PHASES.map(done)], {
    allowedActions: actions(['VIEW_PARAMETERS']),
  }),
];
