/** A small file system in memory, mounted for a test; needs root on Linux, as the caller is told. */
import { spawnSync } from 'node:child_process';
import { chownSync, mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { serverUser } from '../../server/embedded/postgres-server.ts';

export const canMount = process.platform === 'linux' && process.getuid?.() === 0 && mounts();

export class SmallDisk implements Disposable {
  readonly dir: string;

  private constructor(dir: string) {
    this.dir = dir;
  }

  /** `forServer`: it belongs to the user that PostgreSQL runs as. */
  static async mount(bytes: number, options: { readonly forServer?: true } = {}): Promise<SmallDisk> {
    const dir = mkdtempSync(path.join(os.tmpdir(), 'godwit-disk-'));
    run('mount', ['-t', 'tmpfs', '-o', `size=${bytes},mode=0700`, 'tmpfs', dir]);
    const disk = new SmallDisk(dir);
    process.once('exit', () => disk[Symbol.dispose]());
    const user = options.forServer ? await serverUser() : null;
    if (user) chownSync(dir, user.uid, user.gid);
    return disk;
  }

  resize(bytes: number): void {
    run('mount', ['-o', `remount,size=${bytes}`, this.dir]);
  }

  [Symbol.dispose](): void {
    spawnSync('umount', ['-l', this.dir]);
    rmSync(this.dir, { recursive: true, force: true });
  }
}

/** A folder that nothing new can be written to, root or not, until it is disposed of; files that are open are written on. */
export function readOnly(dir: string): Disposable {
  run('mount', ['--bind', dir, dir]);
  const end = (): void => void spawnSync('umount', ['-l', dir]);
  process.once('exit', end);
  run('mount', ['-o', 'remount,bind,ro', dir]);
  return {
    [Symbol.dispose]() {
      process.off('exit', end);
      end();
    },
  };
}

function run(program: string, words: readonly string[]): void {
  const { status, stderr } = spawnSync(program, words, { encoding: 'utf8' });
  if (status !== 0) throw new Error(`${program} ${words.join(' ')}: ${stderr}`);
}

/** Containers may forbid it even to root. */
function mounts(): boolean {
  const dir = mkdtempSync(path.join(os.tmpdir(), 'godwit-disk-'));
  const mounted = spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=1m', 'tmpfs', dir]).status === 0;
  if (mounted) spawnSync('umount', [dir]);
  rmSync(dir, { recursive: true, force: true });
  return mounted;
}
