/** The doors of the domain that resolvers may knock at; main fills them in. Types only. */
import type { AlertService } from '../server/alert/alert-service.ts';
import type { AccessService } from '../server/access/access-service.ts';
import type { WebhookService } from '../server/alert/webhook-service.ts';
import type { EndpointService } from '../server/endpoint/endpoint-service.ts';
import type { EventBus } from '../server/events/event-bus.ts';
import type { FileService } from '../server/files/file-service.ts';
import type { MetricEntry, MetricName } from '../server/metrics/catalogue.ts';
import type { SelectionService } from '../server/selection/selection-service.ts';
import type { SwitchoverService } from '../server/switchover/switchover.ts';
import type { Observation } from '../server/task/observation.ts';
import type { ParameterDefinition, ParameterSituation } from '../server/task/parameters.ts';
import type { Component, ParameterValues } from '../server/task/task-types.ts';
import type { ComponentService, PhaseService, TaskService } from '../server/task/task-service.ts';

export interface Ports {
  readonly access: AccessService;
  readonly alerts: AlertService;
  readonly components: ComponentService;
  readonly endpoints: EndpointService;
  readonly events: EventBus;
  readonly files: FileService;
  readonly observation: Observation;
  readonly phases: PhaseService;
  readonly selection: SelectionService;
  readonly switchovers: SwitchoverService;
  readonly tasks: TaskService;
  readonly webhooks: WebhookService;
  /** PARAMETERS and isChangeable of task/parameters.ts. */
  readonly parameters: {
    readonly definitions: readonly ParameterDefinition[];
    isChangeable(definition: ParameterDefinition, situation: ParameterSituation): boolean;
    /** parametersOfComponent of task/component-configuration.ts. */
    ofComponent(component: Pick<Component, 'kind' | 'taskId'>): readonly ParameterDefinition[];
    /** ownValues of task/component-configuration.ts. */
    ownValues(component: Pick<Component, 'configuration' | 'taskId'>): ParameterValues;
  };
  /** METRIC_CATALOGUE of metrics/catalogue.ts. */
  readonly metrics: Readonly<Record<MetricName, MetricEntry>>;
}
