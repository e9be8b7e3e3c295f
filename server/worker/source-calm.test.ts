/** One look a second for all lanes; what cannot be told stops nothing, and is logged once. */
import { expect, test } from 'vitest';
import type { SourceLoad } from '../connectors/source-load.ts';
import { SourceCalm, whyNot } from './source-calm.ts';

const CALM: SourceLoad = { replicaLagMs: null, oldestTransactionMs: null, visible: true };

function watched(read: () => Promise<SourceLoad>) {
  const seen = { reads: 0, warned: [] as string[], waiting: [] as (string | null)[] };
  const reader = {
    read: () => ((seen.reads += 1), read()),
    [Symbol.asyncDispose]: () => Promise.resolve(),
  };
  const nothing = (): void => {};
  const context = {
    signal: new AbortController().signal,
    report: ({ waiting }: { waiting?: { what: string } | null }) => void seen.waiting.push(waiting?.what ?? null),
    log: { debug: nothing, info: nothing, error: nothing, warn: (message: string) => void seen.warned.push(message) },
  };
  return { seen, context, open: () => reader };
}

test('without a limit the source is not asked', async () => {
  const { seen, context, open } = watched(() => Promise.resolve(CALM));
  await using calm = new SourceCalm(open, { replicaLag: null, oldestTransaction: null });
  await calm.untilCalm(context);
  expect(seen.reads).toBe(0);
});

test('lanes that ask at once share one look, and what they wait for is told and taken back', async () => {
  let lagMs = 9_400;
  const { seen, context, open } = watched(() => Promise.resolve({ ...CALM, replicaLagMs: (lagMs -= 3_000) }));
  await using calm = new SourceCalm(open, { replicaLag: 5, oldestTransaction: null });
  await Promise.all([calm.untilCalm(context), calm.untilCalm(context), calm.untilCalm(context)]);
  expect(seen.reads).toBe(2);
  expect(seen.waiting.at(-1)).toBeNull();
  expect(seen.waiting[0]).toContain('it is 6 s behind');
});

test('a source that does not answer, or hides its sessions, stops nothing and is told once', async () => {
  for (const read of [() => Promise.reject(new Error('away')), () => Promise.resolve({ ...CALM, visible: false })]) {
    const { seen, context, open } = watched(read);
    await using calm = new SourceCalm(open, { replicaLag: 1, oldestTransaction: 1 });
    await calm.untilCalm(context);
    calm.change({ replicaLag: 2, oldestTransaction: 1 });
    await calm.untilCalm(context);
    expect(seen.reads).toBe(2);
    expect(seen.warned).toHaveLength(1);
  }
});

test('either limit holds reading back by itself', () => {
  const load = { replicaLagMs: 2_500, oldestTransactionMs: 60_000, visible: true };
  expect(whyNot(load, { replicaLag: 3, oldestTransaction: 60 })).toBeNull();
  expect(whyNot(load, { replicaLag: 2, oldestTransaction: null })).toContain('sourceReplicaLagSeconds');
  expect(whyNot(load, { replicaLag: null, oldestTransaction: 59 })).toContain('the oldest is 60 s old');
});
