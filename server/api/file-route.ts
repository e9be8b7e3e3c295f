/**
 * GET /files/... sends a file while it is made, PUT /files/upload/... takes one. The link says who asks; it needs no token, and
 * a request that has one of its own must be that very actor. Files are sent in chunks without a length: an answer that breaks
 * off is seen as such by whoever reads it, and the digest of what was sent follows as a trailer (RFC 9530).
 */
import { createHash, type Hash } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { GodwitError, errorFacts, namingOutage, reasonOf } from '../core/errors.ts';
import type { ErrorCode } from '../core/error-codes.ts';
import type { StageLog } from '../core/stage.ts';
import type { FileService, UsedLink } from '../files/file-service.ts';
import { answerJson } from './answer.ts';
import { type Authentication, tokenOf } from './authentication.ts';

export const FILES = '/files/';
const DIGEST = 'Content-Digest';
const PIECE_CHARS = 64 * 1024;

const STATUS: Partial<Record<ErrorCode, number>> = {
  BAD_INPUT: 400,
  UNAUTHENTICATED: 401,
  FORBIDDEN: 403,
  LINK_INVALID: 403,
  LINK_EXPIRED: 410,
  FILE_GONE: 410,
  CONTROL_DATABASE_UNAVAILABLE: 503,
};

export interface FileRouteDeps {
  readonly files: FileService;
  readonly authentication: Authentication;
  readonly log: StageLog;
}

export async function fileRoute(
  request: IncomingMessage,
  response: ServerResponse,
  deps: FileRouteDeps,
): Promise<void> {
  try {
    const link = linkOf(request, deps.authentication);
    if (request.method === 'PUT') await take(request, response, { link, files: deps.files });
    else if (request.method === 'GET' || request.method === 'HEAD') await send(request, response, { link, ...deps });
    else answerJson(response, 405, { code: 'BAD_REQUEST', message: 'Only GET, HEAD and PUT are answered here.' });
  } catch (error) {
    const outage = namingOutage(error);
    const known = outage === error ? error : new GodwitError('CONTROL_DATABASE_UNAVAILABLE', {}, { cause: error });
    const status = known instanceof GodwitError ? STATUS[known.code] : undefined;
    if (status === undefined || response.headersSent) throw error;
    const { code, message, remedy } = reasonOf(known);
    request.resume(); // what is still being sent is thrown away, so that the refusal can be read
    answerJson(response, status, { code, message, remedy });
  }
}

function linkOf(request: IncomingMessage, authentication: Authentication): UsedLink {
  const [path = '', query = ''] = (request.url ?? '').split('?', 2);
  const own = tokenOf(request.headers);
  return {
    path,
    query: new URLSearchParams(query),
    actorOf: (tokenId) => authentication.actorOfLink(tokenId, own),
  };
}

async function take(
  request: IncomingMessage,
  response: ServerResponse,
  { link, files }: { readonly link: UsedLink; readonly files: FileService },
): Promise<void> {
  await files.receive(link, request.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>);
  response.writeHead(204, { 'cache-control': 'no-store' });
  response.end();
}

async function send(
  request: IncomingMessage,
  response: ServerResponse,
  { link, files, log }: FileRouteDeps & { readonly link: UsedLink },
): Promise<void> {
  const { name, type, pieces } = await files.open(link);
  response.writeHead(200, {
    'content-type': type,
    'content-disposition': `attachment; filename="${name}"`,
    'cache-control': 'no-store',
    ...(request.method === 'HEAD' ? {} : { trailer: DIGEST, 'transfer-encoding': 'chunked' }),
  });
  if (request.method === 'HEAD') {
    response.end();
    return;
  }
  try {
    const digest = createHash('sha256');
    await pipeline(Readable.from(gathered(pieces, digest)), response, { end: false });
    response.addTrailers({ [DIGEST]: `sha-256=:${digest.digest('base64')}:` });
    response.end();
  } catch (error) {
    response.destroy(); // no end: what was sent is not whole
    if (isGone(error)) return;
    log.warn('a download broke off', { file: name, ...errorFacts(error) });
  }
}

const isGone = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && ['ERR_STREAM_PREMATURE_CLOSE', 'ECONNRESET', 'EPIPE'].includes(String(error.code)); // prettier-ignore

/** Lines together, so that not each is a chunk of its own. */
async function* gathered(pieces: AsyncIterable<string>, digest: Hash): AsyncGenerator<Buffer> {
  const bytesOf = (text: string): Buffer => {
    const bytes = Buffer.from(text);
    digest.update(bytes);
    return bytes;
  };
  let text = '';
  for await (const piece of pieces) {
    text += piece;
    if (text.length < PIECE_CHARS) continue;
    yield bytesOf(text);
    text = '';
  }
  if (text !== '') yield bytesOf(text);
}
