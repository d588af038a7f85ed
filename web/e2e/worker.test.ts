import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { RefusalError } from '@linli/contract';
import type { Client, InputOf, OutputOf, contract } from '@linli/contract';
import { type Household, newHousehold } from '../../stories/household.ts';
import type { Tell } from '../../stories/story.ts';
import { type Someone, type World, openWorld, until } from '../../stories/world.ts';
import { type BrowserCity, type OpenPage, findAxeFaults, hasSideScroll, isBrowserHere, openBrowserCity } from './city.ts';

type Slots = OutputOf<typeof contract.dispatch.listSlots>;
type Offer = OutputOf<typeof contract.dispatch.listOffers>['items'][number];
type Rules = InputOf<typeof contract.workers.setAvailability>['weekly'];

/** A story step without a reader. */
const tell: Tell = (_step, action) => action();
const hourMilliseconds = 3_600_000;
/** Longer than any wait between booking and start, so that the visit can begin at whatever hour the tests run. */
const departEarlyMinutes = 1440;
const allWeek: Rules = [1, 2, 3, 4, 5, 6, 7].map((weekday) => ({ weekday, from: '00:00', to: '24:00' }));

/** A camera picture as a phone would hand it over: larger than what is sent, and of no place. */
const cameraPicture = async (page: OpenPage['page']): Promise<Buffer> => Buffer.from(await page.evaluate(() => {
  const canvas = Object.assign(document.createElement('canvas'), { width: 2400, height: 1800 });
  const pen = canvas.getContext('2d')!;
  pen.fillStyle = '#e9dfcf';
  pen.fillRect(0, 0, 2400, 1800);
  pen.fillStyle = '#13725a';
  pen.fillRect(300, 900, 1200, 500);
  return canvas.toDataURL('image/jpeg', 0.9).split(',')[1]!;
}), 'base64');

describe.skipIf(!isBrowserHere)('the worker at her phone', () => {
  let city: BrowserCity;
  let world: World;
  let operator: Client;
  let worker: Someone;
  let usualWeek: Rules;
  let household: Household;
  let order: OutputOf<typeof contract.orders.get>;
  let offer: Offer;

  beforeAll(async () => {
    city = await openBrowserCity();
    world = openWorld(city.url);
    operator = (await world.signIn(await city.demoPhone('hq'))).client;
    await operator.accounts.changeSetting({ key: 'departEarlyMinutes', value: departEarlyMinutes });
    worker = await world.signIn(await city.demoPhone('worker'));
    usualWeek = (await worker.client.workers.myProfile({})).weekly;
    await worker.client.workers.setAvailability({ weekly: allWeek });
    await worker.client.workers.setOnline({ isOnline: true });
    household = await newHousehold(world, tell, '周女士', await estateNear(world, worker));
    order = await orderFrom(household, worker);
    const payment = await household.client.payments.start({ orderId: order.orderId });
    await world.payAtCashier(payment.tradeNo);
    offer = await until(async () => (await worker.client.dispatch.listOffers({})).items.find((one) => one.orderId === order.orderId), 'the offer');
  }, 120_000);

  afterAll(async () => {
    // What was begun is ended, so that the city stays as other tests know it.
    for (const { orderId } of (await household?.client.orders.list({ filter: 'open', limit: 20 }))?.items ?? []) {
      const { status } = await household.client.orders.get({ orderId });
      if (status === 'inService') await worker.client.orders.finish({ orderId, undoneReason: '测试结束' });
      else if (status !== 'finished') await household.client.orders.cancel({ orderId });
    }
    await operator?.accounts.changeSetting({ key: 'departEarlyMinutes', value: 90 });
    await worker?.client.workers.setAvailability({ weekly: usualWeek });
    await city?.close();
  });

  /** Her phone, signed in. */
  const openPhone = async (): Promise<OpenPage> => {
    const opened = await city.newPage('phone');
    await opened.page.addInitScript((token) => localStorage.setItem('linli.token.worker', token), worker.token);
    return opened;
  };

  it('takes an offer, serves the visit and sees what it pays', async () => {
    const { page, context, faults, taps } = await openPhone();
    await context.grantPermissions(['geolocation'], { origin: city.url });
    await context.setGeolocation({ longitude: household.lon, latitude: household.lat, accuracy: 20 });
    const see = (id: string) => page.getByTestId(id).first();
    const tap = (id: string) => see(id).click();

    await page.goto(`${city.url}/work/`);
    await see('online-switch').waitFor();
    await page.getByRole('link', { name: /个派单等您回复/ }).waitFor();
    expect(await findAxeFaults(page)).toEqual([]);
    expect(await hasSideScroll(page)).toBe(false);

    await page.getByRole('link', { name: /个派单等您回复/ }).click();
    const card = page.locator(`[data-testid=offer-card][data-order=${order.orderId}]`);
    await card.getByText('为什么派给您').waitFor();
    expect(await card.textContent()).toContain(yuan(offer.netPayFen));
    expect(await card.textContent(), 'the reasons speak to her, not to the household').not.toMatch(/为您留好|离您家|到您家/);
    expect(await findAxeFaults(page)).toEqual([]);
    expect(await hasSideScroll(page)).toBe(false);
    await card.getByTestId('offer-accept').click();
    await tap('offer-open-visit');

    await tap('visit-depart');
    await page.getByRole('button', { name: '分享', exact: true }).click();
    await until(async () => (await household.client.dispatch.trackOrder({ orderId: order.orderId })).worker, 'her position on the page of the household');
    await tap('visit-check-in');
    await see('visit-code-open').waitFor();
    expect(await findAxeFaults(page)).toEqual([]);

    const { doorCode } = await household.client.orders.get({ orderId: order.orderId });
    await tap('visit-code-open');
    for (const digit of doorCode!) await tap(`key-${digit}`);
    await tap('visit-start');

    await page.getByRole('checkbox').first().waitFor();
    for (const item of await page.getByRole('checkbox').all()) await item.click();
    await page.waitForFunction(() => document.querySelectorAll('[role=checkbox][aria-checked=false]').length === 0);
    for (const node of order.requiredPhotoNodes) {
      const index = order.requiredPhotoNodes.indexOf(node);
      const chooser = page.waitForEvent('filechooser');
      await page.getByTestId('photo-input').nth(index).click();
      await (await chooser).setFiles({ name: 'photo.jpg', mimeType: 'image/jpeg', buffer: await cameraPicture(page) });
      await tap('photo-send');
      await until(async () => (await worker.client.orders.get({ orderId: order.orderId })).photos.some((photo) => photo.node === node.code), `the photo ${node.code}`);
    }
    expect(await findAxeFaults(page)).toEqual([]);
    expect(await hasSideScroll(page)).toBe(false);
    await tap('visit-finish');
    await tap('finish-confirm');
    await see('visit-done').waitFor();

    const done = await worker.client.orders.get({ orderId: order.orderId });
    expect(done.status).toBe('finished');
    expect(done.checklist.every((item) => item.isDone)).toBe(true);
    expect(await see('visit-done').textContent()).toContain(yuan(offer.netPayFen));
    // Today → offers → accept → open → depart → share once → check in → code 1 + 4 → start → ticks → (camera + send) each → finish → confirm.
    const least = 6 + 5 + 1 + order.checklist.length + 2 * order.requiredPhotoNodes.length + 2;
    expect(taps()).toBe(least);
    process.stdout.write(`the whole visit took ${taps()} taps, ${order.checklist.length} of them ticks and ${2 * order.requiredPhotoNodes.length} for photos\n`);
    expect(faults).toEqual([]);
  });

  it('keeps ticks and photos through a lost connection and says so', async () => {
    const again = await orderFrom(household, worker, order.endAt!);
    const payment = await household.client.payments.start({ orderId: again.orderId });
    await world.payAtCashier(payment.tradeNo);
    const second = await until(async () => (await worker.client.dispatch.listOffers({})).items.find((one) => one.orderId === again.orderId), 'the second offer');
    const { orderId } = await worker.client.dispatch.acceptOffer({ offerId: second.offerId });
    await worker.client.orders.depart({ orderId });
    await worker.client.orders.checkIn({ orderId, lon: household.lon, lat: household.lat });
    await household.client.orders.confirmChecklist({ orderId, checklistVersion: again.checklistVersion });
    await worker.client.orders.startService({ orderId });

    const { page, context } = await openPhone();
    await page.goto(`${city.url}/work/visits/${orderId}`);
    const first = page.getByRole('checkbox').first();
    await first.waitFor();
    await context.setOffline(true);
    await first.click();
    await page.getByTestId('post-retry').waitFor();
    expect(await first.getAttribute('aria-checked')).toBe('true');
    expect((await worker.client.orders.get({ orderId })).checklist.some((item) => item.isDone)).toBe(false);
    await context.setOffline(false);
    await until(async () => (await worker.client.orders.get({ orderId })).checklist.filter((item) => item.isDone).length === 1, 'the tick after the line is back');
    await page.getByTestId('post-retry').waitFor({ state: 'detached' });
  });

  it('explains every reason for a refusal before it is chosen', async () => {
    const { page, faults } = await openPhone();
    const third = await orderFrom(household, worker, order.endAt!);
    const payment = await household.client.payments.start({ orderId: third.orderId });
    await world.payAtCashier(payment.tradeNo);
    await until(async () => (await worker.client.dispatch.listOffers({})).items.some((one) => one.orderId === third.orderId), 'the third offer');
    const before = (await worker.client.dispatch.listOffers({})).items.length;
    await page.goto(`${city.url}/work/offers`);
    await page.getByTestId('offer-refuse').first().click();
    await page.getByTestId('refuse-illness').getByText('不影响评分和派单').waitFor();
    await page.getByTestId('refuse-payTooLow').getByText('接单意愿分会降一点').waitFor();
    await page.getByTestId('refuse-illness').click();
    await page.getByTestId('refuse-confirm').click();
    await page.getByRole('alertdialog').getByText('不影响').waitFor();
    await until(async () => (await worker.client.dispatch.listOffers({})).items.length === before - 1, 'the offer to be gone');
    expect(faults).toEqual([]);
  });

  it('sees income, calendar and herself without a fault', async () => {
    const { page, faults } = await openPhone();
    for (const [path, id] of [['income', 'income-total'], ['calendar', 'calendar-day'], ['me', null]] as const) {
      await page.goto(`${city.url}/work/${path}`);
      await (id ? page.getByTestId(id) : page.getByText('客户看到的您')).waitFor();
      expect(await findAxeFaults(page), path).toEqual([]);
      expect(await hasSideScroll(page), path).toBe(false);
    }
    expect(faults).toEqual([]);
  });

  it('takes a day off in two taps and takes it back', async () => {
    const { page, taps } = await openPhone();
    await page.goto(`${city.url}/work/calendar`);
    const far = page.getByTestId('calendar-pick').last();
    await far.waitFor();
    await far.click();
    await page.getByTestId('calendar-restAll').click();
    await page.getByTestId('exception-remove').waitFor();
    expect(taps()).toBe(2);
    await page.getByTestId('exception-remove').click();
    await page.getByTestId('calendar-restAll').waitFor();
  });
});

const yuan = (fen: number): string => `¥${(fen / 100).toFixed(2)}`;

/** An open estate near the worker's home, so that she is within her travel radius. */
async function estateNear(world: World, worker: Someone): Promise<string> {
  const { homeLon, homeLat } = await worker.client.workers.myProfile({});
  const { items } = await world.guest.accounts.listEstates({ lon: homeLon, lat: homeLat, limit: 50 });
  return items.find((estate) => estate.isOpen)!.estateId;
}

/** The soonest cleaning by this very worker, from the instant `after` on, placed and not yet paid. */
async function orderFrom(household: Household, worker: Someone, after = ''): Promise<OutputOf<typeof contract.orders.get>> {
  const { items } = await household.client.catalog.listItems({ q: '日常保洁' });
  const item = items[0]!;
  const wish = { itemId: item.itemId, addressId: household.addressId, quantity: item.minQuantity, workerId: worker.workerId! };
  const today = new Date(Date.now() + 8 * hourMilliseconds).toISOString().slice(0, 10);
  const { days }: Slots = await household.client.dispatch.listSlots({ ...wish, from: today, days: 2 });
  // Other tests live in the same city: a time may be gone between seeing and holding it.
  for (const { startAt } of days.flatMap((day) => day.slots).filter((one) => one.startAt >= after)) {
    const hold = await household.client.dispatch.holdSlot({ ...wish, startAt }).catch((refusal: unknown) => { if (refusal instanceof RefusalError && refusal.code === 'dispatch.slot_taken') return null; throw refusal; });
    if (hold) return household.client.orders.place({ holdId: hold.holdId, itemId: item.itemId, addressId: household.addressId, quantity: item.minQuantity, startAt, expectedTotalFen: hold.quote.totalFen, note: '请轻关门，老人午睡' });
  }
  throw new Error(`${worker.name} has no free time today or tomorrow`);
}
