/**
 * One session that compares: REPEATABLE READ, ACCESS SHARE, then the snapshot (C3); digests, rows and groups of that moment.
 * Values travel in the text of their output functions under the settings of C11, exactly as the log carries them.
 */
import { must } from '../../../core/assert.ts';
import { GodwitError } from '../../../core/errors.ts';
import { asPosition } from '../../../core/position.ts';
import { parseSnapshot } from '../../../core/range-visibility.ts';
import type {
  AppliedPoint,
  DigestReader,
  DigestRow,
  DigestScope,
  DigestSide,
  GroupDigest,
  RowCells,
  SourceDigestReader,
  SourceMoment,
  TargetDigestReader,
} from '../../row-digester.ts';
import { sqlStateOf, toGodwitError } from '../errors.ts';
import { saidBy } from '../server-words.ts';
import type { GiveWay } from '../give-way.ts';
import { quoteTable, quoteText } from '../sql-text.ts';
import type { WireResult, WireSession } from '../wire-session.ts';
import { digestedTables, digestStatement, fingerprintStatement, placeStatement, rowsStatement } from './digest-sql.ts';

const LOCK_TIMEOUT = '2s';
/** A digest wants all rows of a range in no order: page by page through a bitmap costs a tenth less than along the index. */
const PAGE_BY_PAGE = 'SET LOCAL enable_indexscan = off';
/** Undefined table, undefined column, datatype mismatch, undefined function, undefined object, undefined schema. */
const STRUCTURE_STATES = new Set(['42P01', '42703', '42804', '42883', '42704', '3F000']);
const KEYS_PER_STATEMENT = 1_000;

/** The greatest position of the forward stream. */
export const checkpointStatement = (taskId: string): string =>
  `SELECT ordinal, position FROM godwit.checkpoint WHERE task_id = ${quoteText(taskId)} AND stream = 'FORWARD' ORDER BY ordinal DESC LIMIT 1`;

export abstract class PostgresDigestReader implements DigestReader {
  protected readonly session: WireSession;
  #side: DigestSide | null = null;

  constructor(session: WireSession) {
    this.session = session;
  }

  async digest(scope: DigestScope): Promise<ReadonlyMap<number, GroupDigest>> {
    const { rows } = await this.ask(digestStatement(this.side, scope));
    return new Map(
      rows.flatMap(([group, count, hash]) =>
        Number(count) === 0 ? [] : [[Number(group), { rows: Number(count), hash: hash ?? '' }] as const],
      ),
    );
  }

  async rows(
    scope: DigestScope,
    wanted: { readonly groups: readonly number[]; readonly all: boolean },
  ): Promise<DigestRow[]> {
    const { rows } = await this.ask(rowsStatement(this.side, scope, wanted));
    return rows.map((row) => ({ cells: row.slice(0, -1), passes: row.at(-1) === 't' }));
  }

  async place(
    side: DigestSide,
    scope: DigestScope,
    keys: readonly RowCells[],
  ): Promise<{ group: number; inside: boolean }[]> {
    this.#side = side;
    const places: { group: number; inside: boolean }[] = [];
    for (let from = 0; from < keys.length; from += KEYS_PER_STATEMENT) {
      const { rows } = await this.ask(placeStatement(side, scope, keys.slice(from, from + KEYS_PER_STATEMENT)));
      for (const [group, inside] of rows) places.push({ group: Number(group), inside: inside === 't' });
    }
    return places;
  }

  async end(): Promise<void> {
    if (!this.session.closed) await this.session.query('ROLLBACK');
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.session.close();
  }

  protected get side(): DigestSide {
    return must(this.#side, 'the side that is read');
  }

  /** Begins, locks, and asks the first question, whose snapshot is the transaction's: one round trip. */
  protected async open(
    side: DigestSide,
    first: string,
    mode = 'ISOLATION LEVEL REPEATABLE READ READ ONLY',
  ): Promise<WireResult> {
    this.#side = side;
    return this.ask(
      `BEGIN ${mode}; SET LOCAL lock_timeout = '${LOCK_TIMEOUT}'; ${PAGE_BY_PAGE}; LOCK TABLE ${digestedTables(side)} IN ACCESS SHARE MODE; ${first}`,
    );
  }

  /** What the structure refuses is a change of the table; everything else keeps its own code. */
  protected async ask(text: string): Promise<WireResult> {
    try {
      return await this.session.query(text);
    } catch (error) {
      if (STRUCTURE_STATES.has(sqlStateOf(error) ?? '')) throw tableChanged(this.side, saidBy(error).detail, error);
      throw toGodwitError(error, this.session.address, 'INTERNAL_ERROR', { object: quoteTable(this.side.table) });
    }
  }
}

/** Gives way to whoever waits for its lock (C2). */
export class PostgresSourceDigestReader extends PostgresDigestReader implements SourceDigestReader {
  readonly #giveWay: GiveWay;

  constructor(session: WireSession, giveWay: GiveWay) {
    super(session);
    this.#giveWay = giveWay;
  }

  override async end(): Promise<void> {
    await super.end();
    this.#giveWay.done(this.session);
  }

  override async [Symbol.asyncDispose](): Promise<void> {
    this.#giveWay.done(this.session);
    await super[Symbol.asyncDispose]();
  }

  protected override async ask(text: string): Promise<WireResult> {
    try {
      return await super.ask(text);
    } catch (error) {
      throw await this.#giveWay.reasonOf(this.session, error);
    }
  }

  async begin(side: DigestSide, fingerprint: string | null): Promise<SourceMoment & { fingerprint: string }> {
    this.#giveWay.hold(this.session, quoteTable(side.table));
    // the statement's snapshot is taken before its expressions are evaluated, so the position is not before it
    const { rows } = await this.open(
      side,
      `SELECT txid_current_snapshot()::text, (${fingerprintStatement(side)}), pg_current_wal_insert_lsn()::text`,
    );
    const [snapshot, seen, end] = rows[0] ?? [];
    if (fingerprint !== null && (seen ?? '') !== fingerprint)
      throw tableChanged(side, 'its columns are no longer those of the start');
    return {
      snapshot: parseSnapshot(must(snapshot, 'the snapshot')),
      endPosition: asPosition(must(end, 'the insert position')),
      fingerprint: seen ?? '',
    };
  }
}

export class PostgresTargetDigestReader extends PostgresDigestReader implements TargetDigestReader {
  readonly #taskId: string | null;

  /** Without a task the moment has no checkpoint. */
  constructor(session: WireSession, taskId: string | null) {
    super(session);
    this.#taskId = taskId;
  }

  async begin(side: DigestSide): Promise<AppliedPoint | null> {
    if (this.#taskId === null) {
      await this.open(side, 'SELECT txid_current_snapshot()');
      return null;
    }
    const { rows } = await this.open(side, checkpointStatement(this.#taskId));
    const row = rows[0];
    return row ? { ordinal: Number(row[0]), position: asPosition(row[1] ?? '') } : null;
  }
}

function tableChanged(side: DigestSide, detail: string, cause?: unknown): GodwitError {
  return new GodwitError(
    'TABLE_CHANGED',
    { table: `${side.table.schema}.${side.table.name}`, detail },
    {
      cause,
      rowDetail: cause === undefined ? null : saidBy(cause).rowDetail,
    },
  );
}
