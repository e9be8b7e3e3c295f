/** Copies one range: pieces from the source's socket go to the target's as they are; then E, then rows and record commit. */
import type { Meter } from '../core/stage.ts';
import type { CopyConflict, PlannedRange, RangeWriter } from '../connectors/copy-target.ts';
import type { RangeReader, SharedSnapshot } from '../connectors/snapshot-reader.ts';
import type { ImportTable } from './import-plan.ts';
import type { RateLimit } from './rate-limit.ts';

export interface CopyRangeDeps {
  readonly reader: RangeReader;
  readonly writer: RangeWriter;
  readonly meter: Meter;
  readonly rowLimit: RateLimit;
  readonly byteLimit: RateLimit;
  /** Told as rows pass, before they are committed. */
  readonly passed: (rows: number, bytes: number) => void;
}

export interface CopiedRange {
  readonly rows: number;
  readonly bytes: number;
  readonly conflicts: readonly CopyConflict[];
  readonly unlisted: number;
}

/** Throws what either side refuses; the writer's transaction is then rolled back by the caller. */
export async function copyRange(
  deps: CopyRangeDeps,
  table: ImportTable,
  range: PlannedRange,
  shared: SharedSnapshot | null,
  signal: AbortSignal,
): Promise<CopiedRange> {
  const { meter } = deps;
  const counters = {
    sourceRows: meter.counter('full_source_rows'),
    sourceBytes: meter.counter('full_source_bytes'),
    targetRows: meter.counter('full_target_rows'),
    targetBytes: meter.counter('full_target_bytes'),
  };
  const readTime = meter.timer('full_read_time');
  const writeTime = meter.timer('full_write_time');
  await deps.writer.begin(table.target); // first: the source holds nothing while the target is waited for
  const reading = await deps.reader.open(table.source, range.bounds, shared);
  let rows = 0;
  let bytes = 0;
  let asked = performance.now();
  for await (const piece of reading.pieces) {
    const arrived = performance.now();
    readTime.record(arrived - asked);
    signal.throwIfAborted();
    rows += piece.rows;
    bytes += piece.bytes.length;
    counters.sourceRows.add(piece.rows);
    counters.sourceBytes.add(piece.bytes.length);
    await deps.byteLimit.take(piece.bytes.length, signal);
    await deps.rowLimit.take(piece.rows, signal);
    const writing = performance.now();
    await deps.writer.write(piece.bytes);
    asked = performance.now();
    writeTime.record(asked - writing);
    counters.targetBytes.add(piece.bytes.length);
    deps.passed(piece.rows, piece.bytes.length);
  }
  const { endPosition } = await reading.finish();
  const { written, conflicts, unlisted } = await deps.writer.commit({
    tableId: range.tableId,
    rangeId: range.rangeId,
    snapshot: reading.snapshot,
    endPosition,
    rows,
    bytes,
  });
  counters.targetRows.add(written);
  return { rows, bytes, conflicts, unlisted };
}
