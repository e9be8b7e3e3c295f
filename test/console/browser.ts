/**
 * Headless Chromium as found on the machine, else installed from Debian's packages when root; null where there is none, which
 * the tests then say loudly.
 */
import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { type Browser, chromium } from 'playwright-core';

const PLACES = [
  process.env['CHROMIUM'],
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
];
const find = (): string | null =>
  PLACES.find((place): place is string => place !== undefined && existsSync(place)) ?? null;

export const chromiumPath = find() ?? install();

function install(): string | null {
  if (process.getuid?.() !== 0 || !existsSync('/usr/bin/apt-get')) return null;
  const options = { stdio: 'ignore', env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } } as const;
  try {
    execFileSync('apt-get', ['update', '-qq'], options);
    execFileSync('apt-get', ['install', '-y', '-qq', '--no-install-recommends', 'chromium'], options);
  } catch (error) {
    console.error(`Chromium could not be installed: ${String(error)}`);
  }
  return find();
}

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
