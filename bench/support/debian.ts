/**
 * Programs that a bench is measured against or driven by, from Debian's packages: found, or installed when root. One that
 * cannot be had is said, never guessed: the bench then ends with `pass` null and exit code 2 (performance.md).
 */
import { execFileSync } from 'node:child_process';

/** First line of what the program says of its version, or null when it cannot be had. */
export function versionOf(program: string, packages: readonly string[]): string | null {
  const there = askVersion(program);
  if (there !== null || process.getuid?.() !== 0) return there;
  const apt = (...words: string[]): unknown =>
    execFileSync('apt-get', words, { stdio: 'ignore', env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } });
  try {
    apt('update', '-qq');
    apt('install', '-y', '--no-install-recommends', ...packages);
  } catch (error) {
    console.error(`${program} could not be installed: ${String(error)}`);
  }
  return askVersion(program);
}

/** Ends the bench when pgbench cannot be had. */
export function requirePgbench(bench: string): void {
  if (versionOf('pgbench', ['postgresql-15']) !== null) return;
  const details = { peer: 'pgbench could not be had: apt-get install postgresql-15, as root' };
  console.log(JSON.stringify({ bench, ours: null, peer: null, ratio: null, bar: null, unit: '', pass: null, details }));
  process.exit(2);
}

function askVersion(program: string): string | null {
  try {
    const out = execFileSync(program, ['--version'], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] });
    return out.split('\n')[0] ?? null;
  } catch {
    return null;
  }
}
