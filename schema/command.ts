/** What every mutation carries to its service: who acts, and the key under which a repetition answers the same. */
import type { Command } from '../server/core/actor.ts';
import type { RequestContext } from './context.ts';

export const commandOf = (context: RequestContext, input: { readonly idempotencyKey?: string | null }): Command => ({
  actor: context.actor,
  idempotencyKey: input.idempotencyKey ?? null,
});

/** The description of the optional input field `idempotencyKey`. */
export const IDEMPOTENCY =
  'Kept 24 hours for this actor: the same key with the same input answers as the first time, with another input it is refused.';

export const capitalized = (name: string): string => name.charAt(0).toUpperCase() + name.slice(1);
