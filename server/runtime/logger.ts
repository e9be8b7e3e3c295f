/**
 * Structured logs of a process: one JSON line per entry on stderr (pino), facts as fields. Secrets are never passed in;
 * as a second net the usual names of secrets are redacted wherever they stand.
 */
import { pino, type Logger as PinoLogger } from 'pino';
import type { StageLog } from '../core/stage.ts';

export type LogLevel = 'debug' | 'info' | 'warn' | 'error';

const SECRET_PATHS = ['password', 'token', 'authorization', 'secret', 'tlsKey'].flatMap((name) => [
  name,
  `*.${name}`,
  `*.*.${name}`,
]);

export interface Logger extends StageLog {
  child(facts: Record<string, unknown>): Logger;
}

/** The root logger of a process; `name` stands in every line. */
export function createLogger(options: { readonly name: string; readonly level: LogLevel }): Logger {
  return wrap(
    pino(
      { name: options.name, level: options.level, redact: { paths: SECRET_PATHS, censor: '[redacted]' } },
      pino.destination({ dest: 2, sync: true }),
    ),
  );
}

function wrap(inner: PinoLogger): Logger {
  return {
    debug: (message, facts) => inner.debug(facts ?? {}, message),
    info: (message, facts) => inner.info(facts ?? {}, message),
    warn: (message, facts) => inner.warn(facts ?? {}, message),
    error: (message, facts) => inner.error(facts ?? {}, message),
    child: (facts) => wrap(inner.child(facts)),
  };
}
