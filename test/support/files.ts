/** Files over the API of a running service, as a client fetches them: the link over GraphQL, the bytes over HTTP. */
import { must } from '../../server/core/assert.ts';

export interface LinkSeen {
  readonly url: string;
  readonly name: string;
  readonly sizeBytes: string | null;
  readonly sha256: string | null;
}

export interface Fetched {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  /** Of a refusal. */
  readonly code: string | null;
}

export class FilesOf {
  readonly #url: string;
  readonly #token: string;

  constructor(url: string, token: string) {
    this.#url = url;
    this.#token = token;
  }

  /** The link; null when there is no such thing; the code when it is refused. */
  async link(file: object): Promise<LinkSeen | string | null> {
    const response = await fetch(`${this.#url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${this.#token}` },
      body: JSON.stringify({
        query: 'query($file: DownloadFile!) { download(file: $file) { url name sizeBytes sha256 } }',
        variables: { file },
      }),
    });
    const { data, errors } = (await response.json()) as {
      data?: { download: LinkSeen | null } | null;
      errors?: { extensions: { code: string } }[];
    };
    return errors?.[0]?.extensions.code ?? data?.download ?? null;
  }

  async made(file: object): Promise<LinkSeen> {
    const link = must(await this.link(file), 'the link');
    if (typeof link === 'string') throw new Error(`the link was refused with ${link}`);
    return link;
  }

  /** What the link gives to who has nothing but the link. */
  async text(file: object): Promise<string> {
    const { status, text } = await fetchFile(this.#url, (await this.made(file)).url);
    if (status !== 200) throw new Error(`the file was refused: ${text}`);
    return text;
  }
}

export async function fetchFile(base: string, url: string, options: RequestInit = {}): Promise<Fetched> {
  const response = await fetch(base + url, options);
  const text = await response.text();
  const code = response.ok ? null : (JSON.parse(text) as { code: string }).code;
  return { status: response.status, headers: response.headers, text, code };
}
