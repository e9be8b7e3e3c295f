/** Ids on the wire: opaque, unique in the whole service, made of the type's name and the domain's id. */
import { GodwitError } from '../server/core/errors.ts';

export const encodeId = (typename: string, id: string): string =>
  Buffer.from(`${typename}:${id}`, 'utf8').toString('base64url');

/** Null when the text is not an id of ours. */
export function decodeId(globalId: string): { typename: string; id: string } | null {
  const match = /^(\w+):([^\0]+)$/.exec(Buffer.from(globalId, 'base64url').toString('utf8'));
  return match?.[1] === undefined || match[2] === undefined ? null : { typename: match[1], id: match[2] };
}

/** The domain's id when `globalId` is one of these types, else null: for queries. */
export function idOf(globalId: string, typenames: readonly string[]): string | null {
  const decoded = decodeId(globalId);
  return decoded !== null && typenames.includes(decoded.typename) ? decoded.id : null;
}

/** The domain's id, or NOT_FOUND: for mutations and subscriptions. */
export function requiredId(globalId: string, typenames: readonly string[]): string {
  const id = idOf(globalId, typenames);
  if (id === null) throw new GodwitError('NOT_FOUND', { what: typenames[0]?.toLowerCase(), id: globalId });
  return id;
}

/** The same for several. */
export const requiredIds = (globalIds: readonly string[], typenames: readonly string[]): string[] =>
  globalIds.map((globalId) => requiredId(globalId, typenames));

export const TASK = ['Task'];
export const ENDPOINT = ['PostgresqlEndpoint'];
export const COMPONENT = ['StoreComponent', 'IncrSyncComponent', 'FullImportComponent', 'FullVerificationComponent'];
