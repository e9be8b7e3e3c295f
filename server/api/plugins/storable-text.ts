/**
 * Refuses text that no database can keep, a variable or a literal: U+0000, and half of a surrogate pair. Over both
 * transports; code BAD_INPUT.
 */
import { BREAK, visit, type DocumentNode } from 'graphql';
import type { Plugin } from 'graphql-yoga';
import { GodwitError } from '../../core/errors.ts';

export const storableText = (): Plugin => ({
  onExecute: ({ args }) => refuse(args.document, args.variableValues),
  onSubscribe: ({ args }) => refuse(args.document, args.variableValues),
});

function refuse(document: DocumentNode, variables: unknown): void {
  if (!isStorable(variables) || !literalsAre(document))
    throw new GodwitError('BAD_INPUT', {
      detail: 'A text holds a character that cannot be kept: U+0000, or half a pair.',
    });
}

function isStorable(value: unknown): boolean {
  if (typeof value === 'string') return value.isWellFormed() && !value.includes('\u0000');
  if (typeof value !== 'object' || value === null) return true;
  return Object.entries(value).every(([name, inner]) => isStorable(name) && isStorable(inner));
}

function literalsAre(document: DocumentNode): boolean {
  let storable = true;
  visit(document, {
    StringValue: ({ value }) => {
      storable &&= isStorable(value);
      return storable ? undefined : BREAK;
    },
  });
  return storable;
}
