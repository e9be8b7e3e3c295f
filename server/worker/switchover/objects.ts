/** What goes along with the rows: programs and triggers, sequences, and what was added for the migration. */
import type { Sql } from '../../connectors/postgres/connection.ts';
import { markWithOrigin, originName } from '../../connectors/postgres/origins.ts';
import { DURABLE } from '../../connectors/postgres/session-settings.ts';
import { PostgresSequenceMover } from '../../connectors/postgres/sequence-mover.ts';
import { columnSequences, programObjects, replicaTriggers } from '../../connectors/postgres/switchover-catalog.ts';
import { dropKeylessIndexes } from '../../connectors/postgres/target-release.ts';
import type { StepContext, StepResult } from '../../switchover/switcher.ts';
import type { ListedObject } from '../../switchover/switchover.ts';
import { done, waiting, type Sides, type SwitchGround } from './ground.ts';

/** Steps that a sequence is set beyond the other side's. */
export const SEQUENCE_MARGIN = 1_000;
const MOST_LISTED = 500;

export class SwitchObjects {
  readonly #ground: SwitchGround;

  constructor(ground: SwitchGround) {
    this.#ground = ground;
  }

  async unmovedObjects(sides: Sides) {
    const [here, there] = await Promise.all([
      this.#ground.asked(sides.from, (sql) => programObjects(sql, sides.fromTables)),
      this.#ground.asked(sides.to, (sql) => programObjects(sql, sides.toTables)),
    ]);
    const known = new Set(there.map(({ kind, identity }) => `${kind} ${identity}`));
    const objects = here
      .filter(({ kind, identity }) => !known.has(`${kind} ${identity}`))
      .map(({ kind, schema, name, ddl }): ListedObject => ({ kind, schema, name, ddl, disable: null }));
    return listed(objects, `${objects.length} are not at the other side.`);
  }

  async firingTriggers(sides: Sides) {
    const found = await this.#ground.asked(sides.from, (sql) => replicaTriggers(sql, sides.fromTables));
    const objects = found.map(({ table, name, ddl, disable }): ListedObject => ({
      kind: 'TRIGGER',
      schema: table.schema,
      name: `${table.name}.${name}`,
      ddl,
      disable,
    }));
    return listed(objects, `${objects.length} fire for rows that come back.`);
  }

  /** What enables them again is recorded before they are disabled. */
  async disableTriggers(sides: Sides, context: StepContext): Promise<StepResult> {
    return this.#ground.asked(sides.from, async (sql) => {
      const found = await replicaTriggers(sql, sides.fromTables);
      const statements = [
        ...new Set([...(context.step.findings.statements ?? []), ...found.map(({ enable }) => enable)]),
      ];
      await context.note({ statements });
      for (const { disable } of found) await sql.unsafe(disable);
      return done({ statements, sentences: found.map(({ disable }) => disable) });
    });
  }

  async enableTriggers(sides: Sides, { step }: StepContext): Promise<StepResult> {
    const statements = step.findings.statements ?? [];
    if (statements.length > 0)
      await this.#ground.asked(sides.from, async (sql) => {
        for (const statement of statements) await sql.unsafe(statement);
      });
    return done();
  }

  async setSequences(sides: Sides): Promise<StepResult> {
    return this.#onBoth(
      sides,
      async (from, to) => {
        const pairs = await columnSequences(from, to, sides.giving.tables);
        const moved = await new PostgresSequenceMover(from, to).move(pairs, SEQUENCE_MARGIN);
        return done({
          sentences: [`${moved} of ${pairs.length} sequences were set; the others are further already.`],
        });
      },
      DURABLE,
    );
  }

  sequences(sides: Sides) {
    return this.#onBoth(sides, (from, to) => columnSequences(from, to, sides.giving.tables));
  }

  #onBoth<T>(sides: Sides, work: (from: Sql, to: Sql) => Promise<T>, ofTo = {}): Promise<T> {
    return this.#ground.asked(sides.from, (from) => this.#ground.asked(sides.to, (to) => work(from, to), ofTo));
  }

  async cleanUp(sides: Sides): Promise<StepResult> {
    const marked = this.#ground.situation.task.phases.includes('REVERSE_INCREMENTAL');
    const dropped = await this.#ground.asked(sides.to, async (sql) => {
      if (marked)
        await markWithOrigin(
          async (statement) => (await sql.unsafe(statement)).length,
          originName(sides.giving.task.id, 'structure'),
        );
      return dropKeylessIndexes(sql, sides.toTables);
    });
    return done({ sentences: dropped.length === 0 ? ['Nothing was added.'] : dropped });
  }
}

/** Nothing for a person to do, or what. */
function listed(objects: readonly ListedObject[], what: string): StepResult {
  if (objects.length === 0) return done({ objects, sentences: ['There are none.'] });
  return waiting(what, { objects: objects.slice(0, MOST_LISTED), sentences: [what] });
}
