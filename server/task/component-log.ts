/**
 * The log of one run of a component: its lines go to the process's own log at once, and to the sink in parcels, so that every
 * API node can show them. Only lines of the task's logLevel and above are kept.
 */
import type { StageLog } from '../core/stage.ts';
import type { Logger } from '../runtime/logger.ts';
import type { Lease } from './component-leases.ts';
import type { ComponentSinks, LogEntry } from './component-sinks.ts';
import { LOG_LEVELS, type LogLevel } from './observation.ts';
import type { ParameterValues } from './task-types.ts';

const LINES_KEPT = 10_000;

export interface ComponentLogDeps {
  readonly sinks: Pick<ComponentSinks, 'logLines'>;
  readonly log: Logger;
}

export class ComponentLog implements StageLog {
  readonly #deps: ComponentLogDeps;
  readonly #component: Lease;
  readonly #lines: LogEntry[] = [];
  #leastLevel: LogLevel;

  constructor(deps: ComponentLogDeps, component: Lease) {
    this.#deps = deps;
    this.#component = component;
    this.#leastLevel = leastLevelOf(component.configuration);
  }

  /** Takes over the logLevel of now. */
  follow(parameters: ParameterValues): void {
    this.#leastLevel = leastLevelOf(parameters);
  }

  debug(message: string, facts?: Record<string, unknown>): void {
    this.#write('DEBUG', message, facts);
  }

  info(message: string, facts?: Record<string, unknown>): void {
    this.#write('INFO', message, facts);
  }

  warn(message: string, facts?: Record<string, unknown>): void {
    this.#write('WARN', message, facts);
  }

  error(message: string, facts?: Record<string, unknown>): void {
    this.#write('ERROR', message, facts);
  }

  /** Hands over what was written since the last time. */
  async flush(): Promise<void> {
    const entries = this.#lines.splice(0);
    const { componentId, epoch } = this.#component;
    if (entries.length > 0) await this.#deps.sinks.logLines(componentId, epoch, entries);
  }

  #write(level: LogLevel, message: string, facts: Record<string, unknown> | undefined): void {
    if (LOG_LEVELS.indexOf(level) < LOG_LEVELS.indexOf(this.#leastLevel)) return;
    if (this.#lines.length >= LINES_KEPT) this.#lines.shift(); // the control database is away: keep the newest
    this.#lines.push({ at: new Date(), level, message, facts: facts ?? null });
    const { kind, taskId } = this.#component;
    const { rowDetail: _, ...told } = facts ?? {}; // values of rows stay in the control database
    this.#deps.log[level === 'DEBUG' ? 'debug' : level === 'INFO' ? 'info' : level === 'WARN' ? 'warn' : 'error'](
      message,
      { ...told, component: kind, task: taskId },
    );
  }
}

/** The parameter logLevel; its default where the values are older than it. */
const leastLevelOf = (parameters: ParameterValues): LogLevel =>
  LOG_LEVELS.find((level) => level === parameters['logLevel']) ?? 'INFO';
