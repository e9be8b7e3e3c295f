/**
 * Weighs a parsed document: how deep, how many aliases and directives, how many fields an answer can have. A fragment is
 * weighed once and counted at each use, so a bomb of nested fragments costs nothing to weigh; one that contains itself
 * weighs nothing here, because the standard rules refuse it.
 *
 * What is below a list counts for each of its items: for a page as many as are asked for, for figures and lines their most, for a
 * list that nobody can page as many as it usually has.
 */
import {
  getNamedType,
  getNullableType,
  type GraphQLNamedType,
  type GraphQLOutputType,
  type GraphQLSchema,
  isInterfaceType,
  isListType,
  isObjectType,
  Kind,
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type NamedTypeNode,
  type SelectionSetNode,
  type ValueNode,
} from 'graphql';

export interface DocumentWeight {
  readonly depth: number;
  readonly aliases: number;
  readonly directives: number;
  readonly cost: number;
}

/** What an argument counts that says how long a list is: when it is left out, and when it is a variable. */
const SIZES: Readonly<Record<string, readonly { argument: string; unset: number; variable: number }[]>> = {
  logs: [{ argument: 'limit', unset: 200, variable: 1_000 }],
  metrics: [
    { argument: 'maxPoints', unset: 300, variable: 300 },
    { argument: 'names', unset: 1, variable: 10 },
  ],
  points: [],
  nodes: [{ argument: 'ids', unset: 1, variable: 100 }],
};
/** The largest page that the schema allows. */
const PAGE_OF_A_VARIABLE = 100;
/** Items of lists that cannot be paged. */
const USUAL: Readonly<Record<string, number>> = { configuration: 30, parameters: 60 };
const USUAL_ITEMS = 5;
const NOTHING: DocumentWeight = { depth: 0, aliases: 0, directives: 0, cost: 0 };

/** The heaviest operation of the document decides. */
export function weigh(document: DocumentNode, schema: GraphQLSchema): DocumentWeight {
  const fragments = new Map<string, FragmentDefinitionNode>();
  for (const definition of document.definitions)
    if (definition.kind === Kind.FRAGMENT_DEFINITION) fragments.set(definition.name.value, definition);
  const weighed = new Map<string, DocumentWeight>();

  const ofSelections = (set: SelectionSetNode, type: GraphQLNamedType | undefined): DocumentWeight => {
    let sum = NOTHING;
    for (const selection of set.selections) {
      const own = (selection.directives ?? []).length;
      const inner =
        selection.kind === Kind.FIELD
          ? ofField(selection, type)
          : selection.kind === Kind.INLINE_FRAGMENT
            ? ofSelections(selection.selectionSet, conditionOf(selection) ?? type)
            : ofFragment(selection.name.value);
      sum = add(sum, { ...inner, directives: inner.directives + own });
    }
    return sum;
  };

  const conditionOf = ({ typeCondition }: { readonly typeCondition?: NamedTypeNode }): GraphQLNamedType | undefined =>
    typeCondition === undefined ? undefined : schema.getType(typeCondition.name.value);

  const ofField = (field: FieldNode, parent: GraphQLNamedType | undefined): DocumentWeight => {
    const alias = field.alias === undefined ? 0 : 1;
    if (field.selectionSet === undefined) return { depth: 1, aliases: alias, directives: 0, cost: 1 };
    const type = fieldType(field, parent);
    const inner = ofSelections(field.selectionSet, type === undefined ? undefined : getNamedType(type));
    const introspection = field.name.value.startsWith('__');
    return {
      depth: introspection ? 1 : inner.depth + 1,
      aliases: inner.aliases + alias,
      directives: inner.directives,
      cost: 1 + inner.cost * itemsOf(field, type, parent),
    };
  };

  const ofFragment = (name: string): DocumentWeight => {
    const known = weighed.get(name);
    if (known !== undefined) return known;
    const fragment = fragments.get(name);
    if (fragment === undefined) return NOTHING;
    weighed.set(name, NOTHING); // stands in while it is weighed, which also ends a circle
    const weight = ofSelections(fragment.selectionSet, conditionOf(fragment));
    weighed.set(name, weight);
    return weight;
  };

  let heaviest = NOTHING;
  for (const definition of document.definitions) {
    if (definition.kind !== Kind.OPERATION_DEFINITION) continue;
    const weight = ofSelections(definition.selectionSet, schema.getRootType(definition.operation) ?? undefined);
    const own = (definition.directives ?? []).length;
    heaviest = maximum(heaviest, { ...weight, directives: weight.directives + own });
  }
  return heaviest;
}

function fieldType(field: FieldNode, parent: GraphQLNamedType | undefined): GraphQLOutputType | undefined {
  if (!isObjectType(parent) && !isInterfaceType(parent)) return undefined; // a mistake, or introspection
  return parent.getFields()[field.name.value]?.type;
}

/** How many items a field has at most, or usually. */
function itemsOf(field: FieldNode, type: GraphQLOutputType | undefined, parent: GraphQLNamedType | undefined): number {
  const name = field.name.value;
  if (parent?.name.endsWith('Connection') === true) return 1; // its items are counted where it is asked for
  const pages = (field.arguments ?? []).filter((given) => given.name.value === 'first' || given.name.value === 'last');
  if (pages.length > 0) return Math.max(1, ...pages.map(({ value }) => sizeOf(value, PAGE_OF_A_VARIABLE)));
  const sizes = SIZES[name];
  if (sizes === undefined) return isList(type) ? (USUAL[name] ?? USUAL_ITEMS) : 1;
  let items = 1;
  for (const { argument, unset, variable } of sizes) {
    const given = field.arguments?.find((one) => one.name.value === argument)?.value;
    items *= given === undefined ? unset : sizeOf(given, variable);
  }
  return Math.max(1, items);
}

const isList = (type: GraphQLOutputType | undefined): boolean =>
  type !== undefined && isListType(getNullableType(type));

function sizeOf(value: ValueNode, variable: number): number {
  if (value.kind === Kind.LIST) return value.values.length;
  return value.kind === Kind.INT ? Number(value.value) : variable;
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
