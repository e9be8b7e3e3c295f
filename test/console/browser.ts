/** Headless Chromium as found on the machine; null where there is none, which the tests then say loudly. */
import { existsSync } from 'node:fs';
import { type Browser, chromium } from 'playwright-core';

const PLACES = [
  process.env['CHROMIUM'],
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
];
export const chromiumPath = PLACES.find((place): place is string => place !== undefined && existsSync(place)) ?? null;

const QUIET = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

export async function launchBrowser(): Promise<Browser> {
  if (chromiumPath === null)
    throw new Error('There is no Chromium: apt-get install chromium, or set CHROMIUM to its path.');
  return chromium.launch({ executablePath: chromiumPath, args: QUIET });
}
