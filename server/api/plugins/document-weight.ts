/**
 * Weighs a parsed document: how deep, how many aliases and directives, how many fields an answer can have. A fragment is
 * weighed once and counted at each use, so a bomb of nested fragments costs nothing to weigh; one that contains itself
 * weighs nothing here, because the standard rules refuse it.
 */
import { Kind, type DocumentNode, type FieldNode, type FragmentDefinitionNode, type SelectionSetNode } from 'graphql';

export interface DocumentWeight {
  readonly depth: number;
  readonly aliases: number;
  readonly directives: number;
  readonly cost: number;
}

/** What a list argument counts when it is a variable: the largest page that the schema allows. */
const PAGE_OF_A_VARIABLE = 100;
const NOTHING: DocumentWeight = { depth: 0, aliases: 0, directives: 0, cost: 0 };

/** The heaviest operation of the document decides. */
export function weigh(document: DocumentNode): DocumentWeight {
  const fragments = new Map<string, FragmentDefinitionNode>();
  for (const definition of document.definitions)
    if (definition.kind === Kind.FRAGMENT_DEFINITION) fragments.set(definition.name.value, definition);
  const weighed = new Map<string, DocumentWeight>();

  const ofSelections = (set: SelectionSetNode): DocumentWeight => {
    let sum = NOTHING;
    for (const selection of set.selections) {
      const own = (selection.directives ?? []).length;
      const inner =
        selection.kind === Kind.FIELD
          ? ofField(selection)
          : selection.kind === Kind.INLINE_FRAGMENT
            ? ofSelections(selection.selectionSet)
            : ofFragment(selection.name.value);
      sum = add(sum, { ...inner, directives: inner.directives + own });
    }
    return sum;
  };

  const ofField = (field: FieldNode): DocumentWeight => {
    const alias = field.alias === undefined ? 0 : 1;
    if (field.selectionSet === undefined) return { depth: 1, aliases: alias, directives: 0, cost: 1 };
    const inner = ofSelections(field.selectionSet);
    const introspection = field.name.value.startsWith('__');
    return {
      depth: introspection ? 1 : inner.depth + 1,
      aliases: inner.aliases + alias,
      directives: inner.directives,
      cost: 1 + inner.cost * pageOf(field),
    };
  };

  const ofFragment = (name: string): DocumentWeight => {
    const known = weighed.get(name);
    if (known !== undefined) return known;
    const fragment = fragments.get(name);
    if (fragment === undefined) return NOTHING;
    weighed.set(name, NOTHING); // stands in while it is weighed, which also ends a circle
    const weight = ofSelections(fragment.selectionSet);
    weighed.set(name, weight);
    return weight;
  };

  let heaviest = NOTHING;
  for (const definition of document.definitions) {
    if (definition.kind !== Kind.OPERATION_DEFINITION) continue;
    const weight = ofSelections(definition.selectionSet);
    const own = (definition.directives ?? []).length;
    heaviest = maximum(heaviest, { ...weight, directives: weight.directives + own });
  }
  return heaviest;
}

function pageOf(field: FieldNode): number {
  let page = 1;
  for (const argument of field.arguments ?? []) {
    if (argument.name.value !== 'first' && argument.name.value !== 'last') continue;
    page = argument.value.kind === Kind.INT ? Number(argument.value.value) : PAGE_OF_A_VARIABLE;
  }
  return Math.max(1, page);
}

const add = (left: DocumentWeight, right: DocumentWeight): DocumentWeight => ({
  depth: Math.max(left.depth, right.depth),
  aliases: left.aliases + right.aliases,
  directives: left.directives + right.directives,
  cost: left.cost + right.cost,
});

const maximum = (left: DocumentWeight, right: DocumentWeight): DocumentWeight => ({
  depth: Math.max(left.depth, right.depth),
  aliases: Math.max(left.aliases, right.aliases),
  directives: Math.max(left.directives, right.directives),
  cost: Math.max(left.cost, right.cost),
});
