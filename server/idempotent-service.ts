/**
 * A service whose mutations honour the idempotency key of their command. A mutation is recognised by its last argument, the
 * Command; everything before it, and what the command says beyond actor and key, is its input.
 */
import type { Actor, Command } from './core/actor.ts';
import type { RepeatableRequest } from './persistence/idempotency.ts';

export interface RepeatGuard {
  run<T>(request: RepeatableRequest, work: () => Promise<T>): Promise<T>;
}

/** `name` tells mutations of different services apart. */
export function idempotentService<T extends object>(name: string, service: T, guard: RepeatGuard): T {
  return new Proxy(service, {
    get(target, property) {
      const member: unknown = Reflect.get(target, property, target);
      if (typeof member !== 'function') return member;
      return (...given: readonly unknown[]): unknown => {
        const work = (): unknown => Reflect.apply(member, target, given);
        const command = given.at(-1);
        if (!isCommand(command) || command.idempotencyKey === null || command.idempotencyKey === undefined)
          return work();
        const { actor, idempotencyKey: key, ...more } = command;
        return guard.run(
          { actor, key, operation: `${name}.${String(property)}`, input: [...given.slice(0, -1), more] },
          async () => work(),
        );
      };
    },
  });
}

const isCommand = (value: unknown): value is Command =>
  typeof value === 'object' && value !== null && 'actor' in value && isActor(value.actor);

const isActor = (value: unknown): value is Actor =>
  typeof value === 'object' && value !== null && 'tokenId' in value && 'role' in value && 'name' in value;
