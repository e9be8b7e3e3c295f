/**
 * Many subscribers of one task in a process of their own: each a websocket with one subscription of its own id. Tells how many messages
 * came and how late each was: from `at`, when the service read what it sends, to when the subscriber has it. What came
 * before all had subscribed does not count.
 *
 *   fork(file, [url, document, variables, subscribers]); it tells { ready } once all have had a message, then on each message
 *   of the parent { count, latenciesMs } since the one before.
 */
import WebSocket from 'ws';

const [url = '', query = '', variables = '{}', subscribers = '1'] = process.argv.slice(2);
const AT = /"at":"([^"]+)"/;
const AT_ONCE = 50;

let counting = false;
let latenciesMs: number[] = [];

function subscribe(number: number): Promise<void> {
  const socket = new WebSocket(`${url.replace('http', 'ws')}/graphql`, 'graphql-transport-ws', {
    perMessageDeflate: false,
  });
  return new Promise((resolve, reject) => {
    socket.on('error', reject);
    socket.on('close', (code) => reject(new Error(`a socket was closed with ${code}`)));
    socket.on('open', () => socket.send('{"type":"connection_init"}'));
    socket.on('message', (data: Buffer) => {
      const text = data.toString('latin1', 0, 400);
      if (text.includes('"connection_ack"'))
        socket.send(
          JSON.stringify({
            id: `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`,
            type: 'subscribe',
            payload: { query, variables: JSON.parse(variables) as unknown },
          }),
        );
      const at = AT.exec(text)?.[1];
      if (at === undefined) return;
      resolve();
      if (counting) latenciesMs.push(Date.now() - Date.parse(at));
    });
  });
}

for (let from = 0; from < Number(subscribers); from += AT_ONCE)
  await Promise.all(
    Array.from({ length: Math.min(AT_ONCE, Number(subscribers) - from) }, (_, more) => subscribe(from + more)),
  );
process.send?.({ ready: true });
process.on('message', () => {
  process.send?.({ count: latenciesMs.length, latenciesMs: counting ? latenciesMs : [] });
  counting = true;
  latenciesMs = [];
});
process.once('disconnect', () => process.exit(0));
