import { expect, test } from 'vitest';
import { BodyBytes } from './body-bytes.ts';

test('a body has one key however long it is, which is what it is for, and its bytes are not copied', async () => {
  const bytes = Buffer.from('é'.repeat(100_000));
  const body = new BodyBytes(bytes);
  expect(Object.keys(body)).toEqual(['size']);
  expect(body.size).toBe(200_000);
  expect(await body.buffer()).toBe(bytes);
  const streamed = await new Response(body.stream()).text();
  expect(streamed).toBe(bytes.toString());
});
