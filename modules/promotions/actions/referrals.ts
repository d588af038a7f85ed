import type { EventPayload, OutputOf, ParsedOf, contract } from '@linli/contract';
import type { Ctx } from '../../../kernel/context.ts';
import { blindIndex } from '../../../kernel/crypto.ts';
import { lockFor } from '../../../kernel/database.ts';
import { refuse } from '../../../kernel/refusal.ts';
import { maskName } from '../../../kernel/mask.ts';
import { plainCode, REFERRAL_CODE_LETTERS } from '../rules/coupons.ts';
import { BIND_HOURS, findingWords, findingsOf, programmeWords, programmes as standard, referralLabels, referralWords, rewardTaxFen, type Programme, type ReferralKind, type RewardKind } from '../rules/referrals.ts';
import {
  addMark, addReferral, codeOf, commonOf, decide, findReferral, listReferrals, lockBound, lockReferral, markCompleted, markRewarded, newcomerOf, ownerOfCode, programmesOf, referralOfReferee, referralsOfPerson, saveProgramme, type Newcomer, type ReferralRow,
} from '../store/referrals.ts';
import { freshCode } from './campaigns.ts';
import { giveCoupon } from './coupons.ts';

type Promotions = typeof contract.promotions;

const HOUR_MS = 3_600_000;
const bindUntil = ({ registeredAt }: Newcomer): Date => new Date(registeredAt.getTime() + BIND_HOURS * HOUR_MS);

/** What recommendations are worth: the standard, with what the city has changed. */
const allProgrammes = async (ctx: Ctx): Promise<Programme[]> => {
  const changed = await programmesOf(ctx.tx, ctx.cityId);
  return standard.map((one) => changed.find((other) => other.referrerKind === one.referrerKind && other.refereeKind === one.refereeKind) ?? one);
};

const programmeView = (programme: Programme): OutputOf<Promotions['saveProgramme']> => ({ ...programme, words: programmeWords(programme) });

export const programmes = async (ctx: Ctx): Promise<OutputOf<Promotions['programmes']>> => ({ items: (await allProgrammes(ctx)).map(programmeView) });

export const changeProgramme = async (ctx: Ctx, input: ParsedOf<Promotions['saveProgramme']>): Promise<OutputOf<Promotions['saveProgramme']>> => {
  if (input.referrerKind === 'household' && input.refereeKind === 'worker') refuse('promotions.programme_wrong');
  await saveProgramme(ctx.tx, ctx.cityId, input, ctx.actor.personId ?? 'system', ctx.now);
  return programmeView(input);
};

/** Names are shown in part: a referrer knows whom she asked, nobody else needs to. */
const referralView = (row: ReferralRow): OutputOf<Promotions['myReferral']>['items'][number] => ({
  referralId: row.id, referrerName: maskName(row.referrerName), refereeName: maskName(row.refereeName), referrerKind: row.referrerKind, refereeKind: row.refereeKind, state: row.state, stateLabel: referralLabels[row.state], boundAt: row.boundAt.toISOString(),
  completedAt: row.completedAt?.toISOString() ?? null, rewardKind: row.rewardKind, rewardFen: row.rewardFen, taxFen: row.taxFen, rewardedAt: row.rewardedAt?.toISOString() ?? null, words: referralWords(row),
});

/** A person's code and link, what a recommendation brings, and what became of hers; the code is made at the first asking. */
export const myReferral = async (ctx: Ctx): Promise<OutputOf<Promotions['myReferral']>> => {
  const personId = ctx.actor.personId!;
  const me = (await newcomerOf(ctx.tx, ctx.cityId, personId))!;
  const code = await codeOf(ctx.tx, ctx.cityId, personId, freshCode(ctx, REFERRAL_CODE_LETTERS), ctx.now);
  const [rows, mine] = [await referralsOfPerson(ctx.tx, ctx.cityId, personId), await referralOfReferee(ctx.tx, ctx.cityId, me.householdId)];
  const myKind: ReferralKind = me.isWorker ? 'worker' : 'household';
  const isBindable = !mine && me.orders === 0 && bindUntil(me) > ctx.now;
  return {
    code, linkPath: `/join/${code}`, programmes: (await allProgrammes(ctx)).filter((one) => one.isOpen && one.referrerKind === myKind).map(programmeView), items: rows.map(referralView),
    earnedFen: rows.reduce((sum, row) => (row.state === 'rewarded' ? sum + row.rewardFen! - row.taxFen : sum), 0),
    boundTo: mine ? maskName(mine.referrerName) : null, canBindUntil: isBindable ? bindUntil(me).toISOString() : null,
  };
};

const noteMark = (ctx: Ctx, personId: string, kind: 'device' | 'payment', value: string): Promise<number> =>
  addMark(ctx.tx, ctx.cityId, { personId, kind, mark: blindIndex(ctx.settings.secret, `${kind}:${ctx.cityId}:${value}`), at: ctx.now });

export const noteDevice = async (ctx: Ctx, { deviceId }: ParsedOf<Promotions['noteDevice']>): Promise<{ ok: true }> => {
  await noteMark(ctx, ctx.actor.personId!, 'device', deviceId);
  return { ok: true };
};

/** Whose account a payment came from, where its rail says so. */
export const notePayer = async (ctx: Ctx, { personIds: [payerId], payerAccount }: EventPayload<'payment.received'>): Promise<void> => {
  if (payerId !== undefined && payerAccount !== undefined) await noteMark(ctx, payerId, 'payment', payerAccount);
};

/**
 * Says who recommended the acting person: within BIND_HOURS of signing up, before her household's first order, once per person and per household.
 * Refuses `promotions.referral_code_unknown`, `promotions.referral_self`, `promotions.referral_late`, `promotions.referral_bound`.
 */
export const bindReferral = async (ctx: Ctx, { code, deviceId }: ParsedOf<Promotions['bindReferral']>): Promise<{ ok: true }> => {
  const { tx, cityId, now } = ctx;
  const refereeId = ctx.actor.personId!;
  const referrerId = await ownerOfCode(tx, cityId, plainCode(code)) ?? refuse('promotions.referral_code_unknown', {}, 'code');
  if (referrerId === refereeId) refuse('promotions.referral_self', {}, 'code');
  const me = (await newcomerOf(tx, cityId, refereeId))!, referrer = (await newcomerOf(tx, cityId, referrerId))!;
  await lockFor(tx, `referral:${cityId}:${me.householdId}`);
  if (await referralOfReferee(tx, cityId, me.householdId)) refuse('promotions.referral_bound');
  if (me.orders > 0 || bindUntil(me) <= now) refuse('promotions.referral_late', { hours: BIND_HOURS });
  const id = ctx.newId('ref');
  const referrerKind: ReferralKind = referrer.isWorker ? 'worker' : 'household';
  if (!await addReferral(tx, cityId, { id, referrerId, referrerKind, refereeId, refereeHouseholdId: me.householdId, at: now })) refuse('promotions.referral_bound');
  if (deviceId !== '') await noteMark(ctx, refereeId, 'device', deviceId);
  const gift = (await allProgrammes(ctx)).find((one) => one.isOpen && one.referrerKind === referrerKind && one.refereeKind === 'household');
  // A household that recommends itself gets nothing for coming.
  const isHonest = me.householdId !== referrer.householdId;
  if (gift && gift.giftFen > 0 && isHonest) await giveCoupon(ctx, { key: 'gift', householdId: me.householdId, sourceKey: `gift:${me.householdId}`, amountFen: gift.giftFen, words: { zh: '有人推荐您来，送您第一张券', en: 'You were recommended: a first coupon' } });
  await ctx.emit('referral.changed', { referralId: id, state: 'bound', personIds: [referrerId, refereeId] });
  return { ok: true };
};

/**
 * Somebody who was recommended has completed her first order, as the household that was served or as the worker who served. The reward is fixed
 * by the programme of this moment; what the two have in common makes finance look first. Safe to say for every settled order.
 */
export const completeReferral = async (ctx: Ctx, about: { as: ReferralKind; householdId: string; personId: string; orderId: string }): Promise<void> => {
  const referral = await lockBound(ctx.tx, ctx.cityId, about.as === 'household' ? { householdId: about.householdId } : { personId: about.personId });
  if (!referral) return;
  const programme = (await allProgrammes(ctx)).find((one) => one.isOpen && one.referrerKind === referral.referrerKind && one.refereeKind === about.as);
  if (!programme) return;
  const findings = findingsOf(await commonOf(ctx.tx, ctx.cityId, referral));
  const state = findings.length > 0 ? 'review' : 'due';
  const { rewardKind, rewardFen } = programme;
  await markCompleted(ctx.tx, ctx.cityId, referral.id, { state, findings, refereeKind: about.as, orderId: about.orderId, rewardKind, rewardFen, taxFen: rewardTaxFen(rewardKind, rewardFen), at: ctx.now });
  await tellReferral(ctx, referral, state);
};

/** A reward that is due is said so to whoever keeps the money. */
const tellReferral = async (ctx: Ctx, { id, referrerId }: ReferralRow, state: 'review' | 'due' | 'declined'): Promise<void> => {
  await ctx.emit('referral.changed', { referralId: id, state, personIds: [referrerId] });
  if (state === 'due') await ctx.emit('referral.due', { referralId: id, personIds: [referrerId] });
};

const caseView = (row: ReferralRow): OutputOf<Promotions['decideReferral']> => ({
  ...referralView(row), referrerName: row.referrerName, refereeName: row.refereeName, findings: row.findings.map((kind) => ({ kind, words: findingWords[kind] })), decidedByName: row.decidedByName, decidedAt: row.decidedAt?.toISOString() ?? null, decisionWords: row.decisionWords,
});

export const referrals = async (ctx: Ctx, { state, cursor, limit }: ParsedOf<Promotions['referrals']>): Promise<OutputOf<Promotions['referrals']>> => {
  const rows = await listReferrals(ctx.tx, ctx.cityId, { state, cursor, limit: limit + 1 });
  const page = rows.slice(0, limit);
  return { items: page.map(caseView), nextCursor: rows.length > limit ? page.at(-1)!.id : null };
};

/** Finance pays or declines what was held back; of two at once the first counts. */
export const decideReferral = async (ctx: Ctx, { referralId, isApproved, words }: ParsedOf<Promotions['decideReferral']>): Promise<OutputOf<Promotions['decideReferral']>> => {
  const { tx, cityId } = ctx;
  const referral = await findReferral(tx, cityId, referralId) ?? refuse('promotions.referral_unknown');
  if (!isApproved && words === '') refuse('promotions.reason_missing', {}, 'words');
  const state = isApproved ? 'due' : 'declined';
  if (!await decide(tx, cityId, referralId, { state, by: ctx.actor.personId ?? 'system', byName: ctx.actor.name, at: ctx.now, words })) {
    const label = referralLabels[(await findReferral(tx, cityId, referralId))!.state];
    refuse('promotions.referral_decided', { stateZh: label.zh, stateEn: label.en });
  }
  await tellReferral(ctx, referral, state);
  return caseView((await findReferral(tx, cityId, referralId))!);
};

export type DueReward = { referralId: string; referrerId: string; referrerKind: ReferralKind; householdId: string; refereeName: string; kind: RewardKind; rewardFen: number; taxFen: number };

/**
 * Takes a reward that is due, once: a coupon is given here, points and money are for the caller to post in the same transaction. Null: it was
 * taken before, or is not due.
 */
export const takeReward = async (ctx: Ctx, { referralId }: { referralId: string }): Promise<DueReward | null> => {
  const referral = await lockReferral(ctx.tx, ctx.cityId, referralId);
  if (!referral || !await markRewarded(ctx.tx, ctx.cityId, referralId, ctx.now)) return null;
  const { referrerId, referrerKind, referrerHouseholdId: householdId, rewardKind, rewardFen, taxFen } = referral;
  const refereeName = maskName(referral.refereeName);
  if (rewardKind === 'coupon') {
    await giveCoupon(ctx, { key: 'referral', householdId, sourceKey: `referral:${referralId}`, amountFen: rewardFen!, words: { zh: `感谢您推荐${refereeName}`, en: `Thank you for recommending ${refereeName}` } });
  }
  await ctx.emit('referral.changed', { referralId, state: 'rewarded', personIds: [referrerId] });
  return { referralId, referrerId, referrerKind, householdId, refereeName, kind: rewardKind!, rewardFen: rewardFen!, taxFen };
};
