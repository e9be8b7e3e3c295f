/**
 * Keeps what was made of the newest texts, bounded by their length: what a parsed document holds grows with its text, up to some
 * 270 bytes for a character. A bound on their number alone lets strangers fill the memory with documents that nobody asks again.
 */
export class DocumentCache<Made> {
  readonly #charactersKept: number;
  readonly #longest: number;
  readonly #made = new Map<string, Made>();
  #characters = 0;

  /** A text that is longer than a sixteenth of what is kept is not kept at all. */
  constructor(options: { charactersKept: number }) {
    this.#charactersKept = options.charactersKept;
    this.#longest = options.charactersKept / 16;
  }

  get(text: string): Made | undefined {
    const made = this.#made.get(text);
    if (made === undefined) return undefined;
    this.#made.delete(text); // it is the newest again
    this.#made.set(text, made);
    return made;
  }

  set(text: string, made: Made): void {
    if (text.length > this.#longest || this.#made.has(text)) return;
    this.#made.set(text, made);
    this.#characters += text.length;
    for (const [oldest] of this.#made) {
      if (this.#characters <= this.#charactersKept) return;
      this.#made.delete(oldest);
      this.#characters -= oldest.length;
    }
  }
}
