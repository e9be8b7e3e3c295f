/** Workers: the processes that run components. */
import type { Worker } from '../server/task/task-types.ts';
import { builder } from './builder.ts';
import { connectionOf, connectionType, edgeType, pageRequest } from './connection.ts';

const WorkerType = builder.objectRef<Worker>('Worker').implement({
  description: 'A process that runs components.',
  fields: (t) => ({
    workerId: t.exposeString('id', { description: 'Its id.' }),
    host: t.exposeString('host', { description: 'The machine.' }),
    machine: t.exposeString('location', {
      description: 'The machine and data folder: workers of the same one can read the same change logs.',
    }),
    pid: t.exposeInt('pid', { description: 'The process.' }),
    startedAt: t.expose('startedAt', { type: 'DateTime', description: 'When it started.' }),
    heartbeatAt: t.expose('heartbeatAt', { type: 'DateTime', description: 'When it was last heard of.' }),
    cpu: t.exposeFloat('cpu', { nullable: true, description: 'Cores in use; 1 is one core.' }),
    memoryBytes: t.expose('memoryBytes', { type: 'BigInt', nullable: true, description: 'Resident bytes.' }),
    alive: t.exposeBoolean('alive', { description: 'Whether it is heard of.' }),
  }),
});

builder.queryField('workers', (t) =>
  t.connection(
    {
      type: WorkerType,
      authScopes: { viewer: true },
      description: 'The workers of all machines, by host.',
      resolve: async (_root, given, { ports }) => connectionOf(await ports.components.workers(pageRequest(given))),
    },
    connectionType('Worker'),
    edgeType('Worker'),
  ),
);
