/** Samples of a task's latency as a viewer gets them: the subscription taskProgress over a websocket, with the time of arrival. */
import { createClient } from 'graphql-ws';
import WebSocket from 'ws';

export interface LatencySample {
  /** Monotonic milliseconds of its arrival. */
  readonly at: number;
  readonly latencyMs: number;
  readonly updatedAgoMs: number;
  readonly stale: boolean;
  /** How late our own timers were meanwhile: a machine that stood still says nothing about the product. */
  readonly lagMs: number;
}

const TICK_MS = 50;

/** What comes within `forMs`. */
export async function sampleLatency(url: string, taskId: string, forMs: number): Promise<LatencySample[]> {
  const samples: LatencySample[] = [];
  let [ticked, lagMs] = [performance.now(), 0];
  const ticking = setInterval(() => {
    const now = performance.now();
    lagMs = Math.max(lagMs, now - ticked - TICK_MS);
    ticked = now;
  }, TICK_MS);
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
    clearInterval(ticking);
    await client.dispose();
  }
}
