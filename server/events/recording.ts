/**
 * What a domain transaction records beside its rows: events for the outbox, the audit entry, and the wake-up of workers.
 * They are collected while the transaction works and written as its last statements, so that the outbox's counter is
 * locked as shortly as possible (E1).
 */
import type { Command } from '../core/actor.ts';
import type { DomainEvent } from './event-bus.ts';

/**
 * The mutations as the audit trail names them. Not among them: batches, which leave an entry for each task, and
 * objectConfigurationImport, which sets a selection (objectsSetSelection).
 */
export const AUDITED_ACTIONS = [
  'alertAcknowledge',
  'alertThresholdsUpdate',
  'alertWebhookCreate',
  'alertWebhookDelete',
  'alertWebhookTest',
  'alertWebhookUpdate',
  'componentRerun',
  'componentResetPosition',
  'componentStart',
  'componentStop',
  'componentUpdateConfiguration',
  'correctionApply',
  'ddlSkip',
  'endpointCreate',
  'endpointDelete',
  'endpointTest',
  'endpointUpdate',
  'objectChangeAbort',
  'objectChangeCancel',
  'objectChangeRetry',
  'objectsAdd',
  'objectsMap',
  'objectsRemove',
  'objectsSetSelection',
  'precheckItemsSkip',
  'precheckRun',
  'schemaObjectModifyAndRetry',
  'schemaObjectsRemove',
  'schemaObjectsRetry',
  'schemaObjectsSkip',
  'subtaskAdvance',
  'switchoverAllowWrites',
  'switchoverCancel',
  'switchoverConfirmWritesStopped',
  'switchoverEndWriters',
  'switchoverFence',
  'switchoverStart',
  'switchoverStartReverse',
  'switchoverStepComplete',
  'switchoverStepRetry',
  'switchoverStepSkip',
  'taskClone',
  'taskCreate',
  'taskDelete',
  'taskRelease',
  'taskRename',
  'taskResume',
  'taskSetAlertLevel',
  'taskSetTags',
  'taskStart',
  'taskStop',
  'taskUpdateParameters',
  'tokenCreate',
  'tokenRevoke',
  'uploadCreate',
  'verificationSkip',
  'verificationStart',
] as const;
export type AuditedAction = (typeof AUDITED_ACTIONS)[number];

export interface AuditEntry {
  readonly command: Command;
  readonly action: AuditedAction;
  readonly subject: 'task' | 'endpoint' | 'token' | 'component' | 'selection' | 'alert' | 'webhook' | 'upload';
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
