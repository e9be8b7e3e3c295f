/** An API node as a child of a test, so that it can be killed: tells its address, ends with its parent. */
import os from 'node:os';
import { startApi } from '../../server/api/start-api.ts';
import { composeControl } from '../../server/control.ts';
import { must } from '../../server/core/assert.ts';
import { createLogger } from '../../server/runtime/logger.ts';

const log = createLogger({ name: 'api', level: 'error' });
const control = await composeControl({
  databaseUrl: must(process.env['CONTROL_URL'], 'CONTROL_URL'),
  key: Buffer.from(must(process.env['KEY'], 'KEY'), 'base64'),
  log,
});
const api = await startApi({
  ports: control.ports,
  listen: { host: '127.0.0.1', port: 0 },
  openMode: false,
  consoleDir: os.tmpdir(),
  metricsText: control.metricsText,
  ready: control.ready,
  logger: log,
});
process.once('disconnect', () => process.exit(0));
process.send?.({ url: api.url });
