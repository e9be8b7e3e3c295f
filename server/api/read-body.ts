/** Reads the body of a request into memory, never more than `limitBytes`: what is longer is refused before it is kept. */
import type { IncomingMessage } from 'node:http';

export class BodyTooLarge extends Error {
  readonly limitBytes: number;

  constructor(limitBytes: number) {
    super(`The body of a request is limited to ${limitBytes} bytes.`);
    this.name = 'BodyTooLarge';
    this.limitBytes = limitBytes;
  }
}

export async function readBody(request: IncomingMessage, limitBytes: number): Promise<Buffer> {
  if (Number(request.headers['content-length'] ?? 0) > limitBytes) throw new BodyTooLarge(limitBytes);
  const pieces: Buffer[] = [];
  let bytes = 0;
  for await (const piece of request.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
    bytes += piece.length;
    if (bytes > limitBytes) throw new BodyTooLarge(limitBytes);
    pieces.push(piece);
  }
  return Buffer.concat(pieces, bytes);
}
