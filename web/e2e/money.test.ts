import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { bookCleaning, newHousehold } from '../../stories/household.ts';
import type { Tell } from '../../stories/story.ts';
import { openWorld, until } from '../../stories/world.ts';
import { type BrowserCity, findAxeFaults, hasSideScroll, isBrowserHere, openBrowserCity } from './city.ts';

/** A story step without a reader. */
const tell: Tell = (_step, action) => action();
const tabs = ['overview', 'refunds', 'payouts', 'reconcile', 'payments', 'profit', 'cash', 'books', 'campaigns', 'deposits', 'cashDesks', 'invoices', 'claims', 'tax'] as const;

describe.skipIf(!isBrowserHere)('money on the screens', () => {
  let city: BrowserCity;
  beforeAll(async () => { city = await openBrowserCity(); });
  afterAll(async () => { await city?.close(); });

  it('shows finance every part of the money, and that the books balance', async () => {
    const { page, faults, context } = await city.newPage('desk');
    await city.signIn(page, 'hq', await city.demoPhone('hq', 1));
    await page.goto(`${city.url}/hq/money`);
    expect(await page.getByTestId('sum-zero').getAttribute('data-ok')).toBe('true');
    for (const tab of tabs) {
      await page.getByTestId(`money-${tab}`).click();
      await page.waitForLoadState('networkidle');
      expect(await hasSideScroll(page), tab).toBe(false);
      expect(await findAxeFaults(page), tab).toEqual([]);
    }
    expect(faults).toEqual([]);
    await context.close();
  });

  it('lets a second person give money back in one press', async () => {
    const world = openWorld(city.url);
    const family = await world.signIn(await city.demoPhone('customer'));
    const done = (await family.client.orders.list({ filter: 'done', limit: 30 })).items;
    const desk = await world.signIn(await city.demoPhone('desk'));
    const proposed = await until(async () => {
      for (const { orderId } of done) {
        const found = await desk.client.payments.proposeRefund({ orderId, kind: 'goodwill', amountFen: 600, reason: '晚到，沟通后补偿' }).catch(() => null);
        if (found) return found;
      }
      return null;
    }, 'an order to give something back of');
    const { page, faults, taps, context } = await city.newPage('desk');
    await city.signIn(page, 'hq', await city.demoPhone('hq', 1));
    await page.goto(`${city.url}/hq/money?tab=refunds`);
    const row = page.getByRole('row').filter({ hasText: proposed.orderNo });
    await row.getByTestId('refund-approve').click();
    await row.waitFor({ state: 'detached' });
    expect(taps()).toBe(1);
    await until(async () => (await family.client.payments.listRefunds({ orderId: proposed.orderId })).items.some(({ amountFen, status }) => amountFen === 600 && status === 'succeeded'), 'the money to be back');
    expect(faults).toEqual([]);
    await context.close();
  });

  it('takes a worker’s account in two taps and shows what comes next', async () => {
    const { page, faults, taps, context } = await city.newPage('phone');
    await city.signIn(page, 'worker', await city.demoPhone('worker'));
    await page.goto(`${city.url}/work/income`);
    await page.getByTestId('income-total').waitFor();
    await page.getByText('收款账户').click();
    await page.getByTestId('payee-account').fill('13700000000');
    await page.getByTestId('payee-save').click();
    await page.getByTestId('next-payout').waitFor();
    expect(taps()).toBe(2);
    expect(await findAxeFaults(page)).toEqual([]);
    expect(await hasSideScroll(page)).toBe(false);
    await page.goto(`${city.url}/work/income/payouts`);
    await page.waitForLoadState('networkidle');
    expect(await findAxeFaults(page)).toEqual([]);
    expect(faults).toEqual([]);
    await context.close();
  });

  it('fills a family’s wallet in two taps and pays an order with it in three more', async () => {
    const world = openWorld(city.url);
    const household = await newHousehold(world, tell, '钱女士');
    const { page, faults, taps, context } = await city.newPage('phone');
    await city.signIn(page, 'customer', household.phone);
    await page.goto(`${city.url}/me/wallet`);
    await page.getByTestId('wallet-plan').first().click();
    await page.getByTestId('pay-confirm').and(page.locator(':enabled')).click();
    await until(async () => (await household.client.benefits.wallet({})).totalFen > 0, 'the balance');
    await page.getByTestId('wallet-balance').getByText('205').first().waitFor();
    expect(taps()).toBe(2);
    expect(await findAxeFaults(page)).toEqual([]);
    expect(await hasSideScroll(page)).toBe(false);

    const order = await bookCleaning(world, tell, household);
    await page.goto(`${city.url}/orders/${order.orderId}`);
    const before = taps();
    await page.getByTestId('order-pay').click();
    await page.getByTestId('checkout-choice').getByRole('switch').last().click();
    await until(async () => (await household.client.benefits.checkout({ orderId: order.orderId })).chosen.useStored, 'the choice');
    await page.getByTestId('pay-confirm').and(page.locator(':enabled')).click();
    const paid = await until(async () => { const seen = await household.client.orders.get({ orderId: order.orderId }); return seen.status === 'held' ? null : seen; }, 'the payment');
    expect(taps() - before).toBe(3);
    expect((await household.client.benefits.wallet({})).totalFen).toBe(20_500 - Math.min(20_500, paid.totalFen));
    for (const path of ['/me/coupons', '/me/packs', '/me/points', '/me/membership', '/me/referral', `/orders/${order.orderId}`]) {
      await page.goto(city.url + path);
      await page.waitForLoadState('networkidle');
      expect(await findAxeFaults(page), path).toEqual([]);
      expect(await hasSideScroll(page), path).toBe(false);
    }
    expect(faults).toEqual([]);
    await household.client.orders.cancel({ orderId: order.orderId, reason: '' });
    await context.close();
  });

  it('shows a merchant what is paid out next and its guarantee', async () => {
    const { page, faults, context } = await city.newPage('desk');
    await city.signIn(page, 'merchant', await city.demoPhone('merchant'));
    for (const [path, id] of [['statement', 'merchant-payouts'], ['shop', 'shop-deposit']] as const) {
      await page.goto(`${city.url}/merchant/${path}`);
      await page.getByTestId(id).waitFor();
      expect(await findAxeFaults(page), path).toEqual([]);
    }
    expect(faults).toEqual([]);
    await context.close();
  });
});
