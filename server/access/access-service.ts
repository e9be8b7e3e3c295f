/** The door to people and rights: tokens with roles, the audit trail, and who is calling. */
import type { Actor, Command, Role } from '../core/actor.ts';

import type { Page, PageRequest } from '../core/page.ts';

export interface Token {
  readonly id: string;
  readonly name: string;
  readonly role: Role;
  readonly createdBy: string;
  readonly createdAt: Date;
  readonly expiresAt: Date | null;
  readonly revokedAt: Date | null;
  readonly lastUsedAt: Date | null;
}

export interface TokenInput {
  /** Unique among tokens that are not revoked; 1..64 characters. */
  readonly name: string;
  readonly role: Role;
  readonly expiresAt?: Date | null;
}

export interface AuditEvent {
  readonly id: string;
  readonly at: Date;
  readonly actor: string;
  readonly role: Role;
  /** The mutation, e.g. `taskStart`. */
  readonly action: string;
  readonly subject: string;
  readonly subjectId: string;
  /** State before and after, without secrets; null where there was or is none. */
  readonly before: unknown;
  readonly after: unknown;
}

export interface AuditFilter {
  readonly actor?: string | null;
  readonly action?: string | null;
  readonly subjectId?: string | null;
  readonly from?: Date | null;
  readonly to?: Date | null;
}

export interface AccessService {
  /** The actor of a token's text, or null when unknown, revoked or expired. Constant work whatever the text. */
  authenticate(secret: string): Promise<(Actor & { readonly expiresAt: Date | null }) | null>;
  /** Whether any token was ever made, also one that has expired: before, only a loopback address may be served, as `local`. */
  hasTokens(): Promise<boolean>;
  token(id: string): Promise<Token | null>;
  tokens(page: PageRequest): Promise<Page<Token>>;
  /** The secret is returned this once. */
  createToken(input: TokenInput, command: Command): Promise<{ readonly token: Token; readonly secret: string }>;
  /** The last ADMIN token is refused (ACTION_NOT_ALLOWED). */
  revokeToken(id: string, command: Command): Promise<Token>;
  auditEvent(id: string): Promise<AuditEvent | null>;
  auditEvents(filter: AuditFilter, page: PageRequest): Promise<Page<AuditEvent>>;
  /** For `npm run token` and GODWIT_ADMIN_TOKEN_FILE: no actor is needed, the caller holds the control database. */
  createFirstToken(input: TokenInput): Promise<{ readonly token: Token; readonly secret: string }>;
}

export type { Actor, Role };
