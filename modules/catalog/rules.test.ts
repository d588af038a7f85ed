import { serviceFamilies, paperKinds } from '@linli/contract';
import { expect, test } from 'vitest';
import { catalogue, type CatalogItem } from './rules/catalogue.ts';
import { durationMinutes, findPriceFault, fromPriceFen, isNight, isQuantityRight, quote, sayQuantity, type PricePolicy } from './rules/pricing.ts';
import { searchItems, searchWords, type Found } from './rules/search.ts';
import { skillNames } from './rules/skills.ts';

const policy: PricePolicy = { urgentWithinMinutes: 240, urgentPremiumPercent: 20, nightPremiumPercent: 30, platformFeeFen: 200, premiumLevel3Percent: 20, premiumLevel4Percent: 35, premiumLevel5Percent: 50 };
const now = new Date('2026-11-22T00:00:00Z');
const at = (beijing: string): Date => new Date(`${beijing}:00+08:00`);
/** The service as it stands in a city of tier 2. */
const item = (itemId: string): CatalogItem => {
  const found = catalogue.find((one) => one.itemId === itemId);
  if (!found) throw new Error(itemId);
  const row = { ...found, unitPriceFen: found.prices[1]!.unitPriceFen, orderCount: 0, rating: null, isPublished: true, checklistVersion: 1, fromPriceFen: 0, requiredSkills: [], segments: [...found.segments], requiredPapers: [...found.requiredPapers] };
  return { ...row, fromPriceFen: fromPriceFen(row, policy) };
};
const all = catalogue.map(({ itemId }) => item(itemId));

test.each([
  // kind, item, quantity, minutes
  ['hours', 'daily-cleaning', 3, 180], ['hours with half hours', 'daily-cleaning', 2.5, 150],
  ['area at the pace of the crew, rounded up to half hours', 'deep-cleaning', 90, 270], ['area, never below the least', 'deep-cleaning', 50, 240], ['area with setup', 'outside-window-cleaning', 20, 120],
  ['units', 'hood-cleaning', 2, 180], ['units with setup', 'wall-ac-cleaning', 2, 90], ['half a day', 'clinic-escort', 1, 240],
  ['fixed, whatever the quantity', 'pet-care', 1, 45],
] as const)('duration: %s', (_name, itemId, quantity, minutes) => expect(durationMinutes(item(itemId).duration, quantity)).toBe(minutes));

test.each([[2, true], [2.5, true], [8, true], [1.5, false], [8.5, false], [2.25, false]])('a quantity of %s hours is right: %s', (quantity, isRight) =>
  expect(isQuantityRight(item('daily-cleaning'), quantity)).toBe(isRight));
test('steps that are no binary fractions are met', () => expect(isQuantityRight({ minQuantity: 0.1, maxQuantity: 1, stepQuantity: 0.1 }, 0.3)).toBe(true));

const priceOf = (itemId: string, asked: { quantity: number; startAt?: Date; workerLevel?: number }) =>
  quote(item(itemId), { quantity: asked.quantity, startAt: asked.startAt ?? null, now, workerLevel: asked.workerLevel ?? null, policy });

const quotes: [string, string, { quantity: number; startAt?: Date; workerLevel?: number }, Record<string, number>][] = [
  ['plain', 'daily-cleaning', { quantity: 3 }, { labour: 12600, insurance: 100, platformFee: 200 }],
  ['level 2 earns no premium', 'daily-cleaning', { quantity: 3, workerLevel: 2 }, { labour: 12600, insurance: 100, platformFee: 200 }],
  ['level 3', 'daily-cleaning', { quantity: 3, workerLevel: 3 }, { labour: 12600, skillPremium: 2520, insurance: 100, platformFee: 200 }],
  ['level 5', 'daily-cleaning', { quantity: 3, workerLevel: 5 }, { labour: 12600, skillPremium: 6300, insurance: 100, platformFee: 200 }],
  ['urgent: 239 minutes ahead', 'daily-cleaning', { quantity: 3, startAt: at('2026-11-22T11:59') }, { labour: 12600, urgent: 2520, insurance: 100, platformFee: 200 }],
  ['not urgent: 240 minutes ahead', 'daily-cleaning', { quantity: 3, startAt: at('2026-11-22T12:00') }, { labour: 12600, insurance: 100, platformFee: 200 }],
  ['night, from 20:00', 'daily-cleaning', { quantity: 3, startAt: at('2026-11-23T20:00') }, { labour: 12600, night: 3780, insurance: 100, platformFee: 200 }],
  ['materials per visit', 'deep-cleaning', { quantity: 90 }, { labour: 85500, materials: 2000, insurance: 200, platformFee: 200 }],
  ['materials per unit', 'floor-drain', { quantity: 2 }, { labour: 13800, materials: 7800, insurance: 200, platformFee: 200 }],
  ['a national price has no premium', 'floor-drain', { quantity: 1, workerLevel: 5 }, { labour: 6900, materials: 3900, insurance: 200, platformFee: 200 }],
  ['own surcharges: an emergency is half more at night and never urgent twice', 'emergency-plumbing', { quantity: 1, startAt: at('2026-11-22T06:30') }, { labour: 11500, night: 5750, insurance: 300, platformFee: 200 }],
  ['free help costs nothing at all', 'community-help', { quantity: 1 }, { labour: 0 }],
];
test.each(quotes)('quote: %s', (_name, itemId, asked, lines) => {
  const priced = priceOf(itemId, asked);
  expect(Object.fromEntries(priced.lines.map((line) => [line.kind, line.amountFen]))).toEqual(lines);
  expect(priced.totalFen).toBe(Object.values(lines).reduce((sum, fen) => sum + fen, 0));
});

test('every line says what it is made of, in both languages', () => {
  const { lines } = priceOf('daily-cleaning', { quantity: 3, startAt: at('2026-11-22T06:00'), workerLevel: 4 });
  expect(lines.map((line) => line.detail)).toEqual([
    { zh: '3 小时 × ¥42.00', en: '3 hours × ¥42.00' }, { zh: '4 级家政员，劳务费加 35%', en: 'Level 4 worker, 35 % on labour' },
    { zh: '4 小时内上门，劳务费加 20%', en: 'Start within 4 h, 20 % on labour' }, { zh: '20:00–07:00 上门，劳务费加 30%', en: 'Start 20:00–07:00, 30 % on labour' },
    { zh: '意外和第三者责任，每单', en: 'Accident and third-party cover, per order' }, { zh: '每单', en: 'Per order' },
  ]);
  expect(priceOf('deep-cleaning', { quantity: 90 }).lines[0]!.detail).toEqual({ zh: '90 平方米 × ¥9.50，2 人一组', en: '90 m² × ¥9.50, crew of 2' });
});
test.each([['2026-11-22T19:59', false], ['2026-11-22T20:00', true], ['2026-11-23T06:59', true], ['2026-11-23T07:00', false]])('night at %s: %s', (when, isDark) => expect(isNight(at(when))).toBe(isDark));
test('one hour, two hours', () => expect([sayQuantity({ zh: '小时', en: 'hour' }, 1), sayQuantity({ zh: '小时', en: 'hour' }, 2.5)].map(({ en }) => en)).toEqual(['1 hour', '2.5 hours']));
test('the "from" price is what the least really costs, fees included', () => expect(item('daily-cleaning').fromPriceFen).toBe(2 * 4200 + 100 + 200));

test.each([
  ['market within', { kind: 'market', unitPriceFen: 100, floorPriceFen: 100, ceilingPriceFen: 200 }, null],
  ['market below', { kind: 'market', unitPriceFen: 99, floorPriceFen: 100, ceilingPriceFen: 200 }, 'catalog.price_below_floor'],
  ['market above', { kind: 'market', unitPriceFen: 201, floorPriceFen: 100, ceilingPriceFen: 200 }, 'catalog.price_above_ceiling'],
  ['floor above ceiling', { kind: 'alliance', unitPriceFen: 150, floorPriceFen: 201, ceilingPriceFen: 200 }, 'catalog.price_bounds_wrong'],
  ['alliance below', { kind: 'alliance', unitPriceFen: 99, floorPriceFen: 100, ceilingPriceFen: 200 }, 'catalog.price_below_floor'],
  ['alliance above', { kind: 'alliance', unitPriceFen: 201, floorPriceFen: 100, ceilingPriceFen: 200 }, 'catalog.price_above_ceiling'],
  ['alliance within', { kind: 'alliance', unitPriceFen: 200, floorPriceFen: 100, ceilingPriceFen: 200 }, null],
] as const)('price guard: %s', (_name, price, code) => expect(findPriceFault(price)?.code ?? null).toBe(code));

test.each([
  ['日常保洁', 'daily-cleaning'], ['擦窗', 'window-cleaning'], ['擦玻璃', 'window-cleaning'], ['yuesao', 'postnatal-care'], ['ys', 'postnatal-care'], ['rcbj', 'daily-cleaning'],
  ['richang', 'daily-cleaning'], ['洗空调', 'wall-ac-cleaning'], ['修马桶', 'toilet'], ['通下水道', 'pipe-unblocking'], ['带孩子', 'infant-care'], ['窗帘清洗', 'curtain-cleaning'],
  ['上门做饭', 'home-cooking'], ['找个陪诊', 'clinic-escort'], ['window', 'window-cleaning'], ['养老 助浴', 'elder-care'], ['防水', 'waterproofing'], ['智能', 'smart-home'], ['买菜', 'hourly-help'],
] as const)('searching %s finds %s first', (q, itemId) => expect(searchItems(all, { q, sort: 'popular' })[0]?.itemId).toBe(itemId));

const found = (itemId: string, part: Partial<Found>): Found => ({ itemId, name: { zh: '甲', en: 'a' }, summary: { zh: '', en: '' }, keywords: '', scope: [], position: 1, orderCount: 0, rating: null, fromPriceFen: 100, family: 'pet', segments: ['everyone'], ...part });
const order = (items: Found[], wish: Omit<Parameters<typeof searchItems>[1], 'sort'> & { sort?: 'popular' | 'price' | 'rating' }): string[] => searchItems(items, { sort: 'popular', ...wish }).map(({ itemId }) => itemId);
test('name before keywords before summary before scope, then orders served', () => {
  const items = [
    found('scope', { scope: [{ zh: '地毯', en: '' }] }), found('summary', { summary: { zh: '也洗地毯', en: '' } }), found('keyword', { keywords: '地毯' }), found('name', { name: { zh: '洗地毯', en: 'x' } }), found('busyName', { name: { zh: '洗地毯', en: 'x' }, orderCount: 9 }),
  ];
  expect(order(items, { q: '地毯' })).toEqual(['busyName', 'name', 'keyword', 'summary', 'scope']);
  expect(order(items, { q: '地毯 没有' })).toEqual([]);
});
test('filters and sorts', () => {
  const items = [found('a', { fromPriceFen: 300, rating: 4.8, orderCount: 5 }), found('b', { fromPriceFen: 100, family: 'moving', segments: ['office'] }), found('c', { fromPriceFen: 200, rating: 4.9, segments: ['elders'] })];
  expect(order(items, { sort: 'price' })).toEqual(['b', 'c', 'a']);
  expect(order(items, { sort: 'rating' })).toEqual(['c', 'a', 'b']);
  expect(order(items, {})).toEqual(['a', 'b', 'c']);
  expect(order(items, { family: 'moving' })).toEqual(['b']);
  expect(order(items, { segment: 'elders' })).toEqual(['c', 'a']);
  expect(order(items, { maxPriceFen: 200 })).toEqual(['b', 'c']);
});
test('a name is found by its reading', () => expect(searchWords('擦玻璃（室内侧）', '擦窗').split(' ')).toEqual(expect.arrayContaining(['擦窗', 'caboli', 'cbl', 'cachuang', 'cc'])));

test('the catalogue is whole: bilingual, priced in three tiers, checkable, photographed in public only', () => {
  expect(catalogue.length).toBeGreaterThanOrEqual(26);
  expect(new Set(catalogue.map(({ itemId }) => itemId)).size).toBe(catalogue.length);
  expect(new Set(catalogue.map(({ family }) => family))).toEqual(new Set(serviceFamilies));
  for (const one of catalogue) {
    const where = one.itemId;
    expect(one.prices.length, where).toBe(3);
    for (const price of one.prices) expect(price.floorPriceFen <= price.unitPriceFen && price.unitPriceFen <= price.ceilingPriceFen, where).toBe(true);
    expect(one.checklist.length, where).toBeGreaterThanOrEqual(6);
    expect(one.checklist.length, where).toBeLessThanOrEqual(12);
    expect(one.scope.length >= 3 && one.excluded.length >= 3, where).toBe(true);
    expect(one.requiredSkills.length > 0 && one.requiredSkills.every(({ skill, level }) => skill in skillNames && level >= 1 && level <= 5), where).toBe(true);
    expect(one.requiredPapers.every((kind) => (paperKinds as readonly string[]).includes(kind)), where).toBe(true);
    expect(isQuantityRight(one, one.usualQuantity) && isQuantityRight(one, one.maxQuantity), where).toBe(true);
    // A visit must fit into a working day; only what the desk arranges may be longer.
    if (one.bookingMode === 'slot') expect(durationMinutes(one.duration, one.maxQuantity), where).toBeLessThanOrEqual(600);
    for (const text of [one.name, one.summary, ...one.scope, ...one.excluded, ...one.checklist.map((line) => line.text)]) {
      expect(/\p{Script=Han}/u.test(text.zh), `${where}: ${text.zh}`).toBe(true);
      expect(text.zh, `${where}: the mark of a line that is optional is not read out`).not.toMatch(/^[?？]/);
      expect(/[a-z]/i.test(text.en) && !/\p{Script=Han}/u.test(text.en), `${where}: ${text.en}`).toBe(true);
    }
  }
});
test('a line marked as optional is optional', () => {
  const bed = catalogue.find(({ itemId }) => itemId === 'daily-cleaning')!.checklist.find(({ text }) => text.zh === '床铺整理');
  expect(bed).toMatchObject({ isRequired: false });
});
test('by the hour, by the half-day and by the project are all bookable as visits', () => {
  const slotUnits = new Set(catalogue.filter(({ bookingMode }) => bookingMode === 'slot').map(({ unit }) => unit));
  expect([...slotUnits]).toEqual(expect.arrayContaining(['hour', 'halfDay', 'squareMeter', 'piece', 'meal', 'visit']));
});
