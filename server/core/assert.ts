/** Small assertions that turn a broken invariant into a loud Bug instead of a silent wrong answer. */

/** Returns `value`, or throws when it is null or undefined; `what` names the thing that had to be there. */
export function must<T>(value: T | null | undefined, what: string): T {
  if (value === null || value === undefined) throw new Error(`invariant broken: ${what} is missing`);
  return value;
}

/** Throws unless `condition` holds; `what` states the invariant as a sentence. */
export function invariant(condition: boolean, what: string): asserts condition {
  if (!condition) throw new Error(`invariant broken: ${what}`);
}

/** Ends an exhaustive switch: the compiler refuses a case that was forgotten. */
export function unreachable(value: never): never {
  throw new Error(`unreachable case: ${JSON.stringify(value)}`);
}
