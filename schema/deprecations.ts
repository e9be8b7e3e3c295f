/**
 * What is to go says so first: `@deprecated(reason: "Use X instead. Goes on 2027-03-01.")`, with what replaces it and the day from
 * which on it may be gone, at least three months after it was said.
 */
import {
  type GraphQLSchema,
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isIntrospectionType,
  isObjectType,
} from 'graphql';

const REASON = /^Use \S.* instead\. Goes on (\d{4}-\d{2}-\d{2})\.$/;
const MONTHS = 3;

/** Reasons by the path of what is deprecated (`Type.field`, `Type.field.argument`, `Enum.VALUE`). */
export function deprecations(schema: GraphQLSchema): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  const note = (path: string, reason: string | null | undefined): void => {
    if (reason !== null && reason !== undefined) found.set(path, reason);
  };
  for (const type of Object.values(schema.getTypeMap())) {
    if (isIntrospectionType(type)) continue;
    if (isEnumType(type))
      for (const { name, deprecationReason } of type.getValues()) note(`${type.name}.${name}`, deprecationReason);
    if (isInputObjectType(type))
      for (const { name, deprecationReason } of Object.values(type.getFields())) note(`${type.name}.${name}`, deprecationReason); // prettier-ignore
    if (isObjectType(type) || isInterfaceType(type))
      for (const field of Object.values(type.getFields())) {
        note(`${type.name}.${field.name}`, field.deprecationReason);
        for (const { name, deprecationReason } of field.args) note(`${type.name}.${field.name}.${name}`, deprecationReason); // prettier-ignore
      }
  }
  return found;
}

/** What is wrong with the deprecations of `present`, as sentences; `today` as 2026-11-26. */
export function deprecationProblems(released: GraphQLSchema | null, present: GraphQLSchema, today: string): string[] {
  const before = released === null ? new Map<string, string>() : deprecations(released);
  const earliest = new Date(today);
  earliest.setUTCMonth(earliest.getUTCMonth() + MONTHS);
  return [...deprecations(present)].flatMap(([path, reason]) => {
    const day = REASON.exec(reason)?.[1];
    if (day === undefined) return [`${path} is deprecated without "Use X instead. Goes on YYYY-MM-DD.": ${reason}`];
    const said = before.get(path);
    if (said === reason) return [];
    return day < earliest.toISOString().slice(0, 10) ? [`${path} would go on ${day}, less than three months on.`] : [];
  });
}

/** Whether what has this path in the released schema may be gone by now. */
export function mayBeGone(released: GraphQLSchema, path: string, today: string): boolean {
  const day = REASON.exec(deprecations(released).get(path) ?? '')?.[1];
  return day !== undefined && day <= today;
}
