/** What one rendering knows and collects: the target's version, the names, the conversions found on the way. */
import type { Fidelity, ObjectConversion, ObjectNames } from '../../catalog-writer.ts';
import type { TableName } from '../../../core/object-map.ts';

export const SAME_NAMES: ObjectNames = { relation: (name) => name, column: (_, column) => column };

export class Rendering {
  readonly major: number;
  readonly names: ObjectNames;
  readonly #conversions: ObjectConversion[] = [];

  constructor(major: number, names: ObjectNames) {
    this.major = major;
    this.names = names;
  }

  get conversions(): readonly ObjectConversion[] {
    return this.#conversions;
  }

  get unsupported(): boolean {
    return this.#conversions.some((one) => one.fidelity === 'UNSUPPORTED');
  }

  note(what: string, from: string, to: string, fidelity: Fidelity): void {
    this.#conversions.push({ what, from, to, fidelity });
  }

  /** Notes what the target's version lacks; true when it has it. */
  since(
    major: number,
    what: string,
    from: string,
    otherwise: { readonly to: string; readonly fidelity: Fidelity },
  ): boolean {
    if (this.major >= major) return true;
    this.note(what, from, otherwise.to, otherwise.fidelity);
    return false;
  }

  renamed(name: TableName): boolean {
    const target = this.names.relation(name);
    return target.schema !== name.schema || target.name !== name.name;
  }

  /** Target columns of a plain list; one that is not carried makes the object UNSUPPORTED. */
  columns(table: TableName, columns: readonly string[], what: string): string[] {
    return columns.flatMap((column) => {
      const target = this.names.column(table, column);
      if (target === null) this.note(what, `column ${column}`, 'the column is not carried', 'UNSUPPORTED');
      return target ?? [];
    });
  }

  /** An expression cannot be renamed inside its text: any mentioned column with another name makes it UNSUPPORTED. */
  expression(table: TableName, mentions: readonly string[], what: string): void {
    for (const column of mentions) {
      const target = this.names.column(table, column);
      if (target === column) continue;
      this.note(
        what,
        `column ${column}`,
        target === null
          ? 'the column is not carried'
          : `an expression over the renamed column ${target} must be written by hand`,
        'UNSUPPORTED',
      );
    }
  }
}
