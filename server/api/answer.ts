/** The two plain answers of routes that are not GraphQL: a JSON object, or a text. Neither is ever cached. */
import type { ServerResponse } from 'node:http';

export function answerJson(response: ServerResponse, status: number, body: unknown): void {
  answerText(response, status, { type: 'application/json; charset=utf-8', text: `${JSON.stringify(body)}\n` });
}

export function answerText(response: ServerResponse, status: number, body: { type: string; text: string }): void {
  response.writeHead(status, {
    'content-type': body.type,
    'content-length': Buffer.byteLength(body.text),
    'cache-control': 'no-store',
  });
  response.end(body.text);
}
