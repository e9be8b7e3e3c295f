/**
 * Random documents that are valid by construction: fields and arguments of the schema as chance has it, with aliases, fragments
 * (named ones also twice), inline fragments on members of interfaces, variables, @include and @skip.
 *
 * R1 no response name occurs twice in a selection set or in the fragments in it, so that nothing has to be merged.
 * R2 an object gets at least one field, also where nothing but __typename can be had.
 */
import {
  type GraphQLCompositeType,
  type GraphQLField,
  type GraphQLSchema,
  getNamedType,
  isAbstractType,
  isCompositeType,
  isObjectType,
  isRequiredArgument,
  isUnionType,
} from 'graphql';
import { must } from '../../server/core/assert.ts';
import { Chance, literalOf, randomValue, type ValueHints } from './random-source.ts';

export interface RandomQuery {
  readonly query: string;
  readonly variables: Readonly<Record<string, unknown>>;
}

const DEEPEST = 9;
const MOST_FIELDS = 120;
const MOST_ALIASES = 20;
const MOST_DIRECTIVES = 15;

export function randomQuery(schema: GraphQLSchema, seed: number, hints: ValueHints): RandomQuery {
  return new Writer(schema, new Chance(seed), hints).write();
}

interface Fragment {
  readonly name: string;
  readonly type: string;
  readonly names: ReadonlySet<string>;
  readonly text: string;
}

/** The response names that are taken in a selection set (R1). */
type Taken = Set<string>;

class Writer {
  readonly #schema: GraphQLSchema;
  readonly #chance: Chance;
  readonly #hints: ValueHints;
  readonly #variables = new Map<string, { readonly type: string; readonly value: unknown }>();
  readonly #fragments: Fragment[] = [];
  #fields = 0;
  #aliases = 0;
  #directives = 0;

  constructor(schema: GraphQLSchema, chance: Chance, hints: ValueHints) {
    this.#schema = schema;
    this.#chance = chance;
    this.#hints = hints;
  }

  write(): RandomQuery {
    const root = must(this.#schema.getQueryType(), 'the queries');
    const body = this.#selections(root, 0, new Set());
    const declared = [...this.#variables].map(([name, { type }]) => `$${name}: ${type}`).join(', ');
    const head = declared === '' ? 'query Random' : `query Random(${declared})`;
    const variables = Object.fromEntries([...this.#variables].map(([name, { value }]) => [name, value]));
    return { query: [`${head} ${body}`, ...this.#fragments.map(({ text }) => text)].join('\n'), variables };
  }

  #selections(type: GraphQLCompositeType, depth: number, taken: Taken): string {
    const lines: string[] = [];
    if (!isUnionType(type)) lines.push(...this.#fieldsOf(Object.values(type.getFields()), depth, taken));
    if (isAbstractType(type))
      for (const member of this.#chance.some(this.#schema.getPossibleTypes(type), 0.4))
        lines.push(this.#fragment(member, depth, taken));
    else if (this.#chance.of(0.15)) lines.push(this.#fragment(type, depth, taken));
    if (lines.length === 0 || this.#chance.of(0.1)) lines.push('__typename'); // R2: the one name that may be merged
    return `{ ${lines.join(' ')} }`;
  }

  #fieldsOf(all: readonly GraphQLField<unknown, unknown>[], depth: number, taken: Taken): string[] {
    const lines: string[] = [];
    const share = depth === 0 ? 3 / all.length : Math.min(0.7, 5 / all.length);
    for (const field of this.#chance.some(all, share)) {
      const inner = getNamedType(field.type);
      if (this.#fields >= MOST_FIELDS || (isCompositeType(inner) && depth >= DEEPEST)) continue;
      const name = this.#responseName(field.name, taken);
      if (name === null) continue;
      this.#fields += 1;
      const below = isCompositeType(inner) ? ` ${this.#selections(inner, depth + 1, new Set())}` : '';
      const alias = name === field.name ? '' : `${name}: `;
      lines.push(`${alias}${field.name}${this.#arguments(field)}${this.#directive()}${below}`);
    }
    return lines;
  }

  #responseName(field: string, taken: Taken): string | null {
    let name = field;
    if (taken.has(field) || this.#chance.of(0.05)) {
      if (this.#aliases >= MOST_ALIASES) return null;
      this.#aliases += 1;
      name = `a${this.#aliases}`;
    }
    if (taken.has(name)) return null;
    taken.add(name);
    return name;
  }

  /** Inline, named, or one that was written before and fits. */
  #fragment(type: GraphQLCompositeType, depth: number, taken: Taken): string {
    const known = this.#fragments.find(
      (one) => one.type === type.name && [...one.names].every((name) => !taken.has(name)),
    );
    if (known !== undefined && depth > 0 && this.#chance.of(0.5) && this.#aliases + known.names.size < MOST_ALIASES) {
      for (const name of known.names) taken.add(name);
      this.#aliases += known.names.size; // at most so many more
      return `...${known.name}${this.#directive()}`;
    }
    const names: Taken = new Set(taken);
    const mayBeNamed = depth >= 5 && this.#chance.of(0.5); // used again it is nowhere deeper than where it was written
    const condition =
      isObjectType(type) && this.#chance.of(0.1) && !mayBeNamed && depth === 0 ? '' : ` on ${type.name}`;
    const body = this.#selections(type, depth, names);
    const own = new Set([...names].filter((name) => !taken.has(name)));
    for (const name of own) taken.add(name);
    if (!mayBeNamed) return `...${condition}${this.#directive()} ${body}`;
    const name = `F${this.#fragments.length}`;
    this.#fragments.push({ name, type: type.name, names: own, text: `fragment ${name} on ${type.name} ${body}` });
    return `...${name}`;
  }

  #arguments(field: GraphQLField<unknown, unknown>): string {
    const isPage = field.args.some(({ name }) => name === 'first') && field.args.some(({ name }) => name === 'last');
    const size = this.#chance.of(0.8) ? 'first' : 'last';
    const given = field.args.filter(({ name, ...argument }) => {
      if (isPage && (name === 'first' || name === 'last')) return name === size && this.#chance.of(0.97);
      return isRequiredArgument({ name, ...argument }) || this.#chance.of(0.35);
    });
    const texts = given.map(({ name, type }) => {
      const value = randomValue(type, name, this.#chance, this.#hints);
      return `${name}: ${this.#chance.of(0.3) ? this.#variable(String(type), value) : literalOf(type, value)}`;
    });
    return texts.length === 0 ? '' : `(${texts.join(', ')})`;
  }

  #variable(type: string, value: unknown): string {
    const name = `v${this.#variables.size}`;
    this.#variables.set(name, { type, value });
    return `$${name}`;
  }

  #directive(): string {
    if (this.#directives >= MOST_DIRECTIVES || !this.#chance.of(0.08)) return '';
    this.#directives += 1;
    const value = this.#chance.of(0.7);
    const condition = this.#chance.of(0.5) ? this.#variable('Boolean!', value) : String(value);
    return ` @${this.#chance.pick(['include', 'skip'])}(if: ${condition})`;
  }
}
