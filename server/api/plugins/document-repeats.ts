/**
 * Counts in a document the fields that stand under a response name that their object already has, fragments written out. Each is
 * compared with all its like when the document is validated, so that thousands of the same field would cost seconds.
 */
import { Kind, type DocumentNode, type FragmentDefinitionNode, type SelectionSetNode } from 'graphql';

/** A document that is still longer when its fragments are written out is taken for endless. */
const MOST_SELECTIONS = 20_000;

interface Place {
  readonly below: Map<string, Place>;
}

export function repeatsIn(document: DocumentNode): number {
  const fragments = new Map<string, FragmentDefinitionNode>();
  for (const definition of document.definitions)
    if (definition.kind === Kind.FRAGMENT_DEFINITION) fragments.set(definition.name.value, definition);
  const open = new Set<string>();
  let selections = 0;
  let repeats = 0;

  const walk = (set: SelectionSetNode, { below }: Place): void => {
    for (const selection of set.selections) {
      selections += 1;
      if (selections > MOST_SELECTIONS) return;
      if (selection.kind === Kind.FIELD) {
        const name = (selection.alias ?? selection.name).value;
        const known = below.get(name);
        if (known !== undefined) repeats += 1;
        const place = known ?? { below: new Map<string, Place>() };
        below.set(name, place);
        if (selection.selectionSet !== undefined) walk(selection.selectionSet, place);
      } else if (selection.kind === Kind.INLINE_FRAGMENT) walk(selection.selectionSet, { below });
      else inFragment(selection.name.value, { below });
    }
  };

  const inFragment = (name: string, place: Place): void => {
    const fragment = fragments.get(name);
    if (fragment === undefined || open.has(name)) return; // the standard rules refuse it
    open.add(name);
    walk(fragment.selectionSet, place);
    open.delete(name);
  };

  for (const definition of document.definitions)
    if (definition.kind === Kind.OPERATION_DEFINITION) walk(definition.selectionSet, { below: new Map() });
  return selections > MOST_SELECTIONS ? Number.POSITIVE_INFINITY : repeats;
}
