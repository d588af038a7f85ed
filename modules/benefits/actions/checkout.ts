import { deskRoles, type Bilingual, type OutputOf, type ParsedOf, type contract } from '@linli/contract';
import { holds } from '../../../kernel/access.ts';
import type { Ctx } from '../../../kernel/context.ts';
import { refuse } from '../../../kernel/refusal.ts';
import { householdOf } from '../../accounts/index.ts';
import { discountOrder, orderFacts, type OrderFacts } from '../../orders/index.ts';
import { addTender, chart, heldTenders, openTenders, releaseTenders, type HeldTender } from '../../payments/index.ts';
import { COUPON_SOURCE, PACK_SOURCE } from '../rules/discounts.ts';
import { usePack, type PackUse } from '../rules/packs.ts';
import { stack, type Stack } from '../rules/stack.ts';
import { monthOf, sayVoucher, whyNoVoucher } from '../rules/vouchers.ts';
import { packsOf, type PackRow } from '../store/packs.ts';
import { eligibilitiesOf, type EligibilityRow } from '../store/vouchers.ts';
import { heldBy } from '../store/wallets.ts';
import { couponChances, gatherDiscounts, type UsedPack } from './discounts.ts';
import { heldPoints } from './points.ts';
import { lockWallet } from './stored.ts';
import { lockVoucher, voucherLeftFen } from './vouchers.ts';

type Checkout = OutputOf<typeof contract.benefits.checkout>;
type Choice = { packId: string | null; couponId: string | null; useVoucher: boolean; pointsFen: number; useStored: boolean };
type PackChance = { pack: PackRow; leftFen: number; use: PackUse | { why: Bilingual } };
/** What a family could use for an order, as if nothing were chosen for it yet. */
type Chances = {
  listFen: number; packs: PackChance[]; elder: { row: EligibilityRow; leftFen: number; why: Bilingual | null } | null; pointsFen: number; stored: { storedFen: number; bonusFen: number };
};

/** The order, if it is of the acting person's household or the person is of the desk; foreign ones answer like unknown ones. */
async function orderOf(ctx: Ctx, orderId: string, isDeskToo: boolean): Promise<OrderFacts> {
  const order = await orderFacts(ctx, orderId);
  const isTheirs = ctx.actor.personId !== null && (await householdOf(ctx, ctx.actor.personId)) === order.householdId;
  return isTheirs || (isDeskToo && holds(ctx.actor, [...deskRoles, 'stationStaff', 'finance'])) ? order : refuse('orders.order_unknown');
}

async function lookAround(ctx: Ctx, order: OrderFacts, own: readonly HeldTender[]): Promise<Chances> {
  const { tx, cityId, now } = ctx;
  const { householdId, quote } = order;
  const packs = (await packsOf(tx, cityId, householdId)).filter(({ state, expiresAt }) => state === 'active' && expiresAt! > now);
  const codes = { stored: chart.stored(householdId).code, bonus: chart.bonus(householdId).code, points: chart.points(householdId).code };
  const held = await heldBy(tx, cityId, [codes.stored, codes.bonus, ...packs.map(({ id }) => chart.pack(id).code)]);
  // What this very order holds of an account is free for another choice.
  const ownFen = (code: string): number => own.reduce((sum, { account, amountFen }) => (account === code ? sum + amountFen : sum), 0);
  const left = (code: string): number => (held.get(code) ?? 0) + ownFen(code);
  const labourFen = quote.lines.reduce((sum, { kind, amountFen }) => (kind === 'labour' ? sum + amountFen : sum), 0);
  const chances = packs.map((pack): PackChance => {
    const leftFen = left(chart.pack(pack.id).code);
    return { pack, leftFen, use: pack.itemId === order.itemId ? usePack({ leftFen, unitPriceFen: pack.unitPriceFen, labourFen, quantity: order.quantity }) : { why: { zh: '只能用于购买时的那项服务', en: 'it is good for the service it was bought for' } } };
  });
  return {
    listFen: quote.lines.reduce((sum, { amountFen, source }) => (source === undefined ? sum + amountFen : sum), 0), packs: chances, elder: await elderOf(ctx, order),
    pointsFen: Math.max(0, await heldPoints(ctx, householdId) + ownFen(codes.points)), stored: { storedFen: left(codes.stored), bonusFen: left(codes.bonus) },
  };
}

/** The elder of the household whose voucher fits the order best: one that can be used, or the first and why hers cannot. */
async function elderOf(ctx: Ctx, order: OrderFacts): Promise<Chances['elder']> {
  const elders = await eligibilitiesOf(ctx.tx, ctx.cityId, order.householdId);
  const row = elders.find((elder) => whyNoVoucher(elder, order, ctx.now) === null) ?? elders[0];
  if (!row) return null;
  const leftFen = await voucherLeftFen(ctx, row, monthOf(ctx.now), order.id);
  return { row, leftFen, why: whyNoVoucher(row, order, ctx.now) ?? (leftFen === 0 ? { zh: '本月消费券已用完', en: 'this month’s voucher is used up' } : null) };
}

const packOf = ({ packs }: Chances, packId: string | null): UsedPack => {
  const use = packs.find(({ pack }) => pack.id === packId)?.use;
  return packId !== null && use && 'units' in use ? { packId, use } : null;
};

const sumUp = (chances: Chances, choice: Choice, discountsFen: number): Stack => stack({
  listFen: chances.listFen, pack: packOf(chances, choice.packId)?.use ?? null, discountsFen, voucherLeftFen: choice.useVoucher && chances.elder?.why === null ? chances.elder.leftFen : null,
  pointsFen: Math.min(choice.pointsFen, chances.pointsFen), stored: choice.useStored ? chances.stored : null,
});

const added = (order: OrderFacts) => order.quote.lines.filter(({ source }) => source !== undefined);
const otherDiscountsFen = (order: OrderFacts): number => 0 - added(order).reduce((sum, { source, amountFen }) => (source!.startsWith(PACK_SOURCE) ? sum : sum + amountFen), 0);

/** What an order costs, what may be used for it, what is chosen, and what is left to pay. */
export async function checkout(ctx: Ctx, { orderId }: { orderId: string }): Promise<Checkout> {
  const order = await orderOf(ctx, orderId, true);
  const own = await heldTenders(ctx, orderId);
  const chances = await lookAround(ctx, order, own);
  const byKind = (kind: HeldTender['kind']): number => own.reduce((sum, tender) => (tender.kind === kind ? sum + tender.amountFen : sum), 0);
  const choice: Choice = { packId: own.find(({ kind }) => kind === 'pack')?.refId ?? null, couponId: added(order).find(({ source }) => source!.startsWith(COUPON_SOURCE))?.source!.slice(COUPON_SOURCE.length) ?? null, useVoucher: byKind('voucher') > 0, pointsFen: byKind('points'), useStored: byKind('stored') + byKind('bonus') > 0 };
  const coupons = order.status === 'held' ? await couponChances(ctx, order, packOf(chances, choice.packId)) : [];
  return { orderId, ...viewOf(order, own, chances, choice), coupons };
}

function viewOf(order: OrderFacts, own: readonly HeldTender[], chances: Chances, choice: Choice): Omit<Checkout, 'orderId' | 'coupons'> {
  const most = (more: Partial<Choice>): Stack => sumUp(chances, { ...choice, ...more }, otherDiscountsFen(order));
  const over: Bilingual | null = order.status === 'held' ? null : { zh: '订单已付款或已结束', en: 'the order is paid or over' };
  const none = (fen: number, zh: string, en: string): Bilingual | null => over ?? (fen === 0 ? { zh, en } : null);
  const { elder, stored } = chances;
  const storedMost = most({ useStored: true }), pointsMostFen = most({ pointsFen: chances.pointsFen }).pointsFen, voucherMostFen = most({ useVoucher: true }).voucherFen;
  const may = (why: Bilingual | null): { isUsable: boolean; why: Bilingual | null } => ({ isUsable: why === null, why });
  return {
    listFen: chances.listFen, discounts: added(order).map(({ source, label, amountFen }) => ({ source: source!, label, amountFen: -amountFen })), totalFen: order.totalFen,
    packs: chances.packs.map(({ pack, leftFen, use }) => ({
      packId: pack.id, name: { zh: pack.nameZh, en: pack.nameEn }, unitsLeft: Math.floor(leftFen / pack.unitPriceFen), ...('units' in use ? { ...use, ...may(over) } : { units: 0, tenderFen: 0, discountFen: 0, ...may(over ?? use.why) }),
    })),
    voucher: elder === null ? null : { memberName: elder.row.memberName, leftFen: elder.leftFen, amountFen: elder.why === null ? voucherMostFen : 0, ...may(elder.why ?? none(voucherMostFen, '没有需要付的了', 'nothing is left to pay')) },
    points: { balanceFen: chances.pointsFen, mostFen: pointsMostFen, ...may(none(chances.pointsFen, '没有积分', 'no points') ?? none(pointsMostFen, '没有需要付的了', 'nothing is left to pay')) },
    stored: { ...stored, mostFen: storedMost.storedFen + storedMost.bonusFen, ...may(none(stored.storedFen + stored.bonusFen, '余额为 0', 'the balance is empty') ?? none(storedMost.storedFen + storedMost.bonusFen, '没有需要付的了', 'nothing is left to pay')) },
    chosen: choice, used: own.map(({ kind, words, amountFen }) => ({ way: kind, words, amountFen })), leftFen: order.status === 'held' || order.status === 'draft' ? order.totalFen - own.reduce((sum, { amountFen }) => sum + amountFen, 0) : 0,
  };
}

/**
 * Chooses what a held order is paid with, all or nothing; what was chosen before goes back first. What cannot be used is refused with the reason
 * (`benefits.not_usable`), never left out silently. A coupon is refused as promotions does.
 */
export async function useTenders(ctx: Ctx, { orderId, couponId, packId, useVoucher, pointsFen, useStored }: ParsedOf<typeof contract.benefits.useTenders>): Promise<Checkout> {
  await orderOf(ctx, orderId, false);
  const order = await openTenders(ctx, orderId);
  await lockWallet(ctx, order.householdId);
  await releaseTenders(ctx, order);
  for (const elder of await eligibilitiesOf(ctx.tx, ctx.cityId, order.householdId)) await lockVoucher(ctx, elder);
  const chances = await lookAround(ctx, order, []);
  const choice: Choice = { packId: packId ?? null, couponId: couponId ?? null, useVoucher, pointsFen, useStored };
  insistUsable(chances, choice);
  const lines = await gatherDiscounts(ctx, order, { pack: packOf(chances, choice.packId), couponId: choice.couponId });
  const chosen = sumUp(chances, choice, lines.reduce((sum, { source, amountFen }) => (source.startsWith(PACK_SOURCE) ? sum : sum + amountFen), 0));
  if (chosen.pointsFen < pointsFen) refuse('benefits.points_too_many', { most: (chosen.pointsFen / 100).toFixed(2) }, 'pointsFen');
  await discountOrder(ctx, { orderId, lines });
  await give(ctx, order, chances, choice, chosen);
  return checkout(ctx, { orderId });
}

function insistUsable({ packs, elder }: Chances, { packId, useVoucher }: Choice): void {
  if (packId !== null) {
    const { pack, use } = packs.find(({ pack: { id } }) => id === packId) ?? refuse('benefits.pack_unknown');
    if ('why' in use) refuse('benefits.not_usable', { whatZh: pack.nameZh, whatEn: pack.nameEn, whyZh: use.why.zh, whyEn: use.why.en });
  }
  const why = elder === null ? { zh: '家里没有登记过评估的老人', en: 'no elder of the household has been assessed' } : elder.why;
  if (useVoucher && why !== null) refuse('benefits.not_usable', { whatZh: '养老消费券', whatEn: 'The elder voucher', whyZh: why.zh, whyEn: why.en });
}

async function give(ctx: Ctx, { id: orderId, householdId }: OrderFacts, { packs, elder }: Chances, { packId }: Choice, chosen: Stack): Promise<void> {
  const pack = packs.find(({ pack: { id } }) => id === packId)?.pack;
  if (pack && chosen.packFen > 0) await addTender(ctx, { orderId, kind: 'pack', refId: pack.id, from: chart.pack(pack.id), amountFen: chosen.packFen, words: { zh: `${pack.nameZh}抵扣`, en: `Paid from ${pack.nameEn}` } });
  if (elder && chosen.voucherFen > 0) await addTender(ctx, { orderId, kind: 'voucher', refId: `${elder.row.id}:${monthOf(ctx.now)}`, from: chart.voucher(), amountFen: chosen.voucherFen, words: sayVoucher(elder.row.memberName, 0) });
  const own = [['points', chart.points(householdId), chosen.pointsFen, '积分抵扣', 'Paid with points'], ['stored', chart.stored(householdId), chosen.storedFen, '余额支付', 'Paid from the balance'], ['bonus', chart.bonus(householdId), chosen.bonusFen, '赠送余额支付', 'Paid from the bonus']] as const;
  for (const [kind, from, amountFen, zh, en] of own) if (amountFen > 0) await addTender(ctx, { orderId, kind, from, amountFen, words: { zh, en } });
}

