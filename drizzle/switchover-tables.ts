/** The tables of switchovers: one row for each that was ever begun, and one for each of its steps. */
import { sql } from 'drizzle-orm';
import { index, integer, jsonb, pgTable, primaryKey, smallint, text, uniqueIndex } from 'drizzle-orm/pg-core';
import { instant } from './columns.ts';
import { task } from './tables.ts';

export const switchover = pgTable(
  'switchover',
  {
    id: text('id').primaryKey(),
    taskId: text('task_id')
      .notNull()
      .references(() => task.id, { onDelete: 'cascade' }),
    number: integer('number').notNull(),
    direction: text('direction').notNull(),
    status: text('status').notNull(),
    options: jsonb('options').notNull(),
    leg: integer('leg'),
    requestedBy: text('requested_by').notNull(),
    requestedAt: instant('requested_at').notNull(),
    completedAt: instant('completed_at'),
    pausedAt: instant('paused_at'),
    pauseEndedAt: instant('pause_ended_at'),
    pointOfNoReturnAt: instant('point_of_no_return_at'),
  },
  (table) => [
    uniqueIndex('switchover_number').on(table.taskId, table.number),
    // one is open at a time
    uniqueIndex('switchover_open')
      .on(table.taskId)
      .where(sql`status IN ('RUNNING', 'CANCELING')`),
  ],
);

export const switchoverStep = pgTable(
  'switchover_step',
  {
    switchoverId: text('switchover_id')
      .notNull()
      .references(() => switchover.id, { onDelete: 'cascade' }),
    kind: text('kind').notNull(),
    ordinal: smallint('ordinal').notNull(),
    status: text('status').notNull(),
    answer: text('answer'),
    answeredBy: text('answered_by'),
    startedAt: instant('started_at'),
    completedAt: instant('completed_at'),
    reason: jsonb('reason'),
    findings: jsonb('findings').notNull(),
    waiting: text('waiting'),
    skipReason: text('skip_reason'),
  },
  (table) => [
    primaryKey({ columns: [table.switchoverId, table.kind] }),
    index('switchover_step_listed').on(table.switchoverId, table.ordinal),
  ],
);
