/** The switchover in the console, by keyboard alone, over a switchover that waits for a person. */
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { buildConsole } from '../../client/build.ts';
import { chromiumPath, launchBrowser } from './browser.ts';
import { startFixtureService, type FixtureService } from './fixture-service.ts';
import { findings, visit } from './visit.ts';

describe.skipIf(chromiumPath === null && process.env['CI'] !== 'true')('the switchover in the console', () => {
  let service: FixtureService;
  let browser: Browser;

  beforeAll(async () => {
    await buildConsole();
    [service, browser] = await Promise.all([startFixtureService(), launchBrowser()]);
  });
  afterAll(async () => {
    await browser?.close();
    await service?.close();
  });

  test('the switchover is moved on by keyboard alone: what begins the pause says so, and asks first', async () => {
    const { page, context, complaints } = await visit(browser, {
      base: service.url,
      path: '/tasks/SYNC/switchover',
    });
    const fence = page.getByRole('button', { name: /^Let Godwit stop writes….*Confirm that writes have stopped$/v });
    await fence.waitFor();
    for (let step = 0; step < 60 && !(await fence.evaluate((button) => button === document.activeElement)); step += 1)
      await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    const dialog = page.getByRole('dialog', { name: 'Stop all writes now?' });
    await dialog.getByText('The pause of writes begins.').waitFor();
    const found = await findings(page);
    await page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'hidden' });
    expect(service.asked.filter((line) => line.startsWith('switchoverFence'))).toEqual([]);
    expect(await fence.evaluate((button) => button === document.activeElement)).toBe(true); // the focus is where it was
    await page.keyboard.press('Enter');
    const stop = dialog.getByRole('button', { name: 'Let Godwit stop writes' });
    for (let step = 0; step < 10 && !(await stop.evaluate((button) => button === document.activeElement)); step += 1)
      await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await page.getByText('Writes are being stopped.').waitFor();
    await context.close();
    expect({ found, complaints }).toEqual({ found: [], complaints: [] });
    expect(service.asked).toContain('switchoverFence {"taskId":"SYNC"}');
  });

  test.each([
    ['prepared', true],
    ['none', false],
  ])('an application that was moved can be moved back where there is a way back: %s', async (_, reverse) => {
    const { page, context } = await visit(browser, { base: service.url, path: '/tasks/SYNC/switchover' });
    await page.route('**/graphql', async (route) => {
      const response = await route.fetch();
      const answer = (await response.json()) as { data?: { task?: { subtask?: Record<string, unknown> } } }; // what the page asks for
      const subtask = answer.data?.task?.subtask;
      if (subtask?.['switchover'])
        Object.assign(subtask, {
          liveSide: 'TARGET',
          switchover: { ...(subtask['switchover'] as object), status: 'COMPLETED', reverse },
        });
      await route.fulfill({ response, json: answer });
    });
    await page.getByText('The application is to write to the target.').waitFor();
    expect(await page.getByRole('button', { name: 'Switch back…' }).count()).toBe(reverse ? 1 : 0);
    expect(await page.getByText('The task was made without a way back.').count()).toBe(reverse ? 0 : 1);
    await context.close();
  });
});
