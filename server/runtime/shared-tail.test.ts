/** A1 to A3: what followers of a shared tail get, and what is read for them. */
import { expect, test } from 'vitest';
import { SharedTail } from './shared-tail.ts';

interface Item {
  readonly number: bigint;
}

/** A sequence that grows, and who has asked for what of it. */
function sequence(options: { readonly keep?: number } = {}) {
  const items: Item[] = [];
  const reads: bigint[] = [];
  let failure: Error | null = null;
  const tail = new SharedTail<Item>(
    {
      read: async (after, limit) => {
        reads.push(after);
        if (failure !== null) throw failure;
        return items.filter(({ number }) => number > after).slice(0, limit);
      },
      numberOf: ({ number }) => number,
    },
    { pollMs: 60_000, ...options },
  );
  return {
    tail,
    reads,
    add: (...numbers: number[]) => {
      for (const number of numbers) items.push({ number: BigInt(number) });
      tail.wake();
    },
    fail: (error: Error | null) => {
      failure = error;
      tail.wake();
    },
  };
}

async function take(from: AsyncGenerator<Item>, count: number): Promise<Item[]> {
  const taken: Item[] = [];
  while (taken.length < count) {
    const { value, done } = await from.next();
    if (done === true) break;
    taken.push(value);
  }
  return taken;
}

const numbers = (items: readonly Item[]): number[] => items.map(({ number }) => Number(number));

test('A1 all who follow get the same objects in order, and what is new is read once for them', async () => {
  const { tail, reads, add } = sequence();
  const end = new AbortController();
  const followers = Array.from({ length: 50 }, () => tail.follow(0n, end.signal));
  const first = Promise.all(followers.map((one) => take(one, 2)));
  add(1, 2);
  const taken = await first;
  expect(taken.map(numbers)).toEqual(followers.map(() => [1, 2]));
  expect(new Set(taken.flat()).size).toBe(2);
  const before = reads.length;
  const second = Promise.all(followers.map((one) => take(one, 1)));
  add(3);
  expect((await second).map(numbers)).toEqual(followers.map(() => [3]));
  expect(reads.length - before).toBeLessThanOrEqual(2); // the item, and that there is no more
  end.abort();
});

test('A1 A2 who is behind what is kept reads for itself until it has caught up', async () => {
  const { tail, add } = sequence({ keep: 3 });
  const end = new AbortController();
  const ahead = tail.follow(0n, end.signal);
  const slow = tail.follow(0n, end.signal);
  const first = take(slow, 1);
  add(...Array.from({ length: 1_200 }, (_, index) => index + 1));
  expect(numbers(await take(ahead, 1_200))).toEqual(Array.from({ length: 1_200 }, (_, index) => index + 1));
  expect(numbers(await first)).toEqual([1]);
  expect(numbers(await take(slow, 1_199))).toEqual(Array.from({ length: 1_199 }, (_, index) => index + 2));
  const late = take(tail.follow(5n, end.signal), 1_196);
  add(1_201);
  expect(numbers(await late).at(-1)).toBe(1_201);
  end.abort();
});

test('A3 a failure is thrown to those who wait, and whoever follows again goes on', async () => {
  const { tail, add, fail } = sequence();
  const end = new AbortController();
  const waits = take(tail.follow(0n, end.signal), 1);
  fail(new Error('no answer'));
  await expect(waits).rejects.toThrow('no answer');
  fail(null);
  const again = take(tail.follow(0n, end.signal), 1);
  add(1);
  expect(numbers(await again)).toEqual([1]);
  end.abort();
});

test('the signal ends a follower that waits, and with the last one nothing is read any more', async () => {
  const { tail, reads, add } = sequence();
  const end = new AbortController();
  const waits = take(tail.follow(0n, end.signal), 1);
  expect(tail.followers).toBe(1);
  end.abort();
  expect(await waits).toEqual([]);
  expect(tail.followers).toBe(0);
  await Promise.resolve();
  const before = reads.length;
  add(1);
  expect(reads.length).toBe(before);
});
