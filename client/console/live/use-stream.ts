/** Runs a loop over one of the client's subscriptions while a component is shown, and ends it when it goes. */
import { useEffect, useRef } from 'react';

export function useStream<Value>(
  open: (signal: AbortSignal) => AsyncIterable<Value>,
  take: (value: Value) => void,
  key: string,
  failed?: (error: unknown) => void,
): void {
  const current = useRef({ open, take, failed });
  current.current = { open, take, failed };
  useEffect(() => {
    const end = new AbortController();
    const run = async (): Promise<void> => {
      try {
        for await (const value of current.current.open(end.signal)) {
          if (end.signal.aborted) return;
          current.current.take(value);
        }
      } catch (error) {
        if (!end.signal.aborted) current.current.failed?.(error);
      }
    };
    void run();
    return () => end.abort();
  }, [key]);
}
