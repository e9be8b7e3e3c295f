/** Tokens and the audit trail as rows (port AccessRecords). */
import { and, eq, gt, gte, isNull, lt, or, sql } from 'drizzle-orm';
import { auditEvent, token } from '../../drizzle/access-tables.ts';
import type { AuditEvent, AuditFilter, Token } from '../access/access-service.ts';
import type { AccessRecords, TokenUnit } from '../access/recorded-access.ts';
import { must } from '../core/assert.ts';
import type { Page, PageRequest } from '../core/page.ts';
import type { ControlDatabase } from './control-database.ts';
import { keysetPage } from './keyset-page.ts';

const live = () => and(isNull(token.revokedAt), or(isNull(token.expiresAt), gt(token.expiresAt, new Date())));

function toToken(row: typeof token.$inferSelect): Token {
  const { secretHash: _, ...rest } = row;
  return { ...rest, role: rest.role as Token['role'] };
}

const toAudit = (row: typeof auditEvent.$inferSelect): AuditEvent => ({
  ...row,
  id: String(row.id),
  role: row.role as AuditEvent['role'],
});

export class DatabaseAccess implements AccessRecords {
  readonly #control: ControlDatabase;

  constructor(control: ControlDatabase) {
    this.#control = control;
  }

  async byHash(secretHash: Buffer): Promise<Token | null> {
    const [row] = await this.#control.db.select().from(token).where(eq(token.secretHash, secretHash));
    return row ? toToken(row) : null;
  }

  async used(id: string): Promise<void> {
    await this.#control.db.execute(sql`
      UPDATE token SET last_used_at = now() WHERE id = ${id} AND (last_used_at IS NULL OR last_used_at < now() - interval '1 minute')`);
  }

  async token(id: string): Promise<Token | null> {
    const [row] = await this.#control.db.select().from(token).where(eq(token.id, id));
    return row ? toToken(row) : null;
  }

  tokens(page: PageRequest): Promise<Page<Token>> {
    return keysetPage(this.#control.db, {
      table: token,
      where: undefined,
      keys: [token.createdAt, token.id],
      page,
      items: (rows) => rows.map(toToken),
    });
  }

  count(): Promise<number> {
    return this.#control.db.$count(token);
  }

  async auditEvent(id: string): Promise<AuditEvent | null> {
    if (!/^\d{1,18}$/.test(id)) return null;
    const [row] = await this.#control.db
      .select()
      .from(auditEvent)
      .where(eq(auditEvent.id, BigInt(id)));
    return row ? toAudit(row) : null;
  }

  auditEvents(filter: AuditFilter, page: PageRequest): Promise<Page<AuditEvent>> {
    const where = and(
      filter.actor ? eq(auditEvent.actor, filter.actor) : undefined,
      filter.action ? eq(auditEvent.action, filter.action) : undefined,
      filter.subjectId ? eq(auditEvent.subjectId, filter.subjectId) : undefined,
      filter.from ? gte(auditEvent.at, filter.from) : undefined,
      filter.to ? lt(auditEvent.at, filter.to) : undefined,
    );
    return keysetPage(this.#control.db, {
      table: auditEvent,
      where,
      // as the filter by time is, so that a month is a part of the list that an index holds
      keys: [auditEvent.at, auditEvent.id],
      descending: true,
      page,
      items: (rows) => rows.map(toAudit),
    });
  }

  unit<T>(work: (unit: TokenUnit) => Promise<T>): Promise<T> {
    return this.#control.unit((tx, { event, audit, wake }) =>
      work({
        event,
        audit,
        wake,
        async lockLive() {
          await tx.execute(sql`SELECT pg_advisory_xact_lock(727648, 0)`);
          return (await tx.select().from(token).where(live())).map(toToken);
        },
        insert: async (row, secretHash) => void (await tx.insert(token).values({ ...row, secretHash })),
        async revoke(id, at) {
          const [row] = await tx.update(token).set({ revokedAt: at }).where(eq(token.id, id)).returning();
          return toToken(must(row, `token ${id}`));
        },
      }),
    );
  }
}
