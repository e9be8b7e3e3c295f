/**
 * Standbys and open transactions of a PostgreSQL source. A walsender that serves no logical slot is a standby (or a base backup,
 * which has no position); its lag is what the server says, or its silence once that is longer than a healthy one's, which
 * answers every 10 s (wal_receiver_status_interval).
 */
import type { EndpointAddress } from '../../core/endpoint-address.ts';
import type { SourceLoad, SourceLoadReader } from '../source-load.ts';
import { openPool, SHORT_QUESTIONS, type Sql } from './connection.ts';
import { toGodwitError } from './errors.ts';

const SILENCE_S = 30;

export class PostgresSourceLoad implements SourceLoadReader {
  readonly #address: EndpointAddress;
  readonly #sql: Sql;

  constructor(address: EndpointAddress) {
    this.#address = address;
    this.#sql = openPool(address, { applicationName: 'godwit source load', maxSessions: 1, ...SHORT_QUESTIONS });
  }

  async read(): Promise<SourceLoad> {
    try {
      const [row] = await this.#sql<SourceLoad[]>`
        SELECT (SELECT extract(epoch FROM max(greatest(r.replay_lag, CASE WHEN clock_timestamp() - r.reply_time > ${SILENCE_S} * interval '1 second'
              THEN clock_timestamp() - r.reply_time END)))::float8 * 1000
            FROM pg_stat_replication r
            WHERE r.replay_lsn IS NOT NULL AND NOT EXISTS (
              SELECT FROM pg_replication_slots s WHERE s.active_pid = r.pid AND s.slot_type = 'logical')) AS "replicaLagMs",
          (SELECT extract(epoch FROM max(clock_timestamp() - a.xact_start))::float8 * 1000
            FROM pg_stat_activity a
            WHERE a.backend_type = 'client backend' AND a.pid <> pg_backend_pid() AND a.application_name NOT LIKE 'godwit %') AS "oldestTransactionMs",
          pg_has_role('pg_read_all_stats', 'USAGE') AS visible`;
      return row ?? { replicaLagMs: null, oldestTransactionMs: null, visible: false };
    } catch (error) {
      throw toGodwitError(error, this.#address, 'INTERNAL_ERROR');
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#sql.end({ timeout: 5 });
  }
}
