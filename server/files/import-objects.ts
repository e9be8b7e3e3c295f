/** What the rules of a file mean at the source, and which line each thing that is wrong with them belongs to. Pure. */
import { GodwitError, type ErrorReason } from '../core/errors.ts';
import type { SelectionPreview, SelectionRules } from '../selection/selection-service.ts';
import type { ImportOutcome, RefusedLine } from './file-service.ts';
import { refusal, WHOLE, type Place, type ReadObjects } from './read-objects.ts';

const MOST_SHOWN = 1_000;

export function rulesOf({ rules }: ReadObjects): SelectionRules {
  const of = (section: keyof SelectionRules) => rules.filter((one) => one.section === section).map(({ rule }) => rule);
  return { objects: of('objects'), include: of('include'), exclude: of('exclude') };
}

/** `preview`: null when there is nothing to ask the source about, or an error of it as a whole. */
export function outcomeOf(
  taskId: string,
  read: ReadObjects,
  preview: SelectionPreview | GodwitError | null,
): Omit<ImportOutcome, 'imported'> {
  const count = (section: keyof SelectionRules): number => read.rules.filter((one) => one.section === section).length;
  const refused = [...read.refused, ...refusedBySource(read, preview)];
  const meant = preview === null || preview instanceof GodwitError ? null : preview;
  return {
    taskId,
    objects: count('objects'),
    include: count('include'),
    exclude: count('exclude'),
    tables: meant?.tables.length ?? 0,
    unmatched: meant === null ? [] : meant.unmatched.filter((name) => !meant.errors.some(({ facts }) => facts['object'] === name)).slice(0, MOST_SHOWN), // prettier-ignore
    refused: refused.toSorted((a, b) => (a.line ?? 0) - (b.line ?? 0)).slice(0, MOST_SHOWN),
    refusedTotal: refused.length,
  };
}

function refusedBySource(read: ReadObjects, preview: SelectionPreview | GodwitError | null): RefusedLine[] {
  if (preview === null) return [];
  if (preview instanceof GodwitError) return [refusal(WHOLE, preview)];
  const places = new Map<string, Place>();
  for (const { section, rule, at } of read.rules)
    if (section === 'objects') places.set(`${rule.schema}.${rule.name}`, at);
  const bySource = new Map(preview.tables.map(({ source, target }) => [`${target.schema}.${target.name}`, `${source.schema}.${source.name}`])); // prettier-ignore
  const placeOf = ({ facts }: ErrorReason): Place => {
    const named = String(facts['table'] ?? facts['object'] ?? bySource.get(String(facts['name'])) ?? '');
    // a column is named behind its table, and names may hold dots
    for (let name = named; name !== ''; name = name.slice(0, Math.max(0, name.lastIndexOf('.')))) {
      const place = places.get(name);
      if (place !== undefined) return place;
    }
    return WHOLE;
  };
  return preview.errors.map((reason) => ({ ...placeOf(reason), reason }));
}
