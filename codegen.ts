/** Types and documents of the client, made of schema.graphql and client/operations: `npm run codegen` writes client/generated. */
import type { CodegenConfig } from '@graphql-codegen/cli';
import { Kind, visit, type DocumentNode, type SelectionSetNode } from 'graphql';

const config: CodegenConfig = {
  schema: 'schema/schema.graphql',
  documents: 'client/operations/*.graphql',
  generates: {
    'client/generated/': {
      preset: 'client',
      presetConfig: {
        fragmentMasking: false,
        // the texts that the console sends by their SHA-256, which each document knows (server/api/trusted-documents.ts)
        persistedDocuments: { mode: 'embedHashInDocument', hashPropertyName: 'hash', hashAlgorithm: 'sha256' },
      },
      documentTransforms: [
        {
          transform: ({ documents }) =>
            documents.map((one) => (one.document ? { ...one, document: withTypenames(one.document) } : one)),
        },
      ],
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

/** What urql's cache adds to a document before it is sent; the root of an operation stays as it is. */
function withTypenames(document: DocumentNode): DocumentNode {
  const typed = (set: SelectionSetNode): SelectionSetNode => {
    const has = set.selections.some((one) => one.kind === Kind.FIELD && one.name.value === '__typename' && !one.alias);
    const typename = { kind: Kind.FIELD, name: { kind: Kind.NAME, value: '__typename' } } as const;
    return has ? set : { ...set, selections: [...set.selections, typename] };
  };
  return visit(document, {
    SelectionSet: {
      leave: (set, _key, parent) =>
        parent && 'kind' in parent && parent.kind === Kind.OPERATION_DEFINITION ? undefined : typed(set),
    },
  });
}

export default config;
