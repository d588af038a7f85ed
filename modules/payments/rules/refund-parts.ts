import type { Bilingual } from '@linli/contract';
import { yuan } from './words.ts';

/**
 * Refunds of a part, in fen, each with the sentence the family reads: what was left undone of a visit, what is unserved of a long-term fee, what is
 * unused of a prepaid pack. The same answer is shown before it is agreed and posted after. Pure; fractions of a fen stay with whoever served.
 */
export type PartRefund = { refundFen: number; keptFen: number; ruleKey: string; words: Bilingual };

const answer = (ruleKey: string, paidFen: number, refundFen: number, zh: string, en: string): PartRefund => {
  const refund = Math.min(Math.max(0, refundFen), paidFen);
  return { refundFen: refund, keptFen: paidFen - refund, ruleKey, words: { zh: `${zh}，退 ${yuan(refund)}`, en: `${en}: ${yuan(refund)} is given back` } };
};

/**
 * Items of the checklist that were not done: labour is given back in their share of all items the family had confirmed. What was brought along
 * (materials) and insured stays paid. `labourFen` is the labour after discounts.
 */
export function refundUndone({ labourFen, items, undoneCodes }: { labourFen: number; items: readonly { code: string; text: Bilingual }[]; undoneCodes: readonly string[] }): PartRefund {
  assertWhole({ labourFen });
  const undone = items.filter(({ code }) => undoneCodes.includes(code));
  if (items.length === 0 || undone.length === 0) return answer('nothingUndone', labourFen, 0, '清单都做完了', 'Everything on the list was done');
  const names = { zh: undone.map(({ text }) => text.zh).join('、'), en: undone.map(({ text }) => text.en).join(', ') };
  return answer(
    'undoneItems', labourFen, Math.floor((labourFen * undone.length) / items.length),
    `清单 ${items.length} 项中有 ${undone.length} 项未做（${names.zh}），按项数退服务费 ${yuan(labourFen)} 的 ${undone.length}/${items.length}`,
    `${undone.length} of ${items.length} items were not done (${names.en}); that share of the labour of ${yuan(labourFen)}`,
  );
}

/** The terms a long-term fee was sold under. A city may change them; an order keeps its own. */
export type LongTerms = {
  /** Days the fee pays for. */
  termDays: number;
  /** Within so many days of the start either side may end it, and only the days served are paid. */
  trialDays: number;
  /** Replacements within the term that cost nothing, and what each of them takes off a later refund, percent. */
  freeReplacements: number; percentPerReplacement: number;
};
export const usualLongTerms: LongTerms = { termDays: 365, trialDays: 7, freeReplacements: 3, percentPerReplacement: 10 };

/**
 * A long-term placement ends before its term. Not begun: everything. The worker's or platform's side ends it (`isOurFault`): every unserved day. In
 * the trial days: every unserved day. Later: every unserved day, less the work of replacements that were used.
 */
export function refundLongTerm({ feeFen, servedDays, replacementsUsed, isOurFault, terms = usualLongTerms }: { feeFen: number; servedDays: number; replacementsUsed: number; isOurFault: boolean; terms?: LongTerms }): PartRefund {
  assertWhole({ feeFen, servedDays, replacementsUsed });
  const { termDays, trialDays, freeReplacements, percentPerReplacement } = terms;
  if (servedDays === 0 && replacementsUsed === 0) return answer('notBegun', feeFen, feeFen, '服务尚未开始，全额', 'It had not begun: everything');
  const unserved = Math.max(0, termDays - servedDays);
  if (unserved === 0) return answer('termOver', feeFen, 0, `${termDays} 天服务期已满`, `The term of ${termDays} days is over`);
  const shareFen = Math.floor((feeFen * unserved) / termDays);
  const days = { zh: `费用 ${yuan(feeFen)} 含 ${termDays} 天，已服务 ${servedDays} 天，剩余 ${unserved} 天`, en: `The fee of ${yuan(feeFen)} covers ${termDays} days, ${servedDays} were served, ${unserved} are left` };
  if (isOurFault) return answer('ourFault', feeFen, shareFen, `${days.zh}，责任在我方，按剩余天数`, `${days.en}; the fault is ours, so each of them`);
  if (servedDays <= trialDays) return answer('trial', feeFen, shareFen, `${days.zh}，在 ${trialDays} 天试用期内，只收实际天数`, `${days.en}; within the ${trialDays} trial days only days served are paid`);
  const counted = Math.min(replacementsUsed, freeReplacements);
  if (counted === 0) return answer('unserved', feeFen, shareFen, `${days.zh}，没有换过人，按剩余天数`, `${days.en}; nobody was replaced, so each of them`);
  const percent = Math.max(0, 100 - counted * percentPerReplacement);
  return answer('unservedLessReplacements', feeFen, Math.floor((feeFen * unserved * percent) / (termDays * 100)), `${days.zh}，换过 ${counted} 次人，每次减 ${percentPerReplacement}%，按剩余天数的 ${percent}%`, `${days.en}; ${counted} replacements take off ${percentPerReplacement} % each, so ${percent} % of them`);
}

/** Days after the purchase in which a prepaid pack may be given back without a reason (Supreme Court on prepaid consumption, 2025-05-01). */
export const PACK_COOLING_DAYS = 7;

/**
 * A pack given back. Used visits are counted at the price the family paid for each (what was paid over all visits), within the cooling days and
 * after; later the merchant's or platform's fault makes no difference to that price, but a change of the family's mind costs the discount it had on
 * the used ones: they are counted at the list price.
 */
export function refundPack({ paidFen, visits, usedVisits, listPriceFen, daysSincePurchase, isOurFault }: { paidFen: number; visits: number; usedVisits: number; listPriceFen: number; daysSincePurchase: number; isOurFault: boolean }): PartRefund {
  assertWhole({ paidFen, visits, usedVisits, listPriceFen, daysSincePurchase });
  if (usedVisits > visits || visits === 0) throw new Error(`${usedVisits} of ${visits} visits cannot have been used`);
  if (usedVisits === 0) return answer('packUnused', paidFen, paidFen, '一次未用，全额', 'Nothing was used: everything');
  const isFree = daysSincePurchase <= PACK_COOLING_DAYS || isOurFault;
  const unitFen = isFree ? Math.ceil(paidFen / visits) : listPriceFen;
  const why = daysSincePurchase <= PACK_COOLING_DAYS
    ? { zh: `购买 ${PACK_COOLING_DAYS} 天内可无理由退`, en: `within ${PACK_COOLING_DAYS} days no reason is needed` }
    : isOurFault ? { zh: '责任在我方', en: 'the fault is ours' } : { zh: `购买超过 ${PACK_COOLING_DAYS} 天，已用的按原价计`, en: `after ${PACK_COOLING_DAYS} days used visits count at the list price` };
  return answer(isFree ? 'packAtPaidPrice' : 'packAtListPrice', paidFen, paidFen - usedVisits * unitFen, `${why.zh}：已付 ${yuan(paidFen)}，用了 ${usedVisits}/${visits} 次，每次 ${yuan(unitFen)}`, `${why.en}; ${yuan(paidFen)} was paid, ${usedVisits} of ${visits} visits were used at ${yuan(unitFen)}`);
}

function assertWhole(numbers: Record<string, number>): void {
  for (const [name, value] of Object.entries(numbers)) if (!Number.isSafeInteger(value) || value < 0) throw new Error(`${name} is a whole number from 0, not ${value}`);
}
