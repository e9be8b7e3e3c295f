/** The door to webhooks: receivers of alerts outside of Godwit, and what became of each message to them. */
import type { Command } from '../core/actor.ts';
import type { ErrorReason } from '../core/errors.ts';
import type { Page, PageRequest } from '../core/page.ts';
import type { AlertChange, AlertKind, RaisedLevel } from './alert.ts';

export interface Webhook {
  readonly id: string;
  readonly name: string;
  readonly url: string;
  /** Only alerts of these levels and kinds. */
  readonly levels: readonly RaisedLevel[];
  readonly kinds: readonly AlertKind[];
  readonly enabled: boolean;
  readonly revision: number;
  readonly createdBy: string;
  readonly createdAt: Date;
  readonly updatedAt: Date;
}

export interface WebhookInput {
  /** Unique, 1 to 64 characters. */
  readonly name: string;
  /** http or https, without a user or a password in it. */
  readonly url: string;
  /** Signs every message; 16 to 256 characters, never given back. */
  readonly secret: string;
  /** Default: all. */
  readonly levels?: readonly RaisedLevel[] | null;
  readonly kinds?: readonly AlertKind[] | null;
  /** Default: true. */
  readonly enabled?: boolean | null;
}

/** What is left out stays. */
export type WebhookChange = { readonly [K in keyof WebhookInput]?: WebhookInput[K] | null } & {
  readonly expectedRevision: number;
};

/** PENDING: waits for its next try. CANCELLED: the webhook was disabled before it could be delivered. */
export const DELIVERY_STATUSES = ['PENDING', 'DELIVERED', 'FAILED', 'CANCELLED'] as const;
export type DeliveryStatus = (typeof DELIVERY_STATUSES)[number];

export interface Delivery {
  readonly id: string;
  readonly webhookId: string;
  readonly alertId: string | null;
  readonly change: AlertChange | 'TEST';
  readonly status: DeliveryStatus;
  readonly attempts: number;
  /** Of the last try: the answer's status, null when none came, and what went wrong. */
  readonly httpStatus: number | null;
  readonly error: ErrorReason | null;
  readonly createdAt: Date;
  readonly nextTryAt: Date | null;
  readonly endedAt: Date | null;
}

export interface DeliveriesAsked {
  readonly filter: { readonly statuses?: readonly DeliveryStatus[] | null };
  readonly page: PageRequest;
}

export interface WebhookTestResult {
  readonly ok: boolean;
  readonly httpStatus: number | null;
  readonly durationMs: number;
  readonly error: ErrorReason | null;
}

export interface WebhookService {
  webhook(id: string): Promise<Webhook | null>;
  webhooks(page: PageRequest): Promise<Page<Webhook>>;
  /** Newest first: a page of each webhook, in their order. */
  deliveries(webhookIds: readonly string[], asked: DeliveriesAsked): Promise<readonly Page<Delivery>[]>;
  /** NAME_TAKEN, BAD_INPUT, LIMIT_EXCEEDED (20 of them). */
  create(input: WebhookInput, command: Command): Promise<Webhook>;
  update(id: string, change: WebhookChange, command: Command): Promise<Webhook>;
  /** With its deliveries. */
  delete(id: string, command: Command): Promise<string>;
  /** Sends one message now, once, whether it is enabled or not; it is listed among the deliveries. */
  test(id: string, command: Command): Promise<WebhookTestResult>;
}
