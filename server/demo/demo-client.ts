/** The demo's caller of the public GraphQL API: plain fetch, one operation a function; nothing the API does not offer anyone. */
export interface DemoTask {
  readonly id: string;
  readonly name: string;
  readonly status: string;
  readonly reason: { readonly code: string; readonly message: string; readonly remedy: string } | null;
  readonly waitingFor: { readonly what: string } | null;
  readonly latency: { readonly latencyMs: number | null } | null;
  readonly subtasks: readonly DemoSubtask[];
}

export interface DemoSubtask {
  readonly kind: string;
  readonly status: string;
  readonly progress: number;
  readonly durationMs: number | null;
  readonly reason: { readonly message: string; readonly remedy: string } | null;
}

export interface DemoVerification {
  readonly status: string;
  readonly tablesTotal: number;
  readonly tablesCompleted: number;
  readonly verifiedRows: string;
  readonly differences: string;
  readonly result: 'EQUAL' | 'DIFFERENT' | 'INCOMPLETE' | null;
  readonly notProven: {
    readonly totalCount: number;
    readonly nodes: readonly {
      readonly source: { readonly schema: string; readonly name: string };
      readonly result: string;
    }[];
  };
}

export interface DemoEndpoint {
  readonly name: string;
  readonly host: string;
  readonly port: number;
  readonly database: string;
  readonly user: string;
  readonly password: string;
}

export class DemoClient {
  readonly #url: string;
  readonly #newToken: (() => Promise<string>) | null;
  #token: string | null = null;

  /** `newToken` is asked once the service wants one: it runs open until somebody makes the first. */
  constructor(url: string, newToken: (() => Promise<string>) | null) {
    this.#url = url;
    this.#newToken = newToken;
  }

  async findTask(name: string): Promise<DemoTask | null> {
    const data = await this.#query<{ tasks: { nodes: DemoTask[] } }>(
      `query($keyword: String) { tasks(first: 20, filter: { keyword: $keyword }) { nodes { ${TASK} } } }`,
      { keyword: name },
    );
    return data.tasks.nodes.find((task) => task.name === name) ?? null;
  }

  async task(id: string): Promise<DemoTask | null> {
    return (await this.#query<{ task: DemoTask | null }>(`query($id: ID!) { task(id: $id) { ${TASK} } }`, { id })).task;
  }

  async verification(taskId: string): Promise<DemoVerification | null> {
    const data = await this.#query<{ task: { subtask: { runs: { nodes: DemoVerification[] } } | null } | null }>(
      `query($id: ID!) { task(id: $id) { subtask(kind: FULL_VERIFICATION) { ... on FullVerificationSubtask { runs(first: 1) { nodes { status tablesTotal tablesCompleted verifiedRows differences result notProven: tables(first: 10, filter: { results: [FAILED, NOT_COMPARABLE, SKIPPED] }) { totalCount nodes { source { schema name } result } } } } } } } }`,
      { id: taskId },
    );
    return data.task?.subtask?.runs.nodes[0] ?? null;
  }

  async endpoint(given: DemoEndpoint): Promise<string> {
    const found = await this.#query<{
      endpoints: { nodes: { id: string; name: string; port: number; revision: number }[] };
    }>(
      `query($keyword: String) { endpoints(first: 20, filter: { keyword: $keyword }) { nodes { id name port revision } } }`,
      { keyword: given.name },
    );
    const there = found.endpoints.nodes.find((endpoint) => endpoint.name === given.name);
    if (there !== undefined) {
      if (there.port !== given.port)
        await this.#mutate(
          'endpointUpdate',
          'EndpointUpdateInput',
          { endpointId: there.id, expectedRevision: there.revision, port: given.port, password: given.password },
          'endpoint { id }',
        );
      return there.id;
    }
    const made = await this.#mutate<{ endpoint: { id: string } }>(
      'endpointCreate',
      'EndpointCreateInput',
      { endpoint: { ...given, kind: 'POSTGRESQL' } },
      'endpoint { id }',
    );
    return made.endpoint.id;
  }

  async createTask(input: {
    readonly name: string;
    readonly sourceEndpointId: string;
    readonly targetEndpointId: string;
    readonly schema: string;
    readonly logRetentionBytes: number;
    /** Default: everything from structure to verification. */
    readonly phases?: readonly string[];
    readonly parameters?: readonly { readonly name: string; readonly value: unknown }[];
  }): Promise<string> {
    const made = await this.#mutate<{ task: { id: string } }>(
      'taskCreate',
      'TaskCreateInput',
      {
        name: input.name,
        sourceEndpointId: input.sourceEndpointId,
        targetEndpointId: input.targetEndpointId,
        phases: input.phases ?? [
          'SCHEMA_MIGRATION',
          'FULL_MIGRATION',
          'INCREMENTAL_SYNCHRONIZATION',
          'FULL_VERIFICATION',
        ],
        selection: { include: [{ schema: input.schema, name: '*' }] },
        parameters: [
          { name: 'incrementalLogRetentionBytes', value: input.logRetentionBytes },
          ...(input.parameters ?? []),
        ],
        tags: ['demo'],
      },
      'task { id }',
    );
    return made.task.id;
  }

  async start(taskId: string): Promise<void> {
    await this.#mutate('taskStart', 'TaskStartInput', { taskId }, 'task { id }');
  }

  async #mutate<T>(name: string, type: string, input: unknown, selection: string): Promise<T> {
    const payload = `${name.charAt(0).toUpperCase()}${name.slice(1)}Payload`;
    const data = await this.#query<Record<string, T & { code?: string; message?: string; remedy?: string }>>(
      `mutation($input: ${type}!) { ${name}(input: $input) { ... on ${payload} { ${selection} } ... on UserError { code message remedy } } }`,
      { input },
    );
    const answer = data[name];
    if (answer === undefined || answer.code !== undefined)
      throw new Error(`${name}: ${answer?.code ?? 'no answer'} ${answer?.message ?? ''} ${answer?.remedy ?? ''}`);
    return answer;
  }

  async #query<T>(query: string, variables: Record<string, unknown>): Promise<T> {
    let response = await this.#send(query, variables);
    if (response.status === 401 && this.#newToken !== null) {
      this.#token = await this.#newToken();
      response = await this.#send(query, variables);
    }
    const answer = (await response.json()) as { data?: T; errors?: { message: string }[] };
    if (answer.errors !== undefined || answer.data === undefined)
      throw new Error(`the API answered ${response.status}: ${JSON.stringify(answer.errors)}`);
    return answer.data;
  }

  #send(query: string, variables: Record<string, unknown>): Promise<Response> {
    return fetch(`${this.#url}/graphql`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        ...(this.#token ? { authorization: `Bearer ${this.#token}` } : {}),
      },
      body: JSON.stringify({ query, variables }),
    });
  }
}

const TASK = `id name status reason { code message remedy } waitingFor { what } latency { latencyMs }
  subtasks { kind status progress durationMs reason { message remedy } }`;
