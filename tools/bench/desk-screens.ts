import { existsSync } from 'node:fs';
import type { Browser, BrowserContext } from 'playwright-core';
import { type Quantiles, quantilesOf } from './quantiles.ts';

/** From opening the address until all that the page first shows is there: `cold` with nothing kept by the browser, `warm` as on every later visit. */
export type ScreenTimes = { board: { cold: Quantiles | null; warm: Quantiles | null }; day: { cold: Quantiles | null; warm: Quantiles | null } };

const browserPath = process.env['LINLI_CHROMIUM'] ?? '/usr/bin/chromium';
const pages = {
  board: { path: '/desk', shows: ['[data-testid=exceptions] article', '[data-testid=idle-workers] button', '.maplibregl-marker'] },
  day: { path: '/desk/day', shows: ['[data-bar]', '[data-testid=unassigned] button'] },
} as const;

/** Null where there is no Chromium. */
export async function measureScreens(url: string, token: string, day: string, rounds: number): Promise<ScreenTimes | null> {
  if (!existsSync(browserPath)) return null;
  const { chromium } = await import('playwright-core');
  const browser = await chromium.launch({ executablePath: browserPath, args: ['--headless', '--no-sandbox', '--disable-gpu', '--no-first-run', '--disable-background-networking'] });
  try {
    const times = { board: { cold: [] as number[], warm: [] as number[] }, day: { cold: [] as number[], warm: [] as number[] } };
    for (let round = 0; round < rounds; round++) {
      for (const name of ['board', 'day'] as const) {
        const context = await openContext(browser, token);
        const address = `${url}${pages[name].path}${name === 'day' ? `?day=${day}` : ''}`;
        times[name].cold.push(await openOnce(context, address, pages[name].shows));
        times[name].warm.push(await openOnce(context, address, pages[name].shows));
        await context.close();
      }
    }
    const both = (name: 'board' | 'day') => ({ cold: quantilesOf(times[name].cold), warm: quantilesOf(times[name].warm) });
    return { board: both('board'), day: both('day') };
  } finally {
    await browser.close();
  }
}

async function openContext(browser: Browser, token: string): Promise<BrowserContext> {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, locale: 'zh-CN', timezoneId: 'Asia/Shanghai', reducedMotion: 'reduce' });
  await context.addInitScript((value) => localStorage.setItem('linli.token.desk', value), token);
  return context;
}

async function openOnce(context: BrowserContext, address: string, shows: readonly string[]): Promise<number> {
  const page = await context.newPage();
  const began = performance.now();
  await page.goto(address, { waitUntil: 'commit' });
  await page.waitForFunction((wanted) => wanted.every((selector) => (globalThis as unknown as { document: { querySelector(selector: string): unknown } }).document.querySelector(selector) !== null), shows, { polling: 'raf', timeout: 60_000 });
  const ms = performance.now() - began;
  await page.close();
  return ms;
}
