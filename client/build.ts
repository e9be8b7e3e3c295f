/**
 * Builds the console when it is missing or its sources changed. The stamp is a digest of every source file and of the
 * lock file; it is written into client/dist after a build, so that an unchanged console costs a few milliseconds.
 *
 * B1 vite is loaded only when there is something to build.
 * B2 the stamp is written last: a build that was cut off is done again.
 * B3 each text file has its gzip form beside it (NAME.gz), so that serving it compressed costs nothing.
 */
import { createHash } from 'node:crypto';
import { globSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';

const FOLDER = fileURLToPath(new URL('.', import.meta.url));
const STAMP = `${FOLDER}dist/.stamp`;
const SOURCES = [
  'console/**/*.{ts,tsx,css,html,svg}',
  'sdk/*.ts',
  'generated/*.ts',
  'vite.config.ts',
  '../package-lock.json',
];

/** Leaves a current client/dist behind; resolves to whether it had to be built. Rejects when the build fails. */
export async function buildConsole(): Promise<boolean> {
  const stamp = stampOfSources();
  if (stampOfBuild() === stamp) return false;
  const { build } = await import('vite');
  const before = process.env['NODE_ENV'];
  process.env['NODE_ENV'] = 'production'; // a test runner's would build the development variant of React
  try {
    await build({ configFile: `${FOLDER}vite.config.ts`, logLevel: 'warn' });
  } finally {
    if (before === undefined) delete process.env['NODE_ENV'];
    else process.env['NODE_ENV'] = before;
  }
  compress();
  writeFileSync(STAMP, stamp);
  return true;
}

function compress(): void {
  for (const file of globSync('dist/**/*.{html,js,css,svg}', { cwd: FOLDER })) {
    const bytes = readFileSync(`${FOLDER}${file}`);
    const packed = gzipSync(bytes, { level: 9 });
    if (packed.length < bytes.length) writeFileSync(`${FOLDER}${file}.gz`, packed);
  }
}

function stampOfSources(): string {
  const digest = createHash('sha256');
  const files = SOURCES.flatMap((pattern) => globSync(pattern, { cwd: FOLDER })).filter(
    (file) => !/\.test\.tsx?$/.test(file),
  );
  for (const file of files.sort())
    digest
      .update(file)
      .update('\0')
      .update(readFileSync(`${FOLDER}${file}`))
      .update('\0');
  return digest.digest('hex');
}

function stampOfBuild(): string | null {
  try {
    return readFileSync(STAMP, 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null;
    throw error;
  }
}

/** As a program of its own (the service starts it so: the bundler's memory goes with the process). */
if (process.argv[1] === import.meta.filename) await buildConsole();
