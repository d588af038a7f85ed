import type { Bilingual, OutputOf, ParsedOf, contract } from '@linli/contract';
import type { InsurerAnswer } from '../../../gateways/insurer.ts';
import type { Ctx } from '../../../kernel/context.ts';
import { itemOf } from '../../catalog/index.ts';
import { orderFacts, orderForViewer, type OrderFacts } from '../../orders/index.ts';
import { chart, moved, postTransaction } from '../../payments/index.ts';
import { workerNames } from '../../workers/index.ts';
import { classOfSkills, coverStateWords, coverWindow, usualProducts, visitProduct, type Product } from '../rules/insurance.ts';
import { yuan } from '../rules/stored.ts';
import * as store from '../store/covers.ts';

type Benefits = typeof contract.benefits;

/** The city's products: the usual ones, but where it has its own under the same id. */
export async function productsHere(ctx: Ctx): Promise<Product[]> {
  const own = await store.productRows(ctx.tx, ctx.cityId);
  return [...usualProducts.filter(({ productId }) => !own.some((row) => row.productId === productId)), ...own];
}
export const listInsuranceProducts = async (ctx: Ctx, { kind }: ParsedOf<Benefits['listInsuranceProducts']>): Promise<OutputOf<Benefits['listInsuranceProducts']>> => ({ items: (await productsHere(ctx)).filter((one) => kind === undefined || one.kind === kind) });
export async function setInsuranceProduct(ctx: Ctx, product: ParsedOf<Benefits['setInsuranceProduct']>): Promise<OutputOf<Benefits['setInsuranceProduct']>> {
  await store.saveProduct(ctx.tx, ctx.cityId, product, ctx.now, ctx.actor.name);
  return product;
}

const notToBe: readonly string[] = ['draft', 'held', 'cancelled', 'noShow'];
type Insured = Pick<store.CoverRow, 'workerId' | 'workerName' | 'startsAt' | 'endsAt'>;
const insuredOf = async (ctx: Ctx, order: OrderFacts): Promise<Insured> =>
  ({ workerId: order.workerId, workerName: order.workerId === null ? null : (await workerNames(ctx, [order.workerId])).get(order.workerId) ?? null, ...coverWindow(order.startsAt!, order.endsAt!) });

const later = (ctx: Ctx, coverId: string, at: Date): Promise<void> => ctx.schedule({ name: 'benefits.syncCover', key: coverId, at, payload: { coverId } });
const TRY_MS = 60_000;
const MOST_WAIT_MS = 3_600_000;
export const nextTry = (attempts: number, now: Date): Date => new Date(now.getTime() + Math.min(TRY_MS * 2 ** attempts, MOST_WAIT_MS));

/** A paid order: the visit is insured by the product of its class. The premium is in the quote; settlement hands it on. */
export async function coverVisit(ctx: Ctx, { orderId }: { orderId: string }): Promise<void> {
  const order = await orderFacts(ctx, orderId);
  if (!ctx.gateways.insurer.isOpen || notToBe.includes(order.status) || order.startsAt === null) return;
  const { requiredSkills } = await itemOf(ctx, order.itemId);
  const product = visitProduct(await productsHere(ctx), classOfSkills(requiredSkills.map(({ skill }) => skill)));
  if (product === null) return;
  const id = ctx.newId('cov');
  if (await store.addCover(ctx.tx, ctx.cityId, { id, orderId, product, householdId: order.householdId, premiumFen: product.premiumFen, requestedAt: ctx.now, ...await insuredOf(ctx, order) })) await later(ctx, id, ctx.now);
}

/** Whoever comes, or when, has changed: the insurer is told. */
export async function amendCover(ctx: Ctx, { orderId }: { orderId: string }): Promise<void> {
  const cover = await store.coverOf(ctx.tx, ctx.cityId, orderId);
  if (cover && cover.isWanted && cover.state !== 'refused') await later(ctx, cover.id, ctx.now);
}

const voids: Record<'cancelled' | 'noShow', Bilingual> = { cancelled: { zh: '订单取消', en: 'The order was cancelled' }, noShow: { zh: '没有上门', en: 'The visit did not take place' } };
/** No visit, no cover: it is void from the start and nothing is owed for it. */
export async function voidCover(ctx: Ctx, orderId: string, why: keyof typeof voids): Promise<void> {
  const cover = await store.coverOf(ctx.tx, ctx.cityId, orderId);
  if (!cover || !cover.isWanted || cover.state === 'voided' || cover.state === 'refused') return;
  await store.markWanted(ctx.tx, ctx.cityId, cover.id, false, voids[why]);
  await later(ctx, cover.id, ctx.now);
}

/** Brings the insurer to where the order is: buys, amends or cancels, again and again under the same number until it is clear. */
export async function syncCover(ctx: Ctx, { coverId }: { coverId: string }): Promise<void> {
  const { tx, cityId, now } = ctx;
  const seen = await store.findCover(tx, cityId, coverId);
  if (!seen || seen.state === 'voided' || seen.state === 'refused') return;
  const order = await orderFacts(ctx, seen.orderId);
  const wish = await insuredOf(ctx, order);
  const isSame = seen.workerId === wish.workerId && seen.startsAt.getTime() === wish.startsAt.getTime() && seen.endsAt.getTime() === wish.endsAt.getTime();
  if (seen.isWanted && seen.state === 'active' && (isSame || wish.workerId === null)) return;
  const answer = await ask(ctx, seen, wish, order);
  const cover = await store.lockCover(tx, cityId, coverId);
  if (cover.state !== seen.state || cover.isWanted !== seen.isWanted || cover.version !== seen.version) return later(ctx, coverId, now);
  if (answer === null || answer.state === 'processing') { await store.countTry(tx, cityId, coverId); return later(ctx, coverId, nextTry(cover.attempts, now)); }
  if (answer.state === 'cancelled') await store.markEnded(tx, cityId, coverId, 'voided', now, null);
  else if (answer.state === 'refused' && cover.state === 'active') {
    // Whoever was insured before does not come: what stands at the insurer covers nobody and ends.
    await store.markWanted(tx, cityId, coverId, false, answer.why);
    await later(ctx, coverId, now);
  } else if (answer.state === 'refused') await store.markEnded(tx, cityId, coverId, 'refused', now, answer.why);
  else if (cover.state === 'requested') await store.markIssued(tx, cityId, coverId, answer.policyNo, now, wish);
  else await store.markAmended(tx, cityId, coverId, wish, { at: now.toISOString(), words: sayChange(cover, wish) });
  // The insurer's yes or no came after the order was settled: its premium is judged now.
  if (order.status === 'settled') await settleCover(ctx, { orderId: cover.orderId });
  await ctx.emit('insurance.coverMoved', { coverId, orderId: cover.orderId, state: answer.state, personIds: [order.customerId], merchantId: order.merchantId });
}

async function ask(ctx: Ctx, cover: store.CoverRow, wish: Insured, order: OrderFacts): Promise<InsurerAnswer | { state: 'cancelled' } | null> {
  const { insurer } = ctx.gateways;
  const insured = wish.workerId === null ? [] : [{ workerId: wish.workerId, name: wish.workerName ?? wish.workerId }];
  const times = { insured, from: wish.startsAt, until: wish.endsAt };
  try {
    if (!cover.isWanted) return await insurer.cancel(cover.id, cover.voidZh);
    if (cover.state === 'requested') return await insurer.buy({ requestNo: cover.id, productId: cover.product.productId, occupationClass: cover.product.occupationClass, premiumFen: cover.premiumFen, address: `${order.districtName} ${order.estateName}`, ...times });
    return await insurer.amend({ requestNo: cover.id, changeNo: cover.version + 1, ...times });
  } catch { return null; }
}

const sayChange = (before: store.CoverRow, after: Insured): Bilingual => (before.workerId === after.workerId
  ? { zh: '上门时间已改，保障时间跟着改', en: 'The visit was moved and the cover with it' } : { zh: `被保险人改为${after.workerName ?? ''}`, en: `${after.workerName ?? ''} is insured now` });

/**
 * The order is settled: the premium it carried is with the insurer's account. Where the product costs other than the quote said the platform bears or
 * keeps the difference; where nothing was insured the premium goes back into the household's balance.
 */
export async function settleCover(ctx: Ctx, { orderId }: { orderId: string }): Promise<void> {
  const order = await orderFacts(ctx, orderId), cover = await store.coverOf(ctx.tx, ctx.cityId, orderId);
  const lineFen = order.redoOf === null ? order.quote.lines.reduce((sum, { kind, amountFen }) => (kind === 'insurance' ? sum + amountFen : sum), 0) : 0;
  const isInsured = cover?.state === 'active', differenceFen = (isInsured ? cover.premiumFen : 0) - lineFen;
  if (differenceFen === 0 || cover === undefined || cover.state === 'requested') return;
  const [from, to, amountFen] = differenceFen > 0 ? [chart.insurance(), chart.insurer(), differenceFen] : [chart.insurer(), isInsured ? chart.insurance() : chart.stored(order.householdId), -differenceFen];
  const words = isInsured ? { zh: `订单 ${order.no} 保费差额 ${yuan(amountFen)}`, en: `Order ${order.no}: ${yuan(amountFen)} of premium beside the quote` } : { zh: `订单 ${order.no} 没有保成，保费 ${yuan(amountFen)} 退回余额`, en: `Order ${order.no} was not insured: ${yuan(amountFen)} back into the balance` };
  await postTransaction(ctx, moved({ businessKey: `cover:${cover.id}`, kind: 'premium', orderId, words }, [{ from, to, amountFen, kind: 'premium' }]));
}

const coverView = (row: store.CoverRow, now: Date): NonNullable<OutputOf<Benefits['coverOfOrder']>['cover']> => {
  const state = row.state === 'active' && row.endsAt <= now ? 'over' : row.state;
  const { deathFen, medicalFen, thirdPartyFen, lostWorkDayFen, lostWorkAfterDays, deductibleFen } = row.product;
  const { zh, en } = coverStateWords[state];
  const detail: Bilingual = state === 'voided' ? { zh: `（${row.voidZh}）`, en: ` (${row.voidEn})` } : state === 'refused' ? { zh: `（${row.whyZh ?? ''}）`, en: ` (${row.whyEn ?? ''})` } : { zh: '', en: '' };
  return {
    coverId: row.id, orderId: row.orderId, productId: row.product.productId, productName: row.product.name, insurer: row.product.insurer, policyNo: row.policyNo, workerName: row.workerName, startsAt: row.startsAt.toISOString(), endsAt: row.endsAt.toISOString(), premiumFen: row.premiumFen,
    premiumBack: row.state === 'voided' || row.state === 'refused', state, words: { zh: zh + detail.zh, en: en + detail.en }, limits: { deathFen, medicalFen, thirdPartyFen, lostWorkDayFen, lostWorkAfterDays, deductibleFen }, amendments: row.amendments,
  };
};

/** The insurance of a visit, for whom its order is shown to. Refuses `orders.order_unknown`. */
export async function coverOfOrder(ctx: Ctx, { orderId }: { orderId: string }): Promise<OutputOf<Benefits['coverOfOrder']>> {
  await orderForViewer(ctx, orderId);
  const row = await store.coverOf(ctx.tx, ctx.cityId, orderId);
  return { cover: row ? coverView(row, ctx.now) : null };
}

export async function listCovers(ctx: Ctx, { state, cursor, limit }: ParsedOf<Benefits['listCovers']>): Promise<OutputOf<Benefits['listCovers']>> {
  const rows = await store.listCoverRows(ctx.tx, ctx.cityId, { state, now: ctx.now, cursor, limit: limit + 1 });
  const page = rows.slice(0, limit);
  return { items: page.map((row) => coverView(row, ctx.now)), nextCursor: rows.length > limit ? page.at(-1)!.id : null };
}
