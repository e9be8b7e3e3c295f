/** What people send to the service, until it is imported. Parts belong to an attempt: one that broke off leaves none that count. */
import { boolean, index, integer, pgTable, primaryKey, text } from 'drizzle-orm/pg-core';
import { bytea, instant } from './columns.ts';

export const upload = pgTable(
  'upload',
  {
    id: text('id').primaryKey(),
    /** Of who made it; null while the service runs without tokens. */
    tokenId: text('token_id'),
    sizeBytes: integer('size_bytes').notNull(),
    complete: boolean('complete').notNull().default(false),
    createdAt: instant('created_at').notNull().defaultNow(),
  },
  (table) => [index('upload_age').on(table.createdAt)],
);

export const uploadPart = pgTable(
  'upload_part',
  {
    uploadId: text('upload_id')
      .notNull()
      .references(() => upload.id, { onDelete: 'cascade' }),
    attempt: text('attempt').notNull(),
    number: integer('number').notNull(),
    bytes: bytea('bytes').notNull(),
  },
  (table) => [primaryKey({ columns: [table.uploadId, table.attempt, table.number] })],
);
