/** What files of a running service must hold, and whom they are refused to: the steps of a scenario's tests. */
import { createHash } from 'node:crypto';
import { expect } from 'vitest';
import type { TestDatabase } from '../setup/postgres.ts';
import type { Desk } from './desk.ts';
import { fetchFile, FilesOf } from './files.ts';
import { compareDatabases } from './oracle.ts';

interface Verified {
  readonly task: {
    readonly components: readonly { readonly id: string; readonly kind: string }[];
    readonly subtask: { readonly latestRun: { readonly id: string; readonly status: string } | null };
  };
}

/** Of a task whose `rows` rows of public.item were all there already with another value; it ends with both sides equal. */
export async function checkFiles(
  desk: Desk,
  taskId: string,
  told: {
    readonly secrets: ReadonlyMap<string, string>;
    readonly ends: { readonly source: TestDatabase; readonly target: TestDatabase };
    readonly rows: number;
    readonly secret: string;
  },
): Promise<void> {
  const { secrets, ends, rows, secret } = told;
  const run = 'subtask(kind: FULL_VERIFICATION) { ... on FullVerificationSubtask { latestRun { id status } } }';
  const verified = async (): Promise<Verified['task']> =>
    (await desk.ask<Verified>(`query($id: ID!) { task(id: $id) { components { id kind } ${run} } }`, { id: taskId }))
      .task;
  await expect.poll(async () => (await verified()).subtask.latestRun?.status, { timeout: 60_000 }).toBe('COMPLETED');
  const { components, subtask } = await verified();
  const runId = subtask.latestRun?.id;
  const componentLog = components.find(({ kind }) => kind === 'FULL_IMPORT')?.id;
  const [viewer, operator] = (['VIEWER', 'OPERATOR'] as const).map((role) => new FilesOf(desk.url, secrets.get(role) ?? '')) as [FilesOf, FilesOf]; // prettier-ignore

  for (const file of [{ conflicts: { taskId } }, { differences: runId }, { corrections: runId }])
    expect(await viewer.link(file)).toBe('FORBIDDEN');
  for (const file of [{ schemaConversions: { taskId, form: 'CONVERSIONS_AND_DDL' } }, { componentLog }]) {
    const text = await viewer.text(file);
    expect(text).toMatch(/item|ended/);
    expect(text).not.toContain(secret);
  }
  const ddl = await operator.text({ schemaConversions: { taskId, form: 'CONVERSIONS_AND_DDL' } });
  expect(ddl).toMatch(/^kind,source_schema,.*,error,source_ddl,target_ddl\r\n/);
  expect(ddl).toMatch(/\r\nTABLE,public,item,public,item,SKIPPED,BEFORE_COPY,.*CREATE TABLE/);
  expect(await operator.text({ schemaConversions: { taskId, form: 'CONVERSIONS' } })).not.toContain('CREATE TABLE');

  const lines = (text: string): Record<string, unknown>[] =>
    text.trimEnd().split('\n').map((line) => JSON.parse(line) as Record<string, unknown>); // prettier-ignore
  const conflicts = lines(await operator.text({ conflicts: { taskId, phase: 'FULL_MIGRATION' } }));
  expect(new Set(conflicts.map(({ sourceRow }) => JSON.stringify(sourceRow))).size).toBe(rows);
  expect(conflicts[0]).toMatchObject({ phase: 'FULL_MIGRATION', table: 'public.item', targetTable: 'public.item' });
  expect(await operator.text({ conflicts: { taskId, phase: 'INCREMENTAL_SYNCHRONIZATION' } })).toBe('');
  const differences = lines(await operator.text({ differences: runId }));
  expect(differences.filter(({ kind, status }) => kind === 'MISMATCHED' && status === 'OPEN')).toHaveLength(rows);
  expect(JSON.stringify(differences[0])).toContain(secret);

  const { url } = await operator.made({ corrections: runId });
  const tell = async (token?: string, path = url): Promise<unknown> => {
    const { status, code } = await fetchFile(
      desk.url,
      path,
      token ? { headers: { authorization: `Bearer ${token}` } } : {},
    );
    return code === null ? status : `${status} ${code}`;
  };
  expect(await tell(secrets.get('OPERATOR'))).toBe(200);
  expect(await tell(secrets.get('VIEWER'))).toBe('403 LINK_INVALID');
  expect(await tell(secrets.get('ADMIN'))).toBe('403 LINK_INVALID');
  expect(await tell(undefined, url.replace('corrections.sql', 'differences.jsonl'))).toBe('403 LINK_INVALID');
  expect(await tell(undefined, url.replace(/token=\w+/, 'token='))).toBe('403 LINK_INVALID');
  const { headers, text } = await fetchFile(desk.url, url);
  expect(headers.get('cache-control')).toBe('no-store');
  expect(headers.get('x-content-type-options')).toBe('nosniff');
  expect(headers.get('content-disposition')).toMatch(/^attachment; filename="task-\d+-corrections\.sql"$/);
  await ends.target.sql.unsafe(text);
  expect(await compareDatabases(ends.source.sql, ends.target.sql)).toEqual([]);

  const guest = await desk.mutate<{ secret: string; token: { id: string } }>('tokenCreate', { name: 'guest', role: 'OPERATOR' }, 'secret token { id }'); // prettier-ignore
  const link = await new FilesOf(desk.url, guest.secret).made({ componentLog });
  expect(await tell(undefined, link.url)).toBe(200);
  await desk.mutate('tokenRevoke', { tokenId: guest.token.id }, 'token { id }');
  expect(await tell(undefined, link.url)).toBe('401 UNAUTHENTICATED');
}

/** Of a task that is NOT_STARTED and chooses public.item; public.other is there too. */
export async function checkObjectFile(desk: Desk, taskId: string, token: string): Promise<void> {
  const operator = new FilesOf(desk.url, token);
  const file = { objectConfiguration: { taskId, format: 'CSV' } };
  const { url, sizeBytes, sha256 } = await operator.made(file);
  const { text } = await fetchFile(desk.url, url);
  expect(sizeBytes).toBe(String(text.length));
  expect(sha256).toBe(createHash('sha256').update(text).digest('hex'));

  const importing = async (body: string, dryRun: boolean) => {
    const { upload } = await desk.mutate<{ upload: { uploadId: string; url: string } }>('uploadCreate', { purpose: 'OBJECT_CONFIGURATION', sizeBytes: body.length }, 'upload { uploadId url }'); // prettier-ignore
    expect((await fetchFile(desk.url, upload.url, { method: 'PUT', body: body.slice(1) })).code).toBe('BAD_INPUT');
    expect((await fetchFile(desk.url, upload.url, { method: 'PUT', body: `${body}x` })).code).toBe('BAD_INPUT');
    expect((await fetchFile(desk.url, upload.url, { method: 'PUT', body })).status).toBe(204);
    expect((await fetchFile(desk.url, upload.url, { method: 'PUT', body })).code).toBe('BAD_INPUT');
    return desk.mutate<object>(
      'objectConfigurationImport',
      { taskId, uploadId: upload.uploadId, dryRun, expectedRevision: 1 },
      'imported objects include tables refused { place reason { code } } selection { revision objects { name targetName } }',
    );
  };
  const good = `${text}public,other,,=renamed\r\npublic,*,,,,,INCLUDE\r\n`;
  expect(await importing(`${good}public,gone\r\npublic,item,,,,nowhere = 1\r\n,x\r\n`, false)).toEqual({
    imported: false,
    objects: 3,
    include: 1,
    tables: 2,
    refused: [
      { place: 'line 5', reason: { code: 'OBJECT_NOT_FOUND' } },
      { place: 'line 6', reason: { code: 'BAD_INPUT' } },
      { place: 'line 7', reason: { code: 'BAD_INPUT' } },
    ],
    selection: { revision: 1, objects: [{ name: 'item', targetName: null }] },
  });
  expect(await importing(good, true)).toMatchObject({ imported: false, refused: [], selection: { revision: 1 } });
  expect((await fetchFile(desk.url, url)).status).toBe(200);
  const objects = [
    { name: 'item', targetName: null },
    { name: 'other', targetName: '=renamed' },
  ];
  expect(await importing(good, false)).toMatchObject({
    imported: true,
    tables: 2,
    selection: { revision: 2, objects },
  });
  expect((await fetchFile(desk.url, url)).code).toBe('FILE_GONE');
  expect(await importing(good, false)).toMatchObject({ code: 'CONFLICT' });
  expect(await operator.text(file)).toBe(good.replace('public,other,,=renamed', "public,other,,'=renamed,,,TABLE"));
  const audited = async (action: string): Promise<number> =>
    (
      await desk.ask<{ auditEvents: { totalCount: number } }>(
        'query($action: String!) { auditEvents(first: 1, filter: { action: $action }) { totalCount } }',
        { action },
      )
    ).auditEvents.totalCount;
  expect([await audited('uploadCreate'), await audited('objectsSetSelection')]).toEqual([4, 1]);
}
