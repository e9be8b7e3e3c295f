// `npm run bench -- NAME [words]`: runs bench/NAME.ts (`all`: every one); without a name lists them. Each prints a table and, as its last line,
// one JSON object; the exit code is 0 when the bar is met, 1 when it is missed, 2 when a peer could not be had.
import { spawn } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';

const [name, ...words] = process.argv.slice(2);
const file = `bench/${name}.ts`;
if (!name || !existsSync(file)) {
  const names = readdirSync('bench').filter((entry) => entry.endsWith('.ts') && !entry.startsWith('support'));
  console.log(`npm run bench -- NAME, where NAME is one of: ${names.map((entry) => entry.slice(0, -3)).join(', ')}`);
  process.exit(name ? 1 : 0);
}
// as the product's own processes load the driver
const repair = ['--import', new URL('../server/runtime/driver-repair.ts', import.meta.url).href];
const child = spawn(process.execPath, [...repair, file, ...words], { stdio: 'inherit' });
child.once('exit', (code) => process.exit(code ?? 1));
