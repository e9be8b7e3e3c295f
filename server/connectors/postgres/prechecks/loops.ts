/** Whether something already moves rows the other way, or onto the same tables: with it, every change would come round again. */
import { quoteName } from '../sql-text.ts';
import { failed, orPassed, type Check, type CheckInput, type Finding } from './check.ts';
import type { ServerFacts } from './server-facts.ts';

export const loops: readonly Check[] = [
  {
    name: 'LOOP',
    side: 'BOTH',
    skippable: false,
    when: ({ phases }) => phases.full || phases.incremental,
    run: findLoops,
  },
];

async function findLoops({ from, to, options }: CheckInput): Promise<readonly Finding[]> {
  const back = await flows(to, from);
  const forth = await flows(from, to);
  const own = options.taskId;
  return orPassed(
    [
      ...back.subscriptions.map((name) => subscribed('SOURCE', name, from)),
      ...forth.subscriptions.map((name) => subscribed('TARGET', name, to)),
      ...back.tasks
        .filter((task) => task !== own)
        .map((task) => {
          const detail = `task ${task} streams from the target to the source`;
          const remedy = `Release the task ${task}. If it is gone already: SELECT pg_drop_replication_slot('godwit_${task}'), at the target.`;
          return failed('TOPOLOGY_LOOP', { detail }, { object: task, found: detail, wanted: 'one direction', remedy });
        }),
    ],
    'nothing moves rows between these databases',
  );
}

function subscribed(side: 'SOURCE' | 'TARGET', name: string, { address }: ServerFacts): Finding {
  const detail = `the subscription ${name} in ${address.database} already reads from the other side`;
  const remedy = `DROP SUBSCRIPTION ${quoteName(name)}`;
  return failed(
    'TOPOLOGY_LOOP',
    { detail },
    { object: name, side, found: detail, wanted: 'no other replication between the two', remedy },
  );
}

/** What flows from one database to another: a slot here whose reader is known there. */
async function flows(
  giver: ServerFacts,
  taker: ServerFacts,
): Promise<{ readonly subscriptions: string[]; readonly tasks: string[] }> {
  const slots = await giver.sql<
    { name: string }[]
  >`SELECT slot_name::text AS name FROM pg_replication_slots WHERE database = current_database()`;
  if (slots.length === 0) return { subscriptions: [], tasks: [] };
  const names = JSON.stringify(slots.map(({ name }) => name));
  const subscriptions = await taker.sql<{ name: string }[]>`
    SELECT subname::text AS name FROM pg_subscription
    WHERE subdbid = (SELECT oid FROM pg_database WHERE datname = current_database()) AND subslotname::text IN (SELECT json_array_elements_text(${names}::text::json))`;
  const [fence] = await taker.sql<
    { there: boolean }[]
  >`SELECT EXISTS (SELECT FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
      WHERE n.nspname = 'godwit' AND c.relname = 'fence' AND has_schema_privilege(n.oid, 'USAGE') AND has_table_privilege(c.oid, 'SELECT')) AS there`;
  const tasks =
    fence?.there === true
      ? await taker.sql<{ id: string }[]>`
          SELECT DISTINCT task_id AS id FROM godwit.fence WHERE 'godwit_' || task_id IN (SELECT json_array_elements_text(${names}::text::json))`
      : [];
  return { subscriptions: subscriptions.map(({ name }) => name), tasks: tasks.map(({ id }) => id) };
}
