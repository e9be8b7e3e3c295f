/**
 * Bad input in Chromium over the running service: what is wrong is told with sentence, code and remedy where the person is,
 * at the field, in the banner of the task, on the item of the precheck, and the statement shown there mends it.
 */
import { mkdirSync } from 'node:fs';
import type { Browser, Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { buildConsole } from '../../client/build.ts';
import { testPostgres, type TestDatabase } from '../setup/postgres.ts';
import { Desk } from '../support/desk.ts';
import { compareDatabases } from '../support/oracle.ts';
import { chromiumPath, launchBrowser } from './browser.ts';

const SHOTS = new URL('./screenshots/', import.meta.url).pathname;

describe.skipIf(chromiumPath === null && process.env['CI'] !== 'true')('bad input in the console', () => {
  let desk: Desk;
  let browser: Browser;
  let source: TestDatabase;
  let target: TestDatabase;

  beforeAll(async () => {
    mkdirSync(SHOTS, { recursive: true });
    await buildConsole();
    const server = await testPostgres();
    [source, target] = [await server.createDatabase(), await server.createDatabase()];
    [desk, browser] = await Promise.all([Desk.open(), launchBrowser()]);
  });
  afterAll(async () => {
    await browser?.close();
    await desk?.[Symbol.asyncDispose]();
    await source?.[Symbol.asyncDispose]();
    await target?.[Symbol.asyncDispose]();
  });

  const open = async (path: string): Promise<Page> => {
    const context = await browser.newContext({ viewport: { width: 1280, height: 860 }, reducedMotion: 'reduce' });
    const page = await context.newPage();
    await page.goto(desk.url + path);
    return page;
  };
  const shot = (page: Page, name: string): Promise<unknown> =>
    page.screenshot({ path: `${SHOTS}bad-${name}.png`, fullPage: true });
  /** What the alert says: sentence, code, remedy, without the blanks of the layout. */
  const alert = async (page: Page, code: string): Promise<string> =>
    (await page.locator('.notice.bad', { hasText: code }).first().innerText()).replace(/\s+/g, ' ').trim();

  /** An item of the precheck, by its name. */
  const itemOf = (page: Page, name: string): Locator =>
    page
      .locator('.checks > li')
      .filter({ has: page.locator('.check-name', { hasText: name }) })
      .first();

  test('the form of an endpoint tells what is wrong, at the field where it is one', async () => {
    const page = await open('/endpoints');
    await page.getByRole('button', { name: 'New endpoint' }).first().click();
    const { host, port, user } = source.address;
    const form = { Name: 'old', Host: host, Port: String(port), Database: 'nowhere', User: user, Password: 'not it' };
    for (const [label, value] of Object.entries(form)) await page.getByLabel(label, { exact: true }).fill(value);
    await page.getByRole('button', { name: 'Test' }).click();
    expect(await alert(page, 'AUTHENTICATION_FAILED')).toBe(
      `The server at 127.0.0.1:${port} refused user postgres. AUTHENTICATION_FAILED Correct user or password of the endpoint, or pg_hba.conf of the server.`,
    );
    await page.getByLabel('Password', { exact: true }).fill(source.address.password);
    await page.getByRole('button', { name: 'Test' }).click();
    expect(await alert(page, 'DATABASE_NOT_FOUND')).toBe(
      `The database nowhere does not exist at 127.0.0.1:${port}. DATABASE_NOT_FOUND Correct the database name of the endpoint.`,
    );
    await page.getByLabel('TLS', { exact: true }).selectOption('VERIFY_CA');
    await page.getByRole('button', { name: 'Test' }).click();
    expect(await alert(page, 'TLS_NOT_SUPPORTED')).toBe(
      `The server at 127.0.0.1:${port} does not offer TLS. TLS_NOT_SUPPORTED Set the TLS mode to DISABLE, or enable TLS on the server.`,
    );
    await page.getByLabel('CA certificate (PEM)').fill('rubbish');
    await page.getByRole('button', { name: 'Save' }).click();
    await alert(page, 'BAD_INPUT');
    expect(await page.locator('#endpoint-ca-wrong').innerText()).toBe('This is not a certificate in PEM form.');
    await page.getByLabel('TLS', { exact: true }).selectOption('DISABLE');
    await desk.mutate('endpointCreate', { endpoint: { ...source.address, name: 'old' } }, 'endpoint { id }');
    await page.getByLabel('CA certificate (PEM)').waitFor({ state: 'detached' });
    await page.getByLabel('Database', { exact: true }).fill(source.name);
    await page.getByRole('button', { name: 'Save' }).click();
    await alert(page, 'NAME_TAKEN');
    const name = page.getByLabel('Name', { exact: true });
    expect(await name.getAttribute('aria-invalid')).toBe('true');
    await shot(page, 'endpoint-name');
    expect(await page.locator(`#${String(await name.getAttribute('aria-describedby'))}`).innerText()).toBe(
      'The name old is already taken.',
    );
    await page.context().close();
  });

  test('a right that lacks: the banner, the item with its statement, and the way on', async () => {
    await source.sql`CREATE TABLE item (id int PRIMARY KEY)`;
    await source.sql`INSERT INTO item SELECT generate_series(1, 50)`;
    await source.sql.unsafe(`CREATE ROLE "weak ${source.name}" LOGIN PASSWORD 'weak'`);
    const taskId = await desk.startTask({
      source: { ...source.address, user: `weak ${source.name}`, password: 'weak' },
      target: target.address,
      tables: [{ schema: 'public', name: 'item' }],
      phases: ['SCHEMA_MIGRATION', 'FULL_MIGRATION'],
    });
    await desk.untilFailed(taskId);
    const page = await open(`/tasks/${taskId}`);
    const statement = `GRANT SELECT ON "public"."item" TO "weak ${source.name}"`;
    expect(await alert(page, 'PRIVILEGE_MISSING')).toBe(
      `User weak ${source.name} lacks the right SELECT on public.item. PRIVILEGE_MISSING Run: ${statement}`,
    );
    await shot(page, 'task-banner');
    await page.getByRole('link', { name: 'Precheck', exact: true }).click();
    const item = itemOf(page, 'Read rights');
    await item.getByText(statement).waitFor();
    await shot(page, 'precheck-item');
    await source.sql.unsafe(statement);
    await item.getByRole('button', { name: 'Run this again' }).click();
    await itemOf(page, 'Read rights').getByText('Passed').waitFor();
    await page.getByRole('button', { name: 'Resume' }).click();
    await desk.until(taskId, ({ status }) => status !== 'FAILED', 'the task is resumed');
    await desk.untilInSync(taskId);
    await page.locator('.notice.bad').waitFor({ state: 'detached' });
    expect(await compareDatabases(source.sql, target.sql)).toEqual([]);
    await page.context().close();
  });

  test('a table that is not empty: an item may be skipped by itself only where it may, and the parameter is a way on', async () => {
    await source.sql`CREATE TABLE full_one (id int PRIMARY KEY)`;
    await target.sql`CREATE TABLE full_one (id int PRIMARY KEY)`;
    await target.sql`INSERT INTO full_one VALUES (1)`;
    const taskId = await desk.startTask({
      source: source.address,
      target: target.address,
      tables: [{ schema: 'public', name: 'full_one' }],
      phases: ['SCHEMA_MIGRATION', 'FULL_MIGRATION'],
    });
    await desk.untilFailed(taskId);
    const page = await open(`/tasks/${taskId}/precheck`);
    expect(await alert(page, 'TARGET_NOT_EMPTY')).toBe(
      'The target table public.full_one is not empty. TARGET_NOT_EMPTY Empty it, or set the parameter "target not empty" to IGNORE.',
    );
    const table = itemOf(page, 'Target table');
    await table.getByRole('button', { name: 'Skip…' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('textbox').fill('it is meant to be there');
    await dialog.getByRole('button', { name: 'Skip' }).click();
    await itemOf(page, 'Target table').getByText('it is meant to be there').waitFor({ state: 'attached' });
    await shot(page, 'precheck-skipped');
    const empty = itemOf(page, 'Target empty');
    expect(await empty.getByRole('button', { name: 'Skip…' }).count()).toBe(0);
    await page.context().close();
  });

  test('an endpoint twice: told at the target, and the draft stays', async () => {
    for (const name of ['one name', 'another name'])
      await desk.mutate('endpointCreate', { endpoint: { ...source.address, name } }, 'endpoint { id }');
    const page = await open('/tasks/new');
    await page.getByLabel('Name of the task').fill('to itself');
    await page.getByLabel('Source', { exact: true }).selectOption('one name');
    await page.getByLabel('Target', { exact: true }).selectOption('another name');
    await page.getByLabel('All of public').check();
    await page.getByRole('button', { name: 'Make the task' }).click();
    expect(await alert(page, 'SAME_ENDPOINT')).toBe(
      'Source and target are the same database. SAME_ENDPOINT Choose two different databases.',
    );
    expect(await page.getByLabel('Target', { exact: true }).getAttribute('aria-invalid')).toBe('true');
    expect(await page.getByLabel('Name of the task').inputValue()).toBe('to itself');
    await shot(page, 'new-task');
    await page.context().close();
  });
});
