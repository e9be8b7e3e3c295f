/** Runs a stage that writes rows, with a place on the target for the rows of partitions that the source has got meanwhile. */
import type { EndpointAddress } from '../core/endpoint-address.ts';
import { GodwitError, rowFacts } from '../core/errors.ts';
import type { TableMapping } from '../core/object-map.ts';
import type { StageContext } from '../core/stage.ts';
import { makeMissingPartitions } from '../connectors/postgres/target-partitions.ts';

export interface PartitionedEnds {
  readonly source: EndpointAddress;
  readonly target: EndpointAddress;
  readonly tables: readonly TableMapping[];
}

/**
 * A refusal is final only when no partition was missing: a stage may be run again and goes on where it stood. What is there can be
 * applied also while the source is away: it is asked again when a row finds no place.
 */
export async function withMissingPartitions<T>(
  ends: PartitionedEnds,
  context: Pick<StageContext, 'log'>,
  run: () => Promise<T>,
): Promise<T> {
  const make = async (): Promise<number> => {
    const made = await makeMissingPartitions(ends, ends.tables);
    for (const statement of made) context.log.info('made on the target', { statement });
    return made.length;
  };
  await make().catch((error: unknown) => {
    if (!(error instanceof GodwitError) || error.action !== 'RETRYABLE') throw error;
    context.log.warn(error.message, { code: error.code, ...rowFacts(error) });
  });
  for (;;) {
    try {
      return await run();
    } catch (error) {
      const refused = error instanceof GodwitError && error.action === 'NEEDS_OPERATOR';
      if (!refused || (await make()) === 0) throw error;
    }
  }
}
