/** Samples of a task's latency as a viewer gets them: the subscription taskProgress over a websocket, with the time of arrival. */
import { fork } from 'node:child_process';
import { createClient } from 'graphql-ws';
import WebSocket from 'ws';

export interface LatencySample {
  /** Monotonic milliseconds of its arrival. */
  readonly at: number;
  readonly latencyMs: number;
  readonly updatedAgoMs: number;
  readonly stale: boolean;
  /** How late timers were meanwhile at a worker's priority: a machine that has no time says nothing about the product. */
  readonly lagMs: number;
}

/** What comes within `forMs`. */
export async function sampleLatency(url: string, taskId: string, forMs: number): Promise<LatencySample[]> {
  const samples: LatencySample[] = [];
  let lagMs = 0;
  const watch = fork(new URL('./lag-child.mjs', import.meta.url).pathname);
  watch.on('message', (lag) => (lagMs = Math.max(lagMs, Number(lag))));
  const client = createClient({ url: `${url.replace('http', 'ws')}/graphql`, webSocketImpl: WebSocket });
  const until = performance.now() + forMs;
  try {
    for await (const answer of client.iterate({
      query: 'subscription($id: ID!) { taskProgress(taskId: $id) { latency { latencyMs updatedAgoMs stale } } }',
      variables: { id: taskId },
    })) {
      const { latency } = (answer.data as { taskProgress: { latency: Omit<LatencySample, 'at' | 'lagMs'> } })
        .taskProgress;
      samples.push({ ...latency, at: performance.now(), lagMs });
      lagMs = 0;
      if (performance.now() > until) return samples;
    }
    return samples;
  } finally {
    watch.kill();
    await client.dispose();
  }
}
