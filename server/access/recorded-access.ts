/** AccessService over token records. A secret has 256 random bits, so its SHA-256 is enough to keep and constant work to check. */
import { createHash, randomBytes } from 'node:crypto';
import { GODWIT_ACTOR, ROLES, type Actor, type Command } from '../core/actor.ts';
import { GodwitError } from '../core/errors.ts';
import type { NewId } from '../core/ids.ts';
import type { Page, PageRequest } from '../core/page.ts';
import type { Recording } from '../events/recording.ts';
import type { AccessService, AuditEvent, AuditFilter, Token, TokenInput } from './access-service.ts';

export interface TokenUnit extends Recording {
  /** All that are neither revoked nor expired, locked against other changes of tokens. */
  lockLive(): Promise<readonly Token[]>;
  insert(token: Token, secretHash: Buffer): Promise<void>;
  revoke(id: string, at: Date): Promise<Token>;
}

/** Port, implemented by persistence. */
export interface AccessRecords {
  byHash(secretHash: Buffer): Promise<Token | null>;
  /** Notes that it is used now, unless that was noted less than a minute ago. */
  used(id: string): Promise<void>;
  token(id: string): Promise<Token | null>;
  tokens(page: PageRequest): Promise<Page<Token>>;
  /** Also of tokens that are expired or revoked. */
  count(): Promise<number>;
  auditEvent(id: string): Promise<AuditEvent | null>;
  auditEvents(filter: AuditFilter, page: PageRequest): Promise<Page<AuditEvent>>;
  unit<T>(work: (unit: TokenUnit) => Promise<T>): Promise<T>;
}

/** How exactly lastUsedAt is kept. */
const USED_EVERY_MS = 60_000;

export class RecordedAccess implements AccessService {
  readonly #records: AccessRecords;
  readonly #newId: NewId;

  constructor(deps: { readonly records: AccessRecords; readonly newId: NewId }) {
    this.#records = deps.records;
    this.#newId = deps.newId;
  }

  async authenticate(secret: string): Promise<(Actor & { readonly expiresAt: Date | null }) | null> {
    const token = await this.#records.byHash(hash(secret));
    if (!token || token.revokedAt || (token.expiresAt && token.expiresAt.getTime() <= Date.now())) return null;
    if ((token.lastUsedAt?.getTime() ?? 0) <= Date.now() - USED_EVERY_MS) await this.#records.used(token.id);
    return { name: token.name, role: token.role, tokenId: token.id, expiresAt: token.expiresAt };
  }

  async hasTokens(): Promise<boolean> {
    return (await this.#records.count()) > 0;
  }

  token(id: string): Promise<Token | null> {
    return this.#records.token(id);
  }

  tokens(page: PageRequest): Promise<Page<Token>> {
    return this.#records.tokens(page);
  }

  auditEvent(id: string): Promise<AuditEvent | null> {
    return this.#records.auditEvent(id);
  }

  auditEvents(filter: AuditFilter, page: PageRequest): Promise<Page<AuditEvent>> {
    return this.#records.auditEvents(filter, page);
  }

  createFirstToken(input: TokenInput): Promise<{ readonly token: Token; readonly secret: string }> {
    return this.createToken(input, { actor: { name: 'godwit', role: 'ADMIN', tokenId: null } });
  }

  /** An unattended install brings its own ADMIN token; registering the same text again changes nothing. */
  async registerToken(secret: string): Promise<void> {
    if (secret.length < 32)
      throw new GodwitError('BAD_INPUT', {
        detail: 'It must have at least 32 characters.',
      });
    const secretHash = hash(secret);
    const token: Token = {
      id: this.#newId('k'),
      name: `installed ${secretHash.toString('hex', 0, 4)}`,
      role: 'ADMIN',
      createdBy: 'godwit',
      createdAt: new Date(),
      expiresAt: null,
      revokedAt: null,
      lastUsedAt: null,
    };
    await this.#records.unit(async (unit) => {
      await unit.lockLive(); // several nodes may start with it at once
      if (await this.#records.byHash(secretHash)) return;
      await unit.insert(token, secretHash);
      unit.audit({
        command: { actor: GODWIT_ACTOR },
        action: 'tokenCreate',
        subject: 'token',
        subjectId: token.id,
        before: null,
        after: token,
      });
    });
  }

  async createToken(input: TokenInput, command: Command): Promise<{ readonly token: Token; readonly secret: string }> {
    const name = input.name.trim();
    if (name.length < 1 || name.length > 64)
      throw new GodwitError('BAD_INPUT', { detail: 'A name has 1 to 64 characters.' });
    if (!ROLES.includes(input.role)) throw new GodwitError('BAD_INPUT', { detail: `There is no role ${input.role}.` });
    if (input.expiresAt && input.expiresAt.getTime() <= Date.now())
      throw new GodwitError('BAD_INPUT', { detail: 'expiresAt lies in the past.' });
    const secret = `gdw_${randomBytes(32).toString('base64url')}`;
    const token: Token = {
      id: this.#newId('k'),
      name,
      role: input.role,
      createdBy: command.actor.name,
      createdAt: new Date(),
      expiresAt: input.expiresAt ?? null,
      revokedAt: null,
      lastUsedAt: null,
    };
    return this.#records.unit(async (unit) => {
      const live = await unit.lockLive();
      if (live.some((other) => other.name === name)) throw new GodwitError('NAME_TAKEN', { name });
      // from the first token on the service asks for one: without an ADMIN nobody could make another
      if (token.role !== 'ADMIN' && !live.some((other) => other.role === 'ADMIN'))
        throw new GodwitError('BAD_INPUT', { detail: 'The first token must have the role ADMIN.' });
      await unit.insert(token, hash(secret));
      unit.audit({ command, action: 'tokenCreate', subject: 'token', subjectId: token.id, before: null, after: token });
      return { token, secret };
    });
  }

  revokeToken(id: string, command: Command): Promise<Token> {
    return this.#records.unit(async (unit) => {
      const live = await unit.lockLive();
      const token = live.find((candidate) => candidate.id === id);
      if (!token) throw new GodwitError('NOT_FOUND', { what: 'token', id });
      const last = token.role === 'ADMIN' && !live.some((other) => other.id !== id && other.role === 'ADMIN');
      if (last)
        throw new GodwitError('ACTION_NOT_ALLOWED', {
          action: 'TOKEN_REVOKE',
          state: 'used',
          detail: 'it is the last ADMIN token.',
        });
      const revoked = await unit.revoke(id, new Date());
      unit.audit({ command, action: 'tokenRevoke', subject: 'token', subjectId: id, before: token, after: revoked });
      return revoked;
    });
  }
}

const hash = (secret: string): Buffer => createHash('sha256').update(secret).digest();
