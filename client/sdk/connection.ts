/**
 * Whether the live connection stands, as a value that can be watched: idle (nobody subscribes), connecting, open, or lost
 * since a moment. The console's quiet bar and the greying of old figures derive from it.
 */
export type ConnectionState =
  | { readonly kind: 'idle' }
  | { readonly kind: 'connecting' }
  | { readonly kind: 'open' }
  | { readonly kind: 'lost'; readonly since: number }
  | { readonly kind: 'refused'; readonly code: string };

export class ConnectionWatch {
  #state: ConnectionState = { kind: 'idle' };
  readonly #listeners = new Set<() => void>();

  get state(): ConnectionState {
    return this.#state;
  }

  /** Calls `listener` after each change; returns the function that ends it. */
  watch(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  set(next: ConnectionState): void {
    const same = next.kind === this.#state.kind && next.kind !== 'refused';
    if (same) return; // a repeated loss keeps its first moment
    this.#state = next;
    for (const listener of this.#listeners) listener();
  }
}
