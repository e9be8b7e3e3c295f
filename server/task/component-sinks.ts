/** Port: where samples and log lines of components are kept for every API node to read. Implemented by persistence. */
import type { LogLevel } from './observation.ts';

export interface ComponentSample {
  readonly componentId: string;
  readonly taskId: string;
  readonly epoch: number;
  /** Values of metrics/catalogue.ts over the last second. */
  readonly values: Readonly<Record<string, number>>;
}

export interface LogEntry {
  readonly at: Date;
  readonly level: LogLevel;
  readonly message: string;
  readonly facts: Readonly<Record<string, unknown>> | null;
}

export interface ComponentSinks {
  /** All samples of a worker for one second, in one statement. */
  samples(at: Date, samples: readonly ComponentSample[]): Promise<void>;
  /** Lines of the run with this epoch; the oldest go above 64 MiB a component. */
  logLines(componentId: string, epoch: number, entries: readonly LogEntry[]): Promise<void>;
}
