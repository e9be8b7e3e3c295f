/**
 * Holds the code against the import table: every import of every file must be allowed, there are no cycles, and no file
 * is longer than 600 lines. Run by `npm run check`; prints each offence and the rule it breaks.
 */
import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { IMPORT_TABLE, type Rule } from './import-table.ts';

const IMPORT = /^\s*(import|export)\s+(type\s+)?(?:[^'"]*?\sfrom\s+)?['"](\.[^'"]+)['"]/gm;
const MAX_LINES = 600;

interface Edge {
  readonly from: string;
  readonly to: string;
  readonly typeOnly: boolean;
}

const files = globSync('{server,schema,drizzle,client,test,bench}/**/*.{ts,tsx}').filter(
  (file) => !file.includes('node_modules') && !file.startsWith('client/dist'),
);
const offences: string[] = [];
const edges: Edge[] = [];

for (const file of files) {
  const text = readFileSync(file, 'utf8');
  const lines = text.split('\n').length;
  if (lines > MAX_LINES && !file.includes('/generated/'))
    offences.push(`${file}: ${lines} lines; ${MAX_LINES} is the most`);
  for (const match of text.matchAll(IMPORT)) {
    const to = path.normalize(path.join(path.dirname(file), match[3] ?? ''));
    edges.push({ from: file, to, typeOnly: match[2] !== undefined || onlyTypes(match[0]) });
  }
}
for (const edge of edges) judge(edge);
for (const cycle of cycles(edges.filter((edge) => !edge.typeOnly))) offences.push(`cycle: ${cycle.join(' -> ')}`);

if (offences.length > 0) {
  console.log(`${offences.length} offences against the import table (test/import-table.ts):`);
  for (const offence of offences) console.log(`  ${offence}`);
  process.exit(1);
}
console.log(`${files.length} files, ${edges.length} imports: all allowed.`);

function judge(edge: Edge): void {
  const from = ruleOf(edge.from);
  if (from === null) return; // entry points directly in server/: composition roots
  if (inside(edge.to, from.folder) && ruleOf(edge.to) === from) return;
  const allowed = edge.typeOnly ? [...from.values, ...(from.types ?? [])] : from.values;
  if (allowed.some((folder) => folder === '' || inside(edge.to, folder))) {
    // A folder that has rules of its own inside an allowed one (the dialects) must be allowed itself.
    const target = ruleOf(edge.to);
    const nested =
      target !== null &&
      !allowed.some(
        (folder) =>
          folder === '' || inside(target.folder, folder) || (inside(edge.to, folder) && inside(folder, target.folder)),
      );
    const dialect =
      target?.folder.startsWith('server/connectors/') === true &&
      !from.folder.startsWith('server/connectors/') &&
      !['test', 'bench'].includes(from.folder);
    if (!nested && !dialect) return;
  }
  offences.push(
    `${edge.from} imports ${edge.to}${edge.typeOnly ? ' (types)' : ''}; ${from.folder} may import ${allowed.join(', ') || 'nothing'}`,
  );
}

function ruleOf(file: string): Rule | null {
  let best: Rule | null = null;
  for (const rule of IMPORT_TABLE)
    if (inside(file, rule.folder) && (best === null || rule.folder.length > best.folder.length)) best = rule;
  return best;
}

function inside(file: string, folder: string): boolean {
  return file === folder || file.startsWith(`${folder}/`);
}

/** `import { type A, type B } from` counts as a type import. */
function onlyTypes(statement: string): boolean {
  const names = /\{([^}]*)\}/.exec(statement)?.[1];
  return names !== undefined && names.split(',').every((name) => name.trim() === '' || name.trim().startsWith('type '));
}

function cycles(graph: readonly Edge[]): string[][] {
  const next = Map.groupBy(graph, (edge) => edge.from);
  const state = new Map<string, 'open' | 'done'>();
  const found: string[][] = [];
  const visit = (file: string, trail: string[]): void => {
    if (state.get(file) === 'done') return;
    if (state.get(file) === 'open') {
      found.push([...trail.slice(trail.indexOf(file)), file]);
      return;
    }
    state.set(file, 'open');
    for (const edge of next.get(file) ?? []) visit(edge.to, [...trail, file]);
    state.set(file, 'done');
  };
  for (const file of next.keys()) visit(file, []);
  return found;
}
