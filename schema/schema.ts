/** The whole schema: each noun adds itself to the builder when it is imported. */
import { builder } from './builder.ts';
import './scalars.ts';
import './errors.ts';
import './audit.ts';
import './catalogues.ts';
import './component.ts';
import './component-mutations.ts';
import './conflict.ts';
import './endpoint.ts';
import './event.ts';
import './metric.ts';
import './object-mutations.ts';
import './parameter.ts';
import './precheck.ts';
import './row-filter-check.ts';
import './precheck-mutations.ts';
import './schema-object-mutations.ts';
import './server-info.ts';
import './subscriptions.ts';
import './subtask.ts';
import './task.ts';
import './task-batches.ts';
import './task-mutations.ts';
import './token.ts';
import './verification-mutations.ts';
import './worker.ts';

export const schema = builder.toSchema();
