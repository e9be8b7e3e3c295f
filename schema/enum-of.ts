/** Makes a GraphQL enum of a closed set of texts, each value with its description. */
import { builder } from './builder.ts';

type EnumValues<Value extends string> = { [Key in Value]: { value: Key; description: string } };

export function enumOf<Value extends string>(
  name: string,
  description: string,
  values: Readonly<Record<Value, string>>,
) {
  const entries = Object.entries<string>(values).map(([value, says]) => [value, { value, description: says }]);
  return builder.enumType(name, {
    description: `${description} Treat a value that you do not know as other.`,
    values: Object.fromEntries(entries) as EnumValues<Value>, // each key got its own name as value in the line above
  });
}
