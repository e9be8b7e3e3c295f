/** client/README.md as a frontend team follows it: in a folder of its own, with the documents and the program as they stand. */
import { execFile } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';
import { expect, it } from 'vitest';
import { must } from '../../server/core/assert.ts';
import { runningApi } from './running-api.ts';

const ROOT = path.join(import.meta.dirname, '../..');
const README = readFileSync(path.join(ROOT, 'client/README.md'), 'utf8');
const run = promisify(execFile);

/** A block of the list, without its indent. */
function block(kind: string): string {
  const [, indent = '', text = ''] = must(new RegExp(`^( *)\`\`\`${kind}\\n(.*?)\\n *\`\`\``, 'ms').exec(README), kind);
  return text.replaceAll(new RegExp(`^${indent}`, 'gm'), '');
}

it('leads to a program that is typed and works', { timeout: 60_000 }, async () => {
  const api = await runningApi();
  api.state.events.push({
    number: 1n,
    at: new Date(0),
    type: 'TASK_CREATED',
    taskId: 't1',
    subjectId: 't1',
    facts: {},
  });
  const folder = mkdtempSync(path.join(import.meta.dirname, 'readme-')); // below node_modules, as an application is
  const write = (name: string, text: string): void => writeFileSync(path.join(folder, name), text);
  const node = async (...words: string[]): Promise<string> =>
    (await run(process.execPath, words, { cwd: folder, env: { ...process.env, GODWIT_URL: `${api.url}/graphql`, GODWIT_TOKEN: 'operator', AFTER: '0' } })).stdout; // prettier-ignore
  try {
    cpSync(path.join(ROOT, 'client/sdk'), path.join(folder, 'src/sdk'), { recursive: true });
    rmSync(path.join(folder, 'src/sdk/follow.test.ts'));
    write('schema.graphql', await (await fetch(`${api.url}/schema.graphql`)).text());
    write('codegen.ts', block('ts codegen'));
    write('src/use.ts', block('ts use'));
    write('src/documents.graphql', block('graphql'));
    write(
      'tsconfig.json',
      JSON.stringify({
        compilerOptions: { strict: true, target: 'es2023', module: 'nodenext', allowImportingTsExtensions: true, noEmit: true, skipLibCheck: true, types: ['node'] }, // prettier-ignore
        include: ['src'],
      }),
    );
    await node(path.join(ROOT, 'node_modules/@graphql-codegen/cli/cjs/bin.js'), '--config', 'codegen.ts', '--silent');
    await node(path.join(ROOT, 'node_modules/typescript/bin/tsc'), '-p', '.');
    expect((await node('src/use.ts')).split('\n')).toEqual([
      expect.stringMatching(/^\S+ shop /),
      expect.stringMatching(/^NOT_FOUND There is no task nope\./),
      '1 TASK_CREATED',
      '',
    ]);
  } finally {
    rmSync(folder, { recursive: true });
    await api.close();
  }
});
