/**
 * Corrects rows of a target at one position of the replay: the fence is held, and the checkpoints are locked, so that no
 * replay commits between reading p and committing the correction. The replay may hold rows that are wanted here while it
 * waits for its checkpoint; that ends by the short lock timeout, and the caller begins again.
 */
import { asPosition } from '../../../core/position.ts';
import type { AppliedPoint, CorrectionSession, DigestSide, RowCells } from '../../row-digester.ts';
import { fenced, holdFenceStatement } from '../bookkeeping.ts';
import type { WireSession } from '../wire-session.ts';
import { correctionStatement } from './digest-sql.ts';
import { checkpointStatement, PostgresDigestReader } from './postgres-digest-reader.ts';

export interface CorrectionOptions {
  readonly taskId: string;
  readonly epoch: number;
  /** Changes are replayed meanwhile. */
  readonly replayed: boolean;
}

export class PostgresCorrectionSession extends PostgresDigestReader implements CorrectionSession {
  readonly #options: CorrectionOptions;

  constructor(session: WireSession, options: CorrectionOptions) {
    super(session);
    this.#options = options;
  }

  async begin(side: DigestSide): Promise<AppliedPoint | null> {
    const claim = { ...this.#options, writer: 'CORRECTION' } as const;
    const held = await this.open(
      side,
      `SET LOCAL lock_timeout = '200ms'; SET LOCAL session_replication_role = replica; ${holdFenceStatement(claim)}`,
      'ISOLATION LEVEL READ COMMITTED',
    );
    if (held.rows.length === 0) throw fenced(claim);
    if (!this.#options.replayed) return null;
    await this.ask('LOCK TABLE godwit.checkpoint IN SHARE ROW EXCLUSIVE MODE');
    const { rows } = await this.ask(checkpointStatement(this.#options.taskId));
    const row = rows[0];
    return row ? { ordinal: Number(row[0]), position: asPosition(row[1] ?? '') } : null;
  }

  async correct(rows: { readonly source: RowCells | null; readonly target: RowCells | null }): Promise<void> {
    await this.ask(correctionStatement(this.side, rows));
  }

  async commit(): Promise<void> {
    await this.ask('COMMIT');
  }
}
