/** Documents that ask for more than anybody may, each with the code that it is to be refused with. */
const many = (count: number, make: (index: number) => string): string =>
  Array.from({ length: count }, (_, index) => make(index)).join(' ');

const nested = (levels: number): string =>
  `{ task(id: "x") ${'{ components { task '.repeat(levels)}{ name }${' } }'.repeat(levels)} }`;

/** The members double with every fragment. */
const doubling = (fragments: number): string =>
  `{ ...F0 } ${many(fragments, (n) => `fragment F${n} on Query { ...F${n + 1} ...F${n + 1} }`)} fragment F${fragments} on Query { eventCursor }`;

export const ATTACK_DOCUMENTS: Readonly<Record<string, readonly [code: string, query: string]>> = {
  'an alias bomb': ['ALIAS_LIMIT', `{ ${many(600, (n) => `a${n}: eventCursor`)} }`],
  'an alias bomb of thousands': ['TOKEN_LIMIT', `{ ${many(10_000, (n) => `a${n}: eventCursor`)} }`],
  'a depth bomb': ['DEPTH_LIMIT', nested(100)],
  'a depth bomb of thousands': ['TOKEN_LIMIT', nested(5_000)],
  'a depth bomb of brackets': ['TOKEN_LIMIT', `{ tasks(filter: ${'['.repeat(200_000)}`],
  'a directive bomb': ['DIRECTIVE_LIMIT', `{ eventCursor ${'@include(if: true) '.repeat(250)} }`],
  'a cost bomb of pages': [
    'COST_LIMIT',
    '{ tasks(first: 100) { nodes { objects(first: 100) { nodes { tableId rowFilter source { name schema } target { name } } } } } }',
  ],
  'a cost bomb of lists without pages': [
    'COST_LIMIT',
    '{ tasks(first: 100) { nodes { components { task { components { configuration { parameter { name value default } } } } } } } }',
  ],
  'a cost bomb of figures': [
    'COST_LIMIT',
    '{ tasks(first: 100) { nodes { metrics(names: ["incr_latency"], maxPoints: 2000) { points { at value } } } } }',
  ],
  'a cost bomb of lines': ['COST_LIMIT', '{ components(first: 100) { nodes { logs(limit: 1000) { at message } } } }'],
  'a huge page': ['COST_LIMIT', '{ tasks(first: 1000000) { nodes { name } } }'],
  'the same field by the thousand': ['REPEAT_LIMIT', `{ ${'eventCursor '.repeat(1_900)} }`],
  'the same object by the hundred': ['REPEAT_LIMIT', `{ ${'viewer { name role } '.repeat(390)} }`],
  'the same fragment by the hundred': [
    'REPEAT_LIMIT',
    `{ ${'...F '.repeat(600)} } fragment F on Query { eventCursor viewer { name } }`,
  ],
  'fragments that double': ['COST_LIMIT', doubling(60)],
  'circular fragments': [
    'GRAPHQL_VALIDATION_FAILED',
    `{ ...F0 } ${many(150, (n) => `fragment F${n} on Query { eventCursor ...F${(n + 1) % 150} }`)}`,
  ],
  'circular fragments that double': [
    'REPEAT_LIMIT',
    `{ ...F0 } ${many(100, (n) => `fragment F${n} on Query { ...F${(n + 1) % 100} ...F${(n + 7) % 100} }`)}`,
  ],
};
