/**
 * Every page of the console in Chromium, over fixed data: nothing that axe finds, nothing asked of another host, no error in
 * the browser's console, no sideways scrolling at 390 pixels, in light and dark; and a screenshot of each to be looked at.
 */
import { mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { buildConsole } from '../../client/build.ts';
import { chromiumPath, launchBrowser } from './browser.ts';
import { startFixtureService, type FixtureService } from './fixture-service.ts';
import { findings, SHOTS, sidewaysOf, visit, type VisitOptions } from './visit.ts';

const DIST = new URL('../../client/dist/assets/', import.meta.url).pathname;
const BUNDLE_BYTES = 250 * 1024;
const FIRST_PAINT_MS = 1_000;

/** Light on a desk and dark on a phone cover both; GODWIT_ALL_LOOKS=1 takes all four. */
const LOOKS: readonly (readonly [number, boolean])[] = [
  [1280, false],
  [390, true],
  ...(process.env['GODWIT_ALL_LOOKS'] === '1'
    ? ([
        [1280, true],
        [390, false],
      ] as const)
    : []),
];

const PAGES = [
  ['tasks', '/tasks', 'shop to the new cluster'],
  ['new-task', '/tasks/new', 'Incremental synchronization'],
  ['overview-copy', '/tasks/SHOP', 'Connection details'],
  ['overview-sync', '/tasks/SYNC', 'Connection details'],
  ['overview-failed', '/tasks/FAIL', 'See what is to be mended'],
  ['precheck', '/tasks/FAIL/precheck', 'wal_level = replica'],
  ['schema', '/tasks/SHOP/schema', 'orders_per_day'],
  ['full', '/tasks/SHOP/full', 'order_lines'],
  ['full-performance', '/tasks/SHOP/full?view=performance', 'Average slicing time'],
  ['full-indexes', '/tasks/SHOP/full?view=indexes', 'Time taken'],
  ['incremental', '/tasks/SYNC/incremental', 'Average commit time'],
  ['statistics', '/tasks/SYNC/incremental?view=statistics', 'Change sum'],
  ['ddl', '/tasks/SYNC/incremental?view=ddl', 'ADD COLUMN'],
  ['conflicts', '/tasks/SYNC/incremental?view=conflicts', 'INSERTED'],
  ['full-conflicts', '/tasks/SYNC/full?view=conflicts', 'The existing row won.'],
  ['verification', '/tasks/SYNC/verification', '2 rows differ. Not proven of 1 table: shop.order_lines'],
  ['switchover', '/tasks/SYNC/switchover', 'Confirm that writes have stopped'],
  ['reverse', '/tasks/SYNC/reverse', 'Average commit time'],
  ['objects', '/tasks/SYNC/objects', 'Row filter'],
  ['components', '/tasks/SHOP/components', 'Full-Import'],
  ['parameters', '/tasks/SHOP/parameters', 'Incremental batch rows'],
  ['alerts', '/alerts', 'night shift'],
  ['alerts-cleared', '/alerts?state=CLEARED', 'SOURCE_LOG_ENDS'],
  ['alert-settings', '/alerts/settings', 'pager.example'],
  ['overview-catching-up', '/tasks/CATCH', 'about 7 minutes left'],
  ['incremental-catching-up', '/tasks/CATCH/incremental', 'about 7 minutes left'],
  ['all-components', '/components', 'Only this task'],
  ['endpoints', '/endpoints', 'old data centre'],
  ['tokens', '/tokens', 'dashboard'],
  ['audit', '/audit', 'taskStart'],
  ['nowhere', '/nowhere', 'There is no such page'],
] as const;

describe.skipIf(chromiumPath === null && process.env['CI'] !== 'true')('the console', () => {
  let service: FixtureService;
  let browser: Browser;

  beforeAll(async () => {
    mkdirSync(SHOTS, { recursive: true });
    await buildConsole();
    [service, browser] = await Promise.all([startFixtureService(), launchBrowser()]);
  });
  afterAll(async () => {
    await browser?.close();
    await service?.close();
  });

  const open = (path: string, options: VisitOptions & { base?: string } = {}) =>
    visit(browser, { base: service.url, path, ...options });

  for (const [width, dark] of LOOKS) {
    let look: Awaited<ReturnType<typeof open>> | null = null;
    for (const [name, path, says] of PAGES) {
      test(`${name} at ${width} px in ${dark ? 'dark' : 'light'}`, async () => {
        if (look === null) look = await open(path, { width, dark });
        else await look.go(path);
        const { page, complaints } = look;
        await page.getByText(says).first().waitFor();
        await page.screenshot({ path: `${SHOTS}${name}-${width}-${dark ? 'dark' : 'light'}.png`, fullPage: true });
        const sideways = await sidewaysOf(page);
        const found = await findings(page);
        expect({ found, complaints, sideways }).toEqual({ found: [], complaints: [], sideways: 0 });
      });
    }
  }

  test('the whole console is under 250 KB compressed', () => {
    const files = readdirSync(DIST).filter((file) => !file.endsWith('.gz')); // those are the same, packed already
    const size = files.reduce((sum, file) => sum + gzipSync(readFileSync(DIST + file)).length, 0);
    expect(size).toBeLessThan(BUNDLE_BYTES);
  });

  test('the first paint comes within a second', async () => {
    const { page, context } = await open('/tasks');
    await page.getByRole('link', { name: 'shop to the new cluster' }).waitFor();
    // The link stands in the document before the frame that shows it is drawn: the entry is waited for, its time is judged.
    const paint = await page.evaluate(
      () =>
        new Promise<number>((resolve) => {
          new PerformanceObserver((list) => {
            for (const entry of list.getEntriesByName('first-contentful-paint')) resolve(entry.startTime);
          }).observe({ type: 'paint', buffered: true });
        }),
    );
    await context.close();
    expect(paint).toBeLessThan(FIRST_PAINT_MS);
  });

  test('a task is started by keyboard alone', async () => {
    const { page, context } = await open('/tasks/NEW');
    const start = page.getByRole('button', { name: 'Start', exact: true });
    await start.waitFor();
    for (let step = 0; step < 30 && !(await start.evaluate((button) => button === document.activeElement)); step += 1)
      await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await page.getByText('is being started').waitFor();
    await context.close();
    expect(service.asked).toContain('taskStart {"taskId":"NEW"}');
  });

  test('a risky action names its consequence and asks for the name', async () => {
    const { page, context } = await open('/tasks/NEW');
    await page.getByRole('button', { name: 'More actions of reports' }).click();
    await page.getByRole('menuitem', { name: 'Delete…' }).click();
    const dialog = page.getByRole('dialog', { name: 'Delete reports?' });
    await dialog.waitFor();
    const found = await findings(page);
    const button = dialog.getByRole('button', { name: 'Delete' });
    expect(await button.isDisabled()).toBe(true);
    await dialog.getByRole('textbox').fill('reports');
    await button.click();
    await page.getByRole('heading', { name: 'Tasks' }).waitFor();
    await context.close();
    expect(found).toEqual([]);
    expect(service.asked).toContain('taskDelete {"confirmName":"reports","taskId":"NEW"}');
  });

  test('one table is verified again', async () => {
    const { page, context } = await open('/tasks/SYNC/verification');
    await page.getByRole('button', { name: 'Verify again shop.customers' }).click();
    await page.getByText('Verification begins.').waitFor();
    await context.close();
    expect(service.asked).toContain('verificationStart {"scope":"CUSTOM","tables":[{"tableId":"T1"}],"taskId":"SYNC"}');
  });

  test('chosen differences are corrected, and no others, after their statements were shown', async () => {
    const { page, context } = await open('/tasks/SYNC/verification');
    await page.getByRole('button', { name: 'Show rows of shop.orders' }).click();
    const rows = page.getByRole('dialog', { name: 'Rows of shop.orders that differ' });
    await rows.getByLabel('Choose for correction 4712').check();
    expect(await rows.getByRole('button', { name: /^Correct 0/ }).count()).toBe(0);
    await rows.getByRole('button', { name: 'Correct 1 chosen row…' }).click();
    const preview = page.getByRole('dialog', { name: 'Correct 1 row of shop.orders at the target?' });
    expect(await preview.getByRole('listitem').allTextContents()).toEqual([
      "INSERT INTO shop.orders (id, total) VALUES ('4712', '9.00');",
    ]);
    await page.screenshot({ path: `${SHOTS}correct-chosen.png` });
    const found = await findings(page);
    await preview.getByRole('button', { name: 'Apply' }).click();
    await preview.waitFor({ state: 'detached' });
    await context.close();
    expect(found).toEqual([]);
    expect(service.asked).toContain('correctionApply {"differenceIds":["D2"],"runId":"R1","taskId":"SYNC"}');
  });

  test('Full-Verification is run again after what that means was said', async () => {
    const { page, context } = await open('/tasks/SYNC/components');
    await page.getByRole('button', { name: 'Run again… Full-Verification' }).click();
    const dialog = page.getByRole('dialog', { name: 'Run Full-Verification again from the start?' });
    await dialog.getByText('Every table is compared again.').waitFor();
    await dialog.getByRole('button', { name: 'Run again' }).click();
    await dialog.waitFor({ state: 'detached' });
    await context.close();
    expect(service.asked).toContainEqual(expect.stringMatching(/^componentRerun /));
  });

  test('an alert is found from its task, and acknowledged by keyboard', async () => {
    const { page, context, complaints } = await open('/tasks');
    await page.getByRole('link', { name: 'Alerts of billing: Latency' }).click();
    expect(new URL(page.url()).search).toBe('?task=SYNC');
    const button = page.getByRole('button', { name: 'Acknowledge… Latency of billing' });
    await button.focus();
    await page.keyboard.press('Enter');
    const dialog = page.getByRole('dialog', { name: 'Acknowledge: Latency of billing' });
    await dialog.getByText('The target is 47 s behind').waitFor();
    await page.screenshot({ path: `${SHOTS}alert-acknowledge.png` });
    const found = await findings(page);
    await page.keyboard.type('A load is running');
    await page.keyboard.press('Enter');
    await page.getByText('Latency of billing: acknowledged.').waitFor();
    await context.close();
    expect({ found, complaints }).toEqual({ found: [], complaints: [] });
    expect(service.asked).toContain('alertAcknowledge {"alertId":"A1","note":"A load is running"}');
  });

  test('thresholds and webhooks are changed, and messages are seen', async () => {
    const { page, context, complaints } = await open('/alerts/settings');
    await page.getByRole('group', { name: 'High protection' }).getByLabel('Latency, seconds').fill('45');
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByText('The thresholds are changed.').waitFor();
    await page.getByRole('button', { name: 'Test pager' }).click();
    await page.getByText('pager answered with 204 in 18 ms.').waitFor();
    await page.getByRole('button', { name: 'Actions of pager' }).click();
    await page.getByRole('menuitem', { name: 'Messages…' }).click();
    const messages = page.getByRole('dialog', { name: 'Messages to pager' });
    await messages.getByText('WEBHOOK_TIMEOUT').waitFor();
    for (const width of [1280, 390]) {
      await page.setViewportSize({ width, height: 860 });
      await page.screenshot({ path: `${SHOTS}alert-messages-${width}.png` });
    }
    const inMessages = await findings(page);
    await page.setViewportSize({ width: 1280, height: 860 });
    await messages.getByRole('button', { name: 'Close' }).click();
    await page.getByRole('button', { name: 'Actions of chat' }).click();
    await page.getByRole('menuitem', { name: 'Enable' }).click();
    await page.getByText('chat is enabled.').waitFor();
    await page.getByRole('button', { name: 'Actions of chat' }).click();
    await page.getByRole('menuitem', { name: 'Delete…' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Delete' }).click();
    await page.getByText('chat is deleted.').waitFor();
    await page.getByRole('button', { name: 'New webhook' }).click();
    const form = page.getByRole('dialog', { name: 'New webhook' });
    await form.getByLabel('Name').fill('new one');
    await form.getByLabel('URL').fill('https://receiver.example/x');
    await form.getByLabel('Secret').fill('sixteen letters or more');
    await form.getByRole('checkbox', { name: 'Low protection' }).uncheck();
    for (const width of [1280, 390]) {
      await page.setViewportSize({ width, height: 860 });
      await page.screenshot({ path: `${SHOTS}alert-webhook-${width}.png` });
    }
    const inForm = await findings(page);
    await form.getByRole('button', { name: 'Save' }).click();
    await page.getByText('new one is made.').waitFor();
    await context.close();
    expect({ inMessages, inForm, complaints }).toEqual({ inMessages: [], inForm: [], complaints: [] });
    const asked = service.asked.filter((line) => line.startsWith('alert'));
    expect(asked).toEqual(
      expect.arrayContaining([
        'alertThresholdsUpdate {"expectedRevision":2,"high":{"failureSeconds":30,"latencySeconds":45},"low":{"failureSeconds":900,"latencySeconds":900},"medium":{"failureSeconds":300,"latencySeconds":300}}',
        'alertWebhookTest {"webhookId":"W1"}',
        'alertWebhookUpdate {"enabled":true,"expectedRevision":4,"webhookId":"W2"}',
        'alertWebhookDelete {"webhookId":"W2"}',
        'alertWebhookCreate {"kinds":["LATENCY","TASK_FAILED","COMPONENT_FAILED","LOG_RETENTION"],"levels":["HIGH","MEDIUM"],"name":"new one","secret":"sixteen letters or more","url":"https://receiver.example/x"}',
      ]),
    );
  });

  test('the filters of the tasks are in the address', async () => {
    const { page, context } = await open('/tasks');
    await page.getByRole('button', { name: 'Failed 1' }).click();
    await page.getByRole('link', { name: 'billing', exact: true }).waitFor({ state: 'detached' });
    expect(new URL(page.url()).search).toBe('?status=FAILED');
    await page.reload();
    await page.getByRole('link', { name: 'warehouse', exact: true }).waitFor();
    expect(await page.getByRole('link', { name: 'billing' }).count()).toBe(0);
    await context.close();
  });

  test('chosen tasks have a batch bar', async () => {
    const { page, context } = await open('/tasks');
    await page.getByRole('checkbox', { name: 'Choose billing' }).check();
    await page.getByRole('region', { name: 'Chosen tasks' }).getByRole('button', { name: 'Stop…' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Stop' }).click();
    await page.getByRole('dialog', { name: 'What came of it' }).waitFor();
    await context.close();
    expect(service.asked).toContain('tasksStop {"ids":["SYNC"]}');
  });

  test('logs are live, searched and paused, and what is shown is copied', async () => {
    const { page, context } = await open('/tasks/SHOP/components');
    await context.grantPermissions(['clipboard-read', 'clipboard-write']);
    await page.getByRole('button', { name: 'View logs of Store' }).click();
    await page.getByText('Copied a range').first().waitFor();
    await page.screenshot({ path: `${SHOTS}logs.png` });
    const found = await findings(page);
    await page.getByRole('searchbox', { name: 'Search the log' }).fill('lock was waited');
    const lines = page.getByRole('region', { name: 'Lines of Store' }).locator('time');
    await lines.first().waitFor();
    await page.getByRole('button', { name: 'Pause' }).click();
    await page.getByRole('button', { name: 'Go on' }).waitFor();
    const at = await lines.evaluateAll((times) => times.map((time) => time.getAttribute('datetime')));
    await page.getByRole('dialog').getByRole('button', { name: 'Copy', exact: true }).click();
    await page.getByRole('button', { name: 'Copied' }).waitFor();
    const copied = await page.evaluate(() => navigator.clipboard.readText());
    expect(copied.split('\n')).toEqual(
      at.map((time) => `${time} WARN A lock was waited for {"table":"shop.orders","rows":20000}`),
    );
    await page.getByRole('button', { name: 'Go on' }).click();
    await page.getByRole('searchbox', { name: 'Search the log' }).fill('nothing has this');
    await page.getByText('No line contains this.').waitFor();
    await page.getByRole('button', { name: 'Pause' }).click();
    await page.getByRole('button', { name: 'Go on' }).waitFor();
    await context.close();
    expect(found).toEqual([]);
  });

  test('what is waited for is shown with code and remedy, and the words of the database beside it', async () => {
    const { page, context } = await open('/tasks/SHOP/components');
    const store = page.getByRole('article', { name: 'Store' });
    await store.getByText('CONNECTION_LOST', { exact: true }).waitFor();
    await store.getByText('check the network and the server').waitFor();
    await page.getByRole('article', { name: 'Full-Import' }).getByText("VALUES (17, 'Katharina')").waitFor();
    await page.goto(`${service.url}/tasks/FAIL`);
    const mine = page.getByRole('region', { name: 'Waits for you' });
    await mine.getByText('PRECHECK_FAILED', { exact: true }).waitFor();
    await context.close();
  });

  test('what a component has of its own is shown, hides a change of the task, and is reset, by keyboard', async () => {
    const { page, context, complaints } = await open('/tasks/SHOP/components');
    await page.getByText('Of its own, not the task’s: Incremental batch rows 500').waitFor();
    await page.getByRole('button', { name: 'Configuration of Incr-Sync' }).focus();
    await page.keyboard.press('Enter');
    const dialog = page.getByRole('dialog', { name: 'Configuration of Incr-Sync' });
    await dialog.getByText('Its own; the task has 20,000 rows').waitFor();
    await page.screenshot({ path: `${SHOTS}configuration-1280.png` });
    await page.setViewportSize({ width: 390, height: 860 });
    await page.screenshot({ path: `${SHOTS}configuration-390.png` });
    const found = await findings(page);
    await page.setViewportSize({ width: 1280, height: 860 });
    await dialog.getByLabel('Log level').selectOption('DEBUG');
    await dialog.getByRole('button', { name: 'Save' }).click();
    await page.getByText('The configuration of Incr-Sync is changed.').waitFor();
    await dialog.getByRole('button', { name: 'Reset to 20,000 rows' }).focus();
    await page.keyboard.press('Enter');
    await page.getByText('Incr-Sync follows the task again').waitFor();
    await page.goto(`${service.url}/tasks/SHOP/parameters`);
    await page.getByText('Incr-Sync keeps 500 rows of its own.').waitFor();
    await page.getByLabel('Incremental batch rows', { exact: true }).fill('9000');
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByText('but not for Incr-Sync, which keeps Incremental batch rows 500 of its own').waitFor();
    await page.screenshot({ path: `${SHOTS}kept-override.png` });
    await context.close();
    expect({ found, complaints }).toEqual({ found: [], complaints: [] });
    expect(service.asked).toEqual(
      expect.arrayContaining([
        'componentUpdateConfiguration {"componentId":"C-INCR_SYNC","configuration":[{"name":"logLevel","value":"DEBUG"}],"expectedRevision":1}',
        'componentUpdateConfiguration {"componentId":"C-INCR_SYNC","expectedRevision":1,"reset":["incrementalBatchRows"]}',
      ]),
    );
  });

  test('dialogs of objects and differences are clean', async () => {
    const schema = await open('/tasks/SHOP/schema', { dark: true });
    await schema.page.getByRole('button', { name: 'shop.orders_per_day' }).click();
    await schema.page.getByRole('textbox', { name: 'Statement for the target' }).waitFor();
    await schema.page.screenshot({ path: `${SHOTS}schema-object.png` });
    const inSchema = await findings(schema.page);
    await schema.context.close();
    const verification = await open('/tasks/SYNC/verification');
    await verification.page.getByRole('button', { name: 'Show rows of shop.orders' }).click();
    await verification.page.getByText("WHERE id = '4711'").waitFor();
    await verification.page.screenshot({ path: `${SHOTS}differences.png` });
    const inRows = await findings(verification.page);
    await verification.context.close();
    expect({ inSchema, inRows }).toEqual({ inSchema: [], inRows: [] });
  });

  test('a lost connection shows a quiet bar, and it goes when the connection is back', async () => {
    const { page, context } = await open('/tasks/SYNC');
    await page.getByText('Connection details').waitFor();
    service.cut(true);
    await page.getByText('Connection lost').waitFor();
    await page.screenshot({ path: `${SHOTS}lost.png` });
    service.cut(false);
    await page.getByText('Connection lost').waitFor({ state: 'detached', timeout: 30_000 });
    await context.close();
  });

  test('who has no token is asked for one, and a wrong one says so', async () => {
    const closed = await startFixtureService({ signedIn: false });
    const { page, context } = await open('/', { base: closed.url });
    await page.getByLabel('API token').fill('wrong');
    await page.getByRole('button', { name: 'Sign in' }).click();
    await page.getByText('unknown, expired or revoked').waitFor();
    await page.screenshot({ path: `${SHOTS}sign-in.png` });
    const found = await findings(page);
    await context.close();
    await closed.close();
    expect(found).toEqual([]);
  });

  test('an empty list tells the next step', async () => {
    const empty = await startFixtureService({ empty: true });
    const { page, context } = await open('/', { base: empty.url });
    await page.getByText('No task yet').waitFor();
    await page.screenshot({ path: `${SHOTS}empty.png` });
    const found = await findings(page);
    await context.close();
    await empty.close();
    expect(found).toEqual([]);
  });

  test('a table is added and removed, tags are changed', async () => {
    const { page, context } = await open('/tasks/SYNC/objects');
    await page.getByRole('button', { name: 'Add a table…' }).click();
    const dialog = page.getByRole('dialog', { name: 'Add a table' });
    await dialog.getByLabel('Schema', { exact: true }).fill('shop');
    await dialog.getByLabel('Table', { exact: true }).fill('refunds');
    const found = await findings(page);
    await dialog.getByRole('button', { name: 'Add', exact: true }).click();
    await page.getByText('is being added').waitFor();
    await page.getByRole('button', { name: 'Remove… shop.customers' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Remove' }).click();
    await page.getByText('is being removed').waitFor();
    await page.goto(`${service.url}/tasks/SYNC`);
    await page.getByRole('button', { name: 'Change tags and alert level' }).click();
    await page.getByLabel('Tags', { exact: true }).fill('shop, live');
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByText('The tags are changed.').waitFor();
    await context.close();
    expect(found).toEqual([]);
    const names = service.asked.map((line) => line.split(' ')[0]);
    expect(names).toEqual(expect.arrayContaining(['objectsAdd', 'objectsRemove', 'taskSetTags']));
  });

  test('files are downloaded where the product names them', async () => {
    const { page, context, complaints } = await open('/tasks/SHOP/schema');
    const fetched = async (click: () => Promise<void>): Promise<void> => {
      const [download] = await Promise.all([page.waitForEvent('download'), click()]);
      expect(download.suggestedFilename()).toBe('some.csv');
    };
    const choose = async (menu: string, item: string): Promise<void> => {
      await page.getByRole('button', { name: menu }).click();
      await fetched(() => page.getByRole('menuitem', { name: item, exact: true }).click());
    };
    await choose('More of this phase', 'Download conversion information');
    await choose('More of this phase', 'Download conversion information and complete DDL');
    await page.goto(`${service.url}/tasks/SHOP/full`);
    await fetched(() => page.getByRole('button', { name: 'Conflict log' }).click());
    await page.goto(`${service.url}/tasks/SYNC/incremental`);
    await fetched(() => page.getByRole('button', { name: 'Conflict log' }).click());
    await page.goto(`${service.url}/tasks/SYNC/verification`);
    await choose('Verify again and more', 'Download the differences');
    await choose('Verify again and more', 'Download the correction SQL');
    await page.goto(`${service.url}/tasks/SYNC/objects`);
    await choose('Files of the rules', 'Download as CSV');
    await choose('Files of the rules', 'Download as JSON');
    await page.goto(`${service.url}/tasks/SHOP/components`);
    await page.getByRole('button', { name: 'Log' }).first().click();
    await fetched(() => page.getByRole('dialog').getByRole('button', { name: 'Download' }).click());
    await context.close();
    expect(complaints).toEqual([]);
    expect(service.asked.filter((line) => line.startsWith('download '))).toEqual(
      [
        { schemaConversions: { form: 'CONVERSIONS', taskId: 'SHOP' } },
        { schemaConversions: { form: 'CONVERSIONS_AND_DDL', taskId: 'SHOP' } },
        { conflicts: { phase: 'FULL_MIGRATION', taskId: 'SHOP' } },
        { conflicts: { phase: 'INCREMENTAL_SYNCHRONIZATION', taskId: 'SYNC' } },
        { differences: 'R1' },
        { corrections: 'R1' },
        { objectConfiguration: { format: 'CSV', taskId: 'SYNC' } },
        { objectConfiguration: { format: 'JSON', taskId: 'SYNC' } },
        { componentLog: 'C-STORE' },
      ].map((file) => `download ${JSON.stringify(file)}`),
    );
  });

  test('objects are imported: what is refused is listed, and only what is right replaces the selection', async () => {
    const { page, context, complaints } = await open('/tasks/NEW/objects');
    await page.getByRole('button', { name: 'Files of the rules' }).click();
    await page.getByRole('menuitem', { name: 'Import…' }).click();
    const dialog = page.getByRole('dialog', { name: 'Import objects' });
    const file = dialog.getByLabel('File in CSV or JSON');
    const replace = dialog.getByRole('button', { name: 'Replace the selection' });
    expect(await replace.isDisabled()).toBe(true);
    await file.setInputFiles({ name: 'a.csv', mimeType: 'text/csv', buffer: Buffer.from('first') });
    await dialog.getByText('1 line refused.').waitFor();
    await dialog.getByText('The object shop.gone does not exist.').waitFor();
    expect(await replace.isDisabled()).toBe(true);
    for (const width of [1280, 390]) {
      await page.setViewportSize({ width, height: 860 });
      await page.screenshot({ path: `${SHOTS}import-objects-${width}.png` });
    }
    const found = await findings(page);
    await file.setInputFiles({ name: 'b.csv', mimeType: 'text/csv', buffer: Buffer.from('second') });
    await dialog.getByText('All of it is right.').waitFor();
    await replace.click();
    await page.getByText('The selection is replaced.').waitFor();
    await context.close();
    expect({ found, complaints }).toEqual({ found: [], complaints: [] });
    expect(
      service.asked.filter((line) => /^(uploadCreate|PUT|objectConfigurationImport)/.test(line)).slice(-5),
    ).toEqual([
      'objectConfigurationImport {"dryRun":true,"expectedRevision":1,"taskId":"NEW","uploadId":"u1"}',
      'uploadCreate {"purpose":"OBJECT_CONFIGURATION","sizeBytes":6}',
      'PUT /files/upload/u1?signature=x',
      'objectConfigurationImport {"dryRun":true,"expectedRevision":1,"taskId":"NEW","uploadId":"u1"}',
      'objectConfigurationImport {"dryRun":false,"expectedRevision":1,"taskId":"NEW","uploadId":"u1"}',
    ]);
  });

  test('options of a table: name, filter and columns by keyboard, and what is wrong is told at the field', async () => {
    const { page, context, complaints } = await open('/tasks/new');
    await page.getByLabel('Name of the task').fill('with options');
    await page.getByLabel('Source', { exact: true }).selectOption('E1');
    await page.getByLabel('Target', { exact: true }).selectOption('E2');
    await page.getByRole('checkbox', { name: 'orders' }).check();
    await page.getByRole('checkbox', { name: 'customers' }).check();
    const make = page.getByRole('button', { name: 'Make the task' });
    await page.getByRole('button', { name: 'Options of shop.orders' }).focus();
    await page.keyboard.press('Enter');
    const panel = page.getByRole('group', { name: 'Options of shop.orders' });
    await page.keyboard.press('Tab'); // to the first field
    await page.keyboard.type('store');
    await page.keyboard.press('Tab');
    await page.keyboard.type('purchases');
    await page.keyboard.press('Tab');
    await page.keyboard.type('nowhere = 1');
    const filter = panel.getByLabel('Row filter');
    const saysOf = async (): Promise<string> =>
      page.locator(`[id="${await filter.getAttribute('aria-describedby')}"]`).innerText();
    await panel.getByText('there is no column nowhere').waitFor();
    expect(await filter.getAttribute('aria-invalid')).toBe('true');
    expect(await saysOf()).toContain('does not parse at position 0');
    expect(await make.isDisabled()).toBe(true);
    await page.getByText('Correct the options of shop.orders.').waitFor();
    await page.keyboard.press('Tab'); // to "All columns"
    await page.keyboard.press('Space');
    await panel.getByRole('checkbox', { name: 'id key' }).uncheck();
    await panel.getByText('Without id the table loses its key').waitFor();
    await panel.getByRole('checkbox', { name: 'customer_id' }).uncheck();
    await panel.getByRole('checkbox', { name: 'total' }).uncheck();
    await panel.getByText('Choose at least one column.').waitFor();
    for (const width of [1280, 390]) {
      await page.setViewportSize({ width, height: 860 });
      await page.screenshot({ path: `${SHOTS}table-options-wrong-${width}.png`, fullPage: true });
    }
    const found = await findings(page);
    const sideways = await page.evaluate(() =>
      [document.documentElement, ...document.querySelectorAll('.tree')].map((one) => one.scrollWidth - one.clientWidth),
    );
    await page.setViewportSize({ width: 1280, height: 860 });
    await panel.getByRole('checkbox', { name: 'total' }).check();
    await panel.getByRole('checkbox', { name: 'id key' }).check();
    await panel.getByLabel('Name of total at the target').fill('amount');
    await filter.fill('total > 0');
    await filter.press('Enter'); // makes no task
    await panel.getByText('It can be used.').waitFor();
    await page.getByText('to store.purchases, rows where total > 0, 2 columns').waitFor();
    for (const width of [1280, 390]) {
      await page.setViewportSize({ width, height: 860 });
      await page.screenshot({ path: `${SHOTS}table-options-${width}.png`, fullPage: true });
    }
    await page.setViewportSize({ width: 1280, height: 860 });
    await page.reload(); // the draft stays
    await page.getByText('to store.purchases, rows where total > 0, 2 columns').waitFor();
    // a name that another chosen table has already
    await page.getByRole('button', { name: 'Options of shop.customers' }).click();
    const other = page.getByRole('group', { name: 'Options of shop.customers' });
    await other.getByLabel('Schema at the target').fill('store');
    await other.getByLabel('Table at the target').fill('purchases');
    await other.getByText('shop.orders goes to store.purchases too.').waitFor();
    expect(await make.isDisabled()).toBe(true);
    await other.getByLabel('Table at the target').fill('');
    await make.click();
    await page.getByText('Connection details').waitFor();
    await context.close();
    expect({ found, complaints, sideways }).toEqual({ found: [], complaints: [], sideways: [0, 0] });
    const made = service.asked.filter((line) => line.startsWith('taskCreate') && line.includes('with options'));
    expect(made).toHaveLength(1);
    expect(made[0]).toContain(
      '{"columns":[{"source":"id","target":"id"},{"source":"total","target":"amount"}],"name":"orders","rowFilter":"total > 0","schema":"shop","targetName":"purchases","targetSchema":"store"}',
    );
    expect(made[0]).toContain('{"name":"customers","schema":"shop","targetSchema":"store"}');
  });

  test('a new task is made of two ends, phases and tables', async () => {
    const { page, context } = await open('/tasks/new');
    await page.getByLabel('Name of the task').fill('new one');
    await page.getByLabel('Source', { exact: true }).selectOption('E1');
    await page.getByLabel('Target', { exact: true }).selectOption('E2');
    await page.getByRole('button', { name: 'Test the source' }).click();
    await page.getByText('answered in 3 ms').waitFor();
    await page.getByRole('checkbox', { name: 'All of shop' }).check();
    await page.getByText('will be migrated').waitFor();
    await page.getByRole('checkbox', { name: 'ALTER TABLE' }).check();
    await page.screenshot({ path: `${SHOTS}new-task-filled.png`, fullPage: true });
    const found = await findings(page);
    await page.getByRole('button', { name: 'Make the task' }).click();
    await page.getByText('Connection details').waitFor();
    await context.close();
    expect(found).toEqual([]);
    const asked = service.asked.find((line) => line.startsWith('taskCreate') && line.includes('new one'));
    expect(asked).toContain('{"name":"incrementalDdlKinds","value":["ALTER_TABLE"]}');
    expect(asked).toContain('"objects":[{"name":"customers","schema":"shop"}');
  });
});
