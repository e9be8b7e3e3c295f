/**
 * The verb "find out beforehand" of a connector (port): what on either side would stop or hurt a migration, each as an item
 * with what was found, what is wanted and the statement that mends it. Nothing is changed on either side.
 *
 * An item's id is stable: the same thing has the same id in every run, so that what a person skipped stays skipped. A check
 * that finds nothing is one PASSED item; else it is one item per object that is in the way.
 */
import type { TableShape } from '../core/catalog.ts';
import type { ChosenStart } from '../core/start-position.ts';
import type { EndpointAddress } from '../core/endpoint-address.ts';
import type { ErrorReason } from '../core/errors.ts';
import type { TableMapping } from '../core/object-map.ts';

export type PrecheckSide = 'SOURCE' | 'TARGET' | 'BOTH';

export interface PrecheckItem {
  /** NAME.SIDE or NAME.SIDE.object; unique within a run. */
  readonly id: string;
  readonly name: string;
  /** The table or object it is about; null for the whole. */
  readonly object: string | null;
  readonly side: PrecheckSide;
  readonly result: 'PASSED' | 'WARNING' | 'FAILED';
  readonly found: string | null;
  readonly wanted: string | null;
  /** The statement that mends it, or in words what a person does where no statement can. */
  readonly remedy: string | null;
  readonly error: ErrorReason | null;
  readonly skippable: boolean;
}

export interface PrecheckPhases {
  readonly schema: boolean;
  readonly full: boolean;
  readonly incremental: boolean;
  readonly verification: boolean;
  /** The reverse of all rights and of the change log is checked as well. */
  readonly reverse: boolean;
}

export interface PrecheckOptions {
  /** What this task itself has made already is no obstacle; null before it has an id. */
  readonly taskId: string | null;
  readonly phases: PrecheckPhases;
  readonly targetNotEmpty: 'STOP' | 'IGNORE';
  readonly consentReplicaIdentityFull: boolean;
  /** Where a stream without a full copy is to begin; null: there is none, or it begins now. */
  readonly start: ChosenStart | null;
  /** DDL of the source is to be applied, so it must be seen. */
  readonly appliesDdl: boolean;
  /** The source keeps its own log until the target has what it holds (TARGET_APPLIED, C19): for as long as the copy takes. */
  readonly sourceKeepsLog: boolean;
  /** Reading waits for standbys or open transactions of the source, which must be seen for that. */
  readonly protectsSource: boolean;
}

export interface PrecheckDeps {
  readonly source: EndpointAddress;
  readonly target: EndpointAddress;
  readonly mappings: readonly TableMapping[];
  readonly options: PrecheckOptions;
  /** What keeps a target table from taking the source's rows, in words (schema-migration/compare-table). */
  readonly compare: (
    source: TableShape,
    target: TableShape,
    mapping: Pick<TableMapping, 'columns'>,
  ) => readonly string[];
}

/** Runs all checks, or those of the named items (by name or id), and returns their items in the order of the list. */
export type RunPrechecks = (deps: PrecheckDeps, only?: readonly string[]) => Promise<PrecheckItem[]>;
