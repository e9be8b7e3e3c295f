/** What a target's writer is refused, and what its sessions tell of it. */
import { describe, expect, test } from 'vitest';
import { must } from '../../../server/core/assert.ts';
import { GodwitError, reasonOf } from '../../../server/core/errors.ts';
import { PostgresTargetWriter } from '../../../server/connectors/postgres/apply/postgres-target-writer.ts';
import { MAJORS } from '../../setup/majors.ts';
import { testPostgres } from '../../setup/postgres.ts';
import { stageContext } from '../../support/stage-context.ts';

describe.each(MAJORS)('the writer of a PostgreSQL %i target', (major) => {
  test('a user who may not silence triggers is told the statement that mends it on this server', async () => {
    await using target = await (await testPostgres(major)).createDatabase();
    const user = `a "lane's" writer of ${target.name}`;
    const quoted = `"${user.replaceAll('"', '""')}"`;
    await target.sql.unsafe(`CREATE ROLE ${quoted} LOGIN PASSWORD 'lanes'; GRANT CREATE ON DATABASE ${target.name} TO ${quoted}`); // prettier-ignore
    await using writer = new PostgresTargetWriter(
      { ...target.address, user, password: 'lanes' },
      { taskId: 'task1', epoch: 1, writer: 'INCR_SYNC', log: stageContext().log },
    );
    await writer.claim();
    const refused: unknown = await writer.openLane(0).then(
      () => null,
      (error: unknown) => error,
    );
    expect(refused).toBeInstanceOf(GodwitError);
    const { code, message, remedy } = reasonOf(refused);
    expect([code, message]).toEqual([
      'PRIVILEGE_MISSING',
      `User ${user} lacks the right SET on session_replication_role.`,
    ]);
    expect(remedy).toContain(major >= 15 ? 'GRANT SET' : 'SUPERUSER');
    await target.sql.unsafe(must(/^Run: (.+)$/.exec(remedy)?.[1], 'a statement'));
    const lane = await writer.openLane(0);
    expect(lane).toBeDefined();
  });
});
