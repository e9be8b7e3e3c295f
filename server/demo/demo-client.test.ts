/** The demo goes on when somebody makes the first token, and when its own has ended. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, test } from 'vitest';
import { DemoClient } from './demo-client.ts';

test('it asks for a token once the service wants one, and again when that is refused', async () => {
  let wanted: string | undefined;
  const seen: (string | undefined)[] = [];
  const service = createServer((request, response) => {
    const { authorization } = request.headers;
    seen.push(authorization);
    const ok = wanted === undefined || authorization === wanted;
    response.writeHead(ok ? 200 : 401, { 'content-type': 'application/json' });
    response.end(
      JSON.stringify(ok ? { data: { tasks: { nodes: [] } } } : { errors: [{ message: 'A valid token is required.' }] }),
    );
  });
  await new Promise<void>((resolve) => service.listen(0, '127.0.0.1', resolve));
  const { port } = service.address() as AddressInfo; // it listens on TCP
  let made = 0;
  const client = new DemoClient(`http://127.0.0.1:${port}`, () => Promise.resolve(`t${(made += 1)}`));
  try {
    expect(await client.findTask('x')).toBeNull();
    for (const token of ['t1', 't2']) {
      wanted = `Bearer ${token}`;
      expect(await client.findTask('x')).toBeNull();
    }
    expect(seen).toEqual([undefined, undefined, 'Bearer t1', 'Bearer t1', 'Bearer t2']);
    wanted = 'Bearer of another';
    await expect(client.findTask('x')).rejects.toThrow('A valid token is required.');
  } finally {
    service.close();
  }
});
