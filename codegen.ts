/** Types and documents of the client, made of schema.graphql and client/operations: `npm run codegen` writes client/generated. */
import type { CodegenConfig } from '@graphql-codegen/cli';

const config: CodegenConfig = {
  schema: 'schema/schema.graphql',
  documents: 'client/operations/*.graphql',
  generates: {
    'client/generated/': {
      preset: 'client',
      presetConfig: { fragmentMasking: false },
      config: {
        documentMode: 'documentNodeImportFragments',
        dedupeFragments: true,
        onlyOperationTypes: true,
        enumsAsTypes: true,
        useTypeImports: true,
        strictScalars: true,
        scalars: { BigInt: 'string', DateTime: 'string', JSON: 'unknown', Position: 'string', URL: 'string' },
      },
    },
  },
  importExtension: '.ts',
};

export default config;
