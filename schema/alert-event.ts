/** Events of alerts: the same numbered family as taskEvents, over the same outbox and with the same cursors. */
import {
  ALERT_CHANGES,
  type Alert,
  type AlertChange,
  type AlertKind,
  type RaisedLevel,
} from '../server/alert/alert.ts';
import type { RecordedEvent } from '../server/events/event-bus.ts';
import { abortable } from './abortable.ts';
import { AlertInterface, AlertKindEnum, RaisedLevelEnum } from './alert.ts';
import { builder } from './builder.ts';
import { enumOf } from './enum-of.ts';
import { encodeId, requiredIds, TASK } from './global-id.ts';
import { TaskType } from './task-ref.ts';

export const AlertChangeEnum = enumOf<AlertChange>('AlertChange', 'What became of an alert.', {
  RAISED: 'It was raised.',
  REPEATED: 'It still holds and nobody has acknowledged it.',
  LEVEL_CHANGED: 'The alert level of its task changed, and it holds at the new one too.',
  ACKNOWLEDGED: 'Somebody took note of it.',
  CLEARED: 'It is over.',
});

/** As alert/messages.ts records them. */
const kindOf = ({ facts }: RecordedEvent): AlertKind => facts['kind'] as AlertKind;
const levelOf = ({ facts }: RecordedEvent): RaisedLevel => facts['level'] as RaisedLevel;
const changeOf = ({ facts }: RecordedEvent): AlertChange => facts['change'] as AlertChange;

const AlertEvent = builder.objectRef<RecordedEvent>('AlertEvent').implement({
  description: 'Something that became of an alert.',
  fields: (t) => ({
    cursor: t.string({
      description: 'For `after`, to go on behind this event; of the same numbers as those of taskEvents.',
      resolve: (event) => String(event.number),
    }),
    number: t.expose('number', { type: 'BigInt', description: 'Grows with each event.' }),
    at: t.expose('at', { type: 'DateTime', description: 'When.' }),
    change: t.field({ type: AlertChangeEnum, description: 'What became of it.', resolve: changeOf }),
    kind: t.field({ type: AlertKindEnum, description: 'What the alert is about.', resolve: kindOf }),
    level: t.field({ type: RaisedLevelEnum, description: 'Its level at that moment.', resolve: levelOf }),
    alert: t.field({
      type: AlertInterface,
      nullable: true,
      description: 'The alert as it is now; null when it is gone with its task.',
      resolve: (event, _arguments, { ports }): Promise<Alert | null> => ports.alerts.alert(event.subjectId),
    }),
    taskId: t.id({
      nullable: true,
      description: 'The task.',
      resolve: ({ taskId }) => (taskId === null ? null : encodeId('Task', taskId)),
    }),
    task: t.field({
      type: TaskType,
      nullable: true,
      description: 'The task as it is now; null when it is gone.',
      resolve: ({ taskId }, _arguments, { loaders }) => (taskId === null ? null : loaders.task.load(taskId)),
    }),
  }),
});

const AlertEventFilterInput = builder.inputType('AlertEventFilter', {
  description: 'Which events; what is left out does not filter.',
  fields: (t) => ({
    taskIds: t.idList({ description: 'Only of these tasks.' }),
    levels: t.field({ type: [RaisedLevelEnum], description: 'Only of these levels.' }),
    kinds: t.field({ type: [AlertKindEnum], description: 'Only of these kinds.' }),
    changes: t.field({ type: [AlertChangeEnum], description: 'Only these changes.' }),
  }),
});

interface Wanted {
  readonly levels?: readonly RaisedLevel[] | null;
  readonly kinds?: readonly AlertKind[] | null;
  readonly changes?: readonly AlertChange[] | null;
}

async function* matching(events: AsyncIterable<RecordedEvent>, wanted: Wanted): AsyncGenerator<RecordedEvent> {
  const { levels, kinds, changes = ALERT_CHANGES } = wanted;
  for await (const event of events)
    if (
      (!levels || levels.includes(levelOf(event))) &&
      (!kinds || kinds.includes(kindOf(event))) &&
      (changes === null || changes.includes(changeOf(event)))
    )
      yield event;
}

builder.subscriptionField('alertEvents', (t) =>
  t.field({
    type: AlertEvent,
    authScopes: { viewer: true },
    description:
      'What becomes of alerts, each event once and in order. Resume with the last cursor; CURSOR_EXPIRED when it is no longer kept.',
    args: {
      filter: t.arg({ type: AlertEventFilterInput, description: 'Which ones.' }),
      after: t.arg.string({ description: 'Only events behind this cursor; default from now on.' }),
    },
    subscribe: (_root, { filter, after }, { ports }) => {
      const taskIds = filter?.taskIds ? requiredIds(filter.taskIds, TASK) : null;
      return abortable((signal) =>
        matching(
          ports.events.subscribe({ taskIds, types: ['ALERT_CHANGED'] }, { after: after ?? null, signal }),
          filter ?? {},
        ),
      );
    },
    resolve: (event) => event,
  }),
);
