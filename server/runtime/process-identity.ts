/**
 * Which process this is, so that another one can prove later that it has ended: the number alone may belong to another
 * program by then. Linux only; elsewhere nothing is known and nothing is proven.
 */
import { readFile, readlink } from 'node:fs/promises';

export interface ProcessIdentity {
  readonly pid: number;
  /** Start of the process in clock ticks since the boot. */
  readonly startTicks: string;
  readonly boot: string;
  /** The numbers of another namespace (container) mean other processes. */
  readonly namespace: string;
}

/** Null where it cannot be known. */
export async function identityOf(pid: number): Promise<ProcessIdentity | null> {
  const [here, found] = await Promise.all([machine(), standing(pid)]);
  return here === null || found === null ? null : { pid, startTicks: found.startTicks, ...here };
}

/** True only when the process provably does not run any more. */
export async function hasEnded(identity: ProcessIdentity): Promise<boolean> {
  const here = await machine();
  if (here === null || here.boot !== identity.boot || here.namespace !== identity.namespace) return false;
  const found = await standing(identity.pid);
  return found === null || found.startTicks !== identity.startTicks || found.ended;
}

async function machine(): Promise<{ boot: string; namespace: string } | null> {
  try {
    const boot = (await readFile('/proc/sys/kernel/random/boot_id', 'utf8')).trim();
    return { boot, namespace: await readlink('/proc/self/ns/pid') };
  } catch {
    return null; // no Linux, or /proc is not shown: nothing can be proven
  }
}

async function standing(pid: number): Promise<{ startTicks: string; ended: boolean } | null> {
  const text = await readFile(`/proc/${pid}/stat`, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT' || error.code === 'ESRCH') return null;
    throw error;
  });
  if (text === null) return null;
  // the name before the last parenthesis may hold anything; the state is the third field, the start the twenty-second
  const fields = text.slice(text.lastIndexOf(')') + 2).split(' ');
  return { startTicks: fields[19] ?? '', ended: fields[0] === 'Z' || fields[0] === 'X' };
}
