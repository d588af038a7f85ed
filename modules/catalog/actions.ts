import { serviceFamilies, type Bilingual, type contract, type OutputOf, type ParsedOf, type Quote, type ServiceFamily } from '@linli/contract';
import { forget, once, type Ctx } from '../../kernel/context.ts';
import { lockFor } from '../../kernel/database.ts';
import type { Check } from '../../kernel/module.ts';
import { refuse } from '../../kernel/refusal.ts';
import { cityFacts, settingsOf } from '../accounts/index.ts';
import { serviceFamilyNames } from '../alliance/index.ts';
import { checklistCode, keepClauses, withClauses, type ChecklistLine } from './rules/authoring.ts';
import { catalogue, type CatalogItem, type ServiceItem } from './rules/catalogue.ts';
import { findPriceFault, fromPriceFen, isQuantityRight, quote, sayYuan, type PricePolicy } from './rules/pricing.ts';
import { searchItems } from './rules/search.ts';
import { isSkillCode, skillNames } from './rules/skills.ts';
import * as store from './store.ts';

type Catalog = typeof contract.catalog;

const skillView = ({ skill, level }: { skill: string; level: number }): ServiceItem['requiredSkills'][number] =>
  ({ skill, level, name: isSkillCode(skill) ? skillNames[skill] : { zh: skill, en: skill } });

const itemFrom = (row: store.ItemRow, policy: PricePolicy): CatalogItem => {
  const { id, nameZh, nameEn, summaryZh, summaryEn, unitLabelZh, unitLabelEn, requiredSkills, ratingSum, ratingCount, ...rest } = row;
  const item = {
    ...rest, itemId: id, name: { zh: nameZh, en: nameEn }, summary: { zh: summaryZh, en: summaryEn }, unitLabel: { zh: unitLabelZh, en: unitLabelEn }, requiredSkills: requiredSkills.map(skillView),
    rating: ratingCount > 0 ? Math.round((ratingSum / ratingCount) * 10) / 10 : null,
  };
  return { ...item, fromPriceFen: fromPriceFen(item, policy) };
};

/** Services as they stand now in this city, prices of its tier. */
const itemsNow = async (ctx: Ctx, itemIds: readonly string[] | null, isPublishedOnly = false): Promise<CatalogItem[]> => {
  const { tier } = await cityFacts(ctx);
  const policy = await settingsOf(ctx);
  const rows = await store.itemsAt(ctx.tx, ctx.cityId, { tier, at: ctx.now, itemIds, isPublishedOnly });
  return rows.map((row) => itemFrom(row, policy));
};

/** One service with everything a price, a promise and a dispatch are made of. Refuses `catalog.item_unknown`; hidden ones are found too. */
export const itemOf = async (ctx: Ctx, itemId: string): Promise<CatalogItem> => (await once(ctx, itemKey(itemId), () => itemsNow(ctx, [itemId])))[0] ?? refuse('catalog.item_unknown', {}, 'itemId');
const itemKey = (itemId: string): string => `catalog.item:${itemId}`;

/** Says that a service changed: whoever asks from now on sees it as it is. */
const tellChange = async (ctx: Ctx, itemId: string): Promise<void> => {
  forget(ctx, itemKey(itemId));
  await ctx.emit('catalog.changed', { itemId, personIds: [] });
};

export type ItemBrief = { itemId: string; name: Bilingual; icon: string; family: ServiceFamily; unitLabel: Bilingual };
/** Name and face of services, in one question; ids nobody has are left out. */
export const itemBriefs = async (ctx: Ctx, itemIds: readonly string[]): Promise<Map<string, ItemBrief>> => {
  const rows = itemIds.length === 0 ? [] : await store.briefRows(ctx.tx, ctx.cityId, [...new Set(itemIds)]);
  return new Map(rows.map((row) => [row.itemId, { itemId: row.itemId, name: { zh: row.nameZh, en: row.nameEn }, icon: row.icon, family: row.family, unitLabel: { zh: row.unitLabelZh, en: row.unitLabelEn } }]));
};

/**
 * The itemised price for a quantity at a time, by the prices and settings of this moment. `workerLevel` (1-5) adds the skill premium of a
 * chosen worker. Refuses `catalog.item_unknown`, `catalog.item_unpublished`, `catalog.quantity_wrong`.
 */
export const quoteFor = async (ctx: Ctx, wish: { itemId: string; quantity: number; startAt?: Date; workerLevel?: number }): Promise<Quote> => {
  const item = await itemOf(ctx, wish.itemId);
  if (!item.isPublished) refuse('catalog.item_unpublished', { itemZh: item.name.zh, itemEn: item.name.en }, 'itemId');
  if (!isQuantityRight(item, wish.quantity)) {
    refuse('catalog.quantity_wrong', { min: item.minQuantity, max: item.maxQuantity, step: item.stepQuantity, unitZh: item.unitLabel.zh, unitEn: item.unitLabel.en }, 'quantity');
  }
  return quote(item, { quantity: wish.quantity, startAt: wish.startAt ?? null, now: ctx.now, workerLevel: wish.workerLevel ?? null, policy: await settingsOf(ctx) });
};

/** Notes that a service was ordered or rated (1-5). Several at once do not wait for each other. */
export const recordUse = async (ctx: Ctx, use: { itemId: string; isOrdered?: boolean; rating?: number }): Promise<void> => {
  await store.insertUse(ctx.tx, ctx.cityId, { id: ctx.newId('use'), itemId: use.itemId, isOrdered: use.isOrdered ?? false, rating: use.rating ?? null, at: ctx.now });
};

export const foldUses = async (ctx: Ctx): Promise<void> => { await store.foldUses(ctx.tx, ctx.cityId); };

/** Gives a city the whole catalogue: services, first checklists, a price for each tier. Doing it again adds only what is new. System use. */
export const installCatalogue = async (ctx: Ctx): Promise<{ added: number }> => {
  const added = new Set(await store.insertItems(ctx.tx, ctx.cityId, catalogue));
  const fresh = catalogue.filter(({ itemId }) => added.has(itemId));
  await store.insertChecklists(ctx.tx, ctx.cityId, fresh.map(({ itemId, checklist }) => ({ itemId, version: 1, items: checklist })), ctx.now);
  await store.insertPrices(ctx.tx, ctx.cityId, fresh.flatMap(({ itemId, priceKind, prices }) =>
    prices.map((price, index) => ({ itemId, tier: index + 1, revision: 1, kind: priceKind, ...price, changedBy: ctx.actor.name }))), ctx.now);
  return { added: fresh.length };
};

const asTitle = ({ zh, en }: Bilingual): Bilingual => ({ zh, en: `${en.charAt(0).toUpperCase()}${en.slice(1)}` });

/** Published services that fit, and how many there are in each family of services. */
export const listItems = async (ctx: Ctx, wish: ParsedOf<Catalog['listItems']>): Promise<OutputOf<Catalog['listItems']>> => {
  const all = await itemsNow(ctx, null, true);
  // Every family has an icon of its own name.
  const families = serviceFamilies.map((family) => ({ family, name: asTitle(serviceFamilyNames[family]), icon: family, itemCount: all.filter((item) => item.family === family).length }));
  return { families, items: searchItems(all, wish) };
};

export const getItem = (ctx: Ctx, { itemId }: { itemId: string }): Promise<ServiceItem> => itemOf(ctx, itemId);

export const quoteItem = (ctx: Ctx, wish: ParsedOf<Catalog['quote']>): Promise<Quote> => quoteFor(ctx, {
  itemId: wish.itemId, quantity: wish.quantity, ...(wish.startAt && { startAt: new Date(wish.startAt) }), ...(wish.workerLevel !== undefined && { workerLevel: wish.workerLevel }),
});

type PriceView = OutputOf<Catalog['setPrice']>;
const priceView = ({ itemNameZh, itemNameEn, validFrom, revision, ...row }: store.PriceRow): PriceView => ({ ...row, isInitial: revision === 1, itemName: { zh: itemNameZh, en: itemNameEn }, validFrom: validFrom.toISOString() });

export const listPrices = async (ctx: Ctx): Promise<OutputOf<Catalog['listPrices']>> => {
  const rows = await store.pricesAt(ctx.tx, ctx.cityId, { at: ctx.now, itemId: null });
  return { items: rows.map(priceView), tier: (await cityFacts(ctx)).tier };
};

/**
 * Adds a price from now on; orders placed before keep the one they froze. Alliance and market prices stay between floor and
 * ceiling. A national price is the same in every city and tier, so nobody of a city changes it (`catalog.price_national`).
 */
export const setPrice = async (ctx: Ctx, input: ParsedOf<Catalog['setPrice']>): Promise<PriceView> => {
  await lockFor(ctx.tx, `price:${ctx.cityId}:${input.itemId}:${input.tier}`);
  const readPrice = async (): Promise<store.PriceRow | undefined> => (await store.pricesAt(ctx.tx, ctx.cityId, { at: ctx.now, itemId: input.itemId })).find(({ tier }) => tier === input.tier);
  const before = (await readPrice()) ?? refuse('catalog.item_unknown', {}, 'itemId');
  if (before.kind === 'national') refuse('catalog.price_national', { price: sayYuan(before.unitPriceFen).slice(1) }, 'unitPriceFen');
  const next = {
    itemId: input.itemId, tier: input.tier, revision: before.revision + 1, kind: before.kind, unitPriceFen: input.unitPriceFen,
    floorPriceFen: input.floorPriceFen ?? before.floorPriceFen, ceilingPriceFen: input.ceilingPriceFen ?? before.ceilingPriceFen, changedBy: ctx.actor.name,
  };
  const fault = findPriceFault(next);
  if (fault?.code === 'catalog.price_bounds_wrong') refuse(fault.code, {}, 'floorPriceFen');
  if (fault?.code === 'catalog.price_below_floor') refuse(fault.code, { floor: sayYuan(fault.floorPriceFen).slice(1) }, 'unitPriceFen');
  if (fault?.code === 'catalog.price_above_ceiling') refuse(fault.code, { ceiling: sayYuan(fault.ceilingPriceFen).slice(1) }, 'unitPriceFen');
  await store.insertPrices(ctx.tx, ctx.cityId, [next], ctx.now);
  await tellChange(ctx, input.itemId);
  return priceView((await readPrice())!);
};

export const publishItem = async (ctx: Ctx, { itemId, isPublished }: { itemId: string; isPublished: boolean }): Promise<ServiceItem> => {
  if ((await store.setPublished(ctx.tx, ctx.cityId, itemId, isPublished)) === 0) refuse('catalog.item_unknown');
  await tellChange(ctx, itemId);
  return itemOf(ctx, itemId);
};

/** Publishes the next version of a checklist. Running orders keep the one they were placed with until it is confirmed at the door. */
export const changeChecklist = async (ctx: Ctx, { itemId, checklist }: ParsedOf<Catalog['changeChecklist']>): Promise<ServiceItem> => {
  await lockFor(ctx.tx, `checklist:${ctx.cityId}:${itemId}`);
  const current = (await store.checklistVersion(ctx.tx, ctx.cityId, itemId)) ?? refuse('catalog.item_unknown');
  await nextChecklist(ctx, itemId, current.version + 1, keepClauses(checklist, (await itemOf(ctx, itemId)).checklist));
  return itemOf(ctx, itemId);
};
const nextChecklist = async (ctx: Ctx, itemId: string, version: number, lines: readonly ChecklistLine[]): Promise<void> => {
  await store.insertChecklists(ctx.tx, ctx.cityId, [{ itemId, version, items: lines.map((line, index) => ({ ...line, code: checklistCode(version, index) })) }], ctx.now);
  await tellChange(ctx, itemId);
};

/**
 * Puts the lines standards ask for on a service's checklist, in place of those they asked for before: a new version for new orders, or nothing when it says so
 * already. Refuses `catalog.item_unknown`. For standards.
 */
export const setClauseLines = async (ctx: Ctx, { itemId, lines }: { itemId: string; lines: readonly (ChecklistLine & { clauseId: string })[] }): Promise<{ isChanged: boolean }> => {
  await lockFor(ctx.tx, `checklist:${ctx.cityId}:${itemId}`);
  const current = (await store.checklistVersion(ctx.tx, ctx.cityId, itemId)) ?? refuse('catalog.item_unknown');
  const next = withClauses((await itemOf(ctx, itemId)).checklist, lines);
  if (next === null) return { isChanged: false };
  await nextChecklist(ctx, itemId, current.version + 1, next);
  return { isChanged: true };
};

export const checks: Check[] = [{
  name: 'every service has a checklist and a price in each tier',
  run: async (tx, cityId, now) => {
    const { items, faults } = await store.countItemFaults(tx, cityId, now);
    return faults === 0 ? { ok: true, count: items } : { ok: false, count: faults };
  },
}];

