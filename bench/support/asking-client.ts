/**
 * Asks for a task at a steady rate while its full migration runs, whatever the answers take, and sends its parent the
 * milliseconds from when each question was due to its answer. Its words: address, id of the task, milliseconds between questions.
 */
import { pause } from '../../server/runtime/clock.ts';
import { askApi } from './ask-api.ts';

const QUERY = `query($id: ID!) { task(id: $id) { name status pendingAction { action } waitingFor { what } allowedActions { action allowed }
  latency { latencyMs stale } subtasks { kind status progress } components { kind status host cpu memoryBytes } } }`;

interface Answer {
  readonly task: { readonly subtasks: readonly { readonly kind: string; readonly status: string }[] };
}

const [url = '', id = '', everyMs = '50'] = process.argv.slice(2);

const times: number[] = [];
const answers: Promise<void>[] = [];
let status = await ask(); // the first query pays for what is loaded once
for (let due = performance.now(); status !== 'COMPLETED' && status !== 'FAILED'; due += Number(everyMs)) {
  await pause(Math.max(0, due - performance.now()));
  const counts = status === 'RUNNING';
  answers.push(
    ask().then((found) => {
      if (counts) times.push(performance.now() - due);
      status = found;
    }),
  );
}
await Promise.all(answers);
if (status === 'FAILED') throw new Error('the copy failed');
process.send?.(times, () => process.disconnect());

/** Asks once; the status of the full migration. */
async function ask(): Promise<string> {
  const { task } = await askApi<Answer>(url, QUERY, { id });
  return task.subtasks.find((subtask) => subtask.kind === 'FULL_MIGRATION')?.status ?? '';
}
