/** A page of the console in a browser of its own, with everything that the browser complained of, and what axe finds on it. */
import { readFileSync } from 'node:fs';
import type { Browser, BrowserContext, Page } from 'playwright-core';

const AXE = readFileSync(new URL('../../node_modules/axe-core/axe.min.js', import.meta.url), 'utf8');
export const SHOTS = new URL('./screenshots/', import.meta.url).pathname;

export interface VisitOptions {
  readonly width?: number;
  readonly dark?: boolean;
}

interface Visit {
  readonly page: Page;
  /** Errors and warnings of the browser's console, and requests to another host. */
  readonly complaints: readonly string[];
  readonly context: BrowserContext;
  /** Loads another page in the same context, whose cache is warm; what was complained of before is forgotten. */
  go(path: string): Promise<void>;
}

export async function visit(
  browser: Browser,
  { base, path, width = 1280, dark = false }: VisitOptions & { readonly base: string; readonly path: string },
): Promise<Visit> {
  const context = await browser.newContext({
    viewport: { width, height: 860 },
    colorScheme: dark ? 'dark' : 'light',
    reducedMotion: 'reduce',
    bypassCSP: false,
  });
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('request', (request) => {
    if (!request.url().startsWith(base) && !request.url().startsWith('data:'))
      complaints.push(`asked ${request.url()}`);
  });
  const go = async (to: string): Promise<void> => {
    complaints.length = 0;
    await page.goto(base + to);
  };
  await go(path);
  return { page, complaints, context, go };
}

export async function findings(page: Page): Promise<string[]> {
  await page.evaluate(AXE);
  return page.evaluate(async () => {
    type Axe = {
      run: (
        options: object,
      ) => Promise<{ violations: { id: string; nodes: { html: string; failureSummary: string }[] }[] }>;
    };
    const { axe } = globalThis as unknown as { axe: Axe }; // put there by the line above
    const { violations } = await axe.run({ resultTypes: ['violations'] });
    return violations.map(
      ({ id, nodes }) =>
        `${id}: ${nodes
          .map(({ html, failureSummary }) => `${html.slice(0, 160)} ${failureSummary.slice(0, 220)}`)
          .slice(0, 3)
          .join(' | ')}`,
    );
  });
}

/** By how many pixels the page is wider than the window. */
export const sidewaysOf = (page: Page): Promise<number> =>
  page.evaluate(() => Math.max(0, document.documentElement.scrollWidth - document.documentElement.clientWidth));
