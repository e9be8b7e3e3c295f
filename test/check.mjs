// `npm run check`: everything that can be judged without running the product, several at once.
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';

const node = process.execPath;
const CHECKS = [
  ['types', node, ['node_modules/typescript/bin/tsc', '--noEmit', '-p', '.']],
  ['lint', node, ['node_modules/oxlint/bin/oxlint', '--type-aware', '--quiet']],
  ['format', node, ['node_modules/prettier/bin/prettier.cjs', '--check', '--log-level', 'warn', '.']],
  ['architecture', node, ['test/architecture.ts']],
  ['schema', node, ['schema/check.ts']],
  ['generated', node, ['test/generated.ts']],
].filter(([, , words]) => existsSync(words[0]));

const run = ([name, program, words]) =>
  new Promise((resolve) => {
    const started = Date.now();
    const child = spawn(program, words, { stdio: ['ignore', 'pipe', 'pipe'] });
    let output = '';
    child.stdout.on('data', (chunk) => (output += chunk));
    child.stderr.on('data', (chunk) => (output += chunk));
    child.once('exit', (code) => {
      console.log(`${code === 0 ? 'ok    ' : 'FAILED'} ${name} (${((Date.now() - started) / 1000).toFixed(1)} s)`);
      if (code !== 0) console.log(output);
      resolve(code === 0);
    });
  });

const results = [];
for (let index = 0; index < CHECKS.length; index += 2)
  results.push(...(await Promise.all(CHECKS.slice(index, index + 2).map(run))));
process.exit(results.every(Boolean) ? 0 : 1);
