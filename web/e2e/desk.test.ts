import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type BrowserCity, findAxeFaults, hasSideScroll, isBrowserHere, openBrowserCity } from './city.ts';

/** A change at one desk must be seen at the next within this time. */
const liveMilliseconds = 2000;

describe.skipIf(!isBrowserHere)('the dispatch and call desk', () => {
  let city: BrowserCity;
  let phone: string;
  beforeAll(async () => {
    city = await openBrowserCity();
    phone = await city.demoPhone('desk');
  });
  afterAll(() => city?.close());

  const openDesk = async (path: string, size: 'desk' | 'phone' = 'desk') => {
    const opened = await city.newPage(size);
    await city.signIn(opened.page, 'desk', phone);
    await opened.page.goto(`${city.url}/desk${path}`);
    return opened;
  };
  const ask = <T>(page: Page, path: string): Promise<T> =>
    page.evaluate((url) => fetch(url, { headers: { authorization: `Bearer ${localStorage.getItem('linli.token.desk') ?? ''}` } }).then((answer) => answer.json()), path) as Promise<T>;
  /** An order that may still be given to somebody, and that somebody may be given. */
  const findAssignable = async (page: Page): Promise<string> => {
    for (const status of ['paid', 'assigned', 'accepted']) {
      const { items } = await ask<{ items: { orderId: string; startAt: string | null }[] }>(page, `/api/orders?group=open&status=${status}&limit=50`);
      for (const { orderId, startAt } of items.filter((order) => order.startAt !== null && Date.parse(order.startAt) > Date.now())) {
        const { candidates } = await ask<{ candidates: unknown[] }>(page, `/api/orders/${orderId}/candidates`);
        if (candidates.length > 1 && startAt !== null) return orderId;
      }
    }
    throw new Error('the demo city has no order to assign');
  };

  it('the board opens with its exceptions, figures, map and idle workers', async () => {
    const { page, faults } = await openDesk('/');
    const cards = page.getByTestId('exceptions').locator('article');
    await cards.first().waitFor();
    expect(await cards.count()).toBeGreaterThan(0);
    expect(await cards.first().getByRole('button').count()).toBeGreaterThan(0);
    await page.getByTestId('idle-workers').getByRole('button').first().waitFor();
    await page.locator('.maplibregl-marker').first().waitFor();
    expect(await findAxeFaults(page)).toEqual([]);
    expect(faults).toEqual([]);
  });

  it('an order opens whole, its candidates say why, assigning by phone is in its history and at the next desk within two seconds', async () => {
    const { page, faults } = await openDesk('/orders');
    const other = await openDesk('/orders');
    await page.getByTestId('orders').locator('tbody tr[tabindex="0"]').first().waitFor();
    const orderId = await findAssignable(page);
    await page.goto(`${city.url}/desk/orders?order=${orderId}`);
    await other.page.goto(`${city.url}/desk/orders?order=${orderId}&tab=history`);
    await page.getByTestId('alliance-steps').locator('li').nth(6).waitFor();
    await other.page.getByTestId('history').locator('li').first().waitFor();
    const before = await other.page.getByTestId('history').locator('li').count();

    await page.getByTestId('order-drawer').waitFor();
    await page.keyboard.press('a');
    const candidate = page.getByTestId('candidate').filter({ has: page.locator('[data-assign]:not([disabled])') }).first();
    await candidate.waitFor();
    const name = (await candidate.getByTestId('candidate-assign').getAttribute('aria-label'))!.replace(/^(?:指派|改派)\s*/, '');
    expect((await candidate.innerText()).length).toBeGreaterThan(20);
    await candidate.getByTestId('candidate-assign').click();
    await page.getByTestId('assign-by-phone').click();
    const assigned = Date.now();
    await page.getByTestId('assign-confirm').click();
    await page.getByTestId('history').getByText(name).first().waitFor();
    const answered = Date.now();
    await other.page.waitForFunction(({ count }) => document.querySelectorAll('[data-testid=history] li').length > count, { count: before }, { timeout: 15_000 });
    expect(Date.now() - answered).toBeLessThan(liveMilliseconds);
    expect(answered - assigned).toBeLessThan(15_000);
    await page.getByTestId('tab-decisions').click();
    await page.getByTestId('decisions').getByText(name).first().waitFor();
    await page.getByTestId('tab-money').click();
    expect(await findAxeFaults(page)).toEqual([]);
    expect([...faults, ...other.faults]).toEqual([]);
  });

  it('the list of orders is found by keyboard and has no serious fault', async () => {
    const { page, faults } = await openDesk('/');
    await page.getByTestId('exceptions').waitFor();
    await page.keyboard.press('g');
    await page.keyboard.press('o');
    const first = page.getByTestId('orders').locator('tbody tr[tabindex="0"]').first();
    await first.waitFor();
    expect(await findAxeFaults(page)).toEqual([]);
    await first.focus();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await page.getByTestId('order-drawer').waitFor();
    await page.getByTestId('alliance-steps').waitFor();
    await page.keyboard.press('?');
    await page.getByRole('dialog').getByText('键盘快捷键').first().waitFor();
    expect(faults).toEqual([]);
  });

  it('a follow-up is rung through a masked number and recorded; the next desk sees it within two seconds', async () => {
    const { page, faults } = await openDesk('/follow-ups');
    const other = await openDesk('/follow-ups?state=done');
    const row = page.getByTestId('follow-ups').locator('tbody tr[tabindex="0"]').first();
    await row.waitFor();
    const customer = (await row.locator('td').nth(1).locator('span span').first().innerText()).trim();
    await other.page.getByTestId('follow-ups').waitFor();
    await row.press('Enter');
    await page.getByTestId('follow-up-call').click();
    await page.getByTestId('dial-number').waitFor();
    expect(await page.getByTestId('dial-number').innerText()).toMatch(/\d{6,}/);
    await page.getByTestId('follow-up-drawer').getByText('客户').first().waitFor();
    await page.locator('body').press('5');
    const words = `回访测试 ${Date.now()}`;
    await page.getByTestId('follow-up-drawer').locator('textarea').fill(words);
    await page.getByTestId('follow-up-save').click();
    await page.getByText(`已记录：${customer} 5 分`).waitFor();
    const saved = Date.now();
    await other.page.getByText(words).first().waitFor({ timeout: 15_000 });
    expect(Date.now() - saved).toBeLessThan(liveMilliseconds);
    expect([...faults, ...other.faults]).toEqual([]);
  });

  it('a desk that loses its connection says so, opens what it never opened before, and is whole again by itself', async () => {
    const { page, context } = await openDesk('/orders');
    const first = page.getByTestId('orders').locator('tbody tr[tabindex="0"]').first();
    await first.waitFor();
    // The code of the drawer comes while nothing else happens.
    await page.waitForFunction(() => performance.getEntriesByType('resource').some(({ name }) => name.includes('order-drawer')), undefined, { timeout: 20_000 });
    await context.setOffline(true);
    await page.getByText('重连中').waitFor({ timeout: 5000 });
    await first.click();
    await page.getByTestId('order-drawer').getByText('没能打开').waitFor();
    expect(await page.locator('nav a').count()).toBeGreaterThan(5);
    await context.setOffline(false);
    await page.getByTestId('alliance-steps').locator('li').nth(6).waitFor({ timeout: 30_000 });
    await page.getByText('实时', { exact: true }).waitFor({ timeout: 30_000 });
  });

  it('every page opens, also on a phone, without a fault or a side scroll', async () => {
    for (const size of ['desk', 'phone'] as const) {
      const { page, faults } = await openDesk('/', size);
      for (const path of ['/', '/orders', '/day', '/map', '/follow-ups', '/tickets', '/book', '/workers']) {
        await page.goto(`${city.url}/desk${path === '/' ? '' : path}`);
        await page.locator('h1').waitFor();
        await page.waitForLoadState('networkidle', { timeout: 5000 }).catch(() => undefined);
        expect(await page.getByText('没能打开').count(), `${path} at ${size}`).toBe(0);
        expect(await hasSideScroll(page), `${path} at ${size} scrolls sideways`).toBe(false);
      }
      expect(faults).toEqual([]);
    }
  });

  it('a call for help waits without a network, rings on every page of the desk, is taken with one click and closed', async () => {
    const hers = await city.newPage('phone');
    await city.signIn(hers.page, 'worker', await city.demoPhone('worker'));
    await hers.page.goto(`${city.url}/work/sos`);
    await hers.page.getByTestId('sos-press').waitFor();
    expect(await findAxeFaults(hers.page)).toEqual([]);
    expect(await hasSideScroll(hers.page)).toBe(false);
    expect(await hers.page.getByTestId('sos-tel-110').getAttribute('href')).toBe('tel:110');
    await hers.context.setOffline(true);
    await hers.page.getByText('被威胁或骚扰').first().click();
    await hers.page.getByTestId('sos-press').click();
    expect(await hers.page.getByTestId('sos-unsent').count(), 'one tap sends nothing').toBe(0);
    await hers.page.getByTestId('sos-press').click();
    await hers.page.getByTestId('sos-unsent').waitFor();
    const { page, faults } = await openDesk('/workers');
    await page.getByRole('heading', { level: 1 }).waitFor();
    await hers.context.setOffline(false);
    await hers.page.getByTestId('sos-status').waitFor();
    await page.getByTestId('alarm-bar').getByText('威胁或骚扰').waitFor({ timeout: liveMilliseconds + 13_000 });
    expect(await findAxeFaults(page)).toEqual([]);
    await page.getByTestId('alarm-take').first().click();
    await page.getByTestId('sos-steps').getByText('我来处理').first().waitFor();
    expect(await page.getByTestId('alarm-bar').count()).toBe(0);
    await hers.page.getByText('客服已看到，马上联系您').first().waitFor();
    await page.getByTestId('sos-call').click();
    await page.getByTestId('sos-steps').getByText('拨打本人').waitFor();
    expect(await findAxeFaults(page)).toEqual([]);
    await page.getByText('误触（不记任何人）').click();
    const verdict = page.getByText(/^不计：/);
    if (await verdict.count() > 0) await verdict.click();
    await page.getByTestId('sos-close-words').fill('电话确认，按错了');
    await page.getByTestId('sos-close').click();
    await page.getByText('已结束').first().waitFor();
    expect(faults).toEqual([]);
  });

  it('who is on call is put on the roster, whose gaps are named', async () => {
    const opened = await city.newPage('desk');
    await city.signIn(opened.page, 'desk', await city.demoPhone('hq'));
    const { page } = opened;
    await page.goto(`${city.url}/desk/duty`);
    await page.getByTestId('duty-days').waitFor();
    expect(await page.getByText('没有第一值班').count()).toBeGreaterThan(0);
    await page.getByTestId('duty-person').click();
    await page.locator('.ant-select-item-option').last().click();
    await page.getByTestId('duty-save').click();
    await page.getByTestId('duty-days').getByRole('button', { name: /删掉|现在结束/ }).first().waitFor();
    expect(await findAxeFaults(page)).toEqual([]);
    expect(await hasSideScroll(page)).toBe(false);
    await page.getByTestId('duty-days').getByRole('button', { name: /删掉|现在结束/ }).first().click();
    expect(opened.faults).toEqual([]);
  });
});
