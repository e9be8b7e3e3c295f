import { createHmac } from 'node:crypto';
import { createServer, type IncomingHttpHeaders, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, test } from 'vitest';
import { GodwitError } from '../core/errors.ts';
import { seal, unseal } from '../runtime/seal.ts';
import { estimate } from './catching-up.ts';
import { createLogger } from '../runtime/logger.ts';
import { MOST_TRIES, pauseAfter, type DeliveryClaim, type DueDelivery, type TryOutcome } from './delivery.ts';
import { checkedLookup, checkUrl } from './webhook-address.ts';
import { outcomeOf, WebhookRunner } from './webhook-runner.ts';
import { sendMessage, sign } from './webhook-sender.ts';

const codeOf = (work: () => unknown): string | null => {
  try {
    work();
    return null;
  } catch (error) {
    return error instanceof GodwitError ? error.code : String(error);
  }
};

test('a webhook may go to a public or an internal address, but not where no receiver lives', () => {
  for (const url of [
    'https://hooks.example/x?y=1',
    'http://127.0.0.1:9093/',
    'http://10.1.2.3',
    'http://[::1]:80/',
    'http://[fd12::1]/',
  ])
    expect([url, codeOf(() => checkUrl(url))]).toEqual([url, null]);
  for (const url of [
    'http://169.254.169.254/latest/meta-data',
    'http://[::ffff:169.254.169.254]/',
    'http://0.0.0.0:80',
    'http://0x0.1',
    'http://[fe80::1]/',
    'http://[fd00:ec2::254]/',
    'http://224.0.0.1',
    'http://255.255.255.255',
    'http://2852039166/', // 169.254.169.254 as one number
  ])
    expect([url, codeOf(() => checkUrl(url))]).toEqual([url, 'WEBHOOK_ADDRESS_REFUSED']);
  for (const url of [
    'ftp://host/',
    'file:///etc/passwd',
    'host',
    'https://me:secret@host/',
    `https://host/${'x'.repeat(2_048)}`,
  ])
    expect([url, codeOf(() => checkUrl(url))]).toEqual([url, 'BAD_INPUT']);
});

test('a name is judged by the address that it has when it is used', async () => {
  const answer = (all: boolean, name = 'localhost') =>
    new Promise((resolve) => checkedLookup(name, { all }, (error, address) => resolve(error ?? address)));
  expect(await answer(false)).toMatch(/^(127\.0\.0\.1|::1)$/);
  expect(await answer(true)).toContainEqual({ address: '127.0.0.1', family: 4 });
  expect(await answer(true, '169.254.169.254')).toMatchObject({ code: 'WEBHOOK_ADDRESS_REFUSED' });
});

/** A receiver on a free port for as long as `use` takes. */
async function receiving<T>(listener: RequestListener, use: (url: string) => Promise<T>): Promise<T> {
  const server = createServer(listener);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  try {
    return await use(`http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`); // it listens on TCP
  } finally {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  }
}

const at = new Date(Date.UTC(2026, 10, 25));
const message = { secret: 'a secret of enough length', deliveryId: 'd1', change: 'RAISED', body: '{"a":"ü"}', at };

test('a message is signed over its time and its body, and the signature can be checked', async () => {
  let got: { headers: IncomingHttpHeaders; body: string } | null = null;
  const result = await receiving(
    (request, response) => {
      let body = '';
      request.setEncoding('utf8');
      request.on('data', (chunk: string) => (body += chunk));
      request.on('end', () => {
        got = { headers: request.headers, body };
        response.writeHead(204).end();
      });
    },
    (url) => sendMessage({ ...message, url }),
  );
  expect(result).toMatchObject({ httpStatus: 204, error: null });
  const hex = createHmac('sha256', message.secret)
    .update(`${at.getTime() / 1_000}.${message.body}`)
    .digest('hex');
  expect(got).toMatchObject({
    body: message.body,
    headers: {
      'content-type': 'application/json',
      'godwit-delivery': 'd1',
      'godwit-change': 'RAISED',
      'godwit-signature': `t=${at.getTime() / 1_000},v1=${hex}`,
    },
  });
  expect(sign(message.secret, at, `${message.body} `)).not.toContain(hex);
});

test('a redirect is not followed, an endless answer is not read, and none at all ends in time', async () => {
  let asked = 0;
  const redirected = await receiving(
    (_request, response) => {
      asked += 1;
      response.writeHead(307, { location: '/elsewhere' }).end();
    },
    (url) => sendMessage({ ...message, url }),
  );
  expect(redirected).toMatchObject({ httpStatus: 307, error: { code: 'WEBHOOK_REFUSED' } });
  expect(asked).toBe(1);

  let cut: (() => void) | null = null;
  const wasCut = new Promise<void>((resolve) => (cut = resolve));
  await receiving(
    (_request, response) => {
      response.writeHead(200);
      const more = setInterval(() => response.write(Buffer.alloc(16 * 1024)), 1);
      response.on('close', () => {
        clearInterval(more);
        cut?.();
      });
    },
    async (url) => {
      expect(await sendMessage({ ...message, url })).toMatchObject({ httpStatus: 200, error: null });
      await wasCut;
    },
  );

  const silent = await receiving(
    () => {},
    (url) => sendMessage({ ...message, url }, { limitMs: 100 }),
  );
  expect(silent).toMatchObject({ httpStatus: null, error: { code: 'WEBHOOK_TIMEOUT' } });
});

test('what went wrong names the host and nothing else of the URL', async () => {
  const url = await receiving(
    () => {},
    async (there) => `${there}/token-in-the-path?key=secret`,
  );
  const { error } = await sendMessage({ ...message, url });
  expect(error).toMatchObject({
    code: 'WEBHOOK_UNREACHABLE',
    facts: { host: new URL(url).host, detail: 'ECONNREFUSED' },
  });
  expect(JSON.stringify(error)).not.toMatch(/token|secret/);
});

test('tries are bounded and further and further apart; what a person must mend is not tried again', () => {
  const pauses = Array.from({ length: MOST_TRIES }, (_, index) => pauseAfter(index + 1));
  expect(pauses).toEqual([5, 10, 20, 40, 80, 160, 320, 640, 900, 900, 900, null]);
  const failed = (code: 'WEBHOOK_TIMEOUT' | 'WEBHOOK_ADDRESS_REFUSED', action: 'RETRYABLE' | 'NEEDS_OPERATOR') =>
    ({
      httpStatus: null,
      durationMs: 1,
      error: { code, action, message: '', remedy: '', facts: {}, rowDetail: null },
    }) as const;
  const late = failed('WEBHOOK_TIMEOUT', 'RETRYABLE');
  expect(outcomeOf(late, 1)).toMatchObject({ status: 'PENDING', nextTrySeconds: 5 });
  expect(outcomeOf(late, MOST_TRIES)).toMatchObject({ status: 'FAILED', nextTrySeconds: null });
  expect(outcomeOf(failed('WEBHOOK_ADDRESS_REFUSED', 'NEEDS_OPERATOR'), 1)).toMatchObject({ status: 'FAILED' });
  expect(outcomeOf({ httpStatus: 200, durationMs: 1, error: null }, 3)).toMatchObject({ status: 'DELIVERED' });
});

test('what is sealed opens with its key and for its id alone', () => {
  const [key, other] = [Buffer.alloc(32, 1), Buffer.alloc(32, 2)];
  const sealed = seal(key, 'h1', 'the secret');
  expect(unseal(key, 'h1', sealed)).toBe('the secret');
  expect(() => unseal(other, 'h1', sealed)).toThrow();
  expect(() => unseal(key, 'h2', sealed)).toThrow();
  expect(sealed.toString('latin1')).not.toContain('the secret');
});

test('the time to catch up is what is left over what it falls in a second', () => {
  const measured = { taskId: 't', latencyMs: 630_000, thresholdMs: 30_000, slope: -2, spanSeconds: 60 };
  expect(estimate(measured).remainingMs).toBe(300_000);
  expect(estimate({ ...measured, slope: 0.5 }).remainingMs).toBe(null);
  expect(estimate({ ...measured, slope: null }).remainingMs).toBe(null);
  expect(estimate({ ...measured, spanSeconds: 2 }).remainingMs).toBe(null);
  expect(estimate({ ...measured, latencyMs: 20_000 }).remainingMs).toBe(0);
});

test('a message whose webhook was disabled meanwhile is cancelled; one that another try has ended is let be', async () => {
  const stop = new AbortController();
  const settled: (readonly [string, TryOutcome | null])[] = [];
  const claim = (deliveryId: string): DeliveryClaim => ({ jobId: `job of ${deliveryId}`, attempt: 0, deliveryId });
  const due = (id: string): DueDelivery => ({
    id,
    status: id === 'ended' ? 'DELIVERED' : 'PENDING',
    attempts: 1,
    change: 'RAISED',
    body: '{}',
    now: at,
    webhook: { id: 'h1', url: 'http://127.0.0.1:1/', secret: Buffer.alloc(40), enabled: id !== 'disabled' },
  });
  const waiting = [[claim('disabled'), claim('ended'), claim('gone'), claim('another key')]];
  const runner = new WebhookRunner({
    claims: { claim: async () => waiting.shift() ?? [] },
    records: {
      due: async (id) => (id === 'gone' ? null : due(id)),
      settle: async ({ deliveryId }, outcome) => {
        settled.push([deliveryId, outcome]);
        if (settled.length === 4) stop.abort();
      },
    },
    key: Buffer.alloc(32, 1),
    log: createLogger({ name: 'test', level: 'error' }),
    untilWoken: () => new Promise((resolve) => setImmediate(resolve)),
  });
  await runner.run(stop.signal);
  expect(Object.fromEntries(settled)).toMatchObject({
    disabled: { status: 'CANCELLED', attempts: 1 },
    ended: null,
    gone: null,
    'another key': { status: 'FAILED', error: { code: 'WEBHOOK_SECRET_LOST' } },
  });
});
