/** Waits for a fact: looks until something is there. */
import { pause } from '../../server/runtime/clock.ts';

export async function untilFound<T>(look: () => Promise<T | null | undefined>, what: string): Promise<T> {
  const deadline = performance.now() + 60_000;
  while (performance.now() < deadline) {
    const found = await look();
    if (found !== null && found !== undefined) return found;
    await pause(20);
  }
  throw new Error(`not within 60 s: ${what}`);
}
