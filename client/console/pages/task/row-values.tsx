/** Some columns of a row by name; what a viewer may not see says so. */
export function RowValues({ of }: { readonly of: unknown }) {
  if (typeof of !== 'object' || of === null) return <span className="muted">–</span>;
  return (
    <dl className="row-values mono">
      {Object.entries(of).map(([column, value]) => (
        <div key={column}>
          <dt>{column}</dt>
          <dd>{value === null ? <em className="muted">null</em> : String(value)}</dd>
        </div>
      ))}
    </dl>
  );
}
