/** What a change of the objects does at the databases (port ObjectWork of task/object-changer.ts). */
import type { TableMapping } from '../core/object-map.ts';
import { asPosition, type Position } from '../core/position.ts';
import { PostgresTargetWriter } from '../connectors/postgres/apply/postgres-target-writer.ts';
import { openPool, SHORT_QUESTIONS } from '../connectors/postgres/connection.ts';
import { checkpointStatement } from '../connectors/postgres/digest/postgres-digest-reader.ts';
import { toGodwitError } from '../connectors/postgres/errors.ts';
import { unpublishTables } from '../connectors/postgres/replication/unpublish.ts';
import type { StageLog } from '../core/stage.ts';
import type { ObjectWork } from '../task/object-changer.ts';
import type { TaskSituation } from '../task/task-progress.ts';

export class TaskObjectWork implements ObjectWork {
  async standAt(
    { task, target }: TaskSituation,
    as: { readonly epoch: number; readonly log: StageLog },
  ): Promise<Position | null> {
    await using writer = new PostgresTargetWriter(target, { taskId: task.id, writer: 'INCR_SYNC', ...as });
    await writer.claim();
    return (await writer.durableCheckpoint())?.position ?? null;
  }

  async appliedPosition({ task, target }: TaskSituation): Promise<Position | null> {
    const sql = openPool(target, { applicationName: 'godwit workflow', maxSessions: 1, ...SHORT_QUESTIONS });
    try {
      const [row] = await sql.unsafe(checkpointStatement(task.id));
      return row === undefined ? null : asPosition(String(row['position']));
    } catch (error) {
      throw toGodwitError(error, target, 'INTERNAL_ERROR');
    } finally {
      await sql.end({ timeout: 5 });
    }
  }

  unpublish({ task, source }: TaskSituation, tables: readonly TableMapping[]): Promise<readonly string[]> {
    return unpublishTables(source, { taskId: task.id, tables: tables.map((table) => table.source) });
  }
}
