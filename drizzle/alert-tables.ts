/** The tables of alerts: what is wrong with tasks, from when on something counts as wrong, and who is told of it. */
import { sql } from 'drizzle-orm';
import { boolean, index, integer, jsonb, pgTable, primaryKey, smallint, text, uniqueIndex } from 'drizzle-orm/pg-core';
import { bytea, instant } from './columns.ts';
import { task } from './tables.ts';

const ofTask = () =>
  text('task_id')
    .notNull()
    .references(() => task.id, { onDelete: 'cascade' });

export const alert = pgTable(
  'alert',
  {
    id: text('id').primaryKey(),
    taskId: ofTask(),
    kind: text('kind').notNull(),
    level: text('level').notNull(),
    reason: jsonb('reason').notNull(),
    raisedAt: instant('raised_at').notNull(),
    /** The last repetition, and how many there were. */
    repeatedAt: instant('repeated_at'),
    repeats: integer('repeats').notNull().default(0),
    acknowledgedAt: instant('acknowledged_at'),
    acknowledgedBy: text('acknowledged_by'),
    acknowledgedNote: text('acknowledged_note'),
    clearedAt: instant('cleared_at'),
  },
  (table) => [
    index('alert_task').on(table.taskId, table.raisedAt),
    index('alert_raised_at').on(table.raisedAt, table.id),
    uniqueIndex('alert_open')
      .on(table.taskId, table.kind)
      .where(sql`cleared_at IS NULL`),
  ],
);

/** What must last for a while before it is an alert: since when it is seen, so that a restart does not begin to count anew. */
export const alertCondition = pgTable(
  'alert_condition',
  {
    taskId: ofTask(),
    kind: text('kind').notNull(),
    since: instant('since').notNull(),
    lastSeenAt: instant('last_seen_at').notNull(),
  },
  (table) => [primaryKey({ columns: [table.taskId, table.kind] })],
);

/** One row, once somebody has changed the thresholds. */
export const alertSettings = pgTable('alert_settings', {
  id: smallint('id').primaryKey(),
  thresholds: jsonb('thresholds').notNull(),
  revision: integer('revision').notNull(),
  updatedBy: text('updated_by').notNull(),
  updatedAt: instant('updated_at').notNull(),
});

export const alertWebhook = pgTable('alert_webhook', {
  id: text('id').primaryKey(),
  name: text('name').notNull().unique(),
  url: text('url').notNull(),
  /** Sealed by runtime/seal, bound to the id. */
  secret: bytea('secret').notNull(),
  levels: text('levels').array().notNull(),
  kinds: text('kinds').array().notNull(),
  enabled: boolean('enabled').notNull(),
  revision: integer('revision').notNull().default(1),
  createdBy: text('created_by').notNull(),
  createdAt: instant('created_at').notNull(),
  updatedAt: instant('updated_at').notNull(),
});

/** A message to a webhook, with the body that every try sends; kept 30 days. */
export const alertDelivery = pgTable(
  'alert_delivery',
  {
    id: text('id').primaryKey(),
    webhookId: text('webhook_id')
      .notNull()
      .references(() => alertWebhook.id, { onDelete: 'cascade' }),
    /** Null for a test; the alert can be gone with its task. */
    alertId: text('alert_id'),
    change: text('change').notNull(),
    body: text('body').notNull(),
    status: text('status').notNull(),
    attempts: integer('attempts').notNull().default(0),
    /** Of the last answer; null when none came. */
    httpStatus: integer('http_status'),
    error: jsonb('error'),
    createdAt: instant('created_at').notNull(),
    nextTryAt: instant('next_try_at'),
    endedAt: instant('ended_at'),
  },
  (table) => [
    index('alert_delivery_webhook').on(table.webhookId, table.createdAt, table.id),
    index('alert_delivery_age').on(table.createdAt),
    index('alert_delivery_pending')
      .on(table.id)
      .where(sql`status = 'PENDING'`),
  ],
);
