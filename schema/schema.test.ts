/** What the schema promises about itself. */
import { readFileSync } from 'node:fs';
import {
  buildSchema,
  getNamedType,
  getNullableType,
  isEnumType,
  isInputObjectType,
  isListType,
  isInterfaceType,
  isObjectType,
} from 'graphql';
import { describe, expect, it } from 'vitest';
import { breakingChanges, isAccepted } from './check.ts';
import { deprecationProblems } from './deprecations.ts';
import { SCHEMA_FILE, schemaText } from './print.ts';
import { schema } from './schema.ts';

const own = Object.values(schema.getTypeMap()).filter((type) => !type.name.startsWith('__'));

const mutations = Object.values(schema.getMutationType()?.getFields() ?? {})
  .map(({ name, args }) => {
    const type = getNamedType(args.find((one) => one.name === 'input')?.type);
    return {
      name,
      input: new Map(isInputObjectType(type) && args.length === 1 ? Object.entries(type.getFields()) : []),
    };
  })
  .toSorted((one, other) => (one.name < other.name ? -1 : 1));

/** They replace what somebody has read: a stale revision is CONFLICT. */
const EDITS = [
  'alertThresholdsUpdate',
  'alertWebhookUpdate',
  'componentUpdateConfiguration',
  'endpointUpdate',
  'objectConfigurationImport',
  'objectsMap',
  'objectsSetSelection',
  'schemaObjectModifyAndRetry',
  'taskRename',
  'taskSetAlertLevel',
  'taskSetTags',
  'taskUpdateParameters',
];
/** They make or remove, or are commands that the present state allows or refuses. */
const NO_EDITS = [
  'alertAcknowledge',
  'alertWebhookCreate',
  'alertWebhookDelete',
  'alertWebhookTest',
  'componentRerun',
  'componentResetPosition',
  'componentStart',
  'componentStop',
  'correctionApply',
  'ddlSkip',
  'endpointCreate',
  'endpointDelete',
  'endpointTest',
  'objectChangeAbort',
  'objectChangeCancel',
  'objectChangeRetry',
  'objectsAdd',
  'objectsRemove',
  'precheckItemsSkip',
  'precheckRun',
  'schemaObjectsRemove',
  'schemaObjectsRetry',
  'schemaObjectsSkip',
  'subtaskAdvance',
  'switchoverAllowWrites',
  'switchoverCancel',
  'switchoverConfirmWritesStopped',
  'switchoverEndWriters',
  'switchoverFence',
  'switchoverStart',
  'switchoverStartReverse',
  'switchoverStepComplete',
  'switchoverStepRetry',
  'switchoverStepSkip',
  'taskClone',
  'taskCreate',
  'taskDelete',
  'taskRelease',
  'taskResume',
  'taskStart',
  'taskStop',
  'tasksDelete',
  'tasksRelease',
  'tasksResume',
  'tasksStart',
  'tasksStop',
  'tokenCreate',
  'tokenRevoke',
  'uploadCreate',
  'verificationSkip',
  'verificationStart',
];

/** As long as a closed set of ours, or as the columns of one table (PostgreSQL has 1 600 at the most). */
const CLOSED_LISTS: readonly string[] = [
  'AlertThresholds.levels',
  'AlertWebhook.kinds',
  'AlertWebhook.levels',
  'Component.configuration',
  'ConfigurationChange.diff',
  'ConflictError.path',
  'DatabaseError.path',
  'EndpointTable.columns',
  'EndpointTable.keyColumns',
  'FullImportComponent.configuration',
  'FullVerificationComponent.configuration',
  'IncrSyncComponent.configuration',
  'IncrementalSubtask.statisticsTotals',
  'InputError.path',
  'MetricSample.values',
  'MetricSeries.points',
  'MetricSeries.values',
  'MigratedObject.columns',
  'NotAllowedError.path',
  'NotFoundError.path',
  'ObjectRule.columns',
  'Parameter.choices',
  'Parameter.states',
  'ParameterChange.changes',
  'PlannedSwitchoverStep.sentences',
  'PrecheckSubtask.counts',
  'Query.errorCatalogue',
  'Query.metricCatalogue',
  'Query.taskCounts',
  'ReverseIncrementalSubtask.statisticsTotals',
  'SchemaMigrationSubtask.counts',
  'SchemaObject.conversions',
  'StoreComponent.configuration',
  'StreamSubtask.statisticsTotals',
  'Subscription.taskMetrics',
  'SwitchoverPlan.steps',
  'SwitchoverStep.allowed',
  'Task.allowedActions',
  'Task.parameters',
  'Task.phases',
  'Task.plan',
  'Task.subtasks',
  'TaskProgress.subtasks',
  'TaskUpdateParametersPayload.keptOverrides',
  'Upload.headers',
  'UserError.path',
  'VerificationTable.uncomparedColumns',
];

describe('the schema', () => {
  it('describes every type, field, argument and enum value', () => {
    const silent: string[] = [];
    for (const type of own) {
      if (!type.description) silent.push(type.name);
      if (isObjectType(type) || isInterfaceType(type) || isInputObjectType(type))
        for (const field of Object.values(type.getFields())) {
          if (!field.description) silent.push(`${type.name}.${field.name}`);
          const given = 'args' in field ? field.args : [];
          for (const argument of given)
            if (!argument.description) silent.push(`${type.name}.${field.name}(${argument.name})`);
        }
      if (isEnumType(type))
        for (const value of type.getValues()) if (!value.description) silent.push(`${type.name}.${value.name}`);
    }
    expect(silent).toEqual([]);
  });

  it('has one definition of what something waits for, of a component and of a task', () => {
    const wait = schema.getType('Wait');
    const kinds = isInterfaceType(wait) ? schema.getPossibleTypes(wait).map(({ name }) => name) : [];
    expect(kinds.toSorted()).toEqual(['Waiting', 'WaitingFor']);
  });

  it('lets every mutation be sent twice: each has one input with an idempotency key', () => {
    const without = mutations.filter(({ input }) => String(input.get('idempotencyKey')?.type) !== 'String');
    expect(without.map(({ name }) => name)).toEqual([]);
    expect(mutations.length).toBeGreaterThan(50);
  });

  it('asks for the revision wherever people edit what others edit too', () => {
    const edits = mutations.filter(({ input }) => String(input.get('expectedRevision')?.type).startsWith('Int'));
    expect(edits.map(({ name }) => name)).toEqual(EDITS);
    const others = mutations.map(({ name }) => name).filter((name) => !EDITS.includes(name));
    expect(others).toEqual(NO_EDITS);
  });

  it('gives every list that can grow in pages, or says its bound', () => {
    const unbounded = own.flatMap((type) => {
      if (!(isObjectType(type) || isInterfaceType(type)) || type.name.endsWith('Connection')) return [];
      return Object.values(type.getFields()).flatMap(({ name, type: of, description, args }) => {
        const bounded = /at most|the first \d|up to \d/i.test(description ?? '') || args.some((one) => ['limit', 'maxPoints', 'ids'].includes(one.name)); // prettier-ignore
        return isListType(getNullableType(of)) && !bounded ? [`${type.name}.${name}`] : [];
      });
    });
    expect(unbounded.toSorted()).toEqual(CLOSED_LISTS);
  });

  it('is printed in schema.graphql', () => {
    expect(readFileSync(SCHEMA_FILE, 'utf8')).toBe(schemaText());
  });

  it('counts a removed field as breaking and an added one not', async () => {
    const released = 'type Query { a: Int b: Int }';
    expect(await breakingChanges(released, 'type Query { a: Int b: Int c: Int }')).toEqual([]);
    expect(await breakingChanges(released, 'type Query { a: Int }')).toHaveLength(1);
  });

  it('accepts a break that is written down with its reason, until it is released', () => {
    const change = "Field 'b' was removed from object type 'Query'";
    const head = '# Changes\n\n## Not released yet\n';
    expect(isAccepted(change, `${head}\n- Breaking: ${change}: it showed a password.\n`)).toBe(true);
    expect(isAccepted(change, `${head}\n- Breaking: ${change}\n`)).toBe(false);
    expect(isAccepted(change, `${head}\n## 2026-11-26\n\n- Breaking: ${change}: it showed a password.\n`)).toBe(false);
  });

  it('lets go what was to go once its day has come, and says at least three months before', async () => {
    const field = (reason: string | null): string =>
      `type Query { a: Int ${reason === null ? '' : `b: Int @deprecated(reason: "${reason}")`} }`;
    const said = field('Use a instead. Goes on 2027-03-01.');
    expect(await breakingChanges(said, field(null), '2027-02-28')).toHaveLength(1);
    expect(await breakingChanges(said, field(null), '2027-03-01')).toEqual([]);
    expect(await breakingChanges('type Query { a: Int b: Int }', field(null), '2030-01-01')).toHaveLength(1);
    const problems = (reason: string, before: string | null, today: string): string[] =>
      deprecationProblems(before === null ? null : buildSchema(before), buildSchema(field(reason)), today);
    expect(problems('Use a instead. Goes on 2027-03-01.', null, '2026-12-01')).toEqual([]);
    expect(problems('Use a instead. Goes on 2027-03-01.', null, '2026-12-02')).toHaveLength(1);
    expect(problems('Use a instead. Goes on 2027-03-01.', said, '2027-02-01')).toEqual([]);
    expect(problems('It is old.', null, '2026-12-01')).toHaveLength(1);
  });
});
