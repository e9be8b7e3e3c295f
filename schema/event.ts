/** Events of tasks: numbered, lossless, replayable from a cursor. */
import type { EventType, RecordedEvent } from '../server/events/event-bus.ts';
import { builder } from './builder.ts';
import { abortable } from './abortable.ts';
import { enumOf } from './enum-of.ts';
import { encodeId, requiredIds, TASK } from './global-id.ts';
import { factsFor } from './row-detail.ts';
import { TaskType } from './task-ref.ts';

const EventTypeEnum = enumOf<EventType>('TaskEventType', 'What happened.', {
  TASK_CREATED: 'A task was made.',
  TASK_CHANGED: 'Its record changed.',
  TASK_STATUS_CHANGED: 'Its state changed; facts: from, to.',
  TASK_PENDING_ACTION_CHANGED: 'An action was asked for, or has happened.',
  TASK_WAITING_FOR_CHANGED: 'It waits for something else; facts: who, what, code (of the error that it comes from).',
  TASK_COMMAND_FAILED: 'A recorded command could not be carried out; facts: code, message, remedy, rowDetail.',
  TASK_PARAMETERS_CHANGED: 'Its parameters changed.',
  TASK_DELETED: 'It is gone.',
  SUBTASK_CHANGED: 'A phase changed.',
  COMPONENT_CHANGED: 'A component changed.',
  SELECTION_CHANGED: 'Its rules changed.',
  OBJECT_CHANGE_CHANGED: 'A change of its objects changed.',
  PRECHECK_CHANGED: 'The precheck found something.',
  SCHEMA_OBJECT_CHANGED: 'Objects of the schema migration changed.',
  VERIFICATION_CHANGED: 'A verification run changed.',
  SWITCHOVER_CHANGED: 'A switchover changed; facts: step, from, to, or what was asked for.',
  DDL_SEEN: 'DDL was seen in the stream.',
  ENDPOINT_CHANGED: 'An endpoint changed.',
  ENDPOINT_DELETED: 'An endpoint is gone.',
  ALERT_CHANGED:
    'An alert was raised, repeated, acknowledged or cleared; facts: change, kind, level, code. See alertEvents.',
});

const TaskEvent = builder.objectRef<RecordedEvent>('TaskEvent').implement({
  description: 'Something that happened.',
  fields: (t) => ({
    cursor: t.string({
      description: 'For `after`, to go on behind this event.',
      resolve: (event) => String(event.number),
    }),
    number: t.expose('number', { type: 'BigInt', description: 'Grows with each event.' }),
    type: t.expose('type', { type: EventTypeEnum, description: 'What happened.' }),
    at: t.expose('at', { type: 'DateTime', description: 'When.' }),
    taskId: t.id({
      nullable: true,
      description: 'The task; null for events of endpoints.',
      resolve: (event) => (event.taskId === null ? null : encodeId('Task', event.taskId)),
    }),
    subjectId: t.exposeString('subjectId', { description: 'What changed, as the domain names it.' }),
    facts: t.field({
      type: 'JSON',
      description: 'Small facts, by name; rowDetail, which can hold values of rows, is left out for the role VIEWER.',
      resolve: (event, _arguments, { actor }) => factsFor(actor, event.facts),
    }),
    task: t.field({
      type: TaskType,
      nullable: true,
      description: 'The task as it is now; null when it is gone.',
      resolve: (event, _arguments, { loaders }) => (event.taskId === null ? null : loaders.task.load(event.taskId)),
    }),
  }),
});

const TaskEventFilterInput = builder.inputType('TaskEventFilter', {
  description: 'Which events; what is left out does not filter.',
  fields: (t) => ({
    taskIds: t.idList({ description: 'Only of these tasks.' }),
    types: t.field({ type: [EventTypeEnum], description: 'Only these kinds.' }),
  }),
});

builder.queryField('eventCursor', (t) =>
  t.string({
    authScopes: { viewer: true },
    description: 'The cursor of the newest event: read the state, then subscribe after this.',
    resolve: (_root, _arguments, { ports }) => ports.events.lastCursor(),
  }),
);

builder.subscriptionField('taskEvents', (t) =>
  t.field({
    type: TaskEvent,
    authScopes: { viewer: true },
    description:
      'Every event, once and in order. Resume with the last cursor; CURSOR_EXPIRED when it is no longer kept.',
    args: {
      filter: t.arg({ type: TaskEventFilterInput, description: 'Which ones.' }),
      after: t.arg.string({ description: 'Only events behind this cursor; default from now on.' }),
    },
    subscribe: (_root, { filter, after }, { ports }) => {
      const taskIds = filter?.taskIds ? requiredIds(filter.taskIds, TASK) : null;
      return abortable((signal) =>
        ports.events.subscribe({ taskIds, types: filter?.types ?? null }, { after: after ?? null, signal }),
      );
    },
    resolve: (event) => event,
  }),
);
