/**
 * Serves the built console from a folder. Files below assets/ carry a hash in their name and are kept for a year; the
 * rest is asked for again each time. A path without a file is a page of the console and gets index.html. Where the build
 * left NAME.gz beside a file, that is sent to whoever takes gzip.
 *
 * S1 nothing outside the folder is ever served, also not through an encoded or linked path.
 */
import { createReadStream } from 'node:fs';
import { realpath, stat } from 'node:fs/promises';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { extname, join, sep } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { answerText } from './answer.ts';

const PAGE = '/index.html';
const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.map': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.webmanifest': 'application/manifest+json',
  '.txt': 'text/plain; charset=utf-8',
};

interface Found {
  readonly path: string;
  readonly sizeBytes: number;
  readonly modifiedAt: Date;
}

export class ConsoleFiles {
  readonly #folder: string;

  constructor(folder: string) {
    this.#folder = folder;
  }

  async serve(request: IncomingMessage, response: ServerResponse, path: string): Promise<void> {
    const asked = await this.#find(path);
    const isPage = extname(path) === '' && !path.startsWith('/assets/');
    const found = asked ?? (isPage ? await this.#find(PAGE) : null);
    if (found === null) return this.#missing(response, isPage);
    const kept = found === asked && path.startsWith('/assets/');
    response.setHeader('cache-control', kept ? 'public, max-age=31536000, immutable' : 'no-cache');
    response.setHeader('last-modified', found.modifiedAt.toUTCString());
    const since = Date.parse(request.headers['if-modified-since'] ?? '');
    if (Math.floor(found.modifiedAt.getTime() / 1000) * 1000 <= since) {
      response.writeHead(304).end();
      return;
    }
    const packed = acceptsGzip(request) ? await this.#find(`${asked === null ? PAGE : path}.gz`) : null;
    const sent = packed ?? found;
    response.setHeader('vary', 'accept-encoding');
    if (packed !== null) response.setHeader('content-encoding', 'gzip');
    response.writeHead(200, {
      'content-type': TYPES[extname(found.path)] ?? 'application/octet-stream',
      'content-length': sent.sizeBytes,
    });
    if (request.method === 'HEAD') response.end();
    else await pipeline(createReadStream(sent.path), response);
  }

  #missing(response: ServerResponse, isPage: boolean): void {
    const text = isPage
      ? 'The console is not built yet. The API answers at /graphql; its schema is at /schema.graphql.\n'
      : 'There is no such file.\n';
    answerText(response, isPage ? 503 : 404, { type: 'text/plain; charset=utf-8', text });
  }

  async #find(path: string): Promise<Found | null> {
    try {
      const folder = await realpath(this.#folder);
      const real = await realpath(join(folder, decodeURIComponent(path)));
      if (!real.startsWith(folder + sep)) return null;
      const facts = await stat(real);
      return facts.isFile() ? { path: real, sizeBytes: facts.size, modifiedAt: facts.mtime } : null;
    } catch (error) {
      if (isAbsence(error)) return null;
      throw error;
    }
  }
}

/** Whether gzip is among what the caller takes, and not refused by a weight of zero. */
function acceptsGzip(request: IncomingMessage): boolean {
  const offers = String(request.headers['accept-encoding'] ?? '').split(',');
  return offers.some((offer) => /^\s*gzip\s*(;\s*q=(?!0(\.0*)?\s*$).*)?$/i.test(offer));
}

/** The errors that mean "there is no such file": missing, not a folder, malformed escape, embedded zero byte, too long. */
function isAbsence(error: unknown): boolean {
  if (error instanceof URIError) return true;
  const code = error instanceof Error && 'code' in error ? error.code : null;
  return ['ENOENT', 'ENOTDIR', 'ENAMETOOLONG', 'ERR_INVALID_ARG_VALUE', 'ELOOP'].includes(String(code));
}
