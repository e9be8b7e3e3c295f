/** Rows of alerts as the domain's nouns. */
import type { alert, alertWebhook } from '../../drizzle/alert-tables.ts';
import { stateOf, type Alert } from '../alert/alert.ts';
import { DEFAULT_THRESHOLDS, type Thresholds, type ThresholdSettings } from '../alert/thresholds.ts';
import type { Webhook } from '../alert/webhook-service.ts';
import type { ErrorReason } from '../core/errors.ts';

export const toAlert = (row: typeof alert.$inferSelect): Alert => ({
  ...row,
  kind: row.kind as Alert['kind'],
  level: row.level as Alert['level'],
  reason: row.reason as ErrorReason,
  state: stateOf(row),
});

export function toWebhook(row: typeof alertWebhook.$inferSelect): Webhook {
  const { secret: _, ...shown } = row;
  return {
    ...shown,
    levels: row.levels as Webhook['levels'][number][],
    kinds: row.kinds as Webhook['kinds'][number][],
  };
}

interface SettingsRow {
  readonly thresholds: unknown;
  readonly revision: number;
  readonly updatedBy: string;
  readonly updatedAt: Date;
}

export const toSettings = (row: SettingsRow | undefined): ThresholdSettings =>
  row === undefined
    ? { thresholds: DEFAULT_THRESHOLDS, revision: 0, updatedBy: null, updatedAt: null }
    : { ...row, thresholds: row.thresholds as Thresholds };
