/** Commands on tasks as a caller of the public API gives them: plain fetch, the answer's code for a refusal. */
export type TaskCommand =
  'taskStart' | 'taskStop' | 'taskResume' | 'taskRelease' | 'taskDelete' | 'taskUpdateParameters';

interface Answer {
  readonly data?: Record<string, { readonly code?: string; readonly message?: string }>;
  readonly errors?: readonly { readonly message: string }[];
}

/** Gives the command; null when it was accepted, else the code of the refusal. */
export async function command(
  url: string,
  name: TaskCommand,
  input: Readonly<Record<string, unknown>>,
): Promise<string | null> {
  const type = `${name.charAt(0).toUpperCase()}${name.slice(1)}`;
  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({
      query: `mutation($input: ${type}Input!) { ${name}(input: $input) { ... on UserError { code message } } }`,
      variables: { input },
    }),
  });
  const answer = (await response.json()) as Answer;
  const result = answer.data?.[name];
  if (answer.errors !== undefined || result === undefined)
    throw new Error(`${name}: the API answered ${response.status}: ${JSON.stringify(answer.errors)}`);
  return result.code ?? null;
}
