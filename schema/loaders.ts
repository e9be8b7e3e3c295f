/**
 * Batches what many rows of one answer ask for one by one: the endpoints, subtasks, components and latency of a page of
 * tasks are one call each. Nothing is cached, because the context of a subscription lives as long as the subscription
 * and a cache would serve stale rows.
 */
import DataLoader from 'dataloader';
import type { Endpoint } from '../server/endpoint/endpoint-service.ts';
import type { TaskLatency } from '../server/task/observation.ts';
import type { Component, Subtask, Task } from '../server/task/task-types.ts';
import type { Ports } from './ports.ts';

export interface Loaders {
  readonly task: DataLoader<string, Task | null>;
  readonly endpoint: DataLoader<string, Endpoint | null>;
  readonly subtasksOf: DataLoader<string, readonly Subtask[]>;
  readonly componentsOf: DataLoader<string, readonly Component[]>;
  readonly latencyOf: DataLoader<string, TaskLatency | null>;
}

export function makeLoaders(ports: Ports): Loaders {
  const options = { cache: false } as const;
  return {
    task: new DataLoader(
      async (ids) => aligned(ids, await ports.tasks.tasksByIds(distinct(ids)), (task) => task.id),
      options,
    ),
    endpoint: new DataLoader(
      async (ids) => aligned(ids, await ports.endpoints.endpointsByIds(distinct(ids)), (endpoint) => endpoint.id),
      options,
    ),
    subtasksOf: new DataLoader(async (ids) => grouped(ids, await ports.tasks.subtasks(distinct(ids))), options),
    componentsOf: new DataLoader(
      async (ids) => grouped(ids, await ports.components.componentsOf(distinct(ids))),
      options,
    ),
    latencyOf: new DataLoader(
      async (ids) => aligned(ids, await ports.observation.latency(distinct(ids)), (latency) => latency.taskId),
      options,
    ),
  };
}

const distinct = (ids: readonly string[]): string[] => [...new Set(ids)];

function aligned<T>(ids: readonly string[], rows: readonly (T | null)[], idOfRow: (row: T) => string): (T | null)[] {
  const byId = new Map(rows.filter((row) => row !== null).map((row) => [idOfRow(row), row]));
  return ids.map((id) => byId.get(id) ?? null);
}

const grouped = <T extends { readonly taskId: string }>(ids: readonly string[], rows: readonly T[]): T[][] => {
  const byTask = Map.groupBy(rows, (row) => row.taskId);
  return ids.map((id) => byTask.get(id) ?? []);
};
