import type { Quote, ShareParty } from '@linli/contract';
import { shareOut, type PlanParty, type SharePlan } from './share-plan.ts';

/** What the plan of the service, or else the agreement with a merchant, says about money; null when neither does: the worker works for the platform directly. */
export type ShareTerms = { commissionBasisPoints: number; workerShareBasisPoints: number } | SharePlan | null;

/** Who shares what is left after commission. */
export const partiesOf = (terms: ShareTerms): readonly PlanParty[] => {
  if (terms === null) return [{ party: 'worker', basisPoints: 10_000 }];
  if ('parties' in terms) return terms.parties;
  return [{ party: 'worker', basisPoints: terms.workerShareBasisPoints }, { party: 'merchant', basisPoints: 10_000 - terms.workerShareBasisPoints }];
};

/** Commission on labour of a worker without a merchant (TRADE_RULES: 5–8 %). */
export const DIRECT_COMMISSION_BASIS_POINTS = 800;

type LineKind = Quote['lines'][number]['kind'];
export type PricedLine = { kind: LineKind; amountFen: number };

/** The lines a worker is paid from; the rest of a quote belongs to the merchant, the insurer and the platform. */
export const labourKinds = ['labour', 'skillPremium', 'urgent', 'night'] as const;
export type LabourKind = (typeof labourKinds)[number];

/**
 * Who gets what of an order, in fen. The parts sum to what the customer pays plus `subsidyFen`, which the platform
 * adds for the discounts it bears. `materialsFen` goes to the merchant, without one to the worker.
 */
export type Split = {
  workerPayFen: number; merchantFen: number; commissionFen: number; platformFeeFen: number; insuranceFen: number; materialsFen: number;
  subsidyFen: number;
  /** What a plan gives to a station or a fund; left out when it names none. They count among the parts. An insurer's is in `insuranceFen`. */
  others?: OtherShare[];
  /** `workerPayFen` by what earned it; sums to it. */
  workerParts: { kind: LabourKind; amountFen: number }[];
};

export type OtherShare = { party: Extract<ShareParty, 'station' | 'fund'>; partyId: string; amountFen: number };

const nothing: Split = { workerPayFen: 0, merchantFen: 0, commissionFen: 0, platformFeeFen: 0, insuranceFen: 0, materialsFen: 0, subsidyFen: 0, workerParts: [] };

/** `basisPoints` of an amount, rounded down: the fen left over stay with the last named party. */
export const shareOf = (amountFen: number, basisPoints: number): number => Math.floor((amountFen * basisPoints) / 10_000);

const isLabour = (kind: LineKind): kind is LabourKind => (labourKinds as readonly string[]).includes(kind);

const sumOf = (lines: readonly PricedLine[], isWanted: (kind: LineKind) => boolean): number =>
  lines.reduce((sum, line) => (isWanted(line.kind) ? sum + line.amountFen : sum), 0);

/**
 * Splits an order's money (TRADE_RULES 11): commission is taken of the labour after the discount the merchant bears, the
 * worker gets her share of the rest, the merchant (last named) what remains; insurance goes to the insurer, materials to the
 * merchant, the platform fee to the platform. Without a merchant the whole rest is the worker's.
 *
 * `bearers` says who bears the discount lines; unsaid, the platform does. What a merchant bears beyond the labour and the
 * materials falls to the platform, so that nobody's part is negative. An order for nothing (a charity visit) moves no money
 * unless a bearer is named; a free redo has its own rule (`splitRedo`).
 */
export const splitOrder = ({ totalFen, lines, terms, bearers }: {
  totalFen: number; lines: readonly PricedLine[]; terms: ShareTerms; bearers?: { merchantFen: number; platformFen: number } | undefined;
}): Split => {
  if (totalFen === 0 && !bearers) return nothing;
  const discountFen = 0 - sumOf(lines, (kind) => kind === 'discount');
  assertSplittable(totalFen, lines, discountFen, bearers);

  const labourFen = sumOf(lines, isLabour);
  const listedMaterialsFen = sumOf(lines, (kind) => kind === 'materials');
  const parties = partiesOf(terms);
  const wishedFromMerchantFen = parties.some(({ party }) => party === 'merchant') ? (bearers?.merchantFen ?? 0) : 0;
  const borneByLabourFen = Math.min(wishedFromMerchantFen, labourFen);
  const borneByMaterialsFen = Math.min(wishedFromMerchantFen - borneByLabourFen, listedMaterialsFen);
  const subsidyFen = discountFen - borneByLabourFen - borneByMaterialsFen;

  const baseFen = labourFen - borneByLabourFen;
  const commissionFen = shareOf(baseFen, terms?.commissionBasisPoints ?? DIRECT_COMMISSION_BASIS_POINTS);
  const restFen = baseFen - commissionFen;
  const shares = shareOut(restFen, parties);
  const fenOf = (wanted: ShareParty): number => shares.reduce((sum, { party, amountFen }) => (party === wanted ? sum + amountFen : sum), 0);
  const others = shares.flatMap(({ party, partyId = '', amountFen }) => (party === 'station' || party === 'fund' ? [{ party, partyId, amountFen }] : []));
  const workerPayFen = fenOf('worker');
  return {
    workerPayFen, merchantFen: fenOf('merchant'), commissionFen,
    platformFeeFen: sumOf(lines, (kind) => kind === 'platformFee'), insuranceFen: sumOf(lines, (kind) => kind === 'insurance') + fenOf('insurer'),
    materialsFen: listedMaterialsFen - borneByMaterialsFen, subsidyFen, ...(others.length > 0 && { others }),
    workerParts: partsOf(workerPayFen, labourFen, lines),
  };
};

/** Who bears the discounts of a quote, when any of its lines says; the funds bear what they do as the platform's part, and are posted for it. */
export function discountBearers(lines: readonly (PricedLine & Pick<Quote['lines'][number], 'bearers'>)[]): { merchantFen: number; platformFen: number; funds: { fundId: string; amountFen: number }[] } | undefined {
  const borne = lines.flatMap(({ bearers }) => bearers ?? []);
  if (borne.length === 0) return undefined;
  const merchantFen = borne.reduce((sum, bearers) => sum + bearers.merchantFen, 0);
  return {
    merchantFen, platformFen: 0 - sumOf(lines, (kind) => kind === 'discount') - merchantFen,
    funds: borne.flatMap(({ fundId, fundFen }) => (fundId === undefined || fundFen === 0 ? [] : [{ fundId, amountFen: fundFen }])),
  };
}

/** The labour a family pays for, after discounts: what a part refund is counted of. */
export const labourOf = (lines: readonly PricedLine[]): number => Math.max(0, sumOf(lines, isLabour) + Math.min(0, sumOf(lines, (kind) => kind === 'discount')));

/**
 * The lines of an order of which `lessFen` of the labour goes back: plain labour first, then the premiums. More than the labour
 * that was paid for is never given back by a rule, so discounts stay covered.
 */
export function lessLabour(lines: readonly PricedLine[], lessFen: number): PricedLine[] {
  let leftFen = lessFen;
  return lines.map((line) => {
    if (!isLabour(line.kind) || leftFen === 0) return line;
    const takenFen = Math.min(leftFen, line.amountFen);
    leftFen -= takenFen;
    return { ...line, amountFen: line.amountFen - takenFen };
  });
}

export type Shares = { workerFen: number; merchantFen: number; commissionFen: number; compensationFen: number; others?: OtherShare[] };
/** Who gives back what of `refundFen`, from the split as it was and as it would have been; a fen of rounding is the platform's. */
export function giveBack(before: Split, after: Split, refundFen: number): Shares {
  const workerFen = Math.max(0, before.workerPayFen - after.workerPayFen), merchantFen = Math.max(0, before.merchantFen - after.merchantFen), commissionFen = Math.max(0, before.commissionFen - after.commissionFen);
  const others = (before.others ?? []).map((share, index) => ({ ...share, amountFen: Math.max(0, share.amountFen - (after.others?.[index]?.amountFen ?? 0)) }));
  const othersFen = others.reduce((sum, { amountFen }) => sum + amountFen, 0);
  return { workerFen, merchantFen, commissionFen, compensationFen: refundFen - workerFen - merchantFen - commissionFen - othersFen, ...(others.length > 0 && { others }) };
}

/** The same as lines a person reads. */
export const bearersOf = ({ workerFen, merchantFen, commissionFen, compensationFen, others = [] }: Shares): { label: { zh: string; en: string }; amountFen: number }[] => [
  { label: { zh: '家政员', en: 'Worker' }, amountFen: workerFen }, { label: { zh: '商户', en: 'Merchant' }, amountFen: merchantFen },
  ...others.map(({ party, amountFen }) => ({ label: party === 'station' ? { zh: '服务站', en: 'Station' } : { zh: '品牌基金', en: 'Brand fund' }, amountFen })),
  { label: { zh: '平台佣金', en: 'Commission' }, amountFen: commissionFen }, { label: { zh: '平台赔付', en: 'Paid by the platform' }, amountFen: compensationFen },
].filter(({ amountFen }) => amountFen !== 0);

/**
 * A free redo pays the household nothing back and asks nothing of it; but whoever mends another's work is paid for hers: her
 * normal share of the labour the quote lists, borne by the platform. Nobody else earns on it. A worker who mends her own work
 * was paid for it before.
 */
export const splitRedo = ({ lines, terms, isOwnWork }: { lines: readonly PricedLine[]; terms: ShareTerms; isOwnWork: boolean }): Split => {
  if (isOwnWork) return nothing;
  const listed = lines.filter(({ kind }) => kind !== 'discount');
  const { workerPayFen, workerParts } = splitOrder({ totalFen: sumOf(listed, () => true), lines: listed, terms });
  return { ...nothing, workerPayFen, workerParts, subsidyFen: workerPayFen };
};

const assertSplittable = (totalFen: number, lines: readonly PricedLine[], discountFen: number, bearers?: { merchantFen: number; platformFen: number }): void => {
  for (const { kind, amountFen } of lines) {
    if (!Number.isInteger(amountFen) || (kind === 'discount' ? amountFen > 0 : amountFen < 0)) throw new Error(`a ${kind} line of ${amountFen} fen cannot be split`);
  }
  const listedFen = sumOf(lines, () => true);
  if (listedFen !== totalFen) throw new Error(`the lines sum to ${listedFen} fen, the order to ${totalFen}`);
  if (bearers && (bearers.merchantFen < 0 || bearers.platformFen < 0 || bearers.merchantFen + bearers.platformFen !== discountFen)) {
    throw new Error(`${bearers.merchantFen} + ${bearers.platformFen} fen do not bear a discount of ${discountFen}`);
  }
};

/** The worker's pay by premium, in proportion to the quote; the fen left over are plain labour. */
const partsOf = (workerPayFen: number, labourFen: number, lines: readonly PricedLine[]): Split['workerParts'] => {
  if (workerPayFen === 0) return [];
  const premiums = labourKinds.filter((kind) => kind !== 'labour').map((kind) => ({
    kind, amountFen: Math.floor((workerPayFen * sumOf(lines, (other) => other === kind)) / labourFen),
  }));
  const labour = { kind: 'labour' as const, amountFen: workerPayFen - premiums.reduce((sum, part) => sum + part.amountFen, 0) };
  return [labour, ...premiums].filter((part) => part.amountFen > 0);
};

/**
 * What is kept of a cancelled or missed visit: the worker's part first, the rest to her merchant, without one to the
 * platform. The insurance of the visit is void, so nothing goes to the insurer.
 */
export const splitKept = ({ paidFen, refundFen, workerPayFen, hasWorker, hasMerchant }: {
  paidFen: number; refundFen: number; workerPayFen: number; hasWorker: boolean; hasMerchant: boolean;
}): { refundFen: number; workerPayFen: number; merchantFen: number; platformFen: number } => {
  const refund = Math.min(Math.max(refundFen, 0), paidFen);
  const keptFen = paidFen - refund;
  const worker = hasWorker ? Math.min(Math.max(workerPayFen, 0), keptFen) : 0;
  const restFen = keptFen - worker;
  return { refundFen: refund, workerPayFen: worker, merchantFen: hasMerchant ? restFen : 0, platformFen: hasMerchant ? 0 : restFen };
};
