/** What is wanted of a component, as one statement: of a worker's step, or within the unit of what a person asks for. */
import { sql, type SQL } from 'drizzle-orm';
import type { DesiredStatus } from '../task/task-types.ts';

/** An update of `component` without RETURNING; it leaves a row alone that is so already. See ComponentLeases.setDesired. */
export function desiredUpdate(componentId: string, desired: DesiredStatus, byPerson: boolean): SQL {
  const byHand = desired === 'STOPPED' && byPerson;
  return sql`
    UPDATE component SET desired = ${desired}, stopped_by_person = ${byHand},
      reason = CASE WHEN ${desired}::text = 'RUNNING' AND lease_until IS NULL THEN NULL ELSE reason END,
      status = CASE
        WHEN ${desired}::text = 'RUNNING' AND lease_until IS NULL THEN 'CREATED'
        WHEN ${desired}::text = 'STOPPED' AND lease_until >= now() AND status IN ('STARTING', 'RUNNING') THEN 'STOPPING'
        WHEN ${desired}::text = 'STOPPED' AND status IN ('CREATED', 'STARTING', 'RUNNING', 'STOPPING') AND (lease_until IS NULL OR lease_until < now()) THEN 'STOPPED'
        ELSE status END
    WHERE id = ${componentId} AND (
      -- its worker is gone, and nobody else would say that it has stopped
      (${desired}::text = 'STOPPED' AND status IN ('STARTING', 'RUNNING', 'STOPPING') AND (lease_until IS NULL OR lease_until < now()))
      OR desired <> ${desired} OR stopped_by_person <> ${byHand} OR (${desired}::text = 'RUNNING' AND status IN ('COMPLETED', 'FAILED', 'STOPPED')))`;
}
