import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type BrowserCity, type OpenPage, findAxeFaults, hasSideScroll, isBrowserHere, newPhone, openBrowserCity } from './city.ts';

/** A service most workers can do, so that the next days have room for it. */
const cleaning = 'daily-cleaning';
const mostTaps = 12;
const mostRebookTaps = 3;

describe.skipIf(!isBrowserHere)('the app of the household', () => {
  let city: BrowserCity;
  /** Who registered in the first test, still signed in. */
  let family: OpenPage;
  beforeAll(async () => { city = await openBrowserCity(); });
  afterAll(async () => { await city?.close(); });

  const looksRight = async (page: Page): Promise<void> => {
    expect(await hasSideScroll(page), `${page.url()} scrolls sideways`).toBe(false);
    expect(await findAxeFaults(page), page.url()).toEqual([]);
  };
  /** Pays on a line so slow that the order shown afterwards could be the one read before the payment. */
  const pays = async (page: Page): Promise<void> => {
    await page.getByTestId('pay-confirm').and(page.locator(':enabled')).click();
    await page.route(/\/api\/orders\/ord_[^/]+$/, async (route) => { await new Promise((wake) => { setTimeout(wake, 1500); }); await route.continue(); });
    await page.waitForURL(/\/orders\/ord_/);
    await page.getByTestId('order-cancel-open').waitFor();
    expect(await page.getByTestId('order-pay').count(), 'nothing is left to pay').toBe(0);
    await page.unrouteAll({ behavior: 'ignoreErrors' });
  };

  it('leads a new family to a paid order in 12 taps, typing phone, code and name alone', async () => {
    family = await city.newPage('phone');
    const { page, faults, taps } = family;
    await page.goto(city.url);
    await page.getByTestId(`service-${cleaning}`).waitFor();
    await looksRight(page);

    await page.getByTestId(`service-${cleaning}`).click();
    await page.getByTestId('service-book').click();
    const estates = page.getByTestId('place-estates').getByRole('button');
    await estates.first().waitFor();
    expect(await page.getByTestId('book-see-times').isDisabled(), 'without a place there are no times').toBe(true);
    await estates.filter({ hasNotText: '即将开通' }).first().click();
    await page.getByTestId('place-buildings').locator('label').first().click();
    await page.getByTestId('book-see-times').click();
    await city.typeSignIn(page, newPhone(), '王女士');

    const pay = page.getByTestId('book-pay');
    await pay.and(page.locator(':enabled')).waitFor({ timeout: 60_000 });
    expect(await page.getByTestId('slot').count(), 'only feasible times are shown, and there are some').toBeGreaterThan(0);
    await looksRight(page);
    await pay.click();
    await pays(page);
    expect(taps()).toBeLessThanOrEqual(mostTaps);
    process.stdout.write(`new family: ${taps()} taps to paid\n`);
    await looksRight(page);
    expect(faults).toEqual([]);
  });

  it('lets a returning family book the same again in 3 taps', async () => {
    const { page, faults, taps, context } = await city.newPage('phone');
    await city.signIn(page, 'customer', await city.demoPhone('customer'));
    await page.goto(city.url);
    const again = page.getByTestId('home-rebook');
    await again.waitFor({ timeout: 20_000 });
    await looksRight(page);

    await again.click();
    const pay = page.getByTestId('book-pay');
    await pay.and(page.locator(':enabled')).waitFor({ timeout: 60_000 });
    await pay.click();
    await pays(page);
    expect(taps()).toBeLessThanOrEqual(mostRebookTaps);
    process.stdout.write(`returning family: ${taps()} taps to paid\n`);
    expect(faults).toEqual([]);
    await context.close();
  });

  it('tells what cancelling gives back before it is done', async () => {
    const { page, faults, context } = family;
    await page.goto(`${city.url}/orders`);
    await page.getByTestId('order-card').first().click();
    await page.getByTestId('order-cancel-open').click();
    const confirm = page.getByTestId('cancel-confirm');
    await confirm.and(page.locator(':enabled')).waitFor();
    expect(await confirm.textContent()).toMatch(/¥\d+\.\d\d/);
    await looksRight(page);
    await confirm.click();
    await page.getByTestId('order-rebook').waitFor({ timeout: 20_000 });
    expect(faults).toEqual([]);
    await context.close();
  });

  it('says plainly that a time was just taken and offers the nearest ones', async () => {
    const { page, faults, context } = await city.newPage('phone');
    await city.signIn(page, 'customer', await city.demoPhone('customer'));
    // The first try meets somebody who was faster, as the server would tell it.
    let isTaken = true;
    await page.route('**/api/holds', async (route) => {
      if (!isTaken) return route.continue();
      isTaken = false;
      return route.fulfill({ status: 409, contentType: 'application/problem+json', body: JSON.stringify({ status: 409, code: 'dispatch.slot_taken', zh: '这个时间刚被约走，请换一个时间', en: 'That time was just taken; please choose another' }) });
    });
    await page.goto(`${city.url}/book/${cleaning}`);
    await page.getByTestId('book-pay').and(page.locator(':enabled')).click({ timeout: 60_000 });
    const near = page.getByTestId('near-slot');
    await near.first().waitFor();
    expect(await near.count()).toBeGreaterThan(1);
    await near.first().click();
    await pays(page);
    expect(faults.filter((fault) => !fault.includes('409'))).toEqual([]);
    await context.close();
  });

  it('notes the wish of a family where the service is not open yet', async () => {
    const { page, faults, context } = await city.newPage('phone');
    await page.goto(`${city.url}/book/${cleaning}`);
    await page.locator('label', { hasText: '达坂城区' }).click();
    await page.getByTestId('place-estates').getByRole('button').filter({ hasText: '即将开通' }).first().click();
    await page.getByTestId('place-buildings').locator('label').first().click();
    await page.getByTestId('book-closed').click();
    await city.typeSignIn(page, newPhone(), '阿依古丽·阿不都热依木');
    await page.getByText('已登记').first().waitFor();
    expect(await hasSideScroll(page)).toBe(false);
    expect(faults).toEqual([]);
    await context.close();
  });

  it('keeps every screen in its width, phone and desk, in both languages', async () => {
    const paths = ['/', '/services', '/services?segment=elders', `/services/${cleaning}`, `/book/${cleaning}`, '/orders', '/me', '/me/addresses', '/me/members', '/me/tickets', '/stations', '/nothing-here'];
    for (const size of ['phone', 'desk'] as const) {
      const { page, faults, context } = await city.newPage(size);
      await city.signIn(page, 'customer', await city.demoPhone('customer'));
      if (size === 'desk') await page.addInitScript(() => localStorage.setItem('linli.locale', 'en'));
      for (const path of paths) {
        await page.goto(city.url + path);
        await page.locator('main').first().waitFor();
        // A live page asks again whenever something happens: a busy city's network is never quiet for long.
        await page.waitForLoadState('networkidle', { timeout: 5000 }).catch(() => undefined);
        expect(await hasSideScroll(page), `${path} at ${size} scrolls sideways`).toBe(false);
      }
      expect(faults).toEqual([]);
      await context.close();
    }
  });
});
