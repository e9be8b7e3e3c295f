/** A stage context for tests: own signal, counters that can be read, log lines kept. */
import type { StageContext, StageStanding } from '../../server/core/stage.ts';
import { Instruments } from '../../server/metrics/instruments.ts';

export interface TestContext extends StageContext {
  readonly meter: Instruments;
  readonly lines: string[];
  readonly standing: StageStanding;
  stop(): void;
}

export function stageContext(epoch = 1): TestContext {
  const stopping = new AbortController();
  const lines: string[] = [];
  const write = (level: string) => (message: string, facts?: Record<string, unknown>) =>
    void lines.push(`${level} ${message} ${facts ? JSON.stringify(facts) : ''}`);
  const context = {
    signal: stopping.signal,
    epoch,
    meter: new Instruments(),
    log: { debug: write('debug'), info: write('info'), warn: write('warn'), error: write('error') },
    lines,
    standing: {} as StageStanding,
    report(standing: StageStanding) {
      context.standing = { ...context.standing, ...standing };
    },
    stop: () => stopping.abort(),
  };
  return context;
}
