import type { Bilingual, OutputOf, ParsedOf, contract } from '@linli/contract';
import { holds } from '../../../kernel/access.ts';
import type { Ctx } from '../../../kernel/context.ts';
import { cityDay } from '../../../kernel/cron.ts';
import { lockFor } from '../../../kernel/database.ts';
import { refuse } from '../../../kernel/refusal.ts';
import { merchantBriefs } from '../../alliance/index.ts';
import { chart, moved, postTransaction } from '../../payments/index.ts';
import { installPaper, personOfWorker, withdrawPaper, workerOfActor, workersOf } from '../../workers/index.ts';
import { addDays, classOfSkills, policyStateWords, sharePremium, unusedPremium, yearFrom, type Product } from '../rules/insurance.ts';
import { yuan } from '../rules/stored.ts';
import * as store from '../store/policies.ts';
import { nextTry, productsHere } from './covers.ts';

type Benefits = typeof contract.benefits;
type Holder = { holderKind: 'worker' | 'merchant'; holderId: string };
const MOST_DAYS_AHEAD = 31;

/** The holder, for herself, her merchant's owner or the city's finance. Others hear that there is none. */
async function insistHolder(ctx: Ctx, { holderKind, holderId }: Holder): Promise<void> {
  const mayAll = holds(ctx.actor, ['finance', 'operator']);
  if (holderKind === 'merchant') {
    if (!(await merchantBriefs(ctx, [holderId])).has(holderId) || (!mayAll && !holds(ctx.actor, 'merchantOwner', holderId))) refuse('benefits.holder_unknown');
    return;
  }
  const worker = (await workersOf(ctx, [holderId])).get(holderId);
  if (!worker || (!mayAll && worker.personId !== ctx.actor.personId)) refuse('benefits.holder_unknown');
}

const memberView = (product: Product, { workerId, name, skills }: store.Person, lost: Bilingual | null = null): OutputOf<Benefits['buyPolicy']>['members'][number] => {
  const neededClass = classOfSkills(skills), isCovered = neededClass <= product.occupationClass && lost === null;
  return { workerId, name, neededClass, isCovered, why: lost ?? (isCovered ? null : { zh: `工种第 ${neededClass} 类，这个产品只保到第 ${product.occupationClass} 类`, en: `Work of class ${neededClass}; this covers up to class ${product.occupationClass}` }) };
};

async function plan(ctx: Ctx, { productId, holderKind, holderId, holderPercent, workerIds }: Holder & { productId: string; holderPercent: number; workerIds: readonly string[] }) {
  const product = (await productsHere(ctx)).find((one) => one.productId === productId && one.kind === 'year' && one.isOffered) ?? refuse('benefits.product_unknown', {}, 'productId');
  await insistHolder(ctx, { holderKind, holderId });
  const persons = await store.personsOf(ctx.tx, ctx.cityId, holderKind === 'worker' ? { workerIds: [holderId], merchantId: null } : { workerIds, merchantId: holderId });
  if (persons.length === 0) refuse('benefits.holder_unknown', {}, 'workerIds');
  return { product, persons, members: persons.map((person) => memberView(product, person)), ...sharePremium(product.premiumFen, persons.length, holderPercent) };
}

export async function previewPolicy(ctx: Ctx, { workerIds, ...wish }: ParsedOf<Benefits['previewPolicy']>): Promise<OutputOf<Benefits['previewPolicy']>> {
  const { persons, members, premiumFen, platformFen, holderFen } = await plan(ctx, { ...wish, workerIds: workerIds.split(',').map((id) => id.trim()).filter((id) => id !== '') });
  return { persons: persons.length, members, premiumFen, platformFen, holderFen, words: { zh: `${persons.length} 人一年保费 ${yuan(premiumFen)}，平台出 ${yuan(platformFen)}，投保人出 ${yuan(holderFen)}`, en: `${persons.length} for a year: ${yuan(premiumFen)}, of it ${yuan(platformFen)} by the platform and ${yuan(holderFen)} by the holder` } };
}

/**
 * Insures for a year. The premium leaves platform and holder at once, and comes back if the insurer says no. Refuses `benefits.class_too_low` (naming
 * whom), `benefits.insured_already`, `benefits.premium_short`, `benefits.insurance_past`; and anybody but finance deciding what the platform pays.
 */
export async function buyPolicy(ctx: Ctx, { validFrom, ...wish }: ParsedOf<Benefits['buyPolicy']>): Promise<OutputOf<Benefits['buyPolicy']>> {
  const { tx, cityId, now } = ctx, today = cityDay(now);
  if (!ctx.gateways.insurer.isOpen) refuse('benefits.insurer_closed');
  if (validFrom < today || validFrom > addDays(today, MOST_DAYS_AHEAD)) refuse('benefits.insurance_past', {}, 'validFrom');
  const { product, persons, members, premiumFen, platformFen, holderFen } = await plan(ctx, wish);
  // Half is the platform's offer to everybody; more than that somebody has to answer for.
  if (wish.holderPercent < 50 && !holds(ctx.actor, ['finance', 'operator'])) refuse('access.forbidden', { needZh: '平台承担超过一半要由财务办理', needEn: 'finance decides when the platform bears more than half' });
  const low = members.filter(({ isCovered }) => !isCovered);
  if (low.length > 0) refuse('benefits.class_too_low', { namesZh: low.map(({ name }) => name).join('、'), namesEn: low.map(({ name }) => name).join(', '), needed: Math.max(...low.map(({ neededClass }) => neededClass)), class: product.occupationClass }, 'productId');
  const workerIds = persons.map(({ workerId }) => workerId), validUntil = yearFrom(validFrom);
  await lockFor(tx, ...[...workerIds].sort().map((workerId) => `benefits:insured:${cityId}:${workerId}`));
  const already = await store.insuredAlready(tx, cityId, workerIds, validFrom, validUntil);
  if (already.length > 0) refuse('benefits.insured_already', { namesZh: already.join('、'), namesEn: already.join(', ') });
  const from = holderAccount(wish);
  await lockFor(tx, `ledger:${cityId}:${from.code}`);
  const heldFen = await store.heldFen(tx, cityId, from.code);
  if (heldFen < holderFen) refuse('benefits.premium_short', { needed: (holderFen / 100).toFixed(2), held: (Math.max(0, heldFen) / 100).toFixed(2) });
  const id = ctx.newId('pol');
  await store.addPolicy(tx, cityId, { id, product, holderKind: wish.holderKind, holderId: wish.holderId, validFrom, validUntil, premiumFen, platformFen, holderFen, requestedAt: now, boughtBy: ctx.actor.name });
  await store.addMembers(tx, cityId, id, workerIds);
  await postTransaction(ctx, moved({ businessKey: `policy:${id}`, kind: 'premium', orderId: null, words: { zh: `${product.name.zh} ${persons.length} 人 ${yuan(premiumFen)}`, en: `${product.name.en} for ${persons.length}: ${yuan(premiumFen)}` } }, [
    { from: chart.insurance(), to: chart.insurer(), amountFen: platformFen, kind: 'premium' }, { from, to: chart.insurer(), amountFen: holderFen, kind: 'premium' },
  ]));
  await ctx.schedule({ name: 'benefits.sendPolicy', key: id, at: now, payload: { policyId: id } });
  return viewPolicy(ctx, id);
}

const holderAccount = ({ holderKind, holderId }: Holder) => (holderKind === 'worker' ? chart.worker(holderId) : chart.merchant(holderId));

/** Tells the insurer until it says yes or no; with a yes every insured worker has her paper, with a no the premium is back. */
export async function sendPolicy(ctx: Ctx, { policyId }: { policyId: string }): Promise<void> {
  const { tx, cityId, now } = ctx;
  const seen = await store.findPolicy(tx, cityId, policyId);
  if (!seen || seen.state !== 'requested') return;
  const members = await store.membersOf(tx, cityId, [policyId]);
  const day = (text: string): Date => new Date(`${text}T00:00:00+08:00`);
  const answer = await ctx.gateways.insurer.buy({
    requestNo: policyId, productId: seen.product.productId, occupationClass: seen.product.occupationClass, insured: members.map(({ workerId, name }) => ({ workerId, name })), from: day(seen.validFrom), until: day(addDays(seen.validUntil, 1)), premiumFen: seen.premiumFen, address: '',
  }).catch(() => null);
  const policy = await store.lockPolicy(tx, cityId, policyId);
  if (policy.state !== 'requested') return;
  if (answer === null || answer.state === 'processing') {
    await store.countPolicyTry(tx, cityId, policyId);
    return ctx.schedule({ name: 'benefits.sendPolicy', key: policyId, at: nextTry(policy.attempts, now), payload: { policyId } });
  }
  if (answer.state === 'refused') {
    await store.markPolicyRefused(tx, cityId, policyId, answer.why, now);
    await giveBack(ctx, policy, policy, { zh: `没有保成，退回保费 ${yuan(policy.premiumFen)}`, en: `Not insured: ${yuan(policy.premiumFen)} of premium back` });
  } else {
    await store.markPolicyIssued(tx, cityId, policyId, answer.policyNo, now);
    for (const { workerId } of members) await store.setMemberPaper(tx, cityId, policyId, workerId, await installPaper(ctx, { workerId, kind: 'insurance', number: answer.policyNo, validFrom: policy.validFrom, validUntil: policy.validUntil, verifiedBy: policy.product.insurer }));
  }
  const personIds = await Promise.all(members.map(({ workerId }) => personOfWorker(ctx, workerId)));
  await ctx.emit('insurance.policyMoved', { policyId, state: answer.state, personIds, merchantId: policy.holderKind === 'merchant' ? policy.holderId : null });
}

const giveBack = async (ctx: Ctx, policy: store.PolicyRow, { platformFen, holderFen }: { platformFen: number; holderFen: number }, words: Bilingual): Promise<void> => {
  await postTransaction(ctx, moved({ businessKey: `policyBack:${policy.id}`, kind: 'premiumBack', orderId: null, words }, [
    { from: chart.insurer(), to: chart.insurance(), amountFen: platformFen, kind: 'premiumBack' }, { from: chart.insurer(), to: holderAccount(policy), amountFen: holderFen, kind: 'premiumBack' },
  ]));
};

/** Ends a policy: the insurer first, then money and papers. Refuses `benefits.policy_unknown`, `benefits.policy_over`, `benefits.insurer_down`. */
export async function surrenderPolicy(ctx: Ctx, { policyId, reason }: ParsedOf<Benefits['surrenderPolicy']>): Promise<OutputOf<Benefits['surrenderPolicy']>> {
  const { tx, cityId, now } = ctx;
  if (!await store.findPolicy(tx, cityId, policyId)) refuse('benefits.policy_unknown');
  const policy = await store.lockPolicy(tx, cityId, policyId), state = shownState(policy, cityDay(now));
  if (state !== 'active') refuse('benefits.policy_over', { stateZh: policyStateWords[state].zh, stateEn: policyStateWords[state].en });
  await ctx.gateways.insurer.cancel(policyId, reason).catch(() => refuse('benefits.insurer_down'));
  const back = unusedPremium(policy, cityDay(now)), backFen = back.platformFen + back.holderFen;
  await store.markSurrendered(tx, cityId, policyId, backFen, reason, now);
  await giveBack(ctx, policy, back, { zh: `退保，未用天数保费 ${yuan(backFen)}`, en: `Ended early: ${yuan(backFen)} for the days not used` });
  for (const { paperId } of await store.membersOf(tx, cityId, [policyId])) if (paperId !== null) await withdrawPaper(ctx, { paperId, reason: `退保：${reason}` });
  await ctx.emit('insurance.policyMoved', { policyId, state: 'surrendered', personIds: [], merchantId: policy.holderKind === 'merchant' ? policy.holderId : null });
  return viewPolicy(ctx, policyId);
}

/** Her skills changed: work of a higher class than her policy covers voids it for her, and her paper with it; the day she has the skill no more it holds again. */
export async function recheckClass(ctx: Ctx, { workerId }: { workerId: string }): Promise<void> {
  const { tx, cityId, now } = ctx;
  for (const policy of await store.listPolicyRows(tx, cityId, { merchantId: undefined, workerId, cursor: undefined, limit: 20 })) {
    if (shownState(policy, cityDay(now)) !== 'active') continue;
    const member = (await store.membersOf(tx, cityId, [policy.id])).find((one) => one.workerId === workerId)!;
    const neededClass = classOfSkills(member.skills), isTooLow = neededClass > policy.product.occupationClass;
    if (isTooLow && member.lostZh === null) {
      const why = { zh: `现在的工种是第 ${neededClass} 类，保单只保到第 ${policy.product.occupationClass} 类`, en: `The work is of class ${neededClass} now, the policy covers up to class ${policy.product.occupationClass}` };
      if (member.paperId !== null) await withdrawPaper(ctx, { paperId: member.paperId, reason: why.zh });
      await store.loseMember(tx, cityId, policy.id, workerId, why, now);
    }
    if (!isTooLow && member.lostZh !== null) await store.setMemberPaper(tx, cityId, policy.id, workerId, await installPaper(ctx, { workerId, kind: 'insurance', number: policy.policyNo!, validFrom: policy.validFrom, validUntil: policy.validUntil, verifiedBy: policy.product.insurer }));
  }
}

const shownState = (policy: store.PolicyRow, today: string): OutputOf<Benefits['buyPolicy']>['state'] => (policy.state === 'active' && policy.validUntil < today ? 'over' : policy.state);

const policyView = (ctx: Ctx, row: store.PolicyRow, members: readonly store.MemberRow[]): OutputOf<Benefits['buyPolicy']> => {
  const state = shownState(row, cityDay(ctx.now)), { zh, en } = policyStateWords[state];
  return {
    policyId: row.id, productId: row.product.productId, productName: row.product.name, insurer: row.product.insurer, policyNo: row.policyNo, holderKind: row.holderKind, holderId: row.holderId, holderName: row.holderName, occupationClass: row.product.occupationClass, validFrom: row.validFrom, validUntil: row.validUntil, state,
    words: { zh: `${zh}，${row.validFrom} 至 ${row.validUntil}`, en: `${en}, ${row.validFrom} to ${row.validUntil}` }, premiumFen: row.premiumFen, platformFen: row.platformFen, holderFen: row.holderFen, returnedFen: row.returnedFen, why: row.whyZh === null ? null : { zh: row.whyZh, en: row.whyEn ?? row.whyZh },
    members: members.filter(({ policyId }) => policyId === row.id).map((member) => memberView(row.product, member, member.lostZh === null ? null : { zh: member.lostZh, en: member.lostEn ?? member.lostZh })),
  };
};
const viewPolicy = async (ctx: Ctx, policyId: string): Promise<OutputOf<Benefits['buyPolicy']>> => policyView(ctx, (await store.findPolicy(ctx.tx, ctx.cityId, policyId))!, await store.membersOf(ctx.tx, ctx.cityId, [policyId]));

/** A worker's own, a merchant's for its owner, or all. Refuses `benefits.holder_unknown`. */
export async function listPolicies(ctx: Ctx, { merchantId, workerId, cursor, limit }: ParsedOf<Benefits['listPolicies']>): Promise<OutputOf<Benefits['listPolicies']>> {
  const mayAll = holds(ctx.actor, ['agent', 'finance', 'operator', 'auditor']);
  if (!mayAll && merchantId !== undefined && !holds(ctx.actor, 'merchantOwner', merchantId)) refuse('benefits.holder_unknown');
  const own = mayAll || merchantId !== undefined ? workerId : (await workerOfActor(ctx)).id;
  const rows = await store.listPolicyRows(ctx.tx, ctx.cityId, { merchantId, workerId: own, cursor, limit: limit + 1 });
  const page = rows.slice(0, limit), members = await store.membersOf(ctx.tx, ctx.cityId, page.map(({ id }) => id));
  return { items: page.map((row) => policyView(ctx, row, members)), nextCursor: rows.length > limit ? page.at(-1)!.id : null };
}
