/** What the schema promises about itself. */
import { readFileSync } from 'node:fs';
import { buildSchema, isEnumType, isInputObjectType, isInterfaceType, isObjectType } from 'graphql';
import { describe, expect, it } from 'vitest';
import { breakingChanges } from './check.ts';
import { deprecationProblems } from './deprecations.ts';
import { SCHEMA_FILE, schemaText } from './print.ts';
import { schema } from './schema.ts';

const own = Object.values(schema.getTypeMap()).filter((type) => !type.name.startsWith('__'));

describe('the schema', () => {
  it('describes every type, field, argument and enum value', () => {
    const silent: string[] = [];
    for (const type of own) {
      if (!type.description) silent.push(type.name);
      if (isObjectType(type) || isInterfaceType(type) || isInputObjectType(type))
        for (const field of Object.values(type.getFields())) {
          if (!field.description) silent.push(`${type.name}.${field.name}`);
          const given = 'args' in field ? field.args : [];
          for (const argument of given)
            if (!argument.description) silent.push(`${type.name}.${field.name}(${argument.name})`);
        }
      if (isEnumType(type))
        for (const value of type.getValues()) if (!value.description) silent.push(`${type.name}.${value.name}`);
    }
    expect(silent).toEqual([]);
  });

  it('has one definition of what something waits for, of a component and of a task', () => {
    const wait = schema.getType('Wait');
    const kinds = isInterfaceType(wait) ? schema.getPossibleTypes(wait).map(({ name }) => name) : [];
    expect(kinds.toSorted()).toEqual(['Waiting', 'WaitingFor']);
  });

  it('is printed in schema.graphql', () => {
    expect(readFileSync(SCHEMA_FILE, 'utf8')).toBe(schemaText());
  });

  it('counts a removed field as breaking and an added one not', async () => {
    const released = 'type Query { a: Int b: Int }';
    expect(await breakingChanges(released, 'type Query { a: Int b: Int c: Int }')).toEqual([]);
    expect(await breakingChanges(released, 'type Query { a: Int }')).toHaveLength(1);
  });

  it('lets go what was to go once its day has come, and says at least three months before', async () => {
    const field = (reason: string | null): string =>
      `type Query { a: Int ${reason === null ? '' : `b: Int @deprecated(reason: "${reason}")`} }`;
    const said = field('Use a instead. Goes on 2027-03-01.');
    expect(await breakingChanges(said, field(null), '2027-02-28')).toHaveLength(1);
    expect(await breakingChanges(said, field(null), '2027-03-01')).toEqual([]);
    expect(await breakingChanges('type Query { a: Int b: Int }', field(null), '2030-01-01')).toHaveLength(1);
    const problems = (reason: string, before: string | null, today: string): string[] =>
      deprecationProblems(before === null ? null : buildSchema(before), buildSchema(field(reason)), today);
    expect(problems('Use a instead. Goes on 2027-03-01.', null, '2026-12-01')).toEqual([]);
    expect(problems('Use a instead. Goes on 2027-03-01.', null, '2026-12-02')).toHaveLength(1);
    expect(problems('Use a instead. Goes on 2027-03-01.', said, '2027-02-01')).toEqual([]);
    expect(problems('It is old.', null, '2026-12-01')).toHaveLength(1);
  });
});
