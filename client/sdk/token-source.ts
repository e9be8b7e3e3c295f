/**
 * Where a client has its token from: a text that stays, or a function that is asked for it. It is asked before each connection and
 * each request, and once more, with `refused`, when the service no longer takes what it gave (expired, revoked); what was
 * asked for goes on with the new one. Without a token a page of the service itself is signed in by its cookie.
 */
export type TokenOption = string | ((asked: { readonly refused: boolean }) => string | null | Promise<string | null>);

export class TokenSource {
  readonly #option: TokenOption | undefined;

  constructor(option: TokenOption | undefined) {
    this.#option = option;
  }

  /** A refused token can be exchanged. */
  get canRenew(): boolean {
    return typeof this.#option === 'function';
  }

  async token(refused = false): Promise<string | null> {
    return typeof this.#option === 'function' ? this.#option({ refused }) : (this.#option ?? null);
  }

  async headers(refused = false): Promise<Record<string, string>> {
    const token = await this.token(refused);
    return token === null ? {} : { authorization: `Bearer ${token}` };
  }

  /** fetch() with the token of now; a refusal is answered with the next one, once. */
  fetch(send: typeof fetch): typeof fetch {
    const attempt = async (
      refused: boolean,
      input: Parameters<typeof fetch>[0],
      init: RequestInit = {},
    ): Promise<Response> => {
      const headers = new Headers(init.headers);
      for (const [name, value] of Object.entries(await this.headers(refused))) headers.set(name, value);
      return send(input, { ...init, headers });
    };
    return async (input, init) => {
      const response = await attempt(false, input, init);
      if (response.status !== 401 || !this.canRenew) return response;
      await response.body?.cancel();
      return attempt(true, input, init);
    };
  }
}
