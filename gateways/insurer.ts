import type { Bilingual } from '@linli/contract';
import type { Clock } from '../kernel/clock.ts';
import { openJournal } from './journal.ts';

/**
 * An insurer, or the broker's system before it. An adapter promises: everything is told under our own number and done once however often it is
 * told; a call that got no clear answer throws `InsurerTrouble`, so that it is told again; a void or surrender of what was never issued is fine.
 */
export type Insured = { workerId: string; name: string };
export type InsuranceWish = { requestNo: string; productId: string; occupationClass: number; insured: readonly Insured[]; from: Date; until: Date; premiumFen: number; address: string };
export type InsurerAnswer = { state: 'issued'; policyNo: string } | { state: 'processing' } | { state: 'refused'; why: Bilingual };
export type InsurerGateway = {
  /** False where no insurer is set up: nothing can be insured here. */
  isOpen: boolean;
  buy(wish: InsuranceWish): Promise<InsurerAnswer>;
  /** Another person or another time; `changeNo` grows with every change of the policy. */
  amend(change: { requestNo: string; changeNo: number; insured: readonly Insured[]; from: Date; until: Date }): Promise<InsurerAnswer>;
  /** Not needed after all: nothing is owed for it. Too late once the insured time has begun only where the insurer says so. */
  cancel(requestNo: string, reason: string): Promise<{ state: 'cancelled' }>;
  report(claim: { requestNo: string; policyNo: string; happenedAt: Date; words: string; askedFen: number }): Promise<{ insurerNo: string }>;
};
export class InsurerTrouble extends Error {}

declare module '../kernel/context.ts' {
  interface Gateways { insurer: InsurerGateway }
}

/** Parts of an insured person's name by which the stand-in shows what can go wrong: refused, answered only at the second asking, issued with the answer lost. */
export const INSURER_REFUSED_NAME = '拒保';
export const INSURER_SLOW_NAME = '慢保';
export const INSURER_LOST_NAME = '失联';

type Fact = { policy: InsuranceWish & { policyNo: string } } | { amended: { requestNo: string; changeNo: number; insured: readonly Insured[] } } | { cancelled: string } | { reported: { requestNo: string; insurerNo: string } };

export type InsurerStandIn = InsurerGateway & {
  /** What stands in the insurer's own books under one of our numbers. */
  look(requestNo: string): { policyNo: string; insured: readonly Insured[]; isCancelled: boolean; changes: number } | null;
};

export const createInsurerStandIn = ({ clock, folder }: { clock: Clock; folder: string | null }): InsurerStandIn => {
  const journal = openJournal<Fact>(folder, 'insurer.jsonl');
  const policies = new Map<string, { policyNo: string; insured: readonly Insured[]; isCancelled: boolean; changes: number }>();
  const reports = new Map<string, string>();
  const asked = new Set<string>();
  const learn = (fact: Fact): void => {
    if ('policy' in fact) policies.set(fact.policy.requestNo, { policyNo: fact.policy.policyNo, insured: fact.policy.insured, isCancelled: false, changes: 0 });
    else if ('amended' in fact) Object.assign(policies.get(fact.amended.requestNo)!, { insured: fact.amended.insured, changes: fact.amended.changeNo });
    else if ('cancelled' in fact) Object.assign(policies.get(fact.cancelled) ?? {}, { isCancelled: true });
    else reports.set(fact.reported.requestNo, fact.reported.insurerNo);
  };
  journal.facts.forEach(learn);
  const keep = (fact: Fact): void => { learn(fact); journal.append(fact); };
  const number = (letter: string, count: number): string => `${letter}${clock.now().toISOString().slice(0, 10).replaceAll('-', '')}${String(count + 1).padStart(8, '0')}`;
  const isNamed = (insured: readonly Insured[], part: string): boolean => insured.some(({ name }) => name.includes(part));
  /** Whether this is the first time the stand-in hears of it. */
  const isFirst = (key: string): boolean => !asked.has(key) && asked.add(key).size > 0;
  return {
    isOpen: true,
    buy: async (wish) => {
      const isNews = isFirst(wish.requestNo);
      if (isNamed(wish.insured, INSURER_REFUSED_NAME)) return { state: 'refused', why: { zh: '被保险人不符合承保条件', en: 'The insured person cannot be covered' } };
      if (isNews && isNamed(wish.insured, INSURER_SLOW_NAME)) return { state: 'processing' };
      if (!policies.has(wish.requestNo)) keep({ policy: { ...wish, policyNo: number('P', policies.size) } });
      if (isNews && isNamed(wish.insured, INSURER_LOST_NAME)) throw new InsurerTrouble('the answer was lost on its way');
      return { state: 'issued', policyNo: policies.get(wish.requestNo)!.policyNo };
    },
    amend: async ({ requestNo, changeNo, insured }) => {
      const policy = policies.get(requestNo);
      if (!policy || policy.isCancelled) return { state: 'refused', why: { zh: '保单不存在或已注销', en: 'No such policy, or it was cancelled' } };
      if (isNamed(insured, INSURER_REFUSED_NAME)) return { state: 'refused', why: { zh: '被保险人不符合承保条件', en: 'The insured person cannot be covered' } };
      const isNews = isFirst(`${requestNo} ${changeNo}`);
      if (changeNo > policy.changes) keep({ amended: { requestNo, changeNo, insured } });
      if (isNews && isNamed(insured, INSURER_LOST_NAME)) throw new InsurerTrouble('the answer was lost on its way');
      return { state: 'issued', policyNo: policy.policyNo };
    },
    cancel: async (requestNo) => {
      if (policies.get(requestNo)?.isCancelled === false) keep({ cancelled: requestNo });
      return { state: 'cancelled' };
    },
    report: async ({ requestNo }) => {
      if (!reports.has(requestNo)) keep({ reported: { requestNo, insurerNo: number('C', reports.size) } });
      return { insurerNo: reports.get(requestNo)! };
    },
    look: (requestNo) => policies.get(requestNo) ?? null,
  };
};

const closed = (): Promise<never> => Promise.reject(new InsurerTrouble('no insurer is set up'));
/** Where no insurer is set up: nobody is told that she is insured. */
export const noInsurer: InsurerStandIn = { isOpen: false, buy: closed, amend: closed, cancel: closed, report: closed, look: () => null };
