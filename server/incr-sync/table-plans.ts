/**
 * Definitions of the log -> plans, as the reader meets them. What follows in the stream is judged by what came before, when
 * the first change under the new definition comes: the log gives out all definitions that it has at the start of a read.
 */
import { GodwitError } from '../core/errors.ts';
import { sharingTables, tableKey, type TableMapping } from '../core/object-map.ts';
import type { StageLog } from '../core/stage.ts';
import type { TableShape } from '../core/catalog.ts';
import type { TableDefinition } from '../core/change.ts';
import type { TableRoutes } from '../connectors/row-refresher.ts';
import type { TargetTable, TargetWriter } from '../connectors/target-writer.ts';
import type { Overlap } from './overlap.ts';
import { assertSameTable, compilePlan, type PlanInput, type RowPredicate, type TablePlan } from './table-plan.ts';

export interface TablePlansDeps {
  readonly target: TargetWriter;
  readonly routes: TableRoutes;
  readonly overlap: Overlap;
  readonly log: StageLog;
}

interface Entry {
  readonly plan: TablePlan;
  /** The definition before, until it was compared with. */
  before: TablePlan | null;
}

export interface TablePlansOptions {
  readonly mappings: readonly TableMapping[];
  /** Row filter by mapping id, for those that have one. */
  readonly filters: ReadonlyMap<string, RowPredicate>;
}

export class TablePlans {
  readonly #deps: TablePlansDeps;
  readonly #options: TablePlansOptions;
  /** Null: not carried. An error: what the first change of it throws, if there is one. */
  readonly #entries = new Map<number, Entry | GodwitError | null>();
  readonly #newest = new Map<string, TablePlan>();
  readonly #targets = new Map<string, TargetTable>();
  readonly #sharing: ReadonlySet<string>;

  constructor(deps: TablePlansDeps, options: TablePlansOptions) {
    this.#deps = deps;
    this.#options = options;
    this.#sharing = sharingTables(options.mappings);
  }

  /** The plan of a table number; null when it is not carried. Throws TABLE_CHANGED at the first change of a definition that cannot be replayed. */
  readonly find = (table: number): TablePlan | null => {
    const entry = this.#entries.get(table);
    if (!entry) return null;
    if (entry instanceof GodwitError) throw entry;
    if (entry.before !== null) assertSameTable(entry.before, entry.plan);
    entry.before = null;
    return entry.plan;
  };

  async define(table: number, definition: TableDefinition): Promise<void> {
    if (this.#entries.has(table)) return;
    const route = await this.#deps.routes.find(definition);
    const name = `${definition.schema}.${definition.name}`;
    if (route === 'RENAMED') {
      const detail = 'it is a migrated table under another name; the task knows it by the one that it had';
      this.#entries.set(table, new GodwitError('TABLE_CHANGED', { table: name, detail }));
      return;
    }
    const mapping = route && this.#options.mappings.find(({ id }) => id === route.mappingId);
    if (!route || !mapping) {
      this.#entries.set(table, null);
      return;
    }
    const shape = await this.#deps.target.readShape(mapping.target);
    if (shape === null)
      throw new GodwitError('TARGET_TABLE_MISSING', { table: `${mapping.target.schema}.${mapping.target.name}` });
    const plan = this.#compile({ definition, mapping, route, shape });
    if (plan instanceof GodwitError) {
      this.#entries.set(table, plan);
      return;
    }
    if (plan.lacking.length > 0)
      this.#deps.log.warn('columns of the source are not carried: the target table has none of that name', {
        table: name,
        columns: plan.lacking,
      });
    this.#entries.set(table, { plan, before: this.#newest.get(tableKey(definition)) ?? null });
    this.#newest.set(tableKey(definition), plan);
  }

  /** Plans of these mappings (by id) for the shape that the target has from now on, after DDL of the stream. */
  reshape(shapes: ReadonlyMap<string, TableShape>): void {
    for (const [table, entry] of this.#entries) {
      if (entry === null || entry instanceof GodwitError) continue;
      const shape = shapes.get(entry.plan.mapping.id);
      if (!shape) continue;
      const key = tableKey(entry.plan.definition);
      const newest = this.#newest.get(key) === entry.plan;
      const plan = this.#compile({ ...entry.plan, shape });
      const before = entry.before && this.#compile({ ...entry.before, shape });
      if (plan instanceof GodwitError) this.#entries.set(table, plan);
      else this.#entries.set(table, { plan, before: before instanceof GodwitError ? null : before });
      if (newest && !(plan instanceof GodwitError)) this.#newest.set(key, plan);
    }
  }

  /** An error where the definition does not fit the target as it is now: it may be one of the past. */
  #compile(of: Pick<PlanInput, 'definition' | 'mapping' | 'route' | 'shape'>): TablePlan | GodwitError {
    try {
      return this.#compiled(of);
    } catch (error) {
      if (error instanceof GodwitError && error.code === 'TABLE_CHANGED') return error;
      throw error;
    }
  }

  #compiled(of: Pick<PlanInput, 'definition' | 'mapping' | 'route' | 'shape'>): TablePlan {
    const { definition, mapping, route, shape } = of;
    return compilePlan(
      {
        definition,
        mapping,
        route,
        shape,
        sharesTarget: this.#sharing.has(mapping.id),
        filter: this.#options.filters.get(mapping.id) ?? null,
        overlap: this.#deps.overlap.of(mapping.id),
      },
      this.#targets,
    );
  }
}
