/** The lists of the console over fixed data: every filter is in the address, a batch reports on each task, a clone is chosen. */
import { mkdirSync } from 'node:fs';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { buildConsole } from '../../client/build.ts';
import { chromiumPath, launchBrowser } from './browser.ts';
import { startFixtureService, type FixtureService } from './fixture-service.ts';
import { findings, SHOTS, sidewaysOf, visit } from './visit.ts';

describe.skipIf(chromiumPath === null && process.env['CI'] !== 'true')('the lists of the console', () => {
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

  const open = (path: string) => visit(browser, { base: service.url, path });
  const searchOf = (page: Page): string => new URL(page.url()).search;
  /** On a desk and on a phone: a picture, what axe finds, and whether it scrolls sideways. */
  const looked = async (page: Page, name: string): Promise<unknown[]> => {
    const found: unknown[] = [];
    for (const width of [1280, 390]) {
      await page.setViewportSize({ width, height: 860 });
      await page.screenshot({ path: `${SHOTS}${name}-${width}.png` });
      found.push(...(await findings(page)));
      const sideways = await sidewaysOf(page);
      if (sideways > 0) found.push(`${sideways} px sideways at ${width}`);
    }
    await page.setViewportSize({ width: 1280, height: 860 });
    return found;
  };
  const namesIn = (page: Page): Promise<string[]> => page.locator('td.title a.name').allInnerTexts();
  const shows = (page: Page, names: readonly string[]) => expect.poll(() => namesIn(page)).toEqual(names);

  test('verified tables are filtered by either database and by their schema migration, in the address', async () => {
    const { page, context } = await open('/tasks/SYNC/verification');
    const tables = page.getByRole('table', { name: 'Verified objects' });
    const shown = async (): Promise<number> =>
      (await tables.getByRole('button', { name: /^Verify again/ }).all()).length;
    await tables.waitFor();
    expect(await shown()).toBe(4);
    await page.getByLabel('View completed objects only').check();
    await expect.poll(shown).toBe(3);
    await page.getByLabel('Source schema').selectOption('shop');
    await page.getByLabel('Target schema').selectOption('store');
    await expect.poll(shown).toBe(1);
    const { searchParams } = new URL(page.url());
    expect(Object.fromEntries(searchParams)).toEqual({ completed: '1', source: 'shop', target: 'store' });
    await context.close();
  });

  test('chosen tables are verified, each with a filter that is checked while it is written, by keyboard', async () => {
    const { page, context, complaints } = await open('/tasks/SYNC/verification');
    await page.getByText('id > 1000').waitFor();
    await page.getByRole('button', { name: 'Verify again and more' }).press('Enter');
    await page.getByRole('menuitem', { name: 'Verify chosen tables…' }).press('Enter');
    const dialog = page.getByRole('dialog', { name: 'Verify chosen tables' });
    const submit = dialog.getByRole('button', { name: /^Verify \d/ });
    await dialog.getByLabel('shop.orders', { exact: true }).press('Space');
    const filter = dialog.getByLabel('Row filter of shop.orders');
    await filter.fill('nowhere = 1');
    await dialog.getByText('there is no column nowhere').waitFor();
    expect(await submit.isDisabled()).toBe(true);
    await filter.fill('id > 5');
    await dialog.getByText('It can be used.').waitFor();
    await dialog.getByLabel('shop.customers', { exact: true }).press('Space');
    expect(await looked(page, 'verify-chosen')).toEqual([]);
    expect(await submit.innerText()).toBe('Verify 2 tables');
    await submit.press('Enter');
    await dialog.waitFor({ state: 'detached' });
    await context.close();
    expect(complaints).toEqual([]);
    expect(service.asked).toContain(
      'verificationStart {"scope":"CUSTOM","tables":[{"rowFilter":"id > 5","tableId":"T2"},{"rowFilter":null,"tableId":"T1"}],"taskId":"SYNC"}',
    );
  });

  test('tasks are filtered by type, level, tag, maker and endpoint, ordered, and it is all in the address', async () => {
    const { page, context, complaints } = await open('/tasks');
    await shows(page, ['shop to the new cluster', 'billing', 'orders archive', 'warehouse', 'reports']);
    await page.getByRole('button', { name: 'Filter and order' }).click();
    const panel = page.getByRole('group', { name: 'Filter and order' });
    const found = await looked(page, 'task-filters');

    await panel.getByRole('button', { name: 'High protection' }).click();
    await shows(page, ['billing']);
    await panel.getByRole('button', { name: 'Low protection' }).click();
    await shows(page, ['shop to the new cluster', 'billing', 'orders archive', 'warehouse', 'reports']);
    await panel.getByRole('button', { name: 'Low protection' }).click();
    expect(searchOf(page)).toBe('?level=HIGH');
    await page.getByRole('button', { name: 'High protection : remove this filter' }).click();

    await panel.getByRole('button', { name: 'Incremental synchronization' }).click();
    await shows(page, ['shop to the new cluster', 'billing', 'orders archive', 'warehouse']);
    await panel.getByRole('button', { name: 'Incremental synchronization' }).click();
    await panel.getByRole('button', { name: 'night', exact: true }).click();
    await shows(page, ['warehouse']);
    await panel.getByRole('button', { name: 'stock', exact: true }).click();
    expect(searchOf(page)).toBe('?tag=night&tag=stock');
    await page.goto(`${service.url}/tasks?by=ann`);
    await shows(page, ['billing']);
    await page.getByRole('button', { name: 'Filter and order' }).click();
    await panel.getByLabel('Created by').selectOption('local');
    await shows(page, ['shop to the new cluster', 'orders archive', 'warehouse', 'reports']);
    await panel.getByLabel('Endpoint, as source or target').selectOption('stock, branch');
    await shows(page, ['reports']);
    await panel.getByLabel('Endpoint, as source or target').selectOption('shop, new cluster');
    await panel.getByLabel('Order').selectOption('By name');
    await shows(page, ['orders archive', 'reports', 'shop to the new cluster', 'warehouse']);
    expect(searchOf(page)).toBe('?by=local&endpoint=E2&order=name');

    await page.reload(); // and it is what another person sees who is given the address
    await shows(page, ['orders archive', 'reports', 'shop to the new cluster', 'warehouse']);
    await page.getByRole('button', { name: 'shop, new cluster : remove this filter' }).waitFor();
    await page.getByRole('button', { name: 'Running 2' }).click();
    await shows(page, ['orders archive', 'shop to the new cluster']);
    await page.getByRole('searchbox', { name: 'Search tasks' }).fill('nothing');
    await page.getByRole('button', { name: 'Show all tasks' }).click();
    expect(searchOf(page)).toBe('?order=name');
    await context.close();
    expect({ found, complaints }).toEqual({ found: [], complaints: [] });
  });

  test('a batch takes all tasks that match, and reports what was done and what was left, with why', async () => {
    const { page, context, complaints } = await open('/tasks?endpoint=E2&q=s');
    await page.getByRole('checkbox', { name: 'Choose reports' }).check();
    const bar = page.getByRole('region', { name: 'Chosen tasks' });
    await bar.getByRole('button', { name: 'Take all 4 that match' }).click();
    expect(await bar.getByRole('button', { name: 'Delete…' }).count()).toBe(0);
    await bar.getByRole('button', { name: 'Stop…' }).click();
    const question = page.getByRole('dialog', { name: 'Stop 4 tasks?' });
    await question.getByText('All tasks that match “s”, shop, new cluster when this is sent.').waitFor();
    const asked = await looked(page, 'batch-question');
    await question.getByRole('button', { name: 'Stop' }).click();
    const report = page.getByRole('dialog', { name: 'What came of it' });
    await report.getByRole('heading', { name: 'Stop: recorded for 2 tasks' }).waitFor();
    await report.getByText('shop to the new cluster, orders archive').waitFor();
    await report.getByRole('heading', { name: 'Left as they are: 2 tasks' }).waitFor();
    await report.getByText('not allowed while the task is FAILED').waitFor();
    const told = await looked(page, 'batch-report');
    await report.getByRole('button', { name: 'Close' }).click();
    await bar.waitFor({ state: 'detached' });
    await context.close();
    expect({ asked, told, complaints }).toEqual({ asked: [], told: [], complaints: [] });
    expect(service.asked).toContain(
      'tasksStop {"filter":{"alertLevels":null,"createdBy":null,"endpointId":"E2","keyword":"s","phases":null,"statuses":null,"tags":null}}',
    );
  });

  test('chosen tasks are deleted with their names, after their number is typed', async () => {
    const { page, context } = await open('/tasks');
    await page.getByRole('checkbox', { name: 'Choose reports' }).check();
    await page.getByRole('checkbox', { name: 'Choose billing' }).check();
    await page.getByRole('region', { name: 'Chosen tasks' }).getByRole('button', { name: 'Delete…' }).click();
    const question = page.getByRole('dialog', { name: 'Delete 2 tasks?' });
    const button = question.getByRole('button', { name: 'Delete' });
    expect(await button.isDisabled()).toBe(true);
    await question.getByRole('textbox').fill('2');
    await button.click();
    await page.getByRole('heading', { name: 'Delete: recorded for 1 task', exact: true }).waitFor();
    await context.close();
    expect(service.asked).toContain('tasksDelete {"confirmNames":["billing","reports"],"ids":["SYNC","NEW"]}');
  });

  test('a clone gets the name and the phases of one’s choice', async () => {
    const { page, context, complaints } = await open('/tasks');
    await page.getByRole('button', { name: 'Actions of reports' }).click();
    await page.getByRole('menuitem', { name: 'Clone…' }).click();
    const dialog = page.getByRole('dialog', { name: 'Clone reports' });
    expect(await dialog.getByRole('checkbox', { name: 'Full migration' }).isChecked()).toBe(true);
    expect(await dialog.getByRole('checkbox', { name: 'Incremental synchronization' }).isChecked()).toBe(false);
    const found = await looked(page, 'clone');
    await dialog.getByRole('checkbox', { name: 'Full migration' }).uncheck();
    await dialog.getByLabel('Name').fill('proof of reports');
    await dialog.getByRole('button', { name: 'Clone' }).click();
    await page.getByText('Connection details').waitFor(); // the new task
    await page.getByRole('button', { name: 'More actions of' }).click();
    await page.getByRole('menuitem', { name: 'Clone…' }).click();
    await page.getByRole('dialog', { name: 'Clone shop' }).getByRole('button', { name: 'Clone' }).click();
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    await context.close();
    expect({ found, complaints }).toEqual({ found: [], complaints: [] });
    expect(service.asked.filter((line) => line.startsWith('taskClone'))).toEqual([
      'taskClone {"name":"proof of reports","phases":["FULL_VERIFICATION"],"taskId":"NEW"}',
      'taskClone {"name":null,"phases":["SCHEMA_MIGRATION","FULL_MIGRATION","INCREMENTAL_SYNCHRONIZATION","FULL_VERIFICATION"],"taskId":"SHOP"}',
    ]);
  });

  test('tables of the copy are filtered by their databases and errors, and their estimated size is shown', async () => {
    const { page, context, complaints } = await open('/tasks/SHOP/full');
    const rows = page.getByRole('table', { name: 'Tables' }).locator('td.title .mono');
    const tables = (names: readonly string[]) => expect.poll(() => rows.allInnerTexts()).toEqual(names);
    await page.getByRole('row', { name: 'shop.orders' }).first().getByText('/ ~85.4 MiB').waitFor();
    const found = await looked(page, 'full-filters');
    await page.getByLabel('Source schema').selectOption('stock');
    await tables(['stock.items → store.items']);
    await page.getByLabel('Source schema').selectOption('All');
    await page.getByLabel('Target schema').selectOption('store');
    await tables(['stock.items → store.items']);
    await page.getByRole('checkbox', { name: 'Only with errors' }).check();
    await page.getByText('No table matches').waitFor();
    expect(searchOf(page)).toBe('?target=store&errors=1');
    await page.getByLabel('Target schema').selectOption('All');
    await tables(['shop.Événements']);
    await context.close();
    expect({ found, complaints }).toEqual({ found: [], complaints: [] });
  });

  test('conflicts are those of the phase, or of all', async () => {
    const { page, context } = await open('/tasks/SYNC/full?view=conflicts');
    const table = page.getByRole('table', { name: 'Conflicts' });
    await table.getByText('shop.customers').waitFor();
    expect(await table.getByText('shop.orders').count()).toBe(0);
    await page.getByRole('button', { name: 'All phases' }).click();
    await table.getByText('shop.orders').waitFor();
    await table.getByText('shop.customers').waitFor();
    await page.goto(`${service.url}/tasks/SYNC/incremental?view=conflicts`);
    await table.getByText('shop.orders').waitFor();
    expect(await table.getByText('shop.customers').count()).toBe(0);
    await context.close();
  });

  test('the stream tells where it is and when the source loses its log; statistics have their sums and their switch', async () => {
    const { page, context, complaints } = await open('/tasks/SYNC/incremental?view=statistics');
    const fact = (name: string) => page.locator('dl.facts > div', { hasText: name }).locator('dd');
    await fact('Source timestamp reached')
      .filter({ hasText: /2[56] Nov 2026.*:03:07/ })
      .waitFor();
    expect(await fact('Log of the source is lost').innerText()).toBe('in 13 h 36 min');
    expect(await fact('Log that the source keeps').innerText()).toBe('384 MiB');
    const figure = (name: string) => page.locator('.figure', { hasText: name }).locator('b').innerText();
    expect((await figure('Change sum')).trim()).toBe('155,970');
    expect((await figure('Delete')).trim()).toBe('17,330');
    await page.getByText('counted since').waitFor();
    const found = await looked(page, 'statistics-switch');
    await page.getByRole('checkbox', { name: 'Collect statistics' }).click();
    await page.getByText('Statistics are no longer collected.').waitFor();
    expect(service.asked.at(-1)).toBe(
      'taskUpdateParameters {"expectedRevision":1,"parameters":[{"name":"incrementalStatistics","value":false}],"taskId":"SYNC"}',
    );

    await page.goto(`${service.url}/tasks/SHOP/full`);
    await page.getByRole('row', { name: 'shop.orders ' }).getByText('1 min 8 s').waitFor(); // as the service estimates
    await page.goto(`${service.url}/tasks/SYNC/verification`);
    await page.getByText('81,200 / 79,900').waitFor();
    await page.getByText('8.96 MiB/s / 8.77 MiB/s').waitFor();
    await context.close();
    expect({ found, complaints }).toEqual({ found: [], complaints: [] });
  });

  test('components are filtered by kind, host, status and task', async () => {
    const { page, context, complaints } = await open('/components');
    const cards = page.getByRole('article');
    const titles = (names: readonly string[]) =>
      expect.poll(() => cards.getByRole('heading', { level: 2 }).allInnerTexts()).toEqual(names);
    await titles(['Store', 'Full-Import', 'Incr-Sync', 'Full-Verification']);
    const found = await looked(page, 'components-filters');
    await page.getByLabel('Host').selectOption('worker-1');
    await titles(['Store', 'Full-Import', 'Full-Verification']);
    await page.getByLabel('Kind').selectOption('Store');
    await titles(['Store']);
    await page.getByRole('button', { name: 'Only this task' }).click();
    await page.getByRole('button', { name: 'One task only' }).waitFor();
    expect(searchOf(page)).toBe('?host=worker-1&kind=STORE&task=SHOP');
    await page.getByRole('button', { name: 'Failed' }).click();
    await page.getByText('No component matches').waitFor();
    await page.getByLabel('Kind').selectOption('All kinds');
    await titles(['Full-Verification']);
    await context.close();
    expect({ found, complaints }).toEqual({ found: [], complaints: [] });
  });

  test('a stopped Incr-Sync goes on from another position after what that means was said', async () => {
    const { page, context } = await open('/tasks/SYNC/components');
    await page.getByRole('button', { name: 'Reset position… of Incr-Sync' }).click();
    const dialog = page.getByRole('dialog', { name: 'Reset the position of Incr-Sync' });
    await dialog.getByText('those changes never reach the target').waitFor();
    await dialog.getByLabel('Position').fill('0/1A2B0000');
    const found = await looked(page, 'reset-position');
    await dialog.getByRole('button', { name: 'Reset' }).click();
    await dialog.waitFor({ state: 'detached' });
    await context.close();
    expect(found).toEqual([]);
    expect(service.asked).toContainEqual(expect.stringMatching(/^componentResetPosition .*0\/1A2B0000/));
  });

  test('an index shows its table, its times and its creation syntax, errors first, and is removed', async () => {
    const { page, context, complaints } = await open('/tasks/SHOP/full?view=indexes');
    const table = page.getByRole('table', { name: 'Indexes and constraints' });
    await table.getByRole('button', { name: 'shop.orders_by_day', exact: true }).waitFor();
    const found = await looked(page, 'full-indexes');
    expect((await table.getByRole('row').nth(1).innerText()).split(/\s+/).slice(0, 3)).toEqual(['shop.orders_by_day', 'Index', 'shop.orders']); // prettier-ignore
    for (const column of ['Table', 'Created', 'Ended', 'Time taken'])
      expect(await table.getByRole('columnheader', { name: column, exact: true }).count(), column).toBe(1);
    await table.getByRole('button', { name: 'shop.orders_customer_id', exact: true }).click();
    const dialog = page.getByRole('dialog', { name: 'Index shop.orders_customer_id' });
    await dialog.getByLabel('Statement for the target').waitFor();
    await dialog.getByRole('button', { name: 'Close' }).click();
    await table.getByRole('button', { name: 'Remove… shop.orders_customer_id' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Remove' }).click();
    await page.getByText('Removed.').waitFor();
    await context.close();
    expect({ found, complaints }).toEqual({ found: [], complaints: [] });
    expect(service.asked).toContain('schemaObjectsRemove {"objectIds":["O4"],"taskId":"SHOP"}');
  });

  test('before the start the tables are seen that the rules choose, one is left out, the rules are edited; later one is mapped', async () => {
    const { page, context, complaints } = await open('/tasks/NEW/objects');
    await page.getByRole('heading', { name: '1 table at the source now' }).waitFor();
    const found = await looked(page, 'planned-objects');
    await page.getByRole('button', { name: 'Remove… shop.customers' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Remove' }).click();
    await page.getByText('The table is left out.').waitFor();
    await page.getByRole('button', { name: 'Edit the rules…' }).click();
    const dialog = page.getByRole('dialog', { name: 'Edit the rules' });
    await dialog.getByRole('checkbox', { name: 'orders' }).check();
    found.push(...(await looked(page, 'edit-rules')));
    await dialog.getByRole('button', { name: 'Remove rule 2' }).click();
    await dialog.getByRole('button', { name: 'Keep the rules' }).click();
    await page.getByText('The rules are kept.').waitFor();
    // a task that its precheck keeps from going on
    await page.goto(`${service.url}/tasks/FAIL/objects`);
    await page.getByRole('button', { name: 'Map… shop.orders' }).click();
    await page.getByRole('dialog').getByLabel('Table at the target').fill('purchases');
    found.push(...(await findings(page)));
    await page.getByRole('button', { name: 'Map', exact: true }).click();
    await page.getByText('The table has another name at the target.').waitFor();
    await context.close();
    expect({ found, complaints }).toEqual({ found: [], complaints: [] });
    expect(service.asked.filter((line) => line.startsWith('objects'))).toEqual([
      'objectsRemove {"objects":[{"name":"customers","schema":"shop"}],"taskId":"NEW"}',
      'objectsSetSelection {"expectedRevision":1,"selection":{"exclude":[],"include":[{"name":"*","schema":"stock","targetName":null,"targetSchema":"store"}],"objects":[{"name":"customers","schema":"shop"},{"name":"orders","schema":"shop"}]},"taskId":"NEW"}',
      'objectsMap {"expectedRevision":1,"objects":[{"name":"orders","schema":"shop","targetName":"purchases","targetSchema":"store"}],"taskId":"FAIL"}',
    ]);
  });

  test('what a person is waited for can be done from the overview, by its button or on its page', async () => {
    const { page, context, complaints } = await open('/tasks/WAIT');
    const mine = page.getByRole('region', { name: 'Waits for you' });
    await mine.getByText('Schema migration is done; automatic advance is off.').waitFor();
    const found = await looked(page, 'overview-waits');
    await mine.getByRole('button', { name: 'Go on to the next phase' }).focus();
    await page.keyboard.press('Enter');
    await page.getByText('It goes on.').waitFor();
    await page.goto(`${service.url}/tasks/HELD`);
    await mine.getByText('COMPONENT_STOPPED', { exact: true }).waitFor();
    found.push(...(await looked(page, 'overview-held')));
    await mine.getByRole('link', { name: 'See the components' }).click();
    const stopped = page.getByRole('article', { name: 'Incr-Sync' });
    await stopped.getByText('Stopped by a person; the task runs on without it.').waitFor();
    const desired = (name: string) =>
      page.getByRole('article', { name }).locator('dt', { hasText: 'Desired' }).locator('+ dd').innerText();
    expect(await desired('Incr-Sync')).toBe('Stopped');
    expect([await desired('Store'), await desired('Full-Verification')]).toEqual(['Running', 'Running']); // which has failed
    found.push(...(await looked(page, 'components-desired')));
    await context.close();
    expect({ found, complaints }).toEqual({ found: [], complaints: [] });
    expect(service.asked).toContain('subtaskAdvance {"kind":"SCHEMA_MIGRATION","taskId":"WAIT"}');
  });

  test('a task is renamed from its menu, tells who made it and when, and is left alone while it is released', async () => {
    const { page, context, complaints } = await open('/tasks/SYNC');
    const fact = (name: string) => page.locator('dt', { hasText: new RegExp(`^${name}$`) }).locator('+ dd');
    expect(await fact('Created by').innerText()).toBe('ann');
    expect(await fact('Created').locator('time').getAttribute('datetime')).toMatch(/^\d{4}-\d\d-\d\dT/);
    await page.getByRole('button', { name: 'More actions of billing' }).click();
    await page.getByRole('menuitem', { name: 'Rename…' }).click();
    const dialog = page.getByRole('dialog', { name: 'Rename billing' });
    expect(await dialog.getByRole('button', { name: 'Rename' }).isDisabled()).toBe(true); // it has that name
    await dialog.getByLabel('Name').fill('invoices');
    await dialog.getByRole('button', { name: 'Rename' }).click();
    await page.getByText('Renamed.').waitFor();
    await page.goto(`${service.url}/tasks/ENDING`);
    const labels = page.getByRole('button', { name: 'Change tags and alert level' });
    expect([await labels.isDisabled(), await labels.getAttribute('title')]).toEqual([true, 'not in this state']);
    await context.close();
    expect(complaints).toEqual([]);
    expect(service.asked).toContain('taskRename {"expectedRevision":1,"name":"invoices","taskId":"SYNC"}');
  });

  test('a new task needs at least one phase', async () => {
    const { page, context, complaints } = await open('/tasks/new');
    await page.getByLabel('Name of the task').fill('nothing to do');
    await page.getByLabel('Source', { exact: true }).selectOption({ index: 1 });
    await page.getByLabel('Target', { exact: true }).selectOption({ index: 2 });
    const phases = page.getByRole('checkbox', {
      name: /^(Schema migration|Full migration|Incremental|Full verification)/,
    });
    await phases.first().waitFor();
    for (const phase of await phases.all()) await phase.uncheck();
    await page.getByText('Choose at least one phase.').waitFor();
    expect(await page.getByRole('button', { name: 'Make the task' }).isDisabled()).toBe(true);
    await context.close();
    expect(complaints).toEqual([]);
  });

  test('a stream without a full copy asks where it begins', async () => {
    const { page, context } = await open('/tasks/new');
    await page.getByLabel('Name of the task').fill('stream alone');
    await page.getByLabel('Source', { exact: true }).selectOption('E1');
    await page.getByLabel('Target', { exact: true }).selectOption('E2');
    for (const phase of ['Full migration', 'Full verification'])
      await page.getByRole('checkbox', { name: phase }).uncheck();
    await page.getByRole('checkbox', { name: 'All of shop' }).check();
    await page.getByLabel('Start position').fill('slot=theirs publication=all');
    await page.getByRole('button', { name: 'Make the task' }).click();
    await page.getByText('Connection details').waitFor();
    await context.close();
    expect(service.asked.find((line) => line.startsWith('taskCreate') && line.includes('stream alone'))).toContain(
      '{"name":"incrementalStartPosition","value":"slot=theirs publication=all"}',
    );
  });

  test('basic information names the concurrency of both phases', async () => {
    const { page, context } = await open('/tasks/SYNC');
    await page.getByText('Custom, 12 lanes').waitFor();
    await page.getByText('Concurrency of full verification').waitFor();
    await page.getByText('Stable', { exact: true }).waitFor();
    await context.close();
  });
});
