/** Chance that a seed repeats (mulberry32), and values of every input type of the schema by it: all valid, some of them odd. */
import {
  type GraphQLInputObjectType,
  type GraphQLInputType,
  isEnumType,
  isInputObjectType,
  isListType,
  isNonNullType,
  isRequiredInputField,
} from 'graphql';
import { must } from '../../server/core/assert.ts';

export class Chance {
  #state: number;

  constructor(seed: number) {
    this.#state = seed >>> 0;
  }

  /** From 0 up to, without, 1. */
  next(): number {
    this.#state = (this.#state + 0x6d2b79f5) >>> 0;
    let t = this.#state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  }

  /** True in `share` of all cases. */
  of(share: number): boolean {
    return this.next() < share;
  }

  /** Both ends are possible. */
  between(least: number, most: number): number {
    return least + Math.floor(this.next() * (most - least + 1));
  }

  pick<T>(from: readonly T[]): T {
    return must(from[Math.floor(this.next() * from.length)], 'one of several');
  }

  some<T>(from: readonly T[], share: number): T[] {
    return from.filter(() => this.of(share));
  }
}

export interface ValueHints {
  /** Ids of what there is, and of what there is not. */
  readonly ids: readonly string[];
  /** Texts that mean something somewhere: names of metrics, cursors. */
  readonly words: readonly string[];
}

const TEXTS = ['', 'a', 'shop', '%', "'; --", 'quote " and \\ slash', 'Ünïcödé 名', '$1', '{name}', 'x'.repeat(300)];
const DATES = ['1970-01-01T00:00:00Z', '2026-01-02T03:04:05.678Z', '2026-11-26T10:00:00+02:00', '9999-12-31T23:59:59Z'];
const JSONS: readonly unknown[] = [null, 1, 'text', true, [1, 'a'], { any: { thing: [] } }];

/** Arguments that count something, with the range that they may have. */
const COUNTS: Readonly<Record<string, readonly [number, number]>> = {
  first: [1, 100],
  last: [1, 100],
  limit: [1, 1_000],
  maxPoints: [1, 2_000],
};

export function randomValue(type: GraphQLInputType, name: string, chance: Chance, hints: ValueHints): unknown {
  if (isNonNullType(type)) return randomValue(type.ofType, name, chance, hints);
  if (isListType(type))
    return Array.from({ length: chance.between(0, 3) }, () => randomValue(type.ofType, name, chance, hints));
  if (isEnumType(type)) return chance.pick(type.getValues()).name;
  if (isInputObjectType(type)) return randomInput(type, chance, hints);
  switch (type.name) {
    case 'ID':
      return chance.pick(hints.ids);
    case 'Int':
      return chance.between(...(COUNTS[name] ?? ([-3, 5] as const)));
    case 'Float':
      return chance.next() * 10;
    case 'Boolean':
      return chance.of(0.5);
    case 'BigInt':
      return chance.pick(['0', '1', '-7', '9'.repeat(30)]);
    case 'DateTime':
      return chance.pick(DATES);
    case 'JSON':
      return chance.pick(JSONS);
    default:
      return chance.pick(chance.of(0.5) ? hints.words : TEXTS);
  }
}

function randomInput(type: GraphQLInputObjectType, chance: Chance, hints: ValueHints): Record<string, unknown> {
  const fields = Object.values(type.getFields());
  const chosen = type.isOneOf
    ? [chance.pick(fields)]
    : fields.filter((field) => isRequiredInputField(field) || chance.of(0.3));
  return Object.fromEntries(chosen.map((field) => [field.name, randomValue(field.type, field.name, chance, hints)]));
}

/** The value as it stands in a document. */
export function literalOf(type: GraphQLInputType, value: unknown): string {
  if (isNonNullType(type)) return literalOf(type.ofType, value);
  if (value === null) return 'null';
  if (isListType(type) && Array.isArray(value))
    return `[${value.map((item) => literalOf(type.ofType, item)).join(', ')}]`;
  if (isEnumType(type)) return String(value);
  if (isInputObjectType(type)) {
    const fields = type.getFields();
    const inner = Object.entries(value as Record<string, unknown>).map(
      ([name, part]) => `${name}: ${literalOf(must(fields[name], name).type, part)}`,
    );
    return `{ ${inner.join(', ')} }`;
  }
  return untyped(value);
}

function untyped(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map((item) => untyped(item)).join(', ')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const inner = Object.entries(value).map(([name, part]) => `${name}: ${untyped(part)}`);
  return `{ ${inner.join(', ')} }`;
}
