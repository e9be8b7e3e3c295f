/**
 * From which ordinal on the log holds everything that a source snapshot S lacks. A mark is (ordinal o, transaction id B): o
 * was the log's last ordinal before B was assigned, so every transaction up to o has an id below B. Once S.min >= B all of
 * them are over for S, which means seen: what S lacks lies behind o. A transaction can be in the log before it is over for
 * snapshots (it waits for a standby), so the log's end alone would not do.
 */
import type { Waiting } from '../core/stage.ts';
import { pause } from '../runtime/clock.ts';
import type { SourceSnapshot } from '../core/range-visibility.ts';
import type { SourceDigester } from '../connectors/row-digester.ts';
import type { ChangeLogReader } from '../store/change-log.ts';

interface Mark {
  readonly ordinal: number;
  readonly barrier: bigint;
}

const POLL_MS = 50;
const MARKS_KEPT = 1_000;

export class Frontier {
  readonly #log: ChangeLogReader;
  readonly #source: Pick<SourceDigester, 'assignBarrier' | 'snapshotNow'>;
  #marks: Mark[] = [];

  constructor(log: ChangeLogReader, source: Pick<SourceDigester, 'assignBarrier' | 'snapshotNow'>) {
    this.#log = log;
    this.#source = source;
  }

  /** Makes the first mark, in a log that has begun, and waits until every later snapshot has passed it. */
  async open(signal: AbortSignal, waiting: (waiting: Waiting | null) => void): Promise<void> {
    while (!signal.aborted && (await this.#log.bounds()) === null) {
      waiting({ what: 'the first transaction in the change log' });
      await pause(POLL_MS, signal);
    }
    const { barrier } = await this.mark();
    while (!signal.aborted && (await this.#source.snapshotNow()).min < barrier) {
      waiting({ what: 'transactions of the source that were open before the start' });
      await pause(POLL_MS, signal);
    }
    waiting(null);
  }

  /** To be called before each snapshot is taken, so that little of the log must be read. */
  async mark(): Promise<Mark> {
    const ordinal = (await this.#log.bounds())?.last.ordinal ?? 0;
    const mark = { ordinal, barrier: await this.#source.assignBarrier() };
    this.#marks.push(mark);
    if (this.#marks.length > MARKS_KEPT)
      this.#marks = [...this.#marks.slice(0, 1), ...this.#marks.slice(-MARKS_KEPT / 2)];
    return mark;
  }

  /** The first ordinal that the snapshot may lack; no mark is ever passed without its own proof. */
  startFor(snapshot: SourceSnapshot): number {
    let ordinal = this.#marks[0]?.ordinal ?? 0;
    for (const mark of this.#marks) if (mark.barrier <= snapshot.min) ordinal = Math.max(ordinal, mark.ordinal);
    return ordinal + 1;
  }
}
