/** Waits for a fact, asked again and again; the time that a bench allows is generous, and its end is an error. */
import { pause } from '../../server/runtime/clock.ts';

const LIMIT_MS = 30 * 60_000;
const ASK_MS = 250;

export async function waitUntil(what: string, fact: () => Promise<boolean>): Promise<void> {
  const deadline = performance.now() + LIMIT_MS;
  while (!(await fact())) {
    if (performance.now() > deadline) throw new Error(`not within ${LIMIT_MS / 60_000} minutes: ${what}`);
    await pause(ASK_MS);
  }
}
