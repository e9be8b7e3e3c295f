/**
 * What a domain transaction records beside its rows: events for the outbox, the audit entry, and the wake-up of workers.
 * They are collected while the transaction works and written as its last statements, so that the outbox's counter is
 * locked as shortly as possible (E1).
 */
import type { Command } from '../core/actor.ts';
import type { DomainEvent } from './event-bus.ts';

export interface AuditEntry {
  readonly command: Command;
  /** The mutation, e.g. `taskStart`. */
  readonly action: string;
  readonly subject: 'task' | 'endpoint' | 'token' | 'component' | 'selection' | 'alert' | 'webhook';
  readonly subjectId: string;
  /** Never holds a secret. */
  readonly before: unknown;
  readonly after: unknown;
}

export interface Recording {
  event(event: DomainEvent): void;
  audit(entry: AuditEntry): void;
  /** Tells workers (pg_notify `godwit_wake`) that there is something to carry out. */
  wake(): void;
}
