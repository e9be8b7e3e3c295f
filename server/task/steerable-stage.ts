/** What the supervisor runs for a component: a stage that takes parameters while it runs. Built by server/worker. */
import type { Stage } from '../core/stage.ts';
import type { ParameterValues } from './task-types.ts';

/** Gives the stage its live parameters; called whenever they changed. */
export interface SteerableStage extends Stage {
  /** Takes over what is live; answers true when a change needs a restart of the component. */
  steer?(parameters: ParameterValues): boolean;
  /** Releases what the stage holds, after run() ended. */
  close?(): Promise<void>;
}
