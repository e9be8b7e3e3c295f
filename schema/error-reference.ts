/** docs/errors.md: every error code with what it says and what to do, made of the catalogue by `npm run schema:print`. */
import { isRequestCode } from '../server/core/request-codes.ts';
import { ERROR_CATALOGUE, type ErrorAction, type ErrorEntry } from '../server/core/error-codes.ts';

export const ERRORS_FILE = new URL('../docs/errors.md', import.meta.url);

const ACTIONS: Readonly<Record<ErrorAction, string>> = {
  RETRYABLE: 'Godwit tries again by itself',
  NEEDS_OPERATOR: 'A person mends something, then it goes on',
  NEEDS_RESYNC: 'A table, or the task, must be copied again',
  BUG: 'Ours: report it',
};

const HEAD = `# Errors

Made of \`server/core/error-codes.ts\` and \`request-codes.ts\` by \`npm run schema:print\`; the same over the API: \`errorCatalogue\`. Codes are stable: one is never given another
meaning. \`{name}\` stands for a fact of the case. Expected failures are data of a mutation (\`UserError\`), reasons of a task, a phase or a component are
\`Reason\`; errors of a request as a whole carry the code in \`extensions.code\`.
`;

export function errorReference(): string {
  const all = Object.entries(ERROR_CATALOGUE);
  const entries = all.filter(([code]) => !isRequestCode(code));
  const requests = `## A request is refused as a whole, before it is executed\n\nOver HTTP and over websockets alike; \`extensions.limit\` tells a limit.\n\n${listed(all.filter(([code]) => isRequestCode(code)))}\n`;
  const parts = Object.entries(ACTIONS).map(([action, words]) => {
    return `## ${words} (\`${action}\`)\n\n${listed(entries.filter(([, entry]) => entry.action === action))}\n`;
  });
  return [HEAD, ...parts, requests].join('\n');
}

const listed = (entries: readonly (readonly [string, ErrorEntry])[]): string =>
  entries
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([code, { message, remedy }]) => `- **\`${code}\`**: ${message}\\\n  ${remedy}`)
    .join('\n');
