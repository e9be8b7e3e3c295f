// Runs the test projects one after another (`npm test`) or the ones that are named (`npm run test:unit`), and prints the
// plain count as the last line. Plain JavaScript: it also says what is wrong on an old Node.
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';

const ALL = ['unit', 'pg', 'api', 'alone', 'fault', 'console'];
// more than cores: most of its files wait for real time to pass (a lease, a heartbeat, a pause)
const WORKERS = { pg: 4 };
// each test starts processes of the product, which read the same sources again and again
const env = {
  ...process.env,
  NODE_COMPILE_CACHE:
    process.env.NODE_COMPILE_CACHE ?? path.join(os.tmpdir(), `godwit-test-compiled-${process.getuid?.() ?? 0}`),
};
const named = process.argv.slice(2).filter((word) => !word.startsWith('-'));
const projects = named.length > 0 ? named : ALL;
const out = mkdtempSync(path.join(os.tmpdir(), 'godwit-test-'));
const counts = { passed: 0, failed: 0, skipped: 0 };
let code = 0;

for (const project of projects) {
  const report = path.join(out, `${project}.json`);
  const words = [
    'node_modules/vitest/vitest.mjs',
    'run',
    '--config',
    'test/vitest.config.ts',
    '--project',
    project,
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${report}`,
    '--passWithNoTests',
    ...(project in WORKERS ? [`--maxWorkers=${WORKERS[project]}`] : []),
  ];
  const exit = await new Promise((resolve) =>
    spawn(process.execPath, words, { stdio: 'inherit', env }).once('exit', resolve),
  );
  if (exit !== 0) code = 1;
  try {
    const result = JSON.parse(readFileSync(report, 'utf8'));
    counts.passed += result.numPassedTests;
    counts.failed += result.numFailedTests;
    counts.skipped += result.numPendingTests + result.numTodoTests;
  } catch {
    counts.failed += 1; // the runner itself broke before it could report
    code = 1;
  }
}
rmSync(out, { recursive: true, force: true });
console.log(`${counts.passed} passed, ${counts.failed} failed, ${counts.skipped} skipped`);
process.exit(code);
