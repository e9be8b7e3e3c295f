/** Definitions of the log -> plans, as the reader meets them; what follows in the stream is judged by what came before. */
import { GodwitError } from '../core/errors.ts';
import { tableKey, type TableMapping } from '../core/object-map.ts';
import type { TableDefinition } from '../core/change.ts';
import type { TableRoutes } from '../connectors/row-refresher.ts';
import type { TargetTable, TargetWriter } from '../connectors/target-writer.ts';
import type { Overlap } from './overlap.ts';
import { assertSameTable, compilePlan, type RowPredicate, type TablePlan } from './table-plan.ts';

export interface TablePlansDeps {
  readonly target: TargetWriter;
  readonly routes: TableRoutes;
  readonly overlap: Overlap;
}

export interface TablePlansOptions {
  readonly mappings: readonly TableMapping[];
  /** Row filter by mapping id, for those that have one. */
  readonly filters: ReadonlyMap<string, RowPredicate>;
}

export class TablePlans {
  readonly #deps: TablePlansDeps;
  readonly #options: TablePlansOptions;
  readonly #plans = new Map<number, TablePlan | null>();
  readonly #newest = new Map<string, TablePlan>();
  readonly #targets = new Map<string, TargetTable>();

  constructor(deps: TablePlansDeps, options: TablePlansOptions) {
    this.#deps = deps;
    this.#options = options;
  }

  /** The plan of a table number; null when it is not carried. */
  readonly find = (table: number): TablePlan | null => this.#plans.get(table) ?? null;

  async define(table: number, definition: TableDefinition): Promise<void> {
    if (this.#plans.has(table)) return;
    const route = await this.#deps.routes.find({ schema: definition.schema, name: definition.name });
    const mapping = route && this.#options.mappings.find(({ id }) => id === route.mappingId);
    if (!route || !mapping) {
      this.#plans.set(table, null);
      return;
    }
    const shape = await this.#deps.target.readShape(mapping.target);
    if (shape === null)
      throw new GodwitError('TARGET_TABLE_MISSING', { table: `${mapping.target.schema}.${mapping.target.name}` });
    const plan = compilePlan(
      {
        definition,
        mapping,
        route,
        shape,
        filter: this.#options.filters.get(mapping.id) ?? null,
        overlap: this.#deps.overlap.of(mapping.id),
      },
      this.#targets,
    );
    const before = this.#newest.get(tableKey(definition));
    if (before) assertSameTable(before, plan);
    this.#newest.set(tableKey(definition), plan);
    this.#plans.set(table, plan);
  }
}
