/** The audit trail: who did what, when, with the state before and after. Only ADMIN sees it. */
import type { AuditEvent } from '../server/access/access-service.ts';
import { builder } from './builder.ts';
import { connectionOf, connectionType, edgeType, pageRequest } from './connection.ts';
import { decodeId } from './global-id.ts';
import { RoleEnum } from './token.ts';

const AuditEventType = builder.objectRef<AuditEvent>('AuditEvent').implement({
  description: 'A mutation that was carried out.',
  authScopes: { admin: true },
  fields: (t) => ({
    at: t.expose('at', { type: 'DateTime', description: 'When.' }),
    actor: t.exposeString('actor', { description: 'By whom: the name of a token, `local`, or `godwit`.' }),
    role: t.expose('role', { type: RoleEnum, description: 'In which role.' }),
    action: t.exposeString('action', { description: 'The mutation.' }),
    subject: t.exposeString('subject', { description: 'The kind of thing it was done to.' }),
    subjectId: t.exposeString('subjectId', { description: 'Which one, as the domain names it.' }),
    before: t.expose('before', { type: 'JSON', nullable: true, description: 'The state before, without secrets.' }),
    after: t.expose('after', { type: 'JSON', nullable: true, description: 'The state after, without secrets.' }),
  }),
});

const AuditFilterInput = builder.inputType('AuditFilter', {
  description: 'Which events; what is left out does not filter.',
  fields: (t) => ({
    actor: t.string({ description: 'Only by this actor.' }),
    action: t.string({ description: 'Only this mutation.' }),
    subjectId: t.id({ description: 'Only done to this thing.' }),
    from: t.field({ type: 'DateTime', description: 'Only at or after.' }),
    to: t.field({ type: 'DateTime', description: 'Only before.' }),
  }),
});

builder.queryField('auditEvents', (t) =>
  t.connection(
    {
      type: AuditEventType,
      authScopes: { admin: true },
      description: 'The audit trail, newest first.',
      args: { filter: t.arg({ type: AuditFilterInput, description: 'Which ones.' }) },
      resolve: async (_root, given, { ports }) => {
        const { subjectId, ...filter } = given.filter ?? {};
        const own = subjectId ? (decodeId(subjectId)?.id ?? subjectId) : null;
        return connectionOf(await ports.access.auditEvents({ ...filter, subjectId: own }, pageRequest(given)));
      },
    },
    connectionType('AuditEvent'),
    edgeType('AuditEvent'),
  ),
);
