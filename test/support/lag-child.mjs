/** Tells its parent how late its timers are, at the priority of a worker: a machine that is too busy shows here first. */
import os from 'node:os';

const TICK_MS = 50;
os.setPriority(5);
let ticked = performance.now();
setInterval(() => {
  const now = performance.now();
  process.send?.(now - ticked - TICK_MS);
  ticked = now;
}, TICK_MS);
process.once('disconnect', () => process.exit(0));
