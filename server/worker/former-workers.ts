/**
 * Which workers ran over this data folder: each writes a note of its process, and takes it away at its end. A start that
 * finds the note of a process that provably has ended frees what that worker held, instead of waiting for its leases.
 */
import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { hasEnded, identityOf, type ProcessIdentity } from '../runtime/process-identity.ts';

const folder = (dataDir: string): string => path.join(dataDir, 'workers');

/** Notes this process as the worker `id`; answers what takes the note away. */
export async function recordWorker(dataDir: string, id: string): Promise<() => Promise<void>> {
  const identity = await identityOf(process.pid);
  if (identity === null) return () => Promise.resolve();
  await mkdir(folder(dataDir), { recursive: true, mode: 0o700 });
  const file = path.join(folder(dataDir), `${id}.json`);
  await writeFile(`${file}.new`, JSON.stringify(identity), { mode: 0o600 });
  await rename(`${file}.new`, file); // whole or not there
  return () => rm(file, { force: true });
}

/** Takes away the note of a worker that was seen to end. */
export const forgetWorker = (dataDir: string, id: string): Promise<void> =>
  rm(path.join(folder(dataDir), `${id}.json`), { force: true });

export interface EndedWorker {
  readonly id: string;
  /** Takes its note away. */
  forget(): Promise<void>;
}

/** The workers of this data folder that provably have ended without taking their note away. */
export async function findEndedWorkers(dataDir: string): Promise<readonly EndedWorker[]> {
  const names = await readdir(folder(dataDir)).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return [];
    throw error;
  });
  const ended: EndedWorker[] = [];
  for (const name of names.filter((one) => one.endsWith('.json'))) {
    const file = path.join(folder(dataDir), name);
    const identity = JSON.parse(await readFile(file, 'utf8')) as ProcessIdentity; // written by recordWorker
    if (await hasEnded(identity))
      ended.push({ id: path.basename(name, '.json'), forget: () => rm(file, { force: true }) });
  }
  return ended;
}
