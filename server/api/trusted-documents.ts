/**
 * Trusted documents: with GODWIT_TRUSTED_DOCUMENTS nothing is executed but documents that are known beforehand, by the SHA-256
 * of their text. A client names one by `documentId: "sha256:HASH"`, by `extensions.persistedQuery.sha256Hash`, or sends
 * its text as it is in the file; the text that is executed is always the file's. Over both transports; code
 * DOCUMENT_NOT_TRUSTED.
 *
 * A library for this (@graphql-yoga/plugin-persisted-operations) serves HTTP alone: websockets would stay open to all.
 */
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import type { GraphQLParams, Plugin } from 'graphql-yoga';
import { GodwitError } from '../core/errors.ts';
import { requestRefused } from './request-refused.ts';

/** The console's, as codegen writes it: { "sha256:HASH": text }. */
const CONSOLE = new URL('../../client/generated/persisted-documents.json', import.meta.url);
const NAMED = /^sha256:[0-9a-f]{64}$/;

export class TrustedDocuments {
  readonly #texts: ReadonlyMap<string, string>;

  private constructor(texts: ReadonlyMap<string, string>) {
    this.#texts = texts;
  }

  /** `files`: comma-separated; `console` stands for those of the console. Throws BAD_INPUT for what is no such file. */
  static async read(files: string): Promise<TrustedDocuments> {
    const texts = new Map<string, string>();
    for (const file of files.split(',').map((name) => name.trim()))
      for (const [name, text] of await documentsIn(file)) texts.set(name, text);
    return new TrustedDocuments(texts);
  }

  /** What is executed of a request. */
  resolve(parameters: GraphQLParams): GraphQLParams {
    const text = this.#texts.get(nameIn(parameters) ?? '');
    if (text === undefined) throw requestRefused('DOCUMENT_NOT_TRUSTED', { status: 403 });
    return { ...parameters, query: text };
  }
}

/** Null: any document is answered. */
export const trustedDocuments = (trusted: TrustedDocuments | null): Plugin => ({
  onParams: ({ params, setParams }) => {
    if (trusted !== null) setParams(trusted.resolve(params));
  },
});

function nameIn({ documentId, extensions, query }: GraphQLParams & { readonly documentId?: unknown }): string | null {
  if (typeof documentId === 'string') return named(documentId);
  const persisted: unknown = extensions?.['persistedQuery'];
  if (typeof persisted === 'object' && persisted !== null && 'sha256Hash' in persisted)
    return typeof persisted.sha256Hash === 'string' ? named(persisted.sha256Hash) : null;
  return typeof query === 'string' ? named(createHash('sha256').update(query).digest('hex')) : null;
}

const named = (hash: string): string => (hash.startsWith('sha256:') ? hash : `sha256:${hash}`);

async function documentsIn(file: string): Promise<readonly (readonly [string, string])[]> {
  const refused = (detail: string): GodwitError =>
    new GodwitError('BAD_INPUT', { detail: `The trusted documents of ${file} cannot be read: ${detail}` });
  let content: unknown;
  try {
    content = JSON.parse(await readFile(file === 'console' ? CONSOLE : file, 'utf8'));
  } catch (error) {
    throw refused(error instanceof Error ? error.message : String(error));
  }
  const documents = typeof content === 'object' && content !== null ? Object.entries(content) : [];
  if (documents.length === 0) throw refused('it is no object of texts.');
  return documents.map(([name, text]) => {
    if (!NAMED.test(name) || typeof text !== 'string')
      throw refused(`"${name}" is not sha256: and a hash, or has no text.`);
    if (named(createHash('sha256').update(text).digest('hex')) !== name)
      throw refused(`${name} is not the hash of its text.`);
    return [name, text] as const;
  });
}
