/**
 * What a resolver may use: who asks, the service ports of the domain, the live feeds, and the id of the request.
 * Types only. The ports are defined by the folders that own them; nothing here decides anything.
 */
import type { Actor } from '../server/core/actor.ts';
import type { Ports } from './ports.ts';
import type { Loaders } from './loaders.ts';
import type { LiveFeeds } from './live.ts';

export interface RequestContext {
  /** Shown in every answer (header X-Request-Id, extensions.requestId of an error) and in the log. */
  readonly requestId: string;
  readonly actor: Actor;
  readonly ports: Ports;
  readonly live: LiveFeeds;
  readonly loaders: Loaders;
  /** True while the service runs without tokens on a loopback address. */
  readonly openMode: boolean;
  readonly version: string;
}
