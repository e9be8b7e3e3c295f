/**
 * The API in a process of its own, as the service composes it, over the control database that its word names. Tells its parent
 * the address, then answers each message with the number of statements that it has sent since the one before.
 */
import { randomBytes } from 'node:crypto';
import os from 'node:os';
import type postgres from 'postgres';
import { startApi } from '../../server/api/start-api.ts';
import { composeControl } from '../../server/control.ts';
import { createLogger } from '../../server/runtime/logger.ts';

const log = createLogger({ name: 'bench api', level: 'warn' });
const control = await composeControl({ databaseUrl: process.argv[2] ?? '', key: randomBytes(32), log });
const { $client } = control.database.byId as unknown as { readonly $client: postgres.Sql }; // drizzle keeps the client it was given
let statements = 0;
for (const client of [control.database.client, $client]) {
  const send = client.unsafe.bind(client);
  client.unsafe = (...words) => {
    statements += 1;
    return send(...words);
  };
}
const api = await startApi({
  ports: control.ports,
  listen: { host: '127.0.0.1', port: 0 },
  openMode: true,
  consoleDir: os.tmpdir(),
  metricsText: () => control.metricsText(),
  ready: () => control.ready(),
  logger: log,
});
process.on('message', () => {
  process.send?.(statements);
  statements = 0;
});
process.once('disconnect', () => process.exit(0));
process.send?.(api.url);
