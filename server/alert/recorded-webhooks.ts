/** WebhookService over its records: checks, seals the secret, and writes each change with its audit entry. */
import type { Command } from '../core/actor.ts';
import { GodwitError, reasonOf } from '../core/errors.ts';
import type { NewId } from '../core/ids.ts';
import type { Page, PageRequest } from '../core/page.ts';
import type { AuditedAction, Recording } from '../events/recording.ts';
import { seal, unseal } from '../runtime/seal.ts';
import { ALERT_KINDS, RAISED_LEVELS } from './alert.ts';
import { checkUrl } from './webhook-address.ts';
import { sendMessage, type SendResult } from './webhook-sender.ts';
import type {
  DeliveriesAsked,
  Delivery,
  Webhook,
  WebhookChange,
  WebhookInput,
  WebhookService,
  WebhookTestResult,
} from './webhook-service.ts';

const MOST_WEBHOOKS = 20;
const SECRET_LENGTH: readonly [number, number] = [16, 256];

export type WebhookRecord = Webhook & { readonly secret: Buffer };
export type EndedDelivery = Delivery & { readonly body: string };

export interface WebhookUnit extends Recording {
  /** Locks the row to the end of the unit. */
  lock(id: string): Promise<WebhookRecord | null>;
  /** One at a time, so that two cannot take the same name, or the last place. */
  lockNames(): Promise<readonly { readonly id: string; readonly name: string }[]>;
  /** Of the control database. */
  now(): Promise<Date>;
  insert(record: WebhookRecord): Promise<void>;
  update(record: WebhookRecord): Promise<void>;
  delete(id: string): Promise<void>;
  addEnded(delivery: EndedDelivery): Promise<void>;
}

/** Port, implemented by persistence. */
export interface WebhookRecords {
  webhook(id: string): Promise<WebhookRecord | null>;
  webhooks(page: PageRequest): Promise<Page<Webhook>>;
  deliveries(webhookIds: readonly string[], asked: DeliveriesAsked): Promise<readonly Page<Delivery>[]>;
  unit<T>(work: (unit: WebhookUnit) => Promise<T>): Promise<T>;
}

export interface RecordedWebhooksDeps {
  readonly records: WebhookRecords;
  /** 32 bytes: seals the secrets. */
  readonly key: Buffer;
  readonly newId: NewId;
}

export class RecordedWebhooks implements WebhookService {
  readonly #deps: RecordedWebhooksDeps;

  constructor(deps: RecordedWebhooksDeps) {
    this.#deps = deps;
  }

  async webhook(id: string): Promise<Webhook | null> {
    const record = await this.#deps.records.webhook(id);
    return record && shown(record);
  }

  webhooks(page: PageRequest): Promise<Page<Webhook>> {
    return this.#deps.records.webhooks(page);
  }

  deliveries(webhookIds: readonly string[], asked: DeliveriesAsked): Promise<readonly Page<Delivery>[]> {
    return this.#deps.records.deliveries(webhookIds, asked);
  }

  create(input: WebhookInput, command: Command): Promise<Webhook> {
    const id = this.#deps.newId('h');
    const given = checked(input);
    const secret = seal(this.#deps.key, id, checkSecret(input.secret));
    return this.#deps.records.unit(async (unit) => {
      const others = await unit.lockNames();
      if (others.length >= MOST_WEBHOOKS)
        throw new GodwitError('LIMIT_EXCEEDED', { what: 'The number of webhooks', limit: MOST_WEBHOOKS });
      requireFree(given.name, id, others);
      const now = await unit.now();
      const record: WebhookRecord = {
        ...given,
        id,
        secret,
        revision: 1,
        createdBy: command.actor.name,
        createdAt: now,
        updatedAt: now,
      };
      await unit.insert(record);
      audit(unit, { command, action: 'alertWebhookCreate', before: null, after: record });
      return shown(record);
    });
  }

  update(id: string, change: WebhookChange, command: Command): Promise<Webhook> {
    const secret = change.secret ?? null;
    return this.#deps.records.unit(async (unit) => {
      const others = await unit.lockNames();
      const before = found(await unit.lock(id), id);
      if (change.expectedRevision !== before.revision)
        throw new GodwitError('CONFLICT', { expected: change.expectedRevision, actual: before.revision });
      const after: WebhookRecord = {
        ...before,
        ...checked({
          name: change.name ?? before.name,
          url: change.url ?? before.url,
          levels: change.levels ?? before.levels,
          kinds: change.kinds ?? before.kinds,
          enabled: change.enabled ?? before.enabled,
        }),
        ...(secret === null ? {} : { secret: seal(this.#deps.key, id, checkSecret(secret)) }),
        revision: before.revision + 1,
        updatedAt: await unit.now(),
      };
      requireFree(after.name, id, others);
      await unit.update(after);
      audit(unit, { command, action: 'alertWebhookUpdate', before, after });
      return shown(after);
    });
  }

  delete(id: string, command: Command): Promise<string> {
    return this.#deps.records.unit(async (unit) => {
      const before = found(await unit.lock(id), id);
      await unit.delete(id);
      audit(unit, { command, action: 'alertWebhookDelete', before, after: null });
      return id;
    });
  }

  /** The message goes out between two units: no transaction waits for a stranger. */
  async test(id: string, command: Command): Promise<WebhookTestResult> {
    const record = found(await this.#deps.records.webhook(id), id);
    const at = await this.#deps.records.unit((unit) => unit.now());
    const deliveryId = this.#deps.newId('d');
    const body = JSON.stringify({ version: 1, id: deliveryId, change: 'TEST', at: at.toISOString() });
    const result = await this.#send(record, { deliveryId, body, at });
    const { httpStatus, error } = result;
    await this.#deps.records.unit(async (unit) => {
      if ((await unit.lock(id)) === null) return; // deleted meanwhile
      await unit.addEnded({
        id: deliveryId,
        webhookId: id,
        alertId: null,
        change: 'TEST',
        body,
        status: error === null ? 'DELIVERED' : 'FAILED',
        attempts: 1,
        httpStatus,
        error,
        createdAt: at,
        nextTryAt: null,
        endedAt: await unit.now(),
      });
      const after = { ok: error === null, httpStatus, code: error?.code ?? null };
      unit.audit({ command, action: 'alertWebhookTest', subject: 'webhook', subjectId: id, before: null, after });
    });
    return { ok: error === null, ...result };
  }

  async #send(
    { id, url, secret }: WebhookRecord,
    message: { readonly deliveryId: string; readonly body: string; readonly at: Date },
  ): Promise<SendResult> {
    let opened: string;
    try {
      opened = unseal(this.#deps.key, id, secret);
    } catch {
      return { httpStatus: null, durationMs: 0, error: reasonOf(new GodwitError('WEBHOOK_SECRET_LOST')) };
    }
    return sendMessage({ ...message, url, secret: opened, change: 'TEST' });
  }
}

const bad = (path: string, detail: string): GodwitError => new GodwitError('BAD_INPUT', { detail, path });

function checked(input: Omit<WebhookInput, 'secret'>): Pick<Webhook, 'name' | 'url' | 'levels' | 'kinds' | 'enabled'> {
  const name = input.name.trim();
  if (name.length < 1 || name.length > 64) throw bad('name', 'A name has 1 to 64 characters.');
  const levels = [...new Set(input.levels ?? RAISED_LEVELS)];
  const kinds = [...new Set(input.kinds ?? ALERT_KINDS)];
  if (levels.length === 0) throw bad('levels', 'Choose at least one level.');
  if (kinds.length === 0) throw bad('kinds', 'Choose at least one kind.');
  return { name, url: checkUrl(input.url).href, levels, kinds, enabled: input.enabled ?? true };
}

function checkSecret(secret: string): string {
  const [least, most] = SECRET_LENGTH;
  if (secret.length < least || secret.length > most)
    throw bad('secret', `A secret has ${least} to ${most} characters.`);
  return secret;
}

function requireFree(
  name: string,
  id: string,
  others: readonly { readonly id: string; readonly name: string }[],
): void {
  if (others.some((other) => other.name === name && other.id !== id))
    throw new GodwitError('NAME_TAKEN', { name, path: 'name' });
}

function found(record: WebhookRecord | null, id: string): WebhookRecord {
  if (record === null) throw new GodwitError('NOT_FOUND', { what: 'webhook', id });
  return record;
}

function shown(record: WebhookRecord): Webhook {
  const { secret: _, ...webhook } = record;
  return webhook;
}

/** The path of a receiver's URL can itself be a secret: the trail names its host. */
const audited = (record: WebhookRecord | null): unknown =>
  record && { ...shown(record), url: new URL(record.url).origin };

function audit(
  unit: WebhookUnit,
  change: {
    readonly command: Command;
    readonly action: AuditedAction;
    readonly before: WebhookRecord | null;
    readonly after: WebhookRecord | null;
  },
): void {
  const { command, action, before, after } = change;
  const secretChanged = before !== null && after !== null && !before.secret.equals(after.secret);
  unit.audit({
    command,
    action,
    subject: 'webhook',
    subjectId: (after ?? before)?.id ?? '',
    before: audited(before),
    after: after && { ...(audited(after) as object), ...(secretChanged ? { secretChanged } : {}) },
  });
}
