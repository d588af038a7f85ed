import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type BrowserCity, findAxeFaults, hasSideScroll, isBrowserHere, openBrowserCity } from './city.ts';

describe.skipIf(!isBrowserHere)('the app of the merchant', () => {
  let city: BrowserCity;
  beforeAll(async () => { city = await openBrowserCity(); });
  afterAll(async () => { await city?.close(); });

  const open = async (size: 'phone' | 'desk', path = ''): Promise<Awaited<ReturnType<BrowserCity['newPage']>>> => {
    const opened = await city.newPage(size);
    await city.signIn(opened.page, 'merchant', await city.demoPhone('merchant'));
    await opened.page.goto(`${city.url}/merchant${path}`);
    return opened;
  };
  const looksRight = async (page: Page): Promise<void> => {
    expect(await hasSideScroll(page), `${page.url()} scrolls sideways`).toBe(false);
    expect(await findAxeFaults(page), page.url()).toEqual([]);
  };

  it.each(['phone', 'desk'] as const)('leads the owner from today to an order and from the statement to its visit (%s)', async (size) => {
    const { page, faults, context } = await open(size);
    await page.getByRole('heading', { level: 1 }).waitFor();
    await page.locator('a[href="/merchant/statement"]').first().waitFor();
    await looksRight(page);

    await page.locator('nav a[href="/merchant/orders"]').click();
    const rows = page.getByTestId('orders').locator(size === 'phone' ? 'li[data-open] > button' : 'tbody tr[tabindex]');
    await page.getByTestId('orders').waitFor();
    await page.goto(`${city.url}/merchant/orders?group=all`);
    await rows.first().waitFor({ timeout: 20_000 });
    await looksRight(page);
    await rows.first().click();
    const drawer = page.getByTestId('order-drawer');
    await drawer.getByTestId('alliance-steps').locator('li').nth(6).waitFor();
    expect(await drawer.getByTestId('alliance-steps').locator('li').count(), 'the seven alliance steps').toBe(7);
    await drawer.getByTestId('tab-history').click();

    await page.goto(`${city.url}/merchant/statement`);
    await page.getByTestId('statement-sums').waitFor({ timeout: 20_000 });
    // Early in a month the month may hold nothing yet: the month before always does. A payout is a line without a visit and opens nothing.
    const lines = page.getByTestId('statement-lines').locator(size === 'phone' ? 'li[data-open] > button' : 'tbody tr[tabindex]');
    if (!(await lines.first().isVisible())) await page.locator('.ant-segmented-item').nth(3).click();
    await lines.first().waitFor();
    await looksRight(page);
    // From ten in the morning on the newest line is the day's payout, which belongs to no order.
    await lines.filter({ hasText: /\d{12}/ }).first().click();
    await page.getByTestId('order-drawer').getByTestId('alliance-steps').waitFor();
    expect(faults).toEqual([]);
    await context.close();
  });

  it('keeps every page in its width', async () => {
    for (const size of ['phone', 'desk'] as const) {
      const { page, faults, context } = await open(size);
      for (const path of ['/day', '/staff', '/staff?new=true', '/shop']) {
        await page.goto(`${city.url}/merchant${path}`);
        // A live page asks again whenever something happens: a busy city's network is never quiet for long.
        await page.waitForLoadState('networkidle', { timeout: 5000 }).catch(() => undefined);
        expect(await hasSideScroll(page), `${path} at ${size} scrolls sideways`).toBe(false);
      }
      expect(faults).toEqual([]);
      await context.close();
    }
  });

  it('tells what blocks a worker and refuses a wrong paper in its form', async () => {
    const { page, context } = await open('desk', '/staff');
    await page.getByTestId('staff').locator('tbody tr[tabindex]').first().click();
    await page.getByTestId('worker-drawer').getByTestId('paper-add').click();
    await page.getByTestId('health-hospital').fill('市人民医院');
    await page.getByTestId('paper-number').fill('H-2026-001');
    await page.getByTestId('health-all').click();
    await page.locator('input[type=date]').nth(1).fill('2020-01-01');
    await page.getByTestId('paper-submit').click();
    await page.getByTestId('worker-drawer').getByRole('alert').first().waitFor();
    // What she lacks is said, and nothing of it is the merchant's to judge.
    expect(await page.locator('[data-testid^=check-][data-state]').count()).toBe(13);
    expect(await page.getByTestId('sign-interview').count()).toBe(0);
    await context.close();
  });
});
