/**
 * A reader of the log that reads ahead: while its consumer works on some items the next ones come from disk, at most
 * `prefetchBytes` of them. Used by Incr-Sync and verification.
 */
import type { ChangeLogReader, LogItem } from './change-log.ts';

export interface SubscriberOptions {
  /** The first transaction wanted. */
  readonly fromOrdinal: number;
  readonly signal: AbortSignal;
  /** Default 8 MiB; one run of items (about 1 MiB) is always read ahead. */
  readonly prefetchBytes?: number;
}

interface Ahead {
  readonly items: readonly LogItem[];
  readonly bytes: number;
}

/** Items from `fromOrdinal` on until the signal aborts; throws what the reader throws. */
export async function* subscribe(
  reader: ChangeLogReader,
  options: SubscriberOptions,
): AsyncGenerator<readonly LogItem[]> {
  const prefetchBytes = options.prefetchBytes ?? 8 * 1024 * 1024;
  const stop = new AbortController();
  const signal = AbortSignal.any([options.signal, stop.signal]);
  const ahead: Ahead[] = [];
  let aheadBytes = 0;
  let ended = false;
  let failure: unknown = null;
  let wakeConsumer = (): void => {};
  let wakeReader = (): void => {};
  const wakeBoth = (): void => {
    wakeReader();
    wakeConsumer();
  };
  const reading = (async () => {
    for await (const items of reader.read(options.fromOrdinal, signal)) {
      const bytes = sizeOf(items);
      ahead.push({ items, bytes });
      aheadBytes += bytes;
      wakeConsumer();
      while (aheadBytes > prefetchBytes && !signal.aborted)
        await new Promise<void>((resolve) => (wakeReader = resolve));
    }
  })()
    .catch((error: unknown) => (failure = error))
    .finally(() => {
      ended = true;
      wakeConsumer();
    });
  signal.addEventListener('abort', wakeBoth);
  try {
    while (!options.signal.aborted) {
      const next = ahead.shift();
      if (next !== undefined) {
        aheadBytes -= next.bytes;
        wakeReader();
        yield next.items;
      } else if (ended) {
        if (failure !== null) throw failure;
        return;
      } else {
        await new Promise<void>((resolve) => (wakeConsumer = resolve));
      }
    }
  } finally {
    stop.abort();
    await reading;
  }
}

function sizeOf(items: readonly LogItem[]): number {
  let bytes = 0;
  for (const item of items) bytes += item.kind === 'part' ? item.part.records.length + 200 : 500;
  return bytes;
}
