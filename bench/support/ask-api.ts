/** A question to the GraphQL API as a caller asks it; an error in the answer is thrown. */
export async function askApi<T>(url: string, query: string, variables: Readonly<Record<string, unknown>>): Promise<T> {
  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query, variables }),
  });
  const { data, errors } = (await response.json()) as { data?: T; errors?: unknown };
  if (errors !== undefined || data === undefined)
    throw new Error(`the API answered ${response.status}: ${JSON.stringify(errors)}`);
  return data;
}
