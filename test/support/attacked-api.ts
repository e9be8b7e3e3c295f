/**
 * Run as a worker thread: an API server where everything is furnished, with an event loop of its own, so that what attackers and
 * measuring cost is not counted as its latency. Posts its address; ends a token, or lets it expire, when it is told to.
 */
import { parentPort } from 'node:worker_threads';
import { must } from '../../server/core/assert.ts';
import { runningApi } from '../api/running-api.ts';
import { furnishedPorts, furnishStreams } from '../memory-connector/furnished.ts';

export type ToAttackedApi = { readonly revoke: string } | { readonly expireNow: string };

const port = must(parentPort, 'the thread that started this one');
const furnished = furnishedPorts();
furnishStreams(furnished.state);
const limits = { sockets: 260, waitingSockets: 100, connectionsPerToken: 200 };
const api = await runningApi({ limits }, furnished);
const { tokens } = furnished.state;
for (const name of ['revoked', 'expiring']) tokens.set(name, { name, role: 'VIEWER', tokenId: name });
port.on('message', (told: ToAttackedApi) => {
  if ('revoke' in told) tokens.delete(told.revoke);
  else tokens.set(told.expireNow, { ...must(tokens.get(told.expireNow), 'a token'), expiresAt: new Date() });
});
port.postMessage(api.url);
