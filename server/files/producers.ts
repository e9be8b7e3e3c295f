/** What each kind of file is made of: its name, who may have it, and its text piece by piece. */
import { atLeast, type Actor } from '../core/actor.ts';
import { GodwitError } from '../core/errors.ts';
import type { SelectionService } from '../selection/selection-service.ts';
import type { LogLine } from '../task/observation.ts';
import { csvLine } from './csv.ts';
import type { Ends, FileRecords } from './file-records.ts';
import { csvOf, jsonOf, measure } from './object-configuration.ts';

export interface ProducerDeps {
  readonly records: FileRecords;
  readonly selection: Pick<SelectionService, 'rules'>;
}

export interface Described {
  readonly taskId: string;
  /** What more than the subject makes the file; it is signed into the link. */
  readonly detail: string;
  readonly sizeBytes: number | null;
  readonly sha256: string | null;
}

export interface Producer {
  /** The end of the file's name, and its place in the path of the link. */
  readonly slug: string;
  readonly type: string;
  /** It holds values of rows: not for the role VIEWER. */
  readonly rowValues: boolean;
  /** Null when there is no such subject. */
  describe(subject: string, detail: string): Promise<Described | null>;
  pieces(subject: string, detail: string, actor: Actor): AsyncIterable<string>;
}

const CSV = 'text/csv; charset=utf-8; header=present';
const JSON_LINES = 'application/jsonl; charset=utf-8';
const jsonLine = (value: object): string => `${JSON.stringify(value)}\n`;
const nameOf = (name: Ends['source']): string | null => (name === null ? null : `${name.schema}.${name.name}`);

export function producersOf(deps: ProducerDeps): readonly Producer[] {
  const { records } = deps;
  const ofTask = async (taskId: string, detail: string): Promise<Described | null> =>
    (await records.taskName(taskId)) === null ? null : { taskId, detail, sizeBytes: null, sha256: null };
  const ofRun = async (runId: string, detail: string): Promise<Described | null> => {
    const run = await records.run(runId);
    return run === null ? null : { taskId: run.taskId, detail, sizeBytes: null, sha256: null };
  };
  return [
    ...(['csv', 'json'] as const).map((format) => objectConfiguration(deps, format)),
    ...[false, true].map((withDdl): Producer => ({
      slug: `schema-conversions${withDdl ? '-and-ddl' : ''}.csv`,
      type: CSV,
      rowValues: false,
      describe: ofTask,
      pieces: (taskId) => conversions(records, taskId, withDdl),
    })),
    {
      slug: 'conflicts.jsonl',
      type: JSON_LINES,
      rowValues: true,
      describe: ofTask,
      async *pieces(taskId, phase) {
        // the service has put a phase there, or nothing
        for await (const row of records.conflicts(
          taskId,
          phase === '' ? null : (phase as Parameters<FileRecords['conflicts']>[1]),
        ))
          yield jsonLine({
            time: row.at,
            phase: row.phase,
            table: nameOf(row.source),
            targetTable: nameOf(row.target),
            operation: row.operation,
            key: row.key,
            sourceRow: row.sourceRow,
            targetRow: row.targetRow,
            done: row.done,
          });
      },
    },
    {
      slug: 'component.log',
      type: 'text/plain; charset=utf-8',
      rowValues: false, // the part of a line that can hold some is left out for a VIEWER
      async describe(componentId, detail) {
        const component = await records.component(componentId);
        return component === null ? null : { taskId: component.taskId, detail, sizeBytes: null, sha256: null };
      },
      async *pieces(componentId, _detail, actor) {
        for await (const line of records.logLines(componentId)) yield logText(line, actor);
      },
    },
    {
      slug: 'differences.jsonl',
      type: JSON_LINES,
      rowValues: true,
      describe: ofRun,
      async *pieces(runId) {
        for await (const row of records.differences(runId))
          yield jsonLine({
            time: row.at,
            table: nameOf(row.source),
            targetTable: nameOf(row.target),
            kind: row.kind,
            status: row.status,
            key: row.key,
            sourceValues: row.sourceValues,
            targetValues: row.targetValues,
            correction: row.correction,
          });
      },
    },
    {
      slug: 'corrections.sql',
      type: 'application/sql; charset=utf-8',
      rowValues: true,
      describe: ofRun,
      pieces: (runId) => corrections(records, runId),
    },
  ];
}

function objectConfiguration({ selection }: ProducerDeps, format: 'csv' | 'json'): Producer {
  const textOf = format === 'csv' ? csvOf : jsonOf;
  return {
    slug: `objects.${format}`,
    type: format === 'csv' ? CSV : 'application/json; charset=utf-8',
    rowValues: false,
    async describe(taskId, detail) {
      const found = await selection.rules(taskId);
      if (found === null) return null;
      const revision = String(found.revision);
      if (detail !== '' && detail !== revision)
        throw new GodwitError('FILE_GONE', { detail: 'the objects of the task were changed meanwhile.' });
      return { taskId, detail: revision, ...measure(textOf(found.rules)) };
    },
    async *pieces(taskId, revision) {
      const found = await selection.rules(taskId);
      if (found === null || String(found.revision) !== revision)
        throw new GodwitError('FILE_GONE', { detail: 'the objects of the task were changed meanwhile.' });
      yield* textOf(found.rules);
    },
  };
}

const RANK = ['EXACT', 'WIDENED', 'LOSSY', 'UNSUPPORTED'] as const;

async function* conversions(records: FileRecords, taskId: string, withDdl: boolean): AsyncGenerator<string> {
  const columns = ['kind', 'source_schema', 'source_name', 'target_schema', 'target_name', 'status', 'made', 'fidelity', 'conversions', 'error_code', 'error']; // prettier-ignore
  yield csvLine([...columns, ...(withDdl ? ['source_ddl', 'target_ddl'] : [])]);
  for await (const object of records.schemaObjects(taskId)) {
    const worst = RANK[Math.max(-1, ...object.conversions.map(({ fidelity }) => RANK.indexOf(fidelity)))];
    yield csvLine([
      object.kind,
      object.source.schema,
      object.source.name,
      object.target.schema,
      object.target.name,
      object.status,
      object.stage,
      worst ?? '',
      object.conversions.map(({ what, from, to, fidelity }) => `${what}: ${from} -> ${to} (${fidelity})`).join('\n'),
      object.error?.code ?? '',
      object.error?.message ?? '',
      ...(withDdl ? [object.sourceDdl, object.convertedDdl] : []),
    ]);
  }
}

/** One line, whatever the message holds: nothing in it can pass for another line. */
function logText(line: LogLine, actor: Actor): string {
  const facts = line.facts === null ? '' : ` ${JSON.stringify(line.facts)}`;
  const detail =
    line.rowDetail === null || !atLeast(actor.role, 'OPERATOR') ? '' : ` ${JSON.stringify(line.rowDetail)}`;
  const message = line.message.replaceAll('\r', '\\r').replaceAll('\n', '\\n');
  return `${line.at.toISOString()} ${line.level} ${message}${facts}${detail}\n`;
}

async function* corrections(records: FileRecords, runId: string): AsyncGenerator<string> {
  yield `-- Corrections of open differences, for the target. In a transaction: psql --single-transaction --set ON_ERROR_STOP=1\n`;
  let without = 0;
  for await (const { status, correction } of records.differences(runId)) {
    if (status !== 'OPEN') continue;
    if (correction === null) without += 1;
    else yield `${correction.replace(/;?\s*$/, '')};\n`;
  }
  if (without > 0) yield `-- ${without} differences have no statement that corrects them.\n`;
}
