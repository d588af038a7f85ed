import type { Bilingual, ShareParty } from '@linli/contract';

/** Who gets how much of what is left of the labour after commission; the last one gets the fen left over. Pure. */
export type PlanParty = { party: ShareParty; partyId?: string | undefined; basisPoints: number };
export type SharePlan = { commissionBasisPoints: number; parties: readonly PlanParty[] };

/** What the platform may take of labour, in basis points: 5.0 to 8.0 %. */
export const COMMISSION_RANGE = { least: 500, most: 800 } as const;

export type PlanFault = { code: 'payments.commission_out_of_range' | 'payments.shares_not_whole' | 'payments.share_party_wrong'; params: Record<string, string | number> };
/** What is wrong with a plan, or null. */
export function faultOf({ commissionBasisPoints, parties }: SharePlan): PlanFault | null {
  if (commissionBasisPoints < COMMISSION_RANGE.least || commissionBasisPoints > COMMISSION_RANGE.most) return { code: 'payments.commission_out_of_range', params: { percent: percentOf(commissionBasisPoints) } };
  const sum = parties.reduce((total, { basisPoints }) => total + basisPoints, 0);
  if (sum !== 10_000) return { code: 'payments.shares_not_whole', params: { percent: percentOf(sum) } };
  const seen = new Set<string>();
  for (const { party, partyId } of parties) {
    const needsId = party === 'station' || party === 'fund';
    const key = `${party}:${partyId ?? ''}`;
    if (needsId !== (partyId !== undefined) || seen.has(key)) return wrongParty(party);
    seen.add(key);
  }
  return parties.some(({ party, basisPoints }) => party === 'worker' && basisPoints > 0) ? null : wrongParty('worker');
}

const wrongParty = (party: ShareParty): PlanFault => ({ code: 'payments.share_party_wrong', params: { partyZh: partyWords[party].zh, partyEn: partyWords[party].en } });

/** The same plan for a worker without a merchant: what would have been the merchant's is hers. */
export const withoutMerchant = ({ commissionBasisPoints, parties }: SharePlan): SharePlan => {
  const freed = parties.filter(({ party }) => party === 'merchant').reduce((sum, { basisPoints }) => sum + basisPoints, 0);
  return { commissionBasisPoints, parties: parties.filter(({ party }) => party !== 'merchant').map((one) => (one.party === 'worker' ? { ...one, basisPoints: one.basisPoints + freed } : one)) };
};

/** `restFen` among the parties in their order: each part rounded down, the last gets what is left. Sums to `restFen`. */
export function shareOut(restFen: number, parties: readonly PlanParty[]): { party: ShareParty; partyId?: string | undefined; amountFen: number }[] {
  let leftFen = restFen;
  return parties.map(({ party, partyId, basisPoints }, index) => {
    const amountFen = index === parties.length - 1 ? leftFen : Math.floor((restFen * basisPoints) / 10_000);
    leftFen -= amountFen;
    return { party, ...(partyId !== undefined && { partyId }), amountFen };
  });
}

export const partyWords: Record<ShareParty, Bilingual> = {
  worker: { zh: '家政员', en: 'worker' }, merchant: { zh: '商户', en: 'merchant' }, station: { zh: '服务站', en: 'station' }, insurer: { zh: '保险公司', en: 'insurer' }, fund: { zh: '品牌基金', en: 'brand fund' },
};

/** 8 %, 7.25 % */
export const percentOf = (basisPoints: number): string => String(basisPoints / 100);

/** The plan as one sentence. */
export const sayPlan = ({ commissionBasisPoints, parties }: SharePlan): Bilingual => ({
  zh: `服务费先扣平台佣金 ${percentOf(commissionBasisPoints)}%，剩下的${parties.map(({ party, basisPoints }) => `${partyWords[party].zh} ${percentOf(basisPoints)}%`).join('、')}${parties.length > 1 ? `，零头归${partyWords[parties.at(-1)!.party].zh}` : ''}`,
  en: `Commission of ${percentOf(commissionBasisPoints)} % comes off the labour; of the rest ${parties.map(({ party, basisPoints }) => `${partyWords[party].en} ${percentOf(basisPoints)} %`).join(', ')}${parties.length > 1 ? `; the odd fen go to the ${partyWords[parties.at(-1)!.party].en}` : ''}`,
});
