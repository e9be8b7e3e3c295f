/**
 * One session of a PostgreSQL target that applies merged changes: BEGIN with the fence held FOR SHARE and the statements of
 * all tables, sent without waiting for each other; then, when every count is as expected, checkpoint row and COMMIT.
 *
 * Many inserts go through COPY, few through one INSERT. synchronous_commit is off: rows and checkpoint are lost or kept
 * together in a crash of the target, and PostgresTargetWriter.durableCheckpoint() alone says what may be relied on (C4).
 */
import { GodwitError } from '../../../core/errors.ts';
import type { ErrorCode } from '../../../core/error-codes.ts';
import { must, unreachable } from '../../../core/assert.ts';
import type {
  Checkpoint,
  Refusal,
  RowsToClear,
  SingleChange,
  TableChange,
  TargetLane,
  TargetTable,
  TupleAt,
  Tuples,
} from '../../target-writer.ts';
import type { ConvertedDdl } from '../../ddl-converter.ts';
import { fenced, holdFenceStatement, type FencedWriter } from '../bookkeeping.ts';
import { ServerError, sqlStateOf, toGodwitError } from '../errors.ts';
import { saidBy } from '../server-words.ts';
import { quoteName, quoteTable, quoteText, rowsOf } from '../sql-text.ts';
import type { WireResult, WireSession } from '../wire-session.ts';
import { arrayLiterals } from './array-literal.ts';
import * as statements from './apply-statements.ts';
import { copyRows } from './copy-rows.ts';
import { runDdl } from './run-ddl.ts';
import type { RowHash } from './keyless-index.ts';

const COPY_FROM_ROWS = 64;
const IN_FAILED_TRANSACTION = '25P02';

export interface LaneOptions {
  readonly taskId: string;
  readonly writer: FencedWriter;
  readonly epoch: number;
  readonly stream: string;
  readonly lane: number;
  /** Cancels what the backend with this pid executes. */
  readonly cancel: (pid: number) => Promise<void>;
  /** Hash of tables without a key, by target table. */
  readonly rowHash: (table: TargetTable) => RowHash | null;
  /** The columns of the table (by mapping id) have changed. */
  readonly forgetRowHash: (id: string) => void;
}

interface Sent {
  readonly table: TargetTable;
  /** Rows the statement must touch; null: any number. */
  readonly expected: number | null;
  readonly result: Promise<WireResult>;
}

export class PostgresTargetLane implements TargetLane {
  readonly #session: WireSession;
  readonly #options: LaneOptions;
  readonly #prepared = new Map<
    TargetTable,
    Map<string, { readonly name: string; readonly statement: statements.ApplyStatement }>
  >();
  #names = 0;
  /** Settles when BEGIN and the fence are answered; whoever waits for the server waits for it too. */
  #begun: Promise<void> = Promise.resolve();
  #statementCount = 0;
  #statementMs = 0;

  constructor(session: WireSession, options: LaneOptions) {
    this.#session = session;
    this.#options = options;
  }

  begin(): void {
    this.#begun = this.#holdFence();
    this.#begun.catch(() => {}); // thrown by what is called next
  }

  async #holdFence(): Promise<void> {
    const { rows } = await this.#run(this.#session.query(`BEGIN; ${holdFenceStatement(this.#options)}`));
    if (rows.length !== 1) throw fenced(this.#options);
  }

  async apply(changes: readonly TableChange[]): Promise<Refusal | null> {
    const started = performance.now();
    const sent: Sent[] = [];
    try {
      for (const change of changes) await this.#send(change, sent);
    } catch (error) {
      sent.push({ table: must(changes[0], 'change').table, expected: null, result: Promise.reject(error) });
    }
    const outcomes = await Promise.allSettled(sent.map((one) => one.result));
    await this.#begun;
    this.#statementCount += sent.length;
    this.#statementMs += performance.now() - started;
    return this.#judge(sent, outcomes);
  }

  async applyOne(change: SingleChange): Promise<number> {
    await this.#begun;
    const { table } = change;
    const sent = ((): Promise<WireResult> => {
      switch (change.kind) {
        case 'INSERT':
          return this.#execute(
            table,
            'insertIfAbsent',
            () => statements.insertIfAbsentStatement(table),
            null,
            one(change.row),
          );
        case 'UPDATE':
          return this.#execute(
            table,
            `update ${change.columns.join()}`,
            () => statements.updateStatement(table, change.columns),
            one(change.key),
            one(change.row),
          );
        case 'DELETE':
          return table.key === null
            ? this.#deleteKeyless(table, one(change.key))
            : this.#execute(table, 'delete', () => statements.deleteStatement(table), one(change.key), null);
        default:
          return unreachable(change);
      }
    })();
    try {
      return (await sent).rowCount;
    } catch (error) {
      const refusal = refusalOf(error, table);
      if (refusal === null) throw this.#toError(error);
      throw new GodwitError(
        refusal.code,
        { table: refusal.table, constraint: refusal.constraint, detail: refusal.detail, where: this.#where() },
        { cause: error, rowDetail: refusal.rowDetail },
      );
    }
  }

  async readRow(table: TargetTable, key: TupleAt): Promise<string | null> {
    await this.#begun;
    const { rows } = await this.#run(
      this.#execute(table, 'read', () => statements.readStatement(table), one(key), null),
    );
    return rows[0]?.[0] ?? null;
  }

  async clear(table: TargetTable, rows: RowsToClear): Promise<void> {
    await this.#begun;
    const name = quoteTable(table.name);
    const own = rowsOf(table);
    switch (rows.kind) {
      case 'ALL':
        await this.#run(this.#session.query(`TRUNCATE ${own}`));
        return;
      case 'RANGE': {
        const column = quoteName(rows.column);
        const limits = [
          rows.from === null ? 'true' : `${column} >= ${quoteText(rows.from)}`,
          rows.to === null ? 'true' : `${column} < ${quoteText(rows.to)}`,
        ];
        await this.#run(this.#session.query(`DELETE FROM ${own} WHERE ${limits.join(' AND ')}`));
        return;
      }
      case 'PARTITION': {
        const found = await this.#run(
          this.#session
            .query(`SELECT n.nspname, c.relname FROM pg_partition_tree(${quoteText(name)}::regclass) p JOIN pg_class c ON c.oid = p.relid JOIN pg_namespace n ON n.oid = c.relnamespace
            WHERE c.relname = ${quoteText(rows.partition.name)} AND c.oid <> ${quoteText(name)}::regclass`),
        );
        const [schema, leaf] = found.rows[0] ?? [];
        if (schema && leaf) await this.#run(this.#session.query(`TRUNCATE ${quoteTable({ schema, name: leaf })}`));
        else if (rows.condition !== null)
          await this.#run(this.#session.query(`DELETE FROM ${own} WHERE ${rows.condition}`));
        else
          throw new GodwitError('TABLE_CHANGED', {
            table: shown(table),
            detail: `partition ${rows.partition.name} was truncated and is unknown on the target`,
          });
        return;
      }
      default:
        unreachable(rows);
    }
  }

  async runDdl(ddl: ConvertedDdl, of: { readonly command: string; readonly object: string }) {
    await this.#begun;
    const shapes = await this.#run(runDdl(this.#session, ddl, of));
    for (const { id } of ddl.tables) this.#options.forgetRowHash(id);
    return shapes;
  }

  async commit(checkpoint: Checkpoint): Promise<void> {
    await this.#begun;
    const { taskId, stream, lane, epoch } = this.#options;
    const row = [
      quoteText(taskId),
      quoteText(stream),
      lane,
      checkpoint.ordinal,
      quoteText(checkpoint.position),
      Math.round(checkpoint.committedAtMicros),
      epoch,
    ];
    const { tag } = await this.#run(
      this.#session
        .query(`INSERT INTO godwit.checkpoint (task_id, stream, lane, ordinal, position, committed_at_micros, epoch) VALUES (${row.join(', ')})
        ON CONFLICT (task_id, stream, lane) DO UPDATE SET ordinal = excluded.ordinal, position = excluded.position, committed_at_micros = excluded.committed_at_micros,
          row_offset = 0, epoch = excluded.epoch, updated_at = now(); COMMIT`),
    );
    if (tag !== 'COMMIT') throw new GodwitError('INTERNAL_ERROR', { detail: `the target answered ${tag} to COMMIT` });
  }

  async rollback(): Promise<void> {
    await this.#run(this.#session.query('ROLLBACK'));
  }

  interrupt(): Promise<void> {
    return this.#options.cancel(this.#session.backendPid);
  }

  takeStatementTimes(): { readonly count: number; readonly milliseconds: number } {
    const taken = { count: this.#statementCount, milliseconds: this.#statementMs };
    this.#statementCount = this.#statementMs = 0;
    return taken;
  }

  async #send(change: TableChange, sent: Sent[]): Promise<void> {
    const { table } = change;
    const send = (expected: number | null, result: Promise<WireResult>): void => {
      result.catch(() => {}); // awaited by apply() together with the others
      sent.push({ table, expected, result });
    };
    for (const [tuples, expected] of [
      [change.deletes, change.deletes.offsets.length],
      [change.looseDeletes, null],
    ] as const) {
      if (tuples.offsets.length === 0) continue;
      send(
        expected,
        table.key === null
          ? this.#deleteKeyless(table, tuples)
          : this.#execute(table, 'delete', () => statements.deleteStatement(table), tuples, null),
      );
    }
    for (const group of change.updates) {
      send(
        group.rows.offsets.length,
        this.#execute(
          table,
          `update ${group.columns.join()}`,
          () => statements.updateStatement(table, group.columns),
          group.keys,
          group.rows,
        ),
      );
    }
    const inserts = change.inserts.offsets.length;
    if (inserts >= COPY_FROM_ROWS) await this.#copy(table, change.inserts, (result) => send(inserts, result));
    else if (inserts > 0)
      send(
        inserts,
        this.#execute(table, 'insert', () => statements.insertStatement(table), null, change.inserts),
      );
  }

  /** Hands all rows to a COPY; `ended` gets its result. */
  async #copy(table: TargetTable, tuples: Tuples, ended: (result: Promise<WireResult>) => void): Promise<void> {
    const copy = await this.#session.copyIn(statements.copyText(table));
    const cells = table.columns.map((column) => column.cell);
    try {
      for (const piece of copyRows(tuples, cells)) await copy.write(piece);
    } catch {
      // the server gave up the copy; its result says why
    }
    ended(copy.end());
  }

  #deleteKeyless(table: TargetTable, rows: Tuples): Promise<WireResult> {
    return this.#execute(
      table,
      'deleteKeyless',
      () => statements.deleteKeylessStatement(table, this.#options.rowHash(table)),
      null,
      rows,
    );
  }

  #execute(
    table: TargetTable,
    kind: string,
    make: () => statements.ApplyStatement,
    keys: Tuples | null,
    values: Tuples | null,
  ): Promise<WireResult> {
    let ofTable = this.#prepared.get(table);
    if (!ofTable) this.#prepared.set(table, (ofTable = new Map()));
    let found = ofTable.get(kind);
    let preparing: Promise<unknown> = Promise.resolve();
    if (!found) {
      const made = { name: `s${(this.#names += 1)}`, statement: make() };
      found = made;
      ofTable.set(kind, made);
      preparing = this.#session.prepare(made.name, made.statement.text);
      preparing.catch(() => this.#prepared.get(table)?.delete(kind));
    }
    const { name, statement } = found;
    const parameters = [
      ...(keys ? arrayLiterals(keys, statement.keys) : []),
      ...(values ? arrayLiterals(values, statement.values) : []),
    ];
    const executing = this.#session.execute(name, parameters);
    executing.catch(() => {}); // a failed preparation is the reason to report
    return preparing.then(() => executing);
  }

  #judge(sent: readonly Sent[], outcomes: readonly PromiseSettledResult<WireResult>[]): Refusal | null {
    const failures = outcomes.flatMap((outcome, index) =>
      outcome.status === 'rejected'
        ? [{ reason: outcome.reason as unknown, table: must(sent[index], 'statement').table }]
        : [],
    );
    const first = failures.find(({ reason }) => sqlStateOf(reason) !== IN_FAILED_TRANSACTION) ?? failures[0];
    if (first) {
      const refusal = refusalOf(first.reason, first.table);
      if (refusal === null) throw this.#toError(first.reason);
      return refusal;
    }
    for (const [index, { table, expected }] of sent.entries()) {
      const outcome = outcomes[index];
      if (expected === null || outcome?.status !== 'fulfilled' || outcome.value.rowCount === expected) continue;
      return {
        code: 'CONSTRAINT_VIOLATED',
        tableId: table.id,
        table: shown(table),
        constraint: null,
        detail: `${outcome.value.rowCount} of ${expected} rows were there`,
        rowDetail: null,
      };
    }
    return null;
  }

  async #run<T>(work: Promise<T>): Promise<T> {
    try {
      return await work;
    } catch (error) {
      throw this.#toError(error);
    }
  }

  #toError(error: unknown): GodwitError {
    return toGodwitError(error, this.#session.address, 'TARGET_REFUSED_STATEMENT', { where: this.#where() });
  }

  #where(): string {
    return `${this.#session.address.host}:${this.#session.address.port}`;
  }
}

const one = (tuple: TupleAt): Tuples => ({ buffers: [tuple.buffer], offsets: [tuple.offset] });

/** What the server refused because of the data, or null when it is another kind of failure. */
function refusalOf(error: unknown, table: TargetTable): Refusal | null {
  if (!(error instanceof ServerError)) return null;
  const code = codeOf(error.code);
  if (code === null) return null;
  const constraint = error.fields['n'] ?? error.fields['c'] ?? null;
  return {
    code,
    tableId: table.id,
    table: shown(table),
    constraint,
    ...saidBy(error),
  };
}

/** The name by which people know it. */
const shown = ({ name }: TargetTable): string => `${name.schema}.${name.name}`;

function codeOf(state: string): ErrorCode | null {
  if (state === '42501') return null; // a right that lacks is no refusal of a row: it leaves as PRIVILEGE_MISSING
  if (state.startsWith('23')) return 'CONSTRAINT_VIOLATED';
  if (state.startsWith('22')) return 'TARGET_REFUSED_VALUE';
  if (state.startsWith('42') || state.startsWith('P0')) return 'TARGET_REFUSED_STATEMENT';
  return null;
}
