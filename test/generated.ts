/** Generates again what is committed as generated (client types, migrations) and fails when anything differs. Run by `npm run check`. */
import { execFileSync } from 'node:child_process';
import { cpSync, globSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';

const GENERATED = 'client/generated';

const before = read(GENERATED);
const kept = mkdtempSync(path.join(os.tmpdir(), 'godwit-generated-'));
cpSync(GENERATED, kept, { recursive: true });
try {
  execFileSync(
    process.execPath,
    ['node_modules/@graphql-codegen/cli/cjs/bin.js', '--config', 'codegen.ts', '--silent'],
    { stdio: 'pipe' },
  );
  const stale = [...read(GENERATED)].filter(([file, text]) => before.get(file) !== text).map(([file]) => file);
  if (stale.length > 0) {
    console.log(`Stale: ${stale.join(', ')}. Run npm run codegen and commit it.`);
    process.exitCode = 1;
  }
} finally {
  rmSync(GENERATED, { recursive: true, force: true });
  cpSync(kept, GENERATED, { recursive: true });
  rmSync(kept, { recursive: true, force: true });
}

const missing = execFileSync(
  process.execPath,
  ['node_modules/drizzle-kit/bin.cjs', 'check', '--config', 'drizzle/drizzle.config.ts'],
  { encoding: 'utf8' },
);
if (!missing.includes("Everything's fine")) {
  console.log(missing);
  process.exitCode = 1;
}

function read(dir: string): Map<string, string> {
  return new Map(globSync(`${dir}/**/*.ts`).map((file) => [file, readFileSync(file, 'utf8')]));
}
