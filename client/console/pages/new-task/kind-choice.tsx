/** Which changes of the source the stream applies: kinds of row changes, kinds of DDL. */
import { Check } from '../../parts/field.tsx';
import { DDL_KINDS, DML_KINDS, type Draft } from './draft.ts';

const DDL_SAYS: Readonly<Record<string, string>> = {
  ALTER_TABLE: 'Columns, types, defaults, constraints, names of columns.',
  CREATE_INDEX: 'Under the name that it has at the source.',
  DROP_INDEX: 'Only indexes of migrated tables.',
  COMMENT: 'Of tables and columns.',
};

interface KindChoiceProps {
  readonly draft: Draft;
  readonly change: (change: Partial<Draft>) => void;
}

export function KindChoice({ draft, change }: KindChoiceProps) {
  return (
    <div className="sides">
      <fieldset className="stack tight">
        <legend>Row changes that are applied</legend>
        {DML_KINDS.map((kind) => (
          <Check
            key={kind}
            label={kind}
            checked={draft.dmlKinds.includes(kind)}
            change={(on) => change({ dmlKinds: toggled(DML_KINDS, draft.dmlKinds, kind, on) })}
          />
        ))}
        <p className="small muted">Full verification needs all of them.</p>
      </fieldset>
      <fieldset className="stack tight">
        <legend>DDL that is applied</legend>
        {DDL_KINDS.map((kind) => (
          <Check
            key={kind}
            label={kind.replace('_', ' ')}
            hint={DDL_SAYS[kind]}
            checked={draft.ddlKinds.includes(kind)}
            change={(on) => change({ ddlKinds: toggled(DDL_KINDS, draft.ddlKinds, kind, on) })}
          />
        ))}
        <p className="small muted">
          A statement that fails stops the stream until it is mended or skipped. Others are listed only.
        </p>
      </fieldset>
    </div>
  );
}

const toggled = <K extends string>(all: readonly K[], chosen: readonly K[], kind: K, on: boolean): readonly K[] =>
  all.filter((one) => (one === kind ? on : chosen.includes(one)));
