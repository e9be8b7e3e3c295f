/** What pg-boss runs on: the control database's transactions through drizzle, or a session of its own for its upkeep. */
import { sql } from 'drizzle-orm';
import { fromDrizzle, type ConstructorOptions, type Db } from 'pg-boss';
import postgres from 'postgres';
import type { Queryable } from './control-database.ts';
import { limitedSessions } from './session-limits.ts';

const SCHEMA = 'pgboss';
const BEGINS = /^\s*BEGIN\b/;

export const FOREIGN: ConstructorOptions = {
  schema: SCHEMA,
  schedule: false,
  registerInstance: false,
  monitorVacuum: false,
  reindex: false,
  monitorIntervalSeconds: 1,
  openTelemetry: { enabled: false },
};

/** The driver under drizzle wants JSON as text. */
export function within(tx: Queryable): Db {
  const inner = fromDrizzle(tx, sql);
  const asText = (value: unknown): unknown =>
    typeof value === 'object' && value !== null && !Array.isArray(value) ? JSON.stringify(value) : value;
  return { executeSql: (text, values) => inner.executeSql(text, values?.map(asText)) };
}

/** JSON comes as text on drizzle's client, or parsed where the driver does so. */
export const parsed = <T>(value: unknown): T => (typeof value === 'string' ? JSON.parse(value) : value) as T; // written by us as a T

/** pg-boss's scripts open and end transactions, which the driver takes from a pool of one session only. */
export function oneSession(url: string, worker: string | null): postgres.Sql {
  return postgres(url, { ...limitedSessions('jobs', { owner: worker }), max: 1 });
}

/** pg-boss's own statements on a client with one session, one after another: none may come between a failure and its ROLLBACK. */
export function over(client: postgres.Sql): Db {
  const execute: Db['executeSql'] = async (text, values = []) => {
    const rows = await client
      .unsafe(text, values as postgres.ParameterOrJSON<never>[])
      .catch(async (error: unknown) => {
        if (BEGINS.test(text)) await client.unsafe('ROLLBACK'); // the one session would stay in the failed transaction
        throw error;
      });
    return { rows: rows.some(Array.isArray) ? rows.flat() : [...rows] }; // of a script: the rows of every statement
  };
  let turn: Promise<unknown> = Promise.resolve();
  return {
    executeSql: (text, values) => {
      const result = turn.then(() => execute(text, values));
      turn = result.catch(() => undefined);
      return result;
    },
  };
}
