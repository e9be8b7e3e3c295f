/** Who acts, with which right, and the envelope that every mutation of a service carries. */
export type Role = 'VIEWER' | 'OPERATOR' | 'ADMIN';
export const ROLES: readonly Role[] = ['VIEWER', 'OPERATOR', 'ADMIN'];

/** True when `role` includes `wanted`: each may do what the one before it may. */
export const atLeast = (role: Role, wanted: Role): boolean => ROLES.indexOf(role) >= ROLES.indexOf(wanted);

export interface Actor {
  /** Name of the token, `local` in open mode, `godwit` for what the service does by itself. */
  readonly name: string;
  readonly role: Role;
  readonly tokenId: string | null;
}

/** Acts for the service itself: recorded as such in the audit trail. */
export const GODWIT_ACTOR: Actor = { name: 'godwit', role: 'ADMIN', tokenId: null };

/** Acts in open mode on a loopback address. */
export const LOCAL_ACTOR: Actor = { name: 'local', role: 'ADMIN', tokenId: null };

/** Last argument of every mutation. */
export interface Command {
  readonly actor: Actor;
  /** Kept 24 h per actor: the same key and input answers as the first time; another input is IDEMPOTENCY_KEY_REUSED. */
  readonly idempotencyKey?: string | null;
}
