import { afterAll, beforeAll, expect, test } from 'vitest';
import { openHarness, type Harness, type Person } from '../../kernel/harness.ts';
import { giveRole, mount as accounts, openCity } from '../accounts/index.ts';
import { mount as alliance } from '../alliance/index.ts';
import { catalogue, checks, installCatalogue, itemOf, mount, quoteFor, recordUse } from './index.ts';
import { foldUses } from './actions.ts';

let city: Harness;
let operator: Person;
beforeAll(async () => {
  city = await openHarness({ modules: [accounts, alliance, mount], at: '2026-11-22T00:00:00Z' });
  await city.act('system', openCity, { nameZh: '乌鲁木齐', nameEn: 'Urumqi', tier: 2, isDemo: true });
  await city.act('system', installCatalogue as never, {});
  operator = await city.signIn('13900000001', '王主任');
  await city.act('system', giveRole, { personId: operator.me.personId, role: 'operator', scopeType: 'city', scopeId: '650100' });
});
afterAll(() => city.close());

test('the catalogue is installed once and whole', async () => {
  expect(await city.act('system', installCatalogue as never, {})).toEqual({ added: 0 });
  const { items, families } = await city.client().catalog.listItems({});
  expect(items.length).toBe(catalogue.length);
  expect(families.every((family) => family.itemCount > 0)).toBe(true);
  expect(items[0]).not.toHaveProperty('keywords');
  const { items: prices, tier } = await operator.client.catalog.listPrices({});
  expect([prices.length, tier]).toEqual([catalogue.length * 3, 2]);
  expect(await Promise.all(checks.map((check) => check.run(city.database.kysely, '650100', city.clock.now())))).toEqual([{ ok: true, count: catalogue.length }]);
});

test('a family searches, looks at a service and sees its price before anything is paid', async () => {
  const guest = city.client();
  const { items } = await guest.catalog.listItems({ q: '擦窗' });
  expect(items[0]!.itemId).toBe('window-cleaning');
  const item = await guest.catalog.getItem({ itemId: 'daily-cleaning' });
  expect([item.unitPriceFen, item.fromPriceFen, item.requiredSkills[0]!.name.zh]).toEqual([4200, 8700, '日常保洁']);
  const quote = await guest.catalog.quote({ itemId: item.itemId, quantity: 3, startAt: '2026-11-22T21:00:00+08:00' });
  expect(quote.lines.map((line) => [line.kind, line.amountFen])).toEqual([['labour', 12600], ['night', 3780], ['insurance', 100], ['platformFee', 200]]);
  expect(quote.cancelTiers.map((tier) => tier.refundPercent)).toEqual([100, 90, 70, 50]);
});

test.each([
  [{ itemId: 'none', quantity: 3 }, 'catalog.item_unknown'], [{ itemId: 'daily-cleaning', quantity: 1 }, 'catalog.quantity_wrong'], [{ itemId: 'daily-cleaning', quantity: 2.3 }, 'catalog.quantity_wrong'],
])('a quote for %o is refused with %s', async (wish, code) => {
  await expect(city.client().catalog.quote(wish)).rejects.toMatchObject({ code });
});

test('a price is a new row: it counts at once, the old one stays in the book, the market stays within its bounds', async () => {
  const first = await operator.client.catalog.setPrice({ itemId: 'live-in-housekeeper', tier: 2, unitPriceFen: 800_000 });
  const second = await operator.client.catalog.setPrice({ itemId: 'live-in-housekeeper', tier: 2, unitPriceFen: 810_000 });
  expect([first.unitPriceFen, second.unitPriceFen, second.changedBy]).toEqual([800_000, 810_000, '王主任']);
  const book = (await operator.client.catalog.listPrices({})).items.filter(({ itemId }) => itemId === 'live-in-housekeeper');
  expect(book.map(({ tier, isInitial }) => [tier, isInitial]).sort(), 'only what nobody has changed is the initial price').toEqual([[1, true], [2, false], [3, true]]);
  expect((await city.client().catalog.getItem({ itemId: 'live-in-housekeeper' })).unitPriceFen).toBe(810_000);
  const { rows } = await city.database.pool.query(`select unit_price_fen from catalog.price where item_id = 'live-in-housekeeper' and tier = 2 order by revision`);
  expect(rows.map((row) => Number((row as { unit_price_fen: number }).unit_price_fen))).toEqual([750_000, 800_000, 810_000]);
  const set = (unitPriceFen: number, more = {}) => operator.client.catalog.setPrice({ itemId: 'live-in-housekeeper', tier: 2, unitPriceFen, ...more });
  await expect(set(499_999)).rejects.toMatchObject({ code: 'catalog.price_below_floor', zh: expect.stringContaining('5000.00') });
  await expect(set(1_000_001)).rejects.toMatchObject({ code: 'catalog.price_above_ceiling' });
  await expect(set(600_000, { floorPriceFen: 700_000, ceilingPriceFen: 650_000 })).rejects.toMatchObject({ code: 'catalog.price_bounds_wrong' });
  await expect(operator.client.catalog.setPrice({ itemId: 'none', tier: 2, unitPriceFen: 1 })).rejects.toMatchObject({ code: 'catalog.item_unknown' });
  const { rows: events } = await city.database.pool.query(`select count(*)::int as n from kernel.outbox where name = 'catalog.changed'`);
  expect((events[0] as { n: number }).n).toBe(2);
});

test('an alliance price keeps within its bounds too; a national price is nobody’s to change in a city', async () => {
  const set = (itemId: string, unitPriceFen: number, more = {}) => operator.client.catalog.setPrice({ itemId, tier: 2, unitPriceFen, ...more });
  await expect(set('daily-cleaning', 3_499)).rejects.toMatchObject({ code: 'catalog.price_below_floor', field: 'unitPriceFen' });
  await expect(set('daily-cleaning', 5_001)).rejects.toMatchObject({ code: 'catalog.price_above_ceiling' });
  expect((await set('daily-cleaning', 4_200)).unitPriceFen).toBe(4_200);
  await expect(set('floor-drain', 7_900)).rejects.toMatchObject({ code: 'catalog.price_national', status: 409, zh: '全国统一价 ¥69.00，城市不能自行改价' });
  await expect(set('floor-drain', 7_900, { floorPriceFen: 100, ceilingPriceFen: 9_000 })).rejects.toMatchObject({ code: 'catalog.price_national' });
  const { items } = await operator.client.catalog.listPrices({});
  for (const row of items.filter(({ kind }) => kind === 'national')) expect([row.floorPriceFen, row.ceilingPriceFen], row.itemId).toEqual([row.unitPriceFen, row.unitPriceFen]);
});

test('another tier has its own price', async () => {
  await city.act('system', openCity, { nameZh: '乌鲁木齐', nameEn: 'Urumqi', tier: 1, isDemo: true });
  expect((await city.client().catalog.getItem({ itemId: 'daily-cleaning' })).unitPriceFen).toBe(5200);
  await city.act('system', openCity, { nameZh: '乌鲁木齐', nameEn: 'Urumqi', tier: 2, isDemo: true });
});

test('a hidden service is not listed, not priced, but still there for orders that have it', async () => {
  await operator.client.catalog.publishItem({ itemId: 'laundry', isPublished: false });
  expect((await city.client().catalog.listItems({ q: '洗衣' })).items.map(({ itemId }) => itemId)).not.toContain('laundry');
  await expect(city.act('system', quoteFor as never, { itemId: 'laundry', quantity: 5 })).rejects.toMatchObject({ code: 'catalog.item_unpublished' });
  expect(await city.act('system', (ctx) => itemOf(ctx, 'laundry'), {})).toMatchObject({ isPublished: false, insuranceFen: 100 });
  await operator.client.catalog.publishItem({ itemId: 'laundry', isPublished: true });
});

test('a checklist gets a new version; its lines are other lines', async () => {
  const before = await city.client().catalog.getItem({ itemId: 'home-cooking' });
  const after = await operator.client.catalog.changeChecklist({ itemId: 'home-cooking', checklist: [{ text: { zh: '洗手', en: 'Hands washed' }, isRequired: true }, { text: { zh: '洗碗', en: 'Dishes' }, isRequired: false }] });
  expect([before.checklistVersion, after.checklistVersion]).toEqual([1, 2]);
  expect(after.checklist).toEqual([{ code: 'v2-1', text: { zh: '洗手', en: 'Hands washed' }, isRequired: true }, { code: 'v2-2', text: { zh: '洗碗', en: 'Dishes' }, isRequired: false }]);
  const { rows } = await city.database.pool.query(`select version from catalog.checklist where item_id = 'home-cooking' order by version`);
  expect(rows.length).toBe(2);
});

test('orders and ratings count at once and stay after they are folded in', async () => {
  await city.act('system', recordUse, { itemId: 'van-moving', isOrdered: true });
  await city.act('system', recordUse, { itemId: 'van-moving', rating: 5 });
  await city.act('system', recordUse, { itemId: 'van-moving', rating: 4 });
  const seen = async () => { const { orderCount, rating } = await city.client().catalog.getItem({ itemId: 'van-moving' }); return { orderCount, rating }; };
  expect(await seen()).toEqual({ orderCount: 1, rating: 4.5 });
  await city.act('system', foldUses as never, {});
  expect(await seen()).toEqual({ orderCount: 1, rating: 4.5 });
  const { rows } = await city.database.pool.query('select 1 from catalog.item_use');
  expect(rows.length).toBe(0);
});

test('only an operator changes the book', async () => {
  const guest = await city.signIn('13900000002', '林小满');
  await expect(guest.client.catalog.setPrice({ itemId: 'daily-cleaning', tier: 2, unitPriceFen: 1 })).rejects.toMatchObject({ code: 'access.forbidden' });
  await expect(guest.client.catalog.listPrices({})).rejects.toMatchObject({ code: 'access.forbidden' });
});

test('a search of the whole catalogue is quick', async () => {
  const started = performance.now();
  for (let i = 0; i < 10; i++) await city.client().catalog.listItems({ q: '保洁' });
  expect((performance.now() - started) / 10).toBeLessThan(300);
});
