import type { Bilingual } from '@linli/contract';
import { yuan } from './coupons.ts';

export type ReferralKind = 'household' | 'worker';
export type RewardKind = 'coupon' | 'points' | 'cash';
export type Finding = 'self' | 'sameDevice' | 'sameAddress' | 'samePayment' | 'ring';
export type ReferralState = 'bound' | 'review' | 'due' | 'rewarded' | 'declined';
export type Programme = { referrerKind: ReferralKind; refereeKind: ReferralKind; rewardKind: RewardKind; rewardFen: number; giftFen: number; isOpen: boolean };

/** A newcomer says who recommended her within this time of signing up. */
export const BIND_HOURS = 72;

/** What recommendations are worth until the operator says otherwise. */
export const programmes: readonly Programme[] = [
  { referrerKind: 'household', refereeKind: 'household', rewardKind: 'coupon', rewardFen: 2000, giftFen: 1000, isOpen: true },
  { referrerKind: 'worker', refereeKind: 'household', rewardKind: 'cash', rewardFen: 3000, giftFen: 1000, isOpen: true },
  { referrerKind: 'worker', refereeKind: 'worker', rewardKind: 'cash', rewardFen: 10_000, giftFen: 0, isOpen: true },
];

export const referralLabels: Record<ReferralState, Bilingual> = {
  bound: { zh: '等对方完成第一单', en: 'waits for the first completed order' }, review: { zh: '财务审核中', en: 'looked at by finance' }, due: { zh: '奖励发放中', en: 'reward on its way' },
  rewarded: { zh: '奖励已发', en: 'rewarded' }, declined: { zh: '不发奖励', en: 'no reward' },
};
export const findingWords: Record<Finding, Bilingual> = {
  self: { zh: '推荐人和新人是同一家', en: 'referrer and newcomer are one household' },
  sameDevice: { zh: '两个账号用过同一台设备', en: 'both accounts were used on one device' },
  sameAddress: { zh: '两家的服务地址相同', en: 'both households have the same address' },
  samePayment: { zh: '两个账号用同一个支付账户付款', en: 'both accounts were paid for from one payment account' },
  ring: { zh: '推荐人又是新人推荐来的，互相推荐', en: 'the referrer was recommended by the newcomer in turn' },
};

/** What two people have in common, found in the data; a finding does not decline, it makes finance look. */
export type Common = { isSameHousehold: boolean; devices: number; addresses: number; payments: number; isRing: boolean };
export const findingsOf = (common: Common): Finding[] => [
  ...(common.isSameHousehold ? ['self' as const] : []), ...(common.devices > 0 ? ['sameDevice' as const] : []), ...(common.addresses > 0 ? ['sameAddress' as const] : []),
  ...(common.payments > 0 ? ['samePayment' as const] : []), ...(common.isRing ? ['ring' as const] : []),
];

/** Incidental income is taxed at a fifth, to the fen. Coupons and points are a discount, not an income. */
const INCIDENTAL_TAX_PERCENT = 20;
export const rewardTaxFen = (kind: RewardKind, rewardFen: number): number => (kind === 'cash' ? Math.round((rewardFen * INCIDENTAL_TAX_PERCENT) / 100) : 0);

const partyNames: Record<ReferralKind, Bilingual> = { household: { zh: '家庭', en: 'a household' }, worker: { zh: '家政员', en: 'a worker' } };
export const rewardWords = (kind: RewardKind, fen: number): Bilingual => {
  if (kind === 'coupon') return { zh: `${yuan(fen)} 优惠券`, en: `a coupon of ${yuan(fen)}` };
  if (kind === 'points') return { zh: `${fen} 积分`, en: `${fen} points` };
  const tax = rewardTaxFen(kind, fen);
  return { zh: `${yuan(fen)} 现金（偶然所得代扣个税 ${yuan(tax)}，到手 ${yuan(fen - tax)}）`, en: `${yuan(fen)} in money (${yuan(tax)} income tax withheld, ${yuan(fen - tax)} paid)` };
};

/** A programme in a sentence. */
export const programmeWords = ({ referrerKind, refereeKind, rewardKind, rewardFen, giftFen }: Programme): Bilingual => {
  const reward = rewardWords(rewardKind, rewardFen);
  const gift = giftFen === 0 ? { zh: '', en: '' } : { zh: `；对方得 ${yuan(giftFen)} 新客券`, en: `; who comes gets a coupon of ${yuan(giftFen)}` };
  return { zh: `${partyNames[referrerKind].zh}推荐${partyNames[refereeKind].zh}，对方完成第一单后得 ${reward.zh}${gift.zh}`, en: `${referrerKind === 'worker' ? 'A worker' : 'A household'} that recommends ${partyNames[refereeKind].en} gets ${reward.en} after the first completed order${gift.en}` };
};

/** What the referrer reads. What was found is finance's business: it names other people's devices and addresses. */
export const referralWords = (referral: { state: ReferralState; rewardKind: RewardKind | null; rewardFen: number | null; decisionWords: string }): Bilingual => {
  const label = referralLabels[referral.state];
  if (referral.state === 'declined') return { zh: `${label.zh}：${referral.decisionWords}`, en: `${label.en}: ${referral.decisionWords}` };
  if (referral.rewardKind === null || referral.rewardFen === null) return label;
  const reward = rewardWords(referral.rewardKind, referral.rewardFen);
  return { zh: `${label.zh}：${reward.zh}`, en: `${label.en}: ${reward.en}` };
};
