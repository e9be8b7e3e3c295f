/** What a source says of those whom reading it in bulk could hurt (port). */
export interface SourceLoad {
  /** Milliseconds by which its most distant physical standby is behind; null: it has none, or none is behind. */
  readonly replicaLagMs: number | null;
  /** Age of the oldest open transaction of others, milliseconds; null: none is open. */
  readonly oldestTransactionMs: number | null;
  /** The user may see the sessions of others; otherwise both figures say too little. */
  readonly visible: boolean;
}

export interface SourceLoadReader extends AsyncDisposable {
  read(): Promise<SourceLoad>;
}
