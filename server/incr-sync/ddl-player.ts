/**
 * DDL of the stream, applied in its place (C16): inside the target transaction of the source transaction that ran it, between
 * the rows before and behind it. What a person has skipped is left out; what the target refuses stops the stream.
 *
 * A table that was still being copied when its structure changed has rows that lack the change: that is refused too. One that a
 * sub-migration handed over behind the statement has it already.
 *
 * The journal says APPLYING before a statement is run; whether it was applied is told by the target's checkpoint alone (I1).
 */
import { GodwitError, reasonOf } from '../core/errors.ts';
import { readDdlMessage, type DdlMessage, type StreamDdl, type TouchedObject } from '../core/ddl-message.ts';
import type { TableMapping } from '../core/object-map.ts';
import type { ConvertedDdl, DdlConverter } from '../connectors/ddl-converter.ts';
import type { TargetLane } from '../connectors/target-writer.ts';
import type { Judgement } from './effect.ts';
import type { Overlap, TransactionMark } from './overlap.ts';
import type { SyncJournal } from './sync-journal.ts';
import type { TablePlans } from './table-plans.ts';

export interface DdlPlayerDeps {
  readonly converter: DdlConverter;
  readonly journal: SyncJournal;
  readonly plans: TablePlans;
  readonly overlap: Overlap;
  /** Aborted by a stop, which ends a statement that is being run. */
  readonly signal: AbortSignal;
}

/** Of one transaction. */
export class DdlPlayer {
  readonly #deps: DdlPlayerDeps;
  readonly #told = new Map<string, number>();
  /** Statements were dealt with here. */
  used = false;
  /** A stop ended the statement that was being run. */
  interrupted = false;

  constructor(deps: DdlPlayerDeps) {
    this.#deps = deps;
  }

  /** True when the statement was dealt with here; false when it is only to be listed. */
  async play(ddl: StreamDdl, lane: TargetLane, { transaction, overlapping }: Judgement): Promise<boolean> {
    const { converter, journal, plans } = this.#deps;
    const message = readDdlMessage(ddl.content);
    if (!converter.concerns(message)) return false;
    const same = JSON.stringify([message.tag, message.statement, message.objects[0]?.identity]);
    const repeat = this.#told.get(same) ?? 0;
    this.#told.set(same, repeat + 1);
    this.used = true;
    if ((await journal.beginDdl(ddl)) === 'SKIPPED') return true;
    try {
      const found = await converter.convert(message, repeat);
      const converted = overlapping && found !== null ? this.#beside(found, message, transaction) : found;
      await journal.setDdlConverted(ddl, converted === null ? null : converted.statements.join(';\n'));
      if (converted === null) return true;
      const of = { command: message.tag, object: message.objects[0]?.identity ?? '' };
      plans.reshape(await this.#interruptible(lane, () => lane.runDdl(converted, of)));
      return true;
    } catch (error) {
      if (error instanceof GodwitError && (error.code === 'DDL_NOT_CONVERTIBLE' || error.code === 'DDL_FAILED'))
        await journal.failDdl(ddl, reasonOf(error));
      throw error;
    }
  }

  /**
   * A TRUNCATE of one of several tables that go into one target: which rows there were its own cannot be told. Throws
   * TRUNCATE_SHARED_TARGET until a person has removed them and skipped it.
   */
  async requireSkipped({ source, target }: TableMapping, at: Omit<StreamDdl, 'content'>): Promise<void> {
    const { journal } = this.#deps;
    const [table, into] = [source, target].map(({ schema, name }) => `${schema}.${name}`);
    const touched: TouchedObject = { type: 'table', identity: table ?? '', schema: source.schema, name: null, action: 'ALTERED', table: source }; // prettier-ignore
    const content = JSON.stringify({ tag: 'TRUNCATE TABLE', statement: `TRUNCATE ${table}`, objects: [touched] });
    const ddl = { ...at, content };
    this.used = true;
    if ((await journal.beginDdl(ddl)) === 'SKIPPED') return;
    const error = new GodwitError('TRUNCATE_SHARED_TARGET', { table, target: into });
    await journal.failDdl(ddl, reasonOf(error));
    throw error;
  }

  /** What the copy leaves to do of it. */
  #beside(ddl: ConvertedDdl, message: DdlMessage, transaction: TransactionMark): ConvertedDdl | null {
    const brought = ddl.tables.map(({ id }) => this.#deps.overlap.of(id)?.behind(transaction) ?? 'NONE');
    if (brought.includes('SOME'))
      throw new GodwitError('DDL_NOT_CONVERTIBLE', {
        command: message.tag,
        object: message.objects[0]?.identity ?? '',
        detail: 'the table was still being copied when it ran, so rows that were copied behind it may lack it.',
      });
    return brought.length > 0 && brought.every((one) => one === 'ALL') ? null : ddl;
  }

  async #interruptible<T>(lane: TargetLane, run: () => Promise<T>): Promise<T> {
    const { signal } = this.#deps;
    this.interrupted = signal.aborted;
    signal.throwIfAborted();
    const interrupt = (): void => {
      this.interrupted = true;
      lane.interrupt().catch(() => {}); // a session that is gone has ended it as well
    };
    signal.addEventListener('abort', interrupt);
    try {
      return await run();
    } finally {
      signal.removeEventListener('abort', interrupt);
    }
  }
}

/** Numbers the statements of a transaction, however its parts are read. */
export class DdlPlaces {
  #ordinal = 0;
  #next = 0;

  /** A part that begins its transaction begins to count anew. */
  enter(part: { readonly ordinal: number; readonly first: boolean }): void {
    if (!part.first && part.ordinal === this.#ordinal) return;
    this.#ordinal = part.ordinal;
    this.#next = 0;
  }

  take(): number {
    return this.#next++;
  }
}
