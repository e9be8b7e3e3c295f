/** Leases over rows (port ComponentLeases). The database's clock decides, so that the clocks of workers do not matter. */
import { sql } from 'drizzle-orm';
import { must } from '../core/assert.ts';
import { GodwitError } from '../core/errors.ts';
import type { NewId } from '../core/ids.ts';
import {
  LEASE_MS,
  type ComponentLeases,
  type HeldLease,
  type Lease,
  type RenewedLease,
  type WorkerRegistration,
} from '../task/component-leases.ts';
import { BESIDE_THE_LOG, type WorkersSeen } from '../task/change-log-place.ts';
import type { TaskRecords } from '../task/task-records.ts';
import type { Component, ComponentKind, DesiredStatus } from '../task/task-types.ts';
import type { ControlDatabase, Transaction } from './control-database.ts';
import { desiredUpdate } from './desired-status.ts';
import { placeJob } from './job-queue.ts';
import type { CollectedRecording } from './recording.ts';
import { WORKER_LOST_MS } from './task-rows.ts';

/** Of a row w of worker. */
const ALIVE = sql.raw(`w.heartbeat_at > now() - interval '${WORKER_LOST_MS} milliseconds'`);
const LEASE = sql.raw(`interval '${LEASE_MS} milliseconds'`);

interface ChangedRow extends Record<string, unknown> {
  readonly id: string;
  readonly task_id: string;
  readonly kind: string;
  readonly status: string;
}

export class DatabaseLeases implements ComponentLeases {
  readonly #control: ControlDatabase;
  readonly #records: TaskRecords;
  readonly #newId: NewId;

  constructor(deps: { readonly control: ControlDatabase; readonly records: TaskRecords; readonly newId: NewId }) {
    this.#control = deps.control;
    this.#records = deps.records;
    this.#newId = deps.newId;
  }

  async registerWorker(worker: WorkerRegistration): Promise<void> {
    await this.#control.db.execute(sql`
      INSERT INTO worker (id, host, pid, location, started_at, heartbeat_at)
      VALUES (${worker.id}, ${worker.host}, ${worker.pid}, ${worker.location}, now(), now())
      ON CONFLICT (id) DO UPDATE SET host = excluded.host, pid = excluded.pid, location = excluded.location, heartbeat_at = now()`);
  }

  async workerHeartbeat(workerId: string, load: { readonly cpu: number; readonly memoryBytes: number }): Promise<Date> {
    const [row] = await this.#control.db.execute<{ now: string | Date }>(sql`
      WITH beat AS (UPDATE worker SET heartbeat_at = now(), cpu = ${load.cpu}, memory_bytes = ${Math.round(load.memoryBytes)} WHERE id = ${workerId})
      SELECT now() AS now`);
    await this.#control.db.execute(sql`DELETE FROM worker WHERE heartbeat_at < now() - interval '1 day'`);
    return new Date(must(row, 'the time').now);
  }

  async removeWorker(workerId: string): Promise<void> {
    await this.#control.unit(async (tx, recording) => {
      await this.#changed(
        tx,
        recording,
        sql`UPDATE component SET lease_until = NULL, worker_id = NULL WHERE worker_id = ${workerId} AND lease_until IS NOT NULL`,
      );
      await tx.execute(sql`DELETE FROM worker WHERE id = ${workerId}`);
      recording.wake();
    });
  }

  claim(workerId: string, location: string, limit: number): Promise<readonly Lease[]> {
    return this.#control.unit(async (tx, recording) => {
      const rows = await tx.execute<{
        id: string;
        task_id: string;
        kind: Lease['kind'];
        direction: Lease['direction'];
        epoch: number;
        configuration: Lease['configuration'];
      }>(sql`
        UPDATE component c
        SET epoch = c.epoch + 1, lease_until = now() + ${LEASE}, worker_id = ${workerId}, host = (SELECT w.host FROM worker w WHERE w.id = ${workerId}),
          status = 'STARTING', started_at = now(), reason = NULL, location = CASE WHEN c.kind = 'WORKFLOW' THEN NULL ELSE c.location END
        FROM task t
        WHERE t.id = c.task_id AND c.id IN (
          SELECT f.id FROM component f
          WHERE f.desired = 'RUNNING' AND f.status NOT IN ('COMPLETED', 'FAILED') AND (f.lease_until IS NULL OR f.lease_until < now())
            AND (f.location IS NULL OR f.location = ${location} OR f.kind = 'WORKFLOW' AND NOT EXISTS (SELECT FROM worker w WHERE w.location = f.location AND ${ALIVE}))
          ORDER BY f.created_at LIMIT ${limit} FOR UPDATE SKIP LOCKED)
        RETURNING c.id, c.task_id, c.kind, c.direction, c.epoch, t.parameters || c.configuration AS configuration`);
      for (const row of rows)
        if (row.kind !== 'WORKFLOW')
          recording.event({
            type: 'COMPONENT_CHANGED',
            taskId: row.task_id,
            subjectId: row.id,
            facts: { kind: row.kind, status: 'STARTING' },
          });
      return rows.map(({ id, task_id, kind, direction, epoch, configuration }) => ({
        componentId: id,
        taskId: task_id,
        kind,
        direction,
        epoch,
        configuration: json<Lease['configuration']>(configuration),
      }));
    });
  }

  async renew(workerId: string, held: readonly HeldLease[]): Promise<readonly RenewedLease[]> {
    if (held.length === 0) return [];
    const reports = JSON.stringify(
      held.map(({ componentId, epoch, standing }) => ({ id: componentId, epoch, standing: standing ?? null })),
    );
    const rows = await this.#control.db.execute<{
      id: string;
      desired: DesiredStatus;
      configuration: Lease['configuration'];
    }>(sql`
      UPDATE component c
      SET lease_until = now() + ${LEASE},
        standing = CASE WHEN h.standing IS NULL THEN c.standing ELSE coalesce(c.standing, '{}') || h.standing END,
        standing_at = CASE WHEN h.standing IS NULL THEN c.standing_at ELSE now() END
      FROM jsonb_to_recordset(${reports}::text::jsonb) AS h(id text, epoch int, standing jsonb), task t
      WHERE c.id = h.id AND c.epoch = h.epoch AND c.worker_id = ${workerId} AND c.lease_until IS NOT NULL AND t.id = c.task_id
      RETURNING c.id, c.desired, t.parameters || c.configuration AS configuration`);
    return rows.map(({ id, desired, configuration }) => ({
      componentId: id,
      desired,
      configuration: json<Lease['configuration']>(configuration),
    }));
  }

  running(componentId: string, epoch: number): Promise<boolean> {
    return this.#control.unit((tx, recording) =>
      this.#changed(
        tx,
        recording,
        sql`UPDATE component SET status = 'RUNNING' WHERE id = ${componentId} AND epoch = ${epoch} AND lease_until IS NOT NULL AND status = 'STARTING'`,
      ),
    );
  }

  finish(componentId: string, epoch: number, outcome: Parameters<ComponentLeases['finish']>[2]): Promise<boolean> {
    const reason = outcome.reason ? sql`${JSON.stringify(outcome.reason)}::text::jsonb` : sql`NULL`;
    return this.#control.unit(async (tx, recording) => {
      recording.wake();
      return this.#changed(
        tx,
        recording,
        sql`
        UPDATE component SET status = ${outcome.status}, reason = ${reason}, lease_until = NULL, worker_id = NULL
        WHERE id = ${componentId} AND epoch = ${epoch} AND lease_until IS NOT NULL`,
      );
    });
  }

  ensureComponent(taskId: string, kind: ComponentKind): Promise<Component> {
    return this.#records.unit(async (unit) => {
      if (!(await unit.lockTask(taskId))) throw new GodwitError('NOT_FOUND', { what: 'task', id: taskId });
      return unit.ensureComponent(taskId, kind, this.#newId('c'));
    });
  }

  async setDesired(componentId: string, desired: DesiredStatus, byPerson: boolean): Promise<void> {
    await this.#control.unit(async (tx, recording) => {
      recording.wake();
      await this.#changed(tx, recording, desiredUpdate(componentId, desired, byPerson));
    });
  }

  async setLocation(componentId: string, location: string | null): Promise<void> {
    await this.#control.db.execute(sql`UPDATE component SET location = ${location} WHERE id = ${componentId}`);
  }

  async leaveElsewhere(componentId: string, location: string): Promise<boolean> {
    const rows = await this.#control.db.execute(sql`
      UPDATE component SET location = elsewhere.location
      FROM (SELECT w.location FROM worker w WHERE w.location <> ${location} AND ${ALIVE} ORDER BY w.heartbeat_at DESC LIMIT 1) AS elsewhere
      WHERE id = ${componentId} AND kind = 'WORKFLOW' RETURNING id`);
    return rows.length > 0;
  }

  async workersSeen(): Promise<WorkersSeen> {
    const [row] = await this.#control.db.execute<{ now: string | Date; locations: unknown }>(sql`
      SELECT now() AS now, coalesce((SELECT json_agg(DISTINCT location) FROM worker
        w WHERE ${ALIVE}), '[]') AS locations`);
    const { now, locations } = must(row, 'the time');
    return { now: new Date(now), locations: json<string[]>(locations) };
  }

  standDown(taskId: string, location: string): Promise<number | null> {
    return this.#control.unit(async (tx, recording) => {
      const rows = await tx.execute<{ kind: ComponentKind; held: boolean }>(sql`
        SELECT kind, lease_until >= now() AS held FROM component
        WHERE task_id = ${taskId} AND kind IN ${[...BESIDE_THE_LOG]} ORDER BY id FOR UPDATE`);
      if (rows.some(({ held }) => held)) return null;
      await this.#changed(
        tx,
        recording,
        sql`
        UPDATE component SET location = ${location}, desired = 'STOPPED', epoch = epoch + 1, lease_until = NULL, worker_id = NULL,
          status = CASE WHEN status = 'COMPLETED' THEN status ELSE 'STOPPED' END, reason = NULL
        WHERE task_id = ${taskId} AND kind IN ${[...BESIDE_THE_LOG]}`,
      );
      await placeJob(tx, taskId, location);
      const [row] = await tx.execute<{ epoch: number }>(
        sql`SELECT epoch FROM component WHERE task_id = ${taskId} AND kind = 'INCR_SYNC'`,
      );
      return must(row, 'Incr-Sync').epoch;
    });
  }

  async revoke(taskId: string, kind: ComponentKind): Promise<number | null> {
    const [row] = await this.#control.db.execute<{ epoch: number }>(sql`
      UPDATE component SET epoch = epoch + 1, lease_until = NULL, worker_id = NULL, desired = 'STOPPED',
        status = CASE WHEN status IN ('CREATED', 'STARTING', 'RUNNING', 'STOPPING') THEN 'STOPPED' ELSE status END
      WHERE task_id = ${taskId} AND kind = ${kind}
      RETURNING epoch`);
    return row?.epoch ?? null;
  }

  async retire(taskId: string, kind: ComponentKind): Promise<number | null> {
    const [row] = await this.#control.db.execute<{ epoch: number }>(sql`
      UPDATE component SET epoch = epoch + 1, lease_until = NULL, worker_id = NULL
      WHERE task_id = ${taskId} AND kind = ${kind} AND desired = 'STOPPED' AND (lease_until IS NULL OR lease_until < now())
      RETURNING epoch`);
    return row?.epoch ?? null;
  }

  /** Runs an update of components and records an event for each visible one; answers whether there was one. */
  async #changed(tx: Transaction, recording: CollectedRecording, update: ReturnType<typeof sql>): Promise<boolean> {
    const rows = await tx.execute<ChangedRow>(sql`${update} RETURNING id, task_id, kind, status`);
    for (const row of rows)
      if (row.kind !== 'WORKFLOW')
        recording.event({
          type: 'COMPONENT_CHANGED',
          taskId: row.task_id,
          subjectId: row.id,
          facts: { kind: row.kind, status: row.status },
        });
    return rows.length > 0;
  }
}

/** Raw statements answer JSON as text on this client, or parsed where the driver does so. */
function json<T>(value: unknown): T {
  return must(typeof value === 'string' ? JSON.parse(value) : value, 'a JSON value') as T; // written by us as a T
}
