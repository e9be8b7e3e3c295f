/**
 * Log in and out for the console: POST /session {"token"} sets the cookie after the token has proved right, DELETE
 * /session clears it. JSON only, so that a form of a foreign page cannot log anybody in.
 */
import type { IncomingMessage, ServerResponse } from 'node:http';
import { GodwitError, reasonOf } from '../core/errors.ts';
import { type Authentication, sessionCookie } from './authentication.ts';
import { answerJson } from './answer.ts';
import { readBody } from './read-body.ts';

const WEEK_SECONDS = 7 * 24 * 3600;
const LOGIN_BYTES = 4_096;

export async function sessionRoute(
  request: IncomingMessage,
  response: ServerResponse,
  authentication: Authentication,
): Promise<void> {
  const secure = request.headers['x-forwarded-proto'] === 'https';
  if (request.method === 'DELETE') {
    response.setHeader('set-cookie', sessionCookie('', { secure, maxAgeSeconds: 0 }));
    return answerJson(response, 200, { signedIn: false });
  }
  if (request.method !== 'POST' || !request.headers['content-type']?.startsWith('application/json'))
    return answerJson(response, 405, { code: 'BAD_REQUEST', message: 'POST {"token"} as application/json.' });
  const token = tokenOfBody(await readBody(request, LOGIN_BYTES));
  try {
    if (token === null || !/^[\w.~-]+$/.test(token)) throw new GodwitError('UNAUTHENTICATED');
    const actor = await authentication.actorOf(token);
    response.setHeader('set-cookie', sessionCookie(token, { secure, maxAgeSeconds: WEEK_SECONDS }));
    answerJson(response, 200, { signedIn: true, name: actor.name, role: actor.role });
  } catch (error) {
    if (!(error instanceof GodwitError)) throw error;
    const { code, message } = reasonOf(error);
    answerJson(response, 401, { code, message });
  }
}

function tokenOfBody(body: Buffer): string | null {
  try {
    const parsed: unknown = JSON.parse(body.toString('utf8'));
    const given = typeof parsed === 'object' && parsed !== null && 'token' in parsed ? parsed.token : null;
    return typeof given === 'string' ? given : null;
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}
