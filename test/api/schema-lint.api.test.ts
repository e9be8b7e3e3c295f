/**
 * graphql-eslint as a judge of schema.graphql: every rule that it has for schemas, those of Relay among them. A rule that is off, or
 * not as it comes, disagrees with a decision of ours, and the decision stands beside it.
 */
import graphqlEslint from '@graphql-eslint/eslint-plugin';
import { ESLint, type Linter } from 'eslint';
import { expect, it } from 'vitest';

const { parser, configs } = graphqlEslint;

const OURS: Linter.RulesRecord = {
  // every word of the schema is described, not its types alone
  '@graphql-eslint/require-description': [
    'error',
    {
      types: true,
      DirectiveDefinition: true,
      FieldDefinition: true,
      InputValueDefinition: true,
      EnumValueDefinition: true,
      rootField: true,
    },
  ],
  // only what can be found again has a global id: values, payloads, pages and rows of another's list have none
  '@graphql-eslint/strict-id-in-types': 'off',
  // for the same reason not every node of an edge is a Node; beside connections there are `nodes` and lists that cannot grow
  '@graphql-eslint/relay-edge-types': [
    'error',
    { withEdgeSuffix: true, shouldImplementNode: false, listTypeCanWrapOnlyEdgeType: false },
  ],
  // a service that acts and is watched has mutations and subscriptions
  '@graphql-eslint/no-root-type': 'off',
  // expected failures are members of the union that a mutation answers; it is never null
  '@graphql-eslint/require-nullable-result-in-root': 'off',
  // printed by name, in the order of character codes
  '@graphql-eslint/alphabetize': 'off',
};

/** Units stand in names; a word for an id that is no global one is the same wherever it is given back. */
const KEPT = ['Latency.latencyMs', 'Upload.uploadId', 'Worker.workerId'];

function linter(): ESLint {
  const rules = (name: 'flat/schema-all' | 'flat/schema-recommended' | 'flat/schema-relay') => configs[name].rules;
  const config = {
    files: ['**/*.graphql'],
    languageOptions: { parser, parserOptions: { graphQLConfig: { schema: 'schema/schema.graphql' } } },
    plugins: { '@graphql-eslint': graphqlEslint },
    rules: { ...rules('flat/schema-all'), ...rules('flat/schema-recommended'), ...rules('flat/schema-relay'), ...OURS },
  };
  return new ESLint({ overrideConfigFile: true, ignore: false, overrideConfig: config as unknown as Linter.Config }); // its types are those of another ESLint
}

const findings = async (results: Promise<ESLint.LintResult[]>): Promise<string[]> =>
  (await results).flatMap(({ messages }) =>
    messages.map(({ ruleId, line, message }) => `${ruleId ?? 'no rule'} at ${line}: ${message}`),
  );

it('graphql-eslint finds nothing in the schema but the names that are kept', async () => {
  const found = await findings(linter().lintFiles(['schema/schema.graphql']));
  const kept = found.flatMap((finding) => {
    const [, field, type] = /no-typename-prefix.*Field "(\w+)" starts with .* type "(\w+)"/.exec(finding) ?? [];
    return field === undefined ? [] : [`${type}.${field}`];
  });
  expect(kept.toSorted()).toEqual(KEPT);
  expect(found.filter((finding) => !finding.includes('no-typename-prefix'))).toEqual([]);
});
