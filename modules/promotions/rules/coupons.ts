import type { Bilingual, Quote, ServiceFamily } from '@linli/contract';

type Line = Pick<Quote['lines'][number], 'kind' | 'amountFen'>;

/** What a campaign's coupons are worth and whose money that is. */
export type Worth = { kind: 'amountOff' | 'percentOff' | 'spendOff'; amountFen: number; percent: number; capFen: number | null; minSpendFen: number };
export type Scope = { itemIds: string[]; families: string[]; districtIds: string[]; isForNewcomers: boolean; isForMembers: boolean };
export type Bearers = { platformPercent: number; merchantPercent: number; fundPercent: number; fundId: string | null };
export type Borne = { platformFen: number; merchantFen: number; fundFen: number };
export type CouponStateKey = 'free' | 'held' | 'spent' | 'expired';

/** Order facts a coupon is measured against. `lines` are the quote's, with the discounts that come before a coupon and without its own. */
export type Measured = { lines: readonly Line[]; itemId: string; family: ServiceFamily; districtId: string | null; isNewcomer: boolean; isMember: boolean };

export const stateLabels: Record<CouponStateKey, Bilingual> = {
  free: { zh: '可使用', en: 'to be used' }, held: { zh: '订单待付款', en: 'held by an order' }, spent: { zh: '已使用', en: 'used' }, expired: { zh: '已过期', en: 'expired' },
};
export const campaignLabels: Record<'open' | 'paused' | 'ended', Bilingual> = { open: { zh: '进行中', en: 'running' }, paused: { zh: '已暂停', en: 'paused' }, ended: { zh: '已结束', en: 'ended' } };

export const yuan = (fen: number): string => `¥${(fen / 100).toFixed(2)}`;

/** What a coupon does, in a sentence. */
export const worthWords = ({ kind, amountFen, percent, capFen, minSpendFen }: Worth): Bilingual => {
  if (kind !== 'percentOff' && amountFen === 0) return { zh: '每张金额发放时确定', en: 'the amount is fixed with each coupon' };
  const from = minSpendFen === 0 ? { zh: '', en: '' } : { zh: `满 ${yuan(minSpendFen)} `, en: ` from ${yuan(minSpendFen)}` };
  if (kind !== 'percentOff') return { zh: `${from.zh}减 ${yuan(amountFen)}`, en: `${yuan(amountFen)} off${from.en}` };
  const cap = capFen === null ? { zh: '', en: '' } : { zh: `，最多减 ${yuan(capFen)}`, en: `, at most ${yuan(capFen)}` };
  return { zh: `${from.zh}减 ${percent}%${cap.zh}`, en: `${percent} % off${from.en}${cap.en}` };
};

/** What discounts are counted of: work and materials after what was taken off before; never the insurance or the platform's fee. */
export const spendOf = (lines: readonly Line[]): number =>
  Math.max(0, lines.reduce((sum, { kind, amountFen }) => (kind === 'insurance' || kind === 'platformFee' ? sum : sum + amountFen), 0));

/** What comes off, in fen: rounded down, at most the cap, never more than what it is counted of. */
export const discountOf = (worth: Worth, lines: readonly Line[]): number => {
  const spendFen = spendOf(lines);
  if (spendFen < worth.minSpendFen) return 0;
  const wishedFen = worth.kind === 'percentOff' ? Math.floor((spendFen * worth.percent) / 100) : worth.amountFen;
  return Math.min(wishedFen, worth.capFen ?? wishedFen, spendFen);
};

/** Whose money a discount is; the fen left over are the platform's. */
export const borneBy = (discountFen: number, { merchantPercent, fundPercent }: Bearers): Borne => {
  const merchantFen = Math.floor((discountFen * merchantPercent) / 100), fundFen = Math.floor((discountFen * fundPercent) / 100);
  return { platformFen: discountFen - merchantFen - fundFen, merchantFen, fundFen };
};

type Held = Worth & Scope & { state: CouponStateKey; opensAt: Date; expiresAt: Date; orderId: string | null };

/** Why a coupon cannot be used for an order, in the words the household reads; null: it can. */
export const whyNot = (coupon: Held, order: Measured & { orderId: string | null }, now: Date): Bilingual | null => {
  if (coupon.state === 'spent') return { zh: '已经用过了', en: 'it was used already' };
  if (coupon.state === 'held' && coupon.orderId !== order.orderId) return { zh: '正用在另一张待付款的订单上', en: 'another order that waits for payment holds it' };
  if (coupon.state === 'expired' || coupon.expiresAt <= now) return { zh: '已过期', en: 'it has expired' };
  if (coupon.opensAt > now) return { zh: '还没到使用时间', en: 'it is not good yet' };
  const isOfScope = (coupon.itemIds.length === 0 && coupon.families.length === 0) || coupon.itemIds.includes(order.itemId) || coupon.families.includes(order.family);
  if (!isOfScope) return { zh: '不适用于这项服务', en: 'it is for other services' };
  if (coupon.districtIds.length > 0 && (order.districtId === null || !coupon.districtIds.includes(order.districtId))) return { zh: '不适用于这个片区', en: 'it is for other districts' };
  if (coupon.isForNewcomers && !order.isNewcomer) return { zh: '只限第一次下单', en: 'it is for the first order only' };
  if (coupon.isForMembers && !order.isMember) return { zh: '只限会员', en: 'it is for members only' };
  const spendFen = spendOf(order.lines);
  if (spendFen < coupon.minSpendFen) return { zh: `还差 ${yuan(coupon.minSpendFen - spendFen)} 才能用`, en: `${yuan(coupon.minSpendFen - spendFen)} short of what it takes` };
  if (discountOf(coupon, order.lines) === 0) return { zh: '这张订单没有可减的金额', en: 'there is nothing left to take off' };
  return null;
};

/** So long a coupon stays good that comes back because of us. */
const GRACE_DAYS = 7;
const DAY_MS = 86_400_000;

/**
 * What becomes of the coupon of an order that ended: it comes back when nothing was kept of what was paid (also when nothing was paid). Broken off by
 * us, it is good for GRACE_DAYS more at least. What the household pays for breaking off costs it the coupon too.
 */
export const couponAfterEnd = (end: { keptFen: number; isOurs: boolean }): { isBack: boolean; graceDays: number } => ({ isBack: end.keptFen === 0, graceDays: end.isOurs ? GRACE_DAYS : 0 });

/** Ends that are ours, by the rule an order was cancelled under. */
export const isOurEnd = (ruleKey: string): boolean => ruleKey === 'forceMajeure' || ruleKey === 'workerLate';

/** Until when a coupon is good: so many days after it was given, or as long as its campaign runs. */
export const expiryOf = (campaign: { closesAt: Date; daysValid: number | null }, now: Date): Date =>
  campaign.daysValid === null ? campaign.closesAt : new Date(now.getTime() + campaign.daysValid * DAY_MS);

type Wished = Worth & Bearers & { opensAt: Date; closesAt: Date; daysValid: number | null; budgetFen: number | null };

/** What is wrong with a campaign somebody wants to open; null: nothing. */
export const whyCampaignWrong = (wish: Wished, now: Date): Bilingual | null => {
  if (wish.closesAt <= wish.opensAt || wish.closesAt <= now) return { zh: '结束时间要在开始时间和现在之后', en: 'it has to close after it opens and after now' };
  if (wish.kind === 'percentOff' ? wish.percent === 0 || wish.amountFen > 0 : wish.amountFen === 0 || wish.percent > 0) return { zh: '折扣券只填百分比，其他只填金额', en: 'a percentage for percent off, an amount for the others' };
  if (wish.kind === 'spendOff' && wish.minSpendFen <= wish.amountFen) return { zh: '满减的门槛要高于减的金额', en: 'what has to be spent must exceed what comes off' };
  if (wish.kind === 'percentOff' && wish.capFen === null && wish.percent > 50) return { zh: '减一半以上要写最多减多少', en: 'more than half off takes a cap' };
  if (wish.platformPercent + wish.merchantPercent + wish.fundPercent !== 100) return { zh: '平台、商户、基金承担的比例加起来要是 100%', en: 'platform, merchant and fund have to bear 100 % together' };
  if ((wish.fundPercent > 0) !== (wish.fundId !== null)) return { zh: '基金承担时要写明是哪个基金', en: 'name the fund that bears a part' };
  if (wish.fundPercent > 0 && wish.budgetFen === null) return { zh: '基金承担时要写明预算', en: 'a fund’s campaign takes a budget' };
  return null;
};

/** Letters nobody mixes up on paper: no 0 O 1 I L. */
const ALPHABET = '23456789ABCDEFGHJKMNPQRSTUVWXYZ';
/** A code of `length` letters from a fingerprint of hex digits; eight bits a letter, so 32 digits give 16 letters. */
export const codeFrom = (fingerprint: string, length: number): string =>
  Array.from({ length }, (_, at) => ALPHABET[Number.parseInt(fingerprint.slice(at * 2, at * 2 + 2), 16) % ALPHABET.length]!).join('');

/** As people type codes: small letters, spaces and hyphens do not matter. */
export const plainCode = (typed: string): string => typed.toUpperCase().replace(/[\s-]/g, '');

/** Coupons the platform gives by rule; their campaigns belong to the installation. */
export const givenCampaigns = {
  late: { id: 'given-late', name: { zh: '迟到补偿券', en: 'For a late worker' }, source: 'compensation' },
  noShow: { id: 'given-no-show', name: { zh: '未上门补偿券', en: 'For a missed visit' }, source: 'compensation' },
  referral: { id: 'given-referral', name: { zh: '推荐奖励券', en: 'For a recommendation' }, source: 'referral' },
  gift: { id: 'given-gift', name: { zh: '受邀新客券', en: 'For who was recommended' }, source: 'gift' },
} as const;
export type GivenKey = keyof typeof givenCampaigns;
/** How long such a coupon is good. */
export const GIVEN_DAYS = 90;
export const MOST_CODE_LETTERS = 12;
export const REFERRAL_CODE_LETTERS = 8;

/** What a late or missed visit is worth to the household, in percent of what it paid (TRADE_RULES 11). */
const LATE_PERCENT = 10;
const NO_SHOW_PERCENT = 20;
export const compensationOf = (key: 'late' | 'noShow', paidFen: number): number => Math.floor((paidFen * (key === 'late' ? LATE_PERCENT : NO_SHOW_PERCENT)) / 100);
