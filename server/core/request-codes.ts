/** Codes of a request that is refused as a whole, before anything is executed: part of the catalogue, never a reason of a task. */
import type { ErrorEntry } from './error-codes.ts';

const refusal = (message: string, remedy: string): ErrorEntry => ({ action: 'NEEDS_OPERATOR', message, remedy });
const busy = (message: string, remedy: string): ErrorEntry => ({ action: 'RETRYABLE', message, remedy });
const SMALLER = 'Ask for less at once.';

export const REQUEST_CODES = {
  BAD_REQUEST: refusal('{detail}', 'Correct the request: its method, its body, its variables or their types.'),
  GRAPHQL_PARSE_FAILED: refusal('{detail}', 'Correct the syntax of the document.'),
  GRAPHQL_VALIDATION_FAILED: refusal('{detail}', 'Correct the document: GET /schema.graphql tells what there is.'),
  OPERATION_RESOLUTION_FAILURE: refusal('{detail}', 'Name one operation of the document.'),
  BODY_LIMIT: refusal('The body of a request is limited to {limit} bytes.', 'Send less at once; files are uploaded.'),
  TOKEN_LIMIT: refusal('The number of tokens of a document is limited to {limit}.', SMALLER),
  DEPTH_LIMIT: refusal('The depth of a document, or of its variables, is limited to {limit}.', SMALLER),
  ALIAS_LIMIT: refusal('The number of aliases of a document is limited to {limit}.', SMALLER),
  DIRECTIVE_LIMIT: refusal('The number of directives of a document is limited to {limit}.', SMALLER),
  REPEAT_LIMIT: refusal('The number of repeated fields of a document is limited to {limit}.', SMALLER),
  COST_LIMIT: refusal('The cost of a document is limited to {limit}.', 'Ask for smaller pages, or for fewer fields.'),
  SUBSCRIPTION_LIMIT: refusal('A socket carries at most {limit} subscriptions.', 'End some, or open another socket.'),
  CONNECTION_LIMIT: busy('A token has at most {limit} live connections.', 'Close some, or use another token.'),
  SOCKET_LIMIT: busy('Too many websockets.', 'Connect again in a moment.'),
  CSRF: refusal(
    'This request could have been made by a foreign page.',
    'Send content-type: application/json, or the token in the header Authorization.',
  ),
  FOREIGN_ORIGIN: refusal('{detail}', 'Name the origin in GODWIT_PUBLIC_ORIGINS of the service.'),
  DOCUMENT_NOT_TRUSTED: refusal(
    'Only documents that this service knows beforehand are answered.',
    'Add the document to a file of GODWIT_TRUSTED_DOCUMENTS.',
  ),
} as const satisfies Record<string, ErrorEntry>;

export type RequestCode = keyof typeof REQUEST_CODES;

export const isRequestCode = (code: string): code is RequestCode => Object.hasOwn(REQUEST_CODES, code);
