/**
 * Where our own PostgreSQL servers live, and the guard of the data folder. As a plain user everything lies in the data
 * folder; as root the servers run as another user who may not enter root's folders, so they lie under /var/lib/godwit,
 * one folder per data folder (its name is derived from the path, and written into the data folder).
 */
import { createHash } from 'node:crypto';
import { mkdir, open, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';

export interface Places {
  /** Staged binaries. */
  readonly binaries: string;
  /** Folder of the server called `name`. */
  server(name: string): string;
}

export async function findPlaces(dataDir: string): Promise<Places> {
  await mkdir(dataDir, { recursive: true, mode: 0o700 });
  if (process.getuid?.() !== 0)
    return { binaries: path.join(dataDir, 'binaries'), server: (name) => path.join(dataDir, name) };
  const home = '/var/lib/godwit';
  const own = path.join(home, createHash('sha256').update(dataDir).digest('hex').slice(0, 12));
  await mkdir(own, { recursive: true, mode: 0o755 });
  await writeFile(path.join(dataDir, 'embedded-servers.txt'), `${own}\n`);
  return { binaries: path.join(home, 'binaries'), server: (name) => path.join(own, name) };
}

export class DataFolderInUse extends Error {}

/** Takes the data folder for this process; throws DataFolderInUse when a living process has it. Returns the release. */
export async function lockDataFolder(dataDir: string): Promise<() => Promise<void>> {
  await mkdir(dataDir, { recursive: true, mode: 0o700 });
  const file = path.join(dataDir, 'godwit.pid');
  for (;;) {
    try {
      const handle = await open(file, 'wx', 0o600);
      await handle.writeFile(`${process.pid}\n`);
      await handle.close();
      return () => rm(file, { force: true });
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    }
    const pid = Number(await readFile(file, 'utf8').catch(() => '0'));
    if (await isGodwit(pid))
      throw new DataFolderInUse(`Godwit already runs on the data folder ${dataDir} (process ${pid}).`);
    await rm(file, { force: true }); // left behind by a killed process
  }
}

async function isGodwit(pid: number): Promise<boolean> {
  if (!(pid > 0) || pid === process.pid) return false;
  try {
    process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
  const command = await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => 'godwit server/start.mjs');
  return command.includes('start.mjs') || command.includes('main.ts');
}
